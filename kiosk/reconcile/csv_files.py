"""The books as CSV files: what columns they have, read straight into the matching's database, and matches written.

Files are UTF-8 with a heading row; columns may come in any order, unknown ones are left alone, and the comma may be a
semicolon or a tab. Amounts are whole đồng without separators, times ISO 8601 (without a zone they are Vietnamese).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from kiosk.reconcile.engine.store import LINES_TAKEN, PAYMENTS_TAKEN, Store


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of file: columns it must have, columns it may have, the one that names a row, and which are checked."""

    needed: tuple[str, ...]
    optional: tuple[str, ...]
    amounts: tuple[str, ...] = ("amount",)
    times: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The column that is unique and not empty."""
        return self.needed[0]

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that are read."""
        return (*self.needed, *self.optional)


PAYMENTS = Layout(
    ("payment_id", "pay_code", "amount", "opened_at"),
    ("expires_at", "provider", "provider_ref", "account", "virtual_account", "station"),
    times=("opened_at", "expires_at"),
)
LINES = Layout(
    ("line_id", "amount", "booked_at", "memo"), ("account", "reference", "virtual_account"), times=("booked_at",)
)
RECEIPTS = Layout(("number", "payment_id", "amount", "paid_at"), ("bill_id",), times=("paid_at",))

MATCH_COLUMNS = ("payment_id", "line_id", "rule", "auto", "evidence", "group")
DIFFERENCE_COLUMNS = ("between", "kind", "payment_id", "line_id", "receipt", "amount", "detail")

_AMOUNT = "[+-]?[0-9]{1,15}"
_TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?)?"
_DELIMITERS = (",", ";", "\t")


class CsvInvalid(ValueError):
    """A file cannot be taken: which, where (`line` counts from 1, the heading; 0 is the whole file) and why.

    Nothing of what stands in the line is told, since that may be a person's.
    """

    def __init__(self, file: Path, line: int, why: str) -> None:
        self.file, self.line, self.why = file, line, why
        super().__init__(f"{file}, line {line}: {why}" if line else f"{file}: {why}")


def read_books(store: Store, payments: Path, lines: Path, receipts: Path | None = None) -> None:
    """Fill the store from files.

    :raises CsvInvalid: at the first line that cannot be taken.
    """
    with _Reading(store, payments, PAYMENTS, "payments_read"):
        store.con.execute(_PAYMENTS)
        store.con.execute(PAYMENTS_TAKEN)
    with _Reading(store, lines, LINES, "lines_read"):
        store.con.execute(_LINES)
        store.con.execute(LINES_TAKEN)
    if receipts is not None:
        store.receipts_given = True
        with _Reading(store, receipts, RECEIPTS, "receipts_read"):
            store.con.execute(_RECEIPTS)


def write_matches(store: Store, out: Path) -> None:
    """Write the matches of a finished run, sorted, whole or not at all. Columns: `MATCH_COLUMNS`.

    :raises OSError: when the file cannot be written.
    """
    _write(
        store,
        'SELECT payment_id, line_id, rule, auto, evidence, grp AS "group" FROM matches '
        "ORDER BY payment_id, line_id, rule, grp",
        out,
    )


def write_differences(store: Store, out: Path) -> None:
    """Write the differences of a finished run, in the same way. Columns: `DIFFERENCE_COLUMNS`.

    :raises OSError: when the file cannot be written.
    """
    _write(store, 'SELECT between_books AS "between", * EXCLUDE between_books FROM differences ORDER BY ALL', out)


def _write(store: Store, query: str, out: Path) -> None:
    part = out.with_name(out.name + ".part")
    part.touch()  # DuckDB's own error for a folder that is missing is none of the system's
    target = str(part).replace("'", "''")
    try:
        store.con.execute(f"COPY ({query}) TO '{target}' (FORMAT csv, HEADER)")
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)


_PAYMENTS = """
CREATE TABLE payments_given AS SELECT payment_id, pay_code, amount, opened_at AS opened,
    coalesce(expires_at, opened_at + getvariable('late_after')) AS until,
    provider_ref AS reference, account, virtual_account FROM payments_read;
"""
_LINES = """
CREATE TABLE lines_given AS SELECT line_id, account, amount, booked_at AS booked, reference, memo, virtual_account
FROM lines_read;
"""
_RECEIPTS = "INSERT INTO receipts SELECT number, payment_id, amount, paid_at FROM receipts_read"


