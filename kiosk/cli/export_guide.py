"""`kiosk export-guide`: the attract loop as a clip for a hospital's own screens and pages.

The window's program draws the frames; this one only writes them into an MP4 as MPEG-4 Part 2 (`mp4v`). Players that ask
for H.264 are given one by ffmpeg, which is not part of this product: see docs/patient-window.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

FPS = 25
SECONDS = 15.0


class Mounting(StrEnum):
    """How the screen hangs."""

    PORTRAIT = "portrait"
    LANDSCAPE = "landscape"


SIZES = {Mounting.PORTRAIT: (1080, 1920), Mounting.LANDSCAPE: (1920, 1080)}


class ClipFailed(RuntimeError):
    """The clip could not be drawn or written; the message says which."""


def export_guide(
    file: Annotated[Path, typer.Argument(metavar="FILE.mp4", help="Where to write the clip.")],
    mounting: Annotated[Mounting, typer.Option("--mounting", help="1080×1920 or 1920×1080.")] = Mounting.PORTRAIT,
) -> None:
    """Write the 15 seconds that teach a visit without words: MP4 (mp4v), 25 frames a second, no sound."""
    if file.suffix.lower() != ".mp4":
        typer.echo("kiosk export-guide: the clip is an MP4; give a name that ends in .mp4", err=True)
        raise typer.Exit(2)
    try:
        write_clip(file, SIZES[mounting])
    except ClipFailed as error:
        typer.echo(f"kiosk export-guide: {error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(str(file))


def write_clip(file: Path, size: tuple[int, int], seconds: float = SECONDS) -> int:
    """Draw and encode; how many frames were written. The file appears whole or not at all.

    :param size: width and height in pixels, both even.
    :raises ClipFailed: when the frames do not come whole or the file cannot be written.
    """
    import cv2  # noqa: PLC0415  no other command of this kind needs it
    import numpy as np  # noqa: PLC0415

    width, height = size
    unfinished = file.with_name(f".{file.stem}.part.mp4")
    writer = cv2.VideoWriter(str(unfinished), cv2.VideoWriter.fourcc(*"mp4v"), FPS, size)
    try:
        if not writer.isOpened():
            raise ClipFailed(f"{file} cannot be written: is its folder there?")
        written = 0
        with subprocess.Popen(_drawing(width, height, seconds), stdout=subprocess.PIPE, env=_offscreen()) as drawing:
            assert drawing.stdout is not None
            while len(pixels := drawing.stdout.read(3 * width * height)) == 3 * width * height:
                rgb = np.frombuffer(pixels, np.uint8).reshape(height, width, 3)
                writer.write(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR))
                written += 1
        if drawing.returncode != 0 or written != round(seconds * FPS):
            raise ClipFailed("the loop could not be drawn: install the package again")
        writer.release()
        unfinished.replace(file)
        return written
    finally:
        writer.release()
        unfinished.unlink(missing_ok=True)


def _drawing(width: int, height: int, seconds: float) -> list[str]:
    wanted = {"width": width, "height": height, "fps": FPS, "seconds": seconds}
    return [sys.executable, "-m", "ui.patient.guide", *(f"--{name}={value}" for name, value in wanted.items())]


def _offscreen() -> dict[str, str]:
    return {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
