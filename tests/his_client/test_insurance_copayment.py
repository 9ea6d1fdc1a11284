"""The look-up of accumulated co-payments: the largest running sum, and nothing asked twice without a reason."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import requests

from his_client.http import JsonClient, JsonReply
from his_client.insurance.copayment import CoPaymentFound, CoPaymentLookup
from his_client.insurance.vss import VssConfig, VssGateway, token_keeper
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.run import Accounts, Sandbox

PERSON = ("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")


@pytest.fixture
def deadline_s() -> float:
    return 10.0


@pytest.fixture
def config(accounts: Accounts, deadline_s: float) -> VssConfig:
    account = VssConfig(
        accounts.gateway_username, accounts.gateway_password, accounts.officer_name, accounts.officer_id
    )
    return replace(account, deadline_s=deadline_s)


@pytest.fixture
def door(sandbox: Sandbox) -> Callable[..., requests.Response]:
    return lambda name, **content: requests.post(
        f"{sandbox.urls['insurance']}/_control/{name}", json=content, timeout=5
    )


@pytest.fixture
def ask(
    sandbox: Sandbox, config: VssConfig, clock: Any, connect: Callable[..., JsonClient]
) -> Callable[..., Outcome[CoPaymentFound]]:
    lookup = CoPaymentLookup(config, connect(sandbox.urls["insurance"]), clock)
    return lambda number=PERSON[0], name=PERSON[1], birth=PERSON[2]: lookup.accumulated(number, name, birth)


Ask = Callable[..., Outcome[CoPaymentFound]]


def test_the_largest_running_sum_counts_and_rows_are_never_added(ask: Ask, door: Callable[..., Any]) -> None:
    for amount in ("1000000", "396758.5", "0"):
        assert door("copayment", id_number=PERSON[0], amount=amount).status_code == 200
    found = ask()
    assert isinstance(found, Done)
    assert found.value.total == Decimal("1396758.5")
    assert found.value.ends == date(2026, 12, 31)
    assert "tBNCCTLuyKe" in found.value.replies[0].text
    assert PERSON[1] not in repr(found)


@pytest.mark.parametrize("number", [PERSON[0], "GD4010123452345", "0123452345"])
def test_all_three_forms_of_a_number_are_asked_about(ask: Ask, door: Callable[..., Any], number: str) -> None:
    door("copayment", id_number=PERSON[0], amount="10120")
    found = ask(number=number)
    assert isinstance(found, Done)
    assert found.value.total == 10_120


@pytest.mark.parametrize("changes", [{}, {"number": "001999999999"}])
def test_no_card_and_no_co_payment_are_one_answer(ask: Ask, changes: dict[str, str]) -> None:
    found = ask(**changes)
    assert isinstance(found, Done)
    assert found.value.total is None


@pytest.mark.parametrize("changes", [{"number": "12"}, {"birth": "15/03/1990"}, {"name": "  "}])
def test_a_malformed_question_is_not_sent(ask: Ask, sandbox: Sandbox, changes: dict[str, str]) -> None:
    found = ask(**changes)
    assert isinstance(found, Refused)
    assert (found.code, sandbox.sessions.taken) == ("400", 0)


def test_an_empty_401_renews_the_token_once(ask: Ask, sandbox: Sandbox, door: Callable[..., Any]) -> None:
    door("copayment", id_number=PERSON[0], amount="10120")
    ask()
    sandbox.sessions.revoke()
    assert isinstance(ask(), Done)
    assert sandbox.sessions.taken == 2


def test_a_restricted_account_is_told_and_not_asked_again(ask: Ask, door: Callable[..., Any]) -> None:
    assert door("gateway", most_questions=0).status_code == 200
    found = ask()
    assert isinstance(found, Refused)
    assert found.code == "restricted"
    assert door("gateway").json()["questions"] == 1


# What hangs is waited for until the deadline.
@pytest.mark.parametrize(
    ("fault", "reason", "deadline_s"),
    [
        ("hang", "timeout", 2.0),
        ("html", "html", 10.0),
        ("truncated", "truncated", 10.0),
        ("http500", "server_error", 10.0),
    ],
)
def test_a_bad_line_is_unknown_and_not_asked_again(
    ask: Ask, control: Callable[..., Any], sandbox: Sandbox, fault: str, reason: str
) -> None:
    ask()
    control("fault", peer="insurance", fault=fault, count=1)
    found = ask()
    assert isinstance(found, Unknown)
    assert (found.reason, sandbox.faults.armed()) == (reason, {})


def test_an_answer_about_somebody_else_is_not_taken(
    ask: Ask, door: Callable[..., Any], control: Callable[..., Any]
) -> None:
    door("copayment", id_number=PERSON[0], amount="10120")
    ask()
    control("fault", peer="insurance", fault="other_answer", count=1)
    found = ask()
    assert isinstance(found, Unknown)
    assert found.reason == "other_answer"


def test_it_shares_the_card_checks_token(
    sandbox: Sandbox, config: VssConfig, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    line = connect(sandbox.urls["insurance"])
    tokens = token_keeper(config, line, clock)
    VssGateway(config, line, clock, tokens=tokens).check(*PERSON, asked_at=clock())
    assert isinstance(CoPaymentLookup(config, line, clock, tokens=tokens).accumulated(*PERSON), Done)
    assert sandbox.sessions.taken == 1


def test_a_token_declined_twice_ends_the_question(
    sandbox: Sandbox, config: VssConfig, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    line = connect(sandbox.urls["insurance"])
    lookup = CoPaymentLookup(replace(config, username=config.username), line, clock)
    call = line.call

    def declining(method: str, path: str, **options: Any) -> Any:
        return JsonReply(401, None) if "TraCuu" in path else call(method, path, **options)

    line.call = declining  # type: ignore[method-assign]
    found = lookup.accumulated(*PERSON)
    assert isinstance(found, Refused)
    assert (found.code, sandbox.sessions.taken) == ("401", 2)


@pytest.mark.parametrize(
    "data",
    [
        {"MaKetQua": "200", "DataCCT": [{"tBNCCTLuyKe": "x"}]},
        {"MaKetQua": "200", "DataCCT": [{"tBNCCTLuyKe": -1}]},
        {"MaKetQua": "200", "DataCCT": [{}]},
        {"MaKetQua": "200", "DataCCT": 7},
        {"DataCCT": []},
        [],
    ],
)
def test_an_answer_in_another_shape_is_unknown(
    sandbox: Sandbox, config: VssConfig, clock: Any, connect: Callable[..., JsonClient], data: Any
) -> None:
    line = connect(sandbox.urls["insurance"])
    call = line.call
    line.call = lambda method, path, **options: (  # type: ignore[method-assign]
        JsonReply(200, data) if "TraCuu" in path else call(method, path, **options)
    )
    found = CoPaymentLookup(config, line, clock).accumulated(*PERSON)
    assert isinstance(found, Unknown)
    assert found.reason == "bad_shape"
