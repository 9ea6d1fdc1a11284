"""Ids that sort by time: UUID version 7 (RFC 9562, 5.7)."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable

from kiosk.clock import Clock


def uuid7(clock: Clock, random_bits: Callable[[int], int] = secrets.randbits) -> str:
    """A fresh UUIDv7 text: 48 bits of milliseconds, the rest random."""
    milliseconds = int(clock.now().timestamp() * 1000) & ((1 << 48) - 1)
    value = milliseconds << 80 | 0x7 << 76 | random_bits(12) << 64 | 0b10 << 62 | random_bits(62)
    return str(uuid.UUID(int=value))
