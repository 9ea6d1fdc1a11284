"""How fast the patient's window is there, without a display: `python -m ui.patient.first_frame --config FILE --json`.

The window's own program is started on the demonstration's station a few times, and counted from the start of its
process. Then the camera's picture is watched for three seconds while it is drawn into the whole frame of the face
screen, from pictures of 960 × 540 that change faster than they can be drawn.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.station.api import Preview
from ui.patient.languages import Languages, load_fonts
from ui.patient.pictured import drawn_person
from ui.patient.samples import SampleStation, samples
from ui.patient.window import PatientWindow

WATCHED_S = 3
STARTS = 5
END_S = 20.0

Figures = dict[str, float | str]


class Start(NamedTuple):
    """Milliseconds from the start of a process: to its first picture, processor time until then, waiting for a
    processor until then, and to the open station behind it."""

    picture: float
    cpu: float
    queued: float
    station: float


class _Moving(SampleStation):
    """A station whose camera has a new picture whenever it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._base = drawn_person(960, 540)
        self.asked = 0

    def preview(self) -> Preview | None:
        self.asked += 1
        return replace(self._base, number=self.asked)


def measure_starts(config: Path, starts: int = STARTS) -> Figures:
    """The middle of a few starts of the whole program, the first not counted: its files may still be on the disk."""
    taken = [started(config) for _ in range(starts + 1)][1:]
    middle = Start(*(statistics.median(values) for values in zip(*taken, strict=True)))
    return {
        "first_frame_ms": round(middle.picture),
        "first_frame_best_ms": round(min(one.picture for one in taken)),
        "first_frame_cpu_ms": round(middle.cpu),
        "first_frame_queued_ms": round(middle.queued),
        "station_open_ms": round(middle.station),
    }


def started(config: Path) -> Start:
    """One start of the program, which is ended as soon as its station is open.

    :raises RuntimeError: when the program ends before.
    """
    began = time.monotonic()
    program = subprocess.Popen(
        [sys.executable, "-m", "ui.patient", "--config", str(config), "--demo", "--size", "1080x1920"],
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stderr is not None
    picture = cpu = queued = 0.0
    try:
        for line in program.stderr:
            if '"first picture"' in line:
                picture = 1000 * (time.monotonic() - began)
                cpu, queued = _spent(program.pid)
            elif '"station open"' in line:
                return Start(picture, cpu, queued, 1000 * (time.monotonic() - began))
        raise RuntimeError("the window ended before its station was open")
    finally:
        program.terminate()
        program.stderr.close()
        program.wait(END_S)


def _spent(process: int) -> tuple[float, float]:
    """Milliseconds its threads have run, and were ready while no processor was free (Linux's schedstat)."""
    run = queued = 0
    for stat in Path(f"/proc/{process}/task").glob("*/schedstat"):
        one, other, _slices = stat.read_text(encoding="ascii").split()
        run, queued = run + int(one), queued + int(other)
    return run / 1e6, queued / 1e6


def measure_preview() -> Figures:
    """Pictures a second, and how busy a processor is with them."""
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    station = _Moving()
    window = PatientWindow(station, Languages(), size=QSize(1080, 1920))
    frames: list[float] = []
    window.window.frameSwapped.connect(lambda: frames.append(time.monotonic()))
    window.bridge.start()
    window.show(full_screen=False)
    face = next(sample for sample in samples() if sample.name == "face")
    station.show(face.view, face.live)
    _let_run(1)
    frames.clear()
    busy = time.process_time()
    _let_run(WATCHED_S)
    busy = time.process_time() - busy
    figures: Figures = {
        "platform": app.platformName(),
        "preview_frames_per_second": round(len(frames) / WATCHED_S, 1),
        "preview_cpu_percent": round(100 * busy / WATCHED_S),
        "peak_rss_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    window.close()
    return figures


def _let_run(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def main() -> int:
    """Print the figures, as JSON or as lines."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.first_frame", description=__doc__)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the demonstration's TOML; without it no start")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    figures = (measure_starts(options.config) if options.config else {}) | measure_preview()
    lines = json.dumps(figures) if options.json else "\n".join(f"{name} {value}" for name, value in figures.items())
    sys.stdout.write(lines + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
