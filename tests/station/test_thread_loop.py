"""The station's loop lasts all day: what was cancelled is not kept until its time would have come."""

from __future__ import annotations

import threading

from kiosk.clock import SystemClock
from kiosk.loop import FEW_TIMERS, ThreadLoop


def test_cancelled_timers_do_not_pile_up_and_the_others_still_fire() -> None:
    loop, fired = ThreadLoop(SystemClock()), threading.Event()
    loop.later(0.01, fired.set)
    for _ in range(20 * FEW_TIMERS):
        loop.later(900.0, fired.clear)()
    assert len(loop._timers) <= FEW_TIMERS + 1
    loop.start()
    assert fired.wait(10)
    loop.stop()
