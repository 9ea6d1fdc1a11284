"""A journal that had rows is never begun anew by itself; one that was torn off, or is damaged, is looked at closely."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from journal_parts import MASTER, NAME, Arrived, CountingClock, Left, codec, filled, held_elsewhere, journal_at

from kiosk.journal import Journal, JournalDamaged, JournalUnavailable
from kiosk.journal.lock import WriterLock, begun


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.db"


@pytest.mark.parametrize("emptied", [False, True])
def test_a_journal_that_is_gone_or_empty_stops_the_station_and_no_new_one_begins(path: Path, emptied: bool) -> None:
    filled(path, 1)
    path.unlink()
    if emptied:
        path.touch()
    for _ in range(2):
        with pytest.raises(JournalDamaged, match="its rows are gone"), journal_at(path):
            pass
    assert not path.exists() or path.stat().st_size == 0
    path.with_name("journal.db.lock").unlink()  # as the message says, for who wants a new one
    with journal_at(path) as journal:
        assert journal.seq == 0


@pytest.mark.parametrize("emptied", [False, True])
def test_a_journal_taken_away_under_its_writer_takes_no_row_more(path: Path, emptied: bool) -> None:
    with journal_at(path) as journal:
        journal.append([("v1", Left(1))])
        if emptied:
            path.write_bytes(b"")
        else:
            path.unlink()
        with pytest.raises(sqlite3.DatabaseError):
            journal.append([("v1", Left(2))])
    with pytest.raises(JournalDamaged), journal_at(path):
        pass


def test_a_journal_without_rows_may_go(path: Path) -> None:
    with journal_at(path):
        pass
    assert not begun(path)
    path.unlink()
    with journal_at(path) as journal:
        journal.append([("v1", Left(1))])
        assert begun(path)


def test_the_mark_stands_before_the_first_row_does(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with journal_at(path) as journal:
        monkeypatch.setattr(Journal, "_append", lambda _self, _entries: pytest.fail("the row came first"))
        monkeypatch.setattr(os, "fsync", _full)
        with pytest.raises(OSError, match="full"):
            journal.append([("v1", Left(1))])
        monkeypatch.undo()


def _full(_file: int) -> None:
    raise OSError(errno.ENOSPC, "full")


def test_a_journal_of_an_earlier_release_is_marked_when_it_is_opened(path: Path) -> None:
    filled(path, 1)
    path.with_name("journal.db.lock").write_bytes(b"")
    with journal_at(path):
        assert begun(path)


def test_after_a_writer_that_was_killed_every_page_and_index_is_looked_at(path: Path) -> None:
    filled(path, 40)
    with sqlite3.connect(path) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'personal_subject'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = bytes(size)
    path.write_bytes(content)
    with journal_at(path) as journal:
        assert journal.seq == 80, "the rows themselves are whole, and nobody was cut off"
    content = bytearray(path.read_bytes())
    with held_elsewhere(path):
        pass
    with pytest.raises(JournalDamaged), journal_at(path):
        pass
    assert path.read_bytes() == bytes(content)


def test_a_writer_that_ended_by_itself_leaves_word_of_it(path: Path) -> None:
    filled(path, 1)
    lock = WriterLock(path)
    assert (lock.begun, lock.torn_off) == (True, False)
    lock.release()
    with held_elsewhere(path):
        pass  # it is killed there
    lock = WriterLock(path)
    assert (lock.begun, lock.torn_off) == (True, True)
    lock.release()
    assert WriterLock(path).torn_off, "who only takes the lock says nothing about the journal"


def test_a_schema_that_is_no_text_any_more_is_told_as_damage(path: Path) -> None:
    filled(path, 1)
    content = bytearray(path.read_bytes())
    at = content.index(b"    BEGIN SELECT RAISE")
    content[at + 8] = 0xCE
    path.write_bytes(content)
    with pytest.raises(JournalDamaged), journal_at(path):
        pass
    assert path.read_bytes() == bytes(content)


def test_one_persons_damaged_key_is_not_taken_for_another_master_key(path: Path) -> None:
    filled(path, 5)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE subject_key SET wrapped = zeroblob(60) WHERE subject = 'v0'")
    connection.close()
    with pytest.raises(JournalDamaged, match="row 1"), journal_at(path):
        pass


@pytest.mark.parametrize(
    ("code", "full"), [(sqlite3.SQLITE_FULL, True), (sqlite3.SQLITE_READONLY, False), (sqlite3.SQLITE_IOERR, False)]
)
def test_a_disk_that_refuses_at_the_start_is_not_called_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch, code: int, full: bool
) -> None:
    filled(path, 1)

    def refuses(_connection: object) -> None:
        error = sqlite3.OperationalError("the disk refuses")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr("kiosk.journal.sql.prepare", refuses)
    with pytest.raises(JournalUnavailable) as caught, journal_at(path):
        pass
    assert caught.value.full is full
    assert "damaged" not in str(caught.value)


class Full:
    """A connection whose first write of a transaction is refused until there is room."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.full = False

    def execute(self, sql: str, parameters: tuple[object, ...] = (), /) -> sqlite3.Cursor:
        if self.full and sql.startswith("INSERT INTO journal"):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return self._connection.execute(sql, parameters)

    def close(self) -> None:
        self._connection.close()


def test_with_room_made_for_it_a_row_is_written_once_and_without_it_is_told() -> None:
    disk = Full(sqlite3.connect(":memory:", isolation_level=None))
    with closing(Journal(disk, codec(), MASTER, CountingClock(), "full")) as journal:
        disk.full = True
        with pytest.raises(sqlite3.OperationalError, match="full"):
            journal.append([("v1", Arrived(1, NAME))])
        asked: list[bool] = []

        def make_room() -> bool:
            asked.append(True)
            disk.full = False
            return True

        journal.make_room = make_room
        journal.append(iter([("v1", Arrived(1, NAME)), ("v1", Left(1))]))
        assert asked == [True]
        assert [row.event for row in journal.rows()] == [Arrived(1, NAME), Left(1)]
        assert journal.verify().whole


def test_of_a_key_that_was_erased_no_copy_is_left_in_the_file(path: Path) -> None:
    with journal_at(path) as journal:
        for number in range(150):
            journal.append([(f"v{number:036}", Arrived(number, NAME))])
        keys = dict(iter(journal._connection.execute("SELECT subject, wrapped FROM subject_key")))
        order = sorted(keys)
        Random(5).shuffle(order)
        for start in range(0, len(order), 25):
            for subject in order[start : start + 25]:
                journal.erase(subject)
            content = path.read_bytes()
            there = [subject for subject, key in keys.items() if key in content]
            assert sorted(there) == sorted(order[start + 25 :])
