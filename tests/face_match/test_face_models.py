"""Only reviewed model files are loaded, only with a threshold of their own, and the 68-point file never."""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import struct
import subprocess
import sys
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from face_match import DlibEngine, EngineSpec, EngineUnavailable, ModelFile, ModelRefused, open_engine
from face_match.calibration.table import SHIPPED, load_calibration
from face_match.demo import demo_picture
from face_match.engines.models import DESCRIPTOR_FILE, LANDMARKS_FILE, default_landmarks
from face_match.engines.spec import dlib_spec

IN_OPEN = 0x20


def installed_models() -> Path:
    spec = find_spec("face_recognition_models")
    assert spec is not None
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0]) / "models"


def opened_names(inotify: int) -> list[str]:
    """File names of the events waiting on an inotify descriptor."""
    try:
        events = os.read(inotify, 65536)
    except BlockingIOError:
        return []
    names, at = [], 0
    while at < len(events):
        (length,) = struct.unpack_from("I", events, at + 12)
        names.append(events[at + 16 : at + 16 + length].rstrip(b"\0").decode())
        at += 16 + length
    return names


def test_the_engine_opens_its_two_models_and_no_other_file_of_the_folder() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    inotify = libc.inotify_init1(os.O_NONBLOCK)
    try:
        assert libc.inotify_add_watch(inotify, os.fsencode(installed_models()), IN_OPEN) > 0
        with DlibEngine() as engine:
            face = engine.detect(demo_picture())[0]
            engine.describe(demo_picture(), face)
        opened = {name for name in opened_names(inotify) if name}
    finally:
        os.close(inotify)
    assert opened == {LANDMARKS_FILE, DESCRIPTOR_FILE}


def test_nothing_of_face_recognition_is_imported_by_parent_or_worker() -> None:
    code = (
        "import sys; import face_match; from face_match.engines.spec import dlib_spec;"
        "from face_match.engines.worker import load; load(dlib_spec());"
        "print(sorted(n for n in sys.modules if n.startswith('face_recognition')), 'dlib' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[] True"


def test_the_parent_process_never_loads_dlib() -> None:
    code = "import sys, face_match; print('dlib' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def test_a_changed_model_file_is_refused_before_it_is_loaded(tmp_path: Path) -> None:
    for name in (LANDMARKS_FILE, DESCRIPTOR_FILE):
        (tmp_path / name).write_bytes((installed_models() / name).read_bytes())
    DlibEngine(tmp_path).close()
    with (tmp_path / DESCRIPTOR_FILE).open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"\x00\x01")
    with pytest.raises(ModelRefused) as refusal:
        DlibEngine(tmp_path)
    assert refusal.value.code == "model_hash_mismatch"


def test_a_missing_model_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelRefused) as refusal:
        DlibEngine(tmp_path)
    assert (refusal.value.code, refusal.value.detail) == ("model_missing", LANDMARKS_FILE)


def test_a_folder_in_a_models_place_is_a_missing_file(tmp_path: Path) -> None:
    (tmp_path / LANDMARKS_FILE).mkdir()
    with pytest.raises(ModelRefused) as refusal:
        DlibEngine(tmp_path)
    assert refusal.value.code == "model_missing"


def taguchi_like(folder: Path) -> ModelFile:
    """A dlib network of another name and place, as hospital IT would provide one."""
    path = folder / "another.dat"
    path.write_bytes((installed_models() / DESCRIPTOR_FILE).read_bytes())
    return ModelFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), "MIT")


def test_another_dlib_network_is_loaded_from_its_path_with_the_installed_points(tmp_path: Path) -> None:
    spec = EngineSpec("dlib", taguchi_like(tmp_path), default_landmarks())
    with open_engine(spec) as given, open_engine() as installed:
        picture = demo_picture()
        face = given.detect(picture)[0]
        assert given.describe(picture, face) == pytest.approx(installed.describe(picture, face))
        assert (given.model.name, given.model.licence) == (installed.model.name, "MIT")


