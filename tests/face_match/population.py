"""Made-up populations: persons as points in a descriptor space, pictures scattered about them; no face anywhere."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from face_match.measure.pictures import Described, Labelled

SIZE = 24
MODEL_SHA256 = "ab" * 32


def population(
    persons: int = 80,
    pictures: int = 4,
    *,
    groups: tuple[str, ...] = ("here",),
    common: float = 3.0,
    within: float = 0.5,
    seed: int = 1,
) -> tuple[list[Labelled], Described]:
    """Descriptors of length 24. What a group has in common has length `common`, persons differ by 1 a number, and two
    pictures of one person by `within`, eight times as much along the first three numbers."""
    random = np.random.default_rng(seed)
    spread = np.where(np.arange(SIZE) < 3, 8.0, 1.0) * within
    labelled, described = [], Described()
    for group in groups:
        offset = random.normal(0, 1, SIZE)
        offset *= common / np.linalg.norm(offset)
        for person in range(persons):
            middle = offset + random.normal(0, 1, SIZE)
            for picture in range(pictures):
                path = Path(group, f"person-{person}", f"{picture}.jpg")
                labelled.append(Labelled(path, f"{group}/person-{person}", group))
                described.descriptors[path] = middle + random.normal(0, spread)
    return labelled, described
