"""The booted machine and the table, with what every step asks of them."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from booted import Booted
from PIL import Image

from system.table import Ended, Table

SERVICES = ("kiosk-display", "kiosk-station", "kiosk-hub", "kiosk-receiver")
STATION, HUB = "/etc/kiosk/station.toml", "/etc/kiosk/hub.toml"


@dataclass(slots=True)
class Bench:
    """What a step works with; `folder` is where pictures and the report go."""

    machine: Booted
    table: Table
    folder: Path
    sandbox: str = ""
    """The guide's line that starts the sandbox hospital."""

    def run(self, script: str, *, check: bool = True, **environment: str) -> subprocess.CompletedProcess[str]:
        """A shell script as root in the machine."""
        return self.machine.run(script, check=check, **environment)

    def path(self, name: str) -> Path:
        """A file of the machine, seen from outside."""
        return self.machine.root / name.lstrip("/")

    def ok(self, what: str, *, holds: bool = True, seconds: float | None = None) -> None:
        """A row that what follows needs.

        :raises Ended: when it does not hold; the machine's log is told.
        """
        if not self.table.saw(what, holds=holds, seconds=seconds):
            told = self.run("journalctl --no-pager --lines 60; systemctl --no-pager status 'kiosk*'", check=False)
            sys.stderr.write(told.stdout)
            raise Ended(what)

    def until(self, holds: Callable[[], bool], seconds: float, pause: float = 0.1) -> float | None:
        """Seconds until something holds; None when it does not within so many."""
        began = time.monotonic()
        while not holds():
            if time.monotonic() - began > seconds:
                return None
            time.sleep(pause)
        return time.monotonic() - began

    def property(self, unit: str, name: str) -> str:
        """What systemd says of a unit."""
        return self.run(f"systemctl show --property={name} --value {unit}").stdout.strip()

    def ready(self, service: str) -> str:
        """When a service last became ready, as text to compare; empty while it is not."""
        show = f"systemctl show --property=ActiveState,ActiveEnterTimestampMonotonic {service}"
        lines = dict(line.split("=") for line in self.run(show).stdout.split())
        return lines["ActiveEnterTimestampMonotonic"] if lines["ActiveState"] == "active" else ""

    def doctor(self, service: str = "station") -> dict[str, dict[str, Any]]:
        """Doctor's checks by name, asked as the service."""
        done = self.run(f"kiosk service exec {service} doctor --json --config /etc/kiosk/{service}.toml", check=False)
        return checks(done)

    def quiet(self, seconds: float = 180) -> bool:
        """Wait until nothing would be lost or interrupted."""
        rests = lambda: self.run("kiosk service may-stop", check=False).returncode == 0  # noqa: E731
        return self.until(rests, seconds, 1.0) is not None

    def picture(self, name: str) -> int:
        """What the screen shows, as NAME.png; how many colours are on it."""
        self.run("DISPLAY=:9 xwd -silent -root -out /root/screen.xwd")
        picture = _xwd(self.path("root/screen.xwd"))
        picture.save(self.folder / f"{name}.png")
        return len(picture.resize((108, 192)).getcolors(1 << 20) or [])


def checks(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    """The checks of a doctor's JSON, by name; one line under a made-up name where there is none."""
    try:
        return {check["name"]: check for check in json.loads(done.stdout)["checks"]}
    except (ValueError, KeyError):
        why = (done.stdout + done.stderr)[-400:]
        return {"doctor": {"name": "doctor", "status": "fail", "detail": why, "fix": ""}}


def _xwd(path: Path) -> Image.Image:
    """A picture as `xwd` writes it (X11/XWDFile.h): a header of big-endian words, colours, rows of BGRX."""
    data = path.read_bytes()
    header = struct.unpack(">25I", data[:100])
    size, width, height, row, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + 12 * colours
    return Image.frombuffer("RGB", (width, height), data[start : start + row * height], "raw", "BGRX", row, 1)
