"""What a machine knows of time beside its wall clock: which start of it this is, how long ago, who keeps its clock."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from pathlib import Path
from time import CLOCK_BOOTTIME, clock_gettime
from typing import Protocol

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
SYNCHRONIZED = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd puts it there when a time server has set the clock since the machine was started."""
UNKNOWN_US = 16_000_000
"""adjtimex(2)'s largest error after a start; what keeps the clock (timesyncd, chrony, ntpd) makes it smaller."""


class _Timex(ctypes.Structure):
    """timex.h's `struct timex` of a 64-bit machine, with room to spare."""

    _fields_ = [
        ("modes", ctypes.c_uint),
        *((name, ctypes.c_long) for name in ("offset", "freq", "maxerror", "esterror")),
        ("rest", ctypes.c_byte * 256),
    ]


@dataclass(frozen=True, slots=True)
class Since:
    """A start of the machine, by a name no other has, and the seconds since, which no clock's turning changes."""

    boot: str
    seconds: float


class Boot(Protocol):
    """Evidence about the machine's clock."""

    def since(self) -> Since | None:
        """Which start this is and how long ago; None where that cannot be known."""
        ...

    def kept(self) -> bool:
        """Whether a time server has set the clock since."""
        ...


class UnknownBoot:
    """Nothing is known: every start may be that of another day."""

    def since(self) -> Since | None:
        """See `Boot`."""
        return None

    def kept(self) -> bool:
        """See `Boot`."""
        return False


class LinuxBoot:
    """As the kernel and systemd tell it; the time a machine sleeps counts."""

    def __init__(self) -> None:
        try:
            self._id = BOOT_ID.read_text(encoding="ascii").strip()
        except OSError:
            self._id = ""

    def since(self) -> Since | None:
        """See `Boot`."""
        return Since(self._id, clock_gettime(CLOCK_BOOTTIME)) if self._id else None

    def kept(self) -> bool:
        """See `Boot`."""
        error = _error_us()
        return SYNCHRONIZED.exists() or (error is not None and error < UNKNOWN_US)


def _error_us() -> int | None:
    """By how much the kernel says its clock may be off, in microseconds; None where it does not say."""
    told = _Timex()
    return int(told.maxerror) if ctypes.CDLL(None).adjtimex(ctypes.byref(told)) >= 0 else None
