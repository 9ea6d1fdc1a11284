"""What stands before the demonstration camera: nobody, a face, its print, a stranger, a QR code; moving like life."""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

import cv2
import numpy as np
import segno

from face_match.demo.hall import hall
from face_match.demo.head import Light, tinted
from face_match.demo.holder import Pose, demo_picture
from face_match.demo.render import FRAME_HEIGHT, FRAME_WIDTH
from face_match.geometry import Picture

MAX_TEXT = 512
MAX_YAW = 30.0
MAX_PITCH = 20.0
NEAREST = 2.0
_TURN_DEGREES_PER_SECOND = 55.0
_GROWTH_PER_SECOND = 0.5
_NOISE = 3.0


class Scene(StrEnum):
    EMPTY = "empty"
    FACE = "face"
    QR = "qr"
    PHOTO = "photo"
    STRANGER = "stranger"


@dataclass(frozen=True, slots=True)
class Direction:
    """What the stage shows.

    `yaw` in degrees, positive to the person's own left; `pitch` positive downwards. `scale`: how much larger than at
    rest the face is seen, by coming closer, 0.5..2. `light` 0..2. `glow`: the colour the kiosk's screen shows, which
    lights the face, as red, green, blue 0..255, or nothing. `text` for the QR.
    """

    scene: Scene = Scene.EMPTY
    text: str = ""
    yaw: float = 0.0
    light: float = 1.0
    pitch: float = 0.0
    scale: float = 1.0
    glow: tuple[int, int, int] | None = None

    def changed(self, wish: Mapping[str, Any]) -> Direction:
        """This direction with the given keys changed.

        :raises ValueError: for an unknown key, a wrong type or a value out of range; the message says which.
        """
        unknown = wish.keys() - {field.name for field in fields(Direction)}
        if unknown:
            raise ValueError(f"unknown key: {', '.join(sorted(unknown))}")
        new = replace(
            self,
            scene=Scene(wish.get("scene", self.scene)),
            text=_text(wish.get("text", self.text)),
            yaw=_number("yaw", wish.get("yaw", self.yaw), -MAX_YAW, MAX_YAW),
            light=_number("light", wish.get("light", self.light), 0.0, 2.0),
            pitch=_number("pitch", wish.get("pitch", self.pitch), -MAX_PITCH, MAX_PITCH),
            scale=_number("scale", wish.get("scale", self.scale), 0.5, NEAREST),
            glow=_colour(wish.get("glow", self.glow)),
        )
        if new.scene is Scene.QR and not new.text:
            raise ValueError("scene qr needs a text")
        return new


