"""What a station finds in its journal when it starts: unfinished visits, open deliveries, the desk's numbering."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from his_client.his.ports import Registered
from kiosk.admin.events import AdminEntered, AdminRefused
from kiosk.clock import VIETNAM
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import DeliveryDone, DeliveryEvent, DeliveryRefused
from kiosk.journal import Journal
from kiosk.station.records import Checkpoint, ClockTurned, NumberEvent, ServiceChanged
from kiosk.visit.events import DeskNumberTaken, Event, RegistrationRefused, VisitRegistered, VisitStarted
from kiosk.visit.staff import StaffRefused, StaffSigned
from kiosk.visit.step import begin, step
from kiosk.visit.visit import Visit

KEPT_DAYS = 4
"""So many days' counts of desk numbers are kept: a clock that is turned to and fro comes back to one of them."""


MOST = 500
"""From here on numbers begin at 1 on any new day: no desk sees so many of one station in two."""


@dataclass(slots=True)
class DeskNumbers:
    """The desk's numbers of the day, counted from 1.

    A clock that is put back finds the numbers of its day again, and one that was turned goes on with the last number:
    nobody is given a number that somebody else holds on the same true day.
    """

    day: str = ""
    count: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    turned: bool = False

    def next(self, at: datetime) -> int:
        """The number to give now."""
        known = self.counts.get(_day(at), 0)
        return 1 + (max(known, self.count) if self.turned or self.day == _day(at) else known)

    def taken(self, at: datetime, number: int | None = None) -> None:
        """A number was given at `at`: the next one, or as the journal has it."""
        self.count, self.day, self.turned = number or self.next(at), _day(at), False
        self.counts.pop(self.day, None)
        self.counts[self.day] = self.count
        for old in list(self.counts)[:-KEPT_DAYS]:
            del self.counts[old]

    def begin(self, at: datetime, *, kept: bool) -> None:
        """The program was started at `at`: on another day than its last number's, it is only known that a night has
        passed where a time server keeps the clock. Otherwise the numbers go on, for up to `MOST`."""
        if not kept and self.day and self.day != _day(at) and self.count < MOST:
            self.turned = True


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).date().isoformat()


@dataclass(slots=True)
class Recovered:
    """`unfinished` visits by id; `answers` what the HIS had said to a visit that had not heard it before the stop; the
    desk's numbering; what happened to the station's own numbers; what came of staff's PINs, and when; whether it was
    taken out of service; the row of the last quiet moment; and when the last row was written."""

    unfinished: dict[str, Visit] = field(default_factory=dict)
    answers: dict[str, Event] = field(default_factory=dict)
    desk: DeskNumbers = field(default_factory=DeskNumbers)
    numbers: list[NumberEvent] = field(default_factory=list)
    tries: list[tuple[StaffSigned | StaffRefused, datetime]] = field(default_factory=list)
    service: ServiceChanged | None = None
    since: int = 0
    last_at: datetime | None = None


def recover(journal: Journal, courier: Courier, note: Callable[[object], None] = lambda _event: None) -> Recovered:
    """Fold the rows since the last quiet moment; the courier takes its deliveries over, nothing is sent yet.

    A station has one visit at a time: a visit that another one follows is over, so only the last one is folded. `note`
    is given every event.
    """
    found = Recovered()
    last: list[Event] = []
    subject = ""
    checkpoint = found.since = journal.last_seq_of(Checkpoint.__name__)
    for row in journal.rows(after=max(0, checkpoint - 1)):
        note(row.event)
        found.last_at = row.recorded_at
        if isinstance(row.event, DeskNumberTaken):
            found.desk.taken(row.recorded_at, int(row.event.number.rpartition("-")[2]))
        if isinstance(row.event, StaffSigned | StaffRefused):
            found.tries.append((row.event, row.recorded_at))
        match row.event:
            case None:
                # Only a visit that is over is erased, and what is left of it cannot be replayed.
                last = [] if row.subject == subject else last
            case Checkpoint() as quiet:
                known = dict(zip(quiet.days, quiet.counts, strict=True)) or {quiet.desk_day: quiet.desk_count}
                found.desk = DeskNumbers(quiet.desk_day, quiet.desk_count, known, quiet.turned)
            case ClockTurned():
                found.desk.turned = True
            case AdminEntered(staff=staff, at=at):
                found.tries.append((StaffSigned(staff), at))
            case AdminRefused(notice=notice, staff=staff, at=at):
                found.tries.append((StaffRefused(notice, staff), at))
            case ServiceChanged() as changed:
                found.service = changed
            case NumberEvent() as happened:
                found.numbers.append(happened)
            case VisitStarted() as started:
                last, subject = [started], row.subject
            case Event() as event if last and row.subject == subject:
                if isinstance(event, VisitRegistered | RegistrationRefused):
                    found.answers.pop(row.subject, None)
                last.append(event)
            case DeliveryEvent() as event:
                if isinstance(event, DeliveryDone) and isinstance(event.result, Registered):
                    found.answers[row.subject] = VisitRegistered(event.result)
                elif isinstance(event, DeliveryRefused) and event.delivery_id == row.subject:
                    found.answers[row.subject] = RegistrationRefused(event.code)
                courier.replay(row.subject, event)
            case _:
                pass
    visit = _folded(last)
    if visit is not None and not visit.over:
        found.unfinished[visit.id] = visit
    return found


def _folded(events: list[Event]) -> Visit | None:
    if not events or not isinstance(events[0], VisitStarted):
        return None
    visit, _ = begin(events[0])
    for event in events[1:]:
        visit, _ = step(visit, event)
    return visit
