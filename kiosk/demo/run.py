"""The demonstration: a sandbox hospital and one station, run for a person or played by the scripted patient."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from chip_reader.virtual import Profile, load_profile, profile_names
from his_client.sandbox.recorded import recorded
from kiosk.cashier.users import Argon2Pins
from kiosk.clock import SystemClock
from kiosk.config import SECRETS, load_config
from kiosk.config.render import render_toml
from kiosk.config.secrets import ALONE
from kiosk.demo.children import child
from kiosk.demo.house import HOUSE
from kiosk.hub.db.commands import init
from kiosk.journal import Journal, MasterKey
from kiosk.station.records import station_codec
from kiosk.station.staff import peppered
from kiosk.visit.events import VisitRegistered

PANEL = "1080x1920"
STAFF_NUMBER, STAFF_PIN = "417", "271828"
BRIEF_WAITS = {"insurer_wait_s": 3.0, "his_wait_s": 3.0, "register_wait_s": 3.0, "number_wait_s": 2.0}

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Options:
    """`camera` None plays the demonstration's own face; `scripted` plays the patient and ends by itself.

    `quick`: a card reads at once, and a neighbour that is away is waited for briefly.
    """

    camera: str | None = None
    portrait_from_camera: bool = False
    scripted: bool = False
    language: str = "vi"
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the sandbox HIS holds after the demonstration: the visit, or nothing."""

    visit: str | None
    queue_number: str | None
    folder: Path
    window_ended_well: bool

    @property
    def screens(self) -> Path:
        """The pictures of the screens, numbered in the order they stood."""
        return self.folder / "screens"

    @property
    def his_db(self) -> Path:
        """The sandbox's own file."""
        return self.folder / "his.db"

    @property
    def registered(self) -> bool:
        """Whether the HIS holds the visit."""
        return self.visit is not None


