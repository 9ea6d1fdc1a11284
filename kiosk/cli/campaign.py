"""`kiosk campaign`: attack a station at every point and look for loss."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict
from typing import Annotated

import typer

from kiosk.cli import (
    campaign_clock,
    campaign_devices,
    campaign_kill,
    campaign_neighbours,
    campaign_power,
    campaign_soak,
)
from kiosk.simulation.rush import Rush
from kiosk.simulation.rush import rush as run_rush

app = typer.Typer(no_args_is_help=True, help="Attack a station at every point and look for loss.")
app.command()(campaign_kill.kill)
app.command()(campaign_kill.stall)
app.command()(campaign_clock.clock)
app.command()(campaign_devices.devices)
app.command()(campaign_neighbours.neighbours)
app.command()(campaign_power.power)
app.command()(campaign_soak.soak)


@app.callback()
def campaign() -> None:
    """Attack a station at every point and look for loss."""


@app.command()
def rush(
    patients: Annotated[int, typer.Option("--patients", min=1, help="How many patients come.")] = 5000,
    stations: Annotated[int, typer.Option("--stations", min=2, max=64, help="At how many stations at once.")] = 8,
    seed: Annotated[int, typer.Option("--seed", help="Who comes, and where.")] = 1,
    kills: Annotated[int, typer.Option("--kills", min=0, help="How often the HIS is killed and started again.")] = 5,
    seats: Annotated[int, typer.Option("--seats", min=1, help="Numbers a day of the two departments that fill.")] = 900,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Many stations at one HIS, over HTTP, with kills and a bad line; exit 1 unless it ends with the right set."""
    logging.getLogger().addHandler(logging.NullHandler())
    report = run_rush(Rush(patients, stations, seed, kills, seats=seats))
    if as_json:
        typer.echo(json.dumps(asdict(report)))
    else:
        typer.echo(
            f"{report.wanted} wanted, {report.registered} registered, {sum(report.refused.values())} refused, "
            f"{report.kills} kills, {report.registrations_per_second} a second: {len(report.wrong)} wrong"
        )
        for line in report.wrong[:20]:
            typer.echo(f"  {line}")
    raise typer.Exit(0 if report.held else 1)
