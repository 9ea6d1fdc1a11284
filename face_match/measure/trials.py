"""Measures an engine on a file of trials: how often it accepts strangers and turns away the right people, per group.

The file is CSV with the columns `ref,probes,same,group`: a reference picture, one or more probe pictures joined by
`;`, 1 when they show the same person and 0 when not, and a free group name. Paths are relative to the file.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from face_match.calibration.table import Calibration
from face_match.engines.protocol import Descriptor, Engine
from face_match.errors import FaceMatchError, ReferenceUnusable
from face_match.still import describe_central
from face_match.still_files import read_picture

RATES = {"1e-2": 1e-2, "1e-3": 1e-3, "1e-4": 1e-4}
NOT_MEASURABLE = "not measurable"
_RESAMPLES = 300
_RULE_OF_THREE = 3  # fewer than 3 expected errors: even none at all would not show that the rate is reached
_MAX_TRIALS = 200_000

_Scores = npt.NDArray[np.float64]


class TrialsUnreadable(FaceMatchError):
    """The trial file is not what this module's first lines describe; `detail` names the line."""

    do = "give a CSV file with the columns ref,probes,same,group"


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison with a known answer."""

    reference: Path
    probes: tuple[Path, ...]
    same: bool
    group: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A trial's distance; infinite when a face was lost, which counts as a rejection. `person` groups dependent trials.

    `threshold` is the one in use for this number of probes.
    """

    probes: int

    score: float
    threshold: float
    same: bool
    group: str
    person: str


