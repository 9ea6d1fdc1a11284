"""The demonstration person: the face of the demonstration card, as a camera sees it, and its portrait.

`holder` is the person of the portrait; `stranger` the same photograph reshaped into somebody else's face.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal

import cv2
import numpy as np
from PIL import Image

from face_match.demo.hall import hall
from face_match.demo.head import Head, Light, tinted
from face_match.demo.people import EYES_X, EYES_Y, HOLDER, PIXEL_MM, STRANGER, photograph
from face_match.demo.render import FOCAL, FRAME_HEIGHT, FRAME_WIDTH, Placing, look_at, paint
from face_match.demo.sheets import Sheet
from face_match.geometry import Picture

Who = Literal["holder", "stranger"]
_HALL = 0.94  # a hall is a little darker than the photographer's studio


@dataclass(frozen=True, slots=True)
class Pose:
    """How the demonstration face stands before the camera.

    `yaw` in degrees, positive to the person's own left (the picture's right), up to about 30; `pitch` positive
    downwards; `roll` positive clockwise in the picture. `scale` in frame pixels per photograph pixel: 1.9 gives about
    80 px between the eyes and means a distance of 42 cm. `x`, `y`: the point between the eyes as parts of the frame.
    `light`: 1 is the photograph's own, 0 is darkness, 2 is glare; `glow`: what the kiosk's screen shows, RGB.
    """

    yaw: float = 0.0
    roll: float = 0.0
    scale: float = 1.9
    x: float = 0.5
    y: float = 0.48
    light: float = 1.0
    pitch: float = 0.0
    glow: tuple[int, int, int] | None = None

    @property
    def placing(self) -> Placing:
        return Placing(self.yaw, self.pitch, self.roll, FOCAL * PIXEL_MM / self.scale, self.x, self.y)


def demo_picture(pose: Pose | None = None, *, who: Who = "holder", flat: bool = False) -> Picture:
    """One frame of the demonstration face in a hall, 640 x 480, without sensor noise.

    :param flat: show the photograph as a sheet of paper instead of a head: what an attacker's print looks like.
    """
    pose = pose or Pose()
    light = Light(_HALL * pose.light, glow=pose.glow)
    if flat:
        return _sheet(pose, light)
    frame = tinted(hall(), light.on(0.05)).copy()
    _head(who).draw(frame, pose.placing, light)
    soft = cv2.GaussianBlur(frame, (0, 0), 1.2)
    return np.asarray(cv2.addWeighted(frame, 1.3, soft, -0.3, 0), np.uint8)  # as cameras sharpen what they saw


def demo_portrait(format: Literal["jpeg", "jp2"] = "jpeg") -> bytes:
    """A card portrait of the demonstration face, 3:4, about 15 kB, lit a little differently than the camera sees it."""
    left, top, width = 130, 8, 188
    crop = photograph()[top : top + width * 4 // 3, left : left + width]
    lit = cv2.convertScaleAbs(crop, alpha=0.93, beta=9)
    image = Image.fromarray(cv2.resize(lit, (360, 480), interpolation=cv2.INTER_CUBIC))
    out = BytesIO()
    if format == "jpeg":
        image.save(out, "JPEG", quality=58)
    else:
        image.save(out, "JPEG2000", quality_mode="rates", quality_layers=[34])
    return out.getvalue()


@cache
def _head(who: Who) -> Head:
    return Head(HOLDER if who == "holder" else STRANGER)


def _sheet(pose: Pose, light: Light) -> Picture:
    """The whole photograph on a flat sheet that turns about the upright line through the face."""
    seen = look_at(Sheet((-EYES_X, -EYES_Y, 512 - EYES_X, 512 - EYES_Y), PIXEL_MM), pose.placing)
    assert seen is not None
    x, y = seen.x / PIXEL_MM + np.float32(EYES_X), seen.y / PIXEL_MM + np.float32(EYES_Y)
    colour = cv2.remap(photograph(), x, y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    frame = np.zeros((FRAME_HEIGHT, FRAME_WIDTH, 3), np.uint8)
    paint(frame, seen, np.asarray(colour, np.uint8), np.ones(x.shape, np.float32))
    return tinted(frame, light.on(1.0)).copy()
