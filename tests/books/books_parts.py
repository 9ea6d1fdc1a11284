"""Histories of a few payments for the tests of the books: facts of the three books, each in its own order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from his_client.his.ports import PaymentNotice, PaymentPosted
from his_client.payments import paycode
from kiosk.cashier.events import PaymentBegun, PaymentTaken, PaymentUnclear, RefundDecided, RefundPaid, VoidDecided
from kiosk.cashier.ports import Difference
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import DeliveryDone, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.money.order import (
    BillKind,
    CreditApplied,
    CreditHandedOver,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    CreditUnconfirmed,
    Finding,
    OrderOpened,
    PaymentSettled,
)
from kiosk.reconcile.books import Books
from kiosk.reconcile.events import (
    LineMatched,
    ReceiptGone,
    ReceiptSeen,
    StatementBegun,
    StatementFinished,
    StatementLineBooked,
)
from kiosk.reconcile.open import OpenList

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)
ACCOUNT = "0011009999999"
PRICE = 50_600
PERIOD = "K03/2026-11-24"


def at(minutes: float) -> datetime:
    """So many minutes after half past seven."""
    return MORNING + timedelta(minutes=minutes)


def code(number: int) -> str:
    return paycode.make(number)


def order(number: int, amount: int = PRICE, bill: str = "", minutes: float = 0) -> OrderOpened:
    begun = at(minutes)
    until = begun + timedelta(minutes=15)
    return OrderOpened(f"visit{number}:pay", "K03", bill or f"HD{number}", amount, code(number), "QR", begun, until)


def credit(
    reference: str,
    amount: int = PRICE,
    number: int | None = None,
    finding: Finding = Finding.EXACT,
    minutes: float = 1,
    account: str = ACCOUNT,
) -> CreditReceived:
    order_id = None if number is None else f"visit{number}:pay"
    when = at(minutes)
    return CreditReceived(
        "bank", reference, account, amount, when, order_id, "", "pay_code", PERIOD, finding=str(finding)
    )


def applied(reference: str, number: int, amount: int = PRICE, by: str = "", id: str = "") -> CreditApplied:
    name = id or f"auto:bank:{reference}"
    return CreditApplied(name, "bank", reference, f"HD{number}", amount, BillKind.FEE, "exact", PERIOD, by)


def taken_back(reference: str, number: int, amount: int = PRICE, why: str = "wrong bill") -> CreditTakenBack:
    name = f"auto:bank:{reference}"
    return CreditTakenBack(name, "bank", reference, f"HD{number}", amount, BillKind.FEE, PERIOD, "lan", why)


def handed(reference: str, reason: str) -> CreditHandedOver:
    return CreditHandedOver("bank", reference, reason)


def unconfirmed(reference: str, number: int, amount: int = PRICE) -> CreditUnconfirmed:
    return CreditUnconfirmed("bank", reference, ACCOUNT, amount, f"visit{number}:pay", at(1), at(1440))


def reversed_(reference: str, amount: int = PRICE) -> CreditReversed:
    return CreditReversed("bank", reference, amount, at(60), PERIOD)


def settled(reference: str, number: int, amount: int = PRICE, receipt: str = "") -> PaymentSettled:
    provider, _, rest = reference.rpartition(":")
    return PaymentSettled(
        f"visit{number}:pay", provider or "bank", rest, receipt or f"BL{number}", amount, f"HD{number}", period=PERIOD
    )


def posted(reference: str, number: int, amount: int = PRICE) -> DeliveryRequested:
    name = f"bank:{reference}"
    return DeliveryRequested(name, PaymentNotice(name, f"HD{number}", amount, at(1), code(number)))


def done(reference: str, number: int) -> DeliveryDone:
    return DeliveryDone(f"bank:{reference}", PaymentPosted(f"bank:{reference}", f"BL{number}"))


def refused(reference: str, why: str) -> DeliveryRefused:
    return DeliveryRefused(f"bank:{reference}", why)


def given_up(reference: str) -> DeliveryHandedOver:
    return DeliveryHandedOver(f"bank:{reference}", "no_answer")


def receipt(number: str, payment: str, bill: int, amount: int = PRICE, minutes: float = 2) -> ReceiptSeen:
    return ReceiptSeen(number, payment, f"HD{bill}", amount, at(minutes))


def receipt_gone(number: str, payment: str, bill: int, amount: int = PRICE) -> ReceiptGone:
    return ReceiptGone(number, payment, f"HD{bill}", amount, at(120))


def begun(payment: str, number: int, method: str = "cash", amount: int = PRICE) -> PaymentBegun:
    return PaymentBegun(payment, "S1", "Q1", f"HD{number}", BillKind.FEE, amount, method, "lan", at(3), terminal="T1")


def taken(payment: str, number: int, method: str = "cash", amount: int = PRICE) -> PaymentTaken:
    return PaymentTaken(
        payment, "S1", "Q1", f"HD{number}", BillKind.FEE, amount, method, f"PT-{payment}", "lan", at(4), terminal="T1"
    )


def unclear(payment: str) -> PaymentUnclear:
    return PaymentUnclear(payment, "no_answer", at(4))


def voided(payment: str, number: int, method: str = "cash", amount: int = PRICE) -> VoidDecided:
    return VoidDecided(
        payment, True, "S1", "Q1", f"HD{number}", BillKind.FEE, amount, method, "mai", at(9), terminal="T1"
    )


def refund(money: str, amount: int, source: str = "unallocated", bill: int = 0) -> RefundDecided:
    of_bill = f"HD{bill}" if bill else ""
    return RefundDecided("R1", True, amount, source, money, PERIOD, "mai", at(30), bill_id=of_bill)


def paid_out(amount: int, reference: str) -> RefundPaid:
    return RefundPaid("R1", amount, "transfer", "", "", PERIOD, "binh", at(40), ACCOUNT, reference)


def line(reference: str, amount: int = PRICE, minutes: float = 1, name: str = "") -> StatementLineBooked:
    found = name or f"fp-{reference}"
    return StatementLineBooked("F1", 1, found, ACCOUNT, amount, at(minutes), reference, PERIOD)


def matched(reference: str, amount: int = PRICE, money: str = "", fingerprint: str = "") -> LineMatched:
    known, found = money or f"bank:{reference}", fingerprint or f"fp-{reference}"
    provider = f"payouts:{ACCOUNT}" if known.startswith("payout:") else "bank"
    return LineMatched(f"m:{found}", found, known, ACCOUNT, provider, amount, "provider_id", "", PERIOD)


def statement(*lines: StatementLineBooked, days_later: int = 1, file: str = "F1") -> list[object]:
    """A whole file of the day, imported so many days after it."""
    first, last = at(-30), at(600)
    opened = StatementBegun(
        file, "sao ke", "any", "bank", ACCOUNT, len(lines), "binh", last + timedelta(days=days_later), first, last
    )
    return [opened, *lines, StatementFinished(file, len(lines), 0)]


def paid_day(number: int = 1, reference: str = "FT1") -> list[object]:
    """A payment that all three books agree on."""
    return [
        order(number),
        credit(reference, number=number),
        applied(reference, number),
        posted(reference, number),
        settled(reference, number),
        done(reference, number),
    ]


@dataclass
class Shown:
    """Books after a history, and what is open in them."""

    events: Sequence[object]
    books: Books = field(default_factory=Books)

    def __post_init__(self) -> None:
        for event in self.events:
            self.books.apply(event)
        self.list = OpenList(self.books)

    @property
    def rows(self) -> list[Difference]:
        return [item.difference for item in self.list.all() if not item.difference.settled]

    @property
    def found(self) -> list[tuple[str, str, int]]:
        """Pair, cause and amount of each open difference, sorted."""
        return sorted((str(row.pair), str(row.cause), row.amount) for row in self.rows)


def found(*events: object | list[object]) -> list[tuple[str, str, int]]:
    """What differs after these events."""
    flat = [one for event in events for one in (event if isinstance(event, list) else [event])]
    return Shown(flat).found
