"""A hospital's passive network: checked before it is loaded, fed and read as its entry says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from face_match.errors import ModelRefused
from face_match.geometry import Box, Face, Picture, Point
from face_match.liveness.model import PadModel, PadModelSpec

onnx = pytest.importorskip("onnx")
FACE = Face(Box(220, 140, 200, 200), Point(360, 220), Point(280, 220), Point(320, 268), 1.0)


def redness(path: Path, side: int = 32, softmax: bool = True) -> Path:
    """A network of two classes that takes what is red for living: mean red less mean blue, times ten."""
    helper, tensor = onnx.helper, onnx.TensorProto.FLOAT
    weight = np.zeros((2, 3), np.float32)
    weight[1] = [10, 0, -10]
    nodes = [
        helper.make_node("GlobalAveragePool", ["picture"], ["mean"]),
        helper.make_node("Flatten", ["mean"], ["flat"]),
        helper.make_node("Gemm", ["flat", "weight"], ["score"], transB=1),
    ]
    if softmax:
        nodes.append(helper.make_node("Softmax", ["score"], ["probability"], axis=1))
    graph = helper.make_graph(
        nodes,
        "redness",
        [helper.make_tensor_value_info("picture", tensor, [1, 3, side, side])],
        [helper.make_tensor_value_info("probability" if softmax else "score", tensor, [1, 2])],
        [onnx.numpy_helper.from_array(weight, "weight")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    path.write_bytes(model.SerializeToString())
    return path


def spec_of(path: Path, **changes: Any) -> PadModelSpec:
    values: dict[str, Any] = {"licence": "made in this test", "size": 32, "live": 1, "threshold": 0.5} | changes
    return PadModelSpec(path, values.pop("sha256", hashlib.sha256(path.read_bytes()).hexdigest()), **values)


def painted(colour: tuple[int, int, int]) -> Picture:
    return np.full((480, 640, 3), colour, np.uint8)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return redness(tmp_path_factory.mktemp("net") / "redness.onnx")


def test_the_networks_word_is_the_living_classs_probability(file: Path) -> None:
    model = PadModel(spec_of(file))
    assert model.living(painted((220, 90, 60)), FACE) > 0.9
    assert model.living(painted((60, 90, 220)), FACE) < 0.1


def test_the_entry_says_which_class_is_living_and_which_colour_comes_first(file: Path) -> None:
    red = painted((220, 90, 60))
    assert PadModel(spec_of(file, live=0)).living(red, FACE) < 0.1
    assert PadModel(spec_of(file, bgr=True)).living(red, FACE) < 0.1


def test_an_output_without_softmax_is_made_probabilities(tmp_path: Path) -> None:
    model = PadModel(spec_of(redness(tmp_path / "net.onnx", softmax=False), logits=True))
    assert 0.9 < model.living(painted((220, 90, 60)), FACE) <= 1


def test_a_face_at_the_edge_is_looked_at_all_the_same(file: Path) -> None:
    edge = Face(Box(-80, -40, 200, 200), Point(60, 60), Point(-20, 60), Point(20, 100), 1.0)
    assert PadModel(spec_of(file)).living(painted((220, 90, 60)), edge) > 0.9


def test_a_file_is_checked_before_it_is_loaded(file: Path, tmp_path: Path) -> None:
    cases = {
        "model_hash_mismatch": spec_of(file, sha256="0" * 64),
        "licence_missing": spec_of(file, licence=" "),
        "model_missing": PadModelSpec(tmp_path / "none.onnx", "0" * 64, "any", 32, 1, 0.5),
        "model_unusable": spec_of(file, size=80),
    }
    for code, spec in cases.items():
        with pytest.raises(ModelRefused) as refused:
            PadModel(spec)
        assert refused.value.code == code


def test_a_file_changed_before_its_first_use_is_not_loaded(tmp_path: Path) -> None:
    path = redness(tmp_path / "net.onnx")
    model = PadModel(spec_of(path))
    redness(path, softmax=False)
    with pytest.raises(ModelRefused) as refused:
        model.living(painted((200, 90, 60)), FACE)
    assert refused.value.code == "model_hash_mismatch"


def test_a_class_that_the_network_does_not_have_is_told(file: Path) -> None:
    with pytest.raises(ModelRefused) as refused:
        PadModel(spec_of(file, live=7)).living(painted((200, 90, 60)), FACE)
    assert refused.value.code == "model_unusable"
