"""Stands for a station that is being opened, so that the window is seen, and touched, before it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.station.api import Live, Preview, Station, StationInfo

if TYPE_CHECKING:
    from kiosk.admin.values import Admin
    from kiosk.visit.contents import View
    from kiosk.visit.events import Intent

CLOSING_S = 10.0


class OpeningStation:
    """See `Station`. What is done before the station is open waits for it, in order.

    :param info: what is said until then.
    :param make: opens the station; called on a thread of its own when the window starts it.
    :param failed: told on that thread what `make` raised; no view comes then.
    """

    def __init__(self, info: StationInfo, make: Callable[[], Station], failed: Callable[[Exception], None]) -> None:
        self._info = info
        self._make = make
        self._failed = failed
        self._lock = threading.Lock()
        self._opened: Station | None = None
        self._waiting: list[Callable[[Station], None]] = []
        self._closed = False
        self._thread: threading.Thread | None = None

    @property
    def info(self) -> StationInfo:
        """See `Station`."""
        return self._info if self._opened is None else self._opened.info

    @property
    def admin(self) -> Admin | None:
        """See `Station`."""
        return None if self._opened is None else self._opened.admin

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """See `Station`; the first view comes when the station is open."""
        self._thread = threading.Thread(target=self._open, args=(on_view, on_live), name="opening", daemon=True)
        self._thread.start()

    def send(self, intent: Intent) -> None:
        """See `Station`."""
        self._when_open(lambda station: station.send(intent))

    def begin(self, language: str) -> None:
        """See `Station`."""
        self._when_open(lambda station: station.begin(language))

    def staff(self, number: str, pin: str) -> None:
        """See `Station`."""
        self._when_open(lambda station: station.staff(number, pin))

    def preview(self) -> Preview | None:
        """See `Station`."""
        return None if self._opened is None else self._opened.preview()

    def seconds_left(self, timer: str) -> float | None:
        """See `Station`."""
        return None if self._opened is None else self._opened.seconds_left(timer)

    def close(self) -> None:
        """See `Station`; one that is being opened is closed as soon as it is."""
        with self._lock:
            self._closed = True
            station = self._opened
        if station is not None:
            station.close()
        elif self._thread is not None:
            self._thread.join(CLOSING_S)

    def _when_open(self, act: Callable[[Station], None]) -> None:
        with self._lock:
            if self._opened is None:
                self._waiting.append(act)
                return
            station = self._opened
        act(station)

    def _open(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        try:
            station = self._make()
        except Exception as error:
            self._failed(error)
            return
        with self._lock:
            closed = self._closed
            if not closed:
                self._opened = station
                station.start(on_view, on_live)
                for act in self._waiting:
                    act(station)
                self._waiting.clear()
        if closed:
            station.close()
