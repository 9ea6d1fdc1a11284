"""What the sandbox hospital has beyond numbers: appointments, sudden changes, words, and a strict desk."""

import dataclasses
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import requests

from his_client.his.capability import NOT_SUPPORTED, Capability
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import (
    AppointmentKind,
    Identifier,
    IdentifierKind,
    Identity,
    IdentitySource,
    InsuranceClaim,
    RegistrationRequest,
    Reminder,
    ReminderKind,
    ServiceChoice,
)
from his_client.http import JsonClient
from his_client.outcome import Done, Refused
from his_client.sandbox.run import Sandbox

MakeRequest = Callable[..., RegistrationRequest]
Control = Callable[..., requests.Response]
SOURCE = IdentitySource.CHIP_AND_FACE
REGULAR = "BN0000001"


def code(outcome: object) -> str:
    assert isinstance(outcome, Refused), outcome
    return outcome.code


def test_an_appointment_is_told_used_once_and_free_again_after_a_cancellation(
    his: MediPayHis, request_for: MakeRequest
) -> None:
    offered = his.appointments_today(REGULAR, SOURCE)
    assert isinstance(offered, Done)
    (appointment,) = offered.value
    assert (appointment.kind, appointment.department_id, appointment.room) == (AppointmentKind.BOOKED, "K01", "214")
    assert (appointment.starts_at.hour, appointment.starts_at.minute) == (8, 30)
    visit = his.register(request_for(appointment_id=appointment.id))
    assert isinstance(visit, Done)
    assert his.appointments_today(REGULAR, SOURCE) == Done(())
    assert isinstance(his.cancel(visit.value.visit_code, "patient"), Done)
    assert his.appointments_today(REGULAR, SOURCE) == offered


def test_somebody_elses_appointment_cannot_be_used(his: MediPayHis, request_for: MakeRequest) -> None:
    assert code(his.register(request_for("001195000028", appointment_id="LH1-261124"))) == "no_appointment"


def test_appointments_results_and_notices_can_be_made_for_a_demonstration(his: MediPayHis, control: Control) -> None:
    made = {"id": "A9", "patient_id": "BN0000002", "department_id": "K05", "starts_at": "2026-11-24T10:00:00+07:00"}
    assert control("appointment", **made, kind="revisit").status_code == 200
    assert control("appointment", **{**made, "department_id": "K99"}).status_code == 400
    offered = his.appointments_today("BN0000002", SOURCE)
    assert isinstance(offered, Done)
    assert [item.id for item in offered.value] == ["LH2-261124", "A9"]
    assert his.results_ready("BN0000002", SOURCE) == Done(False)
    control("result", id="XN2", patient_id="BN0000002", ready=1)
    assert his.results_ready("BN0000002", SOURCE) == Done(True)
    control("notice", id="TB9", title="Hôm qua", text="đã hết", until="2026-11-23")
    notices = his.notices()
    assert isinstance(notices, Done)
    assert [item.id for item in notices.value] == ["TB1"]


@pytest.mark.parametrize(
    ("fault", "refusal", "full", "price"),
    [("quota_full", "full", True, 50600), ("price_changed", "price_changed", False, 51600)],
)
def test_what_changed_since_it_was_shown_is_declined_and_shown_the_next_time(
    his: MediPayHis, control: Control, request_for: MakeRequest, fault: str, refusal: str, full: bool, price: int
) -> None:
    control("fault", peer="his", fault=fault)
    assert code(his.register(request_for())) == refusal
    departments = his.departments()
    assert isinstance(departments, Done)
    first, second = departments.value[:2]
    assert (first.full, first.service.price) == (full, price)
    assert (second.full, second.service.price) == (False, 50600)


def test_a_number_known_with_another_name_or_birth_date_is_nobody_to_merge(
    his: MediPayHis, request_for: MakeRequest
) -> None:
    request = request_for()
    for changes in ({"full_name": "Trần Văn Khác"}, {"date_of_birth": "1991-03-15"}):
        other = replace(request, identity=replace(request.identity, **changes))
        assert code(his.register(other)) == "conflict"
    typed_otherwise = replace(request.identity, full_name="NGUYỄN  ĐỨC MẪU", date_of_birth="1990")
    assert isinstance(his.register(replace(request, identity=typed_otherwise)), Done)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (IdentifierKind.ID_NUMBER, "001077000011"),
        (IdentifierKind.OLD_ID_NUMBER, "011234567"),
        (IdentifierKind.INSURANCE_NUMBER, "GD4010123457777"),
        (IdentifierKind.INSURANCE_NUMBER, "0123457777"),
        (IdentifierKind.PATIENT_ID, "BN0000003"),
    ],
)
def test_a_patient_is_found_by_any_number_of_theirs(
    his: MediPayHis, request_for: MakeRequest, kind: IdentifierKind, value: str
) -> None:
    request = request_for(insurance=InsuranceClaim("GD4010123457777", 80, "eligible", "000", "1.1"))
    identity = replace(request.identity, id_number="001077000011", old_id_number="011234567")
    assert isinstance(his.register(replace(request, identity=identity)), Done)
    found = his.find_patient(Identifier(kind, value), SOURCE)
    assert isinstance(found, Done)
    assert found.value is not None
    assert (found.value.patient_id, found.value.date_of_birth, found.value.sex) == ("BN0000003", "1990-03-15", "Nam")


