"""The station's eyes: codes before the camera or the scanner, and a face before the camera; dark in between."""

from __future__ import annotations

import re
from collections.abc import Callable

from chip_reader import BacKey, Portrait, ReadError, parse_card_qr
from face_match import FaceDecision
from kiosk.loop import Loop
from kiosk.station.api import Live
from kiosk.station.devices import Devices
from kiosk.visit import events as ev
from kiosk.visit.errands import SlipSeen
from kiosk.visit.insurance_qr import is_insurance_qr
from kiosk.visit.wishes import InsuranceQrSeen, MrzSeen

SLIP = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{2,39}")
"""A visit's code (MA_LK) as hospitals make it; the lines of a passport and a card's own code are longer."""
DEVICE_FAILED = frozenset({"camera_lost", "engine_unavailable", "internal_error"})


class Optics:
    """Callbacks of the devices come on any thread and are posted to the owner's.

    :param answer: posts an event to a visit, by its id; `lively` tells what moves on its screen.
    """

    def __init__(
        self,
        devices: Devices,
        loop: Loop,
        answer: Callable[[str, ev.Event], None],
        lively: Callable[[str, Live], None],
    ) -> None:
        self._camera = devices.camera
        self._scanner = devices.scanner
        self._loop = loop
        self._answer = answer
        self._lively = lively

    def scan(self, visit_id: str, told: Callable[[str], ev.Event] | None = None) -> None:
        """Look for codes. Without a camera the scanner alone can still see one.

        :param told: makes an event of a code; `code_event` where none is given.
        """

        def seen(text: str) -> None:
            self._post(visit_id, (told or code_event)(text))

        def away() -> None:
            if self._scanner is None:
                self._post(visit_id, ev.CameraAway())

        if self._scanner is not None:
            self._scanner.listen(seen)
        self._camera.scan(seen, away)

    def match(self, visit_id: str, portrait: Portrait | None) -> None:
        """Compare the person before the camera with the portrait."""
        if portrait is None:
            self._answer(visit_id, ev.CameraAway())
            return

        def guided(guidance: str, quality: float, glow: str) -> None:
            live = Live(guidance=guidance, quality=quality, glow=glow)
            self._loop.post(lambda: self._lively(visit_id, live))

        def decided(decision: FaceDecision) -> None:
            self._post(visit_id, face_event(decision))

        self._camera.match(portrait, guided, decided, lambda: self._post(visit_id, ev.CameraAway()))

    def dark(self) -> None:
        """Neither films nor listens."""
        self._camera.stop()
        if self._scanner is not None:
            self._scanner.ignore()

    def _post(self, visit_id: str, event: ev.Event) -> None:
        self._loop.post(lambda: self._answer(visit_id, event))


def code_event(text: str) -> ev.Event:
    """A code as what it is: a card's QR, an insurance card's, a passport's lines, or none of these."""
    if _reads(parse_card_qr, text):
        return ev.QrSeen(text)
    if is_insurance_qr(text):
        return InsuranceQrSeen(text)
    return MrzSeen(text) if _reads(BacKey.from_mrz, text) else ev.OtherQrSeen()


def slip_event(text: str) -> ev.Event:
    """A code as a slip's or as another: what is on a card is not taken over where a slip was asked for."""
    return SlipSeen(text) if SLIP.fullmatch(text) else ev.OtherQrSeen()


def face_event(decision: FaceDecision) -> ev.FaceDecided | ev.CameraAway:
    """A decision as what it is: about the person, or about a camera or an engine that failed in the middle."""
    if not DEVICE_FAILED.isdisjoint(decision.reasons):
        return ev.CameraAway()
    return ev.FaceDecided(
        decision=decision.decision,
        score=decision.score,
        threshold=decision.threshold,
        engine=decision.engine,
        model_sha256=decision.model_sha256,
        reasons=decision.reasons,
    )


def _reads(parse: Callable[[str], object], text: str) -> bool:
    try:
        parse(text)
    except ReadError:
        return False
    return True
