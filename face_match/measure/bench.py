"""Times the parts of a face decision on this machine, on the demonstration face."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from face_match.calibration.table import load_calibration
from face_match.decision import decide
from face_match.demo import Pose, demo_picture, demo_portrait
from face_match.engines.dlib_engine import DlibEngine
from face_match.liveness.result import Liveness
from face_match.portrait.decode import decode_portrait
from face_match.quality.gates import assess
from face_match.session import PROBES
from face_match.still import describe_still


def measure(runs: int) -> dict[str, Any]:
    """Medians over `runs` in milliseconds, with the worker's start as `worker_start_ms`.

    `three_frames_ms` is the longest a decision takes once its frames are there: finding the face finely in each of
    three, three descriptors, and the comparison. `track_ms` is detection and quality on one 640 x 480 frame while
    being guided.

    :raises EngineUnavailable: when the engine cannot answer.
    """
    if runs < 1:
        raise ValueError("at least one run is needed")
    portrait = demo_portrait("jp2")
    frames = [demo_picture(Pose(yaw=yaw)) for yaw in (-2.0, 0.0, 2.0)]
    with DlibEngine() as engine:
        start = _timed(engine.warm_up)
        digest = _sha256(portrait)
        picture = decode_portrait(portrait, digest)
        reference = describe_still(engine, picture)
        face = engine.detect(frames[0], fine=True)[0]
        calibration = load_calibration(engine.model)

        def conclude() -> None:
            probes = [describe_still(engine, frame) for frame in frames[:PROBES]]
            decide(calibration, reference, probes, Liveness("not_checked"))

        parts: dict[str, Callable[[], object]] = {
            "portrait_decode_ms": lambda: decode_portrait(portrait, digest),
            "reference_ms": lambda: describe_still(engine, picture),
            "track_ms": lambda: assess(frames[0], engine.detect(frames[0])),
            "detect_ms": lambda: engine.detect(frames[0], fine=True),
            "descriptor_ms": lambda: engine.describe(frames[0], face),
            "three_frames_ms": conclude,
        }
        figures = {name: round(median(_timed(part) for _ in range(runs)), 1) for name, part in parts.items()}
    return {"runs": runs, "worker_start_ms": round(start, 1), **figures}


def _timed(part: Callable[[], object]) -> float:
    started = time.perf_counter()
    part()
    return (time.perf_counter() - started) * 1000


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
