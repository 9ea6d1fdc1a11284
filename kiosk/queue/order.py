"""Whose turn it is: by arrival, with those who go first by law or by appointment, and nobody passed over for long.

1. Everybody stands by time of arrival.
2. Who is *preferred* goes first, by the moment from which they are: priority by law from arrival; an appointment from
   shortly before its time, if the patient came in time; anybody else once they have waited for `patience_s`.
3. After `passes` calls in a row that went past an earlier arrival, the earliest arrival of all is called.

It follows, for a room, that who has n people before them by arrival is called within (passes + 1) * (n + 1) calls, and
that nobody is called before a person who came more than `patience_s` earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kiosk.queue.events import Priority
from kiosk.queue.state import DayQueue, Place


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule's figures; times in seconds. An appointment counts from `early_s` before to `late_s` after its time."""

    passes: int = 2
    early_s: float = 600.0
    late_s: float = 900.0
    patience_s: float = 5400.0


def preferred_from(place: Place, rule: Rule) -> datetime:
    """The moment from which a place is preferred; never before its arrival."""
    if place.priority is not Priority.NONE:
        return place.arrived_at
    moments = [place.arrived_at + timedelta(seconds=rule.patience_s)]
    if place.appointment_at and place.arrived_at <= place.appointment_at + timedelta(seconds=rule.late_s):
        moments.append(max(place.arrived_at, place.appointment_at - timedelta(seconds=rule.early_s)))
    return min(moments)


def order_of(queue: DayQueue, room: str, now: datetime, rule: Rule) -> Iterator[Place]:
    """Who waits at a room, in the order they would be called if nobody else came and no time passed."""
    by_arrival = queue.waiting(room)
    since = {place.id: preferred_from(place, rule) for place in by_arrival}
    preferred = iter(
        sorted(
            (place for place in by_arrival if since[place.id] <= now),
            key=lambda place: (since[place.id], place.arrived_at, place.entry),
        )
    )
    gone: set[str] = set()
    arrivals = iter(by_arrival)
    passes = queue.room(room).passes
    first = next(arrivals, None)
    ahead = next(preferred, None)
    while first is not None:
        chosen = first if ahead is None or passes >= rule.passes else ahead
        passes = 0 if chosen is first else passes + 1
        gone.add(chosen.id)
        yield chosen
        while first is not None and first.id in gone:
            first = next(arrivals, None)
        while ahead is not None and ahead.id in gone:
            ahead = next(preferred, None)


def next_of(queue: DayQueue, room: str, now: datetime, rule: Rule) -> Place | None:
    """Whose turn it is at a room; None when nobody waits."""
    return next(order_of(queue, room, now, rule), None)
