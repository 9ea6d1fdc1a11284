"""What YuNet answers is read rightly: points, sides and sizes; what answers otherwise is refused."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from face_engine_nets import BOX, POINTS, Dimensions, black, file_of, light_cell, network, picking, yunet
from onnx import helper

from face_match import ModelRefused
from face_match.engines.yunet import YuNet, five_points
from face_match.geometry import NOSE_DEPTH, NOSE_TIP_DEPTH, Box, Face, Point


@pytest.fixture(scope="module")
def detector(tmp_path_factory: pytest.TempPathFactory) -> YuNet:
    return YuNet(file_of(tmp_path_factory.mktemp("yunet"), "yunet.onnx", yunet()))


def expected_points(column: int, row: int, stride: int, across: float, down: float) -> np.ndarray:
    """Where a lit cell's five points lie in the full picture."""
    return np.array([((column + x) * stride * across, (row + y) * stride * down) for x, y in POINTS[stride]])


@pytest.mark.parametrize(
    ("width", "height", "across", "down"),
    [(320, 240, 1, 1), (640, 480, 2, 2), (1280, 720, 4, 4), (1001, 701, 1001 / 320, 701 / 224), (200, 150, 1, 1)],
)
def test_points_and_box_are_given_in_the_pixels_of_the_picture(
    detector: YuNet, width: int, height: int, across: float, down: float
) -> None:
    picture = black(width, height)
    light_cell(picture, 12, 9, at_width=min(width, 320))
    (face,) = detector.detect(picture, fine=False)
    assert five_points(face) == pytest.approx(expected_points(12, 9, 8, across, down), abs=1e-3)
    x, y, w, h = BOX[8]
    assert (face.box.x, face.box.y) == (
        pytest.approx((12 + x - w / 2) * 8 * across, abs=0.6),
        pytest.approx((9 + y - h / 2) * 8 * down, abs=0.6),
    )
    assert (face.box.width, face.box.height) == (
        pytest.approx(w * 8 * across, abs=0.6),
        pytest.approx(h * 8 * down, abs=0.6),
    )
    assert face.score > 0.7


def test_the_persons_own_left_is_the_pictures_right(detector: YuNet) -> None:
    picture = black(640, 480)
    light_cell(picture, 20, 10)
    (face,) = detector.detect(picture, fine=False)
    assert face.left_mouth is not None
    assert face.right_mouth is not None
    assert face.left_eye.x > face.nose.x > face.right_eye.x
    assert face.left_mouth.x > face.right_mouth.x
    assert face.left_mouth.y > face.left_eye.y


def test_faces_come_largest_first(detector: YuNet) -> None:
    picture = black(640, 480)
    light_cell(picture, 5, 5)
    light_cell(picture, 14, 9, stride=16)
    small, large = sorted(face.box.area for face in detector.detect(picture, fine=False))
    assert [face.box.area for face in detector.detect(picture, fine=False)] == [large, small]


def test_the_picture_reaches_the_network_in_opencvs_order_of_colours(detector: YuNet) -> None:
    blue, red = black(320, 240), black(320, 240)
    light_cell(blue, 12, 9)
    red[..., 0] = blue[..., 2]
    assert detector.detect(blue, fine=False)
    assert not detector.detect(red, fine=False)


def test_a_face_too_small_for_the_coarse_picture_is_found_in_the_fine_one(detector: YuNet) -> None:
    picture = black(960, 720)
    light_cell(picture, 60, 40, at_width=960)
    for fine in (True, False):
        (face,) = detector.detect(picture, fine)
        assert five_points(face) == pytest.approx(expected_points(60, 40, 8, 1, 1), abs=1e-3)


def test_nobody_is_an_empty_answer(detector: YuNet) -> None:
    assert detector.detect(black(640, 480), fine=False) == ()
    assert detector.detect(black(33, 17), fine=True) == ()


def for_one_size() -> bytes:
    """Answers of the right length for pictures of 320 x 256 and for no other."""
    nodes, outputs, weights = [], dict[str, Dimensions](), dict[str, object]()
    weights["none"] = np.zeros(1, np.float32)
    nodes.append(helper.make_node("ReduceMax", ["input"], ["brightest"], keepdims=0))
    nodes.append(helper.make_node("Mul", ["brightest", "none"], ["zero"]))
    for name, values in (("cls", 1), ("obj", 1), ("bbox", 4), ("kps", 10)):
        for stride in (8, 16, 32):
            out = f"{name}_{stride}"
            weights[f"{out}c"] = np.zeros((1, 320 * 256 // stride**2, values), np.float32)
            nodes.append(helper.make_node("Add", [f"{out}c", "zero"], [out]))
            outputs[out] = [1, 320 * 256 // stride**2, values]
    return network(nodes, [1, 3, 256, 320], outputs, weights)


def test_an_answer_too_short_for_a_larger_picture_is_an_error_and_not_read_beyond(tmp_path: Path) -> None:
    detector = YuNet(file_of(tmp_path, "fixed.onnx", for_one_size()))
    assert detector.detect(black(320, 240), fine=False) == ()
    with pytest.raises(ValueError, match="instead of"):
        detector.detect(black(960, 720), fine=True)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (yunet(fault="nan"), "not a number"),
        (yunet(names="{}{}"), "no YuNet"),
        (yunet(fault="short"), "values instead of"),
        (picking([(0, 0, 0)] * 64), "no YuNet"),
        (b"", "inputs"),
        (b"not a network", "not an ONNX network"),
        (yunet()[:5000], "not an ONNX network"),
    ],
    ids=["nan", "names", "short", "another", "empty", "noise", "torn"],
)
def test_what_is_no_yunet_is_refused(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(ModelRefused, match=why) as refusal:
        YuNet(file_of(tmp_path, "detector.onnx", data))
    assert refusal.value.code == "model_unusable"
    assert "detector.onnx" in refusal.value.detail


@pytest.mark.parametrize("depth", [NOSE_DEPTH, NOSE_TIP_DEPTH])
@pytest.mark.parametrize("yaw", [-35.0, -10.0, 0.0, 20.0])
def test_a_turned_head_shows_the_same_angle_by_the_noses_base_and_by_its_tip(depth: float, yaw: float) -> None:
    turn, eyes = math.radians(yaw), 80.0

    def seen(across: float, down: float, forward: float) -> Point:
        """A point of the head, turned to the person's own left, as the camera sees it."""
        return Point(300 + eyes * (across * math.cos(turn) + forward * math.sin(turn)), 200 + eyes * down)

    face = Face(Box(200, 150, 200, 200), seen(0.5, 0, 0), seen(-0.5, 0, 0), seen(0, 0.6, depth), 1.0, depth)
    assert face.yaw == pytest.approx(yaw, abs=1e-6)


def test_yunets_nose_is_the_tip(detector: YuNet) -> None:
    picture = black(320, 240)
    light_cell(picture, 12, 9)
    assert detector.detect(picture, fine=False)[0].nose_depth == NOSE_TIP_DEPTH


def test_a_face_without_a_mouth_has_no_five_points() -> None:
    face = Face(Box(0, 0, 9, 9), Point(6, 3), Point(3, 3), Point(5, 5), 1.0)
    with pytest.raises(ValueError, match="mouth"):
        five_points(face)
