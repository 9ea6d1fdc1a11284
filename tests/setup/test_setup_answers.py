"""Setup from a file of answers: a station from nothing, again over what is there, and each bad answer by its name."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from setup_bench import GATE, TOKEN, Gate, Still, guide
from typer.testing import CliRunner

from kiosk.attached import FoundCamera, SimulatedMachine
from kiosk.cli import command_line
from kiosk.config import load_config
from kiosk.doctor.check import fail, warn
from kiosk.setup.answers import read_answers, set_up
from kiosk.setup.errors import (
    BadAnswer,
    FileUnusable,
    NotEnrolled,
    NothingFound,
    SecretNotKept,
    SetupError,
    SeveralFound,
    TrialFailed,
    Unfinished,
)
from kiosk.setup.guide import Guide
from kiosk.setup.simulated import SimulatedTrials
from kiosk.station.agent.store import Store

STATION = """
[station]
id = "03"
hospital = "Bệnh viện Đa khoa Mẫu"
name = "Máy 03 · Sảnh A"
facility = "01010"
journal = "journal.db"
"""
WHOLE = f"""{STATION}
[his]
url = "http://127.0.0.1:8100"
merchant_id = "KIOSK"

[secrets]
his_secret = "his.txt"
hub_token = "draw"

[setup]
find = ["reader", "camera", "printer", "screen"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "his.txt").write_text("a-secret-of-the-his\n")
    return tmp_path / "station.toml"


def answers(file: Path, text: str) -> Path:
    path = file.with_name("answers.toml")
    path.write_text(text, encoding="utf-8")
    return path


def test_a_station_comes_out_of_a_file_of_answers(file: Path) -> None:
    trials = SimulatedTrials()
    saved = set_up(guide(file, trials=trials), read_answers(answers(file, WHOLE)))
    config = load_config(file)
    assert (config.station.id, config.reader.name) == ("03", "Simulated Reader")
    assert config.camera.source == "/dev/v4l/by-id/usb-simulated-video-index0"
    assert (config.screen.width, config.screen.height, config.screen.px_per_mm) == (1080, 1920, 4.03)
    assert trials.tried == ["reader", "camera", "printer", "screen", "his", "hub"]
    assert saved.key_drawn
    assert saved.backup is None


def test_the_file_explains_itself_and_holds_no_secret(file: Path) -> None:
    set_up(guide(file), read_answers(answers(file, WHOLE)))
    text = file.read_text(encoding="utf-8")
    assert "# The hospital's name, on the screen's header" in text
    assert "a-secret-of-the-his" not in text
    secrets = file.parent / "secrets"
    assert stat.S_IMODE(secrets.stat().st_mode) == 0o700
    assert {path.name for path in secrets.iterdir()} == {"his_secret", "hub_token", "journal_key"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in secrets.iterdir()} == {0o600}
    assert (secrets / "his_secret").read_text() == "a-secret-of-the-his\n"
    assert len((secrets / "journal_key").read_text().strip()) == 64


def test_again_it_changes_only_what_is_answered_and_keeps_the_old_file(file: Path) -> None:
    set_up(guide(file), read_answers(answers(file, WHOLE)))
    before = file.read_text(encoding="utf-8")
    key = (file.parent / "secrets" / "journal_key").read_text()
    saved = set_up(guide(file), read_answers(answers(file, '[station]\nname = "Máy 03 · Sảnh B"\n')))
    assert [(one.path, one.after) for one in saved.changes] == [("station.name", "Máy 03 · Sảnh B")]
    assert saved.backup == file.with_name("station.toml.20261124-101400")
    assert saved.backup.read_text(encoding="utf-8") == before
    assert load_config(file).his.merchant_id == "KIOSK"
    assert (file.parent / "secrets" / "journal_key").read_text() == key
    assert not saved.key_drawn


def test_a_token_enrols_the_station_once_everything_is_saved(file: Path) -> None:
    (file.parent / "token").write_text(f"{TOKEN}\n")
    gate = Gate()
    joining = f'{STATION}[enrol]\ngate = "{GATE}"\ntoken = "token"\n[setup]\nfind = ["printer"]\n'
    saved = set_up(guide(file, gate=gate), read_answers(answers(file, joining)))
    assert gate.taken == [(GATE, TOKEN)]
    assert saved.enrolled == "03"
    assert TOKEN not in file.read_text(encoding="utf-8")


