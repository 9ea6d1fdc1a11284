"""A simulated day: patients come one after another, neighbours fail, the machine is killed, and books are kept."""

from __future__ import annotations

import time as real_time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from random import Random

from his_client.payments import vietqr
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import DepartmentRule, load_departments
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from his_client.sandbox.store import MemoryStore
from kiosk.queue.ports import NumberDesk
from kiosk.simulation.comers import Comers
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.errands import COME_FOR
from kiosk.simulation.invariants import Ledger, Result, check
from kiosk.simulation.numberless import NumberlessHis, QueueLine
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.witness import Witness
from kiosk.simulation.world import ACCOUNT, Faults, Killed, Machine
from kiosk.visit import events as ev
from kiosk.visit.view import PaymentView, Screen, View

LONGEST_VISIT_S = 3_600.0
DRAIN_S = 7_200.0
AFTER_CRASH_S = 5.0
ERRANDS = 0.12
"""The share of visits for something else than registering."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a simulation showed; `visits_per_second` is real time, everything else follows from the seed alone."""

    seed: int
    visits: int
    visits_per_second: float
    crashes: int
    outcomes: dict[str, int]
    invariants: tuple[Result, ...]

    @property
    def held(self) -> bool:
        """Whether every invariant held."""
        return all(result.held for result in self.invariants)


