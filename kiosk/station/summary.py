"""One line for each visit that ended: which journey, how it ended, how long each step took. It is about nobody.

It stands under the station's own name in the journal, without the visit's id, and of the time only the hour: whoever
reads it learns how the station serves, and cannot lead it back to a person.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from kiosk.clock import VIETNAM, Clock
from kiosk.visit.errands import ComplaintChosen, Rated
from kiosk.visit.events import Event
from kiosk.visit.values import Ending
from kiosk.visit.visit import Visit

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class VisitSummed:
    """A visit that is over.

    `journey`: `registration`, `child`, `passport`, or the errand. `hour`: when it began, to the hour. `steps`: (stage,
    milliseconds) in the order they were entered, one entry a stage. `department_id` of the registration, empty without.
    `identity`: `chip`, `qr`, `typed`, `passport`, or empty where nobody was asked. `coverage` is the insurer's status,
    `paid` is `code` (at the kiosk), `cashier` (owed), or empty. `rating` 1 to 5 and `topic` as said, or 0 and empty.
    """

    version: ClassVar[int] = 1
    hour: datetime
    journey: str
    language: str
    ending: str
    reason: str
    department_id: str
    identity: str
    face: str
    coverage: str
    paid: str
    printed: bool
    helped: bool
    help_called: bool
    rating: int
    topic: str
    steps: tuple[tuple[str, int], ...]

    @property
    def total_ms(self) -> int:
        """From the first screen to the last, in milliseconds."""
        return sum(took for _, took in self.steps)


@dataclass(slots=True)
class Stopwatch:
    """Follows one visit at a time, on the station's owner thread."""

    clock: Clock
    _stage: str = ""
    _since: float = 0.0
    _steps: dict[str, float] = field(default_factory=dict)
    _rating: int = 0
    _topic: str = ""

    def begin(self, visit: Visit) -> None:
        """A visit begins."""
        self._stage, self._since = visit.stage, self.clock.monotonic()
        self._steps, self._rating, self._topic = {}, 0, ""

    def follow(self, visit: Visit, event: Event) -> None:
        """The visit went on, by this event."""
        if isinstance(event, Rated):
            self._rating = event.rating
        if isinstance(event, ComplaintChosen):
            self._topic = event.topic
        if visit.stage != self._stage or visit.over:
            now = self.clock.monotonic()
            self._steps[self._stage] = self._steps.get(self._stage, 0.0) + now - self._since
            self._stage, self._since = visit.stage, now

    def summed(self, visit: Visit) -> VisitSummed:
        """The line of a visit that is over; the log says the same."""
        line = self._line(visit)
        log.info(
            "visit",
            extra={
                "station": visit.station_id,
                "hour": line.hour,
                "journey": line.journey,
                "outcome": line.ending,
                "reason": line.reason,
                "department": line.department_id,
                "identity": line.identity,
                "paid": line.paid,
                "steps": dict(line.steps),
                "total": line.total_ms,
            },
        )
        return line

    def _line(self, visit: Visit) -> VisitSummed:
        facts = visit.facts
        begun = visit.started_at.astimezone(VIETNAM)
        department = facts.department_id if facts.registered is not None else None
        return VisitSummed(
            begun.replace(minute=0, second=0, microsecond=0),
            "child" if facts.for_child else facts.errand or "registration",
            visit.language,
            str(visit.ending or Ending.HANDED_OVER),
            visit.reason.name.lower() if visit.reason else "",
            department or "",
            _identity(visit),
            str(facts.face) if facts.face else "",
            str(facts.coverage.status) if facts.coverage else "",
            _paid(visit),
            bool(facts.printed),
            bool(visit.staff.helped),
            visit.help_called,
            self._rating,
            self._topic,
            tuple((stage, round(1000 * took)) for stage, took in self._steps.items()),
        )


def _identity(visit: Visit) -> str:
    facts = visit.facts
    if facts.source is not None:
        return str(facts.source.name).lower()
    return "chip" if facts.citizen is not None else ""


def _paid(visit: Visit) -> str:
    facts = visit.facts
    if facts.paid or (facts.payment is not None and facts.payment.settled):
        return "code"
    return "cashier" if facts.payment is not None and facts.payment.due > facts.payment.received else ""
