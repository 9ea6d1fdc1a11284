"""Service quality is counted from the journal rows, on both engines: once, in any portions, again to the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from db_parts import Cut, cut_at, payments, rows_of
from quality_parts import DAY, K03, K04, RATED, REGISTERED, a_day, at, called, hand_in, issued, lines_of, moved
from sqlalchemy import select

from kiosk.hub.db import schema
from kiosk.hub.db.engine import Database, sqlite_database
from kiosk.hub.db.migrate import upgrade
from kiosk.hub.intake import HUB
from kiosk.hub.quality.cells import Cell, cell_of
from kiosk.hub.quality.project import begin_again, project, project_page, standing
from kiosk.journal import PublicRow
from kiosk.journal.journal import GENESIS, chain_hash

PROJECTED = (schema.quality_cell, schema.quality_waiting, schema.quality_head)


def projected(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    with database.reading() as connection:
        return {table.name: sorted(tuple(row) for row in connection.execute(select(table))) for table in PROJECTED}


def cell(database: Database, period: str, scope: str) -> Cell:
    table = schema.quality_cell
    with database.reading() as connection:
        query = select(table.c.counts, table.c.times).where(table.c.period == period, table.c.scope == scope)
        row = connection.execute(query).one()
    return cell_of(row.counts, row.times)


@pytest.fixture
def small() -> Iterator[Database]:
    """A database in memory, for what does not depend on the engine."""
    database = sqlite_database(None)
    upgrade(database)
    yield database
    database.close()


def test_a_day_is_counted_for_the_hospital_each_station_and_each_department(database: Database) -> None:
    a_day(database)
    found = project(database)
    assert (found.behind, found.unread) == (0, 0)
    for period in ("2026-11-26", "2026-11"):
        assert cell(database, period, "all").counts["journey"] == {
            "registration/done": 9,
            "registration/handed_over": 2,
            "feedback/done": 1,
        }
        assert cell(database, period, "all").counts["reason"]["handed_over/card_unreadable"] == 2
        assert cell(database, period, "department:KHOA01").counts["journey"] == {"registration/done": 8}
        assert cell(database, period, "department:KHOA02").counts["paid"] == {"code": 1}
        assert cell(database, period, "station:K04").counts["rating"] == {"5": 1}
        assert sum(cell(database, period, "station:K03").times["step/pay"].values()) == 10
    assert cell(database, "2026-11", "department:KHOA01").counts["rating"] == {"2": 2}
    assert cell(database, "2026-11-26", "all").counts["topic"] == {"waiting": 2}


def test_an_hour_is_kept_where_it_cannot_be_one_persons(small: Database) -> None:
    a_day(small)
    project(small)
    assert cell(small, "2026-11-26", "all").counts["hour"] == {"07": 12}
    assert cell(small, "2026-11", "department:KHOA02").counts["hour"] == {"07": 1}
    assert "hour" not in cell(small, "2026-11-26", "department:KHOA02").counts


def test_waiting_begins_with_the_arrival_and_ends_with_the_first_call(small: Database) -> None:
    a_day(small)
    project(small)
    room = cell(small, "2026-11-26", "room:214")
    assert room.counts["number"] == {"issued": 4, "called": 2, "in_time": 1, "left": 1, "unseen": 1}
    assert sum(room.times["wait"].values()) == 2


def test_who_comes_early_waits_from_the_appointment_on_and_a_second_room_counts_anew(small: Database) -> None:
    events = [
        issued("early", at(7, 0), appointment=at(9, 0)),
        called("early", at(9, 10)),
        moved("early", at(9, 30), "X-quang 1"),
        called("early", at(10, 15), "X-quang 1"),
    ]
    hand_in(small, HUB, rows_of(events))
    project(small)
    assert cell(small, "2026-11-26", "room:214").counts["number"] == {
        "issued": 1,
        "called": 1,
        "in_time": 1,
        "moved": 1,
    }
    assert cell(small, "2026-11-26", "room:X-quang 1").counts["number"] == {"called": 1}


def test_where_nobody_calls_by_the_hub_nobody_is_said_to_have_been_left_waiting(small: Database) -> None:
    tomorrow = DAY.replace(day=27)
    hand_in(small, HUB, rows_of([issued("a", at(7, 0)), issued("b", at(7, 0, tomorrow), "215")]))
    project(small)
    assert cell(small, "2026-11-26", "room:214").counts["number"] == {"issued": 1, "uncalled": 1}


def test_rebuilt_from_the_journal_rows_it_is_the_same_bytes(database: Database) -> None:
    a_day(database)
    project(database)
    before = projected(database)
    begin_again(database)
    assert projected(database)["quality_cell"] == []
    project(database)
    assert projected(database) == before


@pytest.mark.parametrize("size", [1, 3])
def test_how_many_rows_are_taken_at_once_changes_nothing(small: Database, size: int) -> None:
    a_day(small)
    project(small, size)
    before = projected(small)
    begin_again(small)
    project(small)
    assert projected(small) == before


def test_a_page_that_is_cut_anywhere_is_counted_once(database: Database) -> None:
    a_day(database)
    statement = 0
    while standing(database).behind:
        statement += 4
        with cut_at(database, statement):
            try:
                project_page(database)
            except Cut:
                assert standing(database).arrival == 0
    before = projected(database)
    begin_again(database)
    project(database)
    assert projected(database) == before


def test_a_row_that_cannot_be_read_is_told_and_keeps_no_other_from_counting(small: Database) -> None:
    rows = lines_of([REGISTERED, REGISTERED])
    broken = _with_body(rows, 0, lambda body: body | {"steps": [["pay", "long"]], "language": 7})
    hand_in(small, K03, broken)
    found = project(small)
    assert (found.behind, found.unread) == (0, 1)
    assert cell(small, "2026-11", "all").counts["journey"] == {"registration/done": 1}


@pytest.mark.attack
def test_what_a_station_smuggles_into_its_line_is_not_taken_over(small: Database) -> None:
    name, number = "Nguyễn Thị Canary", "079203001234"
    fields = ("journey", "ending", "reason", "department_id", "identity", "face", "coverage", "paid", "topic")
    planted = dict.fromkeys(fields, f"{name} {number}")
    line = replace(RATED, **planted, steps=((name, 1_000), ("pay", 2_000)), language=number)  # type: ignore[arg-type]
    hand_in(small, K04, lines_of([line]))
    hand_in(small, HUB, rows_of([issued("p", at(7, 0), f"<{name}>"), *payments(1)]))
    project(small)
    written = json.dumps(projected(small), ensure_ascii=False)
    assert "other/other" in written
    for planted_text in ("Nguyễn", "Canary", number, "Thử"):
        assert planted_text not in written


@pytest.mark.attack
def test_a_stations_row_cannot_speak_for_the_queue(small: Database) -> None:
    hand_in(small, K03, rows_of([issued("p", at(7, 0))]))
    project(small)
    assert projected(small)["quality_cell"] == []


def _with_body(
    rows: Sequence[PublicRow], place: int, change: Callable[[dict[str, Any]], dict[str, Any]]
) -> list[PublicRow]:
    """The rows chained anew with one body changed."""

    made: list[PublicRow] = []
    for number, row in enumerate(rows):
        prev = made[-1].hash if made else GENESIS
        body = json.dumps(change(json.loads(row.body))) if number == place else row.body
        changed = row._replace(body=body, prev_hash=prev)
        made.append(changed._replace(hash=chain_hash(*changed[:7], prev)))
    return made
