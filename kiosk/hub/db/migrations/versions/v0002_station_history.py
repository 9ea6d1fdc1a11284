"""What stations went through: a row for each change of state, version, configuration, device or problem."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table; it is telemetry, so its oldest rows are dropped in time."""
    op.create_table(
        "station_history",
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("station", "at", "state", "version", "configuration", "devices", "problems")
        ),
        sa.PrimaryKeyConstraint("station", "at", name="station_history_key"),
        comment="Changes of a station's state, by its own word; nothing in it is about a person.",
        sqlite_strict=True,
    )
    op.create_index("station_history_by_at", "station_history", ["at"])
