"""Where the sandbox keeps its rows: one small table protocol, in memory for speed or in SQLite to look at.

A row is a frozen dataclass of texts, whole numbers and None. A table has one key field and knows the combinations of
fields it is searched by.
"""

import dataclasses
import sqlite3
import threading
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from sqlite_utils import Database


class Row(Protocol):
    """A frozen dataclass instance."""

    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]


R = TypeVar("R", bound=Row)
Value = str | int | None


@dataclasses.dataclass(frozen=True, slots=True)
class Shape(Generic[R]):
    """A table's name, row type, key field, and the field combinations it is searched by."""

    name: str
    row: type[R]
    key: str
    searched: tuple[tuple[str, ...], ...] = ()


class Table(Protocol[R]):
    """Rows by key and by declared combinations of fields, in order of first insertion."""

    def get(self, key: str) -> R | None: ...

    def put(self, row: R) -> None: ...

    def where(self, **equals: Value) -> tuple[R, ...]: ...

    def last(self, **equals: Value) -> R | None: ...

    def count(self, **equals: Value) -> int: ...


class Store(Protocol):
    """A set of tables with one lock; everything inside `transaction()` happens or nothing does."""

    def table(self, shape: Shape[R]) -> Table[R]: ...

    def transaction(self) -> AbstractContextManager[None]: ...


class MemoryTable(Generic[R]):
    """A dictionary with an index for each declared combination; rows never move between index entries."""

    def __init__(self, shape: Shape[R]) -> None:
        self._key = shape.key
        self._rows: dict[str, R] = {}
        self._indexes: dict[tuple[str, ...], defaultdict[tuple[Value, ...], dict[str, None]]] = {
            tuple(sorted(fields)): defaultdict(dict) for fields in shape.searched
        }

    def get(self, key: str) -> R | None:
        return self._rows.get(key)

    def put(self, row: R) -> None:
        key = getattr(row, self._key)
        old = self._rows.get(key)
        for fields, index in self._indexes.items():
            new_place = tuple(getattr(row, field) for field in fields)
            if old is not None:
                old_place = tuple(getattr(old, field) for field in fields)
                if old_place == new_place:
                    continue
                del index[old_place][key]
            index[new_place][key] = None
        self._rows[key] = row

    def _keys(self, equals: dict[str, Value]) -> dict[str, Any]:
        if not equals:
            return self._rows
        fields = tuple(sorted(equals))
        return self._indexes[fields].get(tuple(equals[field] for field in fields), {})

    def where(self, **equals: Value) -> tuple[R, ...]:
        return tuple(self._rows[key] for key in self._keys(equals))

    def last(self, **equals: Value) -> R | None:
        key = next(reversed(self._keys(equals)), None)
        return None if key is None else self._rows[key]

    def count(self, **equals: Value) -> int:
        return len(self._keys(equals))


class MemoryStore:
    """Tables in memory. The rules check before they write, so a transaction needs a lock and no undo."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._tables: dict[str, MemoryTable[Any]] = {}

    def table(self, shape: Shape[R]) -> Table[R]:
        return self._tables.setdefault(shape.name, MemoryTable(shape))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock:
            yield


class SqliteTable(Generic[R]):
    """A STRICT SQLite table with one column per field of the row."""

    def __init__(self, database: Database, shape: Shape[R]) -> None:
        self._database = database
        self._shape = shape
        self._table = database.table(shape.name)
        if not self._table.exists():
            columns = {field.name: int if "int" in str(field.type) else str for field in dataclasses.fields(shape.row)}
            self._table.create(columns, pk=shape.key, strict=True)
            for fields in shape.searched:
                self._table.create_index(list(fields))
        known = self._table.columns_dict
        if missing := [field.name for field in dataclasses.fields(shape.row) if field.name not in known]:
            raise sqlite3.DatabaseError(f"{shape.name} lacks {missing}: the file was made by another release")

    def get(self, key: str) -> R | None:
        rows = self._select(f"{self._shape.key} = ?", [key])
        return rows[0] if rows else None

    def put(self, row: R) -> None:
        self._table.upsert(dataclasses.asdict(row), pk=self._shape.key)

    def where(self, **equals: Value) -> tuple[R, ...]:
        return self._select(*_clause(equals))

    def last(self, **equals: Value) -> R | None:
        clause, values = _clause(equals)
        rows = self._select(clause, values, "rowid desc limit 1")
        return rows[0] if rows else None

    def count(self, **equals: Value) -> int:
        return int(self._table.count_where(*_clause(equals)))

    def _select(self, clause: str, values: Sequence[Value], order: str = "rowid") -> tuple[R, ...]:
        return tuple(self._shape.row(**row) for row in self._table.rows_where(clause, values, order_by=order))


def _clause(equals: dict[str, Value]) -> tuple[str, list[Value]]:
    """A where clause over field names of our own row types; values are always bound."""
    return " and ".join(f"{field} is ?" for field in equals) or "1", list(equals.values())


class StoreUnusable(OSError):
    """The file cannot be opened, or is not a sandbox's; choose another path."""


class SqliteStore:
    """One SQLite file behind one lock: rollback journal, synchronous EXTRA, one connection.

    `read_only` opens an existing file to look at while its sandbox runs. Raises StoreUnusable.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self._lock = threading.RLock()
        address = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=5.0)
        except sqlite3.Error:
            raise StoreUnusable("the sandbox file cannot be opened") from None
        self.database = Database(self._connection)
        if not read_only:
            self.database.execute("pragma synchronous = extra")
        self._tables: dict[str, SqliteTable[Any]] = {}

    def table(self, shape: Shape[R]) -> Table[R]:
        with self._lock:
            if shape.name not in self._tables:
                try:
                    self._tables[shape.name] = SqliteTable(self.database, shape)
                except sqlite3.Error:
                    self._connection.close()
                    raise StoreUnusable("the file is not a sandbox's") from None
            return self._tables[shape.name]

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self._lock, self.database.atomic():
            yield

    def close(self) -> None:
        """Closes the file; the store cannot be used afterwards."""
        with self._lock:
            self._connection.close()