def has_screen() -> bool:
    """Whether a window can be shown to a person here."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def run_demo(options: Options, say: Say) -> Outcome:
    """Start everything, run the window, and ask the HIS's own file what came of it.

    :raises ChildFailed: when a program of the demonstration does not start.
    """
    with hospital(say, options.camera, quick=options.quick) as made:
        ended_well = _window(options, made)
    visit, number = _registered(made.folder)
    return Outcome(visit, number, made.folder, ended_well)


@dataclass(frozen=True, slots=True)
class Made:
    """A sandbox hospital that runs: its folder, the station's file, and what a window's hand is told by."""

    folder: Path
    config: Path
    environment: Mapping[str, str]
    hub_pid: int
    camera_pid: int | None


@contextmanager
def hospital(say: Say, camera: str | None = None, *, quick: bool = False) -> Iterator[Made]:
    """HIS, insurance gateway, bank, hub and (without a real one) a camera, each a child, until the block is left.

    :param quick: see `Options`.

    :raises ChildFailed: when one of them does not start.
    """
    folder = Path(tempfile.mkdtemp(prefix="kiosk-demo-"))
    credentials = folder / "credentials"
    _make_secrets(credentials)
    with ExitStack() as stack:
        say("sandbox: HIS, insurance gateway and bank are starting")
        sandbox = stack.enter_context(
            child(
                "sandbox",
                ["kiosk", "sandbox", "serve", "--db", str(folder / "his.db"), "--json"],
                folder,
                _sandbox_accounts(credentials),
            )
        )
        say(f"sandbox: the HIS's page is {sandbox['his']}/")
        for profile in profile_names():
            _insure(sandbox["his"], load_profile(profile))
        doors = f"{sandbox['his']}/_control"
        environment = {"KIOSK_DEMO_BANK": f"{doors}/transfer", "KIOSK_DEMO_FAULTS": f"{doors}/fault"}
        if quick:
            environment["KIOSK_DEMO_QUICK"] = "1"
        camera_pid = None
        if camera is None:
            face = stack.enter_context(child("camera", ["face_match.demo", "--port", "0"], folder))
            camera, environment["KIOSK_DEMO_CAMERA"], camera_pid = face["url"], face["control"], face["pid"]
        config = folder / "station.toml"
        config.write_text(station_toml(folder, credentials, sandbox, camera, quick=quick), encoding="utf-8")
        init(load_config(config), SystemClock())
        hub = stack.enter_context(child("hub", hub_command(config), folder))
        say("hub: ready")
        yield Made(folder, config, environment, hub["pid"], camera_pid)


def hub_command(config: Path) -> list[str]:
    """How the hub is started, as `child` takes it."""
    return ["kiosk", "hub", "serve", "--config", str(config), "--ready"]


def played_window(made: Made) -> subprocess.Popen[bytes]:
    """The patient's window without a screen, in which the scripted patient goes through one visit and ends it."""
    command = [sys.executable, "-m", "ui.patient", "--config", str(made.config), "--demo", "--script", "--size", PANEL]
    environment = {**os.environ, **made.environment, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _window(options: Options, made: Made) -> bool:
    environment = {**os.environ, **made.environment}
    if options.portrait_from_camera:
        environment["KIOSK_DEMO_PORTRAIT"] = "camera"
    command = [sys.executable, "-m", "ui.patient", "--config", str(made.config), "--demo"]
    if options.scripted:
        # Pictures only of the demonstration's own face: a real person's never reaches the disk.
        screens = made.folder / "screens"
        screens.mkdir()
        command += ["--script", "--language", options.language, "--size", PANEL, "--shots", str(screens)]
        environment["QT_QPA_PLATFORM"] = "offscreen"
    else:
        command += ["--windowed", "--hand"]
    with (made.folder / "window.log").open("wb") as errors:
        return subprocess.run(command, check=False, env=environment, stderr=errors).returncode == 0


def _make_secrets(credentials: Path) -> None:
    credentials.mkdir(mode=0o700)
    (credentials / ALONE).touch()
    # a room's key is drawn by the hub, and an invented one would be taken before the hub's token
    made = {name: secrets.token_urlsafe(24) for name in SECRETS.keys() - {"confirmation_key", "room_key"}}
    for name, secret in {**made, "journal_key": secrets.token_hex(32)}.items():
        file = credentials / name
        file.touch(mode=0o600)
        file.write_text(secret)


def _sandbox_accounts(credentials: Path) -> dict[str, str]:
    return {
        "KIOSK_SANDBOX_MERCHANT_SECRET": (credentials / "his_secret").read_text(),
        "KIOSK_SANDBOX_GATEWAY_PASSWORD": (credentials / "insurance_password").read_text(),
        "KIOSK_SANDBOX_BANK_TOKEN": (credentials / "payment_secret").read_text(),
    }


def _insure(his: str, profile: Profile) -> None:
    """The sandbox insurer knows the virtual cards' holders, registered at this hospital."""
    body = {
        "id_number": profile.id_number,
        "full_name": profile.full_name,
        "birth_date": "-".join(reversed(profile.date_of_birth.split("/"))),
        "sex": profile.sex,
    }
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{his}/_control/insured", json.dumps(body).encode(), headers)  # noqa: S310
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - loopback


def station_toml(folder: Path, credentials: Path, sandbox: dict[str, object], camera: str, *, quick: bool) -> str:
    """The station's file, for a sandbox that serves at the addresses it told of."""
    accounts = sandbox["accounts"]
    assert isinstance(accounts, dict)
    listen = f"127.0.0.1:{_free_port()}"
    return render_toml(
        {
            "station": {
                "id": "03",
                "hospital": "Bệnh viện Mẫu",
                "name": "Máy 03 · Sảnh A",
                "facility": accounts["facility_code"],
                "journal": folder / "station.db",
                "credentials": credentials,
            },
            "reader": {"kind": "virtual", "profile": "adult-2021"},
            "camera": {"source": camera},
            "insurance": {
                "enabled": True,
                "url": sandbox["insurance"],
                "username": accounts["gateway_username"],
                "officer_name": accounts["officer_name"],
                "officer_id": accounts["officer_id"],
            },
            "his": {"url": sandbox["his"], "merchant_id": accounts["merchant_id"]},
            "payment": {
                "url": sandbox["bank"],
                "account": accounts["bank_account"],
                "bank_bin": accounts["bank_bin"],
                "payee": "BENH VIEN MAU",
            },
            "information": _information(),
            "printer": {"kind": "picture", "path": folder / "slips"},
            "policy": {"qr_alone": True, "staff_identity": True, **(BRIEF_WAITS if quick else {})},
            "staff": _staff((credentials / "hub_token").read_text()),
            "hub": {"url": f"http://{listen}", "listen": listen, "journal": folder / "hub.db"},
        }
    )


def _staff(token: str) -> dict[str, object]:
    """Somebody who may help at the demonstration's station, and go behind its screen: number 417, PIN 271828."""
    hashed = Argon2Pins().hash(peppered(token, STAFF_NUMBER, STAFF_PIN))
    return {
        "on": True,
        "people": [{"number": STAFF_NUMBER, "name": "hoa", "hash": hashed, "roles": ("reception", "it")}],
    }


def _information() -> dict[str, object]:
    """The house of the demonstration as a station's file tells it."""
    places = [
        {
            "name": way.name,
            "where": way.where,
            "icon": way.icon,
            "steps": way.steps,
            "path": tuple(f"{across},{down}" for across, down in way.path),
        }
        for way in HOUSE.ways
    ]
    return {"hours": HOUSE.hours, "map": HOUSE.map, "places": places}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def open_journal(folder: Path) -> Journal:
    """The station's journal of a demonstration that has ended."""
    master = MasterKey(bytes.fromhex((folder / "credentials" / "journal_key").read_text()))
    return Journal.open(folder / "station.db", station_codec(), master, SystemClock())


def _registered(folder: Path) -> tuple[str | None, str | None]:
    """The last visit the station believes registered, if the HIS's own file agrees: (visit id, queue number)."""
    journal = open_journal(folder)
    try:
        visits = [row.subject for row in journal.rows() if row.kind == VisitRegistered.__name__]
    finally:
        journal.close()
    for visit in reversed(visits):
        held = recorded(folder / "his.db", visit)
        if held is not None:
            return visit, held["registration"]["queue_number"]
    return None, None
