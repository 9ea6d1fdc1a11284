"""An update that was ordered: it waits until nothing would be lost, is handed to the machine, and its end is told.

The updater stops this program and may start another release of it. So that an order was handed over is on disk, and
whoever runs afterwards finds how it ended.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.clock import Clock
from kiosk.fleet.values import Order, OrderOutcome
from kiosk.loop import Loop
from kiosk.station.agent.hands import Hands
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store

log = logging.getLogger(__name__)

PATIENCE = timedelta(hours=2)
"""After so long an order that still waits is refused: by then it is no moment between two visits that it waits for."""
AN_END = timedelta(hours=1)
"""The updater is stopped after three quarters of it."""
NOT_NOW = frozenset({"undelivered", "in_visit"})
INSTALLING = "installing"


class Ends(Protocol):
    """Takes an order's end."""

    def __call__(self, order: Order, code: str, outcome: OrderOutcome | None = None) -> None:
        """Without an outcome: done, or refused for a code."""
        ...


class UpdateOrders:
    """On the station's owner thread. `carry_out` is called with every beat for as long as the hub lists the order."""

    def __init__(self, store: Store, line: GateLine, hands: Hands, loop: Loop, clock: Clock, ends: Ends) -> None:
        self._store, self._line, self._hands, self._loop, self._clock = store, line, hands, loop, clock
        self._ends = ends
        self._busy = False
        self.waits: dict[str, str] = {}
        """What each order that has not ended waits for, as a code."""

    def listed(self, orders: Collection[str]) -> None:
        """The hub lists these orders: what was withdrawn waits no more."""
        self.waits = {name: code for name, code in self.waits.items() if name in orders}

    def carry_out(self, order: Order) -> None:
        """A step of it, if there is one to take now."""
        if self._busy:
            return
        self._busy = True
        handed, now = self._store.handed_over(order.id), self._clock.now()
        if handed is None:
            self._loop.work(
                "update",
                lambda: self._hands.update(order.argument, order.id, self._line.release),
                lambda code: self._handed(order, now, code),
            )
        else:
            self._loop.work(
                "update",
                lambda: self._hands.updated(order.argument, handed),
                lambda ended: self._looked(order, handed, ended),
            )

    def _handed(self, order: Order, began: datetime, code: str) -> None:
        self._busy = False
        if not code:
            log.info("order", extra={"call": str(order.kind)})
            self._store.keep_handed_over(order.id, began)
            self.waits[order.id] = INSTALLING
        elif code in NOT_NOW and self._clock.now() - order.at < PATIENCE:
            self.waits[order.id] = code
        else:
            self._over(order, code)

    def _looked(self, order: Order, handed: datetime, ended: tuple[OrderOutcome, str] | None) -> None:
        self._busy = False
        if ended is None and self._clock.now() - handed < AN_END:
            self.waits[order.id] = INSTALLING
            return
        outcome, code = ended or (OrderOutcome.FAILED, "no_answer")
        self._store.keep_handed_over(order.id, None)
        if outcome is OrderOutcome.REFUSED and code in NOT_NOW and self._clock.now() - order.at < PATIENCE:
            self.waits[order.id] = code  # a patient came while it was tried
        else:
            self._over(order, code, outcome)

    def _over(self, order: Order, code: str, outcome: OrderOutcome | None = None) -> None:
        self.waits.pop(order.id, None)
        self._ends(order, code, outcome)
