"""The station's own journal rows, beside those of visits and deliveries, and the codec for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from kiosk.admin.events import AdminEvent
from kiosk.delivery.machine import DeliveryEvent
from kiosk.journal import Codec
from kiosk.life.events import LifeEvent
from kiosk.privacy import Sensitive
from kiosk.station.summary import VisitSummed
from kiosk.visit import errands, staff, wishes  # noqa: F401 - their events are a station's too, whoever reads the journal
from kiosk.visit.events import Event

STATION = "station"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A quiet moment: no visit under way, no delivery open, nothing to tell the hub. Recovery needs no row before it.

    `desk_day` (ISO date) and `desk_count` carry the desk's numbering on; so do `days` with the count of each beside it,
    and whether the clock was `turned` since the last number.
    """

    version: ClassVar[int] = 1
    desk_day: str
    desk_count: int
    days: tuple[str, ...] = ()
    counts: tuple[int, ...] = ()
    turned: bool = False


@dataclass(frozen=True, slots=True)
class NumberEvent:
    """Something that happened to the numbers a station gives while the hub is away."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class BlockHeld(NumberEvent):
    """The hub reserved this block for the station; `drawn` are the places that have its first numbers, in order."""

    day: date
    ordinal: int
    block: int
    size: int
    drawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HubNumbersKnown(NumberEvent):
    """The hub gave each of `places` the number beside it: whoever comes back while it is away is shown the same."""

    day: date
    places: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockNumberGiven(NumberEvent):
    """A number of a block belongs to a place; written before it is shown. The rest is what the hub will be told.

    After the person's erasure the number is still given, and nothing says where to.
    """

    day: date
    place_id: str
    number: str
    at: datetime
    room: Sensitive[str] = ""
    appointment_at: Sensitive[datetime | None] = None
    priority: Sensitive[str] = ""


@dataclass(frozen=True, slots=True)
class BlockNumberReported(NumberEvent):
    """The hub has heard of it, or never will: `refused` says why."""

    place_id: str
    refused: str = ""


@dataclass(frozen=True, slots=True)
class UnverifiedTold:
    """The hub looks this visit up later; with a `code`, it never will."""

    version: ClassVar[int] = 1
    visit_id: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class ServiceChanged:
    """The station was taken out of service, or put back: by whom (a user's name, or `hub` with an order's id)."""

    version: ClassVar[int] = 1
    open: bool
    by: str
    at: datetime
    order_id: str = ""


@dataclass(frozen=True, slots=True)
class ClockTurned:
    """The wall clock was turned: the times of rows before or after this one are not to be trusted.

    `by_s`: by how many seconds it has moved otherwise than time did; `at_start`: between the last row and this start,
    where nobody can know how long the machine was off.
    """

    version: ClassVar[int] = 1
    by_s: int
    at_start: bool = False


def station_codec() -> Codec:
    """Every event a station's journal can hold."""
    own = (Checkpoint, NumberEvent, UnverifiedTold, ServiceChanged, ClockTurned, VisitSummed)
    return Codec((Event, DeliveryEvent, *own, LifeEvent, AdminEvent))
