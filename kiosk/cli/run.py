"""`kiosk run`: a station as its configuration says: the patient's window as a child process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from kiosk.config import ConfigError, load_config
from kiosk.config.benefit import benefit_tables


def run(
    config: Annotated[Path, typer.Option("--config", help="The station's TOML file.")],
    windowed: Annotated[bool, typer.Option("--windowed", help="A window instead of the full screen.")] = False,
) -> None:
    """Run a station: check its configuration, then start the patient's window and wait for it.

    A window that fills the screen is closed by Ctrl-C or SIGTERM alone.
    """
    try:
        loaded = load_config(config)
        benefit_tables(loaded)
        screen = loaded.screen
    except ConfigError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(2) from error
    command = [sys.executable, "-m", "ui.patient", "--config", str(config)]
    if windowed or not screen.fullscreen:
        command += ["--windowed", "--size", f"{screen.width}x{screen.height}"]
    raise typer.Exit(0 if subprocess.run(command, check=False).returncode == 0 else 2)
