"""Collects what the cues saw over one person's frames, and weighs it into parts."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

import numpy as np

from face_match.geometry import Face, Picture
from face_match.liveness.asks import TURNS, Ask
from face_match.liveness.cues import border, colour, flash, moire, surround
from face_match.liveness.depth import SecondSource, depth_relief, infra_red_contrast
from face_match.liveness.model import PadModel
from face_match.liveness.movement import Movement
from face_match.liveness.policy import Cue, LivenessPolicy
from face_match.liveness.result import Part, higher_is_live, lower_is_live
from face_match.liveness.window import eye_frame, window_around

_EVERY_SECONDS = 0.4
_MOST_LOOKS = 15


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a cue's numbers mean: their unit, whether living heads have higher ones, and why."""

    unit: str
    higher: bool
    source: str


_SIMULATED = "; limit from simulation"
_OF_EYES = "% of the inter-eye distance"
KINDS = {
    "relief": _Kind(_OF_EYES, True, "parallax no flat or bent sheet has (Hartley and Zisserman 13)" + _SIMULATED),
    "nose": _Kind(_OF_EYES, True, "a nose stands forward and moves ahead of its surroundings" + _SIMULATED),
    "perspective": _Kind(_OF_EYES, True, "what is near grows more when coming closer" + _SIMULATED),
    "surround": _Kind("% of points", False, "behind a person the hall stands still" + _SIMULATED),
    "border": _Kind("sides", False, "long straight edges that move are a sheet's or a screen's" + _SIMULATED),
    "moire": _Kind("dB", False, "two grids beat (Garcia and Queiroz 2015)" + _SIMULATED),
    "colour": _Kind("%", False, "ink and screens have no true black" + _SIMULATED),
    "flash": _Kind("correlation", True, "skin gives back the screen's colours (Tang et al. 2018)" + _SIMULATED),
    "depth": _Kind("mm", True, "a face stands out of every bent sheet; a nose alone is 15 to 20 mm high"),
    "infra_red": _Kind("% of full scale", True, "screens are dark and many inks clear in infra-red; proposal"),
    "model": _Kind("probability", True, "the network's own threshold"),
}
"""Each is a field of the policy by the same name, in the order in which parts are given."""


class Evidence:
    """The values of each cue so far; numbers only, and one summed spectrum."""

    def __init__(self, policy: LivenessPolicy, second: SecondSource | None, model: PadModel | None) -> None:
        self._policy = policy
        self._second = second
        self._model = model
        self.values: dict[str, list[float]] = {name: [] for name in KINDS}
        self._spectrum: moire.Spectrum | None = None
        self._looked_at = float("-inf")
        self._looks = 0

    def look(self, picture: Picture, face: Face, at: float) -> None:
        """Take in one frame for the cues that need no movement; only a few frames a second are looked at.

        :raises ModelRefused: when the network of a hospital cannot be run.
        """
        if at - self._looked_at < _EVERY_SECONDS or self._looks >= _MOST_LOOKS:
            return
        self._looked_at, self._looks = at, self._looks + 1
        policy = self._policy
        if policy.moire.on:
            seen = moire.spectrum(picture, face)
            if seen is not None:
                self._spectrum = seen if self._spectrum is None else self._spectrum + seen
        if policy.colour.on:
            window = window_around(picture, face)
            self._add("colour", colour.darkest(window.colour(picture), eye_frame(window, face)))
        if self._second is not None:
            self._look_again(self._second, picture, face)
        if self._model is not None and policy.model.on:
            self._add("model", self._model.living(picture, face))

    def flashed(self, sequence: flash.Flash) -> None:
        """Take in a sequence of colours that was shown to the end."""
        self._add("flash", sequence.correlation())

    def _look_again(self, second: SecondSource, picture: Picture, face: Face) -> None:
        """The same moment by the second camera."""
        frame = second.latest()
        size = picture.shape[1], picture.shape[0]
        if frame is None:
            return
        if second.kind == "depth" and self._policy.depth.on:
            self._add("depth", depth_relief(frame.picture.astype(np.uint16, copy=False), face, size))
        elif second.kind == "infra_red" and self._policy.infra_red.on:
            self._add("infra_red", infra_red_contrast(frame.picture.astype(np.uint8, copy=False), face, size))

    def moved(self, movement: Movement) -> None:
        """Take in a movement that was asked for and made."""
        relief = movement.relief()
        if movement.ask in TURNS:
            if relief is not None:
                self._add("relief", 100 * relief.beyond)
                self._add("nose", 100 * relief.nose * (1 if movement.ask is Ask.TURN_LEFT else -1))
            around = movement.around()
            if around is not None:
                self._add("surround", surround.moving_share(*around))
            if self._policy.border.on:
                self._add("border", border.moving_sides(movement.start, movement.peak, movement.eyes))
        elif relief is not None:
            self._add("perspective", 100 * relief.beyond)

    def parts(self) -> tuple[Part, ...]:
        """One part for each layer that is on and was measured; of several values the median counts."""
        values = dict(self.values)
        if self._spectrum is not None:
            values["moire"] = [moire.strongest_peak(self._spectrum)]
        found = []
        for name, kind in KINDS.items():
            cue: Cue = getattr(self._policy, name)
            if not cue.on or not values[name]:
                continue
            value = median(values[name])
            limit = self._model.spec.threshold if name == "model" and self._model is not None else cue.limit
            score = (higher_is_live if kind.higher else lower_is_live)(value, limit)
            found.append(Part(name, round(value, 3), limit, kind.unit, round(score, 3), cue.weight, kind.source))
        return tuple(found)

    def missing(self) -> tuple[str, ...]:
        """Layers without whose word nobody counts as living, and that could not be measured."""
        wanted = {"relief": self._policy.relief.on, "flash": self._policy.flash.on}
        if self._second is not None:
            wanted[self._second.kind] = getattr(self._policy, self._second.kind).on
        return tuple(name for name, on in wanted.items() if on and not self.values[name])

    def _add(self, name: str, value: float | None) -> None:
        if value is not None:
            self.values[name].append(float(value))
