"""`kiosk doctor`: one line per thing a station depends on, with what mends it."""

from __future__ import annotations

import json
import logging
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kiosk.clock import SystemClock
from kiosk.config import ConfigUnreadable
from kiosk.doctor import Report, Status, examine

app = typer.Typer(help="Check everything a station depends on.")

INSTALLED = Path("/etc/kiosk/station.toml")

_MARKS = {Status.OK: "ok", Status.WARN: "WARN", Status.FAIL: "FAIL", Status.SKIPPED: "-"}


@app.callback(invoke_without_command=True)
def doctor(
    config: Annotated[
        Path | None, typer.Option("--config", help=f"The station's TOML file; else {INSTALLED}, where it exists.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Exit 0 when all is well or only warns, 1 when something fails, 2 when the file cannot be read."""
    # What a library logs while a device is missing is said better by its check.
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        report = examine(config or (INSTALLED if INSTALLED.exists() else None), SystemClock())
    except ConfigUnreadable as error:
        sys.stderr.write(f"{error}\n")
        raise typer.Exit(2) from error
    if as_json:
        checks = [asdict(check) for check in report.checks]
        print(json.dumps({"status": report.status, "checks": checks}, ensure_ascii=False, indent=2))
    else:
        _write(report)
    if report.status is Status.FAIL:
        failed = [check.name for check in report.checks if check.status is Status.FAIL]
        sys.stderr.write(f"failed: {', '.join(failed)}; each line's -> says what mends it\n")
        raise typer.Exit(1)


def _write(report: Report) -> None:
    width = max(len(check.name) for check in report.checks)
    for check in report.checks:
        fix = f"  -> {check.fix}" if check.fix else ""
        print(f"{_MARKS[check.status]:4}  {check.name:{width}}  {check.detail}{fix}")
