"""`kiosk insurance`: one card check at the insurance gateway, from a station file or from options."""

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from his_client.clock import system_clock
from his_client.http import InsecureAddress, JsonClient
from his_client.insurance.benefit import provisional_route
from his_client.insurance.codes import result_code
from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.insurance.vss import VssConfig, VssGateway
from kiosk.config import ConfigError, SecretMissing, load_config, secret

app = typer.Typer(no_args_is_help=True, help="Ask the insurance gateway.")

PASSWORD_VARIABLE = "KIOSK_INSURANCE_PASSWORD"  # noqa: S105 - the variable's name
WITHOUT_INSURANCE = "9"
_COVERED = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
_NOT_DONE = {EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR}


@dataclass(frozen=True, slots=True)
class GatewaySettings:
    """Where and as whom to ask; `facility` is this hospital's MA_CSKCB, None when nobody said."""

    facility: str | None
    url: str
    username: str
    password: str = field(repr=False)
    officer_name: str = field(repr=False)
    officer_id: str = field(repr=False)


class SettingsMissing(Exception):
    """The gateway cannot be asked; the message says what to give."""


@app.callback()
def group() -> None:
    """Ask the insurance gateway."""


@app.command()
def check(
    id_number: Annotated[str, typer.Option("--id", help="ID number (12), card (15) or insurance number (10).")],
    name: Annotated[str, typer.Option("--name", help="Full name, as on the ID card.")],
    birth: Annotated[str, typer.Option("--birth", help="Birth date: YYYY-MM-DD, YYYY-MM or YYYY.")],
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    config: Annotated[Path | None, typer.Option(help="Station file with a section [insurance].")] = None,
    gateway: Annotated[str | None, typer.Option(help="Address of the gateway, instead of the file's.")] = None,
    username: Annotated[str | None, typer.Option(help="The facility's account.")] = None,
    officer_name: Annotated[str | None, typer.Option(help="The registered officer's name.")] = None,
    officer_id: Annotated[str | None, typer.Option(help="The registered officer's ID number.")] = None,
    hospital: Annotated[str | None, typer.Option(help="This hospital's facility code (MA_CSKCB).")] = None,
    self_came_route: Annotated[str, typer.Option(help="Route code of a patient registered elsewhere.")] = "1.18",
    deadline: Annotated[float, typer.Option(help="Seconds for the whole answer.")] = 10.0,
) -> None:
    """Exit 0 insured today, 1 not, 2 could not be told. The password comes from a credential or the environment."""
    given = {"url": gateway, "username": username, "officer_name": officer_name, "officer_id": officer_id}
    try:
        settings = settings_from(config, hospital, {key: value for key, value in given.items() if value})
        http = JsonClient(settings.url, deadline_s=deadline)
    except (ConfigError, SecretMissing, SettingsMissing, InsecureAddress) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    account = VssConfig(settings.username, settings.password, settings.officer_name, settings.officer_id)
    with http:
        asked = VssGateway(account, http, system_clock).check(id_number, name, birth, asked_at=system_clock())
    found = asked.eligibility
    answer = as_answer(found, settings.facility, self_came_route)
    if as_json:
        typer.echo(json.dumps(answer, ensure_ascii=False))
    else:
        for key, value in answer.items():
            typer.echo(f"{key:12} {'' if value is None else value}")
    note = result_code(found.code).note
    if found.status in _NOT_DONE:
        typer.echo(
            f"Could not be verified ({found.code}): register the patient and check again later. {note}", err=True
        )
        raise typer.Exit(2)
    if found.status not in _COVERED:
        typer.echo(f"Not usable today ({found.code}). {note}", err=True)
        raise typer.Exit(1)


def as_answer(found: Eligibility, hospital: str | None, self_came_route: str) -> dict[str, Any]:
    """The answer of the interface: status, code, card, level, valid_from, valid_to, route.

    The route is provisional, and null for an insured patient when this hospital's code is not known.
    """
    route: str | None = WITHOUT_INSURANCE
    if found.status in _COVERED:
        route = hospital and provisional_route(found.first_registration, hospital, self_came_route)
    return {
        "status": str(found.status),
        "code": found.code,
        "card": found.card,
        "level": found.level,
        "valid_from": found.valid_from and found.valid_from.isoformat(),
        "valid_to": found.valid_to and found.valid_to.isoformat(),
        "route": route,
    }


def settings_from(config: Path | None, hospital: str | None, given: dict[str, str]) -> GatewaySettings:
    """The gateway's settings: options first, then the file; the password from a credential or the environment.

    Raises ConfigError for a bad file, SecretMissing or SettingsMissing for what is not there.
    """
    values: dict[str, str | None] = {}
    credentials: Path | None = None
    if config is not None:
        loaded = load_config(config)
        values = {key: getattr(loaded.insurance, key) for key in ("url", "username", "officer_name", "officer_id")}
        credentials = loaded.station.credentials
        hospital = hospital or loaded.station.facility
    values.update(given)
    missing = [key for key in ("url", "username", "officer_name", "officer_id") if not values.get(key)]
    if missing:
        raise SettingsMissing(f"Missing for the gateway: {', '.join(missing)}; give --config FILE or the options.")
    password = os.environ.get(PASSWORD_VARIABLE) or secret("insurance_password", credentials)
    return GatewaySettings(facility=hospital, password=password, **{key: str(value) for key, value in values.items()})
