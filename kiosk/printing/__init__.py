"""The slip: drawn as one picture, and put on paper by whichever printer the station has."""

from kiosk.printing.drawing import render
from kiosk.printing.opening import open_printer
from kiosk.printing.payment import PaymentSlip, payment_slip_of
from kiosk.printing.printer import Printer, PrinterError, PrinterState, PrinterStatus
from kiosk.printing.simulated import PrinterFault, SimulatedPrinter
from kiosk.printing.ticket import Ticket, ticket_of

__all__ = [
    "PaymentSlip",
    "Printer",
    "PrinterError",
    "PrinterFault",
    "PrinterState",
    "PrinterStatus",
    "SimulatedPrinter",
    "Ticket",
    "open_printer",
    "payment_slip_of",
    "render",
    "ticket_of",
]