@pytest.mark.parametrize("source", [IdentitySource.TYPED, IdentitySource.QR])
def test_nothing_about_a_person_is_told_to_whoever_has_not_read_a_chip(his: MediPayHis, source: IdentitySource) -> None:
    who = Identifier.citizen("001090000017")
    for outcome in (
        his.find_patient(who, source),
        his.registrations_today(who, source),
        his.appointments_today(REGULAR, source),
        his.bills(REGULAR, source),
        his.results_ready(REGULAR, source),
    ):
        assert code(outcome) == "assurance"


def test_cancelling_gives_the_seat_back_in_every_room(
    sandbox: Sandbox, his: MediPayHis, request_for: MakeRequest
) -> None:
    further = (ServiceChoice("K05", "DV05", 50600),)
    visit = his.register(request_for(further=further))
    assert isinstance(visit, Done)
    assert [ticket.queue_number for ticket in visit.value.tickets] == ["A128", "E019"]
    assert sandbox.book.tickets.count(department_id="K05", day="2026-11-24", standing="yes") == 1
    his.cancel(visit.value.visit_code, "patient")
    assert sandbox.book.tickets.count(department_id="K05", day="2026-11-24", standing="yes") == 0


def test_a_visit_that_has_begun_is_not_cancelled(his: MediPayHis, clock: Any, request_for: MakeRequest) -> None:
    visit = his.register(request_for())
    assert isinstance(visit, Done)
    clock.forward(minutes=60)
    assert code(his.cancel(visit.value.visit_code, "patient")) == "called"


def test_a_place_in_the_queue_moves_forward(his: MediPayHis, clock: Any, request_for: MakeRequest) -> None:
    visit = his.register(request_for())
    assert isinstance(visit, Done)
    waited = []
    for _ in range(4):
        places = his.position(visit.value.visit_code)
        assert isinstance(places, Done)
        waited.append((places.value[0].people_before, places.value[0].serving))
        clock.forward(minutes=9)
    assert waited == [(8, "A119"), (5, "A122"), (2, "A125"), (0, "A127")]


def test_wishes_are_kept_with_the_visit(
    sandbox: Sandbox, his: MediPayHis, clock: Any, request_for: MakeRequest
) -> None:
    request = request_for(reminders=(Reminder(ReminderKind.VACCINATION, clock()),))
    his.register(request)
    row = sandbox.book.registrations.get(request.key)
    assert row is not None
    assert [item["kind"] for item in json.loads(row.wishes)["reminders"]] == ["vaccination"]


def test_what_a_his_lacks_is_never_sent_in_part(sandbox: Sandbox, clock: Any, request_for: MakeRequest) -> None:
    accounts, lacks = sandbox.accounts, frozenset({Capability.REMINDERS, Capability.QUEUE})
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code, lacks)
    with JsonClient("http://127.0.0.1:9") as nowhere:
        his = MediPayHis(config, nowhere, clock)
        wished = request_for(reminders=(Reminder(ReminderKind.FOLLOW_UP, clock()),))
        assert his.register(wished) == NOT_SUPPORTED
        assert his.position("x") == NOT_SUPPORTED


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id_number": "00109000001"}, "SO_GTTT"),
        ({"date_of_birth": "1990-13-01"}, "NGAY_SINH"),
        ({"date_of_birth": "15/03/1990"}, "NGAY_SINH"),
        ({"full_name": "x" * 256}, "HO_TEN"),
        ({"phone": "gọi tôi"}, "DIEN_THOAI"),
        ({"old_id_number": "12"}, "SO_GTTT_CU"),
    ],
)
def test_a_malformed_field_is_declined_by_its_name(
    his: MediPayHis, request_for: MakeRequest, changes: dict[str, str], field: str
) -> None:
    request = request_for()
    odd = replace(request, identity=replace(request.identity, **changes))
    assert code(his.register(odd)) == f"bad_request:{field}"


def test_a_registration_has_no_place_for_a_picture() -> None:
    names = {field.name for kind in (RegistrationRequest, Identity) for field in dataclasses.fields(kind)}
    assert not [name for name in names if "photo" in name or "portrait" in name or "picture" in name]
