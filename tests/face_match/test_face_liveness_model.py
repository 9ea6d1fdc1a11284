"""A hospital's passive network: checked before it is loaded, fed and read as its entry says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from face_engine_nets import redness

from face_match.errors import ModelRefused
from face_match.geometry import Box, Face, Picture, Point
from face_match.liveness.model import PadModel, PadModelSpec

FACE = Face(Box(220, 140, 200, 200), Point(360, 220), Point(280, 220), Point(320, 268), 1.0)


def spec_of(path: Path, **changes: Any) -> PadModelSpec:
    values: dict[str, Any] = {"licence": "made in this test", "size": 32, "live": 1, "threshold": 0.5} | changes
    return PadModelSpec(path, values.pop("sha256", hashlib.sha256(path.read_bytes()).hexdigest()), **values)


def net(folder: Path, data: bytes) -> Path:
    path = folder / "net.onnx"
    path.write_bytes(data)
    return path


def painted(colour: tuple[int, int, int]) -> Picture:
    return np.full((480, 640, 3), colour, np.uint8)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return net(tmp_path_factory.mktemp("net"), redness())


def test_the_networks_word_is_the_living_classs_probability(file: Path) -> None:
    model = PadModel(spec_of(file))
    assert model.living(painted((220, 90, 60)), FACE) > 0.9
    assert model.living(painted((60, 90, 220)), FACE) < 0.1


def test_the_entry_says_which_class_is_living_and_which_colour_comes_first(file: Path) -> None:
    red = painted((220, 90, 60))
    assert PadModel(spec_of(file, live=0)).living(red, FACE) < 0.1
    assert PadModel(spec_of(file, bgr=True)).living(red, FACE) < 0.1


def test_an_output_without_softmax_is_made_probabilities(tmp_path: Path) -> None:
    model = PadModel(spec_of(net(tmp_path, redness(softmax=False)), logits=True))
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


def test_what_is_run_is_what_was_verified(tmp_path: Path) -> None:
    path = net(tmp_path, redness())
    model = PadModel(spec_of(path))
    path.write_bytes(b"another file")
    assert model.living(painted((220, 90, 60)), FACE) > 0.9


def test_a_class_that_the_network_does_not_have_is_told_when_it_is_opened(file: Path) -> None:
    with pytest.raises(ModelRefused) as refused:
        PadModel(spec_of(file, live=7))
    assert refused.value.code == "model_unusable"


def test_a_network_that_cannot_be_run_is_told_when_it_is_opened(tmp_path: Path) -> None:
    """Its input is as it should be; its weights do not fit what comes before them."""
    with pytest.raises(ModelRefused) as refused:
        PadModel(spec_of(net(tmp_path, redness(channels=4))))
    assert refused.value.code == "model_unusable"
    assert "net.onnx" in refused.value.detail


def test_the_mean_is_taken_off_before_the_scale(tmp_path: Path) -> None:
    path = net(tmp_path, redness(softmax=False, blue=0.0))
    pale = painted((200, 90, 60))
    assert PadModel(spec_of(path)).living(pale, FACE) == pytest.approx(1)
    assert PadModel(spec_of(path, mean=200.0)).living(pale, FACE) == pytest.approx(0, abs=1e-5)
