"""How fast the patient's window is, without a display: `python -m ui.patient.first_frame --json`.

The first frame counts from the start of the process; the camera's picture is watched for three seconds while it is
drawn into the whole frame of the face screen, from pictures of 960 × 540 that change faster than they can be drawn.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import time
from dataclasses import replace

import psutil
from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QGuiApplication

from kiosk.station.api import Preview
from kiosk.visit.view import Screen, View
from ui.patient.languages import Languages, load_fonts
from ui.patient.pictured import drawn_person
from ui.patient.samples import SampleStation, samples
from ui.patient.window import PatientWindow

WATCHED_S = 3


class _Moving(SampleStation):
    """A station whose camera has a new picture whenever it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self._base = drawn_person(960, 540)
        self.asked = 0

    def preview(self) -> Preview | None:
        self.asked += 1
        return replace(self._base, number=self.asked)


def measure() -> dict[str, float | str]:
    """The figures, with their units in the key, and the platform they were drawn on."""
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    station = _Moving()
    window = PatientWindow(station, Languages(), size=QSize(1080, 1920))
    frames: list[float] = []
    window.window.frameSwapped.connect(lambda: frames.append(time.time()))
    window.bridge.start()
    station.show(View(Screen.WELCOME))
    window.show(full_screen=False)
    while not frames:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    first_ms, first_cpu_ms = (frames[0] - psutil.Process().create_time()) * 1000, time.process_time() * 1000

    face = next(sample for sample in samples() if sample.name == "face")
    station.show(face.view, face.live)
    _let_run(1)
    frames.clear()
    busy = time.process_time()
    _let_run(WATCHED_S)
    busy = time.process_time() - busy
    figures: dict[str, float | str] = {
        "platform": app.platformName(),
        "first_frame_ms": round(first_ms),
        "first_frame_cpu_ms": round(first_cpu_ms),
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
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    figures = measure()
    lines = json.dumps(figures) if options.json else "\n".join(f"{name} {value}" for name, value in figures.items())
    sys.stdout.write(lines + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
