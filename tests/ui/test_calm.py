"""Garbage and first loading wait until nobody stands there."""

from __future__ import annotations

import ctypes
import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest
from window_shown import Shown

from kiosk.visit.view import Screen, View
from ui.patient.bench import resident_kib
from ui.patient.calm import Calm
from ui.patient.gallery import settle
from ui.patient.window import QML


@pytest.fixture(autouse=True)
def usual_interpreter() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    gc.unfreeze()
    sys.setswitchinterval(before)


def test_screens_are_loaded_only_while_the_welcome_screen_stands(shown: Shown) -> None:
    kept = Calm(shown.window)
    shown.show(View(Screen.CONSENT))
    assert gc.get_freeze_count() > 0
    kept._warm()
    assert kept._warmed == []
    shown.show(View(Screen.WELCOME))
    for _ in range(100):
        kept._warm()
        settle()
    assert len(kept._warmed) == len(list((QML / "screens").glob("*.qml")))
    assert not kept._timer.isActive()
    assert [one.errorString() for one in kept._warmed if one.isError()] == []


def test_a_visit_s_garbage_goes_soon_after_it(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[bool] = []
    kept = Calm(shown.window)
    shown.show(View(Screen.WELCOME))
    shown.show(View(Screen.CONSENT))
    assert not kept._soon.isActive()
    shown.show(View(Screen.WELCOME))
    assert kept._soon.isActive()
    monkeypatch.setattr(gc, "collect", lambda: collected.append(True))
    kept.tidy()
    assert collected == [True]


@pytest.mark.skipif(not hasattr(ctypes.CDLL(None), "malloc_trim"), reason="glibc's own")
def test_the_room_a_visit_took_is_given_back_though_something_small_stays_at_its_end(shown: Shown) -> None:
    libc = ctypes.CDLL(None)
    libc.malloc.restype, libc.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
    libc.free.argtypes = [ctypes.c_void_p]
    kept = Calm(shown.window)
    kept.tidy()
    pieces = [libc.malloc(4096) for _ in range(8_000)]
    for piece in pieces:
        ctypes.memset(piece, 1, 4096)
    taken, _ = resident_kib()
    for piece in pieces[:-1]:
        libc.free(piece)
    free, _ = resident_kib()
    kept.tidy()
    after, _ = resident_kib()
    libc.free(pieces[-1])
    assert taken - free < 16_000, "glibc keeps it, or this shows nothing"
    assert taken - after > 24_000


NAMES = """
import sys
import kiosk.demo.quick, ui.patient.window
from ui.patient.calm import settle_heaps, settle_names
from ui.patient.soak import heap_kib
settle_heaps()
settle_names()
before = heap_kib()
for number in range(200_000):
    sys.intern(f"of a visit {number}")
print(heap_kib() - before)
"""


def test_what_visits_name_and_forget_makes_nothing_larger_later() -> None:
    # In a process of its own: in this one the table may have been made anew already.
    told = subprocess.run([sys.executable, "-c", NAMES], check=True, capture_output=True, text=True)
    assert float(told.stdout) < 500, "KiB; made anew it is some 1,900 larger"
