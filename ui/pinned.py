"""Keeps Qt's bindings from using up Python's own constants, which would end a window that runs all day.

PySide6 6.12 returns `None`, `True` and `False` without taking a reference, as if every Python made them immortal
(PEP 683). Python before 3.12 does not: each such call lowers the constant's count, and at nought the interpreter ends
with "none_dealloc: deallocating None". A count that cannot run out gives the constants what later Pythons give them.
"""

from __future__ import annotations

import ctypes
import sys

# Far from nought for any number of calls, and far below where adding to it could overflow.
AMPLE = 1 << 60


def pin_constants() -> None:
    """Give `None`, `True` and `False` a reference count that cannot run out; nothing to do from Python 3.12 on."""
    if sys.version_info >= (3, 12):
        return
    for constant in (None, True, False):
        # An object begins with its reference count (CPython, Include/object.h).
        count = ctypes.c_ssize_t.from_address(id(constant))
        count.value = max(count.value, AMPLE)
