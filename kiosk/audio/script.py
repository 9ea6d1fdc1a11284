"""What each screen says: a pure function from a view to the sentences spoken, each a clip with its values.

Names and the numbers of a person have no way in: only what stands in `_content` below is ever said. Of the hospital's
own words (a department, a room) those are told that say where to go.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.station.api import Information, Live
from kiosk.visit.contents import (
    AgreeView,
    BillsView,
    FeedbackView,
    InfoView,
    ResultsView,
    SlipView,
    WhereView,
)
from kiosk.visit.view import (
    AppointmentsView,
    CheckView,
    ChildView,
    ChoiceView,
    ClinicView,
    ConsentView,
    CoverageView,
    DeskView,
    EstimateView,
    FaceView,
    InsuranceView,
    KeyView,
    Overlay,
    PaymentView,
    PlaceView,
    ReadingView,
    ScanView,
    Screen,
    TicketView,
    View,
)

VALID = ("eligible", "eligible_provisional")


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence: a clip's id and the values in it, numbers or the hospital's own words."""

    clip: str
    values: tuple[int | str, ...] = ()


def script(view: View, live: Live, house: Information | None = None) -> tuple[Said, ...]:
    """Everything the screen says, in the order it is read; what covers a screen is said instead of it.

    :param house: what the station's own file tells everybody.
    """
    if view.overlay is not Overlay.NONE:
        return _overlay(view)
    if isinstance(view.content, InfoView):
        return _info(view.content, house or Information())
    return (*_content(view), *_moving(view, live))


def news(before: tuple[Said, ...], now: tuple[Said, ...], *, same_screen: bool) -> tuple[Said, ...]:
    """What is still to be said: all of another screen, of the same one only what was not said before."""
    return tuple(said for said in now if said not in before) if same_screen else now


def _overlay(view: View) -> tuple[Said, ...]:
    if view.overlay is Overlay.HELP_UNHEARD:
        return (Said("help.unheard"), *_desk(view.desk))
    return (Said(f"over.{view.overlay.value}"),)


def _moving(view: View, live: Live) -> tuple[Said, ...]:
    """What changes without another view: the camera's asking. The reading's percent is not said: it would never end."""
    if view.screen is Screen.FACE and live.guidance:
        return (Said(f"face.{live.guidance}"),)
    return ()


def _content(view: View) -> tuple[Said, ...]:  # one branch a content
    heading = Said(view.screen.value)
    match view.content:
        case ConsentView(outside=True):
            return Said("consent.outside"), Said("consent.no_answer")
        case KeyView() as key:
            return _key(view.screen, key)
        case ReadingView(moved=True):
            return (Said("reading.moved"),)
        case FaceView(doubt=doubt):
            return (Said(f"{view.screen.value}.{doubt}") if doubt else heading,)
        case InsuranceView() as insurance:
            return _insurance(insurance)
        case ScanView(notice=notice):
            return (heading, *_notice(view.screen, notice))
        case ChildView(notice=notice, field=field):
            asked = Said(f"{view.screen.value}.{field}") if view.screen is Screen.CHILD_TYPE else heading
            return (asked, *_notice(Screen.CHILD_SCAN, notice))
        case ClinicView(waiting=waiting, adding=adding, notice=notice, tiles=tiles):
            if waiting:
                return (Said("clinic.waiting"),)
            return (*_notice(Screen.CLINIC, notice), Said("clinic.adding" if adding else "clinic", (len(tiles),)))
        case AppointmentsView(tiles=tiles):
            return (Said("appointment", (len(tiles),)),)
        case CheckView() as check:
            return _check(view, check)
        case PaymentView() as pay:
            return _payment(pay)
        case TicketView() as ticket:
            return _ticket(view, ticket)
        case DeskView(number=number, printed=printed, kind=kind):
            told = (Said("desk.number", (number,)),) if number else ()
            return (Said(f"desk.{kind}"), *_desk(view.desk), *told, *_printed(printed))
        case ChoiceView(offered=offered):
            return (Said(view.screen.value, (len(offered),)),)
        case AgreeView() | SlipView() | BillsView() | WhereView() | ResultsView() | FeedbackView():
            return _errand(view, heading)
        case _:
            return (heading, Said("consent.no_answer")) if view.screen is Screen.CONSENT else _plain(view, heading)


def _plain(view: View, heading: Said) -> tuple[Said, ...]:
    return (heading, *_desk(view.desk)) if view.screen is Screen.CLOSED else (heading,)


def _key(screen: Screen, key: KeyView) -> tuple[Said, ...]:
    if screen is Screen.KEY_QR:
        return (Said("key_qr"), *_notice(screen, key.notice))
    kind = "passport" if key.passport and key.field == "passport" else key.field
    return (*_notice(Screen.KEY_TYPE, key.notice), Said(f"key_type.{kind}"))


def _notice(screen: Screen, notice: str) -> tuple[Said, ...]:
    return (Said(f"{screen.value}.notice.{notice}"),) if notice else ()


def _desk(desk: str) -> tuple[Said, ...]:
    return (Said("to_desk", (desk,)),) if desk else (Said("to_reception"),)


def _insurance(content: InsuranceView) -> tuple[Said, ...]:
    if content.waiting:
        return (Said("insurance.waiting"),)
    said = [Said(f"insurance.{_status(content.coverage)}")]
    if content.coverage.status in VALID and not content.coverage.own_hospital:
        said.append(Said("insurance.elsewhere"))
    if content.show:
        said.append(Said("insurance.show"))
    return (*said, *_estimate(content.estimate))


