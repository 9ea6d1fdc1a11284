"""Brings a database from empty, or from any earlier release, to the schema of this one."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from kiosk.hub.db.engine import Database
from kiosk.hub.db.schema import PARTITIONED

_LOCK = 0x6B696F736B
"""An advisory lock of PostgreSQL, so that two `init` at once run one after the other ("kiosk")."""


class SchemaNotCurrent(Exception):
    """The database's schema is not this release's; `found` is its revision, None for an empty database."""

    def __init__(self, found: str | None, wanted: str) -> None:
        known = found is None or found in revisions()
        super().__init__(
            f"the hub's database has schema {found or 'none'}, this release needs {wanted}: "
            + ("run `kiosk hub init --config FILE`" if known else "it was made by a newer release; update this one")
        )
        self.found = found
        self.wanted = wanted


def wanted() -> str:
    """The revision of this release."""
    return str(_scripts().get_current_head())


def revisions() -> tuple[str, ...]:
    """Every revision this release knows, oldest first."""
    return tuple(script.revision for script in reversed(list(_scripts().walk_revisions())))


def current(database: Database) -> str | None:
    """The database's revision, None for an empty one."""
    with database.reading() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_current(database: Database) -> None:
    """Go on only with a schema of this release.

    :raises SchemaNotCurrent: with what to do.
    """
    found = current(database)
    if found != wanted():
        raise SchemaNotCurrent(found, wanted())


def upgrade(database: Database) -> tuple[str, ...]:
    """Take the steps that are missing, all or none; the revisions that were taken, none when it was current.

    :raises SchemaNotCurrent: when it was made by a newer release.
    """
    with database.writing() as connection:
        if database.kind == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        found = MigrationContext.configure(connection).get_current_revision()
        known = revisions()
        if found is not None and found not in known:
            raise SchemaNotCurrent(found, wanted())
        missing = known[known.index(found) + 1 :] if found else known
        if missing:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return missing


def ensure_month(database: Database, month: str) -> None:
    """Make the partitions of a month (`2026-11`) where tables are partitioned; they are there afterwards.

    In a transaction of its own: making one locks the whole table, which must not wait for anybody who waits for us.
    """
    if database.kind != "postgresql":
        return
    with database.writing() as connection:
        for table in PARTITIONED:
            _make_partition(connection, table, month)


def _make_partition(connection: Connection, table: str, month: str) -> None:
    name = f"{table}_{month.replace('-', '_')}"
    if inspect(connection).has_table(name):
        return
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    connection.exec_driver_sql(f"CREATE TABLE IF NOT EXISTS {name} PARTITION OF {table} FOR VALUES IN ('{month}')")


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "kiosk.hub.db:migrations")
    config.set_main_option("path_separator", "os")
    return config
