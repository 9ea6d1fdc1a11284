"""One payment's whole life from all books on one timeline, and what may be done about it now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from kiosk.cashier.ports import Cause, Difference, MatchShown, Story, StoryStep, Suggestion
from kiosk.reconcile.bills import BillSum, bill_sum
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Line, Money, MoneyKind

_STATES = {Cause.TWICE: "duplicate", Cause.BANK_ONLY: "orphan", Cause.ORPHAN: "orphan"}
_MONEY_CAUSES = {Cause.UNDER, Cause.OVER, Cause.IN_PARTS, Cause.TWICE, Cause.ORPHAN, Cause.REVERSED, Cause.LATE}


def story_key(books: Books, key: str) -> str | None:
    """The story that a key of any list names (`bill:`, `order:`, `money:`, `line:`); None when there is none."""
    kind, _, name = key.partition(":")
    match kind:
        case "bill" if name in books.orders_of_bill or name in books.moneys_of_bill or name in books.receipts_of_bill:
            return key
        case "order" if name in books.orders:
            return f"bill:{books.orders[name].opened.bill_id}"
        case "money" if name in books.moneys:
            money = books.moneys[name]
            bills = [item.bill_id for item in money.applied.values()]
            bill = money.bill_id or (bills[0] if bills else "")
            return f"bill:{bill}" if bill else key
        case "line" if name in books.lines:
            for match in books.lines[name].matches.values():
                return story_key(books, f"money:{match.money}")
            return key
    return None


def story(
    books: Books,
    key: str,
    now: datetime,
    differences: Sequence[Difference],
    suggestions: Sequence[Suggestion],
) -> Story:
    """The story of a key that `story_key` gave."""
    kind, _, name = key.partition(":")
    if kind == "line":
        return _of_line(books, books.lines[name], differences, suggestions)
    if kind == "money":
        return _of_moneys(books, key, None, [books.moneys[name]], now, differences, suggestions)
    bill = bill_sum(books, name)
    return _of_moneys(books, key, bill, bill.moneys, now, differences, suggestions)


def _of_moneys(
    books: Books,
    key: str,
    bill: BillSum | None,
    moneys: Sequence[Money],
    now: datetime,
    differences: Sequence[Difference],
    suggestions: Sequence[Suggestion],
) -> Story:
    orders = [books.orders[order_id] for order_id in books.orders_of_bill.get(bill.bill_id, ())] if bill else []
    steps = [step for asked in orders for step in asked.steps]
    steps += [step for money in moneys for step in money.steps]
    steps += books.work.get(key, [])
    steps += [step for money in moneys for step in books.work.get(f"money:{money.name}", [])]
    matches = [match for money in moneys for match in _matches(books, money)]
    receipted = (bill.receipted or 0) if bill else sum(books.receipts[n].amount for m in moneys for n in m.receipts)
    # First what pays nothing: money back is never by default taken from what pays the bill.
    refundable = tuple(
        (money.name, money.refundable)
        for money in sorted(moneys, key=lambda money: money.left <= 0)
        if money.refundable > 0
    )
    return Story(
        key=key,
        pay_code=bill.pay_code if bill else "",
        bill_id=bill.bill_id if bill else "",
        station=bill.station if bill else moneys[0].place,
        due=bill.due if bill else 0,
        received=sum(money.told for money in moneys if money.kind is not MoneyKind.PAYOUT),
        applied=bill.ours if bill else sum(money.pays for money in moneys),
        receipted=receipted,
        state=_state(bill, moneys, now, differences, orders[-1].opened.expires_at if orders else None),
        steps=tuple(sorted(steps, key=lambda step: step.at)),
        matches=tuple(matches),
        suggestions=tuple(suggestions),
        differences=tuple(differences),
        actions=tuple(_actions(books, moneys, differences, suggestions, matches, bool(refundable))),
        refundable=refundable,
    )


def _of_line(books: Books, line: Line, differences: Sequence[Difference], suggestions: Sequence[Suggestion]) -> Story:
    booked = line.booked
    key = f"line:{booked.fingerprint}"
    step = StoryStep(booked.booked_at, "bank", "statement_line", booked.amount, booked.reference)
    matches = [_line_match(books, match_id) for match_id in books.matches_of_line.get(booked.fingerprint, ())]
    return Story(
        key=key,
        pay_code="",
        bill_id="",
        station="",
        due=0,
        received=booked.amount,
        applied=0,
        receipted=0,
        state="orphan",
        steps=(step, *books.work.get(key, ())),
        matches=tuple(matches),
        suggestions=tuple(suggestions),
        differences=tuple(differences),
        actions=tuple(_actions(books, (), differences, suggestions, matches, False)),
    )


def _matches(books: Books, money: Money) -> Iterable[MatchShown]:
    """What ties a money to bills and to statement lines."""
    for item in money.applied.values():
        decided = books.decided.get(item.id.rpartition("/")[0])
        evidence = decided.why if decided else ""
        yield MatchShown(
            item.id, money.name, item.bill_id, item.amount, item.rule, evidence, item.by, undone=item.undone
        )
    for match_id in books.matches_of_money.get(money.name, ()):
        yield _line_match(books, match_id)


def _line_match(books: Books, match_id: str) -> MatchShown:
    match = books.matches[match_id]
    line = books.lines.get(match.fingerprint)
    shown = line.booked.reference if line and line.booked.reference else match.fingerprint
    undone = match_id in books.unmatched
    return MatchShown(match_id, match.money, shown, match.amount, match.rule, match.evidence, match.by, undone)


def _state(
    bill: BillSum | None,
    moneys: Sequence[Money],
    now: datetime,
    differences: Sequence[Difference],
    expires_at: datetime | None,
) -> str:
    for row in differences:
        if row.cause in _MONEY_CAUSES and not row.settled:
            return _STATES.get(row.cause, str(row.cause))
    if any(money.unclear for money in moneys):
        return "unclear"
    if bill is None:
        return "orphan" if any(money.left for money in moneys) else "exact"
    if not bill.ours:
        if any(money.voided for money in moneys):
            return "voided"
        return "expired" if expires_at is not None and now > expires_at else "created"
    return "settled" if bill.receipted == bill.ours else "exact"


def _actions(
    books: Books,
    moneys: Sequence[Money],
    differences: Sequence[Difference],
    suggestions: Sequence[Suggestion],
    matches: Sequence[MatchShown],
    refundable: bool,
) -> Iterable[str]:
    if suggestions:
        yield "match"
    if any(undoable(books, match) for match in matches):
        yield "undo_match"
    if refundable:
        yield "ask_refund"
    if any(not row.settled for row in differences):
        yield "take"
        yield "settle"
    if any((money.refused or money.given_up) and not money.posting for money in moneys):
        yield "post_again"


def undoable(books: Books, match: MatchShown) -> bool:
    """Whether a match may be undone: a line's always, an application's while the HIS has no receipt for its money."""
    receipts = (books.receipts[number] for number in books.receipts_of_bill.get(match.line, ()))
    receipted = any(receipt.money and receipt.amount for receipt in receipts)
    return not match.undone and (match.match_id in books.matches or not receipted)
