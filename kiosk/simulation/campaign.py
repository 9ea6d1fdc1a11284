"""The kill campaign: a child station is killed with SIGKILL at every point in turn, started again, and judged.

The child is the real station and hub over real journal files, talking HTTP to a sandbox hospital in a process of its
own, which survives; only devices and waiting are simulated. A point is each journal write (before and after its
commit) and each outside call (before and after it). The sandbox's own books and what the patient was shown are judged.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import tempfile
import traceback
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.http import JsonClient
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.payments import vietqr
from his_client.payments.bank import StatementConfig, StatementFeed
from his_client.sandbox.rows import PAYMENTS, REGISTRATIONS
from his_client.sandbox.store import SqliteStore
from kiosk.clock import SystemClock
from kiosk.delivery.machine import DeliveryEvent, DeliveryRequested
from kiosk.demo.children import child
from kiosk.money.order import CreditHandedOver
from kiosk.simulation.comers import person_row
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person, make_person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import Machine
from kiosk.visit import events as ev
from kiosk.visit.events import VisitStarted
from kiosk.visit.view import PaymentView, TicketView, View

SETTLE_S = 45.0
LONGEST_S = 900.0
NEVER = 1 << 30


@dataclass(frozen=True, slots=True)
class CampaignReport:
    """`lost`, `doubled` and `unfinished` count points after which that happened; `seeds_failed` names them."""

    points: int
    lost: int
    doubled: int
    unfinished: int
    seeds_failed: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether nothing was lost, doubled or left unfinished."""
        return not (self.lost or self.doubled or self.unfinished)


@dataclass(frozen=True, slots=True)
class Hospital:
    """The surviving sandbox: its addresses, accounts and file."""

    ready: Mapping[str, Any]

    def control(self, action: str, body: Mapping[str, object]) -> None:
        """Order something of the sandbox."""
        url, headers = f"{self.ready['his']}/_control/{action}", {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 - loopback
        urllib.request.urlopen(request, timeout=10).close()  # noqa: S310


def kill_campaign(points: int, seed: int, say: Callable[[str], None]) -> CampaignReport:
    """Kill at `points` different points, over as many different patients as that takes."""
    lost = doubled = unfinished = 0
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="kiosk-campaign-") as name, ExitStack() as stack:
        folder = Path(name)
        arguments = ["kiosk", "sandbox", "serve", "--db", str(folder / "his.db"), "--json"]
        hospital = Hospital(stack.enter_context(child("sandbox", arguments, folder)))
        for done, (patient_seed, point) in enumerate(_points(points, seed, folder, hospital), start=1):
            problems = _strike_once(folder, hospital, patient_seed, point, number=done)
            lost += "lost" in problems
            doubled += "doubled" in problems
            unfinished += "unfinished" in problems
            if problems:
                failed.append(f"{patient_seed}:{point} {' '.join(sorted(problems))}")
            if done % 25 == 0:
                say(f"{done} of {points} points, {len(failed)} failed")
    return CampaignReport(points, lost, doubled, unfinished, tuple(failed))


def _points(points: int, seed: int, folder: Path, hospital: Hospital) -> Iterator[tuple[int, int]]:
    """(patient, point) pairs: every point of one patient's visit, then of the next patient's."""
    given, patient_seed = 0, seed
    while given < points:
        visit = folder / f"count-{patient_seed}"
        told = _run_child(visit, hospital, Run(patient_seed, number=900_000 + patient_seed, arrives=True))
        for point in range(1, 1 + next(line["points"] for line in told if "points" in line)):
            if given < points:
                given += 1
                yield patient_seed, point
        patient_seed += 1


def _strike_once(folder: Path, hospital: Hospital, patient_seed: int, point: int, number: int) -> set[str]:
    visit = folder / f"visit-{number}"
    run = Run(patient_seed, number, arrives=True, kill_at=point)
    told = _run_child(visit, hospital, run)
    again = Random(patient_seed * 1_000 + point).randrange(1, 24)
    told += _run_child(visit, hospital, Run(patient_seed, number, arrives=False, kill_at=again))
    told += _run_child(visit, hospital, Run(patient_seed, number, arrives=False))
    return _judge(hospital, run.person, told)


@dataclass(frozen=True, slots=True)
class Run:
    """One life of the child: which patient, whether they are there, and the point it is killed at."""

    patient_seed: int
    number: int
    arrives: bool
    kill_at: int = NEVER

    @property
    def person(self) -> Person:
        """The patient; each visit of a campaign is another person."""
        return make_person(self.number, Random(self.patient_seed))

    @property
    def account(self) -> str:
        """The hospital's account; each visit's fresh hub has its own, so that it reads no other visit's money."""
        return f"0011{self.number:09d}"


