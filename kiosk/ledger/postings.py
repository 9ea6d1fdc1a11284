"""What each event of money, desks and reconciliation posts to the ledger: a pure function, one exhaustive match.

The entries of an event sum to zero. An event's class either posts here or is named among those that move no money;
a class that is neither raises, so that a new one cannot be forgotten.
"""

from __future__ import annotations

from kiosk.cashier.events import (
    CashDropped,
    DeskEvent,
    HandoverAccepted,
    PaymentBegun,
    PaymentFailed,
    PaymentTaken,
    PaymentUnclear,
    RefundAsked,
    RefundDecided,
    RefundPaid,
    ShiftClosed,
    ShiftCounted,
    ShiftOpened,
    SlipPrinted,
    VoidAsked,
    VoidDecided,
    VoidReversing,
)
from kiosk.cashier.user_events import UserEvent
from kiosk.ledger.entries import (
    ADVANCES,
    EXCESS,
    HIS,
    RECEIVABLE,
    REFUNDS,
    SAFE,
    SHORTAGE,
    UNALLOCATED,
    UNMATCHED,
    Entry,
    bank,
    cash,
    clearing,
)
from kiosk.money.order import (
    BankCursorMoved,
    BillKind,
    CreditApplied,
    CreditHandedOver,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    CreditUnconfirmed,
    MoneyEvent,
    OrderAtProvider,
    OrderDoubted,
    OrderNotMade,
    OrderOpened,
    OrderRenumbered,
    PaymentSettled,
    StationDayClosed,
    credit_id,
)
from kiosk.reconcile.events import (
    DifferenceSettled,
    DifferenceTaken,
    LineMatched,
    LineUnmatched,
    MatchDecided,
    ReceiptGone,
    ReceiptSeen,
    ReceiptsRead,
    ReconcileEvent,
    StatementBegun,
    StatementFinished,
    StatementLineBooked,
)

ROOTS: tuple[type, ...] = (MoneyEvent, DeskEvent, ReconcileEvent)
"""The roots of the events this module knows; of any other event it is not asked."""

MOVES_NO_MONEY: frozenset[type] = frozenset(
    {
        OrderOpened,
        OrderAtProvider,
        OrderRenumbered,
        OrderNotMade,
        OrderDoubted,
        CreditHandedOver,
        CreditUnconfirmed,
        BankCursorMoved,
        StationDayClosed,
        ShiftCounted,
        PaymentBegun,
        PaymentFailed,
        PaymentUnclear,
        SlipPrinted,
        RefundAsked,
        VoidAsked,
        VoidReversing,
        StatementBegun,
        StatementFinished,
        MatchDecided,
        ReceiptsRead,
        DifferenceTaken,
        DifferenceSettled,
    }
)
"""Facts about money that move none."""


