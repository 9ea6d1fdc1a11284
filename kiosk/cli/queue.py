"""`kiosk queue`: what a room's staff do with numbers, against the hub; and the rule on a simulated day."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from his_client.http import InsecureAddress
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.config import ConfigError, SecretMissing, StationConfig, find_secret, load_config, secret
from kiosk.hub.queue_client import QueueClient
from kiosk.queue.day import DayReport, simulate_day
from kiosk.queue.order import Rule
from kiosk.queue.ports import Action, RoomSeen

app = typer.Typer(no_args_is_help=True, help="Call a room's numbers; try the queue's rule on a simulated day.")

Room = Annotated[str, typer.Option("--room", help="The room, as it stands on slips.")]
Config = Annotated[Path, typer.Option("--config", help="The TOML file with [hub].")]
Number = Annotated[
    str, typer.Option("--number", help="This number, instead of the one in the room or whose turn it is.")
]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
STATION_FILE = Path("/etc/kiosk/station.toml")

_WORDS = {
    "nobody": "nobody waits at this room",
    "no_current": "nobody is in this room; call first",
    "no_number": "this number does not wait at this room",
    "in_room": "this number was called already; recall it",
    "same_room": "the number is at this room already",
    "number_taken": "that room has this number already; give the patient another",
    "not_open": "this room calls nobody",
}


@app.command()
def call(room: Room, config: Config = STATION_FILE, number: Number = "", as_json: AsJson = False) -> None:
    """Call whose turn it is; who was in the room is done. Exit 1 when nobody waits."""
    _act(config, room, Action.CALL, as_json, number=number)


@app.command()
def recall(room: Room, config: Config = STATION_FILE, as_json: AsJson = False) -> None:
    """Call the number in the room once more."""
    _act(config, room, Action.RECALL, as_json)


@app.command()
def skip(room: Room, config: Config = STATION_FILE, as_json: AsJson = False) -> None:
    """Set the called number aside: nobody came. `call --number` calls it again."""
    _act(config, room, Action.SKIP, as_json)


@app.command()
def transfer(
    room: Room,
    to: Annotated[str, typer.Option("--to", help="The room where it waits from now on.")],
    config: Config = STATION_FILE,
    number: Number = "",
    as_json: AsJson = False,
) -> None:
    """Send the number in the room to another one; it keeps its time of arrival."""
    _act(config, room, Action.TRANSFER, as_json, number=number, to=to)


@app.command()
def close(
    room: Room,
    config: Config = STATION_FILE,
    number: Number = "",
    shut: Annotated[bool, typer.Option("--shut", help="And call nobody for now.")] = False,
    as_json: AsJson = False,
) -> None:
    """End the number in the room as served; with --number one that left unseen; with --shut the room rests."""
    if shut and number:
        _fail("--shut and --number do not go together")
    _act(config, room, Action.SHUT if shut else Action.CLOSE, as_json, number=number)


@app.command()
def show(room: Room, config: Config = STATION_FILE, as_json: AsJson = False) -> None:
    """Who is in the room and who waits, in the order they would be called now."""
    with closing(_client(_load(config))) as client:
        _tell(client.room(room), as_json)


@app.command()
def key(room: Room, config: Config = STATION_FILE) -> None:
    """Make the key by which a room's staff open its page; it is shown once, and the one before ends."""
    with closing(_client(_load(config))) as client:
        outcome = client.give_key(room)
    if not isinstance(outcome, Done):
        _explain(outcome, room)
    typer.echo(outcome.value)


@app.command()
def simulate(
    patients: Annotated[int, typer.Option("--patients", min=1, max=20_000, help="How many patients.")] = 1200,
    rooms: Annotated[int, typer.Option("--rooms", min=1, max=200, help="How many rooms.")] = 12,
    seed: Annotated[int, typer.Option("--seed", help="Everything follows from it.")] = 1,
    passes: Annotated[int, typer.Option("--passes", min=0, help="Calls in a row past an earlier arrival.")] = 2,
    as_json: AsJson = False,
) -> None:
    """Simulate a day by the rule and purely by arrival; exit 1 when somebody was lost or called after the end."""
    if rooms == 1:
        _fail("a day needs two rooms at least: some patients are sent on")
    reports = {
        "rule": simulate_day(patients, rooms, seed, Rule(passes=passes)),
        "arrival": simulate_day(patients, rooms, seed, Rule(passes=0)),
    }
    if as_json:
        typer.echo(json.dumps({name: asdict(report) for name, report in reports.items()}, ensure_ascii=False))
    else:
        for name, report in reports.items():
            _tell_day(name, report)
    broken = any(report.unfinished or report.called_after_end for report in reports.values())
    raise typer.Exit(1 if broken else 0)


def _act(config: Path, room: str, action: Action, as_json: bool, **more: str) -> None:
    with closing(_client(_load(config))) as client:
        _tell(client.act(room, action, **more), as_json)


def _client(config: StationConfig) -> QueueClient:
    """The hub by this file, with the room's own key where the machine has one."""
    credentials = config.station.credentials
    own = find_secret("room_key", credentials)
    try:
        return QueueClient(config.hub.url, own[0] if own else secret("hub_token", credentials))
    except (SecretMissing, InsecureAddress) as error:
        _fail(str(error))


def _tell(outcome: Outcome[RoomSeen], as_json: bool) -> None:
    if not isinstance(outcome, Done):
        _explain(outcome, "this room")
    seen = outcome.value
    if as_json:
        typer.echo(json.dumps(_plain(seen), ensure_ascii=False))
        return
    typer.echo(f"room {seen.room}: {seen.current or 'nobody'} in it" + ("" if seen.open else ", calling nobody"))
    typer.echo(f"waiting {len(seen.waiting)}: {' '.join(seen.waiting[:10]) or '-'}")
    if seen.skipped:
        typer.echo(f"called and not there: {' '.join(seen.skipped)}")


def _plain(seen: RoomSeen) -> dict[str, Any]:
    plain = asdict(seen)
    del plain["mark"]
    return plain | {"called_at": seen.called_at and seen.called_at.isoformat()}


def _explain(outcome: Refused | Unknown, room: str) -> NoReturn:
    match outcome:
        case Refused(code="unauthorised"):
            _fail(f"the hub does not let this token or key into {room}; see `kiosk queue key`")
        case Refused(code=code) if code in _WORDS:
            typer.echo(_WORDS[code], err=True)
            raise typer.Exit(1)
        case Refused(code=code):
            _fail(f"the hub refused ({code}); is the room or number written as on the slip?")
        case Unknown(reason=reason):
            _fail(f"the hub did not answer ({reason}); look with `kiosk queue show` before doing it again")


def _tell_day(name: str, report: DayReport) -> None:
    typer.echo(f"{name}: {report.served} served, {report.left} left; most passed by {report.most_passed_by}")
    for group, waits in report.waits.items():
        typer.echo(
            f"  {group:12} {waits.patients:5}  median {waits.median_min:5} min  95 % {waits.p95_min:5} min"
            f"  longest {waits.longest_min:5} min"
        )


def _load(path: Path) -> StationConfig:
    try:
        return load_config(path)
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
