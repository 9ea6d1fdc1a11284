"""Between detections a face is followed, and searched for anew as soon as following it cannot be trusted."""

from __future__ import annotations

import numpy as np
import pytest

from face_match import Engine, Frame
from face_match.engines.protocol import Descriptor, Model
from face_match.geometry import Box, Face, Picture, Point
from face_match.tracking import FOLLOWED_FRAMES, FaceTracker

RANDOM = np.random.default_rng(3)
WALL = RANDOM.integers(0, 255, (60, 80, 3), np.uint8).repeat(12, axis=0).repeat(12, axis=1)  # 720 x 960, blocks of 12
START = Face(Box(300, 200, 200, 200), Point(445, 280), Point(355, 280), Point(400, 330), 1.0)


def scene(x: int = 0, y: int = 0) -> Picture:
    """A patterned sheet moved before the camera by whole pixels."""
    return np.ascontiguousarray(np.roll(WALL, (y, x), axis=(0, 1))[:480, :640])


def placed(x: float, y: float) -> Face:
    def moved(point: Point) -> Point:
        return Point(point.x + x, point.y + y)

    box = Box(round(START.box.x + x), round(START.box.y + y), START.box.width, START.box.height)
    return Face(box, moved(START.left_eye), moved(START.right_eye), moved(START.nose), 1.0)


class CountingEngine(Engine):
    """Finds the faces it is told of, and counts how often it was asked."""

    model = Model("counting", "0" * 64, "none")

    def __init__(self, *faces: Face) -> None:
        self.faces = faces
        self.asked = 0

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        self.asked += 1
        return self.faces

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        return ()

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        raise NotImplementedError

    def close(self) -> None:
        """Nothing is held."""


@pytest.fixture
def engine() -> CountingEngine:
    return CountingEngine(START)


def test_most_frames_are_followed_and_not_searched(engine: CountingEngine) -> None:
    tracker = FaceTracker(engine)
    for number in range(3 * (FOLLOWED_FRAMES + 1)):
        engine.faces = (placed(2 * number, number),)
        tracker.faces(Frame(scene(2 * number, number), number * 0.04, number))
    assert engine.asked == 3


def test_a_followed_face_is_where_it_moved_to(engine: CountingEngine) -> None:
    tracker = FaceTracker(engine)
    tracker.faces(Frame(scene(), 0.0, 0))
    (face,) = tracker.faces(Frame(scene(7, -4), 0.04, 1))
    (expected,) = (placed(7, -4),)
    for found, wanted in ((face.left_eye, expected.left_eye), (face.nose, expected.nose)):
        assert (found.x, found.y) == (pytest.approx(wanted.x, abs=0.6), pytest.approx(wanted.y, abs=0.6))
    assert face.box.centre.x == pytest.approx(expected.box.centre.x, abs=1.5)
    assert engine.asked == 1


@pytest.mark.parametrize(
    ("picture", "at"),
    [(np.zeros((480, 640, 3), np.uint8), 0.04), (scene(3, 0), 2.0), (scene(3, 0)[:240], 0.04)],
    ids=["covered", "long-after", "another-size"],
)
def test_what_cannot_be_followed_is_searched(engine: CountingEngine, picture: Picture, at: float) -> None:
    tracker = FaceTracker(engine)
    tracker.faces(Frame(scene(), 0.0, 0))
    tracker.faces(Frame(np.ascontiguousarray(picture), at, 1))
    assert engine.asked == 2


def test_several_faces_are_never_followed(engine: CountingEngine) -> None:
    engine.faces = (START, placed(-150, 0))
    tracker = FaceTracker(engine)
    for number in range(3):
        assert len(tracker.faces(Frame(scene(), number * 0.04, number))) == 2
    assert engine.asked == 3


def test_a_second_person_is_seen_after_the_followed_frames(engine: CountingEngine) -> None:
    tracker = FaceTracker(engine)
    tracker.faces(Frame(scene(), 0.0, 0))
    engine.faces = (START, placed(-150, 0))
    seen = [len(tracker.faces(Frame(scene(), 0.04 * number, number))) for number in range(1, FOLLOWED_FRAMES + 2)]
    assert seen == [1] * FOLLOWED_FRAMES + [2]


def test_forgetting_leaves_no_picture(engine: CountingEngine) -> None:
    tracker = FaceTracker(engine)
    tracker.faces(Frame(scene(), 0.0, 0))
    tracker.forget()
    assert vars(tracker) == {"_engine": engine, "_last": None, "_left": 0}
