"""A hospital of many stations and one hub on one agenda of virtual time, from opening until everything is settled."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.departments import DepartmentRule, load_departments
from his_client.sandbox.faults import FaultMenu
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.providers import Payee as ProviderPayee
from his_client.sandbox.providers import Providers
from his_client.sandbox.rows import PAYMENTS, REGISTRATIONS
from his_client.sandbox.simulated import SimulatedHis, SimulatedInsurance
from his_client.sandbox.simulated_providers import SimulatedPayos, SimulatedSepay
from his_client.sandbox.store import MemoryStore
from his_client.sandbox.terminal import SimulatedTerminal
from kiosk.clock import VIETNAM
from kiosk.hub.money.channels import Channel
from kiosk.loop import Callback
from kiosk.money.order import BillKind
from kiosk.money.qr import Payee
from kiosk.simulation.books.desks import TERMINAL, Gate, SimDesks
from kiosk.simulation.books.hub import Around, SimHub
from kiosk.simulation.books.notices import KEY, READERS, SimNotices
from kiosk.simulation.books.payers import Payers, PayRates
from kiosk.simulation.books.station import SimStation
from kiosk.simulation.comers import child_row, person_row
from kiosk.simulation.day import menu
from kiosk.simulation.devices import FaultRates
from kiosk.simulation.people import Person, make_visitor
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import ACCOUNT, BIN, Faults, Killed

PAYOS_ACCOUNT = "0011008888888"
OPENS, CLOSES = (6, 30), (16, 30)
_RUSH = {6: 1.0, 7: 0.2, 8: 0.1, 9: 0.2, 10: 0.6, 11: 1.6, 12: 3.0, 13: 0.4, 14: 0.2, 15: 0.6, 16: 1.5}
"""How long the pauses between two patients are in each hour, against those of an ordinary one."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play. `rate` is how often something is planted in a payment; `faults` are the neighbours'."""

    seed: int
    visits: int
    stations: int
    faults: Faults
    rate: float
    day: datetime = datetime(2026, 11, 24, 6, 0, tzinfo=VIETNAM)


