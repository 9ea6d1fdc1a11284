"""The room behind the screen as QML sees it: what staff look at there, and what they press."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Qt, Signal, Slot

if TYPE_CHECKING:
    from kiosk.admin.values import Admin, AdminView
    from ui.patient.bridge import Bridge

NOTHING: dict[str, Any] = {"page": "", "training": "", "by": "", "notice": "", "tries": 0, "checking": False}


class Behind(QObject):
    """`view` is the room's view as a map, with doctor's own words for each row; the slots say what was pressed."""

    _came = Signal(object)
    changed = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._admin: Admin | None = None
        self._view: AdminView | None = None
        self._map = NOTHING
        self._came.connect(self._take, Qt.ConnectionType.QueuedConnection)
        bridge.heard.connect(self._heard)
        bridge.languageChanged.connect(self._draw)

    view = Property("QVariantMap", lambda self: self._map, notify=changed)  # type: ignore[arg-type]
    page = Property(str, lambda self: self._map["page"], notify=changed)
    training = Property(str, lambda self: self._map["training"], notify=changed)

    @Slot()
    def _heard(self) -> None:
        admin = self._bridge.room()
        if admin is not self._admin:
            self._admin = admin
            if admin is not None:
                admin.watch(self._came.emit)

    def leave(self) -> None:
        """The window goes; the room is looked at no more."""
        if self._admin is not None:
            self._admin.watch(lambda _view: None)

    @Slot(object)
    def _take(self, view: AdminView) -> None:
        self._view = view
        self._bridge.go_inside(bool(view.page))
        self._draw()

    @Slot()
    def _draw(self) -> None:
        if self._view is not None:
            self._map = drawn(self._view, self._bridge.speaks())
            self.changed.emit()

    @Slot(result=float)
    def clock(self) -> float:
        """Monotonic seconds."""
        return self._bridge.clock()

    @Slot()
    def open(self) -> None:
        """The corner was held long enough."""
        self._wish("open")

    @Slot(str, str)
    def sign(self, number: str, pin: str) -> None:
        """A member of staff typed these; the PIN goes to the station and stays nowhere."""
        if self._admin is not None:
            self._admin.sign(number, pin)

    @Slot(str)
    @Slot(str, str)
    def wish(self, name: str, value: str = "") -> None:
        """What was pressed, see `kiosk.admin.room`."""
        self._wish(name, value)

    def _wish(self, name: str, value: str = "") -> None:
        if self._admin is not None:
            from kiosk.admin.values import Wish  # noqa: PLC0415 - nobody can have pressed anything before

            self._admin.wish(Wish(name, value))


def drawn(view: AdminView, language: str) -> dict[str, Any]:
    """The view as a map; in Vietnamese a row is called as on doctor's paper, else by its code."""
    drawn: dict[str, Any] = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(view).items()
    }
    drawn |= {"page": view.page.value, "training": view.training.value}
    for row in drawn["rows"]:
        home = language == "vi" and row["called"]
        row["title"] = row["called"] if home else row["name"].replace("_", " ").capitalize()
        row["fix"] = row["mended"] if home and row["fix"] else row["fix"]
    return drawn
