"""The one contract of every HIS over HL7 v2: an idempotent receiver with a hospital behind it, with and without ZQN."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from hl7v2_peers import PythonHl7Receiver, ack
from hl7v2_samples import MORNING, PARTIES

from his_client.his.capability import Capability
from his_client.his.conformance import POINTS, Point, Status, Trial
from his_client.his.conformance.report import run
from his_client.hl7v2 import Address, Hl7v2His, Receiver, load_departments

DEPARTMENTS = """
valid_from = 2026-11-01
valid_until = 2026-12-31
"""
DEPARTMENT = """
[[department]]
id = "{id}"
code = "K01"
name = "Khoa {id}"
room = "{room}"
service_id = "DV-{id}"
service_name = "Khám"
price = 50600
insured_price = 50600
{limit}
"""
NOT_SUPPORTED = frozenset(
    {"several_services", "all_or_nothing", "nothing_twice", "typed_provisional", "reprints", "declarations"}
    | {"reminders", "appointments", "bills", "pays_once", "receipts", "receipt_listed", "queue", "results"}
    | {"notices", "feedback", "absent_by_key"}
)
"""Among them what v2 has no question for: of a key never sent, asking is sending."""
NO_DEPARTMENT_IS_FULL = frozenset({"full"})
"""The departments file knows of no numbers that run out."""
WITHOUT_ZQN = frozenset({"no_number_twice", "same_patient"})
"""Without it nobody tells a queue number or a patient number."""


class Hospital:
    """Keeps MSH-10 and answers a repeated message as the first; its refusals carry a reason in ERR-5."""

    def __init__(self, *, tells_places: bool) -> None:
        self._tells_places = tells_places
        self._answers: dict[str, str] = {}
        self._patients: dict[str, tuple[str, str]] = {}
        self._visits: dict[str, tuple[str, str]] = {}
        self._cancelled: set[str] = set()
        self._paid: set[str] = set()

    def __call__(self, control_id: str, text: str) -> str:
        if control_id not in self._answers:
            rows = [line.split("|") for line in text.split("\r") if line]
            fields = {row[0]: row + [""] * 60 for row in rows}
            event = fields["MSH"][8].split("^")[1]
            self._answers[control_id] = getattr(self, f"_{event.lower()}")(control_id, fields)
        return self._answers[control_id]

    def _a28(self, own: str, fields: dict[str, list[str]]) -> str:
        number = _first(fields["PID"][3])
        if number in self._patients:
            return ack(own, "AE", "ERR|||205|E")
        self._patients[number] = (f"BN{len(self._patients) + 1:04d}", "|".join(fields["PID"][5:9]))
        return ack(own)

    def _a04(self, own: str, fields: dict[str, list[str]]) -> str:
        number, department, code = _first(fields["PID"][3]), _first(fields["PV1"][3]), _first(fields["PV1"][50])
        standing = {visit for name, visit in self._visits.items() if name not in self._cancelled}
        if (number, department) in standing:
            return ack(own, "AE", "ERR|||205|E")
        self._visits[code] = (number, department)
        if not self._tells_places:
            return ack(own)
        place = f"ZQN|A{len(self._visits):03d}|||||||{self._patients[number][0]}|||0"
        return ack(own, "AA", place)

    def _a11(self, own: str, fields: dict[str, list[str]]) -> str:
        code = _first(fields["PV1"][50])
        if code not in self._visits:
            return ack(own, "AE", "ERR|||204|E")
        if code in self._paid:
            return ack(own, "AR", "ERR|||103|E|paid")
        self._cancelled.add(code)
        return ack(own)

    def _p03(self, own: str, fields: dict[str, list[str]]) -> str:
        code = _first(fields["PID"][18])
        if code not in self._visits:
            return ack(own, "AE", "ERR|||204|E")
        if _first(fields["FT1"][11]).split("&")[0] != "50600":
            return ack(own, "AR", "ERR|||103|E|amount_differs")
        self._paid.add(code)
        return ack(own)

    def _q22(self, own: str, fields: dict[str, list[str]]) -> str:
        number = fields["QPD"][3].split("~")[0].rpartition("^")[2]
        known = self._patients.get(number)
        head = "MSH|^~\\&|HIS|BVMAU|KIOSK|01001|20261124073001+0700||RSP^K22^RSP_K21|R1|P|2.5.1"
        rows = [head, f"MSA|AA|{own}", f"QAK|{own}|{'OK' if known else 'NF'}", "|".join(fields["QPD"][:4])]
        if known is not None:
            rows.append(f"PID|1||{known[0]}^^^MA_BN^PI~{number}^^^CCCD^NI||{known[1]}")
        return "\r".join(rows) + "\r"


def _first(field: str) -> str:
    return field.partition("^")[0]


def still() -> datetime:
    return MORNING


@pytest.fixture(scope="module", params=[True, False], ids=["with_zqn", "without_zqn"])
def his(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hl7v2His]:
    file: Path = tmp_path_factory.mktemp("hl7v2") / "departments.toml"
    limits = ("", "", "min_age = 16", 'only_sex = "Nữ"')
    rows = [DEPARTMENT.format(id=f"K{at}", room=100 + at, limit=limit) for at, limit in enumerate(limits, start=1)]
    file.write_text(DEPARTMENTS + "".join(rows), encoding="utf-8")
    peer = PythonHl7Receiver(Hospital(tells_places=request.param))
    receiver = Receiver(
        PARTIES,
        idempotent=True,
        add_person=True,
        query=True,
        cancel=True,
        payments=True,
        queue_numbers=request.param,
    )
    yield Hl7v2His(Address("127.0.0.1", peer.port, 5.0, None), receiver, load_departments(file), still)
    peer.stop()


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point.name)
def test_the_point_is_kept_or_honestly_not_offered(his: Hl7v2His, point: Point) -> None:
    trial = Trial(his, still, run=POINTS.index(point))
    result = run(point, trial, lasting=True)
    trial.clean()
    lacking = NOT_SUPPORTED | (frozenset() if Capability.QUEUE_NUMBERS in his.capabilities else WITHOUT_ZQN)
    if point.name in lacking:
        expected = Status.NOT_SUPPORTED
    else:
        expected = Status.NOT_POSSIBLE if point.name in NO_DEPARTMENT_IS_FULL else Status.OK
    assert result.status is expected, result.evidence
    assert trial.left == []
