"""What can be made to fail in a demonstration, each by a switch: the neighbours, the printer, the camera."""

from __future__ import annotations

import threading
from collections.abc import Callable

from chip_reader import Portrait
from face_match import FaceDecision
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.station.api import Preview
from kiosk.station.devices import CameraDevice, Guided, TicketDevice

PEERS = ("insurance", "his", "bank")
ALL_REQUESTS = 1_000_000
"""More requests than a demonstration makes: a neighbour that drops so many is away."""


class FailingPrinter:
    """A printer whose paper can be taken away. See `TicketDevice`."""

    def __init__(self, printer: TicketDevice) -> None:
        self._printer = printer
        self.away = False

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        """See `TicketDevice`."""
        return "paper" if self.away else self._printer.print(slip)


class FailingCamera:
    """A camera that can be unplugged, also while it films. See `CameraDevice`."""

    def __init__(self, camera: CameraDevice) -> None:
        self._camera = camera
        self._lock = threading.Lock()
        self._unplugged = False
        self._tell: Callable[[], None] | None = None

    def unplug(self, *, unplugged: bool) -> None:
        """Pull the plug, or put it back."""
        with self._lock:
            self._unplugged = unplugged
            tell, self._tell = (self._tell, None) if unplugged else (None, self._tell)
        if tell is not None:
            self._camera.stop()
            tell()

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """See `CameraDevice`."""
        if self._films(away):
            self._camera.scan(seen, away)

    def match(
        self, portrait: Portrait, guided: Guided, decided: Callable[[FaceDecision], None], away: Callable[[], None]
    ) -> None:
        """See `CameraDevice`."""
        if self._films(away):
            self._camera.match(portrait, guided, decided, away)

    def stop(self) -> None:
        """See `CameraDevice`."""
        with self._lock:
            self._tell = None
        self._camera.stop()

    def preview(self) -> Preview | None:
        """See `CameraDevice`."""
        return self._camera.preview()

    def close(self) -> None:
        """See `CameraDevice`."""
        self._camera.close()

    def _films(self, away: Callable[[], None]) -> bool:
        with self._lock:
            unplugged = self._unplugged
            self._tell = None if unplugged else away
        if unplugged:
            away()
        return not unplugged
