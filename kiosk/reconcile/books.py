"""The three books side by side as the hub's journal tells them: a projection that only records, and judges nothing.

What the HIS, the bank and the kiosk say of one money comes in any order; the books are the same afterwards. Every
event marks the units it touches, so that only their differences are computed anew.
"""

from __future__ import annotations

from datetime import datetime

from kiosk.cashier.events import DeskEvent
from kiosk.delivery.machine import DeliveryEvent
from kiosk.money.order import MoneyEvent
from kiosk.reconcile.events import ReconcileEvent
from kiosk.reconcile.held import Held
from kiosk.reconcile.of_desks import desk_event
from kiosk.reconcile.of_money import delivery_event, money_event
from kiosk.reconcile.of_others import reconcile_event


class Books(Held):
    """The books of one hub."""

    def apply(self, event: object, at: datetime | None = None) -> None:
        """Take in an event that is in the journal; what is of no book is left alone.

        :param at: when it was recorded, for the timeline of events that carry no time of their own.
        """
        match event:
            case MoneyEvent():
                money_event(self, event, at)
            case DeskEvent():
                desk_event(self, event)
            case ReconcileEvent():
                reconcile_event(self, event, at)
            case DeliveryEvent():
                delivery_event(self, event, at)
            case _:
                return
        self.version += 1
