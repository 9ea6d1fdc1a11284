"""How long the console's pages take with a large fleet in memory, asked for through the hub's own web framework."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from itertools import product
from random import Random
from statistics import median
from string import ascii_uppercase, digits
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask
from flask.testing import FlaskClient

from his_client.outcome import Done, Outcome, Refused
from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.clock import SystemClock
from kiosk.fleet import events as told
from kiosk.fleet.identity import Authority
from kiosk.fleet.values import OWN_FILE, DeviceState, Heartbeat, OrderKind, OrderOutcome, StationState
from kiosk.hub.console.app import console
from kiosk.hub.console.ports import Parts
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.history import Change
from kiosk.hub.owner import at_once
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.ids import uuid7
from kiosk.journal import Journal, MasterKey
from kiosk.loop import ThreadLoop

A_PLACE = 21
"""Stations of one place; a country's fleet has as many places as hospitals."""
TIMES = 15
_USER = User("it", "IT", (Role.IT,), "pin", change_pin=False)


class _Accounts:
    def at_console(self, name: str, pin: str) -> Outcome[User]:  # noqa: ARG002 - the port's shape
        return Done(_USER)

    def account(self, name: str) -> User | None:  # noqa: ARG002 - the port's shape
        return _USER

    def change_own_pin(self, name: str, old: str, new: str) -> Outcome[None]:  # noqa: ARG002 - the port's shape
        return Refused("wrong")

    def keep_entry(self, name: str) -> None:
        """Nobody comes in by another way."""


class _History:
    def of(self, station_id: str, limit: int = 50) -> tuple[Change, ...]:  # noqa: ARG002 - the port's shape
        return ()


def measure(stations: int = 15_000, seed: int = 1, times: int = TIMES) -> dict[str, Any]:
    """Milliseconds of each page, the median of several: on the wall, and of a processor (`cpu_ms`).

    `after_a_decision` is an overview for which the whole fleet is counted anew, and the form before it; within three
    seconds all pages are served from that count.
    """
    clock = SystemClock()
    authority, _ = Authority.made("bench", clock.now())
    with_journal = Journal.open(None, hub_codec(), MasterKey(bytes(32)), clock)
    try:
        record, loop = HubRecord(with_journal), ThreadLoop(clock, workers=1, name="bench")
        fleet = FleetDesk(record, loop, at_once, clock, authority, Ed25519PrivateKey.generate())
        names = _fill(fleet, record, clock, stations, Random(seed))
        app = Flask("kiosk.hub")
        app.register_blueprint(console(Parts(fleet, _Accounts(), _History(), clock, "bench", "")))
        client = app.test_client()
        client.post("/console/sign-in", data={"csrf": _code(client, "/console/sign-in"), "user": "it", "pin": "pin"})
        pages = {
            "overview": "/console/",
            "overview_last": "/console/?page=9999",
            "place": "/console/place?name=Bệnh viện 1",
            "list": "/console/stations",
            "list_last": "/console/stations?page=9999",
            "search": "/console/stations?q=viện 12",
            "station": f"/console/stations/{names[-1]}",
            "alerts": "/console/alerts",
            "alerts_last": "/console/alerts?page=9999",
            "configurations": "/console/configurations",
            "enrolment": "/console/enrolment",
            "audit": "/console/audit",
            "audit_of_one": f"/console/audit?station={names[0]}",
        }
        figures: dict[str, Any] = {"stations": stations, "alerts": len(fleet.alerts(limit=20_000))}
        for path in pages.values():
            _loaded(client, path)  # the templates are read
        pages_and = {
            "after_a_decision": partial(_after_a_decision, client, pages["overview"], _code(client, "/console/"))
        }
        pages_and |= {name: partial(_loaded, client, path) for name, path in pages.items()}
        for name, page in pages_and.items():
            taken = []
            for _ in range(times):
                _some_beat(fleet)
                taken.append(_taken(page))
            figures[f"{name}_ms"] = round(median(wall for wall, _ in taken), 1)
            figures[f"{name}_cpu_ms"] = round(median(cpu for _, cpu in taken), 1)
        figures["overview_kib"] = round(len(client.get("/console/").data) / 1024, 1)
        return figures
    finally:
        with_journal.close()


def _some_beat(fleet: FleetDesk) -> None:
    """As many as beat in the three seconds for which a count serves."""
    for known in fleet.stations()[::10]:
        if known.last is not None:
            fleet.beats([known.last])


def _loaded(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:
        raise RuntimeError(f"{path} answered {answer.status_code}")


def _after_a_decision(client: FlaskClient, path: str, code: str) -> None:
    client.post("/console/alerts/none/take", data={"csrf": code})
    _loaded(client, path)


def _code(client: FlaskClient, path: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get(path).text)
    return found[1] if found else ""


def _taken(page: Callable[[], None]) -> tuple[float, float]:
    """Milliseconds on the wall and of this thread's processor."""
    wall, cpu = time.monotonic(), time.thread_time()
    page()
    return (time.monotonic() - wall) * 1_000, (time.thread_time() - cpu) * 1_000


def _fill(fleet: FleetDesk, record: HubRecord, clock: SystemClock, stations: int, random: Random) -> list[str]:
    """Stations that all beat, one in fifty of them in trouble, with a past of alerts and orders."""
    now, letters = clock.now(), ascii_uppercase + digits
    names = ["".join(parts) for parts, _ in zip(product(letters, repeat=4), range(stations), strict=False)]
    until = now + timedelta(days=400)
    for start in range(0, stations, 1_000):
        kept: list[told.FleetEvent] = []
        for number, name in enumerate(names[start : start + 1_000], start):
            place, spot = f"Bệnh viện {number // A_PLACE}", number % A_PLACE
            kept.append(told.StationEnrolled(name, "", f"{number + 1:x}", "", until, now, "bench"))
            across, down = (spot % 7) / 6, (spot // 7) / 3
            kept.append(told.StationPlaced(name, "", f"nhóm {number % 40}", place, across, down, "it", now))
        record.keep([("fleet", event) for event in kept])
    devices = tuple((name, DeviceState.OK, "") for name in ("reader", "camera", "printer", "disk", "clock", "his"))
    broken = (("reader", DeviceState.FAIL, "gone"), *devices[1:])
    beats = []
    for name in names:
        ill = broken if random.random() < 0.02 else devices
        beats.append(
            Heartbeat(name, now, "1.4.2", OWN_FILE, StationState.WELCOME, "welcome", now, visits_today=30, devices=ill)
        )
    fleet.beats(beats)
    past: list[told.FleetEvent] = []
    for name in random.sample(names, min(stations, 600)):
        alert_id, order_id = uuid7(clock), uuid7(clock)
        past.append(told.AlertRaised(alert_id, name, "reader", "gone", now))
        past.append(told.OrderGiven(order_id, name, OrderKind.RESTART, "", "it", now))
        past.append(told.OrderEnded(order_id, name, OrderOutcome.DONE, "", now))
        if random.random() < 0.5:
            past.append(told.AlertEnded(alert_id, "hub", now))
    record.keep([("fleet", event) for event in past])
    return names
