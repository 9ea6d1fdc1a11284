"""The journal's SQL, all of it, over a plain DB-API connection, so that it also runs over another driver.

Rollback journal with `synchronous=EXTRA`: a committed row survives a power cut (sqlite.org/pragma.html). The rollback
file is truncated and synced at each commit, not unlinked: as safe, a third faster, and no page of an erased person
stays in it. No WAL: SQLite builds before 3.51.3 carry the WAL-reset bug.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, Protocol

SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (
    name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS journal (
    seq INTEGER PRIMARY KEY, subject TEXT NOT NULL, kind TEXT NOT NULL, version INTEGER NOT NULL,
    recorded_at TEXT NOT NULL, body TEXT NOT NULL, personal_digest TEXT, prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS journal_subject ON journal (subject);
CREATE INDEX IF NOT EXISTS journal_checkpoint ON journal (seq) WHERE kind = 'Checkpoint';
CREATE TABLE IF NOT EXISTS personal (
    seq INTEGER PRIMARY KEY REFERENCES journal (seq), subject TEXT NOT NULL, salt BLOB NOT NULL, nonce BLOB NOT NULL,
    ciphertext BLOB NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS personal_subject ON personal (subject);
CREATE TABLE IF NOT EXISTS subject_key (
    subject TEXT PRIMARY KEY, wrapped BLOB NOT NULL) STRICT;
CREATE TRIGGER IF NOT EXISTS journal_is_not_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER IF NOT EXISTS journal_is_not_cut BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
"""

PRAGMAS = (
    "PRAGMA journal_mode = TRUNCATE",
    "PRAGMA synchronous = EXTRA",
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 5000",
    "PRAGMA secure_delete = ON",
    # Written at its end and read once at the start: 2 MB of old pages, as is usual, would only be memory that fills.
    "PRAGMA cache_size = -512",
)

INSERT_ROW = "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_PERSONAL = "INSERT INTO personal VALUES (?, ?, ?, ?, ?)"
INSERT_KEY = "INSERT INTO subject_key VALUES (?, ?)"
SELECT_ROWS = (
    "SELECT j.seq, j.subject, j.kind, j.version, j.recorded_at, j.body, j.personal_digest, j.prev_hash, j.hash,"
    " p.salt, p.nonce, p.ciphertext FROM journal j LEFT JOIN personal p ON p.seq = j.seq WHERE j.seq > ? ORDER BY j.seq"
)
SELECT_PUBLIC = (
    "SELECT seq, subject, kind, version, recorded_at, body, personal_digest, prev_hash, hash FROM journal"
    " WHERE seq > ? ORDER BY seq LIMIT ?"
)
SELECT_PERSONAL = (
    "SELECT p.seq, p.subject, j.kind, j.recorded_at, j.personal_digest FROM personal p JOIN journal j ON j.seq = p.seq"
    " WHERE p.seq BETWEEN ? AND ? ORDER BY p.seq"
)
SELECT_DAY_BEFORE = (
    "SELECT seq, substr(recorded_at, 1, 10) FROM journal WHERE seq < ? AND substr(recorded_at, 1, 10) <> ?"
    " ORDER BY seq DESC LIMIT 1"
)
SELECT_SUBJECT = (
    "SELECT seq, subject, kind, version, recorded_at, body, personal_digest, prev_hash, hash FROM journal"
    " WHERE subject = ? ORDER BY seq"
)
LAST_SEQ = 2**63 - 1
DELETE_PERSONAL = "DELETE FROM personal WHERE seq = ? RETURNING subject"
DELETE_UNUSED_KEY = (
    "DELETE FROM subject_key WHERE subject = ?1 AND NOT EXISTS (SELECT 1 FROM personal WHERE subject = ?1)"
)


class Cursor(Protocol):
    """What the journal needs of a DB-API cursor."""

    def fetchone(self) -> Any:
        """The next row, or None."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What the journal needs of a DB-API connection in autocommit mode."""

    def execute(self, sql: str, parameters: Sequence[Any] = (), /) -> Cursor:
        """Run one statement."""
        ...

    def close(self) -> None:
        """Release the file."""
        ...


class PublicRow(NamedTuple):
    """A row without its personal part, as it may leave the machine; its hash can be recomputed from it."""

    seq: int
    subject: str
    kind: str
    version: int
    recorded_at: str
    body: str
    personal_digest: str | None
    prev_hash: str
    hash: str


class PersonalPart(NamedTuple):
    """Which row still has a personal part; `digest` is the salted one that the chain covers."""

    seq: int
    subject: str
    kind: str
    recorded_at: str
    digest: str


class StoredRow(NamedTuple):
    """A row as it lies in the file, with its personal part when there still is one."""

    seq: int
    subject: str
    kind: str
    version: int
    recorded_at: str
    body: str
    personal_digest: str | None
    prev_hash: str
    hash: str
    salt: bytes | None
    nonce: bytes | None
    ciphertext: bytes | None


def prepare(connection: Connection) -> None:
    """Set the durability pragmas and create what is missing."""
    for pragma in PRAGMAS:
        connection.execute(pragma)
    connection.execute("BEGIN IMMEDIATE")
    for statement in _statements(SCHEMA):
        connection.execute(statement)
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        done = statement.rstrip().endswith(";")
        in_trigger = "CREATE TRIGGER" in statement and not statement.rstrip().endswith("END;")
        if done and not in_trigger:
            yield statement
            statement = ""


def rows(connection: Connection, after: int) -> Iterator[StoredRow]:
    """The rows after `after`, in order."""
    for row in connection.execute(SELECT_ROWS, (after,)):
        yield StoredRow(*row)


def public_rows(connection: Connection, after: int, limit: int) -> tuple[PublicRow, ...]:
    """At most `limit` rows after `after`, without their personal parts, in order."""
    return tuple(PublicRow(*row) for row in connection.execute(SELECT_PUBLIC, (after, limit)))


def days(connection: Connection, most: int) -> tuple[tuple[str, int], ...]:
    """The last `most` days that rows were written on, each with its last row's number, the last day first.

    Found from the end, a day at a time: years of rows before them are not read.
    """
    found: dict[str, int] = {}
    seq, day = LAST_SEQ, ""
    while len(found) < most:
        row = connection.execute(SELECT_DAY_BEFORE, (seq, day)).fetchone()
        if row is None:
            break
        seq, day = row
        found.setdefault(day, seq)
    return tuple(found.items())


def head(connection: Connection) -> tuple[int, str]:
    """The last row's number and hash; those it begins after for an empty journal."""
    row = connection.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    return (row[0], row[1]) if row else base(connection)


def base(connection: Connection) -> tuple[int, str]:
    """The number and hash of the row before the first one: (0, "") unless the file continues another."""
    found = dict(iter(connection.execute("SELECT name, value FROM meta WHERE name IN ('base_seq', 'base_hash')")))
    return int(found.get("base_seq", 0)), found.get("base_hash", "")


def begin_after(connection: Connection, seq: int, row_hash: str) -> None:
    """Let an empty file continue the chain of another one, which ends with this row."""
    connection.execute("INSERT INTO meta VALUES ('base_seq', ?), ('base_hash', ?)", (str(seq), row_hash))
