"""All pairs: few rows in which every two values of every two parameters meet at least once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations


def all_pairs(*parameters: Sequence[object]) -> list[tuple[int, ...]]:
    """Rows of indices into the parameters; greedy, the same at every run.

    The two longest parameters are crossed whole, as any such set must; each row then takes the value of every other
    parameter that meets most others for the first time.
    """
    order = sorted(range(len(parameters)), key=lambda one: -len(parameters[one]))
    waiting = {
        (one, i, other, j)
        for one, other in combinations(range(len(parameters)), 2)
        for i in range(len(parameters[one]))
        for j in range(len(parameters[other]))
    }

    def met(row: dict[int, int], place: int, value: int) -> list[tuple[int, int, int, int]]:
        pairs = [
            (place, value, one, row[one]) if place < one else (one, row[one], place, value)
            for one in row
            if one != place
        ]
        return [pair for pair in pairs if pair in waiting]

    rows = []
    for i in range(len(parameters[order[0]])):
        for j in range(len(parameters[order[1]])):
            row = {order[0]: i, order[1]: j}
            waiting.difference_update(met(row, order[1], j))
            for place in order[2:]:
                # Among equals the values take turns.
                values = [(value + i + j) % len(parameters[place]) for value in range(len(parameters[place]))]
                best = max(values, key=lambda value, place=place, row=row: len(met(row, place, value)))  # type: ignore[misc]
                waiting.difference_update(met(row, place, best))
                row[place] = best
            rows.append(tuple(row[place] for place in range(len(parameters))))
    # What no row could take yet gets rows of its own.
    for one, i, other, j in sorted(waiting):
        rows.append(tuple({one: i, other: j}.get(place, 0) for place in range(len(parameters))))
    return rows
