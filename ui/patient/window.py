"""The window put together: engine, types, art and bridge; used by the program, the gallery and the tests alike."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, QObject, QSize, Qt, QUrl
from PySide6.QtQml import QQmlApplicationEngine, QQmlError, qmlRegisterType
from PySide6.QtQuick import QQuickItem, QQuickWindow

from kiosk.station.api import Station
from kiosk.visit.contents import Screen
from ui.patient.art import ArtProvider
from ui.patient.behind import Behind
from ui.patient.bridge import Bridge
from ui.patient.languages import Languages
from ui.patient.preview import PreviewItem
from ui.patient.qr import QrItem

QML = Path(__file__).parent / "qml"


class WindowNotLoaded(RuntimeError):
    """The QML files could not be loaded; `problems` are Qt's own words with file and line."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("the patient's window cannot be drawn: install the package again")
        self.problems = problems


class PatientWindow:
    """One window on one station; `first` stands until its first view. `problems` collects every QML warning."""

    def __init__(
        self,
        station: Station,
        languages: Languages,
        *,
        size: QSize | None = None,
        motion: bool = True,
        clock: Callable[[], float] = time.monotonic,
        first: Screen = Screen.CLOSED,
    ) -> None:
        _register_types()
        self.problems: list[str] = []
        self.bridge = Bridge(station, languages, clock=clock, motion=motion, first=first)
        self.engine = QQmlApplicationEngine()
        self.engine.warnings.connect(self._note)
        self.engine.addImageProvider("art", ArtProvider())
        self.engine.rootContext().setContextProperty("bridge", self.bridge)
        self.behind = Behind(self.bridge)
        self.engine.rootContext().setContextProperty("admin", self.behind)
        self.bridge.languageChanged.connect(self.engine.retranslate)
        if size is not None:
            self.engine.setInitialProperties({"width": size.width(), "height": size.height()})
        self.engine.load(QUrl.fromLocalFile(str(QML / "Main.qml")))
        roots = self.engine.rootObjects()
        if not roots or not isinstance(roots[0], QQuickWindow):
            raise WindowNotLoaded(tuple(self.problems))
        self.window: QQuickWindow = roots[0]
        self._stays: QObject | None = None

    def _note(self, errors: list[QQmlError]) -> None:
        self.problems += [error.toString() for error in errors]

    def show(self, *, full_screen: bool) -> None:
        """Show the window; on a station it fills the screen, has no cursor, and only the program itself closes it."""
        if full_screen:
            self._stays = _Stays()
            self.window.installEventFilter(self._stays)
            self.window.setCursor(Qt.CursorShape.BlankCursor)
            self.window.showFullScreen()
        else:
            self.window.show()

    def item(self, name: str) -> QQuickItem | None:
        """The visible item called `name` (its objectName), or None."""
        return _find(self.window.contentItem(), name)

    def close(self) -> None:
        """Take the window down at once, while the objects QML reads are still there."""
        self.behind.leave()
        if self._stays is not None:
            self.window.removeEventFilter(self._stays)
        self.window.close()
        shiboken6.delete(self.engine)


class _Stays(QObject):
    """Keeps a window open whoever asks the screen to close it: behind it there is nothing a patient should meet."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        if event.type() is QEvent.Type.Close:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _find(item: QQuickItem, name: str) -> QQuickItem | None:
    if not item.isVisible():
        return None
    if item.objectName() == name:
        return item
    for child in item.childItems():
        found = _find(child, name)
        if found is not None:
            return found
    return None


def _register_types() -> None:
    types: tuple[tuple[type[QObject], str], ...] = ((PreviewItem, "Preview"), (QrItem, "Qr"))
    for kind, name in types:
        if kind not in _registered:
            qmlRegisterType(kind, "Kiosk", 1, 0, name)  # type: ignore[call-overload]
            _registered.add(kind)


_registered: set[type[QObject]] = set()
