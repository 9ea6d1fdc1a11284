"""Orders: opened once under their own id, and made at the provider where it wants that, off the owner's thread.

The order with its number is in the journal before the provider hears of it. A call that ends as unknown is asked about
by the number; only what is proven absent is made again. What the provider holds and cannot show is made under a new
number, since nobody has seen the old one's QR.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from datetime import timedelta

from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments import paycode, vietqr
from his_client.payments.bank import Credit
from his_client.payments.ports import AtProvider, Made, Wanted
from kiosk.clock import Clock
from kiosk.hub.money.channels import Channel, opening
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.record import HubRecord
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import BillKind, MoneyEvent, Order, OrderAtProvider, OrderNotMade, OrderOpened, OrderRenumbered
from kiosk.money.qr import QrDiffers, order_qr

log = logging.getLogger(__name__)

PAUSES_S = (0.5, 1.0, 2.0, 5.0, 15.0)
"""Seconds before an order whose making ended as unknown is asked about; the last repeats until its time is over."""

NOT_MADE = Refused("provider_refused", "the provider made no order; take the money at the cashier")

Took = Callable[[Iterable[Credit]], object]


class Opener:
    """Opens orders and has them made.

    :param took: is handed the credits that a question about an order brings to light.
    """

    def __init__(
        self,
        record: HubRecord,
        book: Book,
        channels: tuple[Channel, ...],
        loop: Loop,
        clock: Clock,
        order_s: float,
        took: Took,
    ) -> None:
        self._record = record
        self._book = book
        self._channels = channels
        self._by_name = {channel.name: channel for channel in channels}
        self._loop = loop
        self._clock = clock
        self._order_s = order_s
        self._took = took
        self._before = (0, 0)
        self._making: set[str] = set()
        self._until: dict[str, float] = {}
        """By the monotonic clock, of orders that are not made yet."""
        self._waiting: defaultdict[str, list[Future[Outcome[OpenedOrder]]]] = defaultdict(list)

    def start(self) -> None:
        """Ask about every order that was not made yet when the hub ended."""
        for order in self._book.orders:
            order_id = order.opened.order_id
            if self._waits(order) and order_id not in self._making:
                self._making.add(order_id)
                self._ask(order_id, 0)

    def counted_before(self, orders: int, last_number: int) -> None:
        """How many orders earlier journals had that are not in this one, and the highest number of any."""
        self._before = orders, last_number

    @property
    def next_number(self) -> int:
        """The number the next order's pay code is made from; each order has its own for ever."""
        return self._before[0] + self._book.next_number

    @property
    def last_number(self) -> int:
        """The highest number that any order ever had at a provider."""
        return max(self._before[1], self._book.last_number)

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        kind: BillKind,
        visit_code: str = "",
        beside: int = 0,
    ) -> Outcome[OpenedOrder]:
        """See `MoneyDesk.open_order`."""
        known = self._book.order(order_id)
        if known is not None:
            if (known.opened.bill_id, known.opened.amount) != (bill_id, amount):
                return Refused("order_differs", "this id stands for another bill or amount")
            return self.shown(order_id)
        channel = opening(self._channels, kind)
        if channel is None:
            return Refused("no_payments")
        if not 0 < amount < vietqr.CEILING:
            return Refused("amount", f"an order is for 1 to {vietqr.CEILING - 1} dong")
        if self._book.paying(bill_id) is not None and not (0 < beside == self._book.reserved(bill_id)):
            return Refused("already_paid", "this bill is paid already")
        pay_code = paycode.make(self.next_number)
        own, qr = channel.provider.abilities.orders, ""
        if not own:
            assert channel.payee is not None
            try:
                qr = order_qr(channel.payee, amount, pay_code)
            except QrDiffers:
                log.exception("qr_differs")
                return Refused("qr_differs", "no QR could be made; take the money at the cashier")
        now = self._clock.now()
        until, number = now + timedelta(seconds=self._order_s), self._number() if own else 0
        opened = OrderOpened(
            order_id,
            station_id,
            bill_id,
            amount,
            pay_code,
            qr,
            now,
            until,
            kind,
            channel.name,
            number,
            visit_code,
            beside,
        )
        self._keep(opened)
        if own:
            self._making.add(order_id)
            self._until[order_id] = self._clock.monotonic() + self._order_s
            self._make(order_id)
        return self.shown(order_id)

    def shown(self, order_id: str) -> Outcome[OpenedOrder]:
        """An order as it is now: with an empty QR while it is being made. Refused: `no_order`, `provider_refused`."""
        order = self._book.order(order_id)
        if order is None:
            return Refused("no_order")
        if not order.qr and not self._waits(order):
            return NOT_MADE
        opened, made = order.opened, order.made
        channel = self._by_name.get(opened.provider)
        payee = channel.shown_payee if channel else ""
        if made is None:
            return Done(OpenedOrder(order_id, opened.amount, opened.qr, opened.pay_code, payee))
        return Done(
            OpenedOrder(order_id, opened.amount, made.qr, made.pay_code or opened.pay_code, made.payee or payee)
        )

    def ready(self, order_id: str) -> Future[Outcome[OpenedOrder]]:
        """Has the answer of `shown` once there is a QR or never will be; may be waited for on any other thread."""
        future: Future[Outcome[OpenedOrder]] = Future()
        order = self._book.order(order_id)
        if order is not None and self._waits(order):
            self._waiting[order_id].append(future)
        else:
            future.set_result(self.shown(order_id))
        return future

    def _waits(self, order: Order) -> bool:
        """Whether its provider is still to make it."""
        if order.qr or order.not_made is not None or order.opened.provider not in self._by_name:
            return False
        return order.opened.order_id in self._making or not self._over(order)

    def _over(self, order: Order) -> bool:
        """Whether the time of an order that is not made yet is over.

        How long it lasts is settled at the first look, and never longer than a new one: what the wall clock does
        afterwards changes nothing.
        """
        order_id, now = order.opened.order_id, self._clock.monotonic()
        if order_id not in self._until:
            left_s = (order.opened.expires_at - self._clock.now()).total_seconds()
            self._until[order_id] = now + min(self._order_s, left_s)
        return now >= self._until[order_id]

    def _number(self) -> int:
        """Unique at a provider for ever, also for a journal begun anew: milliseconds since 1970, and always rising."""
        return max(int(self._clock.now().timestamp() * 1000), self.last_number + 1)

    def _make(self, order_id: str, tries: int = 0) -> None:
        order = self._order(order_id)
        opened = order.opened
        wanted = Wanted(order.number, opened.amount, opened.pay_code, opened.opened_at, opened.expires_at)
        provider = self._by_name[opened.provider].provider

        def heard(outcome: Outcome[Made]) -> None:
            match outcome:
                case Done(value=made):
                    self._made(order_id, made)
                case Refused(code="exists"):
                    self._ask(order_id, tries)
                case Refused(code=reason):
                    self._ended(order_id, reason)
                case Unknown():
                    self._later(order_id, tries)

        self._loop.work("make-order", lambda: provider.make(wanted), heard)

    def _ask(self, order_id: str, tries: int) -> None:
        order = self._order(order_id)
        provider, number = self._by_name[order.opened.provider].provider, order.number
        made_at = order.opened.opened_at

        def heard(outcome: Outcome[AtProvider | None]) -> None:
            match outcome:
                case Done(value=None):
                    self._make(order_id, tries + 1)
                case Done(value=AtProvider(made=Made() as made) as found):
                    self._made(order_id, made)
                    self._took(found.credits)
                case Done(value=AtProvider() as found):
                    self._took(found.credits)
                    self._renumber(order_id, tries)
                case Refused(code="not_supported"):
                    self._renumber(order_id, tries)
                case Refused() | Unknown():
                    self._later(order_id, tries)

        self._loop.work("ask-order", lambda: provider.ask(number, made_at), heard)

    def _later(self, order_id: str, tries: int) -> None:
        order = self._order(order_id)
        if self._over(order):
            self._ended(order_id, "no_answer")
            return
        pause = PAUSES_S[min(tries, len(PAUSES_S) - 1)]
        self._loop.later(pause, lambda: self._ask(order_id, tries + 1))

    def _renumber(self, order_id: str, tries: int) -> None:
        order = self._order(order_id)
        if self._over(order):
            self._ended(order_id, "no_answer")
            return
        self._keep(OrderRenumbered(order_id, order.opened.provider, self._number()))
        self._make(order_id, tries + 1)

    def _made(self, order_id: str, made: Made) -> None:
        order = self._order(order_id)
        accounts = self._by_name[order.opened.provider].accounts
        # Only an account that is none of the hospital's own ones can name an order by itself.
        own = made.account if accounts and made.account not in accounts else ""
        self._keep(
            OrderAtProvider(order_id, order.opened.provider, made.reference, made.qr, own, made.payee, made.pay_code)
        )
        self._tell(order_id)

    def _ended(self, order_id: str, reason: str) -> None:
        log.warning("order_not_made", extra={"peer": self._order(order_id).opened.provider, "reason": reason})
        self._keep(OrderNotMade(order_id, self._order(order_id).opened.provider, reason))
        self._tell(order_id)

    def _tell(self, order_id: str) -> None:
        self._making.discard(order_id)
        self._until.pop(order_id, None)
        for future in self._waiting.pop(order_id, ()):
            if future.set_running_or_notify_cancel():
                future.set_result(self.shown(order_id))

    def _order(self, order_id: str) -> Order:
        order = self._book.order(order_id)
        assert order is not None
        return order

    def _keep(self, event: MoneyEvent) -> None:
        assert isinstance(event, OrderOpened | OrderAtProvider | OrderRenumbered | OrderNotMade)
        self._record.keep([(event.order_id, event)])
