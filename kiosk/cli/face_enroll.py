"""`kiosk face enroll-check`: what a portrait is worth for a comparison, as JSON, as lines and as a page to look at."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from face_match.engines.opening import open_engine
from face_match.errors import FaceMatchError, PortraitRefused
from face_match.geometry import Picture
from face_match.portrait.header import Header, read_header
from face_match.quality.check import Finding
from face_match.quality.portrait import PortraitQuality, assess_portrait
from face_match.still_files import read_picture
from kiosk.cli.enroll_sheet import DPI, sheet
from kiosk.cli.enroll_words import number
from kiosk.cli.face_station import face_section
from kiosk.printing.fonts import FontsMissing
from kiosk.station.face_engine import engine_spec


class Language(StrEnum):
    """The languages the picture can be written in."""

    VI = "vi"
    EN = "en"


def enroll_check(
    file: Annotated[Path, typer.Argument(help="The portrait: a JPEG, JPEG 2000 or PNG file.", show_default=False)],
    as_json: Annotated[bool, typer.Option("--json", help="Answer with one JSON object on standard output.")] = False,
    picture: Annotated[
        Path | None, typer.Option("--picture", help="Also draw the report, with the portrait, as this PNG file.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option("--config", help="Look for the face with this station's engine instead of dlib.")
    ] = None,
    language: Annotated[Language, typer.Option(help="Language of the drawn report.")] = Language.VI,
) -> None:
    """Measure a portrait as ISO/IEC 29794-5 and ICAO portraits ask for, and say whether it can be compared.

    Exit 0 when it is usable, 1 when it is not, 2 when it could not be done. Weak findings explain a doubtful match and
    stop nothing. Nothing is written but the picture that was asked for, which shows the portrait.
    """
    if picture is not None and picture.exists() and file.exists() and picture.samefile(file):
        _could_not(f"{picture} is the portrait itself; choose another file for the report")
    face = face_section(config)
    try:
        pixels = read_picture(file)
        header, size_bytes = _coded(file)
        with open_engine(engine_spec(face) if face is not None else None) as engine:
            faces = engine.detect(pixels, fine=True)
    except FaceMatchError as error:
        _could_not(f"{error}; {error.do}")
    as_coded = header is not None and pixels.shape[1::-1] == (header.width, header.height)
    quality = assess_portrait(
        pixels,
        faces,
        size_bytes=size_bytes if header else None,
        format=header.format if header and as_coded else None,
    )
    if picture is not None:
        _draw(picture, pixels, quality, _facts(pixels, header, size_bytes, language), language)
    if as_json:
        typer.echo(json.dumps(_answer(pixels, quality, header, size_bytes), ensure_ascii=False))
    else:
        _write(quality)
    raise typer.Exit(0 if quality.usable else 1)


def _coded(file: Path) -> tuple[Header | None, int]:
    """What a card format says about itself, None for any other format; and the file's length."""
    data = file.read_bytes()
    try:
        return read_header(data), len(data)
    except PortraitRefused:
        return None, len(data)


def _answer(pixels: Picture, quality: PortraitQuality, header: Header | None, size_bytes: int) -> dict[str, Any]:
    return {
        "usable": quality.usable,
        "reasons": [*quality.failing, *quality.reasons],
        "format": header.format if header else None,
        "width": header.width if header else pixels.shape[1],
        "height": header.height if header else pixels.shape[0],
        "size_bytes": size_bytes,
        "checks": [
            {
                "name": check.name,
                "status": check.status,
                "value": round(float(check.value), 4),
                "low": check.low,
                "high": check.high,
                "unit": check.unit,
                "source": check.source,
                "explains": check.explains,
            }
            for check in quality.checks
        ],
    }


def _write(quality: PortraitQuality) -> None:
    for check in quality.checks:
        typer.echo(f"{check.status:4}  {check.name:20}  {check.value:8.2f}  {_limits(check):14}  {check.unit}")
    typer.echo("usable" if quality.usable else f"not usable: {', '.join(quality.failing)}")
    if quality.reasons:
        typer.echo(f"may make a match doubtful: {', '.join(quality.reasons)}")


def _limits(check: Finding) -> str:
    low = "" if check.low is None else f">= {check.low:g}"
    high = "" if check.high is None else f"<= {check.high:g}"
    return f"{low} {high}".strip()


def _facts(pixels: Picture, header: Header | None, size_bytes: int, language: Language) -> str:
    names = {"jpeg": "JPEG", "jp2": "JPEG 2000", "j2k": "JPEG 2000"}
    size = f"{header.width} × {header.height}" if header else f"{pixels.shape[1]} × {pixels.shape[0]}"
    return " · ".join(
        [*([names[header.format]] if header else []), f"{size} px", number(size_bytes / 1000, "kB", language.value)]
    )


def _draw(out: Path, pixels: Picture, quality: PortraitQuality, facts: str, language: Language) -> None:
    try:
        sheet(pixels, quality, facts, language.value).save(out, "PNG", dpi=(DPI, DPI))
    except FontsMissing as error:
        _could_not(str(error))
    except OSError as error:
        _could_not(f"{out}: {error.strerror}; choose a file that can be written")


def _could_not(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(2)
