"""A desktop of its own for one test: display, message bus, accessibility bus, the demonstration, hands outside."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

TRANSLATIONS = Path(__file__).parents[3] / "ui" / "translations"
NEEDED = ("Xvfb", "dbus-daemon", "/usr/libexec/at-spi-bus-launcher", "/usr/bin/python3")
HANDS = Path(__file__).with_name("accessible_hands.py")
READY_S, SOON_S, END_S = 120.0, 20.0, 20.0
SECOND_TAP_S, MOST_CONTROLS = 0.35, 40
DOWN, RETURN = 0xFF54, 0xFF0D


@cache
def _book(language: str) -> ElementTree.Element:
    return ElementTree.parse(TRANSLATIONS / f"kiosk_{language}.ts").getroot()


@cache
def word(source: str, context: str = "", language: str = "vi") -> str:
    """What the window shows for a source text, in Vietnamese or another language: that is what a person looks for."""
    for part in _book(language).iter("context"):
        for message in part.iter("message"):
            if message.findtext("source") == source and context in ("", part.findtext("name")):
                return message.findtext("translation") or source
    raise AssertionError(f"the window has no words {source!r}")


def can_be_driven() -> str:
    """What is missing here to drive a window from outside, or nothing."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if not missing:
        look = "import gi; gi.require_version('Atspi', '2.0')"
        if subprocess.run(["/usr/bin/python3", "-c", look], check=False, stderr=subprocess.DEVNULL).returncode:
            missing.append("gir1.2-atspi-2.0")
    return ", ".join(missing)


class Outside:
    """Somebody before the demonstration who sees names and presses them."""

    def __init__(self, hands: subprocess.Popen[str], demo: subprocess.Popen[str], folder: Path) -> None:
        self._hands = hands
        self._demo = demo
        self._tmp = folder
        self._touched = 0.0
        # Its title is in the language that is spoken.
        self.titles = [word("Reception", language=file.stem[-2:]) for file in TRANSLATIONS.glob("kiosk_*.ts")]
        self.his = ""
        self.told: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._demo.stdout is not None
        for line in self._demo.stdout:
            self.told.append(line.rstrip("\n"))

    def order(self, **order: object) -> Any:
        assert self._hands.stdin is not None
        assert self._hands.stdout is not None
        self._hands.stdin.write(json.dumps(order) + "\n")
        self._hands.stdin.flush()
        return json.loads(self._hands.stdout.readline())

    def begins(self) -> None:
        """Wait until both windows are there."""
        until = time.monotonic() + READY_S
        while len(self.order(do="titles") or []) < 2:
            assert time.monotonic() < until, self.told
            time.sleep(0.3)
        self.his = next(line.partition("page is ")[2].strip().rstrip("/") for line in self.told if "page is " in line)

    @property
    def folder(self) -> Path:
        """Where the demonstration keeps what it prints and how its hub is reached."""
        [folder] = self._tmp.glob("kiosk-demo-*")
        return folder

    def looks(self) -> list[tuple[str, str]]:
        """Role and name of everything that can be read or pressed in the patient's window now."""
        return [(role, name) for role, name in self.order(do="look", windows=self.titles) or []]

    def waits(self, seconds: float) -> None:
        """Until something on a window changes."""
        self.order(do="wait", seconds=seconds)

    def presses(self, *names: str) -> bool:
        """Press what is called so, one after the other; slower than the guard against second taps."""
        time.sleep(max(0.0, self._touched + SECOND_TAP_S - time.monotonic()))
        done = bool(self.order(do="type", windows=self.titles, names=names))
        self._touched = time.monotonic()
        return done

    def strikes(self, keysym: int) -> str | None:
        """Strike a key of the keypad; the name of what then has the focus."""
        focused: str | None = self.order(do="strike", windows=self.titles, keysym=keysym)
        return focused

    def selects(self, name: str) -> bool:
        """Go to what is called so by the keypad's keys alone, and select it there."""
        focused = self.order(do="focus", windows=self.titles)
        for _ in range(MOST_CONTROLS):
            if focused == name:
                time.sleep(max(0.0, self._touched + SECOND_TAP_S - time.monotonic()))
                self.strikes(RETURN)
                self._touched = time.monotonic()
                return True
            focused = self.strikes(DOWN)
        return False

    def does(self, source: str) -> None:
        """Do something with the demonstration's hand."""
        assert self.order(do="press", windows=[word("The patient's hand")], name=word(source)), source

    def takes_the_card_of(self, profile: str) -> None:
        """Take another card into the hand."""
        windows = [word("The patient's hand")]
        for _ in range(80):
            if any(name == profile for _, name in self.order(do="look", windows=windows)):
                return
            self.order(do="press", windows=windows, name="›")
            # A button pressed through the tree stays down for a tenth of a second before it acts.
            time.sleep(0.12)
        raise AssertionError(f"there is no card {profile}")

    def registered(self) -> list[dict[str, Any]]:
        """What the HIS holds, the first registration first; each with its `payments`."""
        rows = self.held()
        paid = rows["payments"]
        return [
            row | {"payments": [one["amount"] for one in paid if one["bill_id"] == row["bill_id"]]}
            for row in rows["registrations"]
        ]

    def held(self) -> dict[str, list[dict[str, Any]]]:
        """Everything the sandbox hospital holds, by kind."""
        with urllib.request.urlopen(f"{self.his}/_state", timeout=10) as answer:
            rows: dict[str, list[dict[str, Any]]] = json.loads(answer.read())["rows"]
        return rows

    def slips(self) -> int:
        """How many slips were printed."""
        return len([*self.folder.glob("slips/slip-*.png")])

    def staff_read(self, call: str) -> bool:
        """Whether a call is soon among those that staff read on the hub's page."""
        until = time.monotonic() + SOON_S
        while call not in self._staff_page():
            if time.monotonic() > until:
                return False
            time.sleep(0.2)
        return True

    def _staff_page(self) -> str:
        station = tomllib.loads((self.folder / "station.toml").read_text(encoding="utf-8"))
        token = (self.folder / "credentials" / "hub_token").read_text()
        request = urllib.request.Request(station["hub"]["url"] + "/", headers={"Authorization": f"Bearer {token}"})
        with urllib.request.urlopen(request, timeout=10) as answer:
            page: str = answer.read().decode()
        return page

    def ends(self) -> list[str]:
        """Close the window, as the hospital's evening does, and give what the demonstration then tells."""
        os.kill(self.order(do="process", windows=self.titles), signal.SIGTERM)
        assert self._demo.wait(END_S) == 0, self.told
        self._reader.join(END_S)
        return self.told


