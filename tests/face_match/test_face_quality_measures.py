"""Each measure gives the number its definition says, on patches whose statistics are known, and moves the right way."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace
from io import BytesIO

import cv2
import numpy as np
import pytest
from face_quality_pictures import MASKS, blurred, lit, masked, noisy, side_lit
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from face_match import DlibEngine
from face_match.demo import Pose, demo_picture
from face_match.geometry import Box, Face, Picture, Point
from face_match.quality import measures, occlusion
from face_match.quality.check import Measured
from face_match.quality.patches import EYES_X, EYES_Y, HEIGHT, INTER_EYE, WIDTH, Patches, luminance_of, patches_of

UPRIGHT = Face(
    Box(0, 0, WIDTH, HEIGHT),
    Point(EYES_X + INTER_EYE / 2, EYES_Y),
    Point(EYES_X - INTER_EYE / 2, EYES_Y),
    Point(EYES_X, EYES_Y + 0.75 * INTER_EYE),
    1.0,
)
"""A face laid out as the upright patch is, so that a picture of the patch's size is its own patch."""


def plain(colour: tuple[int, int, int]) -> Picture:
    return np.full((HEIGHT, WIDTH, 3), colour, np.uint8)


def halves(left: int, right: int) -> Picture:
    picture = plain((left,) * 3)
    picture[:, WIDTH // 2 :] = right
    return picture


def patched(picture: Picture) -> Patches:
    return patches_of(picture, UPRIGHT)


@pytest.fixture(scope="module")
def head() -> Picture:
    return noisy(demo_picture())


@pytest.fixture(scope="module")
def seen(engine: DlibEngine, head: Picture) -> Face:
    return engine.detect(head)[0]


def test_a_picture_laid_out_as_the_patch_is_its_own_patch() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (HEIGHT, WIDTH, 3)).astype(np.uint8)
    assert np.array_equal(patched(picture).rgb, picture)


@pytest.mark.parametrize(
    ("colour", "luminance"),
    [((0, 0, 0), 0), ((255, 255, 255), 255), ((118, 118, 118), 46), ((255, 0, 0), 54), ((0, 255, 0), 182),
     ((0, 0, 255), 18)],
)  # fmt: skip
def test_luminance_is_linear_light_with_the_weights_of_the_standard(
    colour: tuple[int, int, int], luminance: int
) -> None:
    assert luminance_of(plain(colour))[0, 0] == luminance


@given(st.integers(0, 255))
def test_a_plain_face_has_its_own_grey_no_range_no_edge_and_even_light(level: int) -> None:
    patches = patched(plain((level, level, level)))
    assert measures.mean_grey(patches) == pytest.approx(level, abs=1)
    assert measures.dynamic_range(patches) == 0
    assert measures.sharpness(patches) == 0
    assert measures.weaker_detail(patches) == 0
    assert measures.evenness(patches) == 1
    assert measures.illumination_overlap(patches) == 1
    assert measures.light_from_above(patches) == pytest.approx(1)
    assert measures.colourfulness(patches) < 1
    assert measures.under_exposed(patches) == (luminance_of(plain((level, level, level)))[0, 0] <= 25)
    assert measures.over_exposed(patches) == (luminance_of(plain((level, level, level)))[0, 0] >= 247)
    assert occlusion.lower_face_difference(patches) == 0
    assert occlusion.eye_contrast(patches) == 0
    assert occlusion.glare(patches) == 0


@given(st.integers(1, 255), st.integers(1, 255))
def test_evenness_is_the_ratio_of_the_cheeks_whichever_side_is_darker(left: int, right: int) -> None:
    patches = patched(halves(left, right))
    light = sorted(int(luminance_of(plain((level,) * 3))[0, 0]) + 1 for level in (left, right))
    assert measures.evenness(patches) == pytest.approx(light[0] / light[1])


