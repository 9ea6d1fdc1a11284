"""`kiosk hub`: run the hospital's hub, or ask a running one how it does.

Each command imports what it needs when it runs: who only asks does not wait for a whole hub to load.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import json
import math
import signal
import threading
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from his_client.http import InsecureAddress
from his_client.outcome import Done
from kiosk.cli import hub_journal, hub_move, hub_quality, hub_station, hub_user
from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, StationConfig, load_config
from kiosk.logs import log_to_stderr
from kiosk.service.notify import Notifier
from kiosk.service.watchdog import Heartbeats, Watchdog
from kiosk.undumped import leave_no_core_dump

if TYPE_CHECKING:
    from kiosk.hub.db.commands import DatabaseStatus

app = typer.Typer(no_args_is_help=True, help="The hub: insurance, payment orders, money to the HIS.")
app.add_typer(hub_user.app, name="user", help="Who may sit at a cashier's desk.")
app.add_typer(hub_station.app, name="station", help="The fleet's stations: tokens, identities, orders.")
app.command("turn-over")(hub_journal.turn_over)
app.command("find")(hub_journal.find)
app.command("move")(hub_move.move)
app.command()(hub_quality.quality)

Config = Annotated[Path, typer.Option("--config", help="The TOML file with [hub], [his], [payment], [insurance].")]


@app.command()
def init(config: Config) -> None:
    """Bring the hub's database from empty, or from an earlier release, to this one's schema; as often as you like."""
    from kiosk.hub.db.commands import init as init_database

    try:
        for line in init_database(_load(config), SystemClock()):
            print(line)
    except _no_database() as error:
        _fail(str(error))


@app.command()
def rebuild(
    config: Config,
    into: Annotated[Path, typer.Option("--into", help="The new SQLite file; it must not exist.")],
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Make the ledger again from the journal rows, in a file of its own, and compare: exit 1 when a byte differs."""
    from kiosk.hub.db.commands import rebuild_into
    from kiosk.hub.db.rebuild import CannotRebuild

    try:
        made = rebuild_into(_load(config), into, SystemClock())
    except (*_no_database(), CannotRebuild, FileExistsError) as error:
        _fail(str(error))
    if as_json:
        print(json.dumps(asdict(made)))
    else:
        same = "the same bytes" if made.same else f"row {made.differs_at} differs"
        print(f"{made.journal_rows} journal rows, {made.ledger_rows} ledger rows: {same}")
    if not made.same:
        raise typer.Exit(1)


@app.command()
def serve(
    config: Config,
    ready: Annotated[bool, typer.Option("--ready", help="Tell the address as one JSON line when serving.")] = False,
    first: Annotated[bool, typer.Option("--init", help="Bring the database up to date first.")] = False,
) -> None:
    """Serve until SIGTERM or Ctrl-C; exit 2 when the hub cannot start or can work no more."""
    log_to_stderr()
    leave_no_core_dump()
    if first:
        init(config)
    settings = _load(config)
    from kiosk.hub.gate.child import gate_beside
    from kiosk.hub.wiring import HubNotConfigured, running_hub
    from kiosk.journal import JournalDamaged, JournalUnavailable, WrongMasterKey

    beats, ending, failed = Heartbeats(time.monotonic), threading.Event(), threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())

    def give_up() -> None:
        failed.set()
        ending.set()

    try:
        with running_hub(settings, SystemClock(), give_up, beats=beats) as server:
            if ready:
                print(json.dumps({"hub": server.url}), flush=True)
            with gate_beside(config, wanted=settings.hub.gate is not None, tells=ready):
                Watchdog(Notifier.from_environment(), beats).attend(ending, f"serves {server.url}")
    except (
        ConfigError,
        HubNotConfigured,
        SecretMissing,
        InsecureAddress,
        JournalDamaged,
        JournalUnavailable,
        WrongMasterKey,
        *_no_database(),
    ) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{settings.hub.listen} or {settings.hub.journal} cannot be opened ({error.strerror}); see [hub]")
    except ValueError as error:
        _fail(f"a setting or secret of the hub cannot be used: {error}")
    if failed.is_set():
        _fail("the hub can work no more, see its log; start it again and it goes on from its journal")


