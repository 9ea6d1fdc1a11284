"""Every screen as a picture, drawn without a display: `python -m ui.patient.gallery DIR`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtGui import QGuiApplication

from kiosk.visit.view import Screen, View
from ui.patient.languages import Languages, load_fonts
from ui.patient.samples import Sample, SampleStation, drawn_person, samples
from ui.patient.window import PatientWindow


def main(arguments: list[str] | None = None) -> int:
    """Write one PNG a screen; exit code 1 when QML complained about any of them."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=("vi", "en"), default="vi")
    parser.add_argument("--theme", choices=("light", "contrast"), default="light")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--size", type=_size, default=QSize(1080, 1920), metavar="WxH")
    parser.add_argument("--only", default="", help="names that begin with this")
    options = parser.parse_args(arguments)

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    station = SampleStation()
    window = PatientWindow(station, Languages(), size=options.size, motion=False)
    window.show(full_screen=False)
    window.bridge.start()
    options.folder.mkdir(parents=True, exist_ok=True)
    for number, sample in enumerate(samples(), 1):
        if sample.name.startswith(options.only):
            present(
                window, station, sample, options.language, large=options.large, contrast=options.theme == "contrast"
            )
            window.window.grabWindow().save(str(options.folder / f"{number:02}-{sample.name}.png"))
    for problem in dict.fromkeys(window.problems):
        sys.stderr.write(f"gallery: {problem}\n")
    window.close()
    return 1 if window.problems else 0


def present(
    window: PatientWindow, station: SampleStation, sample: Sample, language: str, *, large: bool, contrast: bool
) -> None:
    """Bring a sample onto the window, settled."""
    station.show(View(Screen.WELCOME))
    settle()
    station.seconds = sample.seconds
    station.picture = drawn_person()
    station.show(sample.view, sample.live)
    settle()
    window.bridge.chooseLanguage(language)
    window.bridge.chooseLook(large, contrast)
    settle()


def settle() -> None:
    """Let queued signals, bindings and the layout come to rest."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.None_)
        QCoreApplication.processEvents()


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    return QSize(int(width), int(height))


if __name__ == "__main__":
    sys.exit(main())
