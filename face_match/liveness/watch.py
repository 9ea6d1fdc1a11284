"""One liveness check, frame by frame: what to ask now, what to show, and in the end how sure one may be."""

from __future__ import annotations

from math import prod
from random import Random
from typing import Literal

from face_match.geometry import Face, Picture
from face_match.liveness.asks import ENDED, STEPS, Ask
from face_match.liveness.challenge import Challenge, Look
from face_match.liveness.cues.flash import Colour, Flash, difference
from face_match.liveness.depth import SecondSource
from face_match.liveness.evidence import Evidence
from face_match.liveness.model import PadModel
from face_match.liveness.movement import Movement
from face_match.liveness.policy import DEFAULT_POLICY, LivenessPolicy
from face_match.liveness.result import Liveness
from face_match.liveness.window import eye_frame, window_around


class LivenessWatch:
    """Sees the frames of one person and judges them. Pure but for the randomness it is given: no clock, no output.

    While a movement is followed it holds two reduced grey windows, of the straight look and of the farthest so far;
    otherwise numbers only. `forget` drops everything.

    :param random: draws the challenge; a secret source in production.
    :param second: a depth or infra-red camera beside the colour camera; it stays the caller's to close.
    :param model: a passive network that the hospital brings along.
    """

    def __init__(
        self,
        random: Random,
        policy: LivenessPolicy = DEFAULT_POLICY,
        second: SecondSource | None = None,
        model: PadModel | None = None,
    ) -> None:
        self._random = random
        self._policy = policy
        self._second = second
        self._model = model
        self._begin()

    def _begin(self) -> None:
        self._challenge = Challenge(self._random, self._policy)
        self._evidence = Evidence(self._policy, self._second, self._model)
        self._movement: Movement | None = None
        self._flash: Flash | None = None
        self._flashed = False

    @property
    def ask(self) -> Ask:
        """What is wanted now. `passed`: the challenge is done; whether it was a living person says `result`."""
        if self._challenge.ask is Ask.PASSED and self._policy.flash.on and not self._flashed:
            return Ask.FLASH
        return self._challenge.ask

    @property
    def glow(self) -> Colour | None:
        """The colour the screen shows now to light the face (RGB), None for its usual look."""
        return self._flash.colour() if self._flash is not None and not self._flashed else None

    @property
    def reason(self) -> str | None:
        """Why the challenge failed; None while it has not."""
        return self._challenge.reason

    def observe(self, picture: Picture, face: Face, at: float) -> Ask:
        """Take in one frame with exactly one face, followed from the frame before.

        :param picture: the whole frame, RGB uint8.
        :param at: when it was taken, in seconds of a monotonic clock.
        :raises ModelRefused: when the network of a hospital cannot be run.
        """
        before = self.ask
        if before in ENDED:
            return before
        if before is Ask.FLASH:
            self._observe_flash(picture, face, at)
            return self.ask
        self._evidence.look(picture, face, at)
        ask = self._challenge.observe(Look(face.yaw, face.inter_eye), at)
        if self._movement is not None:
            self._movement.follow(picture, face)
        if ask is not before and ask is not Ask.BACK:
            self._close_movement()
            if ask in STEPS:
                self._movement = Movement(ask, self._policy, picture, face)
        return self.ask

    def announced(self, at: float) -> None:
        """The person has been told what is wanted now; answers count from here."""
        self._challenge.announced(at)

    def tick(self, at: float) -> Ask:
        """Let time pass without a usable frame."""
        self._challenge.tick(at)
        return self.ask

    def result(self) -> Liveness:
        """What can be said now; worth asking once the challenge has ended."""
        asked, answered = self._challenge.asked, len(self._challenge.answered)
        if not asked:
            return Liveness("not_checked")
        parts = self._evidence.parts()
        if self.ask is not Ask.PASSED:
            return Liveness("unsure", (self.reason or "challenge_not_answered",), 0.0, parts, asked, answered)
        score = prod(part.factor for part in parts)
        reasons = tuple(part.name for part in parts if part.score < 0.5)
        missing = self._evidence.missing()
        if missing:
            reasons += tuple(f"{name}_not_measured" for name in missing)
            score = 0.0
        status: Literal["live", "unsure"] = "live" if score >= self._policy.required_score else "unsure"
        return Liveness(status, reasons, round(score, 3), parts, asked, answered)

    def forget(self) -> None:
        """Drop everything seen and begin from the start, for whoever is seen next."""
        self._begin()

    def _close_movement(self) -> None:
        movement, self._movement = self._movement, None
        if movement is not None and movement.made:
            self._evidence.moved(movement)

    def _observe_flash(self, picture: Picture, face: Face, at: float) -> None:
        if self._flash is None:
            self._flash = Flash(self._random)
        window = window_around(picture, face)
        if self._flash.observe(difference(window.colour(picture), eye_frame(window, face)), at):
            self._flashed = True
            self._evidence.flashed(self._flash)
