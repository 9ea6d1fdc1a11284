"""The table of docs/ledger.md, made from the postings themselves by events whose values are placeholders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from money_histories import MORNING, event_classes

from kiosk.cashier.events import (
    CashDropped,
    HandoverAccepted,
    PaymentTaken,
    RefundDecided,
    RefundPaid,
    ShiftClosed,
    ShiftOpened,
    VoidDecided,
)
from kiosk.cashier.user_events import UserEvent
from kiosk.ledger.postings import MOVES_NO_MONEY, postings
from kiosk.money.order import (
    BillKind,
    CreditApplied,
    CreditReceived,
    CreditReversed,
    CreditTakenBack,
    PaymentSettled,
)
from kiosk.reconcile.events import LineMatched, LineUnmatched, ReceiptGone, ReceiptSeen, StatementLineBooked

PAGE = Path(__file__).parents[2] / "docs" / "ledger.md"
BEGIN, END = "<!-- postings: begin -->\n", "<!-- postings: end -->"
DAY, SHIFT, DESK, ACCOUNT = "station-day", "shift", "<desk>", "<account>"
FEE, ADVANCE = BillKind.FEE, BillKind.ADVANCE


def _taken(method: str, kind: BillKind) -> PaymentTaken:
    return PaymentTaken("p", SHIFT, DESK, "b", kind, 1, method, "s", "u", MORNING, terminal="<terminal>")


def _void(method: str) -> VoidDecided:
    return VoidDecided("p", True, SHIFT, DESK, "b", FEE, 1, method, "u", MORNING, "<terminal>")


def _closed(difference: int, handed_to: str) -> ShiftClosed:
    return ShiftClosed(SHIFT, DESK, "Z", 5, 5 + difference, difference, "", "u", MORNING, handed_to)


def _refund(method: str) -> RefundPaid:
    return RefundPaid("r", 1, method, DESK, SHIFT, SHIFT if method == "cash" else DAY, "u", MORNING, ACCOUNT)


SAMPLES: tuple[tuple[str, Any], ...] = (
    ("a transfer came", CreditReceived("<provider>", "r", ACCOUNT, 1, MORNING, None, period=DAY)),
    ("the provider took it back", CreditReversed("<provider>", "r", 1, MORNING, DAY)),
    ("it pays a bill", CreditApplied("a", "<provider>", "r", "b", 1, FEE, "", DAY)),
    ("… an advance (tạm ứng)", CreditApplied("a", "<provider>", "r", "b", 1, ADVANCE, "", DAY)),
    ("that is undone", CreditTakenBack("a", "<provider>", "r", "b", 1, FEE, DAY, "u", "w")),
    ("the HIS made a receipt", PaymentSettled("o", "<provider>", "r", "n", 1, "b", FEE, DAY)),
    ("the HIS voided a receipt", ReceiptGone("n", "r", "b", 1, MORNING, 1, FEE, DAY)),
    ("… and lists it again", ReceiptSeen("n", "r", "b", 1, MORNING, None, 1, FEE, DAY)),
    ("a shift opens with a float", ShiftOpened(SHIFT, DESK, "u", (), 1, MORNING)),
    ("cash is paid", _taken("cash", FEE)),
    ("a card is charged", _taken("card", FEE)),
    ("an advance in cash", _taken("cash", ADVANCE)),
    ("a cash payment is voided", _void("cash")),
    ("a card payment is voided", _void("card")),
    ("cash goes to the safe", CashDropped("d", SHIFT, DESK, 1, "s", "u", MORNING)),
    ("the drawer had less than its book", _closed(-1, "<receiver>")),
    ("… or more", _closed(1, "<receiver>")),
    ("it went to the safe whole", _closed(0, "")),
    ("the receiver counted less", HandoverAccepted(SHIFT, DESK, "u", (), 1, -1, MORNING)),
    ("… or more", HandoverAccepted(SHIFT, DESK, "u", (), 1, 1, MORNING)),
    ("a refund is approved", RefundDecided("r", True, 1, "<source>", "m", DAY, "u", MORNING)),
    ("it is paid in cash", _refund("cash")),
    ("… by transfer", _refund("transfer")),
    ("a statement's line is read", StatementLineBooked("f", 1, "p", ACCOUNT, 1, MORNING, "r", DAY)),
    ("it is known money", LineMatched("m", "f", "x", ACCOUNT, "<provider>", 1, "", "", DAY)),
    ("that is undone", LineUnmatched("m", "f", "x", ACCOUNT, "<provider>", 1, DAY, "u", "w")),
)


def table() -> str:
    """The whole part of the page between its two marks."""
    lines = ["| event | when | debit | credit | period |", "|---|---|---|---|---|"]
    for when, event in SAMPLES:
        debit, credit = _side(event, 1), _side(event, -1)
        (period,) = {entry.period for entry in postings(event)}
        lines.append(f"| `{type(event).__name__}` | {when} | {debit} | {credit} | {period} |")
    quiet = [cls.__name__ for cls in event_classes() if cls in MOVES_NO_MONEY or UserEvent in cls.__bases__]
    lines += ["", "Facts that move no money: " + ", ".join(f"`{name}`" for name in quiet) + "."]
    return "\n".join(lines) + "\n"


def _side(event: Any, sign: int) -> str:
    return " + ".join(f"`{entry.account}`" for entry in postings(event) if entry.amount * sign > 0)


def shown_classes() -> set[type[Any]]:
    """The classes of the table's events."""
    return {type(event) for _, event in SAMPLES}


if __name__ == "__main__":
    head, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(head + begin + table() + END + rest.partition(END)[2], encoding="utf-8")
