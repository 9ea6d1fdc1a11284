"""`kiosk hub` as a supervisor and a script see it: one ready line, a clean end, and exit codes that mean something."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hub_parts import PRICE, register
from hub_running import TOKEN, secrets_of, station_toml, until, value

from his_client.outcome import Done
from his_client.sandbox.faults import Fault
from his_client.sandbox.run import Sandbox
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.hub.client import HubClient
from kiosk.hub.db.commands import init

KIOSK = (sys.executable, "-m", "kiosk", "hub")


@pytest.fixture
def file(sandbox: Sandbox, tmp_path: Path) -> Path:
    path = tmp_path / "station.toml"
    path.write_text(station_toml(sandbox), encoding="utf-8")
    init(load_config(path), SystemClock())
    return path


@pytest.fixture
def environment(sandbox: Sandbox) -> dict[str, str]:
    return {**os.environ, **secrets_of(sandbox)}


@pytest.fixture
def served(file: Path, environment: dict[str, str]) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [*KIOSK, "serve", "--config", str(file), "--ready"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["hub"]
        process.kill()


def test_a_hub_killed_while_it_posts_goes_on_and_the_his_holds_one_payment(
    served: tuple[subprocess.Popen[str], str], sandbox: Sandbox, file: Path, environment: dict[str, str]
) -> None:
    process, url = served
    bill = register(sandbox.book, 1)
    client = HubClient(url, TOKEN)
    order = value(client.open("v:pay", "K03", bill.bill_id, bill.amount_due))
    sandbox.faults.arm("his", Fault.HANG, 1)
    sandbox.ledger.transfer(sandbox.accounts.bank_account, PRICE, order.pay_code)
    assert until(lambda: client.received("v:pay"), Done(PRICE)) == Done(PRICE)
    assert until(sandbox.faults.armed, {}) == {}, "the posting is under way"
    client.close()
    process.kill()
    process.wait(30)
    assert sandbox.book.payments.count(bill_id=bill.bill_id) == 0
    command = [*KIOSK, "serve", "--config", str(file), "--ready"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as again:
        assert until(lambda: sandbox.book.payments.count(bill_id=bill.bill_id), 1) == 1
        again.terminate()
        assert again.wait(30) == 0
    assert sandbox.book.payments.count(bill_id=bill.bill_id) == 1


def run(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*KIOSK, *arguments], env=env, capture_output=True, text=True, timeout=60, check=False)


def test_a_second_hub_on_the_same_journal_does_not_start_and_the_first_goes_on(
    served: tuple[subprocess.Popen[str], str], file: Path, environment: dict[str, str]
) -> None:
    _, url = served
    second = run("serve", "--config", str(file), "--ready", env=environment)
    assert (second.returncode, second.stdout) == (2, "")
    (told,) = second.stderr.splitlines()
    assert "another process holds it" in told
    client = HubClient(url, TOKEN)
    assert isinstance(client.health(), Done)
    client.close()


def test_it_serves_until_sigterm_and_ends_cleanly(served: tuple[subprocess.Popen[str], str]) -> None:
    process, url = served
    client = HubClient(url, TOKEN)
    assert client.received("nobody:pay") != Done(0)
    assert isinstance(client.health(), Done)
    client.close()
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_status_is_one_json_answer_with_an_exit_code(
    served: tuple[subprocess.Popen[str], str], file: Path, environment: dict[str, str]
) -> None:
    _, url = served
    file.write_text(
        file.read_text(encoding="utf-8").replace('listen = "127.0.0.1:0"', f'url = "{url}"'), encoding="utf-8"
    )
    good = run("status", "--config", str(file), "--json", env=environment)
    assert (good.returncode, json.loads(good.stdout)["bank"]) == (0, "ok")
    told = json.loads(good.stdout)["database"]
    assert (told["kind"], told["trial_balance"], told["findings"]) == ("sqlite", 0, 0)
    client = HubClient(url, TOKEN)
    client.call("K03", "card_left")
    client.close()
    wanted = run("status", "--config", str(file), "--json", env=environment)
    assert (wanted.returncode, json.loads(wanted.stdout)["calls"]) == (1, 1)


def test_a_missing_secret_file_or_hub_is_one_line_and_exit_two(file: Path, environment: dict[str, str]) -> None:
    without = {name: value for name, value in environment.items() if name != "KIOSK_JOURNAL_KEY"}
    for arguments, env, said in (
        (("serve", "--config", str(file)), without, "journal_key"),
        (("serve", "--config", str(file.parent / "none.toml")), environment, "none.toml"),
        (("serve", "--config", str(file)), {**environment, "KIOSK_JOURNAL_KEY": "00"}, "must have 32"),
    ):
        ended = run(*arguments, env=env)
        assert ended.returncode == 2
        assert said in ended.stderr
        assert len(ended.stderr.strip().splitlines()) == 1
        assert ended.stdout == ""


def test_the_database_is_made_by_init_and_without_it_nothing_is_served(
    sandbox: Sandbox, tmp_path: Path, environment: dict[str, str]
) -> None:
    file = tmp_path / "fresh.toml"
    file.write_text(station_toml(sandbox).replace('"hub.db"', '"fresh.db"'), encoding="utf-8")
    refused = run("serve", "--config", str(file), env=environment)
    assert refused.returncode == 2
    assert "kiosk hub init --config" in refused.stderr
    made = run("init", "--config", str(file), env=environment)
    assert (made.returncode, "step 0001 taken" in made.stdout) == (0, True)
