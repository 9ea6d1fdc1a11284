"""The journal: append-only, hash-chained, one writer. What is not in it has not happened."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

import sqlite_utils

from kiosk.clock import Clock
from kiosk.journal import sql
from kiosk.journal.codec import Codec
from kiosk.journal.keys import MasterKey, SealBroken, WrongMasterKey, personal_digest, seal, unseal
from kiosk.journal.lock import WriterLock

GENESIS = ""


class JournalDamaged(RuntimeError):
    """The journal's file or chain is not whole. The station stops: it never starts empty and never goes on blindly."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(
            f"the journal {path} is damaged ({what}); the station stays out of service. "
            "Keep the file, call hospital IT, and restore it from the hub or a backup"
        )
        self.what = what


class JournalUnavailable(OSError):
    """The journal cannot be opened now: another process holds it, or its disk does not do it. It may be whole.

    `full`: the disk has no room; it comes back with some.
    """

    def __init__(self, path: str, *, full: bool = False, refused: bool = False) -> None:
        why = "another process holds it, or its folder is missing or forbidden"
        do = "End the other process or correct the path, then start again"
        if full:
            why, do = "its disk is full", "Make room; nothing of the journal itself may be deleted"
        elif refused:
            why, do = "its disk cannot be written or read", "Keep the file and call hospital IT: look at the disk"
        super().__init__(f"the journal {path} cannot be opened: {why}. {do}")
        self.full = full


@dataclass(frozen=True, slots=True)
class Row:
    """A journal row. `event` is None when it cannot be rebuilt because the person was erased."""

    seq: int
    subject: str
    recorded_at: datetime
    kind: str
    event: object | None


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a full check of the chain found; `broken_at` is the first row that does not fit."""

    rows: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every row fits."""
        return self.broken_at is None


