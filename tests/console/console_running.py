"""A whole hub with its console behind a real gate over TLS, two stations with identities, and a headless Chromium."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from argon2 import PasswordHasher
from console_parts import HOSPITAL, MASTER, OWN, PIN, PlainHistory
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fleet_parts import served
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from his_client.outcome import Done
from his_client.sandbox.simulated import SimulatedHis
from kiosk.cashier.desk import CashierDesk
from kiosk.cashier.state import CashierSettings
from kiosk.cashier.users import Argon2Pins
from kiosk.cashier.values import Role
from kiosk.clock import SystemClock
from kiosk.fleet.identity import Authority
from kiosk.fleet.values import OWN_FILE, Heartbeat, HeartbeatAnswer, OrderDone, OrderKind, OrderOutcome, StationState
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Parts
from kiosk.hub.core import HubCore, HubSettings, Working
from kiosk.hub.desk.service import DeskService
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.doors import add_fleet_doors
from kiosk.hub.fleet.opening import AUTHORITY, GATE, GATE_KEY, ensure_gate
from kiosk.hub.gate import behind as behind_the_gate
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.run import browser_context, station_context
from kiosk.hub.money.desk import MoneyDesk
from kiosk.hub.owner import OnOwner
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer, hub_app
from kiosk.journal import Journal
from kiosk.loop import ThreadLoop
from kiosk.station.agent.enrol import enrol
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store

TOKEN = "hub-token-of-the-tests"


class FastClock(SystemClock):
    """The machine's clock, and whatever a test lets pass in no time."""

    ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


@dataclass(slots=True)
class Station:
    """A station as its gate knows it: it beats when told to, and carries out what it is told."""

    station_id: str
    line: GateLine
    clock: FastClock
    state: StationState = StationState.WELCOME
    problems: tuple[str, ...] = ()
    configuration: str = OWN_FILE
    done: list[OrderDone] = field(default_factory=list)
    beats: int = 0

    def beat(self) -> HeartbeatAnswer:
        heartbeat = Heartbeat(
            self.station_id,
            self.clock.now(),
            "1.4.2",
            self.configuration,
            self.state,
            "welcome",
            problems=self.problems,
            done=tuple(self.done),
        )
        answer = self.line.beat(heartbeat)
        assert isinstance(answer, Done), answer
        self.done = []
        for order in answer.value.orders:
            if order.kind is OrderKind.OUT_OF_SERVICE:
                self.state = StationState.OUT_OF_SERVICE
            self.done.append(OrderDone(order.id, OrderOutcome.DONE))
        if answer.value.configuration:
            self.configuration = answer.value.configuration
        self.beats += 1
        return answer.value


@dataclass(slots=True)
class Whole:
    """What a test has in its hands."""

    fleet: FleetDesk
    loop: ThreadLoop
    clock: FastClock
    hub: str
    gate: str
    console: str
    key: str
    """The gate's public key, as a browser pins it."""
    stations: list[Station]

    def pass_by(self, seconds: float) -> None:
        """Let time pass in which every station beats as it should."""
        self.clock.ahead += seconds
        self.beat()

    def beat(self) -> None:
        """Every station beats once, and the hub has looked at what they said."""
        for station in self.stations:
            station.beat()
        until(lambda: not self.waits())
        OnOwner(self.loop)(self.fleet.look)

    def waits(self) -> bool:
        """Whether a heartbeat is still on its way through the gate."""
        now = self.clock.monotonic()
        ages = [self.fleet._known._last.get(station.station_id, (None, None, -1e9))[2] for station in self.stations]
        return any(now - age > HAND_ON for age in ages)


HAND_ON = 1.0
"""Seconds within which a heartbeat that has just been answered reaches the hub."""


def until(question: Callable[[], object], seconds: float = 10.0) -> object:
    """Wait for a true answer."""
    end = time.monotonic() + seconds
    while True:
        answer = question()
        if answer:
            return answer
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.05)


