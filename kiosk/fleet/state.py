"""The fleet as its events tell it: stations, tokens, orders, alerts, configurations, roll-outs, and the audit trail."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Collection, MutableMapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from kiosk.cashier import user_events as users
from kiosk.fleet import events as told
from kiosk.fleet.ports import Alert, AuditLine, KeptConfiguration, KnownOrder, KnownStation, RollOut
from kiosk.fleet.values import OWN_FILE, Order

CONSOLE = "console"
"""In place of a desk: an account that comes in at the fleet's console."""
MOST_AUDIT = 20_000
"""Lines of the trail held in memory; the journal holds all of them."""
MOST_ENDED = 5_000
"""Ended orders and alerts held in memory."""


@dataclass(frozen=True, slots=True)
class Token:
    """An enrolment token that was given out: for which station, until when, and whether it still opens anything."""

    station_id: str
    group: str
    expires_at: datetime
    open: bool = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """An identity whose renewal was answered, perhaps unheard: the certificate's serial and last moment."""

    serial: str
    until: datetime | None


class FleetState:
    """A projection. `apply` takes every event of the hub's journal in order and ignores what is not the fleet's."""

    def __init__(self) -> None:
        self.stations: dict[str, KnownStation] = {}
        self.tokens: dict[str, Token] = {}
        self.orders: OrderedDict[str, KnownOrder] = OrderedDict()
        self.alerts: OrderedDict[str, Alert] = OrderedDict()
        self.configurations: dict[str, KeptConfiguration] = {}
        self.roll_outs: dict[str, RollOut] = {}
        self.wave_since: dict[str, datetime] = {}
        """When each roll-out's present wave began."""
        self.well_s: dict[str, int] = {}
        """Seconds each roll-out's stations must do well before the next wave."""
        self.before: dict[str, dict[str, str]] = {}
        """Of each roll-out: what its stations were to have before it."""
        self.audit: deque[AuditLine] = deque(maxlen=MOST_AUDIT)
        self.earlier: dict[str, Earlier] = {}
        """Of each station that renewed: the identity that asked."""
        self.enrolled_by: dict[str, tuple[str, str]] = {}
        """Of each station: the token's SHA-256 and its key's."""
        self._open_alerts: dict[str, None] = {}
        self._open_orders: dict[str, dict[str, None]] = {}
        self._over_alerts: deque[str] = deque()
        self._over_orders: deque[str] = deque()

    def apply(self, event: object) -> None:
        """Take in an event that is in the journal."""
        if isinstance(event, told.FleetEvent):
            self._apply(event)
            line = self._about(audit_line(event), event)
        else:
            line = account_line(event)
        if line is not None:
            self.audit.append(line)

    def open_orders(self, station_id: str) -> tuple[Order, ...]:
        """What the station still has to do, oldest first."""
        return tuple(self.orders[name].order for name in self._open_orders.get(station_id, ()))

    def ordered(self) -> Collection[str]:
        """Stations that still have something to do."""
        return self._open_orders.keys()

    def open_alerts(self) -> tuple[Alert, ...]:
        """Alerts that are not over, oldest first."""
        return tuple(self.alerts[name] for name in self._open_alerts)

    def members(self, wave: Collection[str]) -> tuple[str, ...]:
        """The enrolled stations a wave names, by their ids or their groups."""
        return tuple(
            station.station_id
            for station in sorted(self.stations.values(), key=lambda one: one.station_id)
            if station.enrolled_at is not None
            and not station.revoked
            and (station.station_id in wave or (station.group and station.group in wave))
        )

    def _about(self, line: AuditLine | None, event: told.FleetEvent) -> AuditLine | None:
        """The line with what an event only names: an alert's station and rule, an order's station and kind."""
        match event:
            case told.AlertTaken(alert_id=name) | told.AlertEnded(alert_id=name) if line and name in self.alerts:
                alert = self.alerts[name]
                return replace(line, station_id=alert.station_id, detail=alert.rule)
            case told.OrderWithdrawn(order_id=name) | told.OrderEnded(order_id=name) if line and name in self.orders:
                order = self.orders[name]
                return replace(line, station_id=order.station_id, detail=f"{order.order.kind} {line.detail}".strip())
        return line

    def _station(self, station_id: str, **changes: object) -> None:
        known = self.stations.get(station_id) or KnownStation(station_id)
        self.stations[station_id] = replace(known, **changes)  # type: ignore[arg-type]

    def _apply(self, event: told.FleetEvent) -> None:
        match event:
            case told.TokenIssued():
                self.tokens[event.token_sha256] = Token(event.station_id, event.group, event.expires_at)
                known = self.stations.get(event.station_id)
                self._station(event.station_id, group=event.group or (known.group if known else ""))
            case told.TokenWithdrawn():
                self._shut(event.token_sha256)
            case told.StationEnrolled():
                self._shut(event.token_sha256)
                self.enrolled_by[event.station_id] = (event.token_sha256, event.key_sha256)
                self.earlier.pop(event.station_id, None)
                self._station(
                    event.station_id,
                    enrolled_at=event.at,
                    identity_until=event.expires_at,
                    serial=event.serial,
                    revoked=False,
                    heard_at=None,
                    last=None,
                )
            case told.IdentityRenewed():
                self._renewed(event)
            case told.IdentityRevoked():
                self._station(event.station_id, revoked=True)
                self.earlier.pop(event.station_id, None)
            case told.StationPlaced():
                self._station(
                    event.station_id,
                    name=event.name,
                    group=event.group,
                    place=event.place,
                    across=event.across,
                    down=event.down,
                )
            case told.OrderGiven():
                order = Order(event.order_id, event.kind, event.by, event.at, event.argument)
                self.orders[event.order_id] = KnownOrder(order, event.station_id)
                self._open_orders.setdefault(event.station_id, {})[event.order_id] = None
            case told.OrderEnded():
                self._end_order(event.order_id, str(event.outcome), event.code, event.at)
            case told.OrderWithdrawn():
                self._end_order(event.order_id, "withdrawn", "", event.at)
            case told.ConfigurationKept():
                kept = KeptConfiguration(event.sha256, event.name, event.toml, event.by, event.at)
                self.configurations[event.sha256] = kept
            case told.AlertRaised():
                alert = Alert(event.alert_id, event.station_id, event.rule, event.detail, event.at)
                self.alerts[event.alert_id] = alert
                self._open_alerts[event.alert_id] = None
            case told.AlertTaken() if event.alert_id in self.alerts:
                self.alerts[event.alert_id] = replace(self.alerts[event.alert_id], taken_by=event.by)
            case told.AlertEnded() if event.alert_id in self.alerts:
                self.alerts[event.alert_id] = replace(self.alerts[event.alert_id], ended_at=event.at)
                if event.alert_id in self._open_alerts:
                    del self._open_alerts[event.alert_id]
                    _forget(self.alerts, self._over_alerts, event.alert_id)
            case told.RollOutBegun() | told.WaveBegun() | told.RollOutEnded():
                self._roll(event)
            case _:
                pass

    def _shut(self, token_sha256: str) -> None:
        token = self.tokens.get(token_sha256)
        if token is not None:
            self.tokens[token_sha256] = replace(token, open=False)

    def _end_order(self, order_id: str, state: str, code: str, at: datetime) -> None:
        known = self.orders.get(order_id)
        if known is None:
            return
        self.orders[order_id] = replace(known, state=state, code=code, ended_at=at)
        waiting = self._open_orders.get(known.station_id, {})
        if order_id in waiting:
            del waiting[order_id]
            if not waiting:
                del self._open_orders[known.station_id]
            _forget(self.orders, self._over_orders, order_id)

    def _renewed(self, event: told.IdentityRenewed) -> None:
        known = self.stations.get(event.station_id)
        held = self.earlier.get(event.station_id)
        if known is not None and not (held is not None and held.serial == event.before):
            self.earlier[event.station_id] = Earlier(event.before or known.serial, known.identity_until)
        self._station(event.station_id, identity_until=event.expires_at, serial=event.serial)

    def _roll(self, event: told.RollOutBegun | told.WaveBegun | told.RollOutEnded) -> None:
        match event:
            case told.RollOutBegun():
                self.roll_outs[event.roll_out_id] = RollOut(
                    event.roll_out_id, event.configuration, event.waves, -1, "going", "", event.by, event.at
                )
                self.well_s[event.roll_out_id] = event.well_s
                self.before[event.roll_out_id] = {}
            case told.WaveBegun() if event.roll_out_id in self.roll_outs:
                going = self.roll_outs[event.roll_out_id]
                self.roll_outs[event.roll_out_id] = replace(going, wave=event.wave)
                self.wave_since[event.roll_out_id] = event.at
                for station_id in self.members(going.waves[event.wave]):
                    self.before[event.roll_out_id].setdefault(station_id, self.stations[station_id].wanted or OWN_FILE)
                    self._station(station_id, wanted=going.configuration)
            case told.RollOutEnded() if event.roll_out_id in self.roll_outs:
                going = self.roll_outs[event.roll_out_id]
                self.roll_outs[event.roll_out_id] = replace(going, state=event.outcome, code=event.code)
                if event.outcome == "unwell":
                    for station_id, wanted in self.before[event.roll_out_id].items():
                        self._station(station_id, wanted=wanted)
            case _:
                pass


