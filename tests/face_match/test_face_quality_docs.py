"""The page about quality names every measure there is, with the limits, units and sources in use."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from face_match import Guidance
from face_match.geometry import Box, Face, Point
from face_match.quality.check import Check, Measured
from face_match.quality.gates import assess
from face_match.quality.portrait import assess_portrait

PAGE = Path(__file__).parents[2] / "docs" / "face-quality.md"
TEXT = PAGE.read_text(encoding="utf-8")
SKIN = np.full((480, 360, 3), (205, 165, 140), np.uint8)
FACE = Face(Box(105, 160, 150, 150), Point(215, 200), Point(145, 200), Point(180, 250), 1.0)
NOBODY, CROWD = (assess(SKIN, faces).checks[0] for faces in ([], [FACE, FACE]))
GATES = (NOBODY, CROWD, *assess(SKIN, [FACE]).checks)
FINDINGS = assess_portrait(SKIN, [FACE], size_bytes=15_000, format="jpeg").checks
PORTRAIT_ONLY = [finding for finding in FINDINGS if finding.name not in {gate.name for gate in GATES}]


def limit(measured: Measured) -> str:
    if measured.low is not None and measured.high is not None:
        if measured.low == measured.high:
            return f"{measured.low:g}"
        return f"{measured.low:g} to {measured.high:g}"
    return f"at least {measured.low:g}" if measured.low is not None else f"at most {measured.high:g}"


def row(measured: Measured) -> str:
    """A measure's row in the page, up to the last column."""
    return f"| `{measured.name}` | {limit(measured)} | {measured.unit} | {measured.source} | "


def last_column(measured: Measured) -> str:
    return next(line for line in TEXT.splitlines() if line.startswith(f"| `{measured.name}` |")).split("|")[-2]


@pytest.mark.parametrize("gate", GATES, ids=lambda gate: gate.name)
def test_every_gate_stands_in_the_page_with_what_is_asked_for(gate: Check) -> None:
    assert row(gate) in TEXT
    assert f"`{gate.guidance}`" in last_column(gate)


@pytest.mark.parametrize("finding", PORTRAIT_ONLY, ids=lambda finding: finding.name)
def test_every_finding_about_a_portrait_stands_in_the_page_with_what_it_means(finding: Measured) -> None:
    assert row(finding) in TEXT
    explains = getattr(finding, "explains", None)
    assert last_column(finding).strip() == (f"`portrait_weak:{finding.name}`" if explains else "report only")


def test_the_page_names_no_measure_that_is_gone() -> None:
    named = set(re.findall(r"^\| `(\w+)` \| ", TEXT, re.MULTILINE))
    assert named == {measured.name for measured in (*GATES, *PORTRAIT_ONLY)}


def test_every_guidance_named_in_the_page_exists() -> None:
    for words in (last_column(gate) for gate in GATES):
        for name in re.findall(r"`(\w+)`", words):
            assert name in set(Guidance)


def test_the_picture_of_the_page_is_there() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", TEXT):
        assert (PAGE.parent / name).is_file()
