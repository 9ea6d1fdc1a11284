"""`kiosk simulate`: whole visits through the real visit, journal and delivery code, over virtual time."""

from __future__ import annotations

import json
import logging
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.simulation.day import Report
from kiosk.simulation.day import simulate as run_day
from kiosk.simulation.world import Faults


def simulate(
    visits: Annotated[int, typer.Option("--visits", min=1, help="How many visits.")] = 200,
    seed: Annotated[int, typer.Option("--seed", help="Everything but the speed follows from it.")] = 1,
    faults: Annotated[
        str, typer.Option("--faults", help="none, all, his, insurance, bank, card, printer, crash or queue.")
    ] = "all",
    disk: Annotated[bool, typer.Option("--disk", help="Keep the journals in files, each commit synced.")] = False,
    numberless: Annotated[
        bool, typer.Option("--numberless", help="A HIS that gives no queue numbers: the hub's queue does.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Simulate visits and check the invariants; exit 1 when one does not hold. The same seed replays exactly."""
    try:
        chosen = Faults.profile(faults)
    except ValueError as error:
        typer.echo(f"kiosk simulate: {error}", err=True)
        raise typer.Exit(2) from None
    logging.disable(logging.ERROR)  # neighbours fail by the hundred here, on purpose
    if disk:
        with tempfile.TemporaryDirectory(prefix="kiosk-simulate-") as folder:
            report = run_day(visits, seed, chosen, Path(folder), numberless=numberless)
    else:
        report = run_day(visits, seed, chosen, numberless=numberless)
    if as_json:
        typer.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        _tell(report)
    raise typer.Exit(0 if report.held else 1)


def _tell(report: Report) -> None:
    typer.echo(f"seed {report.seed}: {report.visits} visits, {report.visits_per_second} a second")
    typer.echo(
        f"crashes {report.crashes} · " + " · ".join(f"{name} {count}" for name, count in report.outcomes.items())
    )
    for result in report.invariants:
        mark = "held" if result.held else "BROKEN"
        typer.echo(
            f"  {mark:6} {result.id} ({result.checked} cases)" + (f": {result.example}" if result.example else "")
        )
