"""The codec of a hub's journal: money, desks, books, postings, insurance, queue, fleet, what was carried and erased."""

from __future__ import annotations

from kiosk.carried import CarriedEvent
from kiosk.cashier.events import DeskEvent
from kiosk.cashier.user_events import UserEvent
from kiosk.delivery.machine import DeliveryEvent
from kiosk.fleet.events import FleetEvent
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.journal import Codec
from kiosk.life.events import LifeEvent
from kiosk.money.order import MoneyEvent
from kiosk.queue.events import QueueEvent
from kiosk.reconcile.events import ReconcileEvent


def hub_codec() -> Codec:
    """Every event a hub's journal can hold."""
    return Codec(
        (
            MoneyEvent,
            DeskEvent,
            UserEvent,
            ReconcileEvent,
            DeliveryEvent,
            CoverageEvent,
            QueueEvent,
            FleetEvent,
            CarriedEvent,
            LifeEvent,
        )
    )