class _Reading:
    """One file as a checked view `name`; while it is open, whatever DuckDB cannot take is traced to its line."""

    def __init__(self, store: Store, file: Path, layout: Layout, name: str) -> None:
        self._store, self._file, self._layout, self._name = store, file, layout, name
        self._delimiter, self._heading = _heading(file, layout)

    def __enter__(self) -> None:
        con = self._store.con
        try:
            con.execute(
                # The names are of layouts in this program; what a file holds is bound.
                f"CREATE TABLE {self._name} AS SELECT {', '.join(self._cells())} FROM read_csv($file, "  # noqa: S608
                "auto_detect = false, header = false, skip = 1, delim = $delimiter, quote = '\"', escape = '\"', "
                "columns = $columns, strict_mode = true, nullstr = '')",
                {
                    "file": str(self._file),
                    "delimiter": self._delimiter,
                    "columns": {f"c{place}": "VARCHAR" for place in range(len(self._heading))},
                },
            )
        except duckdb.Error as error:
            raise self._found() from error
        key = self._layout.key
        bad = [f"{name} IS NULL" for name in (*self._layout.amounts, *self._layout.times) if name != "expires_at"]
        bad += [f"{key} = ''", *(["expires_at = 0"] if "expires_at" in self._layout.times else [])]
        rows, wrong, different = con.execute(
            # As above: our own names alone.
            f"SELECT count(*), count(*) FILTER ({' OR '.join(bad)}), count(DISTINCT {key}) FROM {self._name}"  # noqa: S608
        ).fetchall()[0]
        if wrong or rows != different:
            raise self._found()

    def __exit__(self, *_: object) -> None:
        self._store.con.execute(f"DROP TABLE IF EXISTS {self._name}")

    def _cells(self) -> Iterator[str]:
        """One expression for each column; a bad amount or time becomes NULL (a bad `expires_at` zero)."""
        for name in self._layout.columns:
            cell = f"trim(c{self._heading[name]})" if name in self._heading else "NULL"
            if name in self._layout.amounts:
                yield f"CASE WHEN regexp_full_match({cell}, '{_AMOUNT}') THEN try_cast({cell} AS BIGINT) END AS {name}"
            elif name in self._layout.times:
                at = (
                    f"CASE WHEN regexp_full_match({cell}, '{_TIME}') THEN epoch_us(try_cast({cell} AS TIMESTAMPTZ)) END"
                )
                yield (
                    f"CASE WHEN {cell} <> '' THEN coalesce({at}, 0) END AS {name}"
                    if name == "expires_at"
                    else (f"{at} AS {name}")
                )
            else:
                yield f"coalesce({cell}, '') AS {name}"

    def _found(self) -> CsvInvalid:
        """The first line that is wrong, found by reading the file again, line by line."""
        return first_problem(self._file, self._layout) or CsvInvalid(self._file, 0, "cannot be read as CSV")


def first_problem(file: Path, layout: Layout) -> CsvInvalid | None:
    """What is wrong with a file, by its line; None when nothing is."""
    try:
        delimiter, heading = _heading(file, layout)
        seen: set[str] = set()
        with file.open(encoding="utf-8-sig", newline="") as text:
            rows = csv.reader(text, delimiter=delimiter, strict=True)
            next(rows)
            line = rows.line_num + 1
            try:
                for row in rows:
                    if row:
                        why = _problem(row, heading, layout, seen)
                        if why:
                            return CsvInvalid(file, line, why)
                    line = rows.line_num + 1
            except csv.Error:
                return CsvInvalid(file, line, "the quotes are not closed, or something stands behind them")
            except UnicodeDecodeError:
                return CsvInvalid(file, line, "not UTF-8; save the file as UTF-8")
    except CsvInvalid as problem:
        return problem
    return None


def _problem(row: list[str], heading: Mapping[str, int], layout: Layout, seen: set[str]) -> str:
    if len(row) != len(heading):
        return f"{len(row)} cells, the heading has {len(heading)}"
    cells = {name: row[place].strip() for name, place in heading.items()}
    key = cells[layout.key]
    if not key:
        return f"{layout.key} is empty"
    if key in seen:
        return f"{layout.key} stood in an earlier line"
    seen.add(key)
    for name in layout.amounts:
        if not re.fullmatch(_AMOUNT, cells[name]):
            return f"{name} is not a whole number of đồng (no separators, at most 15 digits)"
    for name in layout.times:
        cell = cells.get(name, "")
        if not _is_time(cell) and (cell or name in layout.needed):
            return f"{name} is not a time like 2026-11-24T07:05:00+07:00"
    return ""


def _is_time(cell: str) -> bool:
    if not re.fullmatch(_TIME, cell):
        return False
    try:
        datetime.fromisoformat(cell)
    except ValueError:
        return False
    return True


def _heading(file: Path, layout: Layout) -> tuple[str, dict[str, int]]:
    """The delimiter, and the place of each column by its name."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as text:
            first = text.readline()
    except UnicodeDecodeError:
        raise CsvInvalid(file, 1, "not UTF-8; save the file as UTF-8") from None
    except OSError as error:
        raise CsvInvalid(file, 0, f"cannot be read ({error.strerror})") from None
    delimiter = max(_DELIMITERS, key=first.count)
    names = [name.strip().lower() for name in next(csv.reader([first.rstrip("\r\n")], delimiter=delimiter), [])]
    missing = [name for name in layout.needed if name not in names]
    if missing:
        raise CsvInvalid(file, 1, f"no column {', '.join(missing)}; the heading must name {', '.join(layout.needed)}")
    if len(set(names)) != len(names):
        raise CsvInvalid(file, 1, "two columns have the same name")
    return delimiter, {name: place for place, name in enumerate(names)}
