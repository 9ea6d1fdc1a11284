"""The figures `kiosk bench` prints, each measured here and now, with its unit in its key."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from chip_reader import bench as card_bench
from face_match.measure import bench as face_bench
from face_match.measure.live_bench import measure_live
from kiosk.demo.run import Options, hospital, open_journal, run_demo
from kiosk.journal import Row
from kiosk.simulation import rush_bench
from kiosk.simulation.day import simulate
from kiosk.simulation.world import Faults

Figures = dict[str, Any]

# Events a patient waits for; what lies before any other event is the patient's own time.
FOR_THE_MACHINE = (
    "CardRead",
    "CoverageKnown",
    "PatientKnown",
    "DepartmentsKnown",
    "DeliveryRequested",
    "DeliveryDone",
    "VisitRegistered",
    "OrderOpened",
    "TicketPrinted",
)


def measure_card() -> Figures:
    """A full reading of the virtual card: `apdus`, `bytes`, `host_ms`."""
    return card_bench.measure()


def measure_face(checks: int = 20) -> Figures:
    """The parts of a face decision in milliseconds, and whole checks before the demonstration camera."""
    return {**face_bench.measure(runs=10), **measure_live(checks)}


def measure_visit() -> Figures:
    """A whole visit of the scripted demonstration, and simulated visits a second.

    `machine_s` is the time the patient waited for the machine: card reading (as slow as a contactless card's), the
    face's decision once good frames are there, the neighbours' answers, printing. `payment_heard_s` is the time from
    the QR to the credit on the screen, the transfer included. `memory_visits_per_second` and `disk_visits_per_second`
    are simulated without faults, the journals in memory and in files.
    """
    logging.disable(logging.ERROR)
    memory = simulate(300, 1, Faults())
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        disk = simulate(150, 1, Faults(), Path(folder))
    outcome = run_demo(Options(scripted=True), lambda _line: None)
    journal = open_journal(outcome.folder)
    try:
        rows = list(journal.rows())
    finally:
        journal.close()
    machine, payment = _waited(rows, FOR_THE_MACHINE), _waited(rows, ("CreditsSeen",))
    decision = measure_live(5)["decision_ms"] / 1000
    return {
        "memory_visits_per_second": memory.visits_per_second,
        "disk_visits_per_second": disk.visits_per_second,
        "machine_s": round(machine + decision, 2),
        "payment_heard_s": round(payment, 2),
        "scripted_visit_s": round((rows[-1].recorded_at - rows[0].recorded_at).total_seconds(), 1),
        "registered": outcome.registered,
    }


def _waited(rows: list[Row], kinds: tuple[str, ...]) -> float:
    """Seconds between each event of these kinds and the one before it."""
    seconds = ((now.recorded_at - before.recorded_at, now.kind) for before, now in pairwise(rows))
    return sum(waited.total_seconds() for waited, kind in seconds if kind in kinds)


def measure_his() -> Figures:
    """Calls a second of eight stations at a sandbox HIS, and what the client adds to a call."""
    logging.disable(logging.ERROR)
    return rush_bench.measure()


def measure_ui(visits: int = 100, say: Callable[[str], None] = lambda _line: None) -> Figures:
    """The patient's window, offscreen, on the demonstration; how each figure is come by: docs/patient-window.md.

    :param visits: quick visits for the memory they leave; at least 8, so that a line can be drawn through them.
    """
    figures: Figures = {}
    steps = {
        "the window's first picture": ("first_frame", "--json"),
        "visits at a person's pace": ("bench",),
        f"{visits} quick visits": ("bench", "--visits", str(visits)),
    }
    with hospital(say) as made:
        for step, (module, *more) in steps.items():
            say(f"{step} …")
            figures |= _window(module, "--config", str(made.config), *more, **made.environment)
    shutil.rmtree(made.folder)
    return figures


def _window(module: str, *arguments: str, **environment: str) -> Figures:
    """What a window in a process of its own measured of itself."""
    command = [sys.executable, "-m", f"ui.patient.{module}", *arguments]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, **environment})
    figures: Figures = json.loads(answer.stdout)
    return figures
