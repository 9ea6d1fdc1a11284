"""The tables of the hub's database, one schema for SQLite and PostgreSQL.

`journal_row` holds the public rows of every source as they were written there; the `ledger_*` tables are a projection
of it. Both big tables are partitioned by month where the engine can (PostgreSQL): `month` (`2026-11`) is the month of
arrival, for the ledger the month of the entry's day. Times and days are ISO texts, as the hashes cover them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, Integer, MetaData, Table, Text

WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""Whole numbers of 64 bits; money in đồng among them."""

PARTITIONED = ("journal_row", "ledger_entry")

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_key",
        "fk": "%(table_name)s_%(column_0_name)s_known",
        "ck": "%(table_name)s_%(constraint_name)s",
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
    }
)


def _text(name: str, **more: Any) -> Column[str]:
    return Column(name, Text, nullable=False, **more)


def _whole(name: str, **more: Any) -> Column[int]:
    return Column(name, WHOLE, nullable=False, autoincrement=False, **more)


source = Table(
    "source",
    metadata,
    _text("id", primary_key=True),
    _whole("last_seq"),
    _text("head_hash"),
    _whole("told_seq"),
    _text("heard_at"),
    comment="Whose rows are here, up to where; this row is locked while a batch is taken in.",
    sqlite_strict=True,
)

journal_row = Table(
    "journal_row",
    metadata,
    Column("source", Text, ForeignKey("source.id"), primary_key=True),
    _whole("seq", primary_key=True),
    _text("month", primary_key=True),
    _text("subject"),
    _text("kind"),
    Column("version", Integer, nullable=False),
    _text("recorded_at"),
    _text("body"),
    Column("personal_digest", Text),
    _text("prev_hash"),
    _text("hash"),
    _whole("arrival"),
    _text("arrived_at"),
    comment="The public rows of every journal, in the order of their arrival here.",
    sqlite_strict=True,
    postgresql_partition_by="LIST (month)",
)
Index(None, journal_row.c.arrival)
Index(None, journal_row.c.subject)

ledger_entry = Table(
    "ledger_entry",
    metadata,
    _whole("seq", primary_key=True),
    _text("month", primary_key=True),
    Column("source", Text, ForeignKey("source.id"), nullable=False),
    _whole("source_seq"),
    Column("ordinal", Integer, nullable=False),
    _text("account"),
    _whole("amount"),
    _text("period"),
    _text("reference"),
    _text("refers_to"),
    _text("day"),
    _text("prev_hash"),
    _text("hash"),
    CheckConstraint("amount <> 0", name="moves"),
    comment="The double-entry ledger: debits above zero, credits below, đồng.",
    sqlite_strict=True,
    postgresql_partition_by="LIST (month)",
)
Index(None, ledger_entry.c.account, ledger_entry.c.period)
Index(None, ledger_entry.c.period)
Index(None, ledger_entry.c.day)
Index(None, ledger_entry.c.reference)

ledger_head = Table(
    "ledger_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _whole("last_seq"),
    _text("head_hash"),
    _whole("arrivals"),
    CheckConstraint("id = 1", name="only"),
    comment="One row: where the ledger ends, and how many journal rows have arrived; locked while both grow.",
    sqlite_strict=True,
)

ledger_period = Table(
    "ledger_period",
    metadata,
    _text("period", primary_key=True),
    _text("source"),
    _whole("source_seq"),
    _text("day"),
    comment="Closed periods, and the journal row that closed each.",
    sqlite_strict=True,
)

ledger_finding = Table(
    "ledger_finding",
    metadata,
    _text("source", primary_key=True),
    _whole("source_seq", primary_key=True),
    _text("code", primary_key=True),
    _text("period", primary_key=True),
    _text("posted_to"),
    comment="Entries that met a closed period and stand in an open one instead.",
    sqlite_strict=True,
)

station_history = Table(
    "station_history",
    metadata,
    _text("station", primary_key=True),
    _text("at", primary_key=True),
    _text("state"),
    _text("version"),
    _text("configuration"),
    _text("devices"),
    _text("problems"),
    comment="Changes of a station's state, by its own word; nothing in it is about a person.",
    sqlite_strict=True,
)
Index(None, station_history.c.at)

quality_cell = Table(
    "quality_cell",
    metadata,
    _text("period", primary_key=True),
    _text("scope", primary_key=True),
    _text("counts"),
    _text("times"),
    comment="Service quality: what is counted in a day or a month, for the hospital, a department, a station, a room.",
    sqlite_strict=True,
)

quality_waiting = Table(
    "quality_waiting",
    metadata,
    _text("place", primary_key=True),
    _text("day"),
    _text("room"),
    _text("since"),
    comment="Numbers of the day that were not called yet; a number goes when it is called, at the latest with its day.",
    sqlite_strict=True,
)

quality_head = Table(
    "quality_head",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    _whole("arrival"),
    _text("queue_day"),
    _whole("unread"),
    CheckConstraint("id = 1", name="only"),
    comment="One row: up to which journal row the projection has come; locked while it goes on.",
    sqlite_strict=True,
)

quality_department = Table(
    "quality_department",
    metadata,
    _text("id", primary_key=True),
    _text("name"),
    comment="Departments as the HIS named them last; not projected.",
    sqlite_strict=True,
)

quality_room = Table(
    "quality_room",
    metadata,
    _text("room", primary_key=True),
    _text("department"),
    comment="Which department called its patients into a room last; not projected.",
    sqlite_strict=True,
)
