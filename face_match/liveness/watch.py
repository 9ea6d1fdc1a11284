"""One liveness check, frame by frame: what to ask now, what to show, and in the end how sure one may be."""

from __future__ import annotations

from random import Random
from statistics import median
from typing import Literal

import numpy as np

from face_match.geometry import Face, Picture
from face_match.liveness.asks import ENDED, STEPS, TURNS, Ask
from face_match.liveness.challenge import Challenge, Look
from face_match.liveness.policy import DEFAULT_POLICY, LivenessPolicy
from face_match.liveness.relief import Relief, measure
from face_match.liveness.result import Liveness, Part, higher_is_live
from face_match.liveness.tracks import Tracks

_PAST_THE_PEAK = 0.8  # of the largest movement seen: from here on a movement is on its way back


class LivenessWatch:
    """Sees the frames of one person and judges them. Pure but for the randomness it is given: no clock, no output.

    Between two frames it holds one reduced grey window of the newest frame; `forget` drops everything seen.

    :param random: draws the challenge; a secret source in production.
    """

    def __init__(self, random: Random, policy: LivenessPolicy = DEFAULT_POLICY) -> None:
        self._random = random
        self._policy = policy
        self._begin()

    def _begin(self) -> None:
        self._challenge = Challenge(self._random, self._policy)
        self._movement: _Movement | None = None
        self._turns: list[float] = []
        self._approaches: list[float] = []

    @property
    def ask(self) -> Ask:
        """What is wanted now. `passed`: the challenge is done; whether it was a living person says `result`."""
        return self._challenge.ask

    @property
    def glow(self) -> tuple[int, int, int] | None:
        """The colour the screen shows now to light the face (RGB), None for its usual look."""
        return None

    @property
    def reason(self) -> str | None:
        """Why the challenge failed; None while it has not."""
        return self._challenge.reason

    def observe(self, picture: Picture, face: Face, at: float) -> Ask:
        """Take in one frame with exactly one face, followed from the frame before.

        :param picture: the whole frame, RGB uint8.
        :param at: when it was taken, in seconds of a monotonic clock.
        """
        before = self.ask
        if before in ENDED:
            return before
        ask = self._challenge.observe(Look(face.yaw, face.inter_eye), at)
        if self._movement is not None:
            self._movement.follow(picture, face)
            if ask is not before and ask not in {Ask.BACK, *STEPS}:
                self._close_movement()
        if ask is not before and ask in STEPS:
            self._close_movement()
            self._movement = _Movement(ask, picture, face)
        return ask

    def announced(self, at: float) -> None:
        """The person has been told what is wanted now; answers count from here."""
        self._challenge.announced(at)

    def tick(self, at: float) -> Ask:
        """Let time pass without a usable frame."""
        return self._challenge.tick(at)

    def result(self) -> Liveness:
        """What can be said now; worth asking once the challenge has ended."""
        asked, answered = self._challenge.asked, len(self._challenge.answered)
        if not asked:
            return Liveness("not_checked")
        parts = self._parts()
        if self.ask is not Ask.PASSED:
            return Liveness("unsure", (self.reason or "challenge_not_answered",), 0.0, parts, asked, answered)
        score = 1.0
        for part in parts:
            score *= part.factor
        reasons = tuple(part.name for part in parts if part.score < 0.5)
        if self._policy.relief.on and not self._turns:
            reasons += ("relief_not_measured",)
            score = 0.0
        status: Literal["live", "unsure"] = "live" if score >= self._policy.required_score else "unsure"
        return Liveness(status, reasons, round(score, 3), parts, asked, answered)

    def forget(self) -> None:
        """Drop everything seen and begin from the start, for whoever is seen next."""
        self._begin()

    def _close_movement(self) -> None:
        movement, self._movement = self._movement, None
        if movement is None or movement.ask not in self._challenge.answered:
            return
        relief = movement.relief()
        if relief is None:
            return
        if movement.ask in TURNS:
            sign = 1 if movement.ask is Ask.TURN_LEFT else -1
            self._turns.append(100 * sign * relief.clear)
        else:
            self._approaches.append(100 * relief.clear)

    def _parts(self) -> tuple[Part, ...]:
        parts: list[Part] = []
        relief, perspective = self._policy.relief, self._policy.perspective
        if relief.on and self._turns:
            value = median(self._turns)
            score = higher_is_live(value, relief.limit)
            parts.append(Part("relief", round(value, 3), relief.limit, _UNIT, score, relief.weight, _RELIEF))
        if perspective.on and self._approaches:
            value = median(self._approaches)
            score = higher_is_live(value, perspective.limit)
            parts.append(
                Part("perspective", round(value, 3), perspective.limit, _UNIT, score, perspective.weight, _PERSPECTIVE)
            )
        return tuple(parts)


_UNIT = "% of the inter-eye distance"
_RELIEF = "parallax no flat or bent sheet has (plane plus parallax; developable surfaces); limit from simulation"
_PERSPECTIVE = "a near nose grows more than far temples, a picture grows as a whole; limit from simulation"


class _Movement:
    """One step's movement: the face's points from the straight look to the farthest turn or approach."""

    def __init__(self, ask: Ask, picture: Picture, face: Face) -> None:
        self.ask = ask
        self._tracks = Tracks(picture, face)
        self._start = face
        self._outwards = _camera_axis(picture, self._tracks)
        self._farthest = 0.0
        self._at_peak = self._tracks.face()
        self._over = False

    def follow(self, picture: Picture, face: Face) -> None:
        if self._over:
            return
        self._tracks.follow(picture)
        extent = self._extent(face)
        if extent > self._farthest:
            self._farthest, self._at_peak = extent, self._tracks.face()
        elif extent < _PAST_THE_PEAK * self._farthest and self._farthest > 0.5:
            self._over = True

    def relief(self) -> Relief | None:
        before, after = (self._tracks.eyes.of(points) for points in self._at_peak)
        return measure(before, after, None if self.ask in TURNS else self._outwards)

    def _extent(self, face: Face) -> float:
        """How far the movement has gone; about 1 when it is large enough to be an answer."""
        match self.ask:
            case Ask.TURN_LEFT:
                return (face.yaw - self._start.yaw) / 10
            case Ask.TURN_RIGHT:
                return (self._start.yaw - face.yaw) / 10
            case _:
                return (face.inter_eye / self._start.inter_eye - 1) * 4


def _camera_axis(picture: Picture, tracks: Tracks) -> tuple[float, float]:
    """The middle of the picture in the face's coordinates."""
    height, width = picture.shape[:2]
    window = tracks.window
    middle = np.array([[(width / 2 - window.x) * window.scale, (height / 2 - window.y) * window.scale]], np.float32)
    x, y = tracks.eyes.of(middle)[0]
    return float(x), float(y)
