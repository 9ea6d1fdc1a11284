"""Whether a statement adds up: what it opens with, and its movements, must give what it closes with."""

from __future__ import annotations

from kiosk.statements.fingerprints import Movement
from kiosk.statements.refusals import Problem


class Reckoning:
    """Adds up one statement. One that names no opening or no closing balance, or has rows unread, proves nothing."""

    def __init__(self) -> None:
        self.opening: int | None = None
        self.closing: int | None = None
        self._moved = 0
        self._whole = True

    def add(self, found: Movement | Problem) -> None:
        """The next movement, or one that could not be read."""
        if isinstance(found, Movement):
            self._moved += found.amount
        else:
            self._whole = False

    def verdict(self, row: int) -> Problem | None:
        """At the statement's end, which is at `row`: a problem when lines must be missing."""
        if self.opening is None or self.closing is None or not self._whole:
            return None
        return None if self.opening + self._moved == self.closing else Problem(row, "sum")
