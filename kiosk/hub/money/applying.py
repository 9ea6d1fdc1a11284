"""What a person decides about money: it pays this bill after all, it does not, or the HIS is to be asked once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from his_client.his.ports import PaymentNotice
from his_client.outcome import Done, Outcome, Refused
from kiosk.delivery.machine import Delivery
from kiosk.hub.money.postings import Postings, money_of
from kiosk.hub.record import HubRecord
from kiosk.money.book import Book
from kiosk.money.order import REST, BillKind, CreditApplied, CreditReceived, CreditTakenBack, Order, credit_id


class Applying:
    """Applications by named persons, and their undoing.

    :param period_of: the open period for money of an order, or of none.
    """

    def __init__(
        self, record: HubRecord, book: Book, postings: Postings, period_of: Callable[[Order | None], tuple[str, str]]
    ) -> None:
        self._record = record
        self._book = book
        self._postings = postings
        self._period_of = period_of

    def apply_credit(
        self, application_id: str, name: str, bill_id: str, amount: int, kind: BillKind, rule: str, by: str
    ) -> Outcome[None]:
        """See `MoneyDesk.apply_credit`."""
        book = self._book
        known = book.application(application_id)
        if known is not None:
            same = (known.name, known.bill_id, known.amount) == (name, bill_id, amount)
            return Done(None) if same and not book.undone(application_id) else Refused("applied_already")
        credit = book.credit(name)
        if credit is None:
            return Refused("no_money")
        order = self._order_of(bill_id)
        standing = book.paid(bill_id)
        paid = sum(item.amount for item in standing)
        due = order.opened.bill_amount if order else paid + amount
        elsewhere = book.paying(bill_id) is not None and not standing
        elsewhere = elsewhere or any(item.rule == REST for item in standing)
        if elsewhere or book.receipt_of(bill_id) or paid >= due:
            return Refused("applied_already")
        if not 0 < amount <= min(book.left(name), due - paid):
            return Refused("amount")
        period, _ = self._period_of(order)
        applied = CreditApplied(
            application_id, credit.provider, credit.reference, bill_id, amount, kind, rule, period, by
        )
        notices = []
        if paid + amount == due:
            lead = book.credit(standing[0].name) if standing else credit
            assert lead is not None
            memo = order.opened.pay_code if order else ""
            notice_id = self._free_name(credit_id(lead.provider, lead.reference))
            notices = [(_subject(credit), PaymentNotice(notice_id, bill_id, due, lead.booked_at, memo))]
        self._postings.keep([(_subject(credit), applied)], notices)
        return Done(None)

    def take_back(self, application_id: str, by: str, why: str) -> Outcome[None]:
        """See `MoneyDesk.take_back`."""
        if not why.strip():
            return Refused("why_missing")
        item = self._book.application(application_id)
        if item is None or self._book.undone(application_id):
            return Refused("no_match")
        if self._book.refunding(item):
            return Refused("refunding", "a refund was taken from what this pays")
        if self._book.receipt_of(item.bill_id):
            return Refused("receipted")
        if item.rule == REST:
            return Refused("postings_open", "a counter payment pays the rest of this bill: void that one")
        if any(_bill(posting) == item.bill_id for posting in self._postings.open):
            return Refused("postings_open")
        credit = self._book.credit(item.name)
        assert credit is not None
        period, _ = self._period_of(self._order_of(item.bill_id))
        undone = CreditTakenBack(
            item.id, credit.provider, credit.reference, item.bill_id, item.amount, item.kind, period, by, why
        )
        self._record.keep([(_subject(credit), undone)])
        return Done(None)

    def post_again(self, name: str) -> Outcome[None]:
        """See `MoneyDesk.post_again`."""
        known = self._postings.get(name)
        if known is None or not known.final:
            return Refused("nothing_to_post")
        notice = known.payload
        assert isinstance(notice, PaymentNotice)
        payers = (money_of(payer) for payer in self._book.payers(notice.bill_id))
        if money_of(name) not in payers or self._book.receipt_of(notice.bill_id):
            return Refused("nothing_to_post", "this money pays that bill no more, or the HIS has a receipt")
        if self._book.stands(notice.bill_id) < notice.amount:
            return Refused("nothing_to_post", "some of it was given back")
        if known.result is not None:
            notice = replace(notice, id=self._free_name(credit_id(*money_of(name))))
        self._postings.keep([], [(known.subject, notice)])
        return Done(None)

    def _order_of(self, bill_id: str) -> Order | None:
        orders = self._book.orders_of_bill(bill_id)
        return orders[-1] if orders else None

    def _free_name(self, name: str) -> str:
        """The name itself for the first posting of this money, `name~2` for the next bill it pays."""
        count, free = 1, name
        while self._postings.get(free) is not None:
            count += 1
            free = f"{name}~{count}"
        return free


def _subject(credit: CreditReceived) -> str:
    return credit.order_id or f"credit:{credit.reference}"


def _bill(posting: Delivery) -> str:
    return posting.payload.bill_id if isinstance(posting.payload, PaymentNotice) else ""
