"""`kiosk hub turn-over` and `kiosk hub find`: a hub's journal and what was archived of it."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, StationConfig, load_config, secret
from kiosk.hub.turnover import KEEP_DAYS

Config = Annotated[Path, typer.Option("--config", help="The TOML file with [hub].")]


def turn_over(
    config: Config,
    keep_days: Annotated[int, typer.Option("--keep-days", help="What is younger stays, settled or not.")] = KEEP_DAYS,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Archive what was settled long ago, so that the hub starts fast; the hub must be stopped. Exit 1: not done."""
    from kiosk.hub.db.commands import NoHubHere  # noqa: PLC0415 - no other command waits for a whole hub
    from kiosk.hub.turnover.turn import NotTurned  # noqa: PLC0415
    from kiosk.hub.turnover.turn import turn_over as turn_journal_over  # noqa: PLC0415
    from kiosk.journal import JournalDamaged, JournalUnavailable, MasterKey, WrongMasterKey  # noqa: PLC0415

    settings = _load(config)
    try:
        master = MasterKey(bytes.fromhex(secret("journal_key", settings.station.credentials)))
        turned = turn_journal_over(settings, master, SystemClock(), keep_days, lambda line: typer.echo(line, err=True))
    except NotTurned as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    except (
        NoHubHere,
        SecretMissing,
        ValueError,
        JournalDamaged,
        JournalUnavailable,
        WrongMasterKey,
    ) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"the folder of {settings.hub.journal} cannot be written ({error.strerror}); the journal is as it was")
    except sqlite3.Error as error:
        _fail(f"the new journal cannot be written ({error}); the journal is as it was")
    if as_json:
        typer.echo(json.dumps(asdict(turned)))
    else:
        typer.echo(f"archived as {turned.archive}: {turned.rows} rows up to {turned.last_seq}")
        typer.echo(f"{turned.carried} rows go on: what is open, and what is not older than {turned.before}")


def find(
    text: Annotated[str, typer.Argument(help="A pay code, a reference of the bank, a bill, a receipt or an order.")],
    config: Config,
) -> None:
    """A payment's rows in the journal and its archives, a line of JSON each; names nobody. Exit 1: nothing found."""
    from kiosk.hub.db.commands import NoHubHere  # noqa: PLC0415
    from kiosk.hub.turnover.find import find as find_rows  # noqa: PLC0415

    settings = _load(config)
    if settings.hub.journal is None:
        _fail(str(NoHubHere()))
    try:
        rows = find_rows(settings.hub.journal, text.strip())
    except sqlite3.Error as error:
        _fail(f"a journal cannot be read ({error})")
    for row in rows:
        typer.echo(json.dumps(asdict(row), ensure_ascii=False))
    if not rows:
        raise typer.Exit(1)


def _load(path: Path) -> StationConfig:
    try:
        return load_config(path)
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
