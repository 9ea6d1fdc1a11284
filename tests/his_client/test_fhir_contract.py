"""The one contract of every HIS, kept over FHIR: by the sandbox's strict server, and by a server we did not write.

FHIR_BASE_URL takes another server in the second one's place, HAPI for example.
"""

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from contract_departments import demanding_departments
from fhir_bench import (
    adapter,
    another_server,
    client_of,
    furnish,
    laboratory_bill,
    put_in,
    sandbox_line,
    visit_of_another_kiosk,
)

from his_client.fhir.adapter import FhirHis
from his_client.fhir.client import MAX_BYTES
from his_client.his.conformance import POINTS, Point, Status, Trial
from his_client.his.conformance.report import run
from his_client.his.ports import IdentitySource
from his_client.http import JsonClient
from his_client.outcome import Done
from his_client.sandbox.fhir_mirror import Mirror
from his_client.sandbox.run import Sandbox

pytestmark = pytest.mark.xdist_group("fhir")

RUN = secrets.randbelow(9900)
"""Other people than an earlier run's: a server may remember."""
NOT_OVER_FHIR = frozenset({"results", "notices", "feedback"})
A_HOSPITALS = frozenset({"no_number_twice", "typed_provisional"})
"""What a server without a hospital behind it does not offer: queue numbers, and provisional visits."""
UNFURNISHED = frozenset({"full", "age_limit", "sex_limit"})
"""What another server's own departments may leave untried."""
EVERY = frozenset(point.name for point in POINTS)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FhirHis]:
    path: Path = tmp_path_factory.mktemp("fhir") / "sandbox.db"
    with Sandbox(path, departments=demanding_departments()) as sandbox, sandbox_line(sandbox, now) as client:
        yield adapter(client, now, numbered=True)


@pytest.fixture(scope="module")
def independent() -> Iterator[FhirHis]:
    with another_server() as url, JsonClient(url, deadline_s=10, max_bytes=MAX_BYTES) as http:
        client = client_of(url, http)
        furnish(client, demanding_departments())
        yield adapter(client, now)


def tried(his: FhirHis, number: int, point: Point) -> tuple[Status, str]:
    trial = Trial(his, now, run=RUN + number)
    try:
        result = run(point, trial, lasting=True)
    finally:
        trial.clean()
    assert not trial.left
    return result.status, result.evidence


def test_the_contract_names_what_is_left_out_by_name() -> None:
    assert NOT_OVER_FHIR | A_HOSPITALS | UNFURNISHED <= EVERY
    assert len(EVERY) == len(POINTS) == 43


@pytest.mark.parametrize(("number", "point"), list(enumerate(POINTS)), ids=[point.name for point in POINTS])
def test_the_sandbox_keeps_every_point(strict: FhirHis, number: int, point: Point) -> None:
    status, evidence = tried(strict, number, point)
    assert status is (Status.NOT_SUPPORTED if point.name in NOT_OVER_FHIR else Status.OK), evidence


@pytest.mark.parametrize(("number", "point"), list(enumerate(POINTS)), ids=[point.name for point in POINTS])
def test_an_independent_server_keeps_every_point_that_needs_no_hospital_behind_it(
    independent: FhirHis, number: int, point: Point
) -> None:
    status, evidence = tried(independent, number, point)
    if "FHIR_BASE_URL" not in os.environ:
        not_offered = NOT_OVER_FHIR | A_HOSPITALS
        assert status is (Status.NOT_SUPPORTED if point.name in not_offered else Status.OK), evidence
        return
    assert status is not Status.FAILED, evidence
    if point.needs <= independent.capabilities and point.name not in UNFURNISHED | A_HOSPITALS:
        assert status is Status.OK, evidence


@pytest.mark.parametrize("server", ["strict", "independent"])
def test_a_bill_that_no_kiosk_made_is_shown_beside_the_kiosks_own(
    server: str, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    his: FhirHis = request.getfixturevalue(server)
    trial = Trial(his, now, run=RUN + len(POINTS))
    _, mine = trial.new_visit()
    visit = his._client.search("Encounter", {"_id": mine.visit_code})
    assert isinstance(visit, Done)
    beside = [laboratory_bill(visit.value[0]["subject"]["reference"], now()), visit_of_another_kiosk()]
    if server == "independent":
        put_in(his._client, beside)
    else:  # the sandbox's desk charges for visits only
        refresh = Mirror.refresh
        monkeypatch.setattr(Mirror, "refresh", lambda book: [refresh(book), *map(book._store.put, beside)])
    bills = his.bills(mine.patient_id, IdentitySource.CHIP_AND_FACE)
    trial.clean()
    assert isinstance(bills, Done), bills
    told = {(bill.visit_code, bill.amount_due) for bill in bills.value}
    assert told == {(mine.visit_code, mine.amount_due), ("", 120_000)}
