"""A station whose journal is damaged stays closed: patients are sent to the desk, and the file is left as it is."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from kiosk.config.render import render_toml
from kiosk.station.closed import ClosedStation
from kiosk.visit.events import HelpPressed
from kiosk.visit.view import Screen, View


def station_file(folder: Path) -> Path:
    file = folder / "station.toml"
    file.write_text(
        render_toml(
            {
                "station": {
                    "id": "03",
                    "hospital": "Bệnh viện Mẫu",
                    "name": "Máy 03",
                    "facility": "01999",
                    "journal": folder / "journal.db",
                    "desk": "7",
                },
                "camera": {"on": False},
                "printer": {"kind": "picture", "path": folder / "slips"},
            }
        ),
        encoding="utf-8",
    )
    return file


def test_a_closed_station_shows_the_desk_and_takes_nothing(tmp_path: Path) -> None:
    seen: list[View] = []
    station = ClosedStation(station_file(tmp_path))
    station.start(seen.append, lambda _live: None)
    station.begin("vi")
    station.send(HelpPressed())
    assert [(view.screen, view.desk, view.visit_id) for view in seen] == [(Screen.CLOSED, "7", "")]
    assert station.preview() is None
    assert station.seconds_left("payment") is None
    station.close()


def test_a_damaged_journal_closes_the_window_s_station_and_is_left_as_it_is(tmp_path: Path) -> None:
    damaged = b"not a journal " * 1_000
    (tmp_path / "journal.db").write_bytes(damaged)
    shots = tmp_path / "shots"
    secrets = {"KIOSK_JOURNAL_KEY": "00" * 32, "KIOSK_HUB_TOKEN": "t"}
    window = subprocess.Popen(
        [sys.executable, "-m", "ui.patient", "--config", str(station_file(tmp_path)), "--windowed", "--shots", shots],
        env={**os.environ, **secrets, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert window.stderr is not None
    try:
        said = next((line for line in window.stderr if not line.startswith("{")), "")
        for _ in range(600):
            if window.poll() is not None or list(shots.glob("*.png")):
                break
            time.sleep(0.1)
    finally:
        window.terminate()
        window.wait(20)
        window.stderr.close()
    assert "damaged" in said
    assert [picture.name for picture in shots.glob("*.png")] == ["01-closed.png"]
    assert (tmp_path / "journal.db").read_bytes() == damaged
