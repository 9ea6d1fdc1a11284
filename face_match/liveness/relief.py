"""Whether what moved before the camera has the relief of a face, or is flat or bent as a picture can be.

Two views of anything flat differ by a homography; two views of a sheet of paper that is bent differ, beside that, by
a smooth function of one direction, because paper bends but does not stretch: it stays a developable surface (Gauss's
theorema egregium; here a cylinder of any direction and profile). What is left of the motion after both are taken away
is relief in two directions at once, as a nose before cheeks before temples has: Hartley and Zisserman, Multiple View
Geometry, ch. 13 ("plane plus parallax"). How much of it there is is one cue; that a nose in the middle moved ahead of
its surroundings, to the side that was asked, is a second one, which errors of tracking do not imitate.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

MIN_POINTS = 24
_DIRECTIONS = 8
_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relief:
    """What motion between two frames says of depth, in inter-eye distances, root mean square over the points.

    `beyond` is the motion that no flat or bent sheet has. `nose` is the part of it that a nose standing forward gives,
    positive when it moved to the picture's right (in an approach: outwards).
    """

    beyond: float
    nose: float
    points: int


def measure(before: _Array, after: _Array, outwards: tuple[float, float] | None = None) -> Relief | None:
    """Compare a face's points in two frames.

    :param before: shape (n, 2), coordinates of the face in the first frame: origin between the eyes, x along the eyes,
        y down, unit the inter-eye distance.
    :param after: the same points in the second frame, in the same coordinates.
    :param outwards: for an approach, where the camera's axis meets the picture, in these coordinates; None for a turn.
    :return: None for fewer than 24 points.
    """
    if len(before) < MIN_POINTS:
        return None
    homography: Any = cv2.findHomography(before, after, 0)[0]
    if homography is None:
        return None
    moved = (after - cv2.perspectiveTransform(before[None], homography)[0]).ravel()  # x and y of each point in turn
    bases = [np.linalg.qr(_sheets(before, angle))[0] for angle in np.arange(_DIRECTIONS) * math.pi / _DIRECTIONS]
    rest, basis = min(((moved - basis @ (basis.T @ moved), basis) for basis in bases), key=lambda fit: _size(fit[0]))
    noses = _noses(before, outwards)
    noses -= basis @ (basis.T @ noses)
    weights, *_ = np.linalg.lstsq(noses, rest, rcond=None)
    nose = math.copysign(_size(noses[:, 0] * weights[0]), weights[0])
    return Relief(_size(rest), nose, len(before))


def _size(vectors: _Array) -> float:
    """Root mean square length of (x, y) pairs in a row."""
    return math.sqrt(float(vectors @ vectors) / (len(vectors) / 2))


def _sheets(points: _Array, angle: float) -> _Array:
    """How points move when a sheet is shifted, turned and bent across `angle`: columns, shape (2n, k).

    Any cubic of the position across the direction (an arc turned sideways), and the change of size that comes with it
    (the bent part is nearer or farther); then what a homography leaves when it is not fitted alone.
    """
    x, y = points[:, 0], points[:, 1]
    across = x * np.cos(angle) + y * np.sin(angle)
    along = y * np.cos(angle) - x * np.sin(angle)
    one = np.ones_like(x)
    single = [one, across, along, across**2, across**3, along * across, along * across**2]
    columns = []
    for function in single:
        columns += [_interleaved(function, 0 * one), _interleaved(0 * one, function)]
    columns += [_interleaved(x * x, x * y), _interleaved(x * y, y * y)]
    return np.stack(columns, axis=1)


def _noses(points: _Array, outwards: tuple[float, float] | None) -> _Array:
    """The parallax of a nose for a turn (or an approach) and for a nod: columns, shape (2n, 2)."""
    nose = _nose(points)
    none = np.zeros_like(nose)
    x, y = (np.ones_like(nose), none) if outwards is None else (points - np.array(outwards)).T
    return np.stack([_interleaved(nose * x, nose * y), _interleaved(none, nose)], axis=1)


def _nose(points: _Array) -> _Array:
    """A nose's height at points in face coordinates: rising from the bridge to its base, 0.4 to 0.6 wide (Farkas)."""
    x, y = points[:, 0], points[:, 1]
    tall = np.clip((y + 0.05) / 0.65, 0, None) * np.clip((0.9 - y) / 0.2, 0, 1)
    wide = 0.2 + 0.13 * np.clip(y + 0.2, 0, 1)
    return np.asarray(0.3 * tall * np.exp(-((x / wide) ** 2)), np.float64)


def _interleaved(x: _Array, y: _Array) -> _Array:
    return np.stack([x, y], axis=1).ravel()
