"""A backup of a hub or a station in one sealed file, taken while it runs, and its restoring, checked row by row.

The hub's database is copied before its journal: after a restore the journal is never behind it, and what the database
lacks is brought over again, each row once. The journal's key is not in it: a backup without that key names nobody.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.config.overlay import IDENTITY_FOLDER
from kiosk.files import sync
from kiosk.hub.fleet.opening import FOLDER as FLEET_FOLDER
from kiosk.hub.turnover.archives import archives_of, reading
from kiosk.journal import Codec, Journal, MasterKey
from kiosk.journal.lock import WriterLock
from kiosk.life import dump
from kiosk.life.sealed import Sealing, Unsealing, as_file

MANIFEST, JOURNAL = "manifest.json", "journal.db"
SUFFIX = ".kiosk-backup"
FOLDERS = {"hub": FLEET_FOLDER, "station": IDENTITY_FOLDER}
"""What lies beside a journal and belongs to it: the fleet's keys of a hub, the identity of a station."""


class NotRestored(RuntimeError):
    """Nothing was put in place; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. `head` is the hash of the journal's last row; `tables` the rows of the hub's database."""

    what: str
    name: str
    at: str
    release: str
    rows: int
    seq: int
    head: str
    personal: int
    archives: tuple[str, ...] = ()
    tables: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """SHA-256 by member."""


def backup(config: StationConfig, what: str, into: Path, key: bytes, clock: Clock) -> tuple[Path, Manifest]:
    """Write a sealed copy of a hub or a station (`what`) into the folder `into`; it may be running.

    :raises OSError, sqlite3.Error: when something cannot be read or written; no half file is left.
    :raises kiosk.life.dump.NotDumped: when the hub's PostgreSQL cannot be copied.
    """
    journal, now = journal_of(config, what), clock.now()
    name = _name(config, what)
    target = into / f"{name}-{now:%Y%m%d-%H%M%S}{SUFFIX}"
    with _folder(journal.parent) as work:
        tables = dump.copy_database(config, work) if what == "hub" else {}
        with closing(reading(journal)) as source, closing(sqlite3.connect(work / JOURNAL)) as copy:
            source.backup(copy)
        archives = archives_of(journal) if what == "hub" else ()
        for archive in archives:
            shutil.copyfile(archive, work / archive.name)
        folder = journal.parent / FOLDERS[what]
        if folder.is_dir():
            shutil.copytree(folder, work / folder.name)
        members = sorted(path for path in work.rglob("*") if path.is_file())
        with closing(reading(work / JOURNAL)) as copied:
            (rows,) = copied.execute("SELECT count(*) FROM journal").fetchone()
            (personal,) = copied.execute("SELECT count(*) FROM personal").fetchone()
            seq, head = copied.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone() or (0, "")
        hashes = {path.relative_to(work).as_posix(): _sha256(path) for path in members}
        names = tuple(archive.name for archive in archives)
        manifest = Manifest(
            what, name, now.isoformat(), version("hospital-kiosk"), rows, seq, head, personal, names, tables, hashes
        )
        (work / MANIFEST).write_text(json.dumps(asdict(manifest)))
        _seal([work / MANIFEST, *members], work, target, key)
    return target, manifest


def backups(config: StationConfig, what: str, folder: Path) -> list[Path]:
    """The whole backups of a hub or a station in a folder, the oldest first: a name says when it was taken."""
    return sorted(folder.glob(f"{_name(config, what)}-????????-??????{SUFFIX}"))


def thin_out(config: StationConfig, what: str, folder: Path) -> None:
    """Take the oldest away, so that `data.backup_keep` stay."""
    for file in backups(config, what, folder)[: -config.data.backup_keep]:
        file.unlink()


def _name(config: StationConfig, what: str) -> str:
    return "hub" if what == "hub" else config.station.id


def journal_of(config: StationConfig, what: str) -> Path:
    """The journal of the hub or the station of a file."""
    if what == "station":
        return config.station.journal
    assert config.hub.journal is not None, "a file without hub.journal describes no hub"
    return config.hub.journal


def _seal(members: list[Path], work: Path, target: Path, key: bytes) -> None:
    fresh = target.with_name(f"{target.name}.new")
    try:
        fresh.touch(0o600, exist_ok=False)
        with fresh.open("wb") as file:
            sealing = Sealing(file, key)
            with tarfile.open(fileobj=as_file(sealing), mode="w|") as tar:
                for member in members:
                    tar.add(member, member.relative_to(work).as_posix(), recursive=False)
            sealing.finish()
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(target)
        sync(target.parent)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


