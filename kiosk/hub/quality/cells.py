"""The projection's cells: all counts of a day or a month, for the hospital, a department, a station or a room.

A cell is one row. A month's page reads some dozens of them, and none of 100,000 visits.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from kiosk.hub.db import schema
from kiosk.hub.quality.buckets import bucket

ALL = "all"
_TABLE = schema.quality_cell


def department_scope(department_id: str) -> str:
    """The scope of a department's cells."""
    return f"department:{department_id}"


def station_scope(station_id: str) -> str:
    """The scope of a station's cells."""
    return f"station:{station_id}"


def room_scope(room: str) -> str:
    """The scope of a room's cells: of its queue."""
    return f"room:{room}"


def periods_of(day: date) -> tuple[str, str]:
    """The day and its month, as cells name them: `2026-11-26`, `2026-11`."""
    return f"{day:%Y-%m-%d}", f"{day:%Y-%m}"


@dataclass(slots=True)
class Cell:
    """`counts` by what is counted and its value, `times` by what is timed and its step of `buckets`."""

    counts: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    times: defaultdict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))

    def count(self, what: str, value: str) -> None:
        """One more."""
        self.counts[what][value] += 1

    def time(self, what: str, ms: int) -> None:
        """One more that took so long."""
        self.times[what][bucket(ms)] += 1

    def n(self, what: str, value: str) -> int:
        """How many."""
        return self.counts[what][value] if what in self.counts else 0


def together(cells: Iterable[Cell]) -> Cell:
    """The sum of cells."""
    whole = Cell()
    for cell in cells:
        for what, values in cell.counts.items():
            whole.counts[what].update(values)
        for what, steps in cell.times.items():
            whole.times[what].update(steps)
    return whole


class Cells:
    """The cells one transaction of the projection touches: read when first asked for, written by `save`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[tuple[str, str], Cell] = {}

    def at(self, period: str, scope: str) -> Cell:
        """The cell, empty where there was none."""
        key = period, scope
        if key not in self._held:
            query = select(_TABLE.c.counts, _TABLE.c.times).where(_TABLE.c.period == period, _TABLE.c.scope == scope)
            row = self._connection.execute(query).first()
            self._held[key] = Cell() if row is None else cell_of(row.counts, row.times)
        return self._held[key]

    def save(self) -> None:
        """Write what was touched."""
        rows = [
            {"period": period, "scope": scope, "counts": _written(cell.counts), "times": _written(cell.times)}
            for (period, scope), cell in sorted(self._held.items())
        ]
        if not rows:
            return
        upsert = postgresql.insert if self._connection.dialect.name == "postgresql" else sqlite.insert
        put = upsert(_TABLE)
        self._connection.execute(
            put.on_conflict_do_update(
                index_elements=["period", "scope"], set_={name: put.excluded[name] for name in ("counts", "times")}
            ),
            rows,
        )


def cell_of(counts: str, times: str) -> Cell:
    """A cell as its row holds it."""
    cell = Cell()
    for what, values in json.loads(counts).items():
        cell.counts[what].update(values)
    for what, steps in json.loads(times).items():
        cell.times[what].update({int(step): count for step, count in steps.items()})
    return cell


def _written(groups: Mapping[str, Mapping[Any, int]]) -> str:
    """The same cell is always the same bytes."""
    plain = {what: {str(key): group[key] for key in sorted(group)} for what, group in sorted(groups.items()) if group}
    return json.dumps(plain, separators=(",", ":"))
