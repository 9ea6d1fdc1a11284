"""Turns a hospital's consented pilot into the thresholds its stations decide by; no identity stays in the result."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np

from face_match.calibration.table import Calibration
from face_match.errors import FaceMatchError
from face_match.measure.trials import Scored, threshold_at

FALSE_MATCH_RATE = 1e-3
LEAST_PERSONS = 100


class CalibrationRefused(FaceMatchError):
    """The trials cannot support a threshold. Codes: `too_few_persons`, `too_few_impostors`, `no_genuine`."""

    do = "run a pilot with at least 100 persons and 3,000 impostor trials, with one probe and with three"


def calibrate(base: Calibration, scored: Sequence[Scored], name: str) -> Calibration:
    """Thresholds at a false match rate of 0.1 %, from trials of the people a station serves.

    One threshold comes from the trials with one probe, the other from those with several. The fused one is never
    above the single one: it decides on more evidence and must not decide more loosely.

    :param base: the calibration the trials were scored with; the model and the limit for turned faces stay.
    :param scored: trials of both kinds, from `score_trials`.
    :param name: of the pilot, such as "hospital-x/2027-03"; nothing personal.
    :raises CalibrationRefused: when persons, impostor trials or genuine trials are too few.
    """
    if len({trial.person for trial in scored}) < LEAST_PERSONS:
        raise CalibrationRefused("too_few_persons")
    single, single_source = _threshold([trial for trial in scored if trial.probes == 1], "one probe")
    fused, fused_source = _threshold([trial for trial in scored if trial.probes > 1], "several probes")
    return replace(
        base,
        id=f"{base.engine}/{name}",
        single_threshold=single,
        single_source=single_source,
        fused_threshold=min(single, fused),
        fused_source=fused_source,
        turned_threshold=max(base.turned_threshold, single),
        local_population=True,
    )


def write_calibration(calibration: Calibration, path: Path) -> None:
    """Write a table that `load_calibration` reads.

    :raises OSError: when the file cannot be written.
    """
    path.write_text(json.dumps({"calibrations": [asdict(calibration)]}, indent=2) + "\n", "utf-8")


def _threshold(trials: Sequence[Scored], kind: str) -> tuple[float, str]:
    genuine = np.array([trial.score for trial in trials if trial.same])
    impostor = np.array([trial.score for trial in trials if not trial.same])
    limit = threshold_at(impostor, FALSE_MATCH_RATE)
    if limit is None:
        raise CalibrationRefused("too_few_impostors", kind)
    if not genuine.size:
        raise CalibrationRefused("no_genuine", kind)
    threshold = float(np.floor(limit * 1000) / 1000)
    fmr, fnmr = float(np.mean(impostor <= threshold)), float(np.mean(genuine > threshold))
    return threshold, (
        f"local pilot, {kind}: {impostor.size} impostor trials, FMR {fmr:.2%}; "
        f"{genuine.size} genuine trials, FNMR {fnmr:.1%}"
    )
