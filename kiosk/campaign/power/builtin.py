"""The disk that loses power under Python's own SQLite, the very library the product runs on: a VFS through ctypes.

As `driver.PowerVfs`, for code that opens `sqlite3` itself: the hub's database through SQLAlchemy, the receiver's inbox.
Within `plugged` every file that this process's `sqlite3` opens lies on the disk. A file is held by one connection.
"""

from __future__ import annotations

import ctypes
import errno
import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from random import Random
from typing import Any

from kiosk.campaign.power.disk import Disk, DiskRefused, File, PowerOff
from kiosk.campaign.power.driver import PowerCut
from kiosk.journal.sql import Cursor

_P, _I, _Q = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_OPEN_CREATE, _OPEN_JOURNALS = 0x4, 0x800 | 0x4000 | 0x80000
_POWERSAFE_OVERWRITE = 0x1000
_OK, _NOTFOUND = 0, 12
_CANTOPEN, _READ, _SHORT_READ, _WRITE, _FSYNC, _TRUNCATE, _DELETE, _DELETE_NOENT = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_DELETE,
    sqlite3.SQLITE_IOERR_DELETE_NOENT,
)

_FILE_CALLS: tuple[tuple[str, Any], ...] = (
    ("close", ctypes.CFUNCTYPE(_I, _P)),
    ("read", ctypes.CFUNCTYPE(_I, _P, _P, _I, _Q)),
    ("write", ctypes.CFUNCTYPE(_I, _P, _P, _I, _Q)),
    ("truncate", ctypes.CFUNCTYPE(_I, _P, _Q)),
    ("sync", ctypes.CFUNCTYPE(_I, _P, _I)),
    ("size", ctypes.CFUNCTYPE(_I, _P, ctypes.POINTER(_Q))),
    ("lock", ctypes.CFUNCTYPE(_I, _P, _I)),
    ("unlock", ctypes.CFUNCTYPE(_I, _P, _I)),
    ("reserved", ctypes.CFUNCTYPE(_I, _P, ctypes.POINTER(_I))),
    ("control", ctypes.CFUNCTYPE(_I, _P, _I, _P)),
    ("sector", ctypes.CFUNCTYPE(_I, _P)),
    ("traits", ctypes.CFUNCTYPE(_I, _P)),
)
_VFS_CALLS: tuple[tuple[str, Any], ...] = (
    ("open", ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _P, _I, ctypes.POINTER(_I))),
    ("delete", ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I)),
    ("access", ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I, ctypes.POINTER(_I))),
    ("path", ctypes.CFUNCTYPE(_I, _P, ctypes.c_char_p, _I, _P)),
)
_OTHERS = ("dl_open", "dl_error", "dl_symbol", "dl_close", "randomness", "sleep", "time", "last_error")


class _Methods(ctypes.Structure):
    _fields_ = (("version", _I), *_FILE_CALLS)


