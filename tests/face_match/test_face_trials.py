"""Measured rates are right, carry honest intervals, and are not given where the data cannot support them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from face_match import DlibEngine
from face_match.demo import Pose, demo_picture, demo_portrait
from face_match.measure.trials import (
    NOT_MEASURABLE,
    Scored,
    TrialsUnreadable,
    read_trials,
    report,
    score_trials,
    threshold_at,
)
from face_match.still_files import PictureUnreadable, read_picture, verify_files


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people")
    for name, pose, who in (
        ("holder-1.png", Pose(), "holder"),
        ("holder-2.png", Pose(yaw=12, light=0.8), "holder"),
        ("stranger.png", Pose(), "stranger"),
    ):
        Image.fromarray(demo_picture(pose, who=who)).save(folder / name)  # type: ignore[arg-type]
    Image.new("RGB", (300, 400), (130, 130, 130)).save(folder / "nobody.png")
    (folder / "card.jp2").write_bytes(demo_portrait("jp2"))
    return folder


def test_one_probe_is_judged_by_the_single_threshold(engine: DlibEngine, pictures: Path) -> None:
    decision = verify_files(engine, pictures / "card.jp2", [pictures / "holder-1.png"])
    assert decision.decision == "match"
    assert decision.threshold == engine.calibration.single_threshold
    assert decision.reasons == ("liveness_not_checked",)
    assert decision.liveness.status == "not_checked"


def test_several_probes_are_fused(engine: DlibEngine, pictures: Path) -> None:
    decision = verify_files(engine, pictures / "card.jp2", [pictures / "holder-1.png", pictures / "holder-2.png"])
    assert decision.decision == "match"
    assert decision.threshold == engine.calibration.fused_threshold


def test_a_stranger_is_no_match(engine: DlibEngine, pictures: Path) -> None:
    decision = verify_files(engine, pictures / "card.jp2", [pictures / "stranger.png"])
    assert decision.decision == "no_match"
    assert decision.reasons == ("above_threshold", "liveness_not_checked")


def test_without_a_face_it_cannot_be_told(engine: DlibEngine, pictures: Path) -> None:
    nobody, holder = pictures / "nobody.png", pictures / "holder-1.png"
    assert verify_files(engine, nobody, [holder]).reasons == ("reference_no_face", "liveness_not_checked")
    assert verify_files(engine, holder, [nobody]).reasons == ("probe_no_face", "liveness_not_checked")
    partly = verify_files(engine, holder, [nobody, holder])
    assert (partly.decision, partly.reasons) == ("match", ("liveness_not_checked", "probe_no_face"))


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    (tmp_path / "notes.jpg").write_text("not a picture")
    for name in ("notes.jpg", "missing.jpg"):
        with pytest.raises(PictureUnreadable) as unreadable:
            read_picture(tmp_path / name)
        assert unreadable.value.detail == name


def test_a_large_picture_is_reduced_and_an_enormous_one_refused(tmp_path: Path) -> None:
    Image.new("RGB", (3200, 2400)).save(tmp_path / "large.png")
    assert read_picture(tmp_path / "large.png").shape == (1200, 1600, 3)
    Image.new("1", (12000, 12000)).save(tmp_path / "enormous.png")
    with pytest.raises(PictureUnreadable):
        read_picture(tmp_path / "enormous.png")


def test_trials_are_scored_from_their_file_and_lost_faces_counted_as_rejections(
    engine: DlibEngine, pictures: Path
) -> None:
    trials = pictures / "trials.csv"
    trials.write_text(
        "ref,probes,same,group\n"
        "card.jp2,holder-1.png,1,north\n"
        "card.jp2,stranger.png,0,north\n"
        "card.jp2,nobody.png,1,north\n"
        "card.jp2,holder-1.png;holder-2.png,1,south\n"
    )
    scored = score_trials(engine, read_trials(trials))
    assert [trial.score < trial.threshold for trial in scored] == [True, False, False, True]
    figures = report(engine, scored)
    north = figures["groups"]["north"]
    assert (north["genuine"], north["impostor"], north["lost"]) == (2, 1, 1)
    assert north["fnmr"] == {"1e-2": NOT_MEASURABLE, "1e-3": NOT_MEASURABLE, "1e-4": NOT_MEASURABLE}
    assert north["at_threshold"]["fnmr"][0] == 0.5
    assert figures["model_sha256"] == engine.calibration.model_sha256
    assert figures["groups"]["south"]["threshold"] == engine.calibration.fused_threshold


@pytest.mark.parametrize(
    "text",
    ["", "ref,probes,same\na,b,1\n", "ref,probes,same,group\n", "ref,probes,same,group\na,b,yes,x\n",
     "ref,probes,same,group\n,b,1,x\n", "ref,probes,same,group\na\n"],
)  # fmt: skip
def test_a_file_that_holds_no_trials_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "trials.csv").write_text(text)
    with pytest.raises(TrialsUnreadable):
        read_trials(tmp_path / "trials.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_trials_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "trials.csv"
    path.write_bytes(data)
    with pytest.raises(TrialsUnreadable):
        read_trials(path)


def synthetic(genuine: float, impostor: float, people: int = 100) -> list[Scored]:
    """Normally spread distances of many people, each with 3 genuine and 40 impostor trials."""
    random = np.random.default_rng(5)
    trials = []
    for person in range(people):
        for same, mean, count in ((True, genuine, 3), (False, impostor, 40)):
            trials += [Scored(1, s, 0.39, same, "all", str(person)) for s in random.normal(mean, 0.08, count)]
    return trials


def test_rates_agree_with_the_distributions_they_were_drawn_from(engine: DlibEngine) -> None:
    figures = report(engine, synthetic(0.35, 0.70))["groups"]["all"]
    # Normal distributions 0.35/0.08 and 0.70/0.08: FMR 1 % at 0.514, where FNMR is 2.0 %.
    assert figures["thresholds"]["1e-2"] == pytest.approx(0.514, abs=0.01)
    value, low, high = figures["fnmr"]["1e-2"]
    assert low < 0.020 < high
    assert low <= value <= high
    assert figures["fnmr"]["1e-3"] != NOT_MEASURABLE
    assert figures["fnmr"]["1e-4"] == NOT_MEASURABLE, "4,000 impostors cannot show one error in 10,000"


def test_intervals_widen_when_trials_hang_together(engine: DlibEngine) -> None:
    apart = synthetic(0.5, 0.7)
    random = np.random.default_rng(6)
    shift = {str(person): random.normal(0, 0.08) for person in range(100)}
    together = [Scored(1, t.score + shift[t.person], 0.39, t.same, "all", t.person) for t in apart]

    def width(trials: list[Scored]) -> float:
        _, low, high = report(engine, trials)["groups"]["all"]["at_threshold"]["fnmr"]
        return float(high - low)

    assert width(together) > width(apart)


@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_a_threshold_never_accepts_more_impostors_than_its_rate_allows(seed: int, different: int) -> None:
    impostors = np.random.default_rng(seed).integers(0, different, 350) / different  # many scores are equal
    limit = threshold_at(impostors, 1e-2)
    assert limit is not None
    assert np.mean(impostors <= limit) <= 1e-2


def test_too_few_impostors_give_no_threshold() -> None:
    assert threshold_at(np.linspace(0.5, 1, 299), 1e-2) is None
