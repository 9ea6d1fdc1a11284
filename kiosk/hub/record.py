"""The one way to write to the hub's journal for money, desks and books: committed first, then everybody sees it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

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
        self._telling = False
        self.recorded_at: datetime | None = None
        """While the hub recovers: when the event being told of was recorded. None when it happens now."""

    def join(self, section: Section) -> None:
        """Let a section see every event from now on; before `replay`, so that it sees all of them."""
        self._sections.append(section)

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
        """At start: every row of the journal to every section; one whose personal part is erased and needed is left."""
        for row in self._journal.rows():
            if row.event is not None:
                self.recorded_at = row.recorded_at
                self._tell(row.subject, row.event)
        self.recorded_at = None

    def _tell(self, subject: str, event: object) -> None:
        self._telling = True
        try:
            for section in self._sections:
                section.apply(subject, event)
        finally:
            self._telling = False
