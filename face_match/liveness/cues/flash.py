"""The kiosk's own screen lights the face in a random order of soft colours; a face that is there gives them back.

The change of the face's chroma against what is behind it must follow the colours shown (Tang et al., "Face Flashing",
NDSS 2018). A recording and an injected video do not; a print does reflect, and is the relief's task. It works where
the screen lights the face noticeably, not in a bright hall.

Photosensitivity: at most 2.5 changes a second, soft colours of one brightness, no saturated red and no black between
them: below the general flash and red flash thresholds of WCAG 2.2 (success criterion 2.3.1: three a second).
"""

from __future__ import annotations

from random import Random

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Picture
from face_match.liveness.window import EyeFrame

Colour = tuple[int, int, int]

COLOURS: tuple[Colour, ...] = ((150, 225, 255), (190, 255, 160), (255, 235, 140), (225, 190, 255), (170, 200, 255))
"""Soft blue, green, yellow, lilac and pale blue, RGB."""

SLOT_SECONDS = 0.4
SLOTS = 7
_SETTLE_SECONDS = 0.15  # a screen and a camera take a moment to follow
_CAMERA_NOISE = 0.0004  # chroma; below this the screen does not light the face
_Chroma = npt.NDArray[np.float64]


class Flash:
    """One sequence: which colour is shown when, and what the face gave back."""

    def __init__(self, random: Random) -> None:
        self._shown: list[Colour] = []
        while len(self._shown) < SLOTS:
            self._shown.append(random.choice([c for c in COLOURS if not self._shown or c != self._shown[-1]]))
        self._slot = 0
        self._started: float | None = None
        self._seen: list[list[_Chroma]] = [[] for _ in range(SLOTS)]

    def colour(self) -> Colour | None:
        """What the screen shows now; None when the sequence is over."""
        return self._shown[self._slot] if self._slot < SLOTS else None

    def observe(self, chroma: _Chroma | None, at: float) -> bool:
        """Take in one frame; True when the sequence is over.

        :param chroma: the face's chroma less its background's (`difference`), None when it cannot be taken.
        """
        if self._started is None:
            self._started = at
        passed = at - self._started
        showing = self._slot
        if showing < SLOTS and chroma is not None and passed - showing * SLOT_SECONDS >= _SETTLE_SECONDS:
            self._seen[showing].append(chroma)
        self._slot = min(SLOTS, int(passed / SLOT_SECONDS))
        return self._slot >= SLOTS

    def correlation(self) -> float | None:
        """How well the face followed the colours, -1 to 1; None when too little was seen or the face was not lit."""
        both = zip(self._shown, self._seen, strict=True)
        pairs = [(_chroma_of(shown), np.mean(seen, axis=0)) for shown, seen in both if seen]
        if len(pairs) < SLOTS - 2:
            return None
        shown = np.array([pair[0] for pair in pairs])
        seen = np.array([pair[1] for pair in pairs])
        shown, seen = shown - shown.mean(axis=0), seen - seen.mean(axis=0)
        if float(np.sqrt((seen**2).mean())) < _CAMERA_NOISE:
            return None
        return float((shown * seen).sum() / np.sqrt((shown**2).sum() * (seen**2).sum()))


def difference(colour: Picture, eyes: EyeFrame) -> _Chroma | None:
    """The chroma (red and green parts of the light) of the face less that of what is beside the head.

    :param colour: a window of the face.
    :param eyes: where the face is in it.
    :return: shape (2,); None when the face reaches out of the window.
    """
    x, y, unit = eyes.x, eyes.y, eyes.unit
    face = _mean(colour, x - 0.6 * unit, y + 0.15 * unit, x + 0.6 * unit, y + 0.9 * unit)
    beside = [
        mean
        for side in (-2.4, 2.4)
        if (mean := _mean(colour, x + (side - 0.4) * unit, y - unit, x + (side + 0.4) * unit, y + unit)) is not None
    ]
    if face is None or not beside:
        return None
    return _chroma(face) - _chroma(np.mean(beside, axis=0))


def _mean(colour: Picture, left: float, top: float, right: float, bottom: float) -> _Chroma | None:
    part = colour[max(0, int(top)) : max(0, int(bottom)), max(0, int(left)) : max(0, int(right))]
    return np.array(cv2.mean(part)[:3]) if part.size > 300 else None


def _chroma(light: _Chroma) -> _Chroma:
    return np.asarray(light[:2] / max(1.0, float(light.sum())), np.float64)


def _chroma_of(colour: Colour) -> _Chroma:
    return _chroma(np.array(colour, np.float64))
