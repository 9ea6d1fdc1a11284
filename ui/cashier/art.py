"""Pictograms in the look's colours: SVG files recoloured and drawn at the size asked for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

FOLDERS = (Path(__file__).parent / "pictograms", Path(__file__).parent.parent / "patient" / "pictograms")
STROKE, FILL = "#0A5A70", "#DDECF0"


@lru_cache(maxsize=256)
def pictogram(name: str, size: int, stroke: str, fill: str = "none") -> QPixmap:
    """The pictogram `name` as a square of `size` pixels; `fill` is its main surface's colour, or none."""
    path = next(folder / f"{name}.svg" for folder in FOLDERS if (folder / f"{name}.svg").is_file())
    text = path.read_text(encoding="utf-8").replace(STROKE, stroke).replace(FILL, fill)
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(text.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return QPixmap.fromImage(image)
