"""The window of setup: a station made by hand, what fails told where it is, the live picture shown and let go."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

sys.path.insert(0, str(Path(__file__).parents[2] / "setup"))

from setup_bench import guide

from kiosk.attached import SimulatedMachine
from kiosk.config import load_config
from kiosk.doctor.check import fail
from kiosk.setup.simulated import SimulatedTrials
from ui.cashier.theme import Theme, use
from ui.it.setup.window import SetupWindow
from ui.patient.languages import load_fonts

ANSWERS = {
    "station.hospital": "Bệnh viện Mẫu",
    "station.name": "Máy 03",
    "station.id": "03",
    "station.facility": "01010",
}
Open = Callable[..., SetupWindow]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    load_fonts(qapp)
    qapp.setStyle("Fusion")
    use(Theme())
    made: list[SetupWindow] = []

    def open_window(machine: SimulatedMachine | None = None, trials: SimulatedTrials | None = None) -> SetupWindow:
        window = SetupWindow(guide(tmp_path / "station.toml", machine, trials))
        window.show()
        made.append(window)
        return window

    yield open_window
    for window in made:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def fill(window: SetupWindow, answers: dict[str, str]) -> None:
    assert window.view is not None
    for path, text in answers.items():
        window.view.fields[path].setText(text)


def until(qtbot: QtBot, page: str, window: SetupWindow) -> None:
    qtbot.waitUntil(lambda: window.page == page and window.go.isEnabled(), timeout=10_000)


def choose(qtbot: QtBot, window: SetupWindow, page: str) -> None:
    """Take the first device of a page, try it, and go on."""
    until(qtbot, page, window)
    assert window.view is not None
    window.view.pick(window.view.offered[0])
    window.go_on()
    qtbot.waitUntil(lambda: window.finding is not None and window.go.isEnabled(), timeout=10_000)


def test_a_station_is_set_up_with_the_window(opened: Open, qtbot: QtBot, tmp_path: Path) -> None:
    trials = SimulatedTrials()
    window = opened(trials=trials)
    fill(window, ANSWERS)
    window.go_on()
    for page in ("reader", "camera", "printer", "screen"):
        choose(qtbot, window, page)
        window.go_on()
    until(qtbot, "his", window)
    window.go_on()  # nothing given, nothing tried
    until(qtbot, "hub", window)
    fill(window, {"secret:hub_token": "a-token"})
    window.go_on()
    qtbot.waitUntil(lambda: window.finding is not None and window.go.isEnabled(), timeout=10_000)
    window.go_on()
    until(qtbot, "save", window)
    window.go_on()
    qtbot.waitUntil(lambda: window.saved is not None, timeout=10_000)
    config = load_config(tmp_path / "station.toml")
    assert (config.station.name, config.printer.kind) == ("Máy 03", "picture")
    assert "hub" in trials.tried
    assert "a-token" not in window.message.text()
    assert "niêm phong" in window.message.text()


def test_a_wrong_answer_stays_with_what_is_expected_below_it(opened: Open) -> None:
    window = opened()
    fill(window, {**ANSWERS, "station.id": "máy 3"})
    window.go_on()
    assert window.page == "station"
    told = window.findChild(QLabel, "wrong.station.id")
    assert isinstance(told, QLabel)
    assert told.text() == "1 đến 4 chữ hoa hoặc chữ số, như 03"


def test_the_camera_is_seen_live_and_let_go_when_the_page_is_left(opened: Open, qtbot: QtBot) -> None:
    trials = SimulatedTrials({"camera": fail("no picture within 5 s", "check the cable")})
    window = opened(trials=trials)
    fill(window, ANSWERS)
    window.go_on()
    choose(qtbot, window, "reader")
    window.go_on()
    until(qtbot, "camera", window)
    assert window.view is not None
    assert window.view.preview is not None
    window.view.pick(window.view.offered[0])
    preview = window.view.preview
    qtbot.waitUntil(lambda: not preview.pixmap().isNull(), timeout=10_000)
    window.go_on()
    qtbot.waitUntil(lambda: window.finding is not None and window.go.isEnabled(), timeout=10_000)
    assert window.view.word.text() == "✕ Chưa dùng được"
    assert window.anyway.isVisible()
    window.open_page(0)
    qtbot.waitUntil(lambda: bool(trials.cameras) and not any(one.alive() for one in trials.cameras), timeout=10_000)


def test_a_slip_that_did_not_come_out_is_not_gone_on_with(opened: Open, qtbot: QtBot) -> None:
    window = opened()
    window.open_page(3)
    choose(qtbot, window, "printer")
    assert window.no.isVisible()
    window.no.click()
    assert window.page == "printer"
    assert window.finding is None
