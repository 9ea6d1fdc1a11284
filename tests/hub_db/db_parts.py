"""Journals to hand in, the truth to compare with, and a whole database as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import event, select

from kiosk.clock import VIETNAM
from kiosk.hub.db.balances import ledger_rows
from kiosk.hub.db.engine import Database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.schema import metadata
from kiosk.hub.intake import HUB, Taken
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey, PublicRow
from kiosk.ledger.rows import line_of
from kiosk.money.order import BillKind, CreditApplied, CreditReceived

Open = Callable[[], Database]
MASTER = MasterKey(bytes(range(32)))
DAY = "K03/2026-11-26"
STATION = "K03~0a1b2c3d"


class TickingClock:
    """A millisecond passes with each look."""

    def __init__(self) -> None:
        self._looks = 0

    def now(self) -> datetime:
        self._looks += 1
        return datetime(2026, 11, 26, 7, 0, tzinfo=VIETNAM) + timedelta(milliseconds=self._looks)

    def monotonic(self) -> float:
        return self._looks / 1000


def journal_of(events: Iterable[Any]) -> Journal:
    """A journal in memory with a row for each event."""
    journal = Journal.open(None, hub_codec(), MASTER, TickingClock())
    for number, happened in enumerate(events):
        journal.append([(f"subject-{number}", happened)])
    return journal


def rows_of(events: Iterable[Any]) -> tuple[PublicRow, ...]:
    """The public rows of such a journal."""
    journal = journal_of(events)
    rows = journal.public_rows(0, 100_000)
    journal.close()
    return rows


def payments(count: int, first: int = 1) -> list[Any]:
    """Transfers that each pay a bill: two events and four entries for each."""
    events: list[Any] = []
    for number in range(first, first + count):
        at = datetime(2026, 11, 26, 8, 0, tzinfo=VIETNAM)
        events += [
            CreditReceived("bank", f"FT{number}", "0011", 1000 + number, at, None, "Nguyễn Thử chuyển", period=DAY),
            CreditApplied(
                f"a{number}", "bank", f"FT{number}", f"B{number}", 1000 + number, BillKind.FEE, "pay_code", DAY
            ),
        ]
    return events


def intake_of(database: Database) -> Intake:
    return Intake(database, hub_codec(), TickingClock())


def take_all(database: Database, rows: tuple[PublicRow, ...], source: str = HUB, size: int = 100) -> None:
    """Hand rows in, `size` at a time."""
    intake = intake_of(database)
    for start in range(0, len(rows), size):
        answer = intake.take(source, rows[start : start + size], len(rows))
        assert isinstance(answer, Taken), answer


def ledger_bytes(database: Database) -> bytes:
    """The whole ledger as bytes."""
    return b"".join(line_of(row) for row in ledger_rows(database, limit=10**6))


def contents(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every table as it is, in order."""
    with database.reading() as connection:
        return {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in metadata.sorted_tables
        }


class Cut(RuntimeError):
    """The power went."""


@contextmanager
def cut_at(database: Database, statement: int) -> Iterator[list[str]]:
    """Raise before the `statement`th statement or commit; the list says what was reached."""
    reached: list[str] = []

    def step(what: str) -> None:
        reached.append(what)
        if len(reached) == statement:
            raise Cut(what)

    def executing(_conn: Any, _cursor: Any, sql: str, *_: Any) -> None:
        step(sql)

    def committing(_: Any) -> None:
        step("COMMIT")

    event.listen(database.engine, "before_cursor_execute", executing)
    event.listen(database.engine, "commit", committing)
    try:
        yield reached
    finally:
        event.remove(database.engine, "before_cursor_execute", executing)
        event.remove(database.engine, "commit", committing)
