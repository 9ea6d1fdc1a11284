"""A station opened from its file: it starts, shows the welcome screen, prints on its printer, and closes whole."""

from __future__ import annotations

import resource
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chip_reader.virtual import VirtualCard, VirtualReader, load_profile
from kiosk.clock import SystemClock
from kiosk.config.render import render_toml
from kiosk.journal import Journal, MasterKey
from kiosk.loop import ThreadLoop
from kiosk.station.api import Live
from kiosk.station.opening import open_station
from kiosk.station.records import station_codec
from kiosk.station.running import RunningStation
from kiosk.visit import events as ev
from kiosk.visit.view import KeyView, Screen, View

SOON = 20.0
KEY = "07" * 32
CONSENT = ev.ConsentGiven(face=False, insurer=False, wording="0" * 64, language="vi")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A station with a printer that paints, without camera, HIS or hub."""
    credentials = tmp_path / "credentials"
    credentials.mkdir(mode=0o700)
    (credentials / "journal_key").write_text(KEY)
    (credentials / "hub_token").write_text("token")
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
                    "credentials": credentials,
                },
                "reader": {"kind": "virtual", "profile": "adult-2021"},
                "camera": {"on": False},
                "printer": {"kind": "picture", "path": tmp_path / "slips"},
                "hub": {"url": "http://127.0.0.1:9"},
            }
        ),
        encoding="utf-8",
    )
    return path


class Window:
    """What a window would know: the views in order, waited for instead of polled."""

    def __init__(self, station: RunningStation) -> None:
        self.station = station
        self.views: list[View] = []
        self._news = threading.Condition()

    def on_view(self, view: View) -> None:
        with self._news:
            self.views.append(view)
            self._news.notify_all()

    def until(self, wanted: Callable[[View], bool]) -> View:
        with self._news:
            assert self._news.wait_for(lambda: bool(self.views) and wanted(self.views[-1]), SOON), self.views[-1:]
            return self.views[-1]


@pytest.fixture
def reader() -> VirtualReader:
    return VirtualReader()


@pytest.fixture
def window(config: Path, reader: VirtualReader) -> Iterator[Window]:
    before = set(threading.enumerate())
    station = open_station(config, reader=reader)
    it = Window(station)
    station.start(it.on_view, lambda _live: None)
    yield it
    station.close()
    station.close()
    time.sleep(0.05)  # a thread that is only just being started cannot be waited for
    for thread in set(threading.enumerate()) - before:
        thread.join(SOON)
    assert set(threading.enumerate()) <= before


def test_it_shows_the_welcome_screen_and_its_names(window: Window) -> None:
    view = window.until(lambda view: view.screen is Screen.WELCOME)
    assert view == window.station.view
    assert window.station.info.hospital == "Bệnh viện Mẫu"
    assert window.station.preview() is None
    assert window.station.seconds_left("idle") is None


def test_a_stations_process_dumps_no_core_with_faces_and_names_in_it(window: Window) -> None:
    assert window.station.view is not None
    assert resource.getrlimit(resource.RLIMIT_CORE)[0] == 0


def test_without_camera_and_hospital_a_patient_still_gets_a_number_at_the_desk(
    window: Window, reader: VirtualReader, config: Path
) -> None:
    profile = load_profile("adult-2021")
    reader.insert(VirtualCard(profile))
    window.until(lambda view: view.screen is Screen.CONSENT)
    window.station.send(CONSENT)
    typing = window.until(lambda view: view.screen is Screen.KEY_TYPE)
    assert typing.content == KeyView("number", "camera_away", camera=False)
    dates = ["-".join(reversed(date.split("/"))) for date in (profile.date_of_birth, profile.expiry_date)]
    for field, value in zip(("number", "birth", "expiry"), (profile.id_number, *dates), strict=True):
        window.station.send(ev.KeyTyped(field, value))
    desk = window.until(lambda view: view.screen is Screen.DESK and view.content.printed is not None)  # type: ignore[union-attr]
    assert (desk.content.number, desk.content.reason, desk.content.printed) == ("Q03-01", "HIS-01", True)  # type: ignore[union-attr]
    assert len(list((config.parent / "slips").iterdir())) == 1
    reader.remove()
    window.until(lambda view: view.screen is Screen.WELCOME)
    for path in config.parent.rglob("*"):
        if path.is_file():
            assert profile.full_name.encode() not in path.read_bytes(), path.name
            assert profile.id_number.encode() not in path.read_bytes(), path.name


def test_closed_in_the_middle_of_a_visit_it_ends_that_visit_at_the_next_start(config: Path, window: Window) -> None:
    window.station.begin("vi")
    window.until(lambda view: view.screen is Screen.CONSENT)
    window.station.send(CONSENT)
    window.until(lambda view: view.screen is Screen.KEY_TYPE)
    window.station.close()
    again = Window(open_station(config, reader=VirtualReader()))
    again.station.start(again.on_view, lambda _live: None)
    again.until(lambda view: view.screen is Screen.WELCOME)
    again.station.close()
    journal = Journal.open(config.parent / "station.db", station_codec(), MasterKey(bytes.fromhex(KEY)), SystemClock())
    kinds = [row.kind for row in journal.rows()]
    assert journal.verify().whole
    journal.close()
    assert kinds == ["VisitStarted", "ConsentGiven", "CameraAway", "StationRestarted", "VisitSummed"]


class TestThreadLoop:
    def loop(self) -> ThreadLoop:
        return ThreadLoop(SystemClock(), workers=2, name="test-loop")

    def test_callbacks_run_in_order_on_one_thread_and_jobs_elsewhere(self) -> None:
        loop, told, done = self.loop(), list[str](), threading.Event()

        def heard(name: str) -> None:
            told.append(name)
            done.set()

        loop.start()
        loop.post(lambda: told.append(threading.current_thread().name))
        loop.work("job", lambda: threading.current_thread().name, heard)
        assert done.wait(SOON)
        loop.stop()
        assert told[0] == "test-loop"
        assert told[1].startswith("test-loop-work")

    def test_a_cancelled_clock_never_fires_and_clocks_fire_in_order(self) -> None:
        loop, told, done = self.loop(), list[str](), threading.Event()

        def begin() -> None:
            loop.later(0.03, done.set)
            loop.later(0.02, lambda: told.append("second"))
            loop.later(0.01, lambda: told.append("first"))
            loop.later(0.005, lambda: told.append("never"))()

        loop.post(begin)
        loop.start()
        assert done.wait(SOON)
        loop.stop()
        assert told == ["first", "second"]

    def test_a_failing_job_ends_the_loop_and_is_told(self, monkeypatch: pytest.MonkeyPatch) -> None:
        failed: list[BaseException] = []
        loop = self.loop()
        monkeypatch.setattr(loop, "on_failure", failed.append)
        loop.start()

        def job() -> None:
            raise LookupError("unforeseen")

        loop.work("job", job, lambda _none: None)
        with pytest.raises(LookupError):
            loop.wait()
        loop.stop()
        assert [type(error) for error in failed] == [LookupError]

    def test_what_was_posted_before_the_stop_is_still_done(self) -> None:
        loop, told = self.loop(), []
        for number in range(5):
            loop.post(lambda number=number: told.append(number))  # type: ignore[misc]
        loop.start()
        loop.stop()
        loop.work("too late", lambda: told.append("job"), lambda _none: None)
        assert told == [0, 1, 2, 3, 4]


def test_progress_of_a_reading_reaches_the_window_and_never_runs_back(config: Path) -> None:
    reader = VirtualReader()
    profile = load_profile("adult-2021")
    station = open_station(config, reader=reader)
    window, live = Window(station), list[Live]()
    station.start(window.on_view, live.append)
    station.begin("vi")
    station.send(CONSENT)
    window.until(lambda view: view.screen is Screen.KEY_TYPE)
    dates = ["-".join(reversed(date.split("/"))) for date in (profile.date_of_birth, profile.expiry_date)]
    for field, value in zip(("number", "birth", "expiry"), (profile.id_number, *dates), strict=True):
        station.send(ev.KeyTyped(field, value))
    window.until(lambda view: view.screen is Screen.LAY_CARD)
    reader.insert(VirtualCard(profile))
    window.until(lambda view: view.screen is Screen.DESK)
    station.close()
    percents = [step.percent for step in live]
    assert percents == sorted(percents)
    assert percents[-1] == 100
