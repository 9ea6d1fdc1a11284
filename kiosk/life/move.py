"""Carries a hub's database from its SQLite file over to PostgreSQL, whole, checked, and again after any stop.

The hub stands still meanwhile: its journal's lock is held. Rows go in pages; where each journal and the ledger end is
written last, so that a half-filled database is nobody's. Every table of the schema goes, whichever part of the hub
it belongs to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func, or_, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.hub.db import schema
from kiosk.hub.db.commands import NoHubHere, open_database
from kiosk.hub.db.engine import Database, loses_commits, postgresql_database
from kiosk.hub.db.migrate import ensure_month, require_current, upgrade
from kiosk.hub.db.rebuild import rebuild
from kiosk.hub.records import hub_codec
from kiosk.journal.lock import WriterLock

PAGE = 2_000
_HEADS = (schema.source, schema.ledger_head)
_LOCK = 0x6B696F736C
"""An advisory lock of PostgreSQL: one move at a time into one database."""


class NotMoved(RuntimeError):
    """The hub's file is as it was and still the one to use; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What came over: rows by table, journal rows replayed into a ledger of the same bytes, and what to write where."""

    tables: dict[str, int]
    journal_rows: int
    ledger_rows: int
    line: str
    warning: str = ""


def move(
    config: StationConfig,
    to: str,
    password: str | None,
    clock: Clock,
    say: Callable[[str], None] = lambda _: None,
) -> Moved:
    """Carry the database of a hub's file over to the PostgreSQL at `to`; run again, it goes on where it was stopped.

    :param password: of the database's user; it never stands in the address.
    :raises NotMoved: when the hub runs, uses a PostgreSQL already, or what came over is not the same.
    :raises NoHubHere, DatabaseAddressWrong, SchemaNotCurrent: with what to do.
    :raises sqlalchemy.exc.SQLAlchemyError: when one of the databases does not answer; run it again.
    """
    journal = config.hub.journal
    if journal is None:
        raise NoHubHere
    if config.hub.database is not None:
        raise NotMoved("this hub uses a PostgreSQL already: [hub] database is set")
    with (
        _alone(journal),
        closing(open_database(config)) as source,
        closing(postgresql_database(to, password)) as target,
    ):
        require_current(source)
        upgrade(target)
        with _only_move(target):
            return _move(source, target, to, journal.with_name(f"{journal.stem}-moved-again.db"), clock, say)


def _move(
    source: Database, target: Database, to: str, scratch: Path, clock: Clock, say: Callable[[str], None]
) -> Moved:
    _same_hub(source, target)
    for table in (table for table in schema.metadata.sorted_tables if table.name in schema.PARTITIONED):
        with source.reading() as connection:
            months = connection.execute(select(table.c.month).distinct()).scalars().all()
        for month in sorted(months):
            ensure_month(target, month)
    _places(source, target)
    for table in schema.metadata.sorted_tables:
        if table not in _HEADS:
            say(f"{table.name}: {_copy(source, target, table)} rows")
    with source.reading() as held, target.writing() as into:
        for table in _HEADS:
            _put(into, table, [dict(row._mapping) for row in held.execute(select(table))])
    say("comparing")
    counts = _same(source, target)
    scratch.unlink(missing_ok=True)
    try:
        again = rebuild(target, scratch, hub_codec(), clock)  # in a file: it is as large as the hub's own
    finally:
        scratch.unlink(missing_ok=True)
    if not again.same:
        raise NotMoved(f"the ledger made anew from what came over differs at row {again.differs_at}")
    line = f'database = "{to}"'
    return Moved(counts, again.journal_rows, again.ledger_rows, line, loses_commits(target) or "")


@contextmanager
def _alone(journal: Path) -> Iterator[None]:
    try:
        lock = WriterLock(journal)
    except OSError as error:
        raise NotMoved("the hub runs, or its folder cannot be written: stop `kiosk hub serve` first") from error
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _only_move(target: Database) -> Iterator[None]:
    with target.engine.connect() as connection:
        if not connection.execute(text("SELECT pg_try_advisory_lock(:key)"), {"key": _LOCK}).scalar_one():
            raise NotMoved("another move into this database is under way")
        try:
            yield
        finally:
            connection.rollback()
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})


def _same_hub(source: Database, target: Database) -> None:
    """A database with rows must be one this hub was being moved into before: every row of it is ours."""
    with source.reading() as held, target.reading() as there:
        ours = set(held.execute(select(schema.source.c.id)).scalars())
        theirs = set(there.execute(select(schema.source.c.id)).scalars())
        if theirs - ours:
            raise NotMoved("the database belongs to another hub: it knows sources that this one does not")
        row = schema.journal_row
        for name in theirs:
            last = there.execute(select(row.c.seq, row.c.hash).where(row.c.source == name).order_by(row.c.seq.desc()))
            found = last.first()
            if found is None:
                continue
            query = select(row.c.hash).where(row.c.source == name, row.c.seq == found.seq)
            if held.execute(query).scalar_one_or_none() != found.hash:
                raise NotMoved(f"the database belongs to another hub: row {found.seq} of {name} is not this one's")


def _places(source: Database, target: Database) -> None:
    """Rows name their source: it is made known first, as one nothing has come from yet."""
    with source.reading() as held, target.writing() as into:
        rows = [dict(row._mapping) for row in held.execute(select(schema.source))]
        if rows:
            fresh = [row | {"last_seq": 0, "head_hash": "", "told_seq": 0} for row in rows]
            into.execute(insert(schema.source).on_conflict_do_nothing(), fresh)


def _copy(source: Database, target: Database, table: Table) -> int:
    """Every row in the order of its key, page by page, each page on the disk before the next."""
    keys, count, last = tuple(table.primary_key.columns), 0, None
    while True:
        query = select(table).order_by(*keys).limit(PAGE)
        if last is not None:
            query = query.where(tuple_(*keys) > tuple_(*last))
        with source.reading() as held:
            page = held.execute(query).all()
        if not page:
            return count
        rows = [dict(row._mapping) for row in page]
        with target.writing() as into:
            _put(into, table, rows)
        count += len(rows)
        last = [rows[-1][key.name] for key in keys]


def _put(into: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if not rows:
        return
    keys = [column.name for column in table.primary_key.columns]
    statement = insert(table)
    values = {column.name: statement.excluded[column.name] for column in table.columns if column.name not in keys}
    if values:
        # A row that is there already and the same is left alone: most tables refuse any change, and rightly.
        differs = or_(*(table.c[name].is_distinct_from(value) for name, value in values.items()))
        into.execute(statement.on_conflict_do_update(index_elements=keys, set_=values, where=differs), rows)
    else:
        into.execute(statement.on_conflict_do_nothing(), rows)


def _same(source: Database, target: Database) -> dict[str, int]:
    """How many rows each table has, when both have the same ones."""
    counts = {}
    for table in schema.metadata.sorted_tables:
        with source.reading() as held, target.reading() as there:
            ours, theirs = _sum(held, table), _sum(there, table)
        if ours != theirs:
            raise NotMoved(f"{table.name} is not the same: {ours[0]} rows here, {theirs[0]} there, or other content")
        counts[table.name] = ours[0]
    return counts


def _sum(connection: Connection, table: Table) -> tuple[int, int]:
    """The number of rows, and a sum over the hashes of each: whatever the order, engines sort texts differently."""
    total = 0
    columns = sorted(table.columns, key=lambda column: column.name)
    for row in connection.execution_options(yield_per=PAGE).execute(select(*columns)):
        total += int.from_bytes(hashlib.sha256(repr(tuple(row)).encode()).digest())
    count = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return count, total % 2**256
