"""Takes journal rows into the database exactly once, and the ledger entries of the hub's own rows with them.

One transaction a batch: the source's row is locked, the batch must continue where the source ends, then the ledger's
head is locked and both grow. Locks are always taken in that order.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import JSON, Connection, Text, column, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from his_client.outcome import Unknown
from kiosk.clock import VIETNAM, Clock
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.db.migrate import ensure_month
from kiosk.hub.intake import HUB, Head, NotTaken, Problem, TakeAnswer, Taken
from kiosk.journal import Codec, PublicRow, UnknownKind
from kiosk.journal.journal import chain_hash
from kiosk.ledger.postings import ROOTS, Unposted
from kiosk.ledger.rows import LedgerFinding, LedgerRow, Unbalanced, post

log = logging.getLogger(__name__)


class _Refusal(Exception):
    """Rolls the batch's transaction back and says why."""

    def __init__(self, problem: Problem, seq: int, head: Head) -> None:
        super().__init__(problem)
        self.problem = problem
        self.seq = seq
        self.head = head


@dataclass(slots=True)
class _Growth:
    """What a batch adds to the ledger."""

    rows: list[LedgerRow] = field(default_factory=list)
    findings: list[LedgerFinding] = field(default_factory=list)


class Intake:
    """`JournalIntake` over the database itself. Thread-safe.

    :param codec: knows every event of the hub's journal.
    """

    def __init__(self, database: Database, codec: Codec, clock: Clock) -> None:
        self._database = database
        self._codec = codec
        self._clock = clock
        self._months: set[str] = set()

    def head(self, source: str) -> Head | Unknown:
        """See `JournalIntake.head`; unknown `database` when it cannot be asked."""
        try:
            with self._database.reading() as connection:
                return _head(connection, source, lock=False)
        except SQLAlchemyError as error:
            return _silent(error)

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """See `JournalIntake.take`; unknown `database` when the commit failed or its answer was lost.

        Unknown `not_posted` for a row of the hub's own journal that this release's ledger does not know: nothing is
        taken, the money stays in the journal, and the ledger goes on from there once the program is put right.
        """
        broken = _first_broken(rows)
        if broken is not None:
            head = self.head(source)
            return head if isinstance(head, Unknown) else NotTaken("broken", broken, head)
        try:
            now = self._clock.now()
            self._prepare({_month(now), *(_month(_moment(row)) for row in rows if source == HUB)})
            with self._database.writing() as connection:
                return self._take(connection, source, rows, told_seq, now)
        except _Refusal as refusal:
            log.warning("rows_refused", extra={"peer": source, "reason": refusal.problem})
            return NotTaken(refusal.problem, refusal.seq, refusal.head)
        except (UnknownKind, Unposted, Unbalanced) as error:
            log.exception("rows_not_posted")
            return Unknown("not_posted", type(error).__name__)
        except SQLAlchemyError as error:
            return _silent(error)

    def _take(
        self, connection: Connection, source: str, rows: Sequence[PublicRow], told_seq: int, now: datetime
    ) -> Taken:
        _know(connection, source, now)
        head = _head(connection, source, lock=True)
        new = _continuing(connection, source, rows, head)
        if new:
            self._add(connection, source, new, now)
            head = Head(new[-1].seq, new[-1].hash)
        connection.execute(
            update(schema.source)
            .where(schema.source.c.id == source)
            .values(
                last_seq=head.last_seq,
                head_hash=head.head_hash,
                told_seq=max(told_seq, head.last_seq),
                heard_at=now.isoformat(),
            )
        )
        return Taken(head, len(new))

    def _add(self, connection: Connection, source: str, new: Sequence[PublicRow], now: datetime) -> None:
        end = connection.execute(select(schema.ledger_head).with_for_update()).one()
        common = {"source": source, "month": _month(now), "arrived_at": now.isoformat()}
        rows = [row._asdict() | common | {"arrival": arrival} for arrival, row in enumerate(new, end.arrivals + 1)]
        if connection.dialect.name == "postgresql":
            _all_at_once(connection, rows)
        else:
            connection.execute(insert(schema.journal_row), rows)
        growth = _Growth()
        if source == HUB:
            self._post(connection, new, end.last_seq, end.head_hash, growth)
        values = {"arrivals": end.arrivals + len(new)}
        if growth.rows:
            connection.execute(insert(schema.ledger_entry), [_stored(row) for row in growth.rows])
            values |= {"last_seq": growth.rows[-1].seq, "head_hash": growth.rows[-1].hash}
        if growth.findings:
            connection.execute(insert(schema.ledger_finding), [asdict(finding) for finding in growth.findings])
        connection.execute(update(schema.ledger_head).values(values))

    def _post(self, connection: Connection, new: Sequence[PublicRow], seq: int, head: str, growth: _Growth) -> None:
        """The entries of the hub's rows, in order; what a row closes is closed for the next one."""

        known: dict[str, bool] = {}

        def is_closed(period: str) -> bool:
            if period not in known:
                query = select(schema.ledger_period.c.period).where(schema.ledger_period.c.period == period)
                known[period] = connection.execute(query).first() is not None
            return known[period]

        for row in new:
            event = self._codec.decode(row.kind, json.loads(row.body), None)
            if not isinstance(event, ROOTS):
                continue
            posted = post(seq, head, HUB, row.seq, _moment(row), event, is_closed)
            growth.rows += posted.rows
            growth.findings += posted.findings
            if posted.rows:
                seq, head = posted.rows[-1].seq, posted.rows[-1].hash
            if posted.closed is not None:
                known[posted.closed] = True
                day = _moment(row).date().isoformat()
                connection.execute(
                    insert(schema.ledger_period).values(period=posted.closed, source=HUB, source_seq=row.seq, day=day)
                )

    def _prepare(self, months: set[str]) -> None:
        for month in sorted(months - self._months):
            ensure_month(self._database, month)
            self._months.add(month)


