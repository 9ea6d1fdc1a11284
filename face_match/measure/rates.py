"""Error rates of scored trials: false matches, false non-matches, and how sure one may be of either."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float64]
Rate = tuple[float, float, float]
"""A rate with its 95 % interval: value, low, high."""

RATES = {"1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4}
RESAMPLES = 1000
_RULE_OF_THREE = 3  # fewer than 3 expected errors: even none at all would not show that the rate is reached
_Z = 1.959964  # two-sided 95 %


def threshold_at(impostors: Scores, rate: float) -> float | None:
    """The largest score at which at most `rate` of the impostors are accepted; None with too few impostors.

    Too few: fewer than three would be expected below it (1e-3 needs 3,000 trials, 1e-4 needs 30,000).
    """
    if impostors.size * rate < _RULE_OF_THREE:
        return None
    return quantile(impostors, rate)


def quantile(impostors: Scores, rate: float) -> float:
    """`threshold_at` whatever the number of impostors."""
    allowed = int(impostors.size * rate)
    if allowed >= impostors.size:
        return float(impostors.max())
    return float(np.nextafter(np.partition(impostors, allowed)[allowed], -np.inf))


def above(scores: Scores, limit: float) -> float:
    """The part of the scores that is rejected."""
    return float(np.mean(scores > limit))


def wilson(errors: int, trials: int) -> Rate:
    """A rate of independent trials with its Wilson interval (E. B. Wilson, 1927).

    :raises ValueError: without trials.
    """
    if trials < 1:
        raise ValueError("a rate needs trials")
    value = errors / trials
    middle = (value + _Z**2 / (2 * trials)) / (1 + _Z**2 / trials)
    half = _Z / (1 + _Z**2 / trials) * math.sqrt(value * (1 - value) / trials + _Z**2 / (4 * trials**2))
    return value, max(0.0, middle - half), min(1.0, middle + half)


class ByPerson:
    """Resamples persons and not trials, because a person's trials stand and fall together; always the same draws.

    A trial of two persons counts as often as the product of both, one of a single person as often as that person.

    :param pairs: of each trial, the reference's person and the probes'.
    """

    def __init__(self, pairs: Sequence[tuple[str, str]], resamples: int = RESAMPLES) -> None:
        names = {name: number for number, name in enumerate(dict.fromkeys(name for pair in pairs for name in pair))}
        self._one = np.array([names[one] for one, _ in pairs])
        self._other = np.array([names[other] for _, other in pairs])
        self._alone = self._one == self._other
        self._persons, self._resamples = len(names), resamples

    def interval(self, figure: Callable[[npt.NDArray[np.intp]], float | None]) -> tuple[float, float] | None:
        """The 95 % interval of a figure of trials, given as row numbers; None when most draws have no such figure."""
        found = [value for rows in self._draws() if rows.size and (value := figure(rows)) is not None]
        if 2 * len(found) < self._resamples:
            return None
        low, high = np.percentile(found, [2.5, 97.5])
        return float(low), float(high)

    def _draws(self) -> Iterator[npt.NDArray[np.intp]]:
        for seed in range(self._resamples):
            random = np.random.default_rng([20260801, seed])
            times = np.bincount(random.integers(0, self._persons, self._persons), minlength=self._persons)
            weight = np.where(self._alone, times[self._one], times[self._one] * times[self._other])
            yield np.repeat(np.arange(self._one.size), weight)
