"""Pure measures of light, colour and sharpness on a face's patches, after ISO/IEC 29794-5:2025 and its OFIQ reference.

Each takes patches of known size and returns one number; what is good enough is said by the policies (`gates`,
`portrait`). Zones are given on the upright face in inter-eye distances, see `Region`.
"""

from __future__ import annotations

import math
from typing import cast

import cv2
import numpy as np
import numpy.typing as npt

from face_match.geometry import NOSE_DEPTH, NOSE_TIP_DEPTH, Box, Face, Picture
from face_match.quality.patches import BETWEEN_BROWS, CHEEK, Grey, Patches, face_oval, luminance_of, reduced

DARK_UP_TO = 25
BRIGHT_FROM = 247
"""OFIQ's ranges of under- and over-exposed pixels, in linear luminance 0..255 (grey levels 89 and 251)."""

_BACKGROUND_INTER_EYE = 60.0
_ROOM_FOR_BACKGROUND = 0.02
_BASE_OVER_TIP = 0.8 / 0.57  # below the eyes: the nose's base about 0.8, its tip 0.57 (ArcFace's template)


def whole(box: Box, width: int, height: int) -> float:
    """The part of the face box that lies in the picture, 0..1."""
    across = min(box.x + box.width, width) - max(box.x, 0)
    down = min(box.y + box.height, height) - max(box.y, 0)
    return max(0, across) * max(0, down) / box.area


def nose_drop(face: Face) -> float:
    """How far the base of the nose lies below the line of the eyes, across it, in inter-eye distances.

    It shrinks when the chin is lifted and grows when it is lowered, but faces differ as much as nodding changes it:
    it tells an extreme pitch from a usual one and no angle. Where the detector marks the tip of the nose, the base is
    estimated from it.
    """
    if face.inter_eye == 0:
        return 0.0
    angle = math.radians(face.roll)
    dx = face.nose.x - (face.left_eye.x + face.right_eye.x) / 2
    dy = face.nose.y - (face.left_eye.y + face.right_eye.y) / 2
    drop = (dy * math.cos(angle) - dx * math.sin(angle)) / face.inter_eye
    return drop * _BASE_OVER_TIP if face.nose_depth > (NOSE_DEPTH + NOSE_TIP_DEPTH) / 2 else drop


def mean_grey(patches: Patches) -> float:
    """Mean grey level from brow to chin, 0..255; hair, scarf and background do not count."""
    return float(patches.grey[face_oval()].mean())


def sharpness(patches: Patches) -> float:
    """Variance of the Laplacian of the face box at 128 px: falls with blur and compression, rises with noise."""
    _, deviation = cv2.meanStdDev(cv2.Laplacian(patches.box, cv2.CV_32F))
    return float(deviation[0, 0]) ** 2


def weaker_detail(patches: Patches) -> float:
    """Variance of the second derivative across or down the face box at 128 px, whichever has less.

    Motion wipes out the detail along its way and leaves that across it, which is enough for the Laplacian.
    """
    ways = ((2, 0), (0, 2))
    return min(float(cv2.Sobel(patches.box, cv2.CV_32F, *way, ksize=1).var()) for way in ways)


def under_exposed(patches: Patches) -> float:
    """The part of the face in linear luminance 0..25 (OFIQ UnderExposurePrevention), 0..1."""
    return float((patches.luminance[face_oval()] <= DARK_UP_TO).mean())


def over_exposed(patches: Patches) -> float:
    """The part of the face in linear luminance 247..255 (OFIQ OverExposurePrevention), 0..1."""
    return float((patches.luminance[face_oval()] >= BRIGHT_FROM).mean())


def dynamic_range(patches: Patches) -> float:
    """Entropy of the face's linear luminance in bits, 0..8 (OFIQ DynamicRange)."""
    counts = np.bincount(patches.luminance[face_oval()], minlength=256)
    shares = counts[counts > 0] / counts.sum()
    return float(-(shares * np.log2(shares)).sum())


