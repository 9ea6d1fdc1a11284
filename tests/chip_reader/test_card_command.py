"""`kiosk card read` as people and programs use it: output, exit codes, and what is said when it does not work."""

from __future__ import annotations

import hashlib
import json
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import Result
from pcscd import needs_root, run_isolated
from typer.testing import CliRunner

from chip_reader.virtual import Torn, VirtualCard, VirtualReader, load_profile
from kiosk.cli import card as command

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
MRZ = load_profile("adult-2021").mrz


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> VirtualReader:
    reader = VirtualReader()
    reader.insert(VirtualCard(load_profile("adult-2021"), now=NOW))
    monkeypatch.setattr(command, "PcscReader", lambda _name: reader)
    return reader


def run(*arguments: str, standard_input: str | None = None) -> Result:
    return CliRunner().invoke(command.app, ["read", *arguments], input=standard_input)


def test_json_stands_alone_on_standard_output(reader: VirtualReader, tmp_path: Path) -> None:
    card = VirtualCard(load_profile("adult-2021"), now=NOW)
    reader.insert(card)
    (tmp_path / "csca.pem").write_bytes(card.issuer.csca_pem)
    result = run("--mrz", *MRZ, "--trust", str(tmp_path), "--json")
    assert result.exit_code == 0, result.output
    answer = json.loads(result.stdout)
    assert answer["error"] is None
    assert (answer["access"], answer["fingerprint"]) == ("BAC", "not_read")
    assert answer["citizen"]["full_name"] == "Nguyễn Đức Mẫu"
    assert set(answer["citizen"]) == {
        "id_number", "full_name", "date_of_birth", "sex", "nationality", "ethnicity", "religion", "place_of_origin",
        "place_of_residence", "identifying_features", "issue_date", "expiry_date", "father", "mother", "spouse",
        "old_id_number", "chip_id", "no_expiry", "extra",
    }  # fmt: skip
    assert {"name": "chain", "status": "ok"}.items() <= {**answer["checks"][5]}.items()
    assert answer["portrait"]["format"] == "jpeg"
    assert result.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ("--mrz", *MRZ),
        ("--qr", load_profile("adult-2021").qr_text),
        ("--document-number", "001090000017", "--birth", "900315", "--expiry", "300315"),
        ("--document-number", "090000017", "--birth", "900315", "--expiry", "300315"),
    ],
)
def test_every_way_to_give_the_key_opens_the_card(reader: VirtualReader, arguments: tuple[str, ...]) -> None:
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "Nguyễn Đức Mẫu" in result.stdout
    assert "hash:DG13" in result.stdout


def test_the_number_on_the_card_opens_one_that_speaks_pace(reader: VirtualReader) -> None:
    profile = load_profile("pace")
    reader.insert(VirtualCard(profile, now=NOW))
    result = run("--can", profile.access_number, "--json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["access"] == "PACE-CAN"
    assert run("--can", "-", standard_input=profile.access_number + "\n").exit_code == 0


def test_the_trust_store_is_managed_beside_the_reading(tmp_path: Path) -> None:
    result = CliRunner().invoke(command.app, ["trust", "list", "--store", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (0, "")


def test_keys_may_come_from_standard_input_where_nobody_sees_them(reader: VirtualReader) -> None:
    assert run("--mrz", "-", standard_input="\n".join(MRZ) + "\n").exit_code == 0
    assert run("--qr", "-", standard_input=load_profile("adult-2021").qr_text + "\n").exit_code == 0


def test_an_altered_card_exits_1_and_names_the_file(reader: VirtualReader) -> None:
    profile = load_profile("tampered-dg13")
    reader.insert(VirtualCard(profile, now=NOW))
    result = run("--mrz", *profile.mrz, "--json")
    assert result.exit_code == 1
    assert result.stderr.startswith("Checks failed: hash:DG13.")
    failed = [check["name"] for check in json.loads(result.stdout)["checks"] if check["status"] == "failed"]
    assert failed == ["hash:DG13"]


def test_the_portrait_goes_to_a_file_only_its_owner_reads(reader: VirtualReader, tmp_path: Path) -> None:
    path = tmp_path / "portrait.jpg"
    answer = json.loads(run("--mrz", *MRZ, "--portrait", str(path), "--json").stdout)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == answer["portrait"]["sha256"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), "bad_key"),
        (("--birth", "900315"), "bad_key"),
        (("--mrz", *MRZ, "--qr", "x"), "bad_key"),
        (("--mrz", MRZ[0]), "bad_mrz"),
        (("--can", "12345"), "bad_key"),
        (("--can", "123456", "--mrz", *MRZ), "bad_key"),
        (("--can", "000017"), "no_common_access"),
        (("--qr", "https://example.org"), "not_a_card_qr"),
        (("--qr", load_profile("birth-year-only").qr_text), "bad_key"),
        (("--document-number", "090000017", "--birth", "900315", "--expiry", "300316"), "wrong_key"),
        (("--mrz", *MRZ, "--trust", "/nonexistent"), "bad_trust"),
    ],
)
def test_what_cannot_be_done_exits_2_with_one_line_and_a_code(
    reader: VirtualReader, arguments: tuple[str, ...], code: str
) -> None:
    result = run(*arguments, "--json")
    assert result.exit_code == 2
    answer = json.loads(result.stdout)
    assert (answer["citizen"], answer["error"]["code"]) == (None, code)
    assert answer["error"]["do"]
    assert len(result.stderr.splitlines()) == 1


def test_no_card_no_reader_and_a_torn_card_are_told_apart(reader: VirtualReader) -> None:
    reader.remove()
    result = run("--mrz", *MRZ, "--wait", "0.1", "--json")
    assert (result.exit_code, json.loads(result.stdout)["error"]["code"]) == (2, "no_card")
    reader.insert(VirtualCard(load_profile("adult-2021"), faults=[Torn(7)], now=NOW))
    assert json.loads(run("--mrz", *MRZ, "--json").stdout)["error"]["code"] == "card_gone"
    reader.unplug()
    assert json.loads(run("--mrz", *MRZ, "--json").stdout)["error"]["code"] == "reader_gone"


def test_serving_needs_a_known_profile_and_a_slot() -> None:
    runner = CliRunner()
    unknown = runner.invoke(command.app, ["serve", "--profile", "nobody"])
    assert (unknown.exit_code, "adult-2021" in unknown.stderr) == (2, True)
    closed = runner.invoke(command.app, ["serve", "--profile", "child", "--port", "1"])
    assert (closed.exit_code, "pcscd" in closed.stderr) == (2, True)


def test_a_served_card_is_read_through_a_real_pcscd() -> None:
    needs_root()
    result = run_isolated(str(Path(__file__).with_name("card_command_inside.py")))
    assert result.returncode == 0, result.stdout + result.stderr


def test_diagnosis_prints_structure_and_no_name(reader: VirtualReader) -> None:
    result = CliRunner().invoke(command.app, ["diagnose", "--mrz", *MRZ])
    assert result.exit_code == 0, result.output
    assert "select application    9000" in result.stdout
    assert "Mẫu" not in result.stdout
    as_json = CliRunner().invoke(command.app, ["diagnose", "--mrz", *MRZ, "--json"])
    assert {"topic": "select application", "seen": "9000"} in json.loads(as_json.stdout)
    reader.unplug()
    assert CliRunner().invoke(command.app, ["diagnose"]).exit_code == 2
