"""The one way to write to the hub's journal for money, desks and books: committed first, then everybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from kiosk.carried import Carried
from kiosk.journal import Journal


class Section(Protocol):
    """A part of the hub that is a projection of its journal."""

    def apply(self, subject: str, event: object) -> None:
        """Take in an event that is in the journal, whoever wrote it; one that is another's is ignored.

        It also runs while the hub recovers, so it never writes, asks or sends anything itself.
        """
        ...


class HubRecord:
    """The hub's journal and the sections that follow it. All calls come from the owner's thread."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._sections: list[Section] = []
        self._drawers: list[Section] = []
        self._telling = False
        self.recorded_at: datetime | None = None
        """While the hub recovers: when the event being told of was recorded. None when it happens now."""

    def join(self, section: Section, *, drawers: bool = False) -> None:
        """Let a section see every event from now on; before `replay`, so that it sees all of them.

        :param drawers: it is also told what only the sums of a shift need still (see `kiosk.carried`).
        """
        self._sections.append(section)
        if drawers:
            self._drawers.append(section)

    def keep(self, entries: Sequence[tuple[str, object]]) -> None:
        """Commit (subject, event) pairs in one transaction, then let every section take them in, in order.

        :raises sqlite3.Error: nothing was written and nobody was told; the hub must end and replay its journal.
        """
        if self._telling:
            raise RuntimeError("a section writes while it is told of an event; post the work to the loop instead")
        if entries:
            self._journal.append(entries)
            for subject, event in entries:
                self._tell(subject, event)

    def replay(self) -> None:
        """At start: every row of the journal to every section; one whose personal part is erased and needed is left.

        What was carried from an earlier file is told as it was there, with its own time.
        """
        for row in self._journal.rows():
            event, sections = row.event, self._sections
            self.recorded_at = row.recorded_at
            if isinstance(event, Carried):
                self.recorded_at = event.recorded_at
                sections = self._drawers if event.drawers else sections
                event = event.original(self._journal.codec)
            if event is not None:
                self._tell(row.subject, event, sections)
        self.recorded_at = None

    def _tell(self, subject: str, event: object, sections: Sequence[Section] | None = None) -> None:
        self._telling = True
        try:
            for section in self._sections if sections is None else sections:
                section.apply(subject, event)
        finally:
            self._telling = False
