"""The station's camera: dark by default, open while it scans a QR or compares a face, and never writing a picture."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import zxingcpp

from chip_reader import Portrait
from face_match import (
    Camera,
    CameraUnavailable,
    EngineUnavailable,
    FaceDecision,
    FaceUpdate,
    FaceVerifier,
    Liveness,
    PortraitRefused,
    Reference,
    ReferenceUnusable,
    SecondSource,
)
from kiosk.station.api import Preview
from kiosk.station.devices import Guided

log = logging.getLogger(__name__)

OpenCamera = Callable[[], Camera]
OpenSecond = Callable[[], SecondSource | None]
SCAN_PAUSE_S = 0.08
NO_PICTURE_S = 5.0
MAX_QR_CHARACTERS = 1024
CLOSING_S = 10.0


Use = Callable[[Camera, threading.Event], None]


class Capture:
    """One use of the camera, from opening to closing, on a thread of its own, which alone holds what it was given.

    :param after: the capture before this one; the camera is opened when that one has closed it.
    """

    def __init__(self, open_camera: OpenCamera, use: Use, away: Callable[[], None], after: Capture | None) -> None:
        self._stop = threading.Event()
        self.camera: Camera | None = None
        before = after._thread if after is not None else None
        self._thread: threading.Thread = threading.Thread(
            target=self._run, args=(open_camera, use, away, before), name="capture", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End soon; nothing is reported any more."""
        self._stop.set()

    def join(self) -> None:
        """Wait for the camera to be dark."""
        self._thread.join(CLOSING_S)

    def _run(
        self, open_camera: OpenCamera, use: Use, away: Callable[[], None], before: threading.Thread | None
    ) -> None:
        try:
            if before is not None:
                before.join(CLOSING_S)
            seen = self._stop.is_set() or self._film(open_camera(), use)
        except CameraUnavailable:
            seen = False
        except Exception:
            # The patient must not stand before a camera that nobody looks through any more.
            log.exception("capture failed")
            seen = False
        if not seen and not self._stop.is_set():
            away()

    def _film(self, camera: Camera, use: Use) -> bool:
        try:
            self.camera = camera
            if not self._wait_for_picture(camera):
                return False
            use(camera, self._stop)
            return True
        finally:
            self.camera = None
            camera.close()

    def _wait_for_picture(self, camera: Camera) -> bool:
        for _ in range(int(NO_PICTURE_S / 0.05)):
            if camera.latest() is not None:
                return True
            if self._stop.wait(0.05):
                return False
        return False


class StationCamera:
    """Scans QR codes and compares faces; see `CameraDevice`. Called on the station's owner thread.

    :param verifier: gives the face verifier; called on the capture's thread, because loading the models takes time.
    :param close_verifier: ends what `verifier` started.
    :param open_second: opens the depth or infra-red camera beside it, where there is one; it sees only while faces are
        compared.
    """

    def __init__(
        self,
        open_camera: OpenCamera,
        verifier: Callable[[], FaceVerifier],
        close_verifier: Callable[[], None],
        deadline_s: float,
        open_second: OpenSecond = lambda: None,
    ) -> None:
        self._open_second = open_second
        self._open_camera = open_camera
        self._verifier = verifier
        self._close_verifier = close_verifier
        self._deadline_s = deadline_s
        self._capture: Capture | None = None
        self._last: Capture | None = None

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:
        """See `CameraDevice`."""

        def use(camera: Camera, stop: threading.Event) -> None:
            qr_only = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
            last_number, last_text = -1, ""
            while not stop.wait(SCAN_PAUSE_S):
                frame = camera.latest()
                if frame is None:
                    if not camera.alive():
                        away()
                        return
                    continue
                if frame.number == last_number:
                    continue
                last_number = frame.number
                for code in zxingcpp.read_barcodes(frame.image, formats=qr_only):
                    if code.text != last_text and len(code.text) <= MAX_QR_CHARACTERS and not stop.is_set():
                        last_text = code.text
                        seen(code.text)

        self._begin(use, away)

    def match(
        self,
        portrait: Portrait,
        guided: Guided,
        decided: Callable[[FaceDecision], None],
        away: Callable[[], None],
    ) -> None:
        """See `CameraDevice`."""

        def use(camera: Camera, stop: threading.Event) -> None:
            try:
                verifier = self._verifier()
                reference = verifier.prepare(portrait.data, portrait.sha256)
            except (PortraitRefused, ReferenceUnusable) as error:
                log.warning("portrait not usable: %s", type(error).__name__)
                decided(_portrait_unusable())
                return
            except EngineUnavailable:
                log.exception("face engine away")
                away()
                return
            self._watch(verifier, reference, camera, stop, guided, decided)

        self._begin(use, away)

    def _watch(
        self,
        verifier: FaceVerifier,
        reference: Reference,
        camera: Camera,
        stop: threading.Event,
        guided: Guided,
        decided: Callable[[FaceDecision], None],
    ) -> None:
        finished = threading.Event()

        def update(news: FaceUpdate) -> None:
            if stop.is_set():
                return
            glow = "" if news.glow is None else "#{:02X}{:02X}{:02X}".format(*news.glow)
            guided(news.guidance.value, news.quality, glow)
            if news.decision is not None:
                decided(news.decision)
                finished.set()

        second = self._open_second()
        try:
            run = verifier.start(reference, camera, update, second=second, deadline_s=self._deadline_s)
            while not stop.wait(0.05) and not finished.is_set():
                pass
            run.cancel()
            run.join(timeout=5)
        finally:
            if second is not None:
                second.close()

    def stop(self) -> None:
        """See `CameraDevice`."""
        if self._capture is not None:
            self._capture.stop()
            self._capture = None

    def preview(self) -> Preview | None:
        """See `CameraDevice`."""
        capture = self._capture
        camera = capture.camera if capture is not None else None
        frame = camera.latest() if camera is not None else None
        if frame is None:
            return None
        height, width = frame.image.shape[:2]
        return Preview(width, height, frame.image.tobytes(), frame.number)

    def close(self) -> None:
        """See `CameraDevice`."""
        self.stop()
        if self._last is not None:
            self._last.join()
        self._close_verifier()

    def _begin(self, use: Use, away: Callable[[], None]) -> None:
        self.stop()
        self._capture = self._last = Capture(self._open_camera, use, away, after=self._last)


class NoCamera:
    """A station without a camera: keys are typed and staff look at the card."""

    def scan(self, seen: Callable[[str], None], away: Callable[[], None]) -> None:  # noqa: ARG002 - nothing to see
        """There is no picture."""
        away()

    def match(
        self,
        portrait: Portrait,  # noqa: ARG002
        guided: Guided,  # noqa: ARG002
        decided: Callable[[FaceDecision], None],  # noqa: ARG002
        away: Callable[[], None],
    ) -> None:
        """There is no picture."""
        away()

    def stop(self) -> None:
        """Nothing runs."""

    def preview(self) -> Preview | None:
        """There is no picture."""
        return None

    def close(self) -> None:
        """Nothing is held."""


def _portrait_unusable() -> FaceDecision:
    return FaceDecision("cannot_tell", None, None, "", "", ("portrait_unusable",), Liveness("not_checked"))
