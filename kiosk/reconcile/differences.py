"""Every way in which two of the three books differ, bill by bill, money by money, line by line: pure functions.

Each đồng of an open balance stands in exactly one difference: `Open` says what it explains of the ledger's accounts.
A statement not imported yet makes no difference; a receipt on its way makes one that says that it waits. HIS and bank
are set against each other where the kiosk knows nothing; else the third difference follows from the other two.

A difference's key is `pair|cause|amount|thing`: who settled it settled just that. Its owner has the thing, whatever its
cause becomes. Amounts are what the second book of the pair has more than the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time

from kiosk.cashier.ports import Cause, Difference, Pair
from kiosk.money.order import CreditUnconfirmed, Finding
from kiosk.reconcile.bills import BillSum, bill_sum
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Line, Money, MoneyKind

CUT_OFF = time(23, 0)
"""From then on the bank may book a transfer on its next day."""

_LONE = {Finding.OTHER_ACCOUNT: Cause.OTHER_ACCOUNT, Finding.SAME_REFERENCE: Cause.SAME_REFERENCE}


@dataclass(frozen=True, slots=True)
class Open:
    """A difference, and what it explains of the ledger's balances (`unallocated`, receivable and advances as `owed`,
    all `clearing`, `unmatched` lines), in đồng.

    `waiting`: the HIS was told and owes its answer; it may be none in a moment. `unfinished`: the file of a line whose
    import is not finished, so that it was not matched either.
    """

    difference: Difference
    unallocated: int = 0
    owed: int = 0
    clearing: int = 0
    unmatched: int = 0
    waiting: bool = False
    unfinished: str = ""


def differences_of(books: Books, unit: str, cut_off: time = CUT_OFF) -> tuple[Open, ...]:
    """All differences of one unit of the books: `bill:…`, `money:…` or `line:…`."""
    kind, _, name = unit.partition(":")
    match kind:
        case "bill":
            found = _of_bill(books, name)
        case "money" if name in books.moneys:
            found = _of_money(books, books.moneys[name], cut_off)
        case "line" if name in books.lines:
            found = _of_line(books, books.lines[name])
        case _:
            return ()
    return tuple(_as_known(books, item) for item in found)


def story_of(money: Money) -> str:
    """The story a money is told in: its bill's, else its own."""
    if money.bill_id:
        return f"bill:{money.bill_id}"
    for item in money.applied.values():
        return f"bill:{item.bill_id}"
    return f"money:{money.name}"


def _of_bill(books: Books, bill_id: str) -> Iterator[Open]:
    bill = bill_sum(books, bill_id)
    found = [*(_unpaid(bill) if bill.unpaid else _beyond(bill)), *_at_the_his(bill)]
    yield from found
    if not found:
        yield from _to_look_at(bill)


def _unpaid(bill: BillSum) -> Iterator[Open]:
    """Money came for the bill and does not pay it: less, more, or in parts; one row for all of it."""
    loose = sum(money.left for money in bill.loose)
    total = bill.paid + loose
    if total < bill.due:
        cause = Cause.UNDER
    elif total > bill.due:
        cause = Cause.OVER
    elif len(bill.loose) + len(bill.payers) > 1:
        cause = Cause.IN_PARTS
    else:
        cause = Cause.ORPHAN
    row = bill.row(Pair.KIOSK_BANK, cause, total - bill.due, kiosk=bill.due, bank=total, his=bill.receipted)
    # What was applied and makes no whole bill was not posted: it is owed here, and not by the HIS.
    yield Open(row, unallocated=-loose, owed=0 if bill.posted else bill.owed)


