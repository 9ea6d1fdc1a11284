"""`kiosk campaign kill` and `stall`: a station struck at every point of a visit, judged by hospital and bank."""
# ruff: noqa: PLC0415

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.campaign.values import table
from kiosk.demo.children import ChildFailed

if TYPE_CHECKING:
    from kiosk.campaign.kill.campaign import Way

Points = Annotated[
    int, typer.Option("--points", min=0, help="At how many points; 0: at every one of a visit of each kind.")
]
Seed = Annotated[int, typer.Option("--seed", help="The first patient's seed.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
Play = Annotated[str, typer.Option("--trial", help="Play one trial again, by the name that a report gives it.")]


def kill(points: Points = 200, seed: Seed = 1, as_json: AsJson = False, trial: Play = "") -> None:
    """Send SIGKILL to a station at each point, again while it recovers, and to its hub; exit 1 when anything broke."""
    from kiosk.campaign.kill.campaign import KILLS

    _strike(KILLS, points, seed, as_json, trial, 0.0)


def stall(
    points: Points = 200,
    seed: Seed = 1,
    as_json: AsJson = False,
    trial: Play = "",
    real: Annotated[bool, typer.Option("--real", help="Let each stop last 30 real seconds.")] = False,
) -> None:
    """Stop a station with SIGSTOP for 30 s at each point and let it go on; exit 1 when anything broke."""
    from kiosk.campaign.kill.campaign import Way
    from kiosk.campaign.kill.life import STOPPED_S

    _strike((Way.STOP,), points, seed, as_json, trial, STOPPED_S if real else 0.0)


def _strike(ways: tuple[Way, ...], points: int, seed: int, as_json: bool, trial: str, stopped_s: float) -> None:
    from kiosk.campaign.kill.campaign import kill_campaign, strike, trial_of
    from kiosk.campaign.kill.hospital import ground

    def say(line: str) -> None:
        typer.echo(line, err=True)

    try:
        with ground() as here:
            report = (
                strike(here, [trial_of(trial)], say, stopped_s)
                if trial
                else kill_campaign(here, points, seed, say, ways, stopped_s=stopped_s)
            )
    except (ChildFailed, ValueError) as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(report.as_json())
    else:
        typer.echo(table(report.rows))
        typer.echo(
            f"{report.points} points: {report.lost} lost, {report.doubled} doubled, {report.unfinished} unfinished"
        )
    raise typer.Exit(0 if report.held else 1)
