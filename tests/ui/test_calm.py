"""Garbage and first loading wait until nobody stands there."""

from __future__ import annotations

import ctypes
import gc
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
