"""Journals of releases that did not write down what a credit pays: the hub says it once, so that the ledger has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from kiosk.money.book import Book
from kiosk.money.order import CreditApplied, Finding, MoneyEvent, Order


def unsaid(book: Book, period_of: Callable[[Order | None], tuple[str, str]]) -> Iterator[tuple[str, MoneyEvent]]:
    """The applications that such a journal implies, and its receipts once more with their amounts."""
    for item in book.unsaid:
        credit = book.credit(item.name)
        order = book.order(credit.order_id) if credit and credit.order_id else None
        assert credit is not None
        assert order is not None
        subject, (period, _) = order.opened.order_id, period_of(order)
        rule = Finding.LATE if order.late(credit) else Finding.EXACT
        yield (
            subject,
            CreditApplied(
                item.id, credit.provider, credit.reference, item.bill_id, item.amount, item.kind, rule, period
            ),
        )
        settled = book.settled(item.name)
        if settled is not None and not settled.amount:
            yield (
                subject,
                replace(settled, amount=item.amount, bill_id=item.bill_id, kind=item.kind, period=period),
            )
