"""`kiosk campaign soak`: visit after visit at the real window in one process, and what grows meanwhile."""
# ruff: noqa: PLC0415

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.campaign.values import rows_json, table


def soak(
    visits: Annotated[
        int, typer.Option("--visits", "--trials", min=8, help="How many visits, one after the other.")
    ] = 2500,
    seed: Annotated[int, typer.Option("--seed", help="Who comes, and what they do.")] = 1,
    out: Annotated[Path, typer.Option("--out", help="Where samples and chart are written as it goes.")] = Path(
        "build/soak"
    ),
    read: Annotated[bool, typer.Option("--read", help="Play nothing: judge what stands in --out.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Play visits at the window and look for what grows; exit 1 when anything does, 2 when it could not run."""
    from kiosk.campaign.soak.campaign import SoakFailed, judged
    from kiosk.campaign.soak.campaign import soak as play

    def say(line: str) -> None:
        typer.echo(line, err=True)

    try:
        rows = judged(out, seed, say) if read else play(visits, seed, say, out)
    except (SoakFailed, OSError) as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(rows_json(rows) if as_json else table(rows))
    raise typer.Exit(0 if all(row.held or row.not_run for row in rows) else 1)
