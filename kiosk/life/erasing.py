"""Erases personal parts of rows, with a proof in the same transaction; the chain stays whole."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from kiosk.clock import Clock
from kiosk.journal import Journal, PersonalPart, sql
from kiosk.life.events import LIFE, PersonalErased

BATCH = 500
"""Rows erased in one transaction: it holds up nobody who waits for the same thread."""
RETENTION, REQUEST, ARCHIVE = "retention", "request", "archive"
PROGRAM = "kiosk"
"""Who erases when nobody asked: the program by its rule."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What is to be erased, and why: rows by number. `kept` counts what was due but has to stay, by reason."""

    rule: str
    by: str
    rows: tuple[int, ...] = ()
    before: datetime | None = None
    kept: Mapping[str, int] = field(default_factory=dict)


def digest_of(parts: Iterable[PersonalPart]) -> str:
    """SHA-256 over `number, subject, salted digest` of each row, a line each, in order.

    All three stand in the rows' public parts for good: whoever holds those can tell which rows a proof speaks of.
    """
    lines = (f"{part.seq}\n{part.subject}\n{part.digest}\n" for part in sorted(parts, key=lambda part: part.seq))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def carry_out(journal: Journal, erasure: Erasure, clock: Clock) -> tuple[PersonalErased, ...]:
    """Erase, in batches each with its proof; what is gone already is passed over. The proofs, none for nothing.

    On the thread that owns the journal. Stopped between two batches, what was done is proven and the rest is due still.
    """
    return tuple(_batches(journal, erasure, clock))


def _batches(journal: Journal, erasure: Erasure, clock: Clock) -> Iterator[PersonalErased]:
    rows = sorted(erasure.rows)
    for start in range(0, len(rows), BATCH):
        wanted = set(rows[start : start + BATCH])
        batch = [part for part in journal.personal_parts(min(wanted), max(wanted)) if part.seq in wanted]
        if not batch:
            continue
        proof = PersonalErased(
            erasure.rule,
            erasure.by,
            clock.now(),
            len({part.subject for part in batch}),
            len(batch),
            batch[0].seq,
            batch[-1].seq,
            digest_of(batch),
            erasure.before,
            sum(erasure.kept.values()),
            tuple(sorted(erasure.kept)),
        )
        journal.erase_rows([part.seq for part in batch], (LIFE, proof))
        yield proof


def empty(path: Path) -> None:
    """Erase every personal part and every key of a journal's file that nobody writes; its rows stay as they are.

    :raises sqlite3.Error: nothing was erased.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in sql.PRAGMAS:
            connection.execute(pragma)
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DELETE FROM personal")
        connection.execute("DELETE FROM subject_key")
        connection.execute("COMMIT")


def counted(kept: Iterable[str]) -> dict[str, int]:
    """Reasons and how often each."""
    return dict(sorted(Counter(kept).items()))
