"""The second camera: one contract over the simulated and the real source; what depth and infra-red say of a face."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import pytest

from face_match.geometry import Box, Face, Point
from face_match.liveness.depth import (
    Kind,
    OpenCvSecondSource,
    SecondFault,
    SecondFrame,
    SecondSource,
    SimulatedSecondSource,
    depth_relief,
    infra_red_contrast,
)
from face_match.liveness.policy import DEFAULT_POLICY

FACE = Face(Box(220, 140, 200, 200), Point(360, 220), Point(280, 220), Point(320, 268), 1.0)
SIZE = (640, 480)
ROWS, COLUMNS = np.mgrid[0:240, 0:320].astype(np.float64)
ACROSS, DOWN = (COLUMNS - 160) / 40, (ROWS - 110) / 40  # in inter-eye distances


def depth_of(heights: Any) -> Any:
    """A depth map of something half a metre away, `heights` mm nearer, with a camera's noise."""
    noise = np.random.default_rng(1).normal(0, 1.5, ROWS.shape)
    return np.clip(500 - heights + noise, 0, 5000).astype(np.uint16)


def a_head() -> Any:
    ball = 100 * np.sqrt(np.clip(1 - (ACROSS / 1.5) ** 2 - ((DOWN - 0.3) / 2) ** 2, 0, None))
    nose = 20 * np.exp(-((ACROSS / 0.22) ** 2) - ((DOWN - 0.6) / 0.25) ** 2)
    return depth_of(np.where(ball > 0, ball + nose, -1500))


def a_face_in_infra_red() -> Any:
    grey = np.full(ROWS.shape, 25, np.uint8)
    cv2.ellipse(grey, (160, 130), (60, 80), 0, 0, 360, 150, -1)
    for x in (140, 180):
        cv2.circle(grey, (x, 110), 7, 40, -1)
    cv2.ellipse(grey, (160, 152), (14, 5), 0, 0, 360, 90, -1)
    return grey


class Device:
    """What OpenCV opens, answering as told: some pictures, then nothing more."""

    def __init__(self, picture: Any, count: int) -> None:
        self.picture, self.left, self.released = picture, count, False

    def grab(self) -> bool:
        time.sleep(0.005)
        self.left -= 1
        return self.left >= 0

    def retrieve(self, flag: int = 0) -> tuple[bool, Any]:
        return True, self.picture

    def release(self) -> None:
        self.released = True


def newest(source: SecondSource) -> SecondFrame:
    until = time.monotonic() + 5
    while time.monotonic() < until:
        frame = source.latest()
        if frame is not None:
            return frame
        time.sleep(0.01)
    raise AssertionError("no picture came")


@pytest.mark.parametrize("kind", ["depth", "infra_red"])
@pytest.mark.parametrize("real", [False, True], ids=["simulated", "OpenCV"])
class TestContract:
    @pytest.fixture
    def source(self, kind: Kind, real: bool) -> Iterator[SecondSource]:
        picture = a_head() if kind == "depth" else a_face_in_infra_red()
        made: SecondSource
        if real:
            made = OpenCvSecondSource(kind, 0, lambda _kind, _index: Device(picture, 10_000))
        else:
            made = SimulatedSecondSource(kind, lambda: picture)
        yield made
        made.close()

    def test_it_says_what_it_is_and_gives_pictures_of_that_form(self, source: SecondSource, kind: Kind) -> None:
        assert source.kind == kind
        picture = newest(source).picture
        assert picture.dtype == (np.uint16 if kind == "depth" else np.uint8)
        assert picture.ndim == 2

    def test_pictures_are_never_old(self, source: SecondSource) -> None:
        assert time.monotonic() - newest(source).taken_at < 1

    def test_after_close_there_is_nothing_and_closing_twice_is_allowed(self, source: SecondSource) -> None:
        newest(source)
        source.close()
        source.close()
        assert source.latest() is None


def test_a_device_that_gives_something_else_gives_nothing() -> None:
    source = OpenCvSecondSource("depth", 0, lambda _kind, _index: Device(np.zeros((4, 4, 3), np.uint8), 10_000))
    time.sleep(0.1)
    assert source.latest() is None
    source.close()


def test_a_colour_picture_of_an_infra_red_camera_is_made_grey() -> None:
    source = OpenCvSecondSource("infra_red", 0, lambda _k, _i: Device(np.full((4, 4, 3), 80, np.uint8), 10_000))
    assert newest(source).picture.shape == (4, 4)
    source.close()


def test_no_such_device_is_no_error_and_gives_nothing() -> None:
    source = OpenCvSecondSource("infra_red", 63)
    assert source.latest() is None
    source.close()


@pytest.mark.parametrize("fault", [SecondFault.GONE, SecondFault.FROZEN])
def test_a_source_that_stops_has_nothing_after_a_second(fault: SecondFault) -> None:
    now = [10.0]
    source = SimulatedSecondSource("depth", a_head, lambda: now[0])
    assert source.latest() is not None
    source.fault = fault
    now[0] += 1.5
    assert source.latest() is None


def test_a_depth_map_full_of_holes_says_nothing() -> None:
    source = SimulatedSecondSource("depth", a_head)
    source.fault = SecondFault.HOLES
    frame = source.latest()
    assert frame is not None
    assert depth_relief(frame.picture.astype(np.uint16), FACE, SIZE) is None


def test_a_head_stands_out_of_every_sheet() -> None:
    assert (depth_relief(a_head(), FACE, SIZE) or 0) > 1.2 * DEFAULT_POLICY.depth.limit


@pytest.mark.parametrize(
    "heights",
    [0 * ACROSS, 30 * ACROSS, 25 * ACROSS + 10 * DOWN, -40 * ACROSS**2, -30 * DOWN**2, 20 * ACROSS - 15 * ACROSS**2],
    ids=["flat", "slanted", "slanted twice", "bent upright", "bent level", "bent and slanted"],
)
def test_a_picture_does_not(heights: Any) -> None:
    assert (depth_relief(depth_of(heights), FACE, SIZE) or 99) < 0.8 * DEFAULT_POLICY.depth.limit


def test_skin_has_features_in_infra_red_and_a_screen_is_dark() -> None:
    assert (infra_red_contrast(a_face_in_infra_red(), FACE, SIZE) or 0) > 1.5 * DEFAULT_POLICY.infra_red.limit
    screen = np.clip(np.random.default_rng(1).normal(18, 2, ROWS.shape), 0, 255).astype(np.uint8)
    assert (infra_red_contrast(screen, FACE, SIZE) or 99) < 2


def test_a_face_beyond_the_second_picture_says_nothing() -> None:
    away = Face(FACE.box, Point(4000, 220), Point(3920, 220), Point(3960, 268), 1.0)
    assert depth_relief(a_head(), away, SIZE) is None
    assert infra_red_contrast(a_face_in_infra_red(), away, SIZE) is None
