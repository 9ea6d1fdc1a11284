"""Room on the journal's disk: what a visit, or a hub's work under way, needs is held ready; without it none begins.

A file of ballast lies beside the journal. When a row finds the disk full, the ballast goes, and the visit under way
ends as it should; then the station is out of service until there is room for ballast again. No visit begins without.
A hub goes on to serve whoever stands before it, and begins nothing else (`kiosk.hub.full`).
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from kiosk.journal import JournalUnavailable
from kiosk.loop import Callback

log = logging.getLogger(__name__)

BALLAST_BYTES = 32 << 20
"""A visit writes less than 1 MB; the rest is for what the disk's other users take meanwhile."""
LEAST_FREE = 16 << 20
LEAST_TO_RECOVER = 1 << 20
LOOK_S = 20.0


class Ballast:
    """A file that is there to be deleted."""

    def __init__(self, journal: Path, size: int = BALLAST_BYTES) -> None:
        self._path = journal.with_name(f"{journal.name}.ballast")
        self._size = size

    @property
    def there(self) -> bool:
        """Whether it is there, whole."""
        try:
            return self._path.stat().st_size >= self._size
        except OSError:
            return False

    def make(self) -> bool:
        """Put it there, for real and not as a hole; whether it is there now."""
        if self.there:
            return True
        try:
            file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.posix_fallocate(file, 0, self._size)
            finally:
                os.close(file)
        except OSError:
            self.drop()
            return False
        return True

    def drop(self) -> bool:
        """Take it away; whether that made room."""
        made = self.there
        with suppress(OSError):
            self._path.unlink()
        return made


def require_room(journal: Path) -> None:
    """What a start has to write down has room, or would have without the ballast.

    :raises JournalUnavailable: when it has not.
    """
    with suppress(FileNotFoundError):
        if not Ballast(journal).there and shutil.disk_usage(journal.parent).free < LEAST_TO_RECOVER:
            raise JournalUnavailable(str(journal), full=True)


class Space:
    """Whether there is room for a visit, or for what a hub is given. All but `low` on the owner thread.

    :param later: runs something after so many seconds.
    :param free: the bytes that are free on the journal's disk.
    """

    def __init__(
        self,
        ballast: Ballast,
        later: Callable[[float, Callback], Callback],
        free: Callable[[], int],
    ) -> None:
        self._ballast = ballast
        self._later = later
        self._free = free
        self._changed: Callback = lambda: None
        self.low = False
        """Whether nobody may begin."""

    @classmethod
    def beside(cls, journal: Path, later: Callable[[float, Callback], Callback]) -> Space:
        """The room on the disk of this journal."""
        return cls(Ballast(journal), later, lambda: shutil.disk_usage(journal.parent).free)

    def start(self, changed: Callback) -> None:
        """Begin to look; `changed` is told when `low` changed."""
        self._changed = changed
        self._look()

    def make_room(self) -> bool:
        """The disk is full in the middle of a visit: whether there is room now."""
        made = self._ballast.drop()
        log.warning("disk_full", extra={"outcome": "ballast dropped" if made else "no ballast"})
        if made:
            self._now(low=True)
        return made

    def _look(self) -> None:
        self._later(LOOK_S, self._look)
        try:
            enough = self._free() >= LEAST_FREE
        except OSError:
            enough = False
        self._now(low=not (enough and self._ballast.make()))

    def _now(self, *, low: bool) -> None:
        if low != self.low:
            self.low = low
            log.warning("space", extra={"outcome": "low" if low else "enough"})
            # Not in the middle of a write that found the disk full.
            self._later(0.0, self._changed)
