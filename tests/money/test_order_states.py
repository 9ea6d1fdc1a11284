"""An order's state follows from its credits and from nothing else."""

from __future__ import annotations

from itertools import accumulate, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from money_samples import PAYEE, opened, received

from his_client.payments import paycode, vietqr
from kiosk.money.order import Finding, Order, State
from kiosk.money.qr import Payee, QrDiffers, order_qr

DUE = 50_600


def order_with(*amounts: int, minutes: float = 1) -> Order:
    order = Order(opened(1, DUE))
    for number, amount in enumerate(amounts):
        order = order.with_credit(received(f"FT{number}", amount, order.opened, minutes))
    return order


@pytest.mark.parametrize(
    ("amounts", "state"),
    [
        ((), State.CREATED),
        ((DUE,), State.EXACT),
        ((DUE - 1,), State.UNDER),
        ((DUE + 1,), State.OVER),
        ((DUE, DUE), State.DUPLICATE),
        ((DUE, 1), State.DUPLICATE),
        ((600, 50_000), State.IN_PARTS),
        ((600, DUE), State.OVER),
        ((600, 600), State.UNDER),
        ((DUE + 1, 1), State.OVER),
    ],
)
def test_the_state_is_computed_from_the_credits(amounts: tuple[int, ...], state: State) -> None:
    order = order_with(*amounts)
    assert order.state is state
    assert order.received == sum(amounts)


def test_an_exact_credit_after_the_orders_time_is_late_and_still_pays() -> None:
    order = order_with()
    in_time = received("FT1", DUE, order.opened, minutes=15)
    late = received("FT1", DUE, order.opened, minutes=15.001)
    assert order.find(in_time) is Finding.EXACT
    assert order.find(late) is Finding.LATE
    assert Finding.LATE.pays
    assert order.with_credit(late).state is State.LATE


@given(st.lists(st.integers(1, 2 * DUE), min_size=1, max_size=5))
def test_only_the_first_credit_can_pay_and_only_the_whole_amount(amounts: list[int]) -> None:
    order = Order(opened(1, DUE))
    paid = []
    for number, amount in enumerate(amounts):
        credit = received(f"FT{number}", amount, order.opened)
        paid.append(order.find(credit).pays)
        order = order.with_credit(credit)
    assert paid == [amounts[0] == DUE] + [False] * (len(amounts) - 1)


@given(st.lists(st.sampled_from([1, 600, 50_000, DUE]), min_size=1, max_size=4))
def test_the_sum_does_not_depend_on_the_order_of_arrival_and_never_shrinks(amounts: list[int]) -> None:
    assert {order_with(*arrived).received for arrived in permutations(amounts)} == {sum(amounts)}
    sums = [order_with(*amounts[:count]).received for count in range(1, len(amounts) + 1)]
    assert sums == list(accumulate(amounts))


@given(st.integers(1, vietqr.CEILING - 1), st.integers(0, paycode.CAPACITY - 1))
def test_a_qr_says_account_bank_amount_and_code(amount: int, number: int) -> None:
    code = paycode.make(number)
    said = vietqr.parse(order_qr(PAYEE, amount, code))
    assert (said.bank_bin, said.account, said.amount, said.purpose) == (PAYEE.bank_bin, PAYEE.account, amount, code)
    assert said.dynamic


@pytest.mark.parametrize("amount", [0, -1, vietqr.CEILING])
def test_no_qr_is_made_for_an_amount_that_cannot_be_transferred(amount: int) -> None:
    with pytest.raises(vietqr.QrInvalid):
        order_qr(PAYEE, amount, paycode.make(1))


def test_no_qr_is_made_for_an_account_that_cannot_stand_in_one() -> None:
    with pytest.raises(vietqr.QrInvalid):
        order_qr(Payee("0011 009", "970436", "X"), DUE, paycode.make(1))


@pytest.mark.attack
@pytest.mark.parametrize(
    "turned",
    [
        {"account": "0011009999998"},
        {"bank_bin": "970415"},
        {"amount": DUE + 1},
        {"purpose": paycode.make(2)},
    ],
)
def test_a_qr_that_reads_back_otherwise_is_not_handed_out(
    monkeypatch: pytest.MonkeyPatch, turned: dict[str, object]
) -> None:
    honest = vietqr.build
    monkeypatch.setattr(vietqr, "build", lambda **wanted: honest(**{**wanted, **turned}))
    with pytest.raises(QrDiffers):
        order_qr(PAYEE, DUE, paycode.make(1))


@pytest.mark.attack
def test_a_qr_with_a_wrong_crc_is_not_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = vietqr.build
    monkeypatch.setattr(vietqr, "build", lambda **wanted: honest(**wanted)[:-4] + "0000")
    with pytest.raises(QrDiffers):
        order_qr(PAYEE, DUE, paycode.make(1))
