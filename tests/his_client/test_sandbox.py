"""The sandbox as a product: doors to control it, a page to look at, a file that outlives it, commands to run it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
import requests
from typer.testing import CliRunner

from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Guardian, IdentitySource, RegistrationRequest, Relation
from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.faults import CallFault, FaultMenu
from his_client.sandbox.run import Accounts, Sandbox
from his_client.sandbox.simulated import SimulatedHis
from kiosk.cli import insurance as insurance_command
from kiosk.cli import sandbox as sandbox_command

runner = CliRunner()


def test_the_control_door_sends_transfers(sandbox: Sandbox, control: Callable[..., Any]) -> None:
    assert control("transfer", amount=10120, memo="KM7F3K92T", times=2).json() == {"ok": True}
    assert len(sandbox.ledger.statement(sandbox.accounts.bank_account)) == 2


def test_the_control_door_adds_insured_people(control: Callable[..., Any], gateway: Any, clock: Any) -> None:
    person = {"id_number": "001077000011", "full_name": "Lý Thử Nghiệm", "birth_date": "1977-07-07"}
    control("insured", **person, card="HN2010000000011")
    found = gateway.check(*person.values(), asked_at=clock()).eligibility
    assert (found.card, found.level) == ("HN2010000000011", 100)


def test_the_control_door_registers_somebody_who_owes(control: Callable[..., Any], sandbox: Sandbox) -> None:
    told = control("visit").json()
    assert told["owed"] > 0
    assert [row.bill_id for row in sandbox.book.registrations.where(visit_code=told["visit_code"])] == [told["bill_id"]]
    assert control("visit", id_number="1").status_code == 409


@pytest.mark.parametrize(
    ("door", "content"),
    [
        ("transfer", {"amount": 0}),
        ("visit", {"colour": "red"}),
        ("transfer", {}),
        ("fault", {"peer": "printer", "fault": "hang"}),
        ("fault", {"peer": "his", "fault": "explode"}),
        ("insured", {"id_number": "1"}),
        ("insured", {"id_number": "1", "full_name": "x", "birth_date": "1990", "colour": "red"}),
    ],
)
def test_a_wrong_control_request_is_told_so(control: Callable[..., Any], door: str, content: dict[str, Any]) -> None:
    assert control(door, **content).status_code == 400


def test_faults_can_be_cleared(control: Callable[..., Any], his: MediPayHis) -> None:
    control("fault", peer="his", fault="http500", count=3)
    control("fault", peer="his", fault="http500", count=0)
    assert isinstance(his.departments(), Done)


def test_the_page_shows_the_day_and_escapes_what_patients_are_called(
    sandbox: Sandbox, his: MediPayHis, request_for: Callable[..., RegistrationRequest]
) -> None:
    request = request_for()
    odd = replace(request.identity, id_number="001090000999", full_name="<script>alert(1)</script>")
    his.register(replace(request, identity=odd))
    page = requests.get(sandbox.urls["his"], timeout=5).text
    assert "A128" in page
    assert "50.600 đ" in page
    assert "Chưa trả" in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_the_state_tells_counts_and_rows(
    sandbox: Sandbox, his: MediPayHis, request_for: Callable[..., RegistrationRequest]
) -> None:
    request = request_for()
    his.register(request)
    state = requests.get(f"{sandbox.urls['his']}/_state", timeout=5).json()
    assert state["counts"]["registrations"] == 1
    assert state["rows"]["registrations"][0]["key"] == request.key


def test_what_was_registered_outlives_the_sandbox(
    tmp_path: Path, clock: Any, request_for: Callable[..., RegistrationRequest]
) -> None:
    accounts, request, answers = Accounts(), request_for(), []
    for _ in range(2):
        with Sandbox(tmp_path / "his.db", clock=clock, accounts=accounts) as running:
            config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
            with JsonClient(running.urls["his"]) as line:
                answers.append(MediPayHis(config, line, clock).register(request))
    assert answers[0] == answers[1]
    shown = runner.invoke(
        sandbox_command.app, ["show", "--db", str(tmp_path / "his.db"), "--visit", request.key, "--json"]
    )
    assert shown.exit_code == 0
    assert json.loads(shown.stdout)["registration"]["queue_number"] == "A128"


@pytest.mark.parametrize("card", ["TE1010000000456", "0123456789", ""])
def test_a_child_who_is_brought_needs_no_number_and_is_merged_with_nobody(
    his: MediPayHis, request_for: Callable[..., RegistrationRequest], card: str
) -> None:
    adult = request_for()
    child = replace(
        adult.identity,
        id_number="",
        insurance_number=card,
        full_name="Nguyễn Văn Bé",
        date_of_birth="2022-02-03",
        identity_source=IdentitySource.TYPED,
    )
    alone = his.register(replace(adult, identity=child))
    assert isinstance(alone, Refused)
    brought = replace(adult, key="K-BE-1", identity=child, guardian=Guardian(adult.identity, Relation.MOTHER))
    first, again = his.register(brought), his.register(brought)
    assert isinstance(first, Done)
    assert first == again
    assert first.value.provisional
    other = replace(child, full_name="Trần Thị Em", insurance_number=card and "TE1010000000457")
    second = his.register(replace(brought, key="K-BE-2", identity=other))
    assert isinstance(second, Done)
    assert second.value.patient_id != first.value.patient_id


def test_accounts_are_new_at_each_start_and_hidden_from_logs() -> None:
    one, other = Accounts(), Accounts()
    assert one.merchant_secret != other.merchant_secret
    assert one.gateway_password not in repr(one)


@pytest.mark.parametrize(("made", "visit", "code"), [(True, "absent", 1), (False, "absent", 2)])
def test_show_tells_an_absent_visit_from_an_absent_file(tmp_path: Path, made: bool, visit: str, code: int) -> None:
    path = tmp_path / "his.db"
    if made:
        Sandbox(path).stop()
    shown = runner.invoke(sandbox_command.app, ["show", "--db", str(path), "--visit", visit, "--json"])
    assert shown.exit_code == code


def test_show_refuses_a_file_that_is_no_sandbox(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("no database at all, only some text that is long enough to be read as a header" * 20)
    assert runner.invoke(sandbox_command.app, ["show", "--db", str(path), "--visit", "x"]).exit_code == 2


def test_serve_tells_where_it_is_and_ends_on_sigterm(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from kiosk.cli.sandbox import app; app()",
        *("serve", "--db", str(tmp_path / "his.db"), "--json"),
    ]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env={**os.environ, "KIOSK_SANDBOX_MERCHANT_SECRET": "given"}
    ) as child:
        assert child.stdout is not None
        ready = json.loads(child.stdout.readline())
        assert {"his", "insurance", "bank", "payos", "sepay", "vnpay", "db", "accounts"} <= ready.keys()
        assert ready["accounts"]["merchant_secret"] == "given"
        assert requests.get(ready["his"], timeout=5).status_code == 200
        child.send_signal(signal.SIGTERM)
        assert child.wait(timeout=20) == 0


def test_a_taken_port_is_told_and_leaves_nothing_open(sandbox: Sandbox, tmp_path: Path) -> None:
    port = sandbox.urls["his"].rsplit(":", 1)[1]
    tried = runner.invoke(sandbox_command.app, ["serve", "--db", str(tmp_path / "other.db"), "--port-base", port])
    assert tried.exit_code == 2
    assert "port" in tried.stderr


@pytest.mark.parametrize(
    ("person", "code", "status", "route"),
    [
        (("001090000017", "Nguyễn Đức Mẫu", "1990-03-15"), 0, "eligible", "1.1"),
        (("001195000028", "Lê Thị Phượng Mẫu", "1995-09-02"), 0, "eligible", "1.18"),
        (("001092000084", "Bùi Quốc Ví Dụ", "1992-12-30"), 1, "not_eligible", "9"),
        (("001090000017", "Trần Văn Khác", "1990-03-15"), 1, "mismatch", "9"),
    ],
)
def test_the_insurance_command_answers_by_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, person: tuple[str, str, str], code: int, status: str, route: str
) -> None:
    with Sandbox(tmp_path / "his.db") as running:
        accounts = running.accounts
        monkeypatch.setenv("KIOSK_INSURANCE_PASSWORD", accounts.gateway_password)
        options = [
            *("--gateway", running.urls["insurance"], "--username", accounts.gateway_username),
            *("--officer-name", accounts.officer_name, "--officer-id", accounts.officer_id, "--hospital", "01010"),
        ]
        asked = ["check", "--id", person[0], "--name", person[1], "--birth", person[2], "--json", *options]
        done = runner.invoke(insurance_command.app, asked)
    answer = json.loads(done.stdout)
    assert (done.exit_code, answer["status"], answer["route"]) == (code, status, route)
    assert list(answer) == ["status", "code", "card", "level", "valid_from", "valid_to", "route"]


@pytest.mark.parametrize("gateway", ["http://127.0.0.1:1", "http://egw.example.vn", None])
def test_the_insurance_command_says_when_it_could_not_be_done(
    monkeypatch: pytest.MonkeyPatch, gateway: str | None
) -> None:
    monkeypatch.setenv("KIOSK_INSURANCE_PASSWORD", "x")
    options = ["--username", "u", "--officer-name", "n", "--officer-id", "1"]
    address = ["--gateway", gateway] if gateway else []
    asked = ["check", "--id", "001090000017", "--name", "x", "--birth", "1990", "--json"]
    done = runner.invoke(insurance_command.app, [*asked, *options, *address])
    assert done.exit_code == 2
    assert done.stderr


def test_a_simulated_day_replays_exactly_from_its_seed(
    clock: Any, request_for: Callable[..., RegistrationRequest]
) -> None:
    requests_made = [request_for(f"{number:012d}", key=str(number)) for number in range(200)]

    def day(seed: int) -> list[str]:
        faults = FaultMenu(dict.fromkeys(CallFault, 0.1))
        his = SimulatedHis(Random(seed), faults, clock=clock)
        return [type(his.register(request)).__name__ for request in requests_made]

    assert day(7) == day(7)
    assert {Done.__name__, Refused.__name__, Unknown.__name__} == set(day(7))
    assert day(7) != day(8)


def test_fault_rates_above_one_are_refused() -> None:
    with pytest.raises(ValueError, match="more than 1"):
        FaultMenu(dict.fromkeys(CallFault, 0.5))
