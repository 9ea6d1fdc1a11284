"""Reads the projection: a month, a department's month, a day. Each takes a few dozen rows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.quality.cells import ALL, Cell, cell_of, department_scope, room_scope, together
from kiosk.hub.quality.figures import Figures, Times, Waits, enough, enough_waits, figures, waits
from kiosk.hub.quality.names import Names, names_in
from kiosk.hub.quality.score import Score, score_of

_TABLE = schema.quality_cell
_MONTH = len("2026-11")
MOST_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A department, station or room of a period; None where its figures are about too few, or there are none."""

    id: str
    name: str
    figures: Figures | None
    waits: Waits | None
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One day in a month's course; all None where it has too few visits, `wait` also where nobody was called."""

    day: str
    done: int | None
    handed_over: int | None
    broke_off: int | None
    wait: Times | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the hospital; `score` of a department only. Departments without visits but with a queue are there."""

    month: str
    figures: Figures
    waits: Waits
    days: tuple[Day, ...]
    departments: tuple[Part, ...]
    stations: tuple[Part, ...]
    rooms: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DepartmentMonth:
    """A department's month. `scores` are its last months', oldest first; None where there were too few visits."""

    month: str
    part: Part
    days: tuple[Day, ...]
    rooms: tuple[Part, ...]
    scores: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A day of the hospital."""

    day: str
    figures: Figures
    waits: Waits
    departments: tuple[Part, ...]
    stations: tuple[Part, ...]
    rooms: tuple[Part, ...]


@dataclass(slots=True)
class _Read:
    """One transaction's reading."""

    connection: Connection
    names: Names
    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)

    def period(self, period: str) -> None:
        """Every scope of a period."""
        self._take(select(_TABLE).where(_TABLE.c.period == period))

    def days(self, month: str, scopes: Iterable[str]) -> None:
        """Some scopes of each day of a month."""
        between = _TABLE.c.period.between(f"{month}-01", f"{month}-31")
        self._take(select(_TABLE).where(between, _TABLE.c.scope.in_(tuple(scopes))))

    def months(self, scopes: Iterable[str], until: str) -> None:
        """Some scopes of the last months up to one."""
        months = [month for month in _months(self.connection) if month <= until][-MOST_MONTHS:]
        self._take(select(_TABLE).where(_TABLE.c.period.in_(months), _TABLE.c.scope.in_(tuple(scopes))))

    def _take(self, query: object) -> None:
        for row in self.connection.execute(query):  # type: ignore[call-overload]
            self.cells[row.period, row.scope] = cell_of(row.counts, row.times)

    def at(self, period: str, scope: str) -> Cell:
        return self.cells.get((period, scope)) or Cell()

    def scopes(self, period: str, kind: str) -> tuple[str, ...]:
        """The ids under which there is something of a kind in a period."""
        found = (scope.partition(":") for held, scope in self.cells if held == period)
        return tuple(sorted(name for begins, _, name in found if begins == kind))


class QualityReader:
    """Blocks while it reads; may be used from any thread.

    Everything raises `sqlalchemy.exc.SQLAlchemyError` when the database does not answer.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def months(self) -> tuple[str, ...]:
        """The months there is something of, oldest first."""
        with self._database.reading() as connection:
            return _months(connection)

    def month(self, month: str) -> Month | None:
        """A month (`2026-11`); None where there is nothing of it."""
        with self._reading() as read:
            read.period(month)
            read.days(month, [ALL])
            if (month, ALL) not in read.cells:
                return None
            return Month(
                month,
                figures(read.at(month, ALL)),
                waits(read.at(month, ALL)),
                _days(read, [ALL], whole=True),
                _departments(read, month, scored=True),
                _parts(read, month, "station"),
                _rooms(read, month, read.scopes(month, "room")),
            )

    def department(self, month: str, department_id: str) -> DepartmentMonth | None:
        """A department's month; None where nothing is known of it then."""
        with self._reading() as read:
            rooms = read.names.rooms_of(department_id)
            scopes = [department_scope(department_id), *(room_scope(room) for room in rooms)]
            read.days(month, scopes)
            read.months(scopes, month)
            if not any((month, scope) in read.cells for scope in scopes):
                return None
            months = sorted({period for period, _ in read.cells if len(period) == _MONTH})
            return DepartmentMonth(
                month,
                _department(read, month, department_id, scored=True),
                _days(read, scopes, whole=False),
                _rooms(read, month, [room for room in rooms if (month, room_scope(room)) in read.cells]),
                tuple((one, _score(read, one, department_id).value) for one in months),
            )

    def day(self, day: str) -> DayFigures | None:
        """A day (`2026-11-26`); None where there is nothing of it."""
        with self._reading() as read:
            read.period(day)
            if (day, ALL) not in read.cells:
                return None
            return DayFigures(
                day,
                figures(read.at(day, ALL)),
                waits(read.at(day, ALL)),
                _departments(read, day, scored=False),
                _parts(read, day, "station"),
                _rooms(read, day, read.scopes(day, "room")),
            )

    @contextmanager
    def _reading(self) -> Iterator[_Read]:
        with self._database.reading() as connection:
            yield _Read(connection, names_in(connection))


