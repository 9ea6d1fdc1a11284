"""The bare journal under power cuts and a failing disk: what was acknowledged is there, whole, and nothing half.

A trial writes, erases and turns pages until the power goes at an operation of the disk, comes back, may go again while
SQLite rolls back, and is then judged by the files alone: rows, chain, pages, and no key of whoever was erased.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import ClassVar

from kiosk.campaign.power.builtin import BuiltinDriver, plugged
from kiosk.campaign.power.disk import FULL, SYNC, WRITES, Disk, Fault
from kiosk.campaign.power.driver import Driver, PowerCut
from kiosk.campaign.values import Broken, Promise
from kiosk.clock import VIETNAM
from kiosk.journal import Codec, Journal, JournalDamaged, MasterKey
from kiosk.privacy import Basic

FILE = "/journal.db"
MASTER = MasterKey(bytes(range(32)))
LONGEST = 25
"""Transactions in one trial at most."""
FIRST_IMAGES = (0, 0, 1, 5, 5, 20, 60)
"""How many transactions a trial's journal holds before it begins; 0 begins with no file."""


@dataclass(frozen=True, slots=True)
class Written:
    """The root of what a trial writes."""

    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class Came(Written):
    """A row with a personal part."""

    number: int
    full_name: Basic[str]


@dataclass(frozen=True, slots=True)
class Went(Written):
    """A row without one."""

    number: int
    text: str = ""


class Counted:
    """A clock that goes on by a second a look."""

    def __init__(self) -> None:
        self._seconds = 0.0

    def now(self) -> datetime:
        """See `Clock`."""
        self._seconds += 1
        return datetime(2026, 11, 24, 7, 0, tzinfo=VIETNAM) + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """See `Clock`."""
        return self._seconds


@dataclass(slots=True)
class Owed:
    """What the writer was told is safe: the last row's number and hash, whose key is gone; and what was under way.

    `maybe` is the number of the last row once the call that the power cut off had been done; `erasing` whom it erased.
    """

    seq: int = 0
    head: str = ""
    maybe: int = 0
    erased: dict[str, bytes] = field(default_factory=dict)
    erasing: dict[str, bytes] = field(default_factory=dict)


@cache
def codec() -> Codec:
    """The events of a trial."""
    return Codec((Written,))


def _connected(disk: Disk) -> Driver | BuiltinDriver:
    return BuiltinDriver(disk, FILE) if disk.builtin else Driver(disk, FILE)


def open_on(disk: Disk) -> Journal:
    """What a station's start does with its journal, on this disk."""
    driver = _connected(disk)
    try:
        return Journal.over(driver, codec(), MASTER, Counted(), FILE)
    except BaseException:
        driver.close()
        raise


@cache
def image(transactions: int) -> tuple[Mapping[str, bytes], int, str]:
    """The files of a journal that holds so many transactions already, its last row's number and hash."""
    disk, owed = Disk(Random(transactions)), Owed()
    if transactions:
        journal, random = open_on(disk), Random(transactions)
        for _ in range(transactions):
            _write(journal, random, owed)
        journal.close()
    return disk.image(), owed.seq, owed.head


def builtin_trial(seed: int) -> tuple[Broken, ...]:
    """As `cut_trial`, under the SQLite that the product runs on."""
    disk, owed = begun(Random(seed))
    disk.builtin = True
    with plugged(disk):
        return _cut(f"builtin:{seed}", disk, owed)


def cut_trial(seed: int, *, lying: bool = False) -> tuple[Broken, ...]:
    """Cut the power at a random operation, again during recovery in half of the trials; what did not hold.

    :param lying: the disk's sync does nothing: a trial of the trials.
    """
    return _cut(f"journal:{seed}", *begun(Random(seed), lying=lying))


def _cut(name: str, disk: Disk, owed: Owed) -> tuple[Broken, ...]:
    random = disk.random
    try:
        disk.cut_in(1 + int(30 * LONGEST * random.random() ** 2))
        journal = open_on(disk)
        for _ in range(random.randint(1, LONGEST)):
            act(disk, journal, random, owed)
        disk.cut_in(1)
        act(disk, journal, random, owed)
    except PowerCut:
        pass
    return _told(name, _recover(disk, random, owed))


