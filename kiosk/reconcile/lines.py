"""What a statement line is by rule: the known money of its reference, of its pay code, or money nobody told of.

Only exact amounts on the same account count. Who is not sure answers nothing, and the line stays open for a person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.money.order import credit_id
from kiosk.reconcile.books import Books
from kiosk.reconcile.facts import Line, Money, MoneyKind


class Rule(StrEnum):
    """Why a line is this money; the strongest first."""

    PROVIDER_ID = "provider_id"
    """The bank's reference is the money's own."""
    PAY_CODE = "pay_code"
    """The memo carries the code of the money's order, and no other money of that order could be meant."""
    VIRTUAL_ACCOUNT = "virtual_account"
    """It came to the account that was made for the money's order alone."""


@dataclass(frozen=True, slots=True)
class Found:
    """The money that a line is, why, and what shows it."""

    money: Money
    rule: Rule
    evidence: str


def known_money(books: Books, line: Line, taken: Collection[str] = ()) -> Found | None:
    """The money that a line shows, None when no rule is sure.

    :param taken: moneys that other lines of the same step are already.
    """
    booked = line.booked
    if line.matches or not booked.amount:
        return None
    name = booked.reference or booked.fingerprint
    same = [money for money in _by_reference(books, line, name) if money.name not in taken]
    exact = [money for money in same if money.name == credit_id(line.provider, name)] or same
    if exact:
        return Found(exact[0], Rule.PROVIDER_ID, name)
    if booked.amount < 0:
        return None
    return _by_order(books, line, taken)


def untold(books: Books, line: Line) -> Credit | None:
    """The credit that a line makes by itself: nobody told of it, and it carries the code of an order that waits.

    Not where the order has a credit that no line was found for: that may be this money under another name.
    """
    booked = line.booked
    code = paycode.find(booked.memo)
    asked = books.orders.get(books.order_of_code.get(code or "", ""))
    if line.matches or booked.amount <= 0 or asked is None or code is None:
        return None
    moneys = [books.moneys[name] for name in asked.credits]
    if any(money.told and not money.matches for money in moneys):
        return None
    if sum(money.told for money in moneys) >= asked.opened.amount or books.paid(asked.opened.bill_id):
        return None
    return as_credit(books, line, asked.opened.provider)


def as_credit(books: Books, line: Line, provider: str) -> Credit:
    """A line as the credit that `provider`, who tells of its order's money, would have told of, under the same name.

    Told of late all the same, it is the same money: a provider that numbers movements itself says the bank's name too.
    """
    booked = line.booked
    alone = len(books.lines_of_reference.get(booked.reference, ())) == 1
    return Credit(
        provider,
        booked.reference if booked.reference and alone else booked.fingerprint,
        booked.account,
        booked.amount,
        booked.memo,
        booked.booked_at,
        virtual_account=booked.virtual_account,
    )


def _by_reference(books: Books, line: Line, name: str) -> Iterator[Money]:
    for key in (name, line.booked.fingerprint):
        for known in sorted(books.moneys_of_reference.get(key, ())):
            money = books.moneys[known]
            if money.kind in (MoneyKind.CREDIT, MoneyKind.PAYOUT) and money.fits(line) and _exact(books, money, line):
                yield money


def _by_order(books: Books, line: Line, taken: Collection[str]) -> Found | None:
    booked = line.booked
    code = paycode.find(booked.memo)
    asked = books.orders.get(books.order_of_code.get(code or "", ""))
    if asked is not None and code is not None:
        for name in asked.credits:
            money = books.moneys[name]
            fits = money.fits(line) and _exact(books, money, line) and not _named_otherwise(money, line)
            if name not in taken and fits:
                return Found(money, Rule.PAY_CODE, code)
    if booked.virtual_account:
        meant = [
            money
            for money in books.moneys_of_virtual_account(booked.virtual_account)
            if money.name not in taken and _exact(books, money, line) and not _named_otherwise(money, line)
        ]
        if len(meant) == 1:
            return Found(meant[0], Rule.VIRTUAL_ACCOUNT, booked.virtual_account)
    return None


def _exact(books: Books, money: Money, line: Line) -> bool:
    """Whether the line is the money's coming, or its going back, and was neither found yet nor said not to be it."""
    if (line.booked.fingerprint, money.name) in books.parted:
        return False
    amounts = [match.amount for match in money.matches.values()]
    wanted = [money.amount, *([-money.reversed] if money.reversed else [])]
    return line.booked.amount in wanted and line.booked.amount not in amounts


def _named_otherwise(money: Money, line: Line) -> bool:
    """Two movements of one provider with two references are two."""
    return bool(line.booked.reference) and money.provider == line.provider and money.base != line.booked.reference
