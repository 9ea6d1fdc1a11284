"""Whether what moved before the camera has the relief of a face, or is flat or bent as a picture can be.

Two views of anything flat differ by a homography; two views of a sheet of paper that is bent differ, beside that, by
a smooth function of one direction, because paper bends but does not stretch: it stays a developable surface (Gauss's
theorema egregium; here a cylinder of any direction and profile). What is left of the motion after both are taken away
is relief in two directions at once, as a nose before cheeks before temples has: Hartley and Zisserman, Multiple View
Geometry, ch. 13 ("plane plus parallax"). It is compared with the parallax that a face's rough relief would give, so
that errors of tracking, which have no such shape, do not count as depth.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

MIN_POINTS = 24
_DIRECTIONS = 8
_Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Relief:
    """What motion between two frames says of depth, in inter-eye distances, root mean square over the points.

    `depth` is the part of the motion that a face's relief gives and no sheet can, positive when a nose standing forward
    moved to the picture's right (for an approach: outwards). `rest` is what neither explains.
    """

    depth: float
    rest: float
    points: int

    @property
    def clear(self) -> float:
        """`depth`, less what errors of tracking alone may have put there."""
        return self.depth * (self.depth**2 / (self.depth**2 + self.rest**2)) ** 0.5 if self.depth else 0.0


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
    homography, _ = cv2.findHomography(before, after, 0)
    flat = before if homography is None else cv2.perspectiveTransform(before[None], homography)[0]
    left = (after - flat).ravel()  # x and y of each point in turn
    best: tuple[float, _Array, _Array] | None = None
    for angle in np.arange(_DIRECTIONS) * np.pi / _DIRECTIONS:
        basis, _ = np.linalg.qr(_sheets(before, float(angle)))
        rest = left - basis @ (basis.T @ left)
        energy = float(rest @ rest)
        if best is None or energy < best[0]:
            best = energy, rest, basis
    assert best is not None
    _, rest, basis = best
    shapes = _templates(before, outwards)
    shapes -= basis @ (basis.T @ shapes)
    weights, *_ = np.linalg.lstsq(shapes, rest, rcond=None)
    depth = shapes[:, 0] * weights[0]
    missed = rest - shapes @ weights
    size = float(np.sign(weights[0]) * np.sqrt(depth @ depth / len(before)))
    return Relief(size, float(np.sqrt(missed @ missed / len(before))), len(before))


def _sheets(points: _Array, angle: float) -> _Array:
    """How points move when a sheet is shifted, turned and bent across `angle`: columns, shape (2n, k).

    Beside the homography's first-order changes: along and across the direction any cubic of the position across it,
    and the change of size that comes with it (the bent part is nearer or farther).
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


def _templates(points: _Array, outwards: tuple[float, float] | None) -> _Array:
    """The parallax of a nose for a turn (or an approach) and for a nod: columns, shape (2n, 2)."""
    nose = _nose(points)
    none = np.zeros_like(nose)
    x, y = (np.ones_like(nose), none) if outwards is None else (points - np.array(outwards)).T
    return np.stack([_interleaved(nose * x, nose * y), _interleaved(none, nose)], axis=1)


def _nose(points: _Array) -> _Array:
    """How far a nose stands before the cheeks at points in face coordinates, in inter-eye distances.

    Mean adult measures (Farkas: 0.8 long, tip 0.3 to 0.4 high, 0.55 wide at the wings); its kind matters, not its size.
    """
    x, y = points[:, 0], points[:, 1]
    tip = 0.32 * np.exp(-((x / 0.22) ** 2) - ((y - 0.62) / 0.25) ** 2)
    bridge = 0.16 * np.exp(-((x / 0.18) ** 2) - ((y - 0.25) / 0.3) ** 2)
    return np.asarray(tip + bridge, np.float64)


def _interleaved(x: _Array, y: _Array) -> _Array:
    return np.stack([x, y], axis=1).ravel()
