"""Whether the darkest places of the face are as dark as the scene allows.

Pupils, nostrils and brows swallow light. Ink on paper still gives back some 4 % of it, a screen's black glows and
mirrors the hall; so the face's darkest places are lighter in a picture than in life, against its brightest ones.
Cameras and halls differ much: a weak cue.
"""

from __future__ import annotations

import cv2
import numpy as np

from face_match.geometry import Picture
from face_match.liveness.window import EyeFrame


def darkest(colour: Picture, eyes: EyeFrame) -> float | None:
    """The face's darkest places against its brightest, in per cent (1st over 99th percentile of grey levels).

    :param colour: a window of the face.
    :param eyes: where the face is in it.
    :return: None when the face reaches out of the window.
    """
    x, y, unit = eyes.x, eyes.y, eyes.unit
    left, right, top, bottom = int(x - unit), int(x + unit), int(y - 0.5 * unit), int(y + 1.5 * unit)
    if left < 0 or top < 0 or right > colour.shape[1] or bottom > colour.shape[0]:
        return None
    grey = cv2.cvtColor(np.ascontiguousarray(colour[top:bottom, left:right]), cv2.COLOR_RGB2GRAY)
    low, high = np.percentile(grey[::2, ::2], [1, 99])
    return 100 * float(low) / max(1.0, float(high))
