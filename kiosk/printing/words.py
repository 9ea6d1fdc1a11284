"""The slip's words, in the patient's language, from one file a language; a language without one gets English."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kiosk.printing.fonts import Typeface
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket


@dataclass(frozen=True, slots=True)
class Words:
    """One language's phrases; braces are filled from the slip. `typeface`: of the letters the slip's own lacks."""

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
    paid: str
    paid_for: str
    paid_due: str
    paid_confirmed_later: str
    paid_code: str
    paid_bill: str
    money: str
    group: str
    typeface: Typeface | None = None


WORDS = Path(__file__).parent / "words"
HOME = "vi"
FALLBACK = "en"


def languages() -> tuple[str, ...]:
    """The languages that have words."""
    return tuple(sorted(file.stem for file in WORDS.glob("*.toml")))


@cache
def words_of(language: str) -> Words:
    """The phrases of a language; what its file does not have is English."""
    read = _read(FALLBACK) | (_read(language) if language in languages() else {})
    typeface = read.pop("typeface", None)
    return Words(**read, typeface=Typeface(**typeface) if typeface else None)


def _read(language: str) -> dict[str, Any]:
    return tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))


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


def paid_rows(slip: PaymentSlip) -> tuple[tuple[str, str], ...]:
    """What a payment was for and by what it is found again, each with its name."""
    words = words_of(slip.language)
    rows = (
        (words.paid_for, slip.what),
        (words.paid_due, money(slip.due, slip.language) if slip.received > slip.due else ""),
        (words.paid_bill, slip.bill_id),
        (words.paid_code, slip.pay_code),
    )
    return tuple((name, value) for name, value in rows if value)


def foot(ticket: Ticket | PaymentSlip) -> tuple[str, str]:
    """Station, then time and reason code, for staff."""
    printed = f"{ticket.printed_at:%H:%M · %d/%m/%Y}"
    reason = words_of(ticket.language).reason.format(reason=ticket.reason) if ticket.reason else ""
    return ticket.station, f"{printed} · {reason}" if reason else printed


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
