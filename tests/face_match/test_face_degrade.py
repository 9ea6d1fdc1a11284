"""A portrait put through a card keeps its face and has the size and the colours that cards give."""

from __future__ import annotations

import numpy as np
import pytest

from face_match import DlibEngine
from face_match.calibration.table import Calibration
from face_match.demo import demo_picture
from face_match.measure import degrade
from face_match.measure.degrade import DEGRADATIONS, as_card_portrait
from face_match.still import central_face


@pytest.mark.parametrize("name", DEGRADATIONS)
def test_the_face_is_still_the_same_person(engine: DlibEngine, calibration: Calibration, name: str) -> None:
    picture = demo_picture()
    face = central_face(engine, picture)
    card = DEGRADATIONS[name](picture, face)
    assert card.shape == (400, 300, 3)
    described = engine.describe(card, central_face(engine, card))
    assert calibration.compare(engine.describe(picture, face), [described]).same


@pytest.mark.parametrize("bytes_wanted", [8_000, 15_000])
@pytest.mark.parametrize("grey", [False, True])
def test_the_file_is_as_large_as_wanted(
    engine: DlibEngine, monkeypatch: pytest.MonkeyPatch, bytes_wanted: int, grey: bool
) -> None:
    sizes: list[int] = []
    compress = degrade._jpeg2000

    def weighed(*arguments: object) -> bytes:
        data = compress(*arguments)  # type: ignore[arg-type]
        sizes.append(len(data))
        return data

    monkeypatch.setattr(degrade, "_jpeg2000", weighed)
    picture = demo_picture()
    card = as_card_portrait(picture, central_face(engine, picture), bytes_wanted=bytes_wanted, grey=grey)
    assert sizes[0] == pytest.approx(bytes_wanted, rel=0.05)
    assert bool(np.ptp(card.astype(int), axis=2).max() == 0) is grey
