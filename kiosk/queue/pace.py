"""How long one still waits, from the room's own pace. Where nobody calls there is no data, and none is made up."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from kiosk.queue.order import Rule, order_of
from kiosk.queue.state import DayQueue, Place, Room, State

FLOOR_S = 60.0
"""No room is taken to be quicker: a button pressed twice is no examination."""
LEAST_TIMES = 3
"""Service times a room must have shown before minutes are told."""
SILENT_AFTER = timedelta(minutes=45)
"""A room whose staff did nothing for so long is taken not to call."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a number stands; None where there is no data. `minutes` are whole and rounded up."""

    people_before: int | None
    minutes: int | None


def pace_s(room: Room) -> float | None:
    """Seconds a room takes for one patient: the median of its last service times, at least `FLOOR_S`."""
    return max(FLOOR_S, median(room.times_s)) if len(room.times_s) >= LEAST_TIMES else None


def calling(room: Room, now: datetime) -> bool:
    """Whether staff of a room are calling numbers."""
    return room.open and room.active_at is not None and now - room.active_at <= SILENT_AFTER


def standing(queue: DayQueue, place: Place, now: datetime, rule: Rule) -> Standing:
    """People before a waiting number and minutes until it is called; nothing for a number that does not wait."""
    room = queue.room(place.room)
    if place.state is not State.WAITING or not calling(room, now):
        return Standing(None, None)
    people = next(count for count, other in enumerate(order_of(queue, room.name, now, rule)) if other.id == place.id)
    pace = pace_s(room)
    if pace is None:
        return Standing(people, None)
    return Standing(people, math.ceil((people * pace + _rest_s(queue, room, now, pace)) / 60))


def _rest_s(queue: DayQueue, room: Room, now: datetime, pace: float) -> float:
    """Seconds until the room is free; who takes longer than the pace is expected to take a little longer still."""
    called_at = queue.places[room.current].called_at if room.current else None
    if called_at is None:
        return 0.0
    return max(FLOOR_S, pace - (now - called_at).total_seconds())
