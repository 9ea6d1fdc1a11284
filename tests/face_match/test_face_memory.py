"""When a check ends nothing of the face is left in memory: no frame, no portrait, no descriptor, on any way out."""

from __future__ import annotations

import gc
import hashlib
import logging
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from face_match import DlibEngine, Engine, FaceUpdate, FaceVerifier, Frame, SimulatedCamera
from face_match.calibration.table import Calibration
from face_match.demo import demo_portrait
from face_match.demo.stage import Stage
from face_match.engines.protocol import Descriptor, Model
from face_match.geometry import Face, Picture
from face_match.liveness.movement import Movement
from face_match.liveness.tracks import Tracks
from face_match.tracking import _Seen


class Remembering(Engine):
    """The real engine; knows of each picture and each descriptor that went through it whether it is still there."""

    def __init__(self, engine: DlibEngine) -> None:
        self._engine = engine
        self.seen: list[weakref.ref[Any]] = []

    @property
    def model(self) -> Model:
        return self._engine.model

    def detect(self, picture: Picture, *, fine: bool = False) -> tuple[Face, ...]:
        self.seen.append(weakref.ref(picture))
        return self._engine.detect(picture, fine=fine)

    def suspect(self, picture: Picture) -> tuple[Face, ...]:
        return self._engine.suspect(picture)

    def describe(self, picture: Picture, face: Face) -> Descriptor:
        descriptor = self._engine.describe(picture, face)
        self.seen.append(weakref.ref(descriptor))
        return descriptor

    def close(self) -> None:
        """The engine is the fixture's."""

    @property
    def alive(self) -> int:
        gc.collect()
        return sum(ref() is not None for ref in self.seen)


def what_follows_a_face() -> list[object]:
    """Everything alive that holds grey pictures, points or spectra of a face."""
    gc.collect()
    return [found for found in gc.get_objects() if isinstance(found, Movement | Tracks | _Seen | Frame)]


def decided(encounter: Any, run: Any) -> None:
    assert run.join(60)
    assert run.decision is not None


def cancelled(encounter: Any, run: Any) -> None:
    while len(encounter.updates) < 8:
        assert not run.join(0.02)
    run.cancel()
    assert run.join(20)
    assert run.decision is None


def broken(encounter: Any, run: Any) -> None:
    def burst() -> Picture:
        raise MemoryError

    while len(encounter.updates) < 8:
        assert not run.join(0.02)
    encounter.camera._frames = burst
    assert run.join(20)
    assert run.decision is not None
    assert run.decision.reasons[0] == "internal_error"


@pytest.fixture
def _nothing_older() -> Iterator[None]:
    """What other tests of this process left is not walked again at each look: that took most of the time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("_nothing_older")
@pytest.mark.parametrize("way_out", [decided, cancelled, broken])
def test_nothing_of_the_face_outlives_the_check(
    engine: DlibEngine,
    calibration: Calibration,
    encounter: Any,
    way_out: Callable[[Any, Any], None],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.CRITICAL + 1)  # pytest keeps what is logged, with the traceback and its locals
    remembering = Remembering(engine)
    verifier = FaceVerifier(remembering, calibration, encounter.clock)
    encounter.stage.direct(scene="face")

    def on_update(update: FaceUpdate) -> None:
        encounter.updates.append(update)
        encounter.obey(update)

    data = demo_portrait("jp2")
    reference = verifier.prepare(data, hashlib.sha256(data).hexdigest())
    run = verifier.start(reference, encounter.camera, on_update, seed=3)
    del reference
    while len(encounter.updates) < 3:
        assert not run.join(0.02)
    assert what_follows_a_face(), "while it runs it follows"
    way_out(encounter, run)
    encounter.camera.close()
    assert what_follows_a_face() == []
    assert run._session._watch._evidence._spectrum is None
    assert len(remembering.seen) >= 4
    assert remembering.alive == 0


def test_a_closed_camera_holds_no_frame(clock: Any) -> None:
    camera = SimulatedCamera(Stage(clock).frame, clock)
    frame = camera.latest()
    assert frame is not None
    picture = weakref.ref(frame.image)
    camera.close()
    del frame
    gc.collect()
    assert picture() is None


def test_the_worker_keeps_no_picture_for_its_next_request(monkeypatch: pytest.MonkeyPatch) -> None:
    from face_match.engines import worker
    from face_match.engines.spec import dlib_spec

    seen: list[weakref.ref[Any]] = []

    class Network:
        def detect(self, picture: Picture, fine: bool) -> tuple[Face, ...]:
            return ()

    class Pipe:
        """Hands out one picture, and looks for it when the next request is awaited."""

        def __init__(self) -> None:
            self.requests = 0
            self.left: int | None = None

        def recv(self) -> Any:
            self.requests += 1
            match self.requests:
                case 1:
                    return dlib_spec()
                case 2:
                    picture = np.zeros((8, 8, 3), np.uint8)
                    seen.append(weakref.ref(picture))
                    return ("detect", picture, False)
            gc.collect()
            self.left = sum(ref() is not None for ref in seen)
            raise EOFError

        def send(self, _answer: object) -> None:
            """Nobody listens."""

    monkeypatch.setattr(worker, "load", lambda _spec: Network())
    monkeypatch.setattr(worker.resource, "setrlimit", lambda *_: None)
    pipe = Pipe()
    worker.serve(pipe)  # type: ignore[arg-type]
    assert seen
    assert pipe.left == 0
