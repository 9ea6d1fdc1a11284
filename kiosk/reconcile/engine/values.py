"""What the matching engine is given and what it answers, as plain values. Amounts are whole đồng, times carry zones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Payment:
    """Money that an order waits for, or that a book here knows.

    `provider_ref` is the provider's transaction id where it is known, `virtual_account` one made for this order alone.
    An empty `account` is not known and contradicts none. Money after `expires_at` is late; without one,
    `Settings.late_after` counts from the opening.
    """

    payment_id: str
    pay_code: str
    amount: int
    opened_at: datetime
    provider: str = ""
    provider_ref: str = ""
    account: str = ""
    virtual_account: str = ""
    station: str = ""
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One movement of a statement or a provider's list; `amount` below zero when money went out.

    `line_id` names it for ever (a fingerprint): two true twins have two. A `booked_at` of midnight sharp is a date
    without a time.
    """

    line_id: str
    account: str
    amount: int
    booked_at: datetime
    reference: str = ""
    memo: str = field(default="", repr=False)
    virtual_account: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of the HIS; without a `payment_id` it was made by hand there, for money that is not ours."""

    number: str
    payment_id: str
    amount: int
    paid_at: datetime
    bill_id: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the rules take for near, late and at the same time.

    `clocks_apart`: how far before its order money may be booked. `window`: how long after its order money without any
    name may be thought to be its own. `parts`: how many lines or payments a suggested sum has at most. `threads` and
    `memory_mib` bound the database that does the work.
    """

    prefix: str = "KM"
    clocks_apart: timedelta = timedelta(minutes=10)
    late_after: timedelta = timedelta(minutes=30)
    window: timedelta = timedelta(hours=2)
    parts: int = 3
    threads: int = 2
    memory_mib: int = 1024


class Rule(StrEnum):
    """Why a line is thought to be a payment's. The first four may be automatic, the others are suggestions only."""

    PROVIDER_ID = "provider_id"
    PAY_CODE = "pay_code"
    NEAR_CODE = "near_code"
    """The code is damaged: at most two single edits away (`nearness.distance`), and no other is as near."""
    VIRTUAL_ACCOUNT = "virtual_account"
    AMOUNT_TIME = "amount_time"
    """The only line of this amount in the payment's time, and the other way round."""
    ONE_TO_MANY = "one_to_many"
    """Several lines make one payment together."""
    MANY_TO_ONE = "many_to_one"
    """One line makes several payments together."""


class Between(StrEnum):
    """Which two books differ; the values are those of `kiosk.cashier.ports.Pair`."""

    KIOSK_HIS = "kiosk_his"
    KIOSK_BANK = "kiosk_bank"
    HIS_BANK = "his_bank"


class Kind(StrEnum):
    """How two books differ."""

    UNMATCHED_LINE = "unmatched_line"
    """Money that names nothing known."""
    UNMATCHED_PAYMENT = "unmatched_payment"
    """No line is for it, and none names it."""
    AMOUNT_DIFFERS = "amount_differs"
    """The line names the payment and brings another amount."""
    DUPLICATE = "duplicate"
    """The line names a payment that has its money already."""
    LATE = "late"
    """Matched, and booked after its order's time: told, but no difference."""
    REVERSED = "reversed"
    """The money came and was taken back."""
    OTHER_ACCOUNT = "other_account"
    """The line names the payment and came to another account than was asked for."""
    BEFORE_ORDER = "before_order"
    """Booked before the order it names was opened."""
    TWO_CODES = "two_codes"
    """The line names more than one payment."""
    UNSURE = "unsure"
    """The line names a payment, but another one may be meant (`detail` says why)."""
    HIS_MISSING = "his_missing"
    HIS_WITHOUT_MONEY = "his_without_money"
    HIS_AMOUNT = "his_amount"
    HIS_TWICE = "his_twice"

    @property
    def differs(self) -> bool:
        """Whether the books differ by it; being late is only told."""
        return self is not Kind.LATE


@dataclass(frozen=True, slots=True)
class Match:
    """This line is, or may be (`auto` False), this payment's. Rows of one suggested sum share a `group`."""

    payment_id: str
    line_id: str
    rule: Rule
    auto: bool
    evidence: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One pairwise difference. What it does not concern is empty; `amount` is by how much the two books differ."""

    between: Between
    kind: Kind
    payment_id: str
    line_id: str
    receipt: str
    amount: int
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """All of it, sorted by content, so that it does not depend on the order of the rows that were given.

    `counts` has `payments`, `lines`, `receipts`, `automatic`, `suggested`.
    """

    automatic: tuple[Match, ...]
    suggested: tuple[Match, ...]
    discrepancies: tuple[Discrepancy, ...]
    counts: Mapping[str, int]

    @property
    def differs(self) -> bool:
        """Whether any two books differ."""
        return any(discrepancy.kind.differs for discrepancy in self.discrepancies)
