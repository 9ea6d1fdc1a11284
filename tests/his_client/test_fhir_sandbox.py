"""The sandbox's FHIR face: strict, atomic, race-safe, and one book with the REST face."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import pytest
import requests
from fhir.resources.R4B import get_fhir_model_class
from fhir_bench import adapter, sandbox_line

from his_client.fhir.adapter import FhirHis
from his_client.fhir.client import CONFLICT, NOT_FOUND, Entry, FhirClient
from his_client.fhir.people import SOURCE_HEADER, patient_resource
from his_client.fhir.systems import Systems, condition, token
from his_client.his.medipay import MediPayHis
from his_client.his.ports import (
    Guardian,
    Identifier,
    IdentitySource,
    PaymentNotice,
    Registered,
    RegistrationRequest,
    Relation,
)
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.fhir_search import search
from his_client.sandbox.fhir_store import FhirStore
from his_client.sandbox.rows import AppointmentRow
from his_client.sandbox.run import Sandbox
from his_client.sandbox.store import MemoryStore

MakeRequest = Callable[..., RegistrationRequest]
SYSTEMS = Systems()
SOURCE = IdentitySource.CHIP_AND_FACE


@pytest.fixture
def client(sandbox: Sandbox, clock: Any) -> Iterator[FhirClient]:
    with sandbox_line(sandbox, clock) as line:
        yield line


@pytest.fixture
def fhir(client: FhirClient, clock: Any) -> FhirHis:
    return adapter(client, clock, numbered=True)


def done(outcome: Any) -> Any:
    assert isinstance(outcome, Done), outcome
    return outcome.value


@pytest.fixture
def ask(sandbox: Sandbox) -> Callable[..., requests.Response]:
    """A raw request with a good token."""
    accounts, url = sandbox.accounts, sandbox.fhir_url
    told = requests.post(
        f"{url}/auth/token",
        data={"grant_type": "client_credentials"},
        auth=(accounts.fhir_client_id, accounts.fhir_client_secret),
        timeout=5,
    ).json()

    def send(method: str, path: str, **said: Any) -> requests.Response:
        headers = {
            "Authorization": f"Bearer {told['access_token']}",
            "Content-Type": "application/fhir+json",
            **said.pop("headers", {}),
        }
        return requests.request(method, f"{url}{path}", headers=headers, timeout=5, **said)

    return send


def test_both_faces_show_one_book(fhir: FhirHis, his: MediPayHis, request_for: MakeRequest) -> None:
    by_rest = done(his.register(request_for()))
    by_fhir = done(fhir.register(request_for("001195000028")))
    assert done(fhir.find_registration(by_rest.key)) == by_rest
    assert done(his.find_registration(by_fhir.key)) == by_fhir
    assert (by_rest.queue_number, by_fhir.queue_number) == ("A128", "A129")
    assert done(fhir.departments()) == done(his.departments())
    number = Identifier.citizen("001090000017")
    assert done(fhir.find_patient(number, SOURCE)).patient_id == done(his.find_patient(number, SOURCE)).patient_id


def test_the_registration_arrives_whole(
    fhir: FhirHis, sandbox: Sandbox, client: FhirClient, request_for: MakeRequest
) -> None:
    request = request_for()
    address = "Số 9 Phố Mẫu"
    visit = done(fhir.register(replace(request, identity=replace(request.identity, address=address))))
    row = sandbox.book.registrations.get(visit.key)
    assert row is not None
    assert (row.identity_source, row.station_id) == ("chip+face", "03")
    found = done(client.search("Provenance", {"target": f"Encounter/{visit.visit_code}"}))
    assert len(found) == 1


def test_a_declined_service_leaves_nothing_at_all(fhir: FhirHis, client: FhirClient, request_for: MakeRequest) -> None:
    kinds = ("Encounter", "Patient", "ServiceRequest", "Task", "ChargeItem", "Invoice", "Consent", "Provenance")
    before = [len(done(client.search(kind, {}))) for kind in kinds]
    fhir.departments()
    offer = next(iter(fhir._offers.values()))
    spoilt = replace(offer, department=replace(offer.department, service=replace(offer.department.service, price=1)))
    fhir._fresh_offers = lambda: Done((spoilt,))  # type: ignore[method-assign]
    answer = fhir.register(request_for("001999000001", price=1))
    assert isinstance(answer, Refused)
    assert answer.code == "price_changed"
    assert [len(done(client.search(kind, {}))) for kind in kinds] == before


def test_an_entry_that_breaks_r4_stops_the_transaction(
    ask: Callable[..., requests.Response], client: FhirClient, request_for: MakeRequest
) -> None:
    patient = patient_resource(SYSTEMS, request_for("001999000002").identity)
    bundle = {
        "resourceType": "Bundle",
        "type": "transaction",
        "entry": [
            {"resource": patient, "request": {"method": "POST", "url": "Patient"}},
            {
                "resource": {"resourceType": "Consent", "status": "given"},
                "request": {"method": "POST", "url": "Consent"},
            },
        ],
    }
    reply = ask("POST", "", json=bundle)
    assert reply.status_code == 422
    assert reply.json()["issue"][0]["expression"] == ["Consent.scope"]
    assert done(client.search("Patient", {"identifier": token(SYSTEMS.citizen_id, "001999000002")})) == ()


def test_a_reference_to_nothing_stops_the_transaction(client: FhirClient) -> None:
    provenance = {
        "resourceType": "Provenance",
        "target": [{"reference": "Encounter/nowhere"}],
        "recorded": "2026-11-24T07:30:00+07:00",
        "agent": [{"who": {"display": "kiosk"}}],
    }
    answer = client.transaction([Entry(provenance)])
    assert isinstance(answer, Refused)
    assert answer.code == "bad_request:Provenance.reference"


def test_eight_conditional_creates_at_once_make_one_patient(client: FhirClient, request_for: MakeRequest) -> None:
    patient = patient_resource(SYSTEMS, request_for("001999000003").identity)
    entry = Entry(patient, if_none_exist=condition(SYSTEMS.citizen_id, "001999000003"))
    with ThreadPoolExecutor(8) as pool:
        made = [done(outcome)[0] for outcome in pool.map(lambda _: client.transaction([entry]), range(8))]
    assert sum(one.created for one in made) == 1
    assert len({one.reference for one in made}) == 1


def test_a_stale_version_is_not_overwritten(fhir: FhirHis, client: FhirClient, request_for: MakeRequest) -> None:
    visit = done(fhir.register(request_for()))
    read = done(client.read(f"Encounter/{visit.visit_code}"))
    assert read["meta"]["versionId"] == "1"
    done(fhir.cancel(visit.visit_code, "left"))
    assert client.update({**read, "status": "cancelled"}) == CONFLICT
    assert done(client.read(f"Encounter/{visit.visit_code}"))["meta"]["versionId"] == "2"


def test_nobody_changes_what_the_book_says(fhir: FhirHis, client: FhirClient, request_for: MakeRequest) -> None:
    visit = done(fhir.register(request_for()))
    invoice = done(client.read(f"Invoice/{visit.bill_id}"))
    answer = client.update({**invoice, "status": "balanced"})
    assert isinstance(answer, Refused)
    assert answer.code == "bad_request:Invoice.status"
    assert done(client.read(f"Invoice/{visit.bill_id}")) == invoice


def test_pages_are_followed_to_the_end(client: FhirClient) -> None:
    whole = done(client.search("Location", {}))
    assert len(whole) > 6
    assert done(client.search("Location", {"_count": "3"})) == whole
    assert len(done(client.search("Location", {"_count": "3"}, first_page=True))) == 3


@pytest.mark.parametrize(
    "params", [{"name": "Mẫu"}, {"identifier:exact": "1"}, {"_has": "x"}, {"_include": "Patient:x"}]
)
def test_a_parameter_it_does_not_know_is_an_error_and_not_everybody(client: FhirClient, params: dict[str, str]) -> None:
    assert isinstance(client.search("Patient", params), Refused)


def test_without_a_token_nothing_is_told(sandbox: Sandbox) -> None:
    reply = requests.get(f"{sandbox.fhir_url}/Patient", timeout=5)
    assert reply.status_code == 401
    assert reply.json()["resourceType"] == "OperationOutcome"
    statement = requests.get(f"{sandbox.fhir_url}/metadata", timeout=5).json()
    get_fhir_model_class("CapabilityStatement").model_validate(statement)


def test_everything_it_tells_is_r4(
    fhir: FhirHis, ask: Callable[..., requests.Response], request_for: MakeRequest, clock: Any
) -> None:
    visit: Registered = done(fhir.register(request_for()))
    done(fhir.post_payment(PaymentNotice("bank:FT1", visit.bill_id, visit.amount_due, clock(), "KM7F3K92T")))
    for kind in ("Patient", "Encounter", "Task", "Invoice", "PaymentNotice", "Appointment", "HealthcareService"):
        bundle = ask("GET", f"/{kind}?_count=100").json()
        assert bundle["total"] > 0, kind
        for entry in bundle["entry"]:
            get_fhir_model_class(kind).model_validate(entry["resource"])
    error = ask("GET", "/Patient/nobody")
    assert error.status_code == 404
    get_fhir_model_class("OperationOutcome").model_validate(error.json())


@pytest.mark.parametrize("source", [IdentitySource.QR, IdentitySource.TYPED])
def test_who_read_no_chip_is_told_nothing(fhir: FhirHis, source: IdentitySource) -> None:
    answer = fhir.find_patient(Identifier.citizen("001090000017"), source)
    assert isinstance(answer, Refused)
    assert answer.code == "assurance"


@pytest.mark.parametrize("source", [IdentitySource.QR, IdentitySource.TYPED])
def test_who_read_no_chip_is_refused_before_anything_is_asked(
    fhir: FhirHis, monkeypatch: pytest.MonkeyPatch, source: IdentitySource
) -> None:
    monkeypatch.setattr(FhirClient, "_call", lambda *_, **__: pytest.fail("a server may leave the header out"))
    who = Identifier.citizen("001090000017")
    for answer in (
        fhir.find_patient(who, source),
        fhir.registrations_today(who, source),
        fhir.appointments_today("BN0000001", source),
        fhir.bills("BN0000001", source),
    ):
        assert isinstance(answer, Refused)
        assert answer.code == "assurance"


@pytest.mark.parametrize("source", list(IdentitySource))
def test_every_question_about_a_person_says_how_sure_we_are(
    fhir: FhirHis, request_for: MakeRequest, monkeypatch: pytest.MonkeyPatch, source: IdentitySource
) -> None:
    asked: list[tuple[str, str | None]] = []
    call = FhirClient._call

    def recorded(self: FhirClient, method: str, path: str, **given: Any) -> Any:
        by_key = any(systems.visit_key in str(value) for value in (given.get("form") or {}).values())
        if path.startswith(("/Patient", "/Encounter", "/Invoice", "/Appointment")) and not by_key:
            asked.append((path, (given.get("headers") or {}).get(SOURCE_HEADER)))
        return call(self, method, path, **given)

    systems = Systems()
    monkeypatch.setattr(FhirClient, "_call", recorded)
    request = request_for()
    again = replace(request, key="another", identity=replace(request.identity, identity_source=source))
    visit: Registered = done(fhir.register(request))
    asked_before = len(asked)
    answer = fhir.register(again)
    assert isinstance(answer, Refused)
    assert answer.code == "already"
    assert [said for _, said in asked[asked_before:]] == [source] * (len(asked) - asked_before)
    if source.from_chip:
        done(fhir.find_patient(Identifier.of(request.identity), source))
        done(fhir.registrations_today(Identifier.of(request.identity), source))
        done(fhir.bills(visit.patient_id, source))
        assert {path for path, _ in asked} >= {"/Patient/_search", "/Encounter/_search", "/Invoice/_search"}
    assert None not in {said for _, said in asked}


def test_an_answer_lost_after_the_commit_is_found_by_its_key(
    fhir: FhirHis, control: Callable[..., Any], request_for: MakeRequest
) -> None:
    request = request_for()
    control("fault", peer="fhir", fault="reset_after_commit", count=1)
    assert isinstance(fhir.register(request), Unknown)
    found = done(fhir.find_registration(request.key))
    assert done(fhir.register(request)) == found


@pytest.mark.parametrize("fault", ["http500", "html", "refuse", "http401"])
def test_a_request_that_never_arrived_is_proven_absent(
    fhir: FhirHis, control: Callable[..., Any], request_for: MakeRequest, fault: str
) -> None:
    request = request_for()
    control("fault", peer="fhir", fault=fault, count=2)
    assert not isinstance(fhir.register(request), Done)
    control("fault", peer="fhir", fault=fault, count=0)
    assert fhir.find_registration(request.key) == Done(None)


def test_a_transaction_delivered_twice_registers_once(
    fhir: FhirHis, sandbox: Sandbox, control: Callable[..., Any], request_for: MakeRequest
) -> None:
    control("fault", peer="fhir", fault="duplicate", count=1)
    visit = done(fhir.register(request_for()))
    assert sandbox.book.registrations.count() == 1
    assert visit.queue_number == "A128"
    assert done(fhir.register(request_for("001195000028"))).queue_number == "A129"


@pytest.mark.parametrize("fault", ["other_answer", "truncated", "html", "reset_after_commit"])
def test_a_spoilt_answer_never_proves_absence(
    fhir: FhirHis, control: Callable[..., Any], request_for: MakeRequest, fault: str
) -> None:
    visit = done(fhir.register(request_for()))
    control("fault", peer="fhir_read", fault=fault, count=1)
    assert isinstance(fhir.find_registration(visit.key), Unknown)
    control("fault", peer="fhir_read", fault=fault, count=1)
    assert isinstance(fhir.find_patient(Identifier.citizen("001090000017"), SOURCE), Unknown)


@pytest.mark.parametrize(
    ("ask", "kind"),
    [
        (lambda his, visit, who: his.find_patient(who, SOURCE), "Patient"),
        (lambda his, visit, who: his.find_patient(who, SOURCE), "Encounter"),
        (lambda his, visit, who: his.registrations_today(who, SOURCE), "Encounter"),
        (lambda his, visit, who: his.find_registration(visit.key), "Invoice"),
        (lambda his, visit, who: his.bills(visit.patient_id, SOURCE), "Invoice"),
        (lambda his, visit, who: his.bills(visit.patient_id, SOURCE), "Encounter"),
        (lambda his, visit, who: his.appointments_today(visit.patient_id, SOURCE), "Appointment"),
        (lambda his, visit, who: his.cancel(visit.visit_code, "changed"), "ServiceRequest"),
    ],
)
def test_what_was_somebody_elses_answer_is_nobodys_proof(
    fhir: FhirHis,
    sandbox: Sandbox,
    request_for: MakeRequest,
    clock: Any,
    monkeypatch: pytest.MonkeyPatch,
    ask: Callable[..., Any],
    kind: str,
) -> None:
    wanted = [request_for("001195000028"), request_for()]
    theirs, mine = (done(fhir.register(request)) for request in wanted)
    today = f"{clock():%Y-%m-%d}"
    for visit in (theirs, mine):
        due = AppointmentRow(visit.patient_id, visit.patient_id, today, "revisit", "K01", f"{today}T09:00:00+07:00")
        sandbox.book.desk.appointments.put(due)
    kept: dict[str, Any] = {}
    search = FhirClient.search

    def mixed_up(self: FhirClient, of: str, *more: Any, **how: Any) -> Any:
        found = search(self, of, *more, **how)
        return kept.setdefault(of, found) if of == kind else found

    monkeypatch.setattr(FhirClient, "search", mixed_up)
    assert isinstance(ask(fhir, theirs, Identifier.of(wanted[0].identity)), Done)
    found = ask(fhir, mine, Identifier.of(wanted[1].identity))
    assert kind in kept
    assert isinstance(found, Unknown), found
    assert found.reason == "other_answer"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("urn:a|1", ["both", "first"]),
        ("urn:a|", ["both", "first", "piped"]),
        ("|1", ["nameless"]),
        ("1", ["both", "first", "nameless"]),
        (r"urn:a|1\|2", ["piped"]),
        ("urn:b|,|1", ["both", "nameless"]),
        ("urn:c|", []),
        ("", ["both", "first", "nameless", "piped", "without"]),
    ],
)
def test_a_number_is_searched_for_as_r4_says(clock: Any, wanted: str, found: list[str]) -> None:
    """https://hl7.org/fhir/R4/search.html#token, and `Empty parameters are not an error` of the same page."""
    store = FhirStore(MemoryStore(), clock)
    a, b = "urn:a", "urn:b"
    numbers = {"first": [(a, "1")], "both": [(b, "2"), (a, "1")], "piped": [(a, "1|2")], "nameless": [("", "1")]}
    for name, given in {**numbers, "without": []}.items():
        told = [{**({"system": system} if system else {}), "value": value} for system, value in given]
        store.put({"resourceType": "Encounter", "id": name, "identifier": told})
    matches = search(store, "Encounter", [("identifier", wanted)]).matches
    assert sorted(item["id"] for item in matches) == found


