"""Byte channels to an ESC/POS printer: network and device file. Each is opened for one slip and then closed.

A deadline is an instant of `time.monotonic` and covers the whole slip, not each byte.
"""

from __future__ import annotations

import errno
import os
import select
import socket
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from kiosk.printing.printer import PrinterError


class Channel(Protocol):
    """One open connection to a printer."""

    def write(self, data: bytes, deadline: float) -> None:
        """Send all of `data`.

        :raises PrinterError: `offline` when the printer went away, `unknown` at the deadline.
        """
        ...

    def read(self, deadline: float) -> bytes:
        """What the printer said since, at least one byte; empty when it says nothing until the deadline, or cannot.

        :raises PrinterError: `offline` when the printer went away.
        """
        ...

    def close(self) -> None:
        """Let go."""
        ...


OpenChannel = Callable[[float], Channel]
"""Opens a channel before a deadline, or raises PrinterError `offline`."""


def remaining(deadline: float) -> float:
    """Seconds left, never negative."""
    return max(0.0, deadline - time.monotonic())


class NetworkChannel(Channel):
    """Raw TCP, port 9100 as printers have it."""

    def __init__(self, host: str, port: int, deadline: float) -> None:
        try:
            self._socket = socket.create_connection((host, port), timeout=max(0.05, remaining(deadline)))
        except (OSError, UnicodeError) as error:  # UnicodeError: a host name no resolver takes
            raise PrinterError("offline", "no connection") from error

    def write(self, data: bytes, deadline: float) -> None:
        self._socket.settimeout(max(0.001, remaining(deadline)))
        try:
            self._socket.sendall(data)
        except TimeoutError as error:
            raise PrinterError("unknown", "it stopped taking data", maybe_printed=True) from error
        except OSError as error:
            raise PrinterError("offline", "the connection broke", maybe_printed=True) from error

    def read(self, deadline: float) -> bytes:
        self._socket.settimeout(max(0.001, remaining(deadline)))
        try:
            data = self._socket.recv(64)
        except TimeoutError:
            return b""
        except OSError as error:
            raise PrinterError("offline", "the connection broke", maybe_printed=True) from error
        if not data:
            raise PrinterError("offline", "the printer closed the connection", maybe_printed=True)
        return data

    def close(self) -> None:
        # Closing with an answer unread would reset the connection, and the printer could drop what it still holds.
        try:
            self._socket.shutdown(socket.SHUT_WR)
            self._socket.settimeout(0.2)
            while self._socket.recv(64):
                pass
        except OSError:
            pass
        self._socket.close()


_FLAGS = os.O_NONBLOCK | os.O_NOCTTY | os.O_APPEND


class FileChannel(Channel):
    """A device file such as /dev/usb/lp0, which answers, or one that is only written to."""

    def __init__(self, path: Path, _deadline: float) -> None:
        try:
            self._file = os.open(path, os.O_RDWR | _FLAGS)
            self._answers = not stat.S_ISREG(os.fstat(self._file).st_mode)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EPERM, errno.EINVAL}:
                raise PrinterError("offline", "the device is not there") from error
            self._answers = False
            self._file = _write_only(path)

    def write(self, data: bytes, deadline: float) -> None:
        rest = memoryview(data)
        while rest:
            if not select.select([], [self._file], [], remaining(deadline))[1]:
                raise PrinterError("unknown", "it stopped taking data", maybe_printed=True)
            try:
                rest = rest[os.write(self._file, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise PrinterError("offline", "the device went away", maybe_printed=True) from error

    def read(self, deadline: float) -> bytes:
        if not self._answers or not select.select([self._file], [], [], remaining(deadline))[0]:
            return b""
        try:
            return os.read(self._file, 64)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise PrinterError("offline", "the device went away", maybe_printed=True) from error

    def close(self) -> None:
        os.close(self._file)


def _write_only(path: Path) -> int:
    try:
        return os.open(path, os.O_WRONLY | _FLAGS)
    except OSError as error:
        raise PrinterError("offline", "the device cannot be opened") from error
