"""A code scanner beside the camera: a keyboard-like USB device, grabbed so that nobody else hears it, or a serial line.

What it sends is a claim of whoever holds the paper: length and characters are limited before anything reads it. A
keyboard-like scanner drops Vietnamese marks; a card's key needs none of them.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable, Iterator
from typing import Protocol

import serial

log = logging.getLogger(__name__)

MAX_CHARACTERS = 1024
RETRY_S = 2.0
BAUD = 115_200
POLL_S = 0.2

Heard = Callable[[str], None]


class Line(Protocol):
    """An open scanner: characters as they come, None while nothing comes."""

    def characters(self) -> Iterator[str | None]:
        """Characters one by one, None at least every few tenths of a second; ends when the device is gone."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


class SerialLine:
    """A scanner on a serial or USB-serial line, which sends UTF-8 and ends each code with CR or LF."""

    def __init__(self, path: str) -> None:
        self._port = serial.Serial(path, BAUD, timeout=POLL_S, exclusive=True)

    def characters(self) -> Iterator[str | None]:
        """See `Line`."""
        pending = b""
        while True:
            try:
                byte = self._port.read(1)
            except (serial.SerialException, OSError, TypeError):
                return  # unplugged, or closed while waiting
            if not byte:
                yield None
                continue
            pending += byte
            with contextlib.suppress(UnicodeDecodeError):
                yield pending.decode()
                pending = b""
            if len(pending) >= 4:
                pending = b""  # no character of UTF-8 is longer

    def close(self) -> None:
        """See `Line`."""
        self._port.close()


class KeyboardLine:
    """A scanner that types like a keyboard (US layout), grabbed: its keys reach no window."""

    def __init__(self, path: str) -> None:
        import evdev  # noqa: PLC0415 - Linux only, and only stations with such a scanner need it

        self._codes = evdev.ecodes
        self._device = evdev.InputDevice(path)
        self._device.grab()

    def characters(self) -> Iterator[str | None]:
        """See `Line`."""
        import select  # noqa: PLC0415

        shift = False
        while True:
            try:
                if not select.select([self._device.fd], [], [], POLL_S)[0]:
                    yield None
                    continue
                events = list(self._device.read())
            except (OSError, ValueError):
                return
            for event in events:
                if event.type != self._codes.EV_KEY:
                    continue
                if event.code in (self._codes.KEY_LEFTSHIFT, self._codes.KEY_RIGHTSHIFT):
                    shift = bool(event.value)
                elif event.value == 1 and (typed := key_character(self._codes.KEY.get(event.code), shift=shift)):
                    yield typed

    def close(self) -> None:
        """See `Line`."""
        self._device.close()


_PLAIN = {
    "MINUS": "-_", "EQUAL": "=+", "LEFTBRACE": "[{", "RIGHTBRACE": "]}", "SEMICOLON": ";:", "APOSTROPHE": "'\"",
    "GRAVE": "`~", "BACKSLASH": "\\|", "COMMA": ",<", "DOT": ".>", "SLASH": "/?", "SPACE": "  ",
    "ENTER": "\n\n", "KPENTER": "\n\n",
}  # fmt: skip
_DIGITS = dict(zip("1234567890", "!@#$%^&*()", strict=True))


def key_character(name: str | list[str] | tuple[str, ...] | None, *, shift: bool) -> str:
    """What a key of the US layout types; empty for keys that type nothing."""
    first = name if isinstance(name, str) else (name[0] if name else "")
    key = first.removeprefix("KEY_")
    if key in _PLAIN:
        return _PLAIN[key][shift]
    if key in _DIGITS:
        return _DIGITS[key] if shift else key
    if len(key) == 1 and key.isalpha():
        return key if shift else key.lower()
    return ""


class Scanner:
    """Listens to a scanner on a thread of its own, and finds it again when it is unplugged and back.

    :param open_line: opens the device; raises OSError while it is not there.
    """

    def __init__(self, open_line: Callable[[], Line]) -> None:
        self._open_line = open_line
        self._heard: Heard | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="scanner", daemon=True)
        self._thread.start()

    def listen(self, heard: Heard) -> None:
        """Hand over each code from now on."""
        self._heard = heard

    def ignore(self) -> None:
        """Codes are read and dropped until someone listens again."""
        self._heard = None

    def close(self) -> None:
        """Let go of the device."""
        self._stop.set()
        self._thread.join(timeout=5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                line = self._open_line()
            except OSError:
                self._stop.wait(RETRY_S)
                continue
            try:
                self._read(line)
            finally:
                line.close()
            self._stop.wait(POLL_S)

    def _read(self, line: Line) -> None:
        text, too_long = "", False
        for character in line.characters():
            if self._stop.is_set():
                return
            if character is None:
                continue
            if character in "\r\n":
                if text and not too_long and self._heard is not None:
                    self._heard(text)
                text, too_long = "", False
            elif len(text) >= MAX_CHARACTERS:
                text, too_long = "", True
            elif not too_long and character.isprintable():
                text += character


def open_scanner(device: str) -> Scanner:
    """The scanner of a configuration: `/dev/input/…` is a keyboard-like one, anything else a serial line."""
    if device.startswith("/dev/input/"):
        return Scanner(lambda: KeyboardLine(device))
    return Scanner(lambda: SerialLine(device))