def test_half_a_dark_face_and_half_a_white_one_are_counted_as_half() -> None:
    patches = patched(halves(20, 255))
    assert measures.under_exposed(patches) == pytest.approx(0.5, abs=0.02)
    assert measures.over_exposed(patches) == pytest.approx(0.5, abs=0.02)
    assert measures.illumination_overlap(patches) == 0


@pytest.mark.parametrize("bits", [1, 3, 6])
def test_dynamic_range_counts_the_bits_of_evenly_used_levels(bits: int) -> None:
    levels = np.linspace(1, 254, 2**bits).astype(np.uint8)
    patches = patched(plain((0, 0, 0)))
    spread = np.random.default_rng(3).choice(levels, patches.luminance.shape)
    assert measures.dynamic_range(replace(patches, luminance=spread)) == pytest.approx(bits, abs=0.05)


@pytest.mark.parametrize(
    ("colour", "cast"), [((205, 165, 140), 0), ((110, 75, 55), 0), ((60, 90, 200), 100), ((240, 120, 90), 20)]
)
def test_skin_is_natural_and_coloured_light_is_not(colour: tuple[int, int, int], cast: float) -> None:
    assert measures.colour_cast(patched(plain(colour))) == pytest.approx(cast, abs=5)


def test_more_blur_is_less_sharp_and_half_the_contrast_a_quarter(head: Picture, seen: Face) -> None:
    values = [measures.sharpness(patches_of(blurred(head, sigma), seen)) for sigma in (0, 1, 2, 3, 4, 6)]
    assert values == sorted(values, reverse=True)
    half = measures.sharpness(patches_of(lit(head, 0.5), seen))
    assert half == pytest.approx(values[0] / 4, rel=0.05)


def test_more_side_light_is_less_even_and_nothing_else_moves_it(head: Picture, seen: Face) -> None:
    values = [measures.evenness(patches_of(side_lit(head, seen, s), seen)) for s in (0, 0.2, 0.4, 0.6, 0.8, 0.95)]
    assert values == sorted(values, reverse=True)
    assert measures.evenness(patches_of(lit(head, 0.6), seen)) == pytest.approx(values[0], abs=0.05)
    assert measures.evenness(patches_of(blurred(head, 3), seen)) == pytest.approx(values[0], abs=0.05)


def test_more_light_is_brighter_and_less_is_more_under_exposed(head: Picture, seen: Face) -> None:
    frames = [patches_of(lit(head, gain), seen) for gain in (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)]
    grey = [measures.mean_grey(patches) for patches in frames]
    dark = [measures.under_exposed(patches) for patches in frames]
    assert grey == sorted(grey)
    assert dark == sorted(dark, reverse=True)


@pytest.mark.parametrize("colour", MASKS.values(), ids=MASKS)
def test_the_thicker_the_cloth_the_more_the_lower_face_differs(
    head: Picture, seen: Face, colour: tuple[int, int, int]
) -> None:
    covered = masked(head, seen, colour)
    values = [
        occlusion.lower_face_difference(patches_of(cv2.addWeighted(head, 1 - s, covered, s, 0).astype(np.uint8), seen))
        for s in (0, 0.25, 0.5, 0.75, 1.0)
    ]
    assert values[-1] == max(values)
    assert all(later >= earlier - 2.5 for earlier, later in itertools.pairwise(values))


@pytest.mark.parametrize("lamp", [(1.0, 1.0, 1.0), (1.0, 0.85, 0.65), (0.8, 0.9, 1.0)], ids=["white", "warm", "cold"])
@pytest.mark.parametrize("gain", [0.5, 0.8, 1.0])
def test_the_lamp_makes_no_mask(head: Picture, seen: Face, lamp: tuple[float, float, float], gain: float) -> None:
    under = np.ascontiguousarray((head * np.array(lamp) * gain).clip(0, 255), dtype=np.uint8)
    assert occlusion.lower_face_difference(patches_of(under, seen)) < 8
    assert occlusion.lower_face_difference(patches_of(masked(under, seen, MASKS["blue"]), seen)) > 12


