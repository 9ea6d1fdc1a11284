"""The calibrations, each tied to the exact model it was measured with; a model without one is not used at all."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from face_match.calibration.space import Array, Space
from face_match.engines.protocol import Descriptor, Model
from face_match.errors import ModelRefused

CLEAR_MARGIN = 1.0
"""A standard deviation of strangers below the threshold. Were they normally spread there, about one in a hundred of
those whom the threshold lets through would come so far."""

SHIPPED = Path(__file__).with_name("calibration.json")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How far apart two faces are. `score` is a distance: smaller is more alike; a match is `score <= threshold`."""

    score: float
    threshold: float
    probes: int

    @property
    def same(self) -> bool:
        return self.score <= self.threshold


@dataclass(frozen=True, slots=True)
class Threshold:
    """The largest score that matches, for so many fused probes, and the measurement it comes from.

    Rates are of one try, as [value, low, high] with 95 % intervals over persons.
    """

    probes: int
    value: float
    genuine: int
    impostor: int
    fmr: tuple[float, float, float]
    fnmr: tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Calibration:
    """How one model's descriptors are compared, and up to which score two are the same person.

    `population` is the group whose people the thresholds were measured on, `learned_from` says on what, in numbers.
    `session_fmr` is the wanted false match rate of a whole session of `tries` tries: each try is held to a `tries`-th
    of it, which is an upper bound whatever the tries have in common. `turned_threshold` is for a turned face against
    the same person's straight one within a session: looser than a match, tight enough to notice most swaps.
    `local_population` is true only after a pilot with the people the station serves; figures from other populations do
    not carry over.
    """

    id: str
    engine: str
    model_sha256: str
    population: str
    learned_from: str
    session_fmr: float
    tries: int
    thresholds: tuple[Threshold, ...]
    turned_threshold: float
    local_population: bool
    space: Space

    def compare(self, reference: Descriptor, probes: Sequence[Descriptor]) -> Comparison:
        """A reference against one probe, or several of the same person fused into one.

        :raises ValueError: when there is no probe.
        """
        score = self.space.score(reference, probes)
        return Comparison(score, self.threshold_for(len(probes)), len(probes))

    def clearly_same(self, reference: Descriptor, probes: Sequence[Descriptor]) -> bool:
        """Whether so few probes already tell: by a margin that a stranger's luck at several looks does not cross."""
        result = self.compare(reference, probes)
        return result.score <= result.threshold - CLEAR_MARGIN

    def distance(self, one: Descriptor, other: Descriptor) -> float:
        """The score of two single pictures."""
        return self.space.score(one, [other])

    def threshold_for(self, probes: int) -> float:
        """The score up to which so many probes match: that of the most probes measured, but no more than these."""
        return max((entry for entry in self.thresholds if entry.probes <= probes), key=lambda entry: entry.probes).value


def load_calibration(model: Model, path: Path = SHIPPED) -> Calibration:
    """The calibration of one model, measured with exactly its file and its recipe.

    :raises ModelRefused: `no_calibration` when the table has none for this hash, `calibration_broken` when the table
        cannot be read or a value makes no sense.
    """
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["calibrations"]
        wanted = [row for row in rows if (row["model_sha256"], row["engine"]) == (model.sha256, model.name)]
        found = _from_row(wanted[0]) if wanted else None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelRefused("calibration_broken", path.name) from error
    if found is None:
        raise ModelRefused("no_calibration", f"{model.name} {model.sha256[:16]} has no threshold in {path.name}")
    if not _sensible(found):
        raise ModelRefused("calibration_broken", found.id)
    return found


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a table that `load_calibration` reads: numbers of a population, and nothing of any person.

    :raises OSError: when the file cannot be written.
    """
    path.write_text(json.dumps({"calibrations": [_to_row(calibration)]}, indent=1) + "\n", "utf-8")


def _sensible(calibration: Calibration) -> bool:
    values = [threshold.value for threshold in calibration.thresholds]
    return (
        all(threshold.probes >= 1 for threshold in calibration.thresholds)
        and any(threshold.probes == 1 for threshold in calibration.thresholds)
        and all(math.isfinite(value) and value <= calibration.turned_threshold for value in values)
        and calibration.turned_threshold < 0
        and 0 < calibration.session_fmr < 1
        and calibration.tries >= 1
        and all(np.isfinite(array).all() for array in _arrays(calibration.space).values())
    )


def _arrays(space: Space) -> dict[str, Array]:
    return {
        "centres": space.centres,
        "whitening": space.whitening,
        "strangers_mean": space.strangers_mean,
        "strangers_covariance": space.strangers_covariance,
    }


def _to_row(calibration: Calibration) -> dict[str, Any]:
    fields = ("id", "engine", "model_sha256", "population", "learned_from", "session_fmr", "tries", "turned_threshold",
              "local_population")  # fmt: skip
    return {
        **{name: getattr(calibration, name) for name in fields},
        "thresholds": [
            {name: getattr(threshold, name) for name in Threshold.__dataclass_fields__}
            for threshold in calibration.thresholds
        ],
        "space": {
            name: {"shape": array.shape, "float32": base64.b64encode(array.astype("<f4").tobytes()).decode()}
            for name, array in _arrays(calibration.space).items()
        },
    }


def _from_row(row: dict[str, Any]) -> Calibration:
    space = Space(**{
        name: np.frombuffer(base64.b64decode(entry["float32"], validate=True), "<f4")
        .astype(np.float64)
        .reshape(entry["shape"])
        for name, entry in row["space"].items()
    })  # fmt: skip
    size = space.size
    if space.whitening.shape != (size, size) or space.strangers_covariance.shape != (size, size):
        raise ValueError("the space's parts do not fit each other")
    if space.strangers_mean.shape != (size,):
        raise ValueError("the space's parts do not fit each other")
    thresholds = tuple(
        Threshold(**{**entry, "fmr": tuple(entry["fmr"]), "fnmr": tuple(entry["fnmr"])}) for entry in row["thresholds"]
    )
    return Calibration(**{**row, "space": space, "thresholds": thresholds})
