"""Every screen of the desk is worked by the keyboard alone, in the order a cashier works."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from his_client.outcome import Refused
from ui.cashier.hand import Hand, HandRefused
from ui.cashier.parts import Button
from ui.cashier.samples import COUNTED, PIN, SampleDesk, at
from ui.cashier.shift import ShiftPage
from ui.cashier.story import whole
from ui.cashier.window import PAGES

Key = Qt.Key


def scan(hand: Hand, text: str) -> None:
    """What a USB scanner does: types into whatever has the focus, then Enter."""
    for letter in text:
        QTest.keyClicks(hand.window.focusWidget(), letter)
    hand.key(Key.Key_Return)
    hand.settle()


def test_signing_in_is_name_enter_pin_enter_and_a_wrong_pin_says_so(hand: Hand, desk: SampleDesk) -> None:
    assert hand.window.focusWidget().objectName() == "user"
    scan(hand, "lan")
    assert hand.window.focusWidget().objectName() == "pin"
    scan(hand, "111111")
    assert hand.notice() == "Tên hoặc PIN chưa khớp. Xin thử lại."
    assert hand.window.focusWidget().objectName() == "pin"
    scan(hand, PIN)
    assert hand.window.signed_in
    assert hand.window.page() is hand.window.place("today")

    # a difference is opened from today's list, settled, and Esc leads back
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    hand.settle()
    assert hand.window.page().title.text() == "KM2P8Q4XA"
    hand.key(Key.Key_Escape)
    assert hand.window.page() is hand.window.place("today")

    # every place by Alt and its digit
    for name in list(PAGES)[:7]:
        hand.go(name)
    assert hand.window.page() is hand.window.place("shift")


def test_scan_cash_print_next_with_six_keys(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    page = hand.go("counter")
    assert hand.window.focusWidget().objectName() == "counter.scan"
    scan(hand, "KM7F3K92T")
    assert hand.window.focusWidget().objectName() == "counter.tendered"
    QTest.keyClicks(hand.window.focusWidget(), "100000")
    assert page.asking.tendered.text() == "100.000"
    assert page.asking.change.text() == "49.400\N{NO-BREAK SPACE}đ"
    hand.key(Key.Key_F10)
    hand.settle()
    assert page.taken.amount.text() == "50.600\N{NO-BREAK SPACE}đ"
    hand.print_slip()
    assert desk.calls.count("pay") == 1
    assert [row.item.state for row in page.bills.rows()] == ["paid", "open", "open", "paid"]
    assert page.recent.chosen().slip == "PT-1124-089"

    # the same patient's next bill by the arrow and Enter
    page.bills.setFocus()
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    assert hand.window.focusWidget().objectName() == "counter.tendered"
    assert page.asking.due.text() == "312.400\N{NO-BREAK SPACE}đ"
    hand.key(Key.Key_Escape)
    assert hand.window.focusWidget().objectName() == "counter.scan"
    assert page.scan.text() == ""

    # the next patient's slip is scanned while the money field has the focus: it goes where scans go
    scan(hand, "KM7F3K92T")
    scan(hand, "HD260113")
    assert page.scan.text() == "HD260113"
    assert [call for call in desk.calls if call != "waiting"][-1] == "bills"


def test_what_is_paid_already_takes_nothing(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    desk.fail_next("pay", Refused("already_paid"))
    with pytest.raises(HandRefused, match="already_paid"):
        hand.begin_payment("KM7F3K92T")
    assert "Chưa thu thêm gì" in hand.notice()
    with pytest.raises(HandRefused, match="already_paid"):
        hand.begin_payment("KM7F3K92T", bill_id="HD-260090")
    with pytest.raises(HandRefused, match="no_bill"):
        hand.begin_payment("ABC")
    assert desk.payments == {}

    # less than due is said before the hub is asked
    hand.write("counter.scan", "KM7F3K92T")
    hand.key(Key.Key_Return)
    hand.settle()
    hand.write("counter.tendered", "50000")
    hand.key(Key.Key_F10)
    assert "chưa đủ" in hand.notice()
    assert desk.calls.count("pay") == 1


def test_card_and_qr_are_waited_for_and_a_wait_can_be_ended(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    waiting = hand.begin_payment("KM7F3K92T", "card")
    assert (waiting.state, waiting.terminal) == ("waiting", "POS-1")
    desk.money_there.add(waiting.payment_id)
    assert hand.await_payment().state == "taken"

    waiting = hand.begin_payment("KM7F3K92T", "qr", bill_id="HD-260113")
    page = hand.window.page()
    assert page.waiting.qr.isVisible()  # type: ignore[attr-defined]
    hand.key(Key.Key_Slash)
    assert hand.window.shell.recent[0].state == "waiting", "a payment that is waited for is not left by a key"
    assert hand.stop_waiting().state == "failed"
    assert "Chưa có tiền nào chuyển" in hand.notice()


def test_a_void_is_asked_by_one_and_approved_by_another(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    payment = hand.take_payment(
        "KM7F3K92T", payer="Trần Thị Bình", buyer={"name": "Công ty Mẫu", "tax_code": "0101243150"}
    )
    given = desk._given[payment.payment_id]
    assert given[1] == "Trần Thị Bình"
    assert given[2] is not None
    assert (given[2].name, given[2].tax_code) == ("Công ty Mẫu", "0101243150")
    assert hand.ask_void(payment.payment_id, "wrong_bill", "nhầm người").state == "void_asked"
    hand.sign_out()
    hand.sign_in("ha", PIN)
    assert hand.decide_void(payment.payment_id, True).state == "voided"

    # the same from any window, where the payment is found by its slip
    hand.sign_out()
    hand.sign_in("lan", PIN)
    other = hand.take_payment("KM7F3K92T", bill_id="HD-260113")
    hand.open_story(other.slip)
    hand.key(Key.Key_V)
    hand.key(Key.Key_3)
    hand.key(Key.Key_F10)
    hand.settle()
    assert desk.payments[other.payment_id].state == "void_asked"
    hand.key(Key.Key_A)
    assert desk.payments[other.payment_id].state == "void_asked", "a cashier decides no void"
    hand.sign_out()
    hand.sign_in("ha", PIN)
    hand.open_story(other.slip)
    hand.key(Key.Key_N)
    hand.settle()
    assert desk.payments[other.payment_id].state == "taken"


def test_a_shift_from_float_to_z_and_handover(hand: Hand, desk: SampleDesk) -> None:
    desk.shift_now = None
    hand.sign_in("lan", PIN)
    page = hand.go("shift")
    assert isinstance(page, ShiftPage)
    assert hand.window.focusWidget().objectName() == "shift.drawer.500000"
    for pieces in ("2", "0", "10"):
        QTest.keyClicks(hand.window.focusWidget(), pieces)
        hand.key(Key.Key_Return)
    assert hand.window.focusWidget().objectName() == "shift.drawer.50000"
    assert page.findChild(Button, "shift.open").text() == "Mở ca với 2.000.000\N{NO-BREAK SPACE}đ"
    hand.key(Key.Key_F10)
    hand.settle()
    assert hand.window.shell.shift is not None
    hand.take_payment("KM7F3K92T", tendered=51_000)
    assert hand.drop(1_000_000, "NQ-7").state == "open"

    # the book is not shown before the count is locked, and the count not after
    page = hand.go("shift")
    hand.key(Key.Key_F10)
    labels = {label.text() for label in page.findChildren(type(page.title)) if label.isVisible()}
    assert "Tiền mặt theo sổ" not in labels
    view = hand.count(((500_000, 2), (50_000, 1)))
    assert view.book is not None
    assert view.book.difference == -600
    assert not any(line.isVisible() for line in page.findChildren(QLineEdit) if "drawer" in line.objectName())
    desk.calls.clear()
    hand.key(Key.Key_F10)
    assert "xin chọn lý do" in hand.notice()
    assert set(desk.calls) <= {"waiting"}, "how much waits is asked after everything a person did; no count was sent"
    report = hand.close_shift("unclear", "đếm hai lần", "duc")
    assert (report.z_number, report.handed_to, report.reason) == ("Z-2026-0328", "duc", "unclear")

    # only the receiver takes it over
    hand.key(Key.Key_Escape)
    hand.settle()
    assert page.bench.drawer.isVisible() is False
    hand.sign_out()
    hand.sign_in("duc", PIN)
    assert hand.accept(((500_000, 2), (50_000, 1))).user == "duc"
    hand.key(Key.Key_F6)
    hand.settle()
    shown = hand.window.page()
    assert shown.z_table.rows()[0].item.z_number == "Z-2026-0328"  # type: ignore[attr-defined]


def test_steps_back_keep_what_was_chosen(hand: Hand, desk: SampleDesk) -> None:
    desk.clock.at = at(11, 32)
    hand.sign_in("lan", PIN)
    hand.count(COUNTED)
    hand.key(Key.Key_2)
    hand.write("shift.note", "Thối dư một tờ 5.000")
    hand.key(Key.Key_F10)
    hand.key(Key.Key_2)
    hand.key(Key.Key_F10)
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_Escape)
    page = hand.window.page()
    line = page.findChild(QLineEdit, "shift.note")
    assert line.text() == "Thối dư một tờ 5.000"
    assert page.findChild(Button, "shift.reason.unclear").isChecked()
    hand.key(Key.Key_F10)
    assert hand.window.page().findChild(Button, "shift.receiver.duc").isChecked()


def test_differences_are_taken_filtered_settled_and_matched(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("ha", PIN)
    orphan = next(key for key in desk.open if "orphan" in key)
    twice = next(key for key in desk.open if "twice" in key)
    hand.take_difference(twice)
    assert desk.open[twice].owner == "ha"
    table = hand.window.page().table  # type: ignore[attr-defined]
    hand.key(Key.Key_2)
    assert {row.item.pair for row in table.rows()} == {"kiosk_his"}
    hand.key(Key.Key_1)
    hand.settle_difference(twice, "bank", "công văn 12/NH")
    assert desk.open[twice].settled == "bank: công văn 12/NH"
    assert twice not in {row.item.key for row in table.rows()}

    assert len(hand.open_difference(orphan).suggestions) == 2
    with pytest.raises(HandRefused, match="viết lý do"):
        hand.accept_match("")
    hand.accept_match("bệnh nhân đưa ảnh chuyển khoản")
    assert desk.calls.count("match") == 1
    assert hand.open_story("km7f").pay_code == "KM7F3K92T"
    hand.undo_match("nhầm phiếu")
    assert desk.undone == {"M1"}
    hand.post_again()
    assert not any("his_missing" in key for key in desk.open)


def test_refunds_need_two_people(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("ha", PIN)
    hand.decide_refund("R1", True)
    with pytest.raises(HandRefused, match="own_request"):
        hand.decide_refund("R2", True)
    with pytest.raises(HandRefused, match="người khác chi"):
        hand.pay_refund("R1", "cash")
    hand.sign_out()
    hand.sign_in("lan", PIN)
    hand.pay_refund("R3", "transfer", "FT26328200")
    hand.pay_refund("R1", "cash")
    assert (desk.refund_book["R3"].reference, desk.refund_book["R1"].method) == ("FT26328200", "cash")
    hand.wait(lambda: "lấy chữ ký" in hand.notice(), "the phiếu chi")
    assert desk.calls.count("refund_slip") == 2
    hand.open_story("KM9D1C7ZR")
    hand.ask_refund("twice", note="ảnh hai giao dịch")
    assert sum(1 for one in desk.refund_book.values() if one.reason == "twice" and one.amount == 10_120) == 2


def test_a_statement_is_previewed_mapped_imported_stopped_and_taken_up_again(
    hand: Hand, desk: SampleDesk, tmp_path: Path
) -> None:
    path = tmp_path / "sao-ke.xlsx"
    path.write_bytes(b"x")
    hand.sign_in("minh", PIN)
    progress = hand.import_statement(path, "1012345678001", "vcb")
    assert (progress.state, progress.done) == ("done", 5_120)
    page = hand.go("statements")
    page.take_file(path)  # type: ignore[attr-defined]
    hand.settle()
    box = page._roles[5]  # type: ignore[attr-defined]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    hand.settle()
    assert page.lines.rows()[0].item == 9  # type: ignore[attr-defined]
    assert "Đọc được" not in page.lines.rows()[0].cells[5].text  # type: ignore[attr-defined]
    hand.key(Key.Key_Escape)
    hand.settle()

    desk.step = 0
    page.take_file(tmp_path / "none")  # type: ignore[attr-defined]
    assert "Chưa đọc được tệp" in hand.notice()
    page.table.setFocus()  # type: ignore[attr-defined]
    page.table.choose(2)  # type: ignore[attr-defined]
    hand.key(Key.Key_F10)
    hand.settle()
    hand.key(Key.Key_F10)
    hand.settle()
    assert desk._imports["c"].state == "reading"
    hand.key(Key.Key_Escape)
    hand.settle()
    assert desk._imports["c"].state == "stopped"
    desk.step = 9_000
    hand.key(Key.Key_F10)
    hand.wait(lambda: desk._imports["c"].state == "done", "the rest")


def test_the_past_day_is_closed_by_a_supervisor_and_reports_are_saved(
    hand: Hand, desk: SampleDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.sign_in("ha", PIN)
    monkeypatch.setattr("ui.cashier.exports.ask_where", lambda _page, name: tmp_path / name)
    hand.key(Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    hand.settle()
    assert (tmp_path / "day-2026-11-24.xlsx").read_bytes() == b"sample"
    hand.close_day()
    assert desk.calls.count("close_day") == 1


@pytest.mark.parametrize(
    ("text", "amount"),
    [("1.000.000", 1_000_000), ("50 000 đ", 50_000), ("", 0), ("12a", 0), ("-5", 0), ("1,5", 15)],
)
def test_an_amount_is_digits_with_dots_or_nothing(text: str, amount: int) -> None:
    assert whole(text) == amount


def test_tab_goes_through_the_screen_and_reaches_every_field(hand: Hand) -> None:
    seen = []
    for _ in range(6):
        focused = QApplication.focusWidget()
        seen.append(focused.objectName() if focused else "")
        QTest.keyClick(hand.window.focusWidget(), Key.Key_Tab)
    assert seen == ["user", "pin", "desk", "signIn.enter", "look.language", "look.large"]
