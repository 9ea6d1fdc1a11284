"""A station whose journal is damaged stays closed: patients are sent to the desk, and the file is left as it is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("trouble", ["journal", "away", "disk"])
def test_a_closed_station_shows_the_desk_and_takes_nothing(tmp_path: Path, trouble: str) -> None:
    seen: list[View] = []
    station = ClosedStation(station_file(tmp_path), trouble)
    station.start(seen.append, lambda _live: None)
    station.begin("vi")
    station.send(HelpPressed())
    assert [(view.screen, view.desk, view.visit_id, view.trouble) for view in seen] == [
        (Screen.CLOSED, "7", "", trouble)
    ]
    assert station.preview() is None
    assert station.seconds_left("payment") is None
    station.close()


def run_until_drawn(folder: Path, *, as_service: bool = False) -> tuple[int, str]:
    """`kiosk run`, or what the service starts, until it said why, or drew its screen: its exit code, what it said."""
    file, shots = station_file(folder), folder / "shots"
    window = ["-m", "ui.patient", "--config", str(file), "--windowed", "--shots", str(shots)]
    command = [sys.executable, *window] if as_service else [sys.executable, "-m", "kiosk", "run", "--config", str(file)]
    secrets = {"KIOSK_JOURNAL_KEY": "00" * 32, "KIOSK_HUB_TOKEN": "t"}
    program = subprocess.Popen(
        command,
        env={**os.environ, **secrets, "QT_QPA_PLATFORM": "offscreen"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert program.stderr is not None
    try:
        said = next((line for line in program.stderr if not line.startswith("{")), "")
        while as_service and program.poll() is None and not list(shots.glob("*.png")):
            time.sleep(0.1)
    finally:
        os.killpg(program.pid, signal.SIGTERM)
        code = program.wait(30)
        program.stderr.close()
    return code, said


def test_a_damaged_journal_closes_the_window_s_station_and_is_left_as_it_is(tmp_path: Path) -> None:
    damaged = b"not a journal " * 1_000
    (tmp_path / "journal.db").write_bytes(damaged)
    code, said = run_until_drawn(tmp_path, as_service=True)
    assert "damaged" in said
    assert code == 2, "it never was a station"
    assert [picture.name for picture in (tmp_path / "shots").glob("*.png")] == ["01-closed.png"]
    assert (tmp_path / "journal.db").read_bytes() == damaged


def test_a_journal_that_is_gone_closes_the_station_and_none_begins(tmp_path: Path) -> None:
    (tmp_path / "journal.db.lock").write_text("begun open")
    code, said = run_until_drawn(tmp_path)
    assert "its rows are gone" in said
    assert "call hospital IT" in said
    assert code != 0
    assert not (tmp_path / "journal.db").exists()
