"""The points about insurance over the sandbox, by every way it is spoken to, and over a HIS that breaks them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest
from fhir_bench import adapter, sandbox_line

from his_client.his.conformance import POINTS, PointResult, Status, Trial
from his_client.his.conformance.insured import INSURED, all_points
from his_client.his.conformance.report import run
from his_client.his.medipay import MediPayHis
from his_client.his.ports import HospitalSystem, Registered, RegistrationRequest
from his_client.http import JsonClient
from his_client.insurance.his_route import HisInsuranceRoute, HisRouteConfig
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus
from his_client.outcome import Outcome, Refused
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedHis


class Answers:
    """An insurer that says one thing to everybody."""

    def __init__(self, status: EligibilityStatus, code: str) -> None:
        self._found = Eligibility.without_card(status, code)

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        return CoverageCheck(self._found, asked_at)


class Careless(SimulatedHis):
    """Takes a card whatever its days are, or none at all."""

    takes = True

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        if not self.takes:
            return Refused("bad_request:MA_THE_BHYT", "no card is taken")
        return super().register(replace(request, insurance=None))


def results(system: HospitalSystem, clock: Any) -> list[PointResult]:
    trial = Trial(system, clock)
    found = [run(point, trial, lasting=True) for point in INSURED]
    trial.clean()
    assert trial.left == []
    return found


def test_the_rest_face_keeps_them(his: MediPayHis, sandbox: Sandbox, clock: Any) -> None:
    told = results(his, clock)
    assert [result.status for result in told] == [Status.OK, Status.OK]
    assert "bad_request:GT_THE_DEN" in told[1].evidence
    unverified, insured = sandbox.book.registrations.where()
    assert (unverified.insurance_code, unverified.insurer_asked_at) == ("timeout", "2026-11-24T07:29:30+07:00")
    assert (insured.first_registration, insured.card_valid_from, insured.card_valid_to) == (
        "00000",
        "2026-01-01",
        "2026-12-31",
    )


def test_the_fhir_face_keeps_them_and_the_same_is_kept_of_them(sandbox: Sandbox, clock: Any) -> None:
    with sandbox_line(sandbox, clock) as client:
        told = results(adapter(client, clock, numbered=True), clock)
    assert [result.status for result in told] == [Status.OK, Status.OK]
    unverified, insured = sandbox.book.registrations.where()
    assert (unverified.insurance_code, unverified.insurer_asked_at) == ("timeout", "2026-11-24T07:29:30+07:00")
    assert (insured.first_registration, insured.card_valid_from, insured.card_valid_to) == (
        "00000",
        "2026-01-01",
        "2026-12-31",
    )


def test_a_his_that_does_not_look_at_the_days_is_told_so_and_one_that_takes_no_card_fails(clock: Any) -> None:
    careless = Careless(Random(1), clock=clock)
    assert [result.status for result in results(careless, clock)] == [Status.OK, Status.NOT_SUPPORTED]
    careless.takes = False
    assert [result.status for result in results(careless, clock)] == [Status.FAILED, Status.FAILED]


def test_a_claim_of_a_card_is_tried_on_a_test_server_only(clock: Any) -> None:
    trial = Trial(SimulatedHis(Random(1), clock=clock), clock)
    assert [run(point, trial).status for point in INSURED] == [Status.OK, Status.NOT_POSSIBLE]


def test_the_his_that_asks_insures_no_stranger(
    sandbox: Sandbox, his: MediPayHis, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    account = HisRouteConfig(sandbox.accounts.merchant_id, sandbox.accounts.merchant_secret)
    route = HisInsuranceRoute(account, connect(sandbox.urls["his"]), clock)
    *_, point = all_points(route)
    assert run(point, Trial(his, clock)).status is Status.OK


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answers(EligibilityStatus.NOT_ELIGIBLE, "050"), Status.OK),
        (Answers(EligibilityStatus.ELIGIBLE, "000"), Status.FAILED),
        (Answers(EligibilityStatus.CONFIG_ERROR, "signature"), Status.FAILED),
        (Answers(EligibilityStatus.UNVERIFIED, "bad_shape"), Status.FAILED),
        (Answers(EligibilityStatus.UNVERIFIED, "101"), Status.NOT_POSSIBLE),
        (Answers(EligibilityStatus.UNVERIFIED, "timeout"), Status.NOT_POSSIBLE),
        (None, Status.NOT_SUPPORTED),
    ],
)
def test_what_the_answer_about_a_stranger_says_of_the_his(clock: Any, answer: Answers | None, status: Status) -> None:
    *others, point = all_points(answer)
    assert [other.name for other in others] == [other.name for other in (*POINTS, *INSURED)]
    assert run(point, Trial(SimulatedHis(Random(1), clock=clock), clock)).status is status


def test_the_names_are_all_different() -> None:
    names = [point.name for point in all_points(None)]
    assert len(set(names)) == len(names)
