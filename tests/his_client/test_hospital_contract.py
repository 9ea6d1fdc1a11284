"""Every hospital system keeps one contract: the simulated one, and the REST client with and without the HIS's keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest
from contract_departments import demanding_departments

from his_client.clock import VIETNAM
from his_client.his.capability import Capability
from his_client.his.conformance import POINTS, Point, Status, Trial, examine
from his_client.his.conformance.report import run
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.medipay_keyless import KeylessMediPayHis, Search
from his_client.his.ports import Department, HospitalSystem, Registered, RegistrationRequest
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.his_app import HisTraits
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedHis
from his_client.sandbox.store import MemoryStore

HOSPITALS = ("in_process", "rest", "rest_without_key", "rest_without_key_and_note")
KEYLESS = {Capability.IDEMPOTENCY_KEY}


def still() -> datetime:
    """Time stands: no queue moves while the points look."""
    return datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)


@pytest.fixture(scope="module", params=HOSPITALS)
def hospital(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[HospitalSystem]:
    if request.param == "in_process":
        yield SimulatedHis(Random(1), clock=still, book=demanding_book(still))
        return
    traits = HisTraits(keys=request.param == "rest", notes=not request.param.endswith("note"))
    path = tmp_path_factory.mktemp(request.param) / "his.db"
    with (
        Sandbox(path, clock=still, traits=traits, departments=demanding_departments()) as running,
        JsonClient(running.urls["his"], deadline_s=10.0) as line,
    ):
        yield rest(running, line, traits)


def demanding_book(clock: Any) -> RegistrationBook:
    return RegistrationBook(MemoryStore(), clock=clock, departments=demanding_departments())


def rest(running: Sandbox, line: JsonClient, traits: HisTraits) -> MediPayHis:
    accounts = running.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    if traits.keys:
        return MediPayHis(config, line, still)
    return KeylessMediPayHis(config, line, still, Search(traits.notes))


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_the_point_is_kept(hospital: HospitalSystem, point: Point) -> None:
    trial = Trial(hospital, still, run=POINTS.index(point))
    result = run(point, trial, lasting=True)
    expected = Status.NOT_SUPPORTED if point.needs - hospital.capabilities else Status.OK
    assert result.status == expected, result.evidence
    assert point.needs - hospital.capabilities <= KEYLESS
    trial.clean()
    assert trial.left == []


def test_a_whole_run_leaves_no_visit_behind(clock: Any) -> None:
    his = SimulatedHis(Random(1), clock=clock, book=demanding_book(clock))
    results = examine(Trial(his, clock, prefix="ZZ"), POINTS)
    assert {result.status for result in results} == {Status.OK, Status.NOT_POSSIBLE}
    assert [row.visit_code for row in his.book.registrations.where() if not row.cancelled_at] == []
    assert his.book.payments.count() == 0
    assert his.book.desk.feedback.count() == 0
    assert {row.full_name.split()[0] for row in his.book.registrations.where()} == {"ZZ"}
    assert {row.id_number[:3] for row in his.book.registrations.where() if row.id_number.isdigit()} == {"000"}


def test_a_his_that_cannot_be_reached_is_not_tried_point_by_point(clock: Any) -> None:
    config = MediPayConfig("M", "secret", "01010")
    with JsonClient("http://127.0.0.1:9", deadline_s=2.0) as line:
        results = examine(Trial(MediPayHis(config, line, clock), clock), POINTS)
    assert {result.status for result in results[:-1]} == {Status.NOT_POSSIBLE}
    assert results[5].evidence == "the HIS cannot be reached"


def test_what_a_his_lacks_is_told_and_not_sent(
    sandbox: Sandbox, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    accounts, lacks = sandbox.accounts, frozenset(Capability) - {Capability.IDEMPOTENCY_KEY, Capability.CANCEL}
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code, lacks)
    results = examine(Trial(MediPayHis(config, connect(sandbox.urls["his"]), clock), clock), POINTS, lasting=True)
    told = {result.name: result.status for result in results}
    needing = {point.name for point in POINTS if point.needs & lacks}
    assert {name for name, status in told.items() if status is Status.NOT_SUPPORTED} == needing
    assert Status.FAILED not in told.values()


class Sloppy(SimulatedHis):
    """A HIS that breaks one promise at a time; the points must notice."""

    broken = ""

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        if self.broken == "forgets_keys":
            request = replace(request, key=f"{request.key}-{self.book.registrations.count()}")
        if self.broken == "ignores_prices":
            prices = {item.id: item.service.price for item in self.book.departments()}
            request = replace(request, price=prices.get(request.department_id, 0))
        outcome = super().register(request)
        if self.broken == "splits_services" and isinstance(outcome, Refused) and request.further:
            outcome = super().register(replace(request, further=()))
            return Refused("price_changed") if isinstance(outcome, Done) else outcome
        if self.broken == "one_number" and isinstance(outcome, Done):
            return Done(replace(outcome.value, queue_number="A001"))
        return outcome

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        if self.broken == "only_says_cancelled":
            standing = self.book.reprint(visit_code)
            return Done(replace(standing, cancelled=True)) if standing else Refused("no_visit")
        return super().cancel(visit_code, reason)

    def departments(self) -> Outcome[tuple[Department, ...]]:
        if self.broken == "dear_insurance":
            found = self.book.departments()
            return Done(tuple(replace(item, service=replace(item.service, insured_price=10**6)) for item in found))
        return super().departments()


@pytest.mark.parametrize(
    ("broken", "noticed"),
    [
        ("forgets_keys", "registers"),
        ("ignores_prices", "price_changed"),
        ("splits_services", "all_or_nothing"),
        ("one_number", "no_number_twice"),
        ("only_says_cancelled", "cancels"),
        ("dear_insurance", "departments"),
    ],
)
def test_a_broken_promise_is_noticed(clock: Any, broken: str, noticed: str) -> None:
    his = Sloppy(Random(1), clock=clock, book=demanding_book(clock))
    his.broken = broken
    point = next(point for point in POINTS if point.name == noticed)
    assert run(point, Trial(his, clock)).status is Status.FAILED


def test_a_lost_answer_is_no_broken_promise(clock: Any) -> None:
    class Silent(SimulatedHis):
        def register(self, request: RegistrationRequest) -> Outcome[Registered]:
            super().register(request)
            return Unknown("timeout")

    his = Silent(Random(1), clock=clock, book=demanding_book(clock))
    results = examine(Trial(his, clock), POINTS)
    assert Status.FAILED not in {result.status for result in results}
    assert [row.visit_code for row in his.book.registrations.where() if not row.cancelled_at] == []


def test_a_bad_line_leaves_no_visit_behind_either(clock: Any) -> None:
    faults = FaultMenu({CallFault.LOST_ANSWER: 0.1, CallFault.LOST_REQUEST: 0.1})
    his = SimulatedHis(Random(3), faults, clock=clock, book=demanding_book(clock))
    trial = Trial(his, clock)
    results = examine(trial, POINTS)
    assert Status.FAILED not in {result.status for result in results}
    assert [row.key for row in his.book.registrations.where() if not row.cancelled_at] == []
