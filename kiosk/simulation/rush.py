"""The rush: many stations register thousands of patients at one HIS over HTTP, with collisions, full rooms and kills.

Each station is a thread with a client and a courier of its own, as in a lobby. Some patients stand at two stations at
once, two departments fill up, the line spoils calls, and the HIS is killed and started again. Afterwards its own file
is judged: exactly what the stations were told, no more and no less.
"""

from __future__ import annotations

import queue
import secrets
import tempfile
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Identity, IdentitySource, Registered, RegistrationRequest
from his_client.http import JsonClient
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.rows import REGISTRATIONS, TICKETS, RegistrationRow, TicketRow
from his_client.sandbox.store import SqliteStore
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import Delivery, DeliveryRequested, Patience, Phase
from kiosk.loop import ThreadLoop
from kiosk.simulation.people import make_person
from kiosk.simulation.rush_hospital import MERCHANT, HospitalPlan, RushClock, RushHospital, small_departments

PATIENCE = Patience(pauses_s=(0.02, 0.1, 0.3, 1.0), tries=400)
FACILITY = "01999"
STUCK_S = 300.0


@dataclass(frozen=True, slots=True)
class RushReport:
    """`wrong` names what the HIS's file and the stations' answers disagree on; figures are of this machine."""

    patients: int
    stations: int
    seed: int
    wanted: int
    registered: int
    refused: dict[str, int]
    handed_over: int
    kills: int
    seconds: float
    registrations_per_second: float
    wrong: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether the HIS holds exactly the right set."""
        return not self.wrong


@dataclass(frozen=True, slots=True)
class Rush:
    """What to try. `kills` of the HIS are spread over the rush; `fault_rate` is the share of spoiled calls."""

    patients: int = 5000
    stations: int = 8
    seed: int = 1
    kills: int = 5
    fault_rate: float = 0.02
    seats: int = 900


@dataclass(slots=True)
class _Told:
    """What the stations were told, by key."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    final: dict[str, Delivery] = field(default_factory=dict)

    def add(self, delivery: Delivery) -> None:
        with self.lock:
            self.final[delivery.id] = delivery

    @property
    def count(self) -> int:
        with self.lock:
            return len(self.final)


def rush(wanted: Rush) -> RushReport:
    """Run it in a folder of its own, which is gone afterwards."""
    clock = RushClock(time.time())
    departments = small_departments(wanted.seats)
    lines = plan(wanted, departments, clock)
    with tempfile.TemporaryDirectory(prefix="kiosk-rush-") as folder:
        path = Path(folder) / "his.db"
        secret = secrets.token_urlsafe(24)
        hospital = RushHospital(HospitalPlan(path, secret, clock, departments, wanted.fault_rate, wanted.seed))
        told = _Told()
        try:
            began = time.perf_counter()
            _drive(lines, hospital, clock, told, wanted.kills)
            seconds = time.perf_counter() - began
        finally:
            hospital.kill()
        wrong = tuple(_judge(path, lines, told, departments))
    phases = Counter(delivery.phase for delivery in told.final.values())
    refused = Counter(item.reason for item in told.final.values() if item.phase is Phase.REFUSED)
    return RushReport(
        wanted.patients,
        wanted.stations,
        wanted.seed,
        sum(map(len, lines)),
        phases[Phase.DONE],
        dict(sorted(refused.items())),
        phases[Phase.HANDED_OVER],
        hospital.starts - 1,
        round(seconds, 2),
        round(phases[Phase.DONE] / seconds, 1),
        wrong,
    )


def plan(wanted: Rush, departments: tuple[DepartmentRule, ...], clock: RushClock) -> list[list[RegistrationRequest]]:
    """What each station is asked for, in order: every tenth patient stands at two stations, some want two rooms."""
    random = Random(wanted.seed)
    lines: list[list[RegistrationRequest]] = [[] for _ in range(wanted.stations)]
    for number in range(wanted.patients):
        citizen = make_person(number, random).citizen
        identity = Identity(
            citizen.id_number,
            citizen.full_name,
            citizen.date_of_birth,
            citizen.sex,
            citizen.place_of_residence,
            random.choice((IdentitySource.CHIP_AND_FACE, IdentitySource.CARD_ONLY)),
        )
        # Half of all patients want the two departments that fill up.
        rule = random.choice(departments[:2] if random.random() < 0.5 else departments[2:])
        first, second = random.sample(range(wanted.stations), 2)
        lines[first].append(_request(identity, rule, first, clock))
        if number % 10 == 0:
            lines[second].append(_request(identity, rule, second, clock))
        elif number % 25 == 0:
            other = random.choice([item for item in departments if item.id != rule.id])
            lines[second].append(_request(identity, other, second, clock))
    return lines


def _request(identity: Identity, rule: DepartmentRule, station: int, clock: RushClock) -> RegistrationRequest:
    return RegistrationRequest(
        str(uuid.uuid4()), f"{station:02d}", identity, rule.id, rule.service_id, rule.price, None, None, clock.now()
    )