@contextmanager
def opened(file: Path, key: bytes, beside: Path) -> Iterator[tuple[Path, Manifest]]:
    """A backup unpacked into a folder of its own on the disk of `beside`, every file's hash compared; then it is gone.

    :raises SealedWrong: when it is not whole, or of another key.
    :raises NotRestored: when a file in it is not the one that was put in.
    """
    with _folder(beside) as work:
        with file.open("rb") as sealed:
            stream = Unsealing(sealed, key)
            with tarfile.open(fileobj=as_file(stream), mode="r|") as tar:
                _unpacked(tar, work)
            stream.read()  # to the last piece: a file that was cut off at a piece's end is found here
        told: dict[str, Any] = json.loads((work / MANIFEST).read_text())
        manifest = Manifest(**told | {"archives": tuple(told["archives"])})
        there = {path.relative_to(work).as_posix() for path in work.rglob("*") if path.is_file()} - {MANIFEST}
        if there != set(manifest.files):
            raise NotRestored("the backup does not hold the files that its list names")
        for name, expected in manifest.files.items():
            if _sha256(work / name) != expected:
                raise NotRestored(f"{name} in the backup is not the file that was put in")
        yield work, manifest


def _unpacked(tar: tarfile.TarFile, work: Path) -> None:
    """Files below `work`, and nothing else. By hand: Debian 12's Python 3.11.2 has no `extractall(filter=)` yet."""
    for member in tar:
        name = PurePosixPath(member.name)
        if not member.isreg() or name.is_absolute() or ".." in name.parts:
            raise NotRestored(f"{member.name} in the backup is nothing that a backup holds")
        target = work / name
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = tar.extractfile(member)
        assert content is not None, "a regular file has content"
        with content, target.open("wb") as file:
            target.chmod(member.mode & 0o755)
            shutil.copyfileobj(content, file)


def restore(
    config: StationConfig,
    what: str,
    file: Path,
    key: bytes,
    codec: Codec,
    master: MasterKey,
    clock: Clock,
    *,
    heard: int = 0,
) -> Manifest:
    """Put a backup in place on a machine that has no journal; on return it was checked and is what the backup held.

    :param heard: up to which row the hub has this chain, for a station: an older backup is no journal to go on with.
    :raises NotRestored: when something is in its place, it belongs to another, or it does not check.
    :raises SealedWrong, WrongMasterKey, OSError, sqlite3.Error, kiosk.life.dump.NotDumped: as each says.
    """
    journal = journal_of(config, what)
    journal.parent.mkdir(parents=True, exist_ok=True)
    lock = WriterLock(journal)
    try:
        if journal.exists():
            raise NotRestored(f"{journal} is there: move it away first; nothing is ever written over a journal")
        with opened(file, key, journal.parent) as (work, manifest):
            name = _name(config, what)
            if (manifest.what, manifest.name) != (what, name):
                raise NotRestored(f"this is a backup of {manifest.what} {manifest.name}, not of {what} {name}")
            if heard > manifest.seq:
                raise NotRestored(
                    f"the hub has rows up to {heard} of this chain, the backup ends at {manifest.seq}: begin a new"
                    " journal (start the station without one); `kiosk data replacement` says what the old one left open"
                )
            _checked(work / JOURNAL, manifest, codec, master, clock)
            for name in (*manifest.archives, *([FOLDERS[what]] if (work / FOLDERS[what]).is_dir() else [])):
                if (journal.parent / name).exists():
                    raise NotRestored(f"{journal.parent / name} is there: move it away first")
            if os.geteuid() == 0:
                owner = journal.parent.stat()
                for path in work.rglob("*"):
                    os.chown(path, owner.st_uid, owner.st_gid)  # the service that will use them is another user
            if what == "hub":
                dump.restore_database(config, work, manifest.tables)
            _place(work, journal, manifest, FOLDERS[what])
            return manifest
    finally:
        lock.release()


def _checked(path: Path, manifest: Manifest, codec: Codec, master: MasterKey, clock: Clock) -> None:
    """The chain from its first row to the head that was written down, and every personal part against its digest."""
    with closing(Journal.look(path, codec, master, clock)) as journal:
        report = journal.verify()
        found = (report.whole, report.rows, journal.seq, journal.head, len(journal.personal_parts()))
    if found != (True, manifest.rows, manifest.seq, manifest.head, manifest.personal):
        raise NotRestored("the journal in the backup is not the one that was put in")


def _place(work: Path, journal: Path, manifest: Manifest, folder: str) -> None:
    """The journal last: until it is in its place nothing starts, and then all of it is on the disk."""
    for path in sorted(work.rglob("*")):
        sync(path)
    for name in manifest.archives:
        (work / name).chmod(0o400)
        (work / name).rename(journal.parent / name)
    if (work / folder).is_dir():
        (work / folder).rename(journal.parent / folder)
    (work / JOURNAL).chmod(0o600)
    sync(journal.parent)
    (work / JOURNAL).rename(journal)
    sync(journal.parent)


@contextmanager
def _folder(beside: Path) -> Iterator[Path]:
    """A folder for this user alone, on the same disk, gone afterwards."""
    work = Path(tempfile.mkdtemp(prefix=".backup-", dir=beside))
    try:
        yield work
    finally:
        shutil.rmtree(work)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
