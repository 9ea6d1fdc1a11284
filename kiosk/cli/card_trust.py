"""`kiosk card trust`: which countries' signing certificates this station believes."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from chip_reader.trust_directory import BadTrustFile, Entry, TrustDirectory

app = typer.Typer(no_args_is_help=True, help="The certificates a card's issuer is compared with.")

Store = Annotated[Path, typer.Option(help="The directory `card read --trust` is given.")]
Json = Annotated[bool, typer.Option("--json", help="Answer as JSON.")]

_NOT_DONE = 2


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="A certificate (PEM, DER), a master list or a revocation list.")],
    store: Store,
    authority: Annotated[
        str, typer.Option(help="SHA-256 of the authority that must have signed the master list, as its publisher says.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Trust what is in a file. Nothing is believed because it is in a file: compare the fingerprints first."""
    try:
        done = TrustDirectory(store).add(file, datetime.now(UTC), authority=authority)
    except (BadTrustFile, OSError) as error:
        _give_up(f"{error}. Nothing was imported; get the file again from its publisher.")
    if as_json:
        typer.echo(json.dumps(asdict(done), ensure_ascii=False))
        return
    for entry in done.added:
        typer.echo(_line(entry))
    typer.echo(f"{len(done.added)} added, {done.known} known already, {done.unusable} not usable ({done.origin.kind})")
    if done.origin.authority:
        typer.echo(f"signed under authority {done.origin.authority}; compare it with what the publisher prints")


@app.command("list")
def list_(store: Store, as_json: Json = False) -> None:
    """Everything trusted, with fingerprints and where it came from."""
    try:
        entries = TrustDirectory(store).entries()
    except BadTrustFile as error:
        _give_up(f"{error}. Take the file out of the directory.")
    if as_json:
        typer.echo(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False))
        return
    for entry in entries:
        typer.echo(_line(entry))


@app.command()
def remove(
    fingerprint: Annotated[str, typer.Argument(help="The SHA-256 of an entry, or its first eight digits or more.")],
    store: Store,
    as_json: Json = False,
) -> None:
    """Trust one certificate, or use one revocation list, no longer."""
    try:
        entry = TrustDirectory(store).remove(fingerprint)
    except (BadTrustFile, OSError) as error:
        _give_up(f"{error}. `kiosk card trust list` shows what there is.")
    typer.echo(json.dumps(asdict(entry), ensure_ascii=False) if as_json else f"removed {_line(entry)}")


def _line(entry: Entry) -> str:
    origin = f"{entry.origin.kind} {entry.origin.file} {entry.origin.imported}".rstrip()
    return (
        f"{entry.fingerprint}  {entry.subject}  {entry.valid_from[:10]}..{entry.valid_to[:10]}  {entry.key}  {origin}"
    )


def _give_up(line: str) -> NoReturn:
    typer.echo(line, err=True)
    raise typer.Exit(_NOT_DONE)
