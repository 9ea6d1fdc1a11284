"""The window's whole process is killed in the middle of visits, and is started again as its service would."""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

from chip_reader.virtual import VirtualReader
from kiosk.campaign.devices.guest import LONGEST_S
from kiosk.campaign.devices.judge import ended
from kiosk.campaign.neighbours.judge import Finding
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.demo.run import Made, hospital, played_window
from kiosk.station.opening import open_station
from kiosk.visit.events import VisitStarted

JUDGED = (Promise.KEPT, Promise.ENDED, Promise.CHAINED, Promise.BACK)


def windows_row(trials: int, seed: int, say: Callable[[str], None]) -> Row:
    """The window's process is killed in a visit; the next begins a visit, is killed too, and a third start ends it."""
    broken: list[Broken] = []
    killed = 0
    for trial in range(seed, seed + trials):
        with hospital(lambda _line: None, quick=True) as made:
            first = _kill_in_a_visit(played_window(made), made, Random(trial).uniform(0.0, 8.0), visits=1)
            back = first and _kill_in_a_visit(played_window(made), made, 0.0, visits=2)
            last = open_station(made.config, reader=VirtualReader())
            last.start(lambda _view: None, lambda _live: None)
            last.standing()
            last.close()
            found: list[Finding] = [finding for _, finding in ended(made.folder)]
        killed += first
        if first and not back:
            found.append((Promise.BACK, "the next window began no visit"))
        broken += [Broken(f"window:{trial}", promise, what) for promise, what in found]
        say(f"window:{trial}: {found or 'killed, and the next one began a visit'}")
    why = "" if killed else "no visit began in time"
    return Row("devices", "killed under load: the window's process", killed, JUDGED, tuple(broken), why)


def _kill_in_a_visit(window: subprocess.Popen[bytes], made: Made, after_s: float, visits: int) -> bool:
    """Kill the window so long after visit number `visits` of the journal began; whether it was alive until then."""
    until, file = time.monotonic() + LONGEST_S, made.folder / "station.db"
    while window.poll() is None and time.monotonic() < until and _begun(file) < visits:
        time.sleep(0.2)
    time.sleep(after_s)
    alive = window.poll() is None and _begun(file) >= visits
    window.kill()
    window.wait()
    return alive


def _begun(file: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as looking:
            rows = looking.execute("SELECT count(*) FROM journal WHERE kind = ?", (VisitStarted.__name__,)).fetchone()
            return int(rows[0])
    except sqlite3.Error:
        return 0  # not there yet, or being written
