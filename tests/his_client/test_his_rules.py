"""What the sandbox HIS decides, to the number, over HTTP and in process alike, also over a bad line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

import pytest

from his_client.clock import VIETNAM
from his_client.his.ports import (
    HospitalSystem,
    Identifier,
    IdentitySource,
    InsuranceClaim,
    PaymentNotice,
    Registered,
    RegistrationRequest,
)
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.faults import CallFault
from his_client.sandbox.simulated import SimulatedHis

MakeRequest = Callable[..., RegistrationRequest]
SOURCE = IdentitySource.CHIP_AND_FACE
PAID_AT = datetime(2026, 11, 24, 7, 31, tzinfo=VIETNAM)
RIGHT_ROUTE = InsuranceClaim("GD4010123452345", 80, "eligible", "000", "1.1")


class Bench:
    """One hospital system, and how to make its next call go wrong."""

    def __init__(self, system: HospitalSystem, arm: Callable[[str], Any]) -> None:
        self.system = system
        self.arm = arm


@pytest.fixture(params=["http", "in_process"])
def bench(request: pytest.FixtureRequest) -> Bench:
    if request.param == "http":
        control = request.getfixturevalue("control")
        faults = {"lost_request": "http500", "lost_answer": "reset_after_commit", "duplicated": "duplicate"}
        his = request.getfixturevalue("his")
        return Bench(his, lambda fault: control("fault", peer="his", fault=faults[fault], count=1))
    simulated = SimulatedHis(Random(1), clock=request.getfixturevalue("clock"))
    return Bench(simulated, lambda fault: simulated.faults.arm(CallFault(fault)))


def registered(bench: Bench, request: RegistrationRequest) -> Registered:
    outcome = bench.system.register(request)
    assert isinstance(outcome, Done)
    return outcome.value


def notice(bill: Registered, payment_id: str = "bank:FT1", **changes: Any) -> PaymentNotice:
    whole = PaymentNotice(payment_id, bill.bill_id, bill.amount_due, PAID_AT, "KM7F3K92T")
    return replace(whole, **changes)


def test_departments_are_offered_with_price_and_queue(bench: Bench) -> None:
    outcome = bench.system.departments()
    assert isinstance(outcome, Done)
    names = [department.name for department in outcome.value]
    assert names == ["Nội tim mạch", "Tiêu hoá", "Hô hấp", "Cơ xương khớp", "Mắt", "Tai Mũi Họng", "Da liễu"]
    first = outcome.value[0]
    assert (first.icon, first.room, first.queue_length, first.wait_minutes) == ("heart", "214", 8, 25)
    assert (first.service.price, first.service.insured_price, first.full) == (50600, 50600, False)


def test_a_known_patient_is_found_and_a_stranger_is_not(bench: Bench) -> None:
    known = bench.system.find_patient(Identifier.citizen("001090000017"), SOURCE)
    assert isinstance(known, Done)
    assert known.value is not None
    assert known.value.last_department_id == "K01"
    assert bench.system.find_patient(Identifier.citizen("001999999999"), SOURCE) == Done(None)


def test_a_registration_gives_number_place_and_bill(bench: Bench, request_for: MakeRequest) -> None:
    visit = registered(bench, request_for())
    assert (visit.queue_number, visit.room, visit.floor, visit.building) == ("A128", "214", "2", "A")
    assert (visit.people_before, visit.amount_due, visit.amount_paid) == (8, 50600, 0)
    assert visit.department_name == "Nội tim mạch"


def test_the_next_patient_gets_the_next_number_and_waits_longer(bench: Bench, request_for: MakeRequest) -> None:
    registered(bench, request_for())
    second = registered(bench, request_for("001195000028"))
    assert (second.queue_number, second.people_before, second.wait_minutes) == ("A129", 9, 28)


def test_the_same_key_again_gives_the_same_visit(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    assert registered(bench, request) == registered(bench, request)
    today = bench.system.registrations_today(Identifier.of(request.identity), SOURCE)
    assert isinstance(today, Done)
    assert len(today.value) == 1


def test_a_key_is_not_reused_for_another_department(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    registered(bench, request)
    outcome = bench.system.register(replace(request, department_id="K02", service_id="DV02"))
    assert isinstance(outcome, Refused)
    assert outcome.code == "key_reused"


def test_a_second_registration_the_same_day_is_declined_and_the_first_can_be_shown(
    bench: Bench, request_for: MakeRequest
) -> None:
    first = registered(bench, request_for())
    outcome = bench.system.register(request_for())
    assert isinstance(outcome, Refused)
    assert outcome.code == "already"
    assert bench.system.registrations_today(Identifier.citizen("001090000017"), SOURCE) == Done((first,))


def test_another_department_the_same_day_is_a_visit_of_its_own(bench: Bench, request_for: MakeRequest) -> None:
    first = registered(bench, request_for())
    second = registered(bench, request_for(department_id="K05", service_id="DV05"))
    assert second.queue_number == "E019"
    assert second.patient_id == first.patient_id
    assert bench.system.registrations_today(Identifier.citizen("001090000017"), SOURCE) == Done((first, second))


def test_tomorrow_the_numbers_begin_again(bench: Bench, request_for: MakeRequest, clock: Any) -> None:
    registered(bench, request_for())
    clock.forward(days=1)
    assert bench.system.registrations_today(Identifier.citizen("001090000017"), SOURCE) == Done(())
    assert registered(bench, request_for()).queue_number == "A128"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"price": 45000}, "price_changed"),
        ({"department_id": "K99"}, "no_department"),
        ({"service_id": "DV02"}, "no_department"),
    ],
)
def test_what_the_price_list_does_not_hold_is_declined(
    bench: Bench, request_for: MakeRequest, changes: dict[str, Any], code: str
) -> None:
    outcome = bench.system.register(request_for(**changes))
    assert isinstance(outcome, Refused)
    assert outcome.code == code


@pytest.mark.parametrize(
    ("claim", "due"),
    [
        (None, 50600),
        (RIGHT_ROUTE, 10120),
        (replace(RIGHT_ROUTE, route_code="1.18"), 30360),
        (replace(RIGHT_ROUTE, level=100), 0),
        (replace(RIGHT_ROUTE, status="eligible_provisional", code="003"), 10120),
        (replace(RIGHT_ROUTE, status="unverified", code="timeout", level=None), 50600),
        (replace(RIGHT_ROUTE, route_code="5.5"), 50600),
    ],
)
def test_the_claim_decides_what_is_owed(
    bench: Bench, request_for: MakeRequest, claim: InsuranceClaim | None, due: int
) -> None:
    assert registered(bench, request_for(insurance=claim)).amount_due == due


def test_an_answer_lost_after_the_commit_is_found_by_its_key(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.arm("lost_answer")
    assert isinstance(bench.system.register(request), Unknown)
    found = bench.system.find_registration(request.key)
    assert isinstance(found, Done)
    assert found.value is not None
    assert found.value.key == request.key
    assert registered(bench, request) == found.value


def test_a_request_that_never_arrived_is_proven_absent(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.arm("lost_request")
    assert isinstance(bench.system.register(request), Unknown)
    assert bench.system.find_registration(request.key) == Done(None)


def test_a_request_delivered_twice_registers_once(bench: Bench, request_for: MakeRequest) -> None:
    request = request_for()
    bench.arm("duplicated")
    visit = registered(bench, request)
    assert bench.system.registrations_today(Identifier.of(request.identity), SOURCE) == Done((visit,))
    assert registered(bench, request_for("001195000028")).queue_number == "A129"


def test_a_payment_is_receipted_once_however_often_it_is_told(bench: Bench, request_for: MakeRequest) -> None:
    bill = registered(bench, request_for(insurance=RIGHT_ROUTE))
    first = bench.system.post_payment(notice(bill))
    assert isinstance(first, Done)
    assert bench.system.post_payment(notice(bill)) == first
    assert bench.system.find_payment("bank:FT1") == first
    found = bench.system.find_registration(bill.key)
    assert isinstance(found, Done)
    assert found.value == replace(bill, amount_paid=10120)


@pytest.mark.parametrize("fault", ["lost_request", "lost_answer", "duplicated"])
def test_a_payment_survives_a_bad_line(bench: Bench, request_for: MakeRequest, fault: str) -> None:
    bill = registered(bench, request_for(insurance=RIGHT_ROUTE))
    bench.arm(fault)
    told = bench.system.post_payment(notice(bill))
    found = bench.system.find_payment("bank:FT1")
    assert isinstance(found, Done)
    assert (found.value is None) == (fault == "lost_request")
    assert isinstance(told, Done) == (fault == "duplicated")


@pytest.mark.parametrize(
    ("payment_id", "changes", "code"),
    [
        ("bank:FT2", {}, "already_paid"),
        ("bank:FT1", {"amount": 5}, "id_reused"),
        ("bank:FT3", {"bill_id": "HD0"}, "no_bill"),
    ],
)
def test_no_second_receipt_for_a_bill(
    bench: Bench, request_for: MakeRequest, payment_id: str, changes: dict[str, Any], code: str
) -> None:
    bill = registered(bench, request_for(insurance=RIGHT_ROUTE))
    assert isinstance(bench.system.post_payment(notice(bill)), Done)
    outcome = bench.system.post_payment(notice(bill, payment_id, **changes))
    assert isinstance(outcome, Refused)
    assert outcome.code == code


def test_a_payment_of_another_amount_is_left_to_people(bench: Bench, request_for: MakeRequest) -> None:
    bill = registered(bench, request_for())
    outcome = bench.system.post_payment(notice(bill, amount=10120))
    assert isinstance(outcome, Refused)
    assert outcome.code == "amount_differs"
    assert bench.system.find_payment("bank:FT1") == Done(None)
