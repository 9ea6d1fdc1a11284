"""What is left when something is lost: a journal's key, or a station with rows it had not handed over.

Rows' public parts need no key: what happened when, and all money. The names are gone for good.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from kiosk.cashier.user_events import UserAdded, UserRemoved
from kiosk.clock import Clock
from kiosk.delivery.machine import DeliveryDone, DeliveryHandedOver, DeliveryRefused, DeliveryRequested
from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database
from kiosk.hub.intake import Head, JournalIntake, NotTaken, Taken
from kiosk.hub.turnover.archives import reading
from kiosk.journal import Codec, Journal, MasterKey, PublicRow, WrongMasterKey, sql
from kiosk.journal.journal import chain_hash
from kiosk.journal.lock import WriterLock
from kiosk.life.erasing import digest_of, empty
from kiosk.life.events import LIFE, PersonalErased
from kiosk.life.reading import original

STEP = 2_000
LOST_KEY = "lost_key"
_ENDS = frozenset(cls.__name__ for cls in (DeliveryDone, DeliveryRefused, DeliveryHandedOver))

_DELIVERIES = (DeliveryRequested.__name__, *sorted(_ENDS))


class NotGoneOn(RuntimeError):
    """The journal is as it was; the sentence says why."""


@dataclass(frozen=True, slots=True)
class LostKey:
    """What a journal without its key still says, and what it does not.

    `whole`: the chain of public parts fits. `lost` counts personal parts by kind of row. `open`: deliveries under way,
    whose content is lost; the HIS is asked about each by this id. `users`: who has to be given a PIN anew.
    """

    rows: int
    whole: bool
    lost: dict[str, int]
    subjects: int
    open: tuple[str, ...]
    users: tuple[str, ...]


def lost_key(path: Path) -> LostKey:
    """What the loss of a journal's key means, read without it; the program may be running.

    :raises sqlite3.Error: when the file cannot be read.
    """
    with closing(reading(path)) as connection:
        last = sql.head(connection)[0]
        parts = tuple(sql.PersonalPart(*row) for row in connection.execute(sql.SELECT_PERSONAL, (0, last)))
    rows = tuple(_public(path))
    return LostKey(
        len(rows),
        _chained(rows, path),
        dict(sorted(Counter(part.kind for part in parts).items())),
        len({part.subject for part in parts}),
        open_deliveries(rows),
        _users(rows),
    )


def go_on(path: Path, codec: Codec, master: MasterKey, clock: Clock, by: str) -> tuple[Path, PersonalErased]:
    """Let a journal whose key is lost go on under a new one: what nobody can read is erased, with a proof.

    The file as it was is kept beside it, in case the key is found.

    :raises NotGoneOn: when its key is not lost: it opens under this one.
    :raises OSError: when another process holds it.
    """
    lock = WriterLock(path)
    try:
        kept = path.with_name(f"{path.stem}-key-lost-{clock.now():%Y%m%d}{path.suffix}")
        if kept.exists():
            raise NotGoneOn(f"{kept} is there: this was done before")
        with closing(reading(path)) as connection:
            wrapped = connection.execute("SELECT subject, wrapped FROM subject_key LIMIT 1").fetchone()
            last = sql.head(connection)[0]
            parts = [sql.PersonalPart(*row) for row in connection.execute(sql.SELECT_PERSONAL, (0, last))]
        if wrapped is None or _opens(master, *wrapped):
            raise NotGoneOn("journal_key opens this journal, or nothing in it is personal: nothing is lost")
        shutil.copyfile(path, kept)
        kept.chmod(0o400)
        empty(path)
    finally:
        lock.release()
    with closing(Journal.open(path, codec, master, clock)) as journal:
        span = (parts[0].seq, parts[-1].seq, digest_of(parts))
        proof = PersonalErased(LOST_KEY, by, clock.now(), len({one.subject for one in parts}), len(parts), *span)
        journal.append([(LIFE, proof)])
    return kept, proof


def open_deliveries(rows: Iterable[PublicRow]) -> tuple[str, ...]:
    """The ids of what was to be sent and never said to have arrived, been refused or handed to a person."""
    found: dict[str, None] = {}
    for row in rows:
        kind, body = original(row)
        if kind == DeliveryRequested.__name__:
            found[body["delivery_id"]] = None
        elif kind in _ENDS:
            found.pop(body["delivery_id"], None)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Chain:
    """One journal of a station at the hub.

    `missing` rows it had told of and not handed over: those from `last_seq` + 1 on. There may be more that it never
    told of. `open`: registrations it had begun and, as far as the hub was told, not ended: look for each at the HIS.
    """

    source: str
    last_seq: int
    told_seq: int
    heard_at: str
    open: tuple[str, ...]

    @property
    def missing(self) -> int:
        """How many rows are known to be missing."""
        return max(0, self.told_seq - self.last_seq)


def replacement(database: Database, station_id: str) -> tuple[Chain, ...]:
    """Every journal a station ever had, as the hub knows it, the one last heard last.

    :raises sqlalchemy.exc.SQLAlchemyError: when the database cannot be read.
    """
    source, row = schema.source, schema.journal_row
    with database.reading() as connection:
        names = select(source).where(source.c.id.like(f"{station_id}~%")).order_by(source.c.heard_at)
        found = []
        for known in connection.execute(names).all():
            query = select(*(row.c[name] for name in PublicRow._fields)).where(row.c.source == known.id)
            rows = connection.execute(query.where(row.c.kind.in_(_DELIVERIES)).order_by(row.c.seq))
            deliveries = open_deliveries(PublicRow(*one) for one in rows)
            found.append(Chain(known.id, known.last_seq, known.told_seq, known.heard_at, deliveries))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an old journal's file had that the hub lacked; `rows` were handed over, the hub ends at `last_seq` now."""

    source: str
    rows: int
    last_seq: int


