"""What an ArcFace-shaped network is fed, and what becomes of its answer, against numbers worked out here."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from face_engine_nets import (
    PLACES,
    USUAL,
    Dimensions,
    black,
    face_at,
    file_of,
    light_cell,
    network,
    picking,
    ramp,
    ramp_at,
    spec_of,
    yunet,
)
from hypothesis import given
from hypothesis import strategies as st
from onnx import helper
from skimage.transform import SimilarityTransform

from face_match import EngineUnavailable, ModelRefused, NetInput, open_engine
from face_match.engines.arcface_network import TEMPLATE, ArcfaceNetwork, aligned
from face_match.engines.yunet import YuNet
from face_match.geometry import Picture

CENTRE = [(colour, 56, 56) for colour in range(3)] * 22
"""The middle of the crop in each colour, often enough to be a face's vector."""
Load = Callable[..., ArcfaceNetwork]


def moved(turn: float, scale: float, x: float, y: float) -> SimilarityTransform:
    """From the template to a picture."""
    return SimilarityTransform(scale=scale, rotation=math.radians(turn), translation=(x, y))


@pytest.fixture
def arcface(tmp_path: Path) -> Load:
    detector = YuNet(file_of(tmp_path, "detector.onnx", yunet()))

    def load(data: bytes, net_input: NetInput = USUAL, *, mirror: bool = False) -> ArcfaceNetwork:
        return ArcfaceNetwork(file_of(tmp_path, "descriptor.onnx", data), detector, net_input, mirror=mirror)

    return load


@pytest.mark.parametrize(
    "move", [moved(0, 1, 0, 0), moved(0, 2.5, 150, 90), moved(25, 1.7, 250, 60), moved(-40, 3, 100, 250)]
)
@pytest.mark.parametrize("size", [112, 128])
def test_painted_landmarks_lie_at_the_template_once_aligned(move: SimilarityTransform, size: int) -> None:
    points = move(TEMPLATE)
    for point, place in zip(points, TEMPLATE * size / 112, strict=True):
        picture = black(640, 480)
        cv2.circle(picture, tuple(round(16 * v) for v in point), int(16 * 4 * move.scale), (255,) * 3, -1, shift=4)
        light = aligned(picture, points.astype(np.float32), size)[..., 0].astype(float)
        rows, columns = np.indices(light.shape)
        seen = (light * columns).sum() / light.sum(), (light * rows).sum() / light.sum()
        assert seen == pytest.approx(tuple(place), abs=0.5)


@given(st.floats(-60, 60), st.floats(0.5, 4), st.lists(st.floats(-4, 4), min_size=10, max_size=10), st.floats(-50, 200))
def test_points_that_fit_no_template_are_brought_as_near_as_umeyama_brings_them(
    turn: float, scale: float, noise: list[float], away: float
) -> None:
    points = moved(turn, scale, away, 20)(TEMPLATE) + np.reshape(noise, (5, 2))
    picture = ramp()
    matrix = SimilarityTransform.from_estimate(points, TEMPLATE).params[:2]
    expected = cv2.warpAffine(picture, matrix, (112, 112), flags=cv2.INTER_LINEAR)
    got = aligned(picture, points.astype(np.float32), 112)
    assert (np.abs(got.astype(int) - expected.astype(int)) > 4).mean() < 0.02


@pytest.mark.parametrize("last", [False, True], ids=["colours-first", "colours-last"])
def test_the_network_sees_each_place_of_the_face_where_and_as_it_should(arcface: Load, last: bool) -> None:
    move = moved(12, 1.5, 70, 25)
    network_ = arcface(picking(PLACES, last=last))
    vector = network_.describe(ramp(), face_at(move(TEMPLATE)))
    expected = np.array([(ramp_at(*move([(x, y)])[0])[c] - 127.5) / 127.5 for c, y, x in PLACES])
    assert vector == pytest.approx(expected / np.linalg.norm(expected), abs=0.002)


def plain(red: int, green: int, blue: int) -> Picture:
    return np.full((480, 640, 3), (red, green, blue), np.uint8)


