"""The hub without a server: orders, credits and their posting, insurance checks, the queue; one journal, one loop.

Everything but `ask_insurer` runs on the loop's owner thread. What arrives from the bank is in the journal, with
what is to be done about it, before anything is done about it.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from his_client.his.ports import HospitalSystem, PaymentPosted
from his_client.insurance.ports import CoverageCheck, InsuranceGateway
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments import paycode, vietqr
from his_client.payments.bank import BankFeed, CreditPage
from kiosk.clock import VIETNAM, Clock
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import (
    Delivery,
    DeliveryDone,
    DeliveryEvent,
    DeliveryHandedOver,
    DeliveryRefused,
    DeliveryRequested,
    Patience,
)
from kiosk.hub.coverage.desk import CoPayments, CoverageDesk
from kiosk.hub.coverage.events import CoverageEvent
from kiosk.hub.coverage.queue import LaterPolicy
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.journal import Journal
from kiosk.loop import Loop
from kiosk.money.book import Book, WorkItem
from kiosk.money.order import (
    BankCursorMoved,
    CreditHandedOver,
    MoneyEvent,
    Order,
    OrderOpened,
    PaymentSettled,
    State,
)
from kiosk.money.qr import Payee, QrDiffers, order_qr
from kiosk.queue.events import QueueEvent

log = logging.getLogger(__name__)

MOST_CALLS = 100
_HUB = "hub"


@dataclass(frozen=True, slots=True)
class HubSettings:
    """The account to be paid to (None: no payments here), how long an order is payable, how often the bank is asked.

    Times in seconds; `slow_poll_s` is the longest pause while the bank does not answer.
    """

    payee: Payee | None
    order_s: float = 900.0
    poll_s: float = 3.0
    slow_poll_s: float = 30.0
    patience: Patience = Patience()
    later: LaterPolicy = LaterPolicy()
    queue: QueueSettings = QueueSettings()


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order as a station or a page may see it; amounts in đồng."""

    order_id: str
    due: int
    received: int
    state: State


@dataclass(frozen=True, slots=True)
class StaffCall:
    """A station wants a person; `reason` is a code."""

    station_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Health:
    """How the hub does: `bank` is `ok`, `off`, or why the feed's last question failed; counts of what is open.

    `unverified` counts insurance checks to be made later.
    """

    bank: str
    orders: int
    unposted: int
    for_cashier: int
    calls: int
    unverified: int = 0


