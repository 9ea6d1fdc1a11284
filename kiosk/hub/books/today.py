"""A day at a glance, from the books."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from kiosk.cashier.ports import Sum, Takings, Today
from kiosk.clock import VIETNAM
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Money, MoneyKind

METHODS = {MoneyKind.CASH: "cash", MoneyKind.CARD: "card"}


@dataclass(frozen=True, slots=True)
class OpenNow:
    """The open differences and refunds that stand on the day's page, of whatever day they are."""

    count: int
    oldest: datetime | None
    refunds: int


def method_of(books: Books, money: Money) -> str:
    """`vietqr`, `qr_desk`, `cash` or `card`."""
    if money.kind in METHODS:
        return METHODS[money.kind]
    asked = books.orders.get(money.order_id)
    return "qr_desk" if asked is not None and asked.desk else "vietqr"


def today(books: Books, day: date, now: datetime, open_now: OpenNow) -> Today:
    """See `kiosk.cashier.ports.Today`.

    `kiosk` and `takings` count moneys that pay bills; `bank` counts what providers told of and what statements alone
    list; neither counts what was reversed or voided.
    """
    count: Counter[tuple[str, str]] = Counter()
    amount: Counter[tuple[str, str]] = Counter()
    hours = [0] * 24
    his: Counter[str] = Counter()
    bank: Counter[str] = Counter()
    automatic = automatic_of = 0
    for name in books.moneys_of_day.get(day, ()):
        money = books.moneys[name]
        if money.kind is MoneyKind.CREDIT:
            automatic_of += 1
            automatic += money.by_rule
            bank["count"] += bool(money.told)
            bank["amount"] += money.told
        held = sum(books.receipts[number].amount for number in money.receipts)
        his["count"] += sum(1 for number in money.receipts if books.receipts[number].amount)
        his["amount"] += held
        pays = money.pays
        if pays and money.at:
            key = method_of(books, money), money.place
            count[key] += 1
            amount[key] += pays
            hours[money.at.astimezone(VIETNAM).hour] += 1
    for fingerprint in books.lines_of_day.get(day, ()):
        line = books.lines[fingerprint]
        if line.open > 0 and not line.matches:
            bank["count"] += 1
            bank["amount"] += line.open
    periods = books.periods_of(day)
    return Today(
        day=day,
        updated_at=now,
        stations=len(books.stations_of_day.get(day, ())),
        kiosk=Sum(sum(count.values()), sum(amount.values())),
        his=Sum(his["count"], his["amount"]),
        bank=Sum(bank["count"], bank["amount"]),
        automatic=automatic,
        automatic_of=automatic_of,
        open_differences=open_now.count,
        oldest_open=open_now.oldest,
        refunds_waiting=open_now.refunds,
        by_hour=tuple(hours),
        takings=tuple(Takings(*key, count[key], amount[key]) for key in sorted(count)),
        closed=bool(periods) and periods <= books.closed,
    )
