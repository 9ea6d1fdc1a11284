"""A simulated day of a hospital's queue: seeded patients of every class, rooms that call, and what the rule does.

The real decisions and the real machine run; only time, patients and staff are made up. With `Rule(passes=0)` the same
patients are called purely by arrival, which shows what the preference costs and gives.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from random import Random
from statistics import median, quantiles

from his_client.outcome import Refused
from kiosk.clock import VIETNAM
from kiosk.queue import desk
from kiosk.queue.events import NumberCalled, Priority
from kiosk.queue.order import Rule
from kiosk.queue.pace import standing
from kiosk.queue.state import DayQueue, Place, State, step

OPENING = datetime(2026, 11, 24, 6, 30, tzinfo=VIETNAM)
HOURS = {0: 0.11, 1: 0.19, 2: 0.17, 3: 0.12, 4: 0.06, 5: 0.04, 6: 0.06, 7: 0.12, 8: 0.09, 9: 0.04}
"""Share of the day's patients by hour after opening: a steep morning, a pause at noon, a flatter afternoon."""
CLASSES = {
    Priority.NONE: 0.76,
    Priority.CHILD: 0.06,
    Priority.PREGNANT: 0.04,
    Priority.DISABLED: 0.02,
    Priority.SENIOR: 0.09,
    Priority.MERIT: 0.03,
}
BOOKED, TRANSFERRED, ABSENT, RETURNS = 0.15, 0.05, 0.04, 0.7
"""Shares: with an appointment; sent on to another room; not there when called; of those, back later."""
SERVICE_S, SPREAD = 270.0, 0.45
"""Median seconds with the doctor, and the sigma of the logarithm around it."""
ABSENT_S = 60.0


@dataclass(frozen=True, slots=True)
class Waits:
    """Minutes from arrival (or a later appointment) to the first call: patients, median, 95th percentile, longest."""

    patients: int
    median_min: float
    p95_min: float
    longest_min: float


@dataclass(frozen=True, slots=True)
class DayReport:
    """What a day was like. `most_passed_by`: later arrivals called before one patient, at most, at one room.

    `longest_pass_min`: how much later the latest of those came. `estimate_error_min`: the median difference between
    the minutes told when somebody came and those that passed. `unfinished` holds places that ended in no final state.
    """

    seed: int
    patients: int
    rooms: int
    served: int
    left: int
    unfinished: tuple[str, ...]
    called_after_end: tuple[str, ...]
    waits: dict[str, Waits]
    most_passed_by: int
    longest_pass_min: float
    estimate_error_min: float


@dataclass(frozen=True, slots=True)
class _Patient:
    id: str
    room: str
    arrives_s: float
    priority: Priority
    appointment_at: datetime | None
    service_s: float
    sent_to: str
    absent: bool
    back_after_s: float


def simulate_day(patients: int = 1200, rooms: int = 12, seed: int = 1, rule: Rule | None = None) -> DayReport:
    """Run one day to its end; everything follows from `seed`, and the patients do not depend on the rule."""
    return _Day(patients, rooms, seed, rule or Rule()).run()


