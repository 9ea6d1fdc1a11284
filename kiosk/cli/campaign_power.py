"""`kiosk campaign power`: the journal and a station's life over a disk that loses power and refuses."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from typing import Annotated, NoReturn

import typer

from kiosk.campaign.values import Broken, table


def power(
    points: Annotated[int, typer.Option("--points", min=1, help="How many power cuts, about.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="The first seed.")] = 1,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="In so many processes.")] = os.cpu_count() or 1,
    again: Annotated[str | None, typer.Option("--again", help="Play one printed seed again, as journal:17.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Cut the power in the middle of writes, fill the disk, break it; exit 1 when anything acknowledged was lost."""
    from kiosk.campaign.power import run  # noqa: PLC0415 - apsw is loaded for this command only

    logging.getLogger().addHandler(logging.NullHandler())
    if again is not None:
        _again(run.again, again)
    report = run.power_campaign(points, seed, lambda line: typer.echo(line, err=True), jobs)
    typer.echo(report.as_json() if as_json else table(report.rows))
    raise typer.Exit(0 if report.held else 1)


def _again(play: Callable[[str], tuple[Broken, ...]], seed: str) -> NoReturn:
    try:
        broken = play(seed)
    except ValueError as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    for one in broken:
        typer.echo(f"{one.promise}: {one.seen}")
    raise typer.Exit(1 if broken else 0)
