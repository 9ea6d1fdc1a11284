"""Whole simulated days: 1,200 patients of every class over twelve rooms, and what the rule promises is kept."""

from __future__ import annotations

import pytest

from kiosk.queue.day import DayReport, simulate_day
from kiosk.queue.order import Rule

pytestmark = pytest.mark.xdist_group("queue day")
"""The days are simulated once, on one worker."""

SEEDS = range(1, 9)


@pytest.fixture(scope="module")
def days() -> list[tuple[DayReport, DayReport]]:
    """Each seed's day by the rule, and the same patients purely by arrival."""
    return [(simulate_day(seed=seed), simulate_day(seed=seed, rule=Rule(passes=0))) for seed in SEEDS]


def test_everybody_ends_served_or_left_and_nobody_is_called_after_the_end(
    days: list[tuple[DayReport, DayReport]],
) -> None:
    for by_rule, by_arrival in days:
        for report in (by_rule, by_arrival):
            assert (report.patients, report.unfinished, report.called_after_end) == (1200, (), ())
            assert report.served + report.left == 1200


def test_nobody_is_passed_by_somebody_who_came_ninety_minutes_later(days: list[tuple[DayReport, DayReport]]) -> None:
    assert all(by_rule.longest_pass_min <= 90 for by_rule, _ in days)
    assert all(by_arrival.most_passed_by == 0 for _, by_arrival in days)


def test_priority_by_law_is_felt_and_its_price_is_bounded(days: list[tuple[DayReport, DayReport]]) -> None:
    for by_rule, by_arrival in days:
        assert by_rule.waits["by law"].median_min < by_arrival.waits["by law"].median_min / 3
        assert by_rule.waits["by arrival"].longest_min < by_arrival.waits["by arrival"].longest_min + 60


def test_the_minutes_told_on_arrival_are_about_right(days: list[tuple[DayReport, DayReport]]) -> None:
    assert all(by_rule.estimate_error_min < 10 for by_rule, _ in days)


def test_a_seed_replays_exactly() -> None:
    assert simulate_day(300, 4, 5) == simulate_day(300, 4, 5)
    assert simulate_day(300, 4, 5) != simulate_day(300, 4, 6)
