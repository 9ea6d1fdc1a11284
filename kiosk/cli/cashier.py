"""`kiosk cashier`: a cashier's window on the hub, as a child process.

The machine is known to the hub by `desk_token`, from its credentials; the person by name and PIN, in the window. The
token goes to the child through its environment, since arguments can be seen by others.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from his_client.http import InsecureAddress
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.hub.desk.client import HttpDesk


def cashier(
    config: Annotated[
        Path | None, typer.Option("--config", help="The machine's TOML file: [hub], [printer] and its credentials.")
    ] = None,
    hub: Annotated[str, typer.Option("--hub", help="The hub's address, instead of the file's.")] = "",
    ca: Annotated[Path | None, typer.Option("--ca", help="PEM file of the authorities to trust.")] = None,
    desk: Annotated[str, typer.Option("--desk", help="The desk this machine stands at, like 1.")] = "",
    windowed: Annotated[bool, typer.Option("--windowed", help="A window instead of the whole screen.")] = False,
) -> None:
    """Open the cashier's window and wait for it."""
    credentials = None
    if config is not None:
        try:
            loaded = load_config(config)
        except ConfigError as error:
            _fail(f"{config}: " + "; ".join(map(str, error.problems)))
        hub, credentials = hub or loaded.hub.url, loaded.station.credentials
    if not hub:
        _fail("which hub? give --hub URL, or --config with a file that has [hub]")
    try:
        token = secret("desk_token", credentials)
        HttpDesk(hub, token, ca_file=ca).close()  # an address or file that cannot be used is told before a window opens
    except (SecretMissing, InsecureAddress) as error:
        _fail(str(error))
    except OSError:
        _fail(f"{ca} cannot be read as a file of authorities")
    command = [sys.executable, "-m", "ui.cashier", "--hub", hub]
    for name, value in (("--ca", ca), ("--desk", desk), ("--config", config)):
        if value:
            command += [name, str(value)]
    if windowed:
        command.append("--windowed")
    environment = {**os.environ, "KIOSK_DESK_TOKEN": token}
    raise typer.Exit(0 if subprocess.run(command, check=False, env=environment).returncode == 0 else 2)


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
