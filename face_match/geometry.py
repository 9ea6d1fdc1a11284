"""Where a face is in a picture, and what its five points say about how the head is turned."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Picture = npt.NDArray[np.uint8]
"""RGB, uint8, shape (height, width, 3), C-contiguous, as the camera saw it (never mirrored)."""

NOSE_DEPTH = 0.35
"""How far the base of the nose stands before the eyes' plane, in inter-eye distances.

Roughly 22 mm over 63 mm for adults. A geometric estimate that turns a ratio into degrees; faces differ, so the
liveness challenge judges the change against the person's own straight look and not this absolute angle.
"""
NOSE_TIP_DEPTH = 0.64
"""The same for the tip of the nose: 40 mm over 63 mm in MediaPipe's canonical face, whose base stands at 0.41."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a picture, in pixels from its left upper corner."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Box:
    """An upright rectangle in pixels; it may reach beyond the picture when the face is cut off."""

    x: int
    y: int
    width: int
    height: int

    @property
    def area(self) -> int:
        return self.width * self.height

    @property
    def centre(self) -> Point:
        return Point(self.x + self.width / 2, self.y + self.height / 2)


@dataclass(frozen=True, slots=True)
class Face:
    """One detected face: its box and the points used for geometry, in pixels of the picture it was found in.

    `left_eye` is the person's own left eye. The camera picture is not mirrored, so it lies on the picture's right.
    `nose` is the point of the nose that the detector marks (dlib: its base, YuNet: its tip), and `nose_depth` how far
    that point stands forward. The mouth's corners, again the person's own, are None where the detector marks none.
    `score` is the detector's own confidence (dlib: the SVM margin; YuNet: 0..1).
    """

    box: Box
    left_eye: Point
    right_eye: Point
    nose: Point
    score: float
    nose_depth: float = NOSE_DEPTH
    left_mouth: Point | None = None
    right_mouth: Point | None = None

    @property
    def inter_eye(self) -> float:
        """Distance between the eye centres, in pixels."""
        return math.hypot(self.left_eye.x - self.right_eye.x, self.left_eye.y - self.right_eye.y)

    @property
    def roll(self) -> float:
        """Tilt of the line through the eyes, in degrees; positive when the person's left eye is lower."""
        return math.degrees(math.atan2(self.left_eye.y - self.right_eye.y, self.left_eye.x - self.right_eye.x))

    @property
    def nose_shift(self) -> float:
        """How far the nose stands beside the middle of the eyes, along the eye line, in inter-eye distances.

        Positive towards the person's own left (the picture's right). A flat photograph that is tilted or slanted keeps
        this ratio, because both lengths shrink alike; a turning head changes it, because the nose stands forward.
        """
        if self.inter_eye == 0:
            return 0.0
        angle = math.radians(self.roll)
        dx = self.nose.x - (self.left_eye.x + self.right_eye.x) / 2
        dy = self.nose.y - (self.left_eye.y + self.right_eye.y) / 2
        return (dx * math.cos(angle) + dy * math.sin(angle)) / self.inter_eye

    @property
    def yaw(self) -> float:
        """Estimated turn of the head in degrees; positive when turned to the person's own left."""
        return math.degrees(math.atan(self.nose_shift / self.nose_depth))
