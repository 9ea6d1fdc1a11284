"""How often somebody may ask: a bucket of tries for each key, refilled at a steady rate. Thread-safe."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable

MOST_KEYS = 10_000
"""Buckets kept; the one used longest ago is dropped first, which only ever gives a full one back."""


class Limit:
    """`burst` tries at once, then one every `every_s` seconds.

    :param monotonic: seconds that never run backwards.
    """

    def __init__(self, burst: int, every_s: float, monotonic: Callable[[], float]) -> None:
        self._burst = burst
        self._every_s = every_s
        self._monotonic = monotonic
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str) -> bool:
        """Take a try from the key's bucket; False when it is empty."""
        with self._lock:
            now = self._monotonic()
            left, since = self._left.pop(key, (float(self._burst), now))
            left = min(self._burst, left + (now - since) / self._every_s)
            allowed = left >= 1
            self._left[key] = (left - 1 if allowed else left, now)
            if len(self._left) > MOST_KEYS:
                self._left.popitem(last=False)
            return allowed
