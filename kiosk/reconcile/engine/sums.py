"""Which few amounts make another one together: a bounded search that answers only when there is one way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

OUT_OF = 16
"""Amounts a sum is looked for among; where there are more, any sum would be chance."""


def only_sum(amounts: Sequence[int], target: int, most: int) -> tuple[int, ...] | None:
    """The places of the two to `most` amounts that make `target`; None when there is no way, or more than one.

    All amounts must be above zero. More than `OUT_OF` of them are not searched.
    """
    if len(amounts) > OUT_OF:
        return None
    order = sorted((amount, place) for place, amount in enumerate(amounts) if amount < target)
    found: list[tuple[int, ...]] = []
    _ways(order, 0, target, most, (), found)
    return tuple(sorted(found[0])) if len(found) == 1 else None


def _ways(
    order: Sequence[tuple[int, int]],
    first: int,
    rest: int,
    most: int,
    taken: tuple[int, ...],
    found: list[tuple[int, ...]],
) -> None:
    """Collect ways to make `rest` from the amounts from `first` on; stops at the second."""
    for index in range(first, len(order)):
        amount, place = order[index]
        if amount > rest or len(found) > 1:
            return
        if amount == rest:
            if taken:
                found.append((*taken, place))
        elif most > 1 and 2 * amount <= rest:
            _ways(order, index + 1, rest - amount, most - 1, (*taken, place), found)


def in_windows(
    wholes: tuple[Ints, Ints, Ints], parts: tuple[Ints, Ints, Ints], before: int, after: int, most: int
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """For each whole, the only few parts of its pool and its time that make it: (place of whole, places of parts).

    Both sides are (pool, time, amount). A part is in time from `before` earlier to `after` later than its whole.
    """
    pool, time, amount = parts
    if not len(pool) or not len(wholes[0]):
        return
    span = int(max(time.max(), wholes[1].max()) - min(time.min(), wholes[1].min())) + before + after + 1
    start = min(int(time.min()), int(wholes[1].min())) - before
    order = np.argsort(pool * span + (time - start), kind="stable")
    keys = (pool * span + (time - start))[order]
    at = wholes[0] * span + (wholes[1] - start)
    low = np.searchsorted(keys, at - before, side="left")
    high = np.searchsorted(keys, at + after, side="right")
    for whole in np.flatnonzero((high - low >= 2) & (high - low <= OUT_OF)).tolist():
        places = order[low[whole] : high[whole]]
        way = only_sum(amount[places].tolist(), int(wholes[2][whole]), most)
        if way is not None:
            yield whole, tuple(int(places[place]) for place in way)
