"""Retention counts the days a journal has lived, beside those its clock says: a clock that jumps ages no row.

What is due by the clock goes only when rows were written on enough other days since, or the program has itself run for
so long. A machine that is on five days a week notices nothing of it; one whose clock was turned ahead by years keeps
everything for days, in which somebody sees that its clock is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from kiosk.clock import Clock
from kiosk.journal import Journal
from kiosk.life import station as of_station
from kiosk.life.erasing import Erasure


def lived_until(days: Sequence[tuple[str, int]], keep_days: int) -> int:
    """The last row that is old enough, 0 when none is: since then more than half of `keep_days` other days had rows.

    :param days: as `Journal.days` gives them.
    """
    needed = needed_days(keep_days)
    return days[needed][1] if len(days) > needed else 0


def needed_days(keep_days: int) -> int:
    """How many days must have been lived after a row before it goes."""
    return keep_days // 2 + 1


def until(due: Erasure, last: int) -> Erasure:
    """Of what is due by the clock, what is no later than this row."""
    return replace(due, rows=tuple(row for row in due.rows if row <= last))


def due_of_station(journal: Journal, keep_days: int, clock: Clock, seen: int = 0) -> Erasure:
    """What a running station erases now; up to row `seen` it has itself run long enough."""
    due = of_station.due(journal, clock.now() - timedelta(days=keep_days))
    return until(due, max(seen, lived_until(journal.days(needed_days(keep_days) + 1), keep_days))) if due.rows else due