def _run_child(folder: Path, hospital: Hospital, run: Run) -> list[dict[str, Any]]:
    """Fork the child, let it live or die, and give back the lines it told before its end."""
    folder.mkdir(exist_ok=True)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        _live(folder, hospital, run, lambda line: _tell(writing, line))
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        told = [json.loads(line) for line in pipe if line.endswith("\n")]
    _, status = os.waitpid(pid, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not killed and status != 0:
        told.append({"crashed": True})
    return told


def _tell(pipe: int, line: Mapping[str, object]) -> None:
    os.write(pipe, (json.dumps(line) + "\n").encode())


def _live(folder: Path, hospital: Hospital, run: Run, tell: Callable[[Mapping[str, object]], None]) -> None:
    """The child's whole life; never returns."""
    code = 1
    try:
        logging.disable(logging.CRITICAL)
        Child(folder, hospital, run, tell).live()
        code = 0
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(code)


class Child:
    """The station under test and its patient, in the child process."""

    def __init__(
        self, folder: Path, hospital: Hospital, run: Run, tell: Callable[[Mapping[str, object]], None]
    ) -> None:
        self._hospital = hospital
        self._run = run
        self._tell = tell
        clock = SystemClock()
        self._time = SimTime(clock.now())
        random = Random(run.patient_seed)
        self._lobby = SimProcess(self._time, random)
        accounts, ready = hospital.ready["accounts"], hospital.ready
        his = MediPayConfig(accounts["merchant_id"], accounts["merchant_secret"], accounts["facility_code"])
        vss = VssConfig(
            accounts["gateway_username"],
            accounts["gateway_password"],
            accounts["officer_name"],
            accounts["officer_id"],
        )
        self._strikes = run.kill_at
        self._patient = Patient(run.person, self, random, 0.0, self._time.monotonic) if run.arrives else None
        self._began = False
        self._machine = Machine(
            self._time,
            random,
            MediPayHis(his, JsonClient(ready["his"]), clock.now),
            VssGateway(vss, JsonClient(ready["insurance"]), clock.now),
            StatementFeed(StatementConfig(run.account, accounts["bank_token"]), JsonClient(ready["bank"])),
            FaultRates(),
            folder,
            strike=self._strike,
            on_view=self._seen,
            account=run.account,
        )

    def live(self) -> None:
        """Play the visit, or recover; then let everything under way settle, and say how it stands."""
        machine = self._machine
        if self._patient is not None:
            self._hospital.control("insured", person_row(self._run.person, Random(self._run.patient_seed)))
            machine.camera.present = self._run.person
            machine.tray.lay(self._run.person)
            self._until(lambda: self._began and machine.station.visit is None, LONGEST_S)
            machine.tray.take()
        waited: list[bool] = []
        self._lobby.later(SETTLE_S, lambda: waited.append(True))
        self._until(lambda: bool(waited) and machine.station.unsettled == 0 and not machine.hub.unposted, LONGEST_S)
        self._tell({"points": machine.hooks.points, **_journals(machine)})

    def _until(self, done: Callable[[], bool], limit_s: float) -> None:
        until = self._time.monotonic() + limit_s
        while not done() and self._time.monotonic() < until and self._time.run_next():
            pass

    def _strike(self, point: int, _name: str) -> None:
        if point == self._strikes:
            os.kill(os.getpid(), signal.SIGKILL)

    def _seen(self, view: View) -> None:
        patient = self._patient
        if patient is None or not view.visit_id:
            return
        self._began = True
        match view.content:
            case TicketView(number=number):
                self._tell({"number": number})
            case PaymentView(notice="paid"):
                self._tell({"paid": True})
            case _:
                pass
        action = patient.act(view)
        if action is not None:
            self._lobby.later(1.0, action)

    # -- the patient's hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self._machine.process.post(lambda: self._machine.station.intend(intent))

    def lay_card(self, person: Person) -> None:
        """See `Hands`."""
        if self._machine.tray.holder is None:
            self._machine.tray.lay(person)

    def take_card(self) -> None:
        """See `Hands`."""
        self._machine.tray.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._machine.camera.show(text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:  # noqa: ARG002
        """See `Hands`; the bank books at once, because its clock is the real one."""
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self._tell({"transfer": memo, "amount": amount, "times": times})
        self._hospital.control(
            "transfer", {"account": self._run.account, "amount": amount, "memo": memo, "times": times}
        )


def _journals(machine: Machine) -> dict[str, object]:
    """How the journals stand: visits begun, registrations asked for, open deliveries, money handed on, the chains."""
    asked: list[str] = []
    still_open: set[str] = set()
    handed: list[str] = []
    visits: list[str] = []
    for journal in (machine.journal, machine.hub_journal):
        for row in journal.rows():
            match row.event:
                case VisitStarted():
                    visits.append(row.subject)
                case DeliveryRequested(delivery_id=delivery_id):
                    still_open.add(delivery_id)
                    if journal is machine.journal:
                        asked.append(delivery_id)
                case DeliveryEvent(delivery_id=delivery_id):
                    still_open.discard(delivery_id)
                case CreditHandedOver(reference=reference):
                    handed.append(reference)
                case _:
                    pass
    return {
        "visits": visits,
        "asked": asked,
        "open": sorted(still_open),
        "handed": handed,
        "under_way": machine.station.visit is not None,
        "whole": machine.journal.verify().whole and machine.hub_journal.verify().whole,
    }


def _judge(hospital: Hospital, person: Person, told: list[dict[str, Any]]) -> set[str]:
    """What went wrong at this point, by the sandbox's own books: any of lost, doubled, unfinished."""
    store = SqliteStore(Path(hospital.ready["db"]), read_only=True)
    try:
        rows = [row for row in store.table(REGISTRATIONS).where() if row.id_number == person.citizen.id_number]
        payments = [payment for row in rows for payment in store.table(PAYMENTS).where(bill_id=row.bill_id)]
    finally:
        store.close()
    problems: set[str] = set()
    last = told[-1]
    if "visits" not in last or last["open"] or last["under_way"] or not last["whole"]:
        problems.add("unfinished")
    unasked = {row.key for row in rows} - set(last.get("asked", []))
    if len(rows) > 1 or unasked or len(payments) > len(rows):
        problems.add("doubled")
    shown = {line["number"] for line in told if "number" in line}
    if shown - {row.queue_number for row in rows}:
        problems.add("lost")
    if last.get("asked") and not rows:
        problems.add("lost")
    transfers = sum(line["times"] for line in told if "transfer" in line)
    settled = len(payments) + len(last.get("handed", []))
    if settled < transfers or (any("paid" in line for line in told) and not payments and not last.get("handed")):
        problems.add("lost")
    if settled > transfers:
        problems.add("doubled")
    return problems
