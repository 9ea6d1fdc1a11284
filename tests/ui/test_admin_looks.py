"""Behind the screen, in both of staff's languages on both mountings: nothing cut off, overlapping or small; and what is
pressed there reaches the room, the corner that opens it included."""

from __future__ import annotations

from itertools import cycle

import pytest
from PySide6.QtCore import QMetaObject, QPoint, Qt
from PySide6.QtTest import QTest
from window_looking import badly_placed, faint, is_control, overlapping, place, visible
from window_shown import MakeShown, Shown

from kiosk.admin.values import AdminView, Page
from kiosk.visit.view import Screen, View
from ui.patient.gallery import settle
from ui.patient.looks import Mount
from ui.patient.samples import Sample, admin_samples, samples

SAMPLES = admin_samples()
LOOKS = cycle(((Mount.PORTRAIT, "vi"), (Mount.LANDSCAPE, "en"), (Mount.PORTRAIT, "en"), (Mount.LANDSCAPE, "vi")))
ROWS = [
    (sample, *next(LOOKS))
    for sample in SAMPLES
    for _ in range(2 if sample.name in ("admin-home", "admin-status") else 1)
]
TARGET_MM = 20


@pytest.fixture(scope="module")
def windows(make_shown: MakeShown) -> dict[Mount, Shown]:
    return {mount: make_shown(mount.size) for mount in Mount}


@pytest.mark.parametrize(
    ("sample", "mount", "language"), ROWS, ids=[f"{one.name}-{look.word}-{spoken}" for one, look, spoken in ROWS]
)
def test_staff_can_read_and_touch_what_is_behind_the_screen(
    windows: dict[Mount, Shown], sample: Sample, mount: Mount, language: str
) -> None:
    shown = windows[mount]
    shown.window.problems.clear()
    shown.present(sample, language)
    window = shown.window.window
    picture = window.grabWindow()
    assert badly_placed(window) == []
    if sample.admin.page is not Page.TOUCH:
        assert overlapping(window) == []
    assert shown.window.problems == []
    assert faint(window, picture) == []
    share = 0.875 if sample.name.startswith("practice") else 1
    for item in visible(window.contentItem()):
        if is_control(item):
            least = min(place(item).width(), place(item).height()) / shown.station.info.px_per_mm
            assert least >= TARGET_MM * share, item.objectName()
            assert str(item.property("text")).strip()


def hold(shown: Shown, seconds: float) -> None:
    """The finger stays for so much longer."""
    shown.now[0] += seconds
    QMetaObject.invokeMethod(shown.item("corner"), "look")
    settle()


def press(shown: Shown) -> QPoint:
    """A finger where the corner lies over the tool that calls for help."""
    at = place(shown.item("corner")).intersected(place(shown.item("help"))).center().toPoint()
    QTest.mousePress(shown.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()
    return at


def release(shown: Shown, at: QPoint) -> None:
    QTest.mouseRelease(shown.window.window, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    settle()


def test_the_corner_opens_after_five_seconds_and_shows_a_ring_after_three(shown: Shown) -> None:
    shown.present(samples()[0])
    assert place(shown.item("corner")).width() / 4.03 == pytest.approx(20, abs=0.2)
    at = press(shown)
    for seconds, ring, opened in ((2.9, False, 0), (0.2, True, 0), (1.8, True, 0), (0.2, True, 1), (2.0, True, 1)):
        hold(shown, seconds)
        assert (shown.window.item("ring") is not None) is ring
        assert shown.station.admin.wishes.count(("open", "")) == opened
    shown.station.admin.show(AdminView(Page.SIGN))
    settle()
    release(shown, at)
    assert shown.station.begun == [], "the finger that opened it calls nobody"


def test_a_short_touch_there_is_the_tools_own_and_during_a_visit_the_corner_does_nothing(shown: Shown) -> None:
    shown.present(samples()[0])
    at = press(shown)
    hold(shown, 2.0)
    release(shown, at)
    assert shown.station.begun == ["vi"], "help was called"
    assert shown.station.admin.wishes == []
    shown.show(View(Screen.CONSENT, step=1, back="back"))
    press(shown)
    hold(shown, 9.0)
    assert shown.station.admin.wishes == []


def test_number_and_pin_go_to_the_room_and_large_letters_of_before_are_gone(shown: Shown) -> None:
    shown.present(samples()[0], "ja", large=True)
    shown.station.admin.show(AdminView(Page.SIGN))
    settle()
    assert shown.window.bridge.property("large") is False
    assert shown.window.bridge.speaks() == "vi"
    for digit in "417":
        shown.tap(f"key{digit}")
    shown.tap("primary")
    assert shown.window.item("primary") is None
    for digit in "730462":
        shown.tap(f"key{digit}")
    shown.tap("primary")
    assert shown.station.admin.signed == [("417", "730462")]
    assert shown.station.signed == []
    shown.tap("back")
    shown.tap("back")
    assert ("close", "") in shown.station.admin.wishes


def test_what_is_pressed_behind_the_screen_is_wished_and_what_interrupts_wants_a_second_touch(shown: Shown) -> None:
    home = next(sample for sample in SAMPLES if sample.name == "admin-home")
    shown.present(home)
    for name in ("status", "service", "training", "training", "restart", "restart"):
        shown.tap(f"admin:{name}")
    shown.tap("back")
    wished = [wish for wish in shown.station.admin.wishes if wish[0] != "touched"]
    assert wished == [("page", "status"), ("service", "off"), ("train", ""), ("restart", ""), ("leave", "")]
    assert ("touched", "") in shown.station.admin.wishes


def test_while_staff_practise_every_screen_says_so_and_the_sample_card_does_what_fits_it(shown: Shown) -> None:
    for name, act in (("practice-welcome", "lay"), ("practice-key", "qr"), ("practice-ticket", "take")):
        shown.present(next(sample for sample in SAMPLES if sample.name == name))
        assert shown.item("practice").property("text") == "CHẾ ĐỘ TẬP – không đăng ký thật"
        shown.tap("practiceHand")
        assert shown.station.admin.wishes[-1] == ("hand", act)
    shown.tap("practiceEnd")
    assert shown.station.admin.wishes[-1] == ("open", "")
