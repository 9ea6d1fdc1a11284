"""A station in virtual time: every device and neighbour in a test's hands, over a journal that outlives a crash."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from chip_reader import CardReading, Portrait, PortraitFormat, ReadError, ReadStats
from face_match import FaceDecision, Liveness
from his_client.his.ports import Registered
from his_client.insurance.ports import Eligibility
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.sandbox.simulated import SimulatedHis
from kiosk.clock import VIETNAM
from kiosk.delivery.machine import Patience
from kiosk.hub.ports import OpenedOrder
from kiosk.journal import Journal, MasterKey, Row
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.simulation.people import GOOD_CHECKS, Person, make_person
from kiosk.simulation.time import SimProcess, SimTime
from kiosk.space import Space
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import Devices, Guided, Moved, ReadProgress
from kiosk.station.records import station_codec
from kiosk.visit import events as ev
from kiosk.visit.values import CardKey, Policy
from kiosk.visit.view import Screen, View

MASTER = MasterKey(bytes(range(32)))
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
POLICY = Policy(desk="2", facility="01999", consent_version="1")
SETTINGS = Settings(
    "03",
    StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03),
    POLICY,
    patience=Patience(pauses_s=(0.5, 1.0), tries=50),
)
PERSON = make_person(1, Random(5))
CONSENT = ev.ConsentGiven(face=True, insurer=False, wording="0" * 64, language="vi")
PORTRAIT = Portrait(PortraitFormat.JPEG, b"\xff\xd8\xffsynthetic")


@dataclass(slots=True)
class Tray:
    """Reads what lies on it; `refuse` makes each reading fail."""

    person: Person = PERSON
    refuse: ReadError | None = None
    moved: Moved | None = None

    def watch(self, moved: Moved) -> None:
        self.moved = moved

    def read(self, key: CardKey, progress: ReadProgress) -> CardReading:
        progress(50, "portrait")
        if self.refuse is not None:
            raise self.refuse
        return CardReading(self.person.citizen, PORTRAIT, "BAC", GOOD_CHECKS, ReadStats(14, 20_000, 0.01))

    def close(self) -> None:
        pass

    def lay(self) -> None:
        assert self.moved is not None
        self.moved(True)

    def take(self) -> None:
        assert self.moved is not None
        self.moved(False)


@dataclass(slots=True)
class Camera:
    """Keeps what it was asked, and answers when the test says so."""

    seen: Callable[[str], None] | None = None
    guided: Guided | None = None
    decided: Callable[[FaceDecision], None] | None = None
    away: Callable[[], None] | None = None
    stops: int = 0

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        self.seen, self.away = seen, away

    def match(
        self,
        portrait: Portrait,
        guided: Guided,
        decided: Callable[[FaceDecision], None],
        away: Callable[[], None],
    ) -> None:
        assert portrait is PORTRAIT
        self.guided = guided
        guided("hold_still", 0.8, "")
        self.decided, self.away = decided, away

    def stop(self) -> None:
        self.stops += 1

    def preview(self) -> Preview | None:
        return None

    def close(self) -> None:
        pass


@dataclass(slots=True)
class Printer:
    printed: list[Ticket | PaymentSlip] = field(default_factory=list)
    problem: str | None = None

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        self.printed.append(slip)
        return self.problem


@dataclass(slots=True)
class Hub:
    """Insurance, orders and staff calls as one test double; it answers what it is told to."""

    received_: int = 0
    insured: Eligibility | None = None
    silent: bool = False
    deaf: bool = False
    opened: list[str] = field(default_factory=list)
    called: list[str] = field(default_factory=list)

    def check(self, number: str, full_name: str, birth_date: str, *, visit_id: str) -> Eligibility:
        assert self.insured is not None, "the insurer was not to be asked"
        return self.insured

    def open(
        self,
        order_id: str,
        station_id: str,
        bill_id: str,
        amount: int,
        *,
        kind: str = "fee",
        visit_code: str = "",
    ) -> Outcome[OpenedOrder]:
        self.opened.append(order_id)
        return Unknown("timeout") if self.silent else Done(OpenedOrder(order_id, amount, "QR", "KQ01", "BENH VIEN MAU"))

    def received(self, order_id: str) -> Outcome[int]:
        return Unknown("timeout") if self.silent else Done(self.received_)

    def call(self, station_id: str, reason: str) -> bool:
        self.called.append(reason)
        return not self.deaf


MATCHED = FaceDecision("match", -6.0, -4.0, "test", "0" * 64, (), Liveness("live"))
NO_MATCH = FaceDecision("no_match", -1.0, -4.0, "test", "0" * 64, ("above_threshold",), Liveness("live"))


class Lobby:
    """One station; `crash` drops all it still had to do, `boot` starts it again over its journal."""

    def __init__(self, *, start: datetime = MORNING) -> None:
        self.time = SimTime(start)
        self.random = Random(7)
        self.his = SimulatedHis(Random(1), clock=self.time.now)
        self.tray, self.camera, self.printer, self.hub = Tray(), Camera(), Printer(), Hub()
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.shown: list[tuple[View, int]] = []
        self.live: list[Live] = []
        self.space: Space | None = None
        self._ids = 0
        self.boot()

    def boot(self) -> None:
        self.process = SimProcess(self.time, self.random, latency_s=(0.05, 0.1))
        self.journal = Journal(self.connection, station_codec(), MASTER, self.time, "test")
        self.station = StationCore(
            SETTINGS,
            self.journal,
            self.process,
            self.time,
            Devices(self.tray, self.camera, self.printer),
            self.neighbours(),
            self._new_id,
            self.space,
        )
        self.station.start(lambda view: self.shown.append((view, self.journal.seq)), self.live.append)

    def neighbours(self) -> Neighbours:
        return Neighbours(self.his, self.hub, self.hub, self.hub)

    def crash(self) -> None:
        self.process.kill()

    def close(self) -> None:
        self.connection.close()

    def _new_id(self) -> str:
        self._ids += 1
        return f"0193a000-0000-7000-8000-{self._ids:012d}"

    @property
    def view(self) -> View:
        return self.station.view

    def shows(self, screen: Screen) -> bool:
        return self.view.screen is screen

    def rows(self) -> list[Row]:
        return list(self.journal.rows())

    def kinds(self) -> list[str]:
        return [row.kind for row in self.rows()]

    def wait(self, seconds: float) -> None:
        """Let the agenda run for so long."""
        passed: list[bool] = []
        SimProcess(self.time, self.random).later(seconds, lambda: passed.append(True))
        while not passed:
            assert self.time.run_next()

    def press(self, *intents: ev.Intent) -> None:
        for intent in intents:
            self.process.post(lambda intent=intent: self.station.intend(intent))  # type: ignore[misc]
            self.wait(0.01)

    # -- the way, step by step

    def at_consent(self) -> Lobby:
        self.tray.lay()
        self.wait(0.01)
        return self

    def at_key(self) -> Lobby:
        self.at_consent().press(CONSENT)
        return self

    def at_face(self) -> Lobby:
        self.at_key()
        assert self.camera.seen is not None
        self.camera.seen(self.tray.person.qr_text)
        self.wait(1.0)
        assert self.shows(Screen.FACE), self.view
        return self

    def at_clinics(self) -> Lobby:
        self.at_face()
        assert self.camera.decided is not None
        self.camera.decided(MATCHED)
        self.wait(1.0)
        assert self.shows(Screen.CLINIC), self.view
        return self

    def at_check(self) -> Lobby:
        self.at_clinics()
        content = self.view.content
        self.press(ev.DepartmentChosen(content.tiles[0].id), ev.NextPressed())  # type: ignore[union-attr]
        assert self.shows(Screen.CHECK), self.view
        return self

    def at_registering(self) -> Lobby:
        self.at_check().press(ev.AnswersConfirmed())
        return self

    def at_payment(self) -> Lobby:
        self.at_registering().wait(1.0)
        assert self.shows(Screen.PAYMENT), self.view
        return self

    def at_ticket(self) -> Lobby:
        self.at_payment().press(ev.PayAtCashierPressed())
        assert self.shows(Screen.TICKET), self.view
        return self

    def registrations(self) -> list[str]:
        return [row.key for row in self.his.book.registrations.where()]


def late(lobby: Lobby, call: str) -> Callable[[], None]:
    """Make one call of the HIS arrive while its answer is lost; what is returned puts the HIS right again."""
    whole = getattr(lobby.his, call)

    def lost(*arguments: object) -> Outcome[Registered]:
        whole(*arguments)
        return Unknown("reset")

    setattr(lobby.his, call, lost)
    return lambda: delattr(lobby.his, call)


def silent(lobby: Lobby, *calls: str) -> Callable[[], None]:
    """Make calls of the HIS get lost on their way; what is returned puts the HIS right again."""
    for call in calls:
        setattr(lobby.his, call, lambda *_arguments: Unknown("timeout"))

    def put_right() -> None:
        for call in calls:
            delattr(lobby.his, call)

    return put_right


def refusing(lobby: Lobby, code: str) -> Callable[[], None]:
    """Make the HIS refuse each registration with this code; what is returned puts the HIS right again."""
    lobby.his.register = lambda _request: Refused(code)  # type: ignore[method-assign, assignment]
    return lambda: delattr(lobby.his, "register")


def noting(lobby: Lobby, *calls: str) -> list[str]:
    """The names of these calls of the HIS, as they are made from now on."""
    made: list[str] = []

    def noted(call: str, whole: Callable[..., object]) -> Callable[..., object]:
        def through(*arguments: object) -> object:
            made.append(call)
            return whole(*arguments)

        return through

    for call in calls:
        setattr(lobby.his, call, noted(call, getattr(lobby.his, call)))
    return made


def another(number: int) -> Person:
    """Another person, with a card of their own."""
    return make_person(number, Random(number))
