"""Programs and devices beside a running station are killed in the middle of a visit, and come back by themselves.

A real station on its own threads, a real hub, HIS, bank and camera stream as processes of their own, a printer behind a
socket, the face worker, and the window's whole process. A guest goes through visits by what the screen shows. Judged
are the HIS's own file, the station's journal after its end, and whether the next visit is as good as any.
"""

from __future__ import annotations

import sqlite3
import subprocess
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

from chip_reader.virtual import VirtualReader
from his_client.sandbox.recorded import recorded
from kiosk.campaign.floor import FAULTS, LONGEST_S, Fault, floor
from kiosk.campaign.values import Broken, Promise, Row
from kiosk.demo.run import Made, hospital, open_journal, played_window
from kiosk.station.opening import open_station
from kiosk.visit import events as ev
from kiosk.visit.events import VisitStarted
from kiosk.visit.step import begin, step
from kiosk.visit.values import Ending, Reason
from kiosk.visit.visit import Visit

JUDGED = (Promise.KEPT, Promise.ONCE, Promise.ENDED, Promise.CHAINED, Promise.BACK)
CARDS = ("adult-2021", "adult-2024")
READERS = Row(
    "devices",
    "killed under load: pcscd",
    0,
    JUDGED,
    not_run="tests/chip_reader/test_pcsc.py stops and starts a real pcscd, in namespaces of its own",
)


def devices_campaign(
    trials: int, seed: int, say: Callable[[str], None], faults: tuple[Fault, ...] = FAULTS
) -> list[Row]:
    """Each fault so often, each time followed by a visit that nothing disturbs.

    :raises ChildFailed: when a part of the hospital does not start.
    """
    broken: dict[str, list[Broken]] = {fault.name: [] for fault in faults}
    struck: dict[str, int] = dict.fromkeys(broken, 0)
    whose: list[tuple[str, str]] = []
    with floor() as here:
        for trial in range(seed, seed + trials):
            for fault in faults:
                name = f"{fault.name}:{trial}"
                guest = here.visit(CARDS[trial % len(CARDS)], trial, fault)
                here.mend()
                after = here.visit(CARDS[(trial + 1) % len(CARDS)], trial, None)
                struck[fault.name] += guest.struck
                whose.append((fault.name, name))
                seen = [f"the visit never ended, at {guest.screens[-1:]}"] if not guest.ended else []
                seen += [f"the next visit never ended, at {after.screens[-1:]}"] if not after.ended else []
                broken[fault.name] += [Broken(name, Promise.BACK, what) for what in seen]
                say(f"{name}: {'struck' if guest.struck else 'not reached'}, {seen or 'ended, and the next one too'}")
        here.station.close()
        problems = _problems(here.made.folder)
    for promise, what in problems:
        name, trial_name = whose[-1]
        broken[name].append(Broken(trial_name, promise, what))
        say(what)
    rows = [
        Row(
            "devices",
            f"killed under load: {name}",
            struck[name],
            JUDGED,
            tuple(broken[name]),
            "" if struck[name] else "no visit came to that screen",
        )
        for name in broken
    ]
    return [*rows, _windows(trials, seed, say), READERS]


def _windows(trials: int, seed: int, say: Callable[[str], None]) -> Row:
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
            found = _problems(made.folder)
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


def _problems(folder: Path) -> list[tuple[Promise, str]]:
    """What the journal and the HIS's own file say after the station's end."""
    found: list[tuple[Promise, str]] = []
    visits: dict[str, Visit] = {}
    journal = open_journal(folder)
    try:
        if not journal.verify().whole:
            found.append((Promise.CHAINED, "the chain does not verify"))
        for row in journal.rows():
            if isinstance(row.event, VisitStarted):
                visits[row.subject] = begin(row.event)[0]
            elif isinstance(row.event, ev.Event) and row.subject in visits:
                visits[row.subject] = step(visits[row.subject], row.event)[0]
    finally:
        journal.close()
    for visit in visits.values():
        held: dict[str, Any] | None = recorded(folder / "his.db", visit.id)
        if visit.ending is None:
            found.append((Promise.ENDED, f"visit {visit.id} never ended"))
        if visit.ending is Ending.HANDED_OVER and not visit.reason:
            found.append((Promise.ENDED, f"visit {visit.id} was handed over without a reason"))
        confirmed = visit.facts.registered is not None
        if confirmed and held is None and visit.reason is not Reason.ALREADY_REGISTERED:
            found.append((Promise.KEPT, f"visit {visit.id} is registered and the HIS holds nothing"))
    return found
