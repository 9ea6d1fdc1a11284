"""`kiosk staff`: whom a station knows by itself while the hub is away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kiosk.cashier.users import NAME, NUMBER, Argon2Pins, weak
from kiosk.cli.hub_user import new_pin
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.station.staff import peppered

app = typer.Typer(no_args_is_help=True)


@app.callback()
def group() -> None:
    """Whom a station knows by itself while the hub is away."""


@app.command("hash")
def hashed(
    number: Annotated[str, typer.Argument(help="What the person types at the station: 3 to 8 digits.")],
    name: Annotated[str, typer.Argument(help="The user's name, the same as at the hub.")],
    config: Annotated[Path, typer.Option("--config", help="The station's TOML file.")],
) -> None:
    """Ask for a PIN on the terminal and print the table for the stations' files. Good with this hub_token only."""
    if not NUMBER.fullmatch(number) or not NAME.fullmatch(name):
        typer.echo("a number has 3 to 8 digits; a name 2 to 32 small letters, digits, dots or dashes", err=True)
        raise typer.Exit(2)
    try:
        token = secret("hub_token", load_config(config).station.credentials)
    except ConfigError as error:
        typer.echo(f"{config}: " + "; ".join(map(str, error.problems)), err=True)
        raise typer.Exit(2) from None
    except SecretMissing as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    pin = new_pin()
    if weak(pin):
        typer.echo("a PIN has 6 to 12 digits, no run (123456) and no repetition (121212)", err=True)
        raise typer.Exit(1)
    made = Argon2Pins().hash(peppered(token, number, pin))
    print(f'[[staff.people]]\nnumber = "{number}"\nname = "{name}"\nhash = "{made}"')
