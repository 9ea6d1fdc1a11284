"""Makes the ledger again from the journal rows alone, in a file of its own, and compares it byte for byte."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from pathlib import Path

from sqlalchemy import select

from kiosk.clock import Clock
from kiosk.hub.db import schema
from kiosk.hub.db.balances import closed_periods, findings, ledger_rows
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.intake import Taken
from kiosk.journal import Codec, PublicRow
from kiosk.ledger.rows import LedgerRow, line_of

_PAGE = 2000
_ROW = tuple(schema.journal_row.c[name] for name in PublicRow._fields)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: journal rows read, ledger rows made, and the first ledger row that differs, None when none."""

    journal_rows: int
    ledger_rows: int
    differs_at: int | None

    @property
    def same(self) -> bool:
        """Whether both ledgers are the same bytes, with the same closed periods and findings."""
        return self.differs_at is None


class CannotRebuild(RuntimeError):
    """The journal rows do not chain; the sentence names the first one that does not."""


def rebuild(database: Database, into: Path | None, codec: Codec, clock: Clock) -> Rebuilt:
    """Take every journal row of `database`, in the order of arrival, into an empty SQLite database, and compare.

    :param into: the new file, which must not exist; None makes it in memory.
    :raises FileExistsError: when it does.
    :raises CannotRebuild: when the stored journal rows were changed.
    """
    if into is not None and into.exists():
        raise FileExistsError(f"{into} is there already; a ledger is rebuilt into a new file")
    copy = sqlite_database(into)
    try:
        upgrade(copy)
        intake = Intake(copy, codec, clock)
        count = 0
        for source, rows in _batches(database):
            answer = intake.take(source, rows, rows[-1].seq)
            if not isinstance(answer, Taken):
                raise CannotRebuild(f"the rows of {source} from {rows[0].seq} on do not chain: {answer}")
            count += len(rows)
        made, differs = _compare(database, copy)
        if differs is None and (closed_periods(database), findings(database)) != (closed_periods(copy), findings(copy)):
            differs = made + 1
        return Rebuilt(count, made, differs)
    finally:
        copy.close()


def _batches(database: Database) -> Iterator[tuple[str, list[PublicRow]]]:
    """All journal rows by arrival, a run of one source at a time."""
    arrival = 0
    table = schema.journal_row
    query = select(table.c.arrival, table.c.source, *_ROW).order_by(table.c.arrival).limit(_PAGE)
    while True:
        with database.reading() as connection:
            page = connection.execute(query.where(table.c.arrival > arrival)).all()
        if not page:
            return
        arrival = page[-1][0]
        for source, run in groupby(page, key=lambda row: str(row[1])):
            yield source, [PublicRow(*row[2:]) for row in run]


def _compare(database: Database, copy: Database) -> tuple[int, int | None]:
    """How many rows the copy has, and the first number at which the two ledgers differ."""
    made = 0
    for held, again in zip_longest(_all(database), _all(copy)):
        if held is None or again is None or line_of(held) != line_of(again):
            return made, made + 1
        made += 1
    return made, None


def _all(database: Database) -> Iterator[LedgerRow]:
    seq = 0
    while rows := ledger_rows(database, after=seq):
        yield from rows
        seq = rows[-1].seq
