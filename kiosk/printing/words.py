"""The slip's words, in the patient's language; a language without words of its own gets English."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.ticket import Ticket

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Words:
    """One language's phrases; braces are filled from the ticket."""

    number: str
    room: str
    floor: str
    building: str
    go_to_room: str
    go_on_to_room: str
    go_to_desk: str
    desk_first: str
    desk_looks: str
    minutes: str
    people: str
    nobody_before: str
    priority: dict[str, str]
    received: str
    due: str
    insurance_later: str
    show_card: str
    also: str
    provisional: str
    alone: str
    at_cashier: str
    phone: str
    scanner: str
    reason: str
    money: str
    group: str


WORDS = {
    "vi": Words(
        number="Số thứ tự",
        room="Phòng {room}",
        floor="tầng {floor}",
        building="nhà {building}",
        go_to_room="Mời quý khách đến {place}, chờ gọi số.",
        go_on_to_room="Sau đó đến {place}, chờ gọi số.",
        go_to_desk="Mời quý khách đến quầy số {desk}, chờ gọi số.",
        desk_first="Mời đến quầy số {desk} trước",
        desk_looks="Nhân viên xem thẻ giúp quý khách. Số thứ tự này vẫn giữ nguyên.",
        minutes="khoảng {minutes} phút nữa",
        people="trước còn {people} người",
        nobody_before="quý khách là người tiếp theo",
        priority={
            "senior": "Ưu tiên: người từ 75 tuổi",
            "child": "Ưu tiên: trẻ dưới 6 tuổi",
            "pregnant": "Ưu tiên (nhân viên xem giấy): phụ nữ có thai",
            "disabled": "Ưu tiên (nhân viên xem giấy): khuyết tật nặng",
            "merit": "Ưu tiên (nhân viên xem giấy): người có công",
        },
        received="Đã nhận {amount}",
        due="Trả {amount} tại quầy thu ngân",
        insurance_later="Bảo hiểm y tế sẽ được kiểm tra sau.",
        show_card="Nhân viên sẽ xem thẻ căn cước khi quý khách khám.",
        also="Sau đó, số khác cho phòng khác",
        provisional="Đăng ký được tính khi nhân viên đã xem thẻ.",
        alone="Số tạm thời: xin giữ phiếu này.",
        at_cashier="Viện phí: tại quầy thu ngân",
        phone="Xem trên điện thoại",
        scanner="Mã cho nhân viên",
        reason="Mã" + NO_BREAK + "{reason}",
        money="{amount}" + NO_BREAK + "đ",
        group=".",
    ),
    "en": Words(
        number="Your number",
        room="Room {room}",
        floor="floor {floor}",
        building="building {building}",
        go_to_room="Please go to {place} and wait for your number.",
        go_on_to_room="Then go to {place} and wait for your number.",
        go_to_desk="Please go to desk {desk} and wait for your number.",
        desk_first="Please go to desk {desk} first",
        desk_looks="Staff will look at your ID card. You keep this number.",
        minutes="about {minutes} minutes",
        people="{people} people before you",
        nobody_before="you are next",
        priority={
            "senior": "Priority: 75 years and over",
            "child": "Priority: child under 6",
            "pregnant": "Priority, to be seen by staff: pregnant",
            "disabled": "Priority, to be seen by staff: severe disability",
            "merit": "Priority, to be seen by staff: person of merit",
        },
        received="Received {amount}",
        due="Pay {amount} at the cashier",
        insurance_later="Your health insurance will be checked later.",
        show_card="Staff will look at your ID card at your visit.",
        also="Afterwards, another number for another room",
        provisional="The registration counts once staff have seen your card.",
        alone="Temporary number: please keep this slip.",
        at_cashier="The fee: at the cashier",
        phone="See it on your phone",
        scanner="Code for staff",
        reason="Code" + NO_BREAK + "{reason}",
        money="{amount}" + NO_BREAK + "₫",
        group=",",
    ),
}


