"""The slip a patient takes away, as plain data: a clinic's number or a desk's. It is a slip, never an invoice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from kiosk.clock import VIETNAM
from kiosk.station.api import StationInfo
from kiosk.visit.card_check import CardCheck
from kiosk.visit.view import DeskView, NumberView, PlaceView, TicketView, View


@dataclass(frozen=True, slots=True)
class Ticket:
    """What stands on a slip. Amounts in đồng; `people_before` and `minutes` None where there is no queue to tell of.

    `number` is the queue's number; `place` is empty on a desk's slip. `desk` is a desk's slip's own, and on a clinic's
    the desk to go to first, or empty. `show_card`: staff look at the card at the visit. `printed_at` is local time.
    `further`: one number more for each further room, `provisional`: a person confirms who came before it counts.
    `alone`: the station gave the number while it was cut off. `at_cashier`: what is due is not known here.
    `reckoning` tells line by line how the fee was estimated, in the patient's language.
    `reason` is the small code staff read; `qr` the text for the next desk's scanner, `link` the phone page's address,
    or empty.
    """

    kind: Literal["clinic", "desk"]
    hospital: str
    station: str
    number: str
    printed_at: datetime
    place: PlaceView | None = None
    desk: str = ""
    people_before: int | None = None
    minutes: int | None = None
    masked_name: str = ""
    due: int = 0
    received: int = 0
    settled: bool = False
    reason: str = ""
    qr: str = ""
    language: str = "vi"
    priority: str = ""
    insurance_unverified: bool = False
    show_card: bool = False
    further: tuple[NumberView, ...] = ()
    provisional: bool = False
    alone: bool = False
    at_cashier: bool = False
    link: str = ""
    reckoning: tuple[str, ...] = ()


def ticket_of(
    view: View,
    info: StationInfo,
    printed_at: datetime,
    *,
    qr: str = "",
    masked_name: str = "",
    insurance_unverified: bool = False,
) -> Ticket:
    """The slip of a view that shows a number; who still looks at the card is settled in `kiosk.visit.card_check`.

    :param printed_at: now, timezone-aware; printed in Vietnamese time.
    :param qr: text for the next desk's scanner; never a name or an ID number.
    :param masked_name: used where the view names nobody.
    :raises ValueError: when the view shows no number.
    """
    local = printed_at.astimezone(VIETNAM)
    match view.content:
        case TicketView() as shown:
            return Ticket(
                kind="clinic",
                hospital=info.hospital,
                station=info.station,
                number=shown.number,
                printed_at=local,
                place=shown.place,
                desk=view.desk if shown.card_check == CardCheck.DESK else "",
                people_before=shown.place.people,
                minutes=shown.place.minutes,
                masked_name=shown.person.masked_name or masked_name,
                due=shown.due,
                received=shown.received,
                settled=shown.settled,
                reason=shown.code,
                qr=qr,
                language=view.language,
                priority=shown.priority,
                insurance_unverified=insurance_unverified,
                show_card=shown.card_check == CardCheck.VISIT,
                further=shown.further,
                provisional=shown.provisional,
                alone=shown.alone,
                at_cashier=shown.at_cashier,
                link=shown.link,
                reckoning=shown.reckoning,
            )
        case DeskView() as shown:
            return Ticket(
                kind="desk",
                hospital=info.hospital,
                station=info.station,
                number=shown.number,
                printed_at=local,
                desk=view.desk,
                masked_name=masked_name,
                reason=shown.reason,
                qr=qr,
                language=view.language,
            )
        case _:
            raise ValueError(f"the screen {view.screen.value} shows no number to print")
