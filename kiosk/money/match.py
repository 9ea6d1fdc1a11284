"""Which order a credit is for: by the pay code in its memo, on the hospital's own account, and by nothing else.

Amount and time never decide who paid; a credit that names no order goes to a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.money.order import Finding, Order

CLOCKS_APART = timedelta(minutes=10)
"""How far the bank's clock may stand behind the hub's."""


def order_for(credit: Credit, account: str, order_of: Callable[[str], Order | None]) -> Order | Finding:
    """The order a verified credit names, or why it names none.

    :param account: the hospital's account; money that came to another one is not a kiosk's.
    :param order_of: the order with a pay code.
    """
    if credit.account != account:
        return Finding.OTHER_ACCOUNT
    code = paycode.find(credit.memo)
    if code is None:
        return Finding.NO_CODE
    order = order_of(code)
    if order is None:
        return Finding.UNKNOWN_CODE
    if credit.booked_at < order.opened.opened_at - CLOCKS_APART:
        # Codes begin anew when a journal does: money from before an order cannot be for it.
        return Finding.BEFORE_ORDER
    return order
