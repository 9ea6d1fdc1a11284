"""People before the kiosk's camera who do as they are asked, each after their own fashion; drawn by a seed."""

from __future__ import annotations

import math
from typing import Protocol

import cv2
import numpy as np

from face_match.demo.hall import hall
from face_match.demo.head import Head, Light, tinted
from face_match.demo.people import drawn_traits
from face_match.demo.render import FOCAL, FRAME_HEIGHT, FRAME_WIDTH, Placing
from face_match.geometry import Picture
from face_match.liveness.asks import STEPS, Ask

Colour = tuple[int, int, int]


class Shown(Protocol):
    """Something shown to the camera."""

    def frame(self, at: float, ask: Ask, glow: Colour | None = None) -> Picture:
        """What the camera sees at `at` seconds while the screen asks for `ask` and shows `glow`. Time runs forward."""
        ...


class Sway:
    """Slow, irregular movements of somebody who stands or holds something, each between about -1 and 1."""

    def __init__(self, random: np.random.Generator) -> None:
        self._phases = random.uniform(0, 2 * math.pi, (6, 2))
        self._seconds = random.uniform(2.0, 5.0, 6)

    def __call__(self, which: int, at: float) -> float:
        one, other = self._phases[which]
        seconds = self._seconds[which]
        return 0.6 * math.sin(2 * math.pi * at / seconds + one) + 0.4 * math.sin(5.3 * at / seconds + other)


class Reaction:
    """How somebody answers: after a while, at a speed of their own, to an extent of their own, and not always rightly.

    `yaw`, `pitch` in degrees and `nearer` (1: as near as at first) are the movement of this moment.
    """

    def __init__(self, random: np.random.Generator, *, mistaken: float = 0.05, reach: float = 1.0) -> None:
        self._random = random
        self._mistaken = random.random() < mistaken
        self._reach = reach
        self._degrees_per_second = float(random.uniform(25, 70))
        self._growth_per_second = float(random.uniform(0.25, 0.6))
        self._last = Ask.STRAIGHT
        self._wanted = self._next = (0.0, 0.0, 1.0)
        self._from = 0.0
        self._at: float | None = None
        self.yaw, self.pitch, self.nearer = 0.0, 0.0, 1.0

    def move(self, at: float, ask: Ask) -> None:
        if ask is not self._last:
            self._last = ask
            self._from = at + float(self._random.uniform(0.3, 1.2))
            self._next = self._answer(ask)
        if at >= self._from:
            self._wanted = self._next
        passed = 0.0 if self._at is None else at - self._at
        self._at = at
        yaw, pitch, nearer = self._wanted
        self.yaw = _nearing(self.yaw, yaw, self._degrees_per_second * passed)
        self.pitch = _nearing(self.pitch, pitch, 0.5 * self._degrees_per_second * passed)
        self.nearer = _nearing(self.nearer, nearer, self._growth_per_second * passed)

    def _answer(self, ask: Ask) -> tuple[float, float, float]:
        if ask not in STEPS:
            return 0.0, 0.0, 1.0
        if self._mistaken and ask is not Ask.CLOSER:
            self._mistaken = False
            ask = Ask.TURN_LEFT if ask is Ask.TURN_RIGHT else Ask.TURN_RIGHT
        pitch = float(self._random.uniform(-6, 6))
        if ask is Ask.CLOSER:
            return 0.0, pitch, 1 + self._reach * float(self._random.uniform(0.33, 0.55))
        turn = self._reach * float(self._random.uniform(19, 29))
        return (turn if ask is Ask.TURN_LEFT else -turn), pitch, 1.0


def _nearing(now: float, wanted: float, reach: float) -> float:
    return now + float(np.clip(wanted - now, -reach, reach))


class Sensor:
    """The camera: a lens that is not quite sharp, and noise that is never the same."""

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._blur = float(random.uniform(0.3, 0.8))
        noise = random.normal(0, random.uniform(1.5, 4.0), (FRAME_HEIGHT + 64, FRAME_WIDTH + 64, 3))
        self._noise = noise.astype(np.int8)

    def seen(self, clean: Picture) -> Picture:
        soft = cv2.GaussianBlur(clean, (3, 3), self._blur)
        top, left = self._random.integers(0, 64, 2)
        noise = self._noise[top : top + FRAME_HEIGHT, left : left + FRAME_WIDTH]
        return np.asarray(cv2.add(soft, noise, dtype=cv2.CV_8U), np.uint8)


def drawn_light(random: np.random.Generator) -> Light:
    """A hall's light: lamps and windows from some side, warm or cold."""
    warm = float(random.uniform(-0.05, 0.05))
    return Light(
        level=float(random.uniform(0.9, 1.15)),
        colour=(1 + warm, 1.0, 1 - warm),
        aside=float(random.uniform(-55, 55)),
        above=float(random.uniform(0, 50)),
        ambient=float(random.uniform(0.45, 0.9)),
    )


def lit_by(light: Light, glow: Colour | None) -> Light:
    return Light(light.level, light.colour, light.aside, light.above, light.ambient, glow)


class LivePerson(Shown):
    """A person of the seed: face, hall, light, distance, temper; now and then with tremor."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng([seed, 1])
        self._head = Head(drawn_traits(random))
        self._hall = hall(int(random.integers(1 << 30)))
        self._light = drawn_light(random)
        self._distance = FOCAL * 63 / float(random.uniform(66, 95))
        self._x, self._y = float(random.uniform(0.42, 0.58)), float(random.uniform(0.42, 0.5))
        self._sway = Sway(random)
        self._unrest = float(random.choice([1.0, 1.0, 1.0, 2.0]))
        self._tremor = float(random.choice([0.0, 0.0, 0.0, 0.3]))
        self._reaction = Reaction(random)
        self._sensor = Sensor(random)

    def frame(self, at: float, ask: Ask, glow: Colour | None = None) -> Picture:
        reaction, sway, unrest = self._reaction, self._sway, self._unrest
        reaction.move(at, ask)
        shake = self._tremor * math.sin(2 * math.pi * 5.1 * at)
        placing = Placing(
            yaw=reaction.yaw + unrest * 0.7 * sway(0, at) + shake,
            pitch=reaction.pitch + unrest * 0.6 * sway(5, at) + shake,
            roll=unrest * 0.7 * sway(1, at),
            distance=self._distance / reaction.nearer * (1 + unrest * 0.006 * sway(2, at)),
            x=self._x + unrest * 0.005 * sway(3, at),
            y=self._y + unrest * 0.004 * sway(4, at) + 0.004 * shake,
        )
        light = lit_by(self._light, glow)
        frame = tinted(self._hall, light.on(0.05)).copy()
        self._head.draw(frame, placing, light)
        return self._sensor.seen(frame)
