"""`kiosk bench`: what a card reading, a face decision, a whole visit and the window's first picture cost here."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Annotated, Any

import typer

from kiosk.benchmarks import measure_card, measure_face, measure_his, measure_ui, measure_visit

app = typer.Typer(no_args_is_help=True, help="Measure.")

Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
Figures = dict[str, Any]


@app.command()
def card(as_json: Json = False) -> None:
    """APDUs, bytes and host milliseconds of a full reading of the virtual card."""
    _tell({"card": measure_card()}, as_json)


@app.command()
def face(as_json: Json = False) -> None:
    """Milliseconds of detection, descriptor and decision; preview rate and processor share while matching runs."""
    _tell({"face": measure_face()}, as_json)


@app.command()
def visit(as_json: Json = False) -> None:
    """Machine seconds of a whole visit without the patient's own pauses, and simulated visits per second."""
    _tell({"visit": measure_visit()}, as_json)


@app.command()
def his(as_json: Json = False) -> None:
    """Registrations and look-ups per second at a sandbox HIS, and the milliseconds the client adds to a call."""
    _tell({"his": measure_his()}, as_json)


@app.command()
def ui(as_json: Json = False) -> None:
    """The window's first frame."""
    _tell({"ui": measure_ui()}, as_json)


@app.command("all")
def all_(as_json: Json = False) -> None:
    """Everything, one after another."""
    measures: dict[str, Callable[[], Figures]] = {
        "card": measure_card,
        "face": measure_face,
        "visit": measure_visit,
        "his": measure_his,
        "ui": measure_ui,
    }
    _tell({name: measure() for name, measure in measures.items()}, as_json)


def _tell(figures: dict[str, Figures], as_json: bool) -> None:
    if as_json:
        only = next(iter(figures.values())) if len(figures) == 1 else figures
        typer.echo(json.dumps(only))
        return
    for name, values in figures.items():
        typer.echo(name)
        for key, value in values.items():
            typer.echo(f"  {key:32} {value}")
