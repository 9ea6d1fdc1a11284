"""A day at a glance, from the books: the sums of each day are kept as moneys and lines move, none is added up anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from kiosk.cashier.ports import Sum, Takings, Today
from kiosk.clock import VIETNAM
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Money, MoneyKind
from kiosk.reconcile.held import day_of

METHODS = {MoneyKind.CASH: "cash", MoneyKind.CARD: "card"}

KIOSK, HIS, BANK, _AUTOMATIC = "kiosk", "his", "bank", "automatic"
Parts = tuple[tuple[object, int, int], ...]
"""What a money or a line adds to its day: for each sum, how many and how much. A sum is a name, a place, or an hour."""


@dataclass(frozen=True, slots=True)
class OpenNow:
    """The open differences and refunds that stand on the day's page, of whatever day they are."""

    count: int
    oldest: datetime | None
    refunds: int


@dataclass(slots=True)
class _Day:
    count: Counter[object] = field(default_factory=Counter)
    amount: Counter[object] = field(default_factory=Counter)
    units: dict[str, None] = field(default_factory=dict)
    """The moneys and lines that add something."""

    def add(self, parts: Parts, sign: int) -> None:
        for name, count, amount in parts:
            self.count[name] += sign * count
            self.amount[name] += sign * amount


class Tally:
    """The sums of every day.

    `kiosk` and the takings count moneys that pay bills; `bank` counts what providers told of and what statements alone
    list; neither counts what was reversed or voided.
    """

    def __init__(self, books: Books) -> None:
        self._books = books
        self._days: defaultdict[date, _Day] = defaultdict(_Day)
        self._known: dict[str, tuple[date, Parts]] = {}

    def moved(self, unit: str) -> None:
        """A unit of the books was touched: what it adds to its day is put in the place of what it added before."""
        kind, _, name = unit.partition(":")
        found = self._of_money(name) if kind == "money" else self._of_line(name) if kind == "line" else None
        before = self._known.pop(unit, None)
        if before is not None:
            self._days[before[0]].add(before[1], -1)
            self._days[before[0]].units.pop(unit, None)
        if found is not None:
            self._known[unit] = found
            self._days[found[0]].add(found[1], 1)
            self._days[found[0]].units[unit] = None

    def today(self, day: date, now: datetime, open_now: OpenNow) -> Today:
        """See `kiosk.cashier.ports.Today`."""
        sums = self._days.get(day) or _Day()
        periods = self._books.periods_of(day)
        places = sorted(name for name, count in sums.count.items() if isinstance(name, tuple) and count)
        return Today(
            day=day,
            updated_at=now,
            stations=len(self._books.stations_of_day.get(day, ())),
            kiosk=Sum(sums.count[KIOSK], sums.amount[KIOSK]),
            his=Sum(sums.count[HIS], sums.amount[HIS]),
            bank=Sum(sums.count[BANK], sums.amount[BANK]),
            automatic=sums.amount[_AUTOMATIC],
            automatic_of=sums.count[_AUTOMATIC],
            open_differences=open_now.count,
            oldest_open=open_now.oldest,
            refunds_waiting=open_now.refunds,
            by_hour=tuple(sums.count[hour] for hour in range(24)),
            takings=tuple(
                Takings(method, place, sums.count[method, place], sums.amount[method, place])
                for method, place in places
            ),
            closed=bool(periods) and periods <= self._books.closed,
        )

    def parts(self, day: date) -> Iterator[tuple[str, Parts]]:
        """The units of a day (`money:<name>`, `line:<fingerprint>`), each with what it adds to which sums."""
        found = self._days.get(day)
        return ((unit, self._known[unit][1]) for unit in (found.units if found else ()))

    def _of_money(self, name: str) -> tuple[date, Parts] | None:
        money = self._books.moneys.get(name)
        if money is None or money.at is None or not money.known:
            return None
        parts: list[tuple[object, int, int]] = []
        if money.kind is MoneyKind.CREDIT:
            parts.append((_AUTOMATIC, 1, int(money.by_rule)))
            parts.append((BANK, int(bool(money.told)), money.told))
        receipts = [self._books.receipts[number].amount for number in money.receipts]
        parts.append((HIS, sum(1 for amount in receipts if amount), sum(receipts)))
        pays = money.pays
        if pays:
            place = method_of(self._books, money), money.place
            hour = money.at.astimezone(VIETNAM).hour
            parts += [(KIOSK, 1, pays), (place, 1, pays), (hour, 1, pays)]
        return self._books.day_of_money(money), tuple(parts)

    def _of_line(self, name: str) -> tuple[date, Parts] | None:
        line = self._books.lines.get(name)
        if line is None or line.matches or line.open <= 0:
            return None
        return day_of(line.booked.booked_at), ((BANK, 1, line.open),)


def method_of(books: Books, money: Money) -> str:
    """`vietqr`, `qr_desk`, `cash` or `card`."""
    if money.kind in METHODS:
        return METHODS[money.kind]
    asked = books.orders.get(money.order_id)
    return "qr_desk" if asked is not None and asked.desk else "vietqr"
