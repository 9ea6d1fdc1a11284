"""Service quality: counted cells, the numbers that wait, how far the projection has come, and names."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables; the projection begins at the first journal row."""
    _texts(
        "quality_cell",
        ("period", "scope", "counts", "times"),
        ("period", "scope"),
        "Service quality: what is counted in a day or a month, for the hospital, a department, a station, a room.",
    )
    _texts(
        "quality_waiting",
        ("place", "day", "room", "since"),
        ("place",),
        "Numbers of the day that were not called yet; a number goes when it is called, at the latest with its day.",
    )
    head = op.create_table(
        "quality_head",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("arrival", WHOLE, nullable=False, autoincrement=False),
        sa.Column("queue_day", sa.Text, nullable=False),
        sa.Column("unread", WHOLE, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("id", name="quality_head_key"),
        sa.CheckConstraint("id = 1", name="quality_head_only"),
        comment="One row: up to which journal row the projection has come; locked while it goes on.",
        sqlite_strict=True,
    )
    op.bulk_insert(head, [{"id": 1, "arrival": 0, "queue_day": "", "unread": 0}])
    _texts(
        "quality_department",
        ("id", "name"),
        ("id",),
        "Departments as the HIS named them last; not projected.",
    )
    _texts(
        "quality_room",
        ("room", "department"),
        ("room",),
        "Which department called its patients into a room last; not projected.",
    )


def _texts(name: str, columns: tuple[str, ...], key: tuple[str, ...], comment: str) -> None:
    op.create_table(
        name,
        *(sa.Column(column, sa.Text, nullable=False) for column in columns),
        sa.PrimaryKeyConstraint(*key, name=f"{name}_key"),
        comment=comment,
        sqlite_strict=True,
    )