class Stage:
    """Renders the directed scene at a moment. Safe to direct from one thread while another draws.

    :param clock: seconds, monotonic; motion and jitter are functions of it.
    :param seed: of the jitter and the sensor noise.
    """

    def __init__(self, clock: Callable[[], float], seed: int = 1, pose: Pose | None = None) -> None:
        random = np.random.default_rng(seed)
        self._clock = clock
        self._lock = threading.Lock()
        self._direction = Direction()
        self._rest = pose or Pose()
        self._yaw = self._pitch = 0.0
        self._light = self._scale = 1.0
        self._drawn_at = clock()
        self._phases = random.uniform(0, 2 * math.pi, 10)
        self._noise = random.normal(0, _NOISE, (2 * FRAME_HEIGHT, 2 * FRAME_WIDTH, 3)).astype(np.int8)
        self._random = random
        self._qr: tuple[str, Picture] | None = None

    @property
    def direction(self) -> Direction:
        with self._lock:
            return self._direction

    def direct(self, **wish: Any) -> Direction:
        """Change what is shown; see `Direction.changed` for keys and errors."""
        with self._lock:
            self._direction = self._direction.changed(wish)
            return self._direction

    def frame(self) -> Picture:
        """The picture of this moment, 640 x 480 RGB, with sensor noise: no two frames are alike."""
        with self._lock:
            direction = self._direction
        now = self._clock()
        passed, self._drawn_at = max(0.0, now - self._drawn_at), now
        reach = _TURN_DEGREES_PER_SECOND * passed
        self._yaw += float(np.clip(direction.yaw - self._yaw, -reach, reach))
        self._pitch += float(np.clip(direction.pitch - self._pitch, -reach, reach))
        growth = _GROWTH_PER_SECOND * passed
        self._scale += float(np.clip(direction.scale - self._scale, -growth, growth))
        self._light += float(np.clip(direction.light - self._light, -2 * passed, 2 * passed))
        match direction.scene:
            case Scene.EMPTY:
                clean = tinted(hall(), Light(self._light, glow=direction.glow).on(0.05))
            case Scene.QR:
                clean = tinted(self._card(direction.text, now), Light(self._light).on(0.0))
            case Scene.FACE | Scene.PHOTO:
                clean = demo_picture(self._pose(now, direction.glow), flat=direction.scene is Scene.PHOTO)
            case Scene.STRANGER:
                clean = demo_picture(self._pose(now, direction.glow), who="stranger")
        top, left = self._random.integers(0, FRAME_HEIGHT), self._random.integers(0, FRAME_WIDTH)
        noise = self._noise[top : top + FRAME_HEIGHT, left : left + FRAME_WIDTH]
        return np.asarray(cv2.add(clean, noise, dtype=cv2.CV_8U), np.uint8)

    def _sway(self, now: float, which: int, seconds: float) -> float:
        """A slow, irregular movement between about -1 and 1."""
        one, other = self._phases[2 * which : 2 * which + 2]
        return 0.6 * math.sin(2 * math.pi * now / seconds + one) + 0.4 * math.sin(5.3 * now / seconds + other)

    def _pose(self, now: float, glow: tuple[int, int, int] | None) -> Pose:
        return replace(
            self._rest,
            yaw=self._yaw + 0.7 * self._sway(now, 0, 2.3),
            roll=self._rest.roll + 0.7 * self._sway(now, 1, 3.1),
            pitch=self._rest.pitch + self._pitch,
            scale=self._rest.scale * self._scale * (1 + 0.006 * self._sway(now, 2, 4.7)),
            x=self._rest.x + 0.005 * self._sway(now, 3, 2.9),
            y=self._rest.y + 0.004 * self._sway(now, 4, 3.7),
            light=self._light,
            glow=glow,
        )

    def _card(self, text: str, now: float) -> Picture:
        if self._qr is None or self._qr[0] != text:
            self._qr = (text, _card_with_qr(text))
        shift = np.array(
            [[1, 0, 2.5 * self._sway(now, 3, 2.9)], [0, 1, 2.5 * self._sway(now, 4, 3.7)]], dtype=np.float32
        )
        moved = cv2.warpAffine(
            self._qr[1], shift, (FRAME_WIDTH, FRAME_HEIGHT), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
        )
        return np.asarray(moved, np.uint8)


def _card_with_qr(text: str) -> Picture:
    """A pale card with the code, held a little askew before the camera."""
    code = np.array([list(row) for row in segno.make(text, error="m", micro=False).matrix], np.uint8)
    modules = np.pad(np.where(code > 0, 30, 235).astype(np.uint8), 4, constant_values=235)
    side = 360
    card = np.full((400, 580, 3), (226, 232, 224), np.uint8)
    drawn = cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)
    card[20 : 20 + side, 200 : 200 + side] = drawn[..., None]
    cv2.rectangle(card, (24, 60), (170, 250), (196, 206, 200), -1)
    corners = np.array([[0, 0], [580, 0], [580, 400], [0, 400]], np.float32)
    held = np.array([[34, 46], [610, 36], [604, 440], [30, 432]], np.float32)
    frame = hall() // 2
    transform = cv2.getPerspectiveTransform(corners, held)
    cv2.warpPerspective(card, transform, (FRAME_WIDTH, FRAME_HEIGHT), frame, cv2.INTER_AREA, cv2.BORDER_TRANSPARENT)
    return np.asarray(cv2.GaussianBlur(frame, (0, 0), 0.6), np.uint8)


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > MAX_TEXT:
        raise ValueError(f"text must be a string of at most {MAX_TEXT} characters")
    return value


def _number(name: str, value: object, low: float, high: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
        raise ValueError(f"{name} must be a number from {low:g} to {high:g}")
    return float(value)


def _colour(value: object) -> tuple[int, int, int] | None:
    if value is None:
        return None
    if not isinstance(value, list | tuple) or len(value) != 3:
        raise ValueError("glow must be three numbers from 0 to 255, or nothing")
    red, green, blue = (round(_number("glow", part, 0, 255)) for part in value)
    return red, green, blue