def _beyond(bill: BillSum) -> Iterator[Open]:
    """The bill is paid (or not asked for any more), and this came besides."""
    for money in bill.loose:
        kiosk: int | None = bill.due or None
        bank = bill.due + money.left
        if money.left < 0:
            cause, kiosk, bank = Cause.REVERSED, -money.left, 0
        elif money in bill.payers:
            cause, kiosk, bank = Cause.OVER, money.pays, money.amount
        elif any(payer.order_id == money.order_id for payer in bill.payers):
            cause = Cause.TWICE
        else:
            cause, kiosk, bank = Cause.BILL_TAKEN, None, money.left
        row = bill.row(Pair.KIOSK_BANK, cause, money.left, kiosk=kiosk, bank=bank, his=bill.receipted, money=money)
        yield Open(row, unallocated=-money.left)


def _at_the_his(bill: BillSum) -> Iterator[Open]:
    """What known money pays of the bill against what the HIS receipted for it."""
    gap = bill.receipted_of_known - bill.net
    if gap == 0 and bill.strange and bill.payers:
        yield from _crossed(bill)
    if gap == 0 or (bill.unpaid and not bill.posted):
        return
    detail, waiting = "", False
    if bill.net < 0 and bill.receipted_of_known == 0:
        cause, detail = Cause.REVERSED, "paid_back"
    elif bill.receipted_of_known == 0:
        refused = next((money.refused for money in bill.payers if money.refused), "")
        given_up = next((money.given_up for money in bill.payers if money.given_up), "")
        cause = Cause.HIS_REFUSED if refused else Cause.HIS_MISSING
        detail = refused or given_up or ("receipt_gone" if bill.gone else "")
        waiting = any(money.posting for money in bill.payers)
    elif bill.ours == 0:
        reversed_ = any(money.reversed for money in bill.moneys)
        cause = Cause.REVERSED if reversed_ else Cause.HIS_WITHOUT_MONEY
        if not reversed_:
            undone = any(item.undone for money in bill.moneys for item in money.applied.values())
            voided = any(money.voided for money in bill.moneys)
            detail = "voided" if voided else "taken_back" if undone else "other_bill"
    elif gap > 0 and bill.receipts > 1:
        cause = Cause.HIS_TWICE
    else:
        cause, detail = Cause.HIS_AMOUNT, "paid_back" if bill.paid_back else ""
    row = bill.row(
        Pair.KIOSK_HIS,
        cause,
        gap,
        kiosk=bill.net or None,
        bank=sum(money.told for money in bill.payers if money.kind is MoneyKind.CREDIT) or None,
        his=bill.receipted_of_known or None,
    )
    yield Open(replace(row, detail=detail), owed=bill.owed, waiting=waiting)


def _crossed(bill: BillSum) -> Iterator[Open]:
    """The sums agree, and the HIS's receipts are of money that does not pay: what does pay has none."""
    strange, missing = 0, 0
    for money, receipted, booked in bill.strange:
        cause, detail = Cause.HIS_WITHOUT_MONEY, "other_bill"
        if money.reversed:
            cause, detail = Cause.REVERSED, ""
        elif money.voided:
            detail = "voided"
        elif money.back.get(bill.bill_id):
            detail = "paid_back"
        elif any(item.undone for item in money.applied.values()):
            detail = "taken_back"
        row = bill.row(Pair.KIOSK_HIS, cause, receipted, his=receipted, money=money)
        yield Open(replace(row, detail=detail), owed=booked)
        strange, missing = strange + booked, missing + receipted
    refused = next((money.refused or money.given_up for money in bill.payers if money.refused or money.given_up), "")
    cause = Cause.HIS_REFUSED if any(money.refused for money in bill.payers) else Cause.HIS_MISSING
    row = bill.row(Pair.KIOSK_HIS, cause, -missing, kiosk=bill.net, his=bill.receipted_of_known - missing or None)
    waiting = any(money.posting for money in bill.payers)
    yield Open(replace(row, detail=refused), owed=bill.owed - strange, waiting=waiting)


