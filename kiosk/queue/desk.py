"""What may be done to a queue: each wish becomes events that fit, or a refusal. Nothing changes here.

Whoever owns the queue journals the events and applies them with `kiosk.queue.state.step`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from his_client.outcome import Refused
from kiosk.queue.blocks import covers
from kiosk.queue.events import (
    BlockReserved,
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
from kiosk.queue.order import Rule, next_of
from kiosk.queue.state import DayQueue, Place, State

Events = tuple[QueueEvent, ...]

NO_CURRENT = Refused("no_current", "nobody is in this room; call first")
NO_NUMBER = Refused("no_number", "this number does not wait at this room")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A place that is wanted in a queue.

    :param place_id: the visit's id; asking twice gives the same number.
    :param number: made by the HIS, or by a cut-off station from its block; empty for one of the hub's own.
    :param arrived_at: when the patient took the number; None for now. Later than now or of another day counts as now.
    """

    place_id: str
    station_id: str
    room: str
    priority: Priority = Priority.NONE
    appointment_at: datetime | None = None
    number: str = ""
    source: Source = Source.HUB
    arrived_at: datetime | None = None


def issue(
    queue: DayQueue, wanted: Wanted, at: datetime, token: str, blocks: Iterable[BlockReserved]
) -> NumberIssued | Refused:
    """A number for a place that has none yet.

    Refused codes: `no_block` (the number lies in no block of this station today), `number_used` (another place has it),
    `number_taken` (the HIS gave a number that waits at this room already).
    """
    number, serial = wanted.number, 0
    used = {place.number for place in queue.places.values()} | queue.avoided
    match wanted.source:
        case Source.HUB:
            serial = next(n for n in range(queue.serial + 1, queue.serial + len(used) + 2) if f"{n:03d}" not in used)
            number = f"{serial:03d}"
        case Source.BLOCK:
            if not covers(blocks, wanted.station_id, queue.day, number):
                return Refused("no_block", "this number lies in no block of this station today")
            if number in used:
                return Refused("number_used", "another visit has this number")
        case Source.HIS:
            if queue.at(wanted.room, number):
                return Refused("number_taken", "this number waits at this room already")
    arrived_at = wanted.arrived_at or at
    if arrived_at > at or arrived_at.astimezone(at.tzinfo).date() != queue.day:
        arrived_at = at
    return NumberIssued(
        queue.day,
        at,
        wanted.place_id,
        wanted.station_id,
        number,
        serial,
        wanted.source,
        wanted.room,
        arrived_at,
        wanted.appointment_at,
        wanted.priority,
        token,
    )


def change(
    queue: DayQueue, place: Place, wanted: Wanted, at: datetime, blocks: Iterable[BlockReserved]
) -> NumberChanged | Refused | None:
    """What the station gave alone, because the hub's answer came too late, is the place's number; None when it is.

    Refused codes: `no_block`, `number_used`, as for `issue`.
    """
    if wanted.source is not Source.BLOCK or wanted.number == place.number or place.final:
        return None
    if not covers(blocks, wanted.station_id, queue.day, wanted.number):
        return Refused("no_block", "this number lies in no block of this station today")
    if wanted.number in {one.number for one in queue.places.values()}:
        return Refused("number_used", "another visit has this number")
    return NumberChanged(queue.day, at, place.id, place.room, wanted.number)


def call(queue: DayQueue, room: str, at: datetime, rule: Rule, number: str = "") -> Events | Refused:
    """Ask in whose turn it is, or the number staff name; whoever is in the room is done.

    Refused codes: `nobody` (nobody waits), `no_number` (not waiting or set aside here), `in_room` (called already).
    """
    if number:
        place = queue.at(room, number)
        if place is None:
            return NO_NUMBER
        if place.state is State.CALLED:
            return Refused("in_room", "this number was called already; recall it")
    else:
        place = next_of(queue, room, at, rule)
        if place is None:
            return Refused("nobody", "nobody waits at this room")
    called = NumberCalled(queue.day, at, place.id, room, chosen=bool(number))
    return (called,) if queue.room(room).open else (RoomOpened(queue.day, at, room), called)


def recall(queue: DayQueue, room: str, at: datetime) -> Events | Refused:
    """Call who was called last once more. Refused: `no_current`."""
    current = queue.room(room).current
    return NO_CURRENT if current is None else (NumberRecalled(queue.day, at, current, room),)


def skip(queue: DayQueue, room: str, at: datetime) -> Events | Refused:
    """Set aside who was called and is not there. Refused: `no_current`."""
    current = queue.room(room).current
    return NO_CURRENT if current is None else (NumberSkipped(queue.day, at, current, room),)


def transfer(queue: DayQueue, room: str, to: str, at: datetime, number: str = "") -> Events | Refused:
    """Send who is in the room, or the number staff name, to wait at another room.

    Refused codes: `no_current`, `no_number`, `same_room`, `number_taken` (the HIS's number waits there already).
    """
    place = _meant(queue, room, number)
    if isinstance(place, Refused):
        return place
    if to == room:
        return Refused("same_room", "the number is at this room already")
    if queue.at(to, place.number):
        return Refused("number_taken", "this number waits at the other room already")
    return (NumberTransferred(queue.day, at, place.id, room, to),)


def close(queue: DayQueue, room: str, at: datetime, number: str = "") -> Events | Refused:
    """End who is in the room as served; a number that staff name and that is not in the room has left unseen.

    Refused codes: `no_current`, `no_number`.
    """
    place = _meant(queue, room, number)
    if isinstance(place, Refused):
        return place
    outcome = Outcome.SERVED if place.state is State.CALLED else Outcome.LEFT
    return (NumberClosed(queue.day, at, place.id, room, outcome),)


def shut(queue: DayQueue, room: str, at: datetime) -> Events | Refused:
    """Call nobody for now; who is in the room is done, who waits keeps the place. Refused: `not_open`."""
    here = queue.room(room)
    if not here.open:
        return Refused("not_open", "this room calls nobody")
    ended = (NumberClosed(queue.day, at, here.current, room, Outcome.SERVED),) if here.current else ()
    return (*ended, RoomShut(queue.day, at, room))


def _meant(queue: DayQueue, room: str, number: str) -> Place | Refused:
    if number:
        return queue.at(room, number) or NO_NUMBER
    current = queue.room(room).current
    return NO_CURRENT if current is None else queue.places[current]