def begun(random: Random, *, lying: bool = False) -> tuple[Disk, Owed]:
    """A disk with a journal on it, or none yet, and what its writer knows of it."""
    disk = Disk(random, lying=lying)
    files, seq, head = image(random.choice(FIRST_IMAGES))
    disk.load(files)
    return disk, Owed(seq, head, seq)


def _told(seed: str, problems: list[tuple[Promise, str]]) -> tuple[Broken, ...]:
    return tuple(Broken(seed, promise, seen) for promise, seen in problems)


def _recover(disk: Disk, random: Random, owed: Owed) -> list[tuple[Promise, str]]:
    """The power comes back, may go again while the journal is opened; then it is judged, written to, judged again."""
    for _ in range(random.choice((0, 0, 1, 3))):
        disk.power_on()
        disk.cut_in(random.randint(1, 25))
        try:
            open_on(disk).close()
            break
        except PowerCut:
            continue
        except (JournalDamaged, sqlite3.Error) as error:
            return [(Promise.CHAINED, f"after a cut during recovery it does not open: {error}")]
    if not disk.on:
        disk.power_on()
    disk.cut_in(None)
    return reopened(disk, random, owed)


def reopened(disk: Disk, random: Random, owed: Owed) -> list[tuple[Promise, str]]:
    """What a start finds, after it has written one row more and was started again."""
    problems: list[tuple[Promise, str]] = []
    for again in (False, True):
        try:
            journal = open_on(disk)
        except (JournalDamaged, sqlite3.Error) as error:
            return [*problems, (Promise.CHAINED, f"it does not open: {error}")]
        try:
            problems += _judged(disk, journal, owed)
            if not again and not problems:
                owed.seq, owed.head = journal.seq, journal.head
                _write(journal, random, owed)
        finally:
            journal.close()
        disk.restarted()
    return problems


def _judged(disk: Disk, journal: Journal, owed: Owed) -> list[tuple[Promise, str]]:
    """The file against what its writer was told."""
    problems: list[tuple[Promise, str]] = []
    driver = _connected(disk)
    try:
        said = [row[0] for row in driver.execute("PRAGMA integrity_check")]
        report = journal.verify()
        kept = driver.execute("SELECT hash FROM journal WHERE seq = ?", (owed.seq,)).fetchone()
    except sqlite3.DatabaseError as error:
        return [(Promise.CHAINED, f"it cannot be read: {error}")]
    finally:
        driver.close()
    if said != ["ok"]:
        problems.append((Promise.CHAINED, f"integrity_check: {said[0]}"))
    if not report.whole or report.rows != journal.seq:
        problems.append((Promise.CHAINED, f"the chain breaks at row {report.broken_at}"))
    if journal.seq < owed.seq or (owed.seq and (kept is None or kept[0] != owed.head)):
        problems.append((Promise.KEPT, f"{owed.seq} rows were acknowledged, {journal.seq} are there"))
    elif journal.seq not in (owed.seq, owed.maybe):
        problems.append((Promise.KEPT, f"half a transaction: {journal.seq}, not {owed.seq} or {owed.maybe} rows"))
    there = {part.subject for part in journal.personal_parts()}
    if there & owed.erased.keys() or disk.contains(owed.erased.values()):
        problems.append((Promise.PRIVATE, "an erased person's key is on the disk"))
    for subject, key in owed.erasing.items():
        if subject not in there and disk.contains((key,)):
            problems.append((Promise.PRIVATE, "half an erasure: the key is on the disk"))
    return problems


