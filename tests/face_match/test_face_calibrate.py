"""A pilot gives thresholds only when it is large enough, and nothing of its people stays in the table."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from face_match.calibration.pilot import CalibrationRefused, calibrate, write_calibration
from face_match.calibration.table import load_calibration
from face_match.engines.models import DESCRIPTOR_SHA256
from face_match.measure.trials import Scored

BASE = load_calibration(DESCRIPTOR_SHA256)


def pilot(persons: int = 120, impostors: int = 40, *, fused_mean: float = 0.65) -> list[Scored]:
    """Trials of a pilot: each person 3 genuine and so many impostor trials of either kind."""
    random = np.random.default_rng(9)
    trials = []
    for person in range(persons):
        for probes, same, mean, count in (
            (1, True, 0.30, 3), (1, False, 0.70, impostors), (3, True, 0.25, 3), (3, False, fused_mean, impostors),
        ):  # fmt: skip
            scores = random.normal(mean, 0.07, count)
            trials += [Scored(probes, float(score), 0.4, same, "all", f"person-{person}") for score in scores]
    return trials


def test_the_thresholds_reach_the_false_match_rate_on_the_pilot() -> None:
    trials = pilot()
    found = calibrate(BASE, trials, "hospital/2027-03")
    for probes, threshold in ((1, found.single_threshold), (3, found.fused_threshold)):
        impostors = np.array([t.score for t in trials if t.probes == probes and not t.same])
        assert 0 < np.mean(impostors <= threshold) <= 1e-3
    assert found.local_population
    assert found.id == "dlib-resnet-v1+mirror/hospital/2027-03"


def test_several_probes_never_decide_more_loosely_than_one() -> None:
    found = calibrate(BASE, pilot(fused_mean=0.9), "p")
    assert found.fused_threshold == found.single_threshold


def test_the_written_table_is_loaded_again_and_names_nobody(tmp_path: Path) -> None:
    found = calibrate(BASE, pilot(), "p")
    write_calibration(found, tmp_path / "table.json")
    assert load_calibration(DESCRIPTOR_SHA256, tmp_path / "table.json") == found
    assert "person-" not in (tmp_path / "table.json").read_text("utf-8")


@pytest.mark.parametrize(
    ("trials", "code"),
    [
        (pilot(persons=99), "too_few_persons"),
        (pilot(impostors=20), "too_few_impostors"),
        ([t for t in pilot() if t.probes == 1], "too_few_impostors"),
        ([t for t in pilot() if not t.same], "no_genuine"),
    ],
    ids=["persons", "impostors", "only-single", "no-genuine"],
)
def test_a_pilot_that_cannot_support_a_threshold_is_refused(trials: list[Scored], code: str) -> None:
    with pytest.raises(CalibrationRefused) as refused:
        calibrate(BASE, trials, "p")
    assert refused.value.code == code
