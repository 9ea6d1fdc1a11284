"""A head before the camera: a face's textures over its depth, posed, lit, and before a background that stands still."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from face_match.demo.people import (
    BOTTOM,
    EYES_X,
    EYES_Y,
    FINENESS,
    HOLDER,
    INTER_EYE,
    LEFT,
    PIXEL_MM,
    RIGHT,
    TOP,
    Looks,
    Traits,
    looks_of,
)
from face_match.demo.render import FOCAL, FRAME_HEIGHT, FRAME_WIDTH, Field, Placing, look_at, paint
from face_match.geometry import Picture

_BEHIND = 70.0  # mm from the eyes back to the shoulders' plane
_GLOW = 0.16  # how bright a white screen makes a face an arm's length away, in parts of the room's light


@dataclass(frozen=True, slots=True)
class Light:
    """How a scene is lit. `level` scales everything (1 as photographed, 0 darkness, 2 glare); `colour` tints it.

    `aside` and `above`: where the main light stands, in degrees from the camera; `ambient`: the part of the light that
    comes from everywhere. `glow`: the colour the kiosk's own screen shows, RGB 0..255, lighting what is near.
    """

    level: float = 1.0
    colour: tuple[float, float, float] = (1.0, 1.0, 1.0)
    aside: float = 0.0
    above: float = 0.0
    ambient: float = 1.0
    glow: tuple[int, int, int] | None = None

    def on(self, reach: float) -> tuple[float, float, float]:
        """Red, green and blue factors for something that the screen's glow reaches by `reach` (1: a near face)."""
        extra = [0.0, 0.0, 0.0] if self.glow is None else [_GLOW * reach * part / 255 for part in self.glow]
        red, green, blue = (self.level * part + more for part, more in zip(self.colour, extra, strict=True))
        return red, green, blue


class HeadShape:
    """A head's heights, read between their grid points."""

    bounds = (
        (LEFT - EYES_X) * PIXEL_MM,
        (TOP - EYES_Y) * PIXEL_MM,
        (RIGHT - 1 - EYES_X) * PIXEL_MM,
        (BOTTOM - 1 - EYES_Y) * PIXEL_MM,
    )
    pivot = -85.0

    def __init__(self, heights: Field) -> None:
        self._heights = heights
        self.heights = (float(heights.min()), float(heights.max()))

    def height(self, x: Field, y: Field) -> Field:
        column = x * np.float32(1 / PIXEL_MM) + np.float32(EYES_X - LEFT)
        row = y * np.float32(1 / PIXEL_MM) + np.float32(EYES_Y - TOP)
        return np.asarray(cv2.remap(self._heights, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


class Head:
    """One person, ready to be drawn."""

    def __init__(self, traits: Traits = HOLDER) -> None:
        self._looks: Looks = looks_of(traits)
        self.shape = HeadShape(self._looks.heights)
        slope_x = cv2.Sobel(self._looks.heights, cv2.CV_32F, 1, 0, scale=1 / (8 * PIXEL_MM))
        slope_y = cv2.Sobel(self._looks.heights, cv2.CV_32F, 0, 1, scale=1 / (8 * PIXEL_MM))
        normals = np.asarray(np.dstack([-slope_x, -slope_y, np.ones_like(slope_x)]), np.float32)
        self._normals = normals / np.linalg.norm(normals, axis=2, keepdims=True)

    def draw(self, frame: Picture, placing: Placing, light: Light) -> None:
        """Draw shoulders and head over a frame, in place."""
        self._draw_body(frame, placing, light)
        seen = look_at(self.shape, placing)
        if seen is None:
            return
        column = (seen.x * np.float32(1 / PIXEL_MM) + np.float32(EYES_X - LEFT)) * FINENESS
        row = (seen.y * np.float32(1 / PIXEL_MM) + np.float32(EYES_Y - TOP)) * FINENESS
        edge = {"interpolation": cv2.INTER_LINEAR, "borderMode": cv2.BORDER_CONSTANT, "borderValue": 0}
        texture = self._lit(placing, light)
        colour = cv2.remap(texture, column, row, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.remap(self._looks.head_alpha, column, row, **edge)  # type: ignore[call-overload]
        paint(frame, seen, np.asarray(colour, np.uint8), np.asarray(alpha, np.float32))

    def _lit(self, placing: Placing, light: Light) -> Picture:
        """The head's texture under the light: brighter where the surface faces it."""
        gains = light.on(1.0)
        if light.ambient < 1.0:
            aside, above = math.radians(light.aside), math.radians(light.above)
            source = np.array([math.sin(aside), -math.sin(above), math.cos(aside) * math.cos(above)])
            towards = placing.rotation().T @ source
            facing = np.clip(self._normals @ towards.astype(np.float32), 0, None)
            usual = np.clip(self._normals[..., 2], 0.2, None)
            shade = (light.ambient + (1 - light.ambient) * facing) / (light.ambient + (1 - light.ambient) * usual)
            shade = np.clip(shade, 0.3, 1.6).astype(np.float32)
            large = cv2.resize(shade, (self._looks.head.shape[1], self._looks.head.shape[0]))
            return _scaled(self._looks.head, cv2.merge([large * gain for gain in gains]))
        return tinted(self._looks.head, gains)

    def _draw_body(self, frame: Picture, placing: Placing, light: Light) -> None:
        scale = FOCAL * PIXEL_MM / (placing.distance + _BEHIND)
        nearer = placing.distance / (placing.distance + _BEHIND)
        place = cv2.getRotationMatrix2D((EYES_X, EYES_Y + 2 * INTER_EYE), -0.4 * placing.roll, scale)
        middle = (placing.x - 0.5) * FRAME_WIDTH * nearer, (placing.y - 0.5) * FRAME_HEIGHT * nearer
        down = 2 * INTER_EYE * scale
        place[:, 2] += np.array(
            [FRAME_WIDTH / 2 + middle[0] - EYES_X, FRAME_HEIGHT / 2 + middle[1] + down - EYES_Y - 2 * INTER_EYE]
        )
        size = (FRAME_WIDTH, FRAME_HEIGHT)
        body = cv2.warpAffine(tinted(self._looks.body, light.on(0.7)), place, size, borderMode=cv2.BORDER_REPLICATE)
        alpha = cv2.warpAffine(self._looks.body_alpha, place, size)
        top = max(0, min(FRAME_HEIGHT - 1, int(place[1, 2] + 130 * scale)))
        part = frame[top:]
        cover = np.ascontiguousarray(alpha[top:])
        part[:] = cv2.blendLinear(np.ascontiguousarray(body[top:]), np.ascontiguousarray(part), cover, 1 - cover)


def tinted(picture: Picture, gains: tuple[float, float, float]) -> Picture:
    """A picture with red, green and blue multiplied."""
    if max(abs(gain - 1) for gain in gains) < 1e-3:
        return picture
    levels = np.arange(256, dtype=np.float32)
    table = np.clip(np.stack([levels * gain for gain in gains], axis=1), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(picture, table[None]), np.uint8)


def _scaled(picture: Picture, factors: npt.NDArray[np.float32]) -> Picture:
    return np.asarray(cv2.multiply(picture, factors, dtype=cv2.CV_8U), np.uint8)