class Journal:
    """One writer's chain of events. All calls come from the one thread that owns it."""

    def __init__(
        self,
        connection: sql.Connection,
        codec: Codec,
        master: MasterKey,
        clock: Clock,
        name: str,
        *,
        writes: bool = True,
    ) -> None:
        self._connection = connection
        self._codec = codec
        self._master = master
        self._clock = clock
        self.name = name
        self._keys: dict[str, bytes] = {}
        self._lock: WriterLock | None = None
        self.make_room: Callable[[], bool] = lambda: False
        """Asked when the disk is full: whether there is room now that was not there before."""
        if writes:
            sql.prepare(connection)
        self._seq, self._hash = sql.head(connection)

    @classmethod
    def open(cls, path: Path | None, codec: Codec, master: MasterKey, clock: Clock) -> Self:
        """Open or create the journal at `path`, alone until `close`, or one in memory for None.

        :raises JournalDamaged: when the file is no journal, or its last rows do not chain.
        :raises JournalUnavailable: when another process has it open, or it cannot be opened at all.
        :raises WrongMasterKey: when its last personal parts belong to another master key.
        """
        if path is None:
            return cls._opened(":memory:", "in memory", codec, master, clock)
        try:
            lock = WriterLock(path)
        except OSError as error:
            raise JournalUnavailable(str(path)) from error
        try:
            there = path.stat().st_size if path.exists() else 0
            if lock.begun and not there:
                raise JournalDamaged(
                    str(path), f"its rows are gone; to begin a new one, {path.name}.lock has to be deleted as well"
                )
            journal = cls._opened(path, str(path), codec, master, clock)
            try:
                if lock.torn_off:
                    journal.check_pages()
                path.chmod(0o600)
                lock.begin(begun=lock.begun or journal.seq > 0)
            except BaseException:
                journal.close()
                raise
            journal._lock = lock
        except OSError as error:
            lock.release()
            if isinstance(error, JournalUnavailable):
                raise
            raise JournalUnavailable(str(path), full=error.errno == errno.ENOSPC, refused=True) from error
        except BaseException:
            lock.release()
            raise
        return journal

    @classmethod
    def look(cls, path: Path, codec: Codec, master: MasterKey, clock: Clock) -> Journal:
        """The journal at `path` for reading only, also beside the process that writes it; it takes no event.

        :raises JournalDamaged, JournalUnavailable, WrongMasterKey: as `open`; unavailable also when there is none.
        """
        return cls._opened(f"{path.absolute().as_uri()}?mode=ro", str(path), codec, master, clock, writes=False)

    @classmethod
    def begin(cls, path: Path, codec: Codec, master: MasterKey, clock: Clock, after: tuple[int, str]) -> Journal:
        """A new file at `path` whose chain goes on after another one's last row, given by number and hash.

        It holds no lock: it is made by whoever holds that of the journal it will replace.

        :raises FileExistsError: when there is a file already.
        """
        path.touch(mode=0o600, exist_ok=False)
        journal = cls._opened(path, str(path), codec, master, clock)
        sql.begin_after(journal._connection, *after)
        journal._seq, journal._hash = after
        return journal

    @classmethod
    def _opened(
        cls, address: Path | str, name: str, codec: Codec, master: MasterKey, clock: Clock, *, writes: bool = True
    ) -> Self:
        connection = None
        try:
            connection = sqlite3.connect(address, isolation_level=None, check_same_thread=False, uri=not writes)
            return cls.over(sqlite_utils.Database(connection).conn, codec, master, clock, name, writes=writes)
        except BaseException as error:
            if connection is not None:
                connection.close()
            if isinstance(error, sqlite3.DatabaseError):
                raise _told(name, error) from error
            if isinstance(error, UnicodeDecodeError):
                # Of SQLite's own message about a damaged schema, which quotes it.
                raise JournalDamaged(name, "unreadable schema") from error
            raise

    @classmethod
    def over(
        cls,
        connection: sql.Connection,
        codec: Codec,
        master: MasterKey,
        clock: Clock,
        name: str,
        *,
        writes: bool = True,
    ) -> Self:
        """The journal of a connection, its last rows compared with their chain.

        :raises JournalDamaged: when they do not fit; sqlite3.Error: when the file cannot be read.
        """
        journal = cls(connection, codec, master, clock, name, writes=writes)
        report = journal.verify(after=max(0, journal.seq - 200))
        if not report.whole:
            raise JournalDamaged(name, f"the chain breaks at row {report.broken_at}")
        return journal

    @property
    def seq(self) -> int:
        """The number of the last row."""
        return self._seq

    @property
    def head(self) -> str:
        """The hash of the last row."""
        return self._hash

    @property
    def base(self) -> tuple[int, str]:
        """The number and hash of the row before the first one of this file; (0, "") when it continues none."""
        return sql.base(self._connection)

    @property
    def codec(self) -> Codec:
        """The events this journal can hold."""
        return self._codec

    def check_pages(self) -> None:
        """Look at every page and index, as after a writer that was cut off; about a second a gigabyte.

        :raises JournalDamaged: when one is not as it must be.
        """
        try:
            said = self._connection.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            raise _told(self.name, error) from error
        if said[0] != "ok":
            raise JournalDamaged(self.name, str(said[0]).splitlines()[0])

    def append(self, entries: Iterable[tuple[str, object]]) -> None:
        """Commit (subject, event) pairs in one transaction; on return they are on the disk.

        Where the disk is full and `make_room` makes some, it is tried again.

        :raises sqlite3.Error: nothing was written. After a failed sync the journal must be reopened, not retried.
        """
        kept = list(entries)
        if self._lock is not None and not self._lock.begun:
            self._lock.begin(begun=True)
        try:
            self._append(kept)
        except sqlite3.OperationalError as error:
            # Only a write was refused, no sync has failed: SQLite has rolled back, and the same handle serves.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_FULL or not self.make_room():
                raise
            self._append(kept)

    def _append(self, entries: list[tuple[str, object]]) -> None:
        recorded_at = self._clock.now().isoformat()
        seq, head = self._seq, self._hash
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            for subject, event in entries:
                seq += 1
                head = self._insert(seq, head, subject, event, recorded_at)
            execute("COMMIT")
        except BaseException:
            self._keys.clear()
            self._roll_back()
            raise
        self._seq, self._hash = seq, head

    def _insert(self, seq: int, prev: str, subject: str, event: object, recorded_at: str) -> str:
        execute = self._connection.execute
        if "\n" in subject:
            raise ValueError("a subject is one line")
        encoded = self._codec.encode(event)
        body = _canonical(encoded.body)
        sealed = None
        if encoded.personal:
            sealed = seal(self._subject_key(subject), seq, _canonical(encoded.personal).encode())
        digest = sealed.digest if sealed else None
        row_hash = chain_hash(seq, subject, encoded.kind, encoded.version, recorded_at, body, digest, prev)
        execute(
            sql.INSERT_ROW,
            (seq, subject, encoded.kind, encoded.version, recorded_at, body, digest, prev, row_hash),
        )
        if sealed:
            execute(sql.INSERT_PERSONAL, (seq, subject, sealed.salt, sealed.nonce, sealed.ciphertext))
        return row_hash

    def rows(self, after: int = 0) -> Iterator[Row]:
        """The rows after `after`, decoded, in order."""
        for stored in sql.rows(self._connection, after):
            event = self._codec.decode(stored.kind, json.loads(stored.body), self._personal(stored))
            yield Row(stored.seq, stored.subject, datetime.fromisoformat(stored.recorded_at), stored.kind, event)

    def stored_rows(self, after: int = 0) -> Iterator[sql.StoredRow]:
        """The rows after `after` as they lie in the file, their personal parts sealed, in order."""
        return sql.rows(self._connection, after)

    def unsealed(self, stored: sql.StoredRow) -> str | None:
        """A row's personal part as JSON; None when it has none, or it was erased.

        :raises JournalDamaged: when it was changed.
        """
        try:
            plaintext = self._plaintext(stored)
        except SealBroken as error:
            raise JournalDamaged(self.name, f"the personal part of row {stored.seq} was changed") from error
        return None if plaintext is None else plaintext.decode()

    def public_rows(self, after: int, limit: int) -> tuple[sql.PublicRow, ...]:
        """At most `limit` rows after `after` as they are stored, without their personal parts, in order."""
        return sql.public_rows(self._connection, after, limit)

    def last_seq_of(self, kind: str) -> int:
        """The number of the last row of a kind, 0 when there is none."""
        row = self._connection.execute("SELECT max(seq) FROM journal WHERE kind = ?", (kind,)).fetchone()
        return row[0] or 0

    def verify(self, after: int = 0) -> ChainReport:
        """Recompute the chain from row `after` on; personal parts that still exist are compared with their digest."""
        base_seq, base_hash = self.base
        after = max(after, base_seq)
        prev, count = None if after > base_seq else base_hash, 0
        for stored in sql.rows(self._connection, after):
            count += 1
            expected = chain_hash(*stored[:7], stored.prev_hash)
            linked = prev is None or stored.prev_hash == prev
            if not linked or expected != stored.hash or stored.seq != after + count or not self._personal_fits(stored):
                return ChainReport(count, stored.hash, stored.seq)
            prev = stored.hash
        return ChainReport(count, prev or GENESIS, None)

    def erase(self, subject: str) -> None:
        """Delete a subject's personal parts and its key; the chain stays valid."""
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            execute("DELETE FROM personal WHERE subject = ?", (subject,))
            execute("DELETE FROM subject_key WHERE subject = ?", (subject,))
            execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        self._keys.pop(subject, None)

    def personal_parts(self, first: int = 0, last: int | None = None) -> tuple[sql.PersonalPart, ...]:
        """The personal parts still there of rows `first` to `last`, in order; nothing is decrypted."""
        span = (first, self._seq if last is None else last)
        return tuple(sql.PersonalPart(*row) for row in self._connection.execute(sql.SELECT_PERSONAL, span))

    def days(self, most: int) -> tuple[tuple[str, int], ...]:
        """The last `most` days on which rows were written, as their clock said, each with its last row's number; the
        last day first."""
        return sql.days(self._connection, most)

    def rows_of(self, subject: str) -> tuple[sql.PublicRow, ...]:
        """The public parts of a subject's rows, in order."""
        return tuple(sql.PublicRow(*row) for row in self._connection.execute(sql.SELECT_SUBJECT, (subject,)))

    def erase_rows(self, rows: Iterable[int], proof: tuple[str, object]) -> None:
        """Delete the personal parts of these rows, the keys nothing is left of, and append the proof: all or nothing.

        :raises sqlite3.Error: nothing was erased and nothing written.
        """
        recorded_at = self._clock.now().isoformat()
        execute = self._connection.execute
        execute("BEGIN IMMEDIATE")
        try:
            subjects = {subject for seq in rows for (subject,) in execute(sql.DELETE_PERSONAL, (seq,))}
            for subject in subjects:
                execute(sql.DELETE_UNUSED_KEY, (subject,))
                self._keys.pop(subject, None)
            head = self._insert(self._seq + 1, self._hash, *proof, recorded_at)
            execute("COMMIT")
        except BaseException:
            self._keys.clear()
            self._roll_back()
            raise
        self._seq, self._hash = self._seq + 1, head

    def forget_key(self, subject: str) -> None:
        """Drop a subject's key from memory; it is unwrapped again when its rows are read."""
        self._keys.pop(subject, None)

    def close(self) -> None:
        """Release the file."""
        self._keys.clear()
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def _roll_back(self) -> None:
        # After a full disk or a failed sync SQLite has rolled back by itself; the first error is the one to tell.
        with contextlib.suppress(Exception):
            self._connection.execute("ROLLBACK")

    def _subject_key(self, subject: str) -> bytes:
        if subject in self._keys:
            return self._keys[subject]
        found = self._stored_key(subject)
        if found is None:
            found, wrapped = self._master.new_subject_key(subject)
            self._connection.execute(sql.INSERT_KEY, (subject, wrapped))
        self._keys[subject] = found
        return found

    def _stored_key(self, subject: str) -> bytes | None:
        query = "SELECT wrapped FROM subject_key WHERE subject = ?"
        row = self._connection.execute(query, (subject,)).fetchone()
        return self._master.unwrap(subject, row[0]) if row else None

    def _opens_any(self) -> bool:
        """Whether the master key opens any subject's key of this file."""
        for subject, wrapped in self._connection.execute("SELECT subject, wrapped FROM subject_key"):
            with contextlib.suppress(WrongMasterKey):
                return bool(self._master.unwrap(subject, wrapped))
        return False

    def _plaintext(self, stored: sql.StoredRow) -> bytes | None:
        if stored.ciphertext is None or stored.nonce is None:
            return None
        key = self._keys.get(stored.subject) or self._stored_key(stored.subject)
        return unseal(key, stored.seq, stored.nonce, stored.ciphertext) if key else None

    def _personal(self, stored: sql.StoredRow) -> dict[str, Any] | None:
        text = self.unsealed(stored)
        if text is None:
            return {} if stored.personal_digest is None else None
        personal: dict[str, Any] = json.loads(text)
        return personal

    def _personal_fits(self, stored: sql.StoredRow) -> bool:
        try:
            plaintext = self._plaintext(stored)
        except SealBroken:
            return False
        except WrongMasterKey:
            if self._opens_any():
                return False  # it is the right key, so the wrapped one was changed
            raise
        if plaintext is None or stored.salt is None:
            return True
        return personal_digest(stored.salt, plaintext) == stored.personal_digest


def _told(name: str, error: sqlite3.DatabaseError) -> JournalDamaged | JournalUnavailable:
    """What an error while opening means: only some of them say that the file is damaged."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_CANTOPEN):
        return JournalUnavailable(name)
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR):
        return JournalUnavailable(name, full=code == sqlite3.SQLITE_FULL, refused=True)
    return JournalDamaged(name, type(error).__name__)


def chain_hash(
    seq: int, subject: str, kind: str, version: int, recorded_at: str, body: str, digest: str | None, prev: str
) -> str:
    """SHA-256 over a row and the hash before it: one field a line, none of which holds a line end of its own."""
    canonical = f"{seq}\n{subject}\n{kind}\n{version}\n{recorded_at}\n{digest or ''}\n{prev}\n{body}"
    return hashlib.sha256(canonical.encode()).hexdigest()


_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
