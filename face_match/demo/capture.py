"""A portrait for the virtual card from whoever stands before a real camera; it stays in memory."""

from __future__ import annotations

import time
from io import BytesIO

from PIL import Image

from face_match.camera.protocol import Camera
from face_match.errors import CameraUnavailable

SETTLE_SECONDS = 2.0
WIDTH, HEIGHT = 360, 480


def portrait_from(camera: Camera, seconds: float = 10.0) -> bytes:
    """A JPEG of 360 x 480 from the middle of the camera's picture, once its exposure has settled; closes the camera.

    :raises CameraUnavailable: when no picture came within `seconds`.
    """
    started = time.monotonic()
    try:
        while time.monotonic() - started < seconds:
            frame = camera.latest()
            if frame is not None and time.monotonic() - started > SETTLE_SECONDS:
                return _encoded(Image.fromarray(frame.image))
            time.sleep(0.05)
    finally:
        camera.close()
    raise CameraUnavailable("no_picture")


def _encoded(picture: Image.Image) -> bytes:
    side = min(picture.width, picture.height * WIDTH // HEIGHT)
    left, height = (picture.width - side) // 2, side * HEIGHT // WIDTH
    top = (picture.height - height) // 2
    portrait = picture.crop((left, top, left + side, top + height)).resize((WIDTH, HEIGHT))
    out = BytesIO()
    portrait.save(out, "JPEG", quality=88)
    return out.getvalue()