def act(disk: Disk, journal: Journal, random: Random, owed: Owed) -> None:
    """One transaction: mostly rows, now and then an erasure."""
    kind = random.random()
    subjects = sorted({part.subject for part in journal.personal_parts()}) if kind < 0.12 else []
    if not subjects:
        _write(journal, random, owed)
        return
    subject = random.choice(subjects)
    owed.erasing = {subject: _key_of(disk, subject)}
    owed.maybe = owed.seq
    if kind < 0.06:
        journal.erase(subject)
    else:
        owed.maybe = owed.seq + 1
        rows = [part.seq for part in journal.personal_parts() if part.subject == subject]
        journal.erase_rows(rows, ("life", Went(0, "erased")))
    owed.erased.update(owed.erasing)
    owed.erasing = {}
    owed.seq, owed.head = journal.seq, journal.head


def _key_of(disk: Disk, subject: str) -> bytes:
    """A subject's wrapped key: without it nothing opens what SQLite may leave of a sealed part in a page's gap."""
    driver = _connected(disk)
    try:
        found = driver.execute("SELECT wrapped FROM subject_key WHERE subject = ?", (subject,)).fetchone()
        return bytes(found[0])
    finally:
        driver.close()


def _write(journal: Journal, random: Random, owed: Owed) -> None:
    entries: list[tuple[str, object]] = []
    # A person who was erased does not come back: a new visit has a new key.
    subject = f"v{journal.seq // 4}" if f"v{journal.seq // 4}" not in owed.erased else f"w{journal.seq}"
    for number in range(random.choice((1, 1, 1, 2, 3, 8))):
        if random.random() < 0.5:
            entries.append((subject, Came(number, "Nguyễn Văn Thử " * random.choice((1, 1, 4, 40)))))
        else:
            entries.append((subject, Went(number, "x" * random.choice((0, 20, 200, 6_000)))))
    owed.maybe = owed.seq + len(entries)
    journal.append(entries)
    owed.seq, owed.head = journal.seq, journal.head


FAULTS: Mapping[str, tuple[int, frozenset[str]]] = {
    "disk full": (errno.ENOSPC, FULL),
    "disk full at a sync": (errno.ENOSPC, SYNC),
    "write error": (errno.EIO, WRITES),
    "sync error": (errno.EIO, SYNC),
    "read-only": (errno.EROFS, WRITES | SYNC),
}
"""Faults of a disk by name: what it says, and to which operations."""


def fault_trial(name: str, at: int, seed: int) -> tuple[Broken, ...] | None:
    """The disk refuses the `at`th operation, once or from then on; then the writer ends and starts again.

    A call that failed is never tried again on the same handle: the program ends, the file is opened anew. In half of
    the trials the power goes before that. None when the trial has fewer operations.
    """
    error, of = FAULTS[name]
    random = Random(seed)
    disk, owed = begun(random)
    fault = disk.fault = Fault(error, of, at, lasting=random.random() < 0.5 or name == "read-only")
    failed = False
    try:
        journal = open_on(disk)
        for _ in range(6):
            act(disk, journal, random, owed)
    except (sqlite3.Error, JournalDamaged):
        failed = True
    problems: list[tuple[Promise, str]] = []
    if fault.seen < at:
        return None
    if not failed and fault.lasting:
        problems.append((Promise.KEPT, "the disk refused, and nobody was told"))
    disk.fault = None
    disk.restarted()
    if random.random() < 0.5:
        disk.power_on()
    return _told(f"{name}:{seed}", problems + reopened(disk, random, owed))


def room_trial(seed: int) -> tuple[Broken, ...]:
    """The disk is full at a random write until the ballast goes: every row is written all the same, each once."""
    random = Random(seed)
    disk, owed = begun(random)
    journal = open_on(disk)

    def make_room() -> bool:
        disk.fault = None
        return True

    journal.make_room = make_room
    disk.fault = Fault(errno.ENOSPC, frozenset({"write"}), random.randint(1, 60))
    try:
        for _ in range(8):
            _write(journal, random, owed)
    except sqlite3.Error as error:
        return (Broken(f"room:{seed}", Promise.KEPT, f"a row was refused though there was room: {error}"),)
    finally:
        journal.close()
    disk.restarted()
    if random.random() < 0.5:
        disk.power_on()
    return _told(f"room:{seed}", reopened(disk, random, owed))
