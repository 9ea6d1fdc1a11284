"""Finds what is plugged into this machine, from the kernel's own tables; nothing is opened but network ports."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from chip_reader import reader_names
from kiosk.attached.devices import FoundCamera, FoundPrinter, FoundScreen
from kiosk.attached.edid import read_edid

RAW_PORT = 9100
PROBE_S = 0.4
MOST_NEIGHBOURS = 254
_PRINTER_CLASS = "07"
_DIRECT = 1 << 1
"""INPUT_PROP_DIRECT (linux/input-event-codes.h): what is touched is what is shown."""


class ThisMachine:
    """`Attached` over /dev, /sys and /proc under `root`."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root

    def readers(self) -> tuple[str, ...]:
        """See `Attached`."""
        return reader_names()

    def cameras(self) -> tuple[FoundCamera, ...]:
        """See `Attached`. Each under /dev/v4l/by-id, so that another port or another order changes nothing."""
        found = []
        for link in sorted((self._root / "dev/v4l/by-id").glob("*-video-index0")):
            device = link.resolve().name
            kernel = self._root / "sys/class/video4linux" / device
            if "virtual" not in kernel.resolve().parts:
                found.append(FoundCamera(f"/dev/v4l/by-id/{link.name}", _text(kernel / "name") or device))
        return tuple(found)

    def printers(self) -> tuple[FoundPrinter, ...]:
        """See `Attached`."""
        return (*self._driven(), *self._usb(), *self._network(), *self._queues())

    def screens(self) -> tuple[FoundScreen, ...] | None:
        """See `Attached`."""
        connectors = sorted((self._root / "sys/class/drm").glob("card*-*"))
        if not connectors:
            return None
        found = []
        for connector in connectors:
            if _text(connector / "status") != "connected":
                continue
            with suppress(OSError):
                if screen := read_edid(connector.name.partition("-")[2], (connector / "edid").read_bytes()):
                    found.append(screen)
        return tuple(found)

    def touch_panels(self) -> tuple[str, ...] | None:
        """See `Attached`."""
        devices = sorted((self._root / "sys/class/input").glob("input*"))
        if not devices:
            return None
        return tuple(_text(one / "name") for one in devices if _bits(one / "properties") & _DIRECT)

    def _driven(self) -> Iterator[FoundPrinter]:
        """USB printers with the kernel's driver."""
        for device in sorted((self._root / "sys/class/usbmisc").glob("lp*")):
            usb = (device / "device").resolve().parent
            path = f"/dev/usb/{device.name}"
            yield FoundPrinter(_usb_name(usb) or path, {"kind": "escpos-file", "path": path})

    def _usb(self) -> Iterator[FoundPrinter]:
        """USB printers that no driver serves."""
        for interface in sorted((self._root / "sys/bus/usb/devices").glob("*:*")):
            if _text(interface / "bInterfaceClass") != _PRINTER_CLASS or (interface / "driver").exists():
                continue
            usb = interface.resolve().parent
            ids = f"{_text(usb / 'idVendor')}:{_text(usb / 'idProduct')}"
            yield FoundPrinter(_usb_name(usb) or ids, {"kind": "escpos-usb", "usb": ids})

    def _network(self) -> Iterator[FoundPrinter]:
        """Who of the neighbours this machine knows takes print data on port 9100."""
        hosts = list(self._neighbours())[:MOST_NEIGHBOURS]
        with ThreadPoolExecutor(max_workers=32, thread_name_prefix="probe") as pool:
            for host, answers in zip(hosts, pool.map(listens, hosts), strict=True):
                if answers:
                    yield FoundPrinter(f"{host}:{RAW_PORT}", {"kind": "escpos-network", "host": host})

    def _neighbours(self) -> Iterator[str]:
        for line in _text(self._root / "proc/net/arp").splitlines()[1:]:
            fields = line.split()
            if len(fields) >= 4 and fields[2] != "0x0":
                yield fields[0]

    def _queues(self) -> Iterator[FoundPrinter]:
        try:
            done = subprocess.run(
                ["lpstat", "-e"],
                capture_output=True,
                text=True,
                timeout=3,
                check=True,
                env={**os.environ, "LC_ALL": "C"},
            )
        except (OSError, subprocess.SubprocessError):
            return
        for queue in done.stdout.split():
            yield FoundPrinter(queue, {"kind": "cups", "queue": queue})


def listens(host: str, port: int = RAW_PORT, within_s: float = PROBE_S) -> bool:
    """Whether somebody takes a connection there; nothing is sent."""
    try:
        with socket.create_connection((host, port), timeout=within_s):
            return True
    except (OSError, UnicodeError):
        return False


def _usb_name(device: Path) -> str:
    return " ".join(part for part in (_text(device / "manufacturer"), _text(device / "product")) if part)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _bits(path: Path) -> int:
    """A kernel bitmap: words of hexadecimal, the highest first; a device has few properties, in the last word."""
    words = _text(path).split()
    try:
        return int(words[-1], 16) if words else 0
    except ValueError:
        return 0
