"""A turnable head made from one photograph: the picture is laid over a simple relief and seen from another angle.

The photograph is the official NASA portrait of Eileen Collins (no known copyright restrictions, public domain) that
scikit-image carries as its `astronaut` sample. Everything here is derived from it at run time.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Literal

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from face_match.geometry import Picture

FRAME_WIDTH = 640
FRAME_HEIGHT = 480

# The head in the photograph, in its pixels.
_CENTRE_X, _CENTRE_Y = 224.0, 108.0
_HALF_WIDTH, _HALF_HEIGHT = 80.0, 100.0
_DEPTH = 70.0
_NOSE_X, _NOSE_Y, _NOSE_DEPTH = 224.0, 131.0, 16.0
_GRID = 2  # the relief is solved on every second pixel, which is finer than it is detailed

_Field = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Pose:
    """How the face stands before the camera.

    `yaw` in degrees, positive to the person's own left (the picture's right); up to about 25. `roll` in degrees.
    `scale` in frame pixels per photograph pixel: 1.9 gives about 80 px between the eyes in a 640 px wide frame.
    `x`, `y`: the head's centre as parts of the frame. `light`: 1 is the photograph's own, 0 is darkness, 2 is glare.
    """

    yaw: float = 0.0
    roll: float = 0.0
    scale: float = 1.9
    x: float = 0.5
    y: float = 0.5
    light: float = 1.0


Who = Literal["holder", "stranger"]
"""`holder` is the person of `demo_portrait`; `stranger` the same photograph reshaped into somebody else's face."""


@cache
def photograph() -> Picture:
    """The source photograph, RGB, 512 x 512.

    :raises FileNotFoundError: when scikit-image is not installed.
    """
    spec = find_spec("skimage")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("scikit-image carries the demonstration photograph and is not installed")
    with Image.open(Path(spec.submodule_search_locations[0]) / "data" / "astronaut.png") as image:
        picture: Picture = np.array(image.convert("RGB"))
    return picture


def demo_picture(pose: Pose | None = None, *, who: Who = "holder", flat: bool = False) -> Picture:
    """One frame of the demonstration face, 640 x 480, without sensor noise.

    :param flat: turn the photograph as a sheet of paper instead of a head: what an attacker's print looks like.
    """
    pose = pose or Pose()
    source = photograph() if who == "holder" else _stranger()
    turned = _slanted(source, pose.yaw) if flat else _turned(source, pose.yaw)
    place = cv2.getRotationMatrix2D((_CENTRE_X, _CENTRE_Y), -pose.roll, pose.scale)
    place[:, 2] += np.array([pose.x * FRAME_WIDTH - _CENTRE_X, pose.y * FRAME_HEIGHT - _CENTRE_Y])
    frame = cv2.warpAffine(
        turned, place, (FRAME_WIDTH, FRAME_HEIGHT), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    if pose.light != 1.0:
        frame = cv2.convertScaleAbs(frame, alpha=pose.light)
    return np.ascontiguousarray(frame, dtype=np.uint8)


def demo_portrait(format: Literal["jpeg", "jp2"] = "jpeg") -> bytes:
    """A card portrait of the demonstration face, 3:4, about 15 kB, lit a little differently than the camera sees it."""
    left, top, width = 130, 8, 188
    crop = photograph()[top : top + width * 4 // 3, left : left + width]
    lit = cv2.convertScaleAbs(crop, alpha=0.93, beta=9)
    image = Image.fromarray(cv2.resize(lit, (360, 480), interpolation=cv2.INTER_CUBIC))
    out = BytesIO()
    if format == "jpeg":
        image.save(out, "JPEG", quality=58)
    else:
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[34])
    return out.getvalue()


@cache
def _stranger() -> Picture:
    """A longer face with a narrower jaw: far enough from the holder that no threshold in use would accept it."""
    rows, columns = np.mgrid[0:512, 0:512].astype(np.float32)
    across, down = columns - _CENTRE_X, rows - _CENTRE_Y
    jaw = np.exp(-((across / 80) ** 2) - ((down - 65) / 45) ** 2)
    from_column = across * (1 + 0.22 * jaw) + _CENTRE_X
    from_row = rows - 14 * np.tanh((down - 20) / 25)
    face = cv2.remap(photograph(), from_column, from_row, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(face, np.uint8)


@cache
def _relief() -> tuple[_Field, _Field]:
    """For each photograph pixel, how far it moves sideways per (cos yaw - 1) and per sin yaw."""
    rows, columns = np.mgrid[0:512:_GRID, 0:512:_GRID].astype(np.float32)
    across = columns - _CENTRE_X
    radius = np.hypot(across / _HALF_WIDTH, (rows - _CENTRE_Y) / _HALF_HEIGHT)
    depth = _DEPTH * np.clip(1 - radius**2, 0, None)
    depth += _NOSE_DEPTH * np.exp(-(((columns - _NOSE_X) / 9) ** 2) - ((rows - _NOSE_Y) / 14) ** 2)
    belongs = np.clip((1.5 - radius) / 0.5, 0, 1)  # the backdrop stands still; between, the picture stretches
    return (
        cv2.GaussianBlur((across * belongs).astype(np.float32), (0, 0), 2),
        cv2.GaussianBlur(depth.astype(np.float32), (0, 0), 2),
    )


def _turned(source: Picture, yaw: float) -> Picture:
    """The head rotated about its vertical axis: where each seen pixel came from is solved by fixed-point iteration."""
    if yaw == 0:
        return source
    angle = math.radians(yaw)
    per_cosine, per_sine = _relief()
    shift = per_cosine * (math.cos(angle) - 1) + per_sine * math.sin(angle)
    rows, columns = np.mgrid[0 : shift.shape[0], 0 : shift.shape[1]].astype(np.float32)
    from_column = columns
    for _ in range(8):
        moved = cv2.remap(shift, from_column, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        from_column = columns - moved / _GRID
    offset = cv2.resize(from_column - columns, (source.shape[1], source.shape[0])) * _GRID
    all_rows, all_columns = np.mgrid[0 : source.shape[0], 0 : source.shape[1]].astype(np.float32)
    turned = cv2.remap(source, all_columns + offset, all_rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(turned, np.uint8)


def _slanted(source: Picture, yaw: float) -> Picture:
    """The photograph as a flat sheet turned about the vertical line through the head, with perspective."""
    angle, away = math.radians(yaw), 700.0
    corners = np.array([[0, 0], [511, 0], [511, 511], [0, 511]], np.float32)
    seen = []
    for x, y in corners:
        nearer = away / (away - (x - _CENTRE_X) * math.sin(angle))
        seen.append(
            (_CENTRE_X + (x - _CENTRE_X) * math.cos(angle) * nearer, _CENTRE_Y + (y - _CENTRE_Y) * nearer),
        )
    transform = cv2.getPerspectiveTransform(corners, np.array(seen, np.float32))
    sheet = cv2.warpPerspective(source, transform, (512, 512), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(sheet, np.uint8)
