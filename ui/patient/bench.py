"""What the window costs while it works, on the demonstration: `python -m ui.patient.bench --config FILE …`.

Without `--visits` three visits are played at a person's pace, with the slow virtual card, the face engine and HTTP
neighbours: touches come meanwhile from a thread of their own, and a frame is asked for after each one, so that every
stall is a long frame. With `--visits N` that many visits are played quickly, and what they leave in memory is told.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from PySide6.QtCore import QObject, QPoint, QPointF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest

from kiosk.campaign.soak.judge import WARM_UP
from kiosk.campaign.soak.line import slope, slope_error
from kiosk.demo.hand import open_demo
from kiosk.demo.quick import open_quick
from kiosk.logs import log_to_stderr
from kiosk.station.api import Station
from ui.patient.calm import Calm, settle_heaps
from ui.patient.hand import Hand
from ui.patient.languages import Languages, load_fonts
from ui.patient.script import ScriptedPatient
from ui.patient.window import PatientWindow

PANEL = QSize(1080, 1920)
LONG_MS = 50.0
TOUCH_EVERY_S = (0.08, 0.22)
BUSY_VISITS = 3
TICK_MS, QUICK_TICK_MS = 250, 15
HURRY = 12.0
LIMIT_S = 300.0
OUTSIDE = QPoint(-40, -40)
WATCHED = {"reading": "card", "face": "face"}

Figures = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Frame:
    """Milliseconds since the frame before, and how many of them this thread was ready and no processor was free."""

    took: float
    queued: float

    @property
    def own(self) -> float:
        """What it would have taken on a machine that does nothing else."""
        return max(self.took - self.queued, 0.0)


class Frames(QObject):
    """How long each frame came after the one before it, by the screen both show; asks for the next one at once."""

    def __init__(self, window: PatientWindow) -> None:
        super().__init__()
        self.held: dict[str, list[Frame]] = {}
        self.changes: list[Frame] = []
        self._window = window
        self._last = (time.perf_counter(), queued_ms(), "")
        window.window.frameSwapped.connect(self._swapped)
        window.window.update()

    @Slot()
    def _swapped(self) -> None:
        now, queued, screen = time.perf_counter(), queued_ms(), str(self._window.bridge.look()[0]["screen"])
        before, queued_before, shown = self._last
        self._last = (now, queued, screen)
        frame = Frame(1000 * (now - before), queued - queued_before)
        if shown == screen:
            self.held.setdefault(screen, []).append(frame)
        elif shown:
            self.changes.append(frame)
        self._window.window.update()


class Touches(QObject):
    """A finger that comes down on a tool of the header from a thread of its own, and leaves without pressing it.

    What is counted is the time from the touch to the first frame in which the tool is pressed.
    """

    _came = Signal(float, float)

    def __init__(self, window: PatientWindow) -> None:
        super().__init__()
        self.took: list[Frame] = []
        self._window = window
        self._down: tuple[float, float] | None = None
        self._drawing = threading.get_native_id()
        self._over = threading.Event()
        self._came.connect(self._touch, Qt.ConnectionType.QueuedConnection)
        window.window.frameSwapped.connect(self._swapped)
        self._thread = threading.Thread(target=self._tap, name="finger", daemon=True)

    def start(self) -> None:
        """Touch from now on."""
        self._thread.start()

    def stop(self) -> None:
        """Touch no more."""
        self._over.set()
        self._thread.join()

    def _tap(self) -> None:
        chance = random.Random(1)
        while not self._over.wait(chance.uniform(*TOUCH_EVERY_S)):
            self._came.emit(time.perf_counter(), queued_ms(self._drawing))

    @Slot(float, float)
    def _touch(self, at: float, queued: float) -> None:
        tool = self._window.item("help")
        busy = str(self._window.bridge.look()[0]["screen"]) not in ("welcome", "closed")
        if tool is None or not busy or self._down is not None:
            return
        self._mouse(QTest.mousePress, middle(tool))
        if tool.property("down"):
            self._down = (at, queued)
        else:
            self._leave()

    @Slot()
    def _swapped(self) -> None:
        if self._down is not None:
            at, queued = self._down
            self.took.append(Frame(1000 * (time.perf_counter() - at), queued_ms(self._drawing) - queued))
            self._down = None
            QTimer.singleShot(0, self._leave)

    def _leave(self) -> None:
        QTest.mouseMove(self._window.window, OUTSIDE)
        self._mouse(QTest.mouseRelease, OUTSIDE)

    def _mouse(self, act: Callable[..., None], at: QPoint) -> None:
        act(self._window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


class Player(QObject):
    """Lets the scripted patient look and touch; tells when a visit is over."""

    over = Signal(bool)

    def __init__(self, window: PatientWindow, hand: Hand, tick_ms: int, clock: Callable[[], float]) -> None:
        super().__init__()
        self._window = window
        self._hand = hand
        self._clock = clock
        self._timer = QTimer(self, interval=tick_ms)
        self._timer.timeout.connect(self._tick)
        self.begin()

    def begin(self) -> None:
        """Another patient comes."""
        self._patient = _AtTheCashier(self, self._hand, lambda _line: None, self._clock)
        self._timer.start()

    def press(self, name: str) -> bool:
        """See `Fingers`."""
        item = self._window.item(name)
        if item is None:
            return False
        QTest.mouseClick(self._window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle(item))
        return True

    @Slot()
    def _tick(self) -> None:
        self._patient.tick(*self._window.bridge.look(), self._window.bridge.speaks())
        if self._patient.ended is not None:
            self._timer.stop()
            self.over.emit(self._patient.ended == 0)


class Elsewhere:
    """A hand that acts on a thread of its own: what its devices take to answer is not the window's time."""

    def __init__(self, hand: Hand) -> None:
        self._hand = hand
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="hand")

    def __getattr__(self, name: str) -> Callable[..., None]:
        act = getattr(self._hand, name)

        def elsewhere(*values: object) -> None:
            self._pool.submit(act, *values)

        return elsewhere


