"""`kiosk config` as scripts use it: exit codes, JSON alone on standard output, one line on standard error."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from config_samples import LEAST
from typer.testing import CliRunner, Result

from kiosk.cli.config import app
from kiosk.config.render import render_toml


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def good(tmp_path: Path) -> Path:
    file = tmp_path / "good.toml"
    file.write_text(render_toml(LEAST), encoding="utf-8")
    return file


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    file = tmp_path / "bad.toml"
    file.write_text('[station]\nid = "?"\n', encoding="utf-8")
    return file


def test_a_good_file_exits_0(good: Path) -> None:
    assert run("check", good).exit_code == 0
    assert json.loads(run("check", good, "--json").stdout) == {"status": "ok", "problems": []}


def test_a_bad_file_exits_1_with_every_problem_and_its_line(bad: Path) -> None:
    result = run("check", bad, "--json")
    assert result.exit_code == 1
    answer = json.loads(result.stdout)
    assert answer["status"] == "failed"
    problem = next(p for p in answer["problems"] if p["path"] == "station.id")
    assert problem == {
        "line": 2,
        "path": "station.id",
        "got": '"?"',
        "expected": "1 to 4 capital letters or digits, like 03",
    }
    assert "line 2: station.id is" in run("check", bad).stdout


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_file_that_is_not_there_exits_2_with_one_line(command: str, tmp_path: Path) -> None:
    result = run(command, tmp_path / "absent.toml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1


def test_a_bad_file_cannot_be_shown(bad: Path) -> None:
    result = run("show", bad)
    assert result.exit_code == 2
    assert "kiosk config check" in result.stderr


def test_show_tells_value_and_origin(good: Path) -> None:
    settings = {s["path"]: s for s in json.loads(run("show", good, "--json").stdout)}
    assert settings["station.id"] == {"path": "station.id", "value": "03", "origin": "file"}
    assert settings["policy.idle_s"]["origin"] == "default"
    assert "policy.idle_s" in run("show", good).stdout


def test_the_schema_knows_every_section_and_forbids_others() -> None:
    schema = json.loads(run("schema").stdout)
    assert {"station", "printer", "policy"} <= schema["properties"].keys()
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["Station"]["properties"]["id"]["pattern"] == "^[A-Z0-9]{1,4}$"


def test_diff_exits_1_when_two_stations_differ(good: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(render_toml(LEAST | {"policy": {"idle_s": 20}}), encoding="utf-8")
    assert run("diff", good, good).exit_code == 0
    result = run("diff", good, other, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [{"path": "policy.idle_s", "values": [50.0, 20.0]}]


def test_diff_tells_what_the_hub_has_laid_over_a_file(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    journal = {**LEAST["station"], "journal": "journal.db"}
    file.write_text(render_toml(LEAST | {"station": journal, "policy": {"idle_s": 20}}), encoding="utf-8")
    assert run("diff", file, "--hub").exit_code == 0
    (tmp_path / "identity").mkdir()
    (tmp_path / "identity" / "configuration.toml").write_text("[policy]\nidle_s = 60.0\n")
    result = run("diff", file, "--hub", "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == [{"path": "policy.idle_s", "values": [20.0, 60.0]}]
    assert ["policy.idle_s", "hub", "60.0"] in [line.split() for line in run("show", file).stdout.splitlines()]


def test_diff_wants_one_thing_to_compare_with(good: Path) -> None:
    assert run("diff", good).exit_code == 2
    assert run("diff", good, good, "--hub").exit_code == 2
