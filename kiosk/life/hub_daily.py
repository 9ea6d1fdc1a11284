"""The daily work of a running hub: what is due is found by a process of its own, then erased batch by batch."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import closing
from datetime import datetime
from multiprocessing import get_context

from kiosk.clock import Clock, SystemClock
from kiosk.config import StationConfig
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.turnover.archives import reading
from kiosk.journal import Journal, MasterKey, sql
from kiosk.life import hub as of_hub
from kiosk.life.daily import Daily, cut_off, hour, told
from kiosk.life.erasing import BATCH, PROGRAM, RETENTION, Erasure, carry_out
from kiosk.life.events import LIFE, PersonalErased
from kiosk.life.lived import lived_until, needed_days, until
from kiosk.loop import Loop

log = logging.getLogger(__name__)


def due_apart(config: StationConfig, journal_key: str, before: datetime) -> Erasure:
    """What is due at a hub, found by a process of its own beside the one that writes the journal.

    It takes as long as a hub's start and as much memory, which goes with that process; the hub serves on.

    :raises OSError: when it failed.
    """
    try:
        with ProcessPoolExecutor(1, get_context("spawn"), os.nice, (10,)) as apart:
            found = apart.submit(_due, config, journal_key, before).result()
    except BrokenExecutor as error:
        raise OSError("the process that looked for what is due has died") from error
    if isinstance(found, str):
        raise OSError(found)
    return found


def _due(config: StationConfig, journal_key: str, before: datetime) -> Erasure | str:
    """In that process; a fault is told by its kind alone."""
    assert config.hub.journal is not None
    clock = SystemClock()
    try:
        master = MasterKey(bytes.fromhex(journal_key))
        with closing(Journal.look(config.hub.journal, hub_codec(), master, clock)) as journal:
            return of_hub.due(config, journal, clock, before)
    except (sqlite3.Error, OSError, RuntimeError) as error:
        return type(error).__name__


def hub_daily(
    config: StationConfig, journal: Journal, record: HubRecord, loop: Loop, clock: Clock, find: Callable[[], Erasure]
) -> Daily:
    """The daily work of a hub: what is due is found (`find`, on a worker), then it goes batch by batch."""
    file = config.hub.journal
    assert file is not None

    def purge(seen: int) -> None:
        loop.work("retention", lambda: found(seen), erase)
        loop.work("archives", lambda: archives(seen), prove)

    def old(seen: int) -> int:
        with closing(reading(file)) as connection:
            return max(
                seen, lived_until(sql.days(connection, needed_days(config.data.keep_days) + 1), config.data.keep_days)
            )

    def found(seen: int) -> Erasure:
        try:
            return until(find(), old(seen))
        except (sqlite3.Error, OSError):
            log.exception("retention_failed")  # tomorrow again; the hub serves
            return Erasure(RETENTION, PROGRAM)

    def archives(seen: int) -> tuple[PersonalErased, ...]:
        try:
            if not old(seen):
                return ()
            return tuple(of_hub.erase_archives(file, cut_off(config, clock), clock))
        except (sqlite3.Error, OSError):
            log.exception("retention_failed")
            return ()

    def prove(proofs: tuple[PersonalErased, ...]) -> None:
        record.keep([(LIFE, proof) for proof in proofs])
        told(proofs)

    def erase(due: Erasure) -> None:
        now, later = due.rows[:BATCH], due.rows[BATCH:]
        told(carry_out(journal, Erasure(due.rule, due.by, now, due.before, due.kept), clock))
        if later:
            loop.post(lambda: erase(Erasure(due.rule, due.by, later, due.before)))

    return Daily(journal, file, loop, clock, hour(config), purge, config.data.keep_days)
