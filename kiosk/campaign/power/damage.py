"""A damaged journal: bytes turned, pages gone, the end cut off, the file gone, the rollback file spoilt.

Whatever the damage, opening by the station's own code either stops with a reason and leaves the file as it is, or shows
what was written. It never begins an empty journal, and never opens again and again what cannot be written.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path
from random import Random

from kiosk.campaign.power.disk import IN_MEMORY, Disk
from kiosk.campaign.power.driver import PowerCut
from kiosk.campaign.power.journal import FILE, MASTER, Counted, Went, act, begun, codec, image, open_on
from kiosk.campaign.values import Broken, Promise
from kiosk.journal import Journal, JournalDamaged, JournalUnavailable, WrongMasterKey

Damage = Callable[[Random, bytearray], None]
LOCK = "journal.db.lock"
STOPS = (JournalDamaged, JournalUnavailable, WrongMasterKey)
PAGE = 4_096


def _turned(random: Random, data: bytearray) -> None:
    for _ in range(random.choice((1, 1, 3, 40))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)


def _page_gone(random: Random, data: bytearray) -> None:
    at = PAGE * random.randrange(len(data) // PAGE)
    data[at : at + PAGE] = random.choice((bytes(PAGE), random.randbytes(PAGE)))


def _sector_gone(random: Random, data: bytearray) -> None:
    at = 512 * random.randrange(len(data) // 512)
    data[at : at + 512] = random.choice((bytes(512), random.randbytes(512)))


def _pages_swapped(random: Random, data: bytearray) -> None:
    one, other = (PAGE * random.randrange(len(data) // PAGE) for _ in range(2))
    data[one : one + PAGE], data[other : other + PAGE] = data[other : other + PAGE], data[one : one + PAGE]


def _cut_off(random: Random, data: bytearray) -> None:
    del data[random.choice((random.randrange(len(data)), PAGE * random.randrange(len(data) // PAGE), 0)) :]


DAMAGES: tuple[Damage, ...] = (_turned, _turned, _turned, _page_gone, _sector_gone, _pages_swapped, _cut_off)


@cache
def _rows(transactions: int) -> tuple[tuple[object, ...], ...]:
    """What a journal of so many transactions holds."""
    disk = Disk(Random(1))
    disk.load(image(transactions)[0])
    with closing(open_on(disk)) as journal:
        return tuple((row.seq, row.subject, row.event) for row in journal.rows())


def damage_trial(seed: int) -> tuple[Broken, ...]:
    """Spoil a whole journal in one way, and start."""
    random = Random(seed)
    transactions = random.choice((5, 20, 60))
    files, seq, _ = image(transactions)
    data = bytearray(files[FILE])
    random.choice(DAMAGES)(random, data)
    return _started(f"damage:{seed}", random, {"journal.db": bytes(data)}, seq, _rows(transactions))


def gone_trial(seed: int) -> tuple[Broken, ...]:
    """The file is deleted, or emptied, under the running station, or while it stands; then it is started."""
    random = Random(seed)
    files, _, _ = image(random.choice((5, 20)))
    with tempfile.TemporaryDirectory(prefix="kiosk-power-", dir=IN_MEMORY) as name:
        path = Path(name) / "journal.db"
        path.write_bytes(files[FILE])
        with closing(Journal.open(path, codec(), MASTER, Counted())) as journal:
            journal.append([("v1", Went(1))])
            if random.random() < 0.5:
                _taken_away(random, path)
                try:
                    journal.append([("v1", Went(2))])
                except sqlite3.Error:
                    pass
                else:
                    if path.exists() and path.stat().st_size == 0:
                        return (Broken(f"gone:{seed}", Promise.KEPT, "it went on over an emptied file"),)
        if path.exists() and path.stat().st_size:
            _taken_away(random, path)
        try:
            Journal.open(path, codec(), MASTER, Counted()).close()
        except STOPS:
            return ()
    return (Broken(f"gone:{seed}", Promise.KEPT, "a new journal began where one had been"),)


def _taken_away(random: Random, path: Path) -> None:
    if random.random() < 0.5:
        path.unlink()
    else:
        path.write_bytes(b"")


def rollback_trial(seed: int) -> tuple[Broken, ...]:
    """The power goes in the middle of a transaction, and what should roll it back is spoilt as well."""
    random = Random(seed)
    disk, owed = begun(random)
    disk.cut_in(random.randint(20, 400))
    try:
        with closing(open_on(disk)) as journal:
            while True:
                act(disk, journal, random, owed)
    except PowerCut:
        pass
    disk.power_on()
    files = {Path(name).name: bytes(file.data) for name, file in disk.files.items()}
    rollback = bytearray(files.get("journal.db-journal", b""))
    if len(rollback) >= PAGE:
        random.choice(DAMAGES)(random, rollback)
        files["journal.db-journal"] = bytes(rollback)
    return _started(f"rollback:{seed}", random, files, owed.seq, None)


def _started(
    seed: str, random: Random, files: Mapping[str, bytes], seq: int, rows: tuple[tuple[object, ...], ...] | None
) -> tuple[Broken, ...]:
    """Start over these files, write, start again; `rows` as they were, where nobody could have changed them since."""
    with tempfile.TemporaryDirectory(prefix="kiosk-power-", dir=IN_MEMORY) as name:
        path = Path(name) / "journal.db"
        for file, data in files.items():
            path.with_name(file).write_bytes(data)
        if seq:
            path.with_name(LOCK).write_text(random.choice(("begun", "begun open")))
        before = path.read_bytes() if path.exists() else b""
        hot = bool(files.get("journal.db-journal"))
        for _ in range(3):
            try:
                journal = Journal.open(path, codec(), MASTER, Counted())
            except STOPS:
                if not hot and path.read_bytes() != before:
                    return (Broken(seed, Promise.CHAINED, "a damaged file was changed"),)
                return ()
            try:
                problem = _looked_at(journal, seq, rows)
                if problem:
                    return (Broken(seed, Promise.CHAINED, problem),)
                journal.append([("v1", Went(1))])
                return ()
            except sqlite3.DatabaseError:
                pass
            finally:
                journal.close()
            path.with_name(LOCK).write_text("begun open")  # it would have been killed, and let go of nothing
    return (Broken(seed, Promise.BACK, "it opens, and cannot be written: it would start for ever"),)


def _looked_at(journal: Journal, seq: int, rows: tuple[tuple[object, ...], ...] | None) -> str:
    """What a full look, as doctor's, does not see; nothing when it sees the damage, or all is as it was."""
    try:
        report = journal.verify()
        journal.check_pages()
        if not report.whole or report.rows != journal.seq:
            return ""
        if journal.seq < seq:
            return f"{seq} rows were acknowledged, {journal.seq} are there, and the chain is whole"
        found = tuple((row.seq, row.subject, row.event) for row in journal.rows())
    except (JournalDamaged, sqlite3.DatabaseError):
        return ""
    if rows is not None and found != rows:
        return "rows are not as they were, and the chain is whole"
    return ""
