"""The hub's money: orders, credits by whatever road they come, what pays which bill, and the posting of it to the HIS.

All methods run on the loop's owner thread. What arrives is in the journal, with what is to be done about it, before
anything is done about it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from his_client.his.ports import HospitalSystem, PaymentNotice
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import paycode, vietqr
from his_client.payments.bank import BankFeed, Credit, CreditPage
from kiosk.cashier.events import PaymentTaken, RefundDecided, ShiftClosed, VoidDecided
from kiosk.clock import Clock
from kiosk.delivery.machine import Delivery, DeliveryEvent, Patience
from kiosk.hub.money.days import StationDays
from kiosk.hub.money.polling import Poller
from kiosk.hub.money.postings import Postings, money_of
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.record import HubRecord
from kiosk.ledger.entries import UNALLOCATED
from kiosk.loop import Loop
from kiosk.money.book import Book
from kiosk.money.order import (
    BankCursorMoved,
    BillKind,
    CreditApplied,
    CreditTakenBack,
    MoneyEvent,
    Order,
    OrderOpened,
    PaymentSettled,
    StationDayClosed,
    credit_id,
)
from kiosk.money.qr import Payee, QrDiffers, order_qr

log = logging.getLogger(__name__)

_HUB = "hub"


@dataclass(frozen=True, slots=True)
class MoneySettings:
    """The account to be paid to (None: no payments here), how long an order is payable, how often a list is polled.

    Times in seconds; `slow_poll_s` is the longest pause while a provider does not answer.
    """

    payee: Payee | None
    order_s: float = 900.0
    poll_s: float = 3.0
    slow_poll_s: float = 30.0
    patience: Patience = Patience()


class MoneyDesk:
    """See the module. It is a `kiosk.hub.record.Section` and works from `start` on.

    :param bank: the feed of the payee's account; not asked without a payee.
    :raises vietqr.QrInvalid: when the payee's account or bank cannot stand in a VietQR.
    """

    def __init__(
        self,
        record: HubRecord,
        his: HospitalSystem,
        bank: BankFeed | None,
        loop: Loop,
        clock: Clock,
        settings: MoneySettings,
    ) -> None:
        self.settings = settings
        self.book = Book()
        self.days = StationDays()
        self._record = record
        self._clock = clock
        self._postings = Postings(record, his, loop, settings.patience, self._settled)
        self._kinds: dict[str, BillKind] = {}
        self._shift_of: dict[str, str] = {}
        self._shifts_closed: set[str] = set()
        self._pollers: tuple[Poller, ...] = ()
        if settings.payee:
            order_qr(settings.payee, 1, paycode.make(0))
            if bank:
                self._pollers = (
                    Poller(
                        "bank",
                        bank,
                        loop,
                        lambda: self.book.cursor,
                        self._listed,
                        settings.poll_s,
                        settings.slow_poll_s,
                    ),
                )
        record.join(self)

    def start(self) -> None:
        """Ask about every posting that is not settled, and read what the providers list."""
        self._postings.start()
        for poller in self._pollers:
            poller.start()

    def stop(self) -> None:
        """Read no more; answers still on their way are dropped and asked for again after the next start."""
        for poller in self._pollers:
            poller.stop()

    @property
    def state(self) -> str:
        """`ok`, `off`, or why the last question to a provider failed."""
        if not self._pollers:
            return "off"
        return next((poller.state for poller in self._pollers if poller.state != "ok"), "ok")

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
        """Open an order, or answer with the one that has this id; see `OrderDesk.open` for the refusals."""
        payee = self.settings.payee
        if payee is None:
            return Refused("no_payments")
        known = self.book.order(order_id)
        if known is not None:
            if (known.opened.bill_id, known.opened.amount) != (bill_id, amount):
                return Refused("order_differs", "this id stands for another bill or amount")
            return Done(_shown(known, payee))
        if not 0 < amount < vietqr.CEILING:
            return Refused("amount", f"an order is for 1 to {vietqr.CEILING - 1} dong")
        if self.book.paying(bill_id) is not None:
            return Refused("already_paid", "a transfer pays this bill already")
        pay_code = paycode.make(self.book.next_number)
        try:
            qr = order_qr(payee, amount, pay_code)
        except QrDiffers:
            log.exception("qr_differs")
            return Refused("qr_differs", "no QR could be made; take the money at the cashier")
        now = self._clock.now()
        until = now + timedelta(seconds=self.settings.order_s)
        opened = OrderOpened(order_id, station_id, bill_id, amount, pay_code, qr, now, until, kind)
        self._record.keep([(order_id, opened)])
        return Done(_shown(Order(opened), payee))

    def take(self, credits: Iterable[Credit], channel: str) -> int:
        """Journal the credits that are new, with what follows from each, in one transaction; then post. How many.

        Whatever road they came (`channel`: a list, a webhook, a question, a statement), it is the same path.
        """
        return self._take(credits, channel, ())

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
        (more than is left of the credit).
        """
        known = self.book.application(application_id)
        if known is not None:
            same = (known.name, known.bill_id, known.amount) == (name, bill_id, amount)
            return Done(None) if same and not self.book.undone(application_id) else Refused("applied_already")
        credit = self.book.credit(name)
        if credit is None:
            return Refused("no_money")
        orders = self.book.orders_of_bill(bill_id)
        paid = sum(item.amount for item in self.book.paid(bill_id))
        due = orders[-1].opened.amount if orders else paid + amount
        counter = self.book.paying(bill_id) is not None and not self.book.paid(bill_id)
        if counter or self.book.receipt_of(bill_id) or paid >= due > 0:
            return Refused("applied_already")
        if not 0 < amount <= self.book.left(name):
            return Refused("amount")
        station = orders[-1].opened.station_id if orders else ""
        period, _ = self.period_of(station, self._clock.now())
        provider, reference = money_of(name)
        applied = CreditApplied(application_id, provider, reference, bill_id, amount, kind, rule, period, by)
        subject = credit.order_id or f"credit:{credit.reference}"
        notices = []
        if paid + amount == due:
            first = self.book.paid(bill_id)
            lead = self.book.credit(first[0].name) if first else credit
            assert lead is not None
            notice_id = self._free_name(credit_id(lead.provider, lead.reference))
            memo = orders[-1].opened.pay_code if orders else ""
            notices = [(subject, PaymentNotice(notice_id, bill_id, due, lead.booked_at, memo))]
        self._postings.keep([(subject, applied)], notices)
        return Done(None)

    def take_back(self, application_id: str, by: str, why: str) -> Outcome[None]:
        """Undo an application; the money is nobody's again.

        Refused: `no_match` (no such application, or undone already), `receipted` (the HIS has a receipt: void it there
        first), `postings_open` (the HIS owes an answer about this bill), `why_missing`.
        """
        if not why.strip():
            return Refused("why_missing")
        item = self.book.application(application_id)
        if item is None or self.book.undone(application_id):
            return Refused("no_match")
        if self.book.receipt_of(item.bill_id):
            return Refused("receipted")
        if any(_bill(posting) == item.bill_id for posting in self._postings.open):
            return Refused("postings_open")
        credit = self.book.credit(item.name)
        assert credit is not None
        orders = self.book.orders_of_bill(item.bill_id)
        period, _ = self.period_of(orders[-1].opened.station_id if orders else "", self._clock.now())
        undone = CreditTakenBack(
            item.id, credit.provider, credit.reference, item.bill_id, item.amount, item.kind, period, by, why
        )
        self._record.keep([(credit.order_id or f"credit:{credit.reference}", undone)])
        return Done(None)

    def post_again(self, name: str) -> Outcome[None]:
        """Ask the HIS about a posting given up or refused; post it if proven absent. Refused: `nothing_to_post`."""
        known = self._postings.get(name)
        if known is None or not known.final or known.result is not None:
            return Refused("nothing_to_post")
        assert isinstance(known.payload, PaymentNotice)
        paid = self.book.paying(known.payload.bill_id)
        if paid is None or money_of(paid) != money_of(name):
            return Refused("nothing_to_post", "this money pays that bill no more")
        self._postings.keep([], [(known.subject, known.payload)])
        return Done(None)

    def apply(self, subject: str, event: object) -> None:
        """See `Section`."""
        match event:
            case StationDayClosed():
                self.days.apply(event)
            case MoneyEvent():
                if isinstance(event, OrderOpened | CreditApplied):
                    self._kinds[event.bill_id] = event.kind
                self.book.apply(event)
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
            case RefundDecided(approved=True, source=source) if source == UNALLOCATED:
                self.book.give_back(event.money, event.refund_id, event.amount)

    def _listed(self, page: CreditPage) -> None:
        moved: tuple[BankCursorMoved, ...] = ()
        if page.cursor is not None and page.cursor != self.book.cursor:
            moved = (BankCursorMoved(page.cursor),)
        self._take(page.credits, "list", moved)

    def _take(self, credits: Iterable[Credit], channel: str, moved: Sequence[BankCursorMoved]) -> int:
        assert self.settings.payee is not None
        entries: list[tuple[str, object]] = []
        notices: list[tuple[str, PaymentNotice]] = []
        new = 0
        for credit in credits:
            taken = self.book.take(credit, {self.settings.payee.account}, self._period)
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
            log.info("credits_taken", extra={"channel": channel, "count": new})
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
        order = self.book.order(subject)
        if order is None and (orders := self.book.orders_of_bill(notice.bill_id)):
            order = orders[-1]
        mine = order is not None and order.opened.bill_id == notice.bill_id
        shift = self._shift_of.get(name, "")
        if shift and shift not in self._shifts_closed:
            period = shift
        else:
            period, _ = self.period_of(order.opened.station_id if order and mine else "", self._clock.now())
        kind = self._kinds.get(notice.bill_id, BillKind.FEE)
        order_id = order.opened.order_id if order and mine else ""
        return PaymentSettled(order_id, *money_of(name), receipt_number, notice.amount, notice.bill_id, kind, period)

    def _free_name(self, name: str) -> str:
        """The name itself for the first posting of this money, `name~2` for the next bill it pays."""
        count, free = 1, name
        while self._postings.get(free) is not None:
            count += 1
            free = f"{name}~{count}"
        return free


def _bill(posting: Delivery) -> str:
    return posting.payload.bill_id if isinstance(posting.payload, PaymentNotice) else ""


def _shown(order: Order, payee: Payee) -> OpenedOrder:
    opened = order.opened
    if order.made is None:
        return OpenedOrder(opened.order_id, opened.amount, opened.qr, opened.pay_code, payee.name)
    made = order.made
    return OpenedOrder(
        opened.order_id, opened.amount, made.qr, made.pay_code or opened.pay_code, made.payee or payee.name
    )
