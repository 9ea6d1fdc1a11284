"""Comparisons with a known answer, from a file or a folder, and their scores.

A trial file is CSV with the columns `ref,probes,same,group`: a reference picture, one or more probe pictures joined by
`;`, 1 when they show the same person and 0 when not, and a free group name. Paths are relative to the file.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from pathlib import Path
from random import Random

import numpy as np

from face_match.calibration.space import Array
from face_match.errors import FaceMatchError
from face_match.measure.pictures import Described, Labelled

MAX_TRIALS = 200_000
SETS_A_PERSON = 20
"""So many sets of several probes are taken of one person: more would only say the same again."""


class TrialsUnreadable(FaceMatchError):
    """The trial file is not what this module's first lines describe; `detail` names the line."""

    do = "give a CSV file with the columns ref,probes,same,group, or a folder of PERSON/picture.jpg"


@dataclass(frozen=True, slots=True)
class Trial:
    """One comparison with a known answer. `person` is the reference's, `other` the probes': trials hang together."""

    reference: Path
    probes: tuple[Path, ...]
    same: bool
    group: str
    person: str
    other: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A trial's score, smaller is more alike; infinite when a face was lost, which counts as a rejection."""

    probes: int
    score: float
    same: bool
    group: str
    person: str
    other: str


def read_trials(path: Path) -> list[Trial]:
    """All trials of a file.

    :raises TrialsUnreadable: when the file, its header or a line is wrong.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            if rows.fieldnames is None or not {"ref", "probes", "same", "group"} <= set(rows.fieldnames):
                raise TrialsUnreadable("trials_unreadable", "header")
            trials = _named([_trial(path.parent, row, number) for number, row in enumerate(rows, 2)], path.parent)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TrialsUnreadable("trials_unreadable", path.name) from error
    if not 0 < len(trials) <= MAX_TRIALS:
        raise TrialsUnreadable("trials_unreadable", f"{len(trials)} trials")
    return trials


def trials_of(pictures: Sequence[Labelled], probes: int, seed: int = 1) -> list[Trial]:
    """Every comparison within a group that labelled pictures allow, with so many probes each, of one group a trial.

    With one probe each pair of pictures is taken once, unless a card portrait says which is the reference. Above
    `MAX_TRIALS` the impostors are drawn by seed.
    """
    trials: list[Trial] = []
    groups: dict[str, dict[str, list[Labelled]]] = defaultdict(lambda: defaultdict(list))
    for picture in pictures:
        groups[picture.group][picture.person].append(picture)
    for group, people in groups.items():
        for owner, own in people.items():
            for chosen in _probe_sets(own, probes):
                for person, theirs in people.items():
                    for reference in _references(theirs):
                        if reference in chosen or (probes == 1 and not _first(reference, chosen[0])):
                            continue
                        paths = tuple(picture.path for picture in chosen)
                        trials.append(Trial(reference.path, paths, owner == person, group, person, owner))
    if len(trials) > MAX_TRIALS:
        genuine = [trial for trial in trials if trial.same]
        impostor = [trial for trial in trials if not trial.same]
        trials = genuine + Random(seed).sample(impostor, max(0, MAX_TRIALS - len(genuine)))
    return trials


def score_trials(
    trials: Sequence[Trial],
    described: Described,
    scores: Callable[[Array, Array], Array],
    references: Described | None = None,
) -> list[Scored]:
    """The score of each trial, in their order. Probes without a face are left out; a trial without any is lost.

    :param references: the reference pictures where they were described in another way than as probes.
    :param scores: references (trials, n) and probes (trials, probes, n) to scores, as `Space.scores`.
    """
    known = described.descriptors
    cards = known if references is None else references.descriptors
    found = [float("inf")] * len(trials)
    by_count: dict[int, list[int]] = defaultdict(list)
    for row, trial in enumerate(trials):
        usable = [probe for probe in trial.probes if probe in known]
        if trial.reference in cards and usable:
            by_count[len(usable)].append(row)
    for rows in by_count.values():
        stacked = np.stack([cards[trials[row].reference] for row in rows])
        probes = np.stack([[known[p] for p in trials[row].probes if p in known] for row in rows])
        for row, score in zip(rows, scores(stacked, probes), strict=True):
            found[row] = float(score)
    return [
        Scored(len(trial.probes), score, trial.same, trial.group, trial.person, trial.other)
        for trial, score in zip(trials, found, strict=True)
    ]


def plain_scores(references: Array, probes: Array) -> Array:
    """Euclidean distance to the mean of the probes: what a network's own author proposes, without a calibration."""
    return np.asarray(np.linalg.norm(references - probes.mean(axis=1), axis=1))


def _probe_sets(own: Sequence[Labelled], probes: int) -> Iterator[tuple[Labelled, ...]]:
    usable = [picture for picture in own if not picture.is_card] or list(own)
    return islice(combinations(usable, probes), None if probes == 1 else SETS_A_PERSON)


def _references(own: Sequence[Labelled]) -> list[Labelled]:
    return [picture for picture in own if picture.is_card] or list(own)


def _first(reference: Labelled, probe: Labelled) -> bool:
    """Whether this is the one of a pair's two directions that is taken."""
    return reference.is_card or reference.path < probe.path


def _trial(folder: Path, row: dict[str, str | None], number: int) -> Trial:
    reference, probes, same = row["ref"], row["probes"], row["same"]
    if not reference or not probes or same not in {"0", "1"}:
        raise TrialsUnreadable("trials_unreadable", f"line {number}")
    names = [name for name in probes.split(";") if name]
    paths = tuple(folder / name for name in names)
    return Trial(folder / reference, paths, same == "1", row["group"] or "all", "", "")


def _named(trials: Sequence[Trial], folder: Path) -> list[Trial]:
    """The trials with their persons: the picture's folder, or where all lie in one, what `same` ties together."""
    tied: dict[Path, Path] = {}

    def root(path: Path) -> Path:
        while (above := tied.get(path, path)) != path:
            path = above
        return path

    for trial in trials:
        for probe in trial.probes if trial.same else ():
            tied[root(probe)] = root(trial.reference)

    def person(path: Path) -> str:
        return str(root(path) if path.parent == folder else path.parent)

    return [replace(t, person=person(t.reference), other=person(t.probes[0])) for t in trials]
