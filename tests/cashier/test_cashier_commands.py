"""`kiosk cashier` and `kiosk hub user`, and a hub of a file that serves its desks."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from desk_parts import FLOAT, done, refused
from typer.testing import CliRunner

from his_client.http import JsonClient, JsonReply
from his_client.sandbox.run import Sandbox
from kiosk.cashier.values import Role
from kiosk.cli import command_line
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.load import parse_config
from kiosk.hub.client import HubClient
from kiosk.hub.db.commands import init
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.staff_client import KnownStaff, StaffClient
from kiosk.hub.wiring import running_hub
from kiosk.ids import uuid7

DESK_TOKEN, HUB_TOKEN = "of-the-desks", "of-the-hub"


def secrets(sandbox: Sandbox) -> dict[str, str]:
    return {
        "KIOSK_HIS_SECRET": sandbox.accounts.merchant_secret,
        "KIOSK_HUB_TOKEN": HUB_TOKEN,
        "KIOSK_DESK_TOKEN": DESK_TOKEN,
        "KIOSK_JOURNAL_KEY": "5a" * 32,
    }


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db") as running:
        yield running


@pytest.fixture
def file(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in secrets(sandbox).items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "station.toml"
    path.write_text(
        f"""
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "{sandbox.accounts.facility_code}"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[his]
url = "{sandbox.urls["his"]}"
merchant_id = "{sandbox.accounts.merchant_id}"
[insurance]
enabled = false
[hub]
listen = "127.0.0.1:0"
journal = "hub.db"
desks = ["1", "2"]
[[hub.terminals]]
name = "POS-1"
host = "127.0.0.1"
port = 9
""",
        encoding="utf-8",
    )
    return path


def kiosk(*arguments: str) -> Any:
    return CliRunner().invoke(command_line(["cashier", "hub", "staff"]), list(arguments))


def test_a_hub_of_a_file_serves_its_desks_to_whom_the_command_line_added(
    file: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, clock = load_config(file), SystemClock()
    init(config, clock)
    with ExitStack() as stack:
        server = stack.enter_context(running_hub(config, clock, lambda: None))
        at = file.with_name("keeper.toml")
        said = file.read_text(encoding="utf-8").replace('listen = "127.0.0.1:0"', f'url = "{server.url}"')
        at.write_text(said, encoding="utf-8")
        pins = iter(["730462", "730462", "123456", "123456", "864209", "864208", *["730462"] * 4])
        monkeypatch.setattr("getpass.getpass", lambda prompt: next(pins))
        add = ("hub", "user", "add", "lan", "--full-name", "Lê Thị Lan", "--role", "cashier", "--config", str(at))
        assert kiosk(*add).exit_code == 0
        weak = kiosk("hub", "user", "add", "duc", "--full-name", "Đức", "--role", "cashier", "--config", str(at))
        assert (weak.exit_code, "no run" in weak.stderr) == (1, True)
        differ = kiosk("hub", "user", "reset-pin", "lan", "--config", str(at))
        assert (differ.exit_code, "nothing was changed" in differ.stderr) == (2, True)
        (listed,) = json.loads(kiosk("hub", "user", "list", "--json", "--config", str(at)).stdout)
        assert (listed["user"], listed["full_name"], listed["roles"]) == ("lan", "Lê Thị Lan", ["cashier"])
        assert "PIN to be changed" in kiosk("hub", "user", "list", "--config", str(at)).stdout

        calls = stack.enter_context(closing(HubClient(server.url, HUB_TOKEN)))
        station = stack.enter_context(closing(StaffClient(server.url, HUB_TOKEN)))
        elsewhere = stack.enter_context(closing(StaffClient(server.url, DESK_TOKEN)))
        hoa = ("hub", "user", "add", "hoa", "--full-name", "Bùi Thị Hoà", "--role", "reception", "--number", "417")
        assert kiosk(*hoa, "--config", str(at)).exit_code == 0
        assert refused(station.at_station("417", "730462", "K03")) == "change_pin"
        line = HttpDesk(server.url, DESK_TOKEN)
        done(line.desk.sign_in("hoa", "730462", "1"))
        done(line.desk.change_pin("730462", "918273"))
        line.close()
        own = kiosk("staff", "hash", "417", "hoa", "--config", str(at)).stdout
        assert parse_config(said + own, base=at.parent).staff.people[0].name == "hoa"
        for reason in ("help", "QK03-01"):
            assert calls.call("K03", reason)
        assert refused(station.at_station("417", "111222", "K03")) == "wrong"
        assert refused(elsewhere.at_station("417", "918273", "K03")) == "unauthorised"
        assert done(calls.health())["calls"] == 2
        assert done(station.at_station("417", "918273", "K03")) == "hoa"
        assert done(station.entering("417", "918273", "K03")) == KnownStaff("hoa", frozenset({Role.RECEPTION}))
        assert refused(station.entering("418", "918273", "K03")) == "wrong"
        assert done(calls.health())["calls"] == 1, "who came is called no more; the desk's number still waits"
        line = HttpDesk(server.url, DESK_TOKEN)
        lan = line.desk
        assert done(lan.sign_in("lan", "730462", "Quầy 1")).desk == "desk-1"
        done(lan.change_pin("730462", "918273"))
        done(lan.open_shift(uuid7(clock), FLOAT))
        assert done(lan.today()).stations == 0
        assert [(terminal.name, terminal.ready) for terminal in done(lan.terminals())] == [("POS-1", False)]
        assert refused(lan.bills("20261124999999")) == "no_bill"
        stranger = HttpDesk(server.url, HUB_TOKEN)
        assert refused(stranger.desk.sign_in("lan", "918273", "1")) == "unauthorised"
        stranger.close()
        with JsonClient(server.url) as http:
            for token in ("", DESK_TOKEN):
                users = http.call("GET", "/desk/users", headers={"Authorization": f"Bearer {token}"})
                assert isinstance(users, JsonReply)
                assert users.status == 401

        held = kiosk("hub", "user", "remove", "lan", "--config", str(at))
        assert (held.exit_code, "not closed" in held.stderr) == (1, True)
        done(lan.count(FLOAT))
        assert done(lan.close_shift("", "")).z_number.startswith("Z-")
        assert kiosk("hub", "user", "remove", "lan", "--config", str(at)).exit_code == 0
        assert refused(lan.shift()) == "unauthorised"
        line.close()
    silent = kiosk("hub", "user", "list", "--config", str(at))
    assert (silent.exit_code, "does not answer" in silent.stderr) == (2, True)


def test_the_window_is_a_child_that_gets_the_machines_token_in_its_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[tuple[list[str], dict[str, str]]] = []

    def run(command: list[str], *, check: bool, env: dict[str, str]) -> SimpleNamespace:
        assert not check
        started.append((command, env))
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setenv("KIOSK_DESK_TOKEN", DESK_TOKEN)
    assert kiosk("cashier", "--hub", "http://127.0.0.1:8090", "--desk", "2", "--windowed").exit_code == 0
    ((command, environment),) = started
    assert command[1:] == ["-m", "ui.cashier", "--hub", "http://127.0.0.1:8090", "--desk", "2", "--windowed"]
    assert environment["KIOSK_DESK_TOKEN"] == DESK_TOKEN
    assert not any(DESK_TOKEN in part for part in command)


@pytest.mark.parametrize(
    ("arguments", "token", "said"),
    [
        ((), DESK_TOKEN, "which hub?"),
        (("--hub", "http://hub.example.vn"), DESK_TOKEN, "https"),
        (("--hub", "https://hub.example.vn", "--ca", "/none.pem"), DESK_TOKEN, "authorities"),
        (("--hub", "http://127.0.0.1:1"), "", "desk_token"),
        (("--config", "/none.toml"), DESK_TOKEN, "none.toml"),
    ],
)
def test_what_is_missing_is_one_line_and_exit_two(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], token: str, said: str
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.setenv("KIOSK_DESK_TOKEN", token)
    ended = kiosk("cashier", *arguments)
    assert ended.exit_code == 2
    assert said in ended.stderr
