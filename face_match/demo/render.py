"""Draws a surface with depth as a pinhole camera sees it: turned, nodded, tilted, near or far, lit from a direction.

A surface is a picture with a height over each of its places. For every pixel the ray is followed until it meets the
surface ("relief mapping": Policarpo, Oliveira and Comba 2005), so that a nose hides the cheek behind it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Picture

FRAME_WIDTH, FRAME_HEIGHT = 640, 480
FOCAL = 554.0
"""Focal length in pixels: a horizontal view of 60 degrees at 640 pixels."""

Field = npt.NDArray[np.float32]
_COARSE = 2  # rays are followed for every second pixel and filled in between: nothing here is finer
_STEPS, _REFINING = 9, 5
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a thing stands before the camera.

    Angles in degrees: `yaw` positive to the picture's right (a person's own left), `pitch` positive downwards, `roll`
    positive clockwise in the picture. `distance` of its origin from the camera in mm, and `x`, `y`, where its origin is
    seen in parts of the frame, are those of the thing facing the camera: turning it moves it about its pivot.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    distance: float = 440.0
    x: float = 0.5
    y: float = 0.5

    def rotation(self) -> npt.NDArray[np.float64]:
        """The matrix from the thing's axes (right, down, towards the camera) to the camera's."""
        yaw, pitch, roll = (math.radians(angle) for angle in (self.yaw, self.pitch, self.roll))
        about_y = np.array([[math.cos(yaw), 0, math.sin(yaw)], [0, 1, 0], [-math.sin(yaw), 0, math.cos(yaw)]])
        about_x = np.array([[1, 0, 0], [0, math.cos(pitch), math.sin(pitch)], [0, -math.sin(pitch), math.cos(pitch)]])
        about_z = np.array([[math.cos(roll), -math.sin(roll), 0], [math.sin(roll), math.cos(roll), 0], [0, 0, 1]])
        rotation: npt.NDArray[np.float64] = about_z @ about_y @ about_x
        return rotation


class Shape(Protocol):
    """Heights over a plane, in mm, and the rectangle of the plane in which there is anything."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom, in mm from the origin."""
        ...

    @property
    def heights(self) -> tuple[float, float]:
        """The lowest and the highest height in mm."""
        ...

    @property
    def pivot(self) -> float:
        """The height of the point that it turns about, in mm; a head turns about the neck behind the face."""
        ...

    def height(self, x: Field, y: Field) -> Field:
        """Heights at places of the plane."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """A part of the frame and the place on a shape that each of its pixels shows.

    `x`, `y`: in mm on the shape, full resolution; `left`, `top`: where the part begins in the frame.
    """

    left: int
    top: int
    x: Field
    y: Field


def look_at(shape: Shape, placing: Placing) -> Seen | None:
    """Follow the rays of the pixels that can show the shape; None when it is wholly out of sight."""
    rotation = placing.rotation()
    area = _area(shape, placing, rotation)
    if area is None:
        return None
    left, top, right, bottom = area
    u = np.arange(left, right, _COARSE, dtype=np.float32)[None, :] + np.float32(0.5 * (_COARSE - 1))
    v = np.arange(top, bottom, _COARSE, dtype=np.float32)[:, None] + np.float32(0.5 * (_COARSE - 1))
    a, b = (u - FRAME_WIDTH / 2) / FOCAL, (v - FRAME_HEIGHT / 2) / FOCAL
    away, tx, ty = _pivot_at(shape, placing)
    r = rotation.astype(np.float32)
    # (r1 + a r3) P = a away - tx, (r2 + b r3) P = b away - ty, solved for x and y as linear functions of z.
    a11, a12, a13 = r[0, 0] + a * r[2, 0], r[0, 1] + a * r[2, 1], r[0, 2] + a * r[2, 2]
    b11, b12, b13 = r[1, 0] + b * r[2, 0], r[1, 1] + b * r[2, 1], r[1, 2] + b * r[2, 2]
    c, d = a * away - tx, b * away - ty
    inverse = 1 / (a11 * b12 - a12 * b11)
    x0, x1 = (c * b12 - d * a12) * inverse, (a13 * b12 - b13 * a12) * inverse
    y0, y1 = (a11 * d - b11 * c) * inverse, (a11 * b13 - b11 * a13) * inverse
    low, high = shape.heights
    z = np.full_like(x0, high)
    if high > low:
        z = _meeting(shape, (x0, x1, y0, y1), z, (high - low) / _STEPS)
    depth = z - shape.pivot
    size = (right - left, bottom - top)
    full = [cv2.resize(field, size, interpolation=cv2.INTER_LINEAR) for field in (x0 - x1 * depth, y0 - y1 * depth)]
    return Seen(left, top, np.asarray(full[0], np.float32), np.asarray(full[1], np.float32))


def _meeting(shape: Shape, ray: tuple[Field, Field, Field, Field], z: Field, step: float) -> Field:
    """The height at which each ray first meets the shape: down in steps, then closer by halves."""
    x0, x1, y0, y1 = ray
    pivot = np.float32(shape.pivot)
    size = np.float32(step)
    for number in range(_STEPS + _REFINING):
        depth = z - pivot
        above = shape.height(x0 - x1 * depth, y0 - y1 * depth) < z
        if number < _STEPS:
            z = np.where(above, z - size, z)
        else:
            size = size / 2
            z = np.where(above, z - size, z + size)
    return z


def _pivot_at(shape: Shape, placing: Placing) -> tuple[float, float, float]:
    """How far away the pivot is, and how far to the right of the camera's axis and below it, in mm."""
    return (
        placing.distance - shape.pivot,
        (placing.x - 0.5) * FRAME_WIDTH / FOCAL * placing.distance,
        (placing.y - 0.5) * FRAME_HEIGHT / FOCAL * placing.distance,
    )


def _area(shape: Shape, placing: Placing, rotation: npt.NDArray[np.float64]) -> tuple[int, int, int, int] | None:
    """The frame's rectangle that the shape's box can fill; its sides are a multiple of the ray grid."""
    left, top, right, bottom = shape.bounds
    low, high = shape.heights
    corners = np.array([(x, y, z - shape.pivot) for x in (left, right) for y in (top, bottom) for z in (low, high)])
    turned = corners @ rotation.T
    away, tx, ty = _pivot_at(shape, placing)
    depth = np.maximum(away - turned[:, 2], 40.0)
    u = FRAME_WIDTH / 2 + FOCAL * (turned[:, 0] + tx) / depth
    v = FRAME_HEIGHT / 2 + FOCAL * (turned[:, 1] + ty) / depth
    first = [max(0, int(side.min()) - _MARGIN) // _COARSE * _COARSE for side in (u, v)]
    last = [min(most, int(side.max()) + _MARGIN) for side, most in ((u, FRAME_WIDTH), (v, FRAME_HEIGHT))]
    last = [end - (end - begin) % _COARSE for begin, end in zip(first, last, strict=True)]
    if last[0] - first[0] < 8 or last[1] - first[1] < 8:
        return None
    return first[0], first[1], last[0], last[1]


def paint(frame: Picture, seen: Seen, colour: Picture, alpha: Field) -> None:
    """Lay colours over the part of the frame that was looked at, in place; `alpha` 0..1, shape (height, width)."""
    height, width = colour.shape[:2]
    part = frame[seen.top : seen.top + height, seen.left : seen.left + width]
    part[:] = cv2.blendLinear(colour, np.ascontiguousarray(part), alpha, 1 - alpha)
