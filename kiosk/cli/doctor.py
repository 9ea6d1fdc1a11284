"""`kiosk doctor`: one line per thing a station depends on, with what mends it; once, or watched, or on paper."""

from __future__ import annotations

import json
import logging
import sys
from contextlib import closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from time import sleep
from typing import Annotated, NoReturn

import typer

from kiosk.clock import Clock, SystemClock
from kiosk.config import ConfigUnreadable
from kiosk.doctor import Check, Report, Status, examine
from kiosk.doctor.watch import Change, watched

app = typer.Typer(help="Check everything a station depends on.")

INSTALLED = Path("/etc/kiosk/station.toml")
EVERY_S = 15.0

_MARKS = {Status.OK: "ok", Status.WARN: "WARN", Status.FAIL: "FAIL", Status.SKIPPED: "-"}


@app.callback(invoke_without_command=True)
def doctor(
    config: Annotated[
        Path | None, typer.Option("--config", help=f"The station's TOML file; else {INSTALLED}, where it exists.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Check again and again, and say what changes.")] = False,
    every: Annotated[
        float, typer.Option("--every", min=1, max=3600, help="With --watch: seconds between two looks.")
    ] = EVERY_S,
    report: Annotated[
        Path | None, typer.Option("--report", help="Also write the readiness report, one page, as a PDF file.")
    ] = None,
    slip: Annotated[bool, typer.Option("--slip", help="Also print a short form of it on the slip printer.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="For scripts that must tell them apart: warnings exit 1, failures 2.")
    ] = False,
) -> None:
    """Exit 0 when all is well or only warns, 1 when something fails, 2 when the file cannot be read.

    With --strict: 0 all is well, 1 something warns, 2 something fails.
    """
    # What a library logs while a device is missing is said better by its check.
    logging.getLogger().addHandler(logging.NullHandler())
    if watch and (as_json or report or slip):
        _cannot("--watch goes with neither --json, --report nor --slip")
    clock = SystemClock()
    file = config or (INSTALLED if INSTALLED.exists() else None)
    try:
        if watch:
            raise typer.Exit(_code(_watch(file, clock, every), strict=strict))
        found = examine(file, clock)
    except ConfigUnreadable as error:
        _cannot(str(error))
    if as_json:
        checks = [asdict(check) for check in found.checks]
        print(json.dumps({"status": found.status, "checks": checks}, ensure_ascii=False, indent=2))
    else:
        _write(found)
    if report is not None:
        _put_on_paper(found, clock, report)
    if slip:
        _print_slip(found, clock)
    if found.status is Status.FAIL:
        failed = [check.name for check in found.checks if check.status is Status.FAIL]
        sys.stderr.write(f"failed: {', '.join(failed)}; each line's -> says what mends it\n")
    raise typer.Exit(_code(found, strict=strict))


def _code(report: Report, *, strict: bool) -> int:
    codes = {Status.FAIL: 2, Status.WARN: 1} if strict else {Status.FAIL: 1}
    return codes.get(report.status, 0)


def _write(report: Report) -> None:
    width = max(len(check.name) for check in report.checks)
    for check in report.checks:
        print(_line(check, width))


def _line(check: Check, width: int) -> str:
    fix = f"  -> {check.fix}" if check.fix else ""
    return f"{_MARKS[check.status]:4}  {check.name:{width}}  {check.detail}{fix}"


def _watch(file: Path | None, clock: Clock, every: float) -> Report:
    """Until Ctrl-C; the last report."""
    last: Report | None = None
    try:
        for report, changed in watched(partial(examine, file, clock), partial(sleep, every)):
            if last is None:
                _write(report)
                print(f"{clock.now():%H:%M:%S}  looked; from now on only what changes. Ctrl-C ends.", flush=True)
            for change in changed:
                print(f"{clock.now():%H:%M:%S}  {_changed(change)}", flush=True)
            last = report
    except KeyboardInterrupt:
        print()
    return last or Report(())


def _changed(change: Change) -> str:
    was = _MARKS[change.before] if change.before is not None else "new"
    return f"was {was:4}  {_line(change.now, 0)}"


def _put_on_paper(report: Report, clock: Clock, file: Path) -> None:
    from kiosk.doctor.paper import readiness_report  # noqa: PLC0415 - only whoever wants paper waits for its library
    from kiosk.reports.paper import as_pdf  # noqa: PLC0415

    try:
        file.write_bytes(as_pdf(readiness_report(report, clock.now())))
    except OSError as error:
        _cannot(f"{file} cannot be written ({error.strerror}); give another path")


def _print_slip(report: Report, clock: Clock) -> None:
    from kiosk.doctor.paper import readiness_slip  # noqa: PLC0415
    from kiosk.printing import PrinterError, open_printer  # noqa: PLC0415

    if report.config is None:
        _cannot("no slip: the printer stands in the station's file; see configuration above")
    section = report.config.printer
    try:
        with closing(open_printer(section)) as printer:
            printer.print(readiness_slip(report, clock.now(), section.width_px))
    except PrinterError as error:
        _cannot(f"no slip: {error}")


def _cannot(why: str) -> NoReturn:
    sys.stderr.write(f"{why}\n")
    raise typer.Exit(2)
