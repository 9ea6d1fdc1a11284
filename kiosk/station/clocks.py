"""The clocks of the visit under way, by name; starting one that runs starts it anew."""

from __future__ import annotations

from kiosk.clock import Clock
from kiosk.loop import Callback, Loop
from kiosk.visit.effects import Timer


class Clocks:
    """Started and stopped on the loop's owner thread; how long one still runs may be asked from any."""

    def __init__(self, loop: Loop, clock: Clock) -> None:
        self._loop = loop
        self._clock = clock
        self._running: dict[Timer, tuple[float, Callback]] = {}

    def start(self, name: Timer, seconds: float, fired: Callback) -> None:
        """`fired` is called once when so many seconds have passed, unless the clock was stopped."""
        self.stop(name)

        def fire() -> None:
            self._running.pop(name, None)
            fired()

        self._running[name] = (self._clock.monotonic() + seconds, self._loop.later(seconds, fire))

    def stop(self, name: Timer) -> None:
        """Stop one; one that does not run stays so."""
        entry = self._running.pop(name, None)
        if entry is not None:
            entry[1]()

    def stop_all(self) -> None:
        """Stop every one."""
        for name in list(self._running):
            self.stop(name)

    def seconds_left(self, name: Timer) -> float | None:
        """Seconds until a clock ends, if it runs."""
        entry = self._running.get(name)
        return max(0.0, entry[0] - self._clock.monotonic()) if entry else None
