"""A disk in memory that loses power: what was not synced is kept, lost or torn in sectors; names go back as well.

The model, stricter than a journalling file system: between two syncs of a file each 512-byte sector keeps any content
it had; a file that grew has any of the sizes it had, and where its data is missing zeros or garbage stand; a truncation
is undone whole, with all that came after it in that file. A name that was made, replaced or deleted is certain only
once its directory was synced. After a failed sync the pages count as clean and are lost (Rebello et al., ATC'20).
"""

from __future__ import annotations

import errno
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

SECTOR = 512
IN_MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - a folder of its own is made in it
"""Where real files are made that need no disk: what a disk would do to them is simulated."""


class PowerOff(Exception):
    """The power is off: this call and all after it do nothing."""


class DiskRefused(OSError):
    """The disk says no: `errno` is ENOSPC, EIO or EROFS."""


@dataclass(slots=True)
class _Written:
    """Whole sectors that were written, from `offset` to `end`: what stood there, and how long the file was."""

    offset: int
    end: int
    before: bytes
    size: int
    sure: set[int] = field(default_factory=set)


@dataclass(slots=True)
class _Truncated:
    """An end that was cut off."""

    size: int
    tail: bytes


class File:
    """One file's bytes as programs see them, and what of it is not on the disk yet, oldest first."""

    __slots__ = ("data", "log", "lost")

    def __init__(self, data: bytes = b"") -> None:
        self.data = bytearray(data)
        self.log: list[_Written | _Truncated] = []
        self.lost = 0
        """So many of the first entries of `log` a failed sync has dropped: no later one brings them to the disk."""

    def write(self, data: bytes, offset: int) -> None:
        """Put bytes at a place, also beyond the end."""
        size, end = len(self.data), offset + len(data)
        first, last = offset - offset % SECTOR, end + -end % SECTOR
        self.log.append(_Written(first, last, bytes(self.data[first:last]), size))
        if offset > size:
            self.data.extend(bytes(offset - size))
        self.data[offset:end] = data

    def truncate(self, size: int) -> None:
        """Cut the end off."""
        if size < len(self.data):
            self.log.append(_Truncated(size, bytes(self.data[size:])))
            del self.data[size:]

    def sync(self) -> None:
        """All of it is on the disk now, but for what a failed sync has dropped and nobody has written again."""
        if not self.lost:
            self.log.clear()
            return
        dropped, later = self.log[: self.lost], self.log[self.lost :]
        if later:
            dropped = [entry for entry in dropped if isinstance(entry, _Written)]
        sure = {at for entry in later if isinstance(entry, _Written) for at in range(entry.offset, entry.end, SECTOR)}
        for entry in dropped:
            if isinstance(entry, _Written):
                entry.sure |= sure
        self.log, self.lost = dropped, len(dropped)

    def drop(self) -> None:
        """A sync failed: what it should have written will never be."""
        self.lost = len(self.log)

    def settle(self, random: Random, kept: float) -> None:
        """The power went: a sector stays with probability `kept`, else it goes back by one write or more."""
        log, data = self.log, self.data
        cuts = [at for at, entry in enumerate(log) if isinstance(entry, _Truncated)]
        stands = len(cuts) if random.random() < kept else random.randint(0, len(cuts))
        if stands < len(cuts):
            for entry in reversed(log[cuts[stands] :]):
                _undo(data, entry)
            del log[cuts[stands] :]
        since = cuts[stands - 1] + 1 if stands else 0
        sizes = [entry.size for entry in log[since:]]
        size = len(data) if not sizes or random.random() < kept else random.choice([*sizes, len(data)])
        for entry in reversed(log):
            if isinstance(entry, _Written):
                _tear(data, entry, random, kept)
        del data[size:]
        self.log, self.lost = [], 0


def _undo(data: bytearray, entry: _Written | _Truncated) -> None:
    """Take an operation back, the latest first."""
    if isinstance(entry, _Truncated):
        del data[entry.size :]
        data.extend(entry.tail)
        return
    data[entry.offset : entry.offset + len(entry.before)] = entry.before
    del data[entry.size :]


def _tear(data: bytearray, entry: _Written, random: Random, kept: float) -> None:
    for place in range(entry.offset, entry.end, SECTOR):
        at = place - entry.offset
        if place >= len(data):
            return
        if place in entry.sure or random.random() < kept:
            continue
        old = entry.before[at : at + SECTOR]
        missing = min(SECTOR, len(data) - place) - len(old)
        if missing > 0:  # the file ended here: nobody knows what lies beyond
            old += bytes(missing) if random.random() < 0.5 else random.randbytes(missing)
        data[place : place + len(old)] = old


