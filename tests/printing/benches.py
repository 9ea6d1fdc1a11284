"""A bench per kind of printer: the real driver at one end, at the other a device that can be looked at and broken."""

from __future__ import annotations

import os
import selectors
import socket
import stat
import sys
import threading
import tty
import types
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from escpos_device import EscposDevice, Trouble
from PIL import Image

from kiosk.printing.channels import FileChannel, NetworkChannel, OpenChannel
from kiosk.printing.cups import CupsPrinter
from kiosk.printing.escpos import EscposPrinter
from kiosk.printing.picture import PicturePrinter
from kiosk.printing.printer import Printer
from kiosk.printing.simulated import PrinterFault, SimulatedPrinter
from kiosk.printing.usb import UsbChannel


@dataclass(frozen=True, slots=True)
class Bench:
    """A printer, the slips that came out of it, and how to break it; `faults` are those it can be given."""

    printer: Printer
    slips: Callable[[], list[Image.Image]]
    breaks: Callable[[str], None]
    faults: frozenset[str] = frozenset({"paper", "cover", "offline"})
    pixels_kept: bool = True


def quick(open_channel: OpenChannel) -> EscposPrinter:
    """The driver with waits fit for a device that answers at once."""
    return EscposPrinter(open_channel, deadline_s=5, answer_s=0.15, in_turn_s=0.6)


class Pump:
    """Carries bytes between open ends and a device in a thread of its own, until closed."""

    def __init__(self, device: EscposDevice) -> None:
        self.device = device
        self.connections = 0
        self._ends = selectors.DefaultSelector()
        self._stop_read, self._stop_write = socket.socketpair()
        self._ends.register(self._stop_read, selectors.EVENT_READ, None)
        self._thread = threading.Thread(target=self._run)

    def listen(self) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        self._ends.register(server, selectors.EVENT_READ, "server")
        self._thread.start()
        return int(server.getsockname()[1])

    def serve(self, file: int) -> None:
        self._ends.register(file, selectors.EVENT_READ, "file")
        self._thread.start()

    def _run(self) -> None:
        while True:
            for key, _ in self._ends.select():
                end = key.fileobj
                if key.data is None:
                    return
                if isinstance(end, socket.socket):
                    self._accept(end) if key.data == "server" else self._socket(end)
                elif data := os.read(key.fd, 65536):
                    os.write(key.fd, self.device.feed(data))

    def _accept(self, server: socket.socket) -> None:
        self.connections += 1
        self._ends.register(server.accept()[0], selectors.EVENT_READ, "connection")

    def _socket(self, end: socket.socket) -> None:
        try:
            data = end.recv(65536)
            if data and (answer := self.device.feed(data)):
                end.sendall(answer)
        except OSError:
            data = b""
        if not data:
            self._ends.unregister(end)
            end.close()

    def close(self) -> None:
        self._stop_write.send(b".")
        self._thread.join()
        for key in list(self._ends.get_map().values()):
            if isinstance(key.fileobj, socket.socket):
                key.fileobj.close()
        self._stop_write.close()
        self._ends.close()


def trouble(device: EscposDevice) -> Callable[[str], None]:
    def breaks(fault: str) -> None:
        device.trouble = Trouble(fault)

    return breaks


@contextmanager
def network(_folder: Path) -> Iterator[Bench]:
    with closing(Pump(EscposDevice())) as pump:
        printer = quick(partial(NetworkChannel, "127.0.0.1", pump.listen()))
        yield Bench(printer, lambda: pump.device.slips, trouble(pump.device))


