"""Every screen as a picture, drawn without a display, with pages to look through: `python -m ui.patient.gallery DIR`.

All of it is every screen in every language, theme and mounting; options narrow it to some.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication, QImage

from his_client.insurance.benefit import RIGHT_ROUTE, Cover, Service, estimate_visit
from his_client.insurance.explain import explain
from his_client.insurance.tables import tables
from kiosk.admin.values import AdminView
from kiosk.visit.view import CheckView, EstimateView, InsuranceView, Screen, View
from ui.patient.gallery_page import write_pages
from ui.patient.languages import LANGUAGES, Languages, load_fonts
from ui.patient.looks import Look, Mount, Theme, every_look
from ui.patient.pictured import pictured
from ui.patient.samples import Sample, SampleStation, admin_samples, samples
from ui.patient.window import PatientWindow

THUMBNAIL_PX = 240
LANGUAGE_SHEET = "language-choice"
PRICED_ON = date(2026, 11, 24)


def main(arguments: list[str] | None = None) -> int:
    """Write the pictures and the pages; exit code 1 when QML complained about any screen."""
    options = _options(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    looks = [
        look
        for look in every_look(LANGUAGES)
        if look.language in (options.language or LANGUAGES)
        and look.theme.value in (options.theme or [look.theme.value])
        and look.mount.word in (options.mount or [look.mount.word])
    ]
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.jobs > 1:
        code = _shared_out(options, looks)
    else:
        app = QGuiApplication(sys.argv[:1])
        load_fonts(app)
        chosen = [one for one in (*samples(), *admin_samples()) if one.name.startswith(options.only)]
        code = _draw(options.folder, looks, chosen, whole=not options.only)
    if not options.no_pages:
        write_pages(options.folder)
        sys.stdout.write(f"gallery: {options.folder / 'index.html'}\n")
    return code


def _draw(folder: Path, looks: Sequence[Look], chosen: Sequence[Sample], *, whole: bool) -> int:
    station = SampleStation()
    languages = Languages()
    problems: dict[str, None] = {}
    for mount in Mount:
        mounted = [look for look in looks if look.mount is mount]
        if not mounted:
            continue
        window = PatientWindow(station, languages, size=mount.size, motion=False)
        window.show(full_screen=False)
        window.bridge.start()
        for number, look in enumerate(mounted, 1):
            began = time.monotonic()
            target = folder / str(look)
            (target / "small").mkdir(parents=True, exist_ok=True)
            for place, sample in enumerate(chosen, 1):
                present(window, station, sample, look.language, **look.theme.set)
                _save(window, target, f"{place:03}-{sample.name}.png")
            if whole:
                present(window, station, samples()[0], look.language, **look.theme.set)
                window.window.setProperty("choosesLanguage", True)
                settle()
                _save(window, target, f"000-{LANGUAGE_SHEET}.png")
                window.window.setProperty("choosesLanguage", False)
            took = time.monotonic() - began
            sys.stdout.write(f"gallery: {look}, {number} of {len(mounted)}, {took:.0f} s\n")
            sys.stdout.flush()
        problems.update(dict.fromkeys(window.problems))
        window.close()
    for problem in problems:
        sys.stderr.write(f"gallery: {problem}\n")
    return 1 if problems else 0


def _save(window: PatientWindow, target: Path, name: str) -> None:
    picture = window.window.grabWindow()
    # Without the alpha that no screen has; a thousand pictures are much disk.
    picture.convertToFormat(QImage.Format.Format_RGB888).save(str(target / name))
    small = picture.scaledToWidth(
        THUMBNAIL_PX if picture.height() > picture.width() else 2 * THUMBNAIL_PX,
        Qt.TransformationMode.SmoothTransformation,
    )
    small.save(str(target / "small" / name))


def _shared_out(options: argparse.Namespace, looks: Sequence[Look]) -> int:
    """The same by several processes, each with its share of the languages."""
    languages = tuple(dict.fromkeys(look.language for look in looks))
    begun = []
    for share in range(min(options.jobs, len(languages))):
        command = [sys.executable, "-m", "ui.patient.gallery", str(options.folder), "--no-pages", "--jobs", "1"]
        command += ["--only", options.only]
        for flag in ("theme", "mount"):
            for value in getattr(options, flag) or ():
                command += [f"--{flag}", value]
        for language in languages[share :: options.jobs]:
            command += ["--language", language]
        begun.append(subprocess.Popen(command))
    return max(process.wait() for process in begun)


def present(
    window: PatientWindow,
    station: SampleStation,
    sample: Sample,
    language: str,
    *,
    large: bool = False,
    contrast: bool = False,
    low: bool = False,
) -> None:
    """Bring a sample onto the window, settled."""
    station.admin.show(AdminView())
    station.show(View(Screen.WELCOME))
    settle()
    station.seconds = sample.seconds
    station.picture = pictured(sample.view.screen)
    station.show(in_language(sample.view, language), sample.live)
    station.admin.show(sample.admin)
    settle()
    window.bridge.chooseLanguage(language)
    window.bridge.chooseLook(large, contrast)
    window.bridge.lower(low)
    settle()


def in_language(view: View, language: str) -> View:
    """The view as a station shows it to who speaks this language: an estimate explains itself in its words."""
    match view.content:
        case InsuranceView(estimate=EstimateView() as told) | CheckView(estimate=EstimateView() as told) if told.lines:
            cover = Cover(told.percent, RIGHT_ROUTE)
            services = (Service(told.price, told.price, "Khám Chấn thương chỉnh hình"),)
            lines = explain(estimate_visit(services, cover, PRICED_ON, tables()), language)
            return replace(view, content=replace(view.content, estimate=replace(told, lines=lines)))
        case _:
            return view


def settle() -> None:
    """Let queued signals, bindings and the layout come to rest."""
    for _ in range(4):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.None_)
        QCoreApplication.processEvents()


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.patient.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--theme", choices=[theme.value for theme in Theme], action="append")
    parser.add_argument("--mount", choices=[mount.word for mount in Mount], action="append")
    parser.add_argument("--only", default="", help="names that begin with this")
    parser.add_argument("--jobs", type=int, default=1, help="processes, each with its share of the languages")
    parser.add_argument("--no-pages", action="store_true", help="pictures only")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
