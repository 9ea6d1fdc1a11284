"""Providers without a list are asked about each order by its number: often while its QR is shown, then less and less.

An order whose time is over is asked about for days still, since late money must find its bill. A webhook has its order
asked about at once, whatever its age.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from math import inf

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.ports import AtProvider, Standing
from kiosk.clock import Clock
from kiosk.hub.money.channels import Channel
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import Order

log = logging.getLogger(__name__)

SLOWEST_S = 1800.0
"""The longest pause between two questions about one order, in seconds."""
NO_LONGER = 30
"""How much longer than its age an order is left alone: one of an hour is asked about every two minutes."""

Found = Callable[[int, AtProvider | None], None]


class Asker:
    """Asks one provider about its orders, one question at a time. `state` is `ok`, or why the last one failed.

    :param found: takes what the provider says of the order with this number; None: it has none.
    :param late_s: seconds after an order's time during which it is still asked about.
    """

    def __init__(
        self,
        channel: Channel,
        book: Book,
        loop: Loop,
        clock: Clock,
        found: Found,
        ask_s: float,
        late_s: float,
    ) -> None:
        self.name = channel.name
        self.state = "ok"
        self._provider = channel.provider
        self._book = book
        self._loop = loop
        self._clock = clock
        self._found = found
        self._ask_s = ask_s
        self._late_s = late_s
        self._next_at: dict[str, float] = {}
        self._over_at: dict[str, float] = {}
        self._told_of: dict[int, datetime] = {}
        self._told_last = False
        self._asking = False
        self._cancel: Callable[[], None] = lambda: None
        self._stopped = False

    def watch(self, order_id: str) -> None:
        """Ask about this order from now on; called when the provider holds it.

        How long its time lasts is settled here: what the wall clock does afterwards changes nothing.
        """
        left_s = (self._order(order_id).opened.expires_at - self._clock.now()).total_seconds()
        self._over_at.setdefault(order_id, self._clock.monotonic() + left_s)
        self._next_at.setdefault(order_id, -inf)

    def now(self, number: int, made_at: datetime) -> None:
        """Somebody told of money for the order of this number: ask at once. One that fails keeps its pace."""
        self._told_of.setdefault(number, made_at)
        if not self._asking and self.state == "ok":
            self._cancel()
            self.start()

    def start(self) -> None:
        """Ask about what is due, and go on."""
        if self._stopped:
            return
        now = self._clock.monotonic()
        for order_id in [order_id for order_id in self._next_at if not self._wanted(order_id, now)]:
            del self._next_at[order_id], self._over_at[order_id]
        first = min(self._next_at.items(), key=lambda item: item[1], default=None)
        due = first if first is not None and first[1] <= now else None
        # In turns: neither many webhooks nor many open orders keep the others waiting.
        if self._told_of and (due is None or not self._told_last):
            number = next(iter(self._told_of))
            self._told_last = True
            self._ask(number, self._told_of.pop(number))
        elif due is not None:
            order = self._order(due[0])
            self._told_last = False
            self._ask(order.number, order.opened.opened_at, due[0])
        else:
            pause = self._ask_s if first is None else min(self._ask_s, first[1] - now)
            self._cancel = self._loop.later(pause, self.start)

    def stop(self) -> None:
        """Ask no more; an answer on its way is dropped and asked for again after the next start."""
        self._stopped = True
        self._cancel()

    def _ask(self, number: int, made_at: datetime, order_id: str = "") -> None:
        provider, self._asking = self._provider, True
        self._loop.work(
            "ask-order", lambda: provider.ask(number, made_at), lambda answer: self._heard(number, order_id, answer)
        )

    def _heard(self, number: int, order_id: str, outcome: Outcome[AtProvider | None]) -> None:
        self._asking = False
        if self._stopped:
            return
        now = self._clock.monotonic()
        if order_id:
            self._next_at[order_id] = now + self._pause(order_id, now)
        match outcome:
            case Done(value=standing):
                self.state = "ok"
                self._found(number, standing)
                if order_id and standing is not None and _over(standing):
                    self._next_at[order_id] = now + SLOWEST_S
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("provider_silent", extra={"peer": self.name, "reason": reason})
                self.state = reason
                self._cancel = self._loop.later(self._ask_s, self.start)
                return
        self.start()

    def _pause(self, order_id: str, now: float) -> float:
        age_s = now - self._over_at[order_id]
        return self._ask_s if age_s <= 0 else min(max(self._ask_s, age_s / NO_LONGER), SLOWEST_S)

    def _wanted(self, order_id: str, now: float) -> bool:
        """Until its time is over, whatever came: it may be paid twice. Then while money is missing, for `late_s`."""
        order = self._order(order_id)
        until = self._over_at[order_id]
        return now <= until or (order.received < order.opened.amount and now <= until + self._late_s)

    def _order(self, order_id: str) -> Order:
        order = self._book.order(order_id)
        assert order is not None
        return order


def _over(standing: AtProvider) -> bool:
    """Whether nothing came, and nothing is expected."""
    return standing.standing in (Standing.CANCELLED, Standing.FAILED) and not standing.received