def test_what_root_enrolled_belongs_to_the_services_user(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []
    monkeypatch.setattr("kiosk.setup.guide.os.geteuid", lambda: 0)
    monkeypatch.setattr("kiosk.setup.guide.os.chown", lambda path, *_: given.append(Path(path).name))

    def enrol(_gate: str, _token: str, store: Store, _machine: str) -> str:
        store.folder.mkdir()
        (store.folder / "station.key").touch()
        return "03"

    (file.parent / "token").write_text(TOKEN)
    joining = f'{STATION}[enrol]\ngate = "{GATE}"\ntoken = "token"\n[setup]\nfind = ["printer"]\n'
    made = Guide(file, SimulatedMachine(), SimulatedTrials(), Still(), enrol=enrol)
    set_up(made, read_answers(answers(file, joining)))
    assert given == ["identity", "station.key"]


def test_a_token_the_hub_does_not_take_is_told_with_everything_saved(file: Path) -> None:
    (file.parent / "token").write_text(TOKEN)
    joining = f'{STATION}[enrol]\ngate = "{GATE}"\ntoken = "token"\n[setup]\nfind = ["printer"]\n'
    with pytest.raises(NotEnrolled, match="too old"):
        set_up(guide(file, gate=Gate(refuses="the token is too old")), read_answers(answers(file, joining)))
    assert load_config(file).station.id == "03"


TWO_CAMERAS = SimulatedMachine(camera_list=(FoundCamera("/dev/v4l/by-id/a", "A"), FoundCamera("/dev/v4l/by-id/b", "B")))


@pytest.mark.parametrize(
    ("text", "machine", "trials", "error", "says"),
    [
        (WHOLE.replace('id = "03"', 'id = "máy 3"'), None, None, BadAnswer, "station.id: expected 1 to 4 capital"),
        (WHOLE + "[nowhere]\nx = 1\n", None, None, BadAnswer, "kiosk config schema"),
        (WHOLE + '[payment]\napi_token = "x"\n', None, None, BadAnswer, "never in this file"),
        (WHOLE.replace("his.txt", "gone.txt"), None, None, BadAnswer, "gone.txt cannot be read"),
        (WHOLE.replace("his_secret =", "hiss_secret ="), None, None, BadAnswer, "his_secret"),
        (WHOLE.replace("find =", "fnid ="), None, None, FileUnusable, "setup.fnid is unknown"),
        (WHOLE.replace('"reader",', '"scanner",'), None, None, FileUnusable, "setup.find names scanner"),
        ("secrets = 1\n", None, None, FileUnusable, "a table"),
        ("no toml", None, None, FileUnusable, "cannot be read"),
        (STATION, None, None, Unfinished, "printer"),
        (WHOLE, SimulatedMachine(printer_list=()), None, NothingFound, "no printer was found"),
        (WHOLE, SimulatedMachine(pcsc=False), None, NothingFound, "no reader was found"),
        (WHOLE, TWO_CAMERAS, None, SeveralFound, "A, B"),
        (
            WHOLE,
            None,
            SimulatedTrials({"his": fail("401: no account", "check his.merchant_id")}),
            TrialFailed,
            "his: 401: no account; check his.merchant_id",
        ),
        (f'{STATION}[enrol]\ngate = "http://hub"\n', None, None, BadAnswer, "https"),
        (f'{STATION}[enrol]\ntown = "x"\n', None, None, BadAnswer, "gate or token"),
    ],
)
def test_a_bad_answer_stops_it_with_what_to_do_and_nothing_saved(
    file: Path,
    text: str,
    machine: SimulatedMachine | None,
    trials: SimulatedTrials | None,
    error: type[SetupError],
    says: str,
) -> None:
    with pytest.raises(error, match=says):
        set_up(guide(file, machine, trials), read_answers(answers(file, text)))
    assert not file.exists()
    assert not (file.parent / "secrets").exists()


@pytest.mark.parametrize("token", ["nonsense", TOKEN.replace("03", "07", 1)])
def test_a_token_of_another_station_is_not_even_tried(file: Path, token: str) -> None:
    (file.parent / "token").write_text(token)
    gate = Gate()
    with pytest.raises(BadAnswer):
        set_up(guide(file, gate=gate), read_answers(answers(file, f'{STATION}[enrol]\ngate="{GATE}"\ntoken="token"\n')))
    assert gate.taken == []


def test_a_warning_is_no_reason_to_stop_and_a_trial_may_be_left_out(file: Path) -> None:
    trials = SimulatedTrials({"camera": warn("dark", "a lamp"), "hub": fail("away", "start it")})
    text = WHOLE.replace("find =", 'without_trials = ["hub"]\nfind =')
    set_up(guide(file, trials=trials), read_answers(answers(file, text)))
    assert file.exists()
    assert "hub" not in trials.tried


def test_another_journal_key_is_never_put_over_the_first(file: Path) -> None:
    set_up(guide(file), read_answers(answers(file, WHOLE)))
    with pytest.raises(SecretNotKept, match="would be lost"):
        set_up(guide(file), read_answers(answers(file, '[secrets]\njournal_key = "draw"\n')))


def test_a_file_with_unknown_settings_is_to_be_corrected_first(file: Path) -> None:
    file.write_text('[station]\nidd = "03"\n')
    with pytest.raises(FileUnusable, match="kiosk config check"):
        guide(file)


REAL = f"""{STATION}
[reader]
kind = "virtual"
profile = "adult"

[camera]
on = false

[printer]
kind = "picture"
path = "slips"

[secrets]
hub_token = "draw"

[setup]
without_trials = ["his", "hub"]
"""


def test_the_command_sets_up_this_machine_and_prints_a_slip(file: Path) -> None:
    given = answers(file, REAL)
    result = CliRunner().invoke(
        command_line(["setup", "config"]), ["setup", "--config", str(file), "--answers", str(given), "--language", "en"]
    )
    assert result.exit_code == 0, result.output
    assert "seal a copy" in result.stdout
    assert f"kiosk doctor --config {file}" in result.stdout
    assert load_config(file).reader.kind == "virtual"
    assert [path.suffix for path in (file.parent / "slips").iterdir()] == [".png"]


def test_the_command_says_in_a_line_what_is_wrong(file: Path) -> None:
    given = answers(file, REAL.replace('"virtual"', '"vritual"'))
    result = CliRunner().invoke(
        command_line(["setup", "config"]), ["setup", "--config", str(file), "--answers", str(given)]
    )
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1
    assert "reader.kind" in result.stderr