def _status(coverage: CoverageView) -> str:
    return coverage.status if coverage.status in (*VALID, "not_eligible", "mismatch") else "busy"


def _estimate(estimate: EstimateView | None) -> tuple[Said, ...]:
    if estimate is None:
        return ()
    paid = (Said("insurer_pays", (estimate.insurer_pays,)),) if estimate.insurer_pays else ()
    return (*paid, Said("patient_pays", (estimate.patient_pays,)))


def _check(view: View, check: CheckView) -> tuple[Said, ...]:
    said = [Said("check")]
    if check.changed:
        said.append(Said("check.changed"))
    said += _place(check.place)
    said += [Said("department", (further.place.department,)) for further in check.further]
    if check.appointment:
        said.append(Said("check.appointment", (check.appointment,)))
    said += (Said("check.pay_later"),) if check.pay_later else _estimate(check.estimate)
    if check.card_check:
        said.append(Said(f"card_check.{check.card_check}", (view.desk,) if check.card_check == "desk" else ()))
    return tuple(said)


def _place(place: PlaceView) -> tuple[Said, ...]:
    said = [Said("department", (place.department,))]
    if place.room:
        said.append(_room(place.room, place.floor))
    if place.minutes is not None and place.people is not None:
        said.append(Said("wait", (place.minutes, place.people)))
    return tuple(said)


def _room(room: str, floor: str) -> Said:
    return Said("room_floor", (room, floor)) if floor else Said("room", (room,))


def _payment(pay: PaymentView) -> tuple[Said, ...]:
    match pay.notice:
        case "paid":
            return Said("payment.paid", (pay.received,)), *(() if pay.errand else (Said("payment.next"),))
        case "expired":
            return (Said("payment.expired"),)
        case "short":
            return (Said("payment.short", (pay.received, max(pay.due - pay.received, 0))),)
        case "silent":
            return (Said("payment.silent"),)
        case _:
            return Said("payment", (pay.due,)), Said("payment.cashier")


def _ticket(view: View, ticket: TicketView) -> tuple[Said, ...]:
    said = [Said("already" if view.screen is Screen.ALREADY else "ticket")]
    if ticket.number:
        said.append(Said("number", (ticket.number,)))
    if ticket.card_check == "desk":
        said.append(Said("card_check.desk", (view.desk,)))
    said += _place(ticket.place)
    for further in ticket.further:
        said += [Said("number.further", (further.number,)), *_place(further.place)]
    if ticket.at_cashier:
        said.append(Said("fee.at_cashier"))
    elif ticket.settled and ticket.received:
        said.append(Said("payment.paid", (ticket.received,)))
    elif ticket.due > ticket.received:
        said.append(Said("fee.missing", (ticket.due - ticket.received,)))
    if ticket.priority:
        said.append(Said("priority.first"))
    return (*said, *(_printed(ticket.printed) if view.screen is Screen.TICKET else ()))


def _printed(printed: bool | None) -> tuple[Said, ...]:
    return (Said("printing" if printed is None else "printed" if printed else "no_paper"),)


def _errand(view: View, heading: Said) -> tuple[Said, ...]:
    match view.content:
        case AgreeView(errand=errand):
            return (Said(f"agree.{errand}"),)
        case SlipView(notice=notice):
            return (heading, *_notice(Screen.SLIP, notice))
        case BillsView(waiting=waiting, found=found, tiles=tiles, notice=notice):
            if waiting:
                return (Said("asking_hospital"),)
            many = Said("bills", (len(tiles),)) if tiles else Said("bills.none" if found else "unknown_here")
            return (*_notice(Screen.BILLS, notice), many)
        case WhereView(waiting=waiting, numbers=numbers):
            if waiting:
                return (Said("asking_hospital"),)
            said = [] if numbers else [Said("where.none")]
            for one in numbers:
                said += [Said("number", (one.number,)), Said("department", (one.department,))]
                said.append(Said("room", (one.room,)))
                if one.serving:
                    said.append(Said("serving", (one.serving,)))
                if one.minutes is not None and one.people is not None:
                    said.append(Said("wait", (one.minutes, one.people)))
            return tuple(said)
        case ResultsView(waiting=waiting, found=found, ready=ready):
            if waiting:
                return (Said("asking_hospital"),)
            return (Said("unknown_here" if not found else "results.ready" if ready else "results.not_yet"),)
        case FeedbackView(asking=asking):
            return (Said(f"feedback.{asking}"),)
        case _:
            return (heading,)


def _info(info: InfoView, house: Information) -> tuple[Said, ...]:
    """What everybody may read, all of it; places on the map are buttons, and told as such."""
    if info.waiting:
        return (Said("asking_hospital"),)
    if info.away:
        return (Said("info.away"),)
    heading = Said(f"info.{info.page}") if info.page else Said("info")
    match info.page:
        case "prices":
            told = [one for row in info.rows for one in (Said("hospital", (row.name,)), Said("price", (row.price,)))]
        case "departments":
            told = [one for row in info.rows for one in (Said("hospital", (row.name,)), _room(row.room, row.floor))]
        case "hours":
            told = [Said("hospital", (line,)) for line in house.hours]
        case "notices":
            told = [Said("hospital", (text,)) for one in info.notices for text in (one.title, one.text)]
        case _:
            return (heading,)
    return (heading, *(told or (Said("info.empty"),)))
