"""Where things run: one owner thread for state and journal, workers for what blocks, timers in between.

The owner's callbacks never block; jobs run elsewhere and their results come back to the owner. The simulator gives the
same interface over virtual time.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from kiosk.clock import Clock

T = TypeVar("T")
Callback = Callable[[], None]

FEW_TIMERS = 64

log = logging.getLogger(__name__)


class Loop(Protocol):
    """One owner thread and its helpers."""

    def post(self, callback: Callback) -> None:
        """Run `callback` on the owner's thread, in order; may be called from any thread."""
        ...

    def work(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """Run a blocking job elsewhere and hand its result to `done` on the owner's thread.

        A job expresses its failures in its result; an exception it lets through stops the program.
        """
        ...

    def later(self, seconds: float, callback: Callback) -> Callback:
        """Run `callback` on the owner's thread after `seconds`; the answer cancels it."""
        ...


class ThreadLoop:
    """The loop of a running station: an owner thread, a small pool of workers, a heap of timers."""

    def __init__(self, clock: Clock, workers: int = 8, name: str = "station") -> None:
        self._clock = clock
        self._queue: queue.SimpleQueue[Callback | None] = queue.SimpleQueue()
        self._timers: list[tuple[float, int, list[Callback]]] = []
        self._swept_at = FEW_TIMERS
        self._order = itertools.count()
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix=f"{name}-work")
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._failed: BaseException | None = None
        self._begun: dict[int, float] = {}
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin to run callbacks."""
        self._thread.start()

    def post(self, callback: Callback) -> None:
        """See `Loop`."""
        self._queue.put(callback)

    def work(self, name: str, job: Callable[[], T], done: Callable[[T], None]) -> None:
        """See `Loop`."""

        number = next(self._order)

        def run() -> None:
            began = self._begun[number] = self._clock.monotonic()
            try:
                result = job()
            except Exception as error:
                log.exception("job failed: %s", name)
                problem = error

                def fail() -> None:
                    raise problem

                self.post(fail)
                return
            finally:
                del self._begun[number]
            self.on_worked(name, self._clock.monotonic() - began, result)
            self.post(lambda: done(result))

        if not self._stopped.is_set():
            self._pool.submit(run)

    def later(self, seconds: float, callback: Callback) -> Callback:
        """See `Loop`; called from the owner's thread."""
        if len(self._timers) > self._swept_at:
            # What was cancelled goes before its time comes: a payment's quarter of an hour outlasts many visits.
            self._timers = [timer for timer in self._timers if timer[2]]
            heapq.heapify(self._timers)
            self._swept_at = max(FEW_TIMERS, 2 * len(self._timers))
        entry = (self._clock.monotonic() + seconds, next(self._order), [callback])
        heapq.heappush(self._timers, entry)
        return entry[2].clear

    def oldest_job_s(self) -> float:
        """Seconds since the longest of the jobs now running began; 0 without one."""
        begun = tuple(self._begun.values())
        return self._clock.monotonic() - min(begun) if begun else 0.0

    def stop(self) -> None:
        """Finish the callbacks already posted, then end; jobs still running are not waited for."""
        if not self._stopped.is_set():
            self._stopped.set()
            self._queue.put(None)
            if self._thread.is_alive() and threading.current_thread() is not self._thread:
                self._thread.join(timeout=5)
            self._pool.shutdown(wait=False, cancel_futures=True)

    def wait(self) -> None:
        """Block until the loop has ended; raises what stopped it."""
        self._thread.join()
        if self._failed is not None:
            raise self._failed

    def _run(self) -> None:
        try:
            while True:
                callback = self._next()
                if callback is None:
                    return
                callback()
        except BaseException as error:
            # An unexpected failure ends the station; the supervisor starts it anew and it replays its journal.
            log.exception("the station's loop failed")
            self._failed = error
            self.on_failure(error)

    def on_failure(self, error: BaseException) -> None:
        """What to do when a callback fails: by default nothing more than ending; the program may end the process."""

    def on_worked(self, name: str, seconds: float, result: object) -> None:
        """A worker's job has ended; called on the worker's thread. By default nothing more."""

    def _next(self) -> Callback | None:
        while True:
            wait = None
            while self._timers and not self._timers[0][2]:
                heapq.heappop(self._timers)
            if self._timers:
                wait = self._timers[0][0] - self._clock.monotonic()
                if wait <= 0:
                    return heapq.heappop(self._timers)[2][0]
            try:
                return self._queue.get(timeout=wait)
            except queue.Empty:
                continue
