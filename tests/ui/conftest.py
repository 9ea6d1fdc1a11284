"""Windows for the tests: offscreen, software rendering, no motion, a clock that only the test moves."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["QT_QUICK_BACKEND"] = "software"

import pytest
from PySide6.QtCore import QSize, QtMsgType
from PySide6.QtGui import QGuiApplication
from pytestqt.logging import _QtMessageCapture as QtMessages
from window_shown import PORTRAIT, MakeShown, Shown

from ui.patient.languages import Languages, load_fonts
from ui.patient.samples import SampleStation
from ui.patient.window import PatientWindow

# What Qt may say without a test failing: a pattern a line, each with its reason. None is needed now.
IGNORED: tuple[str, ...] = ()
SERIOUS = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)


@pytest.fixture(autouse=True)
def no_qt_warning(qtlog: QtMessages) -> Iterator[None]:
    """Fail a test in which Qt or QML warned of anything."""
    yield
    said = [record.message for record in qtlog.records if record.type in SERIOUS]
    assert [line for line in said if not any(re.search(pattern, line) for pattern in IGNORED)] == []


@pytest.fixture(scope="session")
def languages(qapp: QGuiApplication) -> Languages:
    load_fonts(qapp)
    return Languages()


@pytest.fixture(scope="module")
def make_shown(languages: Languages) -> Iterator[MakeShown]:
    made: list[Shown] = []

    def make(size: QSize = PORTRAIT, **station: object) -> Shown:
        now = [100.0]
        on = SampleStation(**station)  # type: ignore[arg-type]
        window = PatientWindow(on, languages, size=size, motion=False, clock=lambda: now[0])
        window.show(full_screen=False)
        window.bridge.start()
        made.append(Shown(window, on, now))
        return made[-1]

    yield make
    for shown in made:
        shown.window.close()


@pytest.fixture
def shown(languages: Languages) -> Iterator[Shown]:
    now = [100.0]
    station = SampleStation()
    window = PatientWindow(station, languages, size=PORTRAIT, motion=False, clock=lambda: now[0])
    window.show(full_screen=False)
    window.bridge.start()
    yield Shown(window, station, now)
    assert window.problems == []
    window.close()