def _all_at_once(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Insert rows in PostgreSQL by one statement with one value: several times as fast as a statement for each."""
    given = literal(json.dumps(rows, ensure_ascii=False), Text).cast(JSON)
    columns = [column(name, schema.journal_row.c[name].type) for name in rows[0]]
    spread = func.json_to_recordset(given).table_valued(*columns).render_derived("new", with_types=True)
    connection.execute(insert(schema.journal_row).from_select(list(rows[0]), select(spread)))


def _continuing(connection: Connection, source: str, rows: Sequence[PublicRow], head: Head) -> Sequence[PublicRow]:
    """The rows after the head, when all of them continue the source's chain; the ones before it must be held alike."""
    known = [row for row in rows if row.seq <= head.last_seq]
    if known:
        held = _hashes(connection, source, known[0].seq, known[-1].seq)
        for row in known:
            if held.get(row.seq) != row.hash:
                raise _Refusal("fork", row.seq, head)
    new = rows[len(known) :]
    last = head
    for row in new:
        if row.seq != last.last_seq + 1:
            raise _Refusal("gap", row.seq, head)
        if row.prev_hash != last.head_hash:
            raise _Refusal("fork", row.seq, head)
        last = Head(row.seq, row.hash)
    return new


def _first_broken(rows: Sequence[PublicRow]) -> int | None:
    """The first row whose hash is not that of its content, or that does not follow the one before it in number."""
    before = None
    for row in rows:
        lines = (row.subject, row.kind, row.recorded_at, row.personal_digest or "", row.prev_hash)
        try:
            one_line = not any("\n" in text or "\0" in text for text in lines)
            fits = one_line and "\0" not in row.body and chain_hash(*row[:7], row.prev_hash) == row.hash
        except UnicodeEncodeError:
            fits = False
        if not fits or row.seq < 1 or (before is not None and row.seq <= before):
            return row.seq
        before = row.seq
    return None


def _know(connection: Connection, source: str, now: datetime) -> None:
    """Make sure the source has its row, which is the lock of all its batches."""
    upsert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    fresh = {"id": source, "last_seq": 0, "head_hash": "", "told_seq": 0, "heard_at": now.isoformat()}
    connection.execute(upsert(schema.source).values(fresh).on_conflict_do_nothing())


def _head(connection: Connection, source: str, *, lock: bool) -> Head:
    query = select(schema.source.c.last_seq, schema.source.c.head_hash).where(schema.source.c.id == source)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return Head(row.last_seq, row.head_hash) if row else Head()


def _hashes(connection: Connection, source: str, first: int, last: int) -> dict[int, str]:
    table = schema.journal_row
    query = select(table.c.seq, table.c.hash).where(table.c.source == source, table.c.seq.between(first, last))
    return {row.seq: row.hash for row in connection.execute(query)}


def _stored(row: LedgerRow) -> dict[str, object]:
    return asdict(row) | {"month": row.day[:7]}


def _month(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%Y-%m")


def _moment(row: PublicRow) -> datetime:
    return datetime.fromisoformat(row.recorded_at).astimezone(VIETNAM)


def _silent(error: SQLAlchemyError) -> Unknown:
    log.warning("database_silent", extra={"reason": type(error).__name__})
    return Unknown("database", type(error).__name__)
