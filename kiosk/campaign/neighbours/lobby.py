"""One trial of the mixes: a station and a hub over real files, every line of theirs through a fault proxy, a patient.

Station and hub are the product's cores with its adapters over HTTP; devices and waiting are simulated. Hospital,
insurer and bank are the sandbox's servers, which many trials share.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.http import JsonClient
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.payments import vietqr
from his_client.payments.bank import StatementConfig, StatementFeed
from his_client.sandbox.run import Sandbox
from kiosk.campaign.certificates import Certificate, Certificates
from kiosk.campaign.neighbours.hybrid import HybridProcess, HybridTime
from kiosk.campaign.neighbours.judge import Shown
from kiosk.campaign.proxy import Pace, Proxy
from kiosk.campaign.wire import Fault
from kiosk.hub.client import HubClient
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.identity import MutualTls
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.owner import OnOwner
from kiosk.hub.queue_client import QueueClient
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer, hub_app
from kiosk.hub.shipper import ShippingPolicy
from kiosk.journal import Journal
from kiosk.money.qr import Payee
from kiosk.simulation.devices import FaultRates, SimCamera, SimPrinter, SimTray
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.simulation.world import BIN, FACILITY, MASTER, PATIENCE
from kiosk.station.api import StationInfo
from kiosk.station.core import Neighbours, Settings, StationCore
from kiosk.station.devices import Devices
from kiosk.station.records import station_codec
from kiosk.station.shipping import station_shipper
from kiosk.visit import events as ev
from kiosk.visit.contents import DeskView, PaymentView, TicketView
from kiosk.visit.values import Policy
from kiosk.visit.view import Screen, View

LINES = ("his", "his_of_hub", "insurance", "bank", "hub", "queue", "rows")
"""Station to HIS, hub to HIS, hub to insurer, hub to bank; station to hub: calls, numbers, journal rows."""
DEADLINE_S = 0.3
PACE = Pace(byte_s=0.1, late_s=0.8)
TOKEN = "a-token-of-the-mixes-campaign"  # noqa: S105 - of a hub that lives for a second on loopback


@dataclass(slots=True)
class Seen:
    """What a patient was shown."""

    person: Person
    numbers: list[str] = field(default_factory=list)
    desk: list[str] = field(default_factory=list)
    paid: bool = False
    before: bool = False

    def saw(self, view: View) -> None:
        """A screen stands."""
        match view.content:
            case TicketView() as ticket:
                self.before |= view.screen is Screen.ALREADY
                self.numbers += [one for one in (ticket.number, *(f.number for f in ticket.further)) if one]
                self.paid |= ticket.settled and ticket.received > 0
            case DeskView(number=number) if number:
                self.desk.append(number)
            case PaymentView(notice="paid"):
                self.paid = True
            case _:
                pass

    def shown(self) -> Shown:
        """For the judge."""
        number = self.person.citizen.id_number
        return Shown(number, tuple(self.numbers), tuple(self.desk), self.paid, self.before)


class Lobby:
    """The station, the hub and their lines. Made anew for each trial, in a folder of its own.

    :param template: a hub's database that is set up already. :param certificates: every line speaks TLS with them.
    :param rules: asked for each call's fault, by the name of the line.
    """

    def __init__(
        self,
        folder: Path,
        sandbox: Sandbox,
        account: str,
        template: Path,
        certificates: Certificates,
        rules: Mapping[str, Callable[[], Fault | None]],
        random: Random,
        pool: ThreadPoolExecutor,
    ) -> None:
        self.folder = folder
        self._stack = ExitStack()
        self._random = random
        self._sandbox = sandbox
        self._account = account
        self._certificates = certificates
        self.seen: list[Seen] = []
        self._patient: Patient | None = None
        self._began = False
        self.time = HybridTime(pool)
        self.process, self.hub_process = HybridProcess(self.time, random), HybridProcess(self.time, random)
        self._lobby = HybridProcess(self.time, random)
        self.lines: dict[str, Proxy] = {}
        with self._stack as stack:
            self._open(stack, template, rules)
            self._stack = stack.pop_all()

    def _open(self, stack: ExitStack, template: Path, rules: Mapping[str, Callable[[], Fault | None]]) -> None:
        urls, accounts = self._sandbox.urls, self._sandbox.accounts
        trusted, good = self._certificates.ca_file, self._certificates.contexts[Certificate.GOOD]
        known = MutualTls(trusted, self._certificates.pair)

        def line(name: str, url: str) -> str:
            where = urlsplit(url)
            proxy = Proxy(where.hostname or "", where.port or 0, pace=PACE, rule=rules[name], tls=good)
            self.lines[name] = stack.enter_context(proxy)
            return proxy.url

        def client(name: str, peer: str) -> JsonClient:
            return stack.enter_context(JsonClient(line(name, urls[peer]), deadline_s=DEADLINE_S, ca_file=trusted))

        shutil.copyfile(template, self.folder / "books.db")
        self.database: Database = sqlite_database(self.folder / "books.db")
        stack.callback(self.database.close)
        self.hub_journal = Journal.open(self.folder / "hub.db", hub_codec(), MASTER, self.time)
        stack.callback(self.hub_journal.close)
        self.journal = Journal.open(self.folder / "station.db", station_codec(), MASTER, self.time)
        stack.callback(self.journal.close)
        config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
        vss = VssConfig(
            accounts.gateway_username,
            accounts.gateway_password,
            accounts.officer_name,
            accounts.officer_id,
            deadline_s=DEADLINE_S,
        )
        statement = StatementConfig(self._account, accounts.bank_token)
        self.hub = HubCore(
            self.hub_journal,
            self.hub_process,
            MediPayHis(config, client("his_of_hub", "his"), self.time.now),
            StatementFeed(statement, client("bank", "bank"), self.time.now),
            VssGateway(vss, client("insurance", "insurance"), self.time.now),
            self.time,
            HubSettings(Payee(self._account, BIN, "BENH VIEN MAU"), poll_s=10.0, slow_poll_s=20.0, patience=PATIENCE),
        )
        intake = Intake(self.database, hub_codec(), self.time)
        app = hub_app(self.hub, OnOwner(self.hub_process), TOKEN, self.time, intake)
        server = HubServer(app, "127.0.0.1", 0)
        stack.callback(server.stop)
        server.start()
        self.hub.start()
        hub = HubClient(
            line("hub", server.url), TOKEN, deadline_s=DEADLINE_S, insurance_s=2 * DEADLINE_S, identity=known
        )
        stack.callback(hub.close)
        numbers = QueueClient(line("queue", server.url), TOKEN, deadline_s=DEADLINE_S, identity=known)
        stack.callback(numbers.close)
        rows = HttpIntake(line("rows", server.url), TOKEN, deadline_s=DEADLINE_S, identity=known)
        stack.callback(rows.close)
        unused: Callable[[str, str], None] = lambda _peer, _about: None  # noqa: E731 - nobody asks who used a device
        self.tray = SimTray(self._random, FaultRates(), unused)
        self.camera = SimCamera(self._random, FaultRates(), unused, self.process.later)
        self.station = StationCore(
            Settings(
                "K03",
                StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03),
                Policy(desk="2", facility=FACILITY, consent_version="1", qr_alone=True),
                patience=PATIENCE,
            ),
            self.journal,
            self.process,
            self.time,
            Devices(self.tray, self.camera, SimPrinter(self._random, FaultRates())),
            Neighbours(
                MediPayHis(config, client("his", "his"), self.time.now), hub, hub, hub, numbers=numbers, later=hub
            ),
            lambda: _visit_id(self._random),
        )
        self.shipper = station_shipper(
            "K03", self.journal, rows, self.process, ShippingPolicy(look_s=5.0, first_s=1.0, slow_s=20.0, stuck_s=60.0)
        )
        self.station.start(self._show, lambda _live: None)
        self.shipper.start()

    def close(self) -> None:
        """Release everything."""
        self.shipper.stop()
        self.hub.stop()
        self.process.kill()
        self.hub_process.kill()
        self._stack.close()

    # -- time

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        """Do something after so many virtual seconds."""
        self._lobby.later(seconds, callback)

    def until(self, done: Callable[[], bool], limit_s: float) -> bool:
        """Let time pass until `done`, at most so many virtual seconds; whether it is."""
        end = self.time.monotonic() + limit_s
        while not done():
            if self.time.monotonic() >= end or not self.time.step():
                return done()
        return True

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        passed: list[bool] = []
        self.later(seconds, lambda: passed.append(True))
        self.until(lambda: bool(passed), seconds + 1)

    def settled(self) -> bool:
        """Whether nothing is under way: neither visit, delivery, posting nor row."""
        return (
            self.station.visit is None
            and self.station.unsettled == 0
            and not self.hub.unposted
            and self.shipper.behind == 0
        )

    # -- a patient and their hands

    def visit(self, person: Person, limit_s: float) -> bool:
        """One person comes, does what they do and leaves; whether the station is free again."""
        self.seen.append(Seen(person))
        self._began = False
        self._patient = Patient(person, self, self._random, 0.0, self.time.monotonic)
        self.camera.present = person
        self.tray.lay(person)
        free = self.until(lambda: self._began and self.station.visit is None, limit_s)
        self._patient = None
        self.tray.take()
        self.camera.present = None
        self.wait(3.0)
        return free and self.until(lambda: self.station.visit is None, limit_s)

    def _show(self, view: View) -> None:
        patient = self._patient
        if patient is None or not view.visit_id:
            return
        self._began = True
        self.seen[-1].saw(view)
        action = patient.act(view)
        if action is not None:
            self._lobby.later(1.0, action)

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self.process.post(lambda: self.station.intend(intent))

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
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.CT tu 0011"

        def send() -> None:
            self._sandbox.ledger.transfer(self._account, amount, memo, times=times)

        self.later(delay_s, send)


def _visit_id(random: Random) -> str:
    digits = f"{random.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-7{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def template_database(path: Path) -> Path:
    """A hub's database as it is set up, to copy from."""
    database = sqlite_database(path)
    upgrade(database)
    database.close()
    return path
