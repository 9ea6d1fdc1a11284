"""One payment order: what was asked for, the credits that came, and the state that follows from both.

Nothing here is ever overwritten. A credit is a fact, an order is a fact, and the state of an order is computed from
its credits whenever somebody asks; money that is short, over, late or double stays money.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from kiosk.privacy import Basic


@dataclass(frozen=True, slots=True)
class MoneyEvent:
    """Something that happened to money, as the hub's journal keeps it."""

    version: ClassVar[int] = 1


class BillKind(StrEnum):
    """What a bill is for."""

    FEE = "fee"
    """The examination that was registered."""
    ADVANCE = "advance"
    """Tạm ứng: money on account, settled at the visit's end."""
    SERVICES = "services"
    """Ordered later in the visit."""
    BALANCE = "balance"
    """Left from an earlier visit."""


@dataclass(frozen=True, slots=True)
class OrderOpened(MoneyEvent):
    """A station asked for `amount` for one bill; `qr` is the VietQR text that carries `pay_code` as its purpose.

    `provider` is who tells of the money. `number` names the order at a provider that wants a whole number, 0 elsewhere.
    By `visit_code` the HIS is asked about the bill, where it is known. `beside` is what other money pays of the bill
    when the order is for the rest of it alone; then both together are posted.
    """

    order_id: str
    station_id: str
    bill_id: str
    amount: int
    pay_code: str
    qr: str
    opened_at: datetime
    expires_at: datetime
    kind: BillKind = BillKind.FEE
    provider: str = "bank"
    number: int = 0
    visit_code: Basic[str] = ""
    beside: int = 0

    @property
    def bill_amount(self) -> int:
        """What the whole bill was for when this order was opened, in đồng."""
        return self.amount + self.beside


@dataclass(frozen=True, slots=True)
class OrderAtProvider(MoneyEvent):
    """The provider holds the order under `reference`; `qr` is its own text, which is what the screen draws.

    `account` is the one made for this order alone, empty where several share one; `pay_code` what its QR carries.
    """

    order_id: str
    provider: str
    reference: str
    qr: str
    account: str = ""
    payee: str = ""
    pay_code: str = ""


@dataclass(frozen=True, slots=True)
class OrderRenumbered(MoneyEvent):
    """The order is made anew under this number: under the one before, the provider may hold one nobody can show."""

    order_id: str
    provider: str
    number: int


@dataclass(frozen=True, slots=True)
class OrderNotMade(MoneyEvent):
    """The provider holds no order that could be shown, for good; the patient pays at the desk. `reason` is a code."""

    order_id: str
    provider: str
    reason: str


@dataclass(frozen=True, slots=True)
class OrderDoubted(MoneyEvent):
    """The payer was debited and the provider itself wants a person to look (VNPAY 07); no money came so far."""

    order_id: str
    provider: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CreditReceived(MoneyEvent):
    """One incoming transfer of the provider's statement, with the order it names or None.

    `provider` and `reference` name it for ever. The memo is the payer's own text and may be erased; the money may not.
    `rule` is how the order was found (a `kiosk.money.match.Rule`). `period` is the station-day the money belongs to
    (`K03/2026-11-26`, `desk/…` without a station); when that one was closed already, `refers_to` names it and `period`
    is the day that was open. `finding` is what it was seen to be when it came. `bank_reference` is what the bank's own
    statement calls it, where `reference` is the provider's; `virtual_account` where it came to, if not to `account`.
    """

    provider: str
    reference: str
    account: str
    amount: int
    booked_at: datetime
    order_id: str | None
    memo: Basic[str] = ""
    rule: str = ""
    period: str = ""
    refers_to: str = ""
    finding: str = ""
    bank_reference: str = ""
    virtual_account: str = ""


@dataclass(frozen=True, slots=True)
class CreditReversed(MoneyEvent):
    """The provider took `amount` of the credit back; it stays on record, and what it paid is owed again.

    It may be told before the credit. `account` is where the money had come to.
    """

    provider: str
    reference: str
    amount: int
    at: datetime
    period: str = ""
    account: str = ""


@dataclass(frozen=True, slots=True)
class CreditApplied(MoneyEvent):
    """`amount` of a credit pays `bill_id`: by rule (`by` is empty), or because a named person said so.

    A credit is applied whole or in parts, never beyond what it brought.
    """

    application_id: str
    provider: str
    reference: str
    bill_id: str
    amount: int
    kind: BillKind
    rule: str
    period: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class CreditTakenBack(MoneyEvent):
    """An application is undone, with a reason; the credit is nobody's again."""

    application_id: str
    provider: str
    reference: str
    bill_id: str
    amount: int
    kind: BillKind
    period: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class CreditHandedOver(MoneyEvent):
    """This credit is a cashier's work now: a `Finding`, or the HIS's own code after `his_`."""

    provider: str
    reference: str
    reason: str