class Unposted(TypeError):
    """This class of event neither posts nor is it known to move no money; `postings` must learn it."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the ledger does not know what {kind} posts; add it to kiosk.ledger.postings")
        self.kind = kind


def postings(event: object) -> tuple[Entry, ...]:
    """The entries of one event, in their order; empty when it moves no money.

    `Entry.period` is empty where the event, written by an early release, names none: the ledger then takes the day.

    :raises Unposted: for an event of another class.
    """
    match event:
        case CreditReceived(provider=provider, amount=amount, period=period, refers_to=about):
            name = credit_id(provider, event.reference)
            return _move(clearing(provider), UNALLOCATED, amount, period, name, about)
        case CreditReversed(provider=provider, amount=amount, period=period):
            return _move(UNALLOCATED, clearing(provider), amount, period, credit_id(provider, event.reference))
        case CreditApplied(provider=provider, amount=amount, kind=kind, period=period):
            return _move(UNALLOCATED, owed(kind), amount, period, credit_id(provider, event.reference))
        case CreditTakenBack(provider=provider, amount=amount, kind=kind, period=period):
            return _move(owed(kind), UNALLOCATED, amount, period, credit_id(provider, event.reference))
        case PaymentSettled(provider=provider, amount=amount, kind=kind, period=period):
            return _move(owed(kind), HIS, amount, period, credit_id(provider, event.reference))
        case ReceiptGone(kind=kind, period=period):
            return _move(HIS, owed(kind), event.undone, period, event.payment_id)
        case ReceiptSeen(kind=kind, period=period):
            return _move(owed(kind), HIS, event.again, period, event.payment_id)
        case ShiftOpened(taken_from=""):
            return _move(cash(event.desk), SAFE, event.amount, event.shift_id, event.shift_id)
        case ShiftOpened():
            # Taken over with the drawer: the cash stayed where it was.
            return ()
        case CashDropped():
            return _move(SAFE, cash(event.desk), event.amount, event.shift_id, event.slip)
        case ShiftClosed():
            entries = _counted(event.desk, event.difference, event.shift_id, event.z_number)
            if event.handed_to:
                return entries
            return entries + _move(SAFE, cash(event.desk), event.counted, event.shift_id, event.z_number)
        case HandoverAccepted():
            period = handover(event.shift_id)
            return _counted(event.desk, event.difference, period, event.shift_id, event.shift_id)
        case PaymentTaken():
            source = held_by(event.method, event.desk, event.terminal)
            return _move(source, owed(event.kind), event.amount, event.shift_id, _paid(event)) if source else ()
        case VoidDecided(approved=True):
            source = held_by(event.method, event.desk, event.terminal)
            return _move(owed(event.kind), source, event.amount, event.shift_id, _paid(event)) if source else ()
        case VoidDecided():
            return ()
        case RefundDecided(approved=True):
            return _move(event.source, REFUNDS, event.amount, event.period, event.refund_id)
        case RefundDecided():
            return ()
        case RefundPaid(method="cash"):
            return _move(REFUNDS, cash(event.desk), event.amount, event.period or event.shift_id, event.refund_id)
        case RefundPaid():
            return _move(REFUNDS, clearing(payouts(event.account)), event.amount, event.period, event.refund_id)
        case StatementLineBooked():
            return _move(bank(event.account), UNMATCHED, event.amount, event.period, event.fingerprint)
        case LineMatched(provider=provider, amount=amount, period=period):
            return _move(UNMATCHED, clearing(provider), amount, period, event.match_id)
        case LineUnmatched(provider=provider, amount=amount, period=period):
            return _move(clearing(provider), UNMATCHED, amount, period, event.match_id)
        case UserEvent():
            return ()
        case _ if type(event) in MOVES_NO_MONEY:
            return ()
        case _:
            raise Unposted(type(event).__name__)


def closes(event: object) -> str | None:
    """The period that takes no more entries once this event's own are posted, None when it closes none."""
    match event:
        case StationDayClosed(period=period) | ShiftClosed(shift_id=period):
            return period
        case HandoverAccepted(shift_id=shift_id):
            return handover(shift_id)
        case _:
            return None


def owed(kind: BillKind) -> str:
    """The account a bill of this kind is settled through."""
    return ADVANCES if kind is BillKind.ADVANCE else RECEIVABLE


def payouts(account: str) -> str:
    """The provider that money paid out of this account goes through, until the bank's line is matched with it."""
    return f"payouts:{account}"


def handover(shift_id: str) -> str:
    """The period of what the receiver of a handed-over drawer finds: it belongs to neither of the two shifts."""
    return f"handover/{shift_id}"


def held_by(method: str, desk: str, terminal: str) -> str | None:
    """Where a counter payment's money lies. None by QR: its money is a credit, which posts for itself."""
    match method:
        case "cash":
            return cash(desk)
        case "card":
            return clearing(f"card:{terminal}")
        case "qr":
            return None
        case _:
            raise ValueError(f"no counter payment is made by {method!r}")


def _paid(event: PaymentTaken | VoidDecided) -> str:
    return f"{event.method}:{event.payment_id}"


def _counted(desk: str, difference: int, period: str, reference: str, about: str = "") -> tuple[Entry, ...]:
    """A count that differs from the book: less is a shortage, more an excess, each by name."""
    if difference < 0:
        return _move(SHORTAGE, cash(desk), -difference, period, reference, about)
    return _move(cash(desk), EXCESS, difference, period, reference, about)


def _move(debit: str, credit: str, amount: int, period: str, reference: str, about: str = "") -> tuple[Entry, ...]:
    """`amount` from `credit` to `debit`; nothing when nothing moves. A negative amount goes the other way."""
    if amount == 0:
        return ()
    return (
        Entry(debit, amount, period, reference, about),
        Entry(credit, -amount, period, reference, about),
    )
