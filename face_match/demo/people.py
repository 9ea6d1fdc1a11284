"""Faces that differ: one photograph reshaped, recoloured, given glasses or a headscarf, over a head of its own depth.

The photograph is the official NASA portrait of Eileen Collins (no known copyright restrictions, public domain) that
scikit-image carries as its `astronaut` sample. Everything here is derived from it at run time or drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image

from face_match.demo.render import Field
from face_match.geometry import Picture

EYES_X, EYES_Y, INTER_EYE = 224.5, 102.0, 43.5
"""The point between the eyes in the photograph and the distance between the eyes, in its pixels."""

PIXEL_MM = 63 / INTER_EYE
"""Millimetres per photograph pixel, for the adult mean of 63 mm between the eyes."""

LEFT, TOP, RIGHT, BOTTOM = 140, 4, 314, 186
"""The head's rectangle in the photograph."""

FINENESS = 2
"""Texture pixels per photograph pixel: pores are finer than the photograph."""

_HEAD = (
    (182, 133), (175, 129), (170, 120), (160, 113), (153, 100), (152, 80), (154, 62), (163, 49), (178, 39), (188, 35),
    (194, 27), (210, 19), (232, 14), (255, 21), (272, 29), (288, 41), (296, 60), (302, 85), (299, 101), (292, 113),
    (281, 125), (278, 133), (271, 138), (267, 135), (263, 150), (257, 164), (248, 173), (236, 180), (222, 180),
    (208, 178), (196, 170), (188, 160), (184, 147),
)  # fmt: skip
_BODY = (
    (198, 136), (193, 156), (187, 166), (176, 152), (165, 147), (148, 151), (133, 160), (123, 176), (113, 190),
    (112, 205), (75, 235), (60, 262), (30, 400), (20, 511), (400, 511), (372, 400), (355, 290), (340, 262), (306, 243),
    (302, 226), (286, 192), (262, 176), (255, 156), (250, 136),
)  # fmt: skip

_NECK = ((198, 136), (250, 136), (254, 160), (259, 186), (188, 186), (192, 160))


@dataclass(frozen=True, slots=True)
class Traits:
    """How one face differs from the photograph's.

    Shapes are parts of the inter-eye distance: `wide`, `jaw`, `long` stretch the face, its jaw and its lower half;
    `eyes`, `nose_wide`, `nose_long`, `mouth` move or widen these. `nose` and `skull` are heights. `lightness` and
    `warmth` change the skin, in CIE L* and b*; `hair` darkens the hair.
    """

    wide: float = 0.0
    jaw: float = 0.0
    long: float = 0.0
    eyes: float = 0.0
    nose_wide: float = 0.0
    nose_long: float = 0.0
    mouth: float = 0.0
    nose: float = 0.34
    skull: float = 1.35
    flatness: float = 2.2
    lightness: float = 0.0
    warmth: float = 0.0
    hair: float = 1.0
    glasses: bool = False
    scarf: bool = False
    grain: int = 0


HOLDER = Traits()
STRANGER = Traits(
    wide=-0.13, jaw=-0.24, long=0.25, eyes=-0.07, nose_wide=0.05, nose_long=0.06, mouth=-0.1, nose=0.3, skull=1.3,
    lightness=-16, warmth=8, hair=0.3, grain=1,
)  # fmt: skip
"""Far enough from the holder that no threshold in use would accept one for the other."""


def drawn_traits(random: np.random.Generator) -> Traits:
    """A face at random."""

    def around(middle: float, reach: float) -> float:
        return float(random.uniform(middle - reach, middle + reach))

    return Traits(
        wide=around(0, 0.1), jaw=around(0, 0.16), long=around(0, 0.16), eyes=around(0, 0.05),
        nose_wide=around(0.04, 0.1), nose_long=around(0, 0.07), mouth=around(0, 0.1), nose=around(0.33, 0.08),
        skull=around(1.35, 0.2), flatness=around(2.3, 0.4), lightness=around(-12, 16), warmth=around(2, 6),
        hair=around(0.6, 0.35), glasses=bool(random.random() < 0.25), scarf=bool(random.random() < 0.15),
        grain=int(random.integers(1, 1 << 30)),
    )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """A person's textures. `head` and `head_alpha` cover the head's rectangle at `FINENESS`; `heights` in mm, at the
    photograph's own pixels; `body` and `body_alpha` the whole photograph."""

    head: Picture
    head_alpha: Field
    heights: Field
    body: Picture
    body_alpha: Field


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


