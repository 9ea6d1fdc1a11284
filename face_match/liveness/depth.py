"""A second camera that sees depth or infra-red beside the colour camera: one protocol, a real and a simulated source.

Depth: a face has relief over a plane, and over any sheet bent one way; a print and a screen have not. Infra-red (850
or 940 nm): a screen gives no infra-red light of its own and looks dark, and many inks are transparent there, so that a
printed face loses its features; skin is bright with dark eyes. Both need the camera to see about the same field as the
colour camera; the face's box is taken over in parts of the frame.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal, Protocol

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Face

Kind = Literal["depth", "infra_red"]
SecondPicture = npt.NDArray[np.uint16] | npt.NDArray[np.uint8]
"""Depth: uint16, millimetres, 0 where unknown. Infra-red: uint8, grey. Shape (height, width)."""

STALE_SECONDS = 1.0
_OPEN_AGAIN_SECONDS = 2.0


@dataclass(frozen=True, slots=True, eq=False)
class SecondFrame:
    """One picture of the second source; `taken_at` in seconds of the monotonic clock."""

    picture: SecondPicture
    taken_at: float


class SecondSource(Protocol):
    """An open second camera. It sees from being opened until `close`; the newest picture replaces the one before."""

    @property
    def kind(self) -> Kind: ...

    def latest(self) -> SecondFrame | None:
        """The newest picture; None when none has come yet, when the last is older than a second, and after `close`."""
        ...

    def close(self) -> None:
        """Stop and forget the last picture. Closing twice is allowed."""
        ...


class OpenCvSecondSource(SecondSource):
    """A real second camera: a depth camera that OpenCV reads by its Orbbec backend, or a grey V4L2 device.

    A camera that is away is opened again every two seconds.

    :param index: number of the device.
    :param opening: opens the device; for tests.
    """

    def __init__(self, kind: Kind, index: int, opening: Callable[[Kind, int], Any] | None = None) -> None:
        self._kind: Kind = kind
        self._index = index
        self._opening = opening or _open
        self._lock = threading.Lock()
        self._last: SecondFrame | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._drain, name="second-camera", daemon=True)
        self._thread.start()

    @property
    def kind(self) -> Kind:
        return self._kind

    def latest(self) -> SecondFrame | None:
        with self._lock:
            if self._last is not None and time.monotonic() - self._last.taken_at > STALE_SECONDS:
                self._last = None
            return self._last

    def close(self) -> None:
        self._closing.set()
        self._thread.join(3)
        with self._lock:
            self._last = None

    def _drain(self) -> None:
        while not self._closing.is_set():
            capture = self._opening(self._kind, self._index)
            try:
                while not self._closing.is_set() and capture.grab():
                    flag = cv2.CAP_OBSENSOR_DEPTH_MAP if self._kind == "depth" else 0
                    good, raw = capture.retrieve(flag=flag)
                    picture = _as_picture(self._kind, raw) if good else None
                    if picture is not None:
                        with self._lock:
                            self._last = SecondFrame(picture, time.monotonic())
            finally:
                capture.release()
            self._closing.wait(_OPEN_AGAIN_SECONDS)


class SecondFault(StrEnum):
    """What can be wrong: unplugged; repeating nothing new; a depth map full of holes, an infra-red lamp gone out."""

    GONE = "gone"
    FROZEN = "frozen"
    HOLES = "holes"


class SimulatedSecondSource(SecondSource):
    """Gives what `pictures` returns at each `latest`.

    :param clock: seconds, monotonic; stamps the frames.
    """

    def __init__(
        self, kind: Kind, pictures: Callable[[], SecondPicture], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._kind: Kind = kind
        self._pictures = pictures
        self._clock = clock
        self._closed = False
        self._last: SecondFrame | None = None
        self.fault: SecondFault | None = None

    @property
    def kind(self) -> Kind:
        return self._kind

    def latest(self) -> SecondFrame | None:
        now = self._clock()
        if self._closed or self.fault is SecondFault.GONE:
            self._last = None
        elif self.fault is not SecondFault.FROZEN:
            picture = self._pictures()
            if self.fault is SecondFault.HOLES:
                picture = np.zeros_like(picture)
            self._last = SecondFrame(picture, now)
        if self._last is not None and now - self._last.taken_at > STALE_SECONDS:
            self._last = None
        return self._last

    def close(self) -> None:
        self._closed = True
        self._last = None


def depth_relief(depth: npt.NDArray[np.uint16], face: Face, size: tuple[int, int]) -> float | None:
    """How far the face stands out of the plane or bent sheet that fits it best, in mm (10th to 90th percentile).

    :param depth: millimetres, 0 where unknown.
    :param face: in pixels of the colour picture.
    :param size: width and height of the colour picture.
    :return: None when fewer than half of the face's places have a depth.
    """
    part = _box(depth, face, size)
    rows, columns = np.nonzero(part)
    if part.size < 400 or len(rows) < 0.5 * part.size:
        return None
    z = part[rows, columns].astype(np.float64)
    near = np.abs(z - np.median(z)) < 150  # beside the head the box shows the hall
    x, y, z = columns[near] / part.shape[1] - 0.5, rows[near] / part.shape[0] - 0.5, z[near]
    step = max(1, len(z) // 2000)
    x, y, z = x[::step], y[::step], z[::step]
    spreads = []
    for angle in np.arange(6) * np.pi / 6:
        across = x * np.cos(angle) + y * np.sin(angle)
        sheet = np.stack([np.ones_like(x), x, y, across**2, across**3], axis=1)
        fit, *_ = np.linalg.lstsq(sheet, z, rcond=None)
        low, high = np.percentile(z - sheet @ fit, [10, 90])
        spreads.append(float(high - low))
    return min(spreads)


def infra_red_contrast(grey: npt.NDArray[np.uint8], face: Face, size: tuple[int, int]) -> float | None:
    """The face's contrast in infra-red: standard deviation in per cent of full scale; a dark screen and ink-free paper
    have little, skin under an infra-red lamp has bright cheeks and dark eyes.

    :return: None when the face lies outside.
    """
    part = _box(grey, face, size)
    if part.size < 400:
        return None
    return 100 * float(cv2.GaussianBlur(np.ascontiguousarray(part), (0, 0), 1.5).std()) / 255


def _box(picture: Any, face: Face, size: tuple[int, int]) -> Any:
    """The inner face: from brow to chin between the cheeks."""
    height, width = picture.shape[:2]
    across, down = width / size[0], height / size[1]
    x, y = (face.left_eye.x + face.right_eye.x) / 2, (face.left_eye.y + face.right_eye.y) / 2
    unit = face.inter_eye
    left, right = max(0, int((x - 0.8 * unit) * across)), max(0, int((x + 0.8 * unit) * across))
    top, bottom = max(0, int((y - 0.3 * unit) * down)), max(0, int((y + 1.4 * unit) * down))
    return picture[top:bottom, left:right]


def _as_picture(kind: Kind, raw: Any) -> SecondPicture | None:
    """What a device gave, brought to the form of its kind; None when it is something else."""
    if kind == "depth":
        return raw if raw.dtype == np.uint16 and raw.ndim == 2 else None
    if raw.ndim == 3:
        raw = raw[..., 0] if raw.shape[2] == 1 else cv2.cvtColor(raw, cv2.COLOR_BGR2GRAY)
    if raw.dtype == np.uint16:
        raw = (raw >> 8).astype(np.uint8)
    return raw if raw.dtype == np.uint8 and raw.ndim == 2 else None


def _open(kind: Kind, index: int) -> Any:
    if kind == "depth":
        return cv2.VideoCapture(index, cv2.CAP_OBSENSOR)
    capture = cv2.VideoCapture(index, cv2.CAP_V4L2)
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"GREY"))
    capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
    return capture
