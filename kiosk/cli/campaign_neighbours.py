"""`kiosk campaign neighbours`: every call over lines that spoil it, then visits over lines that fail at random."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from kiosk.campaign.values import rows_json, table


def neighbours(
    trials: Annotated[int, typer.Option("--trials", min=0, help="How many random mixes.")] = 300,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The first mix's seed.")] = 1,
    pairs: Annotated[bool, typer.Option("--pairs/--no-pairs", help="Every call with every fault, before.")] = True,
    line: Annotated[
        list[str] | None, typer.Option("--line", help="The pairs of this line only; several times.")
    ] = None,
    trial: Annotated[str, typer.Option("--trial", help="Play one trial again, by the name a report gives it.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Spoil every line to HIS, insurer, providers, bank, terminal and hub; exit 1 when a promise broke."""
    from kiosk.campaign.neighbours.campaign import (  # noqa: PLC0415 - the sandbox is loaded for this command only
        NoSuchTrial,
        again,
        neighbours_campaign,
    )

    logging.getLogger().addHandler(logging.NullHandler())
    logging.disable(logging.CRITICAL)

    def say(line: str) -> None:
        typer.echo(line, err=True)

    try:
        rows = again(trial, say) if trial else neighbours_campaign(trials, seed, say, pairs=pairs, lines=line or ())
    except (NoSuchTrial, OSError) as error:
        typer.echo(f"kiosk campaign: {error}", err=True)
        raise typer.Exit(2) from None
    typer.echo(rows_json(rows) if as_json else table(rows))
    raise typer.Exit(0 if all(row.held for row in rows) else 1)
