"""The thresholds, each tied to the exact model it was measured with; a model without one is not used at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from face_match.engines.protocol import Descriptor, Model
from face_match.errors import ModelRefused

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
class Calibration:
    """Thresholds of one model, with the measurement they come from.

    `single_threshold` decides on one probe picture, `fused_threshold` on the mean descriptor of several: fusing moves
    impostors closer too, so it needs its own, lower value. `local_population` is true only after a pilot with the
    people the station serves; figures from other populations do not carry over. `turned_threshold` is for a turned face
    against the same person's straight one within a session: looser than a match, tight enough to notice most swaps.
    """

    id: str
    engine: str
    model_sha256: str
    metric: str
    single_threshold: float
    single_source: str
    fused_threshold: float
    fused_source: str
    turned_threshold: float
    turned_source: str
    local_population: bool

    def compare(self, reference: Descriptor, probes: Sequence[Descriptor]) -> Comparison:
        """Distance between a reference and one probe, or the mean of several.

        :raises ValueError: when there is no probe.
        """
        if not probes:
            raise ValueError("at least one probe is needed")
        score = distance(reference, np.mean(np.stack(probes), axis=0))
        return Comparison(score, self.threshold_for(len(probes)), len(probes))

    def threshold_for(self, probes: int) -> float:
        """The distance up to which so many probes match."""
        return self.single_threshold if probes == 1 else self.fused_threshold


def distance(one: Descriptor, other: Descriptor) -> float:
    """Euclidean distance between two descriptors, the metric dlib's network was trained for."""
    return float(np.linalg.norm(one - other))


def load_calibration(model: Model, path: Path = SHIPPED) -> Calibration:
    """The calibration of one model, measured with exactly its file and its recipe.

    :raises ModelRefused: `no_calibration` when the table has none for this hash, `calibration_broken` when the table
        cannot be read or a value makes no sense.
    """
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["calibrations"]
        entries = [Calibration(**row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelRefused("calibration_broken", path.name) from error
    found = next((e for e in entries if (e.model_sha256, e.engine) == (model.sha256, model.name)), None)
    if found is None:
        raise ModelRefused("no_calibration", f"{model.name} {model.sha256[:16]} has no threshold in {path.name}")
    if (
        found.metric != "euclidean"
        or not 0 < found.fused_threshold <= found.single_threshold <= found.turned_threshold < 1
    ):
        raise ModelRefused("calibration_broken", found.id)
    return found
