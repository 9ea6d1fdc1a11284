"""The keypad below the screen, and the voice: six keys reach every control of every screen, and each is told.

The keys type plain key codes. Next and previous go through the controls in reading order: what the screen asks, then
its foot, then the header's tools. A finger on the glass needs none of it and sees no focus.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QMetaObject, QObject, Qt, QTimer
from PySide6.QtGui import QAccessible, QKeyEvent, QKeySequence
from PySide6.QtQml import QJSValue
from PySide6.QtQuick import QQuickItem

from kiosk.audio.guide import Drawn, Guide, Named
from ui.patient.window import PatientWindow

LOUDER_EVERY_S = 1.0
# Back is what the screen calls so; over a screen it is the way on.
HEADINGS = ("languageTitle", "dialogTitle", "title")
BACK = ("languageBack", "back", "dialogPrimary")
PAD = 10
OF_THE_HOSPITAL = "steps"
NAMED_BY_THE_HOSPITAL = "place:"


class Keypad(QObject):
    """Listens to the window's keys. `keys` maps what a key is for to what it types, as Qt names it; see `[keypad]`."""

    def __init__(
        self, window: PatientWindow, guide: Guide, keys: Mapping[str, str], clock: Callable[[], float]
    ) -> None:
        super().__init__()
        self._window = window
        self._guide = guide
        self._clock = clock
        self._acts: dict[int, Callable[[], None]] = {}
        acts = {
            "previous": lambda: self._go(-1),
            "next": lambda: self._go(1),
            "select": self._select,
            "back": self._back,
            "help": lambda: self._press_first(("help",)),
            "plugged": self.begin,
            "unplugged": self.end,
        }
        for name, act in acts.items():
            code = key_code(keys.get(name, ""))
            if code is not None:
                self._acts.setdefault(code, act)
        self._sound = key_code(keys.get("sound", ""))
        self._louder_at = 0.0
        self._used = False
        self._standing = ""
        self._names: set[str] = set()
        self._sheet = ""
        self._screen = ""
        self._wish = ""
        bridge = window.bridge
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.follow)
        for changed in (bridge.viewChanged, bridge.overlayChanged, bridge.languageChanged):
            changed.connect(self._later.start)
        bridge.liveChanged.connect(self._move)
        bridge.forgotten.connect(self._forget)
        bridge.voiceAsked.connect(self._asked)
        window.window.installEventFilter(self)
        self.follow()
        self._note()

    def begin(self) -> None:
        """Speak from now on."""
        self._guide.begin(self._drawn(self.controls()))
        self._note()

    def end(self) -> None:
        """Be silent until somebody asks again."""
        self._guide.end()
        self._note()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's: the keypad's keys go no further; a touch takes the focus away."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin):
            self._leave()
        if self._guide.on and event.type() in (QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd):
            self._later.start()
        if not isinstance(event, QKeyEvent) or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return super().eventFilter(watched, event)
        pressed = event.type() == QEvent.Type.KeyPress
        code = event.key()
        if code == self._sound:
            if pressed:
                self._sounded(held=event.isAutoRepeat())
            return True
        act = self._acts.get(code)
        if act is None:
            return super().eventFilter(watched, event)
        if pressed and not event.isAutoRepeat():
            act()
        return True

    def controls(self) -> list[QQuickItem]:
        """What can be pressed now, in reading order."""
        found = list(_controls(self._window.window.contentItem(), ""))
        for group in ("", "actions", "header"):
            lines = _in_lines([item for item, within in found if within == group])
            found += [(item, "sorted") for item in lines]
        return [item for item, within in found if within == "sorted"]

    def standing(self) -> QQuickItem | None:
        """The control that has the focus."""
        item = self._window.window.activeFocusItem()
        return item if item is not None and _pressable(item) else None

    def _go(self, by: int) -> None:
        controls = self.controls()
        if not controls:
            return
        self._used = True
        names = [item.objectName() for item in controls]
        now = self.standing()
        if now in controls:
            at = controls.index(now) + by
        elif self._standing in names:
            at = names.index(self._standing) + by
        else:
            at = 0 if by > 0 else -1
        self._stand(controls[at % len(controls)])

    def _stand(self, item: QQuickItem, heading: str = "") -> None:
        item.forceActiveFocus(Qt.FocusReason.TabFocusReason)
        self._standing = item.objectName()
        named = _named(item)
        self._guide.control(replace(named, text=f"{heading} {named.text}".strip()))

    def _heading(self) -> tuple[str, str]:
        """Whose heading stands uppermost, the sheet's over the screen or the screen's, and what it asks."""
        name, shown = next(((name, item) for name in HEADINGS if (item := self._window.item(name))), ("", None))
        words = "" if shown is None else str(shown.property("text"))
        return name, words if not words or words[-1] in ".?!。？！" else f"{words}."

    def _select(self) -> None:
        now = self.standing()
        if now is None:
            self._go(1)
            return
        self._used = True
        typing = now.objectName().startswith("key")
        QMetaObject.invokeMethod(now, "act")
        if typing:
            note = self._window.item("padNote")
            if note is not None:
                self._guide.control(Named("typed", str(note.property("text"))))
        else:
            self._later.start()

    def _back(self) -> None:
        self._press_first(BACK)

    def _press_first(self, names: tuple[str, ...]) -> None:
        self._used = True
        for name in names:
            item = self._window.item(name)
            if item is not None:
                QMetaObject.invokeMethod(item, "act")
                self._later.start()
                return

    def _sounded(self, *, held: bool) -> None:
        if not held:
            self._louder_at = self._clock() + LOUDER_EVERY_S
            if self._guide.on:
                self._guide.repeat()
            else:
                self.begin()
        elif self._clock() >= self._louder_at:
            self._louder_at = self._clock() + LOUDER_EVERY_S
            self._guide.louder()

    def _move(self) -> None:
        """Something moves on the screen that was told; another one is told when it is drawn."""
        view, live = self._window.bridge.showing()
        if self._screen == (view.overlay.value or view.screen.value):
            self._guide.show(view, live, self._window.bridge.speaks())

    def _drawn(self, controls: list[QQuickItem]) -> Drawn:
        """What the window alone knows: the steps it shows, and what can be pressed."""
        names = [item.objectName() for item in controls]
        back = next((name for name in BACK if name in names), "")
        offers = [
            _named(item, "back" if name == back else "help" if name == "help" else "")
            for name, item in zip(names, controls, strict=True)
        ]
        keys = [one.text for one in offers if len(one.text) == 1]
        pad = "" if len(keys) < PAD else "digits" if any(key.isdecimal() for key in keys) else "letters"
        steps, theirs = self._steps()
        return Drawn(steps, theirs, tuple(one for one in offers if not (pad and len(one.text) == 1)), pad)

    def _steps(self) -> tuple[tuple[str, ...], bool]:
        """The sentences of a list of steps, if one is shown, and whether they are the hospital's own words."""
        for item in _visible(self._window.window.contentItem()):
            if item.property("sentences"):
                steps = item.property("steps")
                found = steps.toVariant() if isinstance(steps, QJSValue) else steps
                texts = (step["text"] if isinstance(step, dict) else str(step) for step in found or ())
                return tuple(texts), item.objectName() == OF_THE_HOSPITAL
        return (), False

    def follow(self) -> None:
        """Another screen, or the same one drawn again: the focus stands on the same control, or on the first."""
        wish, self._wish = self._wish, ""
        self._follow()
        match wish:
            case "begin":
                self.begin()
            case "repeat":
                self._guide.repeat()
            case "louder":
                self._guide.louder()

    def _follow(self) -> None:
        bridge = self._window.bridge
        view, live = bridge.showing()
        screen = f"{view.overlay.value or view.screen.value}"
        another, self._screen = screen != self._screen, screen
        if not (self._guide.on or self._used):
            self._guide.show(view, live, bridge.speaks())
            return
        controls = self.controls()
        names = {item.objectName() for item in controls}
        sheet, heading = self._heading()
        turned = sheet != self._sheet or len(self._names - names) > len(self._names) // 2
        self._sheet, self._names = sheet, names
        page = heading if turned and not another else ""
        self._guide.show(view, live, bridge.speaks(), self._drawn(controls), page)
        if not self._used or not controls:
            return
        same = [item for item in controls if item.objectName() == self._standing]
        if another or turned:
            # Quietly: what the screen, its next page or a sheet over it asks is being said.
            controls[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)
            self._standing = controls[0].objectName()
        elif not same:
            self._stand(controls[0], heading)
        elif self.standing() is None:
            same[0].forceActiveFocus(Qt.FocusReason.TabFocusReason)

    def _leave(self) -> None:
        now = self.standing()
        if now is not None:
            now.setFocus(False)
        self._used = False
        self._standing = ""

    def _forget(self) -> None:
        self._leave()
        self.end()

    def _asked(self, wish: str) -> None:
        """The glass asks for the voice: it speaks once the sheet that was touched is closed."""
        self._wish = wish
        self._later.start()

    def _note(self) -> None:
        """Tell the window whether there is a voice, and whether it speaks."""
        self._window.bridge.voice_is("on" if self._guide.on else "off" if self._guide.audible else "")