class _AtTheCashier(ScriptedPatient):
    """Pays at the cashier: a transfer's answer takes as long as the bank is asked, whatever the window does."""

    def _pay(self, view: Any) -> None:
        if view["qr"] and not view["notice"]:
            self._do("the cashier chosen", *self._press("cashier"))
        else:
            super()._pay(view)


def queued_ms(thread: int | None = None) -> float:
    """How long a thread (this one) has been ready while no processor was free, as Linux counts it; elsewhere 0.0."""
    try:
        counted = Path(f"/proc/self/task/{thread or threading.get_native_id()}/schedstat").read_text(encoding="ascii")
        _ran, queued, _slices = counted.split()
    except OSError:
        return 0.0
    return int(queued) / 1e6


def middle(item: QQuickItem) -> QPoint:
    """The middle of a control in the window."""
    at = item.mapToScene(QPointF(item.width() / 2, item.height() / 2))
    return QPoint(round(at.x()), round(at.y()))


def measure_busy(config: Path, app: QGuiApplication) -> Figures:
    """Visits at a person's pace: answers to touches, and frames while card and face are busy."""
    station, hand = open_demo(config)
    window, _calm = _window(station, time.monotonic)
    touches, frames = Touches(window), Frames(window)
    player = Player(window, cast(Hand, Elsewhere(hand)), TICK_MS, time.monotonic)
    ended: list[bool] = []

    def over(well: bool) -> None:
        ended.append(well)
        if well and len(ended) < BUSY_VISITS:
            player.begin()
        else:
            app.quit()

    player.over.connect(over)
    window.bridge.start()
    touches.start()
    QTimer.singleShot(round(LIMIT_S * 1000), app.quit)
    app.exec()
    touches.stop()
    station.close()
    figures: Figures = {
        "load_average": round(os.getloadavg()[0], 1),
        "busy_visits_ended_well": sum(ended),
        "touches": len(touches.took),
    }
    for name, took in (("", [one.took for one in touches.took]), ("own_", [one.own for one in touches.took])):
        figures |= {
            f"touch_{name}p50_ms": round(percentile(took, 0.5), 1),
            f"touch_{name}p99_ms": round(percentile(took, 0.99), 1),
        }
    for screen, name in WATCHED.items():
        held = frames.held.get(screen, [])
        figures |= {
            f"{name}_frames": len(held),
            f"{name}_frames_over_50_ms": sum(1 for one in held if one.took > LONG_MS),
            f"{name}_worst_frame_ms": round(max((one.took for one in held), default=0.0), 1),
            f"{name}_own_frames_over_50_ms": sum(1 for one in held if one.own > LONG_MS),
            f"{name}_own_worst_frame_ms": round(max((one.own for one in held), default=0.0), 1),
        }
    figures["screen_change_worst_ms"] = round(max((one.took for one in frames.changes), default=0.0), 1)
    figures["screen_change_own_worst_ms"] = round(max((one.own for one in frames.changes), default=0.0), 1)
    figures["qml_problems"] = len(window.problems)
    window.close()
    return figures


