"""The window is there before its station: what is done meanwhile waits, and what cannot be opened is told."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.station.api import Information, Live, StationInfo
from kiosk.station.glance import glance
from kiosk.visit.events import BackPressed, Intent, NextPressed
from kiosk.visit.view import Screen, View
from ui.patient.opening import OpeningStation
from ui.patient.samples import SampleStation

BEFORE = StationInfo("Bệnh viện Mẫu", "Máy 03", 4.03)


class Remembering(SampleStation):
    """A station that notes in which order it was told."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str | Intent] = []
        self.closed = False

    def begin(self, language: str) -> None:
        self.told.append(language)

    def send(self, intent: Intent) -> None:
        self.told.append(intent)

    def close(self) -> None:
        self.closed = True


def opened(make: threading.Event, real: SampleStation, problems: list[Exception]) -> OpeningStation:
    def open_() -> SampleStation:
        assert make.wait(10)
        return real

    return OpeningStation(BEFORE, open_, problems.append)


def test_touches_before_the_station_is_open_reach_it_in_order() -> None:
    real, gate, views = Remembering(), threading.Event(), list[View]()
    station = opened(gate, real, [])
    station.start(views.append, lambda _live: None)
    station.begin("en")
    station.send(NextPressed())
    assert (station.info, station.preview(), station.seconds_left("idle_end")) == (BEFORE, None, None)
    assert real.told == []
    gate.set()
    assert station._thread is not None
    station._thread.join()
    station.send(BackPressed())
    assert real.told == ["en", NextPressed(), BackPressed()]
    real.show(View(Screen.CONSENT), Live())
    assert views[-1].screen is Screen.CONSENT
    assert station.info == real.info
    station.close()
    assert real.closed


def test_what_is_closed_while_it_opens_is_closed_when_it_is_open() -> None:
    real, gate = Remembering(), threading.Event()
    station = opened(gate, real, [])
    station.start(lambda _view: None, lambda _live: None)
    threading.Timer(0.01, gate.set).start()
    station.close()
    assert real.closed


def test_why_it_cannot_be_opened_is_told_and_no_view_comes() -> None:
    problems, views = list[Exception](), list[View]()

    def broken() -> SampleStation:
        raise RuntimeError("no journal")

    station = OpeningStation(BEFORE, broken, problems.append)
    station.start(views.append, lambda _live: None)
    station.close()
    assert [str(one) for one in problems] == ["no journal"]
    assert views == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", StationInfo("", "", 4.03)),
        ("station = 1", StationInfo("", "", 4.03)),
        ("no = toml = at all", StationInfo("", "", 4.03)),
        (
            '[station]\nhospital = "Bệnh viện Mẫu"\nname = "Máy 03"\nlanguages = ["vi"]\n[screen]\npx_per_mm = 3.2',
            StationInfo("Bệnh viện Mẫu", "Máy 03", 3.2, ("vi",), Information()),
        ),
    ],
)
def test_the_header_is_read_from_the_file_as_it_stands(text: str, seen: StationInfo, tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text(text, encoding="utf-8")
    assert glance(file) == seen
