"""Follows points from frame to frame (Lucas-Kanade), on the face and in what is around it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import Face, Picture
from face_match.liveness.window import EyeFrame, Grey, Points, Window, eye_frame, window_around

FACE_POINTS = 80
AROUND_POINTS = 60
_STOP = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 12, 0.03)
_THERE_AND_BACK = 0.7  # pixels: a point that does not come back to where it was followed from is lost


class Tracks:
    """Points of one reference frame and where they are in the newest one, in pixels of one window.

    `face` and `around` have as many rows as points were chosen; `kept` says which are still followed.
    """

    def __init__(self, picture: Picture, face: Face) -> None:
        self.window: Window = window_around(picture, face)
        self.eyes: EyeFrame = eye_frame(self.window, face)
        self.start = self.window.grey(picture)
        on_face = _chosen(self.start, _face_mask(self.start.shape, self.eyes), FACE_POINTS, 0.0005, 8)
        around = _chosen(self.start, _around_mask(self.start.shape, self.eyes), AROUND_POINTS, 0.01, 4)
        self._before: Points = np.concatenate([on_face, around])
        self._now = self._before.copy()
        self._kept: npt.NDArray[np.bool_] = np.ones(len(self._before), bool)
        self._on_face = np.arange(len(self._before)) < len(on_face)
        self._last: Grey = self.start

    def follow(self, picture: Picture) -> None:
        """Take one frame on."""
        grey = self.window.grey(picture)
        if self._kept.any():
            held = self._now[self._kept]
            forward, found = _followed(self._last, grey, held)
            back, found_back = _followed(grey, self._last, forward)
            close = np.abs(back - held).max(axis=1) <= _THERE_AND_BACK
            self._now[self._kept] = forward
            self._kept[self._kept] = found & found_back & close
        self._last = grey

    def face(self) -> tuple[Points, Points]:
        """Where the face's points were and are, shape (n, 2) each."""
        chosen = self._kept & self._on_face
        return self._before[chosen], self._now[chosen]

    def around(self) -> tuple[Points, Points]:
        """Where the points around the head were and are, shape (n, 2) each."""
        chosen = self._kept & ~self._on_face
        return self._before[chosen], self._now[chosen]


def _followed(before: Grey, after: Grey, points: Points) -> tuple[Points, npt.NDArray[np.bool_]]:
    none: Any = None  # let OpenCV make the answer
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, none, winSize=(15, 15), maxLevel=3, criteria=_STOP
    )
    return np.asarray(moved, np.float32), np.asarray(found)[:, 0] == 1


def _chosen(grey: Grey, mask: Grey, most: int, quality: float, apart: int) -> Points:
    found = cv2.goodFeaturesToTrack(grey, most, quality, apart, mask=mask, blockSize=5)
    return np.zeros((0, 2), np.float32) if found is None else np.asarray(found[:, 0], np.float32)


def _face_mask(shape: tuple[int, ...], eyes: EyeFrame) -> Grey:
    """Brow to chin, cheek to cheek: an ellipse that leaves hair and background out."""
    return _ellipse(np.zeros(shape[:2], np.uint8), eyes, (0.0, 0.55), (0.85, 1.0), 255)


def _around_mask(shape: tuple[int, ...], eyes: EyeFrame) -> Grey:
    """Beside and above the head, down to the chin: below are shoulders, which move with the person."""
    mask = np.full(shape[:2], 255, np.uint8)
    mask[round(min(shape[0], max(0, eyes.y + 1.0 * eyes.unit))) :] = 0
    return _ellipse(mask, eyes, (0.0, 0.3), (1.75, 2.2), 0)


def _ellipse(mask: Grey, eyes: EyeFrame, centre: tuple[float, float], half: tuple[float, float], value: int) -> Grey:
    cosine, sine = np.cos(eyes.roll), np.sin(eyes.roll)
    x = eyes.x + eyes.unit * (centre[0] * cosine - centre[1] * sine)
    y = eyes.y + eyes.unit * (centre[0] * sine + centre[1] * cosine)
    axes = (round(half[0] * eyes.unit), round(half[1] * eyes.unit))
    cv2.ellipse(mask, (round(x), round(y)), axes, float(np.degrees(eyes.roll)), 0, 360, value, -1)
    return mask
