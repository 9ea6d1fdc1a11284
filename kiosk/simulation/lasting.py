"""A station that stays: visit after visit, day after day, while the hospital round it begins each morning anew.

What patients meet is the product's: the station's core, its journal in a file, its metrics, the daily erasure and the
rows' way to a hub. The hospital, the bank and the hub are programs of their own on other machines; here they live in
the same process, so what they keep is thrown away every night and nothing of it counts as the station's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import time, timedelta
from pathlib import Path
from random import Random
from time import thread_time
from typing import Protocol

from his_client.payments import vietqr
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.faults import FaultMenu
from his_client.sandbox.insured import InsuredRegistry
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from his_client.sandbox.store import MemoryStore
from kiosk.clock import VIETNAM
from kiosk.config import StationConfig
from kiosk.demo.house import HOUSE
from kiosk.hub.client import LocalHub
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.intake import Head, Taken
from kiosk.hub.records import hub_codec
from kiosk.ids import uuid7
from kiosk.journal import Journal, PublicRow
from kiosk.life.daily import station_daily
from kiosk.metrics.station import MeteredJournal, StationMetrics
from kiosk.money.qr import Payee
from kiosk.simulation.comers import Comers
from kiosk.simulation.day import ERRANDS, hospital, menu
from kiosk.simulation.devices import FaultRates, SimCamera, SimPrinter, SimTray
from kiosk.simulation.errands import COME_FOR
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import ACCOUNT, BIN, FACILITY, MASTER, Faults
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import Devices
from kiosk.station.records import station_codec
from kiosk.station.shipping import station_shipper
from kiosk.station.summary import VisitSummed
from kiosk.visit import events as ev
from kiosk.visit.values import Policy
from kiosk.visit.view import PaymentView, Screen, View

LONGEST_VISIT_S = 3_600.0
SETTLES_S = 7_200.0
MORNING = time(7, 0)
MOODY = 0.04
BETWEEN_TOUCHES_S = 0.4
FAULTS = Faults(his=0.02, insurance=0.02, bank=0.02, card=0.03, camera=0.03, printer=0.02, slow=0.003)
"""So often a neighbour or a device fails a call: rarely enough that most visits are straight, often enough for all
kinds in a thousand."""


class Finger(Protocol):
    """Somebody before the real window."""

    def greeting(self, number: int, random: Random) -> tuple[str, ...]:
        """The controls that visitor `number` touches on the welcome screen to choose a language or another look."""
        ...

    def beginning(self, *, errand: bool) -> tuple[str, ...]:
        """What is touched on the welcome screen: to register, or to come for something else."""
        ...

    def way(self, intent: ev.Intent) -> tuple[str, ...]:
        """The controls to be touched for what is meant, one after the other."""
        ...

    def tap(self, control: str) -> None:
        """Touch it, if it can be seen."""
        ...

    def look(self) -> None:
        """Something was shown: let the window draw it."""
        ...


class Commits(StationMetrics):
    """The station's metrics; beside them the processor time of its commits, and how visits ended, since last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.commits = 0
        self.seconds = 0.0
        self.ended: Counter[str] = Counter()

    def committed(self, events: list[object], seconds: float) -> None:
        """See `StationMetrics`."""
        super().committed(events, seconds)
        self.commits += 1
        for event in events:
            if isinstance(event, VisitSummed):
                self.ended[f"{event.journey}:{event.ending}:{event.reason}"] += 1

    def forget(self) -> None:
        """Count from here."""
        self.commits, self.seconds = 0, 0.0
        self.ended.clear()


class _TimedJournal(MeteredJournal):
    """A journal whose writes are timed by the processor: a machine that does other work too makes none slower."""

    commits: Commits

    def append(self, entries: Iterable[tuple[str, object]]) -> None:
        """See `Journal.append`."""
        began = thread_time()
        super().append(entries)
        self.commits.seconds += thread_time() - began


class _TodaysHub(LocalHub):
    """The hub as it is today."""

    def becomes(self, core: HubCore) -> None:
        """Another morning's."""
        self._core = core


class _Takes:
    """The hub's end of the rows' line, whose database is nowhere: what comes next has been taken."""

    def __init__(self) -> None:
        self._head = Head()

    def head(self, _source: str) -> Head:
        """See `JournalIntake`."""
        return self._head

    def take(self, _source: str, rows: Sequence[PublicRow], _told_seq: int) -> Taken:
        """See `JournalIntake`."""
        self._head = Head(rows[-1].seq, rows[-1].hash)
        return Taken(self._head, len(rows))


