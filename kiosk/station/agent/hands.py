"""What an order does at the station, as the agent may ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from kiosk.fleet.values import DeviceState, OrderOutcome, StationState


@dataclass(frozen=True, slots=True)
class Glance:
    """How the station stands now: what it is at, what is undelivered. Devices as (device, state, code)."""

    state: StationState
    step: str
    visit_s: int = 0
    last_visit_s: int | None = None
    visits_today: int = 0
    undelivered: int = 0
    behind: int = 0
    devices: tuple[tuple[str, DeviceState, str], ...] = ()
    problems: tuple[str, ...] = ()


class Hands(Protocol):
    """On the station's owner thread, but for `collect`, `look`, `update` and `updated`, which block: on a worker."""

    def glance(self) -> Glance:
        """How the station stands."""
        ...

    def look(self) -> tuple[tuple[str, DeviceState, str], ...]:
        """The devices that can be looked at without being used."""
        ...

    def serve(self, wanted: bool, order_id: str) -> None:
        """Out of service, or back."""
        ...

    def reprint(self) -> str:
        """The last slip once more; "" when it goes to the printer, else why not (`no_slip`)."""
        ...

    def collect(self) -> str:
        """Diagnostics as JSON, without personal data."""
        ...

    def update(self, release: str, order_id: str, bring: Callable[[str, Path], str]) -> str:
        """Hand a release to the machine's updater; "" when it is there, else why not (`undelivered`, `no_updater`, and
        what `bring`, which fetches a file of the hub's, says).
        """
        ...

    def updated(self, release: str, since: datetime) -> tuple[OrderOutcome, str] | None:
        """How the update to a release ended that was handed over then, with a code; None while it goes on."""
        ...

    def restart(self) -> None:
        """End this program; its supervisor starts it anew."""
        ...

    def quietly(self, then: Callable[[], None]) -> None:
        """Run `then` once no patient stands here."""
        ...
