"""The one command line: `kiosk`, with a group for each job. Only the group that was asked for is imported."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterable
from importlib import import_module

import typer
from typer.exceptions import TyperException

HELP = "A reception kiosk for Vietnamese hospitals. Exit codes: 0 done, 1 the answer is no, 2 could not be done."

GROUPS = {
    "card": "Read chip ID cards; serve virtual ones.",
    "face": "Compare faces.",
    "his": "Try whether a HIS keeps its contract.",
    "insurance": "Ask the insurance gateway.",
    "sandbox": "A sandbox hospital: HIS, insurance gateway and bank.",
    "hub": "The hub: insurance, payment orders, money to the HIS.",
    "staff": "Who may take visits over at a station.",
    "queue": "Call a room's numbers; try the queue's rule on a simulated day.",
    "config": "Check and show a station's configuration.",
    "data": "What is kept about people: erased in time, read out, backed up.",
    "doctor": "Check everything a station depends on.",
    "service": "The services of this machine: secrets, and whether a station may be stopped.",
    "campaign": "Strike stations, hubs and their neighbours on purpose, and look for what breaks.",
    "bench": "Measure.",
}
"""Each has a module of its name with `app`."""

COMMANDS = ("cashier", "demo", "enroll", "export-guide", "reconcile", "run", "setup", "simulate", "update")
"""Each has a module of its name (`-` is `_` there) with a function of its name."""


def command_line(names: Iterable[str]) -> typer.Typer:
    """The application with these groups and commands."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback(help=HELP)(lambda: None)  # with a callback, a single command keeps its name
    for name in names:
        called = name.replace("-", "_")
        module = import_module(f"kiosk.cli.{called}")
        if name in GROUPS:
            app.add_typer(module.app, name=name, help=GROUPS[name])
        else:
            app.command(name)(getattr(module, called))
    return app


def main() -> None:
    """Run a command; an interruption ends with one line on standard error and exit code 2."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # children and files are let go of as by Ctrl-C
    every = (*COMMANDS, *GROUPS)
    asked = next((argument for argument in sys.argv[1:] if not argument.startswith("-")), None)
    try:
        code = command_line([asked] if asked in every else every)(prog_name="kiosk", standalone_mode=False)
    except TyperException as error:
        # Wrong usage: one line that says why; for a group without a command, its help.
        message = error.format_message() if hasattr(error, "format_message") else str(error)
        sys.stderr.write(f"{message.rstrip()}\n")
        raise SystemExit(2) from None
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("kiosk: stopped\n")
        raise SystemExit(2) from None
    raise SystemExit(code or 0)
