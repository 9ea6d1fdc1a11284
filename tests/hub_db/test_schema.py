"""From an empty database to this release's schema, on both engines, and no further without being asked."""

from __future__ import annotations

import importlib.resources
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from db_parts import DAY, MASTER, cut_at, payments, rows_of, take_all
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from kiosk.clock import VIETNAM
from kiosk.hub.db import schema
from kiosk.hub.db.engine import (
    Database,
    DatabaseAddressWrong,
    loses_commits,
    postgresql_database,
    sqlite_database,
)
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import SchemaNotCurrent, current, require_current, revisions, upgrade, wanted
from kiosk.hub.intake import HUB, Taken
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal
from kiosk.money.order import CreditReceived


def test_the_steps_lead_from_empty_to_exactly_the_tables_the_program_uses(empty: Database) -> None:
    assert current(empty) is None
    assert upgrade(empty) == revisions()
    assert current(empty) == wanted()
    with empty.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []


def test_a_second_time_there_is_nothing_to_do(empty: Database) -> None:
    upgrade(empty)
    assert upgrade(empty) == ()
    require_current(empty)


def test_without_its_schema_nothing_starts_and_the_fix_is_told(empty: Database) -> None:
    with pytest.raises(SchemaNotCurrent, match="kiosk hub init"):
        require_current(empty)


def test_a_newer_releases_database_is_left_alone(empty: Database) -> None:
    upgrade(empty)
    with empty.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for refused in (require_current, upgrade):
        with pytest.raises(SchemaNotCurrent, match="newer release"):
            refused(empty)
    assert current(empty) == "9999"


def test_a_step_that_is_cut_leaves_nothing_half_done(empty: Database) -> None:
    statement = 0
    while True:
        statement += 3
        with cut_at(empty, statement) as reached:
            try:
                upgrade(empty)
            except RuntimeError:
                pass
            else:
                break
        assert current(empty) is None, reached[-1]
        with empty.reading() as connection:
            assert inspect(connection).get_table_names() == [], reached[-1]
    assert statement > 20
    assert current(empty) == wanted()


@pytest.mark.attack
def test_facts_cannot_be_changed_or_deleted_even_by_hand(database: Database) -> None:
    take_all(database, rows_of(payments(2)))
    verbs = ["UPDATE {} SET hash = ''", "DELETE FROM {}"]
    if database.kind == "postgresql":
        verbs.append("TRUNCATE {}")
    for verb in verbs:
        for table in schema.PARTITIONED:
            with pytest.raises(DBAPIError, match="append-only"), database.writing() as connection:
                connection.execute(text(verb.format(table)))


def test_the_migrations_are_in_the_package() -> None:
    folder = importlib.resources.files("kiosk.hub.db.migrations")
    assert folder.joinpath("env.py").is_file()
    names = [item.name for item in folder.joinpath("versions").iterdir() if item.name.startswith("v")]
    assert len(names) == len(revisions())


def test_a_sqlite_file_is_synced_to_the_disk_and_holds_its_lock_from_the_first_moment(tmp_path: Path) -> None:
    database = sqlite_database(tmp_path / "books.db")
    with database.reading() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
    assert found == ["truncate", 3, 1]
    with (
        database.writing(),
        closing(sqlite3.connect(tmp_path / "books.db", timeout=0)) as other,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("BEGIN IMMEDIATE")
    database.close()


@pytest.mark.attack
@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("postgresql://kiosk:secret@db/kiosk", "database_password"),
        ("postgresql://kiosk@db/kiosk?password=secret", "database_password"),
        ("postgresql://kiosk@db.hospital/kiosk?sslmode=disable", "TLS"),
        ("postgresql://kiosk@db.hospital/kiosk?sslmode=prefer", "TLS"),
        ("mysql://kiosk@db/kiosk", "looks like"),
        ("postgresql://kiosk@db", "looks like"),
        ("nonsense", "looks like"),
    ],
)
def test_an_address_with_a_password_or_without_tls_is_refused(address: str, why: str) -> None:
    with pytest.raises(DatabaseAddressWrong, match=why) as refusal:
        postgresql_database(address, None)
    assert "secret" not in str(refusal.value)


def test_another_machine_is_spoken_to_over_tls_with_its_certificate_checked() -> None:
    far = postgresql_database("postgresql://kiosk@db.hospital/kiosk", "a password")
    assert far.engine.url.query["sslmode"] == "verify-full"
    assert "a password" not in repr(far.engine)
    far.close()
    near = postgresql_database("postgresql://kiosk@127.0.0.1/kiosk", None)
    assert "sslmode" not in near.engine.url.query
    near.close()


# -- what PostgreSQL does beside


@pytest.mark.parametrize("kind", ["postgresql"], indirect=False)
def test_a_server_that_answers_before_the_commit_is_on_the_disk_is_told_not_to(
    database: Database, postgres: str, kind: str
) -> None:
    with database.writing() as connection:
        connection.execute(text("ALTER ROLE kiosk SET synchronous_commit = off"))
    again = postgresql_database(database.engine.url.render_as_string().replace("+psycopg", ""), None)
    with again.reading() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"
    with again.writing() as connection:
        connection.execute(text("ALTER ROLE kiosk RESET synchronous_commit"))
    assert "fsync is off" in str(loses_commits(again))
    again.close()


@pytest.mark.parametrize("kind", ["postgresql"], indirect=False)
def test_each_month_has_partitions_of_its_own(database: Database, kind: str) -> None:
    december = datetime(2026, 12, 1, 0, 30, tzinfo=VIETNAM)
    late = CreditReceived("bank", "FT9", "0011", 500, december, None, period=DAY)

    class December:
        def now(self) -> datetime:
            return december

        def monotonic(self) -> float:
            return 0.0

    journal = Journal.open(None, hub_codec(), MASTER, December())
    journal.append([("s", late)])
    answer = Intake(database, hub_codec(), December()).take(HUB, journal.public_rows(0, 10), 1)
    journal.close()
    assert isinstance(answer, Taken)
    with database.reading() as connection:
        for table in schema.PARTITIONED:
            assert connection.execute(text(f"SELECT count(*) FROM {table}_2026_12")).scalar_one() > 0
