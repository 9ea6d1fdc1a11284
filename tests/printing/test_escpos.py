"""ESC/POS on the wire: when a slip counts as printed, and what is said when it does not."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from benches import FakeUsb, Pump, quick
from escpos_device import EscposDevice, Trouble
from PIL import Image

from kiosk.printing.channels import FileChannel, NetworkChannel
from kiosk.printing.escpos import EscposPrinter, encode
from kiosk.printing.printer import PrinterError, PrinterState
from kiosk.printing.usb import UsbChannel

SLIP = Image.effect_noise((576, 300), 90).point(lambda level: 255 if level > 128 else 0).convert("1")


class Wire:
    """A printer and a device with a TCP connection between them."""

    def __init__(self) -> None:
        self.device = EscposDevice()
        self.pump = Pump(self.device)
        self.printer = quick(partial(NetworkChannel, "127.0.0.1", self.pump.listen()))


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    with closing(wire.pump):
        yield wire


def failure(printer: EscposPrinter) -> PrinterError:
    with pytest.raises(PrinterError) as caught:
        printer.print(SLIP)
    return caught.value


def test_the_device_understands_every_byte(wire: Wire) -> None:
    wire.printer.print(SLIP)
    assert wire.device.not_understood == b""
    assert wire.device.slips[0].tobytes() == SLIP.tobytes()


def test_each_slip_has_a_connection_of_its_own(wire: Wire) -> None:
    for expected in (1, 2, 3):
        wire.printer.print(SLIP)
        assert wire.pump.connections == expected


def test_paper_that_ends_midway_is_told_after_the_cut(wire: Wire) -> None:
    wire.device.trouble = Trouble.PAPER_MIDWAY
    error = failure(wire.printer)
    assert (error.reason, error.maybe_printed) == ("paper", True)
    assert "roll" in str(error)


def test_a_printer_that_falls_silent_midway_is_unknown(wire: Wire) -> None:
    wire.device.trouble = Trouble.SILENT_MIDWAY
    error = failure(wire.printer)
    assert (error.reason, error.maybe_printed) == ("unknown", True)


@pytest.mark.parametrize("trouble", [Trouble.SILENT, Trouble.REAL_TIME_ONLY, Trouble.PAPER_LOW])
def test_a_printer_that_says_little_still_prints(wire: Wire, trouble: Trouble) -> None:
    wire.device.trouble = trouble
    wire.printer.print(SLIP)
    for _ in range(50):  # a silent printer is not waited for, so its paper may come a moment later
        if wire.device.slips:
            break
        time.sleep(0.02)
    assert len(wire.device.slips) == 1


@pytest.mark.parametrize(
    ("trouble", "state"),
    [(Trouble.SILENT, PrinterState.UNKNOWN), (Trouble.PAPER_LOW, PrinterState.PAPER_LOW)],
)
def test_status_says_what_the_printer_says(wire: Wire, trouble: Trouble, state: PrinterState) -> None:
    wire.device.trouble = trouble
    assert wire.printer.status().state is state


def test_a_printer_that_is_not_there_is_offline_and_nothing_was_printed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    printer = quick(partial(NetworkChannel, "127.0.0.1", port))
    assert printer.status().state is PrinterState.OFFLINE
    error = failure(printer)
    assert (error.reason, error.maybe_printed) == ("offline", False)


def test_a_host_name_no_resolver_takes_is_offline() -> None:
    assert failure(quick(partial(NetworkChannel, "a" * 70, 9100))).reason == "offline"


def test_a_printer_that_takes_no_more_ends_at_the_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        deadline = time.monotonic() + 0.3
        channel = NetworkChannel("127.0.0.1", server.getsockname()[1], deadline)
        with closing(channel), pytest.raises(PrinterError) as caught:
            channel.write(bytes(1 << 25), deadline)
        assert (caught.value.reason, caught.value.maybe_printed) == ("unknown", True)


def test_a_printer_that_hangs_up_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        printer = quick(partial(NetworkChannel, "127.0.0.1", server.getsockname()[1]))
        server.close()
        assert failure(printer).reason == "offline"


def test_a_device_that_is_only_written_to_gets_the_slip(tmp_path: Path) -> None:
    path = tmp_path / "lp0"
    path.touch()
    printer = quick(partial(FileChannel, path))
    printer.print(SLIP)
    device = EscposDevice()
    device.feed(path.read_bytes())
    assert device.slips[0].tobytes() == SLIP.tobytes()
    assert printer.status().state is PrinterState.UNKNOWN


def test_a_device_file_that_is_not_there_is_offline(tmp_path: Path) -> None:
    assert failure(quick(partial(FileChannel, tmp_path / "lp0"))).reason == "offline"


def test_usb_without_pyusb_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("usb", "usb.core"):
        monkeypatch.setitem(sys.modules, name, None)
    assert failure(quick(partial(UsbChannel, 0x0416, 0x5011))).detail == "pyusb is not installed"


def test_usb_finds_the_printer_among_a_devices_interfaces(monkeypatch: pytest.MonkeyPatch) -> None:
    device = EscposDevice()
    for name, module in FakeUsb(device).modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    quick(partial(UsbChannel, 0x0416, 0x5011)).print(SLIP)
    assert len(device.slips) == 1
    assert failure(quick(partial(UsbChannel, 1, 2))).detail == "no such USB device"


def test_usb_refuses_a_device_that_is_no_printer(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, module in FakeUsb(EscposDevice(), interface_class=3).modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    assert failure(quick(partial(UsbChannel, 0x0416, 0x5011))).detail == "the USB device is no printer"


def test_usb_that_is_unplugged_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    fake = FakeUsb(EscposDevice())
    fake.gone = True
    for name, module in fake.modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    assert failure(quick(partial(UsbChannel, 0x0416, 0x5011))).reason == "offline"


def test_a_slip_is_cut_after_its_last_line() -> None:
    data = encode(SLIP)
    assert data.startswith(b"\x1b@")
    assert data.endswith(b"\x1dV\x00")