@pytest.mark.parametrize(
    ("net_input", "expected"),
    [
        (USUAL, [(c - 127.5) / 127.5 for c in (200, 120, 40)]),
        (NetInput(colour="bgr"), [(c - 127.5) / 127.5 for c in (40, 120, 200)]),
        (NetInput(mean=(0, 0, 0), divisor=(1, 1, 1)), [200, 120, 40]),
        (
            NetInput(colour="bgr", mean=(123.7, 116.3, 103.5), divisor=(58.4, 57.1, 57.4)),
            [(40 - 103.5) / 57.4, (120 - 116.3) / 57.1, (200 - 123.7) / 58.4],
        ),
    ],
    ids=["usual", "bgr", "raw", "per-colour"],
)
@pytest.mark.parametrize("last", [False, True], ids=["colours-first", "colours-last"])
def test_colours_are_ordered_shifted_and_scaled_as_configured(
    arcface: Load, net_input: NetInput, expected: list[float], last: bool
) -> None:
    network_ = arcface(picking(CENTRE, last=last), net_input)
    vector = network_.describe(plain(200, 120, 40), face_at(moved(0, 2, 200, 100)(TEMPLATE)))
    assert vector[:3] == pytest.approx(np.array(expected) / np.linalg.norm(expected * 22), rel=1e-5)
    assert np.linalg.norm(vector) == pytest.approx(1)


def test_another_size_moves_the_template_with_it(arcface: Load) -> None:
    places = [(0, 2 * y, 2 * x) for _, y, x in PLACES]
    move = moved(0, 2, 10, 20)
    vector = arcface(picking(places, size=224), NetInput(size=224)).describe(ramp(), face_at(move(TEMPLATE)))
    expected = np.array([(ramp_at(*move([(x, y)])[0])[0] - 127.5) / 127.5 for _, y, x in PLACES])
    assert vector == pytest.approx(expected / np.linalg.norm(expected), abs=0.002)


def test_a_file_that_leaves_its_input_open_is_fed_colours_first(arcface: Load) -> None:
    picture, face = ramp(), face_at(moved(0, 2, 20, 10)(TEMPLATE))
    assert arcface(picking(PLACES, open_=True)).describe(picture, face) == pytest.approx(
        arcface(picking(PLACES)).describe(picture, face)
    )


def test_face_and_mirror_image_are_averaged_as_directions(arcface: Load) -> None:
    picture, face = ramp(), face_at(moved(8, 2, 20, 10)(TEMPLATE))
    mirrored = [(c, y, 111 - x) for c, y, x in PLACES]
    one = arcface(picking(PLACES)).describe(picture, face)
    other = arcface(picking(mirrored)).describe(picture, face)
    both = arcface(picking(PLACES), mirror=True).describe(picture, face)
    assert both == pytest.approx((one + other) / np.linalg.norm(one + other))
    assert one != pytest.approx(other, abs=0.01)


def answering(*nodes: object, shape: Dimensions, **weights: object) -> bytes:
    """A network whose answer begins with its whole input in one row, named `flat`, and ends as `vector`."""
    flatten = helper.make_node("Flatten", ["input"], ["flat"], axis=1)
    return network([flatten, *nodes], [1, 3, 112, 112], {"vector": shape}, weights)


ROOT = [
    helper.make_node("Gather", ["flat", "index"], ["few"], axis=1),
    helper.make_node("Neg", ["few"], ["less"]),
    helper.make_node("Sqrt", ["less"], ["vector"]),
]
FEW = np.arange(64, dtype=np.int64)


