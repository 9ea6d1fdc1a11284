"""A process that crashes leaves no picture of its memory behind: it would hold names, numbers and faces.

Three locks, as each has a gap: the limit (a dump that goes through a pipe passes it by), the filter (it leaves all
memory out, and unlike the next a program that is started from here keeps it), and the mark that also keeps debuggers
of the same user away.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
from pathlib import Path

_PR_SET_DUMPABLE = 4
_FILTER = Path("/proc/self/coredump_filter")


def leave_no_core_dump() -> None:
    """Of this process and of those it starts from now on (`prctl(2)`, `core(5)`).

    The limit that cannot be raised again is the service's unit's to set (`LimitCORE=0`).
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    with contextlib.suppress(OSError):  # before the mark, which takes the file away from its own process
        _FILTER.write_text("0", encoding="ascii")
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
