"""A station's window of samples over the whole display, as a program of its own that SIGTERM ends."""

from __future__ import annotations

import signal
import sys

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication

from ui.patient.languages import Languages, load_fonts
from ui.patient.samples import SampleStation, samples
from ui.patient.window import PatientWindow


def main() -> int:
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    station = SampleStation()
    window = PatientWindow(station, Languages(), motion=False)
    window.show(full_screen=True)
    window.bridge.start()
    station.show(samples()[0].view)
    signal.signal(signal.SIGTERM, lambda *_: app.exit(0))
    beat = QTimer(interval=50)
    beat.timeout.connect(lambda: None)
    beat.start()
    window.window.frameSwapped.connect(lambda: print(f"drawn {int(window.window.winId())}", flush=True))  # noqa: T201
    code = app.exec()
    sys.stderr.write("".join(window.problems))
    window.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
