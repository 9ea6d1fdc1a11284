"""The room behind the screen as a window sees it: what is pressed goes to the station's own thread."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.admin.room import AdminRoom, Ground
from kiosk.admin.values import AdminView, Wish
from kiosk.loop import Loop


class RunningAdmin:
    """See `Admin`.

    :param room: made here with the given listener, since the room tells of each change.
    """

    def __init__(self, room: Callable[[Callable[[AdminView], None]], AdminRoom], loop: Loop) -> None:
        self._loop = loop
        self._on_admin: Callable[[AdminView], None] = lambda _view: None
        self.room = room(self._tell)

    def _tell(self, view: AdminView) -> None:
        self._on_admin(view)

    def practise_on(self, ground: Ground) -> None:
        """There is a place to practise; before the station starts."""
        self.room.ground = ground

    def watch(self, on_admin: Callable[[AdminView], None]) -> None:
        """See `Admin`."""
        self._on_admin = on_admin

    def sign(self, number: str, pin: str) -> None:
        """See `Admin`."""
        self._loop.post(lambda: self.room.sign(number, pin))

    def wish(self, wish: Wish) -> None:
        """See `Admin`."""
        self._loop.post(lambda: self.room.wish(wish))

    def touched(self) -> None:
        """Somebody practises."""
        self.wish(Wish("touched"))