def test_another_points_predictor_is_another_recipe(tmp_path: Path) -> None:
    spec = dlib_spec()
    other = replace(spec, detector=replace(spec.detector, sha256="ab" * 32))
    assert other.model.name == spec.model.name.replace("v1", "v1+points-abababab")


def test_a_file_without_a_licence_note_is_refused(tmp_path: Path) -> None:
    model = replace(taguchi_like(tmp_path), licence=" ")
    with pytest.raises(ModelRefused) as refusal:
        open_engine(EngineSpec("dlib", model, default_landmarks()))
    assert (refusal.value.code, refusal.value.detail) == ("licence_missing", "another.dat")


def test_a_file_changed_after_it_was_verified_is_refused_by_the_worker(tmp_path: Path) -> None:
    model = taguchi_like(tmp_path)
    with open_engine(EngineSpec("dlib", model, default_landmarks())) as engine:
        with model.path.open("ab") as file:
            file.write(b"\0")
        with pytest.raises(ModelRefused) as refusal:
            engine.warm_up()
        assert refusal.value.code == "model_hash_mismatch"
        with pytest.raises(EngineUnavailable) as unavailable:
            engine.detect(demo_picture())
        assert unavailable.value.code == "model_refused"
        assert engine.worker_pid is None


def test_a_file_that_is_none_of_dlibs_is_unusable(tmp_path: Path) -> None:
    path = tmp_path / "noise.dat"
    path.write_bytes(b"not a network" * 100)
    model = ModelFile(path, hashlib.sha256(path.read_bytes()).hexdigest(), "none of ours")
    with open_engine(EngineSpec("dlib", model, default_landmarks())) as engine, pytest.raises(ModelRefused) as refusal:
        engine.warm_up()
    assert refusal.value.code == "model_unusable"
    assert "noise.dat" in refusal.value.detail


def test_a_model_without_a_threshold_of_its_own_is_refused(tmp_path: Path) -> None:
    rows = json.loads(SHIPPED.read_text("utf-8"))
    rows["calibrations"][0]["model_sha256"] = "0" * 64
    table = tmp_path / "calibration.json"
    table.write_text(json.dumps(rows), "utf-8")
    with pytest.raises(ModelRefused) as refusal:
        load_calibration(dlib_spec().model, table)
    assert refusal.value.code == "no_calibration"


@pytest.mark.parametrize(
    "change",
    [{"thresholds": []}, {"turned_threshold": 0.5}, {"turned_threshold": -9}, {"session_fmr": 0}, {"tries": 0},
     {"surprise": 1}, {"space": {}}],
    ids=["no-threshold", "turned-accepts-strangers", "turned-tighter-than-a-match", "no-rate", "no-try", "unknown-key",
         "no-space"],
)  # fmt: skip
def test_a_senseless_calibration_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    rows = json.loads(SHIPPED.read_text("utf-8"))
    rows["calibrations"][0].update(change)
    table = tmp_path / "calibration.json"
    table.write_text(json.dumps(rows), "utf-8")
    with pytest.raises(ModelRefused) as refusal:
        load_calibration(dlib_spec().model, table)
    assert refusal.value.code == "calibration_broken"


def test_a_space_whose_parts_do_not_fit_each_other_is_refused(tmp_path: Path) -> None:
    rows = json.loads(SHIPPED.read_text("utf-8"))
    rows["calibrations"][0]["space"]["centres"] = {"shape": [1, 1], "float32": "AAAAAA=="}
    table = tmp_path / "calibration.json"
    table.write_text(json.dumps(rows), "utf-8")
    with pytest.raises(ModelRefused) as refusal:
        load_calibration(dlib_spec().model, table)
    assert refusal.value.code == "calibration_broken"


def test_the_shipped_calibration_says_what_it_was_measured_on() -> None:
    calibration = load_calibration(dlib_spec().model)
    assert not calibration.local_population
    assert calibration.population == "asian"
    assert "90 persons" in calibration.learned_from
    assert [entry.probes for entry in calibration.thresholds] == [1, 2, 3]
    assert all(entry.fmr[0] <= calibration.session_fmr / calibration.tries for entry in calibration.thresholds)
