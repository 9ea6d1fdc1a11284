"""One day's queue as a pure machine: `step(queue, event) -> queue`. No clock, no input or output, no chance.

A place is in one state at any time, and an event that does not fit changes nothing: the journal of another release
replays without stopping the hub.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from kiosk.queue.events import (
    ClockSeen,
    DayCarried,
    NumberCalled,
    NumberChanged,
    NumberClosed,
    NumberIssued,
    NumberRecalled,
    NumberSkipped,
    NumberTransferred,
    Outcome,
    Priority,
    QueueEvent,
    RoomOpened,
    RoomShut,
    Source,
)

KEPT_TIMES = 9
"""How many service times of a room are remembered: its pace is their median."""


_OF_A_PLACE = (NumberCalled, NumberChanged, NumberRecalled, NumberSkipped, NumberTransferred, NumberClosed)


class State(StrEnum):
    """Where a number stands. The last two are final."""

    WAITING = "waiting"
    CALLED = "called"
    """In the room, or asked to come in."""
    SKIPPED = "skipped"
    SERVED = "served"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Place:
    """One number. `entry` counts the numbers of the day in the order the hub heard of them, and breaks ties.

    `calls` counts how often it was called, `announced_at` is the last time; `called_at` leaves recalls out.
    """

    id: str
    number: str
    source: Source
    room: str
    arrived_at: datetime
    entry: int
    priority: Priority = Priority.NONE
    appointment_at: datetime | None = None
    state: State = State.WAITING
    called_at: datetime | None = None
    announced_at: datetime | None = None
    calls: int = 0

    @property
    def final(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (State.SERVED, State.LEFT)


@dataclass(frozen=True, slots=True)
class Room:
    """A room's queue by place ids: who is in it, who waits (by arrival), who was called and not there.

    `passes` counts the calls in a row by which somebody went before an earlier arrival; `times_s` are the last service
    times in seconds; `active_at` is when staff last did something.
    """

    name: str
    open: bool = False
    current: str | None = None
    waiting: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    passes: int = 0
    times_s: tuple[float, ...] = ()
    active_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DayQueue:
    """All numbers of one day. `serial` is the last one of the hub's own sequence.

    `unsure`: nobody knows whether the day before is over; its numbers are `avoided`.
    """

    day: date
    serial: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)
    rooms: Mapping[str, Room] = field(default_factory=dict)
    avoided: frozenset[str] = frozenset()
    unsure: bool = False

    def room(self, name: str) -> Room:
        """A room's queue, empty where nothing is known of it."""
        return self.rooms.get(name) or Room(name)

    def waiting(self, room: str) -> tuple[Place, ...]:
        """Who waits at a room, by arrival."""
        return tuple(self.places[place_id] for place_id in self.room(room).waiting)

    def at(self, room: str, number: str) -> Place | None:
        """The place with this number, in capitals or not, that is waiting, in, or set aside at a room."""
        here = self.room(room)
        ids = (*((here.current,) if here.current else ()), *here.waiting, *here.skipped)
        here_now = (self.places[place_id] for place_id in ids)
        return next((place for place in here_now if place.number.upper() == number.upper()), None)


def step(queue: DayQueue, event: QueueEvent) -> DayQueue:
    """The queue after `event`. A later day begins empty; what belongs to an earlier day changes nothing.

    A day whose clock was turned is carried to the day it shows now, as it is.
    """
    if isinstance(event, DayCarried):
        return replace(queue, day=event.day) if event.came == queue.day else queue
    if isinstance(event, ClockSeen):
        return _seen(queue, event)
    if event.day < queue.day:
        return queue
    if event.day > queue.day:
        queue = DayQueue(event.day)
    match event:
        case NumberIssued(place_id=place_id):
            return queue if place_id in queue.places else _issued(queue, event)
        case RoomOpened(room=name):
            return _with(queue, replace(queue.room(name), open=True, active_at=event.at))
        case RoomShut(room=name):
            return _with(queue, replace(queue.room(name), open=False))
    if not isinstance(event, _OF_A_PLACE):
        return queue
    place = queue.places.get(event.place_id)
    if place is None or place.final or place.room != event.room:
        return queue
    match event:
        case NumberChanged(number=number):
            return _with(queue, queue.room(place.room), replace(place, number=number, source=Source.BLOCK))
        case NumberCalled():
            return _called(queue, place, event)
        case NumberRecalled() if place.state is State.CALLED:
            room = replace(queue.room(place.room), active_at=event.at)
            return _with(queue, room, replace(place, announced_at=event.at, calls=place.calls + 1))
        case NumberSkipped() if place.state is State.CALLED:
            room = replace(_without(queue.room(place.room), place), active_at=event.at)
            room = replace(room, skipped=(*room.skipped, place.id))
            return _with(queue, room, replace(place, state=State.SKIPPED))
        case NumberTransferred(to=to) if to != place.room:
            return _transferred(queue, place, to, event.at)
        case NumberClosed(outcome=outcome):
            return _closed(queue, place, outcome, event.at)
        case _:
            return queue


