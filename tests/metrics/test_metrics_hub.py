"""What the hub tells of its fleet, of its doors and of the rows it takes in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from flask import Flask
from prometheus_client import generate_latest

from his_client.outcome import Unknown
from kiosk.clock import VIETNAM
from kiosk.fleet.ports import Alert, KnownStation
from kiosk.fleet.values import DeviceState, Heartbeat, StationState
from kiosk.hub.core import Health
from kiosk.hub.intake import Batch, Head, NotTaken, TakeAnswer, Taken
from kiosk.hub.owner import HubSilent, at_once
from kiosk.journal import PublicRow
from kiosk.metrics.hub import HubMetrics, MeteredIntake

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=VIETNAM)
NAME = "Nguyễn Thị Ẩn"
DEVICES = (("reader", DeviceState.FAIL, "reader_gone"), ("printer", DeviceState.OK, ""))
LAST = Heartbeat("03", NOW, "1", "own", StationState.WELCOME, undelivered=3, behind=40, devices=DEVICES)
WELL = KnownStation(
    "03", enrolled_at=NOW, identity_until=NOW + timedelta(days=9), serial="1", last=LAST, heard_at=NOW, stale=False
)


@dataclass
class Desk:
    """A fleet that stands still."""

    known: tuple[KnownStation, ...]

    def stations(self) -> tuple[KnownStation, ...]:
        return self.known

    def orders(self, limit: int) -> tuple[Any, ...]:
        return (SimpleNamespace(state="open"), SimpleNamespace(state="done"))

    def alerts(self, limit: int) -> tuple[Alert, ...]:
        return (Alert("a", "03", "reader", "reader_gone", NOW),)


@dataclass
class Rows:
    """A database that answers as told."""

    answers: list[TakeAnswer] = field(default_factory=list)

    def head(self, source: str) -> Head | Unknown:
        return Head()

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        return self.answers.pop(0)

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        return [self.answers.pop(0) for _ in batches]


def told(metrics: HubMetrics) -> dict[str, float]:
    """Every series with its value, as Prometheus reads it."""
    lines = [line for line in generate_latest(metrics.book.registry).decode().splitlines() if line[0] != "#"]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def looking(metrics: HubMetrics, tmp_path: Path, *stations: KnownStation, silent: bool = False) -> dict[str, float]:
    def via(job: Any) -> Any:
        if silent:
            raise HubSilent
        return at_once(job)

    core = SimpleNamespace(health=lambda: Health("timeout", 4, 1, 2, 0, 5, "behind"))
    clock = SimpleNamespace(now=lambda: NOW)
    shipper = SimpleNamespace(behind=17)
    metrics.begin(*cast("Any", (core, Desk(stations), via, clock, shipper, lambda: 2, tmp_path / "hub.db")))
    return told(metrics)


def test_a_station_that_was_heard_tells_what_it_lacks(tmp_path: Path) -> None:
    seen = looking(HubMetrics(), tmp_path, WELL)
    assert seen['kiosk_hub_stations{state="welcome"}'] == 1
    assert seen['kiosk_hub_station_silent{station="03"}'] == 0
    assert seen['kiosk_hub_station_device{device="reader",state="fail",station="03"}'] == 1
    assert not any('device="printer"' in name for name in seen)
    assert seen['kiosk_hub_station_undelivered{station="03"}'] == 3
    assert seen['kiosk_hub_station_identity_days{station="03"}'] == 9
    assert (seen["kiosk_hub_fleet_orders"], seen['kiosk_hub_alerts{rule="reader"}']) == (1, 1)


def test_who_was_not_heard_is_silent_and_who_is_not_enrolled_is_not_there(tmp_path: Path) -> None:
    away, waiting, gone = replace(WELL, stale=True), KnownStation("04"), replace(WELL, station_id="05", revoked=True)
    seen = looking(HubMetrics(), tmp_path, away, waiting, gone)
    assert seen['kiosk_hub_stations{state="silent"}'] == 1
    assert seen['kiosk_hub_station_silent{station="03"}'] == 1
    assert not any('station="04"' in name or 'station="05"' in name for name in seen)


def test_a_fleet_of_a_country_is_told_by_its_sums(tmp_path: Path) -> None:
    stations = [replace(WELL, station_id=f"{number:04d}") for number in range(2_001)]
    seen = looking(HubMetrics(), tmp_path, *stations)
    assert seen['kiosk_hub_stations{state="welcome"}'] == 2_001
    assert not any("station=" in name for name in seen)


def test_money_that_waits_and_a_bank_that_is_away_are_told(tmp_path: Path) -> None:
    seen = looking(HubMetrics(), tmp_path)
    assert (seen["kiosk_hub_credits_unmatched"], seen["kiosk_hub_postings_unsettled"]) == (2, 1)
    assert (seen["kiosk_hub_bank_up"], seen["kiosk_hub_rows_behind"], seen["kiosk_hub_sessions"]) == (0, 17, 2)
    assert (seen['kiosk_hub_books{books="behind"}'], seen["kiosk_answers"]) == (1, 1)


def test_a_hub_whose_thread_does_not_answer_says_that(tmp_path: Path) -> None:
    seen = looking(HubMetrics(), tmp_path, WELL, silent=True)
    assert seen["kiosk_answers"] == 0
    assert "kiosk_hub_orders" not in seen
    assert seen['kiosk_hub_station_silent{station="03"}'] == 0


def row(seq: int, kind: str, body: dict[str, Any]) -> PublicRow:
    return PublicRow(seq, "station", kind, 1, NOW.isoformat(), json.dumps(body), None, "", "")


def test_of_rows_that_come_in_the_new_visits_are_counted_once() -> None:
    metrics = HubMetrics()
    line = {"journey": "child", "ending": "done", "reason": "registered", "steps": [["consent", 4_000], [NAME, 9]]}
    rows = [row(1, "VisitSummed", line), row(2, "Checkpoint", {}), row(3, "VisitSummed", line | {"reason": NAME})]
    answers: list[TakeAnswer] = [Taken(Head(3), 3), Taken(Head(3), 0), Taken(Head(3), 1), NotTaken("gap", 3, Head())]
    intake = MeteredIntake(Rows([*answers, Unknown("database")]), metrics)
    for _ in range(5):
        intake.take("03~1f0c9a52", rows, 3)
    seen = told(metrics)
    assert seen['kiosk_visits_total{ending="done",journey="child",reason="registered"}'] == 1
    assert seen['kiosk_visits_total{ending="done",journey="child",reason="other"}'] == 2
    assert seen['kiosk_visit_step_seconds_sum{step="consent"}'] == 12
    assert seen["kiosk_hub_rows_total"] == 4
    ended = {
        name: seen[f'kiosk_hub_intake_seconds_count{{outcome="{name}"}}'] for name in ("done", "refused", "unknown")
    }
    assert ended == {"done": 3, "refused": 1, "unknown": 1}


@pytest.mark.parametrize("path", ["/orders/7", f"/{NAME}", "/001190012345?x=1"])
def test_a_request_is_told_by_its_door_alone(path: str) -> None:
    app, metrics = Flask("hub"), HubMetrics()
    metrics.watch(app)
    app.get("/orders/<name>")(lambda name: name)
    status = app.test_client().get(path).status_code
    (name,) = [name for name in told(metrics) if name.startswith("kiosk_hub_door_seconds_count")]
    door = "orders" if status == 200 else "other"
    assert name == f'kiosk_hub_door_seconds_count{{door="{door}",status="{status // 100}xx"}}'
