"""The window never waits for the hub, never asks twice by mistake, and loses nothing when an answer is lost."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from his_client.outcome import Refused, Unknown
from ui.cashier.calls import wants_pin
from ui.cashier.hand import Hand, HandRefused, HandStuck
from ui.cashier.samples import PIN, SampleDesk

Key = Qt.Key


def test_no_call_is_made_on_the_gui_thread(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.take_payment("KM7F3K92T")
    hand.open_story("KM9D1C7ZR")
    assert len(desk.calls) > 8
    assert threading.get_ident() not in desk.threads
    assert len(desk.threads) == 1, "one worker, so that calls keep their order"


def test_the_window_draws_and_listens_while_the_hub_thinks(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    thinking, answered = threading.Event(), threading.Event()
    ask = desk.today

    def slow(day: object = None) -> object:
        thinking.set()
        assert answered.wait(10)
        return ask()

    desk.today = slow  # type: ignore[method-assign, assignment]
    hand.key(Key.Key_F5)
    assert thinking.wait(5)
    assert hand.window.page().busy.text().startswith("· đang lấy")
    QTest.keyClick(hand.window, Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert hand.window.page() is hand.window.place("counter")
    answered.set()
    hand.settle()
    assert hand.window.place("today").busy.text() == ""


def test_a_lost_answer_is_asked_again_by_the_same_number_and_money_is_taken_once(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    desk.fail_next("pay", Unknown("timeout"), after=True)
    with pytest.raises(HandStuck, match="Chưa rõ kết quả"):
        hand.begin_payment("KM7F3K92T", tendered=60_000)
    page = hand.window.page()
    assert page.asking.tendered.text() == "60.000"  # type: ignore[attr-defined]
    assert len(desk.payments) == 1
    hand.key(Key.Key_F2)
    hand.settle()
    assert page.notice == ""
    assert len(desk.payments) == 1
    assert desk.calls.count("pay") == 2
    assert page.payment().state == "taken"  # type: ignore[attr-defined]


def test_f10_pressed_twice_takes_once(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.go("counter")
    hand.write("counter.scan", "KM7F3K92T")
    hand.key(Key.Key_Return)
    hand.settle()
    line = hand.window.focusWidget()
    QTest.keyClick(line, Key.Key_F10)
    QTest.keyClick(line, Key.Key_F10)
    hand.settle()
    assert desk.calls.count("pay") == 1
    assert len(desk.payments) == 1


def test_a_form_keeps_what_was_typed_when_the_answer_is_lost(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.go("shift")
    desk.fail_next("drop", Unknown("reset"))
    hand.key(Key.Key_F7)
    hand.write("amount", "500000")
    hand.write("slip", "NQ-9")
    hand.key(Key.Key_F10)
    hand.settle()
    form = hand.form()
    assert form is not None
    assert form.values() == {"amount": "500000", "slip": "NQ-9"}
    assert "vẫn còn" in hand.notice()
    # the session ends meanwhile: the PIN is asked for over the form, which is still there and goes on
    desk.session = None
    hand.key(Key.Key_F10)
    hand.settle()
    assert not hand.window.signed_in
    assert not form.isVisible()
    hand.sign_in("", PIN)
    assert hand.form() is None
    assert desk.dropped[-1] == (500_000, "NQ-9")


def test_a_session_that_ended_asks_for_the_pin_and_goes_on_with_the_very_call(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.go("counter")
    hand.write("counter.scan", "KM7F3K92T")
    hand.key(Key.Key_Return)
    hand.settle()
    hand.write("counter.tendered", "100000")
    desk.session = None
    hand.key(Key.Key_F10)
    hand.settle()
    assert not hand.window.signed_in
    assert hand.window.sign_in.user.isVisible() is False
    assert "phiên làm việc đã hết" in hand.window.sign_in.note.text()
    with pytest.raises(HandRefused):
        hand.sign_in("", "999999")
    hand.sign_in("", PIN)
    assert hand.window.page() is hand.window.place("counter")
    assert len(desk.payments) == 1
    assert hand.window.page().taken.change.text() == "Trả lại 49.400\N{NO-BREAK SPACE}đ"  # type: ignore[attr-defined]
    assert [wants_pin(Refused("unauthorised")), wants_pin(Unknown("unauthorised")), wants_pin(Refused("x"))] == [
        True,
        True,
        False,
    ]


def test_the_lock_hides_everything_and_gives_it_back_as_it_was(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.go("counter")
    hand.write("counter.scan", "KM7F3K92T")
    hand.lock()
    assert not hand.window.signed_in
    assert hand.window.place("counter").isVisible() is False
    desk.calls.clear()
    hand.key(Key.Key_F10)
    hand.key(Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert set(desk.calls) <= {"waiting"}, "how much waits may have been asked before the lock; no key asks anything"
    hand.sign_in("", PIN)
    assert hand.window.page().scan.text() == "KM7F3K92T"  # type: ignore[attr-defined]
    hand.window._idle.timeout.emit()
    assert not hand.window.signed_in
    hand.key(Key.Key_F6)
    hand.settle()
    assert hand.window.sign_in.user.isVisible()
    assert hand.window.shell.session is None


def test_a_new_pin_is_typed_twice_and_a_weak_one_is_refused(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.press("changePin")
    with pytest.raises(HandRefused, match="không liên tiếp"):
        hand.change_pin(PIN, "123456")
    hand.write("newPin", "582047")
    hand.key(Key.Key_Return)
    assert "chưa giống nhau" in hand.window.pin.message.text()
    hand.change_pin(PIN, "582047")
    hand.lock()
    hand.sign_in("", "582047")
    assert hand.window.signed_in


def test_somebody_else_can_sit_down_at_a_window_that_is_locked_for_one_who_left(hand: Hand) -> None:
    hand.sign_in("lan", PIN)
    hand.lock()
    hand.sign_in("ha", PIN)
    assert hand.window.shell.session is not None
    assert hand.window.shell.session.user == "ha"


def test_a_machine_the_hub_does_not_know_is_not_told_as_a_wrong_pin(hand: Hand, desk: SampleDesk) -> None:
    desk.fail_next("sign_in", Refused("unauthorised"))
    with pytest.raises(HandRefused, match="không nhận ra máy này"):
        hand.sign_in("lan", PIN)
