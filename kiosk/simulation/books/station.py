"""One lobby machine whose hub stands elsewhere: a real station, its journal, and patients one after another."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from random import Random
from typing import Protocol

from his_client.his.ports import HospitalSystem
from kiosk.ids import uuid7
from kiosk.loop import Callback
from kiosk.simulation.books.line import HubLine
from kiosk.simulation.devices import FaultRates, SimCamera, SimPrinter, SimTray
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.simulation.world import FACILITY, MASTER, PATIENCE, HookedJournal, Hooks, Killed
from kiosk.station.api import StationInfo
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import Devices
from kiosk.station.records import station_codec
from kiosk.visit import events as ev
from kiosk.visit.values import Policy
from kiosk.visit.view import PaymentView, Screen, View

TAKES_CARD_S, NEXT_COMES_S, STUCK_S = 1.0, 2.0, 900.0


class Payer(Protocol):
    """What happens when a patient pays by the code on a station's screen."""

    def __call__(self, station: str, payment: PaymentView, amount: int, times: int, delay_s: float, /) -> None:
        """The patient's bank sends `amount` đồng, `times` times, after `delay_s`."""
        ...


class SimStation:
    """A station, killable and restartable over its journal, and the line of people before it.

    :param people: who comes, in order; None when nobody comes any more today.
    :param pause_s: seconds until the next one comes, asked each time.
    :param crash: how often a journal write is hit by a kill, 0..1.
    """

    def __init__(
        self,
        name: str,
        time: SimTime,
        random: Random,
        his: HospitalSystem,
        hub: HubLine,
        rates: FaultRates,
        people: Iterator[Person],
        pay: Payer,
        pause_s: Callable[[], float | None],
        crash: float = 0.0,
    ) -> None:
        self.name = name
        self.visits = 0
        self.dying = False
        self.crashes = 0
        self._time = time
        self._random = random
        self._his = his
        self._hub = hub
        self._people = people
        self._pay = pay
        self._pause_s = pause_s
        self.crash = crash
        self._lobby = SimProcess(time, random)
        self._connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._patient: Patient | None = None
        self._began = False
        self.tray = SimTray(random, rates, _unseen)
        self.camera = SimCamera(random, rates, _unseen, self._on_process)
        self.printer = SimPrinter(random, rates)
        self._view: View | None = None
        self.boot()

    @property
    def busy(self) -> bool:
        """Whether a patient stands here, or something is not settled yet."""
        return self._patient is not None or self.core.unsettled > 0 or self.core.visit is not None

    def boot(self) -> None:
        """Start the station over what its journal holds."""
        self.process = SimProcess(self._time, self._random)
        self.journal = HookedJournal(self._connection, station_codec(), MASTER, self._time, self.name)
        self.journal.hooks, self.journal.label = Hooks(self._strike), self.name
        policy = Policy(desk="2", facility=FACILITY, consent_version="1", qr_alone=True)
        self.core = StationCore(
            Settings(self.name, StationInfo("Bệnh viện Mẫu", f"Máy {self.name}", 4.03), policy, patience=PATIENCE),
            self.journal,
            self.process,
            self._time,
            Devices(self.tray, self.camera, self.printer),
            Neighbours(self._his, self._hub, self._hub, self._hub),
            lambda: uuid7(self._time, self._random.getrandbits),
        )
        self.core.start(self._seen, lambda _live: None)

    def revive(self) -> None:
        """After a kill: what ran is gone, what was committed stays, and the station comes back."""
        self.crashes += 1
        self.process.kill()
        self.camera.stop()
        self._view = None
        self.dying = False
        self._lobby.later(5.0, self._reboot)

    def open(self) -> None:
        """The lobby opens: the first patient comes after a pause."""
        self._after_pause()

    # -- a patient's hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self.process.post(lambda: self.core.intend(intent))

    def lay_card(self, person: Person) -> None:
        """See `Hands`."""
        if self.tray.holder is None:
            self.tray.lay(person)

    def take_card(self) -> None:
        """See `Hands`."""
        self.tray.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self.camera.show(text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Hands`."""
        self._pay(self.name, payment, amount, times, delay_s)

    # -- one after another

    def _after_pause(self) -> None:
        pause = self._pause_s()
        if pause is not None:
            self._lobby.later(pause, self._comes)

    def _comes(self) -> None:
        person = next(self._people, None)
        if person is None:
            return
        patient = Patient(person, self, self._random, moody=0.02, clock=self._time.monotonic, careful=96)
        self._patient, self._began = patient, False
        self.visits += 1
        self.camera.present = person
        if self._random.random() < 0.85:
            self.lay_card(person)
        else:
            self.process.post(lambda: self.core.begin_by_touch("vi"))
        self._lobby.later(STUCK_S, lambda: self._leaves(patient))

    def _seen(self, view: View) -> None:
        patient = self._patient
        if patient is None or view == self._view:
            return
        self._view = view
        if view.screen in (Screen.WELCOME, Screen.CLOSED):
            if self._began:
                self._lobby.later(TAKES_CARD_S, lambda: self._leaves(patient))
            return
        self._began = True
        action = patient.act(view)
        if action is not None:
            self._lobby.later(0.8 + 3 * self._random.random(), lambda: self._act(patient, action))

    def _act(self, patient: Patient, action: Callable[[], None]) -> None:
        if self._patient is patient and not self.dying:
            action()

    def _leaves(self, patient: Patient) -> None:
        if self._patient is not patient or self.core.visit is not None:
            return
        self._patient, self.camera.present, self._view = None, None, None
        self.take_card()
        self._lobby.later(NEXT_COMES_S, self._after_pause)

    def _reboot(self) -> None:
        patient = self._patient
        self.boot()
        if patient is not None:
            # The visit was interrupted: staff have it from its number, and this patient goes to the desk.
            self._began = True
            self._lobby.later(TAKES_CARD_S, lambda: self._leaves(patient))

    def _on_process(self, seconds: float, callback: Callback) -> Callback:
        return self.process.later(seconds, callback)

    def _strike(self, _point: int, _name: str) -> None:
        if self.crash and self._random.random() < self.crash:
            self.dying = True
            raise Killed


def _unseen(_peer: str, _about: str) -> None:
    """Who is asked about whom is judged elsewhere."""
