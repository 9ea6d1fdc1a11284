"""Time comes from here and nowhere else: a clock is handed in, so that tests and simulations own it."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
TOLERATED = timedelta(seconds=60)
"""So far a time server may set the clock between two looks, and nobody calls it turned."""


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


class Drift:
    """Notices that the wall clock was turned: that it has moved otherwise than time did since the last look."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._apart = self._now()

    def turned(self) -> timedelta:
        """By how much it was turned since the last look; zero within what is tolerated."""
        before, self._apart = self._apart, self._now()
        by = self._apart - before
        return by if abs(by) > TOLERATED else timedelta()

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC) - timedelta(seconds=self._clock.monotonic())
