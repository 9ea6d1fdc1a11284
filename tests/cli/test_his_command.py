"""`kiosk his conformance` against a sandbox HIS: what it reports, what it leaves behind, and by which exit code."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from his_client.his.conformance.insured import all_points
from his_client.sandbox.his_app import HisTraits
from his_client.sandbox.run import Sandbox
from kiosk.cli import his as his_command

runner = CliRunner()
STATION = """
[station]
id = "03"
name = "Máy 03"
hospital = "Bệnh viện Mẫu"
facility = "01010"
journal = "journal.sqlite3"

[printer]
kind = "picture"
path = "slips"
"""


def station_file(folder: Path, his: str) -> Path:
    path = folder / "station.toml"
    path.write_text(f"{STATION}\n[his]\n{his}\n", encoding="utf-8")
    return path


def run(config: Path, *options: str) -> tuple[int, dict[str, str], str]:
    done = runner.invoke(his_command.app, ["conformance", "--config", str(config), "--json", *options])
    points = json.loads(done.stdout)["points"] if done.stdout else []
    assert all(set(point) == {"name", "status", "evidence"} for point in points)
    return done.exit_code, {point["name"]: point["status"] for point in points}, done.stderr


@pytest.mark.parametrize("keys", [True, False])
def test_the_sandbox_keeps_every_point_and_is_left_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: bool
) -> None:
    with Sandbox(tmp_path / "his.db", traits=HisTraits(keys=keys)) as running:
        monkeypatch.setenv("KIOSK_HIS_SECRET", running.accounts.merchant_secret)
        url = running.urls["his"]
        config = station_file(tmp_path, f'url = "{url}"\nmerchant_id = "SANDBOX"\nkeys = {str(keys).lower()}')
        code, points, _ = run(config, "--patient-prefix", "ZZTEST")
        rows = running.book.registrations.where()
    assert code == 0
    assert list(points) == [*(point.name for point in all_points(None)), "cleaned_up"]
    assert points["asks_insurer"] == "not_supported"
    assert points["registers"] == points["cleaned_up"] == "ok"
    assert (points["key_reused"] == "ok") == keys
    assert points["pays_once"] == "not_possible"
    assert rows
    assert all(row.cancelled_at and row.full_name.startswith("ZZTEST ") for row in rows)


def test_a_his_that_asks_the_insurer_is_tried_at_that_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Sandbox(tmp_path / "his.db") as running:
        monkeypatch.setenv("KIOSK_HIS_SECRET", running.accounts.merchant_secret)
        route = '[insurance]\nroute = "his"'
        config = station_file(tmp_path, f'url = "{running.urls["his"]}"\nmerchant_id = "SANDBOX"\n{route}')
        code, points, _ = run(config, "--only", "asks_insurer")
    assert (code, points["asks_insurer"]) == (0, "ok")


def test_a_his_that_breaks_a_promise_exits_1(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # It keeps no keys, and the file says that it does.
    with Sandbox(tmp_path / "his.db", traits=HisTraits(keys=False)) as running:
        monkeypatch.setenv("KIOSK_HIS_SECRET", running.accounts.merchant_secret)
        config = station_file(tmp_path, f'url = "{running.urls["his"]}"\nmerchant_id = "SANDBOX"')
        code, points, told = run(config, "--only", "departments", "--only", "registers")
    assert code == 1
    assert points["departments"] == "ok"
    assert points["registers"] == "failed"
    assert "registers" in told


@pytest.mark.parametrize(
    ("his", "secret", "options"),
    [
        ('url = "http://127.0.0.1:9"\nmerchant_id = "M"', "x", ()),
        ('url = "http://127.0.0.1:9"\nmerchant_id = "M"', None, ()),
        ("", "x", ()),
        ('colour = "red"', "x", ()),
        ('url = "http://127.0.0.1:9"\nmerchant_id = "M"', "x", ("--only", "nothing")),
    ],
    ids=["away", "no secret", "no HIS", "bad file", "no such point"],
)
def test_what_cannot_be_tried_exits_2_and_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, his: str, secret: str | None, options: tuple[str, ...]
) -> None:
    monkeypatch.delenv("KIOSK_HIS_SECRET", raising=False)
    if secret:
        monkeypatch.setenv("KIOSK_HIS_SECRET", secret)
    code, _, told = run(station_file(tmp_path, his), *options)
    assert code == 2
    assert told
