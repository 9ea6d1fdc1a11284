"""Pictures held before the kiosk's camera instead of a person: prints, cut-outs, and screens; drawn by a seed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from face_match.demo.acting import Colour, LivePerson, Reaction, Sensor, Shown, Sway, drawn_light, lit_by
from face_match.demo.hall import hall
from face_match.demo.head import Head, Light, tinted
from face_match.demo.people import drawn_traits
from face_match.demo.render import FOCAL, FRAME_HEIGHT, FRAME_WIDTH, Field, Placing, look_at, paint
from face_match.demo.sheets import Sheet
from face_match.geometry import Picture
from face_match.liveness.asks import STEPS, Ask

_PRINTED_EYES = 90.0  # pixels between the eyes in the picture that is printed

STYLES = ("still", "moved", "rotated", "scaled", "bent_upright", "bent_level", "slants_as_asked", "bends_as_asked")


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """What is on a sheet: colours, how much of each place is there (0..1), the eyes' place, and mm per pixel."""

    colour: Picture
    alpha: Field
    eyes: tuple[float, float]
    unit: float

    @property
    def rectangle(self) -> tuple[float, float, float, float]:
        height, width = self.alpha.shape
        return -self.eyes[0], -self.eyes[1], width - self.eyes[0], height - self.eyes[1]


class _Held(Shown):
    """A sheet in somebody's hands, moved in the style of the seed; the knowing styles answer what is asked."""

    def __init__(self, random: np.random.Generator, leaf: Leaf) -> None:
        self._leaf = leaf
        self.style = str(random.choice(STYLES, p=[0.08, 0.06, 0.08, 0.06, 0.08, 0.08, 0.2, 0.36]))
        self._hall = hall(int(random.integers(1 << 30)))
        self._light = drawn_light(random)
        mm_between_eyes = _PRINTED_EYES * leaf.unit
        self._distance = FOCAL * mm_between_eyes / float(random.uniform(66, 95))
        self._x, self._y = float(random.uniform(0.42, 0.58)), float(random.uniform(0.42, 0.52))
        self._sway = Sway(random)
        self._hold = float(random.uniform(0.3, 1.5))
        self._reaction = Reaction(random, mistaken=0.0, reach=float(random.uniform(1.0, 1.7)))
        self._radius = float(random.uniform(1.0, 2.2)) * mm_between_eyes
        self._axis = float(random.uniform(-12, 12))
        self._off = float(random.uniform(-0.3, 0.3)) * mm_between_eyes
        self._always_bent = bool(random.random() < 0.5)
        self._seconds = float(random.uniform(2.0, 4.0))
        self._sensor = Sensor(random)

    def frame(self, at: float, ask: Ask, glow: Colour | None = None) -> Picture:
        self._reaction.move(at, ask)
        light = lit_by(self._light, glow)
        frame = tinted(self._hall, light.on(0.05)).copy()
        placing, bend, axis = self._held(at)
        shape = Sheet(self._leaf.rectangle, self._leaf.unit, bend, axis, self._off)
        seen = look_at(shape, placing)
        if seen is not None:
            x, y = shape.unrolled(seen.x, seen.y)
            per_mm, (eyes_x, eyes_y) = np.float32(1 / self._leaf.unit), self._leaf.eyes
            x, y = x * per_mm + np.float32(eyes_x), y * per_mm + np.float32(eyes_y)
            colour = cv2.remap(tinted(self._leaf.colour, light.on(1.0)), x, y, cv2.INTER_LINEAR)
            alpha = cv2.remap(self._leaf.alpha, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=0)
            paint(frame, seen, np.asarray(colour, np.uint8), np.asarray(alpha, np.float32))
        return self._sensor.seen(frame)

    def _held(self, at: float) -> tuple[Placing, float, float]:
        """Where the sheet is, its curvature, and its axis."""
        sway, hold = self._sway, self._hold
        yaw, pitch, roll = 1.5 * hold * sway(0, at), 1.2 * hold * sway(5, at), 1.5 * hold * sway(1, at)
        nearer = 1 + 0.01 * hold * sway(2, at)
        x, y = self._x + 0.006 * hold * sway(3, at), self._y + 0.006 * hold * sway(4, at)
        bend, axis = 0.0, self._axis
        wave = math.sin(2 * math.pi * at / self._seconds)
        match self.style:
            case "moved":
                x, y = x + 0.07 * wave, y + 0.03 * math.sin(1.7 * at)
            case "rotated":
                yaw, roll = yaw + 32 * wave, roll + 14 * math.sin(1.3 * at)
            case "scaled":
                nearer *= 1.2 + 0.25 * wave
            case "bent_upright":
                bend, yaw = (0.5 + 0.5 * wave) / self._radius, yaw + 25 * math.sin(1.9 * at)
            case "bent_level":
                bend, axis, pitch = (0.5 + 0.5 * wave) / self._radius, 90 + axis, pitch + 20 * math.sin(1.9 * at)
            case "slants_as_asked":
                yaw, pitch = yaw + 1.6 * self._reaction.yaw, pitch + self._reaction.pitch
                nearer *= self._reaction.nearer
            case "bends_as_asked":
                much = 1.0 if self._always_bent else min(1.0, abs(self._reaction.yaw) / 20)
                bend, yaw = much / self._radius, yaw + 1.5 * self._reaction.yaw
                nearer *= self._reaction.nearer
        return Placing(yaw, pitch, roll, self._distance / nearer, x, y), bend, axis


