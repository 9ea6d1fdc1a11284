"""The payment code on the screen is the bank's text, in every theme and on every panel."""

from __future__ import annotations

import itertools

import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from window_shown import LANDSCAPE, PORTRAIT, MakeShown, Shown

from ui.patient.qr import QrItem
from ui.patient.samples import PAYMENT_TEXT, samples

PAYMENT = next(sample for sample in samples() if sample.name == "payment")


def read(picture: QImage) -> list[str]:
    """The texts of the QR codes in a picture."""
    grey = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    image = Image.frombytes("L", (grey.bytesPerLine(), grey.height()), bytes(grey.constBits()))
    return [code.text for code in zxingcpp.read_barcodes(image)]


@pytest.mark.parametrize(
    ("size", "contrast", "large"),
    [(PORTRAIT, False, False), (PORTRAIT, True, True), (LANDSCAPE, False, False), (QSize(540, 960), False, False)],
)
def test_the_code_on_the_screen_reads_as_the_text_of_the_order(
    make_shown: MakeShown, size: QSize, contrast: bool, large: bool
) -> None:
    shown = make_shown(size)
    shown.present(PAYMENT, contrast=contrast, large=large)
    assert read(shown.window.window.grabWindow()) == [PAYMENT_TEXT]


def test_every_module_is_a_whole_number_of_pixels(shown: Shown) -> None:
    shown.present(PAYMENT)
    item = shown.item("qr")
    picture = shown.window.window.grabWindow()
    corner = item.mapToScene(item.boundingRect().center()).toPoint()
    row = [picture.pixelColor(x, corner.y()).lightness() < 128 for x in range(picture.width())]
    edges = [x for x in range(1, len(row)) if row[x] != row[x - 1]]
    widths = {right - left for left, right in itertools.pairwise(edges)}
    module = min(widths)
    assert 11 <= module <= 14
    assert all(width % module == 0 for width in widths if width < 100)


def test_countdown_digits_stand_in_cells_of_one_width(shown: Shown) -> None:
    shown.present(PAYMENT)
    shown.window.window.grabWindow()
    before = [child.x() for child in shown.item("countdown").childItems()]
    shown.station.seconds = 111.0
    shown.show(PAYMENT.view)
    shown.window.bridge._count()
    shown.window.window.grabWindow()
    cells = shown.item("countdown").childItems()
    assert [child.property("text") for child in cells if child.property("text")] == ["1", ":", "5", "1"]
    assert [child.x() for child in cells] == before


@pytest.mark.attack
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(codec="ascii", min_codepoint=32), min_size=1, max_size=200).filter(str.strip))
def test_any_text_can_be_shown(shown: Shown, text: str) -> None:
    item = QrItem()
    item.setProperty("text", text)
    assert item.property("text") == text
    item.deleteLater()
