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
SOON_S, READY_S, END_S = 40.0, 120.0, 20.0


@cache
def word(source: str, context: str = "") -> str:
    """What the window in Vietnamese shows for a source text: that is what a person looks for."""
    tree = ElementTree.parse(TRANSLATIONS / "kiosk_vi.ts")
    for part in tree.getroot().iter("context"):
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

    def __init__(self, hands: subprocess.Popen[str], demo: subprocess.Popen[str]) -> None:
        self._hands = hands
        self._demo = demo
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

    def begins(self) -> str:
        """Wait until both windows are there, and give the address of the HIS behind them."""
        until = time.monotonic() + READY_S
        while len(self.order(do="titles") or []) < 2:
            assert time.monotonic() < until, self.told
            time.sleep(0.3)
        return next(line.partition("page is ")[2].strip() for line in self.told if "page is " in line)

    def names(self) -> list[str]:
        """Everything that can be read or pressed in the patient's window now."""
        return [one["name"] for one in self.order(do="look", window=word("Reception")) or []]

    def presses(self, name: str) -> bool:
        """Press what is called so; slower than the guard against second taps."""
        time.sleep(0.4)
        return bool(self.order(do="press", window=word("Reception"), name=name))

    def does(self, source: str) -> None:
        """Do something with the demonstration's hand."""
        assert self.order(do="press", window=word("The patient's hand"), name=word(source)), source

    def takes_the_card_of(self, profile: str) -> None:
        """Take another card into the hand."""
        window = word("The patient's hand")
        for _ in range(80):
            if any(one["name"] == profile for one in self.order(do="look", window=window)):
                return
            self.order(do="press", window=window, name="›")
            # A button pressed through the tree stays down for a tenth of a second before it acts.
            time.sleep(0.3)
        raise AssertionError(f"there is no card {profile}")

    def ends(self) -> list[str]:
        """Close the window, as the hospital's evening does, and give what the demonstration then tells."""
        os.kill(self.order(do="process", window=word("Reception")), signal.SIGTERM)
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
        command = [sys.executable, "-m", "kiosk", "demo"]
        demo = stack.enter_context(program(command, environment, end=signal.SIGINT, stdout=subprocess.PIPE))
        yield Outside(hands, demo)


def ask(url: str, **wanted: object) -> Any:
    """Order something of the sandbox hospital."""
    request = urllib.request.Request(url, json.dumps(wanted).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.loads(answer.read())