def measure_memory(config: Path, app: QGuiApplication, visits: int) -> Figures:
    """Many quick visits: KiB a thousand of them would leave, by the line through what each left after the first few."""
    station, hand = open_quick(config)
    began = time.monotonic()

    def clock() -> float:
        # The guard against second taps is a person's pace; this patient is in a hurry.
        return began + HURRY * (time.monotonic() - began)

    window, calm = _window(station, clock)
    player = Player(window, hand, QUICK_TICK_MS, clock)
    kept: list[float] = []
    mapped: list[float] = []
    stuck: list[bool] = []

    def over(well: bool) -> None:
        calm.tidy()
        held, of_files = resident_kib()
        kept.append(held)
        mapped.append(of_files)
        if not well:
            stuck.append(True)
        if stuck or len(kept) >= visits:
            app.quit()
            return
        hand.next_person()
        player.begin()

    player.over.connect(over)
    window.bridge.start()
    app.exec()
    took = time.monotonic() - began
    station.close()
    settled, of_files = (all_[min(WARM_UP, len(all_) // 2) :] for all_ in (kept, mapped))
    figures: Figures = {
        "visits": len(kept) - len(stuck),
        "visits_stuck": len(stuck),
        "visit_s": round(took / max(len(kept), 1), 2),
        "memory_mib": round((kept[-1] + mapped[-1]) / 1024) if kept else 0,
        "memory_growth_kib_per_1000_visits": round(1000 * slope(settled)),
        "memory_growth_within_kib": round(2000 * slope_error(settled)),
        "memory_files_growth_kib_per_1000_visits": round(1000 * slope(of_files)),
        "memory_qml_problems": len(window.problems),
    }
    window.close()
    return figures


def resident_kib() -> tuple[float, float]:
    """What this process holds in memory, and what is there of files it maps (proc(5): RssAnon, RssFile), in KiB.

    Pages of libraries and typefaces come in when something is used for the first time; nothing of a visit is in them.
    """
    told = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines())
    return float(told["RssAnon"].split()[0]), float(told["RssFile"].split()[0])


def percentile(values: list[float], share: float) -> float:
    """The smallest value that `share` of all do not exceed; 0.0 of none."""
    ordered = sorted(values)
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _window(station: Station, clock: Callable[[], float]) -> tuple[PatientWindow, Calm]:
    window = PatientWindow(station, Languages(), size=PANEL, clock=clock)
    window.show(full_screen=False)
    return window, Calm(window)


def main() -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m ui.patient.bench", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the demonstration's TOML")
    parser.add_argument("--visits", type=int, default=0, metavar="N", help="quick visits, for the memory they leave")
    options = parser.parse_args()
    log_to_stderr()
    settle_heaps()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    app = QGuiApplication(sys.argv[:1])
    load_fonts(app)
    figures = (
        measure_memory(options.config, app, options.visits) if options.visits else measure_busy(options.config, app)
    )
    sys.stdout.write(json.dumps(figures) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
