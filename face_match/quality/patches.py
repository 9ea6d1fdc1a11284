"""The two small pictures all measures are taken on: the face box in grey, and the face laid upright on its eyes.

Measuring on patches of one size makes the figures comparable between cameras and keeps a large frame as cheap as a
small one.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Box, Face, Picture

Grey = npt.NDArray[np.uint8]
"""One channel, uint8, shape (height, width)."""

BOX_SIDE = 128
WIDTH, HEIGHT = 128, 160
INTER_EYE = 48.0
EYES_X, EYES_Y = 64.0, 56.0


@dataclass(frozen=True, slots=True)
class Region:
    """An upright rectangle on the upright face, in inter-eye distances from the middle of the eyes; y points down.

    Negative x is the picture's left, which is the person's own right.
    """

    left: float
    top: float
    right: float
    bottom: float

    @property
    def mirrored(self) -> Region:
        return Region(-self.right, self.top, -self.left, self.bottom)

    def of(self, patch: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """The part of an upright patch, as a view."""
        rows = slice(round(EYES_Y + self.top * INTER_EYE), round(EYES_Y + self.bottom * INTER_EYE))
        columns = slice(round(EYES_X + self.left * INTER_EYE), round(EYES_X + self.right * INTER_EYE))
        return patch[rows, columns]


CHEEK = Region(-0.80, 0.55, -0.50, 0.85)
"""OFIQ's zone beside the nose: 0.3 inter-eye distances square, outwards of the eye, half way from eyes to mouth.

The mouth is taken to lie 1.1 inter-eye distances below the eyes, because five points do not show it.
"""

BETWEEN_BROWS = Region(-0.15, -0.40, 0.15, -0.20)


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """One face, ready to be measured.

    :ivar box: the detector's box as 128 x 128 grey levels, the size the sharpness limit was measured at.
    :ivar rgb: the upright face, 160 x 128 x 3, eyes 48 px apart, right eye at (40, 56) and left eye at (88, 56).
    :ivar lab: the same in 8-bit CIELAB as OpenCV scales it: L in 0..255, a and b about 128.
    :ivar grey: the same in grey levels, 160 x 128.
    :ivar luminance: linear luminance Y of ISO/IEC 29794-5 (sRGB decoded, Rec. 709 weights), 0..255.
    """

    box: Grey
    rgb: Picture
    lab: Picture
    grey: Grey
    luminance: Grey


def patches_of(picture: Picture, face: Face) -> Patches:
    """Cut the patches out of a frame. What lies beyond the picture's edge is filled with the edge's own colour."""
    rgb = _upright(picture, face)
    lab = cast("Picture", cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB))
    grey = cast("Grey", cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    return Patches(_box(picture, face.box), rgb, lab, grey, luminance_of(rgb))


def luminance_of(rgb: Picture) -> Grey:
    """Linear luminance Y = 0.2126 R + 0.7152 G + 0.0722 B of the decoded sRGB values, scaled to 0..255.

    Linear, so a mid-grey of 118 becomes 46: limits given in this scale must not be compared with grey levels.
    """
    shares = cv2.LUT(rgb, _shares())
    return cast("Grey", (cv2.transform(shares, np.ones((1, 3), np.float32)) + 0.5).astype(np.uint8))


def reduced(picture: Picture, scale: float) -> Picture:
    """The picture at a scale up to 1, averaged and never smaller than one pixel."""
    height, width = picture.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cast("Picture", cv2.resize(picture, size, interpolation=cv2.INTER_AREA))


@cache
def face_oval() -> npt.NDArray[np.bool_]:
    """The part of the upright patch that shows the face from brow to chin, without hair and background; 160 x 128."""
    oval = np.zeros((HEIGHT, WIDTH), np.uint8)
    centre = (round(EYES_X), round(EYES_Y + 0.55 * INTER_EYE))
    axes = (round(0.9 * INTER_EYE), round(1.25 * INTER_EYE))
    cv2.ellipse(oval, centre, axes, 0, 0, 360, 1, -1)
    return oval.astype(np.bool_)


@cache
def _shares() -> npt.NDArray[np.float32]:
    """What each 8-bit sRGB value of each channel adds to the luminance (IEC 61966-2-1); 1 x 256 x 3."""
    value = np.arange(256) / 255
    decoded = np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4) * 255
    shares: npt.NDArray[np.float32] = (decoded[None, :, None] * [0.2126, 0.7152, 0.0722]).astype(np.float32)
    return shares


def _box(picture: Picture, box: Box) -> Grey:
    part = picture[max(box.y, 0) : box.y + box.height, max(box.x, 0) : box.x + box.width]
    grey = cv2.cvtColor(part, cv2.COLOR_RGB2GRAY)
    return cast("Grey", cv2.resize(grey, (BOX_SIDE, BOX_SIDE), interpolation=cv2.INTER_AREA))


def _upright(picture: Picture, face: Face) -> Picture:
    """Turn and scale the face so that the eyes lie level; a large face is averaged down first, so nothing aliases."""
    scale = INTER_EYE / max(face.inter_eye, 1.0)
    middle = np.array([face.left_eye.x + face.right_eye.x, face.left_eye.y + face.right_eye.y]) / 2
    start, part = _part(picture, middle, scale, math.radians(face.roll))
    x, y = middle - start
    if scale < 0.7:
        rows, columns = part.shape[:2]
        part = reduced(part, scale)
        x, y, scale = x * part.shape[1] / columns, y * part.shape[0] / rows, 1.0
    place = cv2.getRotationMatrix2D((float(x), float(y)), face.roll, scale)
    place[:, 2] += (EYES_X - x, EYES_Y - y)
    upright = cv2.warpAffine(part, place, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cast("Picture", upright)


def _part(
    picture: Picture, middle: npt.NDArray[np.float64], scale: float, roll: float
) -> tuple[npt.NDArray[np.int64], Picture]:
    """The least part of the picture the upright patch is seen in, never empty, and its left upper corner (x, y)."""
    corners = np.array([[0, 0], [WIDTH, 0], [0, HEIGHT], [WIDTH, HEIGHT]]) - (EYES_X, EYES_Y)
    turn = np.array([[math.cos(roll), math.sin(roll)], [-math.sin(roll), math.cos(roll)]])
    seen = corners @ turn / scale + middle
    end = np.array([picture.shape[1], picture.shape[0]])
    first = np.clip(np.floor(seen.min(axis=0)).astype(np.int64) - 2, 0, end - 1)
    last = np.clip(np.ceil(seen.max(axis=0)).astype(np.int64) + 2, first + 1, end)
    return first, picture[first[1] : last[1], first[0] : last[0]]
