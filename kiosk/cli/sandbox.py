"""`kiosk sandbox`: run the sandboxed neighbours, and look into what the sandbox HIS has recorded."""

import json
import os
import signal
import threading
from dataclasses import asdict, fields
from pathlib import Path
from typing import Annotated

import typer

from his_client.sandbox.recorded import recorded
from his_client.sandbox.run import Accounts, Sandbox

app = typer.Typer(no_args_is_help=True, help="Sandbox HIS, insurance gateway and bank on this machine.")

_ENVIRONMENT = "KIOSK_SANDBOX_"


@app.command()
def serve(
    db: Annotated[Path, typer.Option(help="SQLite file of the sandbox; made when absent.")],
    port_base: Annotated[
        int, typer.Option(min=0, max=65530, help="Port of the HIS; the others take the next five.")
    ] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Tell addresses and accounts as one JSON line.")] = False,
) -> None:
    """Serve until SIGTERM or Ctrl-C. Accounts are made new at each start, or given as KIOSK_SANDBOX_<FIELD>."""
    try:
        sandbox = Sandbox(db, port_base, accounts=accounts_from_environment(), with_providers=True)
    except OSError:
        typer.echo("A port is taken or the file cannot be opened; choose another --port-base or --db.", err=True)
        raise typer.Exit(2) from None
    ending = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ending.set())
    with sandbox:
        addresses = {**sandbox.urls, "fhir": sandbox.fhir_url}
        ready = {**addresses, "db": str(db.absolute()), "accounts": asdict(sandbox.accounts)}
        if as_json:
            typer.echo(json.dumps(ready, ensure_ascii=False))
        else:
            for name in ("his", "fhir", "insurance", "bank", "payos", "sepay", "vnpay", "db"):
                typer.echo(f"{name:10} {ready[name]}")
        ending.wait()


@app.command()
def show(
    db: Annotated[Path, typer.Option(help="SQLite file of the sandbox.")],
    visit: Annotated[str, typer.Option(help="Registration key or visit code (MA_LK).")],
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Show one registration and its payments as the HIS recorded them; exit 1 when there is none."""
    try:
        found = recorded(db, visit)
    except OSError:
        typer.echo(f"{db} is not a sandbox file; start `kiosk sandbox serve --db FILE` first.", err=True)
        raise typer.Exit(2) from None
    if found is None:
        typer.echo("No such registration in this sandbox.", err=True)
        raise typer.Exit(1)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        for name, value in found["registration"].items():
            typer.echo(f"{name:18} {'' if value is None else value}")
        for payment in found["payments"]:
            typer.echo(f"{'payment':18} {payment['id']} {payment['amount']} {payment['receipt_number']}")


def accounts_from_environment() -> Accounts:
    """The sandbox's accounts: from KIOSK_SANDBOX_MERCHANT_SECRET and the like where set, else made new."""
    given = {field.name: os.environ.get(_ENVIRONMENT + field.name.upper()) for field in fields(Accounts)}
    return Accounts(**{name: value for name, value in given.items() if value})
