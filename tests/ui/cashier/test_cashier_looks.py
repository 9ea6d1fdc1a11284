"""Every screen of the desk can be read: both languages, large text, high contrast; nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.logging import _QtMessageCapture

from kiosk.printing.receipt import render_slip
from ui.cashier.form import Form
from ui.cashier.hand import Hand
from ui.cashier.paper import report_paper
from ui.cashier.parts import Button, KeyHints, Pill
from ui.cashier.sample_counter import SHORT_CODE
from ui.cashier.samples import COUNTED, PIN, QR_TEXT, SampleDesk, at
from ui.cashier.shots import LOOKS, window
from ui.cashier.table import Table
from ui.cashier.theme import CONTRAST, LIGHT, TEXTS, Theme, fitting, use
from ui.cashier.window import PAGES, Place
from ui.patient.languages import Languages

WORDS = (
    *((ink, on) for ink in ("ink", "muted", "primary") for on in ("background", "surface", "tint", "row", "chosen")),
    *((ink, f"{ink}Ground") for ink in ("success", "caution", "danger")),
    *((ink, "surface") for ink in ("success", "caution", "danger")), ("inverse", "primary"), ("inverse", "pressed"),
    ("muted", "rest"), ("sideText", "side"), ("sideText", "sideHover"), ("sideChosenText", "sideChosen"),
)  # fmt: skip
EDGES = (("edge", "surface"), ("edge", "background"), ("primary", "rest"), ("primary", "bar"))


def luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.x)."""
    parts = QColor(colour).getRgbF()[:3]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: str, other: str) -> float:
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, CONTRAST], ids=["light", "contrast"])
def test_words_and_edges_stand_out(colours: dict[str, str]) -> None:
    low = {pair: round(ratio(*(colours[role] for role in pair)), 2) for pair in WORDS}
    assert {pair: value for pair, value in low.items() if value < 4.5} == {}
    edges = {pair: round(ratio(*(colours[role] for role in pair)), 2) for pair in EDGES}
    assert {pair: value for pair, value in edges.items() if value < 3.0} == {}
    assert {colour for _, _, _, colour in TEXTS.values()} <= set(colours)


def cut_off(hand: Hand) -> list[str]:
    """One line for each word that is cut off, and each control that leaves the window."""
    bad = []
    host = hand.window
    for widget in host.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel) and widget.text():
            if widget.wordWrap():
                needed = QFontMetrics(widget.font()).boundingRect(
                    QRect(0, 0, widget.contentsRect().width(), 9999), int(Qt.TextFlag.TextWordWrap), widget.text()
                )
            else:
                needed = QFontMetrics(widget.font()).boundingRect(widget.text())
                needed.setWidth(QFontMetrics(widget.font()).horizontalAdvance(widget.text()))
            if needed.width() > widget.contentsRect().width() + 2 or needed.height() > widget.height() + 6:
                bad.append(f"{widget.text()!r} needs {needed.size().toTuple()} has {widget.size().toTuple()}")
        if isinstance(widget, (Button, Pill, KeyHints)) and widget.sizeHint().width() > widget.width() + 1:
            bad.append(f"{widget.accessibleName()!r} needs {widget.sizeHint().width()} has {widget.width()}")
        if isinstance(widget, Place) and widget.sizeHint().width() > widget.width():
            bad.append(f"{widget.text()!r} runs into its key")
        if isinstance(widget, QScrollArea) and widget.horizontalScrollBar().isVisible():
            bad.append(f"{widget.parentWidget().property('place')} is wider than the window")
        if isinstance(widget, Table) and widget.horizontalScrollBar().isVisible():
            bad.append(f"{widget.objectName()} is wider than its room")
        if isinstance(widget, Table):
            for place, column in enumerate(widget.model().columns):  # type: ignore[attr-defined]
                for row in widget.rows():
                    needed_width = widget.itemDelegate().wide(row.cells[place], column)  # type: ignore[attr-defined]
                    if needed_width > widget.columnWidth(place) + 2 and not (column.stretch or column.gives):
                        bad.append(f"{row.cells[place].text!r} is cut in {widget.objectName()}")
    return bad


