"""The one contract of every HIS, kept over FHIR: by the sandbox's strict server, and by a server we did not write.

FHIR_BASE_URL takes another server in the second one's place, HAPI for example.
"""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fhir_bench import adapter, another_server, client_of, furnish, sandbox_line

from his_client.fhir.adapter import FhirHis
from his_client.fhir.client import MAX_BYTES
from his_client.his.conformance import POINTS, Point, Status, Trial
from his_client.his.conformance.report import run
from his_client.http import JsonClient
from his_client.sandbox.run import Sandbox

pytestmark = pytest.mark.xdist_group("fhir")

RUN = secrets.randbelow(9900)
"""Other people than an earlier run's: a server may remember."""
A_HIS_ALONE = frozenset({"registers", "no_number_twice", "queue", "strict_look_up", "typed_provisional"})
"""What needs a hospital behind the server: queue numbers, and rules about who may be told what."""


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="module")
def strict(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FhirHis]:
    path: Path = tmp_path_factory.mktemp("fhir") / "sandbox.db"
    with Sandbox(path) as sandbox, sandbox_line(sandbox, now) as client:
        yield adapter(client, now, numbered=True)


@pytest.fixture(scope="module")
def independent() -> Iterator[FhirHis]:
    with another_server() as url, JsonClient(url, deadline_s=10, max_bytes=MAX_BYTES) as http:
        client = client_of(url, http)
        furnish(client)
        yield adapter(client, now)


def kept(his: FhirHis, point: Point, number: int) -> Status:
    trial = Trial(his, now, run=RUN + number)
    try:
        result = run(point, trial, lasting=True)
    finally:
        trial.clean()
    assert not trial.left
    assert result.status is not Status.FAILED, result.evidence
    return result.status


@pytest.mark.parametrize(("number", "point"), list(enumerate(POINTS)), ids=[point.name for point in POINTS])
def test_the_sandbox_keeps_every_point_it_can_be_tried_on(strict: FhirHis, number: int, point: Point) -> None:
    status = kept(strict, point, number)
    if point.needs <= strict.capabilities and point.name not in {"full", "age_limit", "sex_limit"}:
        assert status is Status.OK or point.name in {"results", "notices", "feedback"}


@pytest.mark.parametrize(
    ("number", "point"),
    [(number, point) for number, point in enumerate(POINTS) if point.name not in A_HIS_ALONE],
    ids=[point.name for point in POINTS if point.name not in A_HIS_ALONE],
)
def test_an_independent_server_keeps_every_point_that_needs_no_hospital_behind_it(
    independent: FhirHis, number: int, point: Point
) -> None:
    kept(independent, point, number)
