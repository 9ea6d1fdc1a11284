"""Checks of the programs that run here: the service manager's view of them, and what they have yet to deliver."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.doctor.check import Finding, fail, ok, skipped, warn
from kiosk.service.control import NAME, ask
from kiosk.service.standstill import open_deliveries

CONTROL = Path("/run/kiosk") / NAME
MANAGER = Path("/run/systemd/system")
OFTEN = 5
"""Restarts since the last start by hand, from which on somebody should look why."""

_WANTED = "Id,LoadState,UnitFileState,ActiveState,SubState,Result,NRestarts,WatchdogUSec"
_UNWATCHED = {"0", "infinity"}


def services(config: StationConfig, _clock: Clock) -> Finding:
    """The units of what this file describes run, start by themselves, and are watched."""
    if not MANAGER.is_dir():
        return skipped("no systemd here: started by hand")
    names = ["kiosk-hub"] if config.hub.journal is not None else ["kiosk-station", "kiosk-display"]
    if config.hub.inbox is not None and config.hub.journal is None:
        names = ["kiosk-receiver"]
    try:
        units = [unit(name) for name in names]
    except subprocess.SubprocessError:
        return skipped("systemd does not answer this user; as root it does")
    if all(one.get("LoadState") != "loaded" for one in units):
        return skipped("the package's services are not installed")
    for name, one in zip(names, units, strict=True):
        found = _judged(name, one)
        if found is not None:
            return found
    return ok(", ".join(f"{name} {one.get('SubState', '')}".strip() for name, one in zip(names, units, strict=True)))


def _judged(name: str, unit: Mapping[str, str]) -> Finding | None:
    state = unit.get("ActiveState", "")
    if state == "failed":
        fix = f"journalctl -u {name} -n 50 says why; then systemctl restart {name}"
        return fail(f"{name} has failed ({unit.get('Result', '')})", fix)
    if state not in {"active", "activating", "reloading"}:
        return fail(f"{name} does not run", f"systemctl enable --now {name}")
    if unit.get("UnitFileState") not in {"enabled", "static", "generated", "transient"}:
        return warn(f"{name} does not start by itself", f"systemctl enable {name}")
    if name != "kiosk-display" and unit.get("WatchdogUSec") in _UNWATCHED:
        return warn(f"{name} is not watched", f"take WatchdogSec= out of systemctl edit {name}")
    restarts = unit.get("NRestarts", "0")
    if restarts.isdecimal() and int(restarts) >= OFTEN:
        return warn(f"{name} was started anew {restarts} times", f"journalctl -u {name} -p warning says why")
    return None


def unit(name: str) -> Mapping[str, str]:
    """What systemd says of a unit, by property."""
    done = subprocess.run(
        ["systemctl", "show", f"--property={_WANTED}", f"{name}.service"],
        capture_output=True,
        text=True,
        timeout=5,
        check=True,
    )
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)


def delivery(config: StationConfig, _clock: Clock) -> Finding:
    """What the HIS and the hub have yet to hear: it is kept, and delivered when they answer."""
    standing = ask(CONTROL)
    if standing is not None:
        if not standing.unsettled and not standing.behind:
            return ok("everything is delivered")
        detail = f"{standing.unsettled} messages and {standing.behind} journal rows wait"
        return warn(detail, "mend his and hub above: what waits is then delivered by itself; keep the journal")
    if not config.station.journal.exists():
        return skipped("nothing was recorded yet")
    try:
        waiting = open_deliveries(config.station.journal)
    except (sqlite3.Error, ValueError):
        return skipped("the journal cannot be read; see journal")
    if waiting:
        return warn(f"{waiting} messages wait in the journal", "start the station: systemctl start kiosk-station")
    return ok("everything is delivered; the station does not run")