@pytest.mark.parametrize("fault", ["http500", "reset_after_commit", "duplicate"])
def test_a_payment_is_receipted_once_on_a_bad_line(
    fhir: FhirHis, sandbox: Sandbox, control: Callable[..., Any], request_for: MakeRequest, fault: str, clock: Any
) -> None:
    visit = done(fhir.register(request_for()))
    notice = PaymentNotice("bank:FT1", visit.bill_id, visit.amount_due, clock(), "KM7F3K92T")
    control("fault", peer="fhir", fault=fault, count=1)
    fhir.post_payment(notice)
    control("fault", peer="fhir", fault=fault, count=0)
    posted = done(fhir.post_payment(notice))
    assert done(fhir.find_payment("bank:FT1")) == posted
    assert sandbox.book.payments.count() == 1


def test_two_conflicts_on_a_bill_prove_not_that_it_was_paid(
    fhir: FhirHis, client: FhirClient, request_for: MakeRequest, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = done(fhir.register(request_for()))
    notice = PaymentNotice("bank:FT1", visit.bill_id, visit.amount_due, clock(), "KM7F3K92T")
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(client, "transaction", lambda _: CONFLICT)
        outcome = fhir.post_payment(notice)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "peer_error"
    assert fhir.find_payment("bank:FT1") == Done(None)
    assert done(fhir.post_payment(notice)).id == "bank:FT1"


def test_a_visit_without_its_number_yet_is_not_an_answer(
    fhir: FhirHis, client: FhirClient, request_for: MakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    from his_client.sandbox.fhir_mirror import Mirror

    whole = Mirror._task

    def unnumbered(self: Mirror, *said: Any) -> dict[str, Any]:
        task = whole(self, *said)
        return {**task, "identifier": task["identifier"][1:]}

    monkeypatch.setattr(Mirror, "_task", unnumbered)
    request = request_for()
    answer = fhir.register(request)
    assert isinstance(answer, Unknown)
    assert isinstance(fhir.find_registration(request.key), Unknown)
    monkeypatch.setattr(Mirror, "_task", whole)
    assert done(fhir.find_registration(request.key)).queue_number == "A128"


def test_a_server_that_cannot_be_used_says_so_before_the_first_patient(fhir: FhirHis, client: FhirClient) -> None:
    statement = done(client.capabilities())
    kinds = [kind for kind in statement["rest"][0]["resource"] if kind["type"] not in {"Encounter", "Appointment"}]
    lame = {**statement, "rest": [{**statement["rest"][0], "resource": kinds}]}
    client.capabilities = lambda: Done(lame)  # type: ignore[method-assign]
    answer = fhir.learn()
    assert isinstance(answer, Refused)
    assert answer.detail == "the server lacks Encounter.search-type, Encounter.create"


def test_what_the_server_lacks_is_not_offered(fhir: FhirHis, client: FhirClient, request_for: MakeRequest) -> None:
    from his_client.his.capability import NOT_SUPPORTED, Capability

    statement = done(client.capabilities())
    kinds = [kind for kind in statement["rest"][0]["resource"] if kind["type"] not in {"Appointment", "PaymentNotice"}]
    client.capabilities = lambda: Done({**statement, "rest": [{**statement["rest"][0], "resource": kinds}]})  # type: ignore[method-assign]
    assert isinstance(fhir.learn(), Done)
    assert not {Capability.APPOINTMENTS, Capability.PAYMENTS, Capability.RECEIPTS} & fhir.capabilities
    assert fhir.appointments_today("BN0000001", SOURCE) == NOT_SUPPORTED
    assert fhir.find_payment("bank:FT1") == NOT_SUPPORTED
    assert fhir.register(request_for(appointment_id="1")) == NOT_SUPPORTED


@pytest.mark.parametrize("card", ["TE1010000000456", ""])
def test_a_child_who_is_brought_needs_no_number_and_is_merged_with_nobody(
    fhir: FhirHis, request_for: MakeRequest, card: str
) -> None:
    adult = request_for()
    child = replace(
        adult.identity,
        id_number="",
        insurance_number=card,
        full_name="Nguyễn Văn Bé",
        date_of_birth="2022-02-03",
        identity_source=IdentitySource.TYPED,
    )
    assert isinstance(fhir.register(replace(adult, identity=child)), Refused)
    brought = replace(adult, key="K-BE-1", identity=child, guardian=Guardian(adult.identity, Relation.MOTHER))
    first = done(fhir.register(brought))
    assert done(fhir.register(brought)) == first
    other = replace(child, full_name="Trần Thị Em", insurance_number=card and "TE1010000000457")
    assert done(fhir.register(replace(brought, key="K-BE-2", identity=other))).patient_id != first.patient_id


def test_nothing_is_there(client: FhirClient) -> None:
    assert client.read("Patient/nobody") == NOT_FOUND
