"""A face that matches is a match only when it is sure that a living person showed it; doubt says why."""

from __future__ import annotations

import numpy as np
import pytest

from face_match import Liveness
from face_match.calibration.table import load_calibration
from face_match.decision import cannot_tell, decide
from face_match.engines.spec import dlib_spec

CALIBRATION = load_calibration(dlib_spec().model)
# Two points about the population's centre, as far from it as faces are; nobody's.
PERSON, STRANGER = CALIBRATION.space.centres[0] + np.random.default_rng(4).normal(0, 0.05, (2, 128))
LIVE, NOT_CHECKED = Liveness("live"), Liveness("not_checked")
UNSURE = Liveness("unsure", ("moire",))
WEAK = ("portrait_weak:sharpness",)


@pytest.mark.parametrize(
    ("probe", "liveness", "decision", "reasons"),
    [
        (PERSON, LIVE, "match", ()),
        (PERSON, NOT_CHECKED, "match", ("liveness_not_checked",)),
        (PERSON, UNSURE, "cannot_tell", ("liveness_unsure", "moire", *WEAK)),
        (STRANGER, LIVE, "no_match", ("above_threshold", *WEAK)),
        (STRANGER, UNSURE, "no_match", ("above_threshold", "liveness_unsure", "moire", *WEAK)),
    ],
    ids=["match", "from-a-file", "matches-and-unsure", "stranger", "stranger-and-unsure"],
)
def test_likeness_and_liveness_decide_together(
    probe: np.ndarray, liveness: Liveness, decision: str, reasons: tuple[str, ...]
) -> None:
    found = decide(CALIBRATION, PERSON, [probe], liveness, in_doubt=WEAK)
    assert (found.decision, found.reasons) == (decision, reasons)
    assert found.score is not None
    assert (found.score <= CALIBRATION.threshold_for(1)) is (probe is PERSON)


def test_without_a_comparison_there_is_no_score_and_each_reason_stands_once() -> None:
    found = cannot_tell(CALIBRATION, NOT_CHECKED, "no_face", "deadline", "no_face")
    assert (found.decision, found.score, found.threshold) == ("cannot_tell", None, None)
    assert found.reasons == ("no_face", "deadline")
