"""Tells the service manager when the window shows its first screen, and feeds its watchdog from the window's thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from kiosk.service.watchdog import Watchdog
from ui.patient.window import PatientWindow


class Fed(QObject):
    """Ready once a view of the station has been drawn; from then on a tick as often as the watchdog wants one."""

    def __init__(self, window: PatientWindow, watchdog: Watchdog) -> None:
        super().__init__()
        self._window = window
        self._watchdog = watchdog
        self._timer = QTimer(self, interval=round(watchdog.every_s * 1000))
        self._timer.timeout.connect(watchdog.tick)
        window.bridge.heard.connect(self._heard, Qt.ConnectionType.SingleShotConnection)

    def _heard(self) -> None:
        self._window.window.frameSwapped.connect(self._drawn, Qt.ConnectionType.SingleShotConnection)
        self._window.window.update()

    def _drawn(self) -> None:
        self._watchdog.ready(f"the window shows {self._window.bridge.showing()[0].screen.value}")
        self._timer.start()
