"""The look at what heartbeats say, and what it gives cause to decide: orders over, alerts, a roll-out's next wave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kiosk.clock import Clock
from kiosk.fleet import events as told
from kiosk.fleet.ports import KnownStation, RollOut
from kiosk.fleet.rules import AT_ONCE, HOLDS_S, causes
from kiosk.fleet.values import OrderDone, StationState
from kiosk.hub.fleet.known import Known
from kiosk.ids import uuid7

_HELD = dict.fromkeys(AT_ONCE, timedelta(0))
"""How long a rule has held when its alert is raised; the others `HOLDS_S`. What held before a wave is not its doing."""
_NOT_ITS_DOING = frozenset({"paper", "two_places"})
"""Alerts that no configuration brings about."""


class Looking:
    """On the owner's thread. It decides nothing itself: what it gives is to be journalled."""

    def __init__(self, known: Known, clock: Clock) -> None:
        self._known, self._clock = known, clock
        self._holding: dict[tuple[str, str], float] = {}
        self._gone: dict[str, float] = {}
        self._caused: dict[str, tuple[KnownStation, tuple[tuple[str, str], ...]]] = {}
        """What each station gave cause to; one that has not beaten since, and is the same value, gives the same."""
        self._well_since: dict[str, float] = {}

    def look(self, ended: Iterable[tuple[str, OrderDone]]) -> list[told.FleetEvent]:
        """What is to be decided now. :param ended: orders that stations say are over."""
        return [*self._endings(ended), *self._alerts(), *self._waves()]

    def _endings(self, ended: Iterable[tuple[str, OrderDone]]) -> list[told.FleetEvent]:
        kept: list[told.FleetEvent] = []
        seen = set()
        for station_id, done in ended:
            known = self._known.state.orders.get(done.id)
            if known is None or known.state != "open" or known.station_id != station_id or done.id in seen:
                continue  # said again, or of another station's
            seen.add(done.id)
            if done.report:
                self._known.keep_report(done.id, done.report)
            kept.append(told.OrderEnded(done.id, station_id, done.outcome, done.code[:60], self._clock.now()))
        return kept

    def _alerts(self) -> list[told.FleetEvent]:
        now, tick = self._clock.now(), self._clock.monotonic()
        self._caused = {
            station.station_id: held
            if (held := self._caused.get(station.station_id)) and held[0] is station
            else (station, tuple(causes(station, now)))
            for station in self._known.stations()
        }
        holding = {(name, rule): detail for name, (_, found) in self._caused.items() for rule, detail in found}
        self._holding = {key: self._holding.get(key, tick) for key in holding}
        open_ones = {(alert.station_id, alert.rule): alert for alert in self._known.state.open_alerts()}
        kept: list[told.FleetEvent] = []
        for key, since in self._holding.items():
            if key not in open_ones and (key[1] in AT_ONCE or tick - since >= HOLDS_S):
                station_id, rule = key
                kept.append(told.AlertRaised(uuid7(self._clock), station_id, rule, holding[key], now))
        self._gone = {
            alert.alert_id: self._gone.get(alert.alert_id, tick)
            for key, alert in open_ones.items()
            if key not in holding
        }
        over = [name for name, since in self._gone.items() if tick - since >= HOLDS_S]
        return [*kept, *(told.AlertEnded(name, "hub", now) for name in over)]

    def _waves(self) -> list[told.FleetEvent]:
        kept: list[told.FleetEvent] = []
        for going in self._known.state.roll_outs.values():
            if going.state == "going":
                kept += self._wave(going)
        return kept

    def _wave(self, going: RollOut) -> list[told.FleetEvent]:
        state = self._known.state
        now, tick, name = self._clock.now(), self._clock.monotonic(), going.roll_out_id
        since = state.wave_since[name]
        found = (self._known.station(one) for one in wave_members(self._known, going))
        members = [one for one in found if one is not None]
        worse = {
            alert.station_id: alert.rule
            for alert in state.open_alerts()
            if alert.since - _HELD.get(alert.rule, timedelta(seconds=HOLDS_S)) >= since
            and alert.rule not in _NOT_ITS_DOING
        }
        unwell = next((code for one in members if (code := _unwell(one, going, since, worse))), "")
        if unwell:
            self._well_since.pop(name, None)
            return [told.RollOutEnded(name, "unwell", unwell, "hub", now)]
        if not all(_took(one, going.configuration) and not one.stale for one in members):
            self._well_since.pop(name, None)
            return []
        well = tick - self._well_since.setdefault(name, tick)
        if well < state.well_s[name]:
            return []
        del self._well_since[name]
        if going.wave + 1 < len(going.waves):
            return [told.WaveBegun(name, going.wave + 1, "hub", now)]
        return [told.RollOutEnded(name, "done", "", "hub", now)]


def wave_members(known: Known, going: RollOut) -> tuple[str, ...]:
    """The stations of a roll-out's waves so far."""
    return known.state.members(frozenset(one for wave in going.waves[: going.wave + 1] for one in wave))


def _unwell(station: KnownStation, going: RollOut, since: datetime, worse: Mapping[str, str]) -> str:
    """Why this station says no to its new configuration, or does worse with it; "" while it does not.

    :param worse: stations with an alert since the wave began, and its rule.
    """
    last = station.last
    if last is None or station.heard_at is None or station.heard_at < since:
        return ""
    if "configuration_refused" in last.problems:
        return f"{station.station_id} refused"
    if not _took(station, going.configuration):
        return ""
    if last.state is StationState.CLOSED:
        return f"{station.station_id} closed"
    if station.stale:
        return f"{station.station_id} silent"
    rule = worse.get(station.station_id)
    return f"{station.station_id} {rule}" if rule else ""


def _took(station: KnownStation, configuration: str) -> bool:
    return station.last is not None and station.last.configuration == configuration
