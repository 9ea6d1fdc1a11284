"""`kiosk card`: read a chip ID card from the command line, or lay a virtual one into pcscd's virtual slot."""

import json
import os
import queue
import signal
import sys
import threading
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from chip_reader import (
    AccessKey,
    BacKey,
    BadKey,
    BadTrustDirectory,
    CanKey,
    CardInserted,
    CardReader,
    CardReading,
    NoCard,
    PcscReader,
    ReaderEvent,
    ReaderGone,
    ReaderLost,
    ReadError,
    TrustStore,
    access_keys_from_qr,
    parse_card_qr,
    read_card,
)
from chip_reader.diagnose import diagnose
from chip_reader.virtual import DEFAULT_PORT, BadProfile, VirtualCard, load_profile, profile_names, serve_vpcd

from .card_trust import app as trust_command

app = typer.Typer(no_args_is_help=True, help="Chip ID cards: read one, or serve a virtual one.")
app.add_typer(trust_command, name="trust")

_DONE, _NO, _NOT_DONE = 0, 1, 2


@app.command()
def read(
    rest: Annotated[list[str] | None, typer.Argument(hidden=True, metavar="")] = None,
    mrz: Annotated[
        str | None,
        typer.Option(metavar="L1 L2 [L3]", help="The lines of the MRZ, or - to read them from standard input."),
    ] = None,
    qr: Annotated[str | None, typer.Option(help="The text of the card's QR, or - for standard input.")] = None,
    can: Annotated[
        str | None, typer.Option(metavar="NNNNNN", help="The card access number (for PACE), or - for standard input.")
    ] = None,
    document_number: Annotated[str | None, typer.Option(help="9 digits, or all 12 of the card number.")] = None,
    birth: Annotated[str | None, typer.Option(metavar="YYMMDD", help="Birth date.")] = None,
    expiry: Annotated[str | None, typer.Option(metavar="YYMMDD", help="Expiry date; 991231 for none.")] = None,
    reader: Annotated[str, typer.Option(help="A part of the reader's name; the first reader when left out.")] = "",
    trust: Annotated[Path | None, typer.Option(help="Directory of trusted country certificates (PEM, DER).")] = None,
    portrait: Annotated[Path | None, typer.Option(help="Write the portrait's encoded image to this file.")] = None,
    wait: Annotated[float, typer.Option(help="Seconds to wait for a card.")] = 20.0,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Read the card on the reader. Exit 0: read and nothing speaks against it, 1: a check failed, 2: not read."""
    try:
        typed = (document_number, birth, expiry)
        keys = access_keys(mrz=mrz, rest=rest or [], qr=qr, typed=typed, can=can)
        store = TrustStore.from_directory(trust) if trust else None
        reading = read_waiting(PcscReader(reader), keys, store, wait)
        if portrait and reading.portrait:
            write_private(portrait, reading.portrait.data)
    except ReadError as error:
        _give_up(error.code, f"{error}. {error.do}", error.do, as_json=as_json)
    except BadTrustDirectory as error:
        _give_up("bad_trust", f"{error}. Put only certificates there.", "Put only certificates there.", as_json=as_json)
    except OSError as error:
        _give_up("file", f"{portrait}: {error.strerror}.", "Choose another --portrait file.", as_json=as_json)
    typer.echo(json.dumps(as_document(reading), ensure_ascii=False) if as_json else as_table(reading))
    if reading.failed:
        names = ", ".join(check.name for check in reading.failed)
        typer.echo(f"Checks failed: {names}. Read again; if it stays, let staff look at card and person.", err=True)
        raise typer.Exit(_NO)


@app.command("diagnose")
def describe(
    rest: Annotated[list[str] | None, typer.Argument(hidden=True, metavar="")] = None,
    mrz: Annotated[
        str | None, typer.Option(metavar="L1 L2 [L3]", help="The lines of the MRZ, or - for standard input.")
    ] = None,
    reader: Annotated[str, typer.Option(help="A part of the reader's name; the first reader when left out.")] = "",
    wait: Annotated[float, typer.Option(help="Seconds to wait for a card.")] = 20.0,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Describe a card's structure without any of its values, fit to be sent to whoever maintains the reader."""
    try:
        keys = access_keys(mrz=mrz, rest=rest or [], qr=None, typed=(None, None, None)) if mrz else ()
        device = PcscReader(reader)
        wait_for_card(device, wait)
        connection = device.connect()
        try:
            findings = diagnose(connection, keys)
        finally:
            connection.close()
    except ReadError as error:
        typer.echo(f"{error}. {error.do}", err=True)
        raise typer.Exit(_NOT_DONE) from None
    if as_json:
        typer.echo(json.dumps([asdict(finding) for finding in findings]))
    else:
        typer.echo("\n".join(f"{finding.topic:22}{finding.seen}" for finding in findings))


@app.command()
def serve(
    profile: Annotated[str, typer.Option(help=f"One of {', '.join(profile_names())}, or a .toml file.")],
    portrait_image: Annotated[Path | None, typer.Option(help="JPEG or JPEG 2000 to put into DG2.")] = None,
    host: Annotated[str, typer.Option(help="Where vpcd listens.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port of the vpcd slot.")] = DEFAULT_PORT,
    trust_out: Annotated[
        Path | None, typer.Option(help="Write the test authority's certificate into this directory.")
    ] = None,
) -> None:
    """Lay a virtual card into the slot until SIGTERM or Ctrl-C; prints the MRZ, the QR text and the CAN."""
    try:
        card = VirtualCard(load_profile(profile), portrait=portrait_image.read_bytes() if portrait_image else None)
        if trust_out:
            trust_out.mkdir(parents=True, exist_ok=True)
            (trust_out / "test-csca.pem").write_bytes(card.issuer.csca_pem)
        served = serve_vpcd(card, host, port)
    except BadProfile as error:
        typer.echo(f"{error}.", err=True)
        raise typer.Exit(_NOT_DONE) from None
    except OSError as error:
        typer.echo(f"{error}. Check the files and that pcscd runs with the vpcd driver at {host}:{port}.", err=True)
        raise typer.Exit(_NOT_DONE) from None
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    for line in card.profile.mrz:
        typer.echo(f"MRZ {line}")
    typer.echo(f"QR {card.profile.qr_text}")
    if card.card_access:
        typer.echo(f"CAN {card.profile.access_number}")
    sys.stdout.flush()
    while served.inserted and not ending.wait(0.2):
        pass
    served.remove()
    if not ending.is_set():
        typer.echo("The slot was closed. Start pcscd again, then this command.", err=True)
        raise typer.Exit(_NOT_DONE)


def access_keys(
    *,
    mrz: str | None,
    rest: list[str],
    qr: str | None,
    typed: tuple[str | None, str | None, str | None],
    can: str | None = None,
) -> tuple[AccessKey, ...]:
    """The keys to try from whichever of the four ways was given; raises `ReadError`."""
    number, birth, expiry = typed
    ways = [mrz is not None, qr is not None, can is not None, any(part is not None for part in typed)]
    if sum(ways) != 1 or (rest and mrz is None):
        raise BadKey("give exactly one of --mrz, --qr, --can, or --document-number with --birth and --expiry")
    if can is not None:
        return (CanKey.from_typed(sys.stdin.read() if can == "-" else can),)
    if mrz is not None:
        return (BacKey.from_mrz(sys.stdin.read() if mrz == "-" else [mrz, *rest]),)
    if qr is not None:
        keys = access_keys_from_qr(parse_card_qr(sys.stdin.read() if qr == "-" else qr))
        if not keys:
            raise BadKey("the QR holds no full dates, so the chip's key cannot be derived; use --mrz")
        return keys
    if number is None or birth is None or expiry is None:
        raise BadKey("--document-number, --birth and --expiry belong together")
    return (BacKey.from_typed(number, birth, expiry),)


def read_waiting(
    reader: CardReader, keys: tuple[AccessKey, ...], trust: TrustStore | None, seconds: float
) -> CardReading:
    """Wait for a card and read it; raises `ReadError` (`NoCard` when none came)."""
    wait_for_card(reader, seconds)
    connection = reader.connect()
    try:
        return read_card(connection, keys, trust=trust, now=datetime.now(UTC))
    finally:
        connection.close()


def wait_for_card(reader: CardReader, seconds: float) -> None:
    """Return once a card lies on the reader; raises `NoCard` after so long, `ReaderGone` at once."""
    events: queue.SimpleQueue[ReaderEvent] = queue.SimpleQueue()
    stop = reader.watch(events.put)
    deadline = time.monotonic() + seconds
    try:
        while True:
            event = events.get(timeout=max(0.0, deadline - time.monotonic()) or 0.01)
            if isinstance(event, CardInserted):
                return
            if isinstance(event, ReaderLost):
                raise ReaderGone(f"no reader {reader.name!r}" if reader.name else "no reader")
    except queue.Empty:
        raise NoCard(f"no card within {seconds:g} s") from None
    finally:
        stop()


def as_document(reading: CardReading) -> dict[str, Any]:
    """The reading in the form other programs read."""
    citizen = {name: getattr(reading.citizen, name) for name in reading.citizen.__slots__}
    portrait = reading.portrait
    return {
        "citizen": {**citizen, "extra": dict(reading.citizen.extra)},
        "portrait": portrait
        and {"format": portrait.format.value, "bytes": len(portrait.data), "sha256": portrait.sha256},
        "fingerprint": reading.fingerprint,
        "access": reading.access,
        "checks": [asdict(check) for check in reading.checks],
        "stats": asdict(reading.stats),
        "error": None,
    }


def as_table(reading: CardReading) -> str:
    """The reading for a person at a terminal."""
    document = as_document(reading)
    rows = [(name, value) for name, value in document["citizen"].items() if name not in {"extra", "no_expiry"}]
    rows += [(f"item {number}", text) for number, text in reading.citizen.extra.items()]
    if reading.citizen.no_expiry:
        rows = [(name, "none" if name == "expiry_date" else value) for name, value in rows]
    portrait = document["portrait"]
    rows.append(("portrait", f"{portrait['format']}, {portrait['bytes']} bytes" if portrait else "none"))
    rows.append(("access", f"{reading.access}, {reading.stats.apdus} commands"))
    lines = [f"{name:22}{value}" for name, value in rows]
    lines += [f"{check.name:22}{check.status.value:14}{check.evidence}" for check in reading.checks]
    return "\n".join(lines)


def write_private(path: Path, data: bytes) -> None:
    """Write a file only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)


def _give_up(code: str, line: str, do: str, *, as_json: bool) -> NoReturn:
    if as_json:
        empty: dict[str, Any] = {
            "citizen": None,
            "portrait": None,
            "fingerprint": "not_read",
            "access": None,
            "checks": [],
        }
        typer.echo(json.dumps({**empty, "error": {"code": code, "do": do}}))
    typer.echo(line, err=True)
    raise typer.Exit(_NOT_DONE)
