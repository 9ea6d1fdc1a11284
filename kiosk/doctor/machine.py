"""Checks of the machine itself: versions, clock, typefaces."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version

from kiosk.clock import Clock
from kiosk.doctor.check import Finding, fail, ok, warn
from kiosk.printing.fonts import SYSTEM, FontsMissing, Weight, font_file

EARLIEST = datetime(2026, 7, 1, tzinfo=UTC)
"""No station runs before this program existed: an earlier clock lost its battery."""


def versions(_clock: Clock) -> Finding:
    """What is installed, for whoever reads a report from afar."""
    python = ".".join(map(str, sys.version_info[:3]))
    return ok(f"kiosk {version('hospital-kiosk')}, Python {python}")


def clock(clock: Clock) -> Finding:
    """The time itself, and whether a time server keeps it: a HIS refuses calls that are minutes off."""
    now = clock.now()
    if now < EARLIEST:
        return fail(f"the clock says {now:%Y-%m-%d}", "set the time: timedatectl set-ntp true")
    match _ntp():
        case "yes":
            return ok(f"{now:%Y-%m-%d %H:%M %Z}, kept by a time server")
        case "no":
            return warn(f"{now:%Y-%m-%d %H:%M %Z}, kept by nobody", "timedatectl set-ntp true")
        case _:
            return ok(f"{now:%Y-%m-%d %H:%M %Z}; this system does not say who keeps it")


def _ntp() -> str:
    command = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=3, check=True)
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()


def fonts(_clock: Clock) -> Finding:
    """The typefaces of the slip."""
    try:
        files = {font_file(weight) for weight in Weight}
    except FontsMissing as error:
        return fail("no typeface for Vietnamese", str(error))
    if any(SYSTEM in file.parents for file in files):
        return warn("the system's Noto Sans instead of Be Vietnam Pro", "reinstall the application")
    return ok("Be Vietnam Pro")
