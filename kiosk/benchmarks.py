"""The figures `kiosk bench` prints, each measured here and now, with its unit in its key."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from chip_reader import bench as card_bench
from face_match import bench as face_bench
from kiosk.demo.run import Options, run_demo
from kiosk.simulation.day import simulate
from kiosk.simulation.world import Faults

Figures = dict[str, Any]


def measure_card() -> Figures:
    """A full reading of the virtual card: `apdus`, `bytes`, `host_ms`."""
    return card_bench.measure()


def measure_face() -> Figures:
    """One face decision and its parts, in milliseconds."""
    return face_bench.measure()


def measure_visit() -> Figures:
    """The scripted demonstration's `machine_s` (its screens, less the patient's pauses), and simulated visits a second.

    `memory_visits_per_second` and `disk_visits_per_second` are without faults, the journals in memory and in files.
    """
    logging.disable(logging.ERROR)
    memory = simulate(300, 1, Faults())
    with tempfile.TemporaryDirectory(prefix="kiosk-bench-") as folder:
        disk = simulate(150, 1, Faults(), Path(folder))
    started = time.perf_counter()
    outcome = run_demo(Options(scripted=True), lambda _line: None)
    return {
        "memory_visits_per_second": memory.visits_per_second,
        "disk_visits_per_second": disk.visits_per_second,
        "machine_s": outcome.machine_s,
        "scripted_demo_s": round(time.perf_counter() - started, 1),
        "registered": outcome.registered,
    }


def measure_ui() -> Figures:
    """`first_frame_ms` of the patient's window, offscreen, from the start of its process."""
    command = [sys.executable, "-m", "ui.patient.first_frame", "--json"]
    answer = subprocess.run(command, check=True, capture_output=True)
    figures: Figures = json.loads(answer.stdout)
    return figures