def _drive(
    lines: list[list[RegistrationRequest]], hospital: RushHospital, clock: RushClock, told: _Told, kills: int
) -> None:
    """All stations at once; the HIS dies whenever another share of the work is done."""
    total = sum(map(len, lines))
    stations = [
        threading.Thread(target=_station, args=(line, hospital, clock, told), name=f"station-{place}", daemon=True)
        for place, line in enumerate(lines)
    ]
    for station in stations:
        station.start()
    for kill in range(1, kills + 1):
        while told.count < total * kill // (kills + 1) and any(station.is_alive() for station in stations):
            time.sleep(0.01)
        hospital.kill()
        hospital.start()
    for station in stations:
        station.join()


def _station(line: list[RegistrationRequest], hospital: RushHospital, clock: RushClock, told: _Told) -> None:
    """One station: one patient after another, each carried by the courier until the answer is final."""
    account = MediPayConfig(MERCHANT, hospital.plan.secret, FACILITY)
    answers: queue.SimpleQueue[Delivery] = queue.SimpleQueue()
    loop = ThreadLoop(clock, workers=1, name="rush")
    with JsonClient(hospital.url, deadline_s=5.0) as http:
        courier = Courier(MediPayHis(account, http, clock.now), loop, lambda *_: None, answers.put, PATIENCE)
        loop.start()
        try:
            for request in line:
                requested = DeliveryRequested(request.key, request)
                loop.post(lambda requested=requested: courier.begin(requested.delivery_id, requested))  # type: ignore[misc]
                told.add(answers.get(timeout=STUCK_S))
        finally:
            loop.stop()


def _judge(
    path: Path, lines: list[list[RegistrationRequest]], told: _Told, departments: tuple[DepartmentRule, ...]
) -> Iterable[str]:
    """What is wrong, by the HIS's own file."""
    store = SqliteStore(path, read_only=True)
    try:
        rows, tickets = store.table(REGISTRATIONS).where(), store.table(TICKETS).where()
    finally:
        store.close()
    requests = {request.key: request for line in lines for request in line}
    held = {row.key: row for row in rows}
    for key in requests:
        delivery = told.final.get(key)
        if delivery is None or delivery.phase is Phase.HANDED_OVER:
            yield f"unfinished: {key}"
        elif delivery.phase is Phase.DONE and not _same(delivery, held.get(key)):
            yield f"lost or different: {key}"
        elif delivery.phase is Phase.REFUSED and key in held:
            yield f"refused and registered: {key}"
    yield from (f"registered and never wanted: {key}" for key in held.keys() - requests.keys())
    yield from _doubles(rows, tickets)
    yield from _seats(rows, requests.values(), departments)


def _same(delivery: Delivery, row: RegistrationRow | None) -> bool:
    result = delivery.result
    if row is None or not isinstance(result, Registered):
        return False
    return (result.visit_code, result.queue_number, result.patient_id) == (
        row.visit_code,
        row.queue_number,
        row.patient_id,
    )


def _doubles(rows: tuple[RegistrationRow, ...], tickets: tuple[TicketRow, ...]) -> Iterable[str]:
    """Nobody twice in a department, no number and no visit code twice, one patient id a person, a ticket a visit."""
    once: dict[str, list[tuple[str, ...]]] = {
        "person and department": [(row.id_number, row.department_id) for row in rows],
        "number": [(row.department_id, row.queue_number) for row in rows],
        "visit code": [(row.visit_code,) for row in rows],
        "bill": [(row.bill_id,) for row in rows],
    }
    for name, values in once.items():
        yield from (f"{name} twice: {value}" for value, count in Counter(values).items() if count > 1)
    people = {(row.id_number, row.patient_id) for row in rows}
    if len(people) != len({number for number, _ in people}) or len(people) != len({code for _, code in people}):
        yield "a person with two patient ids, or one id for two people"
    if {ticket.key for ticket in tickets} != {row.key for row in rows} or len(tickets) != len(rows):
        yield "a visit without its place in the queue, or a place without a visit"


def _seats(
    rows: tuple[RegistrationRow, ...], requests: Iterable[RegistrationRequest], departments: tuple[DepartmentRule, ...]
) -> Iterable[str]:
    """Each department holds everybody who wanted it, once, up to its quota."""
    wanted: dict[str, set[str]] = {}
    for request in requests:
        wanted.setdefault(request.department_id, set()).add(request.identity.id_number)
    held = Counter(row.department_id for row in rows)
    for rule in departments:
        right = min(rule.quota, len(wanted.get(rule.id, ())))
        if held[rule.id] != right:
            yield f"department {rule.id} holds {held[rule.id]} of {right}"


def quiet(patients: int, stations: int = 8) -> Rush:
    """A rush without faults and kills, for measuring."""
    return replace(Rush(), patients=patients, stations=stations, kills=0, fault_rate=0.0)
