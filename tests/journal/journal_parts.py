"""A journal of two small events, its file to damage or to hold elsewhere, and a clock that counts."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import ClassVar

from kiosk.clock import VIETNAM
from kiosk.journal import Codec, Journal, MasterKey, Row
from kiosk.privacy import Basic

MASTER = MasterKey(bytes(range(32)))
NAME = "Nguyễn Văn Thử Nghiệm"


@dataclass(frozen=True, slots=True)
class Sample:
    """The root of the tests' events."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Arrived(Sample):
    number: int
    full_name: Basic[str]


@dataclass(frozen=True, slots=True)
class Left(Sample):
    number: int


class CountingClock:
    """A second passes with each look."""

    def __init__(self) -> None:
        self._seconds = 0

    def now(self) -> datetime:
        self._seconds += 1
        return datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM) + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        return float(self._seconds)


def codec() -> Codec:
    return Codec((Sample,))


@contextmanager
def journal_at(path: Path, master: MasterKey = MASTER) -> Iterator[Journal]:
    journal = Journal.open(path, codec(), master, CountingClock())
    try:
        yield journal
    finally:
        journal.close()


def looked_at(path: Path) -> list[Row]:
    """All rows, by somebody who only looks."""
    journal = Journal.look(path, codec(), MASTER, CountingClock())
    try:
        return list(journal.rows())
    finally:
        journal.close()


@contextmanager
def held_elsewhere(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the journal open, until it is killed."""
    here = str(Path(__file__).parent)
    code = "import sys; sys.path.insert(0, sys.argv[1]); import journal_parts; journal_parts.hold(sys.argv[2])"
    with subprocess.Popen([sys.executable, "-c", code, here, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        try:
            yield holder
        finally:
            holder.kill()


def hold(path: str) -> None:
    """Keep a journal open for ever."""
    with journal_at(Path(path)):
        sys.stdout.write("open\n")
        sys.stdout.flush()
        time.sleep(600)


def filled(path: Path, visits: int = 5) -> tuple[int, str]:
    """Write two rows a visit; the last row's number and hash."""
    with journal_at(path) as journal:
        for number in range(visits):
            journal.append([(f"v{number}", Arrived(number, NAME))])
            journal.append([(f"v{number}", Left(number))])
        return journal.seq, journal.head


def tamper(path: Path, *statements: str) -> None:
    """Change the file as somebody would who has it: the triggers go first."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("DROP TRIGGER IF EXISTS journal_is_not_changed")
    connection.execute("DROP TRIGGER IF EXISTS journal_is_not_cut")
    for statement in statements:
        connection.execute(statement)
    connection.close()