def _to_look_at(bill: BillSum) -> Iterator[Open]:
    """The books agree, and still a person should know: taken back by the provider, or late."""
    taken_back = [money for money in bill.moneys if money.reversed and any(i.undone for i in money.applied.values())]
    if taken_back and bill.paid < bill.due:
        (money, *_) = taken_back
        row = bill.row(Pair.KIOSK_BANK, Cause.REVERSED, -money.reversed, kiosk=money.amount, money=money)
        yield Open(row)
    for money in bill.payers:
        if money.finding == Finding.LATE or money.refers_to:
            row = bill.row(
                Pair.KIOSK_BANK, Cause.LATE, 0, kiosk=money.pays, bank=money.told, his=bill.receipted, money=money
            )
            yield Open(replace(row, detail=money.refers_to))


def _of_money(books: Books, money: Money, cut_off: time) -> Iterator[Open]:
    if not money.known:
        yield from _only_the_his(books, money, cut_off)
        if money.unclear and money.at:
            row = _row(money, Pair.KIOSK_BANK, Cause.UNCLEAR_CARD, -money.begun, kiosk=money.begun)
            yield Open(replace(row, detail=money.unclear))
        if money.unconfirmed is not None:
            yield Open(_unconfirmed(books, money, money.unconfirmed))
        return
    if money.kind is MoneyKind.CREDIT and not money.order_id and money.left:
        yield Open(_lone(money), unallocated=-money.left)
    if money.kind in (MoneyKind.CREDIT, MoneyKind.PAYOUT) and money.told != money.matched:
        yield from _at_the_bank(books, money, cut_off)


def _unconfirmed(books: Books, money: Money, told: CreditUnconfirmed) -> Difference:
    """A webhook's word alone, until the money is told of by an answer or a list."""
    row = _row(money, Pair.KIOSK_BANK, Cause.UNCONFIRMED, -told.amount, kiosk=told.amount, since=told.told_at)
    asked = books.orders.get(told.order_id or "")
    return replace(row, pay_code=asked.opened.pay_code, station=asked.place) if asked else row


def _lone(money: Money) -> Difference:
    """A credit that names no order."""
    finding = Finding(money.finding) if money.finding in set(Finding) else Finding.NO_CODE
    if money.left < 0:
        return _row(money, Pair.KIOSK_BANK, Cause.REVERSED, money.left, kiosk=-money.left)
    if money.pays:
        return _row(money, Pair.KIOSK_BANK, Cause.OVER, money.left, kiosk=money.pays, bank=money.amount)
    row = _row(money, Pair.KIOSK_BANK, _LONE.get(finding, Cause.ORPHAN), money.left, bank=money.told)
    return replace(row, detail=str(finding))


def _only_the_his(books: Books, money: Money, cut_off: time) -> Iterator[Open]:
    """The HIS receipted a payment that no book of the kiosk knows; the bank may know it all the same."""
    receipts = [books.receipts[number] for number in money.receipts]
    held = sum(receipt.amount for receipt in receipts)
    times = [receipt.at for receipt in receipts if receipt.at]
    if not held or not times:
        return
    since = min(times)
    lines = [line.booked.amount for line in books.lines_like(money)]
    bank = sum(lines) if lines else None
    owed = sum(receipt.booked for receipt in receipts)
    row = _row(money, Pair.KIOSK_HIS, Cause.HIS_WITHOUT_MONEY, held, since=since, his=held, bank=bank)
    yield Open(row, owed=owed)
    if bank is not None and bank != held:
        yield Open(_row(money, Pair.HIS_BANK, Cause.BANK_AMOUNT, bank - held, since=since, his=held, bank=bank))
    accounts = books.accounts_of_provider.get(money.provider, ())
    if bank is None and any(books.coverage.covers(account, since, cut_off) for account in accounts):
        yield Open(_row(money, Pair.HIS_BANK, Cause.BANK_MISSING, -held, since=since, his=held))


