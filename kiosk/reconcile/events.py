"""What happens to statements, receipts and matches, as the hub's journal keeps it. Nothing here is ever deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from kiosk.money.order import BillKind
from kiosk.privacy import Basic


@dataclass(frozen=True, slots=True)
class ReconcileEvent:
    """Something that happened between the books."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class StatementBegun(ReconcileEvent):
    """A file is being imported; `file_sha256` names it for ever, `layout` the mapping it was read with.

    `first` and `last` are the booking times of its lines: what it covers once it is in whole.
    """

    file_sha256: str
    name: str
    layout: str
    provider: str
    account: str
    lines: int
    by: str
    at: datetime
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class StatementLineBooked(ReconcileEvent):
    """One line of a statement, the first time any file showed it. `amount` below zero when money went out."""

    file_sha256: str
    ordinal: int
    fingerprint: str
    account: str
    amount: int
    booked_at: datetime
    reference: str
    period: str
    memo: Basic[str] = ""
    virtual_account: str = ""


@dataclass(frozen=True, slots=True)
class StatementFinished(ReconcileEvent):
    """Every line of the file is in the journal: `new` of them for the first time."""

    file_sha256: str
    new: int
    known: int


@dataclass(frozen=True, slots=True)
class ReceiptSeen(ReconcileEvent):
    """A receipt the HIS lists for `day`; `payment_id` is empty for money taken by hand there.

    Its money may have been paid on another day. `again` is what the ledger had undone of it when it was gone, in đồng,
    and holds again now, for a bill of this `kind`, in `period`.
    """

    number: str
    payment_id: str
    bill_id: str
    amount: int
    paid_at: datetime
    day: date | None = None
    again: int = 0
    kind: BillKind = BillKind.FEE
    period: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptGone(ReconcileEvent):
    """A receipt that the HIS listed for a day before, and lists no longer: it was voided there.

    `posted` is what the ledger holds of it, in đồng, for a bill of this `kind`: that goes back, in `period`. None from
    an early release: its whole amount, if a payment of ours is named.
    """

    number: str
    payment_id: str
    bill_id: str
    amount: int
    at: datetime
    posted: int | None = None
    kind: BillKind = BillKind.FEE
    period: str = ""

    @property
    def undone(self) -> int:
        """What the ledger holds of it no more, in đồng."""
        if self.posted is not None:
            return self.posted
        return self.amount if self.payment_id else 0


@dataclass(frozen=True, slots=True)
class ReceiptsRead(ReconcileEvent):
    """The HIS's receipts of a day were read whole."""

    day: date
    count: int
    at: datetime


@dataclass(frozen=True, slots=True)
class LineMatched(ReconcileEvent):
    """A statement line is this known money: `money` is a credit's or a payout's id (`bank:FT…`).

    `rule` and `evidence` say why; `by` is empty for a rule's own match. `account` and `provider` are where the money
    moves in the ledger, `amount` as the line has it.
    """

    match_id: str
    fingerprint: str
    money: str
    account: str
    provider: str
    amount: int
    rule: str
    evidence: str
    period: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class LineUnmatched(ReconcileEvent):
    """A match is undone; both sides are open again and the match stays on record."""

    match_id: str
    fingerprint: str
    money: str
    account: str
    provider: str
    amount: int
    period: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Share:
    """`amount` đồng of a money are for this order's bill."""

    money: str
    order_id: str
    amount: int


@dataclass(frozen=True, slots=True)
class MatchDecided(ReconcileEvent):
    """A named person says that these moneys pay these orders, and why; what is applied follows as events of its own.

    The applications are named after it, one for each share: `<match_id>/1`, `<match_id>/2`…
    """

    match_id: str
    money: tuple[str, ...]
    orders: tuple[str, ...]
    by: str
    at: datetime
    why: Basic[str] = ""
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class DifferenceTaken(ReconcileEvent):
    """A named person owns this difference now."""

    key: str
    owner: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DifferenceSettled(ReconcileEvent):
    """A named person says how it was settled outside (`how` is a code); it leaves the open list and stays on record."""

    key: str
    how: str
    note: Basic[str]
    by: str
    at: datetime
