"""Credits are read from the bank completely and in order, over HTTP and in process alike."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.payments.bank import BankFeed, CreditPage, StatementConfig, StatementFeed
from his_client.sandbox.faults import CallFault, Fault
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedBank


class Bench:
    """A feed, the payers' side of it, and how to make its next call go wrong."""

    def __init__(self, feed: BankFeed, pay: Callable[..., Any], arm: Callable[[str], Any]) -> None:
        self.feed = feed
        self.pay = pay
        self.arm = arm


@pytest.fixture(params=["http", "in_process"])
def bench(request: pytest.FixtureRequest) -> Bench:
    if request.param == "http":
        sandbox = request.getfixturevalue("sandbox")
        control = request.getfixturevalue("control")

        def pay(amount: int, memo: str, *, times: int = 1, delay: timedelta = timedelta()) -> None:
            sandbox.ledger.transfer(sandbox.accounts.bank_account, amount, memo, times=times, delay=delay)

        faults = {"lost_answer": "truncated", "duplicated": "duplicate"}
        feed = request.getfixturevalue("feed")
        return Bench(feed, pay, lambda fault: control("fault", peer="bank", fault=faults[fault], count=1))
    bank = SimulatedBank(Random(1), clock=request.getfixturevalue("clock"))
    return Bench(bank, bank.transfer, lambda fault: bank.faults.arm(CallFault(fault)))


def page(bench: Bench, after: str | None = None) -> CreditPage:
    outcome = bench.feed.credits(after)
    assert isinstance(outcome, Done)
    return outcome.value


def test_an_account_without_movements_has_no_cursor(bench: Bench) -> None:
    assert page(bench) == CreditPage((), None)


def test_a_credit_says_what_the_statement_says(bench: Bench, clock: Any) -> None:
    bench.pay(10120, "MBVCB.1.KM7F3K92T.CT tu")
    (credit,) = page(bench).credits
    assert (credit.provider, credit.account, credit.amount) == ("bank", "0011009999999", 10120)
    assert (credit.memo, credit.booked_at) == ("MBVCB.1.KM7F3K92T.CT tu", clock())
    assert credit.reference


def test_a_cursor_brings_only_what_came_after_it(bench: Bench) -> None:
    bench.pay(1, "a")
    first = page(bench)
    bench.pay(2, "b")
    bench.pay(3, "c")
    second = page(bench, first.cursor)
    assert [credit.amount for credit in second.credits] == [2, 3]
    assert page(bench, second.cursor) == CreditPage((), second.cursor)


def test_the_same_transfer_sent_twice_is_two_credits(bench: Bench) -> None:
    bench.pay(10120, "KM7F3K92T", times=2)
    credits_found = page(bench).credits
    assert len({credit.reference for credit in credits_found}) == 2


def test_a_delayed_transfer_is_seen_when_it_is_booked_and_not_missed(bench: Bench, clock: Any) -> None:
    bench.pay(1, "late", delay=timedelta(minutes=5))
    bench.pay(2, "soon")
    first = page(bench)
    assert [credit.memo for credit in first.credits] == ["soon"]
    clock.forward(minutes=5)
    assert [credit.memo for credit in page(bench, first.cursor).credits] == ["late"]


def test_a_lost_answer_is_asked_again_and_nothing_is_missed(bench: Bench) -> None:
    bench.pay(7, "x")
    bench.arm("lost_answer")
    assert isinstance(bench.feed.credits(None), Unknown)
    assert [credit.amount for credit in page(bench).credits] == [7]


def test_a_doubled_listing_keeps_one_reference_per_transfer(bench: Bench) -> None:
    bench.pay(7, "x")
    bench.pay(8, "y")
    bench.arm("duplicated")
    assert len({credit.reference for credit in page(bench).credits}) == 2


