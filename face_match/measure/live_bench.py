"""Times whole face checks before the demonstration camera: preview rate, time to a decision, processor share.

The camera is a process of its own that streams over HTTP, as a network camera would; its own share of the machine is
not counted as the kiosk's, but it takes it all the same.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any

import numpy as np
import psutil

from face_match.calibration.table import load_calibration
from face_match.camera.opencv import open_camera
from face_match.camera.protocol import Camera
from face_match.demo import demo_portrait
from face_match.engines.opening import open_engine
from face_match.quality.guidance import Guidance
from face_match.session import FaceUpdate
from face_match.verifier import FaceVerifier

WANTED_FRAMES_PER_SECOND = 25
_LOOK_S = 0.008
_REACTION_S = 0.4
_STRAIGHT: Mapping[str, object] = {"scene": "face", "yaw": 0.0, "scale": 1.0}
_ANSWERS: Mapping[Guidance, Mapping[str, object]] = {
    Guidance.TURN_LEFT: {**_STRAIGHT, "yaw": 24.0},
    Guidance.TURN_RIGHT: {**_STRAIGHT, "yaw": -24.0},
    Guidance.CHALLENGE_CLOSER: {**_STRAIGHT, "scale": 1.45},
    Guidance.CHALLENGE_BACK: _STRAIGHT,
    Guidance.LOOK_STRAIGHT: _STRAIGHT,
}


def measure_live(runs: int) -> dict[str, Any]:
    """Figures of `runs` checks of a person who steps before the camera and answers at once.

    `preview_windows` is the part of one-second windows with at least 25 new frames at hand, while matching runs;
    `preview_fps` their median. `decision_ms` is the time for which a good, steady face waited for the machine: the
    whole check without the time in which an answer to the challenge was awaited. `cpu_percent` is of one core, kiosk
    process and worker together.

    :raises EngineUnavailable: when the engine cannot answer.
    """
    portrait = demo_portrait("jp2")
    with _demo_camera() as ready, open_engine() as engine:
        engine.warm_up()
        verifier = FaceVerifier(engine, load_calibration(engine.model), time.monotonic)
        camera = open_camera(ready["url"])
        try:
            reference = verifier.prepare(portrait, hashlib.sha256(portrait).hexdigest())
            _direct(ready["control"], _STRAIGHT)
            while camera.latest() is None:
                time.sleep(_LOOK_S)
            preview = _Preview(camera)
            used, started = _cpu_seconds(), time.monotonic()
            checks = [_Check(ready["control"]).run(verifier, reference, camera) for _ in range(runs)]
            passed = time.monotonic() - started
            share = 100 * (_cpu_seconds() - used) / passed
            windows = preview.stop()
        finally:
            camera.close()
    waits = [check.waited * 1000 for check in checks]
    return {
        "checks": runs,
        "matched": sum(check.matched for check in checks),
        "preview_fps": median(windows),
        "preview_windows": round(sum(count >= WANTED_FRAMES_PER_SECOND for count in windows) / len(windows), 3),
        "decision_ms": round(median(waits)),
        "decision_p95_ms": round(float(np.percentile(waits, 95))),
        "cpu_percent": round(share, 1),
    }


class _Check:
    """One check with a person who obeys; counts the time in which nothing was awaited of them."""

    def __init__(self, control: str) -> None:
        self._control = control
        self._guidance: Guidance | None = None
        self._since = 0.0
        self._acts_at: float | None = None
        self.waited = 0.0
        self.matched = False

    def run(self, verifier: FaceVerifier, reference: Any, camera: Camera) -> _Check:
        self._since = time.monotonic()
        run = verifier.start(reference, camera, self._hear)
        run.join()
        self.matched = run.decision is not None and run.decision.decision == "match"
        _direct(self._control, _STRAIGHT)
        return self

    def _hear(self, update: FaceUpdate) -> None:
        now = time.monotonic()
        if self._guidance not in _ANSWERS:
            self.waited += now - self._since
        self._since = now
        if update.guidance is not self._guidance:
            self._guidance, self._acts_at = update.guidance, now + _REACTION_S
        if self._acts_at is not None and now >= self._acts_at:
            self._acts_at = None
            _direct(self._control, _ANSWERS.get(update.guidance, _STRAIGHT))


class _Preview:
    """Takes each new frame as the window does, and counts them in one-second windows."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._ending = threading.Event()
        self._counts: list[int] = []
        self._thread = threading.Thread(target=self._look, name="preview")
        self._thread.start()

    def stop(self) -> list[int]:
        self._ending.set()
        self._thread.join()
        return self._counts or [0]

    def _look(self) -> None:
        number, count, begun = -1, 0, time.monotonic()
        while not self._ending.wait(_LOOK_S):
            frame = self._camera.latest()
            if frame is not None and frame.number != number:
                number = frame.number
                frame.image.tobytes()  # what the window is given
                count += 1
            if time.monotonic() - begun >= 1.0:
                self._counts.append(count)
                count, begun = 0, begun + 1.0


@contextmanager
def _demo_camera() -> Iterator[dict[str, str]]:
    with subprocess.Popen([sys.executable, "-m", "face_match.demo", "--port", "0"], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        try:
            ready: dict[str, str] = json.loads(process.stdout.readline())
            yield ready
        finally:
            process.terminate()


def _direct(control: str, wish: Mapping[str, object]) -> None:
    request = urllib.request.Request(control, json.dumps(wish).encode(), {"Content-Type": "application/json"})  # noqa: S310
    urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 - loopback only


def _cpu_seconds() -> float:
    """Processor seconds of this process and its worker; the demonstration camera's are not the kiosk's."""
    own = psutil.Process()
    found = 0.0
    for process in (own, *own.children()):
        if "face_match.demo" not in process.cmdline():
            times = process.cpu_times()
            found += times.user + times.system
    return found
