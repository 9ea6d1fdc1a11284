"""Pictograms and drawings in the theme's colours: SVG files recoloured and drawn at the size asked for.

An address reads `image://art/NAME/STROKE/FILL` with colours as six hex digits, e.g. `image://art/heart/0a5a70/ddecf0`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtQuick import QQuickImageProvider
from PySide6.QtSvg import QSvgRenderer

FOLDERS = (Path(__file__).parent / "pictograms", Path(__file__).parent / "drawings")
STROKE, FILL = "#0A5A70", "#DDECF0"


def svg_text(name: str) -> str:
    """The source of a pictogram or drawing; an unknown name (a clinic's own icon) gets the stethoscope."""
    for folder in FOLDERS:
        path = folder / f"{name}.svg"
        if name.replace("-", "").isalnum() and path.is_file():
            return path.read_text(encoding="utf-8")
    return (FOLDERS[0] / "steth.svg").read_text(encoding="utf-8")


class ArtProvider(QQuickImageProvider):
    """Draws art for QML's Image; Qt keeps the pictures in its own cache, by address and size."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, id: str, size: QSize, requestedSize: QSize) -> QImage:  # noqa: N803 - Qt names it
        """The picture `id` at `requestedSize`, transparent around the strokes."""
        name, stroke, fill = id.split("/")
        text = svg_text(name).replace(STROKE, f"#{stroke}").replace(FILL, f"#{fill}")
        renderer = QSvgRenderer(QByteArray(text.encode()))
        wanted = requestedSize if requestedSize.isValid() and not requestedSize.isEmpty() else renderer.defaultSize()
        image = QImage(wanted, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        renderer.render(painter, QRectF(0, 0, wanted.width(), wanted.height()))
        painter.end()
        size.setWidth(wanted.width())
        size.setHeight(wanted.height())
        return image
