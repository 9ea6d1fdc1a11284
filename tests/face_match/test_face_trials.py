"""Picture files and trial files are read or refused, and every trial gets its score."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from face_match import DlibEngine
from face_match.calibration.table import Calibration
from face_match.demo import Pose, demo_picture, demo_portrait
from face_match.measure.pictures import FolderUnusable, describe_pictures, labelled_pictures
from face_match.measure.trials import TrialsUnreadable, read_trials, score_trials, trials_of
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


def test_one_probe_is_judged_by_the_single_threshold(
    engine: DlibEngine, calibration: Calibration, pictures: Path
) -> None:
    decision = verify_files(engine, calibration, pictures / "card.jp2", [pictures / "holder-1.png"])
    assert decision.decision == "match"
    assert decision.threshold == calibration.threshold_for(1)
    assert decision.reasons == ("liveness_not_checked",)
    assert decision.liveness.status == "not_checked"


def test_several_probes_are_fused(engine: DlibEngine, calibration: Calibration, pictures: Path) -> None:
    decision = verify_files(
        engine, calibration, pictures / "card.jp2", [pictures / "holder-1.png", pictures / "holder-2.png"]
    )
    assert decision.decision == "match"
    assert decision.threshold == calibration.threshold_for(2)


def test_a_stranger_is_no_match(engine: DlibEngine, calibration: Calibration, pictures: Path) -> None:
    decision = verify_files(engine, calibration, pictures / "card.jp2", [pictures / "stranger.png"])
    assert decision.decision == "no_match"
    assert decision.reasons == ("above_threshold", "liveness_not_checked")


def test_without_a_face_it_cannot_be_told(engine: DlibEngine, calibration: Calibration, pictures: Path) -> None:
    nobody, holder = pictures / "nobody.png", pictures / "holder-1.png"
    assert verify_files(engine, calibration, nobody, [holder]).reasons == ("reference_no_face", "liveness_not_checked")
    assert verify_files(engine, calibration, holder, [nobody]).reasons == ("probe_no_face", "liveness_not_checked")
    partly = verify_files(engine, calibration, holder, [nobody, holder])
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


def test_trials_are_scored_from_their_file_and_a_lost_face_is_infinitely_far(
    engine: DlibEngine, calibration: Calibration, pictures: Path
) -> None:
    trials = pictures / "trials.csv"
    trials.write_text(
        "ref,probes,same,group\n"
        "card.jp2,holder-1.png,1,north\n"
        "card.jp2,stranger.png,0,north\n"
        "card.jp2,nobody.png,1,north\n"
        "card.jp2,holder-1.png;holder-2.png,1,south\n"
        "card.jp2,holder-1.png;nobody.png,1,south\n"
    )
    wanted = read_trials(trials)
    described = describe_pictures(engine, (path for t in wanted for path in (t.reference, *t.probes)))
    scored = score_trials(wanted, described, calibration.space.scores)
    assert [t.score <= calibration.threshold_for(t.probes) for t in scored] == [True, False, False, True, True]
    assert scored[2].score == float("inf")
    assert scored[4].score == scored[0].score, "a probe without a face is left out"
    assert described.lost == [pictures / "nobody.png"]
    assert set(described.stage_ms) == {"read", "detect", "describe"}


def test_pictures_beside_their_trial_file_are_told_apart_by_what_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "trials.csv").write_text(
        "ref,probes,same,group\na1.png,a2.png,1,x\na2.png,a3.png;a4.png,1,x\nb1.png,a3.png,0,x\nb1.png,c1.png,0,x\n"
    )
    first, second, third, fourth = read_trials(tmp_path / "trials.csv")
    assert first.person == first.other == second.person == second.other == third.other
    assert len({first.person, third.person, fourth.other}) == 3


def test_a_missing_picture_is_named_before_anything_is_described(engine: DlibEngine, tmp_path: Path) -> None:
    with pytest.raises(PictureUnreadable) as refused:
        describe_pictures(engine, [tmp_path / "away.jpg"])
    assert refused.value.detail == "away.jpg"


def test_a_folder_of_persons_gives_every_pair_once(tmp_path: Path) -> None:
    for name in ("a/1.jpg", "a/2.jpg", "a/3.jpg", "b/1.jpg", "b/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    pictures = labelled_pictures(tmp_path)
    assert {p.group for p in pictures} == {"all"}
    assert [(t.same, len(t.probes)) for t in trials_of(pictures, 1)].count((True, 1)) == 3
    assert len(trials_of(pictures, 1)) == 6
    fused = trials_of(pictures, 3)
    assert [(t.same, t.reference.parent.name) for t in fused] == [(False, "b")], "a picture is not compared with itself"


def test_groups_of_persons_are_compared_within_their_group(tmp_path: Path) -> None:
    for name in ("north/a/1.jpg", "north/b/1.jpg", "south/c/1.jpg"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    trials = trials_of(labelled_pictures(tmp_path), 1)
    assert [(t.group, t.same) for t in trials] == [("north", False)]


def test_a_folder_without_labelled_pictures_is_refused(tmp_path: Path) -> None:
    (tmp_path / "1.jpg").touch()
    with pytest.raises(FolderUnusable):
        labelled_pictures(tmp_path)


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
