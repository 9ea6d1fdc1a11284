"""Which personal parts of a hub's journal are due: old, of nothing that is open (`kiosk.hub.turnover` knows).

What a bill, an order, a shift or an insurance check still needs stays, whole groups together. So do users, and rows
that say nothing without their personal part: the postings to the HIS, which name a bill and no person, and without
which the hub would not know that money was posted. Those go with their file, once it is archived.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kiosk.cashier.user_events import UserEvent
from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.hub.desk.opening import cashier_settings
from kiosk.hub.turnover.archives import archives_of, reading
from kiosk.hub.turnover.choice import Choice, Keep
from kiosk.hub.turnover.picture import Looked, look
from kiosk.hub.turnover.rows import Fact, facts
from kiosk.hub.turnover.turn import books_settings
from kiosk.journal import Journal, PersonalPart, sql
from kiosk.life.erasing import ARCHIVE, PROGRAM, RETENTION, Erasure, counted, digest_of, empty
from kiosk.life.events import PersonalErased

USER, OPEN, POSTING = "user", "open", "posting"
"""Why a row is kept: it is about a user; what it belongs to is open; it says nothing without its personal part."""
USERS = frozenset(cls.__name__ for cls in UserEvent.__subclasses__())


@dataclass(frozen=True, slots=True)
class Settled:
    """What may be said of each row of a hub's journal: is what it belongs to settled since before a moment?"""

    journal: Journal
    choice: Choice
    before: datetime

    def why_kept(self, fact: Fact) -> str:
        """Why a row's personal part may not be erased yet; empty when it may."""
        if fact.kind in USERS:
            return USER
        if self.choice.of(fact) is not Keep.NO:
            return OPEN
        if self.journal.codec.decode(fact.kind, fact.body, None) is None:
            return POSTING
        return ""


def settled(config: StationConfig, journal: Journal, clock: Clock, before: datetime) -> Settled:
    """Read a whole journal as a turn-over does; it takes as long as a hub's start, so on a worker and by `look`."""
    now = clock.now().astimezone(VIETNAM)
    needed = look(journal, Looked(now, before, cashier_settings(config), books_settings(config))).needed
    return Settled(journal, Choice(facts(journal), needed, before, now.date()), before)


def due(config: StationConfig, journal: Journal, clock: Clock, before: datetime, *, by: str = PROGRAM) -> Erasure:
    """What retention says: personal parts of rows recorded before `before` whose matter is settled since then too."""
    found, rows, kept = settled(config, journal, clock, before), list[int](), list[str]()
    for fact in facts(journal):
        if fact.stored.ciphertext is None or fact.recorded_at >= before:
            continue
        reason = found.why_kept(fact)
        if not reason:
            rows.append(fact.stored.seq)
        elif reason != USER:
            kept.append(reason)
    return Erasure(RETENTION, by, tuple(rows), before, counted(kept))


def erase_archives(path: Path, before: datetime, clock: Clock, by: str = PROGRAM) -> Iterator[PersonalErased]:
    """Erase every personal part of archives whose last row is older than `before`; a proof for each, to be written.

    What is still needed of an archive was carried into the journal after it, with a key of its own. The archive's chain
    stays as it is. Its proof comes after the deed: cut off between the two, the archive is empty and nothing says why.

    :raises sqlite3.Error, OSError: when an archive cannot be written.
    """
    for archive in archives_of(path):
        with closing(reading(archive)) as connection:
            last = connection.execute("SELECT seq, recorded_at FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
            parts = (
                [PersonalPart(*row) for row in connection.execute(sql.SELECT_PERSONAL, (0, last[0]))] if last else []
            )
        if not parts or datetime.fromisoformat(last[1]) >= before:
            continue
        archive.chmod(0o600)
        try:
            empty(archive)
        finally:
            archive.chmod(0o400)
        people = len({part.subject for part in parts})
        span = (parts[0].seq, int(last[0]), digest_of(parts))
        yield PersonalErased(ARCHIVE, by, clock.now(), people, len(parts), *span, before)
