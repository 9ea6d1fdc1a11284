"""Two kiosks at once: what a server without a lock lets happen is settled by whoever made the double."""

import secrets
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir_bench import adapter, another_server, client_of, furnish

from his_client.fhir.client import MAX_BYTES, Entry, FhirClient
from his_client.fhir.people import linked, patient_resource, the_one
from his_client.fhir.registration import Wanted, entries
from his_client.fhir.resource import id_order, of_kind, reference_to
from his_client.fhir.settle import Settling
from his_client.fhir.systems import Systems, token
from his_client.his.ports import Identifier, IdentitySource, RegistrationRequest
from his_client.http import JsonClient
from his_client.outcome import Done

pytestmark = pytest.mark.xdist_group("fhir")

MakeRequest = Callable[..., RegistrationRequest]
SYSTEMS = Systems()


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def client() -> Iterator[FhirClient]:
    with another_server() as url, JsonClient(url, deadline_s=10, max_bytes=MAX_BYTES) as http:
        client = client_of(url, http)
        furnish(client)
        yield client


def somebody() -> str:
    """A citizen number that no earlier run used: a server may remember."""
    return f"00109{secrets.randbelow(10**7):07d}"


def patients(client: FhirClient, id_number: str) -> list[dict[str, Any]]:
    found = client.search("Patient", {"identifier": token(SYSTEMS.citizen_id, id_number)})
    assert isinstance(found, Done)
    return sorted((dict(item) for item in found.value), key=id_order)


def double(client: FhirClient, request: RegistrationRequest) -> str:
    """A Patient of the same person, as another kiosk makes it that looked a moment too early."""
    made = client.transaction([Entry(patient_resource(SYSTEMS, request.identity))])
    assert isinstance(made, Done)
    return made.value[0].reference


def the_bundle(client: FhirClient, request: RegistrationRequest) -> tuple[Entry, ...]:
    his = adapter(client, now)
    assert isinstance(his.departments(), Done)
    offer = next(iter(his._offers.values()))
    return entries(SYSTEMS, Wanted(request, (offer,), "", None, "01010"))


def test_of_two_patients_with_one_number_the_first_by_id_counts_and_the_other_is_linked(
    client: FhirClient, request_for: MakeRequest
) -> None:
    number = somebody()
    request = request_for(number, requested_at=now())
    his = adapter(client, now)
    bundle = the_bundle(client, request)
    # what a server without a lock does: both look, then both create
    without_look = [Entry(entry.resource, entry.known_as) for entry in bundle]
    ours = client.transaction(without_look)
    assert isinstance(ours, Done)
    theirs = double(client, request)
    mine = next(one.reference for one in ours.value if one.reference.startswith("Patient/"))
    his._settling.after(ours.value, request.key, Identifier.of(request.identity))
    first, second = patients(client, number)
    assert {reference_to(first), reference_to(second)} == {mine, theirs}
    if reference_to(first) == mine:
        assert second["active"] is True
        assert "link" not in second
    else:
        assert second["active"] is False
        assert second["link"] == [{"other": {"reference": theirs}, "type": "replaced-by"}]
    winner = his.find_patient(Identifier.of(request.identity), IdentitySource.CHIP_AND_FACE)
    assert isinstance(winner, Done)
    assert winner.value is not None
    assert winner.value.patient_id == first["id"]
    listed = his.registrations_today(Identifier.of(request.identity), IdentitySource.CHIP_AND_FACE)
    assert isinstance(listed, Done)
    assert [visit.key for visit in listed.value] == [request.key]
    assert listed.value[0].patient_id == first["id"]


def test_both_makers_of_a_double_come_to_the_same_answer(client: FhirClient, request_for: MakeRequest) -> None:
    number = somebody()
    request = request_for(number, requested_at=now())
    settling = adapter(client, now)._settling
    made = [double(client, request) for _ in range(2)]
    for reference in made:
        settling._patient(reference, Identifier.of(request.identity))
    first, second = patients(client, number)
    assert first["active"] is True
    assert second["active"] is False
    assert the_one([second, first]) == first


def test_a_visit_sent_twice_past_the_servers_look_counts_once(client: FhirClient, request_for: MakeRequest) -> None:
    number = somebody()
    request = request_for(number, requested_at=now())
    his = adapter(client, now)
    bundle = [Entry(entry.resource, entry.known_as) for entry in the_bundle(client, request)]
    results = [client.transaction(bundle) for _ in range(2)]
    for result in results:
        assert isinstance(result, Done)
        his._settling.after(result.value, request.key, Identifier.of(request.identity))
    found = client.search("Encounter", {"identifier": token(SYSTEMS.visit_key, request.key)})
    assert isinstance(found, Done)
    states = [item["status"] for item in sorted(of_kind(found.value, "Encounter"), key=id_order)]
    assert states == ["arrived", "entered-in-error"]
    assert isinstance(his.find_registration(request.key), Done)


def test_a_person_the_hospital_replaced_is_the_one_that_stands_for_them(
    client: FhirClient, request_for: MakeRequest
) -> None:
    number, other_number = somebody(), somebody()
    request = request_for(number, requested_at=now())
    his = adapter(client, now)
    other = patient_resource(SYSTEMS, request_for(other_number).identity)
    made = client.transaction([Entry(patient_resource(SYSTEMS, request.identity)), Entry(other)])
    assert isinstance(made, Done)
    replaced, standing = (client.read(one.reference) for one in made.value)
    assert isinstance(replaced, Done)
    assert isinstance(standing, Done)
    assert isinstance(client.update(linked(replaced.value, standing.value)), Done)
    visit = his.register(request)
    assert isinstance(visit, Done)
    assert visit.value.patient_id == standing.value["id"]
    found = his.find_patient(Identifier.of(request.identity), IdentitySource.CHIP_AND_FACE)
    assert isinstance(found, Done)
    assert found.value is not None
    assert found.value.patient_id == standing.value["id"]
    assert len(patients(client, number)) == 1


def test_seven_kiosks_registering_one_person_leave_one_patient_in_use(
    client: FhirClient, request_for: MakeRequest
) -> None:
    number = somebody()
    departments = ["K01", "K02", "K03", "K04", "K05", "K06", "K07"]
    start = threading.Barrier(len(departments))

    def register(department: str) -> object:
        request = request_for(
            number,
            department_id=department,
            service_id=department.replace("K", "DV"),
            requested_at=now(),
        )
        start.wait()
        return adapter(client, now).register(request)

    with ThreadPoolExecutor(len(departments)) as pool:
        outcomes = list(pool.map(register, departments))
    assert all(isinstance(outcome, Done) for outcome in outcomes)
    assert sum(1 for patient in patients(client, number) if patient["active"]) == 1
    listed = adapter(client, now).registrations_today(Identifier.citizen(number), IdentitySource.CARD_ONLY)
    assert isinstance(listed, Done)
    assert len(listed.value) == len(departments)
    assert len({visit.patient_id for visit in listed.value}) == 1


def test_settling_looks_only_after_what_was_created(client: FhirClient) -> None:
    number = somebody()

    class Silent:
        def search(self, *_: object, **__: object) -> None:
            raise AssertionError("nothing was created")

    settling = Settling(Silent(), SYSTEMS, None)  # type: ignore[arg-type]
    settling.after((), "key", Identifier.citizen(number))
