"""The space in which descriptors are compared: centred, whitened, and scored against strangers.

A network that was trained on other faces sees what all people of a population share, and takes it for likeness. Three
steps take that out, each learned from labelled pictures and none of them holding a person:

1. A population's mean is subtracted and the rest brought to length one (Garcia-Romero and Espy-Wilson, "Analysis of
   i-vector length normalization", 2011). Nobody's population is asked: with several, the strictest view counts, which
   is the one of the population the two faces are from, because every other leaves them something in common.
2. The differences between pictures of one person, averaged over all persons, are whitened (within-class covariance
   normalisation, Hatch et al. 2006), with shrinkage towards a multiple of the identity (Ledoit and Wolf 2004).
3. A cosine is counted in standard deviations of what strangers give to either side. It is a symmetric score
   normalisation (S-norm, Kenny 2010) whose cohort is a mean and a covariance instead of people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from face_match.engines.protocol import Descriptor

Array = npt.NDArray[np.float64]

WITHIN_SHRINKAGE = 0.7
STRANGER_SHRINKAGE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """What descriptors of length n mean.

    `centres` (populations, n), `whitening` (n, n), and of strangers in the whitened space their mean (n) and
    covariance (n, n).
    """

    centres: Array
    whitening: Array
    strangers_mean: Array
    strangers_covariance: Array

    @property
    def size(self) -> int:
        return int(self.centres.shape[1])

    def score(self, reference: Descriptor, probes: Sequence[Descriptor]) -> float:
        """How far a reference is from one probe or from several of the same person, fused.

        In standard deviations of strangers: 0 is an average stranger, negative is more alike than that.

        :raises ValueError: when there is no probe, or a descriptor has another length than the space.
        """
        if not probes:
            raise ValueError("at least one probe is needed")
        return float(self.scores(reference[None], np.stack(probes)[None])[0])

    def scores(self, references: Array, probes: Array) -> Array:
        """`score` of many trials at once: references (trials, n), probes (trials, probes, n) to scores (trials)."""
        for vectors in (references, probes):
            if vectors.shape[-1] != self.size:
                raise ValueError(f"the space is for {self.size} numbers, the descriptor has {vectors.shape[-1]}")
        return np.asarray(np.max([self._seen_from(centre, references, probes) for centre in self.centres], axis=0))

    def _seen_from(self, centre: Array, references: Array, probes: Array) -> Array:
        one = self._place(references, centre)
        other = _unit(self._place(probes, centre).mean(axis=1))
        cosine = np.sum(one * other, axis=1)
        return -(self._against_strangers(cosine, one) + self._against_strangers(cosine, other)) / 2

    def _place(self, descriptors: Array, centre: Array) -> Array:
        return _unit(_unit(descriptors - centre) @ self.whitening)

    def _against_strangers(self, cosine: Array, side: Array) -> Array:
        spread = np.einsum("ij,jk,ik->i", side, self.strangers_covariance, side)
        return np.asarray((cosine - side @ self.strangers_mean) / np.sqrt(spread))


def learn(descriptors: Array, persons: Sequence[str], groups: Sequence[str]) -> Space:
    """The space of these pictures' populations.

    Each group gives a centre, with each person counted once. How pictures of one person differ, and what strangers are
    like, is learned from all groups together, each picture seen from its own group's centre.

    :param descriptors: (pictures, n).
    :param persons: of each picture, unique over all groups.
    :param groups: of each picture.
    :raises ValueError: when nobody has two pictures.
    """
    labels, group = np.asarray(persons), np.asarray(groups)
    means = {name: _mean_of_persons(descriptors[group == name], labels[group == name]) for name in np.unique(group)}
    directions = _unit(descriptors - np.stack([means[name] for name in group]))
    whitening = _inverse_root(_shrunk(_within(directions, labels), WITHIN_SHRINKAGE))
    strangers = _unit(directions @ whitening)
    mean = strangers.mean(axis=0)
    covariance = (strangers - mean).T @ (strangers - mean) / len(strangers)
    return Space(np.stack(list(means.values())), whitening, mean, _shrunk(covariance, STRANGER_SHRINKAGE))


def _mean_of_persons(descriptors: Array, labels: npt.NDArray[np.str_]) -> Array:
    return np.asarray(np.mean([descriptors[labels == person].mean(axis=0) for person in np.unique(labels)], axis=0))


def _within(directions: Array, labels: npt.NDArray[np.str_]) -> Array:
    """Covariance of pictures about their own person's mean."""
    scatter, freedom = np.zeros((directions.shape[1], directions.shape[1])), 0
    for person in np.unique(labels):
        own = directions[labels == person]
        off = own - own.mean(axis=0)
        scatter += off.T @ off
        freedom += len(own) - 1
    if freedom == 0:
        raise ValueError("nobody has two pictures")
    return np.asarray(scatter / freedom)


def _shrunk(covariance: Array, part: float) -> Array:
    size = len(covariance)
    return np.asarray((1 - part) * covariance + part * np.trace(covariance) / size * np.eye(size))


def _inverse_root(covariance: Array) -> Array:
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * values**-0.5)


def _unit(vectors: Array) -> Array:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True))
