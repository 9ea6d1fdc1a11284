"""What the books know of one money, one receipt, one statement line, one order; filled by `Books`, in any order.

A record is made by whichever book names it first: the HIS may list a receipt before the hub hears of the money.
Amounts are whole đồng.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from kiosk.cashier.ports import StoryStep
from kiosk.money.order import BillKind, CreditUnconfirmed, OrderOpened
from kiosk.reconcile.events import LineMatched, StatementLineBooked


class MoneyKind(StrEnum):
    """As what money came, or went."""

    UNKNOWN = "unknown"
    """Only the HIS or a match names it so far."""
    CREDIT = "credit"
    CASH = "cash"
    CARD = "card"
    PAYOUT = "payout"
    """A refund transferred at the bank; its amount is below zero."""


@dataclass(slots=True)
class Applied:
    """What of a money pays a bill. `by` is empty for a rule's own."""

    id: str
    bill_id: str
    amount: int
    kind: BillKind
    rule: str
    by: str
    undone: bool = False


@dataclass(slots=True)
class Money:
    """One money under its one name (`bank:FT1`, `cash:<payment>`, `card:<payment>`, `payout:<refund>`)."""

    name: str
    kind: MoneyKind = MoneyKind.UNKNOWN
    amount: int = 0
    at: datetime | None = None
    account: str = ""
    virtual_account: str = ""
    provider: str = ""
    reference: str = ""
    base: str = ""
    """What the bank's statement calls it; a second amount under one reference has a name of its own here."""
    order_id: str = ""
    bill_id: str = ""
    place: str = ""
    period: str = ""
    refers_to: str = ""
    finding: str = ""
    reason: str = ""
    """Why it was handed to a person last."""
    refused: str = ""
    """The HIS's code, when it said no to the posting."""
    posted_as: str = ""
    """The posting's own name: `bank:FT1`, or `bank:FT1~2` for a second bill."""
    posting: bool = False
    """The HIS was told and owes its answer."""
    given_up: str = ""
    """Why nobody can say whether the HIS took it."""
    taken: int = 0
    """At a counter: what pays the bill at once; 0 again when voided."""
    voided: bool = False
    begun: int = 0
    """At a counter: what was asked for, before it is known to be there."""
    unclear: str = ""
    unconfirmed: CreditUnconfirmed | None = None
    """A webhook told of it, and nobody else."""
    slip: str = ""
    reversed: int = 0
    given_back: int = 0
    """Approved refunds of what paid nothing."""
    back: dict[str, int] = field(default_factory=dict)
    """Approved refunds of what had paid a bill, by bill."""
    applied: dict[str, Applied] = field(default_factory=dict)
    receipts: list[str] = field(default_factory=list)
    matches: dict[str, LineMatched] = field(default_factory=dict)
    steps: list[StoryStep] = field(default_factory=list)

    @property
    def known(self) -> bool:
        """Whether the kiosk's own book has it."""
        return self.kind is not MoneyKind.UNKNOWN

    @property
    def pays(self) -> int:
        """What pays bills now."""
        return self.taken + sum(item.amount for item in self.applied.values() if not item.undone)

    def pays_of(self, bill_id: str) -> int:
        """What pays one bill now, before refunds."""
        counter = self.taken if self.bill_id == bill_id else 0
        applied = (item.amount for item in self.applied.values() if item.bill_id == bill_id and not item.undone)
        return counter + sum(applied)

    def stays_with(self, bill_id: str) -> int:
        """What pays one bill now and was not promised back."""
        return max(0, self.pays_of(bill_id) - self.back.get(bill_id, 0))

    @property
    def paid_back(self) -> int:
        """Approved refunds of what had paid bills."""
        return sum(self.back.values())

    @property
    def refundable(self) -> int:
        """What can be asked back at once: what pays nothing, else what pays bills and was not promised back."""
        bills = {self.bill_id, *(item.bill_id for item in self.applied.values())}
        return self.left if self.left > 0 else sum(self.stays_with(bill_id) for bill_id in bills)

    @property
    def left(self) -> int:
        """What came and pays nothing, and was neither taken back nor promised back."""
        if self.kind is not MoneyKind.CREDIT:
            return 0
        spent = sum(max(0, amount - self.pays_of(bill_id)) for bill_id, amount in self.back.items())
        left = self.amount - self.reversed - self.given_back - self.pays
        return min(left, max(0, left - spent))

    @property
    def told(self) -> int:
        """What the bank ought to show of it."""
        return self.amount - self.reversed

    @property
    def matched(self) -> int:
        """What statement lines show of it."""
        return sum(match.amount for match in self.matches.values())

    def fits(self, line: Line) -> bool:
        """Whether the line is of an account this money came to."""
        there = {line.booked.account, line.booked.virtual_account} - {""}
        return bool(there & {self.account, self.virtual_account})

    @property
    def by_rule(self) -> bool:
        """Whether a rule, and no person, found its bill."""
        standing = [item for item in self.applied.values() if not item.undone]
        return bool(standing) and not any(item.by for item in standing)


@dataclass(slots=True)
class Receipt:
    """One receipt of the HIS: as it answered a posting, as its list shows it, or both."""

    number: str
    money: str = ""
    bill_id: str = ""
    settled: int | None = None
    booked: int = 0
    """What the ledger holds of it."""
    undone: int = 0
    """What the ledger held of it before the HIS voided it."""
    kind: BillKind = BillKind.FEE
    seen: int | None = None
    at: datetime | None = None
    day: date | None = None
    """On whose day's list it stands."""
    gone: bool = False

    @property
    def amount(self) -> int:
        """What the HIS holds under this number: its list outweighs its answer."""
        if self.gone:
            return 0
        return self.seen if self.seen is not None else self.settled or 0


@dataclass(slots=True)
class Line:
    """One statement line, and what it was found to be."""

    booked: StatementLineBooked
    provider: str = ""
    matches: dict[str, LineMatched] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """What of it is no known money."""
        return self.booked.amount - sum(match.amount for match in self.matches.values())


@dataclass(slots=True)
class Asked:
    """An order, the credits that name it, and the desk that asked for it if it was no station."""

    opened: OrderOpened
    credits: list[str] = field(default_factory=list)
    desk: str = ""
    steps: list[StoryStep] = field(default_factory=list)

    @property
    def place(self) -> str:
        """The desk or the station that asked."""
        return self.desk or self.opened.station_id
