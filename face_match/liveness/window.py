"""The part of the picture that is looked at: the face and what is around it, brought to one size."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Face, Picture

INTER_EYE = 60.0
"""Pixels between the eyes in a window: larger faces are reduced to this, smaller ones are left."""

_SIDE, _ABOVE, _BELOW = 3.0, 2.4, 2.8  # how far the window reaches from the middle of the eyes, in inter-eye distances

Grey = npt.NDArray[np.uint8]
Points = npt.NDArray[np.float32]
"""Shape (n, 2): x, y."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of the picture in pixels (`x`, `y`, `width`, `height`), shown `scale` times as large."""

    x: int
    y: int
    width: int
    height: int
    scale: float

    def colour(self, picture: Picture) -> Picture:
        """The window's part of a picture, RGB, shape (height * scale, width * scale, 3)."""
        part = picture[self.y : self.y + self.height, self.x : self.x + self.width]
        if self.scale == 1.0:
            return np.ascontiguousarray(part)
        how = cv2.INTER_AREA if self.scale <= 0.5 else cv2.INTER_LINEAR
        return np.asarray(cv2.resize(part, None, fx=self.scale, fy=self.scale, interpolation=how), np.uint8)

    def grey(self, picture: Picture) -> Grey:
        return np.asarray(cv2.cvtColor(self.colour(picture), cv2.COLOR_RGB2GRAY), np.uint8)


@dataclass(frozen=True, slots=True)
class EyeFrame:
    """Coordinates that belong to the face: origin between the eyes, x along the eyes, y down, unit the inter-eye
    distance. `x`, `y` and `unit` are in pixels of a window, `roll` in radians."""

    x: float
    y: float
    unit: float
    roll: float

    def of(self, points: Points) -> npt.NDArray[np.float64]:
        """Window pixels (n, 2) as face coordinates (n, 2)."""
        cosine, sine = math.cos(self.roll), math.sin(self.roll)
        across, down = points[:, 0] - self.x, points[:, 1] - self.y
        return np.stack([across * cosine + down * sine, down * cosine - across * sine], axis=1) / self.unit


def window_around(picture: Picture, face: Face) -> Window:
    """The window for a face, cut where the picture ends."""
    height, width = picture.shape[:2]
    x, y = _between_eyes(face)
    unit = face.inter_eye
    left, right = max(0, round(x - _SIDE * unit)), min(width, round(x + _SIDE * unit))
    top, bottom = max(0, round(y - _ABOVE * unit)), min(height, round(y + _BELOW * unit))
    return Window(left, top, max(1, right - left), max(1, bottom - top), min(1.0, INTER_EYE / unit))


def eye_frame(window: Window, face: Face) -> EyeFrame:
    x, y = _between_eyes(face)
    scale = window.scale
    return EyeFrame((x - window.x) * scale, (y - window.y) * scale, face.inter_eye * scale, math.radians(face.roll))


def _between_eyes(face: Face) -> tuple[float, float]:
    return (face.left_eye.x + face.right_eye.x) / 2, (face.left_eye.y + face.right_eye.y) / 2