def _months(connection: Connection) -> tuple[str, ...]:
    query = select(_TABLE.c.period).where(_TABLE.c.scope == ALL).order_by(_TABLE.c.period)
    return tuple(sorted(period for period in connection.execute(query).scalars() if len(period) == _MONTH))


def _days(read: _Read, scopes: Iterable[str], *, whole: bool) -> tuple[Day, ...]:
    """The days of some scopes together; the whole hospital's are told however few there were."""
    wanted = tuple(scopes)
    days = sorted({period for period, scope in read.cells if len(period) > _MONTH and scope in wanted})
    made = []
    for day in days:
        cell = together(read.at(day, scope) for scope in wanted)
        seen: Figures | None = figures(cell)
        queue: Waits | None = waits(cell)
        if not whole and seen is not None and queue is not None:
            seen, queue = enough(seen), enough_waits(queue)
        wait = queue.times if queue else None
        if seen is None:
            made.append(Day(day, None, None, None, wait))
        else:
            made.append(Day(day, seen.done, seen.handed_over, seen.broke_off, wait))
    return tuple(made)


def _departments(read: _Read, period: str, *, scored: bool) -> tuple[Part, ...]:
    with_queue = {read.names.by_room.get(room, "") for room in read.scopes(period, "room")} - {""}
    ids = sorted({*read.scopes(period, "department"), *with_queue})
    parts = (_department(read, period, one, scored=scored) for one in ids)
    return tuple(sorted(parts, key=lambda part: -(part.figures.visits if part.figures else 0)))


def _department(read: _Read, period: str, department_id: str, *, scored: bool) -> Part:
    visits, queue = _cells_of(read, period, department_id)
    return Part(
        department_id,
        read.names.of(department_id),
        enough(figures(visits)),
        enough_waits(waits(queue)),
        score_of(figures(visits), waits(queue)) if scored else None,
    )


def _score(read: _Read, period: str, department_id: str) -> Score:
    visits, queue = _cells_of(read, period, department_id)
    return score_of(figures(visits), waits(queue))


def _cells_of(read: _Read, period: str, department_id: str) -> tuple[Cell, Cell]:
    rooms = (read.at(period, room_scope(room)) for room in read.names.rooms_of(department_id))
    return read.at(period, department_scope(department_id)), together(rooms)


def _parts(read: _Read, period: str, kind: str) -> tuple[Part, ...]:
    found: Mapping[str, Figures] = {one: figures(read.at(period, f"{kind}:{one}")) for one in read.scopes(period, kind)}
    return tuple(Part(one, one, enough(seen), None) for one, seen in found.items())


def _rooms(read: _Read, period: str, rooms: Iterable[str]) -> tuple[Part, ...]:
    made = []
    for room in rooms:
        owner = read.names.by_room.get(room, "")
        queue = enough_waits(waits(read.at(period, room_scope(room))))
        made.append(Part(room, read.names.of(owner) if owner else "", None, queue))
    return tuple(made)