@app.command()
def gate(
    config: Config,
    ready: Annotated[bool, typer.Option("--ready", help="Tell the addresses as one JSON line when serving.")] = False,
    beside: Annotated[bool, typer.Option("--beside", hidden=True)] = False,
) -> None:
    """Let the fleet's stations and browsers in over TLS, until SIGTERM or Ctrl-C; a hub that serves starts its own."""
    from kiosk.hub.gate.run import GateNotConfigured, run_gate

    log_to_stderr()
    leave_no_core_dump()
    settings = _load(config)
    try:
        run_gate(settings, lambda told: print(json.dumps(told), flush=True) if ready else None, beside=beside)
    except (GateNotConfigured, SecretMissing) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{settings.hub.gate} or {settings.hub.console} cannot be served ({error.strerror or error}); see [hub]")


@app.command()
def receive(
    config: Config,
    ready: Annotated[bool, typer.Option("--ready", help="Tell the address as one JSON line when serving.")] = False,
) -> None:
    """Take the providers' webhooks for a hub elsewhere, until SIGTERM or Ctrl-C; exit 2 when it cannot start."""
    from kiosk.hub.receiver.inbox import InboxUnusable
    from kiosk.hub.receiver.run import ReceiverNotConfigured, running_receiver

    log_to_stderr()
    leave_no_core_dump()
    settings = _load(config)
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    try:
        with running_receiver(settings, SystemClock()) as server:
            if ready:
                print(json.dumps({"receiver": server.url}), flush=True)
            beats = Heartbeats(time.monotonic)
            beats.expect("main", math.inf)
            Watchdog(Notifier.from_environment(), beats).attend(ending, f"serves {server.url}")
    except (ReceiverNotConfigured, SecretMissing, InboxUnusable, ValueError) as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{settings.hub.receiver_listen} or {settings.hub.inbox} cannot be opened ({error.strerror}); see [hub]")


@app.command()
def status(
    config: Config, as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False
) -> None:
    """How the hub of this file does: exit 0 good, 1 its bank feed, books or disk need a person, 2 no answer."""
    from kiosk.hub.client import HubClient

    settings = _load(config)
    try:
        client = HubClient(settings.hub.url, "")
    except InsecureAddress as error:
        _fail(str(error))
    outcome = client.health()
    client.close()
    if not isinstance(outcome, Done):
        _fail(f"the hub at {settings.hub.url} does not answer; is `kiosk hub serve` running?")
    health = outcome.value
    database = _database(settings)
    archives = _archives(settings)
    if as_json:
        print(json.dumps({**health, **({"database": asdict(database), "archives": archives} if database else {})}))
    else:
        for name, value in health.items():
            print(f"{name:13} {value}")
        if database:
            from kiosk.hub.db.commands import status_lines

            for line in status_lines(database):
                print(line)
        for archive in archives:
            print(f"archive       {archive}")
    needed = health["bank"] not in {"ok", "off"} or health["for_cashier"] or health["calls"]
    needed = needed or health["ledger"] in {"fork", "broken", "gap"} or health.get("disk") == "full"
    if needed or (database and not database.good):
        raise typer.Exit(1)


def _database(settings: StationConfig) -> DatabaseStatus | None:
    """The database, where this file describes the hub itself and not only where to find it."""
    if settings.hub.journal is None:
        return None
    from kiosk.hub.db.commands import status as database_status

    try:
        return database_status(settings)
    except _no_database() as error:
        _fail(str(error))


def _archives(settings: StationConfig) -> list[str]:
    """The names of the journal's archives, where this file describes the hub itself."""
    if settings.hub.journal is None:
        return []
    from kiosk.hub.turnover.archives import archives_of

    return [file.name for file in archives_of(settings.hub.journal)]


def _no_database() -> tuple[type[Exception], type[Exception], type[Exception], type[Exception]]:
    """What stands between a command and the hub's database; each has a sentence that says what to do."""
    from kiosk.hub.db.commands import DatabaseAway, NoHubHere
    from kiosk.hub.db.engine import DatabaseAddressWrong
    from kiosk.hub.db.migrate import SchemaNotCurrent

    return NoHubHere, DatabaseAddressWrong, DatabaseAway, SchemaNotCurrent


def _load(path: Path) -> StationConfig:
    try:
        return load_config(path)
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))


def _fail(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(2)
