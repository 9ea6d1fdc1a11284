"""Is something in front of the face? Hints without a learned model, each comparing parts of the same face.

Nothing here knows a colour of skin: the lower face and the eyes are compared with the skin below the eyes and on the
bridge of the nose, so that fair and dark faces, warm and cold lamps are judged alike. A scarf over hair, ears and chin
is not looked at. What these hints cannot see: a mask in the face's own colour, a mask below the nose, a coloured mask
in a grey picture, clear glasses.
"""

from __future__ import annotations

import math
from typing import cast

import numpy as np
import numpy.typing as npt

from face_match.quality.patches import BETWEEN_BROWS, CHEEK, Grey, Patches, Region

BELOW_EYE = Region(-0.65, 0.20, -0.28, 0.33)
BRIDGE = Region(-0.12, 0.08, 0.12, 0.30)
EYE = Region(-0.78, -0.18, -0.22, 0.18)
NOSE = Region(-0.20, 0.55, 0.20, 0.72)
CHIN = Region(-0.30, 1.35, 0.30, 1.62)
JAW = Region(-0.72, 0.75, -0.45, 1.10)

_SKIN = (BELOW_EYE, BELOW_EYE.mirrored, BRIDGE)
_CHEEKS = (CHEEK, CHEEK.mirrored, NOSE)
_LOWER = (NOSE, CHIN, JAW, JAW.mirrored)
_LIGHTNESS_WEIGHT = 15.0
_DEEP_GREY = 8.0
_WHITE = 235

_Colour = npt.NDArray[np.float64]


def lower_face_difference(patches: Patches) -> float:
    """How unlike the upper face the most alike of nose, chin and both jaws is: large only when all four are covered.

    The distance is CIELAB chroma (a*, b*), with the logarithm of the lightness ratio at 15 to the unit, so that shade
    counts little and black cloth much. A beard leaves the nose as it is; a shadow leaves one jaw as it is. The skin
    between the brows counts as well, so that dark glasses over all the rest make no mask.
    """
    below = np.median([_median(patches.lab, region) for region in _SKIN], axis=0)
    skins = (below, _median(patches.lab, BETWEEN_BROWS))
    return min(_unlike(_median(patches.lab, region), skin) for region in _LOWER for skin in skins)


def eye_contrast(patches: Patches) -> float:
    """Contrast of the eye that shows less of it, over the grey level of the skin around; a bare eye has 0.3 to 1.

    Grey levels from the 5th to the 90th percentile. Low when an eye lies behind dark glass, a bandage, hair or a hand.
    """
    return min(_spread(eye) for eye in _eyes(patches.grey)) / _skin_grey(patches.grey)


def eye_brightness(patches: Patches) -> float:
    """Median grey level of the brighter eye's surroundings over that of the skin below; low behind dark glasses."""
    return max(float(np.median(eye)) for eye in _eyes(patches.grey)) / _skin_grey(patches.grey)


def glare(patches: Patches) -> float:
    """The part of the less affected eye's surroundings that is white with light, as in reflecting glasses; 0..1.

    Skin as white as that is taken off: an over-exposed face has no glare.
    """
    skin = min(_white(patches.luminance, region) for region in _SKIN)
    return max(0.0, min(_white(patches.luminance, region) for region in (EYE, EYE.mirrored)) - skin)


def _white(luminance: Grey, region: Region) -> float:
    return float((region.of(luminance) >= _WHITE).mean())


def _unlike(colour: _Colour, skin: _Colour) -> float:
    lightness = math.log(max(colour[0], _DEEP_GREY) / max(skin[0], _DEEP_GREY))
    return math.hypot(colour[1] - skin[1], colour[2] - skin[2], _LIGHTNESS_WEIGHT * lightness)


def _median(lab: npt.NDArray[np.uint8], region: Region) -> _Colour:
    return cast("_Colour", np.median(region.of(lab).reshape(-1, 3), axis=0))


def _skin_grey(grey: Grey) -> float:
    """The grey level of bare skin: below the eyes, or on nose and cheeks where dark glasses cover the former."""
    below, beside = (np.median([np.median(region.of(grey)) for region in regions]) for regions in (_SKIN, _CHEEKS))
    return max(_DEEP_GREY, float(below), float(beside))


def _eyes(grey: Grey) -> tuple[Grey, Grey]:
    return EYE.of(grey), EYE.mirrored.of(grey)


def _spread(eye: Grey) -> float:
    dark, bright = np.percentile(eye, (5, 90))
    return float(bright - dark)
