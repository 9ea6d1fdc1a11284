"""Erases what is due once a day inside a running station or hub, and carries out the orders left beside its journal."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Protocol

from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.journal import Journal
from kiosk.life.erasing import carry_out
from kiosk.life.events import PersonalErased
from kiosk.life.lived import due_of_station, needed_days
from kiosk.life.orders import OrderUnreadable, do, order_file, read
from kiosk.loop import Loop

log = logging.getLogger(__name__)

LOOK_S = 15.0
DAY_S = 86_400.0
SETTLE_S = 600.0
"""After a start nothing is erased for so long: a machine that is switched on at seven has patients first."""


class Daily:
    """On the owner's thread: every day after `at`, the first quiet moment of a running program, `purge` is called.

    A machine that is off at that hour does it after its next start, the same day.

    :param purge: is told the last row this program has itself run long enough after.
    :param quiet: runs what it is given when nobody stands there.
    """

    def __init__(
        self,
        journal: Journal,
        file: Path,
        loop: Loop,
        clock: Clock,
        at: time,
        purge: Callable[[int], None],
        keep_days: int,
        quiet: Callable[[Callable[[], None]], None] = lambda then: then(),
    ) -> None:
        self._journal = journal
        self._orders = order_file(file)
        self._loop = loop
        self._clock = clock
        self._at = at
        self._purge = purge
        self._quiet = quiet
        self._needed_s = needed_days(keep_days) * DAY_S
        self._marks: deque[tuple[float, int]] = deque()
        self._seen = 0
        self._done: date | None = None
        self._not_before = 0.0
        self._waits = False
        self._stopped = False

    def start(self) -> None:
        """Begin to look."""
        self._not_before = self._clock.monotonic() + SETTLE_S
        self._look()

    def stop(self) -> None:
        """Do nothing more."""
        self._stopped = True

    def _look(self) -> None:
        if self._stopped:
            return
        now = self._clock.now().astimezone(VIETNAM)
        wanted = now.date() != self._done and now.time() >= self._at and self._clock.monotonic() >= self._not_before
        if (wanted or self._orders.exists()) and not self._waits:
            self._waits = True
            self._quiet(self._act)
        self._loop.later(LOOK_S, self._look)

    def _act(self) -> None:
        self._waits = False
        if self._stopped:
            return
        if self._orders.exists():
            self._take_order()
        now = self._clock.now().astimezone(VIETNAM)
        if now.date() != self._done and now.time() >= self._at and self._clock.monotonic() >= self._not_before:
            self._done = now.date()
            self._purge(self._grown_old())

    def _grown_old(self) -> int:
        """The last row this program has itself run long enough after, whatever the wall clock says; 0 when none is."""
        now = self._clock.monotonic()
        while self._marks and now - self._marks[0][0] >= self._needed_s:
            self._seen = self._marks.popleft()[1]
        self._marks.append((now, self._journal.seq))
        return self._seen

    def _take_order(self) -> None:
        try:
            told(do(self._journal, read(self._orders), self._clock))
        except (OrderUnreadable, OSError):
            log.warning("order_unreadable", extra={"reason": self._orders.name})
        self._orders.unlink(missing_ok=True)


class Restful(Protocol):
    """What a station does about quiet moments (`kiosk.station.core.StationCore`)."""

    def when_quiet(self, then: Callable[[], None]) -> None:
        """Run `then` once no visit is under way."""
        ...

    def checkpoint(self) -> None:
        """Write down that this is a quiet moment, unless something is open."""
        ...


def station_daily(config: StationConfig, journal: Journal, loop: Loop, clock: Clock, station: Restful) -> Daily:
    """The daily work of a station: what is due is found and erased in one quiet moment."""

    keep_days = config.data.keep_days

    def purge(seen: int) -> None:
        station.checkpoint()
        told(carry_out(journal, due_of_station(journal, keep_days, clock, seen), clock))

    return Daily(journal, config.station.journal, loop, clock, hour(config), purge, keep_days, station.when_quiet)


def cut_off(config: StationConfig, clock: Clock) -> datetime:
    """What was last touched before this moment is due."""
    return clock.now() - timedelta(days=config.data.keep_days)


def hour(config: StationConfig) -> time:
    """When the daily work may begin, in Vietnamese time."""
    return time.fromisoformat(config.data.purge_at)


def told(proofs: tuple[PersonalErased, ...]) -> None:
    """Say in the log that something was erased, by counts."""
    for proof in proofs:
        log.info("erased", extra={"reason": proof.rule, "count": proof.rows})
