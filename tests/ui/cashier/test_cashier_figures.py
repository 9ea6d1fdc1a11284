"""What stands behind figures and counts: rows that open payments, what waits for whom, names instead of ids."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from kiosk.cashier.ports import Waiting
from kiosk.printing.receipt import render_slip
from ui.cashier.hand import Hand, HandRefused
from ui.cashier.parts import Button
from ui.cashier.sample_counter import SHORT_BILL, SHORT_CODE, UNKNOWN_BILL
from ui.cashier.samples import COUNTED, PIN, SampleDesk
from ui.cashier.story import StoryPage
from ui.cashier.table import Table
from ui.cashier.today import MOST_ROWS

Key = Qt.Key
NB = "\N{NO-BREAK SPACE}"


def places(hand: Hand) -> dict[str, str]:
    """The places of the side bar as they read now."""
    return {name: place.text() for name, place in hand.window._places.items()}


def waits_until(hand: Hand, place: str, text: str) -> None:
    hand.wait(lambda: places(hand)[place] == text, f"{place} to read {text}")


def test_a_sum_opens_its_rows_and_a_row_its_payment_and_back(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("minh", PIN)
    for book in ("kiosk", "his", "bank"):
        rows = hand.open_rows(book)
        assert rows == desk.rows(book).value  # type: ignore[union-attr]
    page = hand.window.page()
    assert page.rows._sum.text() == f"24 dòng · cộng 485.760{NB}đ"  # type: ignore[attr-defined]
    hand.key(Key.Key_Down)
    hand.key(Key.Key_Return)
    hand.settle()
    story = hand.window.page()
    assert isinstance(story, StoryPage)
    assert story.story().key == rows[1].story  # type: ignore[union-attr]
    hand.key(Key.Key_Escape)
    assert hand.rows() == rows, "the rows are still there, and the one that was opened chosen"
    assert page.rows.table.chosen() == rows[1]  # type: ignore[attr-defined]
    hand.key(Key.Key_Escape)
    assert page.table.isVisible()  # type: ignore[attr-defined]


def test_an_hour_a_method_and_a_place_open_theirs(hand: Hand) -> None:
    hand.sign_in("lan", PIN)
    page = hand.go("today")
    page.hours.setFocus()  # type: ignore[attr-defined]
    while page.hours.chosen > 9:  # type: ignore[attr-defined]
        hand.key(Key.Key_Left)
    hand.key(Key.Key_Return)
    assert {row.at.hour for row in hand.rows()} == {9}
    assert page.rows.heading.text() == "Lượt thanh toán từ 9:00 đến 10:00"  # type: ignore[attr-defined]
    hand.key(Key.Key_Escape)
    QTest.mouseClick(
        page.by_place,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(4, 4),  # type: ignore[attr-defined]
    )
    assert {row.place for row in hand.rows()} == {"desk-1"}
    hand.key(Key.Key_Escape)
    hand.key(Key.Key_F7)
    hand.key(Key.Key_Return)
    assert {(row.place, row.method) for row in hand.rows()} == {("K01", "vietqr")}
    hand.key(Key.Key_Escape)
    assert page.takings.isVisible(), "back to where the rows were opened"  # type: ignore[attr-defined]


def test_the_day_says_how_many_more_differences_there_are(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    page = hand.window.page()
    assert not page.more.isVisible()  # type: ignore[attr-defined]
    desk.open = SampleDesk(every_cause=True).open
    hand.key(Key.Key_F5)
    hand.settle()
    assert len(page.table.rows()) == MOST_ROWS - 1  # type: ignore[attr-defined]
    assert page.more.text() == f"Còn {len(desk.open) - MOST_ROWS + 1} chênh lệch nữa: mở danh sách"  # type: ignore[attr-defined]
    hand.press("today.more")
    hand.settle()
    assert len(hand.window.page().table.rows()) == len(desk.open)  # type: ignore[attr-defined]


@pytest.mark.parametrize("user", ["ha", "minh"])
def test_what_waits_is_counted_alike_for_every_role_and_after_every_action(
    hand: Hand, desk: SampleDesk, user: str
) -> None:
    hand.sign_in(user, PIN)
    waits_until(hand, "differences", "Chênh lệch · 6")
    waits_until(hand, "refunds", "Hoàn tiền · 3")
    # somebody else, elsewhere, does something; the next action here tells
    desk.refund_book["R3"] = replace(desk.refund_book["R3"], state="paid")
    hand.go("differences")
    waits_until(hand, "refunds", "Hoàn tiền · 2")
    hand.settle_difference(next(iter(desk.open)), "his", "đã sửa")
    waits_until(hand, "differences", "Chênh lệch · 5")
    assert desk.waiting().value == Waiting(5, 2, 0)  # type: ignore[union-attr]


def test_a_void_waits_where_a_supervisor_sees_it(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    first = hand.take_payment("KM7F3K92T")
    second = hand.take_payment("KM7F3K92T", bill_id="HD-260113")
    for payment in (first, second):
        hand.ask_void(payment.payment_id, "wrong_amount", "gõ nhầm")
    waits_until(hand, "refunds", "Hoàn tiền · 5")
    page = hand.go("refunds")
    hand.decide_waiting_void(first.payment_id, True)
    assert desk.payments[first.payment_id].state == "void_asked", "a cashier decides no void"
    hand.sign_out()
    hand.sign_in("ha", PIN)
    hand.decide_waiting_void(first.payment_id, True)
    hand.decide_waiting_void(second.payment_id, False)
    assert [desk.payments[one.payment_id].state for one in (first, second)] == ["voided", "taken"]
    assert desk.refund_book["R1"].state == "asked", "the key was about the void"
    page = hand.window.page()
    assert not page.voids.isVisible()  # type: ignore[attr-defined]
    waits_until(hand, "refunds", "Hoàn tiền · 3")
    with pytest.raises(HandRefused):
        hand.decide_waiting_void(first.payment_id, True)


def test_the_rest_of_a_short_transfer_is_taken_and_the_slip_says_both(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.go("counter")
    hand.write("counter.scan", SHORT_CODE)
    hand.key(Key.Key_Return)
    hand.settle()
    page = hand.window.page()
    (row,) = page.bills.rows()  # type: ignore[attr-defined]
    assert [cell.text for cell in row.cells[2:]] == ["600", "Đã nhận 50.000"]
    assert (
        page.findChild(QLabel, "counter.part").text() == f"Đã nhận 50.000{NB}đ trên 50.600{NB}đ. Chỉ thu phần còn lại."
    )
    take = next(button for button in page.findChildren(type(page.asking._invoice), "counter.take"))  # type: ignore[attr-defined]
    assert take.text() == f"Thu nốt 600{NB}đ"
    payment = hand.take_payment(SHORT_CODE, tendered=1_000)
    assert (payment.bill_id, payment.amount, payment.change, payment.beside) == (SHORT_BILL, 600, 400, 50_000)
    assert page.taken.beside.text() == f"Cùng 50.000{NB}đ đã chuyển khoản: cộng 50.600{NB}đ"  # type: ignore[attr-defined]
    slip = desk.slip(payment.payment_id).value  # type: ignore[union-attr]
    assert slip.received == 50_000
    assert render_slip(slip).height > render_slip(replace(slip, received=0)).height


def test_a_bill_the_his_cannot_be_asked_about_is_taken_only_by_a_persons_word(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    with pytest.raises(HandRefused, match="HIS chưa hỏi được"):
        hand.begin_payment(UNKNOWN_BILL)
    assert desk.payments == {}
    hand.key(Key.Key_F2)
    hand.settle()
    (payment,) = desk.payments.values()
    assert (payment.bill_id, payment.state) == (UNKNOWN_BILL, "taken")


def test_people_and_desks_are_never_shown_as_ids(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("ha", PIN)
    seen: set[str] = set()

    def look() -> None:
        seen.update(label.text() for label in hand.window.findChildren(QLabel) if label.isVisible())
        for table in hand.window.findChildren(Table):
            if table.isVisible():
                seen.update(cell.text for row in table.rows() for cell in row.cells)

    for place in ("today", "differences", "refunds", "shift"):
        hand.go(place)
        look()
    hand.key(Key.Key_F6)
    hand.settle()
    look()
    hand.sign_out()
    hand.sign_in("lan", PIN)
    hand.count(COUNTED)
    hand.press("shift.reason.change")
    hand.key(Key.Key_F10)
    look()
    chips = {button.text() for button in hand.window.page().bench.findChildren(Button)}  # type: ignore[attr-defined]
    assert {"Phạm Thu Hà", "Trần Minh Đức"} <= chips
    assert not {text for text in seen if text in ("lan", "ha", "duc", "minh", "Lan", "Ha", "Duc") or "desk-" in text}
    assert {"Lê Thị Lan", "Trần Minh Đức", "Quầy 1"} <= seen
