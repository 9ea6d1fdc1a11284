"""`kiosk campaign devices`: what runs beside a station is killed in the middle of visits."""
# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from typing import Annotated

import typer

from kiosk.campaign.values import rows_json, table
from kiosk.demo.children import ChildFailed


def devices(
    trials: Annotated[int, typer.Option("--trials", min=1, help="How often each of them is killed.")] = 3,
    seed: Annotated[int, typer.Option("--seed", help="What the guests do.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Kill or stop hub, printer, print queue, camera, face worker, window and pcscd in the middle of visits.

    Exit 1 when anything broke. pcscd needs root, for namespaces of its own; the print queue needs cupsd.
    """
    from kiosk.campaign.devices.campaign import devices_campaign

    logging.getLogger().addHandler(logging.NullHandler())
    try:
        rows = devices_campaign(trials, seed, lambda line: typer.echo(line, err=True))
    except ChildFailed as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(rows_json(rows) if as_json else table(rows))
    # A row that says why it could not be tried here is no failure of the station.
    raise typer.Exit(0 if all(row.held or row.not_run for row in rows) else 1)