class Day:
    """One seeded day at one machine; `numberless`: the HIS gives no queue numbers, the hub's queue does.

    :param make: what the machine is made by, where its journals lie on another disk.
    """

    def __init__(
        self,
        seed: int,
        faults: Faults,
        folder: Path | None = None,
        *,
        numberless: bool = False,
        make: Callable[..., Machine] = Machine,
    ) -> None:
        self._random = Random(seed)
        self._faults = faults
        self.time = SimTime()
        self._lobby = SimProcess(self.time, self._random)
        book = RegistrationBook(MemoryStore(), clock=self.time.now, departments=hospital(faults))
        book.seed()
        self.numberless = numberless
        self._line_random, self._line_faults = Random(seed + 4), menu(faults.queue)
        his = NumberlessHis if numberless else SimulatedHis
        self.his = his(Random(seed + 1), menu(faults.his), clock=self.time.now, book=book)
        self.registry = InsuredRegistry(MemoryStore(), clock=self.time.now)
        self.insurer = SimulatedInsurance(
            Random(seed + 2), menu(faults.insurance), clock=self.time.now, registry=self.registry
        )
        self.bank = SimulatedBank(Random(seed + 3), menu(faults.bank), clock=self.time.now, account=ACCOUNT)
        rates = FaultRates(card=faults.card, camera=faults.camera, printer=faults.printer)
        self.crashes = 0
        self.witnesses: list[Witness] = []
        self._patient: Patient | None = None
        self._comers = Comers(self._random, book, self.registry, self.time.now)
        self._calm = True
        self.line: QueueLine | None = None
        self.machine = make(
            self.time,
            self._random,
            self.his,
            self.insurer,
            self.bank,
            rates,
            folder,
            strike=self._strike,
            on_view=self._seen,
            slow=faults.slow,
            line=self._queue_line if numberless else None,
        )
        self._calm = False

    def visit(self, number: int) -> None:
        """One patient comes, does what they do, and leaves."""
        errand = self._random.choice(COME_FOR) if self._random.random() < ERRANDS else ""
        person = self._comers.next(number, errand)
        if errand:
            self._comers.asks_about(person, number)
        patient = Patient(
            person,
            self,
            self._random,
            moody=0.04,
            clock=self.time.monotonic,
            errand=errand,
            slip=self._comers.slip_of(person) if errand == "queue" and self._random.random() < 0.5 else "",
        )
        witness = Witness(patient, started_at=self.time.monotonic())
        self.witnesses.append(witness)
        self._patient = patient
        self.machine.camera.present = person
        if not errand and self._random.random() < 0.85:
            self.lay_card(person)
        else:
            self.machine.process.post(lambda: self.machine.station.begin_by_touch("vi"))
        self._run_until(lambda: self._left(witness), LONGEST_VISIT_S)
        self._patient = None
        self._wait(1.0)
        self.take_card()
        self._run_until(lambda: self.machine.station.visit is None, LONGEST_VISIT_S)
        self.machine.camera.present = None
        self._wait(2.0)

    def close(self) -> None:
        """The neighbours are well again; everything under way is settled, late money included."""
        self._calm = True
        for menu_ in (self.his, self.insurer, self.bank):
            menu_.faults = FaultMenu()
        self._line_faults = FaultMenu()
        if self.line is not None:
            self.line.faults = self._line_faults
        self._wait(1_200.0)
        self._run_until(self._settled, DRAIN_S)

    # -- a patient's hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self.machine.process.post(lambda: self.machine.station.intend(intent))

    def lay_card(self, person: Person) -> None:
        """See `Hands`."""
        if self.machine.tray.holder is None:
            self._guarded(lambda: self.machine.tray.lay(person))

    def take_card(self) -> None:
        """See `Hands`."""
        self._guarded(self.machine.tray.take)

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._guarded(lambda: self.machine.camera.show(text))

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Hands`: the memo is what the bank's app reads from the QR, glued as banks do."""
        memo = f"MBVCB.123.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self.bank.transfer(amount, memo, times=times, delay=timedelta(seconds=delay_s))

    # -- the agenda

    def _seen(self, view: View) -> None:
        if not self.witnesses or view.screen in (Screen.WELCOME, Screen.CLOSED):
            for witness in self.witnesses[-1:]:
                witness.saw_welcome(view)
                witness.left_behind(self.machine, view)
            return
        self.witnesses[-1].saw(view, [witness.patient.person for witness in self.witnesses[-6:-1]])
        self.witnesses[-1].left_behind(self.machine, view)
        patient = self._patient
        if patient is None:
            return
        action = patient.act(view)
        if action is not None:
            self._lobby.later(0.8 + 3 * self._random.random(), lambda: self._act(patient, action))

    def _act(self, patient: Patient, action: Callable[[], None]) -> None:
        if self._patient is patient:
            action()

    def _left(self, witness: Witness) -> bool:
        return self.machine.station.visit is None and witness.began

    def _run_until(self, done: Callable[[], bool], limit_s: float) -> None:
        until = self.time.monotonic() + limit_s
        while not done() and self.time.monotonic() < until:
            try:
                self.time.run_next()
            except Killed:
                self._restart()

    def _guarded(self, act: Callable[[], None]) -> None:
        try:
            act()
        except Killed:
            self._restart()

    def _wait(self, seconds: float) -> None:
        passed = []
        self._lobby.later(seconds, lambda: passed.append(True))
        self._run_until(lambda: bool(passed), seconds + 1)

    def _strike(self, _point: int, _name: str) -> None:
        if not self._calm and self._random.random() < self._faults.crash:
            raise Killed

    def _restart(self) -> None:
        while True:
            self.crashes += 1
            self.machine.kill()
            self.machine.view = None
            try:
                self.machine.boot()
            except Killed:
                continue
            return

    def _queue_line(self, desk: NumberDesk, passed: Callable[[str], None]) -> NumberDesk:
        self.line = QueueLine(desk, self._line_random, self._line_faults, passed)
        return self.line

    def _settled(self) -> bool:
        return self.machine.station.unsettled == 0 and not self.machine.hub.unposted


def hospital(faults: Faults) -> tuple[DepartmentRule, ...]:
    """The sandbox's departments, one for children, one for adults, one for women.

    Where the HIS misbehaves, two of them fill up within the day.
    """
    *rules, adults, women, children = load_departments()
    limited = (
        *rules,
        replace(adults, min_age=18),
        replace(women, only_sex="Nữ"),
        replace(children, max_age=15),
    )
    if not faults.his:
        return limited
    return tuple(replace(rule, quota=25) if place < 2 else rule for place, rule in enumerate(limited))


def menu(rate: float) -> FaultMenu:
    """A neighbour's faults at a total rate, each kind equally likely."""
    return FaultMenu({fault: rate / len(CallFault) for fault in CallFault} if rate else None)


def simulate(visits: int, seed: int, faults: Faults, folder: Path | None = None, *, numberless: bool = False) -> Report:
    """Run `visits` visits from `seed` and check the invariants; `folder` puts the journals on disk."""
    day = Day(seed, faults, folder, numberless=numberless)
    began = real_time.perf_counter()
    for number in range(visits):
        day.visit(number)
    seconds = real_time.perf_counter() - began
    day.close()
    ledger = Ledger(day.machine, day.his.book, day.bank.ledger, day.witnesses, numberless)
    results = check(ledger)
    outcomes = ledger.outcomes()
    day.machine.close()
    return Report(seed, visits, round(visits / seconds, 1) if seconds else 0.0, day.crashes, outcomes, results)
