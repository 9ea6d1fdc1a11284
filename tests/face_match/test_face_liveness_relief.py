"""Relief: a head's parallax is beyond every sheet; a print that is moved, slanted or bent shows none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from face_match.liveness.policy import DEFAULT_POLICY
from face_match.liveness.relief import MIN_POINTS, Relief, measure

Array = npt.NDArray[np.float64]
FAR = 8.0  # inter-eye distances from the camera


def face_points(seed: int = 1, count: int = 70) -> Array:
    random = np.random.default_rng(seed)
    return np.stack([random.uniform(-0.85, 0.85, count), random.uniform(-0.4, 1.5, count)], axis=1)


def seen(points: Array, heights: Array, yaw: float = 0.0, pitch: float = 0.0, away: float = FAR) -> Array:
    """Where a camera straight ahead sees points of a surface turned by degrees, brought back to its usual size."""
    a, b = np.radians([yaw, pitch])
    x, y, z = points[:, 0], points[:, 1] - 0.4, heights
    x, z = x * np.cos(a) + z * np.sin(a), z * np.cos(a) - x * np.sin(a)
    y, z = y * np.cos(b) + z * np.sin(b), z * np.cos(b) - y * np.sin(b)
    return np.stack([x, y], axis=1) * (FAR / (away - z))[:, None]


def head(points: Array) -> Array:
    """A ball as wide as a head with brows, eye sockets, nose, lips and chin, of adult mean size."""
    x, y = points[:, 0], points[:, 1]

    def bump(height: float, at_x: float, at_y: float, wide: float, tall: float) -> Array:
        return np.asarray(height * np.exp(-(((x - at_x) / wide) ** 2) - ((y - at_y) / tall) ** 2))

    ball = np.sqrt(np.clip(1.55**2 - x**2 - 0.55 * (y - 0.3) ** 2, 0, None))
    nose = 0.34 * np.clip((y + 0.05) / 0.65, 0, None) * np.clip((0.9 - y) / 0.25, 0, 1) * np.exp(-((x / 0.24) ** 2))
    eyes = bump(-0.12, -0.5, 0, 0.25, 0.18) + bump(-0.12, 0.5, 0, 0.25, 0.18)
    return (
        ball
        + nose
        + eyes
        + bump(0.06, 0, -0.35, 0.9, 0.15)
        + bump(0.08, 0, 1.1, 0.4, 0.2)
        + bump(0.1, 0, 1.6, 0.4, 0.25)
    )


def bent(points: Array, radius: float, degrees: float) -> tuple[Array, Array]:
    """Places and heights of a sheet on a cylinder whose axis is `degrees` from upright."""
    a = np.radians(degrees)
    across = points @ np.array([np.cos(a), np.sin(a)])
    along = points @ np.array([-np.sin(a), np.cos(a)])
    around = radius * np.sin(across / radius)
    places = np.outer(around, [np.cos(a), np.sin(a)]) + np.outer(along, [-np.sin(a), np.cos(a)])
    return places, radius * np.cos(across / radius)


def relief_of(before: Array, after: Array, outwards: tuple[float, float] | None = None, noise: float = 0.0) -> Relief:
    shaken = after + np.random.default_rng(3).normal(0, noise, after.shape)
    found = measure(before, shaken, outwards)
    assert found is not None
    return found


@pytest.mark.parametrize("yaw", [-25, -15, 15, 25])
def test_a_turning_head_has_relief_and_its_nose_moves_ahead(yaw: float) -> None:
    points = face_points()
    found = relief_of(seen(points, head(points)), seen(points, head(points), yaw, 3), noise=0.002)
    assert found.beyond > 0.01 * DEFAULT_POLICY.relief.limit
    assert found.nose * np.sign(yaw) > 0.002


def test_a_head_that_comes_closer_has_relief_too() -> None:
    points = face_points()
    found = relief_of(seen(points, head(points)), seen(points, head(points), away=6.2), (0.0, 0.0))
    assert found.beyond > 0.002
    assert found.nose > 0


@settings(max_examples=60, deadline=None)
@given(st.floats(-40, 40), st.floats(-25, 25), st.floats(5, 12))
def test_a_flat_picture_has_none_however_it_is_held(yaw: float, pitch: float, away: float) -> None:
    points = face_points()
    flat = np.zeros(len(points))
    assert relief_of(seen(points, flat), seen(points, flat, yaw, pitch, away)).beyond < 1e-3


@settings(max_examples=60, deadline=None)
@given(st.floats(-30, 30), st.floats(1.3, 4), st.sampled_from([0, 90, 22, 157]), st.booleans())
def test_a_bent_picture_has_hardly_any(yaw: float, radius: float, axis: float, bent_before: bool) -> None:
    points = face_points()
    places, heights = bent(points, radius, axis)
    before = seen(places, heights) if bent_before else seen(points, np.zeros(len(points)))
    assert relief_of(before, seen(places, heights, yaw, away=FAR + radius)).beyond < 0.01 * DEFAULT_POLICY.relief.limit


def test_errors_of_tracking_alone_are_no_nose() -> None:
    points = face_points()
    flat = seen(points, np.zeros(len(points)))
    found = relief_of(flat, flat, noise=0.006)
    assert abs(found.nose) < 0.002


def test_too_few_points_say_nothing() -> None:
    points = face_points(count=MIN_POINTS - 1)
    assert measure(points, points) is None


def test_points_on_one_spot_say_nothing_either() -> None:
    same = np.zeros((40, 2))
    found = measure(same, same)
    assert found is None or found.beyond == pytest.approx(0, abs=1e-9)
