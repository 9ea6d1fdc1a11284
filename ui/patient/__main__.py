"""The patient's window of a station: `python -m ui.patient --config station.toml`.

The welcome screen is drawn first; the station behind it is opened meanwhile, and what takes long to load is loaded
then. A touch before that is kept until somebody can take it.
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from kiosk.audio.speaker import Silence, Speaker
from kiosk.logs import log_to_stderr
from kiosk.service.notify import Notifier
from kiosk.service.watchdog import Heartbeats, Watchdog
from kiosk.station.api import Station
from kiosk.station.glance import glance
from kiosk.visit.contents import Screen
from ui.patient.calm import Calm, settle_heaps
from ui.patient.fed import Fed
from ui.patient.languages import LANGUAGES, Languages, load_fonts
from ui.patient.opening import OpeningStation
from ui.patient.shots import Shots
from ui.patient.window import PatientWindow, WindowNotLoaded

if TYPE_CHECKING:
    from ui.patient.hand import Hand

log = logging.getLogger("ui.patient")

TICK_MS = 500
UNDRAWN_MS = 3000
BESIDE = 40
AGAIN_MS = 30_000
DAMAGED = "journal"


def main(arguments: list[str] | None = None) -> int:
    """Run the window until it is closed; 0 done, 1 the scripted patient was stuck, 2 it could not be started."""
    options = _options(arguments)
    log_to_stderr()
    settle_heaps()
    # Without a GPU the software renderer is the faster one; a station with one sets QT_QUICK_BACKEND itself.
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    if not options.config.is_file():
        return _cannot(f"no configuration at {options.config}: name the station's file with --config")
    if (options.hand or options.script) and not options.demo:
        return _cannot("--hand and --script play with the demonstration's devices: add --demo")
    app = _application(with_widgets=options.hand)
    load_fonts(app)
    beats, notifier = Heartbeats(time.monotonic), Notifier.from_environment()
    program = _Program(app, options, beats)
    station = OpeningStation(glance(options.config), program.open, program.failed.emit)
    size = options.size or (_fitting(app) if options.windowed else None)
    try:
        window = PatientWindow(station, Languages(), size=size, first=Screen.WELCOME)
    except WindowNotLoaded as error:
        return _cannot(f"{error} ({'; '.join(error.problems)})")
    try:
        return program.run(window, Watchdog(notifier, beats))
    finally:
        notifier.stopping()
        # First the station falls silent, then goes what it speaks to.
        station.close()
        window.close()


class _Program(QObject):
    """What happens round the window: the first picture, then the station, then what works with both."""

    failed = Signal(object)
    closed = Signal(str)

    def __init__(self, app: QGuiApplication, options: argparse.Namespace, beats: Heartbeats) -> None:
        super().__init__()
        self._app = app
        self._options = options
        self._beats = beats
        self._window: PatientWindow
        self._begun = False
        self._hand: Hand | None = None
        self._speaker: Speaker = Silence()
        self._kept: list[QObject] = []
        self._code = 0
        self.failed.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.closed.connect(self._stay_closed, Qt.ConnectionType.QueuedConnection)

    def open(self) -> Station:
        """The station of the configuration; see `OpeningStation`."""
        station, self._hand, trouble = _open(self._options, self._beats)
        if trouble:
            self.closed.emit(trouble)
        return station

    def run(self, window: PatientWindow, watchdog: Watchdog) -> int:
        """Show the window until it is closed; the code to end with."""
        options = self._options
        self._window = window
        self._kept += [Fed(window, watchdog), Calm(window)]
        if options.shots is not None:
            self._kept.append(Shots(window, options.shots))
        once = Qt.ConnectionType.SingleShotConnection
        window.window.frameSwapped.connect(self._drawn, once)
        window.bridge.heard.connect(self._heard, once)
        # A panel that is switched off draws nothing; its station opens all the same.
        QTimer.singleShot(UNDRAWN_MS, self, self._begin)
        window.show(full_screen=not options.windowed and options.size is None)
        for number in (signal.SIGTERM, signal.SIGINT):
            # Not `quit`: that asks the window first, and a station's window stays.
            signal.signal(number, lambda _number, _frame: self._app.exit(0))
        # Python handles signals between its own instructions only; an idle Qt loop has none.
        heartbeat = QTimer(interval=TICK_MS)
        heartbeat.timeout.connect(lambda: None)
        heartbeat.start()
        code = self._app.exec()
        self._kept.clear()
        self._speaker.close()
        return code or self._code

    @Slot()
    def _drawn(self) -> None:
        log.info("first picture")
        self._begin()

    @Slot()
    def _begin(self) -> None:
        if not self._begun:
            self._begun = True
            self._window.bridge.start()

    @Slot()
    def _heard(self) -> None:
        log.info("station open")
        window, options, hand = self._window, self._options, self._hand
        self._speaker, keys = _voice(options)
        self._kept.append(_keypad(window, self._speaker, keys))
        if options.hand and hand is not None:
            from ui.patient.hand import HandWindow  # noqa: PLC0415 - widgets are loaded for the demonstration only

            hand_window = HandWindow(hand)
            hand_window.move(BESIDE + window.window.width(), BESIDE)
            hand_window.show()
            self._kept.append(hand_window)
        if options.script and hand is not None:
            self._kept.append(_Driver(self._app, window, hand, options.language))

    @Slot(str)
    def _stay_closed(self, trouble: str) -> None:
        """The station could not be opened: it ends with 2, by itself where another start may find it otherwise."""
        self._code = 2
        if trouble != DAMAGED:
            QTimer.singleShot(AGAIN_MS, self, self._app.quit)

    @Slot(object)
    def _end(self, error: Exception) -> None:
        # Whatever a device, a secret or the journal says, it is told in one line and not as a traceback.
        self._app.exit(_cannot(f"the station cannot be opened: {error}"))


def _open(options: argparse.Namespace, beats: Heartbeats) -> tuple[Station, Hand | None, str]:
    """The station of the configuration, for a demonstration the hand that plays with it, and why it is closed."""
    # Imported here: opening a station loads every device's library, which a window that only draws does not need.
    from kiosk.admin.practice import Practised  # noqa: PLC0415

    if options.demo:
        from kiosk.demo.hand import open_demo  # noqa: PLC0415

        demo, hand = open_demo(options.config)
        return Practised.beside(demo, options.config), hand, ""
    from kiosk.journal import JournalDamaged, JournalUnavailable  # noqa: PLC0415
    from kiosk.station.closed import ClosedStation  # noqa: PLC0415
    from kiosk.station.opening import open_station  # noqa: PLC0415

    try:
        station = open_station(options.config)
        station.beat(beats)
        return Practised.beside(station, options.config), None, ""
    except (JournalDamaged, JournalUnavailable) as error:
        # Patients are sent to the desk; staff read why there and here, and the file is left as it is.
        _cannot(str(error))
        trouble = DAMAGED if isinstance(error, JournalDamaged) else "disk" if error.full else "away"
        return ClosedStation(options.config, trouble), None, trouble


def _voice(options: argparse.Namespace) -> tuple[Speaker, dict[str, str]]:
    """The station's speaker and what its keypad types; silence where the file cannot be read again."""
    from kiosk.audio.opening import open_voice  # noqa: PLC0415 - as in `_open`
    from kiosk.config import ConfigError  # noqa: PLC0415

    try:
        return open_voice(options.config)
    except ConfigError:
        return Silence(), {}


