"""What the face tests share: one engine for all, a clock that runs without waiting, and the demonstration person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import pytest

from face_match import DlibEngine, FaceDecision, FaceUpdate, FaceVerifier, Guidance, SimulatedCamera, TurnPolicy
from face_match.calibration.table import Calibration, load_calibration
from face_match.demo import demo_portrait
from face_match.demo.stage import Stage


class RunningClock:
    """A monotonic clock that advances a little with every look at it, so that no test waits for real time."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 0.03
        return self.now


class Encounter:
    """A person before the camera: a stage that may obey the screen's guidance, and the run watching it."""

    def __init__(self, engine: DlibEngine) -> None:
        self.clock = RunningClock()
        self.stage = Stage(self.clock)
        self.camera = SimulatedCamera(self.stage.frame, self.clock, frames_per_second=12)
        self.verifier = FaceVerifier(
            engine, load_calibration(engine.model), self.clock, policy=TurnPolicy(answer_seconds=4)
        )
        self.updates: list[FaceUpdate] = []
        self.decision: FaceDecision | None = None

    def verify(
        self,
        react: Callable[[FaceUpdate], None] = lambda _: None,
        *,
        seed: int = 3,
        deadline_s: float = 30.0,
        portrait: bytes | None = None,
    ) -> FaceDecision:
        data = portrait or demo_portrait("jp2")
        reference = self.verifier.prepare(data, hashlib.sha256(data).hexdigest())

        def on_update(update: FaceUpdate) -> None:
            self.updates.append(update)
            react(update)

        run = self.verifier.start(reference, self.camera, on_update, seed=seed, deadline_s=deadline_s)
        assert run.join(60)
        assert run.decision is not None
        return run.decision

    def obey(self, update: FaceUpdate) -> None:
        """Turn as asked, and look straight otherwise."""
        asked = {Guidance.TURN_LEFT: 22.0, Guidance.TURN_RIGHT: -22.0}
        self.stage.direct(yaw=asked.get(update.guidance, 0.0))

    def defy(self, update: FaceUpdate) -> None:
        """Turn to the other side."""
        asked = {Guidance.TURN_LEFT: -22.0, Guidance.TURN_RIGHT: 22.0}
        self.stage.direct(yaw=asked.get(update.guidance, 0.0))


@pytest.fixture(scope="session")
def engine() -> Iterator[DlibEngine]:
    with DlibEngine() as engine:
        engine.warm_up()
        yield engine


@pytest.fixture(scope="session")
def calibration(engine: DlibEngine) -> Calibration:
    return load_calibration(engine.model)


@pytest.fixture
def encounter(engine: DlibEngine) -> Encounter:
    return Encounter(engine)


@pytest.fixture(scope="module")
def passed(engine: DlibEngine) -> Encounter:
    """The card holder, met once and passed."""
    encounter = Encounter(engine)
    encounter.stage.direct(scene="face")
    encounter.decision = encounter.verify(encounter.obey)
    return encounter


@pytest.fixture
def clock() -> RunningClock:
    return RunningClock()
