"""The outside interface: exit codes and JSON forms as scripts use them, through the installed command."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from cli_parts import Answer, Sandbox, kiosk
from PIL import Image
from typer.testing import CliRunner

from face_match.demo import demo_picture, demo_portrait
from kiosk.cli import COMMANDS, GROUPS, command_line
from kiosk.config.render import render_toml

WHOLE = command_line((*COMMANDS, *GROUPS))


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from leaves(below, (*path, name))


EVERY = [path for path in leaves(typer.main.get_command(WHOLE)) if path]


def one_line(answer: Answer) -> bool:
    """Nothing on standard output, and a sentence on standard error."""
    return answer.out == "" and answer.err.strip() != "" and "Traceback" not in answer.err


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(WHOLE, [*path, "--help"])
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_the_interface_has_its_commands() -> None:
    promised = {"card read", "card serve", "card diagnose", "face verify", "face bench", "insurance check", "demo"}
    promised |= {"sandbox serve", "sandbox show", "simulate", "campaign kill", "bench card", "bench face", "run"}
    promised |= {"bench visit", "bench ui", "doctor", "config check", "config show", "config schema", "config diff"}
    promised |= {"hub serve", "hub status"}
    promised |= {f"queue {action}" for action in ("call", "recall", "skip", "transfer", "close")}
    assert promised <= {" ".join(path) for path in EVERY}


def test_the_installed_command_lists_every_group() -> None:
    answer = kiosk("--help")
    assert answer.code == 0
    assert all(name in answer.out for name in (*COMMANDS, *GROUPS))


@pytest.mark.parametrize(
    "arguments",
    [
        ("weather",),
        ("simulate", "--visits", "many"),
        ("simulate", "--faults", "weather"),
        ("sandbox", "show", "--db", "/nowhere/his.db"),
        ("demo", "--camera", "0", "--script"),
    ],
    ids=" ".join,
)
def test_wrong_usage_exits_2_and_says_why(arguments: tuple[str, ...]) -> None:
    answer = kiosk(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_simulate_answers_with_its_invariants_and_the_same_seed_the_same_way() -> None:
    runs = [kiosk("simulate", "--visits", "12", "--seed", "7", "--faults", "all", "--json") for _ in range(2)]
    assert [run.code for run in runs] == [0, 0]
    answers = [run.json for run in runs]
    assert {"seed", "visits", "visits_per_second", "outcomes", "invariants"} <= set(answers[0])
    assert (answers[0]["seed"], answers[0]["visits"]) == (7, 12)
    assert set(answers[0]["outcomes"]) == {"done", "refused", "handed_over"}
    for invariant in answers[0]["invariants"]:
        assert set(invariant) == {"id", "held", "checked", "example"}
        assert invariant["held"] is True
    for answer in answers:
        answer.pop("visits_per_second")
    assert answers[0] == answers[1]


def test_campaign_answers_with_what_was_lost() -> None:
    answer = kiosk("campaign", "kill", "--points", "3", "--seed", "2", "--json")
    assert answer.code == 0
    told = answer.json
    rows = told.pop("rows")
    assert told == {"points": 3, "lost": 0, "doubled": 0, "unfinished": 0, "seeds_failed": []}
    assert all(row["held"] for row in rows)
    assert sum(row["trials"] for row in rows) >= 3


def test_bench_card_names_its_units() -> None:
    answer = kiosk("bench", "card", "--json")
    assert answer.code == 0
    assert answer.json["apdus"] >= 5
    assert answer.json["bytes"] > 1_000
    assert answer.json["host_ms"] > 0


@pytest.fixture
def station_file(tmp_path: Path) -> Path:
    path = tmp_path / "station.toml"
    station = {"id": "03", "hospital": "Bệnh viện Mẫu", "name": "Máy 03", "facility": "01001"}
    station["journal"] = str(tmp_path / "journal.db")
    printer = {"kind": "picture", "path": str(tmp_path / "slips")}
    path.write_text(render_toml({"station": station, "printer": printer}), encoding="utf-8")
    return path


def test_config_check_says_good_bad_and_unreadable(station_file: Path, tmp_path: Path) -> None:
    good = kiosk("config", "check", station_file, "--json")
    assert (good.code, good.json) == (0, {"status": "ok", "problems": []})
    station_file.write_text('[station]\nid = "?"\n', encoding="utf-8")
    bad = kiosk("config", "check", station_file, "--json")
    assert (bad.code, bad.json["status"]) == (1, "failed")
    assert {"line", "path", "got", "expected"} == set(bad.json["problems"][0])
    absent = kiosk("config", "check", tmp_path / "absent.toml")
    assert absent.code == 2
    assert one_line(absent)


def test_doctor_tells_each_check_with_what_mends_it(station_file: Path) -> None:
    answer = kiosk("doctor", "--config", station_file, "--json")
    assert answer.code in (0, 1)
    assert set(answer.json) == {"status", "checks"}
    for check in answer.json["checks"]:
        assert {"name", "status", "detail", "fix"} <= set(check)
        assert check["status"] in ("ok", "warn", "fail", "skipped")
        assert check["status"] != "fail" or check["fix"]
    failed = any(check["status"] == "fail" for check in answer.json["checks"])
    assert (answer.json["status"] == "fail") == failed == (answer.code == 1)


def test_run_refuses_a_bad_file(tmp_path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text('[station]\nid = "?"\n', encoding="utf-8")
    answer = kiosk("run", "--config", bad)
    assert answer.code == 2
    assert one_line(answer)


def test_face_verify_answers_match_and_no_match(tmp_path: Path) -> None:
    portrait = tmp_path / "portrait.jp2"
    portrait.write_bytes(demo_portrait("jp2"))
    for who, code, decision in (("holder", 0, "match"), ("stranger", 1, "no_match")):
        probe = tmp_path / f"{who}.png"
        Image.fromarray(demo_picture(who=who)).save(probe)  # type: ignore[arg-type]
        answer = kiosk("face", "verify", portrait, probe, "--json")
        assert (answer.code, answer.json["decision"]) == (code, decision)
        assert set(answer.json) == {"decision", "score", "threshold", "engine", "model_sha256", "reasons"}
    absent = kiosk("face", "verify", portrait, tmp_path / "absent.png", "--json")
    assert absent.code == 2
    assert one_line(absent)


class TestAgainstTheSandbox:
    def ask(self, sandbox: Sandbox, number: str, name: str) -> Answer:
        accounts = sandbox.ready["accounts"]
        return kiosk(
            *("insurance", "check", "--id", number, "--name", name, "--birth", "1980-01-01", "--json"),
            *("--gateway", sandbox.ready["insurance"], "--username", accounts["gateway_username"]),
            *("--officer-name", accounts["officer_name"], "--officer-id", accounts["officer_id"]),
            *("--hospital", accounts["facility_code"]),
            KIOSK_INSURANCE_PASSWORD=accounts["gateway_password"],
        )

    def test_an_unknown_person_is_not_insured(self, sandbox: Sandbox) -> None:
        answer = self.ask(sandbox, "001080999999", "Nguyễn Không Có")
        assert answer.code == 1
        assert set(answer.json) == {"status", "code", "card", "level", "valid_from", "valid_to", "route"}
        assert answer.json["status"] == "not_eligible"
        assert answer.json["route"] == "9"

    def test_a_gateway_that_is_not_there_could_not_tell(self, sandbox: Sandbox) -> None:
        gone = Sandbox({**sandbox.ready, "insurance": "http://127.0.0.1:9"})
        answer = self.ask(gone, "001080999999", "Nguyễn Không Có")
        assert (answer.code, answer.json["status"]) == (2, "unverified")

    def test_without_an_account_nothing_is_asked(self) -> None:
        answer = kiosk("insurance", "check", "--id", "001080999999", "--name", "A", "--birth", "1980")
        assert answer.code == 2
        assert one_line(answer)

    def test_a_visit_the_sandbox_never_saw_is_told(self, sandbox: Sandbox) -> None:
        answer = kiosk("sandbox", "show", "--db", sandbox.ready["db"], "--visit", "nothing", "--json")
        assert answer.code == 1
        assert one_line(answer)
