"""The gateway's session: bound to an address, ended at an instant, declined in disguises, renewed by one caller."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter

from his_client.http import JsonClient, JsonReply
from his_client.insurance.ports import CoverageCheck, EligibilityStatus
from his_client.insurance.token import BodyForm, Token, TokenKeeper
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.run import Accounts, Sandbox

PERSON = ("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")


@pytest.fixture
def config(accounts: Accounts) -> VssConfig:
    return VssConfig(accounts.gateway_username, accounts.gateway_password, accounts.officer_name, accounts.officer_id)


@pytest.fixture
def mood(sandbox: Sandbox) -> Callable[..., dict[str, Any]]:
    """Changes how the sandbox gateway answers, and tells how often it was asked about people."""

    def change(**changes: Any) -> dict[str, Any]:
        answer = requests.post(f"{sandbox.urls['insurance']}/_control/gateway", json=changes, timeout=5)
        assert answer.status_code == 200
        told: dict[str, Any] = answer.json()
        return told

    return change


@pytest.fixture
def ask(gateway: VssGateway, clock: Any) -> Callable[[], CoverageCheck]:
    return lambda: gateway.check(*PERSON, asked_at=clock())


@pytest.mark.parametrize("disguise", ["401", "501", "999", "http401"])
def test_a_declined_token_is_known_in_every_disguise_and_renewed_once(
    ask: Callable[[], CoverageCheck], mood: Callable[..., Any], sandbox: Sandbox, disguise: str
) -> None:
    mood(declines_as=disguise)
    ask()
    sandbox.sessions.revoke()
    found = ask()
    assert (found.eligibility.status, found.questions) == (EligibilityStatus.ELIGIBLE, 2)
    assert sandbox.sessions.taken == 2


def test_a_token_is_good_from_the_address_that_took_it_alone(config: VssConfig, sandbox: Sandbox, clock: Any) -> None:
    session = requests.Session()
    other = HTTPAdapter()
    other.init_poolmanager(1, 1, source_address=("127.0.0.2", 0))
    session.mount("http://", other)
    url = sandbox.urls["insurance"]
    account = {"username": config.username, "password": _digest(config)}
    key = session.post(f"{url}/api/token/take", json=account, timeout=5).json()["APIKey"]
    session.close()
    params = {"token": key["access_token"], "id_token": key["id_token"], **account}
    elsewhere = requests.post(f"{url}/api/egw/KQNhanLichSuKCB2024", params=params, json={}, timeout=5)
    assert elsewhere.json()["maKetQua"] == "501"


def _digest(config: VssConfig) -> str:
    from his_client.insurance.token import password_digest

    return password_digest(config.password)


def test_an_empty_body_leaves_the_card_unverified(ask: Callable[[], CoverageCheck], mood: Callable[..., Any]) -> None:
    ask()
    mood(empty=1)
    assert ask().eligibility.code == "not_json"
    assert ask().eligibility.status is EligibilityStatus.ELIGIBLE


def test_a_name_in_another_unicode_form_with_double_spaces_is_the_same_person(
    ask: Callable[[], CoverageCheck], mood: Callable[..., Any]
) -> None:
    mood(decomposed=True)
    assert ask().eligibility.status is EligibilityStatus.ELIGIBLE


def test_an_account_that_asked_too_much_is_restricted_and_the_card_unverified(
    ask: Callable[[], CoverageCheck], mood: Callable[..., Any]
) -> None:
    mood(most_questions=1)
    assert ask().eligibility.status is EligibilityStatus.ELIGIBLE
    assert (ask().eligibility.status, ask().eligibility.code) == (EligibilityStatus.UNVERIFIED, "500")


@pytest.mark.parametrize("token_form", BodyForm)
@pytest.mark.parametrize("check_form", BodyForm)
def test_each_function_takes_json_or_form_fields_as_configured(
    sandbox: Sandbox,
    config: VssConfig,
    clock: Any,
    connect: Callable[..., JsonClient],
    token_form: BodyForm,
    check_form: BodyForm,
) -> None:
    forms = replace(config, token_form=token_form, check_form=check_form)
    gateway = VssGateway(forms, connect(sandbox.urls["insurance"]), clock)
    assert gateway.check(*PERSON, asked_at=clock()).eligibility.status is EligibilityStatus.ELIGIBLE


def test_a_check_keeps_every_reply_as_it_came_and_counts_its_questions(
    sandbox: Sandbox, ask: Callable[[], CoverageCheck]
) -> None:
    sandbox.registry.put({"id_number": PERSON[0], "full_name": PERSON[1], "birth_date": "1990-12-31"})
    found = ask()
    assert ([reply.call for reply in found.replies], found.questions) == (["KQNhanLichSuKCB2024"] * 2, 2)
    assert '"maKetQua":"070"' in found.replies[0].text
    assert "ghiChu" in found.replies[1].text
    assert "ghiChu" not in repr(found)
    assert PERSON[0] not in repr(found.replies)


@pytest.mark.parametrize("number", ["12", "12345678901", "GD40101234523456", "ＧＤ4010123452345", "00109000001７"])
def test_a_number_in_no_known_form_is_never_asked_about(
    gateway: VssGateway, clock: Any, sandbox: Sandbox, number: str
) -> None:
    found = gateway.check(number, PERSON[1], PERSON[2], asked_at=clock())
    assert (found.eligibility.code, found.questions, sandbox.sessions.taken) == ("205", 0, 0)


def test_a_card_number_typed_in_groups_and_small_letters_is_taken(gateway: VssGateway, clock: Any) -> None:
    found = gateway.check("gd4 01 0123452345", PERSON[1], PERSON[2], asked_at=clock())
    assert found.eligibility.card == "GD4010123452345"


def test_one_deadline_bounds_token_renewal_and_second_question(
    sandbox: Sandbox, config: VssConfig, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    now = 0.0
    line = connect(sandbox.urls["insurance"], deadline_s=60)
    asked_within: list[float] = []
    call = line.call

    def slow(method: str, path: str, **options: Any) -> JsonReply | Unknown:
        nonlocal now
        asked_within.append(options["deadline_s"])
        now += 4.0
        return call(method, path, **options)

    line.call = slow  # type: ignore[method-assign]
    sandbox.registry.put({"id_number": PERSON[0], "full_name": PERSON[1], "birth_date": "1990-12-31"})
    gateway = VssGateway(replace(config, deadline_s=8.0), line, clock, monotonic=lambda: now)
    found = gateway.check(*PERSON, asked_at=clock())
    assert asked_within == [8.0, 4.0]  # token, first question; for the second nothing is left
    assert (found.eligibility.status, found.eligibility.code) == (EligibilityStatus.UNVERIFIED, "timeout")


class _Line:
    """A line whose token call is held until told, and counted."""

    def __init__(self, answer: JsonReply | Unknown) -> None:
        self.answer = answer
        self.calls = 0
        self.asked, self.go = threading.Event(), threading.Event()

    def call(self, *_: Any, **__: Any) -> JsonReply | Unknown:
        self.calls += 1
        self.asked.set()
        self.go.wait(5)
        return self.answer


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Unknown("reset"), Unknown),
        (JsonReply(200, {"maKetQua": "401"}), Refused),
        (JsonReply(200, {"maKetQua": "500"}), Unknown),
    ],
)
def test_all_who_wait_get_what_the_one_call_brought_a_failure_included(
    clock: Any, answer: JsonReply | Unknown, outcome: type
) -> None:
    line = _Line(answer)
    keeper = TokenKeeper(line, clock, username="u", password="p")  # type: ignore[arg-type]
    found: list[Outcome[Token]] = []
    threads = [threading.Thread(target=lambda: found.append(keeper.current())) for _ in range(6)]
    threads[0].start()
    assert line.asked.wait(5)
    for thread in threads[1:]:
        thread.start()
    while sum(thread.is_alive() for thread in threads) < 6:
        pass
    threading.Event().wait(0.1)
    line.go.set()
    for thread in threads:
        thread.join(5)
    assert [type(one) for one in found] == [outcome] * 6
    assert line.calls == 1


def test_a_token_that_ends_within_the_margin_is_not_given_out_again(clock: Any) -> None:
    line = _Line(
        JsonReply(
            200,
            {
                "maKetQua": "200",
                "APIKey": {
                    "access_token": "a",
                    "id_token": "b",
                    "expires_in": f"{clock() + timedelta(minutes=10):%Y-%m-%dT%H:%M:%S}.1234567+07:00",
                },
            },
        )
    )
    line.go.set()
    keeper = TokenKeeper(line, clock, username="u", password="p")  # type: ignore[arg-type]
    assert isinstance(keeper.current(), Done)
    clock.forward(minutes=8, seconds=59)
    keeper.current()
    assert line.calls == 1
    clock.forward(seconds=2)
    keeper.current()
    assert line.calls == 2
