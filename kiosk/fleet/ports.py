"""What the console, the command line and the gate may ask of the fleet's desk at the hub."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from his_client.outcome import Outcome
from kiosk.fleet.values import Heartbeat, HeartbeatAnswer, Order, OrderDone, OrderKind


@dataclass(frozen=True, slots=True)
class KnownStation:
    """A station the hub knows: enrolled, or waiting for it. `last` is its newest heartbeat, `heard_at` the hub's time
    of it; `stale` once nothing was heard for two minutes."""

    station_id: str
    name: str = ""
    group: str = ""
    place: str = ""
    across: float = 0.5
    down: float = 0.5
    enrolled_at: datetime | None = None
    identity_until: datetime | None = None
    serial: str = ""
    revoked: bool = False
    last: Heartbeat | None = None
    heard_at: datetime | None = None
    stale: bool = True
    wanted: str = ""
    """SHA-256 of the configuration it shall have; "" for the one it has."""
    doubled: bool = False
    """Two machines have spoken with its identity in the last minutes: one of them has a copy."""


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order and what became of it: `state` is `open`, `done`, `refused`, `failed` or `withdrawn`. `waits` is what an
    open one waits for, by the station's last word."""

    order: Order
    station_id: str
    state: str = "open"
    code: str = ""
    ended_at: datetime | None = None
    waits: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """Something at a station that somebody should look at. `taken_by` is whoever said so, "" before."""

    alert_id: str
    station_id: str
    rule: str
    detail: str
    since: datetime
    taken_by: str = ""
    ended_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptConfiguration:
    """A configuration the hub can give out."""

    sha256: str
    name: str
    toml: str = field(repr=False)
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RollOut:
    """A configuration on its way: which wave it is at, and the stations that took it or are unwell."""

    roll_out_id: str
    configuration: str
    waves: tuple[tuple[str, ...], ...]
    wave: int
    state: str
    """`going`, `done`, `stopped` or `unwell`."""
    code: str
    by: str
    at: datetime
    took: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """What a station gets when it enrols or renews: PEM texts; `hub_key` verifies configurations (Ed25519, 64
    hexadecimal digits)."""

    station_id: str
    certificate: str
    authority: str
    hub_key: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One decision, newest first when listed: who, when, what (a code), about which station, in which words."""

    at: datetime
    by: str
    what: str
    station_id: str
    detail: str


class Fleet(Protocol):
    """The fleet's desk. Thread-safe: what changes something is done on the hub's owner thread and journalled first."""

    def stations(self) -> tuple[KnownStation, ...]: ...
    def station(self, station_id: str) -> KnownStation | None: ...
    def issue_token(self, station_id: str, group: str, by: str) -> Outcome[str]:
        """A one-time token in clear, shown once. Refused: `bad_station`, `enrolled` (revoke first)."""
        ...

    def withdraw_token(self, station_id: str, by: str) -> Outcome[None]: ...
    def enrol(self, token: str, csr: str, machine: str) -> Outcome[Identity]:
        """Refused: `bad_token` (unknown, used, withdrawn or too old, all alike), `bad_csr`."""
        ...

    def renew(self, station_id: str, serial: str, csr: str) -> Outcome[Identity]: ...
    def revoke(self, station_id: str, why: str, by: str) -> Outcome[None]: ...
    def place(
        self, station_id: str, name: str, group: str, place: str, across: float, down: float, by: str
    ) -> Outcome[None]: ...
    def admits(self, station_id: str, serial: str) -> bool:
        """Whether this certificate is the station's present one; asked at every request, so it is quick."""
        ...

    def beats(self, heartbeats: Iterable[Heartbeat]) -> dict[str, HeartbeatAnswer]:
        """Many at once; the answer of each station that is known."""
        ...

    def ended(self, station_id: str, done: OrderDone) -> None: ...
    def give(self, station_id: str, kind: OrderKind, argument: str, by: str) -> Outcome[str]:
        """An order's id. Refused: `no_station`, `bad_argument`, `already` (the same is open)."""
        ...

    def withdraw(self, order_id: str, by: str) -> Outcome[None]: ...
    def orders(self, station_id: str = "", limit: int = 50) -> tuple[KnownOrder, ...]: ...
    def report(self, order_id: str) -> str | None:
        """What a station collected for an order, JSON."""
        ...

    def alerts(self, *, ended: bool = False, limit: int = 100) -> tuple[Alert, ...]: ...
    def take_alert(self, alert_id: str, by: str) -> Outcome[None]: ...
    def end_alert(self, alert_id: str, by: str) -> Outcome[None]: ...
    def keep_configuration(self, name: str, toml: str, by: str) -> Outcome[str]:
        """Its SHA-256. Refused: `bad_configuration`, with the first problem as `config check` says it."""
        ...

    def configurations(self) -> tuple[KeptConfiguration, ...]: ...
    def configuration_for(self, station_id: str) -> bytes | None:
        """The signed bundle of what the station shall have (`kiosk.fleet.signing`), or None when it has it."""
        ...

    def roll_out(self, sha256: str, waves: tuple[tuple[str, ...], ...], well_s: int, by: str) -> Outcome[str]: ...
    def stop_roll_out(self, roll_out_id: str, by: str) -> Outcome[None]: ...
    def roll_outs(self, limit: int = 20) -> tuple[RollOut, ...]: ...
    def audit(
        self, *, before: datetime | None = None, station_id: str = "", limit: int = 100
    ) -> tuple[AuditLine, ...]: ...
