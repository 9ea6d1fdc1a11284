"""The limits of the quality gates, and what a hospital may change about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from face_match.errors import FaceMatchError
from face_match.value_file import is_number, read_values


class LimitsUnusable(FaceMatchError):
    """A file of limits cannot be read, or says something a limit cannot be. `detail` names the key."""

    do = "correct the quality limits; docs/face-quality.md lists their keys"


@dataclass(frozen=True, slots=True)
class Limits:
    """The gates' limits; see `assess` and docs/face-quality.md for units and sources."""

    second_face_area: float = 1 / 3
    whole_face: float = 0.95
    inter_eye_px: float = 60.0
    inter_eye_target_px: float = 90.0
    face_height: float = 0.8
    off_centre: float = 0.22
    yaw_degrees: float = 15.0
    roll_degrees: float = 15.0
    nose_drop_low: float = 0.45
    nose_drop_high: float = 1.15
    sharpness: float = 25.0
    weaker_detail: float = 6.0
    luminance_low: float = 65.0
    luminance_high: float = 200.0
    under_exposed: float = 0.97
    over_exposed: float = 0.05
    even_light: float = 0.4
    lower_face_difference: float = 12.0
    eye_contrast: float = 0.2
    eye_brightness: float = 0.33
    glare: float = 0.2

    def __post_init__(self) -> None:
        for field in fields(self):
            value, (least, most) = getattr(self, field.name), _RANGES.get(field.name, (0.0, 1.0))
            if not is_number(value) or not least <= value <= most:
                raise LimitsUnusable("limits_unusable", field.name)
        for low, high in _PAIRS:
            if getattr(self, low) >= getattr(self, high):
                raise LimitsUnusable("limits_unusable", low)


_RANGES: Mapping[str, tuple[float, float]] = {
    "inter_eye_px": (20.0, 400.0),
    "inter_eye_target_px": (20.0, 400.0),
    "yaw_degrees": (1.0, 45.0),
    "roll_degrees": (1.0, 45.0),
    "nose_drop_low": (0.0, 3.0),
    "nose_drop_high": (0.0, 3.0),
    "sharpness": (0.0, 10_000.0),
    "weaker_detail": (0.0, 10_000.0),
    "luminance_low": (0.0, 255.0),
    "luminance_high": (0.0, 255.0),
    "lower_face_difference": (0.0, 200.0),
}
"""What a limit can be, where it is no part of something (0..1)."""
_PAIRS = (("nose_drop_low", "nose_drop_high"), ("luminance_low", "luminance_high"))

DEFAULT_LIMITS = Limits()


def limits_from(values: Mapping[str, Any]) -> Limits:
    """The shipped limits with the given ones changed.

    :raises LimitsUnusable: for an unknown key, a wrong type or a value out of range.
    """
    known = {field.name for field in fields(Limits)}
    for name in values:
        if name not in known:
            raise LimitsUnusable("limits_unusable", name)
    return replace(DEFAULT_LIMITS, **values)


def read_limits(path: Path) -> Limits:
    """Limits from a TOML or (by its ending) JSON file; what is not named keeps the shipped value.

    :raises LimitsUnusable: when the file cannot be read or a key is wrong.
    """
    try:
        values = read_values(path)
    except (OSError, ValueError) as error:
        raise LimitsUnusable("limits_unusable", path.name) from error
    return limits_from(values)