def test_a_long_absence_is_read_page_by_page(sandbox: Sandbox, connect: Callable[..., JsonClient], clock: Any) -> None:
    accounts = sandbox.accounts
    for number in range(1, 24):
        sandbox.ledger.transfer(accounts.bank_account, number, "x")
        sandbox.ledger.statement(accounts.bank_account)
        clock.forward(seconds=1)
    config = StatementConfig(accounts.bank_account, accounts.bank_token, limit=5)
    outcome = StatementFeed(config, connect(sandbox.urls["bank"], deadline_s=5)).credits("3")
    assert isinstance(outcome, Done)
    assert [credit.amount for credit in outcome.value.credits] == list(range(4, 24))
    assert outcome.value.cursor == "23"


def test_the_last_hours_are_read_again_page_by_page(
    sandbox: Sandbox, connect: Callable[..., JsonClient], clock: Any
) -> None:
    accounts, http = sandbox.accounts, connect(sandbox.urls["bank"], deadline_s=5)
    for number in range(1, 13):
        late = clock() + timedelta(minutes=30) if number == 2 else None
        sandbox.ledger.book(accounts.bank_account, number, "x", clock(), visible_at=late)
        clock.forward(seconds=1)
    config = StatementConfig(accounts.bank_account, accounts.bank_token, limit=5)
    feed = StatementFeed(config, http, clock)
    first = feed.credits(None)
    assert isinstance(first, Done)
    assert [credit.amount for credit in first.value.credits] == [1, *range(3, 13)]
    cursor = first.value.cursor
    assert feed.credits(cursor) == Done(CreditPage(first.value.credits, cursor))  # the window, once
    assert feed.credits(cursor) == Done(CreditPage((), cursor))
    clock.forward(minutes=31)
    late_ones = feed.credits(cursor)
    assert isinstance(late_ones, Done)
    assert [credit.amount for credit in late_ones.value.credits] == list(range(1, 13))
    assert feed.credits(cursor) == Done(CreditPage((), cursor))
    feed.read_again()
    assert feed.credits(cursor) == late_ones
    clock.forward(hours=25)
    assert feed.credits(cursor) == Done(CreditPage((), cursor))


def test_a_window_that_cannot_be_read_costs_nothing_that_is_new(
    sandbox: Sandbox, connect: Callable[..., JsonClient], control: Callable[..., Any], clock: Any
) -> None:
    accounts = sandbox.accounts
    sandbox.ledger.book(accounts.bank_account, 1, "x", clock())
    config = StatementConfig(accounts.bank_account, accounts.bank_token)
    feed = StatementFeed(config, connect(sandbox.urls["bank"]), clock)
    first = feed.credits(None)
    assert isinstance(first, Done)
    sandbox.ledger.book(accounts.bank_account, 2, "y", clock())
    answers = iter([None, Fault.HTML])
    sandbox.faults.take = lambda peer: next(answers)  # type: ignore[assignment, method-assign]
    second = feed.credits(first.value.cursor)
    assert isinstance(second, Done)
    assert [credit.amount for credit in second.value.credits] == [2]


def test_more_movements_in_one_second_than_a_page_holds_are_not_passed_over(
    sandbox: Sandbox, connect: Callable[..., JsonClient], clock: Any
) -> None:
    accounts = sandbox.accounts
    sandbox.ledger.transfer(accounts.bank_account, 1, "x", times=12)
    config = StatementConfig(accounts.bank_account, accounts.bank_token, limit=5)
    outcome = StatementFeed(config, connect(sandbox.urls["bank"], deadline_s=5)).credits("1")
    assert isinstance(outcome, Done)
    assert len(outcome.value.credits) == 11
    assert outcome.value.cursor == "12"


def test_a_wrong_token_is_refused(sandbox: Sandbox, connect: Callable[..., JsonClient]) -> None:
    outcome = StatementFeed(StatementConfig("1", "wrong"), connect(sandbox.urls["bank"])).credits(None)
    assert isinstance(outcome, Refused)
    assert outcome.code == "unauthorised"


def test_another_accounts_list_is_not_taken(feed: StatementFeed, sandbox: Sandbox, control: Callable[..., Any]) -> None:
    sandbox.ledger.transfer(sandbox.accounts.bank_account, 5, "x")
    control("fault", peer="bank", fault="other_answer", count=1)
    assert feed.credits(None) == Unknown("bad_shape", "field account_number")
