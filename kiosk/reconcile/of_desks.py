"""What the cashiers' desks tell the books: money taken at a counter, voids, and money given back."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.cashier.events import (
    DeskEvent,
    PaymentBegun,
    PaymentFailed,
    PaymentTaken,
    PaymentUnclear,
    RefundAsked,
    RefundDecided,
    RefundPaid,
    VoidAsked,
    VoidDecided,
)
from kiosk.ledger.entries import UNALLOCATED
from kiosk.ledger.postings import payouts
from kiosk.reconcile.facts import Money, MoneyKind
from kiosk.reconcile.held import Held, day_of, tell


def desk_event(books: Held, event: DeskEvent) -> None:
    match event:
        case PaymentBegun():
            _begun(books, event)
        case PaymentTaken(method="cash" | "card"):
            _taken(books, event)
        case PaymentUnclear() | PaymentFailed():
            money = books.moneys.get(f"card:{event.payment_id}")
            if money is not None:
                money.unclear = event.reason if isinstance(event, PaymentUnclear) else ""
                what = "payment_unclear" if money.unclear else "payment_failed"
                tell(money, event.at, "desk", what, detail=event.reason)
                books.touch(money)
        case VoidAsked():
            for money in _counter(books, event.payment_id):
                tell(money, event.at, "desk", "void_asked", by=event.user, detail=event.reason)
        case VoidDecided():
            for money in _counter(books, event.payment_id):
                what = "voided" if event.approved else "void_refused"
                tell(money, event.at, "desk", what, -event.amount if event.approved else None, by=event.user)
                if event.approved:
                    money.voided, money.taken, money.amount = True, 0, 0
                books.touch(money)
        case RefundAsked():
            books.refunds[event.refund_id] = "asked"
            money = books.money(event.money)
            books.money_of_refund[event.refund_id] = event.money
            books.bill_of_refund[event.refund_id] = event.bill_id
            tell(money, event.at, "desk", "refund_asked", event.amount, by=event.user, detail=event.reason)
        case RefundDecided():
            _refund_decided(books, event)
        case RefundPaid():
            _refund_paid(books, event)


def _begun(books: Held, event: PaymentBegun) -> None:
    if event.method == "qr":
        asked = books.orders.get(event.order_id)
        if asked is not None:
            asked.desk = event.desk
            tell(asked, event.at, "desk", "payment_begun", event.amount, by=event.user, detail=event.method)
        return
    money = books.money(f"{event.method}:{event.payment_id}")
    money.begun, money.at, money.place, money.bill_id = event.amount, event.at, event.desk, event.bill_id
    tell(money, event.at, "desk", "payment_begun", event.amount, event.bill_id, event.user, event.method)
    books.touch(money)


def _taken(books: Held, event: PaymentTaken) -> None:
    money = books.money(f"{event.method}:{event.payment_id}")
    money.kind = MoneyKind(event.method)
    money.amount = money.taken = event.amount
    money.at, money.place, money.bill_id = event.at, event.desk, event.bill_id
    money.account, money.period, money.slip = event.terminal, event.shift_id, event.slip
    money.unclear = ""
    books.money_of_slip[event.slip] = money.name
    books.moneys_of_bill[event.bill_id][money.name] = None
    books.moneys_of_day[day_of(event.at)][money.name] = None
    tell(money, event.at, "desk", "payment_taken", event.amount, event.slip, event.user, event.method)
    books.touch(money, event.bill_id)


def _counter(books: Held, payment_id: str) -> Iterator[Money]:
    for method in ("cash", "card"):
        money = books.moneys.get(f"{method}:{payment_id}")
        if money is not None:
            yield money


def _refund_decided(books: Held, event: RefundDecided) -> None:
    books.refunds[event.refund_id] = "approved" if event.approved else "refused"
    money = books.money(event.money)
    books.money_of_refund[event.refund_id] = event.money
    if event.approved and event.source == UNALLOCATED:
        money.given_back += event.amount
    elif event.approved:
        bill_id = event.bill_id or books.bill_of_refund.get(event.refund_id) or _mainly_for(money)
        money.back[bill_id] = money.back.get(bill_id, 0) + event.amount
    what = "refund_approved" if event.approved else "refund_refused"
    tell(money, event.at, "desk", what, -event.amount if event.approved else None, by=event.user)
    books.touch(money)


def _mainly_for(money: Money) -> str:
    """The bill that a refund of what a money had paid is about, when an early release did not name it."""
    return next((item.bill_id for item in money.applied.values()), money.bill_id)


def _refund_paid(books: Held, event: RefundPaid) -> None:
    books.refunds[event.refund_id] = "paid"
    origin = books.moneys.get(books.money_of_refund.get(event.refund_id, ""))
    if origin is not None:
        tell(origin, event.at, "desk", "refund_paid", -event.amount, event.reference, event.user, event.method)
    if event.method == "cash":
        return
    payout = books.money(f"payout:{event.refund_id}")
    payout.kind, payout.amount, payout.at = MoneyKind.PAYOUT, -event.amount, event.at
    payout.account, payout.provider, payout.period = event.account, payouts(event.account), event.period
    payout.reference = event.reference
    payout.bill_id = origin.bill_id if origin else ""
    books.rebase(payout, event.reference)
    books.unmatched_of_account[event.account][payout.name] = None
    tell(payout, event.at, "desk", "refund_paid", -event.amount, event.reference, event.user, event.method)
    books.touch(payout)