class PrintedPhoto(_Held):
    """A photograph on paper."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng([seed, 2])
        portrait, _ = _portrait(random)
        half, up, down = random.uniform(1.5, 2.6), random.uniform(1.6, 2.4), random.uniform(2.2, 2.6)
        super().__init__(random, _cropped(random, _inked(random, portrait), None, half, up, down))


class CutOut(_Held):
    """A photograph on paper, cut along the head or along the face."""

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng([seed, 3])
        portrait, cover = _portrait(random)
        if random.random() < 0.4:
            face = np.zeros(cover.shape, np.float32)
            centre = FRAME_WIDTH // 2, round(0.42 * FRAME_HEIGHT + 0.5 * _PRINTED_EYES)
            axes = round(1.15 * _PRINTED_EYES), round(1.5 * _PRINTED_EYES)
            cv2.ellipse(face, centre, axes, 0, 0, 360, 1.0, -1, cv2.LINE_AA)
            cover = np.minimum(cover, face)
        margin = int(random.integers(0, 9))
        if margin:
            wider = np.asarray(cv2.dilate(cover, np.ones((margin, margin), np.uint8)), np.float32)
            portrait = np.where(cover[..., None] > 0.5, portrait, 240).astype(np.uint8)
            cover = wider
        super().__init__(random, _cropped(random, _inked(random, portrait), cover, 2.2, 2.3, 3.0))


class ScreenReplay(Shown):
    """A screen that plays, again and again, how a living person answered a challenge of another moment."""

    stream = 4

    def __init__(self, seed: int) -> None:
        random = np.random.default_rng([seed, self.stream])
        self._recorded = LivePerson(int(random.integers(1 << 30)))
        self._script, self._lasts = _script(random)
        self._starts = float(random.uniform(0, self._lasts))
        self._hall = hall(int(random.integers(1 << 30)))
        self._light = drawn_light(random)
        kind = str(random.choice(["phone", "tablet", "laptop"]))
        across, down, half = {
            "phone": (68, 146, random.uniform(1.5, 2.0)),
            "tablet": (160, 230, random.uniform(1.6, 2.6)),
            "laptop": (310, 190, random.uniform(2.6, 4.0)),
        }[kind]
        self._unit = across / (2 * half * 80)  # mm per recorded pixel: the recording has about 80 px between the eyes
        self._bezel = float(random.uniform(2, 6) if kind == "phone" else random.uniform(8, 18)) / self._unit
        self._frame_colour = int(random.choice([12, 25, 225]))
        self._half = (across / 2 / self._unit, min(down / 2 / self._unit, 235.0))
        self._distance = FOCAL * 80 * self._unit / float(random.uniform(66, 95))
        self._x, self._y = float(random.uniform(0.44, 0.56)), float(random.uniform(0.44, 0.54))
        self._sway = Sway(random)
        self._hold = 0.0 if random.random() < 0.2 else float(random.uniform(0.3, 1.5))
        self._levels = _panel(random)
        self._grid = float(random.uniform(0.06, 0.25)) / self._unit, float(random.uniform(0.0, 0.05))
        self._band = float(random.uniform(0, 0.03))
        self._glare = _glare(random)
        self._sensor = Sensor(random)

    def frame(self, at: float, ask: Ask, glow: Colour | None = None) -> Picture:
        light = lit_by(self._light, glow)
        frame = tinted(self._hall, light.on(0.05)).copy()
        playing = self._playing(at, ask)
        if playing is None:
            return self._sensor.seen(frame)
        sway, hold = self._sway, self._hold
        placing = Placing(
            1.5 * hold * sway(0, at), 1.2 * hold * sway(5, at), 1.2 * hold * sway(1, at),
            self._distance * (1 + 0.01 * hold * sway(2, at)),
            self._x + 0.006 * hold * sway(3, at), self._y + 0.006 * hold * sway(4, at),
        )  # fmt: skip
        wide, tall = self._half
        rim = self._bezel
        seen = look_at(Sheet((-wide - rim, -tall - rim, wide + rim, tall + rim), self._unit), placing)
        if seen is None:
            return self._sensor.seen(frame)
        x, y = seen.x / np.float32(self._unit), seen.y / np.float32(self._unit)
        shown = cv2.LUT(self._recorded.frame(at, playing), self._levels)
        colour = cv2.remap(shown, x + np.float32(FRAME_WIDTH / 2), y + np.float32(FRAME_HEIGHT / 2), cv2.INTER_LINEAR)
        colour = self._as_pixels(np.asarray(colour, np.float32), x, y, at)
        rim_mask = (np.abs(x) > wide) | (np.abs(y) > tall)
        colour[rim_mask] = self._frame_colour
        alpha = np.clip(np.minimum(wide + rim - np.abs(x), tall + rim - np.abs(y)) / 2, 0, 1).astype(np.float32)
        height, width = x.shape
        colour += self._glare[seen.top : seen.top + height, seen.left : seen.left + width, None]
        paint(frame, seen, np.clip(colour, 0, 255).astype(np.uint8), alpha)
        return self._sensor.seen(frame)

    def _playing(self, at: float, ask: Ask) -> Ask | None:  # noqa: ARG002  it cannot answer
        """What the recorded person is being asked at this place of the recording; None: the screen is out of sight."""
        moment = (at + self._starts) % self._lasts
        return [ask for begins, ask in self._script if begins <= moment][-1]

    def _as_pixels(self, colour: Field, x: Field, y: Field, at: float) -> Field:
        """Rows and columns of the panel's pixels beat with those of the sensor; the backlight's pulses make bands."""
        pitch, strength = self._grid
        if strength > 0.005:
            wave = np.float32(2 * math.pi / pitch)
            down = np.cos(y * wave)
            for channel in range(3):
                across = np.cos(x * wave + np.float32(2.1 * channel))
                colour[..., channel] *= 1 + np.float32(strength) * (across + down)
        rows = np.arange(colour.shape[0], dtype=np.float32)[:, None, None]
        colour *= 1 + np.float32(self._band) * np.sin(rows / 60 + np.float32(9 * at))
        return colour


class RedrawingReplay(ScreenReplay):
    """A screen whose holder knows the kiosk: each recorded answer is started when it is asked for, and the screen is
    hidden when another one is, until the kiosk has forgotten it and draws anew."""

    stream = 5

    def __init__(self, seed: int) -> None:
        super().__init__(seed)
        self._answers = [ask for _, ask in self._script if ask in STEPS]
        self._next = 0
        self._last = Ask.STRAIGHT
        self._hidden = False

    def _playing(self, at: float, ask: Ask) -> Ask | None:  # noqa: ARG002  it waits for the kiosk and not for a time
        if ask is not self._last:
            self._last = ask
            if ask is Ask.STRAIGHT:
                self._next, self._hidden = 0, False
            elif ask in STEPS:
                self._hidden = self._next >= len(self._answers) or ask is not self._answers[self._next]
                self._next += 1
        return None if self._hidden else ask


def _portrait(random: np.random.Generator) -> tuple[Picture, Field]:
    """A photograph of somebody, and how much of each pixel is the person."""
    head = Head(drawn_traits(random))
    light = Light(aside=float(random.uniform(-30, 30)), above=float(random.uniform(0, 30)), ambient=0.8)
    placing = Placing(float(random.uniform(-3, 3)), 0.0, 0.0, FOCAL * 63 / _PRINTED_EYES, 0.5, 0.42)
    behind = hall(int(random.integers(1 << 30))) if random.random() < 0.5 else _plain(random)
    drawn = []
    for ground in (behind, np.zeros_like(behind), np.full_like(behind, 255)):
        frame = ground.copy()
        head.draw(frame, placing, light)
        drawn.append(frame)
    cover = 1 - (drawn[2].astype(np.float32) - drawn[1]).mean(axis=2) / 255
    return drawn[0], np.clip(cover, 0, 1).astype(np.float32)


def _plain(random: np.random.Generator) -> Picture:
    return np.full((FRAME_HEIGHT, FRAME_WIDTH, 3), random.uniform(170, 245, 3), np.uint8)


def _inked(random: np.random.Generator, picture: Picture) -> Picture:
    """Ink on paper: black is not black, white is not white, colours are paler."""
    grey = picture.mean(axis=2, keepdims=True)
    colours = grey + random.uniform(0.7, 1.05) * (picture - grey)
    black, white = random.uniform(8, 28), random.uniform(205, 250)
    cast = 1 + random.uniform(-0.04, 0.04, 3)
    return np.asarray(np.clip((black + colours * (white - black) / 255) * cast, 0, 255), np.uint8)


def _cropped(
    random: np.random.Generator, picture: Picture, cover: Field | None, half: float, up: float, down: float
) -> Leaf:
    """Cut a rectangle around the face; sizes in inter-eye distances. The face is 0.7 to 1.1 times as large as life."""
    eyes = FRAME_WIDTH / 2, 0.42 * FRAME_HEIGHT
    left, right = (int(np.clip(eyes[0] + side * half * _PRINTED_EYES, 0, FRAME_WIDTH)) for side in (-1, 1))
    top, bottom = int(max(0, eyes[1] - up * _PRINTED_EYES)), int(min(FRAME_HEIGHT, eyes[1] + down * _PRINTED_EYES))
    alpha = np.ones(picture.shape[:2], np.float32) if cover is None else cover
    alpha = np.pad(alpha[top:bottom, left:right], 3)
    edge = int(random.choice([0, 235]))
    colour = cv2.copyMakeBorder(picture[top:bottom, left:right], 3, 3, 3, 3, cv2.BORDER_CONSTANT, value=(edge,) * 3)
    unit = 63 / _PRINTED_EYES * float(random.uniform(0.7, 1.1))
    return Leaf(np.asarray(colour, np.uint8), alpha, (eyes[0] - left + 3, eyes[1] - top + 3), unit)


def _script(random: np.random.Generator) -> tuple[list[tuple[float, Ask]], float]:
    """What the recorded person was asked, by second, and how long the recording is."""
    steps = [Ask.TURN_LEFT, Ask.TURN_RIGHT, Ask.CLOSER]
    at = float(random.uniform(0.8, 2.0))
    script = [(0.0, Ask.STRAIGHT)]
    for _ in range(2):
        script.append((at, steps[int(random.integers(3))]))
        at += float(random.uniform(1.5, 2.5))
        script.append((at, Ask.BACK))
        at += float(random.uniform(1.2, 2.0))
    return script, at


def _panel(random: np.random.Generator) -> Picture:
    """A screen's tone curve for red, green and blue: lifted black, its own gamma, colder white."""
    levels = np.arange(256) / 255
    black, gamma = random.uniform(4, 18), random.uniform(0.85, 1.2)
    cold = random.uniform(0, 0.06)
    curves = [np.clip(black + (255 - black) * levels**gamma * (1 + side * cold), 0, 255) for side in (-1, 0, 1)]
    return np.asarray(np.stack(curves, axis=1)[None], np.uint8)


def _glare(random: np.random.Generator) -> Field:
    """A lamp's reflection on the glass."""
    rows, columns = np.mgrid[0:FRAME_HEIGHT, 0:FRAME_WIDTH].astype(np.float32)
    x, y, size = random.uniform(0, FRAME_WIDTH), random.uniform(0, FRAME_HEIGHT), random.uniform(25, 90)
    bright = float(random.uniform(0, 60))
    return np.asarray(bright * np.exp(-(((columns - x) / size) ** 2) - ((rows - y) / size) ** 2), np.float32)
