"""The journal: what is committed is on the disk and stays as it was; what was changed is seen; the erased are gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from journal_parts import (
    MASTER,
    NAME,
    Arrived,
    CountingClock,
    Left,
    codec,
    filled,
    held_elsewhere,
    journal_at,
    looked_at,
    tamper,
)

from kiosk.journal import Journal, JournalDamaged, JournalUnavailable, MasterKey, UnknownKind, WrongMasterKey


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


def test_rows_come_back_in_order_over_a_restart(path: Path) -> None:
    filled(path, 2)
    with journal_at(path) as journal:
        assert [(row.seq, row.subject, row.event) for row in journal.rows()] == [
            (1, "v0", Arrived(0, NAME)),
            (2, "v0", Left(0)),
            (3, "v1", Arrived(1, NAME)),
            (4, "v1", Left(1)),
        ]
        assert [row.seq for row in journal.rows(after=2)] == [3, 4]
        assert all(row.recorded_at.utcoffset() is not None for row in journal.rows())
        assert journal.verify().whole


def test_a_commit_is_synced_whole_under_a_rollback_journal_and_never_a_wal(path: Path) -> None:
    with journal_at(path) as journal:
        pragma = journal._connection.execute
        assert pragma("PRAGMA synchronous").fetchone() == (3,)  # EXTRA
        assert pragma("PRAGMA journal_mode").fetchone() == ("truncate",)
        assert pragma("PRAGMA secure_delete").fetchone() == (1,)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.attack
@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal SET body = '{}' WHERE seq = 1", "DELETE FROM journal", "DELETE FROM journal WHERE seq = 9"],
)
def test_rows_are_neither_changed_nor_deleted(path: Path, statement: str) -> None:
    filled(path, 5)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        connection.execute(statement)
    connection.close()


@pytest.mark.attack
@pytest.mark.parametrize(
    ("what", "broken_at"),
    [
        ("UPDATE journal SET body = replace(body, '2', '3') WHERE seq = 6", 6),
        ("UPDATE journal SET subject = 'v9' WHERE seq = 3", 3),
        ("UPDATE journal SET recorded_at = '2026-01-01T00:00:00+07:00' WHERE seq = 4", 4),
        ("UPDATE journal SET kind = 'Left' WHERE seq = 3", 3),
        ("UPDATE journal SET version = 2 WHERE seq = 3", 3),
        ("UPDATE journal SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 4", 4),
        ("UPDATE personal SET salt = zeroblob(16) WHERE seq = 5", 5),
        ("UPDATE personal SET ciphertext = zeroblob(60) WHERE seq = 5", 5),
        ("DELETE FROM journal WHERE seq = 4", 5),
        ("DELETE FROM journal WHERE seq <= 2", 3),
    ],
)
def test_a_changed_or_missing_row_is_found(path: Path, what: str, broken_at: int) -> None:
    filled(path)
    tamper(path, "PRAGMA foreign_keys = OFF", what)
    connection = sqlite3.connect(path, isolation_level=None)
    report = Journal(connection, codec(), MASTER, CountingClock(), "damaged").verify()
    connection.close()
    assert not report.whole
    assert report.broken_at == broken_at


@pytest.mark.attack
def test_an_inserted_row_is_found(path: Path) -> None:
    filled(path)
    tamper(
        path,
        "INSERT INTO journal SELECT 11, subject, kind, version, recorded_at, body, NULL, hash, hash"
        " FROM journal WHERE seq = 10",
    )
    with pytest.raises(JournalDamaged) as caught, journal_at(path):
        pass
    assert caught.value.what == "the chain breaks at row 11"


@pytest.mark.attack
def test_a_cut_off_end_shows_against_the_number_and_hash_known_elsewhere(path: Path) -> None:
    known = filled(path)
    tamper(path, "DELETE FROM personal WHERE seq > 7", "DELETE FROM journal WHERE seq > 7")
    with journal_at(path) as journal:
        assert journal.verify().whole, "a chain alone cannot see its own missing end"
        assert (journal.seq, journal.head) != known


@pytest.mark.attack
def test_swapped_personal_parts_are_found(path: Path) -> None:
    filled(path)
    tamper(
        path,
        "UPDATE personal SET ciphertext = (SELECT ciphertext FROM personal WHERE seq = 1),"
        " nonce = (SELECT nonce FROM personal WHERE seq = 1), salt = (SELECT salt FROM personal WHERE seq = 1)"
        " WHERE seq = 3",
    )
    with pytest.raises(JournalDamaged), journal_at(path):
        pass


def test_an_erased_person_leaves_a_whole_chain_and_no_byte(path: Path) -> None:
    filled(path)
    assert NAME.encode() not in path.read_bytes(), "names are never in the file in the open"
    with journal_at(path) as journal:
        sealed = journal._connection.execute("SELECT ciphertext FROM personal WHERE subject = 'v2'").fetchone()[0]
        wrapped = journal._connection.execute("SELECT wrapped FROM subject_key WHERE subject = 'v2'").fetchone()[0]
        assert sealed in path.read_bytes()
        assert wrapped in path.read_bytes()
        journal.erase("v2")
        for left in path.parent.iterdir():
            content = left.read_bytes()
            assert sealed not in content
            assert wrapped not in content
        assert journal.verify().whole
        events = {row.seq: row.event for row in journal.rows()}
        assert events[5] is None
        assert events[6] == Left(2)
        assert events[7] == Arrived(3, NAME)
        journal.append([("v2", Arrived(9, NAME))])
        assert [row.event for row in journal.rows(after=10)] == [Arrived(9, NAME)]
        assert journal.verify().whole


@pytest.mark.attack
def test_another_master_key_opens_nothing(path: Path) -> None:
    filled(path)
    with pytest.raises(WrongMasterKey), journal_at(path, MasterKey(bytes(32))):
        pass


def test_a_master_key_has_thirty_two_bytes() -> None:
    with pytest.raises(ValueError, match="31 bytes"):
        MasterKey(bytes(31))


@pytest.mark.parametrize("damage", ["text", "header", "page"])
def test_a_damaged_file_is_told_and_kept(path: Path, damage: str) -> None:
    filled(path, 60)
    content = bytearray(path.read_bytes())
    if damage == "text":
        content = bytearray(b"this is no database" * 500)
    elif damage == "header":
        content[:16] = bytes(16)
    else:
        content[4096:] = bytes(len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(JournalDamaged, match="Keep the file"), journal_at(path):
        pass
    assert path.read_bytes() == content


def test_a_journal_somebody_else_holds_or_without_a_folder_is_not_called_damaged(path: Path) -> None:
    filled(path, 1)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    opened = sqlite3.connect

    def impatient(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = opened(*args, **options)
        connection.execute("PRAGMA busy_timeout = 0")
        return connection

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", impatient)
        patch.setattr("kiosk.journal.sql.PRAGMAS", ())
        with pytest.raises(JournalUnavailable), journal_at(path):
            pass
    holder.close()
    with pytest.raises(JournalUnavailable), journal_at(path.parent / "nowhere" / "journal.db"):
        pass


def test_a_batch_is_written_whole_or_not_at_all(path: Path) -> None:
    with journal_at(path) as journal:
        with pytest.raises(TypeError):
            journal.append([("v1", Arrived(1, NAME)), ("v1", Arrived(2, object()))])  # type: ignore[arg-type]
        assert (journal.seq, list(journal.rows())) == (0, [])
        journal.append([("v1", Arrived(1, NAME))])
        assert [row.event for row in journal.rows()] == [Arrived(1, NAME)]
    with journal_at(path) as journal:
        assert [row.event for row in journal.rows()] == [Arrived(1, NAME)]


def test_a_second_writer_is_stopped_and_the_chain_stays_whole(path: Path) -> None:
    with journal_at(path) as first:
        # What holds no lock, as a copy of the program that knows of none, is stopped by the chain itself.
        connection = sqlite3.connect(path, isolation_level=None)
        second = Journal(connection, codec(), MASTER, CountingClock(), "second")
        first.append([("v1", Left(1))])
        with pytest.raises(sqlite3.IntegrityError):
            second.append([("v2", Left(2))])
        second.close()
        assert first.verify().whole
        assert [row.event for row in first.rows()] == [Left(1)]


def test_two_processes_never_have_one_journal_open(path: Path) -> None:
    filled(path, 1)
    with held_elsewhere(path) as holder:
        with pytest.raises(JournalUnavailable, match="another process holds it"), journal_at(path):
            pass
        assert [row.seq for row in looked_at(path)] == [1, 2]
        holder.kill()  # and never had a chance to let go
        holder.wait()
        with journal_at(path) as journal:
            with pytest.raises(JournalUnavailable), journal_at(path):
                pass
            journal.append([("v2", Left(2))])
    assert [row.seq for row in looked_at(path)] == [1, 2, 3]


def test_who_only_looks_writes_nothing(path: Path) -> None:
    filled(path, 1)
    content = path.read_bytes()
    journal = Journal.look(path, codec(), MASTER, CountingClock())
    with pytest.raises(sqlite3.OperationalError):
        journal.append([("v1", Left(1))])
    journal.close()
    assert path.read_bytes() == content
    with pytest.raises(JournalUnavailable):
        Journal.look(path.with_name("nowhere.db"), codec(), MASTER, CountingClock())


class FullDisk:
    """A connection whose commit fails, and which has rolled back by itself, as SQLite does on a full disk."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> sqlite3.Cursor:
        if sql == "COMMIT" and self._connection.total_changes > 0:
            self._connection.execute("ROLLBACK")
            raise sqlite3.OperationalError("database or disk is full")
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        self._connection.close()


def test_the_error_told_is_the_first_one() -> None:
    disk = FullDisk(sqlite3.connect(":memory:", isolation_level=None))
    journal = Journal(disk, codec(), MASTER, CountingClock(), "full")
    with pytest.raises(sqlite3.OperationalError, match="disk is full"):
        journal.append([("v1", Left(1))])
    assert (journal.seq, list(journal.rows())) == (0, [])
    journal.close()


def test_a_row_of_a_newer_release_is_told(path: Path) -> None:
    filled(path, 1)
    with journal_at(path) as journal:
        journal._codec = codec().__class__(())
        with pytest.raises(UnknownKind, match="newer release"):
            list(journal.rows())


def test_the_last_row_of_a_kind_is_found(path: Path) -> None:
    filled(path, 3)
    with journal_at(path) as journal:
        assert [journal.last_seq_of(kind) for kind in ("Arrived", "Left", "Other")] == [5, 6, 0]
