"""The dated tables an estimate is made from: card levels, base salary and its lines, route shares, exam fees.

They are data with source and date. A hospital may keep files of the same names in a folder of its own; each replaces
the shipped one whole. Everything is checked when it is read.
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

FILES = ("levels.toml", "salary.toml", "routes.toml", "exam_fees.toml")
T = TypeVar("T")
Dated: TypeAlias = tuple[tuple[date, T], ...]
"""Values with the day each begins to hold, in order of days."""


@dataclass(eq=False)
class TableError(Exception):
    """A table cannot be used: `file` is its name, `key` where in it, `problem` what is wrong or wanted there."""

    file: str
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.problem}" if self.key else f"{self.file}: {self.problem}"


@dataclass(frozen=True, slots=True)
class Route:
    """A code MA_DOITUONG_KCB. Shares are percent of the level; `fixed_level` replaces the card's.

    `stated`: the list or its digest says so, else it is read from the logic of the law. `right_route`: the two lines
    of full payment apply.
    """

    code: str
    meaning: str
    stated: bool
    right_route: bool
    fixed_level: int | None
    outpatient: Dated[int]
    inpatient: Dated[int]

    def percent(self, on: date, *, inpatient: bool = False) -> int | None:
        """The share in force on a day; None when there is none."""
        return in_force(self.inpatient if inpatient else self.outpatient, on)


@dataclass(frozen=True, slots=True)
class Lines:
    """The whole-visit line in percent of the base salary, and the co-payment line in base salaries."""

    whole_visit_percent: int
    co_payment_months: int


@dataclass(frozen=True, slots=True)
class BenefitTables:
    """All tables. `sources` says of each file where its figures come from and as of when."""

    sources: Mapping[str, tuple[str, str]]
    card_level: Mapping[str, int]
    base_salary: Dated[int]
    lines: Dated[Lines]
    routes: Mapping[str, Route]
    exam_fees: Mapping[str, Dated[int]]


def in_force(rows: Dated[T], on: date) -> T | None:
    """The value that holds on a day, or None before the first one."""
    return next((value for start, value in reversed(rows) if start <= on), None)


def load_tables(folder: Path | None = None) -> BenefitTables:
    """The shipped tables, each replaced by the file of its name in `folder` if there is one.

    Raises TableError that names file and key: for a value of a wrong kind or size, a key nobody reads, a day twice, a
    file of another name.
    """
    if folder is not None:
        _only_known_files(folder)
    read = {name: _read(name, folder) for name in FILES}
    levels, salary, routes, fees = (read[name] for name in FILES)
    found = BenefitTables(
        {name: (table.text("source"), table.text("date")) for name, table in read.items()},
        _levels(levels),
        _dated(salary, "base_salary", lambda row: row.whole("amount", 1, 10**9)),
        _dated(
            salary,
            "line",
            lambda row: Lines(row.whole("whole_visit_percent", 0, 100), row.whole("co_payment_months", 1, 120)),
        ),
        _routes(routes),
        _fees(fees),
    )
    for table in read.values():
        table.done()
    return found


@cache
def shipped() -> BenefitTables:
    """The tables this version was published with."""
    return load_tables()


class _InForce:
    tables: BenefitTables | None = None


def tables() -> BenefitTables:
    """The tables this process estimates with: the shipped ones until `use_tables` was called."""
    return _InForce.tables or shipped()


def use_tables(chosen: BenefitTables | None) -> None:
    """Estimate with these from now on (None: the shipped ones). For a program's start, before any visit."""
    _InForce.tables = chosen


