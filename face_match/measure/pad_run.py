"""Puts one presentation before a liveness check, frame by frame, as a station would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from face_match.engines.protocol import Engine
from face_match.geometry import Box, Face, Picture
from face_match.liveness.asks import ENDED, STEPS, Ask
from face_match.liveness.cues.flash import Colour
from face_match.liveness.model import PadModel
from face_match.liveness.policy import LivenessPolicy
from face_match.liveness.watch import LivenessWatch
from face_match.measure.pad import Presentation
from face_match.session import LOST_SECONDS, RESTARTS, TURNED_AWAY_SECONDS, jumped

LONGEST_SECONDS = 45.0
_NOBODY_SECONDS = 6.0  # without a face that looks straight, nothing will be asked

_ANSWERING = STEPS | {Ask.BACK}
Scene = Callable[[Ask, Colour | None], tuple[Picture, float] | None]
"""Gives the next frame and its time in seconds, told what is asked and how the screen glows; None when it is over."""


class _Following:
    """Whether the face of a frame is that of the frames before, by the rule of a session."""

    def __init__(self) -> None:
        self._seen: tuple[Box, float] | None = None

    def lost(self, face: Face | None, at: float, answering: bool) -> bool:
        """Whether the face seen before is gone: away too long, or another one stands where it cannot have moved to."""
        patience = TURNED_AWAY_SECONDS if answering else LOST_SECONDS
        gone = self._seen is not None and (
            at - self._seen[1] > patience or (face is not None and jumped(self._seen[0], face.box))
        )
        if gone:
            self._seen = None
        if face is not None:
            self._seen = (face.box, at)
        return gone


def present(
    engine: Engine,
    policy: LivenessPolicy,
    scene: Scene,
    *,
    kind: str,
    name: str,
    random: Random,
    told: Sequence[float] = (),
    model: PadModel | None = None,
) -> Presentation:
    """Run one check to its end. A face that jumps or is away too long is forgotten, as in a session.

    :param random: draws the challenge.
    :param told: for a recording, the second at which each step was told; else it is told at once.
    :param model: the passive network of the station.
    :raises EngineUnavailable: when the engine cannot answer.
    :raises ModelRefused: when the network cannot be run.
    """
    watch, following = LivenessWatch(random, policy, model=model), _Following()
    asked = restarts = 0
    while (frame := scene(watch.ask, watch.glow)) is not None:
        picture, at = frame
        before = watch.ask
        face = _one(engine.detect(picture))
        if following.lost(face, at, before in _ANSWERING):
            restarts += before is not Ask.STRAIGHT
            watch.forget()
            if restarts > RESTARTS:
                return Presentation(name, kind, "unsure", 0.0, ("face_changed",), restarts)
        if face is not None:
            watch.observe(picture, face, at)
        asked += watch.ask is not before and watch.ask in STEPS
        if not 0 < asked <= len(told) or at >= told[asked - 1]:
            watch.announced(at)
        watch.tick(at)
        if watch.ask in ENDED or at > (LONGEST_SECONDS if asked else _NOBODY_SECONDS):
            break
    result = watch.result()
    if result.status != "not_checked":
        return Presentation(name, kind, result.status, result.score, result.reasons, restarts)
    if restarts:  # hidden, or not looking straight, until the end
        return Presentation(name, kind, "unsure", 0.0, ("challenge_not_answered",), restarts)
    return Presentation(name, kind, "no_response", result.score, result.reasons)


def _one(faces: tuple[Face, ...]) -> Face | None:
    """The largest face, unless a second one is nearly as large: a station asks for one person then."""
    if not faces or any(other.box.area > faces[0].box.area / 3 for other in faces[1:]):
        return None
    return faces[0]
