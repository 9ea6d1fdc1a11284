"""A window that fills the panel, as on a station, with the keypad's listener; and a hospital behind another one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

sys.path += [str(Path(__file__).parents[1] / "journeys")]  # journeys_hospital, journeys_visitor

from attacked_window import Attacked
from journeys_hospital import Door, Hospital
from journeys_visitor import Comes, Visitor

from kiosk.audio.guide import Guide
from kiosk.audio.simulated import SimulatedSpeaker
from kiosk.config.model import Keypad as KeypadSection
from ui.patient.gallery import settle
from ui.patient.keypad import Keypad
from ui.patient.languages import Languages
from ui.patient.samples import SampleStation
from ui.patient.window import PatientWindow


@pytest.fixture(scope="module")
def attacked(languages: Languages, qapp: QGuiApplication) -> Iterator[Attacked]:
    now = [100.0]
    station = SampleStation()
    window = PatientWindow(station, languages, motion=False, clock=lambda: now[0])
    window.show(full_screen=True)
    window.bridge.start()
    guide = Guide(SimulatedSpeaker(), window.bridge.house())
    keypad = Keypad(window, guide, KeypadSection().model_dump(), lambda: now[0])
    yield Attacked(window, station, now)
    window.window.removeEventFilter(keypad)
    window.close()


@pytest.fixture(scope="module")
def panel(languages: Languages) -> Iterator[tuple[PatientWindow, Door]]:
    door = Door()
    window = PatientWindow(door, languages, motion=False, clock=door.clock)
    window.show(full_screen=True)
    window.bridge.start()
    guide = Guide(SimulatedSpeaker(), window.bridge.house())
    keypad = Keypad(window, guide, KeypadSection().model_dump(), door.clock)
    yield window, door
    window.window.removeEventFilter(keypad)
    window.close()
    door.close()


@pytest.fixture
def hospital(panel: tuple[PatientWindow, Door]) -> Hospital:
    return panel[1].opens()


@pytest.fixture
def comes(panel: tuple[PatientWindow, Door], hospital: Hospital) -> Iterator[Comes]:
    """Somebody steps before the window."""
    settle()
    yield lambda who: Visitor(panel[0], hospital, who)
    assert panel[0].problems == []
