"""`kiosk reconcile` at a hub that really runs: a statement is brought, days are compared, the report is written."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result
from openpyxl import load_workbook
from typer.testing import CliRunner

from his_client.outcome import Done, Refused, Unknown
from his_client.sandbox.run import Sandbox
from kiosk.cashier.values import Role
from kiosk.cli import command_line
from kiosk.cli.reconcile_hub import CannotReconcile, answered, days_asked
from kiosk.clock import SystemClock
from kiosk.config import parse_config
from kiosk.hub.db.commands import init
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.wiring import running_hub

TODAY = SystemClock().now().date()
PIN = "730462"
OWN = Path(__file__).parents[2] / "examples/statements/ngan-hang-mau.csv"
"""A statement that only a mapping of the hospital's own reads."""
SECRETS = {"HUB_TOKEN": "a-hub-token", "DESK_TOKEN": "a-desk-token", "JOURNAL_KEY": "5a" * 32, "DESK_USER": "ky"}


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A hub with one desk and one accountant; its address."""
    with Sandbox(tmp_path / "sandbox.db") as sandbox:
        accounts, urls = sandbox.accounts, sandbox.urls
        secrets = SECRETS | {"HIS_SECRET": accounts.merchant_secret, "PAYMENT_SECRET": accounts.bank_token}
        for name, value in secrets.items():
            monkeypatch.setenv(f"KIOSK_{name}", value)
        text = f"""
            [station]
            id = "K03"
            hospital = "Bệnh viện Mẫu"
            name = "Máy 03"
            facility = "{accounts.facility_code}"
            journal = "station.db"
            [printer]
            kind = "picture"
            path = "slips"
            [his]
            url = "{urls["his"]}"
            merchant_id = "{accounts.merchant_id}"
            [insurance]
            enabled = false
            [payment]
            url = "{urls["bank"]}"
            account = "{accounts.bank_account}"
            bank_bin = "{accounts.bank_bin}"
            payee = "BENH VIEN MAU"
            [hub]
            listen = "127.0.0.1:0"
            journal = "hub.db"
            desks = ["1"]
        """
        config = parse_config(text, base=tmp_path)
        init(config, SystemClock())
        with running_hub(config, SystemClock(), lambda: None, poll_s=0.2) as server:
            with closing(UsersClient(server.url, SECRETS["HUB_TOKEN"])) as keeper:
                assert isinstance(keeper.add("ky", "Ngô Kỳ", (Role.ACCOUNTANT,), "204918"), Done)
            with closing(HttpDesk(server.url, SECRETS["DESK_TOKEN"])) as line:
                assert isinstance(line.desk.sign_in("ky", "204918", "desk-1"), Done)
                assert isinstance(line.desk.change_pin("204918", PIN), Done)
            yield server.url


def reconcile(*more: str) -> Result:
    return CliRunner().invoke(command_line(["reconcile"]), ["reconcile", "--json", *more])


def test_a_statement_is_booked_once_and_its_day_reported(
    hub: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIOSK_DESK_PIN", PIN)
    statement, report = tmp_path / "sao-ke.csv", tmp_path / "r.xlsx"
    rows = "".join(f"{TODAY:%d/%m/%Y} 00:0{n}:00,{1000 + n},FT{n:06d},luong {n}\n" for n in range(3))
    statement.write_text(f"Ngày giao dịch,Số tiền,Mã giao dịch,Nội dung\n{rows}", encoding="utf-8")
    asked = ["--hub", hub, "--from", TODAY.isoformat(), "--statement", str(statement), "--account", "0011009999999"]
    for new in (3, 3):
        done = reconcile(*asked, "--out", str(report))
        assert done.exit_code == 1, done.stderr
        assert "the books differ" in done.stderr
        found = json.loads(done.stdout)
        assert found["statement"] == {"name": "sao-ke.csv", "lines": 3, "new": new, "known": 0, "matched": 0}
        assert (found["from"], found["to"], found["report"]) == (TODAY.isoformat(), TODAY.isoformat(), str(report))
        assert found["days"][0]["bank"] == {"count": 3, "amount": 3003}
        group = found["differences"]["kiosk_bank"]["bank_only"]
        assert (group["count"], group["amount"], group["open"]) == (3, 3003, 3)
    texts = [cell.value for row in load_workbook(report).active.iter_rows() for cell in row]
    assert {"Bệnh viện Mẫu", "Ngô Kỳ"} & {str(text) for text in texts} or any("Ngô Kỳ" in str(text) for text in texts)
    quiet = reconcile("--hub", hub, "--from", "2020-01-01", "--to", "2020-01-02", "--out", str(report))
    assert quiet.exit_code == 0, quiet.stderr
    assert [day["bank"]["count"] for day in json.loads(quiet.stdout)["days"]] == [0, 0]

    nobodys = tmp_path / "khong-tai-khoan.csv"
    nobodys.write_text(statement.read_text(encoding="utf-8").replace("FT", "GT"), encoding="utf-8")
    unreadable = tmp_path / "photo.csv"
    unreadable.write_bytes(b"\x00\xff nothing")
    for wrong, why in (
        (["--hub", hub, "--statement", str(unreadable)], "the file is no statement"),
        (["--hub", hub, "--statement", str(nobodys)], "không ghi số tài khoản"),
        (["--hub", hub, "--statement", str(OWN)], "or give --layout with one of mt940, camt053, sepay, ghi-no-ghi-co"),
        (["--hub", hub, "--statement", str(statement), "--layout", "acb"], "knows no layout acb; it knows mt940,"),
        (["--hub", hub, "--statement", str(OWN), "--layout", "mt940"], "has not the columns of this --layout"),
        (["--hub", hub, "--desk", "desk-9"], "knows no such desk"),
        (["--hub", hub, "--user", "nobody"], "wrong user or PIN"),
        (["--hub", hub, "--statement", str(tmp_path / "none.csv")], "cannot be read"),
        (["--hub", "http://127.0.0.1:9"], "does not answer"),
        (["--hub", "http://192.0.2.1"], "http"),
        ([], "which hub?"),
    ):
        refused = reconcile(*wrong, "--out", str(report))
        assert (refused.exit_code, refused.stdout) == (2, "")
        assert why in refused.stderr


def test_days_are_asked_for_in_order() -> None:
    asked = days_asked("2026-11-23", "2026-11-25", None, "", "", "bank", TODAY)
    assert list(asked.days) == [date(2026, 11, 23) + timedelta(days=n) for n in range(3)]
    assert list(days_asked("", "", None, "", "", "bank", TODAY).days) == [TODAY]
    assert list(days_asked("", "2026-11-25", None, "", "", "bank", TODAY).days) == [date(2026, 11, 25)]
    for first, last in (("24/11/2026", ""), ("2026-11-25", "2026-11-24"), ("2020-01-01", "2026-01-01")):
        with pytest.raises(CannotReconcile):
            days_asked(first, last, None, "", "", "bank", TODAY)


def test_a_lost_answer_is_asked_for_again_and_a_refusal_is_not() -> None:
    answers = iter([Unknown("timeout"), Done(5)])
    assert answered(lambda: next(answers)) == 5
    with pytest.raises(CannotReconcile, match="does not answer"):
        answered(lambda: Unknown("timeout"))
    refusals = iter([Refused("forbidden")])
    with pytest.raises(CannotReconcile, match="role may not"):
        answered(lambda: next(refusals))


def test_files_and_a_hub_are_not_mixed(tmp_path: Path) -> None:
    out = ["--out", str(tmp_path / "x")]
    assert reconcile(*out, "--payments", "p.csv").exit_code == 2
    assert reconcile(*out, "--payments", "p.csv", "--bank", "b.csv", "--from", "2026-11-24").exit_code == 2
    assert reconcile("--payments", "p.csv", "--bank", "b.csv").exit_code == 2
