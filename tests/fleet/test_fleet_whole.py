"""A hub with its gate as processes, and a real station before it: from a token to the day its identity is revoked."""

from __future__ import annotations

import json
import selectors
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from his_client.http import JsonClient, JsonReply
from his_client.outcome import Refused
from his_client.sandbox.run import Sandbox
from kiosk.cli import command_line
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.render import render_toml
from kiosk.demo.quick import QuickHand, open_quick
from kiosk.fleet.signing import sha256
from kiosk.fleet.values import OWN_FILE
from kiosk.hub.db.commands import init
from kiosk.hub.shipper import ShippingPolicy
from kiosk.station import opening
from kiosk.station.agent import agent as agent_module
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.station_hands import StationHands
from kiosk.station.agent.store import Store
from kiosk.station.running import RunningStation
from kiosk.visit import events as ev
from kiosk.visit.view import CheckView, ClinicView, InsuranceView, KeyView, PaymentView, Screen, TicketView, View

APP = command_line(["hub", "enroll"])
SOON = 40.0
TOML = "[policy]\nidle_s = 55\n"
CONSENT = ev.ConsentGiven(face=True, insurer=True, wording="0" * 64, language="vi")


@dataclass
class Hospital:
    """A sandbox hospital with a hub and its gate, and where the files are."""

    sandbox: Sandbox
    folder: Path
    gate: str
    line: JsonClient

    @property
    def hub_file(self) -> str:
        return str(self.folder / "hub.toml")

    @property
    def station_file(self) -> Path:
        return self.folder / "station.toml"

    def hub(self, *arguments: str) -> str:
        """What `kiosk hub station …` prints."""
        ran = CliRunner().invoke(APP, ["hub", "station", *arguments, "--config", self.hub_file])
        assert ran.exit_code == 0, ran.output
        return ran.stdout.strip()

    def listed(self) -> dict[str, Any]:
        """The station as the hub knows it."""
        reply = self.line.call("GET", "/fleet/stations", headers={"Authorization": "Bearer a-token-of-the-test"})
        assert isinstance(reply, JsonReply)
        [one] = json.loads(reply.text)["stations"]
        assert isinstance(one, dict)
        return one

    def registered(self) -> int:
        return len(self.sandbox.book.registrations.where())


class Window:
    """A patient before the station, who does what the screen asks; and what stands there."""

    def __init__(self, station: RunningStation, hand: QuickHand) -> None:
        self.station, self.hand = station, hand
        self.seen: list[View] = []
        self._news = threading.Condition()
        station.start(self._on_view, lambda _live: None)

    def until(self, wanted: Callable[[View], bool]) -> View:
        with self._news:
            assert self._news.wait_for(lambda: bool(self.seen) and wanted(self.seen[-1]), SOON), self.seen[-1:]
            return self.seen[-1]

    def visit(self) -> TicketView:
        """A whole visit; its slip."""
        self.hand.next_person()
        self.until(lambda view: view.screen is Screen.WELCOME)
        start = len(self.seen)
        self.station.begin("vi")
        ticket: TicketView | None = None
        for view in self._views(start):
            match view.content:
                case TicketView() as shown:
                    ticket = shown
            if view.screen is Screen.WELCOME and ticket is not None:
                return ticket
            self._act(view)
        raise AssertionError("the visit did not end")

    def _views(self, start: int) -> Iterator[View]:
        at = start
        while True:
            with self._news:
                while len(self.seen) <= at:
                    assert self._news.wait(SOON), self.seen[-1:]
                at = len(self.seen)
                view = self.seen[-1]
            yield view

    def _act(self, view: View) -> None:
        send = self.station.send
        match view.screen, view.content:
            case Screen.CONSENT, _:
                send(CONSENT)
            case Screen.KEY_QR, _:
                self.hand.show_qr()
            case Screen.LAY_CARD, _:
                self.hand.lay_card()
            case Screen.INSURANCE, InsuranceView():
                send(ev.NextPressed())
            case Screen.CLINIC, ClinicView(waiting=False, selected=selected, tiles=tiles):
                free = [tile.id for tile in tiles if not tile.closed]
                send(ev.NextPressed() if selected in free else ev.DepartmentChosen(free[0]))
            case Screen.CHECK, CheckView():
                send(ev.AnswersConfirmed())
            case Screen.PAYMENT, PaymentView():
                send(ev.PayAtCashierPressed())
            case Screen.TICKET, _:
                send(ev.NextPressed())
            case Screen.TAKE_CARD, _:
                self.hand.take_card()
            case (Screen.DESK, _) | (Screen.KEY_TYPE, KeyView()):
                raise AssertionError(view)

    def _on_view(self, view: View) -> None:
        with self._news:
            self.seen.append(view)
            self._news.notify_all()


def until(question: Callable[[], object]) -> None:
    end = time.monotonic() + SOON
    while not question():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.25)


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[Hospital]:
    with Sandbox(tmp_path / "sandbox.db") as sandbox:
        _write_files(tmp_path, sandbox)
        init(load_config(tmp_path / "hub.toml"), SystemClock())
        with _hub(tmp_path) as (hub, gate), JsonClient(hub) as line:
            yield Hospital(sandbox, tmp_path, gate, line)


