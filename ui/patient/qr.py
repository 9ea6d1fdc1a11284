"""A QR code on screen: whole pixels a module, no smoothing, quiet zone of four modules (ISO/IEC 18004, 6.3.8)."""

from __future__ import annotations

from PySide6.QtCore import Property, QRect, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

QUIET_ZONE = 4


class QrItem(QQuickPaintedItem):
    """Draws `text` at level M, centred, with modules of at most `largestModule` pixels; nothing while text is empty."""

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._largest = 14
        self._modules = QImage()
        self.setAntialiasing(False)

    def _get_text(self) -> str:
        return self._text

    def _set_text(self, text: str) -> None:
        if text != self._text:
            self._text = text
            self._modules = modules_of(text) if text else QImage()
            self.changed.emit()
            self.update()

    def _get_largest(self) -> int:
        return self._largest

    def _set_largest(self, pixels: int) -> None:
        if pixels != self._largest:
            self._largest = max(pixels, 1)
            self.changed.emit()
            self.update()

    text = Property(str, _get_text, _set_text, notify=changed)
    largestModule = Property(int, _get_largest, _set_largest, notify=changed)

    def paint(self, painter: QPainter) -> None:
        """White ground, dark modules, both fixed in every theme: a phone must read them."""
        if self._modules.isNull():
            return
        across = self._modules.width()
        side = min(int(min(self.width(), self.height())) // across, self._largest) * across
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
        place = QRect((int(self.width()) - side) // 2, (int(self.height()) - side) // 2, side, side)
        painter.drawImage(place, self._modules)


def modules_of(text: str) -> QImage:
    """The code and its quiet zone, one pixel a module."""
    import segno  # noqa: PLC0415 - the first picture has no code in it

    rows = [bytes(row) for row in segno.make_qr(text, error="m", boost_error=False).matrix]
    across = len(rows) + 2 * QUIET_ZONE
    image = QImage(across, across, QImage.Format.Format_RGB32)
    image.fill(QColor("#FFFFFF"))
    dark = QColor("#10303A")
    for y, row in enumerate(rows, QUIET_ZONE):
        for x, bit in enumerate(row, QUIET_ZONE):
            if bit:
                image.setPixelColor(x, y, dark)
    return image
