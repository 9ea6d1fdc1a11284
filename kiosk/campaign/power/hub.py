"""The hub's database over the disk that loses power: rows are handed in, the power goes, and they are handed in again.

What was taken stays taken, nothing is taken twice, and the ledger ends under the very hash it has without any cut. Real
intake, real ledger, SQLAlchemy over Python's own SQLite.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from his_client.outcome import Unknown
from kiosk.campaign.power.builtin import plugged
from kiosk.campaign.power.disk import Disk, Fault
from kiosk.campaign.power.driver import PowerCut
from kiosk.campaign.power.journal import MASTER, Counted, Went, codec
from kiosk.campaign.values import Broken, Promise
from kiosk.hub.db import schema
from kiosk.hub.db.balances import broken_at, trial_balance
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.migrate import require_current, upgrade
from kiosk.hub.intake import HUB, Taken, chain_name
from kiosk.hub.records import hub_codec
from kiosk.journal import Codec, Journal, PublicRow
from kiosk.money.order import BillKind, CreditApplied, CreditReceived

BOOKS = Path("/books.db")
PAYMENTS, VISITS = 30, 80
DAY = "K03/2026-11-24"
Rows = Mapping[str, Sequence[PublicRow]]


class NotTakenAgain(Exception):
    """With the power on, rows that continue their chain were not taken."""


def hub_trial(seed: int) -> tuple[Broken, ...]:
    """Hand rows in while the power fails; what did not hold."""
    random = Random(seed)
    disk = Disk(random)
    if random.random() < 0.97:
        disk.load(_empty())
    disk.cut_in(random.randint(1, 900))
    acknowledged: dict[str, int] = {}
    with plugged(disk):
        for _ in range(random.choice((1, 1, 2, 3))):
            try:
                _hand_in(disk, random, acknowledged)
            except PowerCut:
                pass
            except (NotTakenAgain, SQLAlchemyError) as error:
                return (Broken(f"hub:{seed}", Promise.CHAINED, f"it does not go on: {error}"),)
            if disk.on:
                break
            disk.power_on()
            disk.cut_in(random.randint(1, random.choice((20, 900))))
        disk.cut_in(None)
        disk.restarted()
        return tuple(Broken(f"hub:{seed}", promise, seen) for promise, seen in _judged(disk, random, acknowledged))


def books_full_trial(seed: int) -> tuple[Broken, ...]:
    """The disk is full from some write on: what is handed in meanwhile is not taken; with room all of it is, once."""
    random = Random(seed)
    disk = Disk(random)
    disk.load(_empty())
    refused = 0
    with plugged(disk):
        disk.fault = Fault(errno.ENOSPC, frozenset({"write"}), random.randint(1, 400), lasting=True)
        with closing(sqlite_database(BOOKS)) as database:
            intake = Intake(database, hub_codec(), Counted())
            for source, of in rows().items():
                done = 0
                while done < len(of):
                    if refused > 4:
                        disk.fault = None
                    answer = intake.take(source, of[done : done + random.randint(1, 25)], len(of))
                    if isinstance(answer, Taken):
                        done = answer.head.last_seq
                    elif isinstance(answer, Unknown) and disk.fault is not None:
                        refused += 1
                    else:
                        return (Broken(f"books_full:{seed}", Promise.BACK, f"it does not go on: {answer}"),)
        disk.fault = None
        disk.restarted()
        if random.random() < 0.5:
            disk.power_on()
        taken = {source: len(of) for source, of in rows().items()}
        return tuple(Broken(f"books_full:{seed}", promise, seen) for promise, seen in _judged(disk, random, taken))


def _hand_in(disk: Disk, random: Random, acknowledged: dict[str, int]) -> None:
    """As shippers do: ask where the source ends, hand over what follows, until everything is there.

    :raises PowerCut: when the power went.
    """
    with closing(sqlite_database(BOOKS)) as database:
        try:
            upgrade(database)
        except SQLAlchemyError:
            if not disk.on:
                raise PowerCut from None
            raise
        intake = Intake(database, hub_codec(), Counted())
        left = sorted(rows())
        while left:
            source = random.choice(left)
            head = intake.head(source)
            if isinstance(head, Unknown):
                raise PowerCut
            of = rows()[source]
            if head.last_seq == len(of):
                left.remove(source)
                continue
            answer = intake.take(source, of[head.last_seq : head.last_seq + random.randint(1, 25)], len(of))
            if isinstance(answer, Unknown) and not disk.on:
                raise PowerCut
            if not isinstance(answer, Taken):
                raise NotTakenAgain(str(answer))
            acknowledged[source] = answer.head.last_seq


def _judged(disk: Disk, random: Random, acknowledged: Mapping[str, int]) -> list[tuple[Promise, str]]:
    problems: list[tuple[Promise, str]] = []
    try:
        with closing(sqlite_database(BOOKS)) as database:
            if acknowledged:
                require_current(database)
                there = _held(database)
                for source, seq in acknowledged.items():
                    if len(there.get(source, ())) < seq:
                        problems.append((Promise.KEPT, f"{seq} rows of {source} were taken, not all are there"))
        _hand_in(disk, random, {})
        with closing(sqlite_database(BOOKS)) as database:
            with database.reading() as connection:
                said = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
            if said != "ok":
                problems.append((Promise.CHAINED, f"integrity_check: {said}"))
            if broken_at(database) is not None or trial_balance(database):
                problems.append((Promise.CHAINED, "the ledger's chain or its sum is not whole"))
            if _held(database) != {source: [row.hash for row in of] for source, of in rows().items()}:
                problems.append((Promise.ONCE, "the rows are not those that were handed in, each once"))
            if _end(database) != _true_end():
                problems.append((Promise.AGREED, "the ledger does not end as without a cut"))
    except (SQLAlchemyError, NotTakenAgain) as error:
        problems.append((Promise.CHAINED, f"it does not go on: {type(error).__name__} {error}"))
    return problems


def _held(database: Database) -> dict[str, list[str]]:
    table = schema.journal_row.c
    held: dict[str, list[str]] = {}
    with database.reading() as connection:
        for source, row_hash in connection.execute(select(table.source, table.hash).order_by(table.source, table.seq)):
            held.setdefault(source, []).append(row_hash)
    return held


def _end(database: Database) -> tuple[int, str]:
    with database.reading() as connection:
        end = connection.execute(select(schema.ledger_head)).one()
    return end.last_seq, end.head_hash


@cache
def _empty() -> Mapping[str, bytes]:
    """A new hub's database."""
    disk = Disk(Random(0))
    with plugged(disk), closing(sqlite_database(BOOKS)) as database:
        upgrade(database)
    return disk.image()


