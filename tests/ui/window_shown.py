"""A window on a station of samples, and the finger that touches it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.station.api import Live
from kiosk.visit.view import View
from ui.patient.gallery import present, settle
from ui.patient.samples import Sample, SampleStation
from ui.patient.window import PatientWindow

PORTRAIT, LANDSCAPE = QSize(1080, 1920), QSize(1920, 1080)


@dataclass
class Shown:
    """A window on a station of samples, and the finger that touches it."""

    window: PatientWindow
    station: SampleStation
    now: list[float] = field(default_factory=lambda: [100.0])

    def show(self, view: View, live: Live | None = None) -> None:
        """Tell a new view."""
        self.station.show(view, live)
        settle()

    def present(
        self, sample: Sample, language: str = "vi", *, large: bool = False, contrast: bool = False, low: bool = False
    ) -> None:
        """Bring a gallery's sample onto the window."""
        present(self.window, self.station, sample, language, large=large, contrast=contrast, low=low)

    def item(self, name: str) -> QQuickItem:
        """The visible control of this name."""
        found = self.window.item(name)
        assert found is not None, f"nothing called {name!r} can be seen"
        return found

    def at(self, name: str) -> QPoint:
        """The middle of a control in the window."""
        item = self.item(name)
        return item.mapToScene(item.boundingRect().center()).toPoint()

    def tap(self, name: str, *, after: float = 1.0) -> None:
        """Touch a control with a real mouse event, `after` seconds later than the last."""
        self.now[0] += after
        # Rows and columns are laid out when a picture is drawn, as it always is before a person can touch them.
        self.window.window.grabWindow()
        QTest.mouseClick(self.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.at(name))
        settle()

    def choose_language(self, language: str) -> None:
        """Choose a language as a patient does: the tool in the header, then its own name."""
        self.tap("language")
        self.tap(f"language:{language}")


MakeShown = Callable[..., Shown]
