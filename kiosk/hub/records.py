"""The codec of a hub's journal: what happened to money, the postings that follow from it, and insurance checks."""

from __future__ import annotations

from kiosk.delivery.machine import DeliveryEvent
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.journal import Codec
from kiosk.money.order import MoneyEvent


def hub_codec() -> Codec:
    """Every event a hub's journal can hold."""
    return Codec((MoneyEvent, DeliveryEvent, CoverageEvent))