@contextmanager
def program(
    command: Sequence[str], environment: Mapping[str, str], *, end: signal.Signals = signal.SIGTERM, **options: Any
) -> Iterator[subprocess.Popen[str]]:
    """A program of the desktop, ended by its pid."""
    process = subprocess.Popen(list(command), env=dict(environment), text=True, **options)
    try:
        yield process
    finally:
        process.send_signal(end)
        try:
            process.wait(END_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _telling(stack: ExitStack, command: list[str], environment: Mapping[str, str]) -> str:
    """Start a program that writes one line to the file descriptor its last word is to name, and give that line."""
    reading, writing = os.pipe()
    words = [word.replace("{fd}", str(writing)) for word in command]
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    stack.enter_context(program(words, environment, pass_fds=[writing], **quiet))
    os.close(writing)
    with os.fdopen(reading) as told:
        return told.readline().strip()


@contextmanager
def desktop(folder: Path) -> Iterator[dict[str, str]]:
    """A display, a message bus and the accessibility bus; the environment of programs on them."""
    missing = can_be_driven()
    if missing:
        assert "CI" not in os.environ, f"CI must have {missing}"
        pytest.skip(f"not on this machine: {missing}")
    environment = {name: value for name, value in os.environ.items() if name not in ("WAYLAND_DISPLAY", "DISPLAY")}
    environment |= {"XDG_RUNTIME_DIR": str(folder), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"}
    with ExitStack() as stack:
        screen = ["Xvfb", "-displayfd", "{fd}", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
        environment["DISPLAY"] = ":" + _telling(stack, screen, environment)
        bus = ["dbus-daemon", "--session", "--nofork", "--print-address={fd}"]
        environment["DBUS_SESSION_BUS_ADDRESS"] = _telling(stack, bus, environment)
        environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
        launcher = ["/usr/libexec/at-spi-bus-launcher", "--launch-immediately"]
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        stack.enter_context(program(launcher, environment, **quiet))
        yield environment


@contextmanager
def before_the_demonstration(folder: Path) -> Iterator[Outside]:
    """The demonstration for a person at a screen, and that person."""
    with desktop(folder) as environment, ExitStack() as stack:
        hands = stack.enter_context(
            program(
                ["/usr/bin/python3", "-W", "ignore", str(HANDS)],
                {**environment, "PYTHONPATH": ""},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        )
        # An interrupt is what makes it end its own programs, also when a journey got stuck.
        command = [sys.executable, "-m", "kiosk", "demo", "--quick"]
        demo = stack.enter_context(program(command, environment, end=signal.SIGINT, stdout=subprocess.PIPE))
        yield Outside(hands, demo, folder)


def ask(url: str, **wanted: object) -> Any:
    """Order something of the sandbox hospital."""
    request = urllib.request.Request(url, json.dumps(wanted).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())