class _Day:
    def __init__(self, patients: int, rooms: int, seed: int, rule: Rule) -> None:
        self._seed, self._rule = seed, rule
        self._rooms = [str(201 + number) for number in range(rooms)]
        self._patients = {patient.id: patient for patient in _draw(Random(seed), patients, self._rooms)}
        self._queue = DayQueue(OPENING.date())
        self._agenda: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._now_s = 0.0
        self._first_call: dict[str, datetime] = {}
        self._told_min: dict[str, int] = {}
        self._passed: dict[str, list[float]] = defaultdict(list)
        self._after_end: list[str] = []
        self._away: set[str] = {patient.id for patient in self._patients.values() if patient.absent}

    def run(self) -> DayReport:
        for patient in self._patients.values():
            self._at(patient.arrives_s, partial(self._arrive, patient))
        while self._agenda:
            self._now_s, _, happen = heapq.heappop(self._agenda)
            happen()
        return self._report()

    @property
    def _now(self) -> datetime:
        return OPENING + timedelta(seconds=self._now_s)

    def _at(self, seconds: float, happen: Callable[[], None]) -> None:
        heapq.heappush(self._agenda, (seconds, next(self._order), happen))

    def _apply(self, events: desk.Events | Refused) -> bool:
        if isinstance(events, Refused):
            return False
        for event in events:
            if isinstance(event, NumberCalled):
                self._note_call(self._queue.places[event.place_id], chosen=event.chosen)
            self._queue = step(self._queue, event)
        return True

    def _note_call(self, called: Place, *, chosen: bool) -> None:
        if called.final:
            self._after_end.append(called.id)
        self._first_call.setdefault(called.id, self._now)
        if chosen:
            return
        for other in self._queue.waiting(called.room):
            if other.arrived_at < called.arrived_at:
                self._passed[other.id].append((called.arrived_at - other.arrived_at).total_seconds() / 60)

    def _arrive(self, patient: _Patient) -> None:
        wanted = desk.Wanted(patient.id, "K01", patient.room, patient.priority, patient.appointment_at)
        issued = desk.issue(self._queue, wanted, self._now, "", ())
        assert not isinstance(issued, Refused), issued
        self._queue = step(self._queue, issued)
        minutes = standing(self._queue, self._queue.places[patient.id], self._now, self._rule).minutes
        if minutes is not None:
            self._told_min[patient.id] = minutes
        if self._queue.room(patient.room).current is None:
            self._call(patient.room)

    def _call(self, room: str, number: str = "") -> None:
        if not self._apply(desk.call(self._queue, room, self._now, self._rule, number)):
            return
        called = self._queue.room(room).current
        assert called is not None
        patient = self._patients[called]
        if called in self._away:
            self._at(self._now_s + ABSENT_S, lambda: self._missing(room, patient))
        else:
            self._at(self._now_s + patient.service_s, lambda: self._finish(room, patient))

    def _missing(self, room: str, patient: _Patient) -> None:
        self._apply(desk.recall(self._queue, room, self._now))
        self._apply(desk.skip(self._queue, room, self._now))
        self._at(self._now_s + patient.back_after_s, lambda: self._back(patient))
        self._call(room)

    def _back(self, patient: _Patient) -> None:
        """Staff take who missed the turn in as soon as the room is free; who never comes is closed as left."""
        place = self._queue.places[patient.id]
        if not patient.sent_to and patient.service_s > SERVICE_S * 2:  # some give up
            self._apply(desk.close(self._queue, place.room, self._now, place.number))
        elif self._queue.room(place.room).current is None:
            self._away.discard(patient.id)
            self._call(place.room, place.number)
        else:
            self._at(self._now_s + 30.0, lambda: self._back(patient))

    def _finish(self, room: str, patient: _Patient) -> None:
        if patient.sent_to and patient.room == room:
            self._apply(desk.transfer(self._queue, room, patient.sent_to, self._now))
            if self._queue.room(patient.sent_to).current is None:
                self._call(patient.sent_to)
        else:
            self._apply(desk.close(self._queue, room, self._now))
        self._call(room)

    def _report(self) -> DayReport:
        places = self._queue.places.values()
        groups: dict[str, list[float]] = defaultdict(list)
        for place in places:
            first = self._first_call[place.id]
            if self._patients[place.id].priority is not Priority.NONE:
                groups["by law"].append(_minutes(place.arrived_at, first))
            elif place.appointment_at:
                groups["appointment"].append(_minutes(max(place.arrived_at, place.appointment_at), first))
            else:
                groups["by arrival"].append(_minutes(place.arrived_at, first))
        errors = [
            abs(told - _minutes(self._queue.places[place_id].arrived_at, self._first_call[place_id]))
            for place_id, told in self._told_min.items()
        ]
        return DayReport(
            self._seed,
            len(self._patients),
            len(self._rooms),
            sum(place.state is State.SERVED for place in places),
            sum(place.state is State.LEFT for place in places),
            tuple(sorted(self._patients.keys() - {place.id for place in places if place.final})),
            tuple(self._after_end),
            {name: _waits(groups[name]) for name in ("by law", "appointment", "by arrival")},
            max((len(later) for later in self._passed.values()), default=0),
            round(max((max(later) for later in self._passed.values()), default=0.0), 1),
            round(median(errors), 1) if errors else 0.0,
        )


def _minutes(since: datetime, until: datetime) -> float:
    return max(0.0, (until - since).total_seconds() / 60)


def _waits(minutes: list[float]) -> Waits:
    return Waits(
        len(minutes), round(median(minutes), 1), round(quantiles(minutes, n=20)[-1], 1), round(max(minutes), 1)
    )


def _draw(random: Random, count: int, rooms: list[str]) -> list[_Patient]:
    drawn = []
    for number in range(count):
        hour = random.choices(list(HOURS), list(HOURS.values()))[0]
        arrives_s = (hour + random.random()) * 3600
        booked = random.random() < BOOKED
        appointment = OPENING + timedelta(seconds=arrives_s + random.uniform(-1200, 3600)) if booked else None
        room = random.choice(rooms)
        sent_to = random.choice([other for other in rooms if other != room]) if random.random() < TRANSFERRED else ""
        drawn.append(
            _Patient(
                f"visit-{number:05d}",
                room,
                arrives_s,
                random.choices(list(CLASSES), list(CLASSES.values()))[0],
                appointment,
                SERVICE_S * random.lognormvariate(0.0, SPREAD),
                sent_to,
                random.random() < ABSENT,
                random.uniform(600, 1800),
            )
        )
    return drawn
