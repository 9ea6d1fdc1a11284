"""Pictograms and drawings in the theme's colours: SVG files recoloured and drawn at the size asked for.

An address reads `image://art/NAME/STROKE/FILL` with colours as six hex digits, e.g. `image://art/heart/0a5a70/ddecf0`.
"""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDERS = (Path(__file__).parent / "pictograms", Path(__file__).parent / "drawings")
STROKE, FILL = "#0A5A70", "#DDECF0"
KEPT_BYTES = 16 * 2**20
"""Pictures are kept up to this, the last used ones: a page asks for dozens, again and again while it is laid out."""


def svg_text(name: str) -> str:
    """The source of a pictogram or drawing; an unknown name (a clinic's own icon) gets the stethoscope."""
    for folder in FOLDERS:
        path = folder / f"{name}.svg"
        if name.replace("-", "").isalnum() and path.is_file():
            return path.read_text(encoding="utf-8")
    return (FOLDERS[0] / "steth.svg").read_text(encoding="utf-8")


class ArtProvider(QQuickImageProvider):
    """Draws art for QML's Image, each address and size once: Qt's own cache forgets what no page shows just now."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)
        self._kept: OrderedDict[tuple[str, int, int], QImage] = OrderedDict()
        self._bytes = 0

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803 - Qt names it
        """The picture `id` at `requestedSize`, transparent around the strokes."""
        place = (id, 0, 0) if requestedSize.isEmpty() else (id, requestedSize.width(), requestedSize.height())
        image = self._kept.get(place)
        if image is None:
            image = self._kept[place] = _drawn(id, requestedSize)
            self._bytes += image.sizeInBytes()
            while self._bytes > KEPT_BYTES and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.sizeInBytes()
        self._kept.move_to_end(place)
        size.setWidth(image.width())
        size.setHeight(image.height())
        return image


def _drawn(address: str, wanted: QSize) -> QImage:
    """The art of an address at a size, or at its own where none is wanted."""
    name, stroke, fill = address.split("/")
    text = svg_text(name).replace(STROKE, f"#{stroke}").replace(FILL, f"#{fill}")
    renderer = QSvgRenderer(QByteArray(text.encode()))
    if wanted.isEmpty():
        wanted = renderer.defaultSize()
    image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, wanted.width(), wanted.height()))
    painter.end()
    return image
