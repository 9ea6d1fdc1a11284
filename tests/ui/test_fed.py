"""The window as a service: ready when its first screen is drawn, and feeding the watchdog from its own thread."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from kiosk.service.notify import Notifier
from kiosk.service.watchdog import Heartbeats, Watchdog
from kiosk.visit.view import Screen, View
from ui.patient.fed import Fed
from ui.patient.languages import Languages
from ui.patient.samples import SampleStation
from ui.patient.window import PatientWindow


class Heard(Notifier):
    """A service manager that remembers."""

    def __init__(self) -> None:
        super().__init__(watchdog_s=0.1)
        self.lines: list[str] = []

    def _say(self, *lines: str) -> None:
        self.lines += lines


def test_ready_is_said_with_the_first_screen_and_food_comes_while_the_station_moves(
    qtbot: QtBot, languages: Languages
) -> None:
    station, heard, beats = SampleStation(), Heard(), Heartbeats(time.monotonic)
    window = PatientWindow(station, languages, motion=False)
    fed = Fed(window, Watchdog(heard, beats))
    window.show(full_screen=False)
    qtbot.wait(100)
    assert heard.lines == []
    window.bridge.start()
    station.show(View(Screen.WELCOME))
    qtbot.waitUntil(lambda: heard.lines.count("WATCHDOG=1") > 3)
    assert heard.lines[:2] == ["READY=1", "STATUS=the window shows welcome"]
    beats.expect("owner", 0.0)
    qtbot.waitUntil(lambda: heard.lines[-1] == "STATUS=standing still: owner")
    qtbot.wait(100)
    assert heard.lines[-1] == "STATUS=standing still: owner"
    del fed
    window.close()