@contextmanager
def device_file(_folder: Path) -> Iterator[Bench]:
    """A pseudo terminal in raw mode: a device file that can be written, read and polled, as /dev/usb/lp0 can."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)
    try:
        with closing(Pump(EscposDevice())) as pump:
            pump.serve(ours)
            printer = quick(partial(FileChannel, Path(os.ttyname(theirs))))
            yield Bench(printer, lambda: pump.device.slips, trouble(pump.device))
    finally:
        os.close(ours)
        os.close(theirs)


class FakeUsb:
    """What pyusb shows of a printer; the endpoints lead to the device."""

    def __init__(self, device: EscposDevice, *, interface_class: int = 7) -> None:
        self._device, self._answers, self._class = device, b"", interface_class
        self.driver_active = True
        self.gone = False

    def modules(self) -> dict[str, types.ModuleType]:
        usb, core, util = (types.ModuleType(name) for name in ("usb", "usb.core", "usb.util"))
        vars(core)["find"] = lambda **ids: self if ids == {"idVendor": 0x0416, "idProduct": 0x5011} else None
        vars(util)["claim_interface"] = lambda _device, _number: None
        vars(util)["dispose_resources"] = lambda _device: None
        return {"usb": usb, "usb.core": core, "usb.util": util}

    def get_active_configuration(self) -> list[object]:
        writes = types.SimpleNamespace(bEndpointAddress=0x03, write=self._write)
        reads = types.SimpleNamespace(bEndpointAddress=0x81, read=self._read)
        other = type("Interface", (list,), {"bInterfaceClass": 3, "bInterfaceNumber": 0})([])
        printer = type("Interface", (list,), {"bInterfaceClass": self._class, "bInterfaceNumber": 1})([reads, writes])
        return [other, printer]

    def is_kernel_driver_active(self, number: int) -> bool:
        return number == 1 and self.driver_active

    def detach_kernel_driver(self, _number: int) -> None:
        self.driver_active = False

    def _write(self, data: bytes, _timeout: int) -> int:
        if self.gone:
            raise OSError(19, "no such device")
        self._answers += self._device.feed(data)
        return len(data)

    def _read(self, _size: int, _timeout: int) -> bytes:
        if not self._answers:
            raise OSError(110, "timed out")
        said, self._answers = self._answers, b""
        return said


@contextmanager
def usb(_folder: Path) -> Iterator[Bench]:
    device = EscposDevice()
    with pytest.MonkeyPatch.context() as patch:
        for name, module in FakeUsb(device).modules().items():
            patch.setitem(sys.modules, name, module)
        yield Bench(quick(partial(UsbChannel, 0x0416, 0x5011)), lambda: device.slips, trouble(device))


LP = """#!/bin/sh
cd "{folder}"
[ "$1 $2" = "-d slips" ] || exit 1
n=$(ls | grep -c pdf$); cat > "job-$n.pdf"
[ -e hold ] && echo "slips-$n someone 1024 now" > waiting
echo "request id is slips-$n (0 file(s))"
"""
LPSTAT = """#!/bin/sh
cd "{folder}"
case "$*" in
  *"-W not-completed"*) cat waiting 2>/dev/null; exit 0;;
  *"-W completed"*)
    [ -e forgets ] || ls | sed -n 's/^job-/slips-/; s/[.]pdf$/ someone 1024 now/p'; exit 0;;
  "-l -p slips") cat state;;
  *) exit 1;;
esac
"""
CANCEL = """#!/bin/sh
cd "{folder}"
rm -f waiting; echo "$1" > cancelled
"""
STATES = {
    "": "printer slips is idle.  enabled since now\n\tAlerts: none\n",
    "paper": "printer slips now printing slips-0.  enabled since now\n\tAlerts: media-empty-error\n",
    "cover": "printer slips is idle.  enabled since now\n\tAlerts: cover-open\n",
    "offline": "printer slips disabled since now -\n\tUnplugged or turned off\n",
    "paper_low": "printer slips is idle.  enabled since now\n\tAlerts: media-low-warning\n",
}


def cups_commands(folder: Path) -> Callable[[str], None]:
    """Puts stand-ins for CUPS's commands into `folder`; returns what sets the queue's state."""
    for name, text in {"lp": LP, "lpstat": LPSTAT, "cancel": CANCEL}.items():
        script = folder / name
        script.write_text(text.format(folder=folder))
        script.chmod(script.stat().st_mode | stat.S_IXUSR)

    def state(fault: str) -> None:
        (folder / "state").write_text(STATES[fault])

    state("")
    return state


@contextmanager
def cups(folder: Path) -> Iterator[Bench]:
    state = cups_commands(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(folder), prepend=os.pathsep)
        jobs = lambda: [Image.new("1", (8, 8)) for _ in folder.glob("job-*.pdf")]  # noqa: E731
        yield Bench(CupsPrinter("slips", deadline_s=5, poll_s=0.05), jobs, state, pixels_kept=False)


@contextmanager
def picture(folder: Path) -> Iterator[Bench]:
    def slips() -> list[Image.Image]:
        found = []
        for path in sorted((folder / "slips").glob("*.png")):
            with Image.open(path) as image:
                found.append(image.copy())
        return found

    def breaks(_fault: str) -> None:
        (folder / "slips").write_text("a file where the folder should be")

    yield Bench(PicturePrinter(folder / "slips"), slips, breaks, faults=frozenset({"offline"}))


@contextmanager
def simulated(_folder: Path) -> Iterator[Bench]:
    printer = SimulatedPrinter()

    def breaks(fault: str) -> None:
        printer.fault = PrinterFault(fault)

    yield Bench(printer, lambda: printer.paper, breaks)


BENCHES = (network, device_file, usb, cups, picture, simulated)
