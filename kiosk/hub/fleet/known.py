"""What the hub knows of its fleet, under one lock: what was decided, as its journal tells, and what stations say."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from kiosk.clock import Clock
from kiosk.fleet import events as told
from kiosk.fleet.ports import KnownOrder, KnownStation
from kiosk.fleet.rules import DOUBLED_S
from kiosk.fleet.state import FleetState
from kiosk.fleet.values import STALE_S, Heartbeat, OrderDone

MOST_REPORTS = 200
MOST_STARTS = 8
_NOT_TOLD = (told.AlertRaised, told.AlertTaken, told.AlertEnded, told.StationPlaced, told.TokenIssued)
"""What changes neither who is let in nor what stations are told: in a large fleet it happens all the time."""


class _Last(NamedTuple):
    """A station's newest heartbeat, the hub's time of it, and its tick."""

    heartbeat: Heartbeat
    at: datetime
    tick: float


class Known:
    """Heartbeats come from any thread, decisions from the owner's; both are seen under `lock`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.lock = threading.RLock()
        self.state = FleetState()
        self.version = 0
        """Counts what was decided, so that whoever holds a copy knows whether it still is one."""
        self.since = clock.monotonic()
        """Stations have their two minutes from here before they count as silent."""
        self._last: dict[str, _Last] = {}
        self._shown: dict[str, tuple[KnownStation, KnownStation]] = {}
        """Each station as it was decided and as it was shown last: most are shown again as they are."""
        self._starts: dict[str, deque[datetime | None]] = {}
        """When the programs began that each station's heartbeats no longer came from."""
        self._doubled: dict[str, float] = {}
        self._fresh: dict[str, tuple[Heartbeat, datetime]] = {}
        self._ended: list[tuple[str, OrderDone]] = []
        self._reports: dict[str, str] = {}

    def apply(self, event: object) -> None:
        """Take in an event of the journal."""
        with self.lock:
            self.state.apply(event)
            self.version += isinstance(event, told.FleetEvent) and not isinstance(event, _NOT_TOLD)
            if isinstance(event, told.StationEnrolled):
                for kept_of in (self._last, self._shown, self._starts, self._doubled):
                    kept_of.pop(event.station_id, None)  # another machine's word

    # stations

    def stations(self) -> tuple[KnownStation, ...]:
        """All of them as they are, by id."""
        with self.lock:
            tick, stations = self._clock.monotonic(), self.state.stations
            return tuple(self._with_last(stations[name], tick) for name in sorted(stations))

    def station(self, station_id: str) -> KnownStation | None:
        """One of them."""
        with self.lock:
            known = self.state.stations.get(station_id)
            return self._with_last(known, self._clock.monotonic()) if known else None

    def configuration_at(self, station_id: str) -> str | None:
        """What a station said last that it runs on."""
        with self.lock:
            held = self._last.get(station_id)
            return held.heartbeat.configuration if held else None

    def what_waits(self, known: KnownOrder) -> KnownOrder:
        """An open order with what its station said last that it waits for."""
        held = self._last.get(known.station_id)
        waits = dict(held.heartbeat.waits).get(known.order.id, "") if held and known.state == "open" else ""
        return replace(known, waits=waits) if waits else known

    def serials(self, known: KnownStation) -> list[str]:
        """What lets a station in: its identity, and the one that asked for it by renewal, each until its end."""
        if not known.serial or known.revoked:
            return []
        now, earlier = self._clock.now(), self.state.earlier.get(known.station_id)
        held = [(known.serial, known.identity_until), *([(earlier.serial, earlier.until)] if earlier else ())]
        return [serial for serial, until in held if until is None or until > now]

    def admits(self, station_id: str, serial: str) -> bool:
        """Whether a certificate lets its station in."""
        with self.lock:
            known = self.state.stations.get(station_id)
            return known is not None and serial in self.serials(known)

    # what stations say

    def hear(self, heartbeats: Iterable[Heartbeat]) -> Iterator[KnownStation]:
        """Take heartbeats in; the stations that are known, one by one."""
        now, tick = self._clock.now(), self._clock.monotonic()
        for heartbeat in heartbeats:
            name = heartbeat.station_id
            known = self.state.stations.get(name)
            if known is not None:
                self._tell_apart(heartbeat, tick)
                self._last[name] = _Last(replace(heartbeat, done=()) if heartbeat.done else heartbeat, now, tick)
                self._shown.pop(name, None)
                self._fresh[name] = (heartbeat, now)
                self._ended += [(name, done) for done in heartbeat.done]
                yield known

    def ended(self, station_id: str, done: OrderDone) -> None:
        """A station says how an order ended."""
        with self.lock:
            self._ended.append((station_id, done))

    def since_last_look(self) -> tuple[list[tuple[Heartbeat, datetime]], list[tuple[str, OrderDone]]]:
        """The newest heartbeat of each station that beat since this was asked last, and the orders said to be over."""
        with self.lock:
            fresh, self._fresh = list(self._fresh.values()), {}
            ended, self._ended = self._ended, []
        return fresh, ended

    def report(self, order_id: str) -> str | None:
        """What a station collected for an order."""
        with self.lock:
            return self._reports.get(order_id)

    def keep_report(self, order_id: str, report: str) -> None:
        """Hold a report in memory; the oldest goes when there are too many."""
        with self.lock:
            self._reports[order_id] = report
            while len(self._reports) > MOST_REPORTS:
                del self._reports[next(iter(self._reports))]

    def _tell_apart(self, heartbeat: Heartbeat, tick: float) -> None:
        """A program that begins anew never speaks as the one before it again; a copy of its identity elsewhere does."""
        name, began = heartbeat.station_id, heartbeat.started_at
        held = self._last.get(name)
        if held is None or held.heartbeat.started_at == began:
            return
        left = self._starts.setdefault(name, deque(maxlen=MOST_STARTS))
        if began in left:
            self._doubled[name] = tick
        left.append(held.heartbeat.started_at)

    def _with_last(self, known: KnownStation, tick: float) -> KnownStation:
        name = known.station_id
        held, spoke = self._last.get(name), self._doubled.get(name)
        stale = tick - (held.tick if held else self.since) > STALE_S
        doubled = spoke is not None and tick - spoke < DOUBLED_S
        shown = self._shown.get(name)
        if shown is not None and shown[0] is known and shown[1].stale is stale and shown[1].doubled is doubled:
            return shown[1]
        last, at = (held.heartbeat, held.at) if held else (known.last, known.heard_at)
        made = replace(known, last=last, heard_at=at, stale=stale, doubled=doubled)
        self._shown[name] = (known, made)
        return made
