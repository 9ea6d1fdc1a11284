"""A station with a place to practise beside it: the window is shown the one or the other, never both."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.station.api import Live, Preview, StationInfo
from kiosk.station.running import RunningStation

if TYPE_CHECKING:
    from kiosk.admin.playground import Playground
    from kiosk.visit.events import Intent
    from kiosk.visit.view import View

log = logging.getLogger(__name__)


class Practised:
    """A station with a place to practise beside it. See `Station` and `kiosk.admin.room.Ground`.

    The window sees the one or the other; while staff practise nothing of the real one is drawn.

    :param open_ground: makes the place; blocks.
    """

    def __init__(self, real: RunningStation, open_ground: Callable[[], Playground]) -> None:
        self._real = real
        self._open_ground = open_ground
        self._ground: Playground | None = None
        self._last: View | None = None
        self._on_view: Callable[[View], None] = lambda _view: None
        self._on_live: Callable[[Live], None] = lambda _live: None
        self.admin = real.admin
        if self.admin is not None:
            self.admin.practise_on(self)

    @classmethod
    def beside(cls, real: RunningStation, config_path: Path) -> Practised:
        """With the place of `Playground`, whose slips come from the real station's printer."""

        def opened() -> Playground:
            # A demonstration's parts take long to load, and only who practises needs them.
            from kiosk.admin.playground import Playground  # noqa: PLC0415
            from kiosk.config import load_config  # noqa: PLC0415

            return Playground(real.printer, load_config(config_path))

        return cls(real, opened)

    # -- as a station

    @property
    def info(self) -> StationInfo:
        """See `Station`."""
        return self._now.info

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:
        """See `Station`."""
        self._on_view, self._on_live = on_view, on_live
        self._real.start(self._seen, self._lively)

    def send(self, intent: Intent) -> None:
        """See `Station`."""
        self._touched()
        self._now.send(intent)

    def begin(self, language: str) -> None:
        """See `Station`."""
        self._touched()
        self._now.begin(language)

    def staff(self, number: str, pin: str) -> None:
        """See `Station`."""
        self._now.staff(number, pin)

    def preview(self) -> Preview | None:
        """See `Station`."""
        return self._now.preview()

    def seconds_left(self, timer: str) -> float | None:
        """See `Station`."""
        return self._now.seconds_left(timer)

    def close(self) -> None:
        """See `Station`."""
        ground, self._ground = self._ground, None
        if ground is not None:
            ground.close()
        self._real.close()

    # -- as a place to practise

    def begin_practice(self) -> bool:
        """Open the place and show it."""
        try:
            ground = self._open_ground()
        except Exception as error:
            # Whatever it is that cannot be started here, the station itself goes on.
            log.warning("practice", extra={"error": type(error).__name__})
            return False
        self._ground = ground
        ground.station.start(self._on_view, self._on_live)
        return True

    def end_practice(self) -> None:
        """Show the station again, and clear away."""
        ground, self._ground = self._ground, None
        if ground is not None:
            ground.close()
        if self._last is not None:
            self._on_view(self._last)

    def hand(self, act: str) -> None:
        """See `Ground`."""
        ground = self._ground
        if ground is None:
            return
        try:
            ground.hand(act)
        except OSError as error:
            log.warning("practice", extra={"error": type(error).__name__})

    @property
    def _now(self) -> RunningStation:
        ground = self._ground
        return self._real if ground is None else ground.station

    def _touched(self) -> None:
        if self._ground is not None and self.admin is not None:
            self.admin.touched()

    def _seen(self, view: View) -> None:
        self._last = view
        if self._ground is None:
            self._on_view(view)

    def _lively(self, live: Live) -> None:
        if self._ground is None:
            self._on_live(live)
