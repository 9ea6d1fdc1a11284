"""`kiosk reconcile`: match files of payments, receipts and bank lines, or take a statement to a hub; compare days."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, NoReturn

import duckdb
import typer

from kiosk.cli.reconcile_hub import CannotReconcile, Place, days_asked, reconcile_at_hub, told
from kiosk.clock import SystemClock
from kiosk.reconcile.csv_files import CsvInvalid, read_books, write_differences, write_matches
from kiosk.reconcile.csv_report import write_report
from kiosk.reconcile.engine import Kind, Settings
from kiosk.reconcile.engine.run import counts, run
from kiosk.reconcile.engine.store import Store


def reconcile(
    payments: Annotated[
        Path | None,
        typer.Option(
            "--payments",
            help="CSV: payment_id, pay_code, amount, opened_at; may have expires_at, provider, provider_ref, account, "
            "virtual_account, station.",
        ),
    ] = None,
    bank: Annotated[
        Path | None,
        typer.Option(
            "--bank",
            help="CSV: line_id, amount, booked_at, memo; may have account, reference, virtual_account.",
        ),
    ] = None,
    receipts: Annotated[
        Path | None,
        typer.Option(
            "--receipts",
            help="CSV: number, payment_id, amount, paid_at. Without it the HIS is left out.",
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            help="With files: matches as CSV (payment_id, line_id, rule, auto, evidence, group). "
            "At a hub: the report as XLSX.",
        ),
    ] = None,
    differences: Annotated[Path | None, typer.Option("--differences", help="Every pairwise difference as CSV.")] = None,
    report: Annotated[Path | None, typer.Option("--report", help="All of it as XLSX, with a chart.")] = None,
    prefix: Annotated[str, typer.Option("--prefix", help="What pay codes begin with: 1 to 4 letters.")] = "KM",
    first: Annotated[
        str, typer.Option("--from", help="First day at the hub, like 2026-11-24; today if left out.")
    ] = "",
    last: Annotated[str, typer.Option("--to", help="Last day; the first one if left out.")] = "",
    statement: Annotated[
        Path | None, typer.Option("--statement", help="A statement to book at the hub before, each line once for ever.")
    ] = None,
    layout: Annotated[str, typer.Option("--layout", help="How to read it; guessed if left out.")] = "",
    account: Annotated[str, typer.Option("--account", help="Whose it is, where the file does not say.")] = "",
    provider: Annotated[str, typer.Option("--provider", help="Who made it.")] = "bank",
    user: Annotated[
        str,
        typer.Option("--user", help="Who signs in, or the credential desk_user; the PIN is desk_pin, or is asked for."),
    ] = "",
    desk: Annotated[str, typer.Option("--desk", help="At which desk.")] = "desk-1",
    config: Annotated[
        Path | None, typer.Option("--config", help="The machine's TOML file with [hub]; its credentials are used.")
    ] = None,
    hub: Annotated[str, typer.Option("--hub", help="The hub's address, instead of the file's.")] = "",
    ca: Annotated[Path | None, typer.Option("--ca", help="PEM file of the authorities to trust.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Match payments with bank lines and receipts; exit 1 when two books differ, 2 when it cannot be done.

    Either files: --payments, --bank and --receipts, to --out. Amounts are whole đồng without separators, times ISO 8601
    (Vietnamese time without a zone), files UTF-8. Or a running hub: --from, --to, --statement, to --out.
    """
    if out is None:
        _fail("where to? give --out")
    for file in (out, differences, report):
        if file is not None and not file.absolute().parent.is_dir():
            _fail(f"{file}: its folder does not exist")
    if payments is not None and bank is not None:
        if not (prefix.isascii() and prefix.isalpha() and 1 <= len(prefix) <= 4):
            _fail("--prefix is 1 to 4 letters A–Z")
        if first or last or statement or user:
            _fail("either files, or a hub: --payments and --bank go with none of --from, --to, --statement, --user")
        figures = _of_files(payments, bank, receipts, out, differences, report, Settings(prefix=prefix.upper()))
        differ, lines = figures["differ"], _told(figures)
    elif not (payments or bank or receipts or differences or report):
        figures = _at_hub(Place(config, hub, ca, user, desk), (first, last, statement, layout, account, provider), out)
        differ, lines = figures["open"] > 0, told(figures)
    else:
        _fail("give --payments and --bank for files, or --from, --to, --statement for a hub")
    if as_json:
        print(json.dumps(figures, ensure_ascii=False))
    else:
        print("\n".join(lines))
    if differ:
        typer.echo("kiosk reconcile: the books differ", err=True)
        raise typer.Exit(1)


def _at_hub(place: Place, days: tuple[str, str, Path | None, str, str, str], out: Path) -> dict[str, Any]:
    try:
        return reconcile_at_hub(place, days_asked(*days, today=SystemClock().now().date()), out)
    except CannotReconcile as error:
        _fail(str(error))


def _of_files(
    payments: Path,
    bank: Path,
    receipts: Path | None,
    out: Path,
    differences: Path | None,
    report: Path | None,
    settings: Settings,
) -> dict[str, Any]:
    """Match files, write what was asked for, and answer the figures of `--json`."""
    begun = time.monotonic()
    try:
        with Store(settings) as store:
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
    return figures


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


def _told(figures: dict[str, Any]) -> Iterator[str]:
    for name, value in figures.items():
        if name == "differences":
            for between, kinds in value.items():
                for kind, number in kinds.items():
                    yield f"  {between:12} {kind:20} {number}"
        else:
            yield f"{name:14} {value}"


def _step(name: str) -> None:
    """Progress, for whoever watches a terminal."""
    if sys.stderr.isatty():
        sys.stderr.write(f"kiosk reconcile: {name} …\n")


def _fail(why: str) -> NoReturn:
    typer.echo(f"kiosk reconcile: {why}", err=True)
    raise typer.Exit(2)