@dataclass(frozen=True, slots=True)
class CreditUnconfirmed(MoneyEvent):
    """A webhook told of this money at `told_at`, and neither the provider's answer nor its list showed it in time.

    It is no credit and pays nothing; a person asks the provider. `order_id` is the order it names, None for none.
    """

    provider: str
    reference: str
    account: str
    amount: int
    order_id: str | None
    told_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class PaymentSettled(MoneyEvent):
    """The HIS has receipted this credit for the order's bill."""

    order_id: str
    provider: str
    reference: str
    receipt_number: str
    amount: int = 0
    bill_id: str = ""
    kind: BillKind = BillKind.FEE
    period: str = ""


@dataclass(frozen=True, slots=True)
class BankCursorMoved(MoneyEvent):
    """Everything the feed of `provider` lists up to `cursor` is in the journal."""

    cursor: str
    provider: str = "bank"


@dataclass(frozen=True, slots=True)
class StationDayClosed(MoneyEvent):
    """The books of a station-day are closed by a named person; money for it that comes later posts to the open day."""

    period: str
    by: str
    at: datetime


class State(StrEnum):
    """What an order's credits amount to."""

    CREATED = "created"
    EXACT = "exact"
    LATE = "late"
    """One credit, exact, after the order's time: it still pays the bill."""
    UNDER = "under"
    OVER = "over"
    IN_PARTS = "in_parts"
    """Several credits that make the sum together."""
    DUPLICATE = "duplicate"
    """Paid, and then more came."""


class Finding(StrEnum):
    """What one credit is, seen when it arrives. The first two are posted to the HIS, the others go to the cashier."""

    EXACT = "exact"
    LATE = "late"
    UNDER = "under"
    OVER = "over"
    SECOND = "second"
    """The order already has a credit."""
    BILL_TAKEN = "bill_taken"
    """The bill is already being paid by another order's credit."""
    NO_CODE = "no_code"
    UNKNOWN_CODE = "unknown_code"
    BEFORE_ORDER = "before_order"
    """Booked before the order with its code was opened, so meant for something else."""
    OTHER_ACCOUNT = "other_account"
    SAME_REFERENCE = "same_reference"
    """Other money came under a reference that is already taken: another amount or day, or for another order."""
    REVERSED = "reversed"
    """The provider took it back, at least in part."""

    @property
    def pays(self) -> bool:
        """Whether this credit settles its bill without a person."""
        return self in (Finding.EXACT, Finding.LATE)


@dataclass(frozen=True, slots=True)
class Order:
    """An order and all its credits in the order they arrived; `number` is the one it has at its provider now."""

    opened: OrderOpened
    credits: tuple[CreditReceived, ...] = ()
    settled: PaymentSettled | None = None
    made: OrderAtProvider | None = None
    not_made: OrderNotMade | None = None
    doubted: OrderDoubted | None = None
    number: int = 0
    gone: tuple[str, ...] = ()
    """The names of its credits that the provider took back."""

    @property
    def standing(self) -> tuple[CreditReceived, ...]:
        """Its credits without those the provider took back."""
        if not self.gone:
            return self.credits
        return tuple(item for item in self.credits if credit_id(item.provider, item.reference) not in self.gone)

    @property
    def qr(self) -> str:
        """What the screen draws: the provider's own text once it holds the order; empty while there is none."""
        return self.made.qr if self.made else self.opened.qr

    @property
    def received(self) -> int:
        """The sum of the order's verified credits that stand, in đồng."""
        return sum(credit.amount for credit in self.standing)

    @property
    def state(self) -> State:
        """The state that follows from the credits, and from nothing else."""
        due = self.opened.amount
        match self.standing:
            case ():
                return State.CREATED
            case (only,) if only.amount == due:
                return State.LATE if self.late(only) else State.EXACT
            case (first, _, *_) if first.amount == due:
                return State.DUPLICATE
        if self.received == due:
            return State.IN_PARTS
        return State.UNDER if self.received < due else State.OVER

    def late(self, credit: CreditReceived) -> bool:
        """Whether a credit was booked after the order's time was over."""
        return credit.booked_at > self.opened.expires_at

    def find(self, credit: CreditReceived) -> Finding:
        """What a credit for this order is, before it is added."""
        return self.find_amount(credit.amount, credit.booked_at)

    def find_amount(self, amount: int, booked_at: datetime) -> Finding:
        """What a credit of `amount` đồng booked then is."""
        if self.standing:
            return Finding.SECOND
        if amount != self.opened.amount:
            return Finding.UNDER if amount < self.opened.amount else Finding.OVER
        return Finding.LATE if booked_at > self.opened.expires_at else Finding.EXACT

    def with_credit(self, credit: CreditReceived) -> Order:
        """The order once a credit has been added."""
        return replace(self, credits=(*self.credits, credit))


REST = "rest"
"""The rule of what a person applied to a bill by taking the rest of it at a counter."""


def credit_id(provider: str, reference: str) -> str:
    """The one name of a credit, at the bank, here and in the HIS (`PaymentNotice.id`)."""
    return f"{provider}:{reference}"
