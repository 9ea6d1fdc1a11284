"""Both engines under one suite: SQLite files, and a PostgreSQL that this run starts, uses and ends itself."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import psycopg
import pytest
from db_parts import Open

from kiosk.hub.db.engine import Database, postgresql_database, sqlite_database
from kiosk.hub.db.migrate import ensure_month, upgrade
from kiosk.hub.db.throwaway import NoPostgres, throwaway_postgres

sys.path += [str(Path(__file__).parents[1] / name) for name in ("ledger", "hub")]  # money_histories, hub_parts
_TEMPLATE = "migrated"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of this worker's server. Without the package the tests fail where they could have installed it."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(throwaway_postgres(durable=False))
        except NoPostgres as missing:
            if os.environ.get("CI") or os.geteuid() == 0:
                raise
            pytest.skip(str(missing))
        yield address


@pytest.fixture(scope="session")
def postgres_template(postgres: str) -> str:
    """A migrated database to copy from: a copy takes a tenth of a migration."""
    _create(postgres, _TEMPLATE, "template0")
    database = postgresql_database(_named(postgres, _TEMPLATE), None)
    upgrade(database)
    ensure_month(database, "2026-11")
    database.close()
    return postgres


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which engine."""
    return str(request.param)


@pytest.fixture
def empty(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Database]:
    """A database nobody has set up."""
    if kind == "sqlite":
        database = sqlite_database(tmp_path / "books.db")
    else:
        address = request.getfixturevalue("postgres")
        name = f"empty_{next(_numbers)}"
        _create(address, name, "template0")
        database = postgresql_database(_named(address, name), None)
    yield database
    database.close()


@pytest.fixture
def fresh(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens databases set up for this release, each empty."""
    with ExitStack() as stack:

        def make() -> Database:
            number = next(_numbers)
            if kind == "sqlite":
                database = sqlite_database(tmp_path / f"books{number}.db")
                upgrade(database)
            else:
                address = request.getfixturevalue("postgres_template")
                _create(address, f"books_{number}", _TEMPLATE)
                database = postgresql_database(_named(address, f"books_{number}"), None)
            stack.callback(database.close)
            return database

        yield make


@pytest.fixture
def database(fresh: Open) -> Database:
    """One database set up for this release."""
    return fresh()


def _create(address: str, name: str, template: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")


def _named(address: str, name: str) -> str:
    return address.replace("/postgres?", f"/{name}?")
