"""From nothing to replicated journals and the ledger."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
APPEND_ONLY = ("journal_row", "ledger_entry")


def upgrade() -> None:
    """Create the tables, and let nobody change or cut the append-only ones."""
    op.create_table(
        "source",
        _text("id"),
        _whole("last_seq"),
        _text("head_hash"),
        _whole("told_seq"),
        _text("heard_at"),
        sa.PrimaryKeyConstraint("id", name="source_key"),
        comment="Whose rows are here, up to where; this row is locked while a batch is taken in.",
        sqlite_strict=True,
    )
    op.create_table(
        "journal_row",
        _text("source"),
        _whole("seq"),
        _text("month"),
        _text("subject"),
        _text("kind"),
        sa.Column("version", sa.Integer, nullable=False),
        _text("recorded_at"),
        _text("body"),
        sa.Column("personal_digest", sa.Text),
        _text("prev_hash"),
        _text("hash"),
        _whole("arrival"),
        _text("arrived_at"),
        sa.PrimaryKeyConstraint("source", "seq", "month", name="journal_row_key"),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="journal_row_source_known"),
        comment="The public rows of every journal, in the order of their arrival here.",
        sqlite_strict=True,
        postgresql_partition_by="LIST (month)",
    )
    op.create_index("journal_row_by_arrival", "journal_row", ["arrival"])
    op.create_index("journal_row_by_subject", "journal_row", ["subject"])
    op.create_table(
        "ledger_entry",
        _whole("seq"),
        _text("month"),
        _text("source"),
        _whole("source_seq"),
        sa.Column("ordinal", sa.Integer, nullable=False),
        _text("account"),
        _whole("amount"),
        _text("period"),
        _text("reference"),
        _text("refers_to"),
        _text("day"),
        _text("prev_hash"),
        _text("hash"),
        sa.PrimaryKeyConstraint("seq", "month", name="ledger_entry_key"),
        sa.ForeignKeyConstraint(["source"], ["source.id"], name="ledger_entry_source_known"),
        sa.CheckConstraint("amount <> 0", name="ledger_entry_moves"),
        comment="The double-entry ledger: debits above zero, credits below, đồng.",
        sqlite_strict=True,
        postgresql_partition_by="LIST (month)",
    )
    op.create_index("ledger_entry_by_account_period", "ledger_entry", ["account", "period"])
    op.create_index("ledger_entry_by_period", "ledger_entry", ["period"])
    op.create_index("ledger_entry_by_day", "ledger_entry", ["day"])
    op.create_index("ledger_entry_by_reference", "ledger_entry", ["reference"])
    head = op.create_table(
        "ledger_head",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        _whole("last_seq"),
        _text("head_hash"),
        _whole("arrivals"),
        sa.PrimaryKeyConstraint("id", name="ledger_head_key"),
        sa.CheckConstraint("id = 1", name="ledger_head_only"),
        comment="One row: where the ledger ends, and how many journal rows have arrived; locked while both grow.",
        sqlite_strict=True,
    )
    op.bulk_insert(head, [{"id": 1, "last_seq": 0, "head_hash": "", "arrivals": 0}])
    op.create_table(
        "ledger_period",
        _text("period"),
        _text("source"),
        _whole("source_seq"),
        _text("day"),
        sa.PrimaryKeyConstraint("period", name="ledger_period_key"),
        comment="Closed periods, and the journal row that closed each.",
        sqlite_strict=True,
    )
    op.create_table(
        "ledger_finding",
        _text("source"),
        _whole("source_seq"),
        _text("code"),
        _text("period"),
        _text("posted_to"),
        sa.PrimaryKeyConstraint("source", "source_seq", "code", "period", name="ledger_finding_key"),
        comment="Entries that met a closed period and stand in an open one instead.",
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        _lock_in_postgresql()
    else:
        _lock_in_sqlite()


def _lock_in_sqlite() -> None:
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )


def _lock_in_postgresql() -> None:
    op.execute(
        "CREATE FUNCTION kiosk_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
    )
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION kiosk_append_only()"
        )
        op.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION kiosk_append_only()"
        )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, WHOLE, nullable=False, autoincrement=False)
