"""Every metric there is, and every label with all its values: the allow-list of what is told to Prometheus.

A label's value is one of a short list, or has the shape of a station's id or a release. Whatever else is handed over
is told as `other`, so that a name or a number has no way here and the number of series stays bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from kiosk.fleet.values import DEVICES, DeviceState, StationState
from kiosk.visit.errands import ERRANDS
from kiosk.visit.values import Ending, Reason
from kiosk.visit.visit import JOURNEYS, WITH_CHIP_CARD

OTHER = "other"
NONE = "none"

_WORKS = """
read-card recheck-card confirm-card print reprint call-staff staff open-order ask-order draw-number reserve-block
report-number tell-unverified note-reprint delivery-send delivery-ask heartbeat diagnostics report configuration renew
journal-rows fetch-notices settle-notices make-order bank-credits coverage-find coverage-ask station-history
his-receipts suggestions read-statement card-charge card-abort card-ask retention archives service-quality admin update
ask-insurer ask-patient ask-departments ask-bills ask-results ask-positions ask-notices
"""
_DOORS = """
orders calls queue insurance journal fleet desk console health q static fonts peers
authority enrol heartbeat configuration ended renew releases
"""
_RULES = "silent two_places identity closed paper undelivered behind long_visit configuration"
_BOOKS = "ok behind silent off fork broken gap"
WORKS = frozenset(_WORKS.split())
"""What an owner thread hands to its workers (`kiosk.loop.Loop.work`)."""
DOORS = frozenset(_DOORS.split())
"""The first part of the hub's paths, and of its gate's."""
RULES = frozenset((*_RULES.split(), *DEVICES))
"""What an alert may be about (`kiosk.fleet.rules`)."""


def _one_of(values: Iterable[str]) -> Callable[[str], bool]:
    return frozenset(map(str, values)).__contains__


def _shaped(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


LABELS: dict[str, Callable[[str], bool]] = {
    "journey": _one_of(("registration", *ERRANDS)),
    "ending": _one_of(Ending),
    "reason": _one_of(reason.name.lower() for reason in Reason),
    "step": _one_of({*WITH_CHIP_CARD, *(step for journey in JOURNEYS.values() for step in journey)}),
    "work": _one_of(WORKS),
    "outcome": _one_of(("done", "refused", "unknown", "failed")),
    "device": _one_of(DEVICES),
    "state": _one_of((*DeviceState, *StationState, "silent")),
    "door": _one_of(DOORS),
    "status": _one_of(("2xx", "3xx", "4xx", "5xx")),
    "rule": _one_of(RULES),
    "books": _one_of(_BOOKS.split()),
    "certificate": _one_of(("authority", "gate")),
    "station": _shaped("[A-Z0-9]{1,4}"),
    "version": _shaped(r"[0-9]{1,4}(\.[0-9]{1,4}){1,3}([.+-]?[a-z0-9]{1,12})?"),
}
"""Whether a value may stand under a label."""

MOST_STATIONS = 2_000
"""Beyond so many the fleet is told by sums alone: a country's console is not its Prometheus."""

Kind = Literal["counter", "gauge", "histogram"]
SHORT = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
OF_PEOPLE = (1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0, 180.0, 300.0, 600.0)


@dataclass(frozen=True, slots=True)
class Family:
    """One metric: what it is, in one sentence, its labels, and for a histogram its buckets in seconds."""

    name: str
    kind: Kind
    about: str
    labels: tuple[str, ...] = ()
    buckets: tuple[float, ...] = ()


