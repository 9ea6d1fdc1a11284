"""A camera without a device: pictures from a callable, and the faults real cameras have."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from enum import StrEnum

import numpy as np

from face_match.camera.protocol import STALE_SECONDS, Camera, Frame
from face_match.geometry import Picture

LATE_SECONDS = 0.8


class CameraFault(StrEnum):
    """What can be wrong: unplugged; a covered lens; a driver repeating nothing new; frames that arrive long after."""

    GONE = "gone"
    BLACK = "black"
    FROZEN = "frozen"
    LATE = "late"


class SimulatedCamera(Camera):
    """Shows what `frames` returns, asked anew for every `latest`, at most `frames_per_second` times a second.

    :param frames: gives the picture of this moment (uint8 RGB).
    :param clock: seconds, monotonic; also stamps the frames.
    """

    def __init__(
        self,
        frames: Callable[[], Picture],
        clock: Callable[[], float] = time.monotonic,
        frames_per_second: float = 25.0,
    ) -> None:
        self._frames = frames
        self._clock = clock
        self._interval = 1 / frames_per_second
        self._lock = threading.Lock()
        self._last: Frame | None = None
        self._number = 0
        self._next_at = float("-inf")
        self._on_their_way: deque[tuple[float, Picture]] = deque()
        self._fault: CameraFault | None = None
        self._closed = False

    @property
    def fault(self) -> CameraFault | None:
        return self._fault

    @fault.setter
    def fault(self, fault: CameraFault | None) -> None:
        """Choose a fault, or None to be whole again."""
        with self._lock:
            self._fault = fault
            if fault is CameraFault.GONE:
                self._last = None

    def latest(self) -> Frame | None:
        with self._lock:
            if self._closed or self._fault is CameraFault.GONE:
                return None
            now = self._clock()
            if now >= self._next_at and self._fault is not CameraFault.FROZEN:
                self._take(now)
            if self._last is None or now - self._last.taken_at > STALE_SECONDS:
                return None
            return self._last

    def alive(self) -> bool:
        return self.latest() is not None

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._last = None
            self._on_their_way.clear()

    def _take(self, now: float) -> None:
        """A new frame; a late camera shows the one it took `LATE_SECONDS` ago, if it has run that long."""
        self._next_at = now + self._interval
        picture = self._frames()
        if self._fault is CameraFault.BLACK:
            picture = np.zeros_like(picture)
        self._on_their_way.append((now, picture))
        lateness = LATE_SECONDS if self._fault is CameraFault.LATE else 0.0
        while self._on_their_way and now - self._on_their_way[0][0] >= lateness:
            taken_at, arrived = self._on_their_way.popleft()
            self._number += 1
            self._last = Frame(arrived, taken_at, self._number)