def _at_the_bank(books: Books, money: Money, cut_off: time) -> Iterator[Open]:
    """What a provider told, or a desk paid out, against the lines of imported statements."""
    his = sum(books.receipts[number].amount for number in money.receipts) or None
    clearing = money.told - money.matched
    if money.matches:
        cause, bank, unmatched = Cause.BANK_AMOUNT, money.matched, 0
    elif line := _other_amounts(books, money.base).get(money.name):
        cause, bank, unmatched = Cause.BANK_AMOUNT, line.open, -line.open
    elif money.at and books.coverage.covers(money.account, money.at, cut_off):
        row = _row(money, Pair.KIOSK_BANK, Cause.BANK_MISSING, -money.told, kiosk=money.told, his=his)
        yield Open(row, clearing=clearing)
        return
    else:
        return
    row = _row(money, Pair.KIOSK_BANK, cause, bank - money.told, kiosk=money.told, bank=bank, his=his)
    yield Open(row, clearing=clearing, unmatched=unmatched)


def _of_line(books: Books, line: Line) -> Iterator[Open]:
    booked = line.booked
    if line.open == 0 or any(pair is line for pair in _other_amounts(books, booked.reference).values()):
        return
    known_to_his = (books.moneys[name] for name in books.moneys_of_reference.get(booked.reference, ()))
    receipts = [books.receipts[number].amount for money in known_to_his if not money.known for number in money.receipts]
    yield Open(
        Difference(
            key=_key(Pair.KIOSK_BANK, Cause.BANK_ONLY, line.open, f"line:{booked.fingerprint}"),
            pair=Pair.KIOSK_BANK,
            cause=Cause.BANK_ONLY,
            since=booked.booked_at,
            station="",
            pay_code="",
            kiosk=None,
            bank=booked.amount,
            his=sum(receipts) or None,
            amount=line.open,
            story=f"line:{booked.fingerprint}",
        ),
        unmatched=-line.open,
        unfinished="" if booked.file_sha256 in books.finished else booked.file_sha256,
    )


def _other_amounts(books: Books, reference: str) -> dict[str, Line]:
    """Moneys and lines that carry one reference, both unmatched, with different amounts: one line to one money."""
    if not reference:
        return {}
    lines = [books.lines[name] for name in sorted(books.lines_of_reference.get(reference, ()))]
    lines = [line for line in lines if line.open and not line.matches]
    pairs: dict[str, Line] = {}
    for name in sorted(books.moneys_of_reference.get(reference, ())) if lines else ():
        money = books.moneys[name]
        if not money.known or money.matches or not money.told:
            continue
        if same := next((line for line in lines if line.open == money.told and money.fits(line)), None):
            lines.remove(same)
        elif other := next((line for line in lines if money.fits(line)), None):
            pairs[name] = other
            lines.remove(other)
    return pairs


def _row(
    money: Money,
    pair: Pair,
    cause: Cause,
    amount: int,
    *,
    kiosk: int | None = None,
    bank: int | None = None,
    his: int | None = None,
    since: datetime | None = None,
) -> Difference:
    since = since or money.at
    assert since is not None, "a money that differs has its time"
    return Difference(
        key=_key(pair, cause, amount, f"money:{money.name}"),
        pair=pair,
        cause=cause,
        since=since,
        station=money.place,
        pay_code="",
        kiosk=kiosk,
        bank=bank,
        his=his,
        amount=amount,
        story=story_of(money),
    )


def _key(pair: Pair, cause: Cause, amount: int, thing: str) -> str:
    return f"{pair}|{cause}|{amount}|{thing}"


def _as_known(books: Books, item: Open) -> Open:
    """With its owner, its pay code, and how it was settled."""
    row = item.difference
    pair, _, _, thing = row.key.split("|", 3)
    settled = books.settled.get(row.key)
    row = replace(row, owner=books.owners.get(f"{pair}|{thing}", ""), settled=settled.how if settled else "")
    if not row.pay_code and thing.startswith("money:"):
        asked = books.orders.get(books.moneys[thing.removeprefix("money:")].order_id)
        row = replace(row, pay_code=asked.opened.pay_code if asked else "")
    return replace(item, difference=row)
