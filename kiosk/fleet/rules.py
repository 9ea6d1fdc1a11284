"""What a station's heartbeat gives cause to look at: pure rules, each with a code that the documents explain.

What flickers is no alert: a rule must hold for `HOLDS_S` before it is raised, and an alert ends by itself once its
rule has not held for as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from kiosk.fleet.ports import KnownStation
from kiosk.fleet.values import DEVICES, DeviceState, Heartbeat, StationState

HOLDS_S = 45.0
"""Seconds a rule holds before its alert is raised: more than one heartbeat."""
UNDELIVERED = 20
BEHIND = 2_000
"""Rows not yet at the HIS, and not yet at the hub, from which on somebody should look."""
IDENTITY = timedelta(days=21)
LONG_VISIT_S = 1_200
MOST_DETAIL = 80
DOUBLED_S = 300.0
"""Seconds for which two machines that spoke in turn with one identity count as two."""
AT_ONCE = frozenset({"silent", "two_places"})
"""Rules that need not hold any longer: a silent station has been so for two minutes already."""


def causes(station: KnownStation, now: datetime) -> Iterator[tuple[str, str]]:
    """(rule, detail) of all that holds at this moment; a station that nobody enrolled yet has none."""
    if station.enrolled_at is None or station.revoked:
        return
    if station.doubled:
        yield "two_places", ""
    if station.stale:
        yield "silent", station.heard_at.isoformat(timespec="seconds") if station.heard_at else "never"
        return
    if station.identity_until is not None and station.identity_until - now < IDENTITY:
        yield "identity", station.identity_until.date().isoformat()
    if station.last is not None:
        yield from _of_heartbeat(station.last, station.wanted)


def _of_heartbeat(last: Heartbeat, wanted: str) -> Iterator[tuple[str, str]]:
    if last.state is StationState.CLOSED:
        yield "closed", ",".join(last.problems)[:MOST_DETAIL]
    # A station is believed about the devices there are, and about each once: it cannot make up alerts.
    for device, (state, code) in {name: (state, code) for name, state, code in last.devices if name in DEVICES}.items():
        if state is DeviceState.FAIL:
            yield device, code[:MOST_DETAIL] or "fail"
        elif state is DeviceState.WARN and device == "printer":
            yield "paper", code[:MOST_DETAIL] or "low"
    if last.undelivered >= UNDELIVERED:
        yield "undelivered", str(last.undelivered)
    if last.behind >= BEHIND:
        yield "behind", str(last.behind)
    if last.visit_s >= LONG_VISIT_S:
        yield "long_visit", str(last.visit_s)
    if "configuration_refused" in last.problems and wanted:
        yield "configuration", wanted[:12]
