"""All orders and credits of one hub: a projection of its journal, and the rule for each credit that arrives.

`Book.take` only reads and answers with events; `Book.apply` takes them in once they are in the journal. The same
events in the same order always give the same book.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from his_client.his.ports import PaymentNotice
from his_client.payments.bank import Credit
from kiosk.money.match import order_for
from kiosk.money.order import (
    BankCursorMoved,
    CreditHandedOver,
    CreditReceived,
    Finding,
    MoneyEvent,
    Order,
    OrderOpened,
    PaymentSettled,
    credit_id,
)


@dataclass(frozen=True, slots=True)
class WorkItem:
    """A credit that waits for a cashier: why, and the order it names, if any."""

    credit: CreditReceived
    reason: str
    order: Order | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one credit of the feed makes: the facts to journal, and the notice to post, if it pays a bill."""

    received: CreditReceived
    handed_over: CreditHandedOver | None
    notice: PaymentNotice | None


class Book:
    """Orders, credits and the bank's cursor as the journal tells them."""

    def __init__(self) -> None:
        self._orders: dict[str, Order] = {}
        self._by_code: dict[str, str] = {}
        self._bills: dict[str, str] = {}
        self._credits: dict[str, CreditReceived] = {}
        self._handed: dict[str, str] = {}
        self.cursor: str | None = None

    @property
    def next_number(self) -> int:
        """The number the next order's pay code is made from; each order has its own for ever."""
        return len(self._orders) + 1

    @property
    def orders(self) -> Iterable[Order]:
        """All orders, oldest first."""
        return self._orders.values()

    @property
    def credits(self) -> Iterable[CreditReceived]:
        """All credits, in the order they arrived."""
        return self._credits.values()

    @property
    def work(self) -> Iterator[WorkItem]:
        """The credits handed to a cashier, in the order they were."""
        for name, reason in self._handed.items():
            credit = self._credits[name]
            yield WorkItem(credit, reason, self._orders.get(credit.order_id) if credit.order_id else None)

    def order(self, order_id: str) -> Order | None:
        """The order with this id."""
        return self._orders.get(order_id)

    def order_of_code(self, pay_code: str) -> Order | None:
        """The order with this pay code."""
        order_id = self._by_code.get(pay_code)
        return self._orders[order_id] if order_id else None

    def credit(self, name: str) -> CreditReceived | None:
        """The credit with this `credit_id`."""
        return self._credits.get(name)

    def paying(self, bill_id: str) -> str | None:
        """The id of the credit that pays this bill, posted already or on its way."""
        return self._bills.get(bill_id)

    def apply(self, event: MoneyEvent) -> None:
        """Take in an event that is in the journal."""
        match event:
            case OrderOpened():
                self._orders[event.order_id] = Order(event)
                self._by_code[event.pay_code] = event.order_id
            case CreditReceived():
                self._received(event)
            case CreditHandedOver():
                self._handed[credit_id(event.provider, event.reference)] = event.reason
            case PaymentSettled():
                self._orders[event.order_id] = replace(self._orders[event.order_id], settled=event)
            case BankCursorMoved():
                self.cursor = event.cursor

    def take(self, credit: Credit, account: str) -> Taken | None:
        """What a credit of the feed makes of itself; None when it is known already.

        A credit that pays gives a notice under its own name, so that it has one id everywhere; any other one gives
        its reason for the cashier. To be applied before the next credit is taken.
        """
        known = self._credits.get(credit_id(credit.provider, credit.reference))
        if known is not None:
            return self._listed_again(known, credit, account)
        found = order_for(credit, account, self.order_of_code)
        if isinstance(found, Finding):
            return _kept(credit, found)
        received = _fact(credit, found.opened.order_id)
        finding = found.find(received)
        if finding.pays and self.paying(found.opened.bill_id) is not None:
            finding = Finding.BILL_TAKEN
        if not finding.pays:
            return Taken(received, CreditHandedOver(credit.provider, credit.reference, finding), None)
        name = credit_id(credit.provider, credit.reference)
        opened = found.opened
        notice = PaymentNotice(name, opened.bill_id, credit.amount, credit.booked_at, opened.pay_code)
        return Taken(received, None, notice)

    def _listed_again(self, known: CreditReceived, credit: Credit, account: str) -> Taken | None:
        """A line that repeats is the same money; one that differs under the same reference is for a person to see."""
        if (known.amount, known.account) == (credit.amount, credit.account):
            return None
        other = replace(credit, reference=f"{credit.reference}/{credit.amount}")
        if credit_id(other.provider, other.reference) in self._credits:
            return None
        return _kept(other, Finding.SAME_REFERENCE if credit.account == account else Finding.OTHER_ACCOUNT)

    def _received(self, event: CreditReceived) -> None:
        name = credit_id(event.provider, event.reference)
        self._credits[name] = event
        if event.order_id is None:
            return
        order = self._orders[event.order_id]
        if order.find(event).pays:
            self._bills.setdefault(order.opened.bill_id, name)
        self._orders[event.order_id] = order.with_credit(event)


def _fact(credit: Credit, order_id: str | None) -> CreditReceived:
    return CreditReceived(
        credit.provider, credit.reference, credit.account, credit.amount, credit.booked_at, order_id, credit.memo
    )


def _kept(credit: Credit, finding: Finding) -> Taken:
    return Taken(_fact(credit, None), CreditHandedOver(credit.provider, credit.reference, finding), None)
