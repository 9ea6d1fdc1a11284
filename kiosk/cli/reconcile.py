"""`kiosk reconcile`: match files of payments, receipts and bank lines, or take a statement to a hub; compare days."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Annotated, Any, NoReturn

import duckdb
import typer

from kiosk.reconcile.csv_files import CsvInvalid, read_books, write_differences, write_matches
from kiosk.reconcile.csv_report import write_report
from kiosk.reconcile.engine import Kind, Settings
from kiosk.reconcile.engine.run import counts, run
from kiosk.reconcile.engine.store import Store

FILES = "Files"
HUB = "Running hub"


def reconcile(
    payments: Annotated[
        Path | None,
        typer.Option(
            "--payments",
            help="CSV: payment_id, pay_code, amount, opened_at; may have expires_at, provider, provider_ref, account, "
            "virtual_account, station.",
            rich_help_panel=FILES,
        ),
    ] = None,
    bank: Annotated[
        Path | None,
        typer.Option(
            "--bank",
            help="CSV: line_id, amount, booked_at, memo; may have account, reference, virtual_account.",
            rich_help_panel=FILES,
        ),
    ] = None,
    receipts: Annotated[
        Path | None,
        typer.Option(
            "--receipts",
            help="CSV: number, payment_id, amount, paid_at. Without it the HIS is left out.",
            rich_help_panel=FILES,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", help="Files: matches as CSV (payment_id, line_id, rule, auto, evidence, group)."),
    ] = None,
    differences: Annotated[
        Path | None, typer.Option("--differences", help="Every pairwise difference as CSV.", rich_help_panel=FILES)
    ] = None,
    report: Annotated[
        Path | None, typer.Option("--report", help="All of it as XLSX, with a chart.", rich_help_panel=FILES)
    ] = None,
    prefix: Annotated[
        str, typer.Option("--prefix", help="What pay codes begin with: 1 to 4 letters.", rich_help_panel=FILES)
    ] = "KM",
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Match payments with bank lines and receipts; exit 1 when two books differ, 2 when a file cannot be taken.

    Amounts are whole đồng without separators, times ISO 8601 (Vietnamese time without a zone), files UTF-8.
    """
    if payments is None or bank is None or out is None:
        _fail("give --payments, --bank and --out")
    if not (prefix.isascii() and prefix.isalpha() and 1 <= len(prefix) <= 4):
        _fail("--prefix is 1 to 4 letters A–Z")
    for file in (out, differences, report):
        if file is not None and not file.absolute().parent.is_dir():
            _fail(f"{file}: its folder does not exist")
    begun = time.monotonic()
    try:
        with Store(Settings(prefix=prefix.upper())) as store:
            _step("reading the files")
            read_books(store, payments, bank, receipts)
            run(store, _step)
            _step("writing")
            write_matches(store, out)
            if differences is not None:
                write_differences(store, differences)
            if report is not None:
                write_report(store, report)
            figures = _figures(store)
    except CsvInvalid as error:
        _fail(str(error))
    except OSError as error:
        _fail(f"{error.filename}: cannot be written ({error.strerror})")
    except duckdb.OutOfMemoryException:
        _fail("not enough memory and no room on the disk for temporary files")
    figures["seconds"] = round(time.monotonic() - begun, 3)
    if as_json:
        print(json.dumps(figures))
    else:
        _tell(figures)
    if figures["differ"]:
        typer.echo("kiosk reconcile: the books differ; --differences FILE or --report FILE list by what", err=True)
        raise typer.Exit(1)


def _figures(store: Store) -> dict[str, Any]:
    """How many of each, and the differences by the two books and the kind."""
    found: dict[str, Any] = dict(counts(store))
    groups: dict[str, dict[str, int]] = {}
    rows = store.con.execute("SELECT between_books, kind, count(*) FROM differences GROUP BY ALL ORDER BY ALL")
    for between, kind, number in rows.fetchall():
        groups.setdefault(between, {})[kind] = number
    found["differences"] = groups
    found["differ"] = any(Kind(kind).differs for group in groups.values() for kind in group)
    return found


def _tell(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        if name == "differences":
            for between, kinds in value.items():
                for kind, number in kinds.items():
                    print(f"  {between:12} {kind:20} {number}")
        else:
            print(f"{name:14} {value}")


def _step(name: str) -> None:
    """Progress, for whoever watches a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"kiosk reconcile: {name} …\n")


def _fail(why: str) -> NoReturn:
    typer.echo(f"kiosk reconcile: {why}", err=True)
    raise typer.Exit(2)
