"""The camera's picture in the window: the newest frame, mirrored, drawn and dropped; nothing is kept once hidden."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import Property, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtQuick import QQuickItem, QQuickPaintedItem

from kiosk.station.api import Preview

FRAME_MS = 33
GROUND, VEIL, GREY, GREEN = QColor("#24393F"), QColor(9, 38, 47, 158), QColor("#9AA7AC"), QColor("#7FE0AE")
NOBODY = QColor("#4A6670")


class Feed(Protocol):
    """Whoever hands out camera pictures."""

    def frame(self) -> Preview | None:
        """The newest picture, or None while the camera is closed."""
        ...


class PreviewItem(QQuickPaintedItem):
    """`feed` is the object to ask; `oval` veils all but a face's place and draws the arc of `quality` 0..1 round it.

    The veil takes the colour `glow` by `shine` 0..1, so that the screen around the oval lights the face.

    While `covered` no picture is shown or held: photographs of the screen never hold a face. `radius` rounds the
    picture's corners, `unit` is the screen's pixels per design pixel.
    """

    changed = Signal()

    def __init__(self, parent: QQuickItem | None = None) -> None:
        super().__init__(parent)
        self._feed: QObject | None = None
        self._covered = False
        self._oval = False
        self._quality = 0.0
        self._glow = QColor("#FFFFFF")
        self._shine = 0.0
        self._radius = 0.0
        self._unit = 1.0
        self._frame: Preview | None = None
        self._timer = QTimer(self, interval=FRAME_MS)
        self._timer.timeout.connect(self._look)
        self.visibleChanged.connect(self._follow)
        self.setAntialiasing(True)

    def _get_feed(self) -> QObject | None:
        return self._feed

    def _set_feed(self, feed: QObject | None) -> None:
        self._feed = feed
        self._follow()
        self.changed.emit()

    def _get_covered(self) -> bool:
        return self._covered

    def _set_covered(self, covered: bool) -> None:
        self._covered = covered
        self._follow()

    def _get_oval(self) -> bool:
        return self._oval

    def _set_oval(self, oval: bool) -> None:
        self._oval = oval
        self.update()

    def _get_quality(self) -> float:
        return self._quality

    def _set_quality(self, quality: float) -> None:
        self._quality = quality
        self.update()

    def _get_glow(self) -> QColor:
        return self._glow

    def _set_glow(self, glow: QColor) -> None:
        self._glow = glow
        self.update()

    def _get_shine(self) -> float:
        return self._shine

    def _set_shine(self, shine: float) -> None:
        self._shine = shine
        self.update()

    def _get_radius(self) -> float:
        return self._radius

    def _set_radius(self, radius: float) -> None:
        self._radius = radius
        self.update()

    def _get_unit(self) -> float:
        return self._unit

    def _set_unit(self, unit: float) -> None:
        self._unit = unit
        self.update()

    def _get_empty(self) -> bool:
        return self._frame is None

    feed = Property(QObject, _get_feed, _set_feed, notify=changed)
    covered = Property(bool, _get_covered, _set_covered, notify=changed)
    oval = Property(bool, _get_oval, _set_oval, notify=changed)
    quality = Property(float, _get_quality, _set_quality, notify=changed)
    glow = Property(QColor, _get_glow, _set_glow, notify=changed)
    shine = Property(float, _get_shine, _set_shine, notify=changed)
    radius = Property(float, _get_radius, _set_radius, notify=changed)
    unit = Property(float, _get_unit, _set_unit, notify=changed)
    empty = Property(bool, _get_empty, notify=changed)

    def _follow(self) -> None:
        """Run only while somebody can see it; a hidden item holds no picture."""
        if self.isVisible() and self._feed is not None and not self._covered:
            self._timer.start()
            self._look()
        else:
            self._timer.stop()
            self._frame = None
            self.update()

    def _look(self) -> None:
        newest = cast(Feed, self._feed).frame() if self._feed is not None else None
        held = self._frame
        if newest is held or (newest and held and newest.number == held.number):
            return
        came_or_went = (newest is None) != (held is None)
        self._frame = newest
        if came_or_went:
            self.changed.emit()
        self.update()

    def paint(self, painter: QPainter) -> None:
        """The picture fills the item, cut at the longer side; what lies outside the oval is veiled."""
        bounds = QRectF(0, 0, self.width(), self.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(bounds, self._radius, self._radius)
        painter.setClipPath(outline)
        painter.fillRect(bounds, GROUND)
        if self._frame is not None:
            self._draw_frame(painter, self._frame, bounds)
        elif self._oval:
            self._draw_nobody(painter, bounds)
        if self._oval:
            self._draw_oval(painter, bounds)
        else:
            self._draw_corners(painter, bounds)

    @staticmethod
    def _draw_frame(painter: QPainter, frame: Preview, bounds: QRectF) -> None:
        image = QImage(frame.rgb, frame.width, frame.height, 3 * frame.width, QImage.Format.Format_RGB888)
        scale = max(bounds.width() / frame.width, bounds.height() / frame.height)
        width, height = bounds.width() / scale, bounds.height() / scale
        source = QRectF((frame.width - width) / 2, (frame.height - height) / 2, width, height)
        painter.save()
        painter.translate(bounds.width(), 0)
        painter.scale(-1, 1)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(bounds, image, source)
        painter.restore()

    @staticmethod
    def _draw_nobody(painter: QPainter, bounds: QRectF) -> None:
        """An outline of head and shoulders while there is no picture: where to stand."""
        width, height = bounds.width(), bounds.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(NOBODY)
        painter.drawEllipse(QRectF(width * 0.14, height * 0.76, width * 0.72, height * 0.6))
        head = height * 0.5
        painter.drawEllipse(QRectF((width - head * 0.76) / 2, height * 0.2, head * 0.76, head))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_corners(self, painter: QPainter, bounds: QRectF) -> None:
        """Four corners where a code is to be held."""
        side = min(bounds.width(), bounds.height()) * 0.56
        square = QRectF((bounds.width() - side) / 2, bounds.height() * 0.09, side, side)
        pen = QPen(GREEN, 12 * self._unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        arm = side * 0.2
        for corner, right, down in (
            (square.topLeft(), 1, 1),
            (square.topRight(), -1, 1),
            (square.bottomLeft(), 1, -1),
            (square.bottomRight(), -1, -1),
        ):
            inward, below = QPointF(corner.x() + right * arm, corner.y()), QPointF(corner.x(), corner.y() + down * arm)
            painter.drawPolyline([inward, corner, below])

    def _draw_oval(self, painter: QPainter, bounds: QRectF) -> None:
        unit = self._unit
        # The detail page's oval is 496 × 636 in a picture 1000 high; a smaller picture gets it in proportion.
        height = min(636 * unit, bounds.height() * 0.66)
        width = height * 496 / 636
        centre = QPointF(bounds.center().x(), bounds.height() * 0.44)
        oval = QRectF(centre.x() - width / 2, centre.y() - height / 2, width, height)
        veil = QPainterPath()
        veil.setFillRule(Qt.FillRule.OddEvenFill)
        veil.addRect(bounds)
        veil.addEllipse(oval)
        painter.fillPath(veil, VEIL)
        if self._shine > 0:
            light = QColor(self._glow)
            light.setAlphaF(min(self._shine, 1.0))
            painter.fillPath(veil, light)
        pen = QPen(GREY, 9 * unit)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawEllipse(oval)
        pen.setColor(GREEN)
        pen.setWidthF(18 * unit)
        painter.setPen(pen)
        painter.drawArc(oval, 90 * 16, -round(360 * 16 * min(max(self._quality, 0.0), 1.0)))
