"""A printer without hardware, with a menu of faults; `lost` is the printer that accepts a slip and prints nothing."""

from __future__ import annotations

from enum import StrEnum

from PIL import Image

from kiosk.printing.printer import Printer, PrinterError, PrinterState, PrinterStatus


class PrinterFault(StrEnum):
    """What can go wrong."""

    PAPER = "paper"
    COVER = "cover"
    OFFLINE = "offline"
    LOST = "lost"


class SimulatedPrinter(Printer):
    """Keeps what lies in its tray in memory. Set `fault` to make everything after go wrong that way."""

    def __init__(self, fault: PrinterFault | None = None) -> None:
        self.fault = fault
        self.paper: list[Image.Image] = []
        self._open = True

    def print(self, image: Image.Image) -> None:
        if not self._open:
            raise PrinterError("offline")
        if self.fault is PrinterFault.LOST:
            return
        if self.fault is not None:
            raise PrinterError(self.fault.value)
        self.paper.append(image.copy())

    def status(self) -> PrinterStatus:
        if not self._open:
            return PrinterStatus(PrinterState.OFFLINE)
        if self.fault is None or self.fault is PrinterFault.LOST:
            return PrinterStatus(PrinterState.READY)
        return PrinterStatus(PrinterState(self.fault.value))

    def close(self) -> None:
        self._open = False
