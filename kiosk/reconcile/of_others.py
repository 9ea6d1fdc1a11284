"""What statements, the HIS's list of receipts and people's work on differences tell the books."""

from __future__ import annotations

from datetime import datetime

from kiosk.cashier.ports import StoryStep
from kiosk.reconcile.coverage import DAY
from kiosk.reconcile.events import (
    DifferenceSettled,
    DifferenceTaken,
    LineMatched,
    LineUnmatched,
    MatchDecided,
    ReceiptGone,
    ReceiptSeen,
    ReconcileEvent,
    StatementBegun,
    StatementFinished,
    StatementLineBooked,
)
from kiosk.reconcile.facts import Line, Receipt
from kiosk.reconcile.held import Held, code_of, day_of, owned, tell, unit_of


def reconcile_event(books: Held, event: ReconcileEvent, at: datetime | None) -> None:
    match event:
        case StatementBegun():
            books.statements[event.file_sha256] = event
            books.comes_to(event.provider, event.account)
        case StatementLineBooked():
            _booked(books, event)
        case StatementFinished():
            books.finished[event.file_sha256] = event
            begun = books.statements.get(event.file_sha256)
            lines = books.lines_of_file.get(event.file_sha256, ())
            books.touched_units.update((f"line:{name}", None) for name in lines)
            if begun and begun.first and begun.last:
                books.coverage.add(begun.account, begun.first, begun.last, begun.at)
                _covered(books, begun.account, begun.first, begun.last)
        case ReceiptSeen():
            _seen(books, event, at)
        case ReceiptGone():
            receipt = books.receipt(event.number, event.payment_id, event.bill_id)
            receipt.gone = True
            receipt.booked -= event.undone
            receipt.undone += event.undone
            _receipt_moved(books, receipt, event.at, "receipt_voided", -event.amount)
        case LineMatched():
            _matched(books, event, at)
        case LineUnmatched():
            _undo(books, event, at)
        case MatchDecided():
            books.decided[event.match_id] = event
        case DifferenceTaken():
            books.owners["|".join(owned(event.key))] = event.owner
            _worked(books, event.key, StoryStep(event.at, "desk", "difference_taken", by=event.owner))
        case DifferenceSettled():
            books.settled[event.key] = event
            settled = StoryStep(event.at, "desk", "difference_settled", by=event.by, detail=event.how)
            _worked(books, event.key, settled)


def _covered(books: Held, account: str, first: datetime, last: datetime) -> None:
    """Money of this time without a line may be missing on the statement now."""
    for name in (*books.unmatched_of_account.get(account, ()), *books.unmatched_of_account.get("", ())):
        at = books.moneys[name].at
        if at is None or first - DAY <= at <= last + DAY:
            books.touched_units[f"money:{name}"] = None


def _worked(books: Held, key: str, step: StoryStep) -> None:
    unit = unit_of(key)
    books.work[unit].append(step)
    books.touched_units[unit] = None


def _booked(books: Held, event: StatementLineBooked) -> None:
    begun = books.statements.get(event.file_sha256)
    if event.fingerprint in books.lines:
        return
    line = books.lines[event.fingerprint] = Line(event, begun.provider if begun else "")
    books.lines_of_file[event.file_sha256].append(event.fingerprint)
    books.lines_of_day[day_of(event.booked_at)][event.fingerprint] = None
    if event.reference:
        books.lines_of_reference[event.reference][event.fingerprint] = None
    books.touch_line(line)


def _seen(books: Held, event: ReceiptSeen, at: datetime | None) -> None:
    receipt = books.receipt(event.number, event.payment_id, event.bill_id)
    receipt.seen, receipt.at, receipt.gone = event.amount, event.paid_at, False
    receipt.booked += event.again
    receipt.undone -= event.again
    if event.day:
        receipt.day = event.day
        books.receipts_of_day[event.day][event.number] = None
    _receipt_moved(books, receipt, at or event.paid_at, "receipt_listed", event.amount)


def _receipt_moved(books: Held, receipt: Receipt, at: datetime, what: str, amount: int) -> None:
    if receipt.money:
        money = books.money(receipt.money)
        if not money.known:
            books.unmatched_of_account[""][money.name] = None
        tell(money, at, "his", what, amount, receipt.number)
        books.touch(money, receipt.bill_id)
    else:
        for order_id in books.orders_of_bill.get(receipt.bill_id, ()):
            tell(books.orders[order_id], at, "his", what, amount, receipt.number)
        books.touched_units[f"bill:{receipt.bill_id}"] = None


def _matched(books: Held, event: LineMatched, at: datetime | None) -> None:
    money = books.money(event.money)
    if event.match_id not in books.matches:
        books.matches_of_money[event.money].append(event.match_id)
        books.matches_of_line[event.fingerprint].append(event.match_id)
    books.matches[event.match_id] = event
    money.matches[event.match_id] = event
    books.unmatched_of_account[money.account].pop(money.name, None)
    if line := books.lines.get(event.fingerprint):
        line.matches[event.match_id] = event
        books.touch_line(line)
        tell(money, line.booked.booked_at, "bank", "statement_line", line.booked.amount, line.booked.reference)
    tell(money, at, "hub", "matched", event.amount, by=event.by, detail=event.rule)
    books.touch(money)


def _undo(books: Held, event: LineUnmatched, at: datetime | None) -> None:
    money = books.money(event.money)
    books.unmatched[event.match_id] = event
    books.parted.add((event.fingerprint, event.money))
    money.matches.pop(event.match_id, None)
    books.unmatched_of_account[money.account][money.name] = None
    if line := books.lines.get(event.fingerprint):
        line.matches.pop(event.match_id, None)
        books.touch_line(line)
    tell(money, at, "hub", "match_undone", -event.amount, by=event.by, detail=code_of(event.why))
    books.touch(money)