def illumination_overlap(patches: Patches) -> float:
    """Overlap of the left and the right cheek's luminance histograms, 0..1 (OFIQ IlluminationUniformity).

    OFIQ counts 256 values on a face of 616 px; the cheeks here have 14 x 14 pixels, so 32 bins are counted.
    """
    right, left = (_shares(zone.of(patches.luminance)) for zone in (CHEEK, CHEEK.mirrored))
    return float(np.minimum(right, left).sum())


def evenness(patches: Patches) -> float:
    """Mean luminance of the darker cheek over that of the brighter one, 0..1: 1 is light from the front."""
    right, left = (float(zone.of(patches.luminance).mean()) + 1 for zone in (CHEEK, CHEEK.mirrored))
    return min(right, left) / max(right, left)


def light_from_above(patches: Patches) -> float:
    """Mean luminance between the brows over that of both cheeks: above 1 the light comes from above."""
    cheeks = (CHEEK.of(patches.luminance).mean() + CHEEK.mirrored.of(patches.luminance).mean()) / 2
    return (float(BETWEEN_BROWS.of(patches.luminance).mean()) + 1) / (float(cheeks) + 1)


def colourfulness(patches: Patches) -> float:
    """Mean CIELAB chroma of the face: 0 for a grey picture, 10 to 40 for skin of any tone in white light."""
    a, b = (patches.lab[..., channel][face_oval()].astype(np.float32) - 128 for channel in (1, 2))
    return float(np.hypot(a, b).mean())


def colour_cast(patches: Patches) -> float:
    """How far the cheeks' mean colour lies outside a* 5..25, b* 5..35 of CIELAB (OFIQ NaturalColour's raw score).

    0 is natural; 100 stands for a negative a* or b*, as in blue or green light.
    """
    both = np.concatenate([zone.of(patches.rgb).reshape(-1, 3) for zone in (CHEEK, CHEEK.mirrored)])
    mean = (both.mean(axis=0) / 255).astype(np.float32)
    _, a, b = (float(value) for value in cv2.cvtColor(mean[None, None], cv2.COLOR_RGB2LAB)[0, 0])
    if a < 0 or b < 0:
        return 100.0
    return math.hypot(max(0.0, 5 - a, a - 25), max(0.0, 5 - b, b - 35))


def background_gradient(picture: Picture, face: Face) -> float | None:
    """Mean luminance gradient beside the head (after OFIQ BackgroundUniformity); None when no background is seen.

    Without a segmentation the background is what lies more than 1.6 inter-eye distances beside the face's middle and
    above the chin. Scharr gradients, on the picture reduced to at most 60 px between the eyes.
    """
    scale = min(1.0, _BACKGROUND_INTER_EYE / max(face.inter_eye, 1.0))
    small = reduced(picture, scale)
    luminance = luminance_of(small)
    x = (face.left_eye.x + face.right_eye.x) / 2 * scale
    y = (face.left_eye.y + face.right_eye.y) / 2 * scale
    apart = face.inter_eye * scale
    beside = np.abs(np.arange(small.shape[1]) - x) > 1.6 * apart
    above = np.arange(small.shape[0]) < y + apart
    if beside.mean() * above.mean() < _ROOM_FOR_BACKGROUND:
        return None
    along, across = (cv2.Scharr(luminance, cv2.CV_32F, *way) for way in ((1, 0), (0, 1)))
    return float(np.hypot(along, across)[np.ix_(above, beside)].mean())


def blockiness(picture: Picture) -> float:
    """Mean step of the grey levels across the borders of JPEG's 8 x 8 blocks over the mean step inside them.

    1 without visible blocks. Only for a picture in the size it was coded in.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    borders, insides = [], []
    for steps in (np.abs(np.diff(grey, axis=1)).mean(axis=0), np.abs(np.diff(grey, axis=0)).mean(axis=1)):
        at_border = np.arange(1, len(steps) + 1) % 8 == 0
        borders.append(steps[at_border])
        insides.append(steps[~at_border])
    return float((np.concatenate(borders).mean() + 0.1) / (np.concatenate(insides).mean() + 0.1))


def _shares(zone: Grey) -> npt.NDArray[np.float64]:
    counts = np.bincount(zone.ravel() >> 3, minlength=32)
    return cast("npt.NDArray[np.float64]", counts / counts.sum())
