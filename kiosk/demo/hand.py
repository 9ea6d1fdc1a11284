"""The hand of whoever tries the demonstration: shows the card to the camera, lays it down, looks, turns, pays."""

from __future__ import annotations

import json
import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import zxingcpp
from PIL import Image

from chip_reader.virtual import LengthCap, Slow, VirtualCard, VirtualReader
from face_match import open_camera
from face_match.demo import demo_portrait
from face_match.demo.capture import portrait_from
from his_client.payments import vietqr
from kiosk.clock import SystemClock
from kiosk.config import StationConfig, load_config
from kiosk.demo.cards import card_names, make_card
from kiosk.demo.faults import ALL_REQUESTS, PEERS, FailingCamera, FailingPrinter
from kiosk.printing import open_printer
from kiosk.station.face_engine import open_camera_device
from kiosk.station.opening import open_station
from kiosk.station.printer import PrinterDevice
from kiosk.station.running import RunningStation
from kiosk.visit.view import PaymentView

TURN_DEGREES = 24.0
NEARER = 1.45
SECONDS = 5.0
# Short commands only and 25 ms for each, so that the reading screen is seen as long as with a contactless card.
AS_SLOW_AS_A_REAL_CARD = (LengthCap(0xDF), Slow(0.025))


@dataclass(frozen=True, slots=True)
class Controls:
    """Where the demonstration's camera, bank and faults take orders; `camera` None with a real camera.

    `quick`: the card reads at once, for whoever goes through many visits.
    """

    camera: str | None
    bank: str
    faults: str
    quick: bool = False

    @classmethod
    def from_environment(cls) -> Controls:
        """As `kiosk demo` hands them to the window."""
        given = os.environ
        quick = "KIOSK_DEMO_QUICK" in given
        return cls(given.get("KIOSK_DEMO_CAMERA"), given["KIOSK_DEMO_BANK"], given["KIOSK_DEMO_FAULTS"], quick)


class DemoHand:
    """Acts on the virtual card, the demonstration camera, the sandbox bank, and on what is to fail."""

    def __init__(
        self,
        station: RunningStation,
        reader: VirtualReader,
        controls: Controls,
        config: StationConfig,
        portrait: bytes,
        camera: FailingCamera,
        printer: FailingPrinter,
    ) -> None:
        self._station = station
        self._reader = reader
        self._controls = controls
        self._account = config.payment.account or ""
        self._slips = config.printer.path
        self._portrait = portrait
        self._camera = camera
        self._printer = printer
        self._who = "face"
        self._card = self._make(config.reader.profile or "")

    def profiles(self) -> tuple[str, ...]:
        """The cards there are."""
        return card_names()

    def choose(self, profile: str) -> None:
        """Take another card into the hand."""
        self._card = self._make(profile)

    def show_qr(self) -> None:
        """Hold the card's QR before the camera."""
        self._scene(scene="qr", text=self._card.profile.qr_text)

    def hide_qr(self) -> None:
        """Take it away."""
        self._scene(scene="empty")

    def show_slip(self) -> None:
        """Hold the last slip's code before the camera; nothing happens when none was printed with one."""
        slips = sorted(self._slips.glob("slip-*.png")) if self._slips is not None else []
        codes = zxingcpp.read_barcodes(Image.open(slips[-1])) if slips else []
        if codes:
            self._scene(scene="qr", text=codes[-1].text)

    def lay_card(self) -> None:
        """Lay the card on the tray."""
        self._reader.insert(self._card)

    def take_card(self) -> None:
        """Take the card from the tray, and step aside."""
        self._reader.remove()
        self._scene(scene="empty")

    def face(self) -> None:
        """Look into the camera."""
        self._who = "face"
        self._scene(scene=self._who, yaw=0.0, scale=1.0)

    def stranger(self) -> None:
        """Let somebody else look into the camera."""
        self._who = "stranger"
        self._scene(scene=self._who, yaw=0.0, scale=1.0)

    def turn(self, direction: str) -> None:
        """Turn the head to the person's own `left` or `right`."""
        self._scene(scene=self._who, yaw=TURN_DEGREES if direction == "left" else -TURN_DEGREES, scale=1.0)

    def come_closer(self) -> None:
        """Move the head towards the camera."""
        self._scene(scene=self._who, yaw=0.0, scale=NEARER)

    def transfer(self) -> None:
        """Pay what the QR on the screen asks for, with a memo glued as banks do."""
        content = self._station.view.content
        if isinstance(content, PaymentView) and content.qr:
            order = vietqr.parse(content.qr)
            memo = f"MBVCB.0001.{order.purpose}.CT tu thu nghiem"
            self._post(self._controls.bank, {"account": self._account, "amount": content.due, "memo": memo})

    def fail(self, part: str, *, fails: bool) -> None:
        """Take one of the neighbours, the printer or the camera away, or give it back."""
        if part in PEERS:
            count = ALL_REQUESTS if fails else 0
            self._post(self._controls.faults, {"peer": part, "fault": "refuse", "count": count})
        elif part == "printer":
            self._printer.away = fails
        else:
            self._camera.unplug(unplugged=fails)

    def _make(self, profile: str) -> VirtualCard:
        return make_card(profile, self._portrait, () if self._controls.quick else AS_SLOW_AS_A_REAL_CARD)

    def _scene(self, **wanted: object) -> None:
        if self._controls.camera is not None:
            self._post(self._controls.camera, wanted)

    def _post(self, url: str, body: dict[str, object]) -> None:
        headers = {"Content-Type": "application/json"}
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310 - loopback only
        urllib.request.urlopen(request, timeout=SECONDS).close()  # noqa: S310


def open_demo(config_path: Path) -> tuple[RunningStation, DemoHand]:
    """The demonstration's station, with a virtual reader, and the hand that plays with it."""
    config = load_config(config_path)
    controls = Controls.from_environment()
    if controls.camera is None and os.environ.get("KIOSK_DEMO_PORTRAIT") == "camera":
        portrait = portrait_from(open_camera(config.camera.source))
    else:
        portrait = demo_portrait()
    reader = VirtualReader()
    camera = FailingCamera(open_camera_device(config, SystemClock()))
    printer = FailingPrinter(PrinterDevice(open_printer(config.printer), config.printer.width_px))
    station = open_station(config_path, reader=reader, camera=camera, printer=printer)
    return station, DemoHand(station, reader, controls, config, portrait, camera, printer)
