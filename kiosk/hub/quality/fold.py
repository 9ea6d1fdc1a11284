"""What one journal row adds to the cells: a visit that is over, or something that happened to a queue.

Rows are folded in the order of their arrival, one after the other: how many of them are taken at once changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.clock import VIETNAM
from kiosk.hub.quality import vocabulary as words
from kiosk.hub.quality.cells import ALL, Cell, Cells, department_scope, periods_of, room_scope, station_scope
from kiosk.queue.events import (
    NumberCalled,
    NumberClosed,
    NumberIssued,
    NumberTransferred,
    Outcome,
    QueueEvent,
)
from kiosk.station.summary import VisitSummed

IN_TIME_S = 30 * 60
"""Who is called within half an hour of coming, or of the appointment if that is later, was called in time."""
_FIRST_YEAR, _LAST_YEAR = 2020, 2099
_UNHAPPIEST, _HAPPIEST = 1, 5
_MOST_STEPS = 40


def add_visit(cells: Cells, station_id: str, line: VisitSummed) -> bool:
    """Count a visit with its day and month: the hospital's, the station's, and the department's it registered with.

    The hour is kept by the month, and by the day for the whole hospital alone: a department's hour can be one person.
    False for a line that no station of ours writes; nothing of it was counted.
    """
    if not _sound(line):
        return False
    hour = line.hour.astimezone(VIETNAM)
    department = words.identifier(line.department_id)
    scopes = [ALL, station_scope(words.identifier(station_id))]
    if department:
        scopes.append(department_scope(department))
    day, month = periods_of(hour.date())
    for scope in scopes:
        for period in (day, month):
            cell = cells.at(period, scope)
            _count(cell, line)
            if period == month or scope == ALL:
                cell.count("hour", f"{hour.hour:02}")
    return True


def _sound(line: VisitSummed) -> bool:
    """Whether every field is of its type; the hub takes any row that continues its station's chain."""
    where = (line.journey, line.ending, line.reason, line.department_id, line.language)
    how = (line.identity, line.face, line.coverage, line.paid, line.topic)
    return (
        all(isinstance(text, str) for text in (*where, *how))
        and isinstance(line.rating, int)
        and len(line.steps) <= _MOST_STEPS
        and all(len(step) == 2 and isinstance(step[0], str) and isinstance(step[1], int) for step in line.steps)
        and line.hour.tzinfo is not None
        and _FIRST_YEAR <= line.hour.year <= _LAST_YEAR
    )


def _count(cell: Cell, line: VisitSummed) -> None:
    journey = words.word(line.journey, words.WAYS) or words.OTHER
    ending = words.word(line.ending, words.ENDINGS) or words.OTHER
    cell.count("journey", f"{journey}/{ending}")
    cell.count("reason", f"{ending}/{words.word(line.reason, words.REASONS)}")
    for what, said, known in (
        ("language", line.language, words.LANGUAGES),
        ("identity", line.identity, words.IDENTITIES),
        ("face", line.face, words.FACES),
        ("coverage", line.coverage, words.COVERAGES),
        ("paid", line.paid, words.PAID),
        ("topic", line.topic, words.COMPLAINTS),
    ):
        if said:
            cell.count(what, words.word(said, known))
    for what, happened in (("helped", line.helped), ("called", line.help_called)):
        if happened:
            cell.count("staff", what)
    if _UNHAPPIEST <= line.rating <= _HAPPIEST:
        cell.count("rating", str(line.rating))
    for step, took in line.steps:
        cell.time(f"step/{words.word(step, words.STEPS)}", took)
    if ending == "done" and line.steps:
        cell.time(f"whole/{journey}", line.total_ms)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A number that was not called yet; `since` when its patient came here, or may first expect to be called."""

    day: str
    room: str
    since: datetime


class Queues:
    """Follows the numbers that wait. `day` is the day of the queue, empty before the first."""

    def __init__(self, cells: Cells, waiting: dict[str, Waiting], day: str) -> None:
        self.waiting = waiting
        self.day = day
        self._cells = cells

    def add(self, event: QueueEvent) -> None:
        """Take over one event; what belongs to an earlier day than the queue's changes nothing, as in the queue."""
        day = event.day.isoformat()
        if day < self.day or not _FIRST_YEAR <= event.day.year <= _LAST_YEAR:
            return
        if day > self.day:
            self._close_before(day)
            self.day = day
        match event:
            case NumberIssued(place_id=place, room=room):
                if place not in self.waiting:
                    since = max(event.arrived_at, event.appointment_at or event.arrived_at)
                    self._begin(place, event, room, since)
                    self._count(event.day, words.room_name(room), "issued")
            case NumberCalled(place_id=place):
                if (stood := self.waiting.pop(place, None)) is not None:
                    self._called(event.day, stood, event.at)
            case NumberTransferred(place_id=place, to=to):
                self._count(event.day, words.room_name(event.room), "moved")
                self._begin(place, event, to, event.at)
            case NumberClosed(place_id=place, outcome=outcome):
                self.waiting.pop(place, None)
                if outcome is Outcome.LEFT:
                    self._count(event.day, words.room_name(event.room), "left")

    def _begin(self, place: str, event: QueueEvent, room: str, since: datetime) -> None:
        self.waiting[place] = Waiting(event.day.isoformat(), words.room_name(room), since)

    def _called(self, day: date, stood: Waiting, at: datetime) -> None:
        waited_s = max(0.0, (at - stood.since).total_seconds())
        for cell in self._of(day, stood.room):
            cell.count("number", "called")
            cell.time("wait", round(waited_s * 1000))
            if waited_s <= IN_TIME_S:
                cell.count("number", "in_time")

    def _close_before(self, day: str) -> None:
        """The numbers of earlier days are called no more. Where nobody called that day, nobody can say what became."""
        for place, stood in sorted(self.waiting.items()):
            if stood.day < day:
                del self.waiting[place]
                called = self._cells.at(stood.day, room_scope(stood.room)).n("number", "called")
                self._count(date.fromisoformat(stood.day), stood.room, "unseen" if called else "uncalled")

    def _count(self, day: date, room: str, what: str) -> None:
        for cell in self._of(day, room):
            cell.count("number", what)

    def _of(self, day: date, room: str) -> Iterable[Cell]:
        return (self._cells.at(period, scope) for period in periods_of(day) for scope in (ALL, room_scope(room)))
