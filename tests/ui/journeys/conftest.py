"""One window for a module's journeys; each journey begins a new morning at a new hospital behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from journeys_hospital import Door, Hospital
from journeys_visitor import Comes, Visitor
from PySide6.QtCore import QSize

from ui.patient.gallery import settle
from ui.patient.languages import Languages
from ui.patient.window import PatientWindow

# A quarter of the panel's picture: the window shrinks as a whole, and so does the time to draw it.
SMALL = QSize(540, 960)


@pytest.fixture(scope="module")
def lobby(languages: Languages) -> Iterator[tuple[PatientWindow, Door]]:
    door = Door()
    window = PatientWindow(door, languages, size=SMALL, motion=False, clock=door.clock)
    window.show(full_screen=False)
    window.bridge.start()
    yield window, door
    window.close()
    door.close()


@pytest.fixture
def hospital(lobby: tuple[PatientWindow, Door]) -> Hospital:
    return lobby[1].opens()


@pytest.fixture
def comes(lobby: tuple[PatientWindow, Door], hospital: Hospital) -> Iterator[Comes]:
    """Somebody steps before the window."""
    settle()
    yield lambda who: Visitor(lobby[0], hospital, who)
    assert lobby[0].problems == []
