"""A QR code large on the desk's screen: whole pixels a module, quiet zone of four, level M (ISO/IEC 18004, 6.3.8)."""

from __future__ import annotations

import segno
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET_ZONE = 4


class QrCode(QWidget):
    """Draws `text`; white ground and dark modules in every look, because a phone must read them."""

    def __init__(self, module: int = 8) -> None:
        super().__init__()
        self._module = module
        self._image = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show a code, or none for an empty text."""
        self._image = _modules(text) if text else QImage()
        self.setFixedSize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        """Its modules."""
        return QSize(self._image.width() * self._module, self._image.height() * self._module)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it unsmoothed."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        painter.drawImage(self.rect(), self._image)
        painter.end()


def _modules(text: str) -> QImage:
    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    across = len(rows) + 2 * QUIET_ZONE
    image = QImage(across, across, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    dark = QColor("#10303A")
    for y, line in enumerate(rows, QUIET_ZONE):
        for x, bit in enumerate(line, QUIET_ZONE):
            if bit:
                image.setPixelColor(x, y, dark)
    return image
