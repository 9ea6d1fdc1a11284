"""`kiosk hub station`: the fleet's stations, by the running hub and its token."""

from __future__ import annotations

import json
from contextlib import closing
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from his_client.http import InsecureAddress, JsonClient, JsonReply
from kiosk.config import ConfigError, SecretMissing, load_config, secret
from kiosk.fleet.values import OrderKind

MOST_BYTES = 64 * 1024 * 1024
"""A list of 15,000 stations has a dozen million."""

app = typer.Typer(no_args_is_help=True, help="The fleet's stations: tokens, identities, orders.")

Config = Annotated[Path, typer.Option("--config", help="The hub's TOML file.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
StationId = Annotated[str, typer.Argument(help="The station's id, like K03.")]

_WORDS = {
    "bad_station": "a station's id is one to four capital letters and digits",
    "enrolled": "this station has an identity; `kiosk hub station revoke` it first, then enrol its machine anew",
    "no_station": "the hub knows no such station",
    "no_token": "no token is open for this station",
    "bad_reason": "why is one of stolen, replaced, retired",
    "bad_argument": "an update names its release",
    "already": "the same order is open for this station already",
    "unauthorised": "the hub does not accept this machine's hub_token",
}


@app.command("list")
def list_stations(config: Config, as_json: AsJson = False) -> None:
    """Every station: its state, when it was heard, what it runs; exit 1 when one of them is silent."""
    stations = _ask(config, "GET", "/fleet/stations")["stations"]
    if as_json:
        print(json.dumps(stations, ensure_ascii=False))
    else:
        for one in stations:
            heard = one["heard_at"] or "-"
            print(f"{one['station_id']:5} {_state(one):15} {heard:32} {one['name']} {one['group']}".rstrip())
    if any(one["stale"] and one["enrolled_at"] and not one["revoked"] for one in stations):
        raise typer.Exit(1)


@app.command()
def token(
    station_id: StationId,
    config: Config,
    group: Annotated[str, typer.Option("--group", help="The group it belongs to, for roll-outs.")] = "",
) -> None:
    """Print a one-time token to enrol this station with; it opens once, within a day."""
    print(_ask(config, "POST", "/fleet/tokens", {"station_id": station_id, "group": group, "by": getuser()})["token"])


@app.command()
def revoke(
    station_id: StationId,
    config: Config,
    why: Annotated[str, typer.Option("--why", help="stolen, replaced or retired.")],
) -> None:
    """Let this station in no more, from now on."""
    _ask(config, "POST", f"/fleet/stations/{station_id}/revoke", {"why": why, "by": getuser()})


@app.command()
def order(
    station_id: StationId,
    kind: Annotated[OrderKind, typer.Argument(help="What it shall do.")],
    config: Config,
    argument: Annotated[str, typer.Option("--argument", help="A release for update.")] = "",
) -> None:
    """Give a station an order; its id is printed. It is carried out when no patient is in the way."""
    body = {"kind": str(kind), "argument": argument, "by": getuser()}
    print(_ask(config, "POST", f"/fleet/stations/{station_id}/orders", body)["order_id"])


@app.command()
def orders(station_id: StationId, config: Config, as_json: AsJson = False) -> None:
    """What a station was told to do, newest first: what became of it, or what it waits for."""
    found = _ask(config, "GET", f"/fleet/stations/{station_id}/orders")["orders"]
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        said, why = one["order"], one["code"] or one["waits"]
        print(f"{said['at'][:19]} {said['kind']:14} {said['argument']:12} {one['state']:9} {why}".rstrip())


@app.command("roll-out")
def roll_out(
    file: Annotated[Path, typer.Argument(help="TOML that is laid over the stations' own files.")],
    config: Config,
    waves: Annotated[
        list[str], typer.Option("--wave", help="Groups or stations, with commas; the canary first. Once for each wave.")
    ],
    name: Annotated[str, typer.Option("--name", help="What it is called in lists; the file's name without it.")] = "",
    well_s: Annotated[int, typer.Option("--well-s", help="Seconds a wave must do well before the next goes.")] = 600,
) -> None:
    """Give a configuration out wave by wave; its id is printed. A wave that does worse gets its former one back."""
    try:
        toml = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        _fail(f"{file} cannot be read ({error})", 2)
    parts = [wave.split(",") for wave in waves]
    body = {"name": name or file.stem, "toml": toml, "waves": parts, "well_s": well_s, "by": getuser()}
    print(_ask(config, "POST", "/fleet/roll-outs", body)["roll_out"])


def _state(one: dict[str, Any]) -> str:
    if one["revoked"]:
        return "revoked"
    if not one["enrolled_at"]:
        return "not enrolled"
    if one["stale"]:
        return "SILENT"
    return str(one["last"]["state"]) if one["last"] else "not heard yet"


def _ask(config: Path, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    line, held = _client(config)
    with closing(line):
        reply = line.call(method, path, body=body, headers={"Authorization": f"Bearer {held}"})
    if not isinstance(reply, JsonReply):
        _fail(f"the hub does not answer ({reply.reason}); is `kiosk hub serve` running?", 2)
    said = json.loads(reply.text)
    if reply.status != 200:
        code = str(said.get("refused", "bad_answer"))
        _fail(_WORDS.get(code) or str(said.get("detail") or code), 1)
    return said


def _client(config: Path) -> tuple[JsonClient, str]:
    """A line to the hub of this file, and its token."""
    try:
        settings = load_config(config)
        held = secret("hub_token", settings.station.credentials)
        return JsonClient(settings.hub.url, max_bytes=MOST_BYTES), held
    except ConfigError as error:
        _fail(f"{config}: " + "; ".join(map(str, error.problems)), 2)
    except (SecretMissing, InsecureAddress) as error:
        _fail(str(error), 2)


def _fail(why: str, code: int) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
