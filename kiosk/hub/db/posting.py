"""The ledger entries of the hub's own rows, in the transaction that takes those rows in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlalchemy import Connection, insert, select

from kiosk.clock import VIETNAM
from kiosk.hub.db import schema
from kiosk.hub.intake import HUB
from kiosk.journal import Codec, PublicRow
from kiosk.ledger.postings import ROOTS
from kiosk.ledger.rows import LedgerFinding, LedgerRow, post


@dataclass(slots=True)
class Growth:
    """What rows add to the ledger, and where it ends then."""

    last_seq: int
    head_hash: str
    rows: list[LedgerRow] = field(default_factory=list)
    findings: list[LedgerFinding] = field(default_factory=list)


def post_rows(connection: Connection, codec: Codec, new: Sequence[PublicRow], last_seq: int, head_hash: str) -> Growth:
    """Write the entries of these rows after the ledger's end, in order; what a row closes is closed for the next one.

    :raises UnknownKind, Unposted, Unbalanced: for a row that this release's ledger does not know.
    """
    known: dict[str, bool] = {}

    def is_closed(period: str) -> bool:
        if period not in known:
            query = select(schema.ledger_period.c.period).where(schema.ledger_period.c.period == period)
            known[period] = connection.execute(query).first() is not None
        return known[period]

    growth = Growth(last_seq, head_hash)
    for row in new:
        event = codec.decode(row.kind, json.loads(row.body), None)
        if not isinstance(event, ROOTS):
            continue
        posted = post(growth.last_seq, growth.head_hash, HUB, row.seq, moment_of(row), event, is_closed)
        growth.rows += posted.rows
        growth.findings += posted.findings
        if posted.rows:
            growth.last_seq, growth.head_hash = posted.rows[-1].seq, posted.rows[-1].hash
        if posted.closed is not None:
            known[posted.closed] = True
            day = moment_of(row).date().isoformat()
            closed = {"period": posted.closed, "source": HUB, "source_seq": row.seq, "day": day}
            connection.execute(insert(schema.ledger_period).values(closed))
    if growth.rows:
        connection.execute(insert(schema.ledger_entry), [asdict(row) | {"month": row.day[:7]} for row in growth.rows])
    if growth.findings:
        connection.execute(insert(schema.ledger_finding), [asdict(finding) for finding in growth.findings])
    return growth


def moment_of(row: PublicRow) -> datetime:
    """When a row was written, by the clock on the wall."""
    return datetime.fromisoformat(row.recorded_at).astimezone(VIETNAM)
