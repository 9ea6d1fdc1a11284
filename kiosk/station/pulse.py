"""How a station does, as it knows from its own work: what it is at, and how each device did when it was last used."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from his_client.insurance.ports import EligibilityStatus
from kiosk.clock import VIETNAM, Clock
from kiosk.fleet.values import DeviceState
from kiosk.visit import events as ev


@dataclass(slots=True)
class Pulse:
    """Told by the station's owner thread, read from any. Nothing of it is about a person."""

    clock: Clock
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _began: float | None = None
    _ended: float | None = None
    _day: date | None = None
    _visits: int = 0
    _devices: dict[str, tuple[DeviceState, str]] = field(default_factory=dict)

    def began(self) -> None:
        """A visit begins."""
        with self._lock:
            self._began = self.clock.monotonic()

    def ended(self) -> None:
        """The visit is over."""
        today = self.clock.now().astimezone(VIETNAM).date()
        with self._lock:
            self._began, self._ended = None, self.clock.monotonic()
            self._visits = self._visits + 1 if self._day == today else 1
            self._day = today

    def used(self, device: str, state: DeviceState, code: str = "") -> None:
        """How a device or a neighbour did just now."""
        with self._lock:
            self._devices[device] = (state, code)

    @property
    def devices(self) -> dict[str, tuple[DeviceState, str]]:
        """What was last seen of each that was used."""
        with self._lock:
            return dict(self._devices)

    @property
    def visit_s(self) -> int:
        """For how long the present visit goes on; 0 without one."""
        with self._lock:
            return 0 if self._began is None else int(self.clock.monotonic() - self._began)

    @property
    def last_visit_s(self) -> int | None:
        """How long ago the last visit ended."""
        with self._lock:
            return None if self._ended is None else int(self.clock.monotonic() - self._ended)

    @property
    def visits_today(self) -> int:
        """Visits that ended on this day."""
        today = self.clock.now().astimezone(VIETNAM).date()
        with self._lock:
            return self._visits if self._day == today else 0


def seen_of(event: ev.Event) -> tuple[str, DeviceState, str] | None:
    """What an answer says of the device or the neighbour it came from."""
    match event:
        case ev.CardRead():
            return "reader", DeviceState.OK, ""
        case ev.CardReadFailed(code="reader_gone"):
            return "reader", DeviceState.FAIL, "reader_gone"
        case ev.CameraAway():
            return "camera", DeviceState.FAIL, "no_picture"
        case ev.QrSeen() | ev.FaceDecided():
            return "camera", DeviceState.OK, ""
        case ev.TicketPrinted():
            return "printer", DeviceState.OK, ""
        case ev.TicketFailed(reason=reason):
            return "printer", DeviceState.FAIL, reason
        case ev.HisSilent():
            return "his", DeviceState.WARN, "silent"
        case ev.DepartmentsKnown() | ev.VisitRegistered():
            return "his", DeviceState.OK, ""
        case ev.CoverageKnown(eligibility=found):
            away = found.status is EligibilityStatus.UNVERIFIED
            return "insurer", DeviceState.WARN if away else DeviceState.OK, "unverified" if away else ""
        case ev.CallUnheard():
            return "hub", DeviceState.WARN, "silent"
        case _:
            return None