@lru_cache(maxsize=4)
def looks_of(traits: Traits) -> Looks:
    """Textures and heights of a face."""
    from_x, from_y = _reshaping(traits)
    source = _coloured(photograph(), traits)
    whole = _taken(source, from_x, from_y)
    head_mask = _taken(_polygon(_HEAD), from_x, from_y)
    if traits.scarf:
        head_mask = np.asarray(cv2.dilate(head_mask, np.ones((9, 9), np.uint8)), np.uint8)
    size = ((RIGHT - LEFT) * FINENESS, (BOTTOM - TOP) * FINENESS)
    head = cv2.resize(whole[TOP:BOTTOM, LEFT:RIGHT], size, interpolation=cv2.INTER_CUBIC)
    alpha = cv2.resize(head_mask[TOP:BOTTOM, LEFT:RIGHT], size, interpolation=cv2.INTER_LINEAR)
    head = _dressed(np.asarray(head, np.uint8), traits)
    if traits.grain:
        pores = cv2.GaussianBlur(np.random.default_rng(traits.grain).normal(0, 4, head.shape[:2]), (0, 0), 0.8)
        head = np.clip(head + pores[..., None], 0, 255).astype(np.uint8)
    body = source.copy()
    under_chin = 0.8 * source[150:172, 200:246].reshape(-1, 3).mean(axis=0)
    cv2.fillPoly(body, [np.array(_NECK, np.int32)], [int(part) for part in under_chin], cv2.LINE_AA)
    return Looks(
        np.ascontiguousarray(head, np.uint8),
        _softened(alpha, 1.5),
        _heights(traits),
        np.asarray(cv2.GaussianBlur(body, (0, 0), 0.6), np.uint8),
        _softened(_polygon(_BODY), 1.2),
    )


def _softened(mask: npt.NDArray[Any], sigma: float) -> Field:
    return np.asarray(cv2.GaussianBlur(mask, (0, 0), sigma), np.float32) / np.float32(255)


