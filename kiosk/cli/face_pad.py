"""`kiosk face pad-bench`: how often a liveness check errs, on labelled recordings or on rendered presentations."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from face_match.engines.opening import open_engine
from face_match.engines.spec import EngineSpec, dlib_spec
from face_match.errors import FaceMatchError
from face_match.liveness.model import PadModel
from face_match.liveness.policy import DEFAULT_POLICY, LivenessPolicy, read_policy
from face_match.measure.pad import Presentation, report
from face_match.measure.pad_files import find_recordings, play
from face_match.measure.pad_simulated import KINDS, simulate_each
from kiosk.cli.face_station import face_section
from kiosk.station.face_engine import engine_spec, liveness_policy, pad_model


def pad_bench(
    folder: Annotated[
        Path | None, typer.Argument(metavar="DIR", help="Folder with live/ and one folder per attack type.")
    ] = None,
    simulate: Annotated[
        int, typer.Option(min=0, metavar="N", help="Render N presentations of each kind instead of reading files.")
    ] = 0,
    seed: Annotated[int, typer.Option(min=0, help="Draws challenges, and people and attackers when rendering.")] = 1,
    jobs: Annotated[int, typer.Option(min=1, max=16, help="Processes to render with.")] = 1,
    policy: Annotated[
        Path | None,
        typer.Option("--policy", help="Liveness policy, TOML or JSON; else the station's, or the shipped one."),
    ] = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", help="Measure what this station's file names: engine, policy, passive network."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object on standard output.")] = False,
) -> None:
    """Measure APCER per attack type and BPCER (ISO/IEC 30107-3), with 95 % intervals.

    Exit 0 when done, 2 when it could not be done. Rendered presentations say nothing about real attacks.
    A second camera is not in the recordings: what it adds is not measured.
    """
    if (folder is None) == (simulate == 0):
        typer.echo("give a folder, or --simulate N", err=True)
        raise typer.Exit(2)
    face = face_section(config)
    try:
        spec = engine_spec(face) if face is not None else dlib_spec()
        passive = pad_model(face) if face is not None else None
        if policy is not None:
            judged = read_policy(policy)
        else:
            judged = liveness_policy(face) if face is not None else DEFAULT_POLICY
        if folder is not None:
            presentations = _played(folder, spec, judged, passive, seed)
        else:
            presentations = _rendered(spec, judged, passive, simulate, seed, jobs)
        figures = report(presentations)
    except FaceMatchError as error:
        typer.echo(f"{error}; {error.do}", err=True)
        raise typer.Exit(2) from error
    figures = {
        "source": "files" if folder else f"simulation, seeds {seed} to {seed + simulate - 1}",
        "engine": spec.model.name,
        "pad_model": passive.spec.path.name if passive is not None else None,
        **figures,
    }
    typer.echo(json.dumps(figures) if as_json else "\n".join(_lines(figures)))


def _played(
    folder: Path, spec: EngineSpec, policy: LivenessPolicy, passive: PadModel | None, seed: int
) -> Iterator[Presentation]:
    recordings = find_recordings(folder)
    with open_engine(spec) as engine:
        for number, recording in enumerate(recordings):
            yield _told(number, len(recordings), play(engine, policy, recording, seed + number, passive))


def _rendered(
    spec: EngineSpec, policy: LivenessPolicy, passive: PadModel | None, each: int, seed: int, jobs: int
) -> Iterator[Presentation]:
    model = passive.spec if passive is not None else None
    for number, presentation in enumerate(simulate_each(spec, policy, each, seed, jobs, model)):
        yield _told(number, each * len(KINDS), presentation)


def _told(number: int, of: int, presentation: Presentation) -> Presentation:
    """Progress, and every presentation that was judged wrongly."""
    wrong = presentation.outcome != "no_response" and (presentation.outcome == "live") != (presentation.kind == "live")
    if wrong:
        why = f" ({', '.join(presentation.reasons)})" if presentation.reasons else ""
        typer.echo(f"{presentation.name}: {presentation.outcome}, score {presentation.score}{why}", err=True)
    if (number + 1) % 20 == 0 or number + 1 == of:
        typer.echo(f"{number + 1} of {of}", err=True)
    return presentation


def _lines(figures: dict[str, Any]) -> Iterator[str]:
    passive = f", passive network {figures['pad_model']}" if figures["pad_model"] else ""
    yield f"{figures['source']}; {figures['engine']}{passive}"
    yield f"live: {_kind(figures['live'], 'bpcer', 'bnrr')}"
    for name, attack in figures["attacks"].items():
        yield f"{name}: {_kind(attack, 'apcer', 'apnrr')}"
    yield f"worst attack type: {figures['worst'] or 'none'}; the APCER of real attacks is {figures['real_apcer']}"


def _kind(kind: dict[str, Any], error: str, silent: str) -> str:
    reasons = ", ".join(f"{reason} {count}" for reason, count in kind["decided_by"].items())
    return (
        f"{kind['presentations']} presentations, {error.upper()} {_rate(kind[error])}, "
        f"{silent.upper()} {_rate(kind[silent])}, {kind['restarted']} begun anew; doubt by: {reasons or 'nothing'}"
    )


def _rate(value: list[float] | None) -> str:
    return "not measured" if value is None else f"{value[0]:.2%} ({value[1]:.2%} to {value[2]:.2%})"
