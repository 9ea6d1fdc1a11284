"""Finding a payment in a hub's journal and its archives, by pay code, reference, bill, receipt or order.

Public parts only: nobody is named. A running hub is not kept waiting: its file is read in short steps.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.hub.turnover.archives import archives_of, reading
from kiosk.hub.turnover.rows import CARRIED
from kiosk.journal import PublicRow, sql

STEP = 2_000
_RELATED = ("order_id", "bill_id", "payment_id", "refund_id")


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A row of a journal, without its personal part, and the file it lies in."""

    file: str
    seq: int
    recorded_at: str
    subject: str
    kind: str
    body: dict[str, Any]


def find(journal: Path, text: str) -> tuple[FoundRow, ...]:
    """Every row that names `text`, and every row of the orders, bills and moneys named there; oldest first.

    :raises sqlite3.Error: when a file cannot be read.
    """
    files = [*archives_of(journal), *([journal] if journal.exists() else [])]
    named = [row for file in files for row in _naming(file, {text})]
    related = {text} | {name for row in named for name in _related(row.body)}
    found = named if related == {text} else [row for file in files for row in _naming(file, related)]
    return tuple(sorted(found, key=lambda row: row.seq))


def _naming(file: Path, texts: Collection[str]) -> Iterator[FoundRow]:
    with closing(reading(file)) as connection:
        seq, _ = sql.base(connection)
        while rows := sql.public_rows(connection, seq, STEP):
            seq = rows[-1].seq
            yield from (_found(file, row) for row in rows if row.kind not in CARRIED and _names(row, texts))


def _names(row: PublicRow, texts: Collection[str]) -> bool:
    if row.subject in texts:
        return True
    # Most rows are ruled out before they are parsed.
    return any(text in row.body for text in texts) and any(
        value in texts or value.partition(":")[2] in texts for value in _values(json.loads(row.body))
    )


def _values(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for value in part.values():
                yield from _values(value)
        case list():
            for value in part:
                yield from _values(value)


def _related(body: dict[str, Any]) -> Iterator[str]:
    yield from (body[name] for name in _RELATED if body.get(name))
    if body.get("provider") and body.get("reference"):
        yield body["reference"]


def _found(file: Path, row: PublicRow) -> FoundRow:
    return FoundRow(file.name, row.seq, row.recorded_at, row.subject, row.kind, json.loads(row.body))
