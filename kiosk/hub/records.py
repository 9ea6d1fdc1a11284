"""The codec of a hub's journal: what happened to money, the postings that follow, insurance checks, the queue."""

from __future__ import annotations

from kiosk.delivery.machine import DeliveryEvent
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.journal import Codec
from kiosk.money.order import MoneyEvent
from kiosk.queue.events import QueueEvent


def hub_codec() -> Codec:
    """Every event a hub's journal can hold."""
    return Codec((MoneyEvent, DeliveryEvent, CoverageEvent, QueueEvent))
