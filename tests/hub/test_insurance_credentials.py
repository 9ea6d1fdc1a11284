"""The insurance gateway's account lives at the hub or in the HIS, never on a lobby machine."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from kiosk import hospital
from kiosk.config.render import render_toml
from kiosk.hub.client import HubClient
from kiosk.station import opening

ROOT = Path(__file__).parents[2]
ON_THE_GATEWAYS_ACCOUNT = ("vss", "token", "copayment", "his_route", "cache")


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
    return found


@pytest.mark.attack
@pytest.mark.parametrize("room", ["kiosk/station", "kiosk/visit", "kiosk/printing", "kiosk/demo", "ui"])
def test_nothing_that_runs_in_the_lobby_knows_how_to_use_the_account(room: str) -> None:
    forbidden = {f"his_client.insurance.{name}" for name in ON_THE_GATEWAYS_ACCOUNT} | {"kiosk.hub.wiring"}
    for path in (ROOT / room).rglob("*.py"):
        assert not imports(path) & forbidden, path


def test_a_station_opens_without_the_gateways_password_and_never_asks_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    secret = opening.secret

    def noting(name: str, credentials: Path | None = None) -> str:
        asked.append(name)
        return secret(name, credentials)

    for module in (opening, hospital):
        monkeypatch.setattr(module, "secret", noting)
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", "07" * 32)
    monkeypatch.setenv("KIOSK_HUB_TOKEN", "token")
    monkeypatch.setenv("KIOSK_HIS_SECRET", "secret")
    monkeypatch.delenv("KIOSK_INSURANCE_PASSWORD", raising=False)
    path = tmp_path / "station.toml"
    path.write_text(
        render_toml(
            {
                "station": {
                    "id": "03",
                    "hospital": "Bệnh viện Mẫu",
                    "name": "Máy 03",
                    "facility": "01999",
                    "journal": tmp_path / "station.db",
                },
                "reader": {"kind": "virtual", "profile": "adult-2021"},
                "camera": {"on": False},
                "printer": {"kind": "picture", "path": tmp_path / "slips"},
                "his": {"url": "http://127.0.0.1:9", "merchant_id": "M"},
                "hub": {"url": "http://127.0.0.1:9"},
                "insurance": {
                    "enabled": True,
                    "url": "https://egw.example.vn",
                    "username": "01999_BV",
                    "officer_name": "Cán Bộ Mẫu",
                    "officer_id": "001180000099",
                },
            }
        ),
        encoding="utf-8",
    )
    station = opening.open_station(path)
    station.close()
    assert set(asked) == {"journal_key", "hub_token", "his_secret"}


@pytest.mark.attack
def test_a_station_sends_the_hub_its_own_token_and_nothing_of_the_account() -> None:
    client = HubClient("http://127.0.0.1:9", "token")
    kept = vars(client)
    client.close()
    assert {name for name, value in kept.items() if isinstance(value, str | dict)} == {"_headers"}
