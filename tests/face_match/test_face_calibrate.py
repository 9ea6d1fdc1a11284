"""A pilot gives thresholds only when it is large enough, and nothing of its people stays in the file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from population import MODEL_SHA256, population

from face_match.calibration.table import load_calibration, write_calibration
from face_match.engines.protocol import Model
from face_match.measure import calibrate as calibrating
from face_match.measure import charts
from face_match.measure.calibrate import Calibrated, CalibrationRefused, calibrate, cross_validated, in_use
from face_match.measure.calibration_report import write_report
from face_match.measure.pictures import Described, Labelled
from face_match.measure.trials import trials_of

pytestmark = pytest.mark.xdist_group("calibration")
"""What is calibrated once is shared by all of them: on one worker."""

MODEL = Model("made-up", MODEL_SHA256, "none")


def found_in(pictures: list[Labelled], described: Described, **wish: object) -> Calibrated:
    wishes = {"name": "hospital/2027-03", "population": "here", "local": True, "session_fmr": 0.01} | wish
    return calibrate(MODEL, pictures, described, **wishes)  # type: ignore[arg-type]


PERSONS = 64


@pytest.fixture(scope="module")
def pilot() -> tuple[list[Labelled], Described]:
    """Hardly larger than the smallest, since trials grow with the square of its pictures; half the persons have two."""
    pictures, described = population(persons=PERSONS, pictures=4, groups=("here", "there"))
    return [p for p in pictures if _number(p) % 2 == 0 or p.path.stem in {"0", "1"}], described


def _number(picture: Labelled) -> int:
    return int(picture.person.rsplit("-", 1)[1])


@pytest.fixture(scope="module")
def found(pilot: tuple[list[Labelled], Described]) -> Calibrated:
    return found_in(*pilot)


def test_each_try_is_held_to_its_part_of_the_sessions_rate(found: Calibrated) -> None:
    for entry in found.calibration.thresholds:
        impostors = np.array([t.score for t in found.scored if t.probes == entry.probes and not t.same])
        assert 0 < np.mean(impostors <= entry.value) <= 0.01 / 3
        assert entry.fmr[1] <= entry.fmr[0] <= entry.fmr[2]
    assert found.calibration.tries == 3


def test_the_rates_hold_for_people_who_come_later(found: Calibrated) -> None:
    """The thresholds were set without the persons they are for."""
    pictures, described = population(persons=200, pictures=2, groups=("here", "there"), seed=1)
    later = [p for p in pictures if p.group == "here" and _number(p) >= PERSONS]
    trials = trials_of(later, 1)
    references = np.stack([described.descriptors[t.reference] for t in trials])
    probes = np.stack([[described.descriptors[t.probes[0]]] for t in trials])
    scores = found.calibration.space.scores(references, probes)
    impostor = np.array([not t.same for t in trials])
    assert np.mean(scores[impostor] <= found.calibration.threshold_for(1)) < 3 * 0.01 / 3


def test_no_trial_is_scored_by_what_its_own_persons_taught(
    pilot: tuple[list[Labelled], Described], monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures, described = pilot
    learners: list[set[str]] = []
    space = calibrating._space

    def watched(known: list[Labelled], described: Described) -> object:
        learners.append({p.person for p in known})
        return space(known, described)

    def tested(trials: list[object], *_: object) -> list[object]:
        people = {t.person for t in trials}  # type: ignore[attr-defined]
        people |= {str(t.probes[0].parent) for t in trials}  # type: ignore[attr-defined]
        assert not people & learners[-1]
        return score(trials, *_)  # type: ignore[arg-type]

    score = calibrating.score_trials
    monkeypatch.setattr(calibrating, "_space", watched)
    monkeypatch.setattr(calibrating, "score_trials", tested)
    trials = trials_of([p for p in pictures if p.group == "here"], 1)
    assert len(cross_validated(pictures, described, trials)) > len(trials) / 2
    assert len(learners) == calibrating.PARTS * calibrating.SPLITS


def test_the_written_file_is_loaded_again_and_names_nobody(found: Calibrated, tmp_path: Path) -> None:
    write_calibration(found.calibration, tmp_path / "table.json")
    again = load_calibration(MODEL, tmp_path / "table.json")
    random = np.random.default_rng(2)
    one, other = random.normal(0, 1, (2, again.space.size))
    assert again.compare(one, [other]).score == pytest.approx(found.calibration.compare(one, [other]).score, abs=1e-3)
    assert (again.thresholds, again.id) == (found.calibration.thresholds, "made-up/hospital/2027-03")
    assert "person-" not in (tmp_path / "table.json").read_text("utf-8")


def test_the_report_has_words_tables_and_pictures_and_names_nobody(
    found: Calibrated, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bare network stands beside each line of its chart."""
    drawn: list[list[str]] = []
    save = charts._save

    def spied(figure: Any, out: Path) -> None:
        drawn.append([str(line.get_label()) for line in figure.axes[0].lines])
        save(figure, out)

    monkeypatch.setattr(charts, "_save", spied)
    write_report(found, tmp_path, [replace(trial, score=trial.score + 1) for trial in found.scored])
    text = (tmp_path / "report.md").read_text("utf-8")
    assert "person-" not in text
    assert f"here: {PERSONS} persons, {3 * PERSONS} pictures" in text
    for name in ("det.png", "scores-1.png", "scores-2.png", "scores-3.png"):
        assert name in text
        assert (tmp_path / name).stat().st_size > 10_000
    shown = [label for label in drawn[0] if not label.startswith("_")]
    assert shown == [f"{n}{bare}" for n in ("1 probe", "2 probes", "3 probes") for bare in ("", ", bare network")]


def test_the_rule_in_use_is_measured_on_the_same_held_apart_trials(found: Calibrated) -> None:
    rule = in_use(found)
    three = next(entry for entry in found.calibration.thresholds if entry.probes == 3)
    assert rule is not None
    assert rule.genuine <= three.genuine
    assert rule.fmr[0] <= 2 * three.fmr[0], "what is clear with two frames adds little"
    assert rule.fnmr[0] <= three.fnmr[0] + 0.02


def test_a_card_portrait_is_the_reference_and_never_a_probe() -> None:
    pictures = [Labelled(Path("here", who, name), f"here/{who}", "here")
                for who in ("a", "b") for name in ("card.jp2", "1.jpg", "2.jpg")]  # fmt: skip
    trials = trials_of(pictures, 1)
    assert {t.reference.name for t in trials} == {"card.jp2"}
    assert {t.probes[0].name for t in trials} == {"1.jpg", "2.jpg"}
    assert sum(t.same for t in trials) == 4
    assert len(trials) == 8


@pytest.mark.parametrize(
    ("people", "wish", "code"),
    [
        (population(persons=59), {}, "too_few_persons"),
        (population(persons=80, pictures=1), {}, "too_few_repeated"),
        (population(persons=70, pictures=2), {"session_fmr": 1e-4}, "too_few_impostors"),
        (population(), {"population": "elsewhere"}, "no_such_group"),
    ],
    ids=["persons", "repeated", "impostors", "group"],
)
def test_a_pilot_that_cannot_support_a_threshold_is_refused(
    people: tuple[list[Labelled], Described], wish: dict[str, object], code: str
) -> None:
    with pytest.raises(CalibrationRefused) as refused:
        found_in(*people, **wish)
    assert refused.value.code == code
