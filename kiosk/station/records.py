"""The station's own journal rows, beside those of visits and deliveries, and the codec for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from kiosk.delivery.machine import DeliveryEvent
from kiosk.journal import Codec
from kiosk.visit import wishes  # noqa: F401 - its events are a station's too, whoever reads the journal
from kiosk.visit.events import Event

STATION = "station"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A quiet moment: no visit under way, no delivery open. Recovery needs no row before it.

    `desk_day` (ISO date) and `desk_count` carry the desk's numbering on.
    """

    version: ClassVar[int] = 1
    desk_day: str
    desk_count: int


def station_codec() -> Codec:
    """Every event a station's journal can hold."""
    return Codec((Event, DeliveryEvent, Checkpoint))
