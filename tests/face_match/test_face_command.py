"""`kiosk face` answers scripts with JSON on standard output and an exit code, and people with a line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from face_match.demo import demo_picture, demo_portrait
from kiosk.cli.face import app


@pytest.fixture(scope="module")
def card(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("card") / "portrait.jp2"
    path.write_bytes(demo_portrait("jp2"))
    return path


def picture(folder: Path, name: str, who: str = "holder") -> str:
    Image.fromarray(demo_picture(who=who)).save(folder / name)  # type: ignore[arg-type]
    return str(folder / name)


def test_a_match_exits_0_and_says_that_liveness_was_not_checked(card: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["verify", str(card), picture(tmp_path, "probe.png"), "--json"])
    answer = json.loads(result.stdout)
    assert result.exit_code == 0
    assert set(answer) == {"decision", "score", "threshold", "engine", "model_sha256", "reasons"}
    assert answer["decision"] == "match"
    assert answer["reasons"] == ["liveness_not_checked"]


def test_no_match_exits_1(card: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["verify", str(card), picture(tmp_path, "probe.png", "stranger"), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["decision"] == "no_match"


def test_a_missing_file_exits_2_with_one_line_and_no_json(card: Path) -> None:
    result = CliRunner().invoke(app, ["verify", str(card), "nowhere.jpg", "--json"])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_trials_are_measured_into_groups(card: Path, tmp_path: Path) -> None:
    picture(tmp_path, "probe.png")
    (tmp_path / "trials.csv").write_text(f"ref,probes,same,group\n{card},probe.png,1,all\n")
    result = CliRunner().invoke(app, ["bench", str(tmp_path / "trials.csv"), "--json"])
    assert result.exit_code == 0
    group = json.loads(result.stdout)["groups"]["all"]
    assert group["genuine"] == 1
    assert group["fnmr"]["1e-3"] == "not measurable"


def test_a_folder_of_persons_is_measured_too_and_its_pictures_drawn(tmp_path: Path) -> None:
    people = tmp_path / "people"
    for who in ("holder", "stranger"):
        (people / who).mkdir(parents=True)
        picture(people / who, "1.png", who)
    picture(people / "holder", "2.png")
    drawn = tmp_path / "drawn"
    result = CliRunner().invoke(app, ["bench", str(people), "--against-plain", "--pictures", str(drawn), "--json"])
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert (answer["groups"]["all"]["genuine"], answer["groups"]["all"]["impostor"]) == (1, 2)
    assert set(answer["stage_ms"]) == {"read", "detect", "describe"}
    assert answer["against_plain"]["all"]["1e-3"] == "not measurable"
    assert sorted(path.name for path in drawn.iterdir()) == ["det.png", "scores-all.png"]


def test_an_unknown_degradation_exits_2_and_names_those_there_are(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["bench", str(tmp_path), "--degraded", "fax"])
    assert result.exit_code == 2
    assert "grey-15kb" in result.stderr


def test_a_pilot_too_small_to_calibrate_exits_2_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "pilot" / "somebody").mkdir(parents=True)
    picture(tmp_path / "pilot" / "somebody", "1.png")
    out = tmp_path / "table.json"
    result = CliRunner().invoke(app, ["calibrate", str(tmp_path / "pilot"), "--name", "p", "--out", str(out)])
    assert result.exit_code == 2
    assert "100 persons" in result.stderr
    assert not out.exists()


def test_thresholds_of_another_model_are_refused(card: Path, tmp_path: Path) -> None:
    table = tmp_path / "table.json"
    table.write_text('{"calibrations": []}')
    arguments = ["verify", str(card), picture(tmp_path, "probe.png"), "--calibration", str(table)]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 2
    assert "no_calibration" in result.stderr
