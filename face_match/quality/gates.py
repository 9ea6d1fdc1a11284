"""Is this frame good enough to decide on, and if not, what should the person do?

Each gate states its value, its limit and where the limit comes from, so that a rejected frame can be explained and a
hospital can see which gate stops its patients. The limits are starting values to calibrate on site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from face_match.geometry import Box, Face, Picture


class Guidance(StrEnum):
    """What to ask of the person. Left and right are the person's own.

    The camera picture is not mirrored: who steps to their own left moves to the picture's right. A preview should be
    mirrored by the screen that draws it, so that it behaves like a looking-glass.
    """

    NO_FACE = "no_face"
    COME_CLOSER = "come_closer"
    STEP_BACK = "step_back"
    MOVE_LEFT = "move_left"
    MOVE_RIGHT = "move_right"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    ONE_PERSON = "one_person"
    LOOK_STRAIGHT = "look_straight"
    HOLD_STILL = "hold_still"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"
    SHOW_WHOLE_FACE = "show_whole_face"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Check:
    """One gate's result: `value` lies within `low`..`high` (either may be open) or the frame is not used."""

    name: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    guidance: Guidance

    @property
    def passed(self) -> bool:
        return (self.low is None or self.value >= self.low) and (self.high is None or self.value <= self.high)

    @property
    def margin(self) -> float:
        """How well the gate is passed: 0 at its limit or beyond, 1 for the middle of a range or twice a lower limit."""
        if not self.passed:
            return 0.0
        if self.low is not None and self.high is not None:
            half = (self.high - self.low) / 2
            return 1 - abs(self.value - self.low - half) / half if half else 1.0
        if self.low is not None:
            return min(1.0, (self.value - self.low) / self.low) if self.low else 1.0
        return 1 - self.value / self.high if self.high else 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The gates' limits; see `assess` for units and sources."""

    second_face_area: float = 1 / 3
    inter_eye_px: float = 60.0
    inter_eye_target_px: float = 90.0
    face_height: float = 0.8
    off_centre: float = 0.22
    yaw_degrees: float = 15.0
    roll_degrees: float = 15.0
    sharpness: float = 25.0
    luminance_low: float = 75.0
    luminance_high: float = 175.0


@dataclass(frozen=True, slots=True)
class Quality:
    """What a frame is worth. `face` is the person's face, None when there is no single one.

    `checks` are in the order in which they should be put right; `guidance` is the first failing one's, None when the
    frame is good. `score` is 0..1, for choosing the best of several good frames.
    """

    checks: tuple[Check, ...]
    face: Face | None
    score: float

    @property
    def good(self) -> bool:
        return self.face is not None and all(check.passed for check in self.checks)

    @property
    def failing(self) -> tuple[str, ...]:
        return tuple(check.name for check in self.checks if not check.passed)

    @property
    def guidance(self) -> Guidance | None:
        return next((check.guidance for check in self.checks if not check.passed), None)


DEFAULT_LIMITS = Limits()


def assess(picture: Picture, faces: Sequence[Face], limits: Limits = DEFAULT_LIMITS) -> Quality:
    """Judge one frame by the faces an engine found in it.

    Gates: exactly one face (a second one below a third of its area is ignored); wholly in the picture; inter-eye
    distance; not too close; near the middle; mean luminance and Laplacian variance of the face (box scaled to 128
    grey pixels); yaw and roll from five points. Pitch and closed eyes are not judged: five points do not show them.
    """
    others = [f for f in faces[1:] if f.box.area > limits.second_face_area * faces[0].box.area]
    if not faces or others:
        guidance = Guidance.ONE_PERSON if others else _why_no_face(picture)
        name = "several_faces" if others else "no_face"
        count = Check(name, len(others) + bool(faces), 1, 1, "faces", "OFIQ SingleFacePresent", guidance)
        return Quality((count,), None, 0.0)
    face = faces[0]
    height, width = picture.shape[:2]
    patch = _patch(picture, face.box)
    luminance = float(patch.mean())
    sharpness = float(cv2.Laplacian(patch, cv2.CV_64F).var())
    beside = face.box.centre.x / width - 0.5
    checks = (
        Check("one_face", 1, 1, 1, "faces", "OFIQ SingleFacePresent", Guidance.NO_FACE),
        Check("whole_face", _inside(face.box, width, height), 0.95, None, "part of the box", "proposal to calibrate",
              Guidance.SHOW_WHOLE_FACE),
        Check("inter_eye", face.inter_eye, limits.inter_eye_px, None, "px",
              "OFIQ sigmoid midpoint 70, width 20; target 90 by ICAO", Guidance.COME_CLOSER),
        Check("closeness", face.box.height / height, None, limits.face_height, "part of the height",
              "proposal to calibrate", Guidance.STEP_BACK),
        Check("off_centre", abs(beside), None, limits.off_centre, "part of the width", "proposal to calibrate",
              Guidance.MOVE_RIGHT if beside > 0 else Guidance.MOVE_LEFT),
        Check("luminance", luminance, limits.luminance_low, limits.luminance_high, "mean grey level",
              "LFW 1st to 99th percentile",
              Guidance.MORE_LIGHT if luminance < limits.luminance_low else Guidance.LESS_LIGHT),
        Check("yaw", abs(face.yaw), None, limits.yaw_degrees, "degrees", "15 degrees, secondary source",
              Guidance.LOOK_STRAIGHT),
        Check("roll", abs(face.roll), None, limits.roll_degrees, "degrees", "OFIQ falls with cos^2",
              Guidance.LOOK_STRAIGHT),
        Check("sharpness", sharpness, limits.sharpness, None, "Laplacian variance at 128 px",
              "LFW 5th percentile 23-28; camera dependent", Guidance.HOLD_STILL),
    )  # fmt: skip
    return Quality(checks, face, _score(checks, face, limits))


def _why_no_face(picture: Picture) -> Guidance:
    """Nobody there, or is the picture so dark or so bright that nobody can be seen?"""
    mean = float(picture[::8, ::8].mean())
    if mean < 40:
        return Guidance.MORE_LIGHT
    return Guidance.LESS_LIGHT if mean > 225 else Guidance.NO_FACE


def _score(checks: Sequence[Check], face: Face, limits: Limits) -> float:
    """Mean margin of what changes from frame to frame; nothing is gained above the target inter-eye distance."""
    if not all(check.passed for check in checks):
        return 0.5 * sum(check.passed for check in checks) / len(checks)
    size = min(1.0, face.inter_eye / limits.inter_eye_target_px)
    margins = [check.margin for check in checks if check.name in {"yaw", "roll", "sharpness", "luminance"}]
    return 0.5 + 0.5 * (size + sum(margins)) / (1 + len(margins))


def _inside(box: Box, width: int, height: int) -> float:
    """The part of the box that lies in the picture."""
    across = min(box.x + box.width, width) - max(box.x, 0)
    down = min(box.y + box.height, height) - max(box.y, 0)
    return max(0, across) * max(0, down) / box.area


def _patch(picture: Picture, box: Box) -> Picture:
    """The face box as 128 x 128 grey levels, the size the sharpness limit was measured at."""
    top, left = max(box.y, 0), max(box.x, 0)
    part = picture[top : box.y + box.height, left : box.x + box.width]
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    return np.asarray(cv2.resize(grey, (128, 128), interpolation=cv2.INTER_AREA), np.uint8)
