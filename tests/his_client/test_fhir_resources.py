"""What leaves the kiosk is R4, by an independent model of it and by the code bindings that model leaves out."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from fhir.resources.R4B import get_fhir_model_class

from his_client.clock import VIETNAM
from his_client.fhir.bindings import CODES, REQUIRED, problems
from his_client.fhir.catalogue import Offer
from his_client.fhir.registration import Wanted, entries, urn
from his_client.fhir.systems import V2_0203, Systems, condition, token
from his_client.his.ports import (
    Declaration,
    DeclarationKind,
    Department,
    Guardian,
    Identity,
    IdentitySource,
    InsuranceClaim,
    RegistrationRequest,
    Relation,
    Reminder,
    ReminderKind,
    Service,
    ServiceChoice,
)
from his_client.sandbox.fhir_catalogue import catalogue

MakeRequest = Callable[..., RegistrationRequest]
SYSTEMS = Systems()
MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)
ASKED = datetime(2026, 11, 24, 7, 28, tzinfo=VIETNAM)
CLAIM = InsuranceClaim(
    "GD4010123452345", 80, "eligible", "000", "1.1", "01010", date(2026, 1, 1), date(2026, 12, 31), ASKED
)


def department(number: int) -> Department:
    service = Service(f"DV0{number}", "Khám", 50600, 50600)
    return Department(f"K0{number}", "K04", "Mắt", f"10{number}", "1", "B", 2, 8, "eye", 6, 90, True, service, "Nữ")


@pytest.fixture
def whole(request_for: MakeRequest) -> Wanted:
    """A registration with everything a registration can have."""
    adult = Identity("001080000001", "Nguyễn Văn Cha", "1980-01-02", "Nam", "Hà Nội", IdentitySource.TYPED)
    request = request_for(
        insurance=CLAIM,
        priority="child",
        further=(ServiceChoice("K02", "DV02", 50600),),
        guardian=Guardian(adult, Relation.FATHER),
        declarations=(Declaration(DeclarationKind.TRANSFER_FORM, "GT-1"), Declaration(DeclarationKind.REVISIT_SLIP)),
        reminders=(Reminder(ReminderKind.FOLLOW_UP, MORNING), Reminder(ReminderKind.VACCINATION, MORNING)),
    )
    identity = replace(
        request.identity, phone="0900000017", ethnicity="Kinh", nationality="Việt Nam", old_id_number="012345678"
    )
    appointment = {
        "resourceType": "Appointment",
        "id": "7",
        "meta": {"versionId": "3"},
        "status": "booked",
        "start": "2026-11-24T08:00:00+07:00",
        "participant": [{"actor": {"reference": "Patient/1"}, "status": "accepted"}],
    }
    offers = tuple(Offer(department(n), f"HealthcareService/{n}", f"Location/{n}") for n in (1, 2))
    slot = {
        "resourceType": "Slot",
        "id": "9",
        "meta": {"versionId": "2"},
        "schedule": {"reference": "Schedule/2"},
        "status": "free",
        "start": "2026-11-24T08:00:00+07:00",
        "end": "2026-11-24T08:10:00+07:00",
    }
    return Wanted(
        replace(request, identity=identity), offers, "", appointment, "01010", held="Slot/8", taken=(None, slot)
    )


def validated(resource: dict[str, Any]) -> None:
    get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def test_a_whole_registration_is_a_valid_bundle(whole: Wanted) -> None:
    made = entries(SYSTEMS, whole)
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": [entry.as_json() for entry in made]}
    validated(bundle)
    kinds = {entry.resource["resourceType"] for entry in made}
    assert kinds == REQUIRED.keys() - {"PaymentNotice"}
    for entry in made:
        assert problems(entry.resource) == ()


def test_the_same_registration_makes_the_same_bundle(whole: Wanted) -> None:
    assert entries(SYSTEMS, whole) == entries(SYSTEMS, whole)
    assert urn("one", "patient") != urn("two", "patient")


def test_everything_but_provenance_is_created_once(whole: Wanted) -> None:
    for entry in entries(SYSTEMS, whole):
        kind = entry.resource["resourceType"]
        assert bool(entry.if_none_exist) == (kind not in {"Provenance", "Appointment", "Slot"}), kind
    appointment = next(e for e in entries(SYSTEMS, whole) if e.resource["resourceType"] == "Appointment")
    assert appointment.as_json()["request"] == {"method": "PUT", "url": "Appointment/7", "ifMatch": 'W/"3"'}


def test_a_place_names_the_slot_its_appointment_holds_or_the_one_that_is_taken_for_it(whole: Wanted) -> None:
    made = entries(SYSTEMS, whole)
    given = [e.resource["input"][0] for e in made if e.resource["resourceType"] == "Task"]
    assert [(item["type"]["coding"][0]["code"], item["valueReference"]["reference"]) for item in given] == [
        ("slot", "Slot/8"),
        ("slot-taken", "Slot/9"),
    ]
    slots = [e for e in made if e.resource["resourceType"] == "Slot"]
    assert [slot.as_json()["request"] for slot in slots] == [
        {"method": "PUT", "url": "Slot/9", "ifMatch": 'W/"2"'},
    ]
    assert slots[0].resource["status"] == "busy"


def test_no_picture_is_ever_sent(whole: Wanted) -> None:
    text = json.dumps([entry.as_json() for entry in entries(SYSTEMS, whole)])
    assert '"photo"' not in text
    assert '"data"' not in text
    assert problems({"resourceType": "Patient", "photo": [{"data": "AAAA"}]}) == ("Patient.photo",)


def test_provenance_says_how_sure_we_are_and_where(whole: Wanted) -> None:
    provenance = next(e.resource for e in entries(SYSTEMS, whole) if e.resource["resourceType"] == "Provenance")
    assert provenance["extension"] == [{"url": SYSTEMS.word("identity-source"), "valueCode": "chip+face"}]
    assert provenance["agent"][0]["who"] == {"identifier": {"system": SYSTEMS.station, "value": "03"}}


def test_the_cover_carries_the_cards_days_its_facility_and_when_it_was_asked_about(whole: Wanted) -> None:
    told = {entry.resource["resourceType"]: entry.resource for entry in entries(SYSTEMS, whole)}
    coverage = told["Coverage"]
    assert coverage["period"] == {"start": "2026-01-01", "end": "2026-12-31"}
    facility = {"system": SYSTEMS.facility, "value": "01010"}
    assert coverage["extension"] == [{"url": SYSTEMS.word("first-registration"), "valueIdentifier": facility}]
    asked = {told[kind]["created"] for kind in ("CoverageEligibilityRequest", "CoverageEligibilityResponse")}
    assert asked == {"2026-11-24T07:28:00+07:00"}


def test_of_a_lookup_that_failed_the_moment_and_the_code_are_sent(whole: Wanted) -> None:
    silent = InsuranceClaim(None, None, "unverified", "timeout", "9", looked_up_at=ASKED)
    wanted = replace(whole, request=replace(whole.request, insurance=silent))
    told = {entry.resource["resourceType"]: entry.resource for entry in entries(SYSTEMS, wanted)}
    answer = told["CoverageEligibilityResponse"]
    assert (answer["outcome"], answer["created"]) == ("error", "2026-11-24T07:28:00+07:00")
    assert {"url": SYSTEMS.word("insurance-code"), "valueString": "timeout"} in answer["extension"]
    assert "Coverage" not in told


def test_consents_carry_their_purposes(whole: Wanted) -> None:
    consents = [e.resource for e in entries(SYSTEMS, whole) if e.resource["resourceType"] == "Consent"]
    purposes = [[purpose["code"] for purpose in consent["provision"]["purpose"]] for consent in consents]
    assert purposes == [["TREAT", "HPAYMT"], ["follow_up"], ["vaccination"]]


def test_every_system_is_the_hospitals_to_choose(whole: Wanted) -> None:
    chosen = Systems(
        **{name: f"https://his.example/{name}" for name in Systems.__dataclass_fields__},
    )
    text = json.dumps([entry.as_json() for entry in entries(chosen, whole)])
    assert "moh.gov.vn" not in text
    assert "urn:hospital-kiosk" not in text
    assert "https://his.example/citizen_id" in text


@pytest.mark.parametrize("kind", sorted(REQUIRED))
def test_a_missing_required_element_is_named(kind: str, whole: Wanted) -> None:
    assert problems({"resourceType": kind}) == tuple(f"{kind}.{name}" for name in REQUIRED[kind])


@pytest.mark.parametrize("element", sorted(name for name in CODES if name.split(".")[0] in REQUIRED))
def test_a_code_outside_its_value_set_is_named(element: str) -> None:
    kind, name = element.split(".")
    assert element in problems({"resourceType": kind, name: "nonsense"})
    assert element not in problems({"resourceType": kind, name: sorted(CODES[element])[0]})


def test_identifier_types_are_those_of_v2_0203() -> None:
    number = {"system": "s", "value": "1", "type": {"coding": [{"system": V2_0203, "code": "CCCD"}]}}
    assert problems({"resourceType": "Patient", "identifier": [number]}) == ("Patient.identifier",)


@pytest.mark.parametrize(
    ("reference", "wrong"),
    [("ServiceRequest/1", True), ("https://his.example/fhir/Procedure/1/_history/2", False), ("urn:uuid:1", False)],
)
def test_a_reference_to_a_kind_that_may_not_stand_there_is_named(reference: str, wrong: bool) -> None:
    charge = {"resourceType": "ChargeItem", "service": [{"reference": reference}]}
    assert ("ChargeItem.service" in problems(charge)) == wrong


def test_the_sandboxs_catalogue_is_valid() -> None:
    resources = list(catalogue(SYSTEMS, [department(1), department(2)], MORNING.date()))
    for resource in resources:
        validated(resource)
    assert {r["resourceType"] for r in resources} == {"HealthcareService", "Location", "ChargeItemDefinition"}


def test_a_searched_value_cannot_become_syntax() -> None:
    assert token("urn:s", "a|b,c$d\\e") == "urn:s|a\\|b\\,c\\$d\\\\e"
    assert condition("https://a.example/?x", "1&_count=9") == "identifier=https://a.example/%3Fx|1%26_count%3D9"
