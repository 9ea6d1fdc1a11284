"""Follows a face between detections: finding it anew costs ten times what following its points costs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from face_match.camera.protocol import Frame
from face_match.engines.protocol import Engine
from face_match.geometry import Box, Face, Picture, Point

FOLLOWED_FRAMES = 2
"""So many frames are followed after each detection. Whoever joins the picture is seen within them at the latest."""

_WORKING_INTER_EYE = 40.0  # points are followed in a picture reduced to this inter-eye distance
_WINDOW = (15, 15)
_RETURN_PX = 1.0  # a point followed there and back must come home, or it was lost (Kalal et al. 2010)
_LATEST_S = 0.25  # between frames farther apart a face may have gone anywhere


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    face: Face
    grey: Picture
    at: float


class FaceTracker:
    """Faces of consecutive frames: detected in some, followed with Lucas-Kanade in those between.

    Each of the face's points is followed on its own, so that a turning head moves its nose against its eyes here as
    well. It holds one reduced grey picture, which `forget` drops.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: _Seen | None = None
        self._left = 0

    def faces(self, frame: Frame) -> tuple[Face, ...]:
        """Faces in this frame, largest first.

        :raises EngineUnavailable: when the engine cannot answer.
        """
        if self._last is not None and self._left > 0:
            followed = self._follow(frame, self._last)
            if followed is not None:
                self._left -= 1
                return (followed,)
        faces = self._engine.detect(frame.image)
        if len(faces) == 1:
            grey = _reduced(frame.image, min(1.0, _WORKING_INTER_EYE / max(faces[0].inter_eye, 1.0)))
            self._last = _Seen(faces[0], grey, frame.taken_at)
            self._left = FOLLOWED_FRAMES
        else:
            self.forget()
        return faces

    def forget(self) -> None:
        """Drop what was seen; the next frame is searched."""
        self._last = None
        self._left = 0

    def _follow(self, frame: Frame, last: _Seen) -> Face | None:
        if not 0 < frame.taken_at - last.at <= _LATEST_S:
            return None
        face, before = last.face, last.grey
        scale = before.shape[1] / frame.image.shape[1]
        now = _reduced(frame.image, scale)
        if now.shape != before.shape:
            return None
        points = [face.left_eye, face.right_eye, face.nose]
        points += [corner for corner in (face.left_mouth, face.right_mouth) if corner is not None]
        start = np.array([[(p.x * scale, p.y * scale)] for p in points], np.float32)
        moved, found, _ = cv2.calcOpticalFlowPyrLK(before, now, start, start.copy(), winSize=_WINDOW, maxLevel=2)
        back, found_back, _ = cv2.calcOpticalFlowPyrLK(now, before, moved, start.copy(), winSize=_WINDOW, maxLevel=2)
        if not (np.all(found) and np.all(found_back)) or float(np.abs(np.subtract(back, start)).max()) > _RETURN_PX:
            return None
        places = np.asarray(moved, np.float64).reshape(-1, 2) / scale
        followed = _moved(face, [Point(float(x), float(y)) for x, y in places])
        self._last = _Seen(followed, now, frame.taken_at)
        return followed


def _reduced(picture: Picture, scale: float) -> Picture:
    size = (max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale)))
    small = picture if scale == 1.0 else cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)


def _moved(face: Face, points: list[Point]) -> Face:
    """The face with its points where they are now, and its box moved and scaled with its eyes."""
    corners = points[3:]
    new = replace(
        face,
        left_eye=points[0],
        right_eye=points[1],
        nose=points[2],
        left_mouth=corners[0] if face.left_mouth is not None else None,
        right_mouth=corners[-1] if face.right_mouth is not None else None,
    )
    growth = new.inter_eye / face.inter_eye if face.inter_eye else 1.0
    width, height = face.box.width * growth, face.box.height * growth
    middle_x = (new.left_eye.x + new.right_eye.x - face.left_eye.x - face.right_eye.x) / 2 + face.box.centre.x
    middle_y = (new.left_eye.y + new.right_eye.y - face.left_eye.y - face.right_eye.y) / 2 + face.box.centre.y
    box = Box(round(middle_x - width / 2), round(middle_y - height / 2), round(width), round(height))
    return replace(new, box=box)