class _Handle(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)), ("number", _Q))


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`, version 1."""

    _fields_ = (
        ("version", _I),
        ("handle_bytes", _I),
        ("longest_path", _I),
        ("next", _P),
        ("name", ctypes.c_char_p),
        ("data", _P),
        *_VFS_CALLS,
        *((name, _P) for name in _OTHERS),
    )


class _Builtin:
    """This process's VFS; SQLite keeps its addresses for good, so it is made once."""

    def __init__(self) -> None:
        self.disk: Disk | None = None
        self._open_files: dict[int, tuple[Disk, File, list[bool], int]] = {}
        self._numbers = itertools.count(1)
        self._library = ctypes.CDLL("libsqlite3.so.0")
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
        self._library.sqlite3_vfs_find.argtypes = (ctypes.c_char_p,)
        self._library.sqlite3_vfs_register.argtypes = (ctypes.POINTER(_Vfs), _I)
        self._usual = self._library.sqlite3_vfs_find(None)
        calls: dict[str, Callable[..., int]] = {
            "close": self._close,
            "read": self._read,
            "write": self._write,
            "truncate": self._truncate,
            "sync": self._sync,
            "size": self._size,
            "lock": lambda _file, _level: _OK,
            "unlock": lambda _file, _level: _OK,
            "reserved": self._reserved,
            "control": lambda _file, _what, _with: _NOTFOUND,
            "sector": lambda _file: 4_096,
            "traits": lambda _file: _POWERSAFE_OVERWRITE,
        }
        self._methods = _Methods(1, *(kind(calls[name]) for name, kind in _FILE_CALLS))
        own: dict[str, Callable[..., int]] = {
            "open": self._open,
            "delete": self._delete,
            "access": self._access,
            "path": self._path,
        }
        usual = self._usual.contents
        self._vfs = _Vfs(
            1,
            ctypes.sizeof(_Handle),
            512,
            None,
            b"kiosk-power",
            None,
            *(kind(own[name]) for name, kind in _VFS_CALLS),
            *(getattr(usual, name) for name in _OTHERS),
        )

    @contextmanager
    def plugged(self, disk: Disk) -> Iterator[None]:
        """See `plugged`."""
        self.disk = disk
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        try:
            yield
        finally:
            self._library.sqlite3_vfs_register(self._usual, 1)
            self.disk = None

    # -- the file system

    def _open(self, _vfs: int, name: bytes | None, file: int, flags: int, out: Any) -> int:
        assert self.disk is not None
        handle = ctypes.cast(file, ctypes.POINTER(_Handle)).contents
        handle.methods = ctypes.POINTER(_Methods)()
        disk = self.disk if name else Disk(self.disk.random)
        create = bool(flags & _OPEN_CREATE)
        try:
            opened = disk.open(name.decode(), create=create) if name else File()
        except (OSError, PowerOff):
            return _CANTOPEN
        handle.number = next(self._numbers)
        names = create and bool(flags & _OPEN_JOURNALS)
        self._open_files[handle.number] = (disk, opened, [names], disk.life)
        handle.methods = ctypes.pointer(self._methods)
        if out:
            out[0] = flags
        return _OK

    def _delete(self, _vfs: int, name: bytes, sync: int) -> int:
        assert self.disk is not None
        try:
            self.disk.delete(name.decode(), sync=bool(sync))
        except FileNotFoundError:
            return _DELETE_NOENT
        except (DiskRefused, PowerOff):
            return _DELETE
        return _OK

    def _access(self, _vfs: int, name: bytes, _flags: int, out: Any) -> int:
        assert self.disk is not None
        out[0] = int(name.decode() in self.disk.files)
        return _OK

    def _path(self, _vfs: int, name: bytes, room: int, out: int) -> int:
        if len(name) >= room:
            return _CANTOPEN
        ctypes.memmove(out, name + b"\0", len(name) + 1)
        return _OK

    # -- a file

    def _held(self, file: int) -> tuple[Disk, File, list[bool]]:
        disk, held, names, life = self._open_files[ctypes.cast(file, ctypes.POINTER(_Handle)).contents.number]
        if not disk.on or disk.life != life:
            raise PowerOff
        return disk, held, names

    def _close(self, file: int) -> int:
        self._open_files.pop(ctypes.cast(file, ctypes.POINTER(_Handle)).contents.number, None)
        return _OK

    def _read(self, file: int, into: int, amount: int, offset: int) -> int:
        try:
            _, held, _ = self._held(file)
        except PowerOff:
            return _READ
        data = bytes(held.data[offset : offset + amount])
        ctypes.memmove(into, data.ljust(amount, b"\0"), amount)
        return _OK if len(data) == amount else _SHORT_READ

    def _write(self, file: int, data: int, amount: int, offset: int) -> int:
        try:
            disk, held, _ = self._held(file)
            disk.write(held, ctypes.string_at(data, amount), offset)
        except PowerOff:
            return _WRITE
        except DiskRefused as refused:
            return sqlite3.SQLITE_FULL if refused.errno == errno.ENOSPC else _WRITE
        return _OK

    def _truncate(self, file: int, size: int) -> int:
        try:
            disk, held, _ = self._held(file)
            disk.truncate(held, size)
        except (PowerOff, DiskRefused):
            return _TRUNCATE
        return _OK

    def _sync(self, file: int, _flags: int) -> int:
        try:
            disk, held, names = self._held(file)
            with_names, names[0] = names[0], False
            disk.sync(held, names=with_names)
        except (PowerOff, DiskRefused):
            return _FSYNC
        return _OK

    def _size(self, file: int, out: Any) -> int:
        try:
            out[0] = len(self._held(file)[1].data)
        except PowerOff:
            return sqlite3.SQLITE_IOERR_FSTAT
        return _OK

    def _reserved(self, _file: int, out: Any) -> int:
        out[0] = 0
        return _OK


@cache
def _builtin() -> _Builtin:
    """Made once, and tried at a place where no other file system makes a file."""
    made = _Builtin()
    with made.plugged(Disk(Random(0))):
        connection = sqlite3.connect("/dev/null/kiosk-power.db")
        try:
            connection.execute("CREATE TABLE probe (a)")
        except sqlite3.OperationalError as error:
            raise OSError(
                "Python's SQLite is not the system's library here, so its files cannot be taken over"
            ) from error
        finally:
            connection.close()
    return made


@contextmanager
def plugged(disk: Disk) -> Iterator[None]:
    """While it lasts, whatever this process's `sqlite3` opens lies on this disk.

    :raises OSError: where Python's SQLite is none of the system's libraries.
    """
    with _builtin().plugged(disk):
        yield


class BuiltinDriver:
    """As `driver.Driver`, over Python's own `sqlite3`; only within `plugged`."""

    def __init__(self, disk: Disk, name: str) -> None:
        self._disk = disk
        try:
            self._connection = sqlite3.connect(name, isolation_level=None)
        except sqlite3.Error:
            if not disk.on:
                raise PowerCut from None
            raise

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""
        try:
            return self._connection.execute(sql, parameters)
        except sqlite3.Error:
            if not self._disk.on:
                raise PowerCut from None
            raise

    def close(self) -> None:
        """Release the file."""
        self._connection.close()
