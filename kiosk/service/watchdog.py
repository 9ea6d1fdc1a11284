"""Feeds the service manager's watchdog only while every part that must move has moved; else the program is ended.

A window that still draws over a station whose threads stand still is worse than one that starts anew: the journal
holds what had happened, and the patient goes on at the welcome screen.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from kiosk.loop import ThreadLoop
from kiosk.service.notify import Notifier

log = logging.getLogger(__name__)

BEAT_S = 2.0
WAIT_S = 0.05
OWNER_S = 15.0
"""The owner's thread writes the journal: it stands still for as long as a commit waits for the disk, and no longer."""

WORKERS_S = 60.0
"""A trivial job must get its turn within this; when it does not, all workers are stuck."""

JOB_S = 300.0
"""No job of a station takes longer: cards, faces, printers and neighbours all have deadlines far below."""

THREADS_S = 10.0
LASTING = frozenset({"pcsc-events", "scanner", "speaker", "hub-http"})
"""Threads that never end by themselves while the program runs."""


class Heartbeats:
    """Who must be heard of within how many seconds, and who was not. Any thread may beat."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._within: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def expect(self, name: str, within_s: float) -> None:
        """From now on `name` must beat at least every `within_s` seconds."""
        with self._lock:
            self._within[name], self._last[name] = within_s, self._monotonic()

    def beat(self, name: str) -> None:
        """`name` has moved."""
        with self._lock:
            self._last[name] = self._monotonic()

    @property
    def expected(self) -> bool:
        """Whether anybody must be heard of yet."""
        with self._lock:
            return bool(self._within)

    def late(self) -> tuple[str, ...]:
        """Who was not heard of in time."""
        now = self._monotonic()
        with self._lock:
            return tuple(name for name, within in self._within.items() if now - self._last[name] > within)


class Watchdog:
    """Feeds `notifier` on each `tick` while nobody is late. Every method is called on one thread, the watched one too.

    :param notifier: the service manager; its `watchdog_s` says how often `tick` is due, see `every_s`.
    """

    def __init__(self, notifier: Notifier, beats: Heartbeats) -> None:
        self._notifier = notifier
        self._beats = beats
        self._late: tuple[str, ...] = ()
        self._status = ""

    @property
    def every_s(self) -> float:
        """Seconds between two ticks: a quarter of what the manager allows, at most `BEAT_S`."""
        return min(BEAT_S, (self._notifier.watchdog_s or 4 * BEAT_S) / 4)

    def ready(self, status: str) -> None:
        """The program serves."""
        self._status = status
        self._notifier.ready(status)
        self._notifier.feed()

    def attend(self, ending: threading.Event, status: str) -> None:
        """Until `ending`: ready as soon as somebody must be heard of, then tick by tick. A service's main thread."""
        while not ending.is_set() and not self._beats.expected:
            ending.wait(WAIT_S)
        if not ending.is_set():
            self.ready(status)
        while not ending.wait(self.every_s):
            self.tick()
        self._notifier.stopping()

    def tick(self) -> bool:
        """Feed, or say who is late; whether it was fed."""
        late = self._beats.late()
        if late != self._late:
            self._late = late
            if late:
                log.error("standing_still", extra={"reason": ",".join(late)})
            self._notifier.status(f"standing still: {', '.join(late)}" if late else self._status)
        if not late:
            self._notifier.feed()
        return not late


def watch_loop(loop: ThreadLoop, beats: Heartbeats, *, job_s: float | None = JOB_S) -> None:
    """Let `loop` beat for its owner's thread, its workers and all lasting threads; called on the owner's thread.

    :param job_s: how long one job may take; None for a program whose jobs may be long.
    """
    for name, within_s in (("owner", OWNER_S), ("workers", WORKERS_S), ("threads", THREADS_S)):
        beats.expect(name, within_s)
    seen: set[threading.Thread] = set()
    asked = False

    def answered(_none: None) -> None:
        nonlocal asked
        asked = False
        if job_s is None or loop.oldest_job_s() <= job_s:
            beats.beat("workers")

    def beat() -> None:
        nonlocal asked
        beats.beat("owner")
        if not asked:
            asked = True
            loop.work("heartbeat", lambda: None, answered)
        seen.update(thread for thread in threading.enumerate() if thread.name in LASTING)
        if all(thread.is_alive() for thread in seen):
            beats.beat("threads")
        loop.later(BEAT_S, beat)

    beat()
