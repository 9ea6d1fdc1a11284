"""The book: every credit is kept, finds its order by the pay code alone, and pays a bill at most once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from money_samples import MORNING, PAYEE, credit, opened

from his_client.his.ports import PaymentNotice
from his_client.payments import paycode
from his_client.payments.bank import Credit
from kiosk.money.book import Book
from kiosk.money.order import (
    BankCursorMoved,
    CreditHandedOver,
    CreditReceived,
    Finding,
    MoneyEvent,
    PaymentSettled,
    State,
    credit_id,
)

DUE = 50_600


class Desk:
    """A book with what was journalled and what was posted, in order."""

    def __init__(self) -> None:
        self.book = Book()
        self.events: list[MoneyEvent] = []
        self.notices: list[PaymentNotice] = []

    def note(self, event: MoneyEvent) -> None:
        self.events.append(event)
        self.book.apply(event)

    def arrive(self, arrived: Credit) -> str:
        """Take a credit; answers its reason for the cashier, "posted" or "known"."""
        taken = self.book.take(arrived, {PAYEE.account})
        if taken is None:
            return "known"
        for event in taken.events:
            self.note(event)
        handed = [event for event in taken.events if isinstance(event, CreditHandedOver)]
        assert len(handed) + (taken.notice is not None) == 1
        if taken.notice:
            self.notices.append(taken.notice)
            return "posted"
        return str(handed[0].reason)


@pytest.fixture
def desk() -> Desk:
    desk = Desk()
    desk.note(opened(1, DUE))
    desk.note(opened(2, DUE))
    return desk


def test_an_exact_credit_pays_the_bill_of_the_order_it_names(desk: Desk) -> None:
    memo = f"MBVCB.123.{paycode.make(2).lower()}.CT tu 0123"
    assert desk.arrive(credit("FT1", DUE, memo)) == "posted"
    assert desk.notices == [
        PaymentNotice("bank:FT1", "HD2", DUE, MORNING + timedelta(minutes=1), paycode.make(2)),
    ]
    assert desk.book.paying("HD2") == "bank:FT1"


def test_the_same_line_listed_again_is_the_same_money(desk: Desk) -> None:
    assert desk.arrive(credit("FT1", DUE, paycode.make(1))) == "posted"
    assert desk.arrive(credit("FT1", DUE, paycode.make(1))) == "known"
    assert len(desk.notices) == 1


@pytest.mark.attack
@pytest.mark.parametrize(
    ("arrived", "reason"),
    [
        (credit("FT1", DUE - 1, paycode.make(1)), Finding.UNDER),
        (credit("FT1", DUE + 1, paycode.make(1)), Finding.OVER),
        (credit("FT1", DUE, "tien kham"), Finding.NO_CODE),
        (credit("FT1", DUE, f"{paycode.make(1)} {paycode.make(2)}"), Finding.NO_CODE),
        (credit("FT1", DUE, paycode.make(99)), Finding.UNKNOWN_CODE),
        (credit("FT1", DUE, paycode.make(1), account="999"), Finding.OTHER_ACCOUNT),
        (credit("FT1", DUE, paycode.make(1), at=MORNING - timedelta(hours=1)), Finding.BEFORE_ORDER),
    ],
)
def test_any_other_money_is_kept_for_the_cashier_with_its_reason(desk: Desk, arrived: Credit, reason: Finding) -> None:
    assert desk.arrive(arrived) == reason
    assert desk.notices == []
    (item,) = desk.book.work
    assert (item.credit.amount, item.reason) == (arrived.amount, reason)
    assert desk.arrive(arrived) == "known"


def test_money_that_names_no_order_never_counts_for_one_of_the_same_amount(desk: Desk) -> None:
    desk.arrive(credit("FT1", DUE, "tien kham"))
    assert [order.received for order in desk.book.orders] == [0, 0]


@pytest.mark.attack
def test_a_second_transfer_is_counted_and_left_to_the_cashier(desk: Desk) -> None:
    assert desk.arrive(credit("FT1", DUE, paycode.make(1))) == "posted"
    assert desk.arrive(credit("FT2", DUE, paycode.make(1))) == Finding.SECOND
    order = desk.book.order("visit1:pay")
    assert order is not None
    assert (order.received, order.state) == (2 * DUE, State.DUPLICATE)


def test_a_bill_with_two_orders_is_paid_once(desk: Desk) -> None:
    desk.note(opened(3, DUE, bill="HD1"))
    assert desk.arrive(credit("FT1", DUE, paycode.make(3))) == "posted"
    assert desk.arrive(credit("FT2", DUE, paycode.make(1))) == Finding.BILL_TAKEN
    assert [notice.bill_id for notice in desk.notices] == ["HD1"]


@pytest.mark.attack
def test_another_amount_under_a_known_reference_is_kept_beside_it(desk: Desk) -> None:
    desk.arrive(credit("FT1", DUE, paycode.make(1)))
    other = credit("FT1", 1_000, paycode.make(2))
    assert desk.arrive(other) == Finding.SAME_REFERENCE
    assert desk.arrive(other) == "known"
    assert sum(kept.amount for kept in desk.book.credits) == DUE + 1_000


@pytest.mark.parametrize("statement_first", [True, False])
def test_a_statement_and_a_provider_that_numbers_its_lines_tell_of_the_same_money(
    desk: Desk, statement_first: bool
) -> None:
    by_statement = credit("FT1", DUE, paycode.make(1))
    by_list = replace(by_statement, reference="92704", bank_reference="FT1")
    first, second = (by_statement, by_list) if statement_first else (by_list, by_statement)
    assert desk.arrive(first) == "posted"
    assert desk.arrive(second) == "known"
    assert len(desk.notices) == 1


def test_two_lines_that_a_provider_numbers_apart_are_two_transfers(desk: Desk) -> None:
    one = replace(credit("92704", DUE, paycode.make(1)), bank_reference="FT1")
    assert desk.arrive(one) == "posted"
    assert desk.arrive(replace(one, reference="92705")) == Finding.SECOND


def test_a_settled_payment_carries_the_receipt_of_the_his(desk: Desk) -> None:
    desk.arrive(credit("FT1", DUE, paycode.make(1)))
    desk.note(PaymentSettled("visit1:pay", "bank", "FT1", "BL00000001"))
    order = desk.book.order("visit1:pay")
    assert order is not None
    assert order.settled is not None
    assert order.settled.receipt_number == "BL00000001"


lines = st.builds(
    lambda reference, code, glue, amount, minutes: credit(
        f"FT{reference}",
        amount,
        glue.format(paycode.make(code) if code else "khong co"),
        MORNING + timedelta(minutes=minutes),
    ),
    reference=st.integers(0, 12),
    code=st.integers(0, 5),
    glue=st.sampled_from(["{}", "CT {} ck", "mbvcb123{}nhanh"]),
    amount=st.sampled_from([DUE, DUE, DUE - 600, DUE + 400, 1]),
    minutes=st.sampled_from([1, 20, 3000]),
)


@pytest.mark.attack
@settings(max_examples=150, deadline=None)
@given(st.lists(lines, max_size=25))
def test_whatever_arrives_in_any_order_nothing_is_lost_and_no_bill_is_paid_twice(arrived: list[Credit]) -> None:
    # A reference names one transfer for ever; copies of it may be listed at any time.
    unique = {line.reference: line for line in reversed(arrived)}
    listed = [unique[line.reference] for line in arrived]
    desk = Desk()
    for number, bill in ((1, "HD1"), (2, "HD2"), (3, "HD1")):
        desk.note(opened(number, DUE, bill))
    outcomes = [desk.arrive(line) for line in listed]

    kept = {credit_id(fact.provider, fact.reference): fact for fact in desk.book.credits}
    assert {name: fact.amount for name, fact in kept.items()} == {
        f"bank:{reference}": line.amount for reference, line in unique.items()
    }
    for order in desk.book.orders:
        named = [line.amount for line in unique.values() if paycode.find(line.memo) == order.opened.pay_code]
        assert order.received == sum(named)
    assert all(count == 1 for count in Counter(notice.bill_id for notice in desk.notices).values())
    due = {order.opened.bill_id: order.opened.amount for order in desk.book.orders}
    assert all(notice.amount == due[notice.bill_id] for notice in desk.notices)
    posted = {notice.id for notice in desk.notices}
    work = {credit_id(item.credit.provider, item.credit.reference) for item in desk.book.work}
    assert posted | work == set(kept)
    assert not posted & work
    assert outcomes.count("known") == len(listed) - len(unique)

    again = Book()
    for event in [*desk.events, BankCursorMoved("9")]:
        again.apply(event)
    assert (tuple(again.orders), tuple(again.credits), tuple(again.work)) == (
        tuple(desk.book.orders),
        tuple(desk.book.credits),
        tuple(desk.book.work),
    )
    assert again.cursor == "9"
    assert all(again.take(line, {PAYEE.account}) is None for line in listed)


def test_money_whose_memo_was_erased_still_counts_and_is_still_known(desk: Desk) -> None:
    line = credit("FT1", DUE, paycode.make(1))
    desk.arrive(line)
    again = Book()
    for event in desk.events:
        again.apply(replace(event, memo="") if isinstance(event, CreditReceived) else event)
    order = again.order("visit1:pay")
    assert order is not None
    assert order.received == DUE
    assert again.take(line, {PAYEE.account}) is None
