"""What the machine lets nobody do: other consoles, shells, secrets on the disk, and what each unit is exposed to."""

from __future__ import annotations

import re

from system.bench import Bench

UNITS = (
    "kiosk-display",
    "kiosk-station",
    "kiosk-hub",
    "kiosk-receiver",
    "kiosk-backup",
    "kiosk-lockdown",
    "kiosk-update",
    "kiosk-update-recover",
)
MOST = 3.0


def look(bench: Bench) -> None:
    """A row for each."""
    bench.table.step("locked")
    saw = bench.table.saw
    for unit in ("ctrl-alt-del.target", "autovt@tty2.service"):
        saw(f"{unit} is masked while the screen runs", holds=bench.property(unit, "LoadState") == "masked")
    users = [line.split(":") for line in bench.run("getent passwd kiosk kiosk-hub kiosk-receiver").stdout.splitlines()]
    saw("the services' users have no shell", holds=all(user[6] == "/usr/sbin/nologin" for user in users))
    saw("the station's user is in no other group", holds=bench.run("id -nG kiosk").stdout.split() == ["kiosk"])
    secret = bench.run("cat /etc/kiosk/secrets/*/*.cred; cat /etc/kiosk/*.toml").stdout
    saw("no secret lies readable on the disk", holds="trial" not in secret)
    for unit in UNITS:
        told = bench.run(f"systemd-analyze security --no-pager {unit}.service").stdout
        exposure = float(re.findall(r"level for \S+: ([0-9.]+)", told)[0])
        saw(f"systemd-analyze security {unit}: {exposure} (at most {MOST})", holds=exposure <= MOST)
