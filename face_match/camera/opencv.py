"""Real picture sources through OpenCV: a camera device, an MJPEG address, a video file, a folder of pictures."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from face_match.camera.protocol import STALE_SECONDS, Camera, Frame
from face_match.errors import CameraUnavailable
from face_match.geometry import Picture

log = logging.getLogger(__name__)

# A source that is away is told by `alive`; OpenCV and FFmpeg would also write a line about each try to stderr.
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)

FILE_FRAMES_PER_SECOND = 25
DEVICE_WIDTH, DEVICE_HEIGHT = 1280, 720
_OPEN_MS, _READ_MS = 4000, 2000
_RETRY_SECONDS = (0.2, 0.5, 1.0, 2.0)
_PICTURES = frozenset({".bmp", ".jpg", ".jpeg", ".png"})


def open_camera(source: str) -> Camera:
    """Open a camera and start filming.

    :param source: a device index ("0"), a device's path (as under /dev/v4l/by-id), an address
        ("http://host/stream.mjpg"), a video file, or a folder of pictures; files and folders repeat endlessly at about
        25 frames per second.
    :raises CameraUnavailable: `source_not_found` when a file or folder is not there, `source_empty` for a folder
        without pictures, `virtual_device` for a loopback video device, which could be fed by any program.
        A device or address that does not answer yet is no error: the camera keeps trying, and is not alive until then.
    """
    if is_device(source):
        if (index := device_index(source)) is not None:
            refuse_virtual(index)
        return OpenCvCamera(source)
    if re.match(r"https?://", source):
        return OpenCvCamera(source)
    path = Path(source)
    if not path.exists():
        raise CameraUnavailable("source_not_found")
    if path.is_dir() and not _pictures_in(path):
        raise CameraUnavailable("source_empty")
    return OpenCvCamera(source)


class OpenCvCamera(Camera):
    """Drains a source in its own thread, so that the newest frame is always the one at hand.

    A lost source is opened again after 0.2 s, then ever more slowly up to every 2 s.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._lock = threading.Lock()
        self._last: Frame | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._drain, name="camera", daemon=True)
        self._thread.start()

    def latest(self) -> Frame | None:
        with self._lock:
            if self._last is not None and time.monotonic() - self._last.taken_at > STALE_SECONDS:
                self._last = None
            return self._last

    def alive(self) -> bool:
        return self.latest() is not None

    def close(self) -> None:
        """Stop filming; a read that hangs in the driver is given up after its own limit."""
        self._closing.set()
        self._thread.join(_READ_MS / 1000 + 1)
        with self._lock:
            self._last = None

    def _drain(self) -> None:
        failures = number = 0
        while not self._closing.is_set():
            before = number
            for image in self._images():
                number += 1
                with self._lock:
                    if self._closing.is_set():
                        return
                    self._last = Frame(image, time.monotonic(), number)
            failures = 0 if number > before else failures + 1
            if not self._closing.is_set():
                log.warning("camera source lost", extra={"failures": failures})
            self._closing.wait(_RETRY_SECONDS[min(failures, len(_RETRY_SECONDS) - 1)])

    def _images(self) -> Iterator[Picture]:
        """Frames until the source is lost or the camera is closed."""
        path = Path(self._source)
        if is_device(self._source) or not path.exists():
            yield from self._stream()
            return
        while not self._closing.is_set():
            shown = 0
            for image in _folder(path) if path.is_dir() else _video(path):
                shown += 1
                yield image
                if self._closing.wait(1 / FILE_FRAMES_PER_SECOND):
                    return
            if not shown:
                return

    def _stream(self) -> Iterator[Picture]:
        if is_device(self._source):
            index = device_index(self._source)
            if index is None:
                return  # unplugged: its path comes back with it, perhaps under another number
            capture = cv2.VideoCapture(index, cv2.CAP_V4L2)
            # At 640 px across, a person an arm's length away has too few pixels between the eyes.
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
            capture.set(cv2.CAP_PROP_FRAME_WIDTH, DEVICE_WIDTH)
            capture.set(cv2.CAP_PROP_FRAME_HEIGHT, DEVICE_HEIGHT)
        else:
            limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _OPEN_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _READ_MS]
            capture = cv2.VideoCapture(self._source, cv2.CAP_FFMPEG, limits)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        try:
            while not self._closing.is_set():
                good, image = capture.read()
                if not good:
                    return
                yield _rgb(image)
        finally:
            capture.release()


def _video(path: Path) -> Iterator[Picture]:
    capture = cv2.VideoCapture(str(path), cv2.CAP_FFMPEG)
    try:
        while True:
            good, image = capture.read()
            if not good:
                return
            yield _rgb(image)
    finally:
        capture.release()


def _folder(path: Path) -> Iterator[Picture]:
    for picture in _pictures_in(path):
        image = cv2.imread(str(picture), cv2.IMREAD_COLOR)
        if image is not None:
            yield _rgb(image)


def _pictures_in(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() in _PICTURES)


def _rgb(image: object) -> Picture:
    return np.ascontiguousarray(cv2.cvtColor(np.asarray(image, np.uint8), cv2.COLOR_BGR2RGB), dtype=np.uint8)


def is_device(source: str) -> bool:
    """Whether a source is a camera on this machine: its number, or its path."""
    return source.isdecimal() or source.startswith("/dev/")


def device_index(source: str) -> int | None:
    """The number of /dev/videoN that a device's number or path stands for now; None while none does."""
    if source.isdecimal():
        return int(source)
    found = re.fullmatch(r"video(\d+)", Path(source).resolve().name)
    return int(found[1]) if found and Path(source).exists() else None


def refuse_virtual(index: int, devices: Path = Path("/sys/class/video4linux")) -> None:
    """Real cameras hang on a bus; loopback devices live under /sys/devices/virtual (injection, ISO/IEC 30107-1)."""
    if "virtual" in (devices / f"video{index}").resolve().parts:
        raise CameraUnavailable("virtual_device", f"video{index}")