@contextmanager
def whole(folder: Path) -> Iterator[Whole]:
    clock = FastClock()
    with ExitStack() as stack:
        journal = Journal.open(None, hub_codec(), MASTER, clock)
        stack.callback(journal.close)
        loop = ThreadLoop(clock, workers=2, name="hub-test")
        via = OnOwner(loop, seconds=10.0)
        authority, _ = Authority.made(HOSPITAL, clock.now())
        his = SimulatedHis(Random(1), clock=clock.now)
        made: list[tuple[FleetDesk, DeskService]] = []

        def sections(record: HubRecord, money: MoneyDesk) -> tuple[Working, ...]:
            fleet = FleetDesk(record, loop, via, clock, authority, Ed25519PrivateKey.generate())
            desk = CashierDesk(record, money, loop, clock, CashierSettings(HOSPITAL, (), False, ""), {})
            pins = Argon2Pins(PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1))
            made.append((fleet, DeskService(desk, None, his, via, clock, pins=pins)))
            return fleet, desk

        core = HubCore(journal, loop, his, None, None, clock, HubSettings(None), sections=sections)
        [(fleet, accounts)] = made
        (folder / AUTHORITY).write_text(authority.pem)
        ensure_gate(folder, authority, ("127.0.0.1",), clock)
        app = hub_app(core, via, TOKEN, clock)
        add_fleet_doors(app, fleet)
        addresses: list[str] = [""]
        app.register_blueprint(console(Parts(fleet, accounts, PlainHistory(), clock, HOSPITAL, "https://127.0.0.1:1")))
        server = HubServer(app, "127.0.0.1", 0)
        stack.callback(loop.stop)
        loop.start()
        stack.callback(loop.post, core.stop)
        loop.post(core.start)
        stack.callback(server.stop)
        server.start()
        for name, role in (("tu.it", Role.IT), ("mai.ql", Role.MANAGER)):
            assert accounts.add_user(name, "Nguyễn Thị Tú", (role,), OWN) == Done(None)
        assert accounts.change_own_pin("mai.ql", OWN, PIN) == Done(None)
        stack.enter_context(patch.object(behind_the_gate, "HAND_ON_S", 0.05))
        gate = Gate(server.url, TOKEN, authority.pem)
        stations = stack.enter_context(served(gate.stations(), gate, station_context(folder)))
        front = Gate(server.url, TOKEN, authority.pem)
        pair = (folder / GATE, folder / GATE_KEY)
        addresses[0] = stack.enter_context(served(front.browsers(), front, browser_context(*pair)))
        enrolled = []
        for name in ("K01", "K02"):
            token = fleet.issue_token(name, "sảnh", "tu.it")
            assert isinstance(token, Done)
            store = Store(folder / name)
            enrol(stations, token.value, store, "máy")
            assert fleet.place(name, "", "sảnh", "Nhà A · Sảnh", float(name == "K02"), 0.5, "tu.it") == Done(None)
            line = GateLine(store)
            stack.callback(line.close)
            enrolled.append(Station(name, line, clock))
        until(lambda: len(gate.state.admitted) == len(enrolled))
        yield Whole(fleet, loop, clock, server.url, stations, addresses[0], spki(folder / GATE), enrolled)


def spki(certificate: Path) -> str:
    """The public key's SHA-256 in base64: a browser told of it trusts this one, and no other that it does not know."""
    key = x509.load_pem_x509_certificate(certificate.read_bytes()).public_key()
    plain = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(hashlib.sha256(plain).digest()).decode()


class Chromium:
    """A person before a browser: finds things by what is written on them."""

    def __init__(self, folder: Path, key: str, address: str) -> None:
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--window-size=1440,900",
            f"--user-data-dir={folder}",
            f"--ignore-certificate-errors-spki-list={key}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        self.address = address

    def open(self, path: str) -> None:
        self.driver.get(self.address + path)

    @property
    def text(self) -> str:
        return str(self.driver.execute_script("return document.body.innerText"))

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, word: str) -> None:
        """The button or link with this word on it."""
        path = f"//button[normalize-space()='{word}'] | //a[normalize-space()='{word}']"
        until(lambda: self.driver.find_elements(By.XPATH, path))
        found = [one for one in self.driver.find_elements(By.XPATH, path) if one.is_displayed()]
        self.driver.execute_script("arguments[0].click()", found[0])

    def type(self, field_name: str, words: str) -> None:
        field = self.driver.find_element(By.NAME, field_name)
        field.clear()
        field.send_keys(words)

    def choose(self, field_name: str, value: str) -> None:
        self.driver.find_element(By.CSS_SELECTOR, f'[name="{field_name}"] option[value="{value}"]').click()

    def sees(self, words: str, seconds: float = 15.0) -> None:
        """Wait until the page says so, by itself or loaded anew."""
        until(lambda: words in self.text, seconds)

    def complaints(self) -> list[str]:
        """What the browser's console holds: broken policies, failed loads, errors of scripts."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def quit(self) -> None:
        self.driver.quit()
