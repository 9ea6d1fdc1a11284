"""`kiosk campaign clock`: the machine's clock is turned while patients come."""
# ruff: noqa: PLC0415

from __future__ import annotations

import logging
from typing import Annotated

import typer

from kiosk.campaign.values import rows_json, table


def clock(
    trials: Annotated[
        int, typer.Option("--trials", min=1, help="Days for each way in which the clock is turned.")
    ] = 12,
    seed: Annotated[int, typer.Option("--seed", help="The first day's seed.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Turn the clock: hours, days, 1970, 2038, over midnight, zones; exit 1 when anything was lost or doubled."""
    from kiosk.campaign.clock import clock_campaign

    logging.getLogger().addHandler(logging.NullHandler())
    rows = clock_campaign(trials, seed, lambda line: typer.echo(line, err=True))
    typer.echo(rows_json(rows) if as_json else table(rows))
    raise typer.Exit(0 if all(row.held for row in rows) else 1)
