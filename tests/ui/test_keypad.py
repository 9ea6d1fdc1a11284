"""Six keys are enough: every control of every screen is reached and pressed by them, and the voice tells each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtQuick import QQuickItem
from PySide6.QtTest import QTest
from window_looking import is_control, place, visible
from window_shown import LANDSCAPE, PORTRAIT, MakeShown, Shown

from kiosk.audio.guide import Guide
from kiosk.audio.simulated import SimulatedSpeaker
from kiosk.config.model import Keypad as KeypadSection
from kiosk.station.api import Live
from kiosk.visit.events import HelpPressed
from kiosk.visit.view import Overlay, Screen, View
from ui.patient.gallery import settle
from ui.patient.keypad import Keypad, key_code
from ui.patient.samples import Sample, samples

KEYS = KeypadSection().model_dump()
NOTHING: tuple[str, ...] = ()
SAMPLES = {sample.name: sample for sample in samples()}


@dataclass
class Blind:
    """Who hears the window and feels the keys."""

    shown: Shown
    keypad: Keypad
    speaker: SimulatedSpeaker

    def press(self, name: str, *, held: bool = False) -> None:
        self.shown.now[0] += 1
        code = key_code(KEYS[name])
        assert code is not None
        window = self.shown.window.window
        if held:
            event = QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier, "", True)
            QCoreApplication.sendEvent(window, event)
        else:
            QTest.keyClick(window, Qt.Key(code))
        settle()

    def see(self, view: View, live: Live | None = None) -> None:
        """Another screen, drawn: its rows are laid out before anybody can press a key."""
        self.shown.show(View(Screen.WELCOME))
        self.shown.window.bridge.forgotten.emit()
        self.shown.show(view, live or Live())
        self.shown.window.window.grabWindow()

    def stands_on(self) -> str:
        standing = self.keypad.standing()
        return standing.objectName() if standing is not None else ""

    def go_to(self, name: str) -> None:
        for _ in range(len(self.keypad.controls())):
            self.press("next")
            if self.stands_on() == name:
                return
        raise AssertionError(f"{name} is not reached by the keys")


@pytest.fixture(scope="module")
def blind(make_shown: MakeShown) -> Iterator[Blind]:
    yield from listening(make_shown(PORTRAIT))


@pytest.fixture
def beside(make_shown: MakeShown) -> Iterator[Blind]:
    """At a panel that lies on its side: what is looked at stands beside the title and its buttons."""
    yield from listening(make_shown(LANDSCAPE))


def listening(shown: Shown) -> Iterator[Blind]:
    speaker = SimulatedSpeaker()
    keypad = Keypad(shown.window, Guide(speaker, shown.window.bridge.house()), KEYS, lambda: shown.now[0])
    yield Blind(shown, keypad, speaker)
    shown.window.bridge._forgotten.stop()
    shown.window.window.removeEventFilter(keypad)


def within(item: QQuickItem, name: str) -> bool:
    above: QQuickItem | None = item
    while above is not None and above.objectName() != name:
        above = above.parentItem()
    return above is not None


def chosen() -> list[Sample]:
    """The last picture of every screen, which is its fullest, and everything that covers one."""
    return list({sample.view.overlay or sample.view.screen.value: sample for sample in SAMPLES.values()}.values())


@pytest.mark.parametrize("sample", chosen(), ids=lambda sample: sample.name)
def test_every_control_of_every_screen_is_reached_in_reading_order_told_and_pressed(
    blind: Blind, sample: Sample
) -> None:
    blind.see(sample.view, sample.live)
    blind.press("plugged")
    seen = [item for item in visible(blind.shown.window.window.contentItem()) if is_control(item)]
    reached: list[QQuickItem] = []
    for _ in seen:
        blind.speaker.said.clear()
        blind.press("next")
        standing = blind.keypad.standing()
        assert standing is not None
        reached.append(standing)
        assert len(blind.speaker.said) == 1, "the control one stands on is told, and nothing else"
        assert blind.speaker.said[0][1].strip()
    names = [item.objectName() for item in reached]
    assert sorted(item.objectName() for item in seen) == sorted(names)
    parts = [2 * within(item, "header") + within(item, "actions") for item in reached]
    assert parts == sorted(parts), "what is asked, then the foot, then the header's tools"
    for name in names:
        blind.press("next")
        if blind.stands_on() != name:
            blind.go_to(name)
        standing = blind.keypad.standing()
        assert standing is not None
        clicks: list[str] = []
        standing.clicked.connect(lambda name=name, clicks=clicks: clicks.append(name))  # type: ignore[attr-defined]
        blind.press("select")
        assert clicks == [name]
        if [item.objectName() for item in blind.keypad.controls()] != names:
            blind.see(sample.view, sample.live)
    assert blind.shown.window.problems == []


def test_the_focus_ring_is_6_px_wide_stands_around_the_control_and_leaves_at_a_touch(blind: Blind) -> None:
    blind.see(SAMPLES["welcome"].view)
    picture = blind.shown.window.window.grabWindow()
    blind.go_to("desk")
    standing = blind.keypad.standing()
    assert standing is not None
    where = place(standing)
    ringed = blind.shown.window.window.grabWindow()
    middle = round(where.center().y())
    left = round(where.left())
    ink = [x for x in range(left - 20, left + 1) if ringed.pixelColor(x, middle).name() == "#10303a"]
    before = [x for x in range(left - 20, left + 1) if picture.pixelColor(x, middle).name() == "#10303a"]
    assert len(ink) - len(before) == 6, ringed.pixelColor(left - 9, middle).name()
    assert left - ink[-1] == 7, "6 px off the control"
    blind.shown.tap("look")
    assert blind.stands_on() == ""


def test_the_focus_goes_on_with_the_visit(beside: Blind) -> None:
    beside.see(SAMPLES["lay-card"].view)
    beside.press("next")
    beside.shown.show(SAMPLES["clinic"].view)
    first = beside.stands_on()
    assert first == beside.keypad.controls()[0].objectName(), "another screen: its first control"
    beside.go_to("back")
    beside.shown.show(SAMPLES["clinic-limits"].view)
    assert beside.stands_on() == "back", "the same screen, drawn again: where one stood"


def test_a_number_is_typed_by_the_keys_and_only_how_many_digits_there_are_is_told(beside: Blind) -> None:
    beside.see(SAMPLES["key-number"].view)
    beside.press("sound")
    beside.go_to("key5")
    beside.speaker.said.clear()
    for _ in range(3):
        beside.press("select")
    said = [text for _, text in beside.speaker.said]
    assert said == [f"Đã bấm {many} trong mười hai số" for many in ("một", "hai", "ba")]
    assert beside.shown.item("padNote") is not None


def test_back_and_help_have_keys_of_their_own_and_a_sheet_over_the_screen_is_told(blind: Blind) -> None:
    blind.see(SAMPLES["check"].view)
    blind.shown.station.sent.clear()
    blind.press("help")
    assert blind.shown.station.sent == [HelpPressed()]
    blind.press("back")
    assert len(blind.shown.station.sent) == 2
    blind.see(SAMPLES["insurance"].view)
    blind.press("sound")
    blind.press("next")
    blind.press("back")
    assert blind.shown.item("endDialog")
    assert blind.speaker.speaking[0] == "Kết thúc tại đây?"
    assert "Phím trái: Tiếp tục." in blind.speaker.speaking
    blind.press("back")
    assert blind.shown.window.item("endDialog") is None


def test_the_voice_begins_by_its_key_or_with_headphones_and_ends_with_the_visit(blind: Blind) -> None:
    blind.see(SAMPLES["take-card"].view)
    blind.shown.show(View(Screen.WELCOME))
    blind.speaker.said.clear()
    blind.press("next")
    assert blind.speaker.said == [], "nobody asked for a voice"
    for key in ("sound", "plugged"):
        blind.press(key)
        assert "thẻ căn cước" in blind.speaker.speaking[1]
        blind.shown.show(SAMPLES["lay-card"].view)
        assert blind.speaker.speaking[0] == "Xin đặt thẻ lên khay và để yên."
        before = blind.speaker.speaking
        blind.speaker.said.clear()
        blind.press("sound")
        assert tuple(text for _, text in blind.speaker.said) == before
        blind.press("sound", held=True)
        assert blind.speaker.volume == 75
        blind.shown.show(View(Screen.WELCOME))
        assert blind.speaker.speaking == NOTHING
        blind.shown.show(SAMPLES["lay-card"].view)
        assert blind.speaker.speaking == NOTHING, "the next patient did not ask"
        blind.shown.show(View(Screen.WELCOME))


def test_what_covers_the_screen_is_said_and_what_asked_before_is_said_again_after_it(blind: Blind) -> None:
    blind.see(SAMPLES["clinic"].view)
    blind.press("sound")
    blind.shown.show(replace(SAMPLES["clinic"].view, overlay=Overlay.IDLE))
    assert blind.speaker.speaking[0].startswith("Quý khách cần thêm thời gian không?")
    assert blind.keypad.controls()[0].objectName() == "dialogPrimary"
    blind.shown.show(SAMPLES["clinic"].view)
    assert blind.speaker.speaking[0].startswith("Xin chọn phòng khám.")
    blind.press("unplugged")
    assert blind.speaker.speaking == NOTHING
