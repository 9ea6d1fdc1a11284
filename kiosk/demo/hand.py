"""The hand of whoever tries the demonstration: shows the card to the camera, lays it down, looks, turns, pays."""

from __future__ import annotations

import json
import os
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from chip_reader.virtual import LengthCap, Slow, VirtualCard, VirtualReader, load_profile, profile_names
from face_match import open_camera
from face_match.demo import demo_portrait
from face_match.demo.capture import portrait_from
from his_client.payments import vietqr
from kiosk.config import StationConfig, load_config
from kiosk.station.opening import open_station
from kiosk.station.running import RunningStation
from kiosk.visit.view import PaymentView

TURN_DEGREES = 24.0
NEARER = 1.45
SECONDS = 5.0
# Short commands only and 25 ms for each, so that the reading screen is seen as long as with a contactless card.
AS_SLOW_AS_A_REAL_CARD = (LengthCap(0xDF), Slow(0.025))


@dataclass(frozen=True, slots=True)
class Controls:
    """Where the demonstration's camera and bank take orders; `camera` None with a real camera."""

    camera: str | None
    bank: str

    @classmethod
    def from_environment(cls) -> Controls:
        """As `kiosk demo` hands them to the window."""
        return cls(os.environ.get("KIOSK_DEMO_CAMERA"), os.environ["KIOSK_DEMO_BANK"])


class DemoHand:
    """Acts on the virtual card, the demonstration camera and the sandbox bank."""

    def __init__(
        self,
        station: RunningStation,
        reader: VirtualReader,
        controls: Controls,
        config: StationConfig,
        portrait: bytes,
    ) -> None:
        self._station = station
        self._reader = reader
        self._controls = controls
        self._account = config.payment.account or ""
        self._portrait = portrait
        self._card = self._make(config.reader.profile or "")

    def profiles(self) -> tuple[str, ...]:
        """The cards there are."""
        return profile_names()

    def choose(self, profile: str) -> None:
        """Take another card into the hand."""
        self._card = self._make(profile)

    def show_qr(self) -> None:
        """Hold the card's QR before the camera."""
        self._scene(scene="qr", text=self._card.profile.qr_text)

    def hide_qr(self) -> None:
        """Take it away."""
        self._scene(scene="empty")

    def lay_card(self) -> None:
        """Lay the card on the tray."""
        self._reader.insert(self._card)

    def take_card(self) -> None:
        """Take the card from the tray, and step aside."""
        self._reader.remove()
        self._scene(scene="empty")

    def face(self) -> None:
        """Look into the camera."""
        self._scene(scene="face", yaw=0.0, scale=1.0)

    def turn(self, direction: str) -> None:
        """Turn the head to the person's own `left` or `right`."""
        self._scene(scene="face", yaw=TURN_DEGREES if direction == "left" else -TURN_DEGREES, scale=1.0)

    def come_closer(self) -> None:
        """Move the head towards the camera."""
        self._scene(scene="face", yaw=0.0, scale=NEARER)

    def transfer(self) -> None:
        """Pay what the QR on the screen asks for, with a memo glued as banks do."""
        content = self._station.view.content
        if isinstance(content, PaymentView) and content.qr:
            order = vietqr.parse(content.qr)
            memo = f"MBVCB.0001.{order.purpose}.CT tu thu nghiem"
            self._post(self._controls.bank, {"account": self._account, "amount": content.due, "memo": memo})

    def _make(self, profile: str) -> VirtualCard:
        return VirtualCard(load_profile(profile), portrait=self._portrait, faults=AS_SLOW_AS_A_REAL_CARD)

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
    station = open_station(config_path, reader=reader)
    return station, DemoHand(station, reader, controls, config, portrait)
