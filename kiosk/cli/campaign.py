"""`kiosk campaign`: attack a station at every point and look for loss."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer

from kiosk.demo.children import ChildFailed
from kiosk.simulation.campaign import kill_campaign

app = typer.Typer(no_args_is_help=True, help="Attack a station at every point and look for loss.")


@app.callback()
def campaign() -> None:
    """Attack a station at every point and look for loss."""


@app.command()
def kill(
    points: Annotated[int, typer.Option("--points", min=1, help="How many different points to kill at.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="The first patient's seed.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Send SIGKILL to a child station at each point, again during recovery; exit 1 when something was lost."""
    try:
        report = kill_campaign(points, seed, lambda line: typer.echo(line, err=True))
    except ChildFailed as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        typer.echo(
            f"{report.points} points: {report.lost} lost, {report.doubled} doubled, {report.unfinished} unfinished"
        )
        for name in report.seeds_failed:
            typer.echo(f"  {name}")
    raise typer.Exit(0 if report.held else 1)
