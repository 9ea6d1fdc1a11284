"""The hub's metrics: its doors, what it takes in, its money, and the fleet as heartbeats tell of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from cryptography import x509
from flask import Flask, Response, g, request

from his_client.outcome import Unknown
from kiosk.clock import Clock
from kiosk.fleet.ports import Fleet, KnownStation
from kiosk.fleet.values import DeviceState
from kiosk.hub.fleet.opening import AUTHORITY, FOLDER, GATE
from kiosk.hub.intake import Batch, GroupIntake, Head, NotTaken, TakeAnswer, Taken
from kiosk.hub.owner import HubSilent, Via
from kiosk.hub.shipper import Shipper
from kiosk.journal import PublicRow
from kiosk.metrics.book import Book, Sample
from kiosk.metrics.families import HUB, MOST_STATIONS
from kiosk.metrics.told import machine, visited, worked
from kiosk.station.summary import VisitSummed

if TYPE_CHECKING:
    from kiosk.hub.core import HubCore

_SUMMED = VisitSummed.__name__
_DAY_S = 86_400.0


class HubMetrics:
    """Counts from any thread; `begin` when the hub can be looked at."""

    def __init__(self) -> None:
        self.book = Book(HUB)

    def worked(self, name: str, seconds: float, result: object) -> None:
        """See `ThreadLoop.on_worked`."""
        worked(self.book, name, seconds, result)

    def heard(self, heartbeats: int) -> None:
        """So many heartbeats came."""
        self.book.count("kiosk_hub_heartbeats_total", heartbeats)

    def watch(self, app: Flask) -> None:
        """Measure every request of this app, by the first part of its path and how it was answered."""

        @app.before_request
        def begins() -> None:
            g.began_metering = perf_counter()

        @app.after_request
        def ends(response: Response) -> Response:
            began = getattr(g, "began_metering", None)
            if began is not None:
                # A path that is no door, whatever somebody wrote into it, is told as `other`.
                door = request.path.split("/", 2)[1] if request.url_rule else "other"
                status = f"{response.status_code // 100}xx"
                self.book.observe("kiosk_hub_door_seconds", perf_counter() - began, door=door, status=status)
            return response

    def begin(
        self,
        core: HubCore,
        fleet: Fleet,
        via: Via,
        clock: Clock,
        shipper: Shipper,
        sessions: Callable[[], int],
        journal: Path,
    ) -> None:
        """Look at hub and fleet whenever somebody asks.

        :param shipper: carries the hub's own rows to its database; looked at on the hub's thread, as `core` is.
        :param sessions: people signed in at desks.
        :param journal: the hub's, beside which the fleet's keys lie.
        """

        def samples() -> Iterable[Sample]:
            yield from machine(journal)
            yield from _of_fleet(fleet, clock.now())
            yield "kiosk_hub_sessions", {}, sessions()
            yield from _of_certificates(journal.parent / FOLDER, clock.now())
            try:
                health, rows = via(lambda: (core.health(), shipper.behind))
            except HubSilent:
                yield "kiosk_answers", {}, 0
                return
            yield "kiosk_answers", {}, 1
            yield "kiosk_hub_rows_behind", {}, rows
            yield "kiosk_hub_books", {"books": health.ledger}, 1
            yield "kiosk_hub_takes_writes", {}, float(health.disk == "ok")
            yield "kiosk_hub_orders", {}, health.orders
            yield "kiosk_hub_credits_unmatched", {}, health.for_cashier
            yield "kiosk_hub_postings_unsettled", {}, health.unposted
            yield "kiosk_hub_calls", {}, health.calls
            yield "kiosk_hub_checks_later", {}, health.unverified
            if health.bank != "off":
                yield "kiosk_hub_bank_up", {}, float(health.bank == "ok")

        self.book.look(samples)


class MeteredIntake:
    """See `GroupIntake`: tells how batches are taken in, and of each visit among the new rows."""

    def __init__(self, intake: GroupIntake, metrics: HubMetrics) -> None:
        self._intake, self._book = intake, metrics.book

    def head(self, source: str) -> Head | Unknown:
        """See `JournalIntake.head`."""
        return self._intake.head(source)

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """See `JournalIntake.take`."""
        began = perf_counter()
        answer = self._intake.take(source, rows, told_seq)
        self._count(rows, answer, perf_counter() - began)
        return answer

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        """See `GroupIntake`."""
        began = perf_counter()
        answers = self._intake.take_together(batches)
        for batch, answer in zip(batches, answers, strict=True):
            self._count(batch.rows, answer, perf_counter() - began)
        return answers

    def _count(self, rows: Sequence[PublicRow], answer: TakeAnswer, seconds: float) -> None:
        outcome = {Taken: "done", NotTaken: "refused"}.get(type(answer), "unknown")
        self._book.observe("kiosk_hub_intake_seconds", seconds, outcome=outcome)
        if isinstance(answer, Taken) and answer.new:
            self._book.count("kiosk_hub_rows_total", answer.new)
            for row in rows[len(rows) - answer.new :]:
                if row.kind == _SUMMED:
                    _visited(self._book, json.loads(row.body))


def _visited(book: Book, body: dict[str, Any]) -> None:
    """A visit's line as its row tells it, whichever release wrote it."""
    steps = tuple((str(step), int(took)) for step, took in body.get("steps", ()))
    journey, ending, reason = (str(body.get(name, "")) for name in ("journey", "ending", "reason"))
    visited(book, journey, ending, reason, steps)


def _of_fleet(fleet: Fleet, now: datetime) -> Iterable[Sample]:
    stations = [one for one in fleet.stations() if one.enrolled_at is not None and not one.revoked]
    for state, count in Counter(_state(one) for one in stations).items():
        yield "kiosk_hub_stations", {"state": state}, count
    yield "kiosk_hub_fleet_orders", {}, sum(order.state == "open" for order in fleet.orders(limit=MOST_STATIONS))
    for rule, count in Counter(alert.rule for alert in fleet.alerts(limit=MOST_STATIONS)).items():
        yield "kiosk_hub_alerts", {"rule": rule}, count
    if len(stations) <= MOST_STATIONS:
        for one in stations:
            yield from _of_station(one, now)


def _of_certificates(folder: Path, now: datetime) -> Iterable[Sample]:
    for name, file in (("authority", folder / AUTHORITY), ("gate", folder / GATE)):
        if file.exists():
            until = x509.load_pem_x509_certificate(file.read_bytes()).not_valid_after_utc
            yield "kiosk_hub_certificate_days", {"certificate": name}, _days(until, now)


def _state(station: KnownStation) -> str:
    if station.stale or station.last is None:
        return "silent"
    return station.last.state


def _of_station(station: KnownStation, now: datetime) -> Iterable[Sample]:
    named = {"station": station.station_id}
    yield "kiosk_hub_station_silent", named, float(station.stale)
    if station.identity_until is not None:
        yield "kiosk_hub_station_identity_days", named, _days(station.identity_until, now)
    if station.last is not None:
        yield "kiosk_hub_station_undelivered", named, station.last.undelivered
        yield "kiosk_hub_station_behind", named, station.last.behind
        for device, state, _code in station.last.devices:
            if state in (DeviceState.WARN, DeviceState.FAIL):
                yield "kiosk_hub_station_device", {**named, "device": device, "state": state}, 1


def _days(until: datetime, now: datetime) -> float:
    return (until - now).total_seconds() / _DAY_S