COMMON = (
    Family("kiosk_build", "gauge", "1 for the release that runs.", ("version",)),
    Family("kiosk_answers", "gauge", "1 while the program's own thread answers a look, 0 while it does not."),
    Family("kiosk_disk_free_ratio", "gauge", "What is free of the disk with the journal, 0 to 1."),
    Family(
        "kiosk_work_seconds", "histogram", "Calls that block, by name and how they ended.", ("work", "outcome"), SHORT
    ),
    Family("kiosk_visits_total", "counter", "Visits that ended.", ("journey", "ending", "reason")),
    Family("kiosk_visit_step_seconds", "histogram", "Time at a step of a visit.", ("step",), OF_PEOPLE),
)
STATION = (
    *COMMON,
    Family("kiosk_in_service", "gauge", "1 while patients are served, 0 out of service."),
    Family("kiosk_state", "gauge", "1 for the state the station is in.", ("state",)),
    Family("kiosk_visit_running_seconds", "gauge", "How long the present visit goes on, 0 without one."),
    Family("kiosk_since_visit_seconds", "gauge", "How long ago the last visit ended; absent before the first."),
    Family("kiosk_device_state", "gauge", "1 for how a device did when it was last used.", ("device", "state")),
    Family("kiosk_undelivered", "gauge", "What the HIS and the hub have yet to hear."),
    Family("kiosk_rows_behind", "gauge", "Journal rows the hub's database does not have."),
    Family("kiosk_journal_commit_seconds", "histogram", "From a journal's write to its being on the disk.", (), SHORT),
    Family("kiosk_journal_rows_total", "counter", "Rows written to the journal."),
)
HUB = (
    *COMMON,
    Family(
        "kiosk_hub_door_seconds", "histogram", "Requests, by the first part of the path.", ("door", "status"), SHORT
    ),
    Family("kiosk_hub_intake_seconds", "histogram", "Batches of journal rows taken in.", ("outcome",), SHORT),
    Family("kiosk_hub_rows_total", "counter", "Stations' journal rows taken in."),
    Family("kiosk_hub_rows_behind", "gauge", "The hub's own journal rows not yet in its database."),
    Family("kiosk_hub_books", "gauge", "1 for how the hub's rows come into its database.", ("books",)),
    Family("kiosk_hub_heartbeats_total", "counter", "Stations' heartbeats heard."),
    Family("kiosk_hub_stations", "gauge", "Enrolled stations, by state; silent is two minutes unheard.", ("state",)),
    Family("kiosk_hub_station_silent", "gauge", "1 for a station unheard for two minutes, else 0.", ("station",)),
    Family("kiosk_hub_station_device", "gauge", "1 for a device that warns or fails.", ("station", "device", "state")),
    Family("kiosk_hub_station_undelivered", "gauge", "What a station's HIS has yet to hear.", ("station",)),
    Family(
        "kiosk_hub_station_behind", "gauge", "A station's rows the hub does not have, by its own word.", ("station",)
    ),
    Family("kiosk_hub_station_identity_days", "gauge", "Days until a station's certificate ends.", ("station",)),
    Family("kiosk_hub_certificate_days", "gauge", "Days until a certificate of the hub ends.", ("certificate",)),
    Family("kiosk_hub_fleet_orders", "gauge", "Orders to stations that are not carried out yet."),
    Family("kiosk_hub_alerts", "gauge", "Open alerts of the fleet.", ("rule",)),
    Family("kiosk_hub_takes_writes", "gauge", "1; 0 while the hub's disk is full and it refuses what it must write."),
    Family("kiosk_hub_orders", "gauge", "Payment orders that can still be paid."),
    Family("kiosk_hub_credits_unmatched", "gauge", "Money that waits for a cashier."),
    Family("kiosk_hub_postings_unsettled", "gauge", "Payments whose posting to the HIS is not settled."),
    Family("kiosk_hub_calls", "gauge", "Stations' and the hub's calls for a person."),
    Family("kiosk_hub_checks_later", "gauge", "Insurance checks to be made later."),
    Family("kiosk_hub_bank_up", "gauge", "1 while the bank's feed answers, 0 while not; absent without one."),
    Family("kiosk_hub_sessions", "gauge", "People signed in at desks."),
)
GATE = (
    COMMON[0],
    Family(
        "kiosk_gate_door_seconds",
        "histogram",
        "Requests at the gate, by the path's beginning.",
        ("door", "status"),
        SHORT,
    ),
    Family("kiosk_gate_connections", "gauge", "Stations' and browsers' connections."),
    Family("kiosk_gate_hub_answers", "gauge", "1 while the hub behind the gate answers, 0 while it does not."),
    Family("kiosk_gate_beats_waiting", "gauge", "Stations whose newest heartbeat the hub has not been told."),
    Family("kiosk_gate_batches_waiting", "gauge", "Batches of journal rows that wait to be handed on."),
    Family("kiosk_gate_rows_bytes", "gauge", "Bytes of journal rows held by the gate; from 64 MiB it tells to wait."),
)
PROCESS = (
    "process_cpu_seconds_total",
    "process_max_fds",
    "process_open_fds",
    "process_resident_memory_bytes",
    "process_start_time_seconds",
    "process_virtual_memory_bytes",
)
"""What Prometheus' own client tells of a process."""


def fitting(label: str, value: str) -> str:
    """The value if it may stand under this label, else `other`; nothing at all is `none`.

    :raises KeyError: for a label that is not allowed.
    """
    may = LABELS[label]
    return value if may(value) else (OTHER if value else NONE)
