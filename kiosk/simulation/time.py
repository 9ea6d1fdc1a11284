"""Virtual time: a clock that only the simulator moves, and loops whose callbacks run when it does."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar

from kiosk.clock import VIETNAM
from kiosk.loop import Callback

T = TypeVar("T")

VERY_SLOW_S = (5.0, 25.0)


class SimTime:
    """The simulation's clock and agenda. It satisfies `kiosk.clock.Clock`."""

    def __init__(self, start: datetime | None = None) -> None:
        self._start = start or datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM)
        self._seconds = 0.0
        self._agenda: list[tuple[float, int, SimProcess, list[Callback]]] = []
        self._order = itertools.count()

    def now(self) -> datetime:
        """Virtual wall time, in Vietnamese time."""
        return self._start + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """Virtual seconds since the start."""
        return self._seconds

    def stand_still(self, seconds: float) -> None:
        """The machine stood still for so long (as under SIGSTOP): what was due meanwhile is late now."""
        self._seconds += seconds

    def turn(self, by: timedelta) -> None:
        """Somebody turns the wall clock; how much time has passed does not change."""
        self._start += by

    def at(self, seconds: float, process: SimProcess, callback: Callback) -> Callback:
        """Put a callback on the agenda; the answer cancels it."""
        entry = (self._seconds + seconds, next(self._order), process, [callback])
        heapq.heappush(self._agenda, entry)
        return entry[3].clear

    def run_next(self) -> bool:
        """Run the next callback of a living process; False when the agenda is empty."""
        while self._agenda:
            when, _, process, callback = heapq.heappop(self._agenda)
            if callback and process.alive:
                self._seconds = max(self._seconds, when)
                callback[0]()
                return True
        return False


class SimProcess:
    """A process in virtual time; it satisfies `kiosk.loop.Loop`. Killing it drops all it still had to do.

    A job runs before the caller goes on or after it, as threads do, and its result comes after a drawn latency, now
    and then a very long one: what it did outside is done even if the process dies before it hears of it.
    """

    def __init__(
        self, time: SimTime, random: Random, latency_s: tuple[float, float] = (0.02, 0.4), slow: float = 0.0
    ) -> None:
        self.alive = True
        self._slow = slow
        self._time = time
        self._random = random
        self._latency_s = latency_s

    def post(self, callback: Callback) -> None:
        """See `Loop`."""
        self._time.at(0.0, self, callback)

    def work(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:  # noqa: ARG002 - for people
        """See `Loop`."""

        def run() -> None:
            result = job()
            low, high = self._latency_s if self._random.random() > self._slow else VERY_SLOW_S
            self._time.at(low + (high - low) * self._random.random(), self, lambda: done(result))

        if self._random.random() < 0.5:
            run()
        else:
            self._time.at(0.0, self, run)

    def later(self, seconds: float, callback: Callback) -> Callback:
        """See `Loop`."""
        return self._time.at(seconds, self, callback)

    def kill(self) -> None:
        """The process is gone between two callbacks, or in the middle of one that raises `Killed`."""
        self.alive = False
