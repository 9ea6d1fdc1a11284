"""What the ledger amounts to: every balance is summed from the entries when somebody asks, none is stored."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.ledger.rows import GENESIS, LedgerFinding, LedgerRow, row_hash

_E = schema.ledger_entry.c
_COLUMNS = tuple(_E[name] for name in LedgerRow.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Balance:
    """An account's debits less its credits, đồng, and how many entries made it."""

    account: str
    amount: int
    entries: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """An entry of an account and the account's balance after it."""

    entry: LedgerRow
    balance: int


def trial_balance(database: Database) -> int:
    """The sum of all entries, đồng: zero, or something is wrong with the ledger."""
    with database.reading() as connection:
        return int(connection.execute(select(func.coalesce(func.sum(_E.amount), 0))).scalar_one())


def balances(
    database: Database, *, period: str | None = None, day: str | None = None, until: str | None = None
) -> tuple[Balance, ...]:
    """The balance of every account, by name; those at zero too, once something was entered.

    :param period: only of this station-day or shift.
    :param day: only of entries recorded on this day (ISO).
    :param until: only of entries recorded up to the end of this day.
    """
    conditions: list[ColumnElement[bool]] = []
    if period is not None:
        conditions.append(_E.period == period)
    if day is not None:
        conditions.append(_E.day == day)
    if until is not None:
        conditions.append(_E.day <= until)
    query = (
        select(_E.account, func.sum(_E.amount), func.count())
        .where(*conditions)
        .group_by(_E.account)
        .order_by(_E.account)
    )
    with database.reading() as connection:
        # PostgreSQL sums 64-bit numbers as numeric and orders by its own collation.
        found = [Balance(account, int(amount), entries) for account, amount, entries in connection.execute(query)]
    return tuple(sorted(found, key=lambda balance: balance.account))


def statement(database: Database, account: str, *, after: int = 0, limit: int = 200) -> tuple[StatementRow, ...]:
    """At most `limit` entries of an account after ledger row `after`, oldest first, each with the balance it leaves."""
    before = select(func.coalesce(func.sum(_E.amount), 0)).where(_E.account == account, _E.seq <= after)
    query = select(*_COLUMNS).where(_E.account == account, _E.seq > after).order_by(_E.seq).limit(limit)
    with database.reading() as connection:
        balance = int(connection.execute(before).scalar_one())
        entries = [LedgerRow(*row) for row in connection.execute(query)]
    rows = []
    for entry in entries:
        balance += entry.amount
        rows.append(StatementRow(entry, balance))
    return tuple(rows)


def entries_about(database: Database, reference: str) -> tuple[LedgerRow, ...]:
    """Every entry under one reference (a money's id, a slip, a refund), in the ledger's order."""
    query = select(*_COLUMNS).where(_E.reference == reference).order_by(_E.seq)
    with database.reading() as connection:
        return tuple(LedgerRow(*row) for row in connection.execute(query))


def ledger_rows(database: Database, *, after: int = 0, limit: int = 5000) -> tuple[LedgerRow, ...]:
    """At most `limit` rows of the ledger after row `after`, in order."""
    query = select(*_COLUMNS).where(_E.seq > after).order_by(_E.seq).limit(limit)
    with database.reading() as connection:
        return tuple(LedgerRow(*row) for row in connection.execute(query))


def findings(database: Database) -> tuple[LedgerFinding, ...]:
    """What met a closed period, in the order of the hub's journal."""
    table = schema.ledger_finding
    query = select(*(table.c[name] for name in LedgerFinding.__dataclass_fields__)).order_by(
        table.c.source_seq, table.c.code, table.c.period
    )
    with database.reading() as connection:
        return tuple(LedgerFinding(*row) for row in connection.execute(query))


def closed_periods(database: Database) -> frozenset[str]:
    """Every period that takes no more entries."""
    with database.reading() as connection:
        return frozenset(connection.execute(select(schema.ledger_period.c.period)).scalars())


def broken_at(database: Database) -> int | None:
    """The first ledger row whose hash or number does not fit, None when the whole chain does, its head included."""
    seq, head = 0, GENESIS
    while rows := ledger_rows(database, after=seq):
        for row in rows:
            if row.seq != seq + 1 or row.prev_hash != head or row_hash(row) != row.hash:
                return row.seq
            seq, head = row.seq, row.hash
    with database.reading() as connection:
        end = connection.execute(select(schema.ledger_head)).one()
    return None if (end.last_seq, end.head_hash) == (seq, head) else seq + 1
