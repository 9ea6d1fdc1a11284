"""Looking at a drawn window: every visible item with its place, and what is wrong with how it stands there."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage
from PySide6.QtQml import QQmlEngine, QQmlExpression
from PySide6.QtQuick import QQuickItem, QQuickWindow

# What stands over the whole screen and hides it.
COVERS = ("languageSheet",)


def visible(item: QQuickItem) -> Iterator[QQuickItem]:
    """An item and everything under it that can be seen."""
    if not item.isVisible() or item.opacity() == 0:
        return
    yield item
    for child in item.childItems():
        yield from visible(child)


def place(item: QQuickItem) -> QRectF:
    """Where an item stands in the window."""
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def is_text(item: QQuickItem) -> bool:
    return item.inherits("QQuickText")


def is_control(item: QQuickItem) -> bool:
    """Whether an item is one of ours that can be touched."""
    # Not by its meta-object: QML frees those, and a wrapper of one may then stand for an item that took its place.
    return item.property("down") is not None


def texts(window: QQuickWindow) -> list[str]:
    """Every word that can be read."""
    return [str(item.property("text")) for item in visible(window.contentItem()) if is_text(item)]


def badly_placed(window: QQuickWindow) -> list[str]:
    """One line for each text that is cut off, runs out of its place or its control, or stands under the action bar."""
    content = window.contentItem()
    items = list(visible(content))
    body = next((place(item) for item in items if item.objectName() == "body"), None)
    within_body = {
        id(inner) for item in items if item.objectName() == "body" for inner in visible(item) if inner is not item
    }
    names = {id(inner): inner for inner in items}
    bad: list[str] = []
    for key, item in names.items():
        if not (is_text(item) or is_control(item)):
            continue
        where = place(item)
        what = str(item.property("text"))
        if is_text(item) and what:
            if item.property("truncated"):
                bad.append(f"{what!r} is truncated")
            if item.property("paintedWidth") > item.width() + 1.5:
                bad.append(f"{what!r} is painted {item.property('paintedWidth'):.0f} wide in {item.width():.0f}")
            if item.property("paintedHeight") > item.height() + 1.5:
                bad.append(f"{what!r} is painted {item.property('paintedHeight'):.0f} high in {item.height():.0f}")
        bounds = QRectF(0, 0, window.width(), window.height())
        if body is not None and key in within_body:
            bounds = body.adjusted(-1, -1, 1, 1)
        if where.width() > 0 and not bounds.contains(where):
            bad.append(f"{what!r} at {where.getRect()} leaves {bounds.getRect()}")
        holder = control_of(item) if is_text(item) and what else None
        if holder is not None and not place(holder).adjusted(-1, -1, 1, 1).contains(where):
            bad.append(f"{what!r} at {where.getRect()} runs out of its control at {place(holder).getRect()}")
    return bad


def control_of(item: QQuickItem) -> QQuickItem | None:
    """The control that a text stands in."""
    around = item.parentItem()
    while around is not None and not is_control(around):
        around = around.parentItem()
    return around


def painted(item: QQuickItem) -> QRectF:
    """Where the letters of a text stand in the window."""
    wide, high = float(item.property("contentWidth")), float(item.property("contentHeight"))
    free = item.width() - wide
    if item.width() - wide < 1 and item.height() - high < 1:
        return place(item)
    # PySide knows no type for a text's alignments; QML reads them as numbers.
    reading = QQmlExpression(QQmlEngine.contextForObject(item), item, "[horizontalAlignment, verticalAlignment]")
    align, upright = (int(value) for value in reading.evaluate()[0].toVariant())
    x = free / 2 if align == 4 else free if align == 2 else 0
    down = item.height() - high
    y = down / 2 if upright == 128 else down if upright == 64 else 0
    return item.mapRectToScene(QRectF(x, y, wide, high))


def overlapping(window: QQuickWindow) -> list[str]:
    """One line for every two texts, or two controls, that stand on one another."""
    items = list(visible(window.contentItem()))
    covers = [item for item in items if item.objectName() in COVERS]
    if covers:
        items = [inner for cover in covers for inner in visible(cover)]
    words = [(str(item.property("text")), painted(item)) for item in items if is_text(item) and item.property("text")]
    touched = [(item.objectName(), place(item)) for item in items if is_control(item) and item.objectName() != "begin"]
    bad = []
    for kind in (words, touched):
        for at, (name, where) in enumerate(kind):
            # The room above and below the letters of a line may meet that of the next line.
            inner = where.adjusted(2, where.height() * 0.12, -2, -where.height() * 0.12)
            bad += [f"{name!r} stands on {other!r}" for other, there in kind[at + 1 :] if inner.intersects(there)]
    return bad


def ground(picture: QImage, where: QRectF) -> QColor:
    """The colour that most of a place in a picture has."""
    shown = picture.copy(where.toRect()).convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(shown.constBits(), np.uint32).reshape(shown.height(), shown.bytesPerLine() // 4)
    colours, counts = np.unique(rows[:, : shown.width()], return_counts=True)
    return QColor.fromRgb(int(colours[counts.argmax()]))


def faint(window: QQuickWindow, picture: QImage, least: float = 4.5) -> list[str]:
    """One line for each text that stands out less than `least` from the ground it is drawn on (WCAG 1.4.3)."""
    bad = []
    for item in visible(window.contentItem()):
        if is_text(item) and str(item.property("text")).strip():
            colour = QColor(item.property("color"))
            stands = ratio(colour, ground(picture, painted(item)))
            if stands < least:
                bad.append(f"{item.property('text')!r} stands out {stands:.2f}")
    return bad


def luminance(colour: QColor) -> float:
    """Relative luminance of sRGB (WCAG 2.x)."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(one: QColor, other: QColor) -> float:
    """The contrast of two colours, 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)
