"""Rows come in exactly once, in order, whole; money's entries come in with them or not at all."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any, ClassVar

import pytest
from db_parts import (
    DAY,
    STATION,
    Cut,
    Open,
    TickingClock,
    contents,
    cut_at,
    intake_of,
    ledger_bytes,
    payments,
    rows_of,
    take_all,
)
from sqlalchemy import select, text

from his_client.outcome import Unknown
from kiosk.clock import VIETNAM
from kiosk.hub.db.balances import balances, broken_at, findings, trial_balance
from kiosk.hub.db.engine import Database, postgresql_database
from kiosk.hub.db.intake import Intake
from kiosk.hub.db.rebuild import CannotRebuild, rebuild
from kiosk.hub.db.schema import journal_row
from kiosk.hub.db.together import Together
from kiosk.hub.intake import HUB, Batch, Head, NotTaken, TakeAnswer, Taken
from kiosk.hub.records import hub_codec
from kiosk.journal import PublicRow
from kiosk.journal.journal import chain_hash
from kiosk.ledger.rows import LedgerFinding
from kiosk.money.order import StationDayClosed

ROWS = rows_of(payments(10))
HEAD = Head(20, ROWS[-1].hash)


def changed(row: PublicRow, **fields: Any) -> PublicRow:
    """The row with other content and the hash that fits it."""
    other = row._replace(**fields)
    return other._replace(hash=chain_hash(*other[:7], other.prev_hash))


def test_rows_that_continue_the_chain_are_taken_with_their_entries(database: Database) -> None:
    intake = intake_of(database)
    assert intake.head(HUB) == Head()
    assert intake.take(HUB, ROWS[:7], 20) == Taken(Head(7, ROWS[6].hash), 7)
    assert intake.take(HUB, ROWS[7:], 20) == Taken(HEAD, 13)
    assert intake.head(HUB) == HEAD
    assert {balance.account: balance.amount for balance in balances(database)} == {
        "clearing:bank": 10_055,
        "receivable": -10_055,
        "unallocated": 0,
    }
    assert trial_balance(database) == 0
    assert broken_at(database) is None


def test_the_rows_stand_there_as_they_were_written_so_that_their_chain_can_be_checked_again(
    database: Database,
) -> None:
    odd = 'FT "\\ \\u0000 \n\t\x00\x7f\u2028 Đ\N{PERSONAL COMPUTER} \\'
    rows = rows_of([replace(event, reference=odd) for event in payments(3)])
    take_all(database, rows)
    with database.reading() as connection:
        query = select(*(journal_row.c[name] for name in PublicRow._fields)).order_by(journal_row.c.seq)
        stored = [PublicRow(*row) for row in connection.execute(query)]
    assert tuple(stored) == rows
    assert all(chain_hash(*row[:7], row.prev_hash) == row.hash for row in stored)
    assert all(after.prev_hash == before.hash for before, after in pairwise(stored))


def test_nothing_personal_comes_with_them(database: Database) -> None:
    take_all(database, ROWS)
    assert ROWS[0].personal_digest is not None
    assert "Nguyễn" not in str(contents(database))


def test_rows_that_are_there_already_are_passed_over(database: Database) -> None:
    intake = intake_of(database)
    intake.take(HUB, ROWS[:12], 20)
    before = contents(database)["ledger_entry"]
    assert intake.take(HUB, ROWS[:12], 20) == Taken(Head(12, ROWS[11].hash), 0)
    assert intake.take(HUB, ROWS[3:5], 20) == Taken(Head(12, ROWS[11].hash), 0)
    assert contents(database)["ledger_entry"] == before
    assert intake.take(HUB, ROWS[5:], 20) == Taken(HEAD, 8)
    assert trial_balance(database) == 0


@pytest.mark.attack
def test_a_gap_is_refused_and_names_the_row_before_which_something_is_missing(database: Database) -> None:
    intake = intake_of(database)
    intake.take(HUB, ROWS[:5], 20)
    assert intake.take(HUB, ROWS[6:9], 20) == NotTaken("gap", 7, Head(5, ROWS[4].hash))
    assert intake.take(HUB, (*ROWS[5:7], ROWS[8]), 20) == NotTaken("gap", 9, Head(5, ROWS[4].hash))
    assert intake.head(HUB) == Head(5, ROWS[4].hash)


@pytest.mark.attack
def test_another_journals_rows_are_a_fork_wherever_they_part(database: Database) -> None:
    intake = intake_of(database)
    intake.take(HUB, ROWS[:5], 20)
    other = rows_of(payments(10, first=100))
    assert intake.take(HUB, other[:3], 20) == NotTaken("fork", 1, Head(5, ROWS[4].hash))
    assert intake.take(HUB, other[5:], 20) == NotTaken("fork", 6, Head(5, ROWS[4].hash))
    altered = changed(ROWS[2], subject="somebody else")
    assert intake.take(HUB, (altered,), 20) == NotTaken("fork", 3, Head(5, ROWS[4].hash))


@pytest.mark.attack
@pytest.mark.parametrize(
    "fields",
    [
        {"body": "{}"},
        {"hash": "0" * 64},
        {"kind": "CreditReversed"},
        {"subject": "two\nlines"},
        {"recorded_at": "2020-01-01T00:00:00+07:00"},
        {"personal_digest": "0" * 64},
        {"body": "\ud800"},
    ],
)
def test_a_row_whose_hash_is_not_that_of_its_content_is_refused(database: Database, fields: dict[str, Any]) -> None:
    rows = (*ROWS[:3], ROWS[3]._replace(**fields), *ROWS[4:])
    assert intake_of(database).take(HUB, rows, 20) == NotTaken("broken", 4, Head())
    assert contents(database)["journal_row"] == []


def test_a_refused_batch_leaves_no_trace_of_its_source(database: Database) -> None:
    intake_of(database).take("K99~00000000", ROWS[3:], 20)
    assert contents(database)["source"] == []


@pytest.mark.attack
def test_a_stations_rows_move_no_money_whatever_they_say(database: Database) -> None:
    take_all(database, ROWS, STATION)
    assert len(contents(database)["journal_row"]) == 20
    assert ledger_bytes(database) == b""


def test_arrivals_are_counted_over_all_sources_in_the_order_they_came(database: Database) -> None:
    intake = intake_of(database)
    for source, rows in ((HUB, ROWS[:3]), (STATION, ROWS[:2]), (HUB, ROWS[3:4])):
        intake.take(source, rows, 20)
    with database.reading() as connection:
        query = select(journal_row.c.source, journal_row.c.seq).order_by(journal_row.c.arrival)
        came = [tuple(row) for row in connection.execute(query)]
    assert came == [(HUB, 1), (HUB, 2), (HUB, 3), (STATION, 1), (STATION, 2), (HUB, 4)]


def test_many_at_once_lose_and_double_nothing(database: Database) -> None:
    """Every source is handed in by two threads that know nothing of each other, in batches that overlap."""
    sources = [HUB, STATION, "K04~00000000"]

    def hand_in(source: str, size: int) -> None:
        intake = intake_of(database)
        start = 0
        while start < len(ROWS):
            match intake.take(source, ROWS[start : start + size], len(ROWS)):
                case Taken(head=head) | NotTaken(head=head):
                    start = head.last_seq
                case Unknown():
                    pass

    threads = [threading.Thread(target=hand_in, args=(source, size)) for source in sources for size in (3, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = contents(database)
    assert len(held["journal_row"]) == 60
    assert sorted(row[-2] for row in held["journal_row"]) == list(range(1, 61))
    assert len(held["ledger_entry"]) == 40
    assert broken_at(database) is None


SOURCES = [f"K{number:02}~0000000{number}" for number in range(1, 6)]


def test_what_many_hand_in_together_is_taken_with_one_commit_and_answered_one_by_one(database: Database) -> None:
    intake = intake_of(database)
    intake.take(HUB, ROWS[:2], 20)
    whole, hub, gap, broken, again = SOURCES[0], HUB, SOURCES[1], SOURCES[2], SOURCES[3]
    intake.take(again, ROWS[:6], 20)
    with cut_at(database, 0) as done:
        answers = intake.take_together(
            [
                Batch(whole, ROWS[:3], 20),
                Batch(gap, ROWS[4:6], 20),
                Batch(hub, ROWS[2:4], 20),
                Batch(broken, (ROWS[0]._replace(body="{}"),), 20),
                Batch(again, ROWS[3:8], 20),
            ]
        )
    assert answers == [
        Taken(Head(3, ROWS[2].hash), 3),
        NotTaken("gap", 5, Head()),
        Taken(Head(4, ROWS[3].hash), 2),
        NotTaken("broken", 1, Head()),
        Taken(Head(8, ROWS[7].hash), 2),
    ]
    assert sum("INTO journal_row" in statement for statement in done) == 1
    held = contents(database)
    assert sorted(row[0] for row in held["source"]) == sorted([whole, again, HUB])
    assert sorted(row[-2] for row in held["journal_row"]) == list(range(1, 16))
    assert trial_balance(database) == 0
    assert len(held["ledger_entry"]) == 8


def test_one_senders_batches_of_one_moment_are_taken_in_their_order(database: Database) -> None:
    batches = [Batch(SOURCES[0], ROWS[at : at + 5], 20) for at in (0, 3, 5)] + [Batch(SOURCES[1], ROWS[:5], 20)]
    assert intake_of(database).take_together(batches) == [
        Taken(Head(5, ROWS[4].hash), 5),
        Taken(Head(8, ROWS[7].hash), 3),
        Taken(Head(10, ROWS[9].hash), 2),
        Taken(Head(5, ROWS[4].hash), 5),
    ]


@pytest.mark.parametrize("wrong", ["a row no ledger knows", "a row the database cannot hold"])
def test_a_batch_that_breaks_the_transaction_harms_none_of_the_others(database: Database, wrong: str) -> None:
    if wrong == "a row no ledger knows":
        bad = Batch(HUB, [changed(ROWS[0], kind="OfALaterRelease")], 1)
    else:
        bad = Batch(SOURCES[4], [changed(ROWS[0], version="three")], 1)
    intake = intake_of(database)
    first, second, third = intake.take_together([Batch(SOURCES[0], ROWS[:5], 20), bad, Batch(SOURCES[1], ROWS[:4], 20)])
    assert (first, third) == (Taken(Head(5, ROWS[4].hash), 5), Taken(Head(4, ROWS[3].hash), 4))
    assert isinstance(second, Unknown)
    assert len(contents(database)["journal_row"]) == 9
    assert bad.source not in [row[0] for row in contents(database)["source"]]


def test_whoever_comes_while_one_writes_is_written_for_by_the_next(database: Database) -> None:
    class Slow(Intake):
        groups: ClassVar[list[int]] = []

        def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
            self.groups.append(len(batches))
            if len(self.groups) == 1:
                assert all_here.wait(20)
            return super().take_together(batches)

    all_here, answers = threading.Event(), dict[str, TakeAnswer]()
    together = Together(Slow(database, hub_codec(), TickingClock()))

    def hand_in(source: str) -> None:
        answers[source] = together.take(source, ROWS[:3] if source != SOURCES[3] else ROWS[1:3], 20)

    threads = [threading.Thread(target=hand_in, args=(source,)) for source in SOURCES]
    threads[0].start()
    while not Slow.groups:
        threads[0].join(0.001)
    for thread in threads[1:]:
        thread.start()
    while len(together.waiting) < len(SOURCES) - 1:
        threads[0].join(0.001)
    all_here.set()
    for thread in threads:
        thread.join()
    assert Slow.groups == [1, 4]
    taken = Taken(Head(3, ROWS[2].hash), 3)
    assert answers == dict.fromkeys(SOURCES, taken) | {SOURCES[3]: NotTaken("gap", 2, Head())}


def test_a_writer_that_fails_tells_all_it_wrote_for_and_the_next_goes_on(database: Database) -> None:
    class Failing(Intake):
        def take_together(self, batches: Sequence[Batch]) -> list[TakeAnswer]:
            raise Cut("before the first statement")

    failing = Together(Failing(database, hub_codec(), TickingClock()))
    for _ in range(2):
        with pytest.raises(Cut):
            failing.take(STATION, ROWS, 20)


def test_cut_at_any_statement_nothing_is_half_done_and_the_next_try_makes_it_whole(fresh: Open) -> None:
    whole = fresh()
    take_all(whole, ROWS)
    database = fresh()
    intake_of(database).take(HUB, ROWS[:4], 20)
    before = contents(database)
    statement, cut = 0, True
    while cut:
        statement += 1
        intake = intake_of(database)
        with cut_at(database, statement) as reached:
            try:
                intake.take(HUB, ROWS[4:], 20)
                cut = False
            except Cut:
                pass
        if cut:
            assert contents(database) == before, reached[-1]
    assert statement > 6
    assert ledger_bytes(database) == ledger_bytes(whole)
    assert broken_at(database) is None


def test_an_answer_that_was_lost_is_asked_for_by_the_head_and_nothing_is_doubled(database: Database) -> None:
    intake = intake_of(database)
    intake.take(HUB, ROWS, 20)  # the answer never came
    head = intake.head(HUB)
    assert head == HEAD
    assert intake.take(HUB, ROWS, 20) == Taken(HEAD, 0)


def test_a_database_that_is_away_is_an_unknown_answer() -> None:
    database = postgresql_database("postgresql://kiosk@/kiosk?host=/nowhere", None)
    intake = intake_of(database)
    assert intake.head(HUB) == Unknown("database", "OperationalError")
    assert intake.take(HUB, ROWS, 20) == Unknown("database", "OperationalError")
    database.close()


def test_an_entry_of_a_closed_day_is_kept_in_an_open_period_and_found(database: Database) -> None:
    closing = StationDayClosed(DAY, "hoa", datetime(2026, 11, 26, 20, 0, tzinfo=VIETNAM))
    take_all(database, rows_of([*payments(1), closing, *payments(1, first=2)]), size=2)
    assert findings(database) == (
        LedgerFinding(HUB, 4, "period_closed", DAY, "late/2026-11-26"),
        LedgerFinding(HUB, 5, "period_closed", DAY, "late/2026-11-26"),
    )
    assert {balance.account for balance in balances(database, period=DAY)} == {
        "clearing:bank",
        "receivable",
        "unallocated",
    }
    assert trial_balance(database) == 0


def test_the_ledger_made_again_from_the_rows_is_the_same_bytes(database: Database, tmp_path: Any) -> None:
    take_all(database, ROWS, size=7)
    take_all(database, ROWS, STATION)
    made = rebuild(database, tmp_path / "again.db", hub_codec(), TickingClock())
    assert (made.same, made.journal_rows, made.ledger_rows) == (True, 40, 40)
    with pytest.raises(FileExistsError):
        rebuild(database, tmp_path / "again.db", hub_codec(), TickingClock())


@pytest.mark.attack
@pytest.mark.parametrize("kind", ["sqlite"], indirect=False)
def test_a_ledger_that_was_changed_by_hand_is_found_by_its_chain_and_by_the_rebuilt_one(
    database: Database, kind: str
) -> None:
    take_all(database, ROWS)
    with database.writing() as connection:
        connection.execute(text("DROP TRIGGER ledger_entry_no_update"))
        connection.execute(text("UPDATE ledger_entry SET amount = amount + 1 WHERE seq = 5"))
        connection.execute(text("UPDATE ledger_entry SET amount = amount - 1 WHERE seq = 6"))
    assert trial_balance(database) == 0
    assert broken_at(database) == 5
    assert rebuild(database, None, hub_codec(), TickingClock()).differs_at == 5
    with database.writing() as connection:
        connection.execute(text("DROP TRIGGER journal_row_no_update"))
        connection.execute(text("UPDATE journal_row SET body = '{}' WHERE seq = 5"))
    with pytest.raises(CannotRebuild):
        rebuild(database, None, hub_codec(), TickingClock())
