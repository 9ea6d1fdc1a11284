"""The configured printer."""

from __future__ import annotations

from functools import partial
from typing import TypeVar, assert_never

from kiosk.config.model import PrinterSection
from kiosk.printing.channels import FileChannel, NetworkChannel
from kiosk.printing.cups import CupsPrinter
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.picture import PicturePrinter
from kiosk.printing.printer import Printer
from kiosk.printing.usb import UsbChannel

T = TypeVar("T")


def open_printer(section: PrinterSection) -> Printer:
    """The printer of a checked configuration; nothing is sent to it yet, and it may well be away."""
    match section.kind:
        case "escpos-network":
            return EscposPrinter(partial(NetworkChannel, _given(section.host), section.port))
        case "escpos-file":
            return EscposPrinter(partial(FileChannel, _given(section.path)))
        case "escpos-usb":
            vendor, _, product = _given(section.usb).partition(":")
            return EscposPrinter(partial(UsbChannel, int(vendor, 16), int(product, 16)))
        case "cups":
            return CupsPrinter(_given(section.queue))
        case "picture":
            return PicturePrinter(_given(section.path))
        case never:
            assert_never(never)


def _given(value: T | None) -> T:
    if value is None:
        raise ValueError("the configuration was not checked")
    return value