@dataclass(slots=True)
class Fault:
    """The disk refuses: `error` is an errno, `at` the how manieth of the operations `of` it meets first.

    :param lasting: it goes on refusing them; else it is once.
    """

    error: int
    of: frozenset[str]
    at: int = 1
    lasting: bool = True
    seen: int = 0

    def meets(self, operation: str) -> bool:
        """Whether this operation is refused."""
        if operation not in self.of:
            return False
        self.seen += 1
        return self.seen == self.at or (self.lasting and self.seen > self.at)


FULL = frozenset({"create", "write"})
SYNC = frozenset({"sync"})
WRITES = frozenset({"create", "write", "truncate", "delete"})


class Disk:
    """One directory of files. Every write, truncation, sync, deletion and creation is one tick.

    :param random: decides what a cut leaves.
    :param lying: a sync returns and has done nothing, as a bad drive does.
    """

    def __init__(self, random: Random, *, lying: bool = False) -> None:
        self.random = random
        self.lying = lying
        self.files: dict[str, File] = {}
        self._before: dict[str, list[File | None]] = {}
        self.ticks = 0
        self.cut_at: int | None = None
        self.on = True
        self.builtin = False
        """Whether Python's own SQLite uses it, not apsw's."""
        self.life = 0
        self.fault: Fault | None = None

    def cut_in(self, ticks: int | None) -> None:
        """Let the power go at the how manieth operation from now on; None lets it stay."""
        self.cut_at = None if ticks is None else self.ticks + ticks

    def power_on(self) -> None:
        """After a cut: what the disk holds is decided, and it can be used again."""
        kept = self.random.choice((0.1, 0.5, 0.5, 0.9))
        for name, before in self._before.items():
            if self.random.random() >= kept:
                chosen = self.random.choice(before)
                if chosen is None:
                    self.files.pop(name, None)
                else:
                    self.files[name] = chosen
        self._before.clear()
        for file in self.files.values():
            file.settle(self.random, kept)
        self.on, self.cut_at = True, None
        self.restarted()

    def restarted(self) -> None:
        """The program was started again: handles of the one before are dead, the files are as it left them."""
        self.life += 1

    def image(self) -> Mapping[str, bytes]:
        """The files as they are, to `load` into another disk."""
        return {name: bytes(file.data) for name, file in self.files.items()}

    def load(self, image: Mapping[str, bytes]) -> None:
        """Hold these files, safely on the disk."""
        self.files = {name: File(data) for name, data in image.items()}
        self._before.clear()

    def contains(self, needles: Iterable[bytes]) -> bool:
        """Whether one of these bytes stands in any file."""
        return any(needle in file.data for needle in needles for file in self.files.values())

    # -- operations

    def open(self, name: str, *, create: bool) -> File:
        """A file by its name.

        :raises FileNotFoundError: when there is none and none is to be made.
        """
        self._awake()
        file = self.files.get(name)
        if file is not None:
            return file
        if not create:
            raise FileNotFoundError(errno.ENOENT, name)
        self._refused("create")
        self._note(name)
        file = self.files[name] = File()
        self._tick()
        return file

    def delete(self, name: str, *, sync: bool) -> None:
        """Take a name away; with `sync` the directory is synced after it."""
        self._awake()
        if name not in self.files:
            raise FileNotFoundError(errno.ENOENT, name)
        self._refused("delete")
        self._note(name)
        del self.files[name]
        self._tick()
        if sync:
            self.sync_names()

    def write(self, file: File, data: bytes, offset: int) -> None:
        """See `File.write`."""
        self._awake()
        self._refused("write")
        file.write(data, offset)
        self._tick()

    def truncate(self, file: File, size: int) -> None:
        """See `File.truncate`."""
        self._awake()
        self._refused("truncate")
        file.truncate(size)
        self._tick()

    def sync(self, file: File, *, names: bool) -> None:
        """See `File.sync`; with `names` the directory is synced as well."""
        self._awake()
        try:
            self._refused("sync")
        except DiskRefused:
            file.drop()
            raise
        self._tick()
        if not self.lying:
            file.sync()
        if names:
            self.sync_names()

    def sync_names(self) -> None:
        """Which names there are is on the disk."""
        self._awake()
        self._tick()
        if not self.lying:
            self._before.clear()

    def _note(self, name: str) -> None:
        self._before.setdefault(name, []).append(self.files.get(name))

    def _awake(self) -> None:
        if not self.on:
            raise PowerOff

    def _refused(self, operation: str) -> None:
        if self.fault is not None and self.fault.meets(operation):
            raise DiskRefused(self.fault.error, operation)

    def _tick(self) -> None:
        self.ticks += 1
        if self.cut_at is not None and self.ticks >= self.cut_at:
            self.on = False
            raise PowerOff