def read_trials(path: Path) -> list[Trial]:
    """All trials of a file.

    :raises TrialsUnreadable: when the file, its header or a line is wrong.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames is None or not {"ref", "probes", "same", "group"} <= set(rows.fieldnames):
                raise TrialsUnreadable("trials_unreadable", "header")
            trials = [_trial(path.parent, row, number) for number, row in enumerate(rows, 2)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrialsUnreadable("trials_unreadable", path.name) from error
    if not 0 < len(trials) <= _MAX_TRIALS:
        raise TrialsUnreadable("trials_unreadable", f"{len(trials)} trials")
    return trials


def score_trials(engine: Engine, calibration: Calibration, trials: Sequence[Trial]) -> list[Scored]:
    """Run every trial; each picture is described once, and its descriptor forgotten on return.

    :raises PictureUnreadable: when a picture is missing or broken.
    :raises EngineUnavailable: when the engine cannot answer.
    """
    known: dict[Path, Descriptor | None] = {}

    def describe(path: Path) -> Descriptor | None:
        if path not in known:
            try:
                known[path] = describe_central(engine, read_picture(path))
            except ReferenceUnusable:
                known[path] = None
        return known[path]

    scored = []
    for trial in trials:
        reference = describe(trial.reference)
        probes = [found for found in map(describe, trial.probes) if found is not None]
        score, threshold = float("inf"), calibration.threshold_for(len(trial.probes))
        if reference is not None and probes:
            result = calibration.compare(reference, probes)
            score, threshold = result.score, result.threshold
        person = str(trial.reference.parent if trial.reference.parent.name else trial.reference)
        scored.append(Scored(len(trial.probes), score, threshold, trial.same, trial.group, person))
    return scored


def report(calibration: Calibration, scored: Iterable[Scored]) -> dict[str, Any]:
    """The figures per group, ready for JSON.

    For each group: numbers of genuine and impostor trials and of trials with a lost face; `fnmr` at fixed false match
    rates as [value, low, high]; `thresholds` that reach those rates on these trials; `threshold` in use, and under
    `at_threshold` the `fmr` and `fnmr` it gives. Intervals are 95 %, by resampling persons (the reference's folder) and
    not pairs, because one person's trials stand and fall together. A rate that so few trials cannot support is
    `not measurable`.
    """
    groups: dict[str, list[Scored]] = defaultdict(list)
    for trial in scored:
        groups[trial.group].append(trial)
    return {
        "engine": calibration.engine,
        "model_sha256": calibration.model_sha256,
        "calibration": calibration.id,
        "groups": {name: _figures(trials) for name, trials in sorted(groups.items())},
    }


def threshold_at(impostors: _Scores, rate: float) -> float | None:
    """The largest distance at which at most `rate` of the impostors are accepted; None with too few impostors."""
    if impostors.size * rate < _RULE_OF_THREE:
        return None
    allowed = int(impostors.size * rate)
    ordered = np.sort(impostors)
    return float(np.nextafter(ordered[allowed], -1)) if allowed < ordered.size else float(ordered[-1])


def _figures(trials: Sequence[Scored]) -> dict[str, Any]:
    genuine = np.array([t.score for t in trials if t.same])
    impostor = np.array([t.score for t in trials if not t.same])
    draws = _resamples(trials)
    fnmr: dict[str, list[float] | str] = {}
    thresholds: dict[str, float | str] = {}
    for name, rate in RATES.items():
        limit = threshold_at(impostor, rate)
        if limit is None or not genuine.size:
            fnmr[name] = thresholds[name] = NOT_MEASURABLE
            continue
        thresholds[name] = round(limit, 4)
        drawn = []
        for drawn_genuine, drawn_impostor in draws:
            drawn_limit = threshold_at(drawn_impostor, rate)
            if drawn_limit is not None and drawn_genuine.size:
                drawn.append(_above(drawn_genuine, drawn_limit))
        fnmr[name] = _with_interval(_above(genuine, limit), drawn)
    limits = sorted({t.threshold for t in trials})
    used = limits[0] if len(limits) == 1 else None
    at_threshold: dict[str, list[float] | str] = {"fmr": NOT_MEASURABLE, "fnmr": NOT_MEASURABLE}
    if used is not None and genuine.size:
        at_threshold["fnmr"] = _with_interval(_above(genuine, used), [_above(g, used) for g, _ in draws if g.size])
    if used is not None and impostor.size:
        at_threshold["fmr"] = _with_interval(
            1 - _above(impostor, used), [1 - _above(i, used) for _, i in draws if i.size]
        )
    return {
        "genuine": int(genuine.size),
        "impostor": int(impostor.size),
        "lost": int(sum(np.isinf(t.score) for t in trials)),
        "fnmr": fnmr,
        "thresholds": thresholds,
        "threshold": used,
        "at_threshold": at_threshold,
    }


def _resamples(trials: Sequence[Scored]) -> list[tuple[_Scores, _Scores]]:
    """Genuine and impostor scores of as many persons, drawn with repetition; always the same draws."""
    people: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for trial in trials:
        people[trial.person][0 if trial.same else 1].append(trial.score)
    arrays = [(np.array(genuine), np.array(impostor)) for genuine, impostor in people.values()]
    random = np.random.default_rng(20260801)
    draws = []
    for _ in range(_RESAMPLES):
        chosen = random.integers(0, len(arrays), len(arrays))
        draws.append(
            (np.concatenate([arrays[i][0] for i in chosen]), np.concatenate([arrays[i][1] for i in chosen])),
        )
    return draws


def _above(scores: _Scores, limit: float) -> float:
    return float(np.mean(scores > limit))


def _with_interval(value: float, drawn: Sequence[float]) -> list[float]:
    low, high = np.percentile(drawn, [2.5, 97.5]) if drawn else (0.0, 1.0)
    return [round(value, 5), round(min(float(low), value), 5), round(max(float(high), value), 5)]


def _trial(folder: Path, row: dict[str, str | None], number: int) -> Trial:
    reference, probes, same = row["ref"], row["probes"], row["same"]
    if not reference or not probes or same not in {"0", "1"}:
        raise TrialsUnreadable("trials_unreadable", f"line {number}")
    names = [name for name in probes.split(";") if name]
    return Trial(folder / reference, tuple(folder / name for name in names), same == "1", row["group"] or "all")
