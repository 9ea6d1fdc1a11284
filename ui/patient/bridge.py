"""Between the station and QML: views come in from the station's thread, intents go out from the patient's touch."""

from __future__ import annotations

import hashlib
import time
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Qt, QTimer, Signal, Slot

from kiosk.station.api import Information, Live, Preview, Station
from kiosk.visit.contents import Overlay, Screen, View
from ui.patient.forms import form_of
from ui.patient.languages import Languages
from ui.patient.shown import shown, told

if TYPE_CHECKING:
    from kiosk.admin.values import Admin
    from kiosk.visit.events import Intent

SECOND_TAP_S = 0.3
SAME_KEY_S = 0.12  # a number may hold the same digit twice; only a bouncing finger is faster than this
SECONDS_MS = 200
FORGOTTEN_MS = 45_000
HOME_LANGUAGE = "vi"
RESTING = (Screen.WELCOME, Screen.CLOSED)


class Bridge(QObject):
    """What QML sees: `view` (a map, see shown.py), live values, the accessories' state, and slots that send intents.

    `clock` gives monotonic seconds. Views and lives may come on any thread; QML is told on the GUI thread.
    """

    _view_came = Signal(object)
    _live_came = Signal(object)
    heard = Signal()
    """A view of the station has been taken over, changed or not."""

    viewChanged = Signal()
    liveChanged = Signal()
    overlayChanged = Signal()
    secondsChanged = Signal()
    accessoriesChanged = Signal()
    languageChanged = Signal()
    infoChanged = Signal()
    voiceChanged = Signal()
    voiceAsked = Signal(str)
    shotChanged = Signal()
    forgotten = Signal()

    def __init__(
        self,
        station: Station,
        languages: Languages,
        *,
        clock: Callable[[], float] = time.monotonic,
        motion: bool = True,
        first: Screen = Screen.CLOSED,
    ) -> None:
        super().__init__()
        self._station = station
        self._info = station.info
        self._languages = languages
        self._clock = clock
        self._motion = motion
        self._view = View(first)
        self._live = Live()
        self._map: dict[str, Any] = {}
        self._seconds = -1
        self._large = False
        self._contrast = False
        self._low = False
        self._shot = False
        self._inside = False
        self._voice = ""
        self._chosen = HOME_LANGUAGE
        self._last_tap = ("", -1.0)
        self._languages.use(HOME_LANGUAGE)
        self._view_came.connect(self._take_view, Qt.ConnectionType.QueuedConnection)
        self._live_came.connect(self._take_live, Qt.ConnectionType.QueuedConnection)
        self._ticker = QTimer(self, interval=SECONDS_MS)
        self._ticker.timeout.connect(self._count)
        self._forgotten = QTimer(self, interval=FORGOTTEN_MS, singleShot=True)
        self._forgotten.timeout.connect(self._forget)
        self._draw()

    def start(self) -> None:
        """Start the station; its views arrive from now on."""
        self._station.start(self._view_came.emit, self._live_came.emit)

    def frame(self) -> Preview | None:
        """The newest camera picture, for the preview item."""
        return self._station.preview()

    def clock(self) -> float:
        """The window's monotonic seconds."""
        return self._clock()

    def go_inside(self, inside: bool) -> None:
        """Staff come behind the screen, or leave: what was set before holds no more; what they set stays till then."""
        if inside != self._inside:
            self._inside = inside
            self._forgotten.stop()
            self._forget()

    def room(self) -> Admin | None:
        """The room behind the screen, where there is one."""
        return self._station.admin

    def look(self) -> tuple[dict[str, Any], str, Live]:
        """What the screen shows now, for those who are not QML: the view's map, what covers it, and what moves."""
        return self._map, self._view.overlay.value, self._live

    def showing(self) -> tuple[View, Live]:
        """The view itself, and what moves on it."""
        return self._view, self._live

    def voice_is(self, state: str) -> None:
        """The voice is `on`, `off`, or this station has none (empty)."""
        if state != self._voice:
            self._voice = state
            self.voiceChanged.emit()

    def house(self) -> Information:
        """What the station's own file tells everybody."""
        return self._info.information

    def speaks(self) -> str:
        """The language of the window now."""
        return self._languages.current

    # What QML reads

    def _get_view(self) -> dict[str, Any]:
        return self._map

    def _get_screen(self) -> str:
        return self._view.screen.value

    def _get_overlay(self) -> str:
        return self._view.overlay.value

    def _get_language(self) -> str:
        return self._languages.current

    view = Property("QVariantMap", _get_view, notify=viewChanged)  # type: ignore[arg-type]
    screen = Property(str, _get_screen, notify=viewChanged)
    overlay = Property(str, _get_overlay, notify=overlayChanged)
    language = Property(str, _get_language, notify=languageChanged)
    percent = Property(int, lambda self: self._live.percent, notify=liveChanged)
    stage = Property(str, lambda self: self._live.stage, notify=liveChanged)
    guidance = Property(str, lambda self: self._live.guidance, notify=liveChanged)
    glow = Property(str, lambda self: self._live.glow, notify=liveChanged)
    quality = Property(float, lambda self: self._live.quality, notify=liveChanged)
    seconds = Property(int, lambda self: self._seconds, notify=secondsChanged)
    large = Property(bool, lambda self: self._large, notify=accessoriesChanged)
    contrast = Property(bool, lambda self: self._contrast, notify=accessoriesChanged)
    shot = Property(bool, lambda self: self._shot, notify=shotChanged)
    motion = Property(bool, lambda self: self._motion, constant=True)
    low = Property(bool, lambda self: self._low, notify=accessoriesChanged)
    voice = Property(str, lambda self: self._voice, notify=voiceChanged)
    languages = Property(list, lambda self: self._offered(), notify=infoChanged)
    family = Property(str, lambda self: form_of(self._languages.current).family, notify=languageChanged)
    line = Property(float, lambda self: form_of(self._languages.current).line, notify=languageChanged)
    hospital = Property(str, lambda self: self._info.hospital, notify=infoChanged)
    station = Property(str, lambda self: self._info.station, notify=infoChanged)
    pxPerMm = Property(float, lambda self: self._info.px_per_mm, notify=infoChanged)
    information = Property("QVariantMap", lambda self: told(self._info.information), notify=infoChanged)  # type: ignore[arg-type]

    def _offered(self) -> list[dict[str, str]]:
        """The languages that can be chosen: each with its own name, in its own typeface."""
        offered = [one for one in self._info.languages if one in self._languages.offered]
        return [{"code": one, "name": form_of(one).name, "family": form_of(one).family} for one in offered]

    # What comes from the station

    @Slot(object)
    def _take_view(self, view: View) -> None:
        if self._station.info != self._info:
            self._info = self._station.info
            self.infoChanged.emit()
        before, self._view = self._view, view
        if view.screen in RESTING:
            if before.screen not in RESTING:
                self._forget()
        elif before.screen in RESTING and self._chosen != HOME_LANGUAGE:
            self._forgotten.stop()
            if view.language != self._chosen:
                # A language chosen on the welcome screen belongs to the visit that the card now begins.
                self._station.send(intent("language", self._chosen))
        elif before.screen in RESTING or view.language != before.language:
            self._forgotten.stop()
            self._chosen = view.language
        if view.screen is not before.screen:
            self._live = Live()
            self.liveChanged.emit()
        self._speak(self._chosen)
        self._draw()
        if view.overlay is not before.overlay:
            self.overlayChanged.emit()
        self._count()
        self.heard.emit()

    @Slot(object)
    def _take_live(self, live: Live) -> None:
        self._live = live
        self.liveChanged.emit()

    def _draw(self) -> None:
        drawn = shown(self._view, self._languages.current)
        if drawn != self._map:
            self._map = drawn
            self.viewChanged.emit()

    def _speak(self, language: str) -> None:
        if language != self._languages.current:
            self._languages.use(language)
            self.languageChanged.emit()

    def _count(self) -> None:
        """Seconds of the clock that is shown, -1 where none is."""
        timer = self._clock_shown()
        left = self._station.seconds_left(timer) if timer else None
        seconds = -1 if left is None else max(0, int(left + 0.999))
        if timer and not self._ticker.isActive():
            self._ticker.start()
        elif not timer:
            self._ticker.stop()
        if seconds != self._seconds:
            self._seconds = seconds
            self.secondsChanged.emit()

    def _clock_shown(self) -> str:
        match self._view.overlay:
            case Overlay.IDLE:
                return "idle_end"
            case Overlay.CARD_MISSING:
                return "card_gone"
            case _:
                return "payment" if self._view.screen is Screen.PAYMENT else ""

    def _forget(self) -> None:
        """Nothing a patient set stays for the next one: language, text size, contrast, a lowered screen."""
        self._large = self._contrast = self._low = False
        self._chosen = HOME_LANGUAGE
        self._live = Live()
        self.liveChanged.emit()
        self.accessoriesChanged.emit()
        self.forgotten.emit()
        if self._view.screen in RESTING:
            self._speak(HOME_LANGUAGE)
            self._draw()

    # What the patient does

    @Slot(str, bool, result=bool)
    def accepts(self, control: str, key: bool) -> bool:
        """Whether a tap counts: a second one within 300 ms does not; on a keypad only the same key's second."""
        now = self._clock()
        last, at = self._last_tap
        if now - at < (SAME_KEY_S if key else SECOND_TAP_S) and not (key and last != control):
            return False
        self._last_tap = (control, now)
        if self._view.screen in RESTING and not self._inside:
            self._forgotten.start()
        return True

    @Slot()
    def begin(self) -> None:
        """The welcome screen was touched."""
        self._station.begin(self._chosen)

    @Slot(str)
    def chooseLanguage(self, language: str) -> None:
        """Speak another language from now on; a running visit is told, the welcome screen keeps it for the next."""
        if language == self._languages.current:
            return
        self._chosen = language
        if self._view.screen not in RESTING:
            self._station.send(intent("language", language))
        self._speak(language)
        self._draw()

    @Slot(bool, bool)
    def chooseLook(self, large: bool, contrast: bool) -> None:
        """Large text and high contrast, until the visit ends."""
        self._large, self._contrast = large, contrast
        self.accessoriesChanged.emit()

    @Slot(str)
    def askVoice(self, wish: str) -> None:
        """The voice is to `begin`, to `repeat` the screen, or to be `louder`."""
        self.voiceAsked.emit(wish)

    @Slot(bool)
    def lower(self, low: bool) -> None:
        """Draw everything in the lower part of a tall panel, for who cannot reach or see its top."""
        self._low = low
        self.accessoriesChanged.emit()

    @Slot(bool, bool, bool, str)
    def consent(self, face: bool, insurer: bool, outside: bool, text: str) -> None:
        """The answers, with the fingerprint of the words they answer."""
        self._station.send(intent("consent", face, insurer, fingerprint(text), self._languages.current, outside))

    @Slot(str)
    def agree(self, text: str) -> None:
        """What an errand reads and asks was agreed to, with the fingerprint of the words."""
        self._station.send(intent("agreed", fingerprint(text), self._languages.current))

    @Slot(int)
    def rate(self, rating: int) -> None:
        """How it was, 1 to 5."""
        self._station.send(intent("rated", rating))

    @Slot(list, str)
    def remind(self, kinds: list[str], text: str) -> None:
        """What may be reminded of, with the fingerprint of the words it was asked in."""
        self._station.send(intent("reminded", tuple(kinds), fingerprint(text)))

    @Slot(str, str, result=bool)
    def typed(self, field: str, digits: str) -> bool:
        """One typed field: 12 digits (or the 6 of the CAN), a passport's or an insurance card's number, a name, or
        ddmmyyyy; empty means no expiry.

        False when there is no such day.
        """
        if field == "number":
            self._station.send(intent("key", "number" if len(digits) == 12 else "can", digits))
            return True
        if field in ("passport", "insurance", "name"):
            self._station.send(intent("key", field, unicodedata.normalize("NFC", digits)))
            return True
        if field == "expiry" and not digits:
            self._station.send(intent("key", "expiry", None))
            return True
        try:
            value = date(int(digits[4:8]), int(digits[2:4]), int(digits[:2]))
        except ValueError:
            return False
        if not date(1900, 1, 1) <= value <= date(2150, 12, 31):
            return False
        self._station.send(intent("key", field, value.isoformat()))
        return True

    @Slot(str)
    def chooseDepartment(self, department_id: str) -> None:
        """A clinic was touched."""
        self._station.send(intent("clinic", department_id))

    @Slot(str, str)
    def choose(self, what: str, value: str) -> None:
        """One answer of a question with few, by name (see intents.py)."""
        self._station.send(intent(what, value))

    @Slot(str)
    def press(self, name: str) -> None:
        """A plain intent, by name (see intents.py); calling a person from the welcome screen begins a visit."""
        if self._view.screen is Screen.WELCOME:
            self._station.begin(self._chosen)
        self._station.send(intent(name))

    @Slot(str, str)
    def signStaff(self, number: str, pin: str) -> None:
        """A member of staff typed these; the PIN goes to the station and stays nowhere."""
        self._station.staff(number, pin)

    def photograph(self, on: bool) -> None:
        """While on, no camera picture is drawn: pictures of the screen never hold a face."""
        self._shot = on
        self.shotChanged.emit()


def intent(name: str, *values: object) -> Intent:
    """What a person did, by its name."""
    from ui.patient.intents import INTENTS  # noqa: PLC0415 - nobody can have done anything before the first picture

    return INTENTS[name](*values)


def fingerprint(text: str) -> str:
    """What stands for a text that was shown: its SHA-256."""
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
