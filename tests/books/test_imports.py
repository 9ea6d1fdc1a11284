"""Statements are imported once for ever: again, overlapping, stopped, cut off by a crash, beside other work."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from desk_scene import MORNING, PAYEE, PRICE, Scene, csv, csv_of, lines, value
from hypothesis import given, settings
from hypothesis import strategies as st

from his_client.outcome import Done, Refused
from kiosk.cashier.ports import ColumnGuess
from kiosk.reconcile.events import StatementBegun, StatementFinished, StatementLineBooked


def booked(scene: Scene) -> list[str]:
    events = [row.event for row in scene.journal.rows()]
    return [event.reference for event in events if isinstance(event, StatementLineBooked)]


@pytest.fixture
def scene() -> Scene:
    return Scene(batch=10)


def test_a_file_is_previewed_before_anything_is_booked(scene: Scene) -> None:
    shown = value(scene.desk.upload("thang-11.csv", csv(lines(30))))
    assert (shown.total, shown.problems, shown.known) == (30, (), False)
    assert shown.lines[0].amount == 1_000
    assert booked(scene) == []
    assert "mt940" in {each.name for each in value(scene.desk.layouts())}


def test_the_same_file_again_is_known_and_books_nothing(scene: Scene) -> None:
    first = scene.load(csv(lines(25)))
    assert (first.state, first.new, first.known, first.total) == ("done", 25, 0, 25)
    shown = value(scene.desk.upload("other name.csv", csv(lines(25))))
    assert shown.known
    again = value(scene.desk.begin_import("binh", shown.file_sha256, shown.layout, PAYEE.account, "bank"))
    assert (again.state, again.new) == ("done", 25)
    scene.run()
    assert len(booked(scene)) == 25


def test_overlapping_files_book_each_line_once(scene: Scene) -> None:
    scene.load(csv(lines(30)))
    second = scene.load(csv(lines(30, 20)))
    assert (second.new, second.known) == (20, 10)
    assert Counter(booked(scene)) == Counter({f"FT{number:06d}": 1 for number in range(50)})
    assert len(value(scene.desk.imports())) == 2


def test_true_twins_without_a_reference_stay_two_in_however_many_files(scene: Scene) -> None:
    twin = (MORNING, 30_000, "", "tien gui xe")
    scene.load(csv([twin, twin]))
    later = scene.load(csv([twin, twin, (MORNING + timedelta(hours=1), 7, "", "x")]))
    assert (later.new, later.known) == (1, 2)
    assert scene.found == [("bank_only", 7), ("bank_only", 30_000), ("bank_only", 30_000)]


def test_an_import_is_stopped_keeps_what_is_booked_and_goes_on_where_it_was(scene: Scene) -> None:
    content = csv(lines(200))
    sha = scene.give(content)
    while value(scene.desk.import_progress(sha)).done < 50:
        assert scene.time.run_next()
    stopped = value(scene.desk.stop_import("binh", sha))
    assert stopped.state == "stopped"
    scene.run()
    kept = len(booked(scene))
    assert 50 <= kept < 200
    assert value(scene.desk.import_progress(sha)).state == "stopped"
    assert scene.found.count(("bank_only", 1_000)) == 1, "what is booked is worked on already"
    done = scene.load(content)
    assert (done.state, done.new, done.known) == ("done", 200, 0)
    assert Counter(booked(scene)).most_common(1)[0][1] == 1
    assert scene.desk.stop_import("binh", "none") == Refused("no_import")


@pytest.mark.parametrize("events", [0, 1, 3, 12, 21, 26])
def test_a_crash_anywhere_in_an_import_loses_no_line_and_doubles_none(events: int) -> None:
    scene = Scene(batch=10)
    asked = scene.order()
    scene.pay(asked)
    scene.run()
    content = csv([*lines(95), *[(c.booked_at, c.amount, c.reference, c.memo) for c in scene.credits]])
    sha = scene.give(content)
    for _ in range(events):
        scene.time.run_next()
    scene.crash()
    scene.boot()
    scene.run(5)
    progress = scene.desk.import_progress(sha)
    if not isinstance(progress, Done) or progress.value.state != "done":
        assert progress == Refused("no_import") or value(progress).state == "stopped"
        value(scene.desk.upload("sao-ke.csv", content))
        scene.load(content)
    scene.run()
    assert len(booked(scene)) == 96
    assert Counter(booked(scene)).most_common(1)[0][1] == 1
    ends = [row.event for row in scene.journal.rows() if isinstance(row.event, StatementFinished)]
    assert [(end.new, end.known) for end in ends] == [(96, 0)]
    assert sum(amount for cause, amount in scene.found) == sum(1_000 + number for number in range(95))
    assert PRICE not in {amount for _, amount in scene.found}, "its credit found its line"


def test_what_was_begun_with_one_layout_and_account_goes_on_with_them(scene: Scene) -> None:
    content = csv(lines(100))
    sha = scene.give(content)
    while not booked(scene):
        assert scene.time.run_next()
    scene.crash()
    scene.boot()
    shown = value(scene.desk.upload("x.csv", content))
    value(scene.desk.begin_import("mai", sha, "sepay-xuat", "another", "sepay"))
    scene.run()
    assert (shown.file_sha256, value(scene.desk.import_progress(sha)).new) == (sha, 100)
    (begun,) = [row.event for row in scene.journal.rows() if isinstance(row.event, StatementBegun)]
    assert (begun.account, begun.provider, begun.by) == (PAYEE.account, "bank", "binh")


def test_the_hub_goes_on_with_its_work_between_two_batches(scene: Scene) -> None:
    scene.give(csv(lines(300)))
    while not booked(scene):
        assert scene.time.run_next()
    between: list[int] = []

    def look() -> None:
        between.append(len(scene.desk.books.lines))
        if between[-1] < 300:
            scene.process.post(look)

    scene.process.post(look)
    scene.run()
    assert between[0] < 50
    assert between[-1] == 300
    assert max(late - early for early, late in pairwise(between)) <= 10


def test_a_file_with_a_row_that_cannot_be_read_books_nothing(scene: Scene) -> None:
    broken = csv(lines(5)) + b"24/11/2026 08:00:00,1.000.00x,FT9,x\n"
    shown = value(scene.desk.upload("x.csv", broken))
    assert shown.problems
    outcome = scene.desk.begin_import("binh", shown.file_sha256, shown.layout, PAYEE.account, "bank")
    assert isinstance(outcome, Refused)
    assert outcome.code == "problems"
    assert scene.desk.begin_import("binh", "none", shown.layout, PAYEE.account, "bank") == Refused("no_upload")
    assert isinstance(scene.desk.upload("x.pdf", b"%PDF-1.7 x"), Refused)


def test_an_own_mapping_needs_a_folder_and_an_upload(scene: Scene) -> None:
    shown = value(scene.desk.upload("x.csv", csv(lines(5))))
    columns = (ColumnGuess(0, "x", "booked_at"),)
    assert scene.desk.save_layout("nh", "NH", "none", columns) == Refused("no_upload")
    outcome = scene.desk.save_layout("nh", "NH", shown.file_sha256, columns)
    assert isinstance(outcome, Refused)
    assert outcome.code == "columns"


def test_a_payment_missing_on_a_whole_days_statement_is_found_once_the_day_is_over(scene: Scene) -> None:
    for _ in range(3):
        scene.pay(scene.order())
        scene.run(60)
    listed = scene.credits
    scene.run(20 * 3600)
    scene.load(csv_of([listed[0], listed[2]]))
    assert scene.found == [("bank_missing", -PRICE)]
    scene.load(csv_of(listed), "whole.csv")
    assert scene.found == []


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), min_size=1, max_size=4))
def test_whatever_windows_of_one_statement_are_imported_the_books_hold_their_union(cuts: list[tuple[int, int]]) -> None:
    scene = Scene(batch=7)
    for start, count in cuts:
        scene.load(csv(lines(count, start)))
    wanted = {f"FT{number:06d}" for start, count in cuts for number in range(start, start + count)}
    assert Counter(booked(scene)) == Counter(dict.fromkeys(wanted, 1))
