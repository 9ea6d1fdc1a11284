"""What a set of scored trials says about an engine, per group, ready for JSON."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from face_match.measure.rates import RATES, ByPerson, Rate, Scores, above, quantile, threshold_at, wilson
from face_match.measure.trials import Scored

NOT_MEASURABLE = "not measurable"
_Rows = npt.NDArray[np.intp]


def figures(scored: Sequence[Scored], thresholds: Mapping[int, float] | None = None) -> dict[str, Any]:
    """The figures of each group.

    Numbers of genuine and impostor trials, of persons, and of trials with a lost face (a rejection). `fnmr` at fixed
    false match rates as [value, low, high] with Wilson's 95 % interval, which takes trials for independent;
    `fnmr_by_person` with the interval over resampled persons, which is wider and nearer to the truth, because one
    person's trials stand and fall together. `thresholds` reach those rates on these trials. `threshold` is the one in
    use, and `at_threshold` the `fmr` and `fnmr` it gives. A rate the data cannot support is "not measurable".

    :param thresholds: in use, by number of probes; None for an engine without a calibration.
    """
    groups: dict[str, list[Scored]] = defaultdict(list)
    for trial in scored:
        groups[trial.group].append(trial)
    return {name: _group(trials, thresholds or {}) for name, trials in sorted(groups.items())}


def against(scored: Sequence[Scored], plain: Sequence[Scored]) -> dict[str, Any]:
    """How much less the engine rejects than another scoring of the same trials, per group and false match rate.

    `fnmr` and `plain_fnmr` at each rate, and `difference` (plain minus this) as [value, low, high] over resampled
    persons, each draw with thresholds of its own. Positive is better than plain.

    :raises ValueError: when the two do not belong to the same trials.
    """
    if [(t.same, t.group, t.person, t.other) for t in scored] != [(t.same, t.group, t.person, t.other) for t in plain]:
        raise ValueError("the two scorings are of different trials")
    found: dict[str, Any] = {}
    for name in sorted({trial.group for trial in scored}):
        rows = [row for row, trial in enumerate(scored) if trial.group == name]
        same = np.array([scored[row].same for row in rows])
        ours = np.array([scored[row].score for row in rows])
        theirs = np.array([plain[row].score for row in rows])
        people = ByPerson([(scored[row].person, scored[row].other) for row in rows])
        found[name] = {label: _difference(ours, theirs, same, people, rate) for label, rate in RATES.items()}
    return found


def _difference(
    ours: Scores, theirs: Scores, same: npt.NDArray[np.bool_], people: ByPerson, rate: float
) -> dict[str, Any] | str:
    if threshold_at(ours[~same], rate) is None or not same.any():
        return NOT_MEASURABLE

    def of(scores: Scores, drawn: _Rows) -> float:
        chosen, kind = scores[drawn], same[drawn]
        return above(chosen[kind], quantile(chosen[~kind], rate))

    everything = np.arange(ours.size)
    mine, other = of(ours, everything), of(theirs, everything)
    low, high = people.interval(
        lambda drawn: of(theirs, drawn) - of(ours, drawn) if same[drawn].any() and not same[drawn].all() else None
    ) or (-1.0, 1.0)
    return {"fnmr": round(mine, 5), "plain_fnmr": round(other, 5), "difference": _rounded((other - mine, low, high))}


def _group(trials: Sequence[Scored], in_use: Mapping[int, float]) -> dict[str, Any]:
    same = np.array([trial.same for trial in trials])
    scores = np.array([trial.score for trial in trials])
    genuine, impostor = scores[same], scores[~same]
    people = ByPerson([(trial.person, trial.other) for trial in trials])
    fnmr: dict[str, Any] = {}
    by_person: dict[str, Any] = {}
    thresholds: dict[str, Any] = {}
    for name, rate in RATES.items():
        limit = threshold_at(impostor, rate)
        if limit is None or not genuine.size:
            fnmr[name] = by_person[name] = thresholds[name] = NOT_MEASURABLE
            continue
        thresholds[name] = round(limit, 4)
        fnmr[name] = _rounded(wilson(int(np.sum(genuine > limit)), genuine.size))
        spread = people.interval(lambda rows, rate=rate: _fnmr_of(scores[rows], same[rows], rate))  # type: ignore[misc]
        by_person[name] = NOT_MEASURABLE if spread is None else _rounded((fnmr[name][0], *spread))
    counts = {trial.probes for trial in trials}
    used = in_use.get(counts.pop()) if len(counts) == 1 else None
    return {
        "genuine": int(genuine.size),
        "impostor": int(impostor.size),
        "persons": len({trial.person for trial in trials}),
        "lost": int(np.isinf(scores).sum()),
        "fnmr": fnmr,
        "fnmr_by_person": by_person,
        "thresholds": thresholds,
        "threshold": used,
        "at_threshold": {
            "fmr": _counted(impostor <= used) if used is not None else NOT_MEASURABLE,
            "fnmr": _counted(genuine > used) if used is not None else NOT_MEASURABLE,
        },
    }


def _fnmr_of(scores: Scores, same: npt.NDArray[np.bool_], rate: float) -> float | None:
    if same.all() or not same.any():
        return None
    return above(scores[same], quantile(scores[~same], rate))


def _counted(wrong: npt.NDArray[np.bool_]) -> list[float] | str:
    return _rounded(wilson(int(wrong.sum()), wrong.size)) if wrong.size else NOT_MEASURABLE


def _rounded(rate: Rate) -> list[float]:
    return [round(value, 5) for value in rate]
