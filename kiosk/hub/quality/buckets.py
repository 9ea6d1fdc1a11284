"""Times as counts in steps of at most a twentieth: small, exact to add up, and good for any quantile.

The sample that stands at a quantile's rank lies in the step that is found for it, and is told as the step's harmonic
middle: at most 2.5 % off. Below 20 ms steps are single milliseconds. The limits are whole numbers, made by whole
numbers, so that every machine sorts a time alike.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from math import ceil

LONGEST_MS = 24 * 3_600_000
"""What is longer counts as this long."""
ERROR = 0.025
"""How far off a quantile may be, as a share of it."""


def _limits() -> tuple[int, ...]:
    limits = [0]
    while limits[-1] <= LONGEST_MS:
        limits.append(max(limits[-1] + 1, limits[-1] * 21 // 20))
    return tuple(limits)


LIMITS = _limits()
"""Where each step begins, ms."""


def bucket(ms: int) -> int:
    """The step a time belongs to; what is below zero or above `LONGEST_MS` counts as the nearest there is."""
    return bisect_right(LIMITS, min(max(ms, 0), LONGEST_MS)) - 1


def middle_ms(step: int) -> int:
    """What is told for a step, ms: as far off its first time as off its last, each by its own measure."""
    first, last = LIMITS[step], LIMITS[step + 1] - 1
    return (2 * first * last + (first + last) // 2) // max(first + last, 1)


def quantile_ms(counts: Mapping[int, int], share: float) -> int | None:
    """The time that `share` (above 0, up to 1) of all do not exceed, by nearest rank; None where there is none."""
    rank = ceil(share * sum(counts.values()))
    for step in sorted(counts):
        rank -= counts[step]
        if rank <= 0:
            return middle_ms(step)
    return None


def added(parts: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """All of them together; the order does not matter."""
    whole: dict[int, int] = {}
    for part in parts:
        for step, count in part.items():
            whole[step] = whole.get(step, 0) + count
    return whole
