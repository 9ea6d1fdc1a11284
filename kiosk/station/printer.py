"""The station's printer: a slip is rendered as a picture once and put on paper by whichever printer there is."""

from __future__ import annotations

from kiosk.printing import Printer, PrinterError, render
from kiosk.printing.payment import PaymentSlip
from kiosk.printing.ticket import Ticket


class PrinterDevice:
    """See `TicketDevice`."""

    def __init__(self, printer: Printer, width_px: int) -> None:
        self._printer = printer
        self._width_px = width_px

    def print(self, slip: Ticket | PaymentSlip) -> str | None:
        """Render and print; the reason when the printer could not."""
        try:
            self._printer.print(render(slip, self._width_px))
        except PrinterError as error:
            return error.reason
        return None
