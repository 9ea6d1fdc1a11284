"""The second route: the HIS asks the insurer, and its word about taking the visit stands above the code."""

import logging
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from his_client.http import JsonClient, JsonReply
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig, sex_of
from his_client.insurance.ports import Eligibility, EligibilityStatus, RouteVerdict
from his_client.sandbox.run import Sandbox

PERSON = ("001090000017", "Nguyễn Đức Mẫu", "1990-03-15")


@pytest.fixture
def route(sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient]) -> HisInsuranceRoute:
    accounts = sandbox.accounts
    config = HisRouteConfig(accounts.merchant_id, accounts.merchant_secret, deadline_s=0.5)
    return HisInsuranceRoute(config, connect(sandbox.urls["his"]), clock)


def test_an_insured_person_comes_with_card_dates_and_the_verdict_about_the_route(
    route: HisInsuranceRoute, clock: Any
) -> None:
    found = route.check(*PERSON, asked_at=clock())
    assert found.eligibility == Eligibility(
        EligibilityStatus.ELIGIBLE,
        "000",
        "GD4010123452345",
        80,
        date(2026, 1, 1),
        date(2026, 12, 31),
        "01010",
        None,
        None,
        RouteVerdict.RIGHT,
    )
    assert (found.questions, found.replies[0].call) == (1, "/bhyt")
    assert "TEN_KQ" in found.replies[0].text


def test_who_is_registered_elsewhere_came_off_the_route(route: HisInsuranceRoute, clock: Any) -> None:
    found = route.check("001195000028", "Lê Thị Phượng Mẫu", "1995-09-02", asked_at=clock())
    assert found.eligibility.route is RouteVerdict.OFF


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("001", EligibilityStatus.ELIGIBLE_PROVISIONAL),
        ("010", EligibilityStatus.NOT_ELIGIBLE),
        ("060", EligibilityStatus.MISMATCH),
        ("101", EligibilityStatus.UNVERIFIED),
        ("054", EligibilityStatus.CONFIG_ERROR),
        ("777", EligibilityStatus.UNVERIFIED),
    ],
)
def test_the_gateways_code_keeps_its_meaning(
    route: HisInsuranceRoute, sandbox: Sandbox, clock: Any, code: str, status: EligibilityStatus
) -> None:
    sandbox.registry.put({"id_number": PERSON[0], "full_name": PERSON[1], "birth_date": PERSON[2], "code": code})
    found = route.check(*PERSON, asked_at=clock()).eligibility
    assert (found.status, found.code) == (status, code)


def test_a_stranger_has_no_card(route: HisInsuranceRoute, clock: Any) -> None:
    found = route.check("001090999999", "Không Ai", "1990", asked_at=clock()).eligibility
    assert (found.status, found.code) == (EligibilityStatus.NOT_ELIGIBLE, "not_found")


def test_a_wrong_secret_is_a_fault_of_the_configuration(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    config = HisRouteConfig(sandbox.accounts.merchant_id, "another")
    found = HisInsuranceRoute(config, connect(sandbox.urls["his"]), clock).check(*PERSON, asked_at=clock()).eligibility
    assert (found.status, found.code) == (EligibilityStatus.CONFIG_ERROR, "signature")


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("refuse", "reset"),
        ("hang", "timeout"),
        ("truncated", "truncated"),
        ("html", "html"),
        ("http500", "server_error"),
        ("http401", "bad_shape"),
        ("other_answer", "other_answer"),
    ],
)
def test_a_bad_line_leaves_the_card_unverified_and_is_not_asked_again(
    route: HisInsuranceRoute, control: Callable[..., Any], sandbox: Sandbox, clock: Any, fault: str, code: str
) -> None:
    control("fault", peer="his", fault=fault, count=1)
    found = route.check(*PERSON, asked_at=clock()).eligibility
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, code)
    assert sandbox.faults.armed() == {}


class _Says:
    def __init__(self, **data: Any) -> None:
        self.data = {"MA_KQ": "000", "MA_THE_BHYT": "GD4010123452345", "TIEP_NHAN_BHYT": 1, **data}

    def call(self, *_: Any, **__: Any) -> JsonReply:
        return JsonReply(200, {"code": "000", "data": self.data})


def answered(clock: Any, **data: Any) -> Eligibility:
    route = HisInsuranceRoute(HisRouteConfig("m", "s"), _Says(**data), clock)  # type: ignore[arg-type]
    return route.check(*PERSON, asked_at=clock()).eligibility


@pytest.mark.parametrize(
    ("code", "takes", "status"),
    [
        ("000", 1, EligibilityStatus.ELIGIBLE),
        ("000", 0, EligibilityStatus.NOT_ELIGIBLE),
        ("002", 0, EligibilityStatus.NOT_ELIGIBLE),
        ("070", 1, EligibilityStatus.ELIGIBLE_PROVISIONAL),
        ("070", 0, EligibilityStatus.MISMATCH),
        ("010", 1, EligibilityStatus.ELIGIBLE_PROVISIONAL),
        ("101", 1, EligibilityStatus.UNVERIFIED),
        ("055", 1, EligibilityStatus.CONFIG_ERROR),
    ],
)
def test_the_hospitals_own_word_stands_above_the_code(
    clock: Any, code: str, takes: int, status: EligibilityStatus
) -> None:
    assert answered(clock, MA_KQ=code, TIEP_NHAN_BHYT=takes).status is status


@pytest.mark.parametrize("text", ["2026-12-31", "20261231", "31/12/2026"])
def test_a_date_is_understood_in_the_forms_hospitals_write(clock: Any, text: str) -> None:
    assert answered(clock, GT_THE_DEN=text).valid_to == date(2026, 12, 31)


@pytest.mark.parametrize(
    "wrong",
    [
        {"MA_KQ": None},
        {"MA_KQ": "Nguyễn Đức Mẫu"},
        {"TIEP_NHAN_BHYT": None},
        {"MA_THE_BHYT": ""},
        {"GT_THE_TU": "2026"},
        {"PHAN_TUYEN": "x"},
    ],
)
def test_an_answer_in_another_shape_is_not_trusted(clock: Any, wrong: dict[str, Any]) -> None:
    found = answered(clock, **wrong)
    assert (found.status, found.code) == (EligibilityStatus.UNVERIFIED, "bad_shape")


@pytest.mark.parametrize(
    ("said", "verdict"), [(1, "right"), (2, "off"), (3, "open"), ("3", "open"), (9, None), (None, None)]
)
def test_the_three_verdicts_about_the_route(clock: Any, said: Any, verdict: str | None) -> None:
    assert answered(clock, PHAN_TUYEN=said).route == verdict


@pytest.mark.parametrize(
    ("number", "sex"),
    [("001090000017", 1), ("001195000028", 2), ("001215000040", 1), ("001315000040", 2), ("123456789", 3)],
)
def test_a_citizen_number_tells_the_sex_the_call_wants(number: str, sex: int) -> None:
    assert sex_of(number) == sex


def test_nothing_personal_is_logged(route: HisInsuranceRoute, clock: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="his_client")
    found = route.check(*PERSON, asked_at=clock())
    kept = repr(found.replies) + " ".join(str(vars(record)) for record in caplog.records if record.name == "his_client")
    assert PERSON[0] not in kept
    assert PERSON[1] not in kept