class Hospital:
    """Everything there is on that day. `hub` and `stations` are the product; the rest is the world around them."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        faults = plan.faults
        random = Random(plan.seed)
        self.time = SimTime(plan.day)
        clock = self.time.now
        his_store = MemoryStore()
        book = RegistrationBook(his_store, clock=clock, departments=_departments())
        book.seed()
        self.his = SimulatedHis(Random(plan.seed + 1), menu(faults.his), clock=clock, book=book)
        self.receipts = his_store.table(PAYMENTS)
        self.registrations = his_store.table(REGISTRATIONS)
        self.registry = InsuredRegistry(MemoryStore(), clock=clock)
        insurer = SimulatedInsurance(Random(plan.seed + 2), menu(faults.insurance), clock=clock, registry=self.registry)
        store = MemoryStore()
        self.bank = BankLedger(store, clock=clock)
        self.notices = SimNotices(self.time, Random(plan.seed + 3), self._link)
        self.providers = Providers(
            store,
            self.bank,
            self.notices.tell,
            clock=clock,
            payee=ProviderPayee(BIN, PAYOS_ACCOUNT),
            tmn_code="SIMULATED",
            vnpay_secret=KEY,
        )
        self.sepay = SimulatedSepay(Random(plan.seed + 4), self.bank, ACCOUNT, menu(faults.bank))
        self.payos = SimulatedPayos(Random(plan.seed + 5), self.providers, menu(faults.bank))
        self.payers = Payers(self.providers, Random(plan.seed + 6), PayRates.profile(plan.rate), self._later)
        channels = (
            Channel(
                self.sepay,
                self.sepay,
                Payee(ACCOUNT, BIN, "BENH VIEN MAU"),
                frozenset({ACCOUNT}),
                frozenset({BillKind.FEE, BillKind.BALANCE}),
                READERS["sepay"],
            ),
            Channel(
                self.payos,
                None,
                None,
                frozenset({PAYOS_ACCOUNT}),
                frozenset({BillKind.ADVANCE, BillKind.SERVICES}),
                READERS["payos"],
            ),
        )
        around = Around(self.his, insurer, channels, self.notices.inbox)
        self._street = SimProcess(self.time, random)
        self.terminal = SimulatedTerminal(Random(plan.seed + 8), menu(faults.bank))
        self.gate = Gate()
        self.desks = SimDesks(self.gate, self.time, self.his, {TERMINAL: self.terminal}, ACCOUNT)
        self.hub = SimHub(self.time, Random(plan.seed + 7), around, self.desks, faults.crash)
        self._random = random
        self._people = self._patients()
        rates = FaultRates(card=faults.card, camera=faults.camera, printer=faults.printer)
        self.stations = tuple(
            SimStation(
                f"K{number:02d}",
                self.time,
                Random(plan.seed + 100 + number),
                self.his,
                self.hub.line,
                rates,
                self._people,
                self.payers,
                self._pause,
                faults.crash,
            )
            for number in range(1, plan.stations + 1)
        )

    def open(self) -> None:
        """The doors open: people come to every station."""
        for station in self.stations:
            station.open()

    def until(self, moment: datetime) -> None:
        """Let time pass; whoever is killed on the way comes back."""
        seconds = (moment - self.time.now()).total_seconds()
        if seconds > 0:
            passed: list[bool] = []
            self._later(seconds, lambda: passed.append(True))
            while not passed:
                self.turn()

    def turn(self) -> None:
        """One step of the agenda."""
        with self.gate.lock:
            with contextlib.suppress(Killed):
                self.time.run_next()
            if self.hub.dying:
                self.hub.revive()
            for station in self.stations:
                if station.dying:
                    station.revive()

    def settle(self, hours: float = 2.0) -> None:
        """The neighbours are well again, and what is under way comes to its end, late money included."""
        for neighbour in (self.his, self.sepay, self.payos):
            neighbour.faults = FaultMenu()
        self.hub.crash = 0.0
        for station in self.stations:
            station.crash = 0.0
        last = self.time.now() + timedelta(hours=hours)
        while self.time.now() < last:
            self.until(self.time.now() + timedelta(minutes=10))
            if self.settled and self.time.now() + timedelta(hours=hours - 0.75) > last:
                return

    @property
    def settled(self) -> bool:
        """Whether nobody stands in the lobby and nobody waits for the HIS's word."""
        return self.hub.up and not self.hub.core.unposted and not any(station.busy for station in self.stations)

    @property
    def visits(self) -> int:
        """How many people have come so far."""
        return sum(station.visits for station in self.stations)

    def _later(self, seconds: float, callback: Callback) -> None:
        self._street.later(seconds, callback)

    def _link(self, number: int) -> str:
        order = self.providers.order("payos", number)
        return order.reference if order else ""

    def _pause(self) -> float | None:
        now = self.time.now()
        if (now.hour, now.minute) >= CLOSES:
            return None
        if (now.hour, now.minute) < OPENS:
            opens = now.replace(hour=OPENS[0], minute=OPENS[1], second=0)
            return (opens - now).total_seconds() + 60 * self._random.random()
        return 40.0 * _RUSH.get(now.hour, 1.0) * self._random.random()

    def _patients(self) -> Iterator[Person]:
        earlier: list[Person] = []
        for number in itertools.islice(itertools.count(), self.plan.visits):
            if earlier and self._random.random() < 0.02:
                yield self._random.choice(earlier)
                continue
            person = make_visitor(number, self._random)
            earlier = [*earlier[-50:], person]
            if person.insured:
                self.registry.put(person_row(person, self._random))
            if person.child is not None:
                self.registry.put(child_row(person.child))
            yield person


def _departments() -> tuple[DepartmentRule, ...]:
    """The sandbox's departments without a limit for the day: a big hospital's."""
    return tuple(replace(rule, quota=100_000) for rule in load_departments())
