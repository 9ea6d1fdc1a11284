"""One movement that was asked for, followed from the straight look to its farthest point."""

from __future__ import annotations

import numpy as np

from face_match.geometry import Face, Picture
from face_match.liveness.asks import TURNS, Ask
from face_match.liveness.policy import LivenessPolicy
from face_match.liveness.relief import Relief, measure
from face_match.liveness.tracks import Tracks
from face_match.liveness.window import EyeFrame, Grey, Points

_WORTH_MEASURING = 0.9
_ENOUGH_POINTS = 32  # turned too far, a head hides what was followed: the look before says more


class Movement:
    """Keeps where the points of the face and around it were at first and when the movement was farthest.

    :param picture: the frame of the straight look, with `face` in it.
    """

    def __init__(self, ask: Ask, policy: LivenessPolicy, picture: Picture, face: Face) -> None:
        self.ask = ask
        self._policy = policy
        self._tracks = Tracks(picture, face)
        self._first = face
        self._outwards = _camera_axis(picture, self._tracks)
        self._extent = 0.0
        self._face: tuple[Points, Points] | None = None
        self._around: tuple[Points, Points] | None = None
        self.peak: Grey = self._tracks.start

    @property
    def start(self) -> Grey:
        """The window of the straight look; `peak` is the same window when the movement was farthest."""
        return self._tracks.start

    @property
    def eyes(self) -> EyeFrame:
        return self._tracks.eyes

    @property
    def made(self) -> bool:
        """Whether the movement went as far as was asked."""
        return self._extent >= 1

    def follow(self, picture: Picture, face: Face) -> None:
        """Take one frame on; only one that goes farther than those before costs anything."""
        extent = self._how_far(face)
        if extent <= max(self._extent, _WORTH_MEASURING):
            return
        self._extent = extent
        now = self._tracks.grey(picture)
        points = self._tracks.face(now, face)
        if self._face is None or len(points[0]) >= _ENOUGH_POINTS:
            self._face, self._around, self.peak = points, self._tracks.around(now), now

    def relief(self) -> Relief | None:
        """What the movement says of depth; None when too few points could be followed."""
        if self._face is None:
            return None
        before, after = (self.eyes.of(points) for points in self._face)
        return measure(before, after, None if self.ask in TURNS else self._outwards)

    def around(self) -> tuple[Points, Points] | None:
        """Points around the head at first and at the farthest, window pixels, shape (n, 2) each."""
        return self._around

    def _how_far(self, face: Face) -> float:
        """1 when the movement is just large enough to be an answer."""
        turn = (face.yaw - self._first.yaw) / self._policy.turned_degrees
        match self.ask:
            case Ask.TURN_LEFT:
                return turn
            case Ask.TURN_RIGHT:
                return -turn
            case _:
                return (face.inter_eye / self._first.inter_eye - 1) / (self._policy.closer_factor - 1)


def _camera_axis(picture: Picture, tracks: Tracks) -> tuple[float, float]:
    """The middle of the picture in the face's coordinates."""
    height, width = picture.shape[:2]
    window = tracks.window
    middle = np.array([[(width / 2 - window.x) * window.scale, (height / 2 - window.y) * window.scale]], np.float32)
    x, y = tracks.eyes.of(middle)[0]
    return float(x), float(y)
