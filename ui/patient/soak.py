"""Visit after visit at the real window in one process, in virtual time: `python -m ui.patient.soak --visits N …`.

The window draws its own QML, fingers touch its controls, and behind it stands the station's own core over a journal in
a file. Each night the process is measured and a line written; see `kiosk.campaign.soak`.
"""

from __future__ import annotations

import argparse
import ctypes
import logging
import os
import sys
import time
from pathlib import Path
from random import Random
from statistics import fmean, pstdev
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtQml import QQmlEngine, QQmlExpression

from kiosk.campaign.soak.samples import SAMPLES, Sample
from kiosk.delivery.courier import Courier
from kiosk.delivery.machine import Patience
from kiosk.journal import Journal
from kiosk.simulation.lasting import Lasting
from kiosk.simulation.time import SimProcess
from kiosk.simulation.world import MASTER
from kiosk.station.no_his import NoHis
from kiosk.station.records import station_codec
from kiosk.station.recovery import recover
from ui.patient.bench import resident_kib
from ui.patient.calm import Calm, settle_heaps
from ui.patient.languages import Languages, load_fonts
from ui.patient.touching import Touching
from ui.patient.window import PatientWindow

PANEL = QSize(540, 960)
A_DAY = 250
FEWEST_DAYS = 4
TELL_EVERY = 500
COUNT = """(function (left) {
    let seen = 0
    while (left.length) {
        const held = left.pop().data ?? []
        seen += 1
        for (let at = 0; at < held.length; at++)
            left.push(held[at])
    }
    return seen
})([contentItem])"""


class _Heap(ctypes.Structure):
    """malloc.h's `struct mallinfo2`."""

    _fields_ = [
        (name, ctypes.c_size_t)
        for name in (
            *("arena", "ordblks", "smblks", "hblks", "hblkhd"),
            *("usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"),
        )
    ]


class Soak:
    """One window, one station, and the folder for what is seen; `step` is a visit, and after a day's last the night."""

    def __init__(self, folder: Path, seed: int, a_day: int, journal: Path) -> None:
        self._folder = folder
        self._path = journal
        self._a_day = a_day
        self._seed = seed
        self._place = Lasting(seed, journal)
        self._window = PatientWindow(
            self._place, Languages(), size=PANEL, motion=False, clock=self._place.time.monotonic
        )
        self._window.show(full_screen=False)
        self._calm = Calm(self._window)
        self._fingers = Touching(self._window)
        self._place.finger = self._fingers
        self._window.bridge.start()
        self._fingers.look()
        self._began = time.monotonic()
        self._took: list[float] = []
        self._out = (folder / SAMPLES).open("w", encoding="ascii")
        self.visits = 0

    def step(self) -> Sample | None:
        """One visit; the sample where a day ended with it."""
        before = time.thread_time()
        self._place.visit(self.visits)
        self._took.append(1000 * (time.thread_time() - before))
        self.visits += 1
        self._calm.tidy()
        if self.visits % self._a_day:
            return None
        # At the day's end, when most lies behind the last quiet moment; the night writes one down.
        restart = self._restart()
        self._place.night()
        sample = self._sample(*restart)
        self._out.write(sample.line() + "\n")
        self._out.flush()
        return sample

    def close(self) -> None:
        """Take the window down."""
        self._out.close()
        self._window.close()
        self._place.close()

    def _sample(self, restart_ms: float, restart_rows: int) -> Sample:
        commits = self._place.commits
        self._fingers.look()
        objects = self._objects()
        self._calm.tidy()
        held, mapped = resident_kib()
        sample = Sample(
            visits=self.visits,
            seconds=round(time.monotonic() - self._began, 1),
            held_kib=held,
            mapped_kib=mapped,
            heap_kib=heap_kib(),
            blocks=sys.getallocatedblocks(),
            descriptors=entries(Path("/proc/self/fd")),
            threads=entries(Path("/proc/self/task")),
            files=sum(len(names) for _, _, names in os.walk(self._path.parent)),
            objects=objects,
            visit_ms=round(fmean(self._took), 3),
            visit_sd=round(pstdev(self._took), 3),
            commits=commits.commits,
            commit_ms=round(1000 * commits.seconds / max(1, commits.commits), 4),
            rows=self._place.journal.seq,
            bytes=self._path.stat().st_size,
            restart_ms=round(restart_ms, 1),
            restart_rows=restart_rows,
            touches=self._fingers.touches,
            stuck=self._place.stuck,
            problems=len(self._window.problems),
            ended=dict(sorted(commits.ended.items())),
        )
        commits.forget()
        self._took.clear()
        self._fingers.touches = 0
        self._fingers.missed.clear()
        return sample

    def _objects(self) -> int:
        """The window's items and what they hold, counted by QML: what Python counts it would wrap, and keep."""
        window = self._window.window
        counted, _undefined = QQmlExpression(QQmlEngine.contextForObject(window), window, COUNT).evaluate()
        return int(counted)

    def _restart(self) -> tuple[float, int]:
        """How long a station that died now would read its journal when it starts, and how many rows it would fold."""
        clock = self._place.time
        process = SimProcess(clock, Random(0))
        courier = Courier(NoHis(), process, lambda _subject, _event: None, lambda _delivery: None, Patience())
        counted = 0

        def note(_event: object) -> None:
            nonlocal counted
            counted += 1

        began = time.thread_time()
        journal = Journal.look(self._path, station_codec(), MASTER, clock)
        try:
            recover(journal, courier, note)
        finally:
            journal.close()
        return 1000 * (time.thread_time() - began), counted


def entries(folder: Path) -> int:
    """How many a folder has."""
    return sum(1 for _ in folder.iterdir())


def heap_kib() -> float:
    """What is in use of glibc's heaps, large pieces included; 0.0 elsewhere."""
    ask: Any = getattr(ctypes.CDLL(None), "mallinfo2", None)
    if ask is None:
        return 0.0
    ask.restype = _Heap
    told = ask()
    return float(told.uordblks + told.hblkhd) / 1024


def main() -> int:
    """Soak; what is seen stands in the folder, progress on standard error."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.soak", description=__doc__)
    parser.add_argument("--visits", type=int, required=True, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where the samples are written")
    parser.add_argument("--journal", type=Path, required=True, metavar="FILE", help="the station's, new")
    options = parser.parse_args()
    logging.disable(logging.ERROR)
    settle_heaps()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    soak = Soak(options.out, options.seed, min(A_DAY, max(1, options.visits // FEWEST_DAYS)), options.journal)
    while soak.visits < options.visits:
        sample = soak.step()
        if sample is not None and (sample.visits % TELL_EVERY == 0 or soak.visits >= options.visits):
            sys.stderr.write(
                f"{sample.visits:,} visits, {sample.seconds:,.0f} s: {sample.held_kib / 1024:.1f} MiB held, "
                f"{sample.visit_ms:.0f} ms a visit, {sample.commit_ms:.2f} ms a commit\n"
            )
            sys.stderr.flush()
    soak.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
