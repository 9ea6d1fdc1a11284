"""A running hospital and station whose parts can be killed or stopped."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image

from chip_reader.virtual import VirtualCard
from kiosk.campaign.devices.faults import Fault, Part
from kiosk.campaign.devices.guest import AWAY_S, Guest
from kiosk.campaign.devices.print_queue import QUEUE_NAME, PrintQueue
from kiosk.campaign.devices.printers import Printer
from kiosk.campaign.devices.trays import PcscTray, Tray
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.model import PrinterSection
from kiosk.demo.children import child
from kiosk.demo.run import Made, hospital, hub_command
from kiosk.printing import Printer as AnyPrinter
from kiosk.printing import PrinterStatus, open_printer
from kiosk.station.api import Live
from kiosk.station.face_engine import open_camera_device
from kiosk.station.opening import open_station
from kiosk.station.printer import PrinterDevice
from kiosk.visit import events as ev
from kiosk.visit.view import View

SLIP_S = 30.0
"""How long a slip may take to begin: a printer's whole deadline."""


class Floor:
    """The running hospital and station, with what can be struck. :param queue: None where no cupsd can run."""

    def __init__(self, made: Made, tray: Tray, queue: PrintQueue | None, stack: ExitStack) -> None:
        self.made = made
        self._stack = stack
        self.config = load_config(made.config)
        self.account = self.config.payment.account or ""
        self.numbers: Iterator[int] = count(1)
        self.printer = Printer()
        stack.callback(self.printer.close)
        self.queue = queue
        self._tray = tray
        self._pids = {Part.HUB: made.hub_pid, Part.CAMERA: made.camera_pid or 0}
        self._guest: Guest | None = None
        self._mending: list[threading.Thread] = []
        section = PrinterSection(kind="escpos-network", host="127.0.0.1", port=self.printer.port)
        self._network = open_printer(section)
        self._cups = open_printer(PrinterSection(kind="cups", queue=QUEUE_NAME))
        self._slips = _Either(self._network)
        self.station = open_station(
            made.config,
            reader=tray.reader,
            camera=open_camera_device(self.config, SystemClock()),
            printer=PrinterDevice(self._slips, self.config.printer.width_px),
        )
        self.station.start(self._seen, self._lively)

    def visit(self, card: str, seed: int, fault: Fault | None, *, queued: bool = False) -> Guest:
        """One guest's visit, struck by a fault or by none. :param queued: its slip goes by way of CUPS."""
        self._slips.now = self._cups if queued else self._network
        guest = Guest(self, card, seed, fault)
        self._guest = guest
        guest.come()
        guest.wait()
        self._guest = None
        return guest

    @property
    def slips(self) -> int:
        """How many slips, or parts of them, began to come out so far."""
        return self.printer.slips + (len(self.queue.begun) if self.queue is not None else 0)

    def prints_on(self, before: int) -> bool:
        """Whether more slips come out than `before`, if need be after their guest has gone."""
        until = time.monotonic() + SLIP_S
        while self.slips == before and time.monotonic() < until:
            time.sleep(0.1)
        return self.slips > before

    def strike(self, fault: Fault) -> None:
        """Kill or stop it; it is started again, or goes on, a while later."""
        match fault.part:
            case Part.PRINTER:
                self.printer.doom()
            case Part.QUEUE:
                assert self.queue is not None
                self.queue.doom(AWAY_S)
            case Part.FACE_WORKER:
                for pid in face_workers():
                    os.kill(pid, signal.SIGKILL)
            case Part.PCSCD:
                assert isinstance(self._tray, PcscTray)
                self._tray.kill()
                self._after(AWAY_S, self._tray.again)
            case part if fault.stopped_s:
                pid = self._pids[part]
                os.kill(pid, signal.SIGSTOP)
                self._after(fault.stopped_s, lambda: os.kill(pid, signal.SIGCONT))
            case part:
                os.kill(self._pids[part], signal.SIGKILL)
                self._after(AWAY_S, lambda: self._start(part))

    def mend(self) -> None:
        """Wait until everything that was struck runs again."""
        for thread in self._mending:
            thread.join()
        self._mending.clear()
        self.printer.again()
        if self.queue is not None:
            self.queue.again()

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        def mended() -> None:
            time.sleep(seconds)
            act()

        thread = threading.Thread(target=mended, daemon=True)
        self._mending.append(thread)
        thread.start()

    def _start(self, part: Part) -> None:
        port = urlsplit(self.made.environment["KIOSK_DEMO_CAMERA"]).port
        command = hub_command(self.made.config) if part is Part.HUB else ["face_match.demo", "--port", str(port)]
        ready = self._stack.enter_context(child(f"{part}-again", command, self.made.folder))
        self._pids[part] = ready["pid"]

    def order(self, door: str, **wanted: object) -> None:
        """Order something of the demonstration's camera or bank; a camera that was struck takes no orders."""
        headers = {"Content-Type": "application/json"}
        url = self.made.environment[door]
        request = urllib.request.Request(url, json.dumps(wanted).encode(), headers)  # noqa: S310 - loopback only
        try:
            urllib.request.urlopen(request, timeout=5.0).close()  # noqa: S310 - as above
        except OSError:
            if door != "KIOSK_DEMO_CAMERA":
                raise

    def press(self, intent: ev.Intent) -> None:
        """Somebody touches the screen."""
        self.station.send(intent)

    def lay(self, card: VirtualCard) -> None:
        """A card is laid on the tray."""
        self._tray.lay(card)

    def take(self) -> None:
        """It is taken away."""
        self._tray.take()

    def _seen(self, view: View) -> None:
        if self._guest is not None:
            self._guest.saw(view)

    def _lively(self, live: Live) -> None:
        if self._guest is not None:
            self._guest.moved(live)


class _Either(AnyPrinter):
    """One printer at a time of a station that has two."""

    def __init__(self, now: AnyPrinter) -> None:
        self.now = now

    def print(self, image: Image.Image) -> None:
        self.now.print(image)

    def status(self) -> PrinterStatus:
        return self.now.status()

    def close(self) -> None:
        self.now.close()


def face_workers() -> tuple[int, ...]:
    """The processes of this one that compare faces."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes()
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == os.getpid() and b"multiprocessing" in line and b"spawn_main" in line:
                found.append(int(entry.name))
    return tuple(found)


@contextmanager
def floor(tray: Tray, queue: PrintQueue | None = None) -> Iterator[Floor]:
    """A hospital and a station that run until the block is left.

    :raises ChildFailed: when a part of it does not start.
    """
    with ExitStack() as stack:
        made = stack.enter_context(hospital(lambda _line: None, quick=True))
        here = Floor(made, tray, queue, stack)
        stack.callback(here.station.close)
        yield here