def two_outputs() -> bytes:
    nodes = [helper.make_node("Gather", ["input", "index"], [name], axis=2) for name in ("a", "b")]
    return network(nodes, [1, 3, 112, 112], {n: [1, 3, 1, 112] for n in "ab"}, {"index": np.array([0], np.int64)})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (picking([(0, 0, 0)] * 2), "instead of one vector"),
        (picking(PLACES * 40), "instead of one vector"),
        (answering(helper.make_node("Reshape", ["flat", "to"], ["vector"]), shape=[1, 3, 112, 112],
                   to=np.array([1, 3, 112, 112])), "instead of one vector"),
        (two_outputs(), "2 outputs"),
        (picking(PLACES, size=160), "160"),
        (answering(helper.make_node("Add", ["flat", "nan"], ["all"]),
                   helper.make_node("Gather", ["all", "index"], ["vector"], axis=1),
                   shape=[1, 64], nan=np.array([math.nan], np.float32), index=FEW), "not a number"),
        (answering(helper.make_node("MatMul", ["flat", "five"], ["vector"]), shape=[1, 64],
                   five=np.zeros((5, 64), np.float32)), "OpenCV"),
        (yunet(), "outputs"),
        (b"noise", "not an ONNX network"),
    ],
    ids=["short", "long", "picture", "two", "size", "nan", "crash", "detector", "noise"],
)  # fmt: skip
def test_what_describes_no_face_is_refused(arcface: Load, data: bytes, why: str) -> None:
    with pytest.raises(ModelRefused, match=why) as refusal:
        arcface(data)
    assert refusal.value.code == "model_unusable"
    assert "descriptor.onnx" in refusal.value.detail


def test_an_answer_that_is_not_a_number_is_no_descriptor(arcface: Load) -> None:
    network_ = arcface(answering(*ROOT, shape=[1, 64], index=FEW))
    face = face_at(moved(0, 2, 200, 100)(TEMPLATE))
    network_.describe(plain(10, 10, 10), face)
    with pytest.raises(ValueError, match="not a number"):
        network_.describe(plain(250, 250, 250), face)


def test_an_answer_without_direction_is_no_descriptor(arcface: Load) -> None:
    network_ = arcface(picking(CENTRE), NetInput(mean=(0, 0, 0), divisor=(1, 1, 1)))
    with pytest.raises(ValueError, match="without direction"):
        network_.describe(plain(0, 0, 0), face_at(moved(0, 2, 200, 100)(TEMPLATE)))


def test_the_worker_answers_with_the_descriptor_of_the_face_it_found(tmp_path: Path, arcface: Load) -> None:
    picture = ramp() // 3  # too dark for the detector, but for one cell
    light_cell(picture, 15, 12, at_width=256)
    with open_engine(spec_of(tmp_path, "arcface", picking(PLACES), mirror=True)) as engine:
        (face,) = engine.detect(picture)
        vector = engine.describe(picture, face)
        assert engine.model.sha256 == file_of(tmp_path, "descriptor.onnx", picking(PLACES)).sha256
    assert vector == pytest.approx(arcface(picking(PLACES), mirror=True).describe(picture, face))
    assert vector.shape == (len(PLACES),)
    assert vector.dtype == np.float64


def test_an_unanswerable_face_is_told_by_the_worker_and_a_bad_network_by_its_start(tmp_path: Path) -> None:
    data = answering(*ROOT, shape=[1, 64], index=FEW)
    with open_engine(spec_of(tmp_path, "arcface", data)) as engine:
        with pytest.raises(EngineUnavailable) as failed:
            engine.describe(plain(250, 250, 250), face_at(moved(0, 2, 200, 100)(TEMPLATE)))
        assert (failed.value.code, failed.value.detail) == ("worker_failed", "ValueError")
    with open_engine(spec_of(tmp_path, "arcface", two_outputs())) as engine:
        with pytest.raises(ModelRefused) as refusal:
            engine.warm_up()
        assert refusal.value.code == "model_unusable"
        with pytest.raises(EngineUnavailable) as unavailable:
            engine.detect(plain(1, 1, 1))
        assert unavailable.value.code == "model_refused"


def test_everything_that_changes_a_descriptor_changes_the_models_name(tmp_path: Path) -> None:
    specs = [
        spec_of(tmp_path, "arcface", picking(PLACES), detector=detector, mirror=mirror, net_input=net_input)
        for detector in (yunet(), yunet(names="{}-{}"))
        for mirror in (False, True)
        for net_input in (
            USUAL,
            NetInput(size=128),
            NetInput(colour="bgr"),
            NetInput(mean=(0, 0, 0)),
            NetInput(divisor=(1, 2, 1)),
            NetInput(divisor=(1, 1, 2)),
        )
    ]
    assert len({spec.model.name for spec in specs}) == len(specs)
    assert len({spec.model.sha256 for spec in specs}) == 1