class NotDelivered(RuntimeError):
    """The hub did not take the rows; the sentence says why."""


def deliver(path: Path, name: str, intake: JournalIntake) -> Delivered:
    """Hand over what the hub lacks of a journal from a dead machine's disk or a backup; no key is needed.

    :param name: its source at the hub, see `kiosk.hub.intake.chain_name`.
    :raises NotDelivered: when the hub does not answer or takes nothing; sqlite3.Error when the file cannot be read.
    """
    head, total = intake.head(name), 0
    if not isinstance(head, Head):
        raise NotDelivered(f"the hub does not answer ({head.reason})")
    with closing(reading(path)) as connection:
        last = sql.head(connection)[0]
        while head.last_seq < last:
            rows = sql.public_rows(connection, head.last_seq, 300)
            match intake.take(name, rows, last):
                case Taken(head=head, new=new):
                    total += new
                case NotTaken(problem=problem, seq=seq):
                    raise NotDelivered(f"the hub does not take row {seq}: {problem}")
                case silent:
                    raise NotDelivered(f"the hub does not answer ({silent.reason})")
    return Delivered(name, total, head.last_seq)


def first_row(path: Path) -> PublicRow | None:
    """The first row of a journal's file, which names its chain; None for an empty one."""
    return next(_public(path), None)


def _public(path: Path) -> Iterator[PublicRow]:
    with closing(reading(path)) as connection:
        seq, _ = sql.base(connection)
        while rows := sql.public_rows(connection, seq, STEP):
            seq = rows[-1].seq
            yield from rows


def _opens(master: MasterKey, subject: str, wrapped: bytes) -> bool:
    try:
        master.unwrap(subject, wrapped)
    except WrongMasterKey:
        return False
    return True


def _chained(rows: tuple[PublicRow, ...], path: Path) -> bool:
    with closing(reading(path)) as connection:
        before = sql.base(connection)[1]
    for row in rows:
        if row.prev_hash != before or chain_hash(*row[:7], row.prev_hash) != row.hash:
            return False
        before = row.hash
    return True


def _users(rows: tuple[PublicRow, ...]) -> tuple[str, ...]:
    """Users who were added and not removed. A journal that was turned over carries them as it carries all rows."""
    known: dict[str, None] = {}
    for row in rows:
        kind, body = original(row)
        if kind == UserAdded.__name__:
            known[body["user"]] = None
        elif kind == UserRemoved.__name__:
            known.pop(body["user"], None)
    return tuple(known)
