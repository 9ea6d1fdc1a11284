"""Which order a credit is for: by the provider's own number, the pay code in its memo, or the order's own account.

Amount and time never decide who paid; a credit that names no order, or two, goes to a person.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.money.order import Finding, Order, OrderAtProvider, OrderOpened

CLOCKS_APART = timedelta(minutes=10)
"""How far the bank's clock may stand behind the hub's."""


class Rule(StrEnum):
    """What named the order; the strongest first."""

    NUMBER = "number"
    """The provider says for which of our orders it is."""
    PAY_CODE = "pay_code"
    """Our code, check character and all, stands in the memo."""
    VIRTUAL_ACCOUNT = "virtual_account"
    """It came to the account the provider made for this order alone."""


@dataclass(frozen=True, slots=True)
class Match:
    """An order and the rule that found it."""

    order: Order
    rule: Rule


@dataclass(slots=True)
class Lookup:
    """Order ids by everything that names an order."""

    by_code: dict[str, str] = field(default_factory=dict)
    by_number: dict[tuple[str, int], str] = field(default_factory=dict)
    by_account: dict[tuple[str, str], str] = field(default_factory=dict)
    last_number: int = 0
    """The highest number any order ever had."""

    def opened(self, event: OrderOpened) -> None:
        """Know an order by its pay code and number."""
        self.by_code[event.pay_code] = event.order_id
        self.numbered(event.provider, event.number, event.order_id)

    def numbered(self, provider: str, number: int, order_id: str) -> None:
        """Know an order by a number it has or had; 0 is none."""
        if number:
            self.by_number[provider, number] = order_id
            self.last_number = max(self.last_number, number)

    def made(self, event: OrderAtProvider) -> None:
        """Know an order by its own account; an account of two orders names neither."""
        if event.account:
            key = event.provider, event.account
            self.by_account[key] = event.order_id if self.by_account.get(key, event.order_id) == event.order_id else ""


def find_order(
    credit: Credit, accounts: Collection[str], lookup: Lookup, orders: Mapping[str, Order]
) -> Match | Finding:
    """The order a verified credit names, or why it names none.

    :param accounts: the hospital's own at this provider (empty: all it tells of); money that came to another is not a
        kiosk's, unless it is the order's own.
    """
    code = paycode.find(credit.memo)
    named = {
        Rule.NUMBER: lookup.by_number.get((credit.provider, credit.number), "") if credit.number else None,
        Rule.PAY_CODE: lookup.by_code.get(code, "") if code else None,
        Rule.VIRTUAL_ACCOUNT: lookup.by_account.get((credit.provider, credit.virtual_account))
        or lookup.by_account.get((credit.provider, credit.account)),
    }
    if accounts and credit.account not in accounts and not lookup.by_account.get((credit.provider, credit.account)):
        return Finding.OTHER_ACCOUNT
    found = {order_id for order_id in named.values() if order_id}
    if len(found) > 1:
        return Finding.NO_CODE  # it names two orders
    if not found:
        return Finding.NO_CODE if code is None and not credit.number else Finding.UNKNOWN_CODE
    (order_id,) = found
    order = orders[order_id]
    if credit.booked_at < order.opened.opened_at - CLOCKS_APART:
        # Codes begin anew when a journal does: money from before an order cannot be for it.
        return Finding.BEFORE_ORDER
    return Match(order, next(rule for rule in Rule if named[rule]))
