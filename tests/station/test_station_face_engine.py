"""A station's file names its face engine; a model that is refused leaves faces to the desk and stops no station."""

from __future__ import annotations

import hashlib
import logging
from pathlib import Path
from typing import Any

import pytest

from face_match import EngineUnavailable, Limits, LivenessPolicy, ModelRefused, NetInput
from face_match.engines.spec import dlib_spec
from kiosk.clock import SystemClock
from kiosk.config import StationConfig, parse_config
from kiosk.config.render import render_toml
from kiosk.station.face_engine import (
    FaceCheck,
    engine_spec,
    liveness_policy,
    open_second_camera,
    pad_model,
    quality_limits,
)

FILES = {
    "model": "w600k.onnx",
    "model_sha256": "ab" * 32,
    "model_licence": "bought 2026",
    "detector": "/models/yunet.onnx",
    "detector_sha256": "cd" * 32,
    "detector_licence": "MIT",
}


def configured(**face: Any) -> StationConfig:
    station = {"id": "03", "hospital": "H", "name": "Máy 03", "facility": "01999", "journal": "journal.db"}
    values = {"station": station, "printer": {"kind": "picture", "path": "slips"}, "face": face}
    return parse_config(render_toml(values, comments=False), base=Path("/srv"))


def test_a_file_that_says_nothing_about_faces_means_dlib_as_installed() -> None:
    assert engine_spec(configured().face) == dlib_spec()


@pytest.mark.parametrize("engine", ["sface", "arcface"])
def test_files_hashes_and_licences_are_taken_as_written(engine: str) -> None:
    spec = engine_spec(configured(engine=engine, **FILES).face)
    assert spec.kind == engine
    assert spec.descriptor.path == Path("/srv/w600k.onnx")
    assert (spec.descriptor.sha256, spec.descriptor.licence) == ("ab" * 32, "bought 2026")
    assert spec.detector.path == Path("/models/yunet.onnx")
    assert (spec.detector.sha256, spec.detector.licence) == ("cd" * 32, "MIT")
    assert (spec.mirror, spec.net_input) == (True, NetInput())


def test_the_networks_input_is_taken_as_written() -> None:
    face = configured(
        engine="arcface",
        mirror=False,
        input_size=128,
        input_colour="bgr",
        input_mean=[1.0, 2.0, 3.0],
        input_divisor=[4.0, 5.0, 6.0],
        **FILES,
    ).face
    spec = engine_spec(face)
    assert not spec.mirror
    assert spec.net_input == NetInput(128, "bgr", (1.0, 2.0, 3.0), (4.0, 5.0, 6.0))


def test_another_dlib_network_goes_with_the_installed_points() -> None:
    files = {key: value for key, value in FILES.items() if key.startswith("model")}
    spec = engine_spec(configured(**files).face)
    assert (spec.kind, spec.descriptor.licence) == ("dlib", "bought 2026")
    assert spec.detector == dlib_spec().detector


def test_a_refused_model_is_logged_and_told_when_a_face_is_to_be_compared(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        engine = FaceCheck(configured(engine="sface", **FILES).face, SystemClock())
    assert [(record.message, record.code) for record in caplog.records] == [("face check refused", "model_missing")]
    with pytest.raises(EngineUnavailable) as unavailable:
        engine.verifier()
    assert unavailable.value.code == "model_refused"
    engine.close()


def test_a_model_without_a_threshold_of_its_own_is_refused(tmp_path: Path) -> None:
    installed = dlib_spec().detector
    copy = tmp_path / "points.dat"
    copy.write_bytes(installed.path.read_bytes() + b"\0")
    config = configured(
        detector=str(copy), detector_sha256=hashlib.sha256(copy.read_bytes()).hexdigest(), detector_licence="CC0"
    )
    with pytest.raises(EngineUnavailable, match="no_calibration"):
        FaceCheck(config.face, SystemClock()).verifier()


def test_the_default_engine_is_ready_when_it_is_asked_for() -> None:
    engine = FaceCheck(configured().face, SystemClock())
    try:
        assert engine.verifier() is engine.verifier()
    finally:
        engine.close()


def test_the_liveness_policy_is_the_shipped_one_with_what_the_stations_file_changes(tmp_path: Path) -> None:
    (tmp_path / "liveness.toml").write_text("steps = 1\n[flash]\non = true\n", "utf-8")
    assert liveness_policy(configured().face) == LivenessPolicy()
    changed = liveness_policy(configured(liveness=str(tmp_path / "liveness.toml")).face)
    assert (changed.steps, changed.flash.on, changed.kinds) == (1, True, LivenessPolicy().kinds)


def test_the_quality_limits_are_the_shipped_ones_with_what_the_stations_file_changes(tmp_path: Path) -> None:
    (tmp_path / "quality.toml").write_text("sharpness = 30\n", "utf-8")
    assert quality_limits(configured().face) == Limits()
    assert quality_limits(configured(quality=str(tmp_path / "quality.toml")).face) == Limits(sharpness=30)


def test_limits_that_cannot_be_used_leave_faces_to_the_desk(tmp_path: Path) -> None:
    (tmp_path / "quality.toml").write_text("sharpness = -1\n", "utf-8")
    check = FaceCheck(configured(quality=str(tmp_path / "quality.toml")).face, SystemClock())
    with pytest.raises(EngineUnavailable, match="limits_unusable"):
        check.verifier()


def test_a_policy_that_cannot_be_used_leaves_faces_to_the_desk(tmp_path: Path) -> None:
    (tmp_path / "liveness.toml").write_text("kinds = []\n", "utf-8")
    check = FaceCheck(configured(liveness=str(tmp_path / "liveness.toml")).face, SystemClock())
    with pytest.raises(EngineUnavailable, match="policy_unusable"):
        check.verifier()


def test_a_passive_network_is_refused_unless_it_is_the_named_one(tmp_path: Path) -> None:
    assert pad_model(configured().face) is None
    path = tmp_path / "pad.onnx"
    path.write_bytes(b"another file")
    named = configured(pad_model=str(path), pad_model_sha256="0" * 64, pad_model_licence="MIT", pad_model_threshold=0.9)
    with pytest.raises(ModelRefused) as refusal:
        pad_model(named.face)
    assert refusal.value.code == "model_hash_mismatch"


def test_a_second_camera_is_opened_as_it_is_named() -> None:
    assert open_second_camera(configured().face) is None
    second = open_second_camera(configured(second_camera="depth:7").face)
    assert second is not None
    assert (second.kind, second.latest()) == ("depth", None)
    second.close()
