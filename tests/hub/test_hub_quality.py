"""A whole hub: what a station hands in is among the console's figures seconds later, under the HIS's names."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
import requests
from hub_running import TOKEN, secrets_of, station_toml, until

from his_client.sandbox.run import Sandbox
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.hub.db.commands import init, open_database
from kiosk.hub.intake import Taken
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.quality import keeper
from kiosk.hub.quality.reader import QualityReader
from kiosk.hub.wiring import running_hub

sys.path += [str(Path(__file__).parents[1] / "hub_db")]  # quality_parts

from quality_parts import K03, REGISTERED, lines_of


def test_a_stations_visits_are_counted_by_the_running_hub_under_the_names_the_his_gives(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, secret in secrets_of(sandbox).items():
        monkeypatch.setenv(name, secret)
    monkeypatch.setattr(keeper, "EVERY_S", 0.1)
    clinic = next(iter(sandbox.book.rooms.rules.values()))
    file = tmp_path / "station.toml"
    file.write_text(f'{station_toml(sandbox)}console = "127.0.0.1:1"\n', encoding="utf-8")
    config = load_config(file)
    init(config, SystemClock())
    with running_hub(config, SystemClock(), lambda: None) as server:
        intake = HttpIntake(server.url, TOKEN)
        rows = lines_of([replace(REGISTERED, department_id=clinic.id)] * 6)
        assert isinstance(intake.take(K03, rows, len(rows)), Taken)
        intake.close()

        bearer = {"Authorization": f"Bearer {TOKEN}"}
        answer = requests.get(f"{server.url}/console/quality", headers=bearer, timeout=5, allow_redirects=False)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (303, "/console/sign-in")

        def health() -> dict[str, object]:
            return dict(requests.get(f"{server.url}/health", timeout=5).json())

        assert until(lambda: health()["quality"], "ok") == "ok"
        database = open_database(config)
        reader = QualityReader(database)
        assert until(reader.months, ("2026-11",)) == ("2026-11",)
        found = reader.month("2026-11")
        database.close()
    assert found is not None
    assert found.figures.visits == 6
    assert [(part.id, part.name) for part in found.departments] == [(clinic.id, clinic.name)]
