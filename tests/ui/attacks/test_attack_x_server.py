"""The real window on a real X server: real keys, and the message by which a window manager closes a window."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_program import display

pytestmark = pytest.mark.attack

__all__ = ["display"]

LEAVING = (
    ("Alt_L", "F4"),
    ("Control_L", "q"),
    ("Control_L", "w"),
    ("Control_L", "o"),
    ("Control_L", "p"),
    ("Control_L", "Alt_L", "Delete"),
    ("Control_L", "Alt_L", "BackSpace"),
    ("Control_L", "Alt_L", "F1"),
    ("Control_L", "Shift_L", "Escape"),
    ("Alt_L", "Tab"),
    ("Super_L", "r"),
    *((f"F{number}",) for number in range(1, 13)),
    *((one,) for one in ("Escape", "Menu", "Super_L", "Print", "XF86HomePage", "XF86WWW", "Multi_key", "Return")),
    *((("Shift_L",),) * 5),
)


# A window that is gone is told by what is seen afterwards; Xlib's own handler would end the whole run.
_UNHEARD = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda _display, _error: 0)


class Display:
    """An attacker's hands on a display, through Xlib and its test extension."""

    def __init__(self, name: str) -> None:
        self._x, self._test = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XStringToKeysym.restype = ctypes.c_ulong
        self._x.XInternAtom.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XSetErrorHandler(_UNHEARD)
        self._at = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        assert self._at.value

    def close(self) -> None:
        self._x.XCloseDisplay(self._at)

    def strikes(self, *names: str) -> None:
        codes = [
            self._x.XKeysymToKeycode(self._at, ctypes.c_ulong(self._x.XStringToKeysym(one.encode()))) for one in names
        ]
        held = [code for code in codes if code]
        for down, order in ((1, held), (0, held[::-1])):
            for code in order:
                self._test.XTestFakeKeyEvent(self._at, code, down, 0)
        self._x.XSync(self._at, 0)

    def gives_the_focus(self, window: int) -> None:
        self._x.XSetInputFocus(self._at, ctypes.c_ulong(window), 2, 0)
        self._x.XSync(self._at, 0)

    def asks_to_close(self, window: int) -> None:
        """WM_PROTOCOLS/WM_DELETE_WINDOW, as Alt+F4 or a task bar sends it."""
        atoms = [self._x.XInternAtom(self._at, one, 0) for one in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
        message = (ctypes.c_long * 24)()
        message[0], message[4], message[5], message[6], message[7] = 33, window, atoms[0], 32, atoms[1]
        self._x.XSendEvent(self._at, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
        self._x.XSync(self._at, 0)

    def windows(self) -> list[int]:
        """The windows that stand on the display now."""
        found, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        top = ctypes.c_ulong(self._x.XDefaultRootWindow(self._at))
        self._x.XQueryTree(
            self._at, top, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(found), ctypes.byref(count)
        )
        shown = [found[number] for number in range(count.value)]
        return [one for one in shown if self._mapped(one)]

    def _mapped(self, window: int) -> bool:
        looks = (ctypes.c_byte * 256)()
        self._x.XGetWindowAttributes(self._at, ctypes.c_ulong(window), ctypes.byref(looks))
        return bool(ctypes.c_int.from_buffer(looks, 92).value == 2)


@pytest.fixture
def attacker(display: str) -> Iterator[Display]:
    hands = Display(display)
    yield hands
    hands.close()


def test_no_real_key_and_no_window_managers_message_takes_the_window_away(display: str, attacker: Display) -> None:
    environment = os.environ | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "LC_ALL": "C.UTF-8"}
    program = Path(__file__).with_name("shown_alone.py")
    shown = subprocess.Popen(
        [sys.executable, str(program)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert shown.stdout is not None
        window = int(shown.stdout.readline().split()[1])
        attacker.gives_the_focus(window)
        before = attacker.windows()
        assert window in before
        for keys in LEAVING:
            attacker.strikes(*keys)
            assert attacker.windows() == before, keys
        for _ in range(3):
            attacker.asks_to_close(window)
            time.sleep(0.2)
        assert attacker.windows() == before
        assert shown.poll() is None
    finally:
        shown.send_signal(signal.SIGTERM)
        _, said = shown.communicate(timeout=30)
    assert (shown.returncode, said) == (0, "")
