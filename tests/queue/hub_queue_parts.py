"""A hub's queue over a journal in memory and a clock that is put forward by hand; its app, asked without a network."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta
from random import Random

from flask.testing import FlaskClient

from his_client.outcome import Done, Outcome
from his_client.sandbox.simulated import SimulatedHis
from kiosk.clock import VIETNAM
from kiosk.hub.core import HubCore, HubSettings
from kiosk.hub.owner import at_once
from kiosk.hub.queue_desk import QueueDesk, QueueSettings
from kiosk.hub.records import hub_codec
from kiosk.hub.service import hub_app
from kiosk.journal import Journal, MasterKey
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Priority, Source
from kiosk.queue.ports import PlaceSeen
from kiosk.simulation.time import SimProcess, SimTime

TOKEN = "a-token-of-the-test"
BEARER = {"Authorization": f"Bearer {TOKEN}"}
PHONE = "https://so.benhvien.example"
ROOM, OTHER = "214", "216"
MORNING = datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)


class HandClock:
    """Stands still until it is told."""

    def __init__(self) -> None:
        self.at = MORNING

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - MORNING).total_seconds()

    def forward(self, minutes: float) -> None:
        self.at += timedelta(minutes=minutes)


class Hub:
    """One hub; `restart` starts another over the same journal."""

    def __init__(self, settings: QueueSettings | None = None) -> None:
        self.clock = HandClock()
        self.settings = settings or QueueSettings("Bệnh viện Mẫu", PHONE)
        self._file = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self.restart()

    def restart(self) -> None:
        self.journal = Journal(self._file, hub_codec(), MasterKey(bytes(range(32))), self.clock, "test")
        loop = SimProcess(SimTime(), Random(1))
        settings = HubSettings(None, queue=self.settings)
        self.core = HubCore(self.journal, loop, SimulatedHis(Random(1)), None, None, self.clock, settings)
        self.app = hub_app(self.core, at_once, TOKEN, self.clock)

    @property
    def desk(self) -> QueueDesk:
        return self.core.queue

    def browser(self) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["wsgi.url_scheme"] = "https"  # a proxy ends TLS before the hub
        return client

    def issue(self, place_id: str, room: str = ROOM, **more: object) -> PlaceSeen:
        return seen(self.desk.issue(Wanted(place_id, "K03", room, **more)))  # type: ignore[arg-type]


def seen(outcome: Outcome[PlaceSeen]) -> PlaceSeen:
    assert isinstance(outcome, Done), outcome
    return outcome.value


def a_block_number(place_id: str, number: str, at: datetime) -> Wanted:
    return Wanted(place_id, "K03", ROOM, number=number, source=Source.BLOCK, arrived_at=at, priority=Priority.CHILD)
