"""Somebody before the panel who wants out, and what must hold whatever they do."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QInputMethodEvent, QWindow
from PySide6.QtTest import QTest
from window_looking import texts

from ui.patient.gallery import settle
from ui.patient.samples import Sample, SampleStation, admin_samples, samples
from ui.patient.window import PatientWindow

CANARY = "CANARY-7391"

KEYS = [
    *(getattr(Qt.Key, f"Key_F{number}") for number in range(1, 36)),
    *(Qt.Key.Key_Escape, Qt.Key.Key_Menu, Qt.Key.Key_Super_L, Qt.Key.Key_Super_R, Qt.Key.Key_Meta, Qt.Key.Key_Print),
    *(Qt.Key.Key_SysReq, Qt.Key.Key_Pause, Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Insert, Qt.Key.Key_Tab),
    *(Qt.Key.Key_Backtab, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Space),
    *(Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
    *(getattr(Qt.Key, f"Key_{letter}") for letter in "ACDLNOPQRSTVWXZ"),
    *(Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_0, Qt.Key.Key_Question, Qt.Key.Key_Multi_key),
    *(Qt.Key.Key_Dead_Acute, Qt.Key.Key_Dead_Circumflex, Qt.Key.Key_Codeinput, Qt.Key.Key_Mode_switch),
    *(Qt.Key.Key_HomePage, Qt.Key.Key_LaunchMail, Qt.Key.Key_LaunchMedia, Qt.Key.Key_Launch0, Qt.Key.Key_WWW),
    *(Qt.Key.Key_MediaPlay, Qt.Key.Key_VolumeUp, Qt.Key.Key_VolumeMute, Qt.Key.Key_Search, Qt.Key.Key_Favorites),
    *(Qt.Key.Key_PowerOff, Qt.Key.Key_Sleep, Qt.Key.Key_Suspend, Qt.Key.Key_Hibernate, Qt.Key.Key_LogOff),
    *(Qt.Key.Key_TaskPane, Qt.Key.Key_Calculator, Qt.Key.Key_Explorer, Qt.Key.Key_Help, Qt.Key.Key_Back),
    *(Qt.Key.Key_Close, Qt.Key.Key_Exit, Qt.Key.Key_Copy, Qt.Key.Key_Paste, Qt.Key.Key_Open, Qt.Key.Key_Find),
]
"""What closes, switches, prints, opens, launches or pastes somewhere; delivered as if nothing before the window had."""

_NONE = Qt.KeyboardModifier.NoModifier
_CTRL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_SHIFT, _META = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.MetaModifier
MODIFIERS = (_NONE, _CTRL, _ALT, _SHIFT, _META, _CTRL | _ALT, _CTRL | _SHIFT, _ALT | _SHIFT, _CTRL | _ALT | _SHIFT)


def every_screen() -> list[Sample]:
    """The fullest picture of every screen, of everything that covers one, and of the room behind."""
    fullest = {one.view.overlay or one.view.screen.value: one for one in samples()}
    behind = {one.admin.page.value: one for one in admin_samples()}
    return [*fullest.values(), *behind.values()]


@dataclass
class Attacked:
    """A full-screen window on a station of samples."""

    window: PatientWindow
    station: SampleStation
    now: list[float] = field(default_factory=list)

    def shows(self, sample: Sample) -> None:
        self.station.show(sample.view, sample.live)
        self.station.admin.show(sample.admin)
        settle()

    def middle(self) -> QPoint:
        return QPoint(self.window.window.width() // 2, self.window.window.height() // 2)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        self.now[0] += 0.05
        QTest.sendKeyEvent(QTest.KeyAction.Click, self.window.window, key, "", modifiers)

    def types(self, text: str) -> None:
        """As fast as a device can, each character as a key event of its own."""
        for sign in text:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.window.window, Qt.Key(ord(sign.upper())), sign, _NONE)

    def composes(self, text: str) -> None:
        """An input method commits a text."""
        event = QInputMethodEvent("", [])
        event.setCommitString(text)
        QGuiApplication.sendEvent(self.window.window.activeFocusItem() or self.window.window, event)

    def drops(self, dropped: QMimeData) -> bool:
        """Something is dragged in and let go; whether anybody took it."""
        at, button = QPointF(self.middle()), Qt.MouseButton.LeftButton
        entering = QDragEnterEvent(at, Qt.DropAction.CopyAction, dropped, button, _NONE)
        entering.ignore()
        QGuiApplication.sendEvent(self.window.window, entering)
        letting = QDropEvent(at, Qt.DropAction.CopyAction, dropped, button, _NONE)
        letting.ignore()
        QGuiApplication.sendEvent(self.window.window, letting)
        return entering.isAccepted() or letting.isAccepted()

    def holds(self) -> None:
        """The window fills the panel, is alone, shows nothing that somebody brought, and Qt had nothing to say."""
        settle()
        shown = [one for one in QGuiApplication.topLevelWindows() if one.isVisible()]
        assert shown == [self.window.window]
        assert self.window.window.visibility() is QWindow.Visibility.FullScreen
        assert self.window.window.size() == QGuiApplication.primaryScreen().size()
        assert QGuiApplication.modalWindow() is None
        assert [line for line in texts(self.window.window) if CANARY in line] == []
        assert self.window.window.property("drawnScreen") == self.window.bridge.showing()[0].screen
        assert self.window.problems == []


def files_and_links() -> QMimeData:
    """A file, a page and a text, as a file manager or a browser hands them over."""
    brought = QMimeData()
    brought.setUrls([QUrl.fromLocalFile("/etc/passwd"), QUrl("https://example.org/"), QUrl("javascript:1")])
    brought.setText(CANARY)
    return brought
