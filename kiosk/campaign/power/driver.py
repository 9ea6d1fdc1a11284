"""SQLite over the disk that loses power: a VFS in Python for apsw, and its connection as the journal's driver."""

from __future__ import annotations

import contextlib
import errno
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import apsw

from kiosk.campaign.power.disk import Disk, DiskRefused, File, PowerOff
from kiosk.simulation.world import Killed

VFS = "power"
_JOURNALS = apsw.SQLITE_OPEN_MAIN_JOURNAL | apsw.SQLITE_OPEN_SUPER_JOURNAL | apsw.SQLITE_OPEN_WAL


class PowerCut(Killed):
    """The power went while the program ran: as a kill, but the disk has lost what was not synced."""


class PowerVfs(apsw.VFS):
    """The files of whichever disk is plugged in. It does what the unix VFS does, and syncs where that one syncs.

    A database is held by one connection here, as a journal is, so locks are always granted.
    """

    def __init__(self) -> None:
        self.disk: Disk | None = None
        super().__init__(VFS, "")

    @property
    def plugged(self) -> Disk:
        """The disk in use."""
        assert self.disk is not None, "no disk is plugged in"
        return self.disk

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> Any:  # noqa: N802 - SQLite's names
        """See `apsw.VFS.xOpen`; a file without a name is a temporary one, which needs no disk."""
        if name is None:
            return _Handle(Disk(self.plugged.random), File(), names=False)
        text = name if isinstance(name, str) else name.filename()
        create = bool(flags[0] & apsw.SQLITE_OPEN_CREATE)
        with _told(apsw.SQLITE_CANTOPEN):
            return _Handle(self.plugged, self.plugged.open(text, create=create), create and bool(flags[0] & _JOURNALS))

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """See `apsw.VFS.xDelete`."""
        with _told(apsw.SQLITE_IOERR_DELETE):
            self.plugged.delete(filename, sync=syncdir)

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802, ARG002 - whoever may look may write
        """See `apsw.VFS.xAccess`."""
        return pathname in self.plugged.files

    def xFullPathname(self, name: str) -> str:  # noqa: N802
        """See `apsw.VFS.xFullPathname`."""
        return name

    def xRandomness(self, numbytes: int) -> bytes:  # noqa: N802
        """See `apsw.VFS.xRandomness`: of the seed, so that a trial can be played again."""
        return self.plugged.random.randbytes(numbytes)


class _Handle:
    """An open file, as SQLite asks it; dead once the power went or the program was started again."""

    __slots__ = ("_disk", "_file", "_life", "_names")

    def __init__(self, disk: Disk, file: File, names: bool) -> None:
        self._disk, self._file, self._names, self._life = disk, file, names, disk.life

    def _alive(self) -> Disk:
        if not self._disk.on or self._life != self._disk.life:
            raise PowerOff
        return self._disk

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        if not self._disk.on or self._life != self._disk.life:
            raise _refusal(PowerOff(), apsw.SQLITE_IOERR_READ)
        return bytes(self._file.data[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        try:
            self._alive().write(self._file, data, offset)
        except (DiskRefused, PowerOff) as refused:
            raise _refusal(refused, apsw.SQLITE_IOERR_WRITE) from None

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        with _told(apsw.SQLITE_IOERR_TRUNCATE):
            self._alive().truncate(self._file, newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802, ARG002 - a full sync and one of data alone are the same here
        with _told(apsw.SQLITE_IOERR_FSYNC):
            names, self._names = self._names, False
            self._alive().sync(self._file, names=names)

    def xFileSize(self) -> int:  # noqa: N802
        return len(self._file.data)

    def xClose(self) -> None:  # noqa: N802
        pass

    def xLock(self, level: int) -> None:  # noqa: N802
        pass

    def xUnlock(self, level: int) -> None:  # noqa: N802
        pass

    def xCheckReservedLock(self) -> bool:  # noqa: N802
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802, ARG002
        return False

    def xSectorSize(self) -> int:  # noqa: N802
        return 4096

    def xDeviceCharacteristics(self) -> int:  # noqa: N802
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE


@contextlib.contextmanager
def _told(code: int) -> Iterator[None]:
    """What the disk refuses, in SQLite's codes."""
    try:
        yield
    except FileNotFoundError:
        if code == apsw.SQLITE_CANTOPEN:
            raise _error(apsw.CantOpenError, code) from None
        raise _error(apsw.IOError, apsw.SQLITE_IOERR_DELETE_NOENT) from None
    except (DiskRefused, PowerOff) as refused:
        raise _refusal(refused, code) from None


def _refusal(refused: DiskRefused | PowerOff, code: int) -> apsw.Error:
    """As the unix VFS tells it: a full disk is one while writing; at a sync it is an error of the sync."""
    if code == apsw.SQLITE_CANTOPEN:
        return _error(apsw.CantOpenError, code)
    if isinstance(refused, DiskRefused) and refused.errno == errno.ENOSPC and code == apsw.SQLITE_IOERR_WRITE:
        return _error(apsw.FullError, apsw.SQLITE_FULL)
    return _error(apsw.IOError, code)


def _error(kind: type[apsw.Error], code: int) -> apsw.Error:
    error: Any = kind("the disk refuses")
    error.extendedresult = code
    told: apsw.Error = error
    return told


class Driver:
    """An apsw connection as the journal drives it (`kiosk.journal.sql.Connection`), with the errors of `sqlite3`.

    :raises PowerCut: from every call once the power is off.
    """

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk = disk
        self._connection = None
        vfs().disk = disk
        try:
            self._connection = apsw.Connection(name, vfs=VFS)
        except apsw.Error as error:
            raise self._error(error) from None

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Answers:
        """Run one statement."""
        assert self._connection is not None
        try:
            return Answers(self._connection.execute(sql, parameters), self._error)
        except (apsw.Error, UnicodeDecodeError) as error:
            raise self._error(error) from None

    def close(self) -> None:
        """Release the file; with the power off there is nothing left to release."""
        if self._connection is not None:
            with contextlib.suppress(apsw.Error):
                self._connection.close(True)

    def _error(self, error: Any) -> BaseException:
        if not self._disk.on:
            return PowerCut()
        kind: type[sqlite3.DatabaseError] = (
            sqlite3.IntegrityError if isinstance(error, apsw.ConstraintError) else sqlite3.OperationalError
        )
        if isinstance(error, apsw.CorruptError | apsw.NotADBError | UnicodeDecodeError):
            kind = sqlite3.DatabaseError
        told = kind(str(error))
        told.sqlite_errorcode = getattr(error, "extendedresult", sqlite3.SQLITE_CORRUPT)
        return told


class Answers:
    """What a statement answers (`kiosk.journal.sql.Cursor`)."""

    __slots__ = ("_cursor", "_error")

    def __init__(self, cursor: apsw.Cursor, error: Any) -> None:
        self._cursor, self._error = cursor, error

    def fetchone(self) -> Any:
        """The next row, or None."""
        return next(iter(self), None)

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._cursor
        except (apsw.Error, UnicodeDecodeError) as error:
            raise self._error(error) from None


_vfs: list[PowerVfs] = []


def vfs() -> PowerVfs:
    """This process's one; SQLite keeps it for good."""
    if not _vfs:
        _vfs.append(PowerVfs())
    return _vfs[0]
