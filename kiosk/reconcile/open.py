"""The list of differences, kept as the books move: only units that an event touched are looked at again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

from kiosk.cashier.ports import Difference
from kiosk.reconcile.books import Books
from kiosk.reconcile.differences import CUT_OFF, Open, differences_of
from kiosk.reconcile.held import day_of, unit_of


class OpenList:
    """All differences of some books, settled ones among them, by unit.

    :param moved: is told of each unit that was touched, before its differences are computed anew.
    """

    def __init__(self, books: Books, cut_off: time = CUT_OFF, moved: Callable[[str], None] = lambda _: None) -> None:
        self._moved = moved
        self._books = books
        self._cut_off = cut_off
        self._of_unit: dict[str, tuple[Open, ...]] = {}
        self._sorted: tuple[Open, ...] | None = ()

    def follow(self) -> None:
        """Compute anew what was touched; in steps, so that a long import never leaves it all to one look."""
        for unit in self._books.touched():
            self._moved(unit)
            found = differences_of(self._books, unit, self._cut_off)
            if found == self._of_unit.get(unit, ()):
                continue
            self._sorted = None
            if found:
                self._of_unit[unit] = found
            else:
                del self._of_unit[unit]

    def all(self) -> tuple[Open, ...]:
        """Every difference as the books stand now, oldest first."""
        self.follow()
        if self._sorted is None:
            every = (item for found in self._of_unit.values() for item in found)
            self._sorted = tuple(sorted(every, key=lambda item: (item.difference.since, item.difference.key)))
        return self._sorted

    def find(self, key: str) -> Difference | None:
        """The difference with this key, open or settled, if it stands."""
        self.follow()
        rows = (item.difference for item in self._of_unit.get(unit_of(key), ()))
        return next((row for row in rows if row.key == key), None)

    def of_story(self, story: str) -> tuple[Difference, ...]:
        """The differences told in a story."""
        return tuple(item.difference for item in self.all() if item.difference.story == story)

    def of_day(self, day: date) -> tuple[Open, ...]:
        """Those that began on a day."""
        return tuple(item for item in self.all() if day_of(item.difference.since) == day)
