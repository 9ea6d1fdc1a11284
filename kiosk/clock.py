"""Time comes from here and nowhere else: a clock is handed in, so that tests and simulations own it."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Wall time for records, monotonic time for waiting."""

    def now(self) -> datetime:
        """The present instant, with its zone."""
        ...

    def monotonic(self) -> float:
        """Seconds that never run backwards."""
        ...


class SystemClock:
    """The machine's clock, in Vietnamese time."""

    def now(self) -> datetime:
        """The present instant in UTC+7."""
        return datetime.now(UTC).astimezone(VIETNAM)

    def monotonic(self) -> float:
        """Seconds since some fixed moment."""
        return time.monotonic()
