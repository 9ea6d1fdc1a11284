"""The turn-over of a hub's journal: a new file that continues the chain and begins with what is still needed.

The hub is stopped meanwhile, since the journal's lock is held. Until the new file is complete, on the disk and proven
to show the same, the old one stays where it is; then it gets a second name as archive, and the new one takes its first
name in one step. Whenever the power fails, there is one whole journal under that name.
"""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from pathlib import Path

from kiosk.carried import Carried, CarriedEvent, JournalTurned
from kiosk.clock import VIETNAM, Clock
from kiosk.config import StationConfig
from kiosk.files import sync
from kiosk.hub.books.settings import BooksSettings
from kiosk.hub.db.commands import NoHubHere
from kiosk.hub.desk.opening import cashier_settings
from kiosk.hub.records import hub_codec
from kiosk.hub.turnover import KEEP_DAYS
from kiosk.hub.turnover.archives import archive_of, second_names_of
from kiosk.hub.turnover.choice import Choice, Keep
from kiosk.hub.turnover.picture import Looked, Picture, look
from kiosk.hub.turnover.rows import carried, facts
from kiosk.journal import Journal, JournalDamaged, MasterKey

LEAST_DAYS = 14
"""Late money is asked about for days, and statements come late too."""
BATCH = 2_000
_HUB = "hub"


class NotTurned(Exception):
    """The journal was left as it is; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Turned:
    """What came of it: the archive's file, its last row, how many rows it has, and how many were carried."""

    archive: str
    last_seq: int
    rows: int
    carried: int
    before: str


def turn_over(
    config: StationConfig,
    master: MasterKey,
    clock: Clock,
    keep_days: int = KEEP_DAYS,
    say: Callable[[str], None] = lambda _: None,
) -> Turned:
    """Turn over the journal of a hub's file; everything open and everything of the last `keep_days` goes on.

    :raises NotTurned: when too few days are to be kept, when all rows are needed, or when the new file would not show
        the same: it names the first difference. The old journal is in its place, unchanged.
    :raises NoHubHere, JournalUnavailable, JournalDamaged, WrongMasterKey, OSError: as its name says.
    """
    path = config.hub.journal
    if path is None:
        raise NoHubHere
    if keep_days < LEAST_DAYS:
        raise NotTurned(f"keep at least {LEAST_DAYS} days: late transfers and statements still ask for them")
    if not path.exists():
        raise NotTurned(f"there is no journal {path}")
    with closing(Journal.open(path, hub_codec(), master, clock)) as journal:
        for name in second_names_of(path):
            name.unlink()  # of a turn-over that was cut off before its last step; the file itself is the journal
        return _turn(config, path, journal, master, clock, keep_days, say)


def _turn(
    config: StationConfig,
    path: Path,
    journal: Journal,
    master: MasterKey,
    clock: Clock,
    keep_days: int,
    say: Callable[[str], None],
) -> Turned:
    now = clock.now().astimezone(VIETNAM)
    before = datetime.combine(now.date() - timedelta(days=keep_days), time(), VIETNAM)
    report = journal.verify()
    if not report.whole:
        raise JournalDamaged(str(path), f"the chain breaks at row {report.broken_at}")
    say(f"{report.rows} rows, whole; looking at what is open")
    how = Looked(now, before, cashier_settings(config), books_settings(config))
    was = look(journal, how)
    gc.collect()
    choice = Choice(facts(journal), was.needed, before, now.date())
    new, archive = path.with_name(f"{path.name}.turning"), archive_of(path, now.date())
    _remove(new)
    with closing(Journal.begin(new, hub_codec(), master, clock, (journal.seq, journal.head))) as fresh:
        turned = JournalTurned(archive.name, journal.seq, choice.archived_before, now, *was.next_numbers)
        try:
            count = _carry(journal, fresh, choice, turned)
            say(f"{count} rows carried; comparing")
            if count >= report.rows:
                raise NotTurned("every row is needed still; nothing was turned over")
            _prove(was, fresh, how)
        except BaseException:
            fresh.close()
            _remove(new)
            raise
    _swap(path, new, archive)
    return Turned(archive.name, journal.seq, report.rows, count, before.date().isoformat())


def _carry(journal: Journal, fresh: Journal, choice: Choice, turned: JournalTurned) -> int:
    """Write the rows that are needed, then what is counted for ever beyond them; how many rows that were."""
    count, orders, z_reports = 0, 0, Counter[int]()

    def rows() -> Iterator[tuple[str, Carried]]:
        nonlocal count, orders
        for fact in facts(journal):
            keep = choice.of(fact)
            if keep is Keep.NO:
                continue
            count += 1
            orders += fact.kind == "OrderOpened"
            if fact.kind == "ShiftClosed":
                z_reports[datetime.fromisoformat(fact.body["at"]).astimezone(VIETNAM).year] += 1
            yield fact.subject, carried(journal, fact, drawers=keep is Keep.DRAWERS)

    entries: Iterator[tuple[str, CarriedEvent]] = rows()
    while batch := list(islice(entries, BATCH)):
        fresh.append(batch)
    left = tuple((year, number - z_reports[year]) for year, number in sorted(choice.z_reports.items()))
    at, last = turned.at, turned.last_number
    ended = JournalTurned(turned.archive, turned.last_seq, turned.before, at, turned.orders - 1 - orders, last, left)
    fresh.append([(_HUB, ended)])
    return count


def _prove(was: Picture, fresh: Journal, how: Looked) -> None:
    report = fresh.verify()
    if not report.whole:
        raise NotTurned(f"the new file's chain breaks at row {report.broken_at}; the journal is as it was")
    differs = was.first_difference(look(fresh, how))
    if differs is not None:
        raise NotTurned(f"over the new file the hub would not show the same ({differs}); the journal is as it was")


def _swap(path: Path, new: Path, archive: Path) -> None:
    """The old file is the archive too, then the new one takes its place; each step is on the disk before the next."""
    sync(new)
    os.link(path, archive)
    sync(path.parent)
    new.replace(path)
    sync(path.parent)
    archive.chmod(0o400)
    Path(f"{new}-journal").unlink(missing_ok=True)


def _remove(new: Path) -> None:
    """What a turn-over that did not come to its end left behind; nobody ever used it."""
    new.unlink(missing_ok=True)
    Path(f"{new}-journal").unlink(missing_ok=True)


def books_settings(config: StationConfig) -> BooksSettings:
    """How the books of this hub are set."""
    return BooksSettings(cut_off=time.fromisoformat(config.hub.bank_cut_off))
