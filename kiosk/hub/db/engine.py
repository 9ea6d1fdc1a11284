"""Opens the hub's database so that a commit is on the disk: a SQLite file, or a PostgreSQL through psycopg 3."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import StaticPool

PRAGMAS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
)
"""As `kiosk.journal.sql`: no WAL, because the SQLite builds in use carry the WAL-reset bug."""

LOCAL_HOSTS = ("", "localhost", "127.0.0.1", "::1")
SAFE_TLS = ("require", "verify-ca", "verify-full")
LOCK_WAIT_S = 10
CONNECT_S = 5
_LOOK_S = 0.1
ANSWER_S = 60.0
"""For one statement of a hub at work. Its jobs share a few threads with money on its way."""


class DatabaseAddressWrong(ValueError):
    """`[hub] database` cannot be used; the sentence says what to write instead."""


class Database:
    """One hub's database. Its methods may be called from any thread."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @property
    def kind(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.engine.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that changes nothing.

        :raises sqlalchemy.exc.SQLAlchemyError: when the database cannot be reached or read.
        """
        with self.engine.connect().execution_options(kiosk_reading=True) as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write: committed on leaving, rolled back whole when anything is raised.

        On SQLite it holds the file's write lock from its first moment (`BEGIN IMMEDIATE`).

        :raises sqlalchemy.exc.SQLAlchemyError: nothing was committed, unless the connection broke at the commit itself.
        """
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def sqlite_database(path: Path | None) -> Database:
    """The database in the file at `path`, made when it is missing; None keeps it in memory (for tests)."""
    where = "sqlite+pysqlite://" if path is None else URL.create("sqlite+pysqlite", database=str(path))
    arguments: dict[str, Any] = {"connect_args": {"check_same_thread": False}}
    if path is None:
        arguments["poolclass"] = StaticPool
    engine = create_engine(where, **arguments)

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _: object) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself; `begun` does
        for pragma in PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("kiosk_reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return Database(engine)


def postgresql_database(address: str, password: str | None, answer_s: float | None = None) -> Database:
    """The database at `address` (`postgresql://kiosk@host/kiosk`); `password` never stands in the address.

    A server that does not answer a statement within `answer_s` seconds is given up, and its connection closed: it may
    stand still and still acknowledge what is sent to it. None waits, as whoever moves or rebuilds books must.

    Another machine is spoken to over TLS with its certificate checked, unless the address asks for `sslmode=require`
    or `verify-ca` itself. A server that answers before a commit is on its disk is told not to.

    :raises DatabaseAddressWrong: for an address that names no PostgreSQL, holds a password or asks for plain text.
    """
    url = _checked(address).set(drivername="postgresql+psycopg")
    if password is not None:
        url = url.set(password=password)
    engine = create_engine(
        url,
        pool_pre_ping=True,
        pool_size=16,
        connect_args={
            "connect_timeout": CONNECT_S,
            "options": f"-c lock_timeout={LOCK_WAIT_S}s -c timezone=UTC",
            # a server that is cut off is given up in seconds, not in the hours of the system's default
            "keepalives_idle": 10,
            "keepalives_interval": 5,
            "keepalives_count": 3,
            "tcp_user_timeout": 15_000,
        },
    )

    @event.listens_for(engine, "do_connect")
    def bounded(_dialect: object, _record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
        connection = _Bounded.connect(*arguments, **named)
        connection.answer_s = answer_s
        return connection

    @event.listens_for(engine, "connect")
    def durable(connection: Any, _: object) -> None:
        with connection.cursor() as cursor:
            if cursor.execute("SHOW synchronous_commit").fetchone()[0] == "off":
                cursor.execute("SET synchronous_commit = on")
        connection.commit()

    return Database(engine)


class _Bounded(psycopg.Connection[Any]):
    """A connection that waits for no answer longer than `answer_s` seconds."""

    answer_s: float | None = None

    def wait(self, gen: Any, interval: float = _LOOK_S, timeout: float | None = None) -> Any:
        """See `psycopg.Connection.wait`; every statement, commit and roll-back comes through here."""
        try:
            return super().wait(gen, interval, self.answer_s if timeout is None else timeout)
        except psycopg.errors._WaitTimeout as late:
            self.pgconn.finish()  # nobody knows what it still does
            raise psycopg.OperationalError(f"no answer within {self.answer_s:g} s") from late


def loses_commits(database: Database) -> str | None:
    """Why a power cut could lose what this server has committed; None when it could not."""
    if database.kind != "postgresql":
        return None
    with database.reading() as connection:
        for setting in ("fsync", "full_page_writes"):
            if connection.execute(text(f"SHOW {setting}")).scalar_one() != "on":
                return f"{setting} is off on the server: a power cut can lose or tear what was committed; switch it on"
    return None


def _checked(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError:
        raise DatabaseAddressWrong("[hub] database looks like postgresql://kiosk@host/kiosk") from None
    if url.drivername not in ("postgresql", "postgresql+psycopg") or not url.database:
        raise DatabaseAddressWrong("[hub] database looks like postgresql://kiosk@host/kiosk")
    if url.password is not None or "password" in url.query:
        raise DatabaseAddressWrong("[hub] database holds a password; take it out and keep it as database_password")
    host = url.host or str(url.query.get("host", ""))
    if host in LOCAL_HOSTS or host.startswith("/"):
        return url
    asked = url.query.get("sslmode")
    if asked is None:
        return url.update_query_dict({"sslmode": "verify-full"})
    if asked not in SAFE_TLS:
        raise DatabaseAddressWrong(f"[hub] database leaves this machine in plain text (sslmode={asked}); use TLS")
    return url
