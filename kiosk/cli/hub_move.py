"""`kiosk hub move`: a hub's database from its SQLite file to PostgreSQL."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.clock import SystemClock
from kiosk.config import ConfigError, find_secret, load_config


def move(
    config: Annotated[Path, typer.Option("--config", help="The TOML file with [hub].")],
    to: Annotated[str, typer.Option("--to", help="postgresql://kiosk@host/kiosk; its password is database_password.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Carry the hub's database over, checked to the byte; the hub must be stopped. Exit 1: not moved, and why."""
    from sqlalchemy.exc import SQLAlchemyError  # noqa: PLC0415 - no other command waits for a whole hub

    from kiosk.hub.db.commands import NoHubHere  # noqa: PLC0415
    from kiosk.hub.db.engine import DatabaseAddressWrong  # noqa: PLC0415
    from kiosk.hub.db.migrate import SchemaNotCurrent  # noqa: PLC0415
    from kiosk.hub.db.rebuild import CannotRebuild  # noqa: PLC0415
    from kiosk.life.move import NotMoved  # noqa: PLC0415
    from kiosk.life.move import move as carry_over  # noqa: PLC0415

    try:
        settings = load_config(config)
        held = find_secret("database_password", settings.station.credentials)
        password = held[0] if held else None
        moved = carry_over(settings, to, password, SystemClock(), lambda line: typer.echo(line, err=True))
    except ConfigError as error:
        _fail(f"{config}: " + "; ".join(map(str, error.problems)), 2)
    except NotMoved as error:
        _fail(f"{error}; the hub's file is as it was", 1)
    except (NoHubHere, DatabaseAddressWrong, SchemaNotCurrent, CannotRebuild) as error:
        _fail(str(error), 2)
    except SQLAlchemyError as error:
        _fail(f"a database does not answer ({type(error).__name__}); run it again, it goes on where it was", 2)
    if as_json:
        typer.echo(json.dumps(asdict(moved)))
        return
    for name, count in moved.tables.items():
        typer.echo(f"{name:20} {count}")
    typer.echo(f"the same in both; the ledger made anew from {moved.journal_rows} rows is the same bytes")
    if moved.warning:
        typer.echo(f"warning: {moved.warning}", err=True)
    typer.echo(f"now write into [hub] of {config}:\n{moved.line}\nand start the hub; keep the old file until a backup")


def _fail(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
