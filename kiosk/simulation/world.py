"""The simulated world around one station: neighbours that survive its crashes, and a station that can be killed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from his_client.his.ports import (
    Appointment,
    Bill,
    Capability,
    Department,
    Feedback,
    FeedbackTaken,
    HospitalSystem,
    Identifier,
    IdentitySource,
    Notice,
    Patient,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
)
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, InsuranceGateway
from his_client.outcome import Done, Outcome, Unknown
from his_client.payments.bank import BankFeed, CreditPage
from kiosk.boot import Boot
from kiosk.delivery.machine import Patience
from kiosk.hub.client import LocalHub
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.queue_client import LocalQueue
from kiosk.hub.records import hub_codec
from kiosk.ids import uuid7
from kiosk.journal import Codec, Journal, MasterKey
from kiosk.loop import Callback
from kiosk.money.qr import Payee
from kiosk.queue.ports import NumberDesk
from kiosk.simulation.devices import FaultRates, SimCamera, SimPrinter, SimTray
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.station.api import StationInfo
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import Devices
from kiosk.station.records import station_codec
from kiosk.station.staff import StaffDoor
from kiosk.visit.values import Policy
from kiosk.visit.view import View

T = TypeVar("T")
S = TypeVar("S")

ACCOUNT, BIN = "0011009999999", "970436"
FACILITY = "01999"
MASTER = MasterKey(bytes(32))
AWAY = Unknown("unreachable")
PATIENCE = Patience(pauses_s=(0.5, 1.0, 2.0, 5.0), tries=400)


class Killed(BaseException):
    """The station was killed at this very point."""


class HubKilled(BaseException):
    """The hub beside the station was killed at this very point; the station lives on."""


@dataclass(frozen=True, slots=True)
class Faults:
    """Which neighbours and devices misbehave, as rates 0..1 per call."""

    his: float = 0.0
    insurance: float = 0.0
    bank: float = 0.0
    card: float = 0.0
    camera: float = 0.0
    printer: float = 0.0
    crash: float = 0.0
    slow: float = 0.0
    queue: float = 0.0

    @classmethod
    def profile(cls, name: str) -> Faults:
        """A named profile: `none`, `all`, or one neighbour or device alone.

        :raises ValueError: for a name that is no profile.
        """
        rates = cls(
            queue=0.3, his=0.15, insurance=0.15, bank=0.15, card=0.15, camera=0.1, printer=0.15, crash=0.001, slow=0.02
        )
        if name == "none":
            return cls()
        if name == "all":
            return rates
        if name in PROFILES:
            alone = cls()
            return replace(
                alone, **{name: getattr(rates, name)}, **({"camera": rates.camera} if name == "card" else {})
            )
        raise ValueError(f"no fault profile is called {name!r}; there are none, all, {', '.join(PROFILES)}")


PROFILES = ("his", "insurance", "bank", "card", "printer", "crash", "queue")


class Hooks:
    """Told before and after each journal write and each outside call; may kill."""

    def __init__(self, strike: Callable[[int, str], None]) -> None:
        self.points = 0
        self._strike = strike

    def pass_by(self, name: str) -> None:
        """One point a kill can hit."""
        self.points += 1
        self._strike(self.points, name)


class HookedJournal(Journal):
    """A journal whose writes can be hit by a kill, before and after the commit."""

    hooks: Hooks
    label: str

    def append(self, entries: Iterable[tuple[str, object]]) -> None:
        """See `Journal.append`."""
        self.hooks.pass_by(f"{self.label}:before-write")
        super().append(entries)
        self.hooks.pass_by(f"{self.label}:after-write")


@dataclass(frozen=True, slots=True)
class Call:
    """One call that left the station: who was asked, about which ID number, when (virtual seconds)."""

    peer: str
    about: str
    at: float


class HookedHis:
    """The HIS as a station calls it: logged, and killable before and after each call."""

    def __init__(self, his: HospitalSystem, hooks: Hooks, log: Callable[[str, str], None]) -> None:
        self._his = his
        self._hooks = hooks
        self._log = log
        self._numbers: dict[str, str] = {}

    @property
    def capabilities(self) -> frozenset[Capability]:
        """See `HospitalSystem`."""
        return self._his.capabilities

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """See `Patients.find_patient`."""
        outcome = self._call("his", identifier.value, lambda: self._his.find_patient(identifier, source))
        if isinstance(outcome, Done) and outcome.value is not None:
            self._numbers[outcome.value.patient_id] = identifier.value
        return outcome

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """See `Scheduling.departments`."""
        return self._call("his", "", self._his.departments)

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """See `Registration.register`."""
        number = request.identity.id_number or request.identity.insurance_number
        return self._call("his-register", number, lambda: self._his.register(request))

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:
        """See `Registration.find_registration`."""
        return self._call("his", "", lambda: self._his.find_registration(key, wanted))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """See `Registration.registrations_today`."""
        return self._call("his", identifier.value, lambda: self._his.registrations_today(identifier, source))

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """See `Registration.cancel`."""
        return self._call("his-cancel", "", lambda: self._his.cancel(visit_code, reason))

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """See `Registration.reprint`."""
        return self._call("his", "", lambda: self._his.reprint(visit_code))

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """See `Scheduling.appointments_today`."""
        return self._call("his", self._about(patient_id), lambda: self._his.appointments_today(patient_id, source))

    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:
        """See `Billing.bills`."""
        return self._call("his", self._about(patient_id), lambda: self._his.bills(patient_id, source))

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """See `Billing.receipts`."""
        return self._call("his", "", lambda: self._his.receipts(day))

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """See `Queue.position`."""
        return self._call("his", "", lambda: self._his.position(visit_code))

    def results_ready(self, patient_id: str, source: IdentitySource) -> Outcome[bool]:
        """See `Information.results_ready`."""
        return self._call("his", self._about(patient_id), lambda: self._his.results_ready(patient_id, source))

    def notices(self) -> Outcome[tuple[Notice, ...]]:
        """See `Information.notices`."""
        return self._call("his", "", self._his.notices)

    def send_feedback(self, feedback: Feedback) -> Outcome[FeedbackTaken]:
        """See `Information.send_feedback`."""
        return self._call("his", "", lambda: self._his.send_feedback(feedback))

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """See `Billing.post_payment`."""
        return self._call("his-payment", "", lambda: self._his.post_payment(notice))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """See `Billing.find_payment`."""
        return self._call("his", "", lambda: self._his.find_payment(payment_id))

    def _about(self, patient_id: str) -> str:
        """The ID number under which the HIS told of this patient."""
        return self._numbers.get(patient_id, patient_id)

    def _call(self, peer: str, about: str, call: Callable[[], T]) -> T:
        self._log(peer, about)
        self._hooks.pass_by(f"{peer}:before-call")
        answer = call()
        self._hooks.pass_by(f"{peer}:after-call")
        return answer


class HookedInsurer:
    """The insurance gateway as the hub calls it: logged and killable; asked of an earlier moment: `insurer-later`."""

    def __init__(
        self, insurer: InsuranceGateway, hooks: Hooks, log: Callable[[str, str], None], now: Callable[[], datetime]
    ) -> None:
        self._insurer = insurer
        self._now = now
        self._hooks = hooks
        self._log = log

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """See `InsuranceGateway.check`."""
        self._log("insurer" if asked_at == self._now() else "insurer-later", number)
        self._hooks.pass_by("insurer:before-call")
        answer = self._insurer.check(number, full_name, birth_date, asked_at=asked_at)
        self._hooks.pass_by("insurer:after-call")
        return answer


class HookedBank:
    """The bank's feed as the hub calls it: killable."""

    def __init__(self, bank: BankFeed, hooks: Hooks) -> None:
        self._bank = bank
        self._hooks = hooks

    def credits(self, after: str | None) -> Outcome[CreditPage]:
        """See `BankFeed.credits`."""
        self._hooks.pass_by("bank:before-call")
        answer = self._bank.credits(after)
        self._hooks.pass_by("bank:after-call")
        return answer


