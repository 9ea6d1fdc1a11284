"""Whether a credit that comes under a known reference is the same money told again, or another one.

Providers repeat themselves, and a bank may use a reference again. What repeats is the same money; what is of another
day, or names another order, is money of its own and gets a name of its own. Nothing that came is dropped.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.clock import VIETNAM
from kiosk.money.match import Lookup
from kiosk.money.order import CreditReceived

AROUND_MIDNIGHT = timedelta(hours=2)
"""Two roads may book one transfer on two days when it came about midnight."""


def other_day(one: datetime, other: datetime) -> bool:
    """Whether two bookings under one reference are of two days."""
    days = {moment.astimezone(VIETNAM).date() for moment in (one, other)}
    return len(days) > 1 and abs(one - other) > AROUND_MIDNIGHT


def repeats(known: CreditReceived, credit: Credit, lookup: Lookup) -> bool:
    """Whether this is the known money told again: of one day, and naming no other order than that one did.

    A text that one of the two roads does not tell, or that was erased since, says nothing.
    """
    if known.amount != credit.amount or other_day(known.booked_at, credit.booked_at):
        return False
    order_id = lookup.by_number.get((credit.provider, credit.number)) if credit.number else None
    if order_id and known.order_id and order_id != known.order_id:
        return False
    code = paycode.find(credit.memo)
    if code is None or credit.memo == known.memo:
        return True
    if known.memo:
        return code == paycode.find(known.memo) or lookup.by_code.get(code) == known.order_id is not None
    return known.order_id is None or lookup.by_code.get(code) in (None, known.order_id)


def other_reference(reference: str, amount: int, count: int) -> str:
    """What further money under a known reference is called here: `FT1/50600`, then `FT1/50600/2`."""
    return f"{reference}/{amount}" if count == 1 else f"{reference}/{amount}/{count}"


def bank_reference(event: CreditReceived) -> str:
    """What the bank's statement calls a credit."""
    own = re.sub(rf"/{event.amount}(/\d+)?\Z", "", event.reference)
    return event.bank_reference or own or event.reference
