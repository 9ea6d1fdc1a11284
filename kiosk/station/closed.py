"""A station out of service: it shows the closed screen, with the desk to go to, and does nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.config import load_config
from kiosk.station.api import Live, Preview, StationInfo
from kiosk.visit.events import Intent
from kiosk.visit.view import View, view_of


class ClosedStation:
    """See `Station`. Shown when the journal must not be used: never an empty one instead of a damaged one.

    :param trouble: see `View.trouble`.
    """

    def __init__(self, config_path: Path, trouble: str) -> None:
        config = load_config(config_path)
        station = config.station
        self.trouble = trouble
        self._desk = station.desk
        self._info = StationInfo(station.hospital, station.name, config.screen.px_per_mm, station.languages)

    @property
    def info(self) -> StationInfo:
        """See `Station`."""
        return self._info

    @property
    def admin(self) -> None:
        """Without a journal nobody could say afterwards who was in."""
        return None

    def start(self, on_view: Callable[[View], None], on_live: Callable[[Live], None]) -> None:  # noqa: ARG002
        """Show the closed screen."""
        on_view(view_of(None, desk=self._desk, trouble=self.trouble))

    def send(self, intent: Intent) -> None:
        """Nothing is taken here."""

    def begin(self, language: str) -> None:
        """No visit begins here."""

    def staff(self, number: str, pin: str) -> None:
        """Nobody signs in here."""

    def preview(self) -> Preview | None:
        """The camera is dark."""
        return None

    def seconds_left(self, timer: str) -> float | None:  # noqa: ARG002
        """No clock runs."""
        return None

    def close(self) -> None:
        """Nothing is held."""
