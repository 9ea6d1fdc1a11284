"""Finding a payment by what somebody holds in the hand: pay code, reference, bill, receipt or slip number."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.cashier.ports import PaymentLine
from kiosk.hub.books.story import story_key
from kiosk.hub.books.today import method_of
from kiosk.reconcile.bills import bill_sum
from kiosk.reconcile.books import Books

MOST = 200


def search(books: Books, text: str) -> tuple[PaymentLine, ...]:
    """See `kiosk.cashier.ports.Books.search`."""
    wanted = "".join(text.split()).upper()
    if not wanted:
        return ()
    keys = (key for form in dict.fromkeys((text.strip(), wanted)) for key in _stories(books, form))
    stories = dict.fromkeys(key for key in keys if key is not None)
    rows = (_line(books, key) for key in list(stories)[:MOST])
    return tuple(sorted((row for row in rows if row is not None), key=lambda row: row.at, reverse=True))


def _stories(books: Books, wanted: str) -> Iterator[str | None]:
    """Exact names first, then parts of pay codes, newest first."""
    if wanted in books.orders_of_bill or wanted in books.moneys_of_bill:
        yield f"bill:{wanted}"
    if wanted in books.receipts:
        receipt = books.receipts[wanted]
        yield story_key(books, f"bill:{receipt.bill_id}") or story_key(books, f"money:{receipt.money}")
    if wanted in books.money_of_slip:
        yield story_key(books, f"money:{books.money_of_slip[wanted]}")
    for name in books.moneys_of_reference.get(wanted, ()):
        yield story_key(books, f"money:{name}")
    for fingerprint in books.lines_of_reference.get(wanted, ()):
        yield story_key(books, f"line:{fingerprint}")
    if wanted in books.order_of_code:
        yield story_key(books, f"order:{books.order_of_code[wanted]}")
    if len(wanted) < 3:
        return
    found = 0
    for code, order_id in reversed(books.order_of_code.items()):
        if wanted in code:
            found += 1
            yield story_key(books, f"order:{order_id}")
            if found == MOST:
                return


def _line(books: Books, key: str) -> PaymentLine | None:
    kind, _, name = key.partition(":")
    if kind == "line":
        booked = books.lines[name].booked
        return PaymentLine(key, booked.booked_at, "", "", "transfer", 0, booked.amount, "orphan")
    if kind == "money":
        money = books.moneys[name]
        if money.at is None:
            return None
        state = "orphan" if money.left else "exact"
        return PaymentLine(key, money.at, money.place, "", method_of(books, money), 0, money.told, state)
    bill = bill_sum(books, name)
    orders = [books.orders[order_id] for order_id in books.orders_of_bill.get(name, ())]
    times = [asked.opened.opened_at for asked in orders] or [money.at for money in bill.moneys if money.at]
    if not times:
        return None
    numbers = [number for number in books.receipts_of_bill.get(name, ()) if books.receipts[number].amount]
    came = sum(money.told for money in bill.moneys)
    state = "settled" if numbers else "exact" if bill.ours else "under" if came else "created"
    method = method_of(books, bill.payers[0]) if bill.payers else "vietqr" if bill.moneys else ""
    receipt = numbers[-1] if numbers else ""
    return PaymentLine(key, max(times), bill.station, bill.pay_code, method, bill.due, came, state, receipt)
