"""Measured rates are right, carry honest intervals, and are not given where the data cannot support them."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from face_match.measure.rates import ByPerson, threshold_at, wilson
from face_match.measure.report import NOT_MEASURABLE, against, figures
from face_match.measure.trials import Scored


def synthetic(genuine: float, impostor: float, people: int = 100, seed: int = 5) -> list[Scored]:
    """Normally spread scores of many people, each with 3 genuine and 40 impostor trials."""
    random = np.random.default_rng(seed)
    return [
        Scored(
            1, float(score), same, "all", f"person-{person}", f"person-{person if same else (person + 1 + k) % people}"
        )
        for person in range(people)
        for same, mean, count in ((True, genuine, 3), (False, impostor, 40))
        for k, score in enumerate(random.normal(mean, 1, count))
    ]


def test_rates_agree_with_the_distributions_they_were_drawn_from() -> None:
    group = figures(synthetic(-3, 0, people=300), {1: -2.0})["all"]
    value, low, high = group["fnmr_by_person"]["1e-2"]
    expected = 1 - 0.5 * (1 + math.erf((-2.326 + 3) / math.sqrt(2)))  # the 1 % point of strangers
    assert low < expected < high
    assert value == pytest.approx(expected, abs=0.04)
    assert group["at_threshold"]["fmr"][0] == pytest.approx(0.0228, abs=0.005)
    assert (group["genuine"], group["impostor"], group["persons"]) == (900, 12_000, 300)


def test_a_rate_that_so_few_impostors_cannot_support_is_not_measurable() -> None:
    group = figures(synthetic(-3, 0, people=100))["all"]  # 4,000 impostors
    assert group["fnmr"]["1e-4"] == group["fnmr_by_person"]["1e-4"] == NOT_MEASURABLE
    assert isinstance(group["fnmr"]["1e-3"], list)


def test_30000_impostors_support_one_in_ten_thousand() -> None:
    assert threshold_at(np.zeros(29_999), 1e-4) is None
    assert threshold_at(np.arange(30_000.0), 1e-4) is not None


def test_a_lost_face_is_a_rejection() -> None:
    lost = [Scored(1, float("inf"), True, "all", "x", "x")] * 300
    group = figures(synthetic(-9, 0) + lost)["all"]
    assert group["lost"] == 300
    assert group["fnmr"]["1e-2"][0] == pytest.approx(0.5, abs=0.01)


def test_persons_widen_the_interval_when_their_trials_hang_together() -> None:
    random = np.random.default_rng(1)
    trials = [
        Scored(1, float(shift + random.normal(0, 0.1)), True, "all", f"p{person}", f"p{person}")
        for person, shift in enumerate(random.normal(-2.3, 1, 40))
        for _ in range(20)
    ]
    group = figures(trials + [t for t in synthetic(-3, 0) if not t.same])["all"]
    wilsons, persons = group["fnmr"]["1e-2"], group["fnmr_by_person"]["1e-2"]
    assert persons[2] - persons[1] > 2 * (wilsons[2] - wilsons[1])


def test_a_better_scoring_of_the_same_trials_is_told_with_its_certainty() -> None:
    plain = synthetic(-2, 0, people=200)
    better = [replace(t, score=t.score - 1.5 * t.same) for t in plain]
    found = against(better, plain)["all"]["1e-2"]
    value, low, high = found["difference"]
    assert 0 < low < value < high
    assert value == pytest.approx(found["plain_fnmr"] - found["fnmr"], abs=1e-4)


def test_a_scoring_compared_with_itself_shows_no_difference() -> None:
    trials = synthetic(-2, 0)
    assert against(trials, trials)["all"]["1e-2"]["difference"] == [0, 0, 0]


def test_two_different_sets_of_trials_are_not_compared() -> None:
    with pytest.raises(ValueError, match="different trials"):
        against(synthetic(-2, 0), synthetic(-2, 0, people=99))


@pytest.mark.parametrize(
    ("errors", "trials", "low", "high"),
    # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_published_one(errors: int, trials: int, low: float, high: float) -> None:
    value, below, over = wilson(errors, trials)
    assert value == errors / trials
    assert (below, over) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


def test_a_rate_without_trials_is_an_error() -> None:
    with pytest.raises(ValueError, match="trials"):
        wilson(0, 0)


@given(
    st.lists(st.floats(-5, 5), min_size=300, max_size=400),
    st.sampled_from([1e-2, 2e-2, 0.1]),
)
def test_a_threshold_never_accepts_more_impostors_than_its_rate_allows(scores: list[float], rate: float) -> None:
    impostors = np.array(scores)
    limit = threshold_at(impostors, rate)
    assert limit is not None
    assert np.mean(impostors <= limit) <= rate


def test_a_figure_that_most_draws_lack_has_no_interval() -> None:
    people = ByPerson([("a", "a"), ("b", "b"), ("c", "c")])
    assert people.interval(lambda _rows: None) is None
    assert people.interval(lambda rows: float(rows.mean())) is not None


def test_one_person_behind_all_false_matches_widens_the_interval_on_either_side_of_the_trial() -> None:
    """A stranger who is taken for many is one stroke of bad luck and not many."""
    pairs = [(f"p{i}", f"p{j}") for i in range(40) for j in range(i)]
    scattered = np.zeros(len(pairs), bool)
    scattered[np.random.default_rng(2).choice(len(pairs), 39, replace=False)] = True
    for culprit in ("p0", "p39"):  # always the probe, always the reference
        one = np.array([culprit in pair for pair in pairs])
        assert one.sum() == scattered.sum()
        widths = []
        for wrong in (one, scattered):
            low, high = ByPerson(pairs).interval(lambda rows, wrong=wrong: float(np.mean(wrong[rows]))) or (0, 0)
            widths.append(high - low)
        assert widths[0] > 1.5 * widths[1]
