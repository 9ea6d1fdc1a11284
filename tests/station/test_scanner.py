"""A code scanner: on a serial line, tried through a pseudo terminal, and as a keyboard, tried through its key codes."""

from __future__ import annotations

import os
import pty
import queue
import tty
from collections.abc import Iterator

import pytest
from evdev import ecodes

from kiosk.station.scanner import MAX_CHARACTERS, Scanner, SerialLine, key_character

CARD = "001090000017|012345000|Nguyễn Đức Mẫu|15031990|Nam|Số 1 Ngõ Thử, Hà Nội|10052021"


class Wire:
    """The scanner's end of a pseudo terminal, and what the station heard."""

    def __init__(self) -> None:
        self.master, slave = pty.openpty()
        tty.setraw(slave)
        self.path = os.ttyname(slave)
        self.heard: queue.Queue[str] = queue.Queue()
        self.scanner = Scanner(lambda: SerialLine(self.path))
        self._slave = slave
        self._wait_until_open()

    def _wait_until_open(self) -> None:
        """Opening a serial port drops what was sent before; so ask until it answers."""
        self.scanner.listen(self.heard.put)
        for _ in range(100):
            self.send("hello\r")
            try:
                self.heard.get(timeout=0.1)
            except queue.Empty:
                continue
            break
        self.send("ready\r")
        while self.heard.get(timeout=10) != "ready":
            pass
        self.scanner.ignore()

    def send(self, text: str) -> None:
        os.write(self.master, text.encode())

    def close(self) -> None:
        self.scanner.close()
        os.close(self.master)
        os.close(self._slave)


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.close()


def test_a_code_with_vietnamese_letters_is_heard_whole(wire: Wire) -> None:
    wire.scanner.listen(wire.heard.put)
    wire.send(CARD + "\r\n")
    assert wire.heard.get(timeout=10) == CARD


def test_a_code_is_dropped_while_nobody_listens(wire: Wire) -> None:
    wire.scanner.listen(wire.heard.put)
    wire.send("first\r")
    assert wire.heard.get(timeout=10) == "first"
    wire.scanner.ignore()
    wire.send("unheard\r")
    with pytest.raises(queue.Empty):
        wire.heard.get(timeout=0.6)
    wire.scanner.listen(wire.heard.put)
    wire.send("heard again\r")
    assert wire.heard.get(timeout=10) == "heard again"


@pytest.mark.attack
def test_a_code_that_is_too_long_is_dropped_and_the_next_one_is_heard(wire: Wire) -> None:
    wire.scanner.listen(wire.heard.put)
    for _ in range(MAX_CHARACTERS // 256 + 1):
        wire.send("9" * 256)
    wire.send("\rafter\r")
    assert wire.heard.get(timeout=10) == "after"


@pytest.mark.attack
def test_control_characters_and_broken_bytes_never_reach_the_visit(wire: Wire) -> None:
    wire.scanner.listen(wire.heard.put)
    wire.send("a\x00b\x1bc\x7fd\r")
    assert wire.heard.get(timeout=10) == "abcd"
    os.write(wire.master, b"\xff\xff\xff\xffgood\r")
    assert wire.heard.get(timeout=10) == "good"


def test_a_scanner_that_is_not_there_yet_is_found_when_it_comes() -> None:
    tries: queue.Queue[int] = queue.Queue()

    def absent() -> SerialLine:
        tries.put(1)
        raise OSError("no such device")

    scanner = Scanner(absent)
    tries.get(timeout=10)
    tries.get(timeout=10)
    scanner.close()


@pytest.mark.parametrize(
    ("code", "shift", "typed"),
    [
        (ecodes.KEY_0, False, "0"),
        (ecodes.KEY_A, False, "a"),
        (ecodes.KEY_A, True, "A"),
        (ecodes.KEY_BACKSLASH, True, "|"),
        (ecodes.KEY_SPACE, False, " "),
        (ecodes.KEY_ENTER, False, "\n"),
        (ecodes.KEY_F5, False, ""),
        (ecodes.KEY_LEFTMETA, False, ""),
    ],
)
def test_a_keyboard_like_scanner_types_the_us_layout(code: int, shift: bool, typed: str) -> None:
    assert key_character(ecodes.KEY[code], shift=shift) == typed
