"""Camera pictures of nobody, drawn for the gallery and the bench: a person without features, a card, a slip."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPainterPath

from kiosk.station.api import Preview
from kiosk.visit.view import Screen
from ui.patient.qr import modules_of

CARDS = (Screen.KEY_QR, Screen.CHILD_SCAN)
PAPERS = (Screen.SLIP, Screen.INSURANCE_SCAN)
SKIN, HAIR, SHIRT = QColor("#C9A78C"), QColor("#2B2A2C"), QColor("#4F7F8B")


def pictured(screen: Screen) -> Preview:
    """What the camera sees on a screen that shows its picture."""
    if screen in CARDS:
        return drawn_code(card=True)
    return drawn_code(card=False) if screen in PAPERS else drawn_person()


def drawn_person(width: int = 640, height: int = 480) -> Preview:
    """Head and shoulders in a hall."""
    image, painter = _hall(width, height)
    body = QPainterPath(QPointF(0.16, 1.05))
    body.cubicTo(QPointF(0.17, 0.84), QPointF(0.3, 0.8), QPointF(0.42, 0.755))
    body.lineTo(QPointF(0.58, 0.755))
    body.cubicTo(QPointF(0.7, 0.8), QPointF(0.83, 0.84), QPointF(0.84, 1.05))
    painter.fillPath(body, SHIRT)
    neck = QPainterPath(QPointF(0.445, 0.6))
    neck.lineTo(QPointF(0.555, 0.6))
    neck.lineTo(QPointF(0.562, 0.76))
    neck.cubicTo(QPointF(0.54, 0.83), QPointF(0.46, 0.83), QPointF(0.438, 0.76))
    painter.fillPath(neck, SKIN.darker(118))
    painter.setBrush(HAIR)
    painter.drawEllipse(QRectF(0.374, 0.1, 0.252, 0.42))
    painter.setBrush(SKIN.darker(106))
    for ear in (0.377, 0.592):
        painter.drawEllipse(QRectF(ear, 0.37, 0.031, 0.1))
    face = QPainterPath(QPointF(0.392, 0.36))
    face.cubicTo(QPointF(0.392, 0.16), QPointF(0.608, 0.16), QPointF(0.608, 0.36))
    face.cubicTo(QPointF(0.61, 0.56), QPointF(0.56, 0.69), QPointF(0.5, 0.69))
    face.cubicTo(QPointF(0.44, 0.69), QPointF(0.39, 0.56), QPointF(0.392, 0.36))
    painter.fillPath(face, SKIN)
    fringe = QPainterPath(QPointF(0.384, 0.4))
    fringe.cubicTo(QPointF(0.36, 0.04), QPointF(0.64, 0.04), QPointF(0.616, 0.4))
    fringe.cubicTo(QPointF(0.6, 0.28), QPointF(0.57, 0.25), QPointF(0.53, 0.26))
    fringe.cubicTo(QPointF(0.47, 0.275), QPointF(0.41, 0.25), QPointF(0.384, 0.4))
    painter.fillPath(fringe, HAIR)
    return _taken(image, painter)


def drawn_code(*, card: bool, width: int = 640, height: int = 480) -> Preview:
    """A card, or a paper, held so that its code stands where codes are looked for."""
    image, painter = _hall(width, height)
    painter.translate(0.5, 0.37)
    painter.scale(height / width, 1)
    painter.rotate(-3)
    sheet = QRectF(-0.78, -0.2, 1.02, 0.66) if card else QRectF(-0.36, -0.75, 0.72, 1.16)
    corner = 0.05 if card else 0.012
    shade = QPainterPath()
    shade.addRoundedRect(sheet.translated(0.012, 0.018), corner, corner)
    painter.fillPath(shade, QColor(9, 38, 47, 90))
    paper = QPainterPath()
    paper.addRoundedRect(sheet, corner, corner)
    painter.fillPath(paper, QColor("#DDECF0" if card else "#FFFFFF"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#8FB4BF"))
    lines = (
        ((-0.5, 0.2, 0.34), (-0.5, 0.28, 0.42), (-0.5, 0.36, 0.3), (-0.7, -0.13, 0.36))
        if card
        else ((-0.27, 0.2, 0.54), (-0.27, 0.28, 0.34))
    )
    for x, y, length in lines:
        painter.drawRoundedRect(QRectF(x, y, length, 0.028), 0.014, 0.014)
    code = QRectF(-0.14, -0.14, 0.28, 0.28)
    painter.setBrush(QColor("#FFFFFF"))
    painter.drawRoundedRect(code.adjusted(-0.012, -0.012, 0.012, 0.012), 0.016, 0.016)
    painter.drawImage(code, modules_of("A128"))
    # The hand that holds it, from below.
    painter.setBrush(SKIN.darker(108))
    thumb = QPainterPath()
    at = (-0.42, 0.33) if card else (0.2, 0.33)
    thumb.addRoundedRect(QRectF(at[0], at[1], 0.13, 0.5), 0.065, 0.065)
    painter.fillPath(thumb, SKIN)
    painter.setBrush(SKIN.lighter(112))
    painter.drawRoundedRect(QRectF(at[0] + 0.03, at[1] + 0.02, 0.07, 0.07), 0.03, 0.03)
    return _taken(image, painter)


def _hall(width: int, height: int) -> tuple[QImage, QPainter]:
    """A blurred hall; the painter counts in shares of the picture."""
    image = QImage(width, height, QImage.Format.Format_RGB888)
    painter = QPainter(image)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.scale(width, height)
    ground = QLinearGradient(0, 0, 0, 1)
    ground.setColorAt(0, QColor("#93A9AF"))
    ground.setColorAt(0.7, QColor("#6F888F"))
    ground.setColorAt(1, QColor("#566D74"))
    painter.fillRect(QRectF(0, 0, 1, 1), ground)
    for x, y, across, high, light in (
        (0.02, 0.1, 0.2, 0.5, 26),
        (0.76, 0.06, 0.22, 0.56, 22),
        (0.3, 0.0, 0.4, 0.1, 18),
    ):
        painter.fillRect(QRectF(x, y, across, high), QColor(255, 255, 255, light))
    return image, painter


def _taken(image: QImage, painter: QPainter) -> Preview:
    painter.end()
    return Preview(image.width(), image.height(), bytes(image.constBits())[: 3 * image.width() * image.height()], 1)
