"""`kiosk face`: compare picture files, and measure the face engine on trials with known answers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from face_match.calibration.pilot import calibrate as from_pilot
from face_match.calibration.pilot import write_calibration
from face_match.calibration.table import SHIPPED, load_calibration
from face_match.engines.dlib_engine import DlibEngine
from face_match.errors import FaceMatchError
from face_match.measure.trials import read_trials, report, score_trials
from face_match.still_files import verify_files

app = typer.Typer(help="Face matching on picture files.", no_args_is_help=True)

WithCalibration = Annotated[
    Path, typer.Option("--calibration", help="A table of thresholds from `kiosk face calibrate`.", show_default=False)
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with one JSON object on standard output.")]


@app.command()
def verify(
    ref: Annotated[Path, typer.Argument(help="The reference picture, such as a card portrait.")],
    probes: Annotated[list[Path], typer.Argument(metavar="PROBE...", help="One picture of the person, or several.")],
    calibration: WithCalibration = SHIPPED,
    as_json: AsJson = False,
) -> None:
    """Compare a reference picture with one probe, or several of the same person fused into one.

    Exit 0 for a match, 1 for no match or when it cannot be told, 2 when it could not be done. Pictures say nothing
    about liveness, so a match here is not a verification of a person.
    """
    try:
        with DlibEngine() as engine:
            decision = verify_files(engine, load_calibration(engine.model, calibration), ref, probes)
    except FaceMatchError as error:
        _could_not(error)
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
        score = "" if decision.score is None else f", distance {decision.score:.3f} (limit {decision.threshold})"
        typer.echo(f"{decision.decision}{score}; {', '.join(decision.reasons)}")
    raise typer.Exit(0 if decision.decision == "match" else 1)


@app.command()
def bench(
    trials: Annotated[Path, typer.Argument(help="CSV with the columns ref,probes,same,group; probes joined by ';'.")],
    calibration: WithCalibration = SHIPPED,
    as_json: AsJson = False,
) -> None:
    """Measure false matches and false non-matches per group, with 95 % intervals."""
    try:
        wanted = read_trials(trials)
        with DlibEngine() as engine:
            scoring = load_calibration(engine.model, calibration)
            figures = report(scoring, score_trials(engine, scoring, wanted))
    except FaceMatchError as error:
        _could_not(error)
    if as_json:
        typer.echo(json.dumps(figures))
        return
    typer.echo(f"{figures['engine']}, calibration {figures['calibration']}")
    for name, group in figures["groups"].items():
        typer.echo(
            f"{name}: {group['genuine']} genuine, {group['impostor']} impostor, {group['lost']} lost a face; "
            f"at {group['threshold']}: FMR {_rate(group['at_threshold']['fmr'])}, "
            f"FNMR {_rate(group['at_threshold']['fnmr'])}"
        )
        for rate, value in group["fnmr"].items():
            typer.echo(f"  FNMR at FMR {rate}: {_rate(value)}")


@app.command()
def calibrate(
    trials: Annotated[Path, typer.Argument(help="The pilot's trials: as for bench, with one probe and with three.")],
    name: Annotated[str, typer.Option(help="Name of the pilot, nothing personal.")],
    out: Annotated[Path, typer.Option(help="The table of thresholds to write.")],
) -> None:
    """Set thresholds at a false match rate of 0.1 % from a consented pilot with at least 100 persons.

    The table holds thresholds and rates, no picture, name or descriptor.
    """
    try:
        wanted = read_trials(trials)
        with DlibEngine() as engine:
            base = load_calibration(engine.model)
            found = from_pilot(base, score_trials(engine, base, wanted), name)
    except FaceMatchError as error:
        _could_not(error)
    try:
        write_calibration(found, out)
    except OSError as error:
        typer.echo(f"{out}: {error.strerror}; choose a file that can be written", err=True)
        raise typer.Exit(2) from error
    typer.echo(f"one probe {found.single_threshold} ({found.single_source})")
    typer.echo(f"several {found.fused_threshold} ({found.fused_source})")


def _rate(value: list[float] | str) -> str:
    return value if isinstance(value, str) else f"{value[0]:.2%} ({value[1]:.2%} to {value[2]:.2%})"


def _could_not(error: FaceMatchError) -> NoReturn:
    typer.echo(f"{error}; {error.do}", err=True)
    raise typer.Exit(2) from error
