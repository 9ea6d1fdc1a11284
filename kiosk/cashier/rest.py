"""The rest of a bill that transfers paid in part: what they brought is applied to it together with a counter payment.

A named person says so by taking exactly what is missing. While a card or QR is waited for the transfers are held for
it; they are free again when it fails or is voided. The HIS gets one posting for the whole bill.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count

from kiosk.cashier.events import PaymentBegun
from kiosk.money.book import Application, Book
from kiosk.money.order import REST, CreditApplied, CreditTakenBack, credit_id

Entry = tuple[str, CreditApplied | CreditTakenBack]


def received(book: Book, bill_id: str, owed: int) -> int:
    """What transfers brought of a bill and pays nothing yet, in đồng; 0 unless something is missing of `owed` then."""
    found = sum(amount for _, amount in _loose(book, bill_id))
    return found if found < owed else 0


def applying(book: Book, begun: PaymentBegun, period: str) -> Iterator[Entry]:
    """Apply what transfers brought, by who takes the rest."""
    if not begun.beside:
        return
    for number, (name, amount) in enumerate(_loose(book, begun.bill_id), 1):
        credit = book.credit(name)
        assert credit is not None
        yield (
            credit.order_id or f"credit:{credit.reference}",
            CreditApplied(
                _id(begun.payment_id, number),
                credit.provider,
                credit.reference,
                begun.bill_id,
                amount,
                begun.kind,
                REST,
                period,
                begun.user,
            ),
        )


def undoing(book: Book, payment_id: str, period: str, by: str, why: str) -> Iterator[Entry]:
    """What was applied together with this payment is nobody's again."""
    for item in standing(book, payment_id):
        credit = book.credit(item.name)
        assert credit is not None
        yield (
            credit.order_id or f"credit:{credit.reference}",
            CreditTakenBack(
                item.id,
                credit.provider,
                credit.reference,
                item.bill_id,
                item.amount,
                item.kind,
                period,
                by,
                why,
            ),
        )


def standing(book: Book, payment_id: str) -> Iterator[Application]:
    """What pays its bill together with this payment."""
    for number in count(1):
        item = book.application(_id(payment_id, number))
        if item is None:
            return
        if book.undone(item.id) is None:
            yield item


def beside(book: Book, payment_id: str, entries: Iterable[Entry]) -> dict[str, int]:
    """The transfers that pay with this payment and how much, in đồng: applied before, or by these entries."""
    found = {item.name: item.amount for item in standing(book, payment_id)}
    now = (event for _, event in entries if isinstance(event, CreditApplied))
    return found | {credit_id(event.provider, event.reference): event.amount for event in now}


def _loose(book: Book, bill_id: str) -> Iterator[tuple[str, int]]:
    for order in book.orders_of_bill(bill_id):
        for credit in order.standing:
            name = credit_id(credit.provider, credit.reference)
            if book.left(name) > 0:
                yield name, book.left(name)


def _id(payment_id: str, number: int) -> str:
    return f"{REST}:{payment_id}/{number}"