def _taken(picture: npt.NDArray[np.uint8], from_x: Field, from_y: Field) -> Picture:
    return np.asarray(cv2.remap(picture, from_x, from_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _polygon(points: tuple[tuple[int, int], ...]) -> Picture:
    mask = np.zeros((512, 512), np.uint8)
    cv2.fillPoly(mask, [np.array(points, np.int32)], 255, cv2.LINE_AA)
    return mask


def _in_eyes(left: int, top: int, right: int, bottom: int, fineness: int = 1) -> tuple[Field, Field]:
    """Face coordinates (unit: inter-eye distance) of the photograph's pixels."""
    rows, columns = np.mgrid[top * fineness : bottom * fineness, left * fineness : right * fineness].astype(np.float32)
    return (
        np.asarray((columns / fineness - EYES_X) / INTER_EYE, np.float32),
        np.asarray((rows / fineness - EYES_Y) / INTER_EYE, np.float32),
    )


def _reshaping(traits: Traits) -> tuple[Field, Field]:
    """For each pixel of the reshaped photograph the place it is taken from."""
    x, y = _in_eyes(0, 0, 512, 512)
    head = np.exp(-((x / 2.2) ** 4) - ((y - 0.4) / 2.6) ** 4)
    jaw = np.exp(-((x / 1.7) ** 4) - ((y - 1.5) / 0.9) ** 2)
    at_eyes = np.exp(-((y / 0.35) ** 2)) * x * np.exp(-((x / 0.75) ** 4))
    at_nose = np.exp(-(((y - 0.55) / 0.35) ** 2)) * x * np.exp(-((x / 0.35) ** 2))
    at_mouth = np.exp(-(((y - 1.1) / 0.3) ** 2)) * x * np.exp(-((x / 0.8) ** 4))
    dx = -x * head * traits.wide - x * jaw * traits.jaw
    dx = dx - at_eyes * 2 * traits.eyes - at_nose * 2 * traits.nose_wide - at_mouth * 2 * traits.mouth
    lower = np.tanh((y - 0.45) / 0.6)
    dy = -head * traits.long * lower - traits.nose_long * np.exp(-((x / 0.6) ** 2) - ((y - 0.75) / 0.3) ** 2)
    return (
        np.asarray((x + dx) * INTER_EYE + EYES_X, np.float32),
        np.asarray((y + dy) * INTER_EYE + EYES_Y, np.float32),
    )


def _coloured(picture: Picture, traits: Traits) -> Picture:
    """Another skin and hair."""
    if traits.lightness == traits.warmth == 0 and traits.hair == 1:
        return picture
    x, y = _in_eyes(0, 0, 512, 512)
    skin = np.clip(3 * (1.25 - np.hypot(x / 1.0, (y - 0.62) / 1.25)), 0, 1)[..., None]
    lab = cv2.cvtColor(picture, cv2.COLOR_RGB2LAB).astype(np.float32)
    change = np.array([traits.lightness * 2.55, 0.3 * traits.warmth, traits.warmth], np.float32)
    lab += skin * change
    hair = np.clip(_polygon(_HEAD).astype(np.float32)[..., None] / 255 - skin, 0, 1)
    lab[..., :1] *= 1 - hair * (1 - traits.hair)
    lab[..., 1:] = 128 + (lab[..., 1:] - 128) * (1 - hair * 0.6 * (1 - traits.hair))
    return np.asarray(cv2.cvtColor(np.clip(lab, 0, 255).astype(np.uint8), cv2.COLOR_LAB2RGB), np.uint8)


def _dressed(head: Picture, traits: Traits) -> Picture:
    """With a headscarf or glasses drawn on, where the traits say so."""
    x, y = _in_eyes(LEFT, TOP, RIGHT, BOTTOM, FINENESS)
    if traits.scarf:
        random = np.random.default_rng(traits.grain)
        cloth = random.uniform(60, 200, 3) + 14 * np.sin(9 * x + 5 * np.sin(3 * y))[..., None]
        cloth = cloth * (0.75 + 0.25 * np.cos(x * 1.1))[..., None]
        around = np.clip(12 * (np.hypot(x / 1.12, (y - 0.45) / 1.3) - 1), 0, 1)[..., None]
        head = np.clip(head * (1 - around) + cloth * around, 0, 255).astype(np.uint8)
    if traits.glasses:
        unit = INTER_EYE * FINENESS
        ox, oy = (EYES_X - LEFT) * FINENESS, (EYES_Y - TOP) * FINENESS
        head = np.ascontiguousarray(head)
        for side in (-1, 1):
            middle = (round(ox + side * 0.52 * unit), round(oy + 0.06 * unit))
            cv2.ellipse(head, middle, (round(0.40 * unit), round(0.30 * unit)), 0, 0, 360, (38, 34, 36), 4, cv2.LINE_AA)
            rim = round(ox + side * 0.92 * unit)
            cv2.line(head, (rim, middle[1]), (round(ox + side * 1.3 * unit), middle[1]), (38, 34, 36), 4, cv2.LINE_AA)
        bridge = round(0.13 * unit)
        cv2.line(head, (round(ox) - bridge, round(oy)), (round(ox) + bridge, round(oy)), (38, 34, 36), 4, cv2.LINE_AA)
    return head


def _heights(traits: Traits) -> Field:
    """Heights of the head's rectangle in mm; 0 about at the eyes' lids, the nose's tip 20 mm before the cheeks."""
    x, y = _in_eyes(LEFT, TOP, RIGHT, BOTTOM)
    outer = (np.abs(x) / 1.72) ** traits.flatness + (np.abs(y - 0.25) / 2.25) ** traits.flatness
    z = traits.skull * (np.clip(1 - outer, 0, None) ** (1 / traits.flatness) - 1)
    tall = np.clip((y + 0.05) / 0.65, 0, None) ** 1.15 * np.clip((0.86 - y) / 0.2, 0, 1)
    z = z + traits.nose * tall * np.exp(-((x / (0.13 + 0.13 * np.clip(y + 0.2, 0, 1) + traits.nose_wide)) ** 2))
    z = z + 0.07 * np.exp(-(((y + 0.32) / 0.16) ** 2) - (x / 0.9) ** 4)  # brows
    for side in (-1, 1):
        z = z - 0.09 * np.exp(-(((x - side * 0.5) / 0.25) ** 2) - (y / 0.18) ** 2)  # eye sockets
        z = z + 0.08 * np.exp(-(((x - side * 0.68) / 0.3) ** 2) - ((y - 0.5) / 0.25) ** 2)  # cheekbones
    z = z + 0.08 * np.exp(-((x / 0.4) ** 2) - ((y - 1.12) / 0.2) ** 2)  # lips
    z = z + 0.12 * np.exp(-((x / 0.4) ** 2) - ((y - 1.65) / 0.22) ** 2)  # chin
    if traits.glasses:
        for side in (-1, 1):
            rim = np.abs(np.hypot((x - side * 0.52) / 0.40, (y - 0.06) / 0.30) - 1)
            z = z + 0.16 * np.exp(-((rim / 0.12) ** 2))
    return np.asarray(cv2.GaussianBlur(np.maximum(z, -1.5) * 63, (0, 0), 1.2), np.float32)
