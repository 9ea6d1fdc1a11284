"""The least squares' line through what was measured at equal steps, and how far chance may have moved it."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def slope(values: Sequence[float]) -> float:
    """What each value adds to the one before it, by the least squares' line; 0.0 for fewer than two."""
    if len(values) < 2:
        return 0.0
    return statistics.linear_regression(range(len(values)), values).slope


def slope_error(values: Sequence[float]) -> float:
    """The standard error of `slope`, as if what the line leaves over came by chance; 0.0 for fewer than three."""
    if len(values) < 3:
        return 0.0
    steps = range(len(values))
    line = statistics.linear_regression(steps, values)
    left = sum((value - line.intercept - line.slope * step) ** 2 for step, value in zip(steps, values, strict=True))
    middle = (len(values) - 1) / 2
    return math.sqrt(left / (len(values) - 2) / sum((step - middle) ** 2 for step in steps))
