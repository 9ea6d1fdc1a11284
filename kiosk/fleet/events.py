"""What is decided about the fleet, as the hub's journal keeps it: that is its audit trail. Telemetry is not here.

`by` is a named user of the hub (`hub` for what it does by itself). No event holds a secret: of a token only its
SHA-256, of an identity its certificate's serial and fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from kiosk.fleet.values import OrderKind, OrderOutcome


@dataclass(frozen=True, slots=True)
class FleetEvent:
    """Something decided about stations; `version` is the schema version its rows carry."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class TokenIssued(FleetEvent):
    """Whoever holds the token may enrol this station once, until then."""

    station_id: str
    token_sha256: str
    expires_at: datetime
    by: str
    at: datetime
    group: str = ""


@dataclass(frozen=True, slots=True)
class TokenWithdrawn(FleetEvent):
    token_sha256: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StationEnrolled(FleetEvent):
    """The token was used, and the station has an identity; an earlier one of the same station is worth nothing now."""

    station_id: str
    token_sha256: str
    serial: str
    fingerprint: str
    expires_at: datetime
    at: datetime
    machine: str = ""
    key_sha256: str = ""
    """Of the public key: the same machine may ask again with the same token, when the answer was lost on its way."""


@dataclass(frozen=True, slots=True)
class IdentityRenewed(FleetEvent):
    """`before` is the serial that asked; it lets the station in until its own end, should the answer have been lost."""

    station_id: str
    serial: str
    fingerprint: str
    expires_at: datetime
    at: datetime
    before: str = ""


@dataclass(frozen=True, slots=True)
class IdentityRevoked(FleetEvent):
    """The station is let in no more; `why` is a code: `stolen`, `replaced`, `retired`."""

    station_id: str
    serial: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StationPlaced(FleetEvent):
    """Where a station stands (on the console's map: 0 to 1 across and down), what it is called, its group."""

    station_id: str
    name: str
    group: str
    place: str
    across: float
    down: float
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderGiven(FleetEvent):
    order_id: str
    station_id: str
    kind: OrderKind
    argument: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderEnded(FleetEvent):
    order_id: str
    station_id: str
    outcome: OrderOutcome
    code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OrderWithdrawn(FleetEvent):
    order_id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ConfigurationKept(FleetEvent):
    """A configuration the hub can give out. `toml` has `{station}` places filled in for each station when signed."""

    sha256: str
    name: str
    toml: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RollOutBegun(FleetEvent):
    """`waves` are groups or stations in turn, the canary first; a wave goes once the one before was well `well_s`."""

    roll_out_id: str
    configuration: str
    waves: tuple[tuple[str, ...], ...]
    well_s: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WaveBegun(FleetEvent):
    roll_out_id: str
    wave: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RollOutEnded(FleetEvent):
    """`outcome`: `done`, `stopped` (by a person), `unwell` (taken back by the hub); `code`: what was seen."""

    roll_out_id: str
    outcome: str
    code: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertRaised(FleetEvent):
    """`rule` is the alert's code (`silent`, `reader`, `paper`, …), `detail` a code or figure; nobody's data."""

    alert_id: str
    station_id: str
    rule: str
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertTaken(FleetEvent):
    alert_id: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class AlertEnded(FleetEvent):
    """It is over, by what the station says or by a person (`by`)."""

    alert_id: str
    by: str
    at: datetime
