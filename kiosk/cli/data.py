"""`kiosk data`: what is kept about people: erased in time, read out or erased for one of them, listed after a breach.

A number is read from standard input, never from an argument, which a shell would keep and every user could see.
"""
# ruff: noqa: PLC0415

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from kiosk.cli import data_kept
from kiosk.clock import VIETNAM, SystemClock
from kiosk.config import ConfigError, SecretMissing, StationConfig, load_config, secret
from kiosk.journal import Codec, Journal, JournalDamaged, JournalUnavailable, MasterKey, WrongMasterKey

if TYPE_CHECKING:
    from kiosk.life.erasing import Erasure
    from kiosk.life.orders import Order
    from kiosk.life.person import Row

app = typer.Typer(no_args_is_help=True, help="What is kept about people, and how it ends.")
app.command()(data_kept.backup)
app.command()(data_kept.restore)
app.command("lost-key")(data_kept.lost_key)
app.command()(data_kept.replacement)
app.command()(data_kept.deliver)

Config = Annotated[Path, typer.Option("--config", help="The TOML file of a station, a hub, or both.")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON on standard output.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be erased.")]
Number = Annotated[str, typer.Option("--number", help="A single dash: the number is read from standard input.")]
Visits = Annotated[list[str] | None, typer.Option("--visit", help="A visit's id, as another machine's export says it.")]

ORDER_S = 60.0
"""So long a command waits for the running program to carry out what it left for it."""


@dataclass(frozen=True, slots=True)
class Machine:
    """One journal of this machine: `what` is `station` or `hub`."""

    what: str
    path: Path
    codec: Codec
    master: MasterKey

    def look(self) -> Journal:
        """For reading, beside whoever writes it."""
        return Journal.look(self.path, self.codec, self.master, SystemClock())


@app.command()
def purge(
    config: Config,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    handed_over: Annotated[
        bool, typer.Option("--handed-over", help="Also visits a person took over: you say that the desk settled them.")
    ] = False,
) -> None:
    """Erase what is older than [data] keep_days and settled; a running station or hub does so each day by itself."""
    from kiosk.life import hub, station
    from kiosk.life.daily import cut_off
    from kiosk.life.hub import erase_archives

    settings, clock, said = _load(config), SystemClock(), {}
    for machine in _machines(settings):
        before = cut_off(settings, clock)
        with _problems(), closing(machine.look()) as journal:
            if machine.what == "hub":
                due = hub.due(settings, journal, clock, before, by=getuser())
            else:
                due = station.due(journal, before, by=getuser(), handed_over=handed_over)
        said[machine.what] = {"rows": len(due.rows), "kept": dict(due.kept), "before": before.isoformat()}
        if not dry_run and due.rows:
            said[machine.what]["done"] = _carry_out(machine, due)
        if not dry_run and machine.what == "hub":
            with _problems():
                for proof in erase_archives(machine.path, before, clock, getuser()):
                    _carry_out(machine, proof)
    _say(said, as_json=as_json)


@app.command()
def export(
    config: Config,
    number: Number,
    to: Annotated[Path, typer.Option("--to", help="The folder for the JSON and the PDF.")],
    visit: Visits = None,
    as_json: AsJson = False,
) -> None:
    """Read out everything this machine holds about one person, as JSON and PDF for them. Exit 1: nothing is held."""
    from kiosk.life.erasing import digest_of
    from kiosk.life.events import PersonalExported
    from kiosk.life.papers import as_json as plain
    from kiosk.life.papers import as_paper
    from kiosk.reports.document import Made

    settings, asked, now = _load(config), _number(number), SystemClock().now()
    found: dict[str, tuple[Row, ...]] = {}
    for machine in _machines(settings):
        with _problems(), closing(machine.look()) as journal:
            found[machine.what] = _find(journal, asked, visit or [])
            rows = {row.seq for row in found[machine.what]}
            parts = [part for part in journal.personal_parts() if part.seq in rows]
        if parts:
            people = len({part.subject for part in parts})
            _carry_out(machine, PersonalExported(getuser(), now, people, len(parts), digest_of(parts)))
    if not any(found.values()):
        _fail("nothing about this person is held here", 1)
    made = Made(settings.station.hospital, now, getuser())
    name = to / f"du-lieu-ca-nhan-{now:%Y%m%d-%H%M%S}"
    content = json.dumps(plain(dict(found), made.hospital, now), ensure_ascii=False, indent=1)
    _write(name.with_suffix(".json"), content.encode())
    _write(name.with_suffix(".pdf"), as_paper(dict(found), made))
    visits = sorted({row.subject for row in found.get("station", ())})
    _say({"files": [f"{name}.json", f"{name}.pdf"], "visits": visits}, as_json=as_json)


@app.command()
def erase(
    config: Config, number: Number, visit: Visits = None, dry_run: DryRun = False, as_json: AsJson = False
) -> None:
    """Erase what this machine holds about one person. Exit 1: nothing is held, or part of it has to stay, and why."""
    from kiosk.life import person

    settings, asked, clock, said = _load(config), _number(number), SystemClock(), {}
    stays = False
    for machine in _machines(settings):
        with _problems(), closing(machine.look()) as journal:
            rows = _find(journal, asked, visit or [])
            if machine.what == "hub":
                wanted = person.erasure_at_hub(settings, journal, clock, rows, getuser())
            else:
                wanted = person.erasure_at_station(journal, rows, getuser())
        said[machine.what] = {"found": len(rows), "rows": len(wanted.rows), "kept": _reasons(wanted)}
        if not dry_run and wanted.rows:
            said[machine.what]["done"] = _carry_out(machine, wanted)
        stays = stays or bool(wanted.kept) or not rows
    _say(said, as_json=as_json)
    if stays:
        raise typer.Exit(1)


@app.command()
def breach(
    config: Config,
    since: Annotated[str, typer.Option("--since", help="From when on somebody could read, like 2026-11-26T07:00.")],
    until: Annotated[str, typer.Option("--until", help="Until when.")],
    station: Annotated[str | None, typer.Option("--station", help="One station only, like K03.")] = None,
    notice: Annotated[Path | None, typer.Option("--notice", help="Write the authority's notice, filled in.")] = None,
    as_json: AsJson = False,
) -> None:
    """List what a breach touched: visits by id, classes of data, how many people; never a name. Notice within 72 h."""
    from kiosk.life.breach import breach as touched_by
    from kiosk.life.breach import notice as notice_of
    from kiosk.life.reading import public_rows

    settings = _load(config)
    with _problems():
        found = touched_by(public_rows(settings, station), _moment(since), _moment(until))
    if notice is not None:
        text = notice_of(found, settings.station.hospital, station, SystemClock().now())
        _write(notice, text.encode())
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return
    print(f"at most {found.people} people, {found.users} users; {found.rows} rows; {found.kept_on} older kept")
    for one in found.touched:
        print(f"{one.source} {one.subject} {one.first} {one.last} {','.join(one.classes)}")


_REASONS = {
    "open": "not settled yet: a visit, a bill, a shift or an insurance check still needs it; ask again when it is",
    "handed_over": "the registration was handed to a person and the HIS never confirmed it; purge --handed-over after",
    "posting": "a posting to the HIS: it names a bill and no person, and goes with its archive",
    "user": "an account of a member of staff: `kiosk hub user` removes it",
}


def _reasons(wanted: Erasure) -> dict[str, str]:
    return {code: f"{count} rows: {_REASONS[code]}" for code, count in wanted.kept.items()}


def _machines(settings: StationConfig) -> Iterator[Machine]:
    """The journals of this file that are there."""
    from kiosk.hub.records import hub_codec
    from kiosk.station.records import station_codec

    with _problems():
        master = MasterKey(bytes.fromhex(secret("journal_key", settings.station.credentials)))
    there = [("station", settings.station.journal, station_codec), ("hub", settings.hub.journal, hub_codec)]
    found = [Machine(what, path, make(), master) for what, path, make in there if path is not None and path.exists()]
    if not found:
        _fail("neither the station's journal nor the hub's is on this machine")
    yield from found


def _find(journal: Journal, number: str, visits: list[str]) -> tuple[Row, ...]:
    from kiosk.life.person import find

    try:
        return find(journal, number, visits)
    except ValueError as error:
        _fail(str(error))


def _carry_out(machine: Machine, order: Order) -> str:
    """`done`, or `ordered` when the running program has not taken it within a minute."""
    from kiosk.life.orders import OrderPending, have_done

    def wait(file: Path) -> bool:
        give_up = time.monotonic() + ORDER_S
        while file.exists() and time.monotonic() < give_up:
            time.sleep(0.2)
        return not file.exists()

    try:
        with _problems():
            done = have_done(machine.path, machine.codec, machine.master, SystemClock(), order, wait)
    except OrderPending as error:
        _fail(str(error))
    return "done" if done else "ordered"


def _number(given: str) -> str:
    if given != "-":
        _fail("write --number - and give the number on standard input: an argument stays in the shell's history")
    return sys.stdin.readline().strip().upper()


def _moment(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        _fail(f"{text} is no moment; write one like 2026-11-26T07:00")
    return at if at.tzinfo else at.replace(tzinfo=VIETNAM)


def _write(path: Path, content: bytes) -> None:
    """For this user alone: it may hold a person's data."""
    try:
        path.touch(0o600, exist_ok=False)
        path.write_bytes(content)
    except OSError as error:
        _fail(f"{path} cannot be written ({error.strerror})")


def _say(said: object, *, as_json: bool) -> None:
    print(json.dumps(said, ensure_ascii=False) if as_json else json.dumps(said, ensure_ascii=False, indent=1))


@contextmanager
def _problems() -> Iterator[None]:
    from sqlite3 import Error

    from sqlalchemy.exc import SQLAlchemyError

    ours = (SecretMissing, JournalDamaged, JournalUnavailable, WrongMasterKey)
    try:
        yield
    except (*ours, ValueError, OSError, Error, SQLAlchemyError) as error:
        _fail(str(error))


def _load(path: Path) -> StationConfig:
    try:
        return load_config(path)
    except ConfigError as error:
        _fail(f"{path}: " + "; ".join(map(str, error.problems)))


def _fail(why: str, code: int = 2) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(code)
