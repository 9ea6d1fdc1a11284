"""The `[face]` section of a station's file, for commands that measure what the station runs."""

from __future__ import annotations

from pathlib import Path

import typer

from kiosk.config import ConfigError, load_config
from kiosk.config.model import Face


def face_section(config: Path | None) -> Face | None:
    """The section of the named file, None without a file. A file that cannot be used ends the command with 2."""
    if config is None:
        return None
    try:
        return load_config(config).face
    except ConfigError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(2) from error
