"""Quantiles within what is promised, nothing told of too few, and a score anybody can reckon again."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import ceil
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quality_parts import K03, K04, REGISTERED, a_day, at, called, hand_in, issued, lines_of, rows_of

from kiosk.hub.db.engine import Database
from kiosk.hub.intake import HUB
from kiosk.hub.quality.buckets import ERROR, LONGEST_MS, added, bucket, middle_ms, quantile_ms
from kiosk.hub.quality.figures import FEW, Figures, Times, Waits, Ways
from kiosk.hub.quality.made_up import clinics
from kiosk.hub.quality.names import keep_names
from kiosk.hub.quality.project import project
from kiosk.hub.quality.reader import QualityReader
from kiosk.hub.quality.score import RULES, Score, score_of

NOBODY = Figures((), (), (), (), (), (), (), (), (), (), 0, 0, (0,) * 5, (), ())
QUEUE = Waits(1_000, 980, 784, 15, 5, 0, 0, Times(980, 900_000, 60 * 60_000))


# -- quantiles


@given(st.lists(st.integers(0, LONGEST_MS), min_size=1, max_size=400), st.sampled_from([0.5, 0.95]))
def test_a_quantile_is_off_by_no_more_than_is_promised(times: list[int], share: float) -> None:
    counts: dict[int, int] = {}
    for ms in times:
        counts[bucket(ms)] = counts.get(bucket(ms), 0) + 1
    true = sorted(times)[ceil(share * len(times)) - 1]
    told = quantile_ms(counts, share)
    assert told is not None
    assert abs(told - true) <= max(1, ERROR * true)


def test_days_together_are_the_month() -> None:
    random = Random(4)
    days = [{bucket(random.randrange(1, 600_000)): random.randrange(1, 9) for _ in range(20)} for _ in range(30)]
    whole = added(days)
    assert sum(whole.values()) == sum(sum(day.values()) for day in days)
    assert quantile_ms(added([added(days[:7]), added(days[7:])]), 0.5) == quantile_ms(whole, 0.5)


def test_what_is_out_of_range_counts_at_its_end() -> None:
    assert bucket(-5) == 0
    assert bucket(10**12) == bucket(LONGEST_MS)
    assert quantile_ms({}, 0.5) is None
    assert middle_ms(bucket(15)) == 15


# -- what is told


def test_of_fewer_than_five_visits_nothing_is_told(empty: Database) -> None:
    a_day(empty)
    project(empty)
    reader = QualityReader(empty)
    month, day = reader.month("2026-11"), reader.day("2026-11-26")
    assert month is not None
    assert day is not None
    for found in (month, day):
        assert found.figures.visits == 12, "the whole hospital is always told"
        parts = {part.id: part for part in found.departments}
        assert parts["KHOA01"].figures is not None
        assert parts["KHOA02"].figures is None
        assert {part.id: part.figures is None for part in found.stations} == {"K03": False, "K04": True}
    [seen] = [part.figures for part in month.departments if part.id == "KHOA01"]
    assert seen is not None
    assert (month.figures.rated, seen.rated, seen.topics) == (3, 0, ()), "two of the department said something"
    assert [part.waits for part in day.rooms] == [None]
    [room] = month.rooms
    assert room.waits is not None
    assert (room.waits.issued, room.waits.called, room.waits.times) == (5, 2, None), "two waits are two people's"
    department = reader.department("2026-11", "KHOA02")
    assert department is not None
    assert [(day.done, day.handed_over, day.wait) for day in department.days] == [(None, None, None)]
    assert department.part.score is not None
    assert {one.n for one in department.part.score.components} == {None}


def test_a_departments_wait_is_that_of_its_rooms(empty: Database) -> None:
    keep_names(empty, clinics())
    events = [issued(f"p{n}", at(7, n), "201") for n in range(6)]
    events += [called(f"p{n}", at(7, 20 + n), "201") for n in range(6)]  # type: ignore[misc]
    events += [issued(f"x{n}", at(8, n), "999") for n in range(6)]
    events += [called(f"x{n}", at(8, 30), "999") for n in range(6)]  # type: ignore[misc]
    hand_in(empty, HUB, rows_of(events))
    hand_in(empty, K03, lines_of([replace(REGISTERED, department_id="K01")] * 5))
    project(empty)
    found = QualityReader(empty).department("2026-11", "K01")
    assert found is not None
    assert found.part.name == "Nội tổng hợp"
    assert found.part.waits is not None
    assert found.part.waits.times is not None
    assert found.part.waits.called == 6
    assert found.part.waits.times.median_ms == pytest.approx(20 * 60_000, rel=ERROR)
    month = QualityReader(empty).month("2026-11")
    assert month is not None
    assert [(part.id, part.name) for part in month.rooms] == [("201", "Nội tổng hợp"), ("999", "")]


def test_days_months_and_departments_agree(month: Database) -> None:
    reader = QualityReader(month)
    assert reader.months() == ("2026-11",)
    found = reader.month("2026-11")
    assert found is not None
    assert sum((day.done or 0) + (day.handed_over or 0) + (day.broke_off or 0) for day in found.days) == (
        found.figures.visits
    )
    assert sum(n for _, n in found.figures.hours) == found.figures.visits
    assert sum(n for _, n in found.figures.desk_reasons) == found.figures.handed_over
    assert sum(part.figures.visits for part in found.stations if part.figures) == found.figures.visits
    for part in found.departments:
        seen = reader.department("2026-11", part.id)
        assert seen is not None
        assert seen.part == part
        told = [day for day in seen.days if day.done is not None]
        assert all((day.done or 0) + (day.handed_over or 0) + (day.broke_off or 0) >= FEW for day in told)
    assert reader.month("2026-12") is None
    assert reader.department("2026-11", "K99") is None
    assert reader.day("2026-12-01") is None


# -- the score


def points(score: Score) -> dict[str, float | None]:
    return {one.rule.name: one.points for one in score.components}


def test_the_score_is_the_sum_anybody_can_reckon_again() -> None:
    seen = replace(NOBODY, ratings=(0, 2, 8, 20, 20))
    score = score_of(_visits(seen, 1_000), QUEUE)
    assert points(score) == {
        "in_time": pytest.approx(40 * (80 - 50) / 45),
        "longest": pytest.approx(15 * (120 - 60) / 75),
        "left": pytest.approx(15 * (10 - 2) / 9),
        "smooth": 10.0,
        "satisfied": pytest.approx(20 * (4.16 - 3) / 1.6),
    }
    assert score.weight == 100
    assert score.value == int(sum(value or 0 for value in points(score).values()) + 0.5)


def test_what_was_measured_too_seldom_leaves_its_weight_to_the_others() -> None:
    score = score_of(_visits(replace(NOBODY, ratings=(0, 0, 0, 0, 9)), 1_000), QUEUE)
    assert points(score)["satisfied"] is None
    assert score.weight == 80
    assert score.value == int(100 * score.points / 80 + 0.5)


def test_where_the_his_keeps_the_queue_the_rest_is_scored_and_says_of_how_much() -> None:
    nothing = Waits(0, 0, 0, 0, 0, 0, 0, None)
    score = score_of(_visits(replace(NOBODY, ratings=(0, 0, 0, 10, 10)), 1_000), nothing)
    assert [name for name, value in points(score).items() if value is not None] == ["smooth", "satisfied"]
    assert (score.weight, score.value) == (30, 96)


def test_of_one_small_component_alone_there_is_no_score() -> None:
    score = score_of(_visits(NOBODY, 1_000), replace(QUEUE, called=29, in_time=29, left=0, unseen=0))
    assert (score.weight, score.value) == (10, None)


def test_each_component_ends_at_nothing_and_at_all_of_its_points() -> None:
    worst = score_of(
        _visits(replace(NOBODY, ratings=(50, 0, 0, 0, 0), desk_reasons=(("his_away", 500),)), 1_000),
        Waits(1_000, 500, 10, 400, 100, 0, 0, Times(500, 10**7, 2 * 10**7)),
    )
    best = score_of(
        _visits(replace(NOBODY, ratings=(0, 0, 0, 0, 50)), 1_000),
        Waits(1_000, 1_000, 1_000, 0, 0, 0, 0, Times(1, 1, 1)),
    )
    assert (worst.value, best.value) == (0, 100)
    assert sum(rule.weight for rule in RULES) == 100


def test_who_is_old_ill_or_poor_takes_no_point_from_a_department() -> None:
    """What depends on the patient changes nothing: time at the kiosk, help, the face step, cash, a rest at the desk."""
    easy = _visits(replace(NOBODY, ratings=(0, 0, 0, 20, 20)), 1_000)
    hard = replace(
        easy,
        steps=(("consent", Times(1_000, 90_000, 600_000)),),
        whole=(("registration", Times(1_000, 900_000, 1_800_000)),),
        helped=900,
        called_for_help=500,
        faces=(("undecided", 1_000),),
        identities=(("typed", 1_000),),
        paid=(("cashier", 1_000),),
        desk_reasons=(("asked_for_desk", 300), ("card_unreadable", 200), ("insurance_desk", 100)),
        break_reasons=(("idle", 100),),
    )
    assert score_of(easy, QUEUE) == score_of(hard, QUEUE)


def _visits(seen: Figures, done: int) -> Figures:

    return replace(seen, ways=(Ways("registration", done, 0, 0),))


def test_no_field_of_a_figure_is_about_a_person() -> None:
    names = {name for value in (NOBODY, QUEUE) for name in asdict(value)}
    assert not names & {"name", "number", "birth", "sex", "age", "visit_id", "place_id", "patient_id", "priority"}


def test_two_stations_of_one_hospital_are_two(empty: Database) -> None:
    for source in (K03, K04):
        hand_in(empty, source, lines_of([REGISTERED] * 5))
    project(empty)
    found = QualityReader(empty).month("2026-11")
    assert found is not None
    assert [part.id for part in found.stations] == ["K03", "K04"]
