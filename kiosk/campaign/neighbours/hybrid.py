"""Virtual time over real calls: jobs run on threads and block on real sockets; meanwhile the virtual clock stands.

So a visit's quarter of an hour passes at once, and a call takes what its own deadline allows it.
"""

from __future__ import annotations

import heapq
import queue
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from typing import TypeVar

from kiosk.loop import Callback
from kiosk.simulation.time import SimProcess, SimTime

T = TypeVar("T")

STUCK_S = 60.0


class Stuck(RuntimeError):
    """A job has not come back for a minute: a call without a deadline."""


class HybridTime(SimTime):
    """The clock of one trial. What other threads post runs on the thread that calls `step`."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        super().__init__()
        self.pool = pool
        self.under_way = 0
        self._posted: queue.SimpleQueue[Callback] = queue.SimpleQueue()

    def hand(self, callback: Callback) -> None:
        """Run `callback` on the trial's own thread; from any thread."""
        self._posted.put(callback)

    def step(self) -> bool:
        """Do the next thing: what was handed in, what is due now, or, once no job is under way, what comes next.

        False when nothing is left.

        :raises Stuck: when a job does not come back.
        """
        try:
            self._posted.get_nowait()()
            return True
        except queue.Empty:
            pass
        while self._agenda and not self._agenda[0][3]:
            heapq.heappop(self._agenda)
        if self._agenda and (self._agenda[0][0] <= self._seconds or not self.under_way):
            return self.run_next()
        if not self.under_way:
            return False
        try:
            self._posted.get(timeout=STUCK_S)()
        except queue.Empty:
            raise Stuck(f"{self.under_way} jobs do not come back") from None
        return True


class HybridProcess(SimProcess):
    """A process in that time, whose jobs run on real threads."""

    def __init__(self, time: HybridTime, random: Random) -> None:
        super().__init__(time, random)
        self._hybrid = time

    def post(self, callback: Callback) -> None:
        """See `Loop`; from any thread."""
        self._hybrid.hand(callback)

    def work(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:  # noqa: ARG002 - for people
        """See `Loop`."""
        time = self._hybrid
        time.under_way += 1

        def run() -> None:
            try:
                result = job()
            except BaseException as error:
                problem = error
                time.hand(lambda: self._failed(problem))
                return
            time.hand(lambda: self._back(result, done))

        time.pool.submit(run)

    def _back(self, result: T, done: Callable[[T], None]) -> None:
        self._hybrid.under_way -= 1
        low, high = self._latency_s
        self._hybrid.at(low + (high - low) * self._random.random(), self, lambda: done(result))

    def _failed(self, error: BaseException) -> None:
        self._hybrid.under_way -= 1
        raise error
