"""The fleet's desk: `kiosk.fleet.ports.Fleet` over the hub's journal. What is decided is journalled first.

Decisions run on the hub's owner thread, whoever asks. Heartbeats do not: they come by the hundred a second, change
nothing but memory, and what they give cause to decide is looked at once every few seconds.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from his_client.outcome import Done, Outcome, Refused
from kiosk.clock import Clock
from kiosk.config.overlay import OverlayInvalid, read_overlay
from kiosk.fleet import events as told
from kiosk.fleet.identity import STATION, Authority, BadRequest, Signed, new_token, token_hash, token_parts
from kiosk.fleet.ports import (
    Alert,
    AuditLine,
    Identity,
    KeptConfiguration,
    KnownOrder,
    KnownStation,
    RollOut,
)
from kiosk.fleet.rules import AT_ONCE, DOUBLED_S, HOLDS_S, causes
from kiosk.fleet.signing import CONFIGURATION, sha256, sign
from kiosk.fleet.state import FleetState
from kiosk.fleet.values import (
    HEARTBEAT_S,
    STALE_S,
    Heartbeat,
    HeartbeatAnswer,
    OrderDone,
    OrderKind,
    StationState,
)
from kiosk.hub.owner import Via
from kiosk.hub.record import HubRecord
from kiosk.ids import uuid7
from kiosk.loop import Loop

T = TypeVar("T")

LOOK_S = 5.0
"""Seconds between two looks at what heartbeats say."""
MOST_REPORTS = 200
MOST_STARTS = 8
_HELD = dict.fromkeys(AT_ONCE, timedelta(0))
"""How long a rule has held when its alert is raised; the others `HOLDS_S`. What held before a wave is not its doing."""
_NOT_ITS_DOING = frozenset({"paper", "two_places"})
"""Alerts that no configuration brings about."""
_NOT_TOLD = (told.AlertRaised, told.AlertTaken, told.AlertEnded, told.StationPlaced, told.TokenIssued)
"""What changes neither who is let in nor what stations are told: in a large fleet it happens all the time."""
SUBJECT = "fleet"
NO_TOKEN = Refused("bad_token", "the token is unknown, used or too old; ask for a new one")


@dataclass(frozen=True, slots=True)
class FleetSettings:
    """`token_life`: how long an enrolment token opens. `heartbeat_s`: the pause asked of stations, in seconds."""

    token_life: timedelta = timedelta(hours=24)
    heartbeat_s: float = HEARTBEAT_S


class FleetDesk:
    """See `Fleet`. A `Section` of the hub's record, and `Working` between the hub's start and stop.

    :param authority: signs stations' certificates.
    :param signer: signs configurations; its public half is given to stations when they enrol.
    :param via: reaches the owner's thread.
    :param heard: is told of every look's heartbeats, on the owner's thread: (station, heartbeat, heard at).
    """

    def __init__(
        self,
        record: HubRecord,
        loop: Loop,
        via: Via,
        clock: Clock,
        authority: Authority,
        signer: Ed25519PrivateKey,
        settings: FleetSettings | None = None,
        heard: Callable[[list[tuple[Heartbeat, datetime]]], None] = lambda beats: None,  # noqa: ARG005
    ) -> None:
        self._record, self._loop, self._via, self._clock = record, loop, via, clock
        self._authority, self._signer = authority, signer
        self._settings = settings or FleetSettings()
        self._heard = heard
        self._state = FleetState()
        self._lock = threading.Lock()
        self.version = 0
        """Counts what was decided, so that whoever holds a copy knows whether it still is one."""
        self._last: dict[str, tuple[Heartbeat, datetime, float]] = {}
        self._starts: dict[str, deque[datetime | None]] = {}
        """When the programs began that each station's heartbeats no longer came from."""
        self._doubled: dict[str, float] = {}
        self._fresh: dict[str, tuple[Heartbeat, datetime]] = {}
        self._ended: list[tuple[str, OrderDone]] = []
        self._reports: dict[str, str] = {}
        self._holding: dict[tuple[str, str], float] = {}
        self._gone: dict[str, float] = {}
        self._well_since: dict[str, float] = {}
        self._started = clock.monotonic()
        self._cancel: Callable[[], None] = lambda: None
        record.join(self)

    # the record

    def apply(self, subject: str, event: object) -> None:  # noqa: ARG002 - a section's shape
        """See `Section`."""
        with self._lock:
            self._state.apply(event)
            self.version += isinstance(event, told.FleetEvent) and not isinstance(event, _NOT_TOLD)

    def start(self) -> None:
        """Begin to look; stations have their two minutes from here before they count as silent."""
        self._started = self._clock.monotonic()
        self._again()

    def stop(self) -> None:
        """Look no more."""
        self._cancel()

    # what there is

    def stations(self) -> tuple[KnownStation, ...]:
        """See `Fleet`; by id."""
        with self._lock:
            return tuple(self._with_last(self._state.stations[name]) for name in sorted(self._state.stations))

    def station(self, station_id: str) -> KnownStation | None:
        """See `Fleet`."""
        with self._lock:
            known = self._state.stations.get(station_id)
            return self._with_last(known) if known else None

    def orders(self, station_id: str = "", limit: int = 50) -> tuple[KnownOrder, ...]:
        """See `Fleet`; newest first."""
        with self._lock:
            found = [known for known in self._state.orders.values() if station_id in ("", known.station_id)]
        return tuple(reversed(found[-limit:]))

    def report(self, order_id: str) -> str | None:
        """See `Fleet`; reports are kept in memory and lost with it: they are asked for again."""
        with self._lock:
            return self._reports.get(order_id)

    def alerts(self, *, ended: bool = False, limit: int = 100) -> tuple[Alert, ...]:
        """See `Fleet`; newest first."""
        with self._lock:
            found = [alert for alert in self._state.alerts.values() if (alert.ended_at is not None) is ended]
        return tuple(reversed(found[-limit:]))

    def configurations(self) -> tuple[KeptConfiguration, ...]:
        """See `Fleet`; newest first."""
        with self._lock:
            return tuple(reversed(self._state.configurations.values()))

    def roll_outs(self, limit: int = 20) -> tuple[RollOut, ...]:
        """See `Fleet`; newest first."""
        with self._lock:
            found = list(self._state.roll_outs.values())[-limit:]
            return tuple(self._with_takers(going) for going in reversed(found))

    def audit(self, *, before: datetime | None = None, station_id: str = "", limit: int = 100) -> tuple[AuditLine, ...]:
        """See `Fleet`; newest first."""
        with self._lock:
            lines = list(self._state.audit)
        found = (
            line
            for line in reversed(lines)
            if (before is None or line.at < before) and station_id in ("", line.station_id)
        )
        return tuple(line for line, _ in zip(found, range(limit), strict=False))

    def admits(self, station_id: str, serial: str) -> bool:
        """See `Fleet`."""
        with self._lock:
            return self._admits(station_id, serial)

    def admitted(self) -> dict[str, list[str]]:
        """The serials that let each station in: of its identity, and of the one that asked for it by renewal."""
        with self._lock:
            found = ((name, self._serials(known)) for name, known in self._state.stations.items())
            return {name: serials for name, serials in found if serials}

    # stations' own calls

    def beats(self, heartbeats: Iterable[Heartbeat]) -> dict[str, HeartbeatAnswer]:
        """See `Fleet`."""
        now, tick = self._clock.now(), self._clock.monotonic()
        answers = {}
        with self._lock:
            for heartbeat in heartbeats:
                known = self._state.stations.get(heartbeat.station_id)
                if known is None:
                    continue
                self._tell_apart(heartbeat, tick)
                self._last[heartbeat.station_id] = (replace(heartbeat, done=()), now, tick)
                self._fresh[heartbeat.station_id] = (heartbeat, now)
                self._ended += [(heartbeat.station_id, done) for done in heartbeat.done]
                answers[heartbeat.station_id] = self._answer(known)
        return answers

    def _tell_apart(self, heartbeat: Heartbeat, tick: float) -> None:
        """A program that begins anew never speaks as the one before it again; a copy of its identity elsewhere does."""
        name, began = heartbeat.station_id, heartbeat.started_at
        held = self._last.get(name)
        if held is None or held[0].started_at == began:
            return
        left = self._starts.setdefault(name, deque(maxlen=MOST_STARTS))
        if began in left:
            self._doubled[name] = tick
        left.append(held[0].started_at)

    def answers(self) -> dict[str, HeartbeatAnswer]:
        """What stations are to be told now; a station that is told nothing is not among them."""
        with self._lock:
            waiting = self._state.ordered()
            return {
                name: self._answer(known)
                for name, known in self._state.stations.items()
                if known.wanted or name in waiting
            }

    def ended(self, station_id: str, done: OrderDone) -> None:
        """See `Fleet`."""
        with self._lock:
            self._ended.append((station_id, done))

    def configuration_for(self, station_id: str) -> bytes | None:
        """See `Fleet`."""
        with self._lock:
            known = self._state.stations.get(station_id)
            kept = self._state.configurations.get(known.wanted) if known else None
        return sign(self._signer, CONFIGURATION, station_id, kept.toml.encode()) if kept else None

    # decisions

    def issue_token(self, station_id: str, group: str, by: str) -> Outcome[str]:
        """See `Fleet`."""

        def decide() -> Outcome[str]:
            if not STATION.fullmatch(station_id):
                return Refused("bad_station", "a station's id is one to four capital letters and digits")
            known = self._state.stations.get(station_id)
            if known is not None and known.serial and not known.revoked:
                return Refused("enrolled", "this station has an identity; revoke it first, then enrol its machine anew")
            now = self._clock.now()
            token = new_token(station_id, self._authority.fingerprint)
            kept: list[told.FleetEvent] = [
                told.TokenWithdrawn(name, by, now)
                for name, one in self._state.tokens.items()
                if one.open and one.station_id == station_id
            ]
            until = now + self._settings.token_life
            self._keep(*kept, told.TokenIssued(station_id, token_hash(token), until, by, now, group))
            return Done(token)

        return self._via(decide)

    def withdraw_token(self, station_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_token`."""

        def decide() -> Outcome[None]:
            open_ones = [name for name, one in self._state.tokens.items() if one.open and one.station_id == station_id]
            if not open_ones:
                return Refused("no_token")
            self._keep(*(told.TokenWithdrawn(name, by, self._clock.now()) for name in open_ones))
            return Done(None)

        return self._via(decide)

    def enrol(self, token: str, csr: str, machine: str) -> Outcome[Identity]:
        """See `Fleet`."""

        def decide() -> Outcome[Identity]:
            now = self._clock.now()
            named = token_parts(token)
            held = self._state.tokens.get(token_hash(token))
            if named is None or held is None or held.expires_at <= now:
                return NO_TOKEN
            try:
                signed = self._authority.sign(held.station_id, csr, now)
            except BadRequest as error:
                return Refused("bad_csr", str(error))
            name = token_hash(token)
            if not held.open and not self._asks_again(held.station_id, name, signed.key):
                return NO_TOKEN
            self._keep(
                told.StationEnrolled(
                    held.station_id,
                    name,
                    signed.serial,
                    signed.fingerprint,
                    signed.expires_at,
                    now,
                    machine[:80],
                    signed.key,
                )
            )
            with self._lock:
                for kept_of in (self._last, self._starts, self._doubled):
                    kept_of.pop(held.station_id, None)
            return Done(self._identity(held.station_id, signed))

        return self._via(decide)

    def renew(self, station_id: str, serial: str, csr: str) -> Outcome[Identity]:
        """See `Fleet`. Refused: `unknown_identity`, `bad_csr`."""

        def decide() -> Outcome[Identity]:
            if not self._admits(station_id, serial):
                return Refused("unknown_identity")
            now = self._clock.now()
            try:
                signed = self._authority.sign(station_id, csr, now)
            except BadRequest as error:
                return Refused("bad_csr", str(error))
            kept = (signed.serial, signed.fingerprint, signed.expires_at, now, serial)
            self._keep(told.IdentityRenewed(station_id, *kept))
            return Done(self._identity(station_id, signed))

        return self._via(decide)

    def revoke(self, station_id: str, why: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_station`, `bad_reason`."""

        def decide() -> Outcome[None]:
            known = self._state.stations.get(station_id)
            if known is None or not known.serial or known.revoked:
                return Refused("no_station", "no station of this id is let in")
            if why not in {"stolen", "replaced", "retired"}:
                return Refused("bad_reason", "stolen, replaced or retired")
            now = self._clock.now()
            # What was asked of this machine is not asked of the one that takes its place.
            left = (told.OrderWithdrawn(order.id, by, now) for order in self._state.open_orders(station_id))
            self._keep(told.IdentityRevoked(station_id, known.serial, why, by, now), *left)
            return Done(None)

        return self._via(decide)

    def place(
        self, station_id: str, name: str, group: str, place: str, across: float, down: float, by: str
    ) -> Outcome[None]:
        """See `Fleet`. Refused: `no_station`, `bad_place`."""

        def decide() -> Outcome[None]:
            if station_id not in self._state.stations:
                return Refused("no_station")
            words = (name, group, place)
            if not (0 <= across <= 1 and 0 <= down <= 1) or any(len(word) > 60 for word in words):
                return Refused("bad_place", "0 to 1 across and down; words of at most 60 letters")
            now = self._clock.now()
            self._keep(told.StationPlaced(station_id, name, group, place, across, down, by, now))
            return Done(None)

        return self._via(decide)

    def give(self, station_id: str, kind: OrderKind, argument: str, by: str) -> Outcome[str]:
        """See `Fleet`."""

        def decide() -> Outcome[str]:
            known = self._state.stations.get(station_id)
            if known is None or known.revoked:
                return Refused("no_station")
            if len(argument) > 64 or not argument.isascii() or (kind is OrderKind.UPDATE and not argument):
                return Refused("bad_argument", "an update names its release")
            if any(order.kind is kind for order in self._state.open_orders(station_id)):
                return Refused("already", "the same order is open for this station")
            order_id = uuid7(self._clock)
            self._keep(told.OrderGiven(order_id, station_id, kind, argument, by, self._clock.now()))
            return Done(order_id)

        return self._via(decide)

    def withdraw(self, order_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_order`, `ended`."""

        def decide() -> Outcome[None]:
            known = self._state.orders.get(order_id)
            if known is None:
                return Refused("no_order")
            if known.state != "open":
                return Refused("ended")
            self._keep(told.OrderWithdrawn(order_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def take_alert(self, alert_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_alert`, `taken`."""

        def decide() -> Outcome[None]:
            alert = self._state.alerts.get(alert_id)
            if alert is None or alert.ended_at is not None:
                return Refused("no_alert")
            if alert.taken_by:
                return Refused("taken", alert.taken_by)
            self._keep(told.AlertTaken(alert_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def end_alert(self, alert_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_alert`. What still holds is raised anew."""

        def decide() -> Outcome[None]:
            alert = self._state.alerts.get(alert_id)
            if alert is None or alert.ended_at is not None:
                return Refused("no_alert")
            self._keep(told.AlertEnded(alert_id, by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    def keep_configuration(self, name: str, toml: str, by: str) -> Outcome[str]:
        """See `Fleet`. Refused also: `bad_name`."""
        try:
            read_overlay(toml)
        except OverlayInvalid as error:
            return Refused("bad_configuration", str(error))
        if not 0 < len(name.strip()) <= 60:
            return Refused("bad_name", "one to sixty letters")
        digest = sha256(toml.encode())

        def decide() -> Outcome[str]:
            if digest not in self._state.configurations:
                self._keep(told.ConfigurationKept(digest, name.strip(), toml, by, self._clock.now()))
            return Done(digest)

        return self._via(decide)

    def roll_out(self, digest: str, waves: tuple[tuple[str, ...], ...], well_s: int, by: str) -> Outcome[str]:
        """See `Fleet`. Refused: `no_configuration`, `bad_waves`, `going` (another one is under way)."""

        def decide() -> Outcome[str]:
            if digest not in self._state.configurations:
                return Refused("no_configuration")
            if not waves or not 30 <= well_s <= 86_400 or not all(self._state.members(wave) for wave in waves):
                return Refused("bad_waves", "each wave names enrolled stations or groups; 30 s to a day between them")
            if any(going.state == "going" for going in self._state.roll_outs.values()):
                return Refused("going", "one roll-out at a time")
            now, roll_out_id = self._clock.now(), uuid7(self._clock)
            self._keep(
                told.RollOutBegun(roll_out_id, digest, waves, well_s, by, now),
                told.WaveBegun(roll_out_id, 0, by, now),
            )
            return Done(roll_out_id)

        return self._via(decide)

    def stop_roll_out(self, roll_out_id: str, by: str) -> Outcome[None]:
        """See `Fleet`. Refused: `no_roll_out`. Stations that have it keep it."""

        def decide() -> Outcome[None]:
            going = self._state.roll_outs.get(roll_out_id)
            if going is None or going.state != "going":
                return Refused("no_roll_out")
            self._keep(told.RollOutEnded(roll_out_id, "stopped", "", by, self._clock.now()))
            return Done(None)

        return self._via(decide)

    # looking

    def look(self) -> None:
        """What the heartbeats since the last look give cause to decide; on the owner's thread."""
        with self._lock:
            fresh, self._fresh = list(self._fresh.values()), {}
            ended, self._ended = self._ended, []
        self._keep(*self._endings(ended), *self._alerts(), *self._waves())
        if fresh:
            self._heard(fresh)

    def _again(self) -> None:
        def look() -> None:
            self.look()
            self._again()

        self._cancel = self._loop.later(LOOK_S, look)

    def _endings(self, ended: list[tuple[str, OrderDone]]) -> list[told.FleetEvent]:
        kept: list[told.FleetEvent] = []
        seen = set()
        for station_id, done in ended:
            known = self._state.orders.get(done.id)
            if known is None or known.state != "open" or known.station_id != station_id or done.id in seen:
                continue  # said again, or of another station's
            seen.add(done.id)
            if done.report:
                self._hold_report(done.id, done.report)
            kept.append(told.OrderEnded(done.id, station_id, done.outcome, done.code[:60], self._clock.now()))
        return kept

    def _hold_report(self, order_id: str, report: str) -> None:
        with self._lock:
            self._reports[order_id] = report
            while len(self._reports) > MOST_REPORTS:
                del self._reports[next(iter(self._reports))]

    def _alerts(self) -> list[told.FleetEvent]:
        now, tick = self._clock.now(), self._clock.monotonic()
        holding = {
            (station.station_id, rule): detail for station in self.stations() for rule, detail in causes(station, now)
        }
        self._holding = {key: self._holding.get(key, tick) for key in holding}
        open_ones = {(alert.station_id, alert.rule): alert for alert in self._state.open_alerts()}
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
        for going in self._state.roll_outs.values():
            if going.state == "going":
                kept += self._wave(going)
        return kept

    def _wave(self, going: RollOut) -> list[told.FleetEvent]:
        now, tick, name = self._clock.now(), self._clock.monotonic(), going.roll_out_id
        since = self._state.wave_since[name]
        members = [self._with_last(self._state.stations[one]) for one in self._wave_members(going)]
        worse = {
            alert.station_id: alert.rule
            for alert in self._state.open_alerts()
            if alert.since - _HELD.get(alert.rule, timedelta(seconds=HOLDS_S)) >= since
            and alert.rule not in _NOT_ITS_DOING
        }
        unwell = next((code for one in members if (code := self._unwell(one, going, since, worse))), "")
        if unwell:
            self._well_since.pop(name, None)
            return [told.RollOutEnded(name, "unwell", unwell, "hub", now)]
        if not all(_took(one, going.configuration) and not one.stale for one in members):
            self._well_since.pop(name, None)
            return []
        well = tick - self._well_since.setdefault(name, tick)
        if well < self._state.well_s[name]:
            return []
        del self._well_since[name]
        if going.wave + 1 < len(going.waves):
            return [told.WaveBegun(name, going.wave + 1, "hub", now)]
        return [told.RollOutEnded(name, "done", "", "hub", now)]

    def _unwell(self, station: KnownStation, going: RollOut, since: datetime, worse: Mapping[str, str]) -> str:
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

    def _wave_members(self, going: RollOut) -> tuple[str, ...]:
        return self._state.members(frozenset(one for wave in going.waves[: going.wave + 1] for one in wave))

    # parts

    def _keep(self, *kept: told.FleetEvent) -> None:
        self._record.keep([(SUBJECT, event) for event in kept])

    def _identity(self, station_id: str, signed: Signed) -> Identity:
        public = self._signer.public_key().public_bytes_raw().hex()
        return Identity(station_id, signed.pem, self._authority.pem, public, signed.expires_at)

    def _admits(self, station_id: str, serial: str) -> bool:
        known = self._state.stations.get(station_id)
        return known is not None and serial in self._serials(known)

    def _serials(self, known: KnownStation) -> list[str]:
        if not known.serial or known.revoked:
            return []
        now, earlier = self._clock.now(), self._state.earlier.get(known.station_id)
        held = [(known.serial, known.identity_until), *([(earlier.serial, earlier.until)] if earlier else ())]
        return [serial for serial, until in held if until is None or until > now]

    def _asks_again(self, station_id: str, token: str, key: str) -> bool:
        """Whether this machine was enrolled by this token, and says so once more because it heard no answer."""
        known = self._state.stations[station_id]
        return self._state.enrolled_by.get(station_id) == (token, key) and not known.revoked

    def _answer(self, known: KnownStation) -> HeartbeatAnswer:
        return HeartbeatAnswer(self._state.open_orders(known.station_id), known.wanted, self._settings.heartbeat_s)

    def _with_last(self, known: KnownStation) -> KnownStation:
        held = self._last.get(known.station_id)
        tick = self._clock.monotonic()
        if held is None:
            return replace(known, stale=tick - self._started > STALE_S)
        heartbeat, heard_at, since = held
        spoke = self._doubled.get(known.station_id)
        doubled = spoke is not None and tick - spoke < DOUBLED_S
        return replace(known, last=heartbeat, heard_at=heard_at, stale=tick - since > STALE_S, doubled=doubled)

    def _with_takers(self, going: RollOut) -> RollOut:
        members = self._wave_members(going) if going.wave >= 0 else ()
        said = {one: held[0].configuration for one in members if (held := self._last.get(one)) is not None}
        took = tuple(one for one in members if said.get(one) == going.configuration)
        waits = tuple(one for one in members if said.get(one) != going.configuration)
        return replace(going, took=took, waits=waits)


def _took(station: KnownStation, configuration: str) -> bool:
    return station.last is not None and station.last.configuration == configuration
