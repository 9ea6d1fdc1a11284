"""A lobby of real parts: station, hub, and the hospital over HTTP, with planted people who come one by one."""

from __future__ import annotations

import io
import json
import logging
import tempfile
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest
from canary_console import console_of
from canary_house import (
    broken_into,
    desk_takes_money,
    enrolled,
    examined,
    gate_before,
    pages_of,
    secrets_of,
    webhook,
)
from canary_parts import BIRTH, NAME, PHONE, STREET
from prometheus_client import CollectorRegistry

from chip_reader import Citizen
from chip_reader.virtual import Profile, VirtualCard, VirtualReader, load_profile
from face_match.demo import demo_portrait
from his_client.payments import vietqr
from his_client.sandbox.run import Accounts, Sandbox
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.render import render_toml
from kiosk.demo.quick import QuickCamera
from kiosk.fleet.values import Heartbeat
from kiosk.fleet.wire import HEARTBEAT
from kiosk.hub.db.commands import init
from kiosk.hub.receiver.run import running_receiver
from kiosk.hub.service import HubServer
from kiosk.hub.wiring import running_hub
from kiosk.logs import AllowList, recent_lines
from kiosk.metrics.serving import MetricsServer
from kiosk.printing import open_printer
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.station.agent.station_hands import StationHands
from kiosk.station.opening import open_station
from kiosk.station.printer import PrinterDevice
from kiosk.station.running import RunningStation
from kiosk.visit import events as ev
from kiosk.visit.view import PaymentView, Screen, View

SOON = 30.0
FAMILY = ("Nguyễn", "Trần", "Đặng", "Vũ")
GIVEN = ("Ẩn", "Yến", "Đạt", "Mỹ")


@dataclass
class Paper:
    """A printer whose slips are also kept as what was asked of it."""

    printer: PrinterDevice
    slips: list[str] = field(default_factory=list)

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        self.slips.append(json.dumps(asdict(slip), default=str, ensure_ascii=False))
        return self.printer.print(slip)


class Even(Random):
    """Somebody who does the usual thing: allows everything, waits for the face, pays by the code."""

    def random(self) -> float:
        return 0.5