@cache
def _true_end() -> tuple[int, str]:
    with closing(sqlite_database(None)) as database:
        upgrade(database)
        Intake(database, hub_codec(), Counted()).take(HUB, rows()[HUB], len(rows()[HUB]))
        return _end(database)


@cache
def rows() -> Rows:
    """What is handed in, by source: money that moves at the hub, and a station's visits."""
    at = Counted().now()
    money: list[object] = []
    for number in range(PAYMENTS):
        amount, name, then = 10_000 + number, f"FT{number}", at + timedelta(minutes=number)
        money.append(CreditReceived("bank", name, "0011", amount, then, None, "chuyen tien", period=DAY))
        money.append(CreditApplied(f"a{number}", "bank", name, f"B{number}", amount, BillKind.FEE, "pay_code", DAY))
    visits = _written(codec(), [Went(number, "x" * 200) for number in range(VISITS)])
    return {HUB: _written(hub_codec(), money), chain_name("K03", visits[0]): visits}


def _written(events_of: Codec, events: Sequence[object]) -> tuple[PublicRow, ...]:
    with closing(Journal.open(None, events_of, MASTER, Counted())) as journal:
        for number, event in enumerate(events):
            journal.append([(f"subject-{number}", event)])
        return journal.public_rows(0, len(events))
