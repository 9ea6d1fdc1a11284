"""The window as a program: it starts on a real display server, says what is wrong in one line, and lasts all day."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtWidgets import QCheckBox, QPushButton
from window_shown import Shown

from kiosk.visit.view import Screen, View
from ui.patient.gallery import settle
from ui.patient.hand import HandWindow
from ui.patient.samples import PAYMENT_TEXT


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python child with this test's environment and more."""
    return subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"LC_ALL": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of our own, ended by its process."""
    xvfb = shutil.which("Xvfb")
    if xvfb is None:
        assert "CI" not in os.environ, "CI must have Xvfb"
        pytest.skip("no Xvfb on this machine")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        [xvfb, "-displayfd", str(writing), "-screen", "0", "1080x1920x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait(timeout=10)


def test_the_window_is_drawn_on_an_x_server(display: str, tmp_path: Path) -> None:
    look = ("--language", "vi", "--theme", "light", "--mount", "portrait")
    done = run(
        *("-m", "ui.patient.gallery", str(tmp_path), "--only", "payment", *look),
        **{"QT_QPA_PLATFORM": "xcb", "DISPLAY": display},
    )
    assert (done.returncode, done.stderr) == (0, "")
    [picture] = [*(tmp_path / "vi-light-portrait").glob("*-payment.png")]
    with Image.open(picture) as image:
        assert image.size == (1080, 1920)
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [PAYMENT_TEXT]
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    links = set(re.findall(r'(?:href|src)="([^"]+)"', index))
    assert links
    assert [link for link in links if not (tmp_path / link).is_file()] == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--config", "/nowhere/station.toml"], "no configuration at"),
        (["--config", __file__], "the station cannot be opened"),
        (["--config", __file__, "--script"], "add --demo"),
        ([], "--config"),
    ],
)
def test_a_window_that_cannot_start_says_why_and_ends_with_2(arguments: list[str], says: str) -> None:
    done = run("-m", "ui.patient", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_hundred_thousand_calls_into_qt_do_not_use_up_pythons_constants() -> None:
    calls = (
        "import ui\nfrom PySide6.QtCore import QObject\no = QObject()\nfor _ in range(100_000): o.setObjectName('a')"
    )
    assert run("-c", calls).returncode == 0


def test_a_forgotten_welcome_screen_returns_to_vietnamese_and_usual_text(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    shown.choose_language("en")
    shown.tap("look")
    bridge = shown.window.bridge
    assert (bridge.speaks(), bridge.property("large")) == ("en", True)
    bridge._forgotten.timeout.emit()
    settle()
    assert (bridge.speaks(), bridge.property("large")) == ("vi", False)


def test_the_look_tool_leads_through_all_four_looks_and_back(shown: Shown) -> None:
    shown.show(View(Screen.WELCOME))
    looks = []
    for _ in range(4):
        shown.tap("look")
        bridge = shown.window.bridge
        looks.append((bridge.property("large"), bridge.property("contrast")))
    assert looks == [(True, False), (True, True), (False, True), (False, False)]


class RememberingHand:
    def __init__(self) -> None:
        self.done: list[str] = []

    def profiles(self) -> tuple[str, ...]:
        return ("adult", "child")

    def choose(self, profile: str) -> None:
        self.done.append(profile)

    def turn(self, direction: str) -> None:
        self.done.append(direction)

    def come_closer(self) -> None:
        self.done.append("come_closer")

    def show_qr(self) -> None:
        self.done.append("show_qr")

    def show_slip(self) -> None:
        self.done.append("show_slip")

    def stranger(self) -> None:
        self.done.append("stranger")

    def fail(self, part: str, *, fails: bool) -> None:
        self.done.append(f"{part} {'away' if fails else 'back'}")

    def hide_qr(self) -> None:
        self.done.append("hide_qr")

    def lay_card(self) -> None:
        self.done.append("lay_card")

    def take_card(self) -> None:
        self.done.append("take_card")

    def face(self) -> None:
        self.done.append("face")

    def transfer(self) -> None:
        self.done.append("transfer")


def test_each_button_of_the_hand_does_its_act(qtbot: object) -> None:
    hand = RememberingHand()
    window = HandWindow(hand)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    for button in window.findChildren(QPushButton):
        button.click()
    expected = [
        "child",
        "show_qr",
        "hide_qr",
        "show_slip",
        "lay_card",
        "take_card",
        "face",
        "stranger",
        "left",
        "right",
        "come_closer",
        "transfer",
    ]
    assert hand.done == expected


def test_each_switch_of_the_hand_takes_something_away_and_gives_it_back(qtbot: object) -> None:
    hand = RememberingHand()
    window = HandWindow(hand)
    qtbot.addWidget(window)  # type: ignore[attr-defined]
    for switch in window.findChildren(QCheckBox):
        switch.click()
        switch.click()
    parts = ("insurance", "his", "bank", "printer", "camera")
    assert hand.done == [f"{part} {state}" for part in parts for state in ("away", "back")]


def test_the_window_tells_how_fast_its_pictures_are() -> None:
    done = run("-m", "ui.patient.first_frame", "--json")
    assert done.returncode == 0
    figures = json.loads(done.stdout)
    assert figures["platform"] == "offscreen"
    assert all(figures[name] > 0 for name in ("preview_cpu_percent", "peak_rss_mib"))
    assert figures["preview_frames_per_second"] > 0
