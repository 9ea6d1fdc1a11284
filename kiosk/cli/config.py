"""`kiosk config`: check a station's file, show what is in effect and where it comes from, compare two files."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from kiosk.config import ConfigError, ConfigUnreadable, StationConfig, load_config, parse_config
from kiosk.config.effective import Setting, effective

app = typer.Typer(help="Check, show and compare station files.", no_args_is_help=True)

File = Annotated[Path, typer.Argument(help="The station's TOML file.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


@app.command()
def check(file: File, as_json: Json = False) -> None:
    """Say whether the file can be used; exit 1 with every problem and its line, 2 when it cannot be read."""
    try:
        load_config(file)
    except ConfigUnreadable as error:
        _unreadable(error)
    except ConfigError as error:
        problems = [{"line": p.line, "path": p.path, "got": p.got, "expected": p.expected} for p in error.problems]
        if as_json:
            _write({"status": "failed", "problems": problems})
        else:
            print("\n".join(map(str, error.problems)))
        sys.stderr.write(f"{file}: {len(problems)} to correct, see the lines above\n")
        raise typer.Exit(1) from error
    if as_json:
        _write({"status": "ok", "problems": []})
    else:
        print(f"{file}: good")


@app.command()
def show(file: File, as_json: Json = False) -> None:
    """Every setting in effect, and whether it comes from the file or is the default."""
    settings = effective(_load(file))
    if as_json:
        _write([{"path": s.path, "value": s.value, "origin": s.origin} for s in settings])
        return
    width = max(len(s.path) for s in settings)
    for setting in settings:
        print(f"{setting.path:{width}}  {setting.origin:7}  {_shown(setting)}")


@app.command()
def schema() -> None:
    """The JSON schema of a station file, for editors."""
    _write(StationConfig.model_json_schema())


@app.command()
def diff(
    file: File,
    other: Annotated[Path | None, typer.Argument(help="The file it is compared with.", show_default=False)] = None,
    hub: Annotated[
        bool, typer.Option("--hub", help="Instead of another file: what the hub has laid over this one.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Settings whose effective values differ between two files, or by the hub's word; exit 1 when there are any."""
    if (other is None) is not hub:
        sys.stderr.write("compare FILE with another file, or with --hub\n")
        raise typer.Exit(2)
    left = effective(_own(file) if other is None else _load(file))
    right = effective(_load(file if other is None else other))
    changed = [(a, b) for a, b in zip(left, right, strict=True) if a.value != b.value]
    if as_json:
        _write([{"path": a.path, "values": [a.value, b.value]} for a, b in changed])
    else:
        for a, b in changed:
            print(f"{a.path}: {_shown(a)} -> {_shown(b)}")
    if changed:
        sys.stderr.write(f"{len(changed)} settings differ\n")
        raise typer.Exit(1)


def _load(file: Path) -> StationConfig:
    try:
        return load_config(file)
    except ConfigUnreadable as error:
        _unreadable(error)
    except ConfigError as error:
        sys.stderr.write(f"{file} cannot be used; run: kiosk config check {file}\n")
        raise typer.Exit(2) from error


def _own(file: Path) -> StationConfig:
    """The file alone, without what the hub has laid over it."""
    _load(file)
    return parse_config(file.read_text(encoding="utf-8-sig"), base=file.parent.absolute())


def _unreadable(error: ConfigUnreadable) -> NoReturn:
    sys.stderr.write(f"{error}\n")
    raise typer.Exit(2) from error


def _shown(setting: Setting) -> str:
    return "-" if setting.value is None else json.dumps(setting.value, ensure_ascii=False)


def _write(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2))
