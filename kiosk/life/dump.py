"""The hub's database in a backup: a SQLite file by its own backup call, a PostgreSQL by pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select, text

from kiosk.config import StationConfig, find_secret
from kiosk.hub.db import schema
from kiosk.hub.db.commands import open_database
from kiosk.hub.db.engine import Database
from kiosk.hub.db.migrate import current, require_current
from kiosk.hub.turnover.archives import reading

FILE, DUMP = "books.db", "books.dump"
DUMP_S = 4 * 3600.0


class NotDumped(RuntimeError):
    """The hub's PostgreSQL was not copied, or not put back; the sentence says why."""


def copy_database(config: StationConfig, work: Path) -> dict[str, int]:
    """Put a consistent copy of the hub's database into the folder `work`; how many rows each table has in it.

    :raises NotDumped: when pg_dump is missing or fails.
    :raises sqlite3.Error, sqlalchemy.exc.SQLAlchemyError: when the database cannot be read.
    """
    with closing(open_database(config)) as database:
        require_current(database)
        if config.hub.database is not None:
            return _dump(config, database, work / DUMP)
        path = Path(str(database.engine.url.database))
    with closing(reading(path)) as source, closing(sqlite3.connect(work / FILE)) as copy:
        source.backup(copy)
        return {
            table.name: int(copy.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0])  # noqa: S608 - our names
            for table in schema.metadata.sorted_tables
        }


def _dump(config: StationConfig, database: Database, into: Path) -> dict[str, int]:
    """Count and copy the same moment: pg_dump takes the snapshot of the transaction that counts."""
    with database.engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        snapshot = connection.execute(text("SELECT pg_export_snapshot()")).scalar_one()
        tables = _counted(connection)
        told = ("--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges")
        _postgres(config, "pg_dump", *told, f"--file={into}")
        connection.rollback()
    return tables


def restore_database(config: StationConfig, work: Path, tables: dict[str, int]) -> None:
    """Put the copy in its place and compare the rows of each table with those that were counted.

    :raises NotDumped: when something is in its place, or the copy is of the other kind of database.
    :raises sqlalchemy.exc.SQLAlchemyError: when the database does not answer.
    """
    with closing(open_database(config)) as database:
        if config.hub.database is None:
            path = Path(str(database.engine.url.database))
            if not (work / FILE).exists():
                raise NotDumped("the backup holds a PostgreSQL's dump: set [hub] database to an empty PostgreSQL")
            if path.exists():
                raise NotDumped(f"{path} is there: move it away first")
            (work / FILE).chmod(0o600)
            (work / FILE).rename(path)
        else:
            if not (work / DUMP).exists():
                raise NotDumped("the backup holds a SQLite file: take [hub] database out, then `kiosk hub move`")
            if current(database) is not None:
                raise NotDumped("the database is not empty: make a new one and name it in [hub] database")
            _postgres(config, "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", str(work / DUMP))
        require_current(database)
        with database.reading() as connection:
            found = _counted(connection)
    if found != tables:
        raise NotDumped("the database that was put back does not have the rows that were counted")


def _counted(connection: Connection) -> dict[str, int]:
    tables = schema.metadata.sorted_tables
    return {table.name: connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables}


def _postgres(config: StationConfig, program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes by its environment, never by an argument."""
    found = shutil.which(program)
    if found is None:
        raise NotDumped(f"{program} is not on this machine: install postgresql-client")
    assert config.hub.database is not None
    address = make_url(config.hub.database).set(drivername="postgresql").render_as_string(hide_password=False)
    secret = find_secret("database_password", config.station.credentials)
    environment = {**os.environ, **({"PGPASSWORD": str(secret[0])} if secret else {})}
    where = f"--dbname={address}"
    done = subprocess.run(
        [found, where, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=DUMP_S
    )
    if done.returncode:
        raise NotDumped(f"{program}: {(done.stderr.strip().splitlines() or ['no word'])[-1]}")
