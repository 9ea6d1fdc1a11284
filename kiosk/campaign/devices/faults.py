"""What is killed or stopped beside a running station, and at which moment of a visit."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.visit.view import Screen


class Part(StrEnum):
    """What a station has beside it."""

    HUB = "hub"
    CAMERA = "camera"
    PRINTER = "printer"
    QUEUE = "queue"
    FACE_WORKER = "face worker"
    PCSCD = "pcscd"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is struck, and on which screen of a visit (`WELCOME`: before somebody comes).

    :ivar face: the visit is one with a face to compare.
    :ivar stopped_s: it is not killed, but stands still for so many seconds.
    """

    name: str
    part: Part
    at: Screen
    face: bool = False
    stopped_s: float = 0.0

    @property
    def label(self) -> str:
        """As a table says it."""
        blow = f"stopped for {self.stopped_s:.0f} s" if self.stopped_s else "killed"
        return f"{blow} under load: {self.name}"


HUB_ASKED = Fault("hub, while insurance is asked", Part.HUB, Screen.INSURANCE)
HUB_PAID = Fault("hub, while a payment is waited for", Part.HUB, Screen.PAYMENT)
HUB_STILL = Fault("hub, before insurance is asked", Part.HUB, Screen.KEY_QR, stopped_s=30.0)
HUB_STILL_PAID = Fault("hub, while a payment is waited for", Part.HUB, Screen.PAYMENT, stopped_s=30.0)
PRINTER = Fault("network printer, in the middle of a slip", Part.PRINTER, Screen.CHECK)
QUEUE = Fault("cupsd with the printer's queue, in the middle of a slip", Part.QUEUE, Screen.CHECK)
CAMERA_QR = Fault("camera, while it scans", Part.CAMERA, Screen.KEY_QR)
CAMERA_FACE = Fault("camera, while it films a face", Part.CAMERA, Screen.FACE, face=True)
CAMERA_STILL_QR = Fault("camera, while it scans", Part.CAMERA, Screen.KEY_QR, stopped_s=10.0)
CAMERA_STILL_FACE = Fault("camera, while it films a face", Part.CAMERA, Screen.FACE, face=True, stopped_s=10.0)
FACE_WORKER = Fault("face worker", Part.FACE_WORKER, Screen.FACE, face=True)
FAULTS = (
    HUB_ASKED,
    HUB_PAID,
    HUB_STILL,
    HUB_STILL_PAID,
    PRINTER,
    QUEUE,
    CAMERA_QR,
    CAMERA_FACE,
    CAMERA_STILL_QR,
    CAMERA_STILL_FACE,
    FACE_WORKER,
)
PCSCD_READING = Fault("pcscd, while a card is read", Part.PCSCD, Screen.READING)
PCSCD_IDLE = Fault("pcscd, before somebody comes", Part.PCSCD, Screen.WELCOME)
PCSCD_FAULTS = (PCSCD_READING, PCSCD_IDLE)
