"""The hub's money: orders, credits by whatever road they come, what pays which bill, and the posting of it to the HIS.

All methods run on the loop's owner thread. What arrives is in the journal, with what is to be done about it, before
anything is done about it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime

from his_client.his.ports import HospitalSystem, PaymentNotice
from his_client.outcome import Outcome
from his_client.payments import paycode
from his_client.payments.bank import Credit, CreditPage
from his_client.payments.ports import AtProvider, Standing
from kiosk.cashier.events import PaymentTaken, RefundDecided, ShiftClosed, VoidDecided
from kiosk.clock import Clock
from kiosk.delivery.machine import Delivery, DeliveryEvent, Patience
from kiosk.hub.money.applying import Applying
from kiosk.hub.money.asking import Asker
from kiosk.hub.money.channels import Channel
from kiosk.hub.money.days import StationDays
from kiosk.hub.money.draining import Drainer
from kiosk.hub.money.opening import Opener
from kiosk.hub.money.polling import Poller
from kiosk.hub.money.postings import Postings, money_of
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.receiver.ports import Receiver
from kiosk.hub.record import HubRecord
from kiosk.ledger.entries import UNALLOCATED
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import (
    BankCursorMoved,
    BillKind,
    CreditApplied,
    Finding,
    MoneyEvent,
    Order,
    OrderAtProvider,
    OrderDoubted,
    OrderOpened,
    PaymentSettled,
    StationDayClosed,
    credit_id,
)
from kiosk.money.qr import order_qr
from kiosk.reconcile.events import ReceiptGone

log = logging.getLogger(__name__)

_HUB = "hub"


@dataclass(frozen=True, slots=True)
class MoneySettings:
    """How long an order is payable, how often lists are polled and providers asked. Times in seconds.

    `slow_poll_s` is the longest pause while a provider does not answer; `late_s` is how long after its time an order is
    still asked about.
    """

    order_s: float = 900.0
    poll_s: float = 3.0
    slow_poll_s: float = 30.0
    late_s: float = 3 * 86_400.0
    patience: Patience = Patience()


class MoneyDesk:
    """See the module. It is a `kiosk.hub.record.Section` and works from `start` on.

    :param channels: every provider account; none: no payments by transfer here, only at the desk.
    :param alarm: calls a person, with a reason code.
    :param receiver: where webhooks wait; None: only polling tells of money.
    :raises vietqr.QrInvalid: when a payee's account or bank cannot stand in a VietQR.
    """

    def __init__(
        self,
        record: HubRecord,
        his: HospitalSystem,
        channels: Sequence[Channel],
        loop: Loop,
        clock: Clock,
        settings: MoneySettings,
        alarm: Callable[[str], None],
        receiver: Receiver | None = None,
    ) -> None:
        self.settings = settings
        self.channels = tuple(channels)
        self.book = Book()
        self.days = StationDays()
        self._record = record
        self._clock = clock
        self._alarm = alarm
        self._kinds: dict[str, BillKind] = {}
        self._shift_of: dict[str, str] = {}
        self._shifts_closed: set[str] = set()
        self._accounts = {channel.name: channel.accounts for channel in self.channels}
        self._postings = Postings(record, his, loop, settings.patience, self._settled)
        self._applying = Applying(record, self.book, self._postings, self._period)
        self._opener = Opener(
            record,
            self.book,
            self.channels,
            loop,
            clock,
            settings.order_s,
            lambda credits_found: self.take(credits_found, "question"),
        )
        self._askers = {
            channel.name: Asker(channel, self.book, loop, clock, self._asked, settings.poll_s, settings.late_s)
            for channel in self.channels
            if channel.provider.abilities.asks and channel.feed is None
        }
        pollers = (self._poller(channel, loop) for channel in self.channels if channel.feed is not None)
        drainer = (self._drainer(receiver, loop),) if receiver else ()
        self._watchers: tuple[Poller | Asker | Drainer, ...] = (*pollers, *self._askers.values(), *drainer)
        for channel in self.channels:
            if channel.payee:
                order_qr(channel.payee, 1, paycode.make(0))
        record.join(self)

    def start(self) -> None:
        """Ask about every posting and order that is not settled, and read what the providers list."""
        self._bring_up()
        self._postings.start()
        self._opener.start()
        for watcher in self._watchers:
            watcher.start()

    def stop(self) -> None:
        """Read no more; answers still on their way are dropped and asked for again after the next start."""
        for watcher in self._watchers:
            watcher.stop()

    @property
    def states(self) -> dict[str, str]:
        """Each provider: `ok`, or why the last question to it failed."""
        return {watcher.name: watcher.state for watcher in self._watchers}

    @property
    def state(self) -> str:
        """`ok`, `off`, or why the last question to a provider failed."""
        states = self.states
        return next((state for state in states.values() if state != "ok"), "ok") if states else "off"

    @property
    def unposted(self) -> tuple[Delivery, ...]:
        """Postings to the HIS that are not settled yet."""
        return self._postings.open

    def posting(self, name: str) -> Delivery | None:
        """How the posting of this name (`bank:FT…`, `cash:<payment>`) stands; None when there never was one."""
        return self._postings.get(name)

    def period_of(self, station_id: str, at: datetime) -> tuple[str, str]:
        """The open station-day for money of this moment, and the closed one it refers to, else empty."""
        return self.days.period_of(station_id, at, self._clock.now())

    def open_order(
        self, order_id: str, station_id: str, bill_id: str, amount: int, kind: BillKind = BillKind.FEE
    ) -> Outcome[OpenedOrder]:
        """Open an order, or answer with the one that has this id; see `OrderDesk.open` for the refusals.

        Where the provider makes the order, the answer's `qr` is empty until it has: `ready` waits for it.
        """
        return self._opener.open(order_id, station_id, bill_id, amount, kind)

    def shown(self, order_id: str) -> Outcome[OpenedOrder]:
        """An order as it is now, its `qr` empty while it is being made. Refused: `no_order`, `provider_refused`."""
        return self._opener.shown(order_id)

    def ready(self, order_id: str) -> Future[Outcome[OpenedOrder]]:
        """Has the answer of `shown` as soon as there is a QR, or for certain none; wait for it on another thread."""
        return self._opener.ready(order_id)

    def take(self, credits: Iterable[Credit], channel: str) -> int:
        """Journal the credits that are new, with what follows from each, in one transaction; then post. How many.

        Whatever road they came (`channel`: a list, a webhook, a question, a statement), it is the same path.
        """
        return self._take(credits, channel, ())

    def doubt(self, order_id: str) -> None:
        """The provider debited the payer and wants a person to look: kept once, and staff are called."""
        order = self.book.order(order_id)
        if order is not None and order.doubted is None:
            self._record.keep([(order_id, OrderDoubted(order_id, order.opened.provider, self._clock.now()))])
            self._alarm("payment_doubtful")

    def keep_and_post(
        self, entries: Sequence[tuple[str, object]], notices: Sequence[tuple[str, PaymentNotice]]
    ) -> None:
        """Journal facts and the requests of their postings in one transaction, then post to the HIS.

        Its answer is journalled as `PaymentSettled`, or as `CreditHandedOver` with its code after `his_`; provider and
        reference are what the notice's id says (`cash:<payment>`). A notice posted before is asked for first.
        """
        self._postings.keep(entries, notices)

    def apply_credit(
        self, application_id: str, name: str, bill_id: str, amount: int, kind: BillKind, rule: str, by: str
    ) -> Outcome[None]:
        """A named person (or a rule, `by` empty) says that `amount` of a credit pays a bill; whole bills are posted.

        A bill with an order is posted when what was applied to it makes its amount, once, under the first credit's
        name. Refused: `no_money`, `applied_already` (the bill is paid, or the id stands for something else), `amount`
        (more than is left of the credit, or than the bill still wants).
        """
        return self._applying.apply_credit(application_id, name, bill_id, amount, kind, rule, by)

    def take_back(self, application_id: str, by: str, why: str) -> Outcome[None]:
        """Undo an application; the money is nobody's again.

        Refused: `no_match` (no such application, or undone already), `receipted` (the HIS has a receipt: void it there
        first), `postings_open` (the HIS owes an answer about this bill), `why_missing`.
        """
        return self._applying.take_back(application_id, by, why)

    def post_again(self, name: str) -> Outcome[None]:
        """Ask the HIS about a posting given up or refused; post it if proven absent. Refused: `nothing_to_post`.

        One whose receipt the HIS voided is posted under a new id, since the old one stands for the voided receipt.
        """
        return self._applying.post_again(name)

    def apply(self, subject: str, event: object) -> None:
        """See `Section`."""
        match event:
            case StationDayClosed():
                self.days.apply(event)
            case MoneyEvent():
                if isinstance(event, OrderOpened | CreditApplied):
                    self._kinds[event.bill_id] = event.kind
                self.book.apply(event)
                if isinstance(event, OrderAtProvider) and event.provider in self._askers:
                    self._askers[event.provider].watch(event.order_id)
            case DeliveryEvent():
                self._postings.apply(subject, event)
            case PaymentTaken(method="cash" | "card"):
                name = credit_id(event.method, event.payment_id)
                self._kinds[event.bill_id] = event.kind
                self._shift_of[name] = event.shift_id
                self.book.claim(event.bill_id, name)
            case VoidDecided(approved=True):
                self.book.release(event.bill_id, credit_id(event.method, event.payment_id))
            case ShiftClosed():
                self._shifts_closed.add(event.shift_id)
            case ReceiptGone():
                self.book.receipt_gone(event.number)
            case RefundDecided(approved=True, source=source) if source == UNALLOCATED:
                self.book.give_back(event.money, event.refund_id, event.amount)

    def _bring_up(self) -> None:
        """Journals of releases that named no applications get them, and their receipts' amounts, for the ledger."""
        entries: list[tuple[str, object]] = []
        for item in self.book.unsaid:
            credit = self.book.credit(item.name)
            assert credit is not None
            assert credit.order_id is not None
            order = self.book.order(credit.order_id)
            period, _ = self._period(order)
            provider, reference = credit.provider, credit.reference
            rule = Finding.LATE if order and order.late(credit) else Finding.EXACT
            entries.append(
                (
                    credit.order_id,
                    CreditApplied(item.id, provider, reference, item.bill_id, item.amount, item.kind, rule, period),
                )
            )
            settled = self.book.settled(item.name)
            if settled is not None and not settled.amount:
                full = replace(settled, amount=item.amount, bill_id=item.bill_id, kind=item.kind, period=period)
                entries.append((credit.order_id, full))
        self._record.keep(entries)

    def _poller(self, channel: Channel, loop: Loop) -> Poller:
        name, feed = channel.name, channel.feed
        assert feed is not None

        def listed(page: CreditPage) -> None:
            moved = page.cursor is not None and page.cursor != self.book.cursors.get(name)
            self._take(page.credits, "list", [BankCursorMoved(page.cursor, name)] if moved and page.cursor else [])

        settings = self.settings
        return Poller(
            name, feed, loop, lambda: self.book.cursors.get(name), listed, settings.poll_s, settings.slow_poll_s
        )

    def _drainer(self, receiver: Receiver, loop: Loop) -> Drainer:
        settings = self.settings
        return Drainer(
            receiver,
            {channel.name: channel.reader for channel in self.channels if channel.reader is not None},
            loop,
            lambda credits_found: self.take(credits_found, "webhook"),
            self._doubted,
            self._alarm,
            settings.poll_s,
            settings.slow_poll_s,
        )

    def _doubted(self, provider: str, number: int) -> None:
        order = self.book.order_of_number(provider, number)
        if order is None:
            self._alarm("payment_doubtful")
        else:
            self.doubt(order.opened.order_id)

    def _asked(self, order: Order, found: AtProvider) -> None:
        self._take(found.credits, "question", ())
        if found.standing is Standing.DOUBTFUL:
            self.doubt(order.opened.order_id)

    def _take(self, credits: Iterable[Credit], channel: str, moved: Sequence[BankCursorMoved]) -> int:
        entries: list[tuple[str, object]] = []
        notices: list[tuple[str, PaymentNotice]] = []
        new = 0
        for credit in credits:
            taken = self.book.take(credit, self._accounts.get(credit.provider, ()), self._period)
            if taken is None:
                continue
            new += taken.received is not None
            entries += [(taken.subject, event) for event in taken.events]
            # Later credits of the page are judged with this one; a failed commit below ends the hub.
            for event in taken.events:
                self.book.apply(event)
            if taken.notice is not None:
                notices.append((taken.subject, taken.notice))
        if new:
            log.info("credits_taken", extra={"call": channel})
        self._postings.keep([*entries, *((_HUB, event) for event in moved)], notices)
        return new

    def _period(self, order: Order | None) -> tuple[str, str]:
        """By the day of arrival; money for an order of a closed day says which."""
        now = self._clock.now()
        station = order.opened.station_id if order else ""
        period, refers_to = self.days.period_of(station, now, now)
        if order is not None and not refers_to:
            _, refers_to = self.days.period_of(station, order.opened.opened_at, now)
        return period, refers_to

    def _settled(self, subject: str, name: str, notice: PaymentNotice, receipt_number: str) -> PaymentSettled:
        provider, reference = money_of(name)
        kind = self._kinds.get(notice.bill_id, BillKind.FEE)
        shift, order_id, station = self._shift_of.get(name, ""), "", ""
        if self.book.credit(credit_id(provider, reference)) is not None:
            orders = self.book.orders_of_bill(notice.bill_id)
            if orders:
                order = next((order for order in orders if order.opened.order_id == subject), orders[-1])
                order_id, station = order.opened.order_id, order.opened.station_id
        open_shift = shift and shift not in self._shifts_closed
        period = shift if open_shift else self.period_of(station, self._clock.now())[0]
        return PaymentSettled(
            order_id, provider, reference, receipt_number, notice.amount, notice.bill_id, kind, period
        )
