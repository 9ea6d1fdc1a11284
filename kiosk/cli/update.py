"""`kiosk update`: bring this machine to another release, or say why not now."""

from __future__ import annotations

import errno
import json
import os
import shutil
import stat
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from kiosk.logs import log_to_stderr
from kiosk.service.machine import KEPT, ThisMachine
from kiosk.service.release import SUFFIX, ReleaseInvalid, verified
from kiosk.service.update import update as run_update

PINNED = Path("/etc/kiosk/release-key.pem")
INCOMING = KEPT / "incoming"
MOST = 2 << 30


def update(
    deb: Annotated[Path, typer.Argument(help="The package; its signed word, FILE.release, lies beside it.")],
    check: Annotated[bool, typer.Option("--check", help="Try it beside the release in use; change nothing.")] = False,
    older: Annotated[bool, typer.Option("--older", help="Also go back to an earlier release.")] = False,
    dumped: Annotated[bool, typer.Option("--dumped", help="The hub's PostgreSQL was dumped: go on.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output.")] = False,
) -> None:
    """Update when nobody stands at the station and nothing is undelivered: checked, watched, rolled back if it fails.

    Exit 0 updated (or could be), 1 refused or rolled back, 2 could not be done.
    """
    if os.geteuid() != 0:
        _cannot("this is an administrator's command: run it with sudo")
    log_to_stderr()
    try:
        # Root looks at copies of its own: what was verified is what is installed.
        INCOMING.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = INCOMING / "kiosk.deb"
        _take(deb, ours)
        _take(Path(f"{deb}{SUFFIX}"), Path(f"{ours}{SUFFIX}"))
        release = verified(PINNED, ours)
    except OSError as error:
        _cannot(f"{error.filename} cannot be read ({error.strerror}); a package comes with its file {SUFFIX}")
    except ReleaseInvalid as error:
        shutil.rmtree(INCOMING, ignore_errors=True)
        _cannot(str(error))
    machine = ThisMachine(dumped=dumped)
    try:
        result = run_update(
            machine,
            ours,
            release,
            only_check=check,
            older=older,
            tell=_tell,
        )
    finally:
        machine.clear()
        shutil.rmtree(INCOMING, ignore_errors=True)
    if as_json:
        print(json.dumps(asdict(result)))
    else:
        print(" ".join(part for part in (f"{result.version}: {result.end.replace('_', ' ')}", result.why) if part))
    if result.end == "stuck":
        raise typer.Exit(2)
    raise typer.Exit(0 if result.end in ("updated", "ready") else 1)


def _take(offered: Path, ours: Path) -> None:
    """Copy a file that others may own: a file and nothing else, and no more of it than a package can have."""
    with os.fdopen(os.open(offered, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or found.st_size > MOST:
            raise OSError(errno.EINVAL, "it is no file of a package's size", str(offered))
        with ours.open("wb") as copy:
            shutil.copyfileobj(file, copy, 1 << 20)


def _tell(step: str) -> None:
    sys.stderr.write(f"update: {step}\n")


def _cannot(why: str) -> NoReturn:
    sys.stderr.write(f"kiosk update: {why}\n")
    raise typer.Exit(2)
