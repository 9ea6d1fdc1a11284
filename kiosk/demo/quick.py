"""The demonstration in a hurry: the same station, with a card that reads at once and a face that is decided at once.

For measuring what many visits leave behind; what is slow at a card and a face is measured elsewhere.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from chip_reader import Portrait
from chip_reader.virtual import Profile, VirtualCard, VirtualReader, load_profile
from face_match import FaceDecision, Liveness
from face_match.demo import demo_portrait
from kiosk.station.api import Preview
from kiosk.station.devices import Guided
from kiosk.station.opening import open_station
from kiosk.station.running import RunningStation

WIDTH, HEIGHT = 640, 480
GUIDED = ("no_face", "look_straight", "hold_still")
EACH_S = 0.05


class QuickCamera:
    """A camera that sees a grey picture, whatever code is held before it, and the card's own face."""

    def __init__(self) -> None:
        self._pixels = bytes([96]) * (WIDTH * HEIGHT * 3)
        self._seen: Callable[[str], None] | None = None
        self._timers: list[threading.Timer] = []
        self._filming = False
        self._number = 0

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:  # noqa: ARG002 - it never is
        """See `CameraDevice`."""
        self._seen, self._filming = seen, True

    def show(self, text: str) -> None:
        """Hold a code before it."""
        if self._seen is not None:
            self._seen(text)

    def match(
        self,
        portrait: Portrait,  # noqa: ARG002
        guided: Guided,
        decided: Callable[[FaceDecision], None],
        away: Callable[[], None],  # noqa: ARG002
    ) -> None:
        """See `CameraDevice`."""
        self._filming = True
        decision = FaceDecision("match", -6.0, -4.0, "simulated", "0" * 64, (), Liveness("live"))
        for place, guidance in enumerate(GUIDED, 1):
            self._later(place * EACH_S, partial(guided, guidance, 0.8, ""))
        self._later((len(GUIDED) + 1) * EACH_S, lambda: decided(decision))

    def stop(self) -> None:
        """See `CameraDevice`."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()
        self._seen, self._filming = None, False

    def preview(self) -> Preview | None:
        """See `CameraDevice`: a new picture whenever one is asked for."""
        if not self._filming:
            return None
        self._number += 1
        return Preview(WIDTH, HEIGHT, bytes(self._pixels), self._number)

    def close(self) -> None:
        """See `CameraDevice`."""
        self.stop()

    def _later(self, seconds: float, act: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        self._timers.append(timer)
        timer.start()


class QuickHand:
    """A hand with another card for each visit; see `ui.patient.hand.Hand`."""

    def __init__(self, reader: VirtualReader, camera: QuickCamera) -> None:
        self._reader = reader
        self._camera = camera
        self._portrait = demo_portrait()
        self._number = 0
        self._card = self._make()

    def next_person(self) -> None:
        """Take the next card into the hand."""
        self._number += 1
        self._card = self._make()

    def profiles(self) -> tuple[str, ...]:
        """There is nobody to choose."""
        return ()

    def choose(self, profile: str) -> None:
        """There is nobody to choose."""

    def show_qr(self) -> None:
        """Hold the card's QR before the camera."""
        self._camera.show(self._card.profile.qr_text)

    def hide_qr(self) -> None:
        """It was seen at once."""

    def show_slip(self) -> None:
        """There is no slip."""

    def lay_card(self) -> None:
        """Lay the card on the tray."""
        self._reader.insert(self._card)

    def take_card(self) -> None:
        """Take the card from the tray."""
        self._reader.remove()

    def face(self) -> None:
        """The face is there."""

    def stranger(self) -> None:
        """Nobody else is there."""

    def turn(self, direction: str) -> None:
        """Nothing is asked for."""

    def come_closer(self) -> None:
        """Nothing is asked for."""

    def transfer(self) -> None:
        """The fee is paid at the cashier."""

    def fail(self, part: str, *, fails: bool) -> None:
        """Nothing fails."""

    def _make(self) -> VirtualCard:
        base = load_profile("adult-2021")
        person: Profile = replace(base, id_number=f"{base.id_number[:6]}{self._number:06d}")
        return VirtualCard(person, portrait=self._portrait)


def open_quick(config_path: Path) -> tuple[RunningStation, QuickHand]:
    """The demonstration's station with these devices, and the hand that plays with it."""
    reader, camera = VirtualReader(), QuickCamera()
    return open_station(config_path, reader=reader, camera=camera), QuickHand(reader, camera)
