"""Finds the points of one frame again in a later one (Lucas-Kanade), on the face and in what is around it."""

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
_FEWEST = 12
_IN_PLANE = 3.0  # pixels
_ON_FACE, _AROUND = 1e-4, 3e-4  # least texture (eigenvalue); a plain wall's noise must not pass for points
_THERE_AND_BACK = 0.7  # pixels: a point that does not come back to where it was followed from is lost


class Tracks:
    """Points of one reference frame, to be found again; all in pixels of one window."""

    def __init__(self, picture: Picture, face: Face) -> None:
        self.window: Window = window_around(picture, face)
        self.eyes: EyeFrame = eye_frame(self.window, face)
        self.start = self.grey(picture)
        self._marks = _marks(self.window, face)
        self._on_face = _chosen(self.start, _face_mask(self.start.shape, self.eyes), FACE_POINTS, 0.004, 6)
        self._around = _chosen(self.start, _around_mask(self.start.shape, self.eyes), AROUND_POINTS, 0.01, 4)

    def grey(self, picture: Picture) -> Grey:
        """The window of another frame, with less of the sensor's noise."""
        return np.asarray(cv2.GaussianBlur(self.window.grey(picture), (0, 0), 1.0), np.uint8)

    def face(self, now: Grey, face: Face) -> tuple[Points, Points]:
        """Where the face's points were and are, shape (n, 2) each, once a homography has been taken out.

        The later frame is laid over the reference frame, first by its eyes and nose, then by the homography that fits
        the points best, and the points are looked for there: what a slant or an approach does to their surroundings is
        gone, and no errors add up from frame to frame.

        :param now: the window of the later frame (`grey`).
        :param face: the face in the later frame.
        """
        before = over = self._on_face
        lay = np.vstack([cv2.getAffineTransform(self._marks, _marks(self.window, face)), [0, 0, 1]])
        for levels in (2, 1):
            if len(before) < _FEWEST:
                return before[:0], before[:0]
            height, width = self.start.shape
            flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
            laid = np.asarray(cv2.warpPerspective(now, lay, (width, height), flags=flags), np.uint8)
            before, over = _found(self.start, laid, before, levels, _ON_FACE)
            if levels > 1 and len(before) >= _FEWEST:
                there = cv2.perspectiveTransform(over[None], lay)[0]
                better: Any = cv2.findHomography(before, there, cv2.RANSAC, _IN_PLANE)[0]
                if better is None:
                    return before[:0], before[:0]
                lay = np.asarray(better, np.float64)
        return before, over

    def around(self, now: Grey) -> tuple[Points, Points]:
        """Where the points around the head were and are, shape (n, 2) each; looked for near by only."""
        return _found(self.start, now, self._around, 1, _AROUND)


def _found(before: Grey, after: Grey, points: Points, levels: int, least: float) -> tuple[Points, Points]:
    """Points of one picture that are found in another, and where.

    :param levels: how far they may have moved: 8 pixels for each doubling. Far-reaching looks blur over the head's
        outline, so points around it are looked for near by.
    :param least: the texture a point needs.
    """
    if not len(points):
        return points, points
    moved, there = _followed(before, after, points, levels, least)
    back, again = _followed(after, before, moved, levels, least)
    good = there & again & (np.abs(back - points).max(axis=1) <= _THERE_AND_BACK)
    return points[good], moved[good]


def _followed(
    before: Grey, after: Grey, points: Points, levels: int, least: float
) -> tuple[Points, npt.NDArray[np.bool_]]:
    none: Any = None  # let OpenCV make the answer
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, none, winSize=(15, 15), maxLevel=levels, criteria=_STOP, minEigThreshold=least
    )
    return np.asarray(moved, np.float32), np.asarray(found)[:, 0] == 1


def _marks(window: Window, face: Face) -> Points:
    """Both eyes and the nose in pixels of the window."""
    marks = [(p.x - window.x, p.y - window.y) for p in (face.left_eye, face.right_eye, face.nose)]
    return np.array(marks, np.float32) * np.float32(window.scale)


def _chosen(grey: Grey, mask: Grey, most: int, quality: float, apart: int) -> Points:
    found: Any = cv2.goodFeaturesToTrack(grey, most, quality, apart, mask=mask, blockSize=5)
    return np.zeros((0, 2), np.float32) if found is None else np.asarray(found[:, 0], np.float32)


def _face_mask(shape: tuple[int, ...], eyes: EyeFrame) -> Grey:
    """Brow to chin, cheek to cheek: an ellipse that leaves hair and background out."""
    return _ellipse(np.zeros(shape[:2], np.uint8), eyes, (0.0, 0.55), (0.85, 1.0), 255)


def _around_mask(shape: tuple[int, ...], eyes: EyeFrame) -> Grey:
    """Beside and above the head, down to the chin: below are shoulders, which move with the person."""
    mask = np.full(shape[:2], 255, np.uint8)
    mask[round(min(shape[0], max(0, eyes.y + 1.0 * eyes.unit))) :] = 0
    return _ellipse(mask, eyes, (0.0, 0.3), (2.05, 2.5), 0)


def _ellipse(mask: Grey, eyes: EyeFrame, centre: tuple[float, float], half: tuple[float, float], value: int) -> Grey:
    cosine, sine = np.cos(eyes.roll), np.sin(eyes.roll)
    x = eyes.x + eyes.unit * (centre[0] * cosine - centre[1] * sine)
    y = eyes.y + eyes.unit * (centre[0] * sine + centre[1] * cosine)
    axes = (round(half[0] * eyes.unit), round(half[1] * eyes.unit))
    cv2.ellipse(mask, (round(x), round(y)), axes, float(np.degrees(eyes.roll)), 0, 360, value, -1)
    return mask
