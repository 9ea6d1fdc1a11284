"""The archives of a hub's journal: earlier files of the same chain beside it, never changed and never deleted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from kiosk.journal import Journal, PublicRow, sql


def archive_of(journal: Path, day: date) -> Path:
    """Where a journal turned over on this day is kept."""
    name = journal.with_name(f"{journal.stem}-until-{day.isoformat()}{journal.suffix}")
    count = 1
    while name.exists():
        count += 1
        name = journal.with_name(f"{journal.stem}-until-{day.isoformat()}-{count}{journal.suffix}")
    return name


def archives_of(journal: Path) -> tuple[Path, ...]:
    """The archives of a journal, oldest first."""
    return tuple(sorted((file for file in _named(journal) if not _same(file, journal)), key=_last_seq))


def second_names_of(journal: Path) -> tuple[Path, ...]:
    """Names of archives that are the journal itself: a turn-over was cut off before its last step."""
    return tuple(file for file in _named(journal) if _same(file, journal))


def _named(journal: Path) -> tuple[Path, ...]:
    return tuple(journal.parent.glob(f"{_plain(journal.stem)}-until-*{_plain(journal.suffix)}"))


def _same(file: Path, journal: Path) -> bool:
    return journal.exists() and file.samefile(journal)


def _plain(text: str) -> str:
    return "".join(f"[{sign}]" if sign in "[*?" else sign for sign in text)


def _last_seq(archive: Path) -> int:
    with closing(reading(archive)) as connection:
        return sql.head(connection)[0]


def reading(path: Path) -> sqlite3.Connection:
    """A journal's file for reading; nothing is written beside it either."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


class WholeChain:
    """A journal with the rows of its archives before its own, for a database that lacks some of those too."""

    def __init__(self, journal: Journal, path: Path | None) -> None:
        self._journal = journal
        self._path = path

    @property
    def seq(self) -> int:
        """See `Chain`."""
        return self._journal.seq

    @property
    def head(self) -> str:
        """See `Chain`."""
        return self._journal.head

    def public_rows(self, after: int, limit: int) -> tuple[PublicRow, ...]:
        """See `Chain`. When the archive with those rows is gone there is a gap, and whoever takes them sees it."""
        if self._path is not None and after < self._journal.base[0]:
            for rows in self._archived(self._path, after, limit):
                return rows
        return self._journal.public_rows(after, limit)

    def _archived(self, path: Path, after: int, limit: int) -> Iterator[tuple[PublicRow, ...]]:
        for archive in archives_of(path):
            with closing(reading(archive)) as connection:
                if sql.base(connection)[0] <= after < sql.head(connection)[0]:
                    yield sql.public_rows(connection, after, limit)
