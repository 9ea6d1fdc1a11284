"""What happens at a cashier's desk, as the hub's journal keeps it. Every one names who did it and when.

Amounts are whole đồng. `counts` lists banknotes as (denomination, pieces).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kiosk.money.order import BillKind
from kiosk.privacy import Basic

Counts = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """Something that happened at a desk."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class ShiftOpened(DeskEvent):
    """A shift at a desk begins with a float. `taken_from` is the shift it was handed over from, else the safe's."""

    shift_id: str
    desk: str
    user: str
    counts: Counts
    amount: int
    at: datetime
    taken_from: str = ""


@dataclass(frozen=True, slots=True)
class CashDropped(DeskEvent):
    """Cash left the drawer for the treasurer's safe (nộp thủ quỹ), with the treasurer's slip number."""

    drop_id: str
    shift_id: str
    desk: str
    amount: int
    slip: str
    user: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ShiftCounted(DeskEvent):
    """The blind count: made before the book was shown, and locked."""

    shift_id: str
    user: str
    counts: Counts
    amount: int
    at: datetime


@dataclass(frozen=True, slots=True)
class ShiftClosed(DeskEvent):
    """Closed with Z report `z_number`. `difference` = counted − expected: below zero is a shortage, above an excess.

    `handed_to` is who must accept what stays in the drawer, empty when it all went to the safe.
    """

    shift_id: str
    desk: str
    z_number: str
    expected: int
    counted: int
    difference: int
    reason: str
    user: str
    at: datetime
    handed_to: str = ""
    note: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class HandoverAccepted(DeskEvent):
    """The receiver counted what was handed over and took it, with an own PIN; `ShiftOpened` follows with it."""

    shift_id: str
    desk: str
    user: str
    counts: Counts
    amount: int
    difference: int
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentBegun(DeskEvent):
    """A payment at the counter, its id committed before anything is asked of terminal, bank or HIS.

    `method` is `cash`, `card` or `qr`. The buyer's data are kept when an invoice was asked for.
    `beside` is what earlier transfers pay of the bill, when this payment is for exactly the rest of it.
    """

    payment_id: str
    shift_id: str
    desk: str
    bill_id: str
    kind: BillKind
    amount: int
    method: str
    user: str
    at: datetime
    terminal: str = ""
    order_id: str = ""
    payer: Basic[str] = ""
    buyer: Basic[str] = ""
    buyer_tax_code: Basic[str] = ""
    buyer_address: Basic[str] = ""
    buyer_email: Basic[str] = ""
    beside: int = 0


@dataclass(frozen=True, slots=True)
class PaymentTaken(DeskEvent):
    """The money is there: cash by a named cashier, a card by the terminal's word under our id.

    `slip` numbers the phiếu thu of its desk. `reference` is the terminal's own, `beside` as when it was begun.
    """

    payment_id: str
    shift_id: str
    desk: str
    bill_id: str
    kind: BillKind
    amount: int
    method: str
    slip: str
    user: str
    at: datetime
    tendered: int = 0
    terminal: str = ""
    reference: str = ""
    beside: int = 0


@dataclass(frozen=True, slots=True)
class PaymentFailed(DeskEvent):
    """No money moved, for certain; `reason` is a code."""

    payment_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentUnclear(DeskEvent):
    """Nobody can say yet whether the card was charged; it is asked by our id until it is known."""

    payment_id: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SlipPrinted(DeskEvent):
    """A slip went to the printer; a copy says so on itself."""

    payment_id: str
    copy: int
    user: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RefundAsked(DeskEvent):
    """Someone asks to give money back. `money` is the credit (`bank:FT…`) or the payment it came as.

    `source` is the ledger account it is taken from (`unallocated`, `receivable`, `advances`).
    """

    refund_id: str
    money: str
    bill_id: str
    amount: int
    reason: str
    source: str
    user: str
    at: datetime
    note: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class RefundDecided(DeskEvent):
    """Another person than the asker approves or refuses it. `period` is what the entry posts to.

    `bill_id` is the bill whose money goes back, empty for money that paid none.
    """

    refund_id: str
    approved: bool
    amount: int
    source: str
    money: str
    period: str
    user: str
    at: datetime
    why: Basic[str] = ""
    bill_id: str = ""


@dataclass(frozen=True, slots=True)
class RefundPaid(DeskEvent):
    """Paid out by a named person: `cash` from a shift's drawer, or a `transfer` made at the bank with its reference.

    Whoever approved does not pay.
    """

    refund_id: str
    amount: int
    method: str
    desk: str
    shift_id: str
    period: str
    user: str
    at: datetime
    account: str = ""
    reference: str = ""
    slip: str = ""
    """The number of the phiếu chi."""


@dataclass(frozen=True, slots=True)
class VoidAsked(DeskEvent):
    """A counter payment of an open shift was a mistake; it stays on record."""

    payment_id: str
    reason: str
    user: str
    at: datetime
    note: Basic[str] = ""


@dataclass(frozen=True, slots=True)
class VoidDecided(DeskEvent):
    """Another person than the asker decides; an approved void posts the payment backwards in its open shift."""

    payment_id: str
    approved: bool
    shift_id: str
    desk: str
    bill_id: str
    kind: BillKind
    amount: int
    method: str
    user: str
    at: datetime
    terminal: str = ""


@dataclass(frozen=True, slots=True)
class VoidReversing(DeskEvent):
    """Before a card terminal is told to give a charge back, under `reversal_id`; from here on nobody may say no."""

    payment_id: str
    reversal_id: str
    user: str
    at: datetime
