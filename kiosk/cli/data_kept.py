"""`kiosk data backup|restore|lost-key|replacement|deliver`: what is kept in a second place, and what a loss means."""
# ruff: noqa: PLC0415

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, StationConfig, load_config, secret
from kiosk.journal import Codec, JournalDamaged, JournalUnavailable, MasterKey, WrongMasterKey

if TYPE_CHECKING:
    from kiosk.hub.intake_client import HttpIntake

Config = Annotated[Path, typer.Option("--config", help="The TOML file of a station, a hub, or both.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]


def backup(
    config: Config,
    into: Annotated[
        Path | None, typer.Argument(help="The folder for the sealed file, best on another disk; else [data] backup.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Seal a copy of hub or station, which may be running, with backup_key. The journal's key is not in it.

    In the folder of [data] backup only the newest stay, as many as [data] backup_keep says.
    """
    from kiosk.life.backup import backup as take
    from kiosk.life.backup import thin_out

    settings, said = _load(config), {}
    folder = into or settings.data.backup
    if folder is None:
        _fail("no folder: name one, or set data.backup")
    with _problems():
        for what in _whats(settings):
            file, manifest = take(settings, what, folder, _key(settings), SystemClock())
            said[str(file)] = {"rows": manifest.rows, "tables": manifest.tables}
            if into is None:
                thin_out(settings, what, folder)
    _say(said, as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="The sealed file.")],
    config: Config,
    station: Annotated[bool, typer.Option("--station", help="Of a file that describes both: the station.")] = False,
    as_json: AsJson = False,
) -> None:
    """Put a backup in place where no journal is, checked row by row; exit 2 and nothing in place when it does not fit.

    A station asks the hub how far it knows this journal: an older backup is none to go on with.
    """
    from kiosk.life.backup import restore as put

    settings = _load(config)
    what = "hub" if settings.hub.journal is not None and not station else "station"
    with _problems():
        key, heard = _key(settings), 0
        if what == "station":
            heard = _heard(settings, file, key)
        found = put(settings, what, file, key, _codec(what), _master(settings), SystemClock(), heard=heard)
    _say(asdict(found) | {"files": len(found.files)}, as_json=as_json)


def lost_key(
    config: Config,
    go_on: Annotated[
        bool, typer.Option("--go-on", help="Erase what nobody can read any more and go on under the new journal_key.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Say what the loss of journal_key means here: what is gone, what works, what to ask the HIS about."""
    from kiosk.life import lost

    settings, said = _load(config), {}
    with _problems():
        for what in _whats(settings):
            path = _journal(settings, what)
            said[what] = asdict(lost.lost_key(path))
            if go_on:
                kept, proof = lost.go_on(path, _codec(what), _master(settings), SystemClock(), getuser())
                said[what] |= {"kept_as": str(kept), "erased": proof.rows}
    _say(said, as_json=as_json)


def replacement(
    config: Config,
    station: Annotated[str, typer.Option("--station", help="The station's id, like K03.")],
    as_json: AsJson = False,
) -> None:
    """What the hub lacks of a station whose machine is gone, and what to do; exit 1 when something is missing."""
    from kiosk.hub.db.commands import open_database
    from kiosk.life.lost import replacement as chains_of

    with _problems(), closing(open_database(_load(config))) as database:
        chains = chains_of(database, station)
    if not chains:
        _fail(f"the hub knows no journal of {station}", 1)
    if as_json:
        print(json.dumps([asdict(chain) | {"missing": chain.missing} for chain in chains]))
    else:
        for chain in chains:
            print(f"{chain.source}: rows 1 to {chain.last_seq} are here, last heard {chain.heard_at}")
            if chain.missing:
                print(f"  missing: rows {chain.last_seq + 1} to {chain.told_seq}, and what it never told of")
            for delivery in chain.open:
                print(f"  look at the HIS for the registration {delivery}: its end is not known here")
        print(f"1. kiosk hub station revoke {station} --why replaced   (or stolen)")
        print("2. if its disk can be read: kiosk data deliver DISK/station.db --station " + station)
        print(f"3. kiosk hub station token {station}, then kiosk enroll on the new machine, with a new journal_key")
    if any(chain.missing or chain.open for chain in chains):
        raise typer.Exit(1)


def deliver(
    file: Annotated[Path, typer.Argument(help="The journal of a dead machine: its disk's, or a backup's.")],
    config: Config,
    station: Annotated[str, typer.Option("--station", help="The id of the station it was, like K03.")],
    as_json: AsJson = False,
) -> None:
    """Hand over to the running hub what it lacks of an old journal; needs no key and tells nothing twice."""
    from kiosk.hub.intake import chain_name
    from kiosk.life.lost import deliver as hand_over
    from kiosk.life.lost import first_row

    settings = _load(config)
    with _problems():
        first = first_row(file)
        if first is None:
            _fail(f"{file} holds no row")
        with _intake(settings) as intake:
            _say(asdict(hand_over(file, chain_name(station, first), intake)), as_json=as_json)


def _heard(settings: StationConfig, file: Path, key: bytes) -> int:
    """Up to which row the hub has the chain of a station's backup."""
    from kiosk.hub.intake import Head, chain_name
    from kiosk.life.backup import JOURNAL, opened
    from kiosk.life.lost import first_row

    with opened(file, key, settings.station.journal.parent) as (work, _):
        first = first_row(work / JOURNAL)
    if first is None:
        return 0
    with _intake(settings) as intake:
        head = intake.head(chain_name(settings.station.id, first))
    if not isinstance(head, Head):
        _fail(f"the hub does not answer ({head.reason}): without it nobody knows whether this backup is the last word")
    return head.last_seq


@contextmanager
def _intake(settings: StationConfig) -> Iterator[HttpIntake]:
    from kiosk.hub.identity import MutualTls
    from kiosk.hub.intake_client import HttpIntake
    from kiosk.station.agent.store import Store

    store = Store.beside(settings.station.journal)
    if store.enrolled:
        intake = HttpIntake(store.gate, "", identity=MutualTls(store.authority, store.pair))
    else:
        intake = HttpIntake(settings.hub.url, secret("hub_token", settings.station.credentials))
    with closing(intake):
        yield intake


def _whats(settings: StationConfig) -> list[str]:
    """What of a file is on this machine: its station, its hub, or both."""
    found = [what for what in ("station", "hub") if what == "station" or settings.hub.journal is not None]
    there = [what for what in found if _journal(settings, what).exists()]
    if not there:
        _fail("neither the station's journal nor the hub's is on this machine")
    return there


def _journal(settings: StationConfig, what: str) -> Path:
    from kiosk.life.backup import journal_of

    return journal_of(settings, what)


def _codec(what: str) -> Codec:
    from kiosk.hub.records import hub_codec
    from kiosk.station.records import station_codec

    return hub_codec() if what == "hub" else station_codec()


def _key(settings: StationConfig) -> bytes:
    from kiosk.life.sealed import backup_key

    return backup_key(secret("backup_key", settings.station.credentials))


def _master(settings: StationConfig) -> MasterKey:
    return MasterKey(bytes.fromhex(secret("journal_key", settings.station.credentials)))


def _say(said: object, *, as_json: bool) -> None:
    print(json.dumps(said, ensure_ascii=False, indent=None if as_json else 1))


@contextmanager
def _problems() -> Iterator[None]:
    from sqlalchemy.exc import SQLAlchemyError

    from kiosk.hub.db.commands import NoHubHere
    from kiosk.hub.db.migrate import SchemaNotCurrent
    from kiosk.life.backup import NotRestored
    from kiosk.life.dump import NotDumped
    from kiosk.life.lost import NotDelivered, NotGoneOn

    ours = (NotRestored, NotDumped, NotDelivered, NotGoneOn, NoHubHere, SchemaNotCurrent)
    theirs = (SecretMissing, JournalDamaged, JournalUnavailable, WrongMasterKey, ValueError, OSError)
    try:
        yield
    except (*ours, *theirs, sqlite3.Error, SQLAlchemyError) as error:
        _fail(str(error))


def _load(path: Path) -> StationConfig:
    try:
        return load_config(path)
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))


def _fail(why: str, code: int = 2) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