def audit_line(event: told.FleetEvent) -> AuditLine | None:
    """An event as a line of the trail; what nobody decided (an alert raised or over by itself) is none."""
    what = type(event).__name__
    by = getattr(event, "by", "hub")
    station = getattr(event, "station_id", "")
    match event:
        case told.AlertRaised():
            return None
        case told.AlertEnded(by="hub"):
            return None
        case told.OrderGiven(kind=kind, argument=argument):
            detail = f"{kind} {argument}".strip()
        case told.OrderEnded(outcome=outcome, code=code):
            detail, by = f"{outcome} {code}".strip(), station
        case told.StationEnrolled(serial=serial, machine=machine):
            detail, by = f"{serial[:12]} {machine}".strip(), station
        case told.IdentityRenewed(serial=serial):
            detail, by = serial[:12], station
        case told.IdentityRevoked(why=why, serial=serial):
            detail = f"{why} {serial[:12]}".strip()
        case told.StationPlaced(name=name, group=group, place=place):
            detail = " · ".join(part for part in (name, group, place) if part)
        case told.ConfigurationKept(sha256=sha256, name=name):
            detail = f"{name} {sha256[:12]}"
        case told.RollOutBegun(configuration=configuration, waves=waves):
            detail = f"{configuration[:12]} 1/{len(waves)}"
        case told.WaveBegun(roll_out_id=roll_out_id, wave=wave):
            detail = f"{roll_out_id[-6:]} {wave + 1}"
        case told.RollOutEnded(roll_out_id=roll_out_id, outcome=outcome, code=code):
            detail = f"{roll_out_id[-6:]} {outcome} {code}".strip()
        case told.TokenIssued(group=group):
            detail = group
        case _:
            detail = ""
    at = getattr(event, "at")  # noqa: B009 - every one of them has it, the root does not
    return AuditLine(at, by, what, station, detail)


def account_line(event: object) -> AuditLine | None:
    """What happened to an account, or at the console's entrance, as a line; who comes to a desk is none of it."""
    what = type(event).__name__
    match event:
        case users.SignedIn(user=user, desk=desk, at=at) | users.PinWrong(user=user, desk=desk, at=at):
            return AuditLine(at, user, what, "", "") if desk == CONSOLE else None
        case users.UserLocked(user=user, at=at):
            return AuditLine(at, "hub", what, "", user)
        case users.UserAdded(user=user, roles=roles, by=by, at=at):
            return AuditLine(at, by, what, "", f"{user} {'+'.join(roles)}")
        case users.UserRemoved(user=user, by=by, at=at) | users.PinChanged(user=user, by=by, at=at):
            return AuditLine(at, by, what, "", user)
    return None


def _forget(held: MutableMapping[str, Any], over: deque[str], name: str) -> None:
    """What is over is held for a while: the oldest goes when there are too many."""
    over.append(name)
    if len(over) > MOST_ENDED:
        held.pop(over.popleft(), None)
