"""`kiosk queue` as a room's staff and scripts use it: exit codes, JSON, and one line that says what to do."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_queue_parts import OTHER, ROOM, TOKEN, Hub
from typer.testing import CliRunner, Result

from his_client.outcome import Done
from kiosk.cli import command_line
from kiosk.clock import SystemClock
from kiosk.config import parse_config
from kiosk.hub.db.commands import init
from kiosk.hub.queue_client import QueueClient
from kiosk.hub.service import HubServer
from kiosk.hub.wiring import running_hub
from kiosk.queue.desk import Wanted

APP = command_line(["queue"])


@pytest.fixture
def hub() -> Hub:
    hub = Hub()
    hub.issue("v1")
    hub.issue("v2")
    return hub


@pytest.fixture
def file(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    server = HubServer(hub.app, "127.0.0.1", 0)
    server.start()
    monkeypatch.setenv("KIOSK_HUB_TOKEN", TOKEN)
    path = tmp_path / "station.toml"
    path.write_text(
        f"""
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "01001"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[hub]
url = "{server.url}"
""",
        encoding="utf-8",
    )
    yield path
    server.stop()


def queue(*arguments: str) -> Result:
    return CliRunner().invoke(APP, ["queue", *arguments])


def test_staff_call_recall_skip_transfer_and_close(file: Path, hub: Hub) -> None:
    at = ("--room", ROOM, "--config", str(file), "--json")
    called = queue("call", *at)
    assert called.exit_code == 0
    answer = json.loads(called.stdout)
    assert (answer["current"], answer["waiting"], answer["open"], "mark" in answer) == ("001", ["002"], True, False)
    assert json.loads(queue("recall", *at).stdout)["calls"] == 2
    assert json.loads(queue("skip", *at).stdout)["skipped"] == ["001"]
    assert json.loads(queue("call", *at, "--number", "001").stdout)["current"] == "001"
    assert json.loads(queue("transfer", *at, "--to", OTHER).stdout)["current"] is None
    assert json.loads(queue("show", "--room", OTHER, "--config", str(file), "--json").stdout)["waiting"] == ["001"]
    assert json.loads(queue("close", *at, "--number", "002").stdout)["waiting"] == []
    assert json.loads(queue("close", *at, "--shut").stdout)["open"] is False
    assert "room 214: nobody in it, calling nobody" in queue("show", *at[:-1]).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("recall", "--room", ROOM), 1, "call first"),
        (("call", "--room", OTHER), 1, "nobody waits"),
        (("call", "--room", ROOM, "--number", "999"), 1, "does not wait"),
        (("transfer", "--room", ROOM, "--to", ROOM, "--number", "001"), 1, "already"),
        (("close", "--room", ROOM, "--number", "001", "--shut"), 2, "do not go together"),
        (("call", "--room", "<b>"), 2, "bad_request"),
        (("simulate", "--rooms", "1"), 2, "two rooms"),
    ],
)
def test_a_no_is_one_and_what_could_not_be_done_is_two(
    file: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    config = () if arguments[0] == "simulate" else ("--config", str(file))
    result = queue(*arguments, *config)
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_rooms_own_key_is_enough_for_its_machine(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = queue("key", "--room", ROOM, "--config", str(file))
    assert (made.exit_code, len(made.stdout.strip())) == (0, 19)
    monkeypatch.delenv("KIOSK_HUB_TOKEN")
    at = ("--config", str(file), "--room")
    assert queue("call", *at, ROOM).exit_code == 2
    monkeypatch.setenv("KIOSK_ROOM_KEY", made.stdout.strip())
    assert queue("call", *at, ROOM).exit_code == 0
    refused = queue("call", *at, OTHER)
    assert (refused.exit_code, "kiosk queue key" in refused.stderr) == (2, True)


def test_a_hub_that_is_away_is_two(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace("url =", 'url = "http://127.0.0.1:9" #'), encoding="utf-8")
    result = queue("call", "--room", ROOM, "--config", str(file))
    assert (result.exit_code, "kiosk queue show" in result.stderr) == (2, True)


def test_a_hub_started_from_a_file_gives_links_under_its_public_address(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_HIS_SECRET", "a secret")
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", "5a" * 32)
    text = file.read_text(encoding="utf-8").partition("[hub]")[0]
    text += """
[his]
url = "http://127.0.0.1:9"
merchant_id = "K"
[hub]
listen = "127.0.0.1:0"
journal = "hub.db"
phone_url = "https://so.benhvien.example/"
"""
    config = parse_config(text, base=tmp_path)
    init(config, SystemClock())
    with running_hub(config, SystemClock(), lambda: None) as server:
        client = QueueClient(server.url, TOKEN)
        issued = client.issue(Wanted("v1", "K03", ROOM))
        client.close()
    assert isinstance(issued, Done)
    assert (issued.value.link or "").startswith("https://so.benhvien.example/q/")


def test_the_rule_can_be_tried_on_a_day() -> None:
    answer = json.loads(queue("simulate", "--patients", "200", "--rooms", "3", "--seed", "2", "--json").stdout)
    assert answer["rule"]["patients"] == answer["rule"]["served"] + answer["rule"]["left"] == 200
    assert queue("simulate", "--patients", "50", "--rooms", "3").stdout.startswith("rule: ")
