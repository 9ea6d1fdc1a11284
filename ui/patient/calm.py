"""Keeps what is not urgent away from a patient's time, and memory from growing: garbage, heaps, screens' first loading.

A full collection walks everything ever imported, a tenth of a second here, and comes whenever it likes; a screen's
QML is compiled when it is first shown. Both are done while the welcome screen stands.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import sys

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtQml import QQmlComponent

from kiosk.visit.contents import Screen
from ui.patient.window import QML, PatientWindow

EACH_MS = 60
SOON_MS = 400
SWITCH_S = 0.001
"""How long a thread that computes keeps the interpreter from the one that draws; Python's own 5 ms is a third of a
frame."""


M_ARENA_MAX, M_MMAP_THRESHOLD = -8, -3  # malloc.h
ARENAS = 2
LARGE = 512 * 1024
NAMES = 2**17
"""More than places are free in a table that holds what a window with its station has loaded."""


def settle_heaps() -> None:
    """Have all threads share two of glibc's heaps, and keep pictures out of them; for a program's start.

    Otherwise each of the short threads of camera, timers and neighbours may open one more heap, up to eight a
    processor, and what is free in one is no use to another; and once a picture was dropped, those after it are cut
    from a heap, which then stays as large as it ever was.
    """
    choose = getattr(ctypes.CDLL(None), "mallopt", None)
    if choose is not None:
        choose(M_ARENA_MAX, ARENAS)
        choose(M_MMAP_THRESHOLD, LARGE)


def settle_names() -> None:
    """Let Python make its table of names anew now, at the size it will have for good.

    A visit makes and drops some hundred names. Each takes a place of the table that is not used again until it is made
    anew, once and 2 MB larger: about the 290th visit, if nobody does it before. Some 30 ms.
    """
    for number in range(NAMES):
        sys.intern(f"name {number}")


def give_back() -> None:
    """Have glibc hand free memory between what is held back to the system; it would keep it for later.

    A few milliseconds, and what is needed again is asked for again: for a quiet moment.
    """
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


class Calm(QObject):
    """From the station's first view on, for as long as the window lives."""

    def __init__(self, window: PatientWindow) -> None:
        super().__init__()
        self._window = window
        self._cold = sorted((QML / "screens").glob("*.qml"))
        self._warmed: list[QQmlComponent] = []
        self._timer = QTimer(self, interval=EACH_MS)
        self._timer.timeout.connect(self._warm)
        window.bridge.heard.connect(self._settle, Qt.ConnectionType.SingleShotConnection)
        self._soon = QTimer(self, interval=SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.tidy)
        window.bridge.forgotten.connect(self._soon.start)

    def _settle(self) -> None:
        sys.setswitchinterval(SWITCH_S)
        settle_names()
        gc.collect()
        # What is loaded by now stays until the end and need not be walked again.
        gc.freeze()
        self._timer.start()

    @Slot()
    def _warm(self) -> None:
        """Load one screen more, while nobody is there."""
        if self._window.bridge.showing()[0].screen is not Screen.WELCOME:
            return
        if not self._cold:
            self._timer.stop()
            importlib.import_module("segno")  # draws the payment's code
            return
        file = QUrl.fromLocalFile(str(self._cold.pop(0)))
        # The engine keeps what it has compiled for as long as somebody holds it; its own thread does the work.
        mode = QQmlComponent.CompilationMode.Asynchronous
        self._warmed.append(QQmlComponent(self._window.engine, file, mode, self._window.engine))

    @Slot()
    def tidy(self) -> None:
        """A visit is over: what it left in circles goes now, not during the next; the room it took is given back."""
        self._window.engine.collectGarbage()
        gc.collect()
        give_back()
