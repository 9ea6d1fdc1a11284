"""Pictures of the window, one for each settled state of a screen; never with a camera picture in them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from ui.patient.window import PatientWindow

SETTLED_MS = 400
STATE_KEYS = ("notice", "waiting", "field", "moved", "printed")


class Shots(QObject):
    """Saves `NN-screen.png` into a folder whenever a screen, or the state it is in, has come to rest."""

    def __init__(self, window: PatientWindow, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        self._window = window
        self._folder = folder
        self._taken = 0
        self._last: tuple[object, ...] = ()
        self._settling = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._settling.timeout.connect(self._take)
        window.bridge.heard.connect(self._settling.start)
        window.bridge.viewChanged.connect(self._settling.start)
        window.bridge.overlayChanged.connect(self._settling.start)

    def _take(self) -> None:
        bridge = self._window.bridge
        view, overlay, _ = bridge.look()
        state = (view["screen"], overlay, bool(view.get("qr")), *(view.get(key) for key in STATE_KEYS))
        if state == self._last:
            return
        self._last = state
        self._taken += 1
        bridge.photograph(True)
        picture = self._window.window.grabWindow()
        bridge.photograph(False)
        name = str(overlay or view["screen"])
        picture.save(str(self._folder / f"{self._taken:02}-{name.replace('_', '-')}.png"))
