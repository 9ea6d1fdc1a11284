"""`kiosk face enroll-check` answers with JSON, lines and a page; the page names every measure and is all it writes."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import get_args

import numpy as np
import pytest
import typer
from face_engine_nets import PLACES, file_of, picking, yunet
from face_quality_pictures import blurred, grey, portrait_crop
from PIL import Image
from test_face_quality_docs import FINDINGS
from typer.testing import CliRunner, Result

from face_match.demo import demo_portrait
from face_match.quality.check import Finding, Status
from face_match.quality.portrait import PortraitQuality
from kiosk.cli import enroll_sheet
from kiosk.cli.enroll_words import GROUPS, NAMES, PHRASES, UNITS, Language, number
from kiosk.cli.face_enroll import enroll_check

STATION = (
    '[station]\nid = "03"\nhospital = "H"\nname = "M"\nfacility = "01999"\njournal = "j.db"\n'
    '[printer]\nkind = "picture"\npath = "slips"\n'
)
APP = typer.Typer()
APP.command()(enroll_check)


def asked(*arguments: object) -> Result:
    return CliRunner().invoke(APP, [str(argument) for argument in arguments])


@pytest.fixture
def portrait(tmp_path: Path) -> Path:
    path = tmp_path / "portrait.jp2"
    path.write_bytes(demo_portrait("jp2"))
    return path


def test_a_good_portrait_exits_0_with_every_value_limit_and_source(portrait: Path) -> None:
    result = asked(portrait, "--json")
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (answer["usable"], answer["reasons"]) == (True, [])
    assert (answer["format"], answer["width"], answer["height"]) == ("jp2", 360, 480)
    assert answer["size_bytes"] == portrait.stat().st_size
    for check in answer["checks"]:
        assert set(check) == {"name", "status", "value", "low", "high", "unit", "source", "explains"}
        assert check["status"] == "ok"


def test_the_engine_is_that_of_the_stations_file(portrait: Path, tmp_path: Path) -> None:
    """A detector that takes coloured cells for faces sees a crowd where the installed one sees one person."""
    station = tmp_path / "station.toml"
    station.write_text(STATION)
    assert asked(portrait, "--config", station).exit_code == 0
    detector, model = file_of(tmp_path, "yunet.onnx", yunet()), file_of(tmp_path, "net.onnx", picking(PLACES))
    station.write_text(
        f'{STATION}[face]\nengine = "arcface"\n'
        f'detector = "yunet.onnx"\ndetector_sha256 = "{detector.sha256}"\ndetector_licence = "made here"\n'
        f'model = "net.onnx"\nmodel_sha256 = "{model.sha256}"\nmodel_licence = "made here"\n'
    )
    result = asked(portrait, "--json", "--config", station)
    assert result.exit_code == 1, result.stderr
    assert json.loads(result.stdout)["reasons"] == ["several_faces"]
    station.write_text("nothing\n")
    assert asked(portrait, "--config", station).exit_code == 2


def test_a_weak_portrait_exits_0_and_says_what_makes_it_doubtful(tmp_path: Path) -> None:
    Image.fromarray(blurred(grey(portrait_crop()), 4)).save(tmp_path / "weak.jpg", quality=30)
    result = asked(tmp_path / "weak.jpg", "--json")
    assert result.exit_code == 0
    assert {"portrait_weak:sharpness", "portrait_weak:colour"} <= set(json.loads(result.stdout)["reasons"])


def test_a_picture_without_a_face_exits_1_and_still_can_be_drawn(tmp_path: Path) -> None:
    Image.fromarray(np.full((400, 300, 3), 200, np.uint8)).save(tmp_path / "wall.png")
    result = asked(tmp_path / "wall.png", "--json", "--picture", tmp_path / "report.png")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert not answer["usable"]
    assert answer["reasons"][0] in {"no_face", "several_faces"}, "a bare wall may look like many faint faces"
    assert (tmp_path / "report.png").exists()


def test_people_are_answered_with_a_line_for_each_measure(portrait: Path) -> None:
    lines = asked(portrait).stdout.splitlines()
    assert lines[-1] == "usable"
    assert any(line.startswith("ok") and "sharpness" in line for line in lines)


@pytest.mark.parametrize("language", get_args(Language))
def test_the_page_is_a4_and_is_all_that_is_written(portrait: Path, language: str) -> None:
    report = portrait.parent / "report.png"
    assert asked(portrait, "--picture", report, "--language", language).exit_code == 0
    assert {path.name for path in portrait.parent.iterdir()} == {"portrait.jp2", "report.png"}
    with Image.open(report) as image:
        assert image.format == "PNG"
        assert image.width / image.height == pytest.approx(2**0.5, abs=0.01)


def test_nothing_is_written_unless_it_is_asked_for(portrait: Path) -> None:
    asked(portrait)
    assert [path.name for path in portrait.parent.iterdir()] == ["portrait.jp2"]


@pytest.mark.parametrize("arguments", [("nowhere.jpg",), ("nowhere.jpg", "--picture", "report.png")])
def test_a_missing_file_exits_2_with_one_line_and_no_json(arguments: tuple[str, ...]) -> None:
    result = asked(*arguments, "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


def test_the_report_never_takes_the_portraits_place(portrait: Path) -> None:
    before = portrait.read_bytes()
    assert asked(portrait, "--picture", portrait).exit_code == 2
    assert portrait.read_bytes() == before


def test_a_report_that_cannot_be_written_exits_2(portrait: Path) -> None:
    result = asked(portrait, "--picture", portrait.parent / "nowhere" / "report.png")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("finding", FINDINGS, ids=lambda finding: finding.name)
def test_every_finding_has_a_name_a_unit_and_a_place_on_the_page(finding: Finding) -> None:
    assert len(NAMES[finding.name]) == len(UNITS[finding.unit]) == 2
    assert sum(finding.name in names for *_, names in GROUPS) == 1


def test_the_page_has_the_same_words_in_both_languages_and_none_twice() -> None:
    assert {name for *_, names in GROUPS for name in names} == set(NAMES)
    for language in get_args(Language):
        assert all(dataclasses.asdict(PHRASES[language]).values())
    for column in (0, 1):
        assert len({pair[column] for pair in NAMES.values()}) == len(NAMES)


def test_numbers_are_written_as_people_read_them() -> None:
    assert number(0.0286, "part of the face", "vi") == "2,86 %"
    assert number(82.15, "px", "en") == "82.2 px"
    assert number(3.0, "degrees", "vi") == "3°"
    assert number(171.6, "mean grey level", "en") == "172 / 255"


@pytest.mark.parametrize("language", get_args(Language))
@pytest.mark.parametrize("status", list(Status))
def test_the_page_can_be_drawn_with_every_finding_weak_or_failing(language: Language, status: Status) -> None:
    worst = tuple(dataclasses.replace(finding, status=status, value=1e6) for finding in FINDINGS)
    page = enroll_sheet.sheet(portrait_crop(), PortraitQuality(worst, None), "JPEG", language)
    assert page.size == (enroll_sheet.WIDTH, enroll_sheet.HEIGHT)
