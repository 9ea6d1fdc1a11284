"""The figures of the window's bench mean what their keys say."""

from __future__ import annotations

import gc
import threading
import time
from typing import cast

import shiboken6
from window_shown import Shown

from kiosk.visit.view import ReadingView, Screen, View
from ui.patient.bench import Elsewhere, Frame, Frames, Touches, percentile, queued_ms
from ui.patient.gallery import settle
from ui.patient.hand import Hand
from ui.patient.preview import PreviewItem
from ui.patient.qr import QrItem
from ui.patient.samples import samples


def test_a_touch_is_counted_until_the_tool_is_seen_pressed_and_presses_nothing(shown: Shown) -> None:
    shown.show(View(Screen.LAY_CARD))
    shown.station.sent.clear()
    touches = Touches(shown.window)
    touches._touch(time.perf_counter() - 0.020, 0.0)
    help_ = shown.window.item("help")
    assert help_ is not None
    assert help_.property("down")
    shown.window.window.grabWindow()
    shown.window.window.frameSwapped.emit()
    settle()
    [took] = touches.took
    assert took.took >= 20
    assert not help_.property("down")
    assert shown.station.sent == []


def test_what_nobody_waits_for_is_not_touched(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    touches = Touches(shown.window)
    touches._touch(time.perf_counter(), 0.0)
    settle()
    assert touches.took == []


def test_frames_are_counted_by_the_screen_that_stood_and_changes_apart(shown: Shown) -> None:
    shown.show(View(Screen.LAY_CARD))
    frames = Frames(shown.window)
    for _ in range(3):
        shown.window.window.frameSwapped.emit()
    shown.show(View(Screen.READING, ReadingView(False)))
    shown.window.window.frameSwapped.emit()
    assert len(frames.held["lay_card"]) >= 2
    assert frames.changes


def test_waiting_for_a_processor_is_no_fault_of_the_window() -> None:
    assert Frame(80.0, 60.0).own == 20.0
    assert Frame(10.0, 12.0).own == 0.0
    assert queued_ms() >= 0.0


def test_a_hand_s_devices_do_not_keep_the_window_waiting() -> None:
    here, done = threading.get_ident(), threading.Event()
    where: list[int] = []

    class Slow:
        def turn(self, _direction: str) -> None:
            where.append(threading.get_ident())
            done.set()

    Elsewhere(cast(Hand, Slow())).turn("left")
    assert done.wait(10)
    assert where != [here]


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([float(n) for n in range(1, 101)], 0.99) == 100.0
    assert percentile([], 0.5) == 0.0


def test_screens_leave_no_item_of_ours_behind_and_no_payment_text(shown: Shown) -> None:
    by_name = {sample.name: sample for sample in samples()}
    before = [kept(kind) for kind in (PreviewItem, QrItem)]
    for name in ("face", "key-qr", "payment", "ticket", "face", "payment", "take-card"):
        shown.show(by_name[name].view)
    assert [kept(kind) for kind in (PreviewItem, QrItem)] == before
    alive = [one for one in gc.get_objects() if type(one) is QrItem and shiboken6.isValid(one)]
    assert {one.property("text") for one in alive} == {""}
    assert shown.window.item("qr") is None
    assert shown.window.item("preview") is None


def kept(kind: type) -> int:
    """How many there are, wrapped by Python whether Qt still has them or not."""
    return sum(type(one) is kind for one in gc.get_objects())
