"""The hub's money: orders, credits by whatever road they come, what pays which bill, and the posting of it to the HIS.

All methods run on the loop's owner thread. What arrives is in the journal, with what is to be done about it, before
anything is done about it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime

from his_client.his.ports import HospitalSystem, PaymentNotice
from his_client.outcome import Outcome
from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.carried import JournalTurned
from kiosk.cashier.events import PaymentTaken, RefundAsked, RefundDecided, ShiftClosed, VoidDecided
from kiosk.clock import Clock
from kiosk.delivery.machine import Delivery, DeliveryEvent, Patience
from kiosk.hub.money.applying import Applying
from kiosk.hub.money.channels import Channel
from kiosk.hub.money.days import StationDays
from kiosk.hub.money.earlier import unsaid
from kiosk.hub.money.opening import Opener
from kiosk.hub.money.postings import Postings, money_of
from kiosk.hub.money.roads import Roads
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
from kiosk.reconcile.events import ReceiptGone, ReceiptSeen

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
    :param receiver: where webhooks wait, which make the hub ask at once; None: it only asks by its own rhythm.
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
        self.alarm = alarm
        self._kinds: dict[str, BillKind] = {}
        self._shift_of: dict[str, str] = {}
        self._bill_of_refund: dict[str, str] = {}
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
            lambda credits_found: self.heard(credits_found, "question"),
        )
        self._roads = Roads(
            self.channels,
            receiver,
            self.book,
            loop,
            clock,
            self,
            settings.poll_s,
            settings.slow_poll_s,
            settings.late_s,
        )
        for channel in self.channels:
            if channel.payee:
                order_qr(channel.payee, 1, paycode.make(0))
        record.join(self)

    def start(self) -> None:
        """Ask about every posting and order that is not settled, and read what the providers list."""
        self._record.keep([*unsaid(self.book, self._period)])
        self._postings.start()
        self._opener.start()
        self._roads.start()

    def stop(self) -> None:
        """Read no more; answers still on their way are dropped and asked for again after the next start."""
        self._roads.stop()

    @property
    def state(self) -> str:
        """`ok`, `off`, or why the last question to a provider failed."""
        states = self._roads.states
        return next((state for state in states.values() if state != "ok"), "ok") if states else "off"

    @property
    def states(self) -> dict[str, str]:
        """Each provider, and the webhook receiver: `ok`, or why the last question to it failed."""
        return self._roads.states

    @property
    def unposted(self) -> tuple[Delivery, ...]:
        """Postings to the HIS that are not settled yet."""
        return self._postings.open

    @property
    def next_numbers(self) -> tuple[int, int]:
        """What the next order's pay code is made from, and the highest number of any order at a provider."""
        return self._opener.next_number, self._opener.last_number

    def posting(self, name: str) -> Delivery | None:
        """How the posting of this name (`bank:FT…`, `cash:<payment>`) stands; None when there never was one."""
        return self._postings.get(name)

    def period_of(self, station_id: str, at: datetime) -> tuple[str, str]:
        """The open station-day for money of this moment, and the closed one it refers to, else empty."""
        return self.days.period_of(station_id, at, self._clock.now())

    def open_order(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        kind: BillKind = BillKind.FEE,
        visit_code: str = "",
        beside: int = 0,
    ) -> Outcome[OpenedOrder]:
        """Open an order, or answer with the one that has this id; see `OrderDesk.open` for the refusals.

        `beside` is what other money pays of the bill, when this order is for exactly the rest of it.

        Where the provider makes the order, the answer's `qr` is empty until it has: `ready` waits for it.
        """
        return self._opener.open(order_id, station_id, bill_id, amount, kind, visit_code, beside)

    def shown(self, order_id: str) -> Outcome[OpenedOrder]:
        """An order as it is now, its `qr` empty while it is being made. Refused: `no_order`, `provider_refused`."""
        return self._opener.shown(order_id)

    def ready(self, order_id: str) -> Future[Outcome[OpenedOrder]]:
        """Has the answer of `shown` as soon as there is a QR, or for certain none; wait for it on another thread."""
        return self._opener.ready(order_id)

    def take(self, credits: Iterable[Credit], road: str) -> int:
        """Journal the credits that are new, with what follows from each, in one transaction; then post. How many.

        Whatever `road` they came (a list, a question, a statement), it is the same path. A webhook's word is none: see
        `there` and `unconfirmed`.
        """
        return self.heard(credits, road)

    def there(self, credit: Credit) -> bool:
        """Whether the book has this money already, by whatever road."""
        return self.book.take(credit, self._accounts.get(credit.provider, ())) is None

    def unconfirmed(self, credit: Credit, told_at: datetime) -> None:
        """A webhook told of money that neither answer nor list confirmed: kept once as a difference, staff are called.

        The difference goes by itself if the money is told of after all.
        """
        accounts = self._accounts.get(credit.provider, ())
        fact = self.book.unconfirmed(credit, accounts, told_at, self._clock.now())
        if fact is not None:
            log.warning("money_unconfirmed", extra={"peer": credit.provider})
            self._record.keep([(fact.order_id or f"credit:{fact.reference}", fact)])
            self.alarm("money_unconfirmed")

    def doubt(self, order_id: str) -> None:
        """The provider debited the payer and wants a person to look: kept once, and staff are called."""
        order = self.book.order(order_id)
        if order is not None and order.doubted is None:
            self._record.keep([(order_id, OrderDoubted(order_id, order.opened.provider, self._clock.now()))])
            self.alarm("payment_doubtful")

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

        Refused: `no_match` (no such application, or undone already), `refunding` (it was given back, at least in part),
        `receipted` (the HIS has a receipt: void it there first), `postings_open` (the HIS owes an answer about this
        bill), `why_missing`.
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
            case JournalTurned():
                self._opener.counted_before(event.orders, event.last_number)
            case StationDayClosed():
                self.days.apply(event)
            case MoneyEvent():
                if isinstance(event, OrderOpened | CreditApplied):
                    self._kinds[event.bill_id] = event.kind
                self.book.apply(event)
                if isinstance(event, OrderAtProvider):
                    self._roads.watch(event.provider, event.order_id)
            case DeliveryEvent():
                self._postings.apply(subject, event)
            case PaymentTaken(method="cash" | "card"):
                name = credit_id(event.method, event.payment_id)
                self._kinds[event.bill_id] = event.kind
                self._shift_of[name] = event.shift_id
                self.book.claim(event.bill_id, name, event.amount)
            case VoidDecided(approved=True):
                self.book.release(event.bill_id, credit_id(event.method, event.payment_id))
            case ShiftClosed():
                self._shifts_closed.add(event.shift_id)
            case ReceiptGone():
                self.book.receipt_gone(event.number)
            case ReceiptSeen():
                self.book.receipt_back(event.number)
            case RefundAsked():
                self._bill_of_refund[event.refund_id] = event.bill_id
            case RefundDecided(approved=True):
                asked = self._bill_of_refund.get(event.refund_id, "")
                bill_id = "" if event.source == UNALLOCATED else event.bill_id or asked
                self.book.give_back(event.money, event.refund_id, event.amount, bill_id)

    def heard(self, credits: Iterable[Credit], road: str, moved: Sequence[BankCursorMoved] = ()) -> int:
        """See `take`; with how far a list was read."""
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
            log.info("credits_taken", extra={"call": road})
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
