"""SFace by OpenCV's own class: what it is fed, on YuNet's points, and what becomes of its answer."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from face_engine_nets import PLACES, black, face_at, file_of, light_cell, picking, ramp, ramp_at, spec_of, yunet
from skimage.transform import SimilarityTransform

from face_match import ModelRefused, open_engine
from face_match.engines.arcface_network import TEMPLATE
from face_match.engines.sface_network import SfaceNetwork
from face_match.engines.yunet import YuNet
from face_match.geometry import Face

MOVE = SimilarityTransform(scale=1.5, rotation=math.radians(12), translation=(70, 25))


def face() -> Face:
    return face_at(MOVE(TEMPLATE))


def sface(folder: Path, data: bytes, *, mirror: bool = False) -> SfaceNetwork:
    detector = YuNet(file_of(folder, "detector.onnx", yunet()))
    return SfaceNetwork(file_of(folder, "descriptor.onnx", data), detector, mirror=mirror)


def expected(places: list[tuple[int, int, int]]) -> np.ndarray:
    """SFace takes red, green and blue from 0 to 255 as they are."""
    values = np.array([ramp_at(*MOVE([(x, y)])[0])[c] for c, y, x in places])
    return values / np.linalg.norm(values)


def test_the_network_sees_each_place_of_the_face_in_red_green_and_blue(tmp_path: Path) -> None:
    vector = sface(tmp_path, picking(PLACES)).describe(ramp(), face())
    assert vector == pytest.approx(expected(PLACES), abs=0.001)
    assert np.linalg.norm(vector) == pytest.approx(1)


def test_face_and_mirror_image_are_averaged_as_directions(tmp_path: Path) -> None:
    one, other = expected(PLACES), expected([(c, y, 111 - x) for c, y, x in PLACES])
    vector = sface(tmp_path, picking(PLACES), mirror=True).describe(ramp(), face())
    assert vector == pytest.approx((one + other) / np.linalg.norm(one + other), abs=0.001)


@pytest.mark.parametrize(
    "data",
    [picking([(0, 0, 0)] * 2), yunet(), b"noise", picking(PLACES)[:-40]],
    ids=["short", "yunet", "noise", "torn"],
)
def test_what_describes_no_face_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(ModelRefused, match=r"descriptor\.onnx") as refusal:
        sface(tmp_path, data)
    assert refusal.value.code == "model_unusable"


def test_the_worker_describes_the_face_it_found(tmp_path: Path) -> None:
    picture = black(640, 480) + 60
    light_cell(picture, 20, 12)
    with open_engine(spec_of(tmp_path, "sface", picking(PLACES), mirror=True)) as engine:
        (found,) = engine.detect(picture)
        vector = engine.describe(picture, found)
        assert engine.model.name.startswith("sface+yunet-")
        assert engine.model.name.endswith("+mirror")
    assert vector == pytest.approx(sface(tmp_path, picking(PLACES), mirror=True).describe(picture, found))
