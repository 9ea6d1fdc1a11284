"""Learns a calibration from labelled pictures, and measures on persons it has not learned from what it is worth.

The persons are split into parts, again and again; each time the space is learned without one part and that part's
trials are scored in it. A trial that was held apart several times counts once, with its mean score. The thresholds come
from these scores alone; the space that is shipped is then learned from everybody.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from face_match.calibration.space import Array, Space, learn
from face_match.calibration.table import CLEAR_MARGIN, Calibration, Threshold
from face_match.engines.protocol import Model
from face_match.errors import FaceMatchError
from face_match.measure.pictures import Described, Labelled, Progress
from face_match.measure.rates import ByPerson, quantile
from face_match.measure.trials import Scored, Trial, score_trials, trials_of

PROBES = (1, 2, 3)
PARTS = 4
SPLITS = 10
LEAST_PERSONS = 60
LEAST_REPEATED = 20
LEAST_IMPOSTORS = 3
TURNED_RATE = 0.05
SESSION_FMR = 1e-3
TRIES = 3


class CalibrationRefused(FaceMatchError):
    """The pictures cannot support a threshold. Codes: `no_such_group`, `too_few_persons`, `too_few_repeated`,
    `too_few_impostors`."""

    do = "run a pilot with at least 100 persons, three or more pictures of each, and 10,000 impostor trials"


@dataclass(frozen=True, slots=True)
class Calibrated:
    """A calibration, and the trials of its population that its thresholds come from, with their held-apart scores."""

    calibration: Calibration
    trials: tuple[Trial, ...]
    scored: tuple[Scored, ...]


def calibrate(
    model: Model,
    pictures: Sequence[Labelled],
    described: Described,
    *,
    name: str,
    population: str,
    local: bool,
    session_fmr: float = SESSION_FMR,
    tries: int = TRIES,
    progress: Progress = lambda _done, _of: None,
) -> Calibrated:
    """Learn the space and set the thresholds.

    :param population: the group whose people the thresholds are for; other groups help to learn the space.
    :param name: of the pilot, such as "hospital-x/2027-03"; nothing personal.
    :param local: whether these are the people the station serves.
    :param session_fmr: the wanted false match rate of a whole session of `tries` tries.
    :raises CalibrationRefused: when persons, repeated persons or impostor trials are too few.
    """
    usable = [picture for picture in pictures if picture.path in described.descriptors]
    demand(usable, population)
    trials = [t for n in PROBES for t in trials_of([p for p in usable if p.group == population], n)]
    held_apart = cross_validated(usable, described, trials, progress)
    scored = list(held_apart.values())
    rate = session_fmr / tries
    thresholds = tuple(
        found for n in PROBES if (found := _threshold([t for t in scored if t.probes == n], n, rate)) is not None
    )
    if not thresholds or thresholds[0].probes != 1:
        raise CalibrationRefused("too_few_impostors", f"for {rate:.2g} a try")
    single = np.array([t.score for t in scored if t.probes == 1 and not t.same])
    calibration = Calibration(
        id=f"{model.name}/{name}",
        engine=model.name,
        model_sha256=model.sha256,
        population=population,
        learned_from=_in_numbers(usable),
        session_fmr=session_fmr,
        tries=tries,
        thresholds=thresholds,
        turned_threshold=max(quantile(single, TURNED_RATE), *(t.value for t in thresholds)),
        local_population=local,
        space=_space(usable, described),
    )
    return Calibrated(calibration, tuple(held_apart), tuple(scored))


def in_use(found: Calibrated) -> Threshold | None:
    """What a try amounts to as stations decide: two probes where they are clear, else three; None without such trials.

    From the same held-apart scores; `value` is the threshold of three.
    """
    calibration = found.calibration
    two, three = calibration.threshold_for(2) - CLEAR_MARGIN, calibration.threshold_for(3)
    scores = {(t.reference, t.probes): s.score for t, s in zip(found.trials, found.scored, strict=True)}
    decided: list[Scored] = []
    for trial, scored in zip(found.trials, found.scored, strict=True):
        first = scores.get((trial.reference, trial.probes[:2]))
        if len(trial.probes) == 3 and first is not None:
            early = first <= two
            decided.append(replace(scored, score=three if early else scored.score))
    return _judged(decided, 3, three) if decided else None


def cross_validated(
    pictures: Sequence[Labelled],
    described: Described,
    trials: Sequence[Trial],
    progress: Progress = lambda _done, _of: None,
) -> dict[Trial, Scored]:
    """The trials' mean scores in spaces that neither of their persons helped to learn.

    Two persons who were never held apart together have no score here.
    """
    owner = {picture.path: picture.person for picture in pictures}
    parts_of = [(owner[trial.reference], owner[trial.probes[0]]) for trial in trials]
    total, times = np.zeros(len(trials)), np.zeros(len(trials))
    for split in range(SPLITS):
        part = _parts(pictures, split)
        for held in range(PARTS):
            rows = [row for row, (one, other) in enumerate(parts_of) if part[one] == part[other] == held]
            if rows:
                space = _space([picture for picture in pictures if part[picture.person] != held], described)
                found = score_trials([trials[row] for row in rows], described, space.scores)
                total[rows] += [trial.score for trial in found]
                times[rows] += 1
            progress(split * PARTS + held + 1, SPLITS * PARTS)
    return {
        trial: Scored(
            len(trial.probes), float(total[row] / times[row]), trial.same, trial.group, trial.person, trial.other
        )
        for row, trial in enumerate(trials)
        if times[row]
    }


def _space(pictures: Sequence[Labelled], described: Described) -> Space:
    descriptors: Array = np.stack([described.descriptors[picture.path] for picture in pictures])
    return learn(descriptors, [p.person for p in pictures], [p.group for p in pictures])


def _parts(pictures: Sequence[Labelled], seed: int) -> dict[str, int]:
    """A part for each person; persons with many pictures, and groups, are spread evenly."""
    count: dict[tuple[str, str], int] = defaultdict(int)
    for picture in pictures:
        count[picture.group, picture.person] += 1
    random = np.random.default_rng(seed)
    ordered = sorted(count, key=lambda key: (key[0], -count[key], random.random()))
    part = {}
    for start in range(0, len(ordered), PARTS):
        for (_, person), place in zip(ordered[start : start + PARTS], random.permutation(PARTS), strict=False):
            part[person] = int(place)
    return part


def _threshold(trials: Sequence[Scored], probes: int, rate: float) -> Threshold | None:
    genuine = np.array([trial.score for trial in trials if trial.same])
    impostor = np.array([trial.score for trial in trials if not trial.same])
    if not genuine.size or impostor.size * rate < LEAST_IMPOSTORS:
        return None
    return _judged(trials, probes, float(np.floor(quantile(impostor, rate) * 1000) / 1000))


def _judged(trials: Sequence[Scored], probes: int, value: float) -> Threshold | None:
    """The rates of a threshold on these trials."""
    genuine = [trial for trial in trials if trial.same]
    impostor = [trial for trial in trials if not trial.same]
    if not genuine or not impostor:
        return None
    accepted = float(np.mean([trial.score <= value for trial in impostor]))
    rejected = float(np.mean([trial.score > value for trial in genuine]))
    return Threshold(
        probes, value, len(genuine), len(impostor),
        (accepted, *_interval(impostor, value, accepting=True)),
        (rejected, *_interval(genuine, value, accepting=False)),
    )  # fmt: skip


def _interval(trials: Sequence[Scored], value: float, *, accepting: bool) -> tuple[float, float]:
    scores = np.array([trial.score for trial in trials])
    wrong = scores <= value if accepting else scores > value
    people = ByPerson([(trial.person, trial.other) for trial in trials])
    return people.interval(lambda rows: float(np.mean(wrong[rows]))) or (0.0, 1.0)


def demand(pictures: Sequence[Labelled], population: str) -> None:
    """Whether these pictures can be enough, before they are described.

    :raises CalibrationRefused: `no_such_group`, `too_few_persons` or `too_few_repeated`.
    """
    count: dict[str, int] = defaultdict(int)
    for picture in pictures:
        if picture.group == population:
            count[picture.person] += 1
    if not count:
        groups = ", ".join(sorted({picture.group for picture in pictures}))
        raise CalibrationRefused("no_such_group", f"{population}; there are: {groups}")
    if len(count) < LEAST_PERSONS:
        raise CalibrationRefused("too_few_persons", f"{len(count)} of {LEAST_PERSONS}")
    repeated = sum(1 for number in count.values() if number > 1)
    if repeated < LEAST_REPEATED:
        raise CalibrationRefused("too_few_repeated", f"{repeated} of {LEAST_REPEATED} with two pictures or more")


def _in_numbers(pictures: Sequence[Labelled]) -> str:
    groups = sorted({picture.group for picture in pictures})
    return "; ".join(
        f"{group}: {len({p.person for p in own})} persons, {len(own)} pictures"
        for group in groups
        for own in [[p for p in pictures if p.group == group]]
    )
