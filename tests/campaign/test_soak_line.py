"""Growth is told as a line through what was measured, and how far chance may have moved it."""

from __future__ import annotations

import math

import pytest

from kiosk.campaign.soak.line import slope, slope_error


@pytest.mark.parametrize(("values", "grows"), [([], 0.0), ([5.0], 0.0), ([1.0, 3.0, 5.0], 2.0), ([4.0, 4.0], 0.0)])
def test_growth_is_the_slope_of_the_line_through_what_each_visit_left(values: list[float], grows: float) -> None:
    assert slope(values) == pytest.approx(grows)


def test_the_slope_is_told_with_how_far_chance_may_have_moved_it() -> None:
    # By hand: the line through 0, 0, 3 has slope 1.5; what is left is 1.5 in squares, over one degree and 2.
    assert slope_error([0.0, 0.0, 3.0]) == pytest.approx(math.sqrt(1.5 / 1 / 2))
    assert slope_error([1.0, 2.0, 3.0, 4.0]) == pytest.approx(0.0)
    assert slope_error([1.0, 2.0]) == 0.0
