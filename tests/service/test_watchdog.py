"""The service manager hears that a program is ready and alive, and does not while a part of it stands still."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.clock import SystemClock
from kiosk.loop import ThreadLoop
from kiosk.service import watchdog
from kiosk.service.notify import Notifier
from kiosk.service.watchdog import Heartbeats, Watchdog, watch_loop


class Manager:
    """A service manager's end of the socket."""

    def __init__(self, address: str) -> None:
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(address)
        self._socket.settimeout(10)

    def heard(self) -> str:
        return self._socket.recv(4096).decode()

    def heard_nothing(self) -> bool:
        self._socket.setblocking(False)
        try:
            return not self._socket.recv(4096)
        except BlockingIOError:
            return True
        finally:
            self._socket.settimeout(10)

    def close(self) -> None:
        self._socket.close()


@pytest.fixture(params=["path", "abstract"])
def manager(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Manager, str]]:
    name = str(tmp_path / "notify") if request.param == "path" else f"@kiosk-test-{os.getpid()}-{tmp_path.name}"
    end = Manager("\0" + name[1:] if name.startswith("@") else name)
    yield end, name
    end.close()


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_ready_state_and_food_arrive_on_sockets_of_both_kinds(manager: tuple[Manager, str]) -> None:
    end, address = manager
    notifier = Notifier.from_environment({"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "20000000"})
    assert notifier.watchdog_s == 20
    notifier.ready("the window shows welcome")
    assert end.heard() == "READY=1\nSTATUS=the window shows welcome"
    notifier.feed()
    assert end.heard() == "WATCHDOG=1"
    notifier.stopping()
    assert end.heard() == "STOPPING=1"


def test_a_program_without_a_manager_says_nothing() -> None:
    notifier = Notifier.from_environment({})
    assert notifier.watchdog_s is None
    notifier.ready("here")
    notifier.feed()


def test_a_manager_that_has_gone_stops_nothing(tmp_path: Path) -> None:
    Notifier(str(tmp_path / "gone"), 20.0).feed()


def test_the_food_is_asked_of_the_process_that_was_started_and_not_of_its_children() -> None:
    asked = {"NOTIFY_SOCKET": "@x", "WATCHDOG_USEC": "20000000", "WATCHDOG_PID": "4711"}
    assert Notifier.from_environment(asked, pid=4711).watchdog_s == 20
    assert Notifier.from_environment(asked, pid=4712).watchdog_s is None


def test_who_beats_in_time_is_fed_and_who_stands_still_is_named_and_starves(tmp_path: Path) -> None:
    end, now = Manager(str(tmp_path / "notify")), Time()
    beats = Heartbeats(now)
    dog = Watchdog(Notifier(str(tmp_path / "notify"), 20.0), beats)
    assert dog.every_s == 2
    beats.expect("owner", 15)
    beats.expect("workers", 60)
    dog.ready("welcome")
    assert [end.heard(), end.heard()] == ["READY=1\nSTATUS=welcome", "WATCHDOG=1"]
    now.now += 14
    assert dog.tick()
    assert end.heard() == "WATCHDOG=1"
    now.now += 2
    beats.beat("workers")
    assert not dog.tick()
    assert end.heard() == "STATUS=standing still: owner"
    assert not dog.tick()
    assert end.heard_nothing()
    beats.beat("owner")
    assert dog.tick()
    assert [end.heard(), end.heard()] == ["STATUS=welcome", "WATCHDOG=1"]
    end.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watchdog, "BEAT_S", 0.01)
    for name in ("OWNER_S", "WORKERS_S", "THREADS_S"):
        monkeypatch.setattr(watchdog, name, 0.2)


def _until(true: object) -> None:
    end = time.monotonic() + 20
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, "never"
        time.sleep(0.01)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("stuck", ["owner", "workers", "threads"])
def test_a_station_whose_part_stands_still_is_no_longer_fed(stuck: str) -> None:
    """A commit that never returns, workers that all wait for ever, and a thread that has died."""
    loop = ThreadLoop(SystemClock(), workers=2)
    beats, let_go, dies = Heartbeats(time.monotonic), threading.Event(), threading.Event()
    dog = Watchdog(Notifier(), beats)
    scanner = threading.Thread(target=dies.wait, args=(30,), name="scanner")
    scanner.start()
    loop.start()
    loop.post(lambda: watch_loop(loop, beats))
    for _ in range(20):
        time.sleep(0.02)
        _until(dog.tick)
    match stuck:
        case "owner":
            loop.post(lambda: let_go.wait(30) and None)
        case "workers":
            for _ in range(2):
                loop.work("hangs", lambda: let_go.wait(30), lambda _: None)
        case _:
            dies.set()
    _until(lambda: stuck in beats.late())
    assert not dog.tick()
    let_go.set()
    if stuck != "threads":
        _until(dog.tick)
    dies.set()
    scanner.join()
    loop.stop()


@pytest.mark.usefixtures("quick")
def test_one_job_that_never_ends_starves_a_station_and_not_a_hub() -> None:
    loop = ThreadLoop(SystemClock(), workers=4)
    station, hub, let_go = Heartbeats(time.monotonic), Heartbeats(time.monotonic), threading.Event()
    loop.start()
    loop.post(lambda: watch_loop(loop, station, job_s=0.1))
    loop.post(lambda: watch_loop(loop, hub, job_s=None))
    loop.work("hangs", lambda: let_go.wait(30), lambda _: None)
    _until(lambda: station.late() == ("workers",))
    _until(lambda: hub.late() == ())
    assert loop.oldest_job_s() > 0.1
    let_go.set()
    _until(lambda: loop.oldest_job_s() < 0.1)
    loop.stop()


@pytest.mark.usefixtures("quick")
def test_a_service_is_ready_when_its_owner_thread_is_and_says_when_it_ends(tmp_path: Path) -> None:
    end, address = Manager(str(tmp_path / "notify")), str(tmp_path / "notify")
    loop, beats, ending, reads = (
        ThreadLoop(SystemClock()),
        Heartbeats(time.monotonic),
        threading.Event(),
        threading.Event(),
    )
    attending = threading.Thread(target=Watchdog(Notifier(address, 0.2), beats).attend, args=(ending, "serves"))
    loop.start()
    loop.post(lambda: reads.wait(30) and None)
    loop.post(lambda: watch_loop(loop, beats, job_s=None))
    attending.start()
    time.sleep(0.1)
    assert end.heard_nothing()
    reads.set()
    assert end.heard() == "READY=1\nSTATUS=serves"
    assert [end.heard(), end.heard()] == ["WATCHDOG=1", "WATCHDOG=1"]
    ending.set()
    attending.join()
    while (last := end.heard()) != "STOPPING=1":
        assert last == "WATCHDOG=1"
    loop.stop()
    end.close()
