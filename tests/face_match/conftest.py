"""What the face tests share: one engine for all, a clock that runs without waiting, and the demonstration person."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from face_match import (
    Ask,
    DlibEngine,
    FaceDecision,
    FaceUpdate,
    FaceVerifier,
    Guidance,
    SimulatedCamera,
)
from face_match.calibration.table import Calibration, load_calibration
from face_match.demo import demo_portrait
from face_match.demo.stage import Stage
from face_match.liveness.policy import DEFAULT_POLICY

REACTION_S = 0.4


class RunningClock:
    """A monotonic clock that advances a little with every look at it, so that no test waits for real time."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        self.now += 0.03
        return self.now


class Encounter:
    """A person before the camera: a stage that may obey the screen's guidance, and the run watching it."""

    def __init__(self, engine: DlibEngine, *kinds: Ask) -> None:
        self.clock = RunningClock()
        self.stage = Stage(self.clock)
        self.camera = SimulatedCamera(self.stage.frame, self.clock, frames_per_second=12)
        policy = replace(DEFAULT_POLICY, answer_seconds=4.0, kinds=kinds or DEFAULT_POLICY.kinds)
        self.verifier = FaceVerifier(engine, load_calibration(engine.model), self.clock, policy=policy)
        self.updates: list[FaceUpdate] = []
        self._wish: dict[str, float] = {}
        self._acts_at = 0.0
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
        """Do as asked, as fast as people react, and look straight otherwise."""
        wish: dict[Guidance, dict[str, float]] = {
            Guidance.TURN_LEFT: {"yaw": 22.0},
            Guidance.TURN_RIGHT: {"yaw": -22.0},
            Guidance.CHALLENGE_CLOSER: {"scale": 1.45},
        }
        self._answer({"yaw": 0.0, "scale": 1.0} | wish.get(update.guidance, {}))

    def defy(self, update: FaceUpdate) -> None:
        """Turn to the other side."""
        asked = {Guidance.TURN_LEFT: -22.0, Guidance.TURN_RIGHT: 22.0}
        self._answer({"yaw": asked.get(update.guidance, 0.0)})

    def _answer(self, wish: dict[str, float]) -> None:
        if wish != self._wish:
            self._wish, self._acts_at = wish, self.clock.now + REACTION_S
        if self.clock.now >= self._acts_at:
            self.stage.direct(**wish)


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


@pytest.fixture
def turning(engine: DlibEngine) -> Encounter:
    """An encounter whose challenge is made of turns alone."""
    return Encounter(engine, Ask.TURN_LEFT, Ask.TURN_RIGHT)


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
