"""The receiver's inbox: verified deliveries, encrypted, on the disk before the provider is answered.

A row stays for ever as a number, a provider, a notice's id and times; what was sent, which is personal, is erased once
the hub has it in its journal. All SQL of it stands here.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import sqlite_utils

from his_client.payments.ports import Delivered
from kiosk.clock import Clock
from kiosk.hub.receiver.ports import Item
from kiosk.journal.keys import SealBroken, seal, unseal
from kiosk.journal.sql import PRAGMAS

SCHEMA = """
CREATE TABLE IF NOT EXISTS inbox (
    seq INTEGER PRIMARY KEY, provider TEXT NOT NULL, notice_id TEXT NOT NULL, digest TEXT NOT NULL,
    received_at TEXT NOT NULL, nonce BLOB, ciphertext BLOB, settled_at TEXT, outcome TEXT,
    UNIQUE (provider, notice_id, digest)) STRICT;
CREATE INDEX IF NOT EXISTS inbox_waiting ON inbox (seq) WHERE outcome IS NULL;
"""

LEAST_KEY = 32
"""Characters a key must have at least."""

KEPT_HEADERS = ("authorization", "content-type")
"""Kept beside those that begin with `x-`: what a reader may verify with."""


class InboxUnusable(RuntimeError):
    """The inbox cannot be used with this key or file; the sentence says what to do."""


class Inbox:
    """One file and its one writer. Thread-safe.

    :param key: what bodies are encrypted with.
    :param connection: to the file, instead of opening `path`; in autocommit mode.
    :raises InboxUnusable: when the key is too short, or the file is none of ours or encrypted with another key.
    """

    def __init__(self, path: Path | None, key: str, clock: Clock, connection: sqlite3.Connection | None = None) -> None:
        if len(key) < LEAST_KEY:
            raise InboxUnusable(f"receiver_key must have {LEAST_KEY} characters or more")
        self._key = hashlib.sha256(key.encode()).digest()
        self._clock = clock
        self._lock = threading.Lock()
        connection = connection or sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False)
        try:
            self._db = sqlite_utils.Database(connection).conn
            for pragma in PRAGMAS:
                self._db.execute(pragma)
            self._db.executescript(SCHEMA)
            if path is not None:
                path.chmod(0o600)
            self.after(0, 1)
        except (sqlite3.DatabaseError, SealBroken) as error:
            connection.close()
            why = "encrypted with another receiver_key" if isinstance(error, SealBroken) else "no inbox"
            raise InboxUnusable(
                f"the inbox {path} is {why}; keep it and restore the key, or name another file"
            ) from None

    def close(self) -> None:
        """Release the file."""
        self._db.close()

    def put(self, provider: str, notice_id: str, delivered: Delivered) -> bool:
        """Keep a delivery; on return it is on the disk. Whether a notice of this id was there already.

        :raises sqlite3.Error: nothing was kept, and the provider must not be told that it was.
        """
        digest = hmac.new(self._key, b"%s\0%s" % (delivered.query.encode(), delivered.body), "sha256").hexdigest()
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                known = self._digests(provider, notice_id)
                if digest not in known:
                    (last,) = self._db.execute("SELECT coalesce(max(seq), 0) FROM inbox").fetchone()
                    sealed = seal(self._key, last + 1, _plain(delivered))
                    self._db.execute(
                        "INSERT INTO inbox (seq, provider, notice_id, digest, received_at, nonce, ciphertext)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?)",
                        (
                            last + 1,
                            provider,
                            notice_id,
                            digest,
                            delivered.received_at.isoformat(),
                            sealed.nonce,
                            sealed.ciphertext,
                        ),
                    )
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        return bool(known)

    def after(self, seq: int, most: int) -> tuple[Item, ...]:
        """At most `most` deliveries that wait, after number `seq`, oldest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT seq, provider, received_at, nonce, ciphertext FROM inbox"
                " WHERE seq > ? AND outcome IS NULL ORDER BY seq LIMIT ?",
                (seq, most),
            ).fetchall()
        return tuple(
            Item(number, provider, _delivered(unseal(self._key, number, nonce, sealed), received_at))
            for number, provider, received_at, nonce, sealed in rows
        )

    def settle(self, taken: Iterable[int], kept: Iterable[int]) -> None:
        """The hub has `taken`, whose content is erased now; `kept` it could not read, a person must look at them."""
        now = self._clock.now().isoformat()
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                self._db.executemany(
                    "UPDATE inbox SET nonce = NULL, ciphertext = NULL, settled_at = ?, outcome = 'taken'"
                    " WHERE seq = ? AND outcome IS NULL",
                    [(now, seq) for seq in taken],
                )
                self._db.executemany(
                    "UPDATE inbox SET settled_at = ?, outcome = 'kept' WHERE seq = ? AND outcome IS NULL",
                    [(now, seq) for seq in kept],
                )
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def counts(self) -> dict[str, int]:
        """How many deliveries wait for the hub, and how many it could not read."""
        with self._lock:
            found = dict(
                self._db.execute(
                    "SELECT coalesce(outcome, 'waiting'), count(*) FROM inbox WHERE outcome IS NULL OR outcome = 'kept'"
                    " GROUP BY 1"
                ).fetchall()
            )
        return {name: found.get(name, 0) for name in ("waiting", "kept")}

    def _digests(self, provider: str, notice_id: str) -> set[str]:
        rows = self._db.execute(
            "SELECT digest FROM inbox WHERE provider = ? AND notice_id = ?", (provider, notice_id)
        ).fetchall()
        return {digest for (digest,) in rows}


def _plain(delivered: Delivered) -> bytes:
    headers = {
        name: value
        for name, value in delivered.headers.items()
        if name.lower().startswith("x-") or name.lower() in KEPT_HEADERS
    }
    content = {"headers": headers, "query": delivered.query, "body": b64encode(delivered.body).decode()}
    return json.dumps(content).encode()


def _delivered(plain: bytes, received_at: str) -> Delivered:
    content: dict[str, Any] = json.loads(plain)
    return Delivered(
        content["headers"], content["query"], b64decode(content["body"]), datetime.fromisoformat(received_at)
    )
