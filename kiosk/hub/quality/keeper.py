"""Keeps the projection near the present while the hub runs: a few seconds behind, off the owner's thread."""

from __future__ import annotations

import logging
from collections.abc import Callable

from sqlalchemy.exc import SQLAlchemyError

from his_client.his.ports import Department
from his_client.outcome import Done, Outcome
from kiosk.clock import Clock
from kiosk.hub.db.engine import Database
from kiosk.hub.quality.names import keep_names
from kiosk.hub.quality.project import Standing, project_page
from kiosk.loop import Callback, Loop

log = logging.getLogger(__name__)

Departments = Callable[[], Outcome[tuple[Department, ...]]]

EVERY_S = 5.0
SOON_S = 0.05
"""Between two pages while it is behind: the database is others' too."""
NAMES_S, NAMES_AGAIN_S = 3_600.0, 300.0
BEHIND = 50_000
"""Journal rows that arrived and were not looked at, from which on it is said to be behind."""


class QualityKeeper:
    """A `Working` part of the hub; its methods belong to the owner's thread.

    :param departments: asks the HIS, every hour, what its departments are called and into which rooms they call.
    """

    def __init__(self, database: Database, departments: Departments, loop: Loop, clock: Clock) -> None:
        self._database, self._departments, self._loop, self._clock = database, departments, loop, clock
        self._cancel: Callback = lambda: None
        self._names_due = 0.0
        self._running = False
        self.behind = 0
        """Journal rows that were not looked at when it last looked."""
        self.silent = False

    @property
    def state(self) -> str:
        """`ok`, `behind`, or `silent` while the database does not answer."""
        return "silent" if self.silent else "behind" if self.behind > BEHIND else "ok"

    def start(self) -> None:
        """Begin to follow the journal rows."""
        self._running, self._names_due = True, self._clock.monotonic()
        self._go_on()

    def stop(self) -> None:
        """Follow no more; a page under way comes to its end, and nothing follows from it."""
        self._running = False
        self._cancel()

    def _go_on(self) -> None:
        ask = self._clock.monotonic() >= self._names_due
        if ask:
            self._names_due = self._clock.monotonic() + NAMES_AGAIN_S
        self._loop.work("service-quality", lambda: self._page(ask=ask), self._paged)

    def _page(self, *, ask: bool) -> tuple[Standing | None, bool]:
        """One page, on a worker; and whether the names are known for the next hour."""
        named = False
        try:
            if ask:
                answer = self._departments()
                if named := isinstance(answer, Done):
                    keep_names(self._database, answer.value)
            return project_page(self._database), named
        except SQLAlchemyError as error:
            log.warning("quality_silent", extra={"reason": type(error).__name__})
            return None, named

    def _paged(self, found: tuple[Standing | None, bool]) -> None:
        standing, named = found
        if named:
            self._names_due = self._clock.monotonic() + NAMES_S
        self.silent = standing is None
        if standing is not None:
            self.behind = standing.behind
        if self._running:
            self._cancel = self._loop.later(SOON_S if standing and standing.behind else EVERY_S, self._go_on)
