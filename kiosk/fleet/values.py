"""A station as the fleet sees it: its heartbeat, its devices, its orders. Nobody's data has a place in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

HEARTBEAT_S = 30.0
"""Seconds between two heartbeats of a station; the hub may ask for another pause in its answer."""
OWN_FILE = "own"
"""In place of a configuration's SHA-256: the station's own file, with nothing of the hub's laid over it."""
STALE_S = 120.0
"""Seconds without one after which a station stands out."""

DEVICES = (
    "reader",
    "camera",
    "printer",
    "scanner",
    "screen",
    "audio",
    "disk",
    "clock",
    "his",
    "insurer",
    "bank",
    "hub",
)
"""What a heartbeat may speak of, in the order shown; the neighbours as the station sees them among them."""


class StationState(StrEnum):
    """What a station does at the moment."""

    STARTING = "starting"
    WELCOME = "welcome"
    """Free, and a patient may begin."""
    VISIT = "visit"
    """A patient stands there."""
    CLOSED = "closed"
    """It cannot serve, for reasons of its own; `problems` says why."""
    OUT_OF_SERVICE = "out_of_service"
    """Staff or IT took it out of service."""
    TRAINING = "training"
    """Staff practise with virtual cards; nothing reaches the hospital's systems."""


class DeviceState(StrEnum):
    """How a device or a neighbour does, as far as the station knows."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    OFF = "off"
    """The station has none, or does not use it."""
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """What a station says of itself every half minute.

    `step` is the screen's code (`kiosk.visit.view.Screen`), `visit_s` for how long the present visit goes on (0 without
    one), `last_visit_s` how long ago the last one ended (None before the first). `undelivered` counts what the station
    still owes the HIS, `behind` its journal rows the hub does not have yet. `problems` are codes, at most 20.
    `done` are the ids of orders that were carried out or given up since the last answered heartbeat; `waits` those that
    are not yet, as (id, code): what an update waits for, like `undelivered`, or that it is `installing`.
    """

    station_id: str
    sent_at: datetime
    version: str
    configuration: str
    """SHA-256 of the hub's configuration in force, hexadecimal, or `OWN_FILE`."""
    state: StationState
    step: str = ""
    started_at: datetime | None = None
    visit_s: int = 0
    last_visit_s: int | None = None
    visits_today: int = 0
    undelivered: int = 0
    behind: int = 0
    devices: tuple[tuple[str, DeviceState, str], ...] = ()
    """(device of `DEVICES`, state, code)."""
    problems: tuple[str, ...] = ()
    done: tuple[OrderDone, ...] = ()
    waits: tuple[tuple[str, str], ...] = ()


class OrderKind(StrEnum):
    """What IT can tell a station to do."""

    OUT_OF_SERVICE = "out_of_service"
    IN_SERVICE = "in_service"
    RESTART = "restart"
    """The station's programs start anew once no patient stands there."""
    REPRINT = "reprint"
    """The last slip once more; `argument` may name a visit."""
    DIAGNOSTICS = "diagnostics"
    """Doctor's report, versions and the log's last lines, without personal data, come to the hub."""
    UPDATE = "update"
    """Install the release `argument` names, when idle and nothing is undelivered; it waits for that, and says so."""


@dataclass(frozen=True, slots=True)
class Order:
    """An order to one station; `id` is a UUIDv7, so that it is carried out once."""

    id: str
    kind: OrderKind
    by: str
    at: datetime
    argument: str = ""


class OrderOutcome(StrEnum):
    """How an order ended at the station."""

    DONE = "done"
    REFUSED = "refused"
    """The station may not do it now; `code` says why, like `undelivered` or `in_visit`."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class OrderDone:
    """A station's word about an order; `report` is what it was asked to collect (JSON), at most 256 KiB."""

    id: str
    outcome: OrderOutcome
    code: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class HeartbeatAnswer:
    """The hub's answer: open orders, oldest first; the configuration wanted (SHA-256, "" = keep); the next pause."""

    orders: tuple[Order, ...] = ()
    configuration: str = ""
    heartbeat_s: float = HEARTBEAT_S