def key_code(name: str) -> int | None:
    """The code of a key as Qt names it, or None for none."""
    sequence = QKeySequence(name)
    return sequence[0].key().value if name and sequence.count() == 1 else None  # type: ignore[index]


def spoken(item: QQuickItem) -> str:
    """A control as the screen reader is told of it."""
    accessible = QAccessible.queryAccessibleInterface(item)
    return accessible.text(QAccessible.Text.Name) if accessible is not None else ""


def _named(item: QQuickItem, key: str = "") -> Named:
    name = item.objectName()
    return Named(name, spoken(item), key, theirs=name.startswith(NAMED_BY_THE_HOSPITAL))


def _visible(item: QQuickItem) -> Iterator[QQuickItem]:
    if item.isVisible() and item.opacity() > 0:
        yield item
        for child in item.childItems():
            yield from _visible(child)


def _pressable(item: QQuickItem) -> bool:
    """Whether an item is one of ours that can be pressed (`Touch`).

    Not by its meta-object: QML frees those, and Python's wrapper of one may then stand for an item that took its place.
    """
    return item.property("down") is not None


def _controls(item: QQuickItem, within: str) -> Iterator[tuple[QQuickItem, str]]:
    if not item.isVisible() or not item.isEnabled() or item.opacity() == 0:
        return
    if item.objectName() in ("actions", "header"):
        within = item.objectName()
    if _pressable(item) and item.width() > 0 and item.height() > 0:
        yield item, within
        return
    for child in item.childItems():
        yield from _controls(child, within)


def _in_lines(items: list[QQuickItem]) -> list[QQuickItem]:
    """From the top, each line from the left; what stands half beside a control is on its line."""
    placed = sorted(((item.mapRectToScene(item.boundingRect()), item) for item in items), key=lambda one: one[0].top())
    lines: list[list[tuple[float, QQuickItem]]] = []
    bottom = -1.0
    for place, item in placed:
        if not lines or place.center().y() > bottom:
            lines.append([])
            bottom = place.bottom()
        lines[-1].append((place.left(), item))
    return [item for line in lines for _, item in sorted(line, key=lambda one: one[0])]