class HubBeside:
    """The hub as its station reaches it: it may be away, or die before it has answered.

    :param hub: the hub as it is now, None while it is away.
    :param died: is told when it dies while it answers.
    """

    def __init__(self, hub: Callable[[], LocalHub | None], died: Callable[[], None]) -> None:
        self._hub = hub
        self._died = died

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        """See `InsurerPort.check`."""
        silent = Eligibility.without_card(EligibilityStatus.UNVERIFIED, "unreachable")
        return self._ask(lambda hub: hub.check(number, full_name, birth_date, visit_id=visit_id), silent)

    def open(
        self, order_id: str, station_id: str, bill_id: str, amount: int, *, kind: str = "fee", visit_code: str = ""
    ) -> Outcome[OpenedOrder]:
        """See `OrderDesk.open`."""
        return self._ask(
            lambda hub: hub.open(order_id, station_id, bill_id, amount, kind=kind, visit_code=visit_code), AWAY
        )

    def received(self, order_id: str) -> Outcome[int]:
        """See `OrderDesk.received`."""
        return self._ask(lambda hub: hub.received(order_id), AWAY)

    def call(self, station_id: str, reason: str) -> bool:
        """See `StaffCalls.call`."""
        return self._ask(lambda hub: hub.call(station_id, reason), False)

    def _ask(self, question: Callable[[LocalHub], T], silent: S) -> T | S:
        hub = self._hub()
        if hub is None:
            return silent
        try:
            return question(hub)
        except HubKilled:
            self._died()
            return silent


