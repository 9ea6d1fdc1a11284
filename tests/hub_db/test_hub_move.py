"""A hub moves from its SQLite file to PostgreSQL: every row, the same ledger, and again after any stop."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from db_parts import MASTER, STATION, Cut, TickingClock, contents, cut_at, ledger_bytes, payments, rows_of, take_all
from sqlalchemy import insert

from kiosk.config import StationConfig, parse_config
from kiosk.hub.db import schema
from kiosk.hub.db.commands import init, open_database, rebuild_into, status
from kiosk.hub.db.engine import Database, postgresql_database
from kiosk.hub.intake import HUB
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, PublicRow
from kiosk.journal.lock import WriterLock
from kiosk.life import move as moving
from kiosk.life.backup import backup, restore
from kiosk.life.dump import NotDumped
from kiosk.life.move import NotMoved, move

LEAST = """
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01001"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[hub]
journal = "hub.db"
"""


@contextmanager
def empty_database(address: str, name: str) -> Iterator[tuple[str, Database]]:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    named = address.replace("/postgres?", f"/{name}?")
    with closing(postgresql_database(named, None)) as database:
        yield named, database


@pytest.fixture
def money() -> tuple[PublicRow, ...]:
    """The rows of a hub's journal; ten of them are not in its database yet."""
    return rows_of(payments(30))


@pytest.fixture
def config(tmp_path: Path, money: tuple[PublicRow, ...]) -> StationConfig:
    """A hub with money, a station's rows and a station's history in its file."""
    found = parse_config(LEAST, base=tmp_path)
    init(found, TickingClock())
    with closing(open_database(found)) as database:
        take_all(database, money[:50])
        take_all(database, rows_of(payments(3, first=100)), STATION)
        with database.writing() as connection:
            row = {"station": "K03", "at": "2026-11-26T07:00:00+07:00", "state": "open", "version": "1"}
            more = {"configuration": "", "devices": "{}", "problems": "[]"}
            connection.execute(insert(schema.station_history), row | more)
    return found


def moved_config(config: StationConfig, line: str) -> StationConfig:
    assert config.hub.journal is not None
    return parse_config(LEAST + line + "\n", base=config.hub.journal.parent)


def test_every_row_comes_over_the_ledger_is_the_same_and_the_hub_goes_on_there(
    config: StationConfig, postgres: str, tmp_path: Path, money: tuple[PublicRow, ...]
) -> None:
    with empty_database(postgres, "whole") as (address, target), closing(open_database(config)) as source:
        moved = move(config, address, None, TickingClock())
        assert contents(target) == contents(source)
        assert ledger_bytes(target) == ledger_bytes(source)
        assert set(moved.tables) == set(schema.metadata.tables)
        assert (moved.tables["journal_row"], moved.journal_rows) == (56, 56)
        after = moved_config(config, moved.line)
        take_all(target, money)
        assert status(after).trial_balance == 0
        assert {row.id: row.last_seq for row in status(after).sources} == {HUB: 60, STATION: 6}
        assert rebuild_into(after, tmp_path / "again.db", TickingClock()).same
        with pytest.raises(NotMoved, match="already"):
            move(after, address, None, TickingClock())


def test_stopped_anywhere_it_goes_on_and_ends_with_the_same(
    config: StationConfig, postgres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "PAGE", 20)
    with empty_database(postgres, "stopped") as (address, target):
        with monkeypatch.context() as patch:
            copy, tables = moving._copy, []

            def copied(source: Database, into: Database, table: object) -> int:
                if table is schema.ledger_entry:
                    with cut_at(into, 8):
                        return copy(source, into, table)  # type: ignore[arg-type]
                tables.append(table)
                return copy(source, into, table)  # type: ignore[arg-type]

            patch.setattr(moving, "_copy", copied)
            with pytest.raises(Cut):
                move(config, address, None, TickingClock())
            assert schema.journal_row in tables
        heads = contents(target)["source"]
        assert {row[1] for row in heads} == {0}, "until all is over it is nobody's"
        again = move(config, address, None, TickingClock())
        with closing(open_database(config)) as source:
            assert contents(target) == contents(source)
        assert move(config, address, None, TickingClock()).tables == again.tables


def test_it_is_refused_while_the_hub_runs_and_into_a_database_of_another_hub(
    config: StationConfig, postgres: str
) -> None:
    assert config.hub.journal is not None
    lock = WriterLock(config.hub.journal)
    with pytest.raises(NotMoved, match="the hub runs"):
        move(config, postgres, None, TickingClock())
    lock.release()
    with empty_database(postgres, "strange") as (address, target):
        moving.upgrade(target)
        moving.ensure_month(target, "2026-11")
        take_all(target, rows_of(payments(2, first=50)))
        with pytest.raises(NotMoved, match="another hub"):
            move(config, address, None, TickingClock())
        take_all(target, rows_of(payments(1)), "K09~00000000")
        with pytest.raises(NotMoved, match="another hub"):
            move(config, address, None, TickingClock())


def test_a_hub_on_postgresql_is_backed_up_with_its_database_and_restored_into_an_empty_one(
    config: StationConfig, postgres: str, tmp_path: Path
) -> None:
    assert config.hub.journal is not None
    key, clock = bytes(range(32)), TickingClock()
    with empty_database(postgres, "kept") as (address, kept), empty_database(postgres, "back") as (other, back):
        after = moved_config(config, move(config, address, None, clock).line)
        Journal.open(config.hub.journal, hub_codec(), MASTER, clock).close()
        file, manifest = backup(after, "hub", tmp_path, key, clock)
        assert manifest.tables["journal_row"] == 56
        config.hub.journal.unlink()
        with pytest.raises(NotDumped, match="not empty"):
            restore(after, "hub", file, key, hub_codec(), MASTER, clock)
        assert not config.hub.journal.exists()
        restore(moved_config(config, f'database = "{other}"'), "hub", file, key, hub_codec(), MASTER, clock)
        assert contents(back) == contents(kept)
        assert config.hub.journal.exists()
