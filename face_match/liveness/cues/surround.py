"""Whether what is around the head moves: behind a person it stands still, around a picture in a hand it moves along.

A kiosk's camera is fixed. A hall behind a person therefore keeps its place in the picture while the head sways and
turns; paper, screen, its border and the fingers that hold it move together with the face that is on them. Only points
that move as one rigid thing count: people who pass by behind do not. A screen on a stand and a picture cut along the
head's outline do not show this.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np

from face_match.liveness.window import Points

MIN_POINTS = 10
_MOVED = 0.6  # pixels of a window with 60 between the eyes; points of a hall that stands still keep within 0.1
_RIGID = 0.5  # pixels


def moving_share(before: Points, now: Points) -> float | None:
    """The share of points around the head that moved as one, in per cent; None when there are too few to tell.

    :param before: shape (n, 2), window pixels in one frame.
    :param now: the same points in a later frame.
    """
    if len(before) < MIN_POINTS:
        return None
    moved = np.hypot(*(now - before).T) > _MOVED
    if moved.sum() < 4:
        return 0.0
    together: Any = cv2.estimateAffinePartial2D(before[moved], now[moved], ransacReprojThreshold=_RIGID)[1]
    return 100 * float(0 if together is None else np.sum(together)) / len(before)
