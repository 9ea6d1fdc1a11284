"""Looking at a drawn window: every visible item with its place, and what is wrong with how it stands there."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRectF
from PySide6.QtQuick import QQuickItem, QQuickWindow


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
    return item.metaObject().indexOfProperty("down") >= 0 and item.inherits("QQuickItem")


def texts(window: QQuickWindow) -> list[str]:
    """Every word that can be read."""
    return [str(item.property("text")) for item in visible(window.contentItem()) if is_text(item)]


def badly_placed(window: QQuickWindow) -> list[str]:
    """One line for each text that is cut off, runs out of its place, or stands under the action bar."""
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
            if item.property("paintedWidth") > item.width() + 1.5 and item.property("wrapMode") != 0:
                bad.append(f"{what!r} is painted {item.property('paintedWidth'):.0f} wide in {item.width():.0f}")
            if item.property("paintedHeight") > item.height() + 1.5:
                bad.append(f"{what!r} is painted {item.property('paintedHeight'):.0f} high in {item.height():.0f}")
        bounds = QRectF(0, 0, window.width(), window.height())
        if body is not None and key in within_body:
            bounds = body.adjusted(-1, -1, 1, 1)
        if where.width() > 0 and not bounds.contains(where):
            bad.append(f"{what!r} at {where.getRect()} leaves {bounds.getRect()}")
    return bad
