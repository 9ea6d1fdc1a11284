"""The ledger as rows: each event's entries under the hash of the row before, late ones in an open period.

Nothing is lost to a lock. An entry whose period is closed stands in `late/<day>` and refers to the closed one, and a
finding says so; whoever wrote the event should not have. The same events in the same order give the same bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from itertools import count

from kiosk.clock import VIETNAM
from kiosk.ledger.entries import Entry
from kiosk.ledger.postings import closes, postings

GENESIS = ""


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One line of the chained ledger.

    `seq` counts the whole ledger from 1; `source` and `source_seq` name the journal row it comes from, `ordinal` its
    place among that row's entries. `day` is the hospital's day on which the event was recorded (ISO).
    """

    seq: int
    source: str
    source_seq: int
    ordinal: int
    account: str
    amount: int
    period: str
    reference: str
    refers_to: str
    day: str
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class LedgerFinding:
    """Something the projection met that should not have been; `code` is `period_closed` or `closed_again`.

    `period` is the one that was closed, `posted_to` where the entries stand instead.
    """

    source: str
    source_seq: int
    code: str
    period: str
    posted_to: str


@dataclass(frozen=True, slots=True)
class Posted:
    """What one event adds to the ledger: its rows, what was found, and the period it closes."""

    rows: tuple[LedgerRow, ...]
    findings: tuple[LedgerFinding, ...]
    closed: str | None


class Unbalanced(AssertionError):
    """The entries of one event do not sum to zero. It is a fault of the program; nothing is posted."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"the entries of {kind} do not sum to zero")


def post(
    seq: int,
    head: str,
    source: str,
    source_seq: int,
    recorded_at: datetime,
    event: object,
    is_closed: Callable[[str], bool],
) -> Posted:
    """Project one event onto the ledger that ends at row `seq` with hash `head`.

    :param recorded_at: when the hub's journal took the event in, with its zone.
    :param is_closed: whether a period takes no more entries.
    :raises Unposted, Unbalanced: when the event cannot be posted at all.
    """
    entries = tuple(_plain(entry) for entry in postings(event))
    if sum(entry.amount for entry in entries):
        raise Unbalanced(type(event).__name__)
    day = recorded_at.astimezone(VIETNAM).date().isoformat()
    rows: list[LedgerRow] = []
    late: dict[str, str] = {}
    for ordinal, entry in enumerate(entries):
        placed = entry if entry.period else replace(entry, period=f"desk/{day}")
        if is_closed(placed.period):
            closed = placed.period
            period = late.setdefault(closed, _open_period(day, is_closed))
            placed = replace(placed, period=period, refers_to=placed.refers_to or closed)
        row = _chained(seq + ordinal + 1, source, source_seq, ordinal, placed, day, head)
        rows.append(row)
        head = row.hash
    findings = [
        LedgerFinding(source, source_seq, "period_closed", closed, posted_to) for closed, posted_to in late.items()
    ]
    closing = closes(event)
    if closing is not None and is_closed(closing):
        findings.append(LedgerFinding(source, source_seq, "closed_again", closing, ""))
        closing = None
    return Posted(tuple(rows), tuple(findings), closing)


def row_hash(row: LedgerRow) -> str:
    """SHA-256 over a row's other fields as a JSON list; it covers the hash before it."""
    content = json.dumps(astuple(row)[:-1], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def line_of(row: LedgerRow) -> bytes:
    """A row as bytes, to compare two ledgers by."""
    return json.dumps(astuple(row), ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(entry: Entry) -> Entry:
    """Without the one character no database keeps in a text, should a provider ever send it in a reference."""
    texts = (entry.account, entry.period, entry.reference, entry.refers_to)
    if not any("\0" in text for text in texts):
        return entry
    account, period, reference, refers_to = (text.replace("\0", "\N{SYMBOL FOR NULL}") for text in texts)
    return Entry(account, entry.amount, period, reference, refers_to)


def _chained(seq: int, source: str, source_seq: int, ordinal: int, entry: Entry, day: str, prev: str) -> LedgerRow:
    row = LedgerRow(
        seq,
        source,
        source_seq,
        ordinal,
        entry.account,
        entry.amount,
        entry.period,
        entry.reference,
        entry.refers_to,
        day,
        prev,
        "",
    )
    return replace(row, hash=row_hash(row))


def _open_period(day: str, is_closed: Callable[[str], bool]) -> str:
    name = f"late/{day}"
    if not is_closed(name):
        return name
    return next(again for number in count(2) if not is_closed(again := f"{name}.{number}"))
