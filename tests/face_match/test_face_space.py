"""Descriptors are compared in a space that has forgotten what everybody shares, and holds nobody."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from population import SIZE, population

from face_match.calibration.space import Space, learn
from face_match.measure.rates import above, quantile
from face_match.measure.trials import plain_scores, score_trials, trials_of


def learned(**wish: object) -> Space:
    pictures, described = population(**wish)  # type: ignore[arg-type]
    stacked = np.stack([described.descriptors[p.path] for p in pictures])
    return learn(stacked, [p.person for p in pictures], [p.group for p in pictures])


SPACE = learned()
vectors = st.lists(st.floats(-3, 3, width=32), min_size=SIZE, max_size=SIZE).map(np.array).filter(np.any)


@given(vectors, vectors)
def test_a_comparison_does_not_depend_on_which_side_is_the_card(one: np.ndarray, other: np.ndarray) -> None:
    assert SPACE.score(one, [other]) == pytest.approx(SPACE.score(other, [one]))


@given(vectors, vectors)
def test_nothing_is_more_alike_than_the_picture_itself(one: np.ndarray, other: np.ndarray) -> None:
    itself = np.mean([SPACE.score(one, [one]), SPACE.score(other, [other])])
    assert SPACE.score(one, [other]) >= itself - 1e-6


@settings(max_examples=30)
@given(vectors, st.lists(vectors, min_size=1, max_size=4), st.randoms())
def test_the_order_of_the_frames_does_not_matter(
    reference: np.ndarray, probes: list[np.ndarray], random: object
) -> None:
    shuffled = list(probes)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert SPACE.score(reference, probes) == pytest.approx(SPACE.score(reference, shuffled))


def test_strangers_lie_around_nought_with_a_deviation_of_one() -> None:
    pictures, described = population(persons=120, pictures=1, seed=1)
    trials = trials_of(pictures, 1)
    scores = np.array([t.score for t in score_trials(trials, described, SPACE.scores)])
    assert abs(scores.mean()) < 0.4
    assert 0.6 < scores.std() < 1.4


def fnmr(space_of: tuple[str, ...], group: str, probes: int = 1) -> tuple[float, float]:
    """FNMR at FMR 1 % of persons that nothing was learned from: in the space, and by the bare distance."""
    groups = ("here", "there")
    learning, described = population(groups=groups, seed=3)
    pictures = [p for p in learning if p.group in space_of]
    half = {p.person for p in pictures if int(p.person.rsplit("-", 1)[1]) < 40}
    known = [p for p in pictures if p.person in half]
    space = learn(
        np.stack([described.descriptors[p.path] for p in known]), [p.person for p in known], [p.group for p in known]
    )
    trials = trials_of([p for p in learning if p.group == group and p.person not in half], probes)
    found = []
    for scores in (space.scores, plain_scores):
        scored = score_trials(trials, described, scores)
        impostor = np.array([t.score for t in scored if not t.same])
        found.append(above(np.array([t.score for t in scored if t.same]), quantile(impostor, 1e-2)))
    return found[0], found[1]


@pytest.mark.parametrize("probes", [1, 3])
def test_persons_held_apart_are_told_apart_better_than_by_the_bare_distance(probes: int) -> None:
    ours, plain = fnmr(("here",), "here", probes)
    assert ours < plain * 2 / 3


def test_several_frames_tell_more_than_one() -> None:
    assert fnmr(("here",), "here", 3)[0] < fnmr(("here",), "here", 1)[0]


def test_two_strangers_of_another_population_are_no_more_alike_for_that() -> None:
    """With a centre of their own, the group's common part is no likeness; without one it is."""
    pictures, described = population(groups=("here", "there"), seed=3)
    there = trials_of([p for p in pictures if p.group == "there"], 1)

    def alike(groups: tuple[str, ...]) -> float:
        known = [p for p in pictures if p.group in groups]
        space = learn(
            np.stack([described.descriptors[p.path] for p in known]),
            [p.person for p in known],
            [p.group for p in known],
        )
        scores = np.array([t.score for t in score_trials(there, described, space.scores) if not t.same])
        return float(np.mean(scores < -2))

    assert alike(("here",)) > 0.2
    assert alike(("here", "there")) < 0.05


def test_nobody_with_two_pictures_teaches_nothing() -> None:
    with pytest.raises(ValueError, match="two pictures"):
        learned(pictures=1)


def test_a_descriptor_of_another_network_is_refused() -> None:
    with pytest.raises(ValueError, match="24 numbers"):
        SPACE.score(np.ones(128), [np.ones(SIZE)])
    with pytest.raises(ValueError, match="probe"):
        SPACE.score(np.ones(SIZE), [])
