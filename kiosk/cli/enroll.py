"""`kiosk enroll`: this machine becomes a station of a hospital's fleet, by a token from its IT."""

from __future__ import annotations

import socket
import sys
from getpass import getpass
from pathlib import Path
from typing import Annotated

import typer

from kiosk.config import ConfigError, load_config
from kiosk.station.agent.enrol import EnrolmentFailed, GateSilent
from kiosk.station.agent.enrol import enrol as get_identity
from kiosk.station.agent.store import Store


def enroll(
    config: Annotated[Path, typer.Option("--config", help="The station's TOML file.")],
    hub: Annotated[str, typer.Option("--hub", help="The gate's address, like https://hub.example:8443.")],
    token: Annotated[str, typer.Option("--token", help="The one-time token; without it, it is asked for.")] = "",
) -> None:
    """Get this station's identity and keep it beside its journal; exit 1 when the hub says no, 2 when nobody answers.

    Arguments can be seen by others on this machine: a token is better given to the question, or on standard input.
    """
    try:
        settings = load_config(config)
    except ConfigError as error:
        _fail("; ".join(map(str, error.problems)), 2)
    given = token or (getpass("Token: ") if sys.stdin.isatty() else sys.stdin.readline()).strip()
    store = Store.beside(settings.station.journal)
    named = given.partition(".")[0]
    if named != settings.station.id:
        _fail(f"the token is for station {named or '?'}, this file is of {settings.station.id}; see station.id", 1)
    try:
        station_id = get_identity(hub, given, store, socket.gethostname())
    except EnrolmentFailed as error:
        _fail(str(error), 2 if isinstance(error, GateSilent) else 1)
    print(f"{station_id} is enrolled until {store.ends_at.date().isoformat()}; start the station anew")


def _fail(why: str, code: int) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(code)