def _keypad(window: PatientWindow, speaker: Speaker, keys: dict[str, str]) -> QObject:
    from kiosk.audio.guide import Guide  # noqa: PLC0415 - as in `_open`
    from ui.patient.keypad import Keypad  # noqa: PLC0415

    return Keypad(window, Guide(speaker, window.bridge.house()), keys, time.monotonic)


class _Driver(QObject):
    """Lets the scripted patient look at the window twice a second and touch it with real mouse events."""

    def __init__(self, app: QGuiApplication, window: PatientWindow, hand: Hand, language: str) -> None:
        super().__init__()
        from ui.patient.script import ScriptedPatient  # noqa: PLC0415 - for the demonstration only

        self._app = app
        self._window = window
        self._patient = ScriptedPatient(self, hand, _say, time.monotonic, speaks=language)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def press(self, name: str) -> bool:
        """See `Fingers`."""
        item = self._window.item(name)
        if item is None:
            return False
        centre = item.mapToScene(item.boundingRect().center())
        at = QPoint(round(centre.x()), round(centre.y()))
        from PySide6.QtTest import QTest  # noqa: PLC0415 - for the demonstration only

        QTest.mouseClick(self._window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        return True

    def _tick(self) -> None:
        self._patient.tick(*self._window.bridge.look(), self._window.bridge.speaks())
        if self._patient.ended is not None:
            self._timer.stop()
            self._app.exit(self._patient.ended)


def _fitting(app: QGuiApplication) -> QSize:
    """A portrait window that fits the screen it is tried on, with room for a title bar."""
    height = min(1920, app.primaryScreen().availableGeometry().height() - 2 * BESIDE)
    return QSize(height * 9 // 16, height)


def _application(*, with_widgets: bool) -> QGuiApplication:
    if with_widgets:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - a station without the hand needs no widgets

        return QApplication(sys.argv[:1])
    return QGuiApplication(sys.argv[:1])


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m ui.patient", description=__doc__)
    parser.add_argument("--config", type=Path, required=True, metavar="FILE", help="the station's TOML")
    parser.add_argument("--windowed", action="store_true", help="a window instead of the whole screen")
    parser.add_argument("--size", type=_size, metavar="WxH", help="a window of this size")
    parser.add_argument("--shots", type=Path, metavar="DIR", help="save a picture of every screen")
    parser.add_argument("--demo", action="store_true", help="the demonstration's virtual card, camera and bank")
    parser.add_argument("--hand", action="store_true", help="show the demonstration's hand beside the window")
    parser.add_argument("--script", action="store_true", help="let a scripted patient go through one visit")
    parser.add_argument("--language", choices=LANGUAGES, default="vi", help="what the scripted patient speaks")
    return parser.parse_args(arguments)


def _size(text: str) -> QSize:
    width, _, height = text.partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write for example 1080x1920")
    return QSize(int(width), int(height))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _cannot(why: str) -> int:
    sys.stderr.write(f"patient window: {why}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
