"""What the hub itself knows of a bill: what a scan means, what the HIS said last, orders and money on its way."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace

from his_client.payments.paycode import find as find_code
from kiosk.cashier.bills import PAID, TITLES, UNKNOWN, Seen
from kiosk.cashier.rest import received
from kiosk.cashier.state import DeskState
from kiosk.cashier.values import Bill
from kiosk.money.order import Order

MOST_SEEN = 5_000


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a scan means: the visit to ask the HIS about (may be empty), what the hub knows by itself, and the one bill
    that was scanned, if it was one.
    """

    visit_code: str
    known: tuple[Bill, ...]
    bill_id: str = ""

    def first(self, found: tuple[Bill, ...]) -> tuple[Bill, ...]:
        """What the HIS said, the bill that was scanned before the others, also where the HIS does not name it."""
        if not self.bill_id:
            return found
        mine = tuple(bill for bill in found if bill.bill_id == self.bill_id) or self.known
        return (*mine, *(bill for bill in found if bill.bill_id != self.bill_id))


class KnownBills:
    """Bills the HIS told of since the hub started, the last few thousand; in memory only."""

    def __init__(self, state: DeskState) -> None:
        self._state = state
        self._seen: OrderedDict[str, Seen] = OrderedDict()

    def scanned(self, scan: str) -> Scanned:
        """What a scanned or typed text means: a pay code, a bill's id, else a visit's code."""
        text = scan.strip()
        code = find_code(text)
        order = self._state.money.book.order_of_code(code) if code else None
        bill_id = order.opened.bill_id if order else text
        if bill_id in self._seen:
            bill = self._seen[bill_id].bill
            return Scanned(bill.visit_code, (self._known(replace(bill, state=UNKNOWN)),), bill_id)
        orders = self._state.money.book.orders_of_bill(bill_id)
        if orders:
            return Scanned(visit_of(orders), (self._known(of_order(orders[-1])),), bill_id)
        known = tuple(
            self._known(replace(seen.bill, state=UNKNOWN))
            for seen in self._seen.values()
            if seen.bill.visit_code == text
        )
        return Scanned(text, known)

    def saw(self, found: tuple[Seen, ...]) -> tuple[Bill, ...]:
        """Remember what the HIS said, and add what the hub knows: an order's code, money that is on its way."""
        for seen in found:
            self._seen[seen.bill.bill_id] = seen
            self._seen.move_to_end(seen.bill.bill_id)
            if len(self._seen) > MOST_SEEN:
                self._seen.popitem(last=False)
        return tuple(self._known(seen.bill) for seen in found)

    def seen(self, bill_id: str) -> Seen | None:
        """A bill the HIS told of, by which it can be asked again."""
        return self._seen.get(bill_id)

    def visit_of(self, bill_id: str) -> str:
        """By which visit's code the HIS can be asked about a bill; empty when nobody knows one."""
        seen = self._seen.get(bill_id)
        return seen.bill.visit_code if seen else visit_of(self._state.money.book.orders_of_bill(bill_id))

    def _known(self, bill: Bill) -> Bill:
        book = self._state.money.book
        orders = book.orders_of_bill(bill.bill_id)
        if orders:
            opened = orders[-1].opened
            bill = replace(bill, station=opened.station_id, pay_code=opened.pay_code, story=f"order:{opened.order_id}")
        if bill.state == PAID:
            return bill
        held = book.reserved(bill.bill_id)
        if book.paying(bill.bill_id) is not None and not held:
            return replace(bill, paid=bill.due, state=PAID)
        came = held or received(book, bill.bill_id, bill.due - bill.paid)
        return replace(bill, paid=bill.paid + came, received=came)


def visit_of(orders: tuple[Order, ...]) -> str:
    """By which visit's code the HIS is asked about the bill of these orders; empty when none said it."""
    return next((order.opened.visit_code for order in reversed(orders) if order.opened.visit_code), "")


def of_order(order: Order) -> Bill:
    """A bill as the hub knows it from an order alone."""
    opened = order.opened
    title = TITLES[opened.kind]
    return Bill(opened.bill_id, opened.visit_code, opened.kind, title, opened.bill_amount, 0, UNKNOWN)
