"""What the adapter relies on in a server that keeps R4: the sandbox does, and whatever FHIR_BASE_URL names must.

Medplum's in-memory server is not asked: it neither rolls back nor validates.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from fhir_bench import client_of, furnish, sandbox_line

from his_client.fhir.client import CONFLICT, MAX_BYTES, Entry, FhirClient
from his_client.fhir.people import patient_resource
from his_client.fhir.resource import of_kind, version_of
from his_client.fhir.systems import Systems, condition, token
from his_client.his.ports import Identity, IdentitySource
from his_client.http import JsonClient
from his_client.outcome import Done, Refused
from his_client.sandbox.run import Sandbox

SYSTEMS = Systems()
SERVERS = ["sandbox", *(["other"] if "FHIR_BASE_URL" in os.environ else [])]


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module", params=SERVERS)
def client(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FhirClient]:
    if request.param == "sandbox":
        path = tmp_path_factory.mktemp("server") / "sandbox.db"
        with Sandbox(path) as sandbox, sandbox_line(sandbox, now) as line:
            yield line
    else:
        url = os.environ["FHIR_BASE_URL"].rstrip("/")
        with JsonClient(url, deadline_s=20, max_bytes=MAX_BYTES) as http:
            line = client_of(url, http)
            furnish(line)
            yield line


def somebody() -> Identity:
    number = f"00108{secrets.randbelow(10**7):07d}"
    return Identity(number, "Nguyễn Đức Mẫu", "1990-03-15", "Nam", "Hà Nội", IdentitySource.CHIP_AND_FACE)


def found(client: FhirClient, person: Identity) -> tuple[Any, ...]:
    outcome = client.search("Patient", {"identifier": token(SYSTEMS.citizen_id, person.id_number)})
    assert isinstance(outcome, Done), outcome
    return of_kind(outcome.value, "Patient")


def sent(client: FhirClient, *resources: dict[str, Any]) -> Any:
    """A transaction of whatever is given, past our own checks."""
    entries = [Entry(resource).as_json() for resource in resources]
    return client._call("POST", "", body={"resourceType": "Bundle", "type": "transaction", "entry": entries})


CONSENT = {
    "resourceType": "Consent",
    "status": "active",
    "scope": {"text": "privacy"},
    "category": [{"text": "privacy"}],
    "policyRule": {"text": "opt in"},
}


@pytest.mark.parametrize(
    "spoilt",
    [
        {**CONSENT, "status": "given"},
        {**CONSENT, "patient": {"reference": "Patient/nobody-of-that-name"}},
    ],
    ids=["code", "reference"],
)
def test_one_bad_entry_undoes_the_good_ones(client: FhirClient, spoilt: dict[str, Any]) -> None:
    person = somebody()
    outcome = sent(client, patient_resource(SYSTEMS, person), spoilt)
    assert isinstance(outcome, Refused)
    assert outcome.code.startswith("bad_request:")
    assert found(client, person) == ()


def test_versions_are_numbers_here_and_a_stale_one_is_not_overwritten(client: FhirClient) -> None:
    made = sent(client, patient_resource(SYSTEMS, somebody()))
    assert isinstance(made, Done)
    patient = client.read("/".join(made.value["entry"][0]["response"]["location"].split("/")[-4:-2]))
    assert isinstance(patient, Done)
    assert version_of(patient.value) == "1"
    stale = {**patient.value, "meta": {"versionId": "0"}}
    answer = client.update(stale)
    assert answer == CONFLICT or (isinstance(answer, Refused) and "405" in answer.detail)


def test_a_conditional_create_finds_what_is_there(client: FhirClient) -> None:
    person = somebody()
    entry = Entry(patient_resource(SYSTEMS, person), if_none_exist=condition(SYSTEMS.citizen_id, person.id_number))
    first, second = (client.transaction([entry]) for _ in range(2))
    assert isinstance(first, Done)
    assert isinstance(second, Done)
    assert (first.value[0].created, second.value[0].created) == (True, False)
    assert first.value[0].reference == second.value[0].reference
    assert len(found(client, person)) == 1


def test_pages_together_are_the_whole(client: FhirClient) -> None:
    whole = client.search("Location", {"_count": "200"})
    paged = client.search("Location", {"_count": "3"})
    assert isinstance(whole, Done)
    assert isinstance(paged, Done)
    assert {item["id"] for item in paged.value} == {item["id"] for item in whole.value}
    assert len(paged.value) > 3


def test_a_filter_it_does_not_know_is_refused(client: FhirClient) -> None:
    assert isinstance(client.search("Patient", {"no-such-filter": "1"}), Refused)