class Lobby:
    """One station's lobby; `visit` lets one person come and go, and is over when the welcome screen stands again."""

    def __init__(
        self,
        station: RunningStation,
        reader: VirtualReader,
        camera: QuickCamera,
        sandbox: Sandbox,
        hub: HubServer,
        receiver: HubServer,
    ) -> None:
        self.station, self.reader, self.camera, self.sandbox = station, reader, camera, sandbox
        self.hub, self.receiver = hub, receiver
        self.pages = 0
        """How many pages of the console were opened at the end."""
        self.portrait = demo_portrait()
        self._news = threading.Condition()
        self._view: View | None = None
        self._patient: Patient | None = None
        self._card: VirtualCard | None = None
        self._seen: set[str] = set()

    def on_view(self, view: View) -> None:
        with self._news:
            self._view = view
            self._seen.add(view.screen.value)
            self._news.notify_all()
        patient = self._patient
        action = patient.act(view) if patient is not None else None
        if action is not None:
            timer = threading.Timer(0.02, action)
            timer.daemon = True
            timer.start()

    def until(self, wanted: Callable[[View], bool]) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self._view is not None and wanted(self._view), SOON), self._view

    def visit(self, number: int, errand: str = "", moody: float = 0.0) -> set[str]:
        """Who comes is planted; the screens that were seen."""
        profile = planted_profile(number)
        self.sandbox.registry.put(insured(profile))
        self._seen = set()
        self._card = VirtualCard(profile, portrait=self.portrait)
        self._patient = Patient(
            person_of(profile),
            self,
            Even() if number < 3 else Random(number),
            moody,
            SystemClock().monotonic,
            careful=60,
            errand=errand,
        )
        self.station.begin("vi")
        self.until(lambda view: view.screen is not Screen.WELCOME)
        self.until(lambda view: view.screen is Screen.WELCOME)
        self._patient = None
        self.reader.remove()
        return self._seen

    # the patient's hands

    def press(self, intent: ev.Intent) -> None:
        self.station.send(intent)

    def lay_card(self, person: Person) -> None:
        if self._card is not None:
            self.reader.insert(self._card)

    def take_card(self) -> None:
        self.reader.remove()

    def show_qr(self, text: str) -> None:
        self.camera.show(text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.{NAME} {PHONE} chuyen tien"
        self.sandbox.ledger.transfer(self.sandbox.accounts.bank_account, amount, memo, times=1)
        webhook(self.receiver, self.sandbox.accounts, amount, memo)


def _noted(served: list[MetricsServer], registry: CollectorRegistry, listen: str) -> MetricsServer:
    """A server of metrics whose free port is known afterwards."""
    served.append(MetricsServer(registry, listen))
    return served[-1]


def planted_profile(number: int) -> Profile:
    base = load_profile("adult-2021")
    return replace(
        base,
        id_number=f"001161{number % 100:02d}7531",
        old_id_number=f"16107{number:04d}",
        full_name=f"{FAMILY[number % 4]} {NAME} {GIVEN[number // 4 % 4]}",
        date_of_birth=BIRTH,
        expiry_date="Không thời hạn",
        place_of_origin=f"{STREET}, Hà Nội",
        place_of_residence=f"Số {number}, {STREET}, Hà Nội",
        father=f"Nguyễn {NAME} Cha",
        mother=f"Lê {NAME} Mẹ",
        spouse=f"Hồ {NAME} Bạn",
    )


def person_of(profile: Profile) -> Person:
    citizen = Citizen(
        id_number=profile.id_number,
        full_name=profile.full_name,
        date_of_birth=iso(profile.date_of_birth),
        sex=profile.sex,
        nationality=profile.nationality,
        place_of_residence=profile.place_of_residence,
        no_expiry=True,
    )
    return Person(citizen, profile.qr_text, insured=True, alike=True)


def insured(profile: Profile) -> dict[str, object]:
    return {
        "id_number": profile.id_number,
        "full_name": profile.full_name,
        "birth_date": iso(profile.date_of_birth),
        "sex": profile.sex,
        "card": f"GD4010{profile.id_number[-9:]}",
    }


def iso(day: str) -> str:
    return date(*map(int, reversed(day.split("/")))).isoformat()


@contextmanager
def lobby(folder: Path, out: Path, *, doctor: bool, database: str = "") -> Iterator[Lobby]:
    """Everything is closed at the end; `out` then holds what was written outside `folder`: log, metrics, heartbeats.

    :param database: the address of the hub's PostgreSQL; a file without.
    """
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(AllowList())
    logging.root.addHandler(handler)
    level, temporary = logging.root.level, tempfile.tempdir
    logging.root.setLevel(logging.DEBUG)
    (out / "tmp").mkdir(parents=True)
    tempfile.tempdir = str(out / "tmp")
    try:
        with ExitStack() as stack:
            served: list[MetricsServer] = []
            patch = stack.enter_context(pytest.MonkeyPatch.context())
            for place in ("kiosk.hub.wiring", "kiosk.station.opening"):
                patch.setattr(f"{place}.MetricsServer", partial(_noted, served))
            for name, value in secrets_of(sandbox_accounts := Accounts()).items():
                patch.setenv(name, value)
            neighbours = folder / "neighbours"
            neighbours.mkdir()
            sandbox = stack.enter_context(
                Sandbox(
                    neighbours / "sandbox.db",
                    clock=SystemClock().now,
                    accounts=sandbox_accounts,
                    with_providers=True,
                )
            )
            write_file = partial(write_station, folder, sandbox, database=database)
            file = write_file()
            receiver = stack.enter_context(running_receiver(load_config(file), SystemClock()))
            file = write_file(receiver=receiver.url)
            init(load_config(file), SystemClock())
            hub = stack.enter_context(running_hub(load_config(file), SystemClock(), lambda: None, poll_s=0.2))
            file = write_file(hub.url, receiver.url)
            gate = stack.enter_context(gate_before(hub, load_config(file), out))
            enrolled(gate, hub, folder / "station.db")
            reader, camera = VirtualReader(), QuickCamera()
            paper = Paper(PrinterDevice(open_printer(load_config(file).printer), 576))
            station = open_station(file, reader=reader, camera=camera, printer=paper)
            stack.callback(station.close)
            it = Lobby(station, reader, camera, sandbox, hub, receiver)
            station.start(it.on_view, lambda _live: None)
            it.until(lambda view: view.screen is Screen.WELCOME)
            yield it
            desk_takes_money(hub, sandbox, out)
            pages_of(hub, receiver, out)
            it.pages = console_of(hub, out, report=doctor)
            broken_into(file, out)
            if doctor:  # it waits ten seconds for devices that are not there
                examined(file, out)
            station._loop.post(station._core.checkpoint)
            for name, server in zip(("hub", "station"), served, strict=True):
                (out / f"{name}.metrics").write_bytes(urllib.request.urlopen(server.url, timeout=10).read())
            (out / "heartbeat").write_bytes(heartbeat(station, file))
            (out / "slips").write_text("\n".join(paper.slips), encoding="utf-8")
    finally:
        logging.root.removeHandler(handler)
        logging.root.setLevel(level)
        tempfile.tempdir = temporary
        (out / "kiosk.log").write_text(stream.getvalue(), encoding="utf-8")
        (out / "recent").write_text("\n".join(recent_lines()), encoding="utf-8")


def heartbeat(station: RunningStation, file: Path) -> bytes:
    """What the station would say of itself to its fleet."""
    clock = SystemClock()
    seen = StationHands(file, load_config(file), station._core, lambda: 0, clock).glance()
    return HEARTBEAT.write(
        Heartbeat(
            "03",
            clock.now(),
            "0.1.0",
            "own",
            seen.state,
            seen.step,
            visits_today=seen.visits_today,
            devices=seen.devices,
            problems=seen.problems,
        )
    )


def write_station(
    folder: Path,
    sandbox: Sandbox,
    hub: str = "http://127.0.0.1:9",
    receiver: str = "http://127.0.0.1:9",
    database: str = "",
) -> Path:
    accounts, urls = sandbox.accounts, sandbox.urls
    file = folder / "station.toml"
    file.write_text(
        render_toml(
            {
                "station": {
                    "id": "03",
                    "hospital": "Bệnh viện Mẫu",
                    "name": "Máy 03",
                    "facility": accounts.facility_code,
                    "journal": folder / "station.db",
                    "metrics": "127.0.0.1:0",
                },
                "reader": {"kind": "virtual", "profile": "adult-2021"},
                "insurance": {
                    "enabled": True,
                    "url": urls["insurance"],
                    "username": accounts.gateway_username,
                    "officer_name": accounts.officer_name,
                    "officer_id": accounts.officer_id,
                },
                "his": {"url": urls["his"], "merchant_id": accounts.merchant_id},
                "payment": {
                    "providers": [
                        {
                            "kind": "sepay",
                            "url": urls["sepay"],
                            "account": accounts.bank_account,
                            "bank_bin": accounts.bank_bin,
                            "payee": "BENH VIEN MAU",
                        }
                    ],
                },
                "printer": {"kind": "picture", "path": folder / "slips"},
                "policy": {"qr_alone": True, "insurer_wait_s": 15.0, "his_wait_s": 15.0, "ticket_s": 5.0},
                "hub": {
                    "url": hub,
                    "listen": "127.0.0.1:0",
                    "journal": folder / "hub.db",
                    "metrics": "127.0.0.1:0",
                    "gate": "127.0.0.1:0",
                    "gate_names": ["127.0.0.1"],
                    "receiver": receiver,
                    "receiver_listen": "127.0.0.1:0",
                    "inbox": folder / "inbox.db",
                    "desks": ["1"],
                    "console": "127.0.0.1:0",
                    **({"database": database} if database else {}),
                },
            },
            comments=False,
        ),
        encoding="utf-8",
    )
    return file
