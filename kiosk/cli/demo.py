"""`kiosk demo`: the main job on the embedded default, for a person at a screen or played offscreen."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from kiosk.demo.children import ChildFailed
from kiosk.demo.run import Options, has_screen, run_demo


class Language(StrEnum):
    """The window's languages."""

    VI = "vi"
    EN = "en"


def demo(
    camera: Annotated[
        str | None, typer.Option("--camera", help="A real camera (like 0) instead of the demonstration's face.")
    ] = None,
    portrait_from_camera: Annotated[
        bool, typer.Option("--portrait-from-camera", help="Put the face before the camera on the virtual card.")
    ] = False,
    script: Annotated[
        bool, typer.Option("--script", help="Play the scripted patient although there is a screen.")
    ] = False,
    quick: Annotated[
        bool, typer.Option("--quick", help="A card that reads at once, and short waits for what is away.")
    ] = False,
    language: Annotated[Language, typer.Option("--language", help="What the scripted patient speaks.")] = Language.VI,
) -> None:
    """Run the whole visit on a sandbox hospital, a virtual card and a camera; exit 0 only if the HIS holds it."""
    scripted = script or not has_screen()
    if camera is not None and scripted:
        typer.echo("the scripted patient uses the demonstration's camera; leave --camera away", err=True)
        raise typer.Exit(2)
    options = Options(camera, portrait_from_camera, scripted, language.value, quick)
    try:
        outcome = run_demo(options, lambda line: typer.echo(f"demo: {line}"))
    except ChildFailed as error:
        typer.echo(f"kiosk demo: {error}", err=True)
        raise typer.Exit(2) from None
    if not outcome.registered:
        typer.echo(f"kiosk demo: the sandbox HIS holds no visit; pictures and logs are in {outcome.folder}", err=True)
        raise typer.Exit(1)
    typer.echo(f"demo: the HIS holds the visit, number {outcome.queue_number}")
    summary = {
        "visit": outcome.visit,
        "queue_number": outcome.queue_number,
        "screens": str(outcome.screens),
        "his_db": str(outcome.his_db),
    }
    typer.echo(f"DEMO {json.dumps(summary)}")
    if not outcome.window_ended_well:
        raise typer.Exit(1)
