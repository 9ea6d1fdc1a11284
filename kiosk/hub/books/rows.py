"""The rows behind a day's figures: the very moneys, receipts and lines that the tally added up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kiosk.cashier.ports import FigureRow
from kiosk.hub.books.story import story_key
from kiosk.hub.books.today import BANK, HIS, KIOSK, Parts, Tally, method_of
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Money

HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the day's page: a book's sum, or of the kiosks' an hour's, a method's or a place's."""

    book: str
    hour: int | None = None
    method: str = ""
    place: str = ""

    @property
    def known(self) -> bool:
        """Whether there is such a figure."""
        picked = self.hour is not None or bool(self.method) or bool(self.place)
        if self.hour is not None and self.hour not in HOURS:
            return False
        return self.book == KIOSK or (self.book in (HIS, BANK) and not picked)

    def holds(self, parts: Parts) -> bool:
        """Whether a unit that adds this to its day stands behind the figure."""
        names = [name for name, count, _ in parts if count]
        if self.book not in names or (self.hour is not None and self.hour not in names):
            return False
        where = [name for name in names if isinstance(name, tuple)]
        return all(self.method in ("", method) and self.place in ("", place) for method, place in where)


def figure_rows(books: Books, tally: Tally, day: date, figure: Figure) -> tuple[FigureRow, ...] | None:
    """The rows of a figure, oldest first; None when there is no such figure."""
    if not figure.known:
        return None
    units = (unit for unit, parts in tally.parts(day) if figure.holds(parts))
    rows = (row for unit in units for row in _rows(books, unit, figure.book))
    return tuple(sorted(rows, key=lambda row: (row.at, row.story)))


def _rows(books: Books, unit: str, book: str) -> Iterator[FigureRow]:
    kind, _, name = unit.partition(":")
    story = story_key(books, unit) or unit
    if kind == "line":
        line = books.lines[name]
        booked = line.booked
        yield FigureRow(story, booked.booked_at, "", "", "transfer", line.open, booked.reference)
        return
    money = books.moneys[name]
    assert money.at is not None, "what has no time is in no day"
    code, method = _pay_code(books, money), method_of(books, money)
    if book == HIS:
        for number in money.receipts:
            receipt = books.receipts[number]
            if receipt.amount:
                at = receipt.at or money.at
                yield FigureRow(story, at, money.place, code, method, receipt.amount, number)
        return
    amount = money.pays if book == KIOSK else money.told
    yield FigureRow(story, money.at, money.place, code, method, amount, money.slip or money.reference)


def _pay_code(books: Books, money: Money) -> str:
    asked = books.orders.get(money.order_id)
    return asked.opened.pay_code if asked is not None else ""
