"""The daily work of a running hub: what is due is found beside its journal by a worker, then goes batch by batch."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, JournalDamaged, JournalUnavailable, MasterKey
from kiosk.life import hub as of_hub
from kiosk.life.daily import Daily, cut_off, hour, told
from kiosk.life.erasing import BATCH, PROGRAM, RETENTION, Erasure, carry_out
from kiosk.life.events import LIFE, PersonalErased
from kiosk.loop import Loop

log = logging.getLogger(__name__)


def due_beside(config: StationConfig, master: MasterKey, clock: Clock) -> Erasure:
    """What is due at a hub, found beside the process that writes its journal; it takes as long as a hub's start."""
    assert config.hub.journal is not None
    with closing(Journal.look(config.hub.journal, hub_codec(), master, clock)) as journal:
        return of_hub.due(config, journal, clock, cut_off(config, clock))


def hub_daily(
    config: StationConfig, journal: Journal, record: HubRecord, loop: Loop, clock: Clock, find: Callable[[], Erasure]
) -> Daily:
    """The daily work of a hub: a worker finds what is due (`find`, beside the writer), then it goes batch by batch."""
    file = config.hub.journal
    assert file is not None

    def purge() -> None:
        loop.work("retention", found, erase)
        loop.work("archives", archives, prove)

    def found() -> Erasure:
        try:
            return find()
        except (sqlite3.Error, OSError, JournalDamaged, JournalUnavailable):
            log.exception("retention_failed")  # tomorrow again; the hub serves
            return Erasure(RETENTION, PROGRAM)

    def archives() -> tuple[PersonalErased, ...]:
        try:
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

    return Daily(journal, file, loop, clock, hour(config), purge)
