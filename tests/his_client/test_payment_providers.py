"""Every provider keeps the same promises: money is told of once, whatever goes wrong on the way, and never invented."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from payment_bench import AMOUNT, Bench, World, bench_of

from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.payments import vietqr
from his_client.payments.ports import RefundWanted, Standing
from his_client.sandbox.faults import Fault
from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.providers import OTHER_ACCOUNT

NAMES = ("bank", "payos", "sepay", "vnpay")


@pytest.fixture(params=NAMES)
def bench(request: pytest.FixtureRequest, clock: Any, connect: Callable[..., JsonClient]) -> Iterator[Bench]:
    with World(clock, request.param) as world, bench_of(request.param, world, clock, connect) as made:
        yield made


def with_able(*abilities: str) -> Any:
    """Only the providers that can do this."""
    able = {
        "orders": ("payos", "vnpay"),
        "asks": ("payos", "vnpay"),
        "lists": ("bank", "sepay"),
        "notices": ("payos", "sepay", "vnpay"),
    }
    names = [name for name in NAMES if all(name in able[ability] for ability in abilities)]
    return pytest.mark.parametrize("bench", names, indirect=True)


def the_credit(bench: Bench) -> Any:
    (credit,) = bench.told().values()
    return credit


# -- good days


def test_a_scanned_code_becomes_one_credit_of_the_order(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr)
    credit = the_credit(bench)
    assert bench.found(wanted, credit)
    assert (credit.provider, credit.amount, credit.account) == (bench.name, AMOUNT, bench.account)
    assert credit.booked_at == bench.clock()


def test_nothing_is_told_before_anybody_pays(bench: Bench) -> None:
    bench.show()
    bench.forward(minutes=30)
    assert bench.told() == {}


def test_what_it_cannot_do_it_says_at_once(bench: Bench) -> None:
    wanted, _ = bench.show()
    able = bench.provider.abilities
    refund = RefundWanted("R1", wanted.number, "1", 1, False, bench.clock(), "b", "c")
    said = {
        "orders": bench.provider.make(wanted),
        "asks": bench.provider.ask(wanted.number, wanted.made_at),
        "refunds": bench.provider.refund(refund),
    }
    for ability, outcome in said.items():
        refused = isinstance(outcome, Refused) and outcome.code == "not_supported"
        assert refused is not getattr(able, ability), ability


# -- the fault menu


def test_late_money_is_told_when_it_comes_and_with_its_own_time(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, fault="late")
    assert bench.told() == {}
    bench.forward(minutes=20)
    credit = the_credit(bench)
    assert credit.booked_at > wanted.expires_at
    assert bench.found(wanted, credit)


def test_a_payer_who_pays_twice_makes_two_credits(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, fault="twice")
    credits_found = bench.told().values()
    assert len(credits_found) == 2
    assert all(bench.found(wanted, credit) and credit.amount == AMOUNT for credit in credits_found)


@pytest.mark.parametrize(("fault", "amount"), [("short", AMOUNT - 1000), ("over", AMOUNT + 1000)])
def test_a_wrong_amount_is_told_as_it_is(bench: Bench, fault: str, amount: int) -> None:
    _, qr = bench.show()
    bench.pay(qr, fault=fault)
    assert the_credit(bench).amount == amount


def test_money_for_another_account_says_so_or_is_not_ours_to_see(bench: Bench) -> None:
    _, qr = bench.show()
    bench.pay(qr, fault="other_account")
    assert {credit.account for credit in bench.told().values()} == (set() if bench.name == "bank" else {OTHER_ACCOUNT})


@with_able("notices")
def test_a_replayed_notice_changes_nothing(bench: Bench) -> None:
    _, qr = bench.show()
    bench.pay(qr, fault="replayed")
    bench.forward(minutes=1)
    assert bench.receiver is not None
    first, second = bench.receiver.delivered
    assert (first.body, first.query) == (second.body, second.query)
    assert len(bench.told()) == 1


@with_able("notices")
def test_overtaken_notices_tell_the_same(bench: Bench) -> None:
    one, qr = bench.show()
    two, other_qr = bench.show()
    bench.pay(qr, fault="reordered")
    assert bench.told() == {}
    bench.pay(other_qr)
    first, second = bench.told().values()
    assert bench.found(two, first)
    assert bench.found(one, second)


@pytest.mark.attack
@with_able("notices")
def test_a_forged_notice_is_refused_and_no_money_is_believed(bench: Bench) -> None:
    _, qr = bench.show()
    bench.pay(qr, fault="forged")
    assert bench.receiver is not None
    assert bench.receiver.refusals == ["forged"]
    assert bench.told() == {}


@with_able("notices")
def test_a_notice_that_is_not_taken_is_sent_again(bench: Bench) -> None:
    _, qr = bench.show()
    assert bench.receiver is not None
    bench.receiver.deaf = True
    bench.pay(qr)
    bench.receiver.deaf = False
    bench.forward(minutes=1)
    assert len(bench.told()) == 1


@with_able("lists")
def test_money_whose_notice_never_comes_stands_in_the_list(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, fault="never")
    (credit,) = bench.listed(None).values()
    assert bench.found(wanted, credit)


@with_able("asks")
def test_money_whose_notice_never_comes_is_found_by_asking(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, fault="never")
    assert bench.told() == {}
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert (answer.value.standing, answer.value.received) == (Standing.PAID, AMOUNT)
    assert [credit.number for credit in answer.value.credits] == [wanted.number]


@with_able("lists")
def test_a_line_that_is_listed_late_is_found_behind_the_cursor(bench: Bench) -> None:
    late, qr = bench.show()
    other, other_qr = bench.show()
    bench.pay(qr, fault="listed_late")
    bench.pay(other_qr)
    assert bench.lister is not None
    page = bench.lister.credits(None)
    assert isinstance(page, Done)
    assert [bench.found(other, credit) for credit in page.value.credits] == [True]
    bench.forward(minutes=21)
    again = bench.listed(page.value.cursor)
    assert sum(bench.found(late, credit) for credit in again.values()) == 1


@with_able("lists", "notices")
def test_a_webhook_and_the_list_give_one_credit_one_name(bench: Bench) -> None:
    for _ in range(2):
        bench.pay(bench.show()[1])
    told, listed = bench.told(), bench.listed(None)
    assert told.keys() == listed.keys()
    for name, credit in told.items():
        same = listed[name]
        assert (credit.amount, credit.account, credit.memo, credit.booked_at, credit.bank_reference) == (
            same.amount,
            same.account,
            same.memo,
            same.booked_at,
            same.bank_reference,
        )


@with_able("asks", "notices")
def test_a_webhook_and_a_question_give_one_credit_one_name(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr)
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    (asked,) = answer.value.credits
    told = the_credit(bench)
    assert (asked.reference, asked.amount, asked.account, asked.booked_at, asked.number, asked.virtual_account) == (
        told.reference,
        told.amount,
        told.account,
        told.booked_at,
        told.number,
        told.virtual_account,
    )


def test_every_fault_of_the_menu_is_tried_here() -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    assert [fault for fault in PayFault if f'"{fault}"' not in source] == []


# -- orders


@with_able("orders")
def test_an_order_of_no_amount_is_never_made(bench: Bench) -> None:
    wanted, _ = bench.show()
    for amount in (0, -1, vietqr.CEILING):
        changed = type(wanted)(900, amount, wanted.pay_code, wanted.made_at, wanted.expires_at)
        assert isinstance(bench.provider.make(changed), Refused)


@with_able("asks")
def test_no_order_is_proven_absent_and_an_open_one_is_open(bench: Bench) -> None:
    assert bench.provider.ask(777, bench.clock()) == Done(None)
    wanted, qr = bench.show()
    bench.pay(qr, delay=timedelta(minutes=1))
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert (answer.value.standing, answer.value.received, answer.value.credits) == (Standing.OPEN, 0, ())


LINE_FAULTS = ["refuse", "hang", "reset_after_commit", "truncated", "html", "http500", "other_answer"]


@with_able("asks")
@pytest.mark.parametrize("fault", LINE_FAULTS)
def test_a_broken_line_makes_no_answer(bench: Bench, fault: str) -> None:
    wanted, qr = bench.show()
    bench.pay(qr)
    bench.sandbox.faults.arm(bench.name, Fault(fault), 1)
    assert isinstance(bench.provider.ask(wanted.number, wanted.made_at), Unknown)
    assert isinstance(bench.provider.ask(wanted.number, wanted.made_at), Done)
