"""What a desk's window shows of shifts, bills, payments, slips and refunds, as plain values. Amounts are whole đồng."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.cashier.events import Counts
from kiosk.money.order import BillKind

DENOMINATIONS = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200)
"""Banknotes in circulation that a drawer is counted by, in đồng; fees are not round, so the small ones count too."""


class Role(StrEnum):
    """What a named user may do."""

    CASHIER = "cashier"
    """Takes money, holds a shift, owns differences, asks for refunds and voids."""
    SUPERVISOR = "supervisor"
    """Also approves refunds and voids of others and closes days."""
    ACCOUNTANT = "accountant"
    """Imports statements, matches, settles, exports; holds no cash."""
    RECEPTION = "reception"
    """Helps patients at the stations, and takes a visit over there; nothing of the desks is theirs."""
    IT = "it"
    """Watches and mends the fleet in the console; no money, no desk."""
    MANAGER = "manager"
    """Reads the console's overview and how well the stations serve."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, where, until when; `token` is sent with every further call."""

    user: str
    full_name: str
    desk: str
    roles: tuple[Role, ...]
    expires_at: datetime
    token: str = field(repr=False)
    change_pin: bool = False
    users: tuple[str, ...] = ()
    """Whom work and shifts can be handed to."""
    names: tuple[tuple[str, str], ...] = ()
    """The full name of everybody who ever signed in here, by user: people are never shown as users."""
    desks: tuple[tuple[str, str], ...] = ()
    """What people call each desk, by its id."""
    hospital: str = ""
    """As it stands at the head of a paper."""


@dataclass(frozen=True, slots=True)
class Bill:
    """Something owed, as the HIS knows it. `state` is `open`, `paid` or `unknown` (the HIS does not answer now).

    `paid` is what there is for it already: by the HIS's word, and what transfers brought that was less than is owed
    (`received`). Exactly due - paid is to be taken; a counter payment of that and the transfers pay the bill together.
    """

    bill_id: str
    visit_code: str
    kind: BillKind
    title: str
    due: int
    paid: int
    state: str
    station: str = ""
    pay_code: str = ""
    story: str = ""
    received: int = 0

    @property
    def rest(self) -> int:
        """What is to be taken for it now, in đồng."""
        return self.due - self.paid


@dataclass(frozen=True, slots=True)
class Buyer:
    """For whom an invoice is wanted; kept, and left to the HIS or the e-invoice provider to issue."""

    name: str
    tax_code: str = ""
    address: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Terminal:
    """A card terminal and whether it answers."""

    name: str
    ready: bool


@dataclass(frozen=True, slots=True)
class CounterPayment:
    """A payment at the counter. `state` is `waiting`, `taken`, `failed`, `unclear`, `void_asked` or `voided`.

    `receipt_number` is the HIS's, empty until it has answered; `his` says how that stands (`waiting`, `done`, or the
    code of its refusal). `qr` is the VietQR text to show while a transfer is waited for.
    """

    payment_id: str
    bill_id: str
    kind: BillKind
    amount: int
    method: str
    state: str
    at: datetime
    change: int = 0
    slip: str = ""
    receipt_number: str = ""
    his: str = ""
    reason: str = ""
    qr: str = ""
    pay_code: str = ""
    terminal: str = ""
    user: str = ""
    beside: int = 0
    """What earlier transfers pay of the bill; `amount` is the rest of it."""


@dataclass(frozen=True, slots=True)
class VoidWaiting:
    """A void that was asked for and waits for a supervisor: the payment, at which desk, who asked and why."""

    payment: CounterPayment
    desk: str
    asked_by: str
    asked_at: datetime
    reason: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Slip:
    """A phiếu thu or phiếu tạm ứng as it is printed: a slip, never an invoice."""

    title: str
    hospital: str
    number: str
    receipt_number: str
    at: datetime
    desk: str
    cashier: str
    payer: str = field(repr=False)
    what: str
    amount: int
    in_words: str
    method: str
    tendered: int = 0
    change: int = 0
    bill_id: str = ""
    copy: int = 0
    buyer: Buyer | None = field(default=None, repr=False)
    received: int = 0
    """What came by transfer before and pays the bill together with `amount`."""


@dataclass(frozen=True, slots=True)
class Refund:
    """A request for money back. `state` is `asked`, `approved`, `refused` or `paid`."""

    refund_id: str
    money: str
    bill_id: str
    amount: int
    reason: str
    state: str
    asked_by: str
    asked_at: datetime
    decided_by: str = ""
    paid_by: str = ""
    method: str = ""
    reference: str = ""
    note: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class MethodSum:
    """What a shift took by one method."""

    method: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class CashBook:
    """A drawer's book: float + taken − refunded − dropped = expected, and the count against it."""

    float_amount: int
    taken_count: int
    taken: int
    refunded_count: int
    refunded: int
    dropped_count: int
    dropped: int
    expected: int
    counted: int | None
    difference: int | None


@dataclass(frozen=True, slots=True)
class ShiftView:
    """A shift as its desk sees it. `state` is `open`, `counted`, `handed_over` (waits for its receiver) or `closed`.

    `book` is None until the blind count is locked. `waiting` lists what stands in the way of closing or goes on to the
    next shift: (code, how many), codes `payments_open`, `voids_waiting`, `refunds_waiting`, `differences_open`.
    """

    shift_id: str
    desk: str
    user: str
    opened_at: datetime
    state: str
    float_amount: int
    counts: Counts
    counted_at: datetime | None
    book: CashBook | None
    sums: tuple[MethodSum, ...]
    waiting: tuple[tuple[str, int], ...]
    next_z: str
    handed_to: str = ""


@dataclass(frozen=True, slots=True)
class ShiftReport:
    """An X or a Z report: one computation; numbered (`z_number`) and immutable once the shift is closed."""

    z_number: str
    shift_id: str
    desk: str
    user: str
    opened_at: datetime
    closed_at: datetime | None
    made_at: datetime
    sums: tuple[MethodSum, ...]
    voided: tuple[MethodSum, ...]
    book: CashBook | None
    counts: Counts
    reason: str = ""
    note: str = ""
    handed_to: str = ""
    first_slip: str = ""
    last_slip: str = ""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A Z report in a list."""

    z_number: str
    desk: str
    user: str
    opened_at: datetime
    closed_at: datetime
    total: int
    difference: int
