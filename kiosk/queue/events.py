"""What happens to the numbers of a day, as the hub's journal keeps it.

`day` is the hospital's day the event belongs to, `at` the instant it was recorded; both come from who holds a clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.privacy import Basic, Sensitive


class Priority(StrEnum):
    """Who is called first: Law 15/2023/QH15 Art. 3.2, without emergencies, which never wait in a queue."""

    NONE = "none"
    CHILD = "child"
    """Under 6 years."""
    PREGNANT = "pregnant"
    DISABLED = "disabled"
    """Severely or extremely severely disabled."""
    SENIOR = "senior"
    """75 years and over."""
    MERIT = "merit"
    """With merit to the revolution."""


class Source(StrEnum):
    """Where a number was made."""

    HIS = "his"
    HUB = "hub"
    BLOCK = "block"
    """By a station that was cut off, from a block reserved beforehand."""


class Outcome(StrEnum):
    """How a number ended."""

    SERVED = "served"
    LEFT = "left"
    """The patient went without having been seen."""


@dataclass(frozen=True, slots=True)
class QueueEvent:
    """Something that happened to the queue of `day`."""

    version: ClassVar[int] = 1
    day: date
    at: datetime


@dataclass(frozen=True, slots=True)
class NumberIssued(QueueEvent):
    """A number stands in a room's queue. `place_id` is the visit's id; `serial` is above 0 for the hub's own numbers.

    `arrived_at` decides the order: when the patient took the number, also where the hub heard of it later. `token`
    opens the phone page. After the person's erasure the class of priority and the token are gone, the number stays.
    """

    place_id: str
    station_id: str
    number: str
    serial: int
    source: Source
    room: str
    arrived_at: datetime
    appointment_at: datetime | None = None
    priority: Sensitive[Priority] = Priority.NONE
    token: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class NumberChanged(QueueEvent):
    """The patient holds another number than the hub gave: its answer came too late, and the station gave one alone.

    The number of before is given to nobody else that day.
    """

    place_id: str
    room: str
    number: str


@dataclass(frozen=True, slots=True)
class BlockReserved(QueueEvent):
    """A station may give the numbers `B<block>-001` to `B<block>-<size>` on `day` while it is cut off.

    `ordinal` counts the station's blocks of that day from 1: asking for the same one again answers the same block.
    """

    station_id: str
    ordinal: int
    block: int
    size: int


@dataclass(frozen=True, slots=True)
class RoomOpened(QueueEvent):
    """Staff of a room began to call."""

    room: str


@dataclass(frozen=True, slots=True)
class RoomShut(QueueEvent):
    """Staff of a room call nobody for now; who waits there keeps the place."""

    room: str


@dataclass(frozen=True, slots=True)
class NumberCalled(QueueEvent):
    """A number was asked into the room; whoever was in it is done. `chosen`: staff named the number themselves."""

    place_id: str
    room: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class NumberRecalled(QueueEvent):
    """The number that was called last was called once more."""

    place_id: str
    room: str


@dataclass(frozen=True, slots=True)
class NumberSkipped(QueueEvent):
    """Called and not there: set aside until the patient comes to the room's staff."""

    place_id: str
    room: str


@dataclass(frozen=True, slots=True)
class NumberTransferred(QueueEvent):
    """A number waits in another room now, by its old time of arrival."""

    place_id: str
    room: str
    to: str


@dataclass(frozen=True, slots=True)
class NumberClosed(QueueEvent):
    """A number is done."""

    place_id: str
    room: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class DayCarried(QueueEvent):
    """The hub's clock was turned, no night has passed: the queue of `came` goes on as that of `day`."""

    came: date


@dataclass(frozen=True, slots=True)
class ClockSeen(QueueEvent):
    """What the machine knew of its time: which start of the machine (`boot`), `since_s` seconds ago.

    `unsure`: it was started again, shows another day, and no time server keeps its clock. Whether a night has passed
    cannot be known: the new day gives no number that the last one gave. `kept`: by now a time server keeps it.
    """

    boot: str
    since_s: float
    unsure: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class RoomKeyGiven(QueueEvent):
    """A room's staff have a new key; the older ones open nothing any more. Only its SHA-256 is kept."""

    room: str
    digest: str