class HubCore:
    """One hub. It recovers from its journal when made and begins to work at `start`.

    :param bank: the feed of the payee's account; not asked without a payee.
    :param insurer: None when this hospital's insurance checks are switched off.
    :param copayments: None where nobody here may ask for a person's co-payment.
    :raises vietqr.QrInvalid: when the payee's account or bank cannot stand in a VietQR.
    """

    def __init__(
        self,
        journal: Journal,
        loop: Loop,
        his: HospitalSystem,
        bank: BankFeed | None,
        insurer: InsuranceGateway | None,
        clock: Clock,
        settings: HubSettings,
        copayments: CoPayments | None = None,
    ) -> None:
        self.settings = settings
        self._journal = journal
        self._loop = loop
        self._bank = bank if settings.payee else None
        self._insurer = insurer
        self.copayments = copayments
        self._clock = clock
        self._book = Book()
        self.queue = QueueDesk(journal, clock, settings.queue)
        self._courier = Courier(his, loop, self._record, _told, settings.patience)
        self._calls: OrderedDict[tuple[str, str], StaffCall] = OrderedDict()
        self._bank_state = "ok" if self._bank else "off"
        self._pause = settings.poll_s
        self._cancel_poll: Callable[[], None] = lambda: None
        self._stopped = False
        self.coverage = (
            CoverageDesk(journal, loop, clock, insurer, his, self._alarm, settings.later) if insurer else None
        )
        if settings.payee:
            order_qr(settings.payee, 1, paycode.make(0))
        self._recover()

    def start(self) -> None:
        """Ask about every posting that is not settled, read the bank's feed, look up what the insurer still owes."""
        self._courier.resume()
        if self.coverage:
            self.coverage.start()
        if self._bank:
            self._poll()

    def stop(self) -> None:
        """Read no more; answers still on their way are dropped and asked for again after the next start."""
        self._stopped = True
        self._cancel_poll()
        if self.coverage:
            self.coverage.stop()

    @property
    def book(self) -> Book:
        """Orders and credits, for reading."""
        return self._book

    @property
    def work(self) -> tuple[WorkItem, ...]:
        """Credits that wait for a cashier, oldest first."""
        return tuple(self._book.work)

    @property
    def calls(self) -> tuple[StaffCall, ...]:
        """Stations that called, oldest first; they are not kept over a restart."""
        return tuple(self._calls.values())

    @property
    def open_orders(self) -> tuple[Order, ...]:
        """Orders that can still be paid in time, oldest first."""
        now = self._clock.now()
        return tuple(
            order
            for order in self._book.orders
            if order.state in (State.CREATED, State.UNDER) and order.opened.expires_at >= now
        )

    @property
    def unposted(self) -> tuple[Delivery, ...]:
        """Postings to the HIS that are not settled yet."""
        return tuple(self._courier.open)

    def health(self) -> Health:
        """See `Health`."""
        return Health(
            self._bank_state,
            len(self.open_orders),
            len(self.unposted),
            sum(1 for _ in self._book.work),
            len(self._calls),
            len(self.coverage.lookups.pending) if self.coverage else 0,
        )

    def open_order(self, order_id: str, station_id: str, bill_id: str, amount: int) -> Outcome[OpenedOrder]:
        """Open an order, or answer with the one that has this id; see `OrderDesk.open` for the refusals."""
        payee = self.settings.payee
        if payee is None:
            return Refused("no_payments")
        known = self._book.order(order_id)
        if known is not None:
            if (known.opened.bill_id, known.opened.amount) != (bill_id, amount):
                return Refused("order_differs", "this id stands for another bill or amount")
            return Done(_shown(known.opened, payee))
        if not 0 < amount < vietqr.CEILING:
            return Refused("amount", f"an order is for 1 to {vietqr.CEILING - 1} dong")
        if self._book.paying(bill_id) is not None:
            return Refused("already_paid", "a transfer pays this bill already")
        pay_code = paycode.make(self._book.next_number)
        try:
            qr = order_qr(payee, amount, pay_code)
        except QrDiffers:
            log.exception("qr_differs")
            return Refused("qr_differs", "no QR could be made; take the money at the cashier")
        now = self._clock.now()
        until = now + timedelta(seconds=self.settings.order_s)
        opened = OrderOpened(order_id, station_id, bill_id, amount, pay_code, qr, now, until)
        self._keep([(order_id, opened)])
        return Done(_shown(opened, payee))

    def order(self, order_id: str) -> OrderState | None:
        """An order's sum and state, or None when there is no such order."""
        order = self._book.order(order_id)
        return None if order is None else OrderState(order_id, order.opened.amount, order.received, order.state)

    def call_staff(self, station_id: str, reason: str) -> None:
        """Keep a station's call in memory; the same call again moves to the end."""
        key = (station_id, reason)
        self._calls[key] = StaffCall(station_id, reason, self._clock.now())
        self._calls.move_to_end(key)
        if len(self._calls) > MOST_CALLS:
            self._calls.popitem(last=False)

    def ask_insurer(self, number: str, full_name: str, birth_date: str) -> CoverageCheck:
        """Ask the gateway; it blocks, touches nothing of the hub, and may be called from any thread."""
        assert self._insurer is not None, "nobody is asked where insurance is switched off"
        return self._insurer.check(number, full_name, birth_date, asked_at=self._clock.now())

    def today(self) -> date:
        """The hospital's day."""
        return self._clock.now().astimezone(VIETNAM).date()

    def _alarm(self, reason: str) -> None:
        self.call_staff(_HUB, reason)

    def _recover(self) -> None:
        for row in self._journal.rows():
            match row.event:
                case MoneyEvent() as event:
                    self._book.apply(event)
                case DeliveryEvent() as event:
                    self._courier.replay(row.subject, event)
                case CoverageEvent() as event if self.coverage:
                    self.coverage.replay(event)
                case QueueEvent() as event:
                    self.queue.replay(event)

    def _poll(self) -> None:
        bank, cursor = self._bank, self._book.cursor
        assert bank is not None
        self._loop.work("bank-credits", lambda: bank.credits(cursor), self._listed)

    def _listed(self, outcome: Outcome[CreditPage]) -> None:
        if self._stopped:
            return
        match outcome:
            case Done(value=page):
                self._bank_state, self._pause = "ok", self.settings.poll_s
                self._take(page)
            case Refused(code=reason) | Unknown(reason=reason):
                log.warning("bank_silent", extra={"reason": reason})
                self._bank_state = reason
                self._pause = min(self._pause * 2, self.settings.slow_poll_s)
        self._cancel_poll = self._loop.later(self._pause, self._poll)

    def _take(self, page: CreditPage) -> None:
        """Journal a page's credits, what follows from each, and the cursor in one transaction; then post."""
        assert self.settings.payee is not None
        entries: list[tuple[str, MoneyEvent | DeliveryEvent]] = []
        deliveries: list[tuple[str, DeliveryRequested]] = []
        for credit in page.credits:
            taken = self._book.take(credit, self.settings.payee.account)
            if taken is None:
                continue
            subject = taken.received.order_id or f"credit:{taken.received.reference}"
            # Later credits of the page are judged with this one; a failed commit below ends the hub.
            for event in (taken.received, taken.handed_over):
                if event is not None:
                    entries.append((subject, event))
                    self._book.apply(event)
            if taken.notice is not None:
                requested = DeliveryRequested(taken.notice.id, taken.notice)
                entries.append((subject, requested))
                deliveries.append((subject, requested))
        if page.cursor is not None and page.cursor != self._book.cursor:
            moved = BankCursorMoved(page.cursor)
            entries.append((_HUB, moved))
            self._book.apply(moved)
        if entries:
            self._journal.append(entries)
        for subject, requested in deliveries:
            self._courier.begin(subject, requested)

    def _keep(self, entries: list[tuple[str, MoneyEvent]]) -> None:
        self._journal.append(entries)
        for _, event in entries:
            self._book.apply(event)

    def _record(self, subject: str, event: DeliveryEvent) -> None:
        """Journal what became of a posting together with what it means for its credit."""
        meaning = self._meaning(subject, event)
        self._journal.append([(subject, event), *([(subject, meaning)] if meaning else [])])
        if meaning:
            self._book.apply(meaning)

    def _meaning(self, order_id: str, event: DeliveryEvent) -> MoneyEvent | None:
        credit = self._book.credit(event.delivery_id)
        assert credit is not None
        match event:
            case DeliveryDone(result=PaymentPosted(receipt_number=receipt)):
                return PaymentSettled(order_id, credit.provider, credit.reference, receipt)
            case DeliveryRefused(code=reason) | DeliveryHandedOver(reason=reason):
                return CreditHandedOver(credit.provider, credit.reference, f"his_{reason}")
            case _:
                return None


def _shown(opened: OrderOpened, payee: Payee) -> OpenedOrder:
    return OpenedOrder(opened.order_id, opened.amount, opened.qr, opened.pay_code, payee.name)


def _told(delivery: Delivery) -> None:
    log.info("payment_delivery", extra={"phase": str(delivery.phase), "reason": delivery.reason})
