"""A desk's paper on the screen: the very picture that the printer gets, so that what is signed is what was seen."""

from __future__ import annotations

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from kiosk.cashier.values import ShiftReport
from kiosk.printing.receipt import render_report
from ui.cashier import words as w
from ui.cashier.theme import theme


def report_paper(report: ShiftReport, *, again: bool = False) -> Image.Image:
    """An X or a Z report with people and desk by their names; `again` marks a reprint."""
    return render_report(report, w.hospital(), w.place(report.desk), w.people(), again=again)


class Preview(QLabel):
    """A paper as large as there is room."""

    def __init__(self, *, name: str, wide: int = 400) -> None:
        super().__init__()
        self.setObjectName(name)
        self._wide = wide
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)

    def show_paper(self, paper: Image.Image) -> None:
        """Show it, smoothed; the printer gets it dot by dot."""
        grey = paper.convert("L")
        picture = QImage(grey.tobytes(), grey.width, grey.height, grey.width, QImage.Format.Format_Grayscale8).copy()
        scaled = picture.scaledToWidth(self._wide, Qt.TransformationMode.SmoothTransformation)
        self.setStyleSheet(f"border: 1px solid {theme().colour('divider')};")
        self.setPixmap(QPixmap.fromImage(scaled))
        self.setFixedSize(scaled.width() + 2, scaled.height() + 2)
