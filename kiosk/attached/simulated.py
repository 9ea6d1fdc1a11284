"""A machine with invented devices, for tests and for trying setup without any."""

from __future__ import annotations

from dataclasses import dataclass

from chip_reader import ReaderGone
from kiosk.attached.devices import FoundCamera, FoundPrinter, FoundScreen

PANEL = FoundScreen("HDMI-A-1", "Panel 21.5", 1920, 1080, 476, 268)


@dataclass
class SimulatedMachine:
    """`Attached` that answers with its fields; `pcsc` false is a smart-card service that does not answer."""

    reader_names: tuple[str, ...] = ("Simulated Reader 00 00",)
    camera_list: tuple[FoundCamera, ...] = (FoundCamera("/dev/v4l/by-id/usb-simulated-video-index0", "Simulated HD"),)
    printer_list: tuple[FoundPrinter, ...] = (FoundPrinter("Simulated 80", {"kind": "picture", "path": "slips"}),)
    screen_list: tuple[FoundScreen, ...] | None = (PANEL,)
    touch: tuple[str, ...] | None = ("Simulated Touch",)
    pcsc: bool = True

    def readers(self) -> tuple[str, ...]:
        """See `Attached`."""
        if not self.pcsc:
            raise ReaderGone("the smart-card service does not answer")
        return self.reader_names

    def cameras(self) -> tuple[FoundCamera, ...]:
        """See `Attached`."""
        return self.camera_list

    def printers(self) -> tuple[FoundPrinter, ...]:
        """See `Attached`."""
        return self.printer_list

    def screens(self) -> tuple[FoundScreen, ...] | None:
        """See `Attached`."""
        return self.screen_list

    def touch_panels(self) -> tuple[str, ...] | None:
        """See `Attached`."""
        return self.touch
