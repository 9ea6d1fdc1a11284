"""The demonstration's station tells its house from its own file, as any station does."""

from __future__ import annotations

from pathlib import Path

from kiosk.config import load_config
from kiosk.demo.house import HOUSE
from kiosk.demo.run import station_toml
from kiosk.station.opening import information_of

PEERS = {
    "his": "http://127.0.0.1:2",
    "insurance": "http://127.0.0.1:3",
    "bank": "http://127.0.0.1:4",
    "accounts": {
        "facility_code": "01010",
        "gateway_username": "01010_BV",
        "officer_name": "Cán Bộ Mẫu",
        "officer_id": "001090000001",
        "merchant_id": "KIOSK",
        "bank_account": "0011009999999",
        "bank_bin": "970436",
    },
}


def test_hours_places_and_the_map_stand_in_the_demonstrations_file(tmp_path: Path) -> None:
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "hub_token").write_text("token")
    file = tmp_path / "station.toml"
    text = station_toml(tmp_path, tmp_path / "credentials", PEERS, "http://127.0.0.1:5", quick=False)
    file.write_text(text, encoding="utf-8")
    assert information_of(load_config(file)) == HOUSE
    assert Path(HOUSE.map).read_text(encoding="utf-8").startswith("<svg")
    assert {len(way.steps) > 0 for way in HOUSE.ways} == {True}