class _Table:
    """A TOML table being read: takes each key once, in its kind, and complains with its place."""

    def __init__(self, file: str, values: Mapping[str, Any], place: str = "") -> None:
        self.file = file
        self._left = dict(values)
        self._place = place

    def wrong(self, key: str, problem: str) -> TableError:
        return TableError(self.file, f"{self._place}{key}", problem)

    def _take(self, key: str, kind: type[T], wanted: str) -> T:
        value = self._left.pop(key, None)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"{wanted} is wanted here")
        return value

    def has(self, key: str) -> bool:
        return key in self._left

    def text(self, key: str) -> str:
        value = self._take(key, str, "a text")
        if not value.strip():
            raise self.wrong(key, "a text that is not empty is wanted here")
        return value

    def truth(self, key: str) -> bool:
        return self._take(key, bool, "true or false")

    def day(self, key: str) -> date:
        return self._take(key, date, "a day like 2026-07-01")

    def whole(self, key: str, least: int, most: int) -> int:
        value = self._take(key, int, "a whole number")
        if not least <= value <= most:
            raise self.wrong(key, f"a whole number from {least} to {most} is wanted here")
        return value

    def rows(self, key: str) -> "list[_Table]":
        values = self._take(key, list, "a list")
        found = []
        for number, value in enumerate(values, 1):
            if not isinstance(value, dict):
                raise self.wrong(f"{key}[{number}]", "a table of values is wanted here")
            found.append(_Table(self.file, value, f"{self._place}{key}[{number}]."))
        return found

    def table(self, key: str) -> "_Table":
        return _Table(self.file, self._take(key, dict, "a table of values"), f"{self._place}{key}.")

    def names(self) -> tuple[str, ...]:
        return tuple(self._left)

    def done(self) -> None:
        for key in self._left:
            raise self.wrong(key, "nothing reads this key")


def _only_known_files(folder: Path) -> None:
    if not folder.is_dir():
        raise TableError(str(folder), "", "a folder that can be read is wanted here")
    for path in sorted(folder.glob("*.toml")):
        if path.name not in FILES:
            raise TableError(path.name, "", f"no table is called so; there are {', '.join(FILES)}")


def _read(name: str, folder: Path | None) -> _Table:
    own = folder / name if folder is not None else None
    place = own if own is not None and own.exists() else files("his_client.insurance").joinpath(f"data/{name}")
    try:
        return _Table(name, tomllib.loads(place.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TableError(name, "", f"no TOML in UTF-8 ({error})") from None


def _dated(table: _Table, key: str, value: Callable[[_Table], T]) -> Dated[T]:
    """Rows with a day `from` and a value; at least one, no day twice."""
    found = _days(table, key, value)
    if not found:
        raise table.wrong(key, "at least one row is wanted here")
    return found


def _days(table: _Table, key: str, value: Callable[[_Table], T]) -> Dated[T]:
    found: dict[date, T] = {}
    for row in table.rows(key):
        start = row.day("from")
        if start in found:
            raise row.wrong("from", "another row begins on this day")
        found[start] = value(row)
        row.done()
    return tuple(sorted(found.items(), key=lambda pair: pair[0]))


def _levels(table: _Table) -> Mapping[str, int]:
    levels = table.table("level")
    found: dict[str, int] = {}
    for key in levels.names():
        if len(key) != 1:
            raise levels.wrong(key, "a key is character 3 of a card, one character")
        found[key] = levels.whole(key, 0, 100)
    return found


def _routes(table: _Table) -> Mapping[str, Route]:
    found: dict[str, Route] = {}
    for row in table.rows("route"):
        code = row.text("code")
        if len(code) > 4 or code in found:
            raise row.wrong("code", "a code of at most 4 characters that no other row has is wanted here")
        found[code] = Route(
            code,
            row.text("meaning"),
            _stated(row),
            row.truth("right_route"),
            row.whole("fixed_level", 0, 100) if row.has("fixed_level") else None,
            _days(row, "outpatient", lambda factor: factor.whole("percent", 0, 100)),
            _days(row, "inpatient", lambda factor: factor.whole("percent", 0, 100)),
        )
        row.done()
    return found


def _fees(table: _Table) -> Mapping[str, Dated[int]]:
    found: dict[str, dict[date, int]] = {}
    for row in table.rows("exam_fee"):
        rows = found.setdefault(row.text("list"), {})
        start = row.day("from")
        if start in rows:
            raise row.wrong("from", "another row of this list begins on this day")
        rows[start] = row.whole("amount", 0, 10**9)
        _stated(row)
        row.done()
    return {name: tuple(sorted(rows.items())) for name, rows in found.items()}


def _stated(row: _Table) -> bool:
    basis = row.text("basis")
    if basis not in {"stated", "derived"}:
        raise row.wrong("basis", 'one of "stated", "derived" is wanted here')
    return basis == "stated"
