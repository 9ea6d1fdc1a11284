"""The dlib engine finds, describes and tells faces apart, and survives the death of its worker."""

from __future__ import annotations

import hashlib
import os
import signal
import threading
from pathlib import Path

import numpy as np
import pytest

from face_match import DlibEngine, EngineUnavailable, ReferenceUnusable, decode_portrait
from face_match.calibration.table import Calibration, Comparison
from face_match.demo import Pose, demo_picture, demo_portrait
from face_match.geometry import Picture
from face_match.still import describe_central, describe_still


def test_a_camera_picture_matches_the_card_portrait_in_either_format(
    engine: DlibEngine, calibration: Calibration
) -> None:
    probe = describe_still(engine, demo_picture(Pose(yaw=5)))
    for data in (demo_portrait("jpeg"), demo_portrait("jp2")):
        reference = describe_still(engine, decode_portrait(data, hashlib.sha256(data).hexdigest()))
        assert calibration.compare(reference, [probe]).same


def test_a_turned_and_relit_face_still_matches(engine: DlibEngine, calibration: Calibration) -> None:
    reference = describe_still(engine, demo_picture())
    for pose in (Pose(yaw=20), Pose(yaw=-20), Pose(light=0.6), Pose(scale=1.5), Pose(roll=10)):
        assert calibration.compare(reference, [describe_still(engine, demo_picture(pose))]).same, pose


def test_another_face_does_not_match(engine: DlibEngine, calibration: Calibration) -> None:
    reference = describe_still(engine, demo_picture())
    stranger = describe_still(engine, demo_picture(who="stranger"))
    assert not calibration.compare(reference, [stranger]).same
    assert not calibration.compare(reference, [stranger] * 3).same


def test_several_probes_are_judged_by_the_threshold_of_their_number(calibration: Calibration) -> None:
    random = np.random.default_rng(7)
    reference, *probes = random.normal(0, 0.1, (5, 128))
    for count, measured in ((1, 1), (2, 2), (3, 3), (4, 3)):
        result = calibration.compare(reference, probes[:count])
        assert result.threshold == calibration.threshold_for(measured)


def test_a_score_at_the_threshold_matches_and_above_it_does_not() -> None:
    assert Comparison(-4.5, -4.5, 1).same
    assert not Comparison(float(np.nextafter(-4.5, 0)), -4.5, 1).same


def test_comparing_with_nothing_is_an_error(calibration: Calibration) -> None:
    with pytest.raises(ValueError, match="probe"):
        calibration.compare(np.zeros(128), [])


def blank() -> Picture:
    return np.full((480, 640, 3), 128, np.uint8)


def two_people() -> Picture:
    return np.ascontiguousarray(np.hstack([demo_picture()[:, 120:520], demo_picture(who="stranger")[:, 120:520]]))


def test_a_picture_without_one_clear_face_gives_no_descriptor(engine: DlibEngine) -> None:
    for picture, code in ((blank(), "no_face"), (two_people(), "several_faces")):
        with pytest.raises(ReferenceUnusable) as unusable:
            describe_still(engine, picture)
        assert unusable.value.code == code


def test_in_a_picture_file_the_face_nearest_the_centre_is_meant(engine: DlibEngine, calibration: Calibration) -> None:
    holder = describe_still(engine, demo_picture())
    padded = np.hstack([two_people(), np.full((480, 400, 3), 128, np.uint8)])[:, 250:]
    assert not calibration.compare(holder, [describe_central(engine, np.ascontiguousarray(padded))]).same
    assert calibration.compare(holder, [describe_central(engine, np.ascontiguousarray(two_people()[:, :560]))]).same


def test_a_killed_worker_is_replaced_and_the_request_answered() -> None:
    with DlibEngine() as engine:
        before = engine.detect(demo_picture())
        pid = engine.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        assert engine.detect(demo_picture()) == before
        assert engine.worker_pid not in {None, pid}


def test_a_worker_that_hangs_is_replaced_too(monkeypatch: pytest.MonkeyPatch) -> None:
    with DlibEngine() as engine:
        engine.warm_up()
        pid = engine.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        monkeypatch.setattr("face_match.engines.supervised.ANSWER_SECONDS", 1.0)
        assert engine.detect(demo_picture())
        assert engine.worker_pid != pid


def test_a_worker_that_cannot_be_started_is_an_unavailable_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/bin/false")
    with DlibEngine() as engine, pytest.raises(EngineUnavailable) as unavailable:
        engine.warm_up()
    assert unavailable.value.code == "worker_died"


def test_the_worker_leaves_no_core_dump(engine: DlibEngine) -> None:
    engine.warm_up()
    limits = Path(f"/proc/{engine.worker_pid}/limits").read_text("ascii").splitlines()
    (core,) = [line.split() for line in limits if line.startswith("Max core file size")]
    assert core[4:6] == ["0", "0"]


def test_an_unanswerable_request_is_an_error_and_harms_nothing(engine: DlibEngine) -> None:
    pid = engine.worker_pid
    with pytest.raises(EngineUnavailable) as failed:
        engine.describe(demo_picture(), None)  # type: ignore[arg-type]
    assert failed.value.code == "worker_failed"
    assert engine.detect(demo_picture())
    assert engine.worker_pid == pid


@pytest.mark.parametrize("shape", [(480, 640), (480, 640, 4)])
def test_only_rgb_pictures_are_taken(engine: DlibEngine, shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="RGB"):
        engine.detect(np.zeros(shape, np.uint8))


def test_a_mirrored_view_is_taken_although_its_memory_runs_backwards(engine: DlibEngine) -> None:
    assert engine.detect(demo_picture()[:, ::-1])


def test_a_closed_engine_leaves_no_process_and_answers_no_more() -> None:
    engine = DlibEngine()
    engine.warm_up()
    pid = engine.worker_pid
    assert pid is not None
    engine.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    with pytest.raises(EngineUnavailable):
        engine.detect(demo_picture())


def test_two_threads_get_their_own_answers(engine: DlibEngine) -> None:
    pictures = [demo_picture(Pose(x=0.4)), demo_picture(Pose(x=0.6))]
    alone = [engine.detect(picture) for picture in pictures]
    together: list[list[object]] = [[], []]

    def ask(which: int) -> None:
        for _ in range(5):
            together[which].append(engine.detect(pictures[which]))

    threads = [threading.Thread(target=ask, args=(which,)) for which in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert together == [[alone[0]] * 5, [alone[1]] * 5]
