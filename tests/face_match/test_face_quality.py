"""Every gate stops what it is for, says why, and tells the person what to do."""

from __future__ import annotations

import math
from dataclasses import replace

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from face_match import DlibEngine, Guidance
from face_match.demo import Pose, demo_picture
from face_match.geometry import NOSE_DEPTH, Box, Face, Picture, Point
from face_match.quality.gates import Quality, assess

GREY: Picture = np.random.default_rng(1).integers(60, 190, (480, 640, 3)).astype(np.uint8)
CENTRAL = Box(220, 140, 190, 190)


def face_at(box: Box = CENTRAL, inter_eye: float = 80, yaw: float = 0, roll: float = 0) -> Face:
    """A face with these angles: the points are laid out by the definition of yaw and roll."""
    x, y, angle = box.centre.x, box.centre.y, math.radians(roll)
    along = np.array([math.cos(angle), math.sin(angle)]) * inter_eye
    across = np.array([-math.sin(angle), math.cos(angle)]) * inter_eye
    nose = math.tan(math.radians(yaw)) * NOSE_DEPTH * along + 0.7 * across
    return Face(
        box,
        Point(x + along[0] / 2, y + along[1] / 2),
        Point(x - along[0] / 2, y - along[1] / 2),
        Point(x + nose[0], y + nose[1]),
        1.0,
    )


def judged(face: Face, picture: Picture = GREY) -> Quality:
    return assess(picture, [face])


def test_a_good_frame_passes_every_gate() -> None:
    quality = judged(face_at())
    assert quality.good
    assert quality.guidance is None
    assert 0.5 < quality.score <= 1


@pytest.mark.parametrize(
    ("face", "gate", "guidance"),
    [
        (face_at(inter_eye=50), "inter_eye", Guidance.COME_CLOSER),
        (face_at(Box(100, 40, 420, 420), inter_eye=190), "closeness", Guidance.STEP_BACK),
        (face_at(Box(400, 140, 190, 190)), "off_centre", Guidance.MOVE_RIGHT),
        (face_at(Box(40, 140, 190, 190)), "off_centre", Guidance.MOVE_LEFT),
        (face_at(Box(220, -60, 190, 190)), "whole_face", Guidance.SHOW_WHOLE_FACE),
        (face_at(yaw=18), "yaw", Guidance.LOOK_STRAIGHT),
        (face_at(yaw=-18), "yaw", Guidance.LOOK_STRAIGHT),
        (face_at(roll=-17), "roll", Guidance.LOOK_STRAIGHT),
    ],
)
def test_a_misplaced_face_is_stopped_by_its_gate(face: Face, gate: str, guidance: Guidance) -> None:
    quality = judged(face)
    assert not quality.good
    assert gate in quality.failing
    assert quality.guidance is guidance


@pytest.mark.parametrize(
    ("picture", "gate", "guidance"),
    [
        (GREY // 3, "luminance", Guidance.MORE_LIGHT),
        (GREY // 2 + 125, "luminance", Guidance.LESS_LIGHT),
        (cv2.GaussianBlur(GREY, (0, 0), 9).astype(np.uint8), "sharpness", Guidance.HOLD_STILL),
    ],
    ids=["dark", "bright", "blurred"],
)
def test_a_bad_picture_is_stopped_by_its_gate(picture: Picture, gate: str, guidance: Guidance) -> None:
    quality = judged(face_at(), picture)
    assert gate in quality.failing
    assert quality.guidance is guidance


def test_every_gate_states_value_limit_and_source() -> None:
    for check in judged(face_at()).checks:
        assert check.low is not None or check.high is not None
        assert check.unit
        assert check.source


def test_nobody_is_no_face_unless_the_picture_is_too_dark_or_bright_to_say() -> None:
    assert assess(GREY, []).guidance is Guidance.NO_FACE
    assert assess(np.zeros_like(GREY), []).guidance is Guidance.MORE_LIGHT
    assert assess(np.full_like(GREY, 250), []).guidance is Guidance.LESS_LIGHT
    assert assess(GREY, []).failing == ("no_face",)


def test_a_second_person_is_asked_away_but_a_small_face_behind_is_not() -> None:
    near, beside, behind = face_at(), face_at(Box(20, 150, 150, 150)), face_at(Box(20, 150, 90, 90))
    assert assess(GREY, [near, beside]).guidance is Guidance.ONE_PERSON
    assert assess(GREY, [near, beside]).failing == ("several_faces",)
    assert assess(GREY, [near, behind]).good


@given(st.floats(-40, 40), st.floats(-30, 30), st.floats(30, 200))
def test_yaw_and_roll_are_recovered_from_five_points_at_any_size(yaw: float, roll: float, inter_eye: float) -> None:
    face = face_at(inter_eye=inter_eye, yaw=yaw, roll=roll)
    assert face.yaw == pytest.approx(yaw, abs=1e-6)
    assert face.roll == pytest.approx(roll, abs=1e-6)


@given(st.floats(0.3, 1.0), st.floats(-0.4, 0.4))
def test_slanting_a_flat_picture_does_not_look_like_turning(squeeze: float, yaw_ratio: float) -> None:
    face = face_at(yaw=math.degrees(math.atan(yaw_ratio)))

    def squeezed(point: Point) -> Point:
        return Point(point.x * squeeze, point.y)

    flat = replace(face, left_eye=squeezed(face.left_eye), right_eye=squeezed(face.right_eye), nose=squeezed(face.nose))
    assert flat.yaw == pytest.approx(face.yaw, abs=1e-6)


def test_the_five_points_follow_the_turning_head_to_the_persons_own_side(engine: DlibEngine) -> None:
    seen = [engine.detect(demo_picture(Pose(yaw=yaw)))[0].yaw for yaw in (-20.0, 0.0, 20.0)]
    assert seen[0] < seen[1] - 10
    assert seen[2] > seen[1] + 10


def test_the_five_points_hardly_move_on_a_slanted_print(engine: DlibEngine) -> None:
    seen = [engine.detect(demo_picture(Pose(yaw=yaw), flat=True))[0].yaw for yaw in (-30.0, 0.0, 30.0)]
    assert max(seen) - min(seen) < 8


@pytest.mark.parametrize(
    ("pose", "guidance"),
    [
        (Pose(), None),
        (Pose(scale=1.25), Guidance.COME_CLOSER),
        (Pose(x=0.8), Guidance.MOVE_RIGHT),
        (Pose(x=0.2), Guidance.MOVE_LEFT),
        (Pose(light=0.3), Guidance.MORE_LIGHT),
        (Pose(light=1.5), Guidance.LESS_LIGHT),
        (Pose(yaw=24), Guidance.LOOK_STRAIGHT),
    ],
)
def test_the_demonstration_person_is_guided(engine: DlibEngine, pose: Pose, guidance: Guidance | None) -> None:
    picture = demo_picture(pose)
    assert assess(picture, engine.detect(picture)).guidance is guidance
