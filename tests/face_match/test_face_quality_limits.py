"""A hospital's own quality limits: what a file may say, and that the page lists every key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from face_match.geometry import Box, Face, Point
from face_match.quality.gates import assess
from face_match.quality.limits import DEFAULT_LIMITS, Limits, LimitsUnusable, limits_from, read_limits

PAGE = Path(__file__).parents[2] / "docs" / "face-quality.md"


def test_only_what_is_named_is_changed(tmp_path: Path) -> None:
    file = tmp_path / "quality.toml"
    file.write_text("sharpness = 40\nwhole_face = 0.8\n")
    limits = read_limits(file)
    assert (limits.sharpness, limits.whole_face) == (40, 0.8)
    assert limits == Limits(sharpness=40, whole_face=0.8)
    (tmp_path / "quality.json").write_text('{"glare": 0.3}')
    assert read_limits(tmp_path / "quality.json").glare == 0.3


@pytest.mark.parametrize(
    "values",
    [{"sharpnes": 30}, {"sharpness": "30"}, {"sharpness": True}, {"sharpness": float("nan")}, {"sharpness": -1},
     {"glare": 1.5}, {"yaw_degrees": 0}, {"inter_eye_px": 5}, {"luminance_low": 210}, {"nose_drop_low": 1.2}],
)  # fmt: skip
def test_a_senseless_limit_is_refused_with_its_key(values: dict[str, Any]) -> None:
    with pytest.raises(LimitsUnusable) as refused:
        limits_from(values)
    assert refused.value.code == "limits_unusable"
    assert refused.value.detail == next(iter(values))


@pytest.mark.parametrize("text", ["sharpness =", "[1]", "\x00"])
def test_a_file_that_holds_no_limits_is_refused(tmp_path: Path, text: str) -> None:
    for name in ("quality.toml", "quality.json"):
        (tmp_path / name).write_text(text)
        with pytest.raises(LimitsUnusable):
            read_limits(tmp_path / name)
    with pytest.raises(LimitsUnusable):
        read_limits(tmp_path / "missing.toml")


def test_how_much_of_a_face_must_be_in_the_picture_can_be_changed() -> None:
    picture = np.full((480, 640, 3), 128, np.uint8)
    face = Face(Box(220, -19, 190, 190), Point(355, 60), Point(275, 60), Point(315, 120), 1.0)
    assert "whole_face" in assess(picture, [face]).failing
    assert "whole_face" not in assess(picture, [face], Limits(whole_face=0.85)).failing


def test_the_page_lists_every_key_with_the_shipped_value() -> None:
    [block] = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert tomllib.loads(block) == pytest.approx(asdict(DEFAULT_LIMITS), abs=1e-3)