class Machine:
    """One lobby machine: a station and the hub beside it, over two journals. It can be killed and started again.

    :param folder: where the journals lie; None keeps them in memory (they survive a kill as files would).
    :param line: the line to the hub's queue, in a hospital whose HIS gives no numbers.
    :param slow: how often a neighbour or device takes longer than the station's patience, 0..1 per call.
    :param strike: told of each point a kill can hit, with its number and name; it may kill.
    :param door: knows the staff who may take a visit over; without one nobody may.
    :param known: what the hub's machine knows of its clock; nothing without it.
    """

    def __init__(
        self,
        time: SimTime,
        random: Random,
        his: HospitalSystem,
        insurer: InsuranceGateway,
        bank: BankFeed,
        rates: FaultRates,
        folder: Path | None,
        strike: Callable[[int, str], None],
        on_view: Callable[[View], None],
        account: str = ACCOUNT,
        slow: float = 0.0,
        line: Callable[[NumberDesk, Callable[[str], None]], NumberDesk] | None = None,
        door: StaffDoor | None = None,
        known: Boot | None = None,
    ) -> None:
        self._known = known
        self._slow = slow
        self._door = door
        self._line = line
        self.hooks = Hooks(strike)
        self._account = account
        self.calls: list[Call] = []
        self.view: View | None = None
        self._on_view = on_view
        self._time = time
        self._random = random
        self._folder = folder
        self._his = HookedHis(his, self.hooks, self._log)
        self._insurer = HookedInsurer(insurer, self.hooks, self._log, time.now)
        self._bank = HookedBank(bank, self.hooks)
        self._memory: dict[str, sqlite3.Connection] = {}
        self._open: list[Journal] = []
        self.local: LocalHub | None = None
        self.tray = SimTray(random, rates, self._log)
        self.camera = SimCamera(random, rates, self._log, self._later)
        self.printer = SimPrinter(random, rates)
        self.boot()

    def boot(self) -> None:
        """Start hub and station over what the journals hold."""
        self.boot_hub()
        self.process = SimProcess(self._time, self._random, slow=self._slow)
        self.journal = self._journal("station", station_codec())
        beside, queue = HubBeside(lambda: self.local, self.kill_hub), LocalQueue(self.hub.queue)
        staff = self._door is not None
        policy = Policy(
            desk="2", facility=FACILITY, consent_version="1", qr_alone=True, staff=staff, staff_identity=staff
        )
        numbers = self._line and self._line(queue, self.hooks.pass_by)
        self.station = StationCore(
            Settings("03", StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03), policy, patience=PATIENCE),
            self.journal,
            self.process,
            self._time,
            Devices(self.tray, self.camera, self.printer),
            Neighbours(self._his, beside, beside, beside, numbers=numbers, door=self._door),
            lambda: uuid7(self._time, self._random.getrandbits),
        )
        self.station.start(self._show, lambda _live: None)

    def boot_hub(self) -> None:
        """Start the hub alone over what its journal holds."""
        self.hub_process = SimProcess(self._time, self._random, slow=self._slow)
        self.hub_journal = self._journal("hub", hub_codec())
        payee = Payee(self._account, BIN, "BENH VIEN MAU")
        self.hub = HubCore(
            self.hub_journal,
            self.hub_process,
            self._his,
            self._bank,
            self._insurer,
            self._time,
            HubSettings(payee, order_s=900.0, poll_s=10.0, slow_poll_s=20.0, patience=PATIENCE),
            boot=self._known,
        )
        self.hub.start()
        self.local = LocalHub(self.hub)

    def kill_hub(self) -> None:
        """The hub alone is gone; the station finds it away until `boot_hub`. Only where the journals are files."""
        self.local = None
        self.hub_process.kill()
        self._open.remove(self.hub_journal)
        self.hub_journal.close()

    def kill(self) -> None:
        """Power is cut: nothing runs on, what was committed stays."""
        self.process.kill()
        self.hub_process.kill()
        self.camera.stop()
        if self._folder is not None:
            self.close()

    def close(self) -> None:
        """Release the journals' files."""
        for journal in self._open:
            journal.close()
        self._open.clear()

    def _show(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self._on_view(view)

    def _later(self, seconds: float, callback: Callback) -> Callback:
        """On the process that runs now: what a device still had to say is lost with it."""
        return self.process.later(seconds, callback)

    def _log(self, peer: str, about: str) -> None:
        self.calls.append(Call(peer, about, self._time.monotonic()))

    def _journal(self, label: str, codec: Codec) -> Journal:
        if self._folder is None:
            connection = self._memory.setdefault(label, sqlite3.connect(":memory:", isolation_level=None))
        else:
            connection = sqlite3.connect(self._folder / f"{label}.db", isolation_level=None)
        journal = HookedJournal(connection, codec, MASTER, self._time, label)
        journal.hooks, journal.label = self.hooks, label
        self._open.append(journal)
        return journal