def words_of(language: str) -> Words:
    """The phrases of a language."""
    return WORDS.get(language, WORDS["en"])


def money(amount: int, language: str) -> str:
    """An amount in đồng as people write it: `10.120 đ`, in English `10,120 ₫`."""
    words = words_of(language)
    return words.money.format(amount=f"{amount:,}".replace(",", words.group))


def place_lines(ticket: Ticket) -> tuple[str, ...]:
    """Where to go, shortest first: room, then department, then floor and building; a desk's slip names the desk."""
    place, words = ticket.place, words_of(ticket.language)
    if place is None:
        return ()
    way = [
        words.floor.format(floor=place.floor) if place.floor else "",
        words.building.format(building=place.building) if place.building else "",
    ]
    lines = [
        words.room.format(room=place.room) if place.room else "",
        place.department,
        _sentence(", ".join(part for part in way if part)),
    ]
    return tuple(line for line in lines if line)


def next_step(ticket: Ticket) -> str:
    """What to do now, in a sentence."""
    words = words_of(ticket.language)
    if ticket.place is None:
        return words.go_to_desk.format(desk=ticket.desk)
    room = words.room.format(room=ticket.place.room)
    where = f"{room[0].lower()}{room[1:]}" if ticket.place.room else ticket.place.department
    return (words.go_on_to_room if ticket.desk else words.go_to_room).format(place=where)


def first_step(ticket: Ticket) -> tuple[str, ...]:
    """What comes before the clinic, and why, where something does."""
    if ticket.place is None or not ticket.desk:
        return ()
    words = words_of(ticket.language)
    return words.desk_first.format(desk=ticket.desk), words.desk_looks


def further_lines(ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """Each further number with the place it is for."""
    words = words_of(ticket.language)
    found = []
    for one in ticket.further:
        way = (
            words.room.format(room=one.place.room),
            one.place.department,
            words.floor.format(floor=one.place.floor) if one.place.floor else "",
        )
        found.append((one.number, " · ".join(part for part in way if part)))
    return tuple(found)


def waiting(ticket: Ticket) -> tuple[str, ...]:
    """How long and how many, as far as it is known."""
    words = words_of(ticket.language)
    parts = []
    if ticket.minutes:
        parts.append(words.minutes.format(minutes=ticket.minutes))
    if ticket.people_before is not None:
        parts.append(words.people.format(people=ticket.people_before) if ticket.people_before else words.nobody_before)
    return tuple(map(_sentence, parts))


def payment_line(ticket: Ticket) -> str:
    """What was received, or what is still to be paid at the cashier; empty where nothing is due."""
    words = words_of(ticket.language)
    if ticket.at_cashier:
        return words.at_cashier
    missing = 0 if ticket.settled else max(ticket.due - ticket.received, 0)
    parts = []
    if ticket.received:
        parts.append(words.received.format(amount=money(ticket.received, ticket.language)))
    if missing:
        parts.append(words.due.format(amount=money(missing, ticket.language)))
    return " · ".join(parts)


def notes(ticket: Ticket) -> tuple[str, ...]:
    """What else the patient should know."""
    words = words_of(ticket.language)
    lines = [
        words.priority.get(ticket.priority, ""),
        words.insurance_later if ticket.insurance_unverified else "",
        words.provisional if ticket.provisional else "",
        words.alone if ticket.alone else "",
        words.show_card if ticket.show_card else "",
    ]
    return tuple(line for line in lines if line)


def foot(ticket: Ticket) -> tuple[str, str]:
    """Station, then time and reason code, for staff."""
    printed = f"{ticket.printed_at:%H:%M · %d/%m/%Y}"
    reason = words_of(ticket.language).reason.format(reason=ticket.reason) if ticket.reason else ""
    return ticket.station, f"{printed} · {reason}" if reason else printed


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
