"""A full disk: the visit under way ends as it should, nobody begins, staff read why, and with room it serves again."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from station_parts import Lobby

from kiosk.journal import JournalUnavailable
from kiosk.loop import Callback
from kiosk.space import LEAST_FREE, LOOK_S, Ballast, Space, require_room
from kiosk.visit.view import Screen

SIZE = 1 << 20


def held(disk: Bound) -> bool:
    """Whether the ballast is there at this moment."""
    return disk.ballast.there


class Bound:
    """A disk of a given room, for the ballast and everything else."""

    def __init__(self, folder: Path, lobby: Lobby) -> None:
        self.free = 10 * LEAST_FREE
        self.ballast = Ballast(folder / "journal.db", SIZE)
        self._lobby = lobby
        self.space = Space(self.ballast, self._later, lambda: self.free)

    def _later(self, seconds: float, then: Callback) -> Callback:
        return self._lobby.process.later(seconds, then)  # of the process that runs now


@pytest.fixture
def disk(lobby: Lobby, tmp_path: Path) -> Bound:
    disk = Bound(tmp_path, lobby)
    lobby.crash()
    lobby.space = disk.space
    lobby.boot()
    lobby.wait(0.1)
    return disk


def fills_up(lobby: Lobby, disk: Bound) -> None:
    """From now on the disk takes no row until the ballast is gone."""
    journal = lobby.station._journal
    insert: Callable[..., str] = journal._insert
    disk.free = 0

    def refused(*row: object) -> str:
        if disk.ballast.there:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return insert(*row)

    journal._insert = refused  # type: ignore[method-assign, assignment]


def test_a_visit_under_way_ends_and_then_the_station_is_out_of_service_and_says_why(lobby: Lobby, disk: Bound) -> None:
    lobby.at_payment()
    assert held(disk)
    fills_up(lobby, disk)
    lobby.hub.received_ = lobby.view.content.due  # type: ignore[union-attr]
    lobby.wait(5.0)
    assert lobby.shows(Screen.TICKET)
    assert not held(disk), "it is the room in which this was written"
    lobby.tray.take()
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLOSED)
    assert (lobby.view.trouble, lobby.view.desk) == ("disk", "2")
    assert len(lobby.registrations()) == 1
    lobby.tray.lay()
    lobby.process.post(lambda: lobby.station.begin_by_touch("vi"))
    lobby.wait(1.0)
    assert lobby.station.visit is None
    lobby.tray.take()
    disk.free = 10 * LEAST_FREE
    lobby.wait(LOOK_S + 1)
    assert lobby.shows(Screen.WELCOME)
    assert held(disk), "ready for the next time"
    lobby.at_face()


def test_nobody_begins_where_little_room_is_left_and_the_ballast_is_kept_for_who_is_there(
    lobby: Lobby, disk: Bound
) -> None:
    lobby.at_payment()
    disk.free = LEAST_FREE - 1
    lobby.wait(LOOK_S + 1)
    assert lobby.shows(Screen.PAYMENT)
    assert held(disk)
    lobby.hub.received_ = lobby.view.content.due  # type: ignore[union-attr]
    lobby.wait(5.0)
    lobby.tray.take()
    lobby.wait(1.0)
    assert lobby.shows(Screen.CLOSED)


def test_a_row_that_finds_no_room_even_so_ends_the_program_and_is_told(lobby: Lobby, disk: Bound) -> None:
    lobby.at_payment()
    disk.ballast.drop()
    journal = lobby.station._journal
    before = journal.seq

    def full(*_row: object) -> str:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    journal._insert = full  # type: ignore[method-assign, assignment]
    with pytest.raises(sqlite3.OperationalError, match="full"):
        lobby.station.note(object())
    assert journal.seq == before


def test_ballast_is_real_bytes_for_the_program_alone_or_none_at_all(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "journal.db", SIZE)
    assert ballast.make()
    [file] = tmp_path.iterdir()
    assert (file.stat().st_blocks * 512 >= SIZE, file.stat().st_mode & 0o077) == (True, 0)
    assert ballast.make(), "once is enough"
    assert ballast.drop()
    assert not ballast.drop()
    with pytest.MonkeyPatch.context() as patch:

        def full(*_arguments: int) -> None:
            raise OSError(errno.ENOSPC, "full")

        patch.setattr(os, "posix_fallocate", full)
        assert not ballast.make()
    assert list(tmp_path.iterdir()) == []


def test_a_start_without_room_to_write_down_what_it_finds_is_put_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_room(tmp_path / "nowhere" / "journal.db")  # that is told by who opens it
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=1_000))
    with pytest.raises(JournalUnavailable) as caught:
        require_room(tmp_path / "journal.db")
    assert caught.value.full
    assert Ballast(tmp_path / "journal.db").make()
    require_room(tmp_path / "journal.db")


def test_a_log_that_cannot_be_written_ends_nothing() -> None:
    code = (
        "import logging; from kiosk.logs import log_to_stderr; log_to_stderr()\n"
        "for _ in range(3): logging.getLogger('kiosk').warning('space', extra={'outcome': 'low'})\n"
        "print('goes on')"
    )
    with Path("/dev/full").open("w", encoding="ascii") as full:
        done = subprocess.run([sys.executable, "-c", code], stderr=full, stdout=subprocess.PIPE, text=True, check=False)
    assert done.stdout == "goes on\n"
