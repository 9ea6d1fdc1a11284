"""A running hospital and station whose parts can be killed, and a guest who does what the screen says."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from chip_reader import Citizen
from chip_reader.virtual import VirtualCard, VirtualReader, load_profile
from face_match.demo import demo_portrait
from his_client.payments import vietqr
from kiosk.clock import SystemClock
from kiosk.config import load_config
from kiosk.config.model import PrinterSection
from kiosk.demo.children import child
from kiosk.demo.run import Made, hospital, hub_command
from kiosk.printing import open_printer
from kiosk.simulation.patient import Patient
from kiosk.simulation.people import Person
from kiosk.station.api import Live
from kiosk.station.face_engine import open_camera_device
from kiosk.station.opening import open_station
from kiosk.station.printer import PrinterDevice
from kiosk.visit import events as ev
from kiosk.visit.view import PaymentView, Screen, View

LONGEST_S = 120.0
AWAY_S = 3.0
TURN_DEGREES = 24.0
_SINK = """
import os, signal, socket, sys
doomed = []
signal.signal(signal.SIGUSR1, lambda *_: doomed.append(True))
door = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print("ready", flush=True)
while True:
    line, _ = door.accept()
    while data := line.recv(65536):
        if len(data) > 64:
            print("paper", flush=True)
            if doomed:
                os.kill(os.getpid(), signal.SIGKILL)
        if data[:2] == bytes([16, 4]):
            line.sendall(bytes([18]))
        if bytes([29, 114]) in data[-8:]:
            line.sendall(bytes([0]))
    line.close()