@pytest.fixture
def restarts(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """The station's program is asked to end; this one must not. And a station's pauses are short."""
    asked = threading.Event()
    monkeypatch.setattr(StationHands, "restart", lambda _self: asked.set())
    monkeypatch.setattr(agent_module, "LONGEST_S", 0.3)
    monkeypatch.setattr(opening, "AT_A_GATE", ShippingPolicy(look_s=0.5))
    return asked


@contextmanager
def _hub(folder: Path) -> Iterator[tuple[str, str]]:
    command = [sys.executable, "-m", "kiosk", "hub", "serve", "--config", str(folder / "hub.toml"), "--ready"]
    with (folder / "hub.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log)
    assert process.stdout is not None
    try:
        told: dict[str, str] = {}
        while "gate" not in told:
            with selectors.DefaultSelector() as waiting:
                waiting.register(process.stdout, selectors.EVENT_READ)
                assert waiting.select(SOON), (folder / "hub.log").read_text()
            line = process.stdout.readline()
            assert line, (folder / "hub.log").read_text()
            told |= json.loads(line)
        yield told["hub"], told["gate"]
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()


def _write_files(folder: Path, sandbox: Sandbox) -> None:
    accounts, urls = sandbox.accounts, sandbox.urls
    with socket.create_server(("127.0.0.1", 0)) as probe:
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    common: dict[str, Any] = {
        "printer": {"kind": "picture", "path": folder / "slips"},
        "his": {"url": urls["his"], "merchant_id": accounts.merchant_id},
    }
    station = {"id": "K03", "hospital": "Bệnh viện Mẫu", "name": "Máy 03", "facility": accounts.facility_code}
    payment = {"account": accounts.bank_account, "bank_bin": accounts.bank_bin, "payee": "BENH VIEN MAU"}
    insurance = {
        "enabled": True,
        "url": urls["insurance"],
        "username": accounts.gateway_username,
        "officer_name": accounts.officer_name,
        "officer_id": accounts.officer_id,
    }
    hub = {
        "url": f"http://{listen}",
        "listen": listen,
        "journal": folder / "hub.db",
        "gate": "127.0.0.1:0",
        "gate_names": ["127.0.0.1"],
    }
    secrets = {
        "his_secret": accounts.merchant_secret,
        "insurance_password": accounts.gateway_password,
        "payment_secret": accounts.bank_token,
        "hub_token": "a-token-of-the-test",
        "journal_key": "5a" * 32,
    }
    for name, held in (("hub", secrets), ("station", {"his_secret": secrets["his_secret"], "journal_key": "07" * 32})):
        kept = folder / f"{name}-secrets"
        kept.mkdir(mode=0o700)
        for secret, value in held.items():
            (kept / secret).write_text(value)
        where = {**station, "journal": folder / name / "station.db", "credentials": kept}
        (folder / name).mkdir()
        more: dict[str, Any] = (
            {"hub": hub, "payment": {"url": urls["bank"], **payment}, "insurance": insurance}
            if name == "hub"
            else {
                "reader": {"kind": "virtual", "profile": "adult-2021"},
                "policy": {"insurer_wait_s": 3.0, "number_wait_s": 2.0},
            }
        )
        (folder / f"{name}.toml").write_text(render_toml({"station": where, **common, **more}), encoding="utf-8")


def test_a_station_of_the_fleet_from_its_token_to_the_day_it_is_revoked(
    hospital: Hospital, restarts: threading.Event
) -> None:
    token = hospital.hub("token", "K03", "--group", "lobby")
    enrolled = CliRunner().invoke(
        APP, ["enroll", "--config", str(hospital.station_file), "--hub", hospital.gate], input=f"{token}\n"
    )
    assert enrolled.exit_code == 0, enrolled.output

    with ExitStack() as stack:
        station, hand = open_quick(hospital.station_file)
        stack.callback(station.close)
        window = Window(station, hand)
        until(lambda: hospital.listed()["last"] is not None)
        assert hospital.listed()["last"]["state"] == "welcome"

        # A visit; its order, insurance, number and rows all went through the gate.
        ticket = window.visit()
        assert ticket.number
        assert hospital.registered() == 1
        until(lambda: station.standing().behind == 0)

        hospital.hub("order", "K03", "out_of_service")
        window.until(lambda view: view.screen is not Screen.WELCOME)
        until(lambda: hospital.listed()["last"]["state"] == "out_of_service")
        hospital.hub("order", "K03", "in_service")
        window.until(lambda view: view.screen is Screen.WELCOME)

        file = hospital.folder / "shorter.toml"
        file.write_text(TOML, encoding="utf-8")
        hospital.hub("roll-out", str(file), "--wave", "lobby", "--well-s", "30")
        assert restarts.wait(SOON)

    with ExitStack() as stack:
        station, hand = open_quick(hospital.station_file)
        stack.callback(station.close)
        window = Window(station, hand)
        until(lambda: hospital.listed()["last"]["configuration"] == sha256(TOML.encode()) != OWN_FILE)

        hospital.hub("revoke", "K03", "--why", "stolen")
        until(lambda: not station_is_served(hospital))
        # The hub serves it no more; the next patient is served all the same.
        hand.next_person()
        assert window.visit().number
        assert hospital.registered() == 2
        assert station.standing().behind > 0


def station_is_served(hospital: Hospital) -> bool:
    line = GateLine(Store.beside(hospital.folder / "station" / "station.db"))
    answer = line.configuration()
    line.close()
    return answer != Refused("unknown_identity")
