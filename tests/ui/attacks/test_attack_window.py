"""Out of the window: no key, no finger, no mouse, no paste and no drop leads anywhere but to the screens."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from attacked_window import CANARY, KEYS, MODIFIERS, Attacked, every_screen, files_and_links
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest
from window_looking import visible

from kiosk.visit.view import Screen
from ui.patient.gallery import settle
from ui.patient.samples import samples

pytestmark = pytest.mark.attack

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def clipboard(qapp: QGuiApplication) -> Iterator[None]:
    board = QGuiApplication.clipboard()
    board.setText(CANARY)
    yield
    assert board.text() == CANARY, "something of a screen was copied"
    board.clear()


@pytest.mark.parametrize("screen", [Screen.WELCOME, Screen.KEY_TYPE, Screen.TICKET])
def test_no_key_with_any_modifier_leaves_a_screen(attacked: Attacked, clipboard: None, screen: Screen) -> None:
    attacked.shows(next(one for one in samples() if one.view.screen is screen))
    for key in KEYS:
        for modifiers in MODIFIERS:
            attacked.key(key, modifiers)
    attacked.holds()


def test_no_key_no_button_no_menu_no_paste_and_no_drop_leaves_any_screen(attacked: Attacked, clipboard: None) -> None:
    random = Random(2)
    window = attacked.window.window
    for sample in every_screen():
        attacked.shows(sample)
        for _ in range(60):
            attacked.key(random.choice(KEYS), random.choice(MODIFIERS))
        for button in (Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.BackButton):
            QTest.mouseClick(window, button, NONE, attacked.middle())
        for kind in (QEvent.Type.ContextMenu, QEvent.Type.ToolTip, QEvent.Type.WhatsThis):
            QGuiApplication.sendEvent(window, QEvent(kind))
        assert not attacked.drops(files_and_links())
        inputs = ("QQuickTextInput", "QQuickTextEdit", "QQuickDropArea")
        assert not [one for one in visible(window.contentItem()) if any(one.inherits(kind) for kind in inputs)]
        assert not QGuiApplication.inputMethod().isVisible()
        attacked.holds()


def test_the_window_is_closed_by_nobody_but_the_program(attacked: Attacked, clipboard: None) -> None:
    attacked.shows(samples()[0])
    assert not attacked.window.window.close()
    event = QCloseEvent()
    QGuiApplication.sendEvent(attacked.window.window, event)
    assert not event.isAccepted()
    attacked.holds()


def test_sticky_keys_struck_five_times_and_held_modifiers_do_nothing(attacked: Attacked, clipboard: None) -> None:
    attacked.shows(samples()[0])
    for held in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock):
        for _ in range(5):
            attacked.key(held, NONE)
        QTest.keyPress(attacked.window.window, held)
        attacked.holds()
        QTest.keyRelease(attacked.window.window, held)
    attacked.holds()


def test_ten_thousand_keys_of_a_false_keyboard_change_no_screen(attacked: Attacked, clipboard: None) -> None:
    attacked.shows(next(one for one in samples() if one.view.screen is Screen.KEY_TYPE))
    random = Random(1)
    attacked.types("".join(chr(random.randrange(0x21, 0x7F)) for _ in range(10_000)))
    attacked.holds()
    attacked.composes(CANARY + "<img src=x>")
    attacked.holds()


def test_holding_sliding_and_swiping_from_an_edge_act_as_nothing(
    attacked: Attacked, clipboard: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attacked.station, "sent", [])
    attacked.shows(next(one for one in samples() if one.view.screen is Screen.CHECK))
    window = attacked.window.window
    QGuiApplication.styleHints().setMousePressAndHoldInterval(1)
    wide, high = window.width(), window.height()
    ways = [((0, y), (wide - 1, y)) for y in range(0, high, high // 6)]
    ways += [((x, 0), (x, high - 1)) for x in range(0, wide, wide // 6)]
    for begins, ends in [way[::step] for way in ways for step in (1, -1)]:
        QTest.mousePress(window, LEFT, NONE, QPoint(*begins), 5)
        for part in range(1, 9):
            x, y = (round(a + (b - a) * part / 8) for a, b in zip(begins, ends, strict=True))
            QTest.mouseMove(window, QPoint(x, y))
        QTest.mouseRelease(window, LEFT, NONE, QPoint(*ends))
        attacked.holds()
    assert attacked.station.sent == []


def test_ten_fingers_at_once_press_no_more_than_one(attacked: Attacked, clipboard: None) -> None:
    panel = QTest.createTouchDevice(QPointingDevice.DeviceType.TouchScreen)
    window = attacked.window.window
    pressed = 0
    for sample in every_screen()[:12]:
        attacked.now[0] += 1.0
        attacked.shows(sample)
        window.grabWindow()
        controls = [one for one in visible(window.contentItem()) if one.property("down") is not None]
        places = [one.mapToScene(one.boundingRect().center()).toPoint() for one in controls][:10]
        before = len(attacked.station.sent)
        pressing = QTest.touchEvent(window, panel)
        for finger, place in enumerate(places):
            pressing.press(finger, place, window)
        pressing.commit()
        lifting = QTest.touchEvent(window, panel)
        for finger, place in enumerate(places):
            lifting.release(finger, place, window)
        lifting.commit()
        settle()
        assert len(attacked.station.sent) - before <= 2, sample.name
        pressed += len(attacked.station.sent) > before
        attacked.holds()
    assert pressed > 2
