"""The station's hands and eyes, as small protocols: a card reader, a camera, a ticket printer.

Callbacks may come from any thread; the station posts them to its own. Blocking calls run on workers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from chip_reader import CardReading, Portrait
from face_match import FaceDecision
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket
from kiosk.station.api import Preview
from kiosk.visit.values import CardKey

Moved = Callable[[bool], None]
ReadProgress = Callable[[int, str], None]
Guided = Callable[[str, float, str], None]


class CardDevice(Protocol):
    """A tray that reads chip cards."""

    def watch(self, moved: Moved) -> None:
        """Tell of each card laid down (True) or taken away (False), from now on."""
        ...

    def read(self, key: CardKey, progress: ReadProgress) -> CardReading:
        """Read the card on the tray; `progress(percent, stage)` follows the bytes. Blocks.

        :raises chip_reader.ReadError: with the code and what to do.
        """
        ...

    def close(self) -> None:
        """Release the reader."""
        ...


class CameraDevice(Protocol):
    """The camera: dark unless it scans for a QR or compares a face."""

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """Look for QR codes; `seen` with each new text, `away` once when there is no picture."""
        ...

    def match(
        self,
        portrait: Portrait,
        guided: Guided,
        decided: Callable[[FaceDecision], None],
        away: Callable[[], None],
    ) -> None:
        """Compare the person before the camera with `portrait`; `guided(guidance, quality, glow)` while it looks.

        `glow` is the colour (`#RRGGBB`) the screen is to light the face with now, or empty.
        """
        ...

    def stop(self) -> None:
        """Close the camera and forget every picture."""
        ...

    def preview(self) -> Preview | None:
        """The newest picture while the camera is open."""
        ...

    def close(self) -> None:
        """Release camera and matcher for good."""
        ...


class TicketDevice(Protocol):
    """Something that puts a slip into a hand."""

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        """Print; None when it was printed, else the reason (`paper`, `cover`, `offline`, `unknown`). Blocks."""
        ...


class ScannerDevice(Protocol):
    """A code scanner: its codes are dropped unless someone listens."""

    def listen(self, heard: Callable[[str], None]) -> None:
        """Hand over each code from now on."""
        ...

    def ignore(self) -> None:
        """Listen no more."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...


@dataclass(frozen=True, slots=True)
class Devices:
    """What stands in one station."""

    card: CardDevice
    camera: CameraDevice
    printer: TicketDevice
    scanner: ScannerDevice | None = None