class Lasting:
    """The station as a window sees it (`kiosk.station.api.Station`), and the days of visits before it.

    :param journal: the station's journal file, new or continued.
    """

    admin = None

    def __init__(self, seed: int, journal: Path) -> None:
        self.time = SimTime()
        self.info = StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03, information=HOUSE)
        self.days = 0
        self.commits = Commits()
        self.stuck = 0
        self._random = Random(seed)
        self._lobby = SimProcess(self.time, self._random)
        self._process = SimProcess(self.time, self._random, slow=FAULTS.slow)
        clock = self.time.now
        self._his = SimulatedHis(Random(seed + 1), menu(FAULTS.his), clock=clock, book=self._new_book())
        registry = InsuredRegistry(MemoryStore(), clock=clock)
        self._insurer = SimulatedInsurance(Random(seed + 2), menu(FAULTS.insurance), clock=clock, registry=registry)
        self._bank = SimulatedBank(Random(seed + 3), menu(FAULTS.bank), clock=clock, account=ACCOUNT)
        self._comers = Comers(self._random, self._his.book, registry, clock)
        self._hub_process, self._hub_journal, hub = self._new_hub()
        self._hub = _TodaysHub(hub)
        rates = FaultRates(card=FAULTS.card, camera=FAULTS.camera, printer=FAULTS.printer)
        self._tray = SimTray(self._random, rates, lambda _peer, _about: None)
        self._camera = SimCamera(self._random, rates, lambda _peer, _about: None, self._process.later)
        self.journal = _TimedJournal.open(journal, station_codec(), MASTER, self.time)
        self.journal.told = self.journal.commits = self.commits
        self.core = StationCore(
            Settings("03", self.info, Policy(desk="2", facility=FACILITY, consent_version="1", qr_alone=True), "vi"),
            self.journal,
            self._process,
            self.time,
            Devices(self._tray, self._camera, SimPrinter(self._random, rates)),
            Neighbours(self._his, self._hub, self._hub, self._hub, later=self._hub),
            lambda: uuid7(self.time, self._random.getrandbits),
        )
        self._shipper = station_shipper("03", self.journal, _Takes(), self._process)
        self._daily = station_daily(_configured(journal), self.journal, self._process, self.time, self.core)
        self._on_view: Callable[[View], None] = lambda _view: None
        self._shown: View | None = None
        self._patient: Patient | None = None
        self._began = False
        self._new = False
        self.finger: Finger

    # -- the station as the window sees it

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """See `Station`."""
        self._on_view = on_view
        self.core.start(self._seen, on_live)
        self._shipper.start()
        self._daily.start()

    def send(self, intent: ev.Intent) -> None:
        """See `Station`."""
        self._process.post(lambda: self.core.intend(intent))

    def begin(self, language: str) -> None:
        """See `Station`."""
        self._process.post(lambda: self.core.begin_by_touch(language))

    def staff(self, number: str, pin: str) -> None:
        """See `Station`."""
        self._process.post(lambda: self.core.staff(number, pin))

    def preview(self) -> Preview | None:
        """See `Station`: in virtual time nobody has time to look at pictures."""
        return None

    def seconds_left(self, timer: str) -> float | None:
        """See `Station`."""
        return self.core.seconds_left(timer)

    def close(self) -> None:
        """See `Station`."""
        self.journal.close()
        self._hub_journal.close()

    # -- its days

    def visit(self, number: int) -> None:
        """One patient comes, does what they do at the window, and leaves."""
        errand = self._random.choice(COME_FOR) if self._random.random() < ERRANDS else ""
        person = self._comers.next(number, errand)
        if errand:
            self._comers.asks_about(person, number)
        slip = self._comers.slip_of(person) if errand == "queue" and self._random.random() < 0.5 else ""
        self._patient = Patient(
            person, self, self._random, moody=MOODY, clock=self.time.monotonic, errand=errand, slip=slip
        )
        self._camera.present = person
        self._began = False
        lays = not errand and self._random.random() < 0.85
        for control in (
            *self.finger.greeting(number, self._random),
            *(() if lays else self.finger.beginning(errand=bool(errand))),
        ):
            self.finger.tap(control)
            self._wait(BETWEEN_TOUCHES_S)
        if lays:
            self.lay_card(person)
        self._run(lambda: self._began and self.core.visit is None, LONGEST_VISIT_S)
        self._patient = None
        self._wait(1.0)
        self.take_card()
        if not self._run(lambda: self.core.visit is None, LONGEST_VISIT_S):
            self.stuck += 1
        self._camera.present = None
        self._wait(2.0)

    def night(self) -> None:
        """What is open is settled, the neighbours close their books, and it is the next morning."""
        faults = (self._his.faults, self._insurer.faults, self._bank.faults)
        self._his.faults = self._insurer.faults = self._bank.faults = FaultMenu()
        self._run(lambda: self.core.unsettled == 0, SETTLES_S)
        self._hub_process.kill()
        self._hub_journal.close()
        self._bank.ledger = BankLedger(MemoryStore(), clock=self.time.now)
        self._comers.registry = self._insurer.registry = InsuredRegistry(MemoryStore(), clock=self.time.now)
        self._comers.book = self._his.book = self._new_book()
        self._camera.matched.clear()
        now = self.time.now().astimezone(VIETNAM)
        morning = now.replace(hour=MORNING.hour, minute=0, second=0, microsecond=0)
        self._wait((morning + timedelta(days=int(morning <= now)) - now).total_seconds())
        self._hub_process, self._hub_journal, hub = self._new_hub()
        self._hub.becomes(hub)
        self._his.faults, self._insurer.faults, self._bank.faults = faults
        self.days += 1

    def _new_book(self) -> RegistrationBook:
        book = RegistrationBook(MemoryStore(), clock=self.time.now, departments=hospital(FAULTS))
        book.seed()
        return book

    def _new_hub(self) -> tuple[SimProcess, Journal, HubCore]:
        process = SimProcess(self.time, self._random, slow=FAULTS.slow)
        journal = Journal.open(None, hub_codec(), MASTER, self.time)
        payee = Payee(ACCOUNT, BIN, "BENH VIEN MAU")
        settings = HubSettings(payee, order_s=900.0, poll_s=10.0, slow_poll_s=20.0)
        hub = HubCore(journal, process, self._his, self._bank, self._insurer, self.time, settings)
        hub.start()
        return process, journal, hub

    # -- a patient's hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`: with a finger on the glass."""
        self._touch(self.finger.way(intent), self._patient, self.core.view.screen)

    def _touch(self, way: tuple[str, ...], patient: Patient | None, screen: Screen) -> None:
        """One control after the other, as long as the same screen stands before the same person."""
        if not way or patient is not self._patient or self.core.view.screen is not screen:
            return
        self.finger.tap(way[0])
        self._lobby.later(BETWEEN_TOUCHES_S, lambda: self._touch(way[1:], patient, screen))

    def lay_card(self, person: Person) -> None:
        """See `Hands`."""
        if self._tray.holder is None:
            self._tray.lay(person)

    def take_card(self) -> None:
        """See `Hands`."""
        self._tray.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._camera.show(text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Hands`."""
        memo = f"MBVCB.123.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self._bank.transfer(amount, memo, times=times, delay=timedelta(seconds=delay_s))

    # -- the agenda

    def _seen(self, view: View) -> None:
        if view == self._shown:
            return
        self._shown, self._new = view, True
        self._on_view(view)
        patient = self._patient
        if patient is None or view.screen in (Screen.WELCOME, Screen.CLOSED):
            return
        self._began = True
        action = patient.act(view)
        if action is not None:
            self._lobby.later(0.8 + 3 * self._random.random(), lambda: self._act(patient, action))

    def _act(self, patient: Patient, action: Callable[[], None]) -> None:
        if self._patient is patient:
            action()

    def _run(self, done: Callable[[], bool], limit_s: float) -> bool:
        until = self.time.monotonic() + limit_s
        while not done():
            if self.time.monotonic() >= until or not self.time.run_next():
                return False
            if self._new:
                self._new = False
                self.finger.look()
        return True

    def _wait(self, seconds: float) -> None:
        passed: list[bool] = []
        self._lobby.later(seconds, lambda: passed.append(True))
        self._run(lambda: bool(passed), seconds + 1)


def _configured(journal: Path) -> StationConfig:
    """A station's file in which only the least is said."""
    station = {"id": "03", "hospital": "Bệnh viện Mẫu", "name": "Máy 03", "facility": FACILITY, "journal": journal}
    printer = {"kind": "picture", "path": journal.parent}
    return StationConfig.model_validate({"station": station, "printer": printer})