"""
"""A printer that is well whenever it is asked; it says when a slip comes out, and once it is doomed dies of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is killed, and on which screen of a visit; `face`: the visit is one with a face to compare."""

    name: str
    at: Screen
    face: bool = False


HUB_ASKED = Fault("hub, while insurance is asked", Screen.INSURANCE)
HUB_PAID = Fault("hub, while a payment is waited for", Screen.PAYMENT)
PRINTER = Fault("printer, in the middle of a slip", Screen.CHECK)
CAMERA_QR = Fault("camera, while it scans", Screen.KEY_QR)
CAMERA_FACE = Fault("camera, while it films a face", Screen.FACE, face=True)
FACE_WORKER = Fault("face worker", Screen.FACE, face=True)
FAULTS = (HUB_ASKED, HUB_PAID, PRINTER, CAMERA_QR, CAMERA_FACE, FACE_WORKER)


class Printer:
    """A printer behind a socket, in a process of its own."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.slips = 0
        self._doomed = False
        self._process = self._started()

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        self._watcher.join()

    def doom(self) -> None:
        """It dies in the middle of the next slip."""
        self._doomed = True
        self._process.send_signal(signal.SIGUSR1)

    def again(self) -> None:
        """Switch it on again, if it is off."""
        if self._doomed:
            # Its line ends a moment before it does.
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(2.0)
        if self._process.poll() is not None:
            self._doomed = False
            self._watcher.join()
            self._process = self._started()

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", _SINK, str(self.port)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert process.stdout is not None
        process.stdout.readline()
        self._watcher = threading.Thread(target=self._watch, args=(process,), daemon=True)
        self._watcher.start()
        return process

    def _watch(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as told:
            for _ in told:
                self.slips += 1


class Floor:
    """The running hospital and station, with what can be killed."""

    def __init__(self, made: Made, stack: ExitStack) -> None:
        self.made = made
        self._stack = stack
        self._config = load_config(made.config)
        self.printer = Printer()
        stack.callback(self.printer.close)
        self.pids = {"hub": made.hub_pid, "camera": made.camera_pid or 0}
        self._reader = VirtualReader()
        self._guest: Guest | None = None
        self.numbers = count(1)
        self._starting: list[threading.Thread] = []
        device = open_printer(PrinterSection(kind="escpos-network", host="127.0.0.1", port=self.printer.port))
        self.station = open_station(
            made.config,
            reader=self._reader,
            camera=open_camera_device(self._config, SystemClock()),
            printer=PrinterDevice(device, self._config.printer.width_px),
        )
        self.station.start(self._seen, self._lively)

    def visit(self, card: str, seed: int, fault: Fault | None) -> Guest:
        """One guest's visit, struck by a fault or by none."""
        guest = Guest(self, card, seed, fault)
        self._guest = guest
        guest.come()
        guest.wait()
        self._guest = None
        return guest

    def strike(self, fault: Fault) -> None:
        """Kill it; what was killed is started again a few seconds later, as its service would be."""
        match fault:
            case _ if fault in (HUB_ASKED, HUB_PAID):
                self._kill("hub", hub_command(self.made.config))
            case _ if fault in (CAMERA_QR, CAMERA_FACE):
                port = urlsplit(self.made.environment["KIOSK_DEMO_CAMERA"]).port
                self._kill("camera", ["face_match.demo", "--port", str(port)])
            case _ if fault is PRINTER:
                self.printer.doom()
            case _:
                for pid in face_workers():
                    os.kill(pid, signal.SIGKILL)

    def mend(self) -> None:
        """Wait until everything that was killed runs again."""
        for thread in self._starting:
            thread.join()
        self._starting.clear()
        self.printer.again()

    def _kill(self, name: str, command: list[str]) -> None:
        os.kill(self.pids[name], signal.SIGKILL)

        def again() -> None:
            time.sleep(AWAY_S)
            ready = self._stack.enter_context(child(f"{name}-again", command, self.made.folder))
            self.pids[name] = ready["pid"]

        thread = threading.Thread(target=again, daemon=True)
        self._starting.append(thread)
        thread.start()

    def order(self, door: str, **wanted: object) -> None:
        """Order something of the demonstration's camera or bank; a camera that was killed takes no orders."""
        headers = {"Content-Type": "application/json"}
        url = self.made.environment[door]
        request = urllib.request.Request(url, json.dumps(wanted).encode(), headers)  # noqa: S310 - loopback only
        try:
            urllib.request.urlopen(request, timeout=5.0).close()  # noqa: S310
        except OSError:
            if door != "KIOSK_DEMO_CAMERA":
                raise

    @property
    def account(self) -> str:
        """The hospital's account."""
        return self._config.payment.account or ""

    def lay(self, card: VirtualCard) -> None:
        """A card is laid on the tray."""
        self._reader.insert(card)

    def take(self) -> None:
        """It is taken away."""
        self._reader.remove()

    def _seen(self, view: View) -> None:
        if self._guest is not None:
            self._guest.saw(view)

    def _lively(self, live: Live) -> None:
        if self._guest is not None and live.guidance:
            self._guest.guided(live.guidance)


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


class Guest:
    """Somebody who goes through a visit as the screen says; thinks half a second before each step."""

    def __init__(self, floor: Floor, card: str, seed: int, fault: Fault | None) -> None:
        self._floor = floor
        self._fault = fault
        known = load_profile(card)
        profile = replace(known, id_number=f"{known.id_number[:6]}{next(floor.numbers):06d}")
        self._card = VirtualCard(profile, portrait=demo_portrait())
        citizen = Citizen(
            id_number=profile.id_number,
            full_name=profile.full_name,
            date_of_birth="-".join(reversed(profile.date_of_birth.split("/"))),
            sex=profile.sex,
            nationality="Việt Nam",
        )
        person = Person(citizen, profile.qr_text, insured=True, alike=True)
        self._patient = _Straight(person, self, Random(seed), 0.0, time.monotonic)
        self._patient.faces = fault is not None and fault.face
        self.struck = False
        self.screens: list[Screen] = []
        self._told = ""
        self._next = threading.Timer(0.0, lambda: None)
        self._over = threading.Event()

    def come(self) -> None:
        """Lay the card down: that begins a visit."""
        self._floor.lay(self._card)

    def wait(self) -> None:
        """Until the welcome screen stands again; then the tray is cleared."""
        self._over.wait(LONGEST_S)
        self._floor.take()
        self._floor.order("KIOSK_DEMO_CAMERA", scene="empty")
        time.sleep(1.0)

    @property
    def ended(self) -> bool:
        """Whether the welcome screen stood again."""
        return self._over.is_set()

    def saw(self, view: View) -> None:
        """A screen stands; on the station's thread."""
        if not view.visit_id:
            if self.screens:
                self._over.set()
            return
        new = not self.screens or self.screens[-1] is not view.screen
        self.screens.append(view.screen)
        if new and view.screen is Screen.FACE:
            self._later(lambda: self._floor.order("KIOSK_DEMO_CAMERA", scene="face", yaw=0.0, scale=1.0))
        if self._fault is not None and view.screen is self._fault.at and not self.struck:
            self.struck = True
            fault = self._fault
            self._later(lambda: self._floor.strike(fault), 0.2)
        action = self._patient.act(view)
        if action is not None:
            self._next.cancel()
            self._next = self._later(action)

    def guided(self, guidance: str) -> None:
        """The screen asks for a movement of the head."""
        if guidance == self._told:
            return
        self._told = guidance
        yaw = {"turn_left": TURN_DEGREES, "turn_right": -TURN_DEGREES}.get(guidance, 0.0)
        self._later(lambda: self._floor.order("KIOSK_DEMO_CAMERA", scene="face", yaw=yaw, scale=1.0))

    def _later(self, act: Callable[[], None], seconds: float = 0.5) -> threading.Timer:
        timer = threading.Timer(seconds, lambda: None if self.ended else act())
        timer.daemon = True
        timer.start()
        return timer

    # -- hands

    def press(self, intent: ev.Intent) -> None:
        """See `Hands`."""
        self._floor.station.send(intent)

    def lay_card(self, person: Person) -> None:  # noqa: ARG002 - there is one card
        """See `Hands`."""
        self._floor.lay(self._card)

    def take_card(self) -> None:
        """See `Hands`."""
        self._floor.take()

    def show_qr(self, text: str) -> None:
        """See `Hands`."""
        self._floor.order("KIOSK_DEMO_CAMERA", scene="qr", text=text)

    def transfer(self, payment: PaymentView, amount: int, times: int, delay_s: float) -> None:
        """See `Hands`."""
        memo = f"MBVCB.1.{vietqr.parse(payment.qr).purpose}.CT tu 0011"
        self._floor.order(
            "KIOSK_DEMO_BANK", account=self._floor.account, amount=amount, memo=memo, times=times, delay_s=delay_s
        )


class _Straight(Patient):
    """Allows the insurer, and a face where one is to be compared; pays as asked."""

    faces = False

    def _consent(self) -> None:
        self._hands.press(ev.ConsentGiven(self.faces, insurer=True, wording="0" * 64, language="vi"))

    def _straight(self, view: View) -> Callable[[], None] | None:
        return None if view.screen is Screen.FACE else super()._straight(view)

    def _pay(self, payment: PaymentView) -> None:
        if self._paid or not payment.qr:
            super()._pay(payment)
        else:
            self._paid = True
            self._hands.transfer(payment, payment.due, 1, 0.0)


@contextmanager
def floor() -> Iterator[Floor]:
    """A hospital and a station that run until the block is left.

    :raises ChildFailed: when a part of it does not start.
    """
    with ExitStack() as stack:
        made = stack.enter_context(hospital(lambda _line: None, quick=True))
        yield Floor(made, stack)
