"""The doctor looks at exactly the configured model files, their threshold, and whether they work."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from doctor_bench import Station

from face_match.calibration.table import SHIPPED
from face_match.engines.spec import dlib_spec
from kiosk.doctor import Status, faces
from kiosk.doctor.check import Finding


@pytest.fixture
def seeing(station: Station) -> Station:
    """A station with a camera, which nobody opens here."""
    station.set(camera__on=True)
    return station


def look(station: Station) -> Finding:
    finding = station.look(faces.face_models)
    assert isinstance(finding, Finding)
    return finding


def given(station: Station, setting: str, name: str, data: bytes) -> Path:
    """Name a file in the station's configuration, by its own hash."""
    path = station.folder / name
    path.write_bytes(data)
    station.set(
        **{
            f"face__{setting}": name,
            f"face__{setting}_sha256": hashlib.sha256(data).hexdigest(),
            f"face__{setting}_licence": "MIT",
        }
    )
    return path


def test_a_station_without_a_camera_compares_no_faces(station: Station) -> None:
    assert look(station).status is Status.SKIPPED


def test_the_installed_models_are_well_and_named(seeing: Station) -> None:
    finding = look(seeing)
    assert finding.status is Status.OK
    assert dlib_spec().model.sha256[:12] in finding.detail
    assert "public domain" in finding.detail
    assert "on other people than this hospital's" in finding.detail


def test_a_liveness_policy_that_cannot_be_used_is_named(seeing: Station) -> None:
    (seeing.folder / "liveness.toml").write_text("steps = 0\n", "utf-8")
    seeing.set(face__liveness="liveness.toml")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "steps" in finding.detail
    assert "face.liveness" in finding.fix


def test_quality_limits_that_cannot_be_used_are_named(seeing: Station) -> None:
    (seeing.folder / "quality.toml").write_text("glare = 2\n", "utf-8")
    seeing.set(face__quality="quality.toml")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "glare" in finding.detail
    assert "face.quality" in finding.fix


def test_a_passive_liveness_network_is_looked_at_too(seeing: Station) -> None:
    given(seeing, "pad_model", "pad.onnx", b"no network")
    seeing.set(face__pad_model_threshold=0.9)
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "face.pad_model" in finding.fix


def test_more_tries_than_the_thresholds_are_for_are_told(seeing: Station) -> None:
    seeing.set(policy__face_tries=5)
    finding = look(seeing)
    assert finding.status is Status.WARN
    assert "3 tries a session" in finding.detail
    assert "policy.face_tries to 3" in finding.fix


@pytest.mark.parametrize("setting", ["model", "detector"])
def test_a_missing_and_a_changed_file_say_which_setting_mends_them(seeing: Station, setting: str) -> None:
    path = given(seeing, setting, "file.dat", b"as it was named")
    path.write_bytes(b"as it is now")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "model_hash_mismatch: file.dat" in finding.detail
    assert f"face.{setting}_sha256" in finding.fix
    path.unlink()
    finding = look(seeing)
    assert "model_missing: file.dat" in finding.detail
    assert str(path) in finding.fix
    assert f"face.{setting}" in finding.fix


def test_a_model_without_a_threshold_says_how_to_measure_one(seeing: Station) -> None:
    given(seeing, "model", "other.dat", dlib_spec().descriptor.path.read_bytes() + b"\0")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "no_calibration" in finding.detail
    assert "kiosk face calibrate" in finding.fix
    assert "face.calibration" in finding.fix


def test_a_table_of_thresholds_that_cannot_be_used_is_named(seeing: Station) -> None:
    (seeing.folder / "table.json").write_text("no table")
    seeing.set(face__calibration="table.json")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "calibration_broken: table.json" in finding.detail
    assert "face.calibration" in finding.fix


def test_a_file_that_is_no_such_network_fails_although_its_hash_and_threshold_are_there(seeing: Station) -> None:
    noise = given(seeing, "model", "noise.dat", b"no network")
    table = json.loads(SHIPPED.read_text("utf-8"))
    table["calibrations"][0]["model_sha256"] = hashlib.sha256(noise.read_bytes()).hexdigest()
    (seeing.folder / "table.json").write_text(json.dumps(table), "utf-8")
    seeing.set(face__calibration="table.json")
    finding = look(seeing)
    assert finding.status is Status.FAIL
    assert "model_unusable: noise.dat" in finding.detail
    assert "face.engine is dlib" in finding.fix
