"""What docs/hospital-it.md says of setting up a hub with desks holds: its files load, its commands exist, it serves."""

from __future__ import annotations

import re
import textwrap
from contextlib import closing
from pathlib import Path
from typing import Any

import requests
from hub_running import until
from typer.main import get_command

from his_client.outcome import Done
from his_client.sandbox.run import Sandbox
from kiosk.cashier.values import Role
from kiosk.cli import command_line
from kiosk.clock import SystemClock
from kiosk.config import StationConfig, parse_config, secret
from kiosk.doctor.storage import needed_secrets
from kiosk.hub.db.commands import init
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.receiver.run import running_receiver
from kiosk.hub.wiring import running_hub

PAGE = (Path(__file__).parents[2] / "docs/hospital-it.md").read_text(encoding="utf-8")
SECTION = PAGE.partition("## A hub with cashiers' desks")[2].partition("\n## ")[0]
FILE, POSTGRESQL = (
    textwrap.dedent(block) for block in re.findall(r"(?ms)^ *```toml\n(.*?)^ *```$", SECTION)
)  # fmt: skip
COMMANDS = sorted({line.strip().partition("#")[0] for line in SECTION.splitlines() if re.match(r" *kiosk ", line)})
RECEIVER = PAGE.partition("kiosk hub receive --config")[2].partition("```toml\n")[2].partition("```")[0]
PIN, LATER = "482913", "730462"


def test_every_setting_of_the_page_is_one_and_the_other_database_is_postgresql(tmp_path: Path) -> None:
    whole = parse_config(FILE, base=tmp_path)
    assert whole.hub.desks == ("1", "2")
    other = parse_config(FILE.partition("[hub]")[0] + POSTGRESQL, base=tmp_path)
    assert other.hub.database == "postgresql://kiosk@127.0.0.1/kiosk"


def test_the_examples_are_the_pages_own_files() -> None:
    examples = Path(__file__).parents[2] / "examples/hub"
    assert (examples / "hub.toml").read_text(encoding="utf-8") == FILE
    assert (examples / "receiver.toml").read_text(encoding="utf-8") == RECEIVER


def test_every_command_of_the_page_is_one_with_these_options() -> None:
    assert len(COMMANDS) > 8
    for line in COMMANDS:
        words = re.sub(r'"[^"]*"', "TEXT", line).split()[1:]
        command: Any = get_command(command_line(words[:1]))
        while getattr(command, "commands", None):
            command = command.commands[words.pop(0)]
        options = [each for each in command.params if each.param_type_name == "option"]
        assert {word for word in words if word.startswith("--")} <= {name for each in options for name in each.opts}
        assert {each.opts[0] for each in options if each.required} <= set(words), line


def test_the_smallest_hub_of_the_page_signs_somebody_in_who_takes_a_bill(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "sandbox.db") as sandbox:
        config = laid_out(sandbox, tmp_path)
        init(config, SystemClock())
        folder = config.station.credentials
        with running_hub(config, SystemClock(), lambda: None, poll_s=0.2) as server:
            with closing(UsersClient(server.url, secret("hub_token", folder))) as keeper:
                assert keeper.add("lan", "Nguyễn Thị Lan", (Role.CASHIER,), PIN) == Done(None)
            with closing(HttpDesk(server.url, secret("desk_token", folder))) as line:
                assert isinstance(line.desk.sign_in("lan", PIN, "1"), Done)
                assert isinstance(line.desk.change_pin(PIN, LATER), Done)
                assert isinstance(line.desk.open_shift("shift-0001", ((100_000, 5),)), Done)
                bill = requests.post(f"{sandbox.urls['his']}/_control/visit", json={}, timeout=5).json()
                found = line.desk.bills(bill["visit_code"])
                assert isinstance(found, Done)
                [owed] = found.value
                taken = line.desk.pay("payment-0001", owed.bill_id, owed.kind, owed.due, "cash", tendered=owed.due)
                assert isinstance(taken, Done)
                assert until(lambda: sandbox.book.payments.count(bill_id=bill["bill_id"]), 1) == 1


def test_the_receiver_of_the_page_serves_with_the_three_secrets_it_names(tmp_path: Path) -> None:
    named = re.search(r"credentials = .*# ([a-z_, ]+), and no others", RECEIVER)
    assert named is not None
    secrets = set(named[1].split(", "))
    config = parse_config(RECEIVER.replace(":8092", ":0"), base=tmp_path)
    assert set(needed_secrets(config)) == secrets
    (tmp_path / "secrets").mkdir()
    for name in secrets:
        (tmp_path / "secrets" / name).write_text("5a" * 32, encoding="utf-8")
    with running_receiver(config, SystemClock()) as server:
        assert requests.get(f"{server.url}/health", timeout=5).json() == {"waiting": 0, "kept": 0}


def laid_out(sandbox: Sandbox, folder: Path) -> StationConfig:
    """The page's file and secrets in a folder; only the ports are this run's own."""
    accounts = sandbox.accounts
    text = FILE.replace("http://127.0.0.1:8100", sandbox.urls["his"]).replace(
        "http://127.0.0.1:8102", sandbox.urls["bank"]
    )
    named = re.search(r"for name in ([a-z_ ]+);", SECTION)
    assert named is not None
    values = {"his_secret": accounts.merchant_secret, "payment_secret": accounts.bank_token}
    (folder / "secrets").mkdir()
    for name in named[1].split():
        (folder / "secrets" / name).write_text(values.get(name, "5a" * 32) + "\n", encoding="utf-8")
    return parse_config(text.replace('"127.0.0.1:8090"', '"127.0.0.1:0"'), base=folder)
