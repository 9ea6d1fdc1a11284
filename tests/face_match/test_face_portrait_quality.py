"""A card portrait gets findings that explain a doubtful match; only what makes a comparison impossible fails."""

from __future__ import annotations

import math
from io import BytesIO

import cv2
import numpy as np
import pytest
from face_quality_pictures import (
    MASKS,
    TONES,
    as_jp2,
    blurred,
    dark_glasses,
    grey,
    headscarf,
    lit,
    masked,
    portrait_crop,
    side_lit,
    toned,
)
from PIL import Image

from face_match import DlibEngine
from face_match.demo import demo_portrait
from face_match.geometry import Box, Face, Picture
from face_match.quality.check import Finding, Measured, Status
from face_match.quality.portrait import PortraitQuality, assess_portrait


@pytest.fixture(scope="module")
def portrait() -> Picture:
    return portrait_crop()


@pytest.fixture(scope="module")
def seen(engine: DlibEngine, portrait: Picture) -> Face:
    return engine.detect(portrait, fine=True)[0]


def judged(
    picture: Picture, face: Face, size_bytes: int | None = 15_000, format: str | None = "jp2"
) -> PortraitQuality:
    return assess_portrait(picture, [face], size_bytes=size_bytes, format=format)


def values(quality: PortraitQuality) -> dict[str, float]:
    return {check.name: check.value for check in quality.checks}


@pytest.mark.parametrize("format", ["jpeg", "jp2"])
def test_the_demonstration_portrait_is_good(engine: DlibEngine, format: str) -> None:
    data = demo_portrait(format)  # type: ignore[arg-type]
    picture = np.array(Image.open(BytesIO(data)).convert("RGB"))
    quality = assess_portrait(picture, engine.detect(picture, fine=True), size_bytes=len(data), format=format)
    assert quality.usable
    assert quality.reasons == ()
    assert quality.weak == ()


@pytest.mark.parametrize(
    ("spoil", "weak"),
    [
        (lambda p, f: blurred(p, 3), {"sharpness", "motion"}),
        (
            lambda p, f: lit(blurred(p, 0.7), 0.25),
            {"luminance", "under_exposed", "sharpness", "motion", "dynamic_range", "colour"},
        ),
        (lambda p, f: lit(p, 2.0), {"luminance", "over_exposed", "dynamic_range", "colour_cast"}),
        (lambda p, f: side_lit(p, f, 0.8), {"even_light", "illumination_overlap"}),
        (lambda p, f: grey(p), {"colour"}),
        (lambda p, f: masked(p, f, MASKS["blue"]), {"mask", "colour_cast"}),
        (dark_glasses, {"dark_glasses", "eye_covered"}),
        (headscarf, set()),
    ],
    ids=["blurred", "dark", "bright", "side-lit", "grey", "mask", "glasses", "headscarf"],
)
def test_each_fault_is_found_by_its_own_measures_and_stops_nothing(
    portrait: Picture, seen: Face, spoil: object, weak: set[str]
) -> None:
    before = set(judged(portrait, seen).weak)
    quality = judged(spoil(portrait, seen), seen)  # type: ignore[operator]
    assert quality.usable
    assert set(quality.weak) - before - {"background", "light_from_above"} == weak


@pytest.mark.parametrize("tone", TONES)
def test_a_portrait_of_any_tone_of_skin_gives_no_doubt(portrait: Picture, seen: Face, tone: str) -> None:
    assert judged(toned(portrait, TONES[tone]), seen).reasons == ()


@pytest.mark.parametrize(("size", "kilobytes"), [((300, 400), 15), ((240, 320), 15), ((480, 640), 15), ((300, 400), 8)])
@pytest.mark.parametrize("colour", ["colour", "grey"])
def test_what_cards_really_hold_is_usable(
    engine: DlibEngine, portrait: Picture, size: tuple[int, int], kilobytes: float, colour: str
) -> None:
    picture, length = as_jp2(portrait if colour == "colour" else grey(portrait), size, kilobytes)
    quality = assess_portrait(picture, engine.detect(picture, fine=True), size_bytes=length, format="jp2")
    assert quality.usable
    expected = {"portrait_weak:file_size"} if kilobytes < 10 else set()
    expected |= {"portrait_weak:colour"} if colour == "grey" else set()
    assert expected <= set(quality.reasons) <= expected | {"portrait_weak:inter_eye"}


def test_a_face_too_small_to_compare_fails_and_a_small_one_is_weak(engine: DlibEngine, portrait: Picture) -> None:
    def at(width: int) -> PortraitQuality:
        small = cv2.resize(portrait, (width, width * 4 // 3), interpolation=cv2.INTER_AREA).astype(np.uint8)
        return assess_portrait(small, engine.detect(small, fine=True), size_bytes=15_000, format="jp2")

    assert "inter_eye" in at(240).weak
    assert at(240).usable
    assert at(160).failing == ("inter_eye",)
    assert not at(160).usable


def test_no_face_and_several_faces_fail_and_say_which(portrait: Picture, seen: Face) -> None:
    nobody = assess_portrait(portrait, [], size_bytes=None, format=None)
    assert (nobody.failing, nobody.face, nobody.usable) == (("no_face",), None, False)
    other = Face(Box(0, 0, 150, 150), seen.left_eye, seen.right_eye, seen.nose, 1.0)
    both = assess_portrait(portrait, [seen, other], size_bytes=None, format=None)
    assert (both.failing, both.usable) == (("several_faces",), False)
    assert both.reasons == ()


def test_geometry_and_background_are_told_but_explain_no_doubt(engine: DlibEngine, portrait: Picture) -> None:
    off = np.ascontiguousarray(np.pad(portrait, ((0, 0), (0, 200), (0, 0)), mode="edge"))
    off[:, ::9] = 60
    quality = assess_portrait(off, [engine.detect(portrait, fine=True)[0]], size_bytes=15_000, format="jp2")
    assert {"eyes_across", "background"} <= set(quality.weak)
    assert not [reason for reason in quality.reasons if "eyes_across" in reason or "background" in reason]


def test_what_is_not_known_is_not_judged(portrait: Picture, seen: Face) -> None:
    named = values(judged(portrait, seen, None, None))
    assert "file_size" not in named
    assert "blockiness" not in named
    assert "blockiness" in values(judged(portrait, seen, 15_000, "jpeg"))
    assert "colour_cast" not in values(judged(grey(portrait), seen))


def test_every_finding_states_value_limit_unit_and_source(portrait: Picture, seen: Face) -> None:
    for check in judged(portrait, seen, 15_000, "jpeg").checks:
        assert math.isfinite(check.value)
        assert check.low is not None or check.high is not None
        assert check.unit
        assert check.source


def test_a_finding_is_ok_weak_or_fail_by_its_limits() -> None:
    def status(value: float) -> Status:
        return Finding.of(Measured("any", value, 60, None, "px", "source"), fails_below=40).status

    assert [status(value) for value in (60, 59.9, 40, 39.9)] == [Status.OK, Status.WEAK, Status.WEAK, Status.FAIL]
