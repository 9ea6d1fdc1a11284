"""`kiosk face`: compare picture files, measure an engine on people with known answers, and set its thresholds."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from face_match.calibration.table import SHIPPED, Calibration, load_calibration, write_calibration
from face_match.engines.opening import open_engine
from face_match.engines.spec import EngineSpec, dlib_spec
from face_match.errors import FaceMatchError, ModelRefused
from face_match.measure.calibrate import SESSION_FMR, TRIES, demand
from face_match.measure.calibrate import calibrate as learn_calibration
from face_match.measure.calibration_report import write_report
from face_match.measure.charts import draw_det, draw_scores
from face_match.measure.degrade import DEGRADATIONS, Degrade
from face_match.measure.pictures import ONE_GROUP, describe_pictures, labelled_pictures
from face_match.measure.report import against, figures
from face_match.measure.trials import Scored, Trial, plain_scores, read_trials, score_trials, trials_of
from face_match.still_files import verify_files
from kiosk.cli.face_enroll import enroll_check
from kiosk.cli.face_pad import pad_bench
from kiosk.cli.face_station import face_section
from kiosk.station.face_engine import engine_spec

app = typer.Typer(help="Face matching on picture files.", no_args_is_help=True)
app.command("enroll-check")(enroll_check)
app.command("pad-bench")(pad_bench)

WithCalibration = Annotated[
    Path, typer.Option("--calibration", help="A table from `kiosk face calibrate`.", show_default=False)
]
WithConfig = Annotated[
    Path | None, typer.Option("--config", help="Take the engine from this station's file instead of dlib.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object on standard output.")]


@app.command()
def verify(
    ref: Annotated[Path, typer.Argument(help="The reference picture, such as a card portrait.")],
    probes: Annotated[list[Path], typer.Argument(metavar="PROBE...", help="One picture of the person, or several.")],
    calibration: WithCalibration = SHIPPED,
    config: WithConfig = None,
    as_json: AsJson = False,
) -> None:
    """Compare a reference picture with one probe, or several of the same person fused into one.

    Exit 0 for a match, 1 for no match or when it cannot be told, 2 when it could not be done. Pictures say nothing
    about liveness, so a match here is not a verification of a person.
    """
    with _errors(), open_engine(_spec(config)) as engine:
        decision = verify_files(engine, load_calibration(engine.model, calibration), ref, probes)
    answer: dict[str, Any] = {
        "decision": decision.decision,
        "score": decision.score,
        "threshold": decision.threshold,
        "engine": decision.engine,
        "model_sha256": decision.model_sha256,
        "reasons": list(decision.reasons),
    }
    if as_json:
        typer.echo(json.dumps(answer))
    else:
        score = "" if decision.score is None else f", score {decision.score:.3f} (limit {decision.threshold})"
        typer.echo(f"{decision.decision}{score}; {', '.join(decision.reasons)}")
    raise typer.Exit(0 if decision.decision == "match" else 1)


@app.command()
def bench(
    people: Annotated[
        Path,
        typer.Argument(
            metavar="TRIALS.csv|DIR", help="CSV with ref,probes,same,group (probes joined by ';'), or labelled folders."
        ),
    ],
    probes: Annotated[int, typer.Option(min=1, max=3, help="Probes a trial, for a folder.")] = 1,
    calibration: WithCalibration = SHIPPED,
    config: WithConfig = None,
    plain: Annotated[
        bool, typer.Option("--against-plain", help="Also the bare network (one crop, Euclidean), and the difference.")
    ] = False,
    degraded: Annotated[
        str | None, typer.Option(help=f"Put each reference through a card first: {', '.join(DEGRADATIONS)}.")
    ] = None,
    pictures: Annotated[Path | None, typer.Option(help="A folder for the DET curve and the histograms.")] = None,
    as_json: AsJson = False,
) -> None:
    """Measure false matches and false non-matches per group, with 95 % intervals, and the time of each stage.

    An engine without a calibration is measured as the bare network. Nothing of a face is kept.
    """
    if degraded is not None and degraded not in DEGRADATIONS:
        typer.echo(f"{degraded}: not a degradation; choose one of {', '.join(DEGRADATIONS)}", err=True)
        raise typer.Exit(2)
    degrade = DEGRADATIONS[degraded] if degraded is not None else None
    with _errors():
        trials = trials_of(labelled_pictures(people), probes) if people.is_dir() else read_trials(people)
        spec = _spec(config) or dlib_spec()
        scoring = _calibration_or_none(spec, calibration)
        scored, stage_ms = _scored(spec, scoring, trials, degrade)
        bare = _scored(replace(spec, mirror=False), None, trials, degrade)[0] if plain else None
        whole = _scored(spec, scoring, trials)[0] if degrade is not None else None
    in_use = {t.probes: t.value for t in scoring.thresholds} if scoring is not None else {}
    answer: dict[str, Any] = {
        "engine": spec.model.name,
        "model_sha256": spec.model.sha256,
        "calibration": scoring.id if scoring is not None else None,
        "stage_ms": stage_ms,
        "groups": figures(scored, in_use),
    }
    if bare is not None:
        answer["against_plain"] = against(scored, bare)
    if whole is not None:
        answer["cost_of_card"] = against(whole, scored)
    if pictures is not None:
        with _writing(pictures):
            _draw(pictures, scored, bare, in_use)
    if as_json:
        typer.echo(json.dumps(answer))
    else:
        _tell(answer)


@app.command()
def calibrate(
    folder: Annotated[Path, typer.Argument(help="PERSON/picture.jpg or GROUP/PERSON/picture.jpg.")],
    name: Annotated[str, typer.Option(help="Name of the pilot, nothing personal.")],
    out: Annotated[Path, typer.Option(help="The calibration file to write.")],
    population: Annotated[
        str, typer.Option(help="The group whose people the thresholds are for, in a folder of groups.")
    ] = ONE_GROUP,
    not_local: Annotated[
        bool, typer.Option("--not-local", help="These are not the people the stations will serve.")
    ] = False,
    session_fmr: Annotated[
        float, typer.Option(min=1e-5, max=0.1, help="Wanted false match rate of a whole session.")
    ] = SESSION_FMR,
    tries: Annotated[int, typer.Option(min=1, max=10, help="Tries a session may have.")] = TRIES,
    config: WithConfig = None,
    report: Annotated[Path | None, typer.Option(help="A folder for the report with its pictures.")] = None,
    plain: Annotated[
        bool, typer.Option("--against-plain", help="The report also says what the bare network would do.")
    ] = False,
) -> None:
    """Learn how this engine's descriptors are compared, and the thresholds, from labelled pictures of a pilot.

    Thresholds are measured on persons that took no part in the learning. The file holds numbers of a population: no
    picture, name or descriptor.
    """
    if not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        typer.echo(f"{out}: cannot be written there; choose a folder that exists and can be written", err=True)
        raise typer.Exit(2)
    with _errors(), open_engine(_spec(config)) as engine:
        pictures = labelled_pictures(folder)
        demand(pictures, population)
        described = describe_pictures(engine, (picture.path for picture in pictures), _progress("pictures"))
        found = learn_calibration(
            engine.model, pictures, described, name=name, population=population, local=not not_local,
            session_fmr=session_fmr, tries=tries, progress=_progress("held-apart parts"),
        )  # fmt: skip
        bare = _scored(replace(_spec(config) or dlib_spec(), mirror=False), None, found.trials)[0] if plain else None
    with _writing(out):
        write_calibration(found.calibration, out)
        if report is not None:
            write_report(found, report, bare)
    typer.echo(f"{found.calibration.id}: {found.calibration.learned_from}")
    for entry in found.calibration.thresholds:
        typer.echo(
            f"{entry.probes} probe(s): matches up to {entry.value}; FMR {_rate(entry.fmr)} of {entry.impostor}, "
            f"FNMR {_rate(entry.fnmr)} of {entry.genuine}, each of one try"
        )


def _spec(config: Path | None) -> EngineSpec | None:
    face = face_section(config)
    return None if face is None else engine_spec(face)


def _calibration_or_none(spec: EngineSpec, path: Path) -> Calibration | None:
    try:
        return load_calibration(spec.model, path)
    except ModelRefused as error:
        if error.code != "no_calibration":
            raise
        typer.echo(f"{error}; measuring the bare network", err=True)
        return None


def _scored(
    spec: EngineSpec, scoring: Calibration | None, trials: Sequence[Trial], degrade: Degrade | None = None
) -> tuple[list[Scored], dict[str, float]]:
    with open_engine(spec) as engine:
        paths = (path for trial in trials for path in (trial.reference, *trial.probes))
        described = describe_pictures(engine, paths, _progress(f"pictures, {engine.model.name}"))
        cards = None
        if degrade is not None:
            wanted = (trial.reference for trial in trials)
            cards = describe_pictures(engine, wanted, _progress("references, as a card gives them"), degrade)
    scores = scoring.space.scores if scoring is not None else plain_scores
    return score_trials(trials, described, scores, cards), described.stage_ms


def _draw(folder: Path, scored: list[Scored], bare: list[Scored] | None, in_use: dict[int, float]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    groups = sorted({trial.group for trial in scored})
    lines = {group: [t for t in scored if t.group == group] for group in groups}
    plain = {group: [t for t in bare or () if t.group == group] for group in groups}
    draw_det(lines, folder / "det.png", "Detection error trade-off", plain)
    for group in groups:
        own = [trial for trial in scored if trial.group == group]
        counts = {trial.probes for trial in own}
        limit = in_use.get(counts.pop()) if len(counts) == 1 else None
        draw_scores(own, limit, folder / f"scores-{group}.png", f"Scores, {group}")


def _tell(answer: dict[str, Any]) -> None:
    typer.echo(f"{answer['engine']}, calibration {answer['calibration'] or 'none (bare network)'}")
    for name, group in answer["groups"].items():
        typer.echo(
            f"{name}: {group['genuine']} genuine, {group['impostor']} impostor, {group['lost']} lost a face; "
            f"at {group['threshold']}: FMR {_rate(group['at_threshold']['fmr'])}, "
            f"FNMR {_rate(group['at_threshold']['fnmr'])}"
        )
        for rate, value in group["fnmr"].items():
            over_persons = group["fnmr_by_person"][rate]
            typer.echo(f"  FNMR at FMR {rate}: {_rate(value)}; over persons {_rate(over_persons)}")
        for rate, value in answer.get("against_plain", {}).get(name, {}).items():
            if not isinstance(value, str):
                typer.echo(
                    f"  at FMR {rate} the bare network {value['plain_fnmr']:.2%}; less by {_rate(value['difference'])}"
                )
        for rate, value in answer.get("cost_of_card", {}).get(name, {}).items():
            if not isinstance(value, str):
                typer.echo(
                    f"  at FMR {rate} undegraded {value['fnmr']:.2%}; the card costs {_rate(value['difference'])}"
                )
    typer.echo(", ".join(f"{stage} {ms} ms" for stage, ms in answer["stage_ms"].items()))


def _rate(value: list[float] | tuple[float, ...] | str) -> str:
    return value if isinstance(value, str) else f"{value[0]:.2%} ({value[1]:.2%} to {value[2]:.2%})"


def _progress(what: str) -> Callable[[int, int], None]:
    """A line on standard error that counts, where somebody looks."""

    def tell(done: int, of: int) -> None:
        if sys.stderr.isatty():
            typer.echo(f"\r{done} of {of} {what} ", err=True, nl=done == of)

    return tell


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        typer.echo(f"{path}: {error.strerror}; choose a place that can be written", err=True)
        raise typer.Exit(2) from error


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except FaceMatchError as error:
        typer.echo(f"{error}; {error.do}", err=True)
        raise typer.Exit(2) from error
