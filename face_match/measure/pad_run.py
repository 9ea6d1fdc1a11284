"""Puts one presentation before a liveness check, frame by frame, as a station would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import Literal

from face_match.engines.protocol import Engine
from face_match.geometry import Face, Picture
from face_match.liveness.asks import ENDED, STEPS, Ask
from face_match.liveness.cues.flash import Colour
from face_match.liveness.policy import LivenessPolicy
from face_match.liveness.watch import LivenessWatch
from face_match.measure.pad import Presentation

LONGEST_SECONDS = 45.0
_NOBODY_SECONDS = 6.0  # without a face that looks straight, nothing will be asked

Scene = Callable[[Ask, Colour | None], tuple[Picture, float] | None]
"""Gives the next frame and its time in seconds, told what is asked and how the screen glows; None when it is over."""


def present(
    engine: Engine,
    policy: LivenessPolicy,
    scene: Scene,
    *,
    kind: str,
    name: str,
    random: Random,
    told: Sequence[float] = (),
) -> Presentation:
    """Run one check to its end.

    :param random: draws the challenge.
    :param told: for a recording, the second at which each step was told; else it is told at once.
    :raises EngineUnavailable: when the engine cannot answer.
    """
    watch = LivenessWatch(random, policy)
    asked = 0
    while (frame := scene(watch.ask, watch.glow)) is not None:
        picture, at = frame
        before = watch.ask
        face = _one(engine.detect(picture))
        if face is not None:
            watch.observe(picture, face, at)
        asked += watch.ask is not before and watch.ask in STEPS
        if not 0 < asked <= len(told) or at >= told[asked - 1]:
            watch.announced(at)
        watch.tick(at)
        if watch.ask in ENDED or at > (LONGEST_SECONDS if asked else _NOBODY_SECONDS):
            break
    result = watch.result()
    outcome: Literal["live", "unsure", "no_response"] = "no_response"
    if result.status != "not_checked":
        outcome = result.status
    return Presentation(name, kind, outcome, result.score, result.reasons)


def _one(faces: tuple[Face, ...]) -> Face | None:
    """The largest face, unless a second one is nearly as large: a station asks for one person then."""
    if not faces or any(other.box.area > faces[0].box.area / 3 for other in faces[1:]):
        return None
    return faces[0]