def joined(earlier: DayQueue, later: DayQueue) -> DayQueue:
    """Two days that were one: whoever waited on the earlier goes on waiting, before those of the later.

    Of two who are in one room the earlier is done. The numbers are not compared: the later day has avoided them.
    """
    first = len(earlier.places)
    queue = replace(later, places={**earlier.places, **_renumbered(later.places, first)})
    queue = replace(queue, avoided=frozenset(), unsure=False)
    queue = replace(queue, serial=max(earlier.serial, later.serial), rooms=dict(later.rooms))
    for name, old in earlier.rooms.items():
        new = later.room(name)
        at = new.active_at or old.active_at
        room = replace(
            new,
            open=old.open or new.open,
            current=new.current or old.current,
            waiting=(*old.waiting, *new.waiting),
            skipped=(*old.skipped, *new.skipped),
            times_s=(*old.times_s, *new.times_s)[-KEPT_TIMES:],
            active_at=at,
        )
        queue = _with(queue, room)
        if old.current and new.current:
            queue = _with(queue, room, replace(queue.places[old.current], state=State.SERVED))
    return queue


def _renumbered(places: Mapping[str, Place], after: int) -> dict[str, Place]:
    return {place.id: replace(place, entry=place.entry + after) for place in places.values()}


def _seen(queue: DayQueue, event: ClockSeen) -> DayQueue:
    if event.unsure and event.day > queue.day:
        return DayQueue(event.day, avoided=frozenset(place.number for place in queue.places.values()), unsure=True)
    return replace(queue, avoided=frozenset(), unsure=False) if event.kept else queue


def _issued(queue: DayQueue, event: NumberIssued) -> DayQueue:
    place = Place(
        event.place_id,
        event.number,
        event.source,
        event.room,
        event.arrived_at,
        len(queue.places) + 1,
        event.priority,
        event.appointment_at,
    )
    queue = replace(queue, serial=max(queue.serial, event.serial), places={**queue.places, place.id: place})
    return _with(queue, _joined(queue, queue.room(place.room), place))


def _called(queue: DayQueue, place: Place, event: NumberCalled) -> DayQueue:
    if place.state is State.CALLED:
        return queue
    before = queue.room(place.room)
    if before.current is not None:
        queue = _closed(queue, queue.places[before.current], Outcome.SERVED, event.at)
    passes = before.passes
    if not event.chosen:
        passes = 0 if before.waiting[:1] == (place.id,) else passes + 1
    room = replace(
        _without(queue.room(place.room), place), open=True, current=place.id, passes=passes, active_at=event.at
    )
    called = replace(place, state=State.CALLED, called_at=event.at, announced_at=event.at, calls=place.calls + 1)
    return _with(queue, room, called)


def _transferred(queue: DayQueue, place: Place, to: str, at: datetime) -> DayQueue:
    left = replace(_without(_timed(queue.room(place.room), place, at), place), active_at=at)
    moved = replace(place, room=to, state=State.WAITING)
    queue = _with(queue, left, moved)
    return _with(queue, _joined(queue, queue.room(to), moved))


def _closed(queue: DayQueue, place: Place, outcome: Outcome, at: datetime) -> DayQueue:
    room = queue.room(place.room)
    if outcome is Outcome.SERVED:
        room = _timed(room, place, at)
    state = State.SERVED if outcome is Outcome.SERVED else State.LEFT
    return _with(queue, replace(_without(room, place), active_at=at), replace(place, state=state))


def _timed(room: Room, place: Place, at: datetime) -> Room:
    """Remember how long the room took for who is in it now."""
    if room.current != place.id or place.called_at is None:
        return room
    seconds = max(0.0, (at - place.called_at).total_seconds())
    return replace(room, times_s=(*room.times_s, seconds)[-KEPT_TIMES:])


def _joined(queue: DayQueue, room: Room, place: Place) -> Room:
    ids = list(room.waiting)
    insort(ids, place.id, key=lambda place_id: (queue.places[place_id].arrived_at, queue.places[place_id].entry))
    return replace(room, waiting=tuple(ids))


def _without(room: Room, place: Place) -> Room:
    return replace(
        room,
        current=None if room.current == place.id else room.current,
        waiting=tuple(place_id for place_id in room.waiting if place_id != place.id),
        skipped=tuple(place_id for place_id in room.skipped if place_id != place.id),
    )


def _with(queue: DayQueue, room: Room, place: Place | None = None) -> DayQueue:
    places = queue.places if place is None else {**queue.places, place.id: place}
    return replace(queue, places=places, rooms={**queue.rooms, room.name: room})