def walk(hand: Hand, desk: SampleDesk) -> Iterator[str]:
    """Through the screens that hold most, as somebody who may do everything."""
    desk.morning()
    yield "sign-in"
    hand.sign_in("ha", PIN)
    desk.open = SampleDesk(every_cause=True).open
    for name in list(PAGES)[:7]:
        hand.go(name)
        yield name
    hand.go("today")
    hand.key(Qt.Key.Key_F7)
    yield "takings"
    hand.key(Qt.Key.Key_Return)
    yield "rows"
    hand.go("differences")
    hand.key(Qt.Key.Key_S)
    yield "settle"
    hand.key(Qt.Key.Key_Escape)
    hand.key(Qt.Key.Key_H)
    yield "hand-on"
    hand.key(Qt.Key.Key_Escape)
    hand.open_difference(next(key for key in desk.open if "orphan" in key))
    yield "story"
    hand.key(Qt.Key.Key_G)
    yield "match"
    hand.key(Qt.Key.Key_Escape)
    hand.go("counter")
    hand.write("counter.scan", "KM7F3K92T")
    hand.key(Qt.Key.Key_Return)
    hand.settle()
    hand.key(Qt.Key.Key_F4)
    yield "bill"
    hand.begin_payment("KM7F3K92T", "qr")
    yield "qr"
    hand.stop_waiting()
    yield "failed"
    hand.take_payment("KM7F3K92T", tendered=60_000)
    yield "taken"
    hand.ask_void(hand.window.shell.recent[0].payment_id, note="hai lần")
    hand.go("refunds")
    yield "voids"
    hand.go("counter")
    hand.write("counter.scan", SHORT_CODE)
    hand.key(Qt.Key.Key_Return)
    yield "rest"
    desk.clock.at = at(11, 32)
    hand.go("shift")
    hand.key(Qt.Key.Key_F10)
    yield "count"
    hand.count(COUNTED)
    yield "compare"
    hand.press("shift.reason.change")
    hand.key(Qt.Key.Key_F10)
    yield "hand-over"
    hand.press("shift.receiver.duc")
    hand.key(Qt.Key.Key_F10)
    yield "sign"
    hand.lock()
    yield "locked"


@pytest.mark.parametrize("look", ["vi", "en-contrast", "vi-small", "vi-large-contrast"])
def test_nothing_is_cut_off(look: str, desk_words: Languages, qtlog: _QtMessageCapture) -> None:
    size = (1366, 768) if look == "vi-small" else (1920, 1080)
    language, theme = LOOKS.get(look, ("vi", Theme(scale=fitting(size[0]))))
    use(theme)
    desk = SampleDesk()
    bad = {}
    try:
        with window(desk, desk_words, language=language, size=size) as hand:
            for name in walk(hand, desk):
                hand.settle()
                # A scroll bar that goes away makes room in a later round.
                QApplication.processEvents()
                if found := cut_off(hand):
                    bad[name] = found
    finally:
        use(Theme())
    assert bad == {}
    assert [record.message for record in qtlog.records] == []


def test_the_qr_on_the_screen_is_read_by_a_phone_and_a_slip_never_calls_itself_an_invoice(
    hand: Hand, desk: SampleDesk, tmp_path: Path
) -> None:
    hand.sign_in("lan", PIN)
    hand.begin_payment("KM7F3K92T", "qr")
    path = tmp_path / "window.png"
    hand.window.grab().save(str(path))
    from PIL import Image

    with Image.open(path) as picture:
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [QR_TEXT]
    payment = hand.stop_waiting()
    assert payment.state == "failed"
    payment = hand.take_payment("KM7F3K92T", tendered=100_000)
    slip = desk.slip(payment.payment_id, copy=True).value  # type: ignore[union-attr]
    image = render_slip(slip)
    assert (image.mode, image.width) == ("1", 576)
    assert image.getextrema() == (0, 255)
    assert "hóa đơn" not in slip.title.lower()


def test_x_and_z_are_one_drawing_but_for_their_number(hand: Hand, desk: SampleDesk) -> None:
    hand.sign_in("lan", PIN)
    hand.count(COUNTED)
    x = desk.x_report().value  # type: ignore[union-attr]
    z = hand.close_shift("change", "thối dư")
    assert (x.book, x.sums, x.counts) == (z.book, z.sums, z.counts)
    assert report_paper(z).tobytes() == report_paper(z).tobytes()
    assert report_paper(z, again=True).height > report_paper(z).height


def test_the_look_and_the_language_change_at_the_door_and_keep_the_name(hand: Hand) -> None:
    hand.write("user", "lan")
    before = hand.window.sign_in
    hand.key(Qt.Key.Key_F2)
    hand.wait(lambda: hand.window.sign_in is not before, "English")
    assert hand.window.sign_in.enter.text() == "Sign in"
    assert hand.window.sign_in.user.text() == "lan"
    hand.sign_in("lan", PIN)
    assert hand.window.page().title.text() == "Today, Tuesday 24/11/2026"
    assert not [form for form in hand.window.findChildren(Form) if form.isVisible()]
