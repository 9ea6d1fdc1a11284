"""The pages about the data tell the truth: each guard and test the hazard log names exists, each command too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from kiosk.cli.data import app as data_app
from kiosk.cli.hub import app as hub_app

ROOT = Path(__file__).parents[2]
HAZARDS = (ROOT / "docs/hazard-log.md").read_text(encoding="utf-8")
TESTS = {
    name
    for path in (ROOT / "tests").rglob("test_*.py")
    for name in re.findall(r"^\s*def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
}


@pytest.mark.parametrize("hazard", re.findall(r"^## (H\d+ .*)$", HAZARDS, re.MULTILINE))
def test_each_hazard_has_a_severity_and_guards_and_tests_that_exist(hazard: str) -> None:
    part = HAZARDS.partition(f"## {hazard}\n")[2].partition("\n## ")[0]
    assert "**Severity**" in part
    assert "**Left over**" in part
    named = re.findall(r"`(test_\w+)`", part)
    assert named
    assert [name for name in named if name not in TESTS] == []
    paths = re.findall(r"`((?:kiosk|face_match|chip_reader|his_client|ui)/[\w/.]*)`", part)
    assert [path for path in paths if not (ROOT / path).exists()] == []
    rows = [line for line in part.splitlines() if line.startswith("| ") and not line.startswith("| cause")]
    assert rows
    assert [line for line in rows if "`test_" not in line] == []


def test_the_hazards_everybody_asks_about_are_there() -> None:
    for word in ("Wrong patient", "Lost visit", "Double payment", "Another patient's data", "Wrong clinic", "stolen"):
        assert word in HAZARDS


def test_the_page_names_every_command_and_option_of_data_and_none_that_is_not() -> None:
    page = (ROOT / "docs/data-life.md").read_text(encoding="utf-8")
    commands = get_command(data_app).commands  # type: ignore[attr-defined]
    assert set(re.findall(r"kiosk data ([a-z-]+)", page)) == set(commands)
    known = {option for command in commands.values() for option in _options(command)}
    known |= set(_options(get_command(hub_app).commands["move"]))  # type: ignore[attr-defined]
    for line in re.findall(r"^kiosk (?:data|hub move).*$", page, re.MULTILINE):
        assert set(re.findall(r"--[a-z-]+", line.partition("#")[0])) <= known, line


def _options(command: object) -> list[str]:
    return [name for option in command.params for name in option.opts]  # type: ignore[attr-defined]
