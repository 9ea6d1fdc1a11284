"""Takes journal rows into the database exactly once, and the ledger entries of the hub's own rows with them.

One transaction, and one sync of the disk, for all batches that come together. The ledger's head is locked first: it is
the one lock of all who take in, and under it nobody else changes where a source ends. Each batch must continue its
source; one that does not is told so, and the others are taken all the same.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import JSON, Connection, Text, column, func, insert, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DataError, IntegrityError, SQLAlchemyError

from his_client.outcome import Unknown
from kiosk.clock import VIETNAM, Clock
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.db.migrate import ensure_month
from kiosk.hub.db.posting import moment_of, post_rows
from kiosk.hub.intake import HUB, Batch, Head, NotTaken, TakeAnswer, Taken
from kiosk.journal import Codec, PublicRow, UnknownKind
from kiosk.journal.journal import chain_hash
from kiosk.ledger.postings import Unposted
from kiosk.ledger.rows import Unbalanced

log = logging.getLogger(__name__)

_OF_ONE = (UnknownKind, Unposted, Unbalanced, DataError, IntegrityError)
"""What a batch brings with it: the others of its transaction are tried without it."""


class Intake:
    """`GroupIntake` over the database itself. Thread-safe.

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
                return _heads(connection, [source]).get(source, Head())
        except SQLAlchemyError as error:
            return _silent(error)

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """See `JournalIntake.take`; unknown `database` when the commit failed or its answer was lost.

        Unknown `not_posted` for a row of the hub's own journal that this release's ledger does not know: nothing is
        taken, the money stays in the journal, and the ledger goes on from there once the program is put right.
        """
        return self.take_together([Batch(source, rows, told_seq)])[0]

    def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
        """See `GroupIntake`. A source's second batch is taken in a transaction of its own, after the first."""
        answers: dict[int, TakeAnswer] = {}
        left = dict(enumerate(batches))
        for place, batch in enumerate(batches):
            broken = _first_broken(batch.rows)
            if broken is not None:
                head = self.head(batch.source)
                answers[place] = (
                    head if isinstance(head, Unknown) else _refused(batch, NotTaken("broken", broken, head))
                )
                del left[place]
        while left:
            first: dict[str, int] = {}
            for place, batch in left.items():
                first.setdefault(batch.source, place)
            taken = self._together([left.pop(place) for place in first.values()])
            answers |= zip(first.values(), taken, strict=True)
        return [answers[place] for place in range(len(batches))]

    def _together(self, batches: list[Batch]) -> Iterable[TakeAnswer]:
        try:
            now = self._clock.now()
            self._prepare(
                {_month(now), *(_month(moment_of(row)) for one in batches if one.source == HUB for row in one.rows)}
            )
            with self._database.writing() as connection:
                return self._take(connection, batches, now)
        except _OF_ONE as error:
            if len(batches) > 1:
                return [answer for batch in batches for answer in self._together([batch])]
            if isinstance(error, SQLAlchemyError):
                return [_silent(error)]
            log.exception("rows_not_posted")
            return [Unknown("not_posted", type(error).__name__)]
        except SQLAlchemyError as error:
            return [_silent(error)] * len(batches)

    def _take(self, connection: Connection, batches: list[Batch], now: datetime) -> list[TakeAnswer]:
        end = connection.execute(select(schema.ledger_head).with_for_update()).one()
        heads = _heads(connection, [batch.source for batch in batches])
        answers: list[TakeAnswer] = []
        sources: list[dict[str, object]] = []
        rows: list[dict[str, object]] = []
        of_hub: Sequence[PublicRow] = ()
        for batch in batches:
            head = heads.get(batch.source, Head())
            new = _continuing(connection, batch, head)
            if isinstance(new, NotTaken):
                answers.append(_refused(batch, new))
                continue
            if new:
                head = Head(new[-1].seq, new[-1].hash)
            answers.append(Taken(head, len(new)))
            told = {"told_seq": max(batch.told_seq, head.last_seq), "heard_at": now.isoformat()}
            sources.append({"id": batch.source, "last_seq": head.last_seq, "head_hash": head.head_hash, **told})
            first = end.arrivals + len(rows) + 1
            common = {"source": batch.source, "month": _month(now), "arrived_at": now.isoformat()}
            rows += [row._asdict() | common | {"arrival": arrival} for arrival, row in enumerate(new, first)]
            if batch.source == HUB:
                of_hub = new
        if sources:
            _note(connection, sources)
        if rows:
            _add(connection, rows)
            ledger = post_rows(connection, self._codec, of_hub, end.last_seq, end.head_hash)
            grown = {"arrivals": end.arrivals + len(rows), "last_seq": ledger.last_seq, "head_hash": ledger.head_hash}
            connection.execute(update(schema.ledger_head).values(grown))
        return answers

    def _prepare(self, months: set[str]) -> None:
        for month in sorted(months - self._months):
            ensure_month(self._database, month)
            self._months.add(month)


def _add(connection: Connection, rows: list[dict[str, object]]) -> None:
    """Insert rows; in PostgreSQL by one statement with one value: several times as fast as a statement for each."""
    if connection.dialect.name != "postgresql":
        connection.execute(insert(schema.journal_row), rows)
        return
    given = literal(json.dumps(rows, ensure_ascii=False), Text).cast(JSON)
    columns = [column(name, schema.journal_row.c[name].type) for name in rows[0]]
    spread = func.json_to_recordset(given).table_valued(*columns).render_derived("new", with_types=True)
    connection.execute(insert(schema.journal_row).from_select(list(rows[0]), select(spread)))


def _note(connection: Connection, sources: list[dict[str, object]]) -> None:
    """Up to where each source is here now; a row of its own for one that is new."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    row = make(schema.source)
    grown = {name: row.excluded[name] for name in sources[0] if name != "id"}
    connection.execute(row.on_conflict_do_update(index_elements=[schema.source.c.id], set_=grown), sources)


def _continuing(connection: Connection, batch: Batch, head: Head) -> Sequence[PublicRow] | NotTaken:
    """The rows after the head, when all of them continue the source's chain; the ones before it must be held alike."""
    known = [row for row in batch.rows if row.seq <= head.last_seq]
    if known:
        held = _hashes(connection, batch.source, known[0].seq, known[-1].seq)
        for row in known:
            if held.get(row.seq) != row.hash:
                return NotTaken("fork", row.seq, head)
    new = batch.rows[len(known) :]
    last = head
    for row in new:
        if row.seq != last.last_seq + 1:
            return NotTaken("gap", row.seq, head)
        if row.prev_hash != last.head_hash:
            return NotTaken("fork", row.seq, head)
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


def _heads(connection: Connection, sources: Sequence[str]) -> dict[str, Head]:
    table = schema.source
    query = select(table.c.id, table.c.last_seq, table.c.head_hash).where(table.c.id.in_(sources))
    return {row.id: Head(row.last_seq, row.head_hash) for row in connection.execute(query)}


def _hashes(connection: Connection, source: str, first: int, last: int) -> dict[int, str]:
    table = schema.journal_row
    query = select(table.c.seq, table.c.hash).where(table.c.source == source, table.c.seq.between(first, last))
    return {row.seq: row.hash for row in connection.execute(query)}


def _month(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).strftime("%Y-%m")


def _refused(batch: Batch, answer: NotTaken) -> NotTaken:
    log.warning("rows_refused", extra={"peer": batch.source, "reason": answer.problem})
    return answer


def _silent(error: SQLAlchemyError) -> Unknown:
    log.warning("database_silent", extra={"reason": type(error).__name__})
    return Unknown("database", type(error).__name__)