MEASURES = [
    measures.mean_grey, measures.under_exposed, measures.dynamic_range, measures.evenness, measures.light_from_above,
    measures.colourfulness, occlusion.lower_face_difference, occlusion.eye_contrast, occlusion.eye_brightness,
]  # fmt: skip
WIDE = {measures.evenness: 0.05, occlusion.lower_face_difference: 1.5, measures.light_from_above: 0.1}


@pytest.mark.parametrize("measure", MEASURES)
def test_a_mirror_changes_no_measure(head: Picture, seen: Face, measure: object) -> None:
    width = head.shape[1]

    def flipped(point: Point) -> Point:
        return Point(width - 1 - point.x, point.y)

    other = replace(seen, left_eye=flipped(seen.right_eye), right_eye=flipped(seen.left_eye), nose=flipped(seen.nose))
    mirrored = patches_of(np.ascontiguousarray(head[:, ::-1]), other)
    assert measure(mirrored) == pytest.approx(measure(patches_of(head, seen)), rel=0.03, abs=WIDE.get(measure, 0.02))  # type: ignore[operator,call-overload]


@pytest.mark.parametrize("pose", [Pose(roll=12), Pose(roll=-12), Pose(scale=1.6), Pose(scale=2.3), Pose(x=0.6)])
@pytest.mark.parametrize("measure", MEASURES)
def test_where_the_head_is_held_changes_no_measure(
    engine: DlibEngine, head: Picture, seen: Face, pose: Pose, measure: object
) -> None:
    picture = noisy(demo_picture(pose))
    other = patches_of(picture, engine.detect(picture)[0])
    wide = 2 * WIDE.get(measure, 0.03)  # type: ignore[call-overload]
    assert measure(other) == pytest.approx(measure(patches_of(head, seen)), rel=0.1, abs=wide)  # type: ignore[operator]


@given(st.floats(0.2, 1.5), st.floats(-40, 40), st.floats(20, 300))
def test_nose_drop_is_recovered_however_the_head_is_tilted(drop: float, roll: float, inter_eye: float) -> None:
    angle = math.radians(roll)
    along = np.array([math.cos(angle), math.sin(angle)]) * inter_eye / 2
    nose = np.array([-math.sin(angle), math.cos(angle)]) * inter_eye * drop
    face = Face(Box(0, 0, 9, 9), Point(*along), Point(*-along), Point(*nose), 1.0)
    assert measures.nose_drop(face) == pytest.approx(drop)


def test_a_plain_wall_is_uniform_and_a_striped_one_is_not() -> None:
    wall = np.full((480, 360, 3), 200, np.uint8)
    face = Face(Box(120, 120, 120, 140), Point(210, 180), Point(150, 180), Point(180, 225), 1.0)
    stripes = wall.copy()
    stripes[:, ::12] = 90
    assert measures.background_gradient(wall, face) == 0
    assert (measures.background_gradient(stripes, face) or 0) > 100


def test_no_background_in_sight_is_not_judged() -> None:
    close = Face(Box(0, 0, 300, 400), Point(250, 180), Point(110, 180), Point(180, 280), 1.0)
    assert measures.background_gradient(np.full((480, 360, 3), 200, np.uint8), close) is None


def test_stronger_jpeg_compression_shows_more_blocks(head: Picture) -> None:
    values = []
    for quality in (95, 40, 15, 6):
        out = BytesIO()
        Image.fromarray(head).save(out, "JPEG", quality=quality)
        values.append(measures.blockiness(np.array(Image.open(out).convert("RGB"))))
    assert values == sorted(values)
    assert measures.blockiness(head) == pytest.approx(1, abs=0.05)


@given(st.floats(-10, 10), st.none() | st.floats(-5, 0), st.none() | st.floats(0.1, 5))
def test_a_value_is_good_within_its_limits_and_its_margin_is_none_beyond(
    value: float, low: float | None, high: float | None
) -> None:
    measured = Measured("any", value, low, high, "unit", "source")
    within = (low is None or value >= low) and (high is None or value <= high)
    assert measured.passed is within
    assert within or measured.margin == 0
