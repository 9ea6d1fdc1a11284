"""A byte channel to a USB printer that no kernel driver serves, through pyusb, which is an optional dependency."""

from __future__ import annotations

import errno
import importlib
from typing import Any

from kiosk.printing.channels import Channel, remaining
from kiosk.printing.printer import PrinterError

PRINTER_CLASS = 7
_CHUNK = 4096
_IN = 0x80


class UsbChannel(Channel):
    """The first printer interface (USB class 7) of a device; its endpoints are looked up, as models differ."""

    def __init__(self, vendor: int, product: int, _deadline: float) -> None:
        try:
            self._core: Any = importlib.import_module("usb.core")
            self._util: Any = importlib.import_module("usb.util")
        except ImportError as error:
            raise PrinterError("offline", "pyusb is not installed") from error
        try:
            self._device = self._core.find(idVendor=vendor, idProduct=product)
            if self._device is None:
                raise PrinterError("offline", "no such USB device")
            self._claim()
        except (OSError, ValueError, NotImplementedError) as error:
            raise PrinterError("offline", "the USB device cannot be opened") from error

    def write(self, data: bytes, deadline: float) -> None:
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            try:
                written = self._out.write(chunk, _milliseconds(deadline))
            except OSError as error:
                reason = "unknown" if error.errno == errno.ETIMEDOUT else "offline"
                raise PrinterError(reason, "it stopped taking data", maybe_printed=True) from error
            if written != len(chunk):
                raise PrinterError("unknown", "it took only a part", maybe_printed=True)

    def read(self, deadline: float) -> bytes:
        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(64, _milliseconds(deadline)))
        except OSError as error:
            if error.errno == errno.ETIMEDOUT:
                return b""
            raise PrinterError("offline", "the device went away", maybe_printed=True) from error

    def close(self) -> None:
        self._util.dispose_resources(self._device)

    def _claim(self) -> None:
        interfaces = [i for i in self._device.get_active_configuration() if i.bInterfaceClass == PRINTER_CLASS]
        if not interfaces:
            raise PrinterError("offline", "the USB device is no printer")
        interface = interfaces[0]
        number = interface.bInterfaceNumber
        if self._device.is_kernel_driver_active(number):
            self._device.detach_kernel_driver(number)
        self._util.claim_interface(self._device, number)
        ends = list(interface)
        self._out: Any = next(end for end in ends if not end.bEndpointAddress & _IN)
        self._in: Any = next((end for end in ends if end.bEndpointAddress & _IN), None)


def _milliseconds(deadline: float) -> int:
    return max(1, int(1000 * remaining(deadline)))
