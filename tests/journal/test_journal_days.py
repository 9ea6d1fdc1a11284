"""Which days a journal has lived is found from its end: a night's work does not grow with the years behind it."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from kiosk.journal import Codec, Journal, MasterKey
from kiosk.simulation.time import SimTime

ROWS_A_DAY = 300


def lived(days: list[str]) -> tuple[Journal, sqlite3.Connection]:
    """A journal with rows on these days, one day after the other, whatever a clock would say to that."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    journal = Journal(connection, Codec(()), MasterKey(bytes(32)), SimTime(), "in memory")
    rows = [
        (1 + place * ROWS_A_DAY + number, f"{day}T08:00:00+07:00")
        for place, day in enumerate(days)
        for number in range(ROWS_A_DAY)
    ]
    connection.executemany("INSERT INTO journal VALUES (?, 'v', 'K', 1, ?, '{}', NULL, '', 'h')", rows)
    return journal, connection


def steps_of(days: int) -> int:
    """What SQLite does to find the last five of so many days."""
    first = date(2026, 11, 24)
    journal, connection = lived([(first + timedelta(days=day)).isoformat() for day in range(days)])
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    connection.set_progress_handler(count, 10)
    assert len(journal.days(5)) == 5
    return counted


def test_each_day_is_told_with_its_last_row_the_last_day_first() -> None:
    journal, _ = lived(["2026-11-20", "2026-11-21", "2026-11-24"])
    assert journal.days(5) == (("2026-11-24", 900), ("2026-11-21", 600), ("2026-11-20", 300))
    assert journal.days(2) == (("2026-11-24", 900), ("2026-11-21", 600))


def test_a_day_that_a_turned_clock_brought_twice_is_one_day() -> None:
    journal, _ = lived(["2026-11-20", "2038-01-19", "2026-11-20", "2038-01-19", "2026-11-21"])
    assert journal.days(9) == (("2026-11-21", 1500), ("2038-01-19", 1200), ("2026-11-20", 900))


def test_a_journal_of_years_is_asked_no_more_than_one_of_weeks() -> None:
    assert 0 < steps_of(200) <= 1.05 * steps_of(20)
