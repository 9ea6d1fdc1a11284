"""Each program is killed, and must serve again within 10 s; what stands still is noticed by the watchdog's 20 s."""

from __future__ import annotations

import time
from collections.abc import Callable

from system.bench import Bench

BACK_S = 10.0
HUNG_S = 20.0 + BACK_S
_ROWS = """import sqlite3
file = sqlite3.connect("file:/var/lib/kiosk/journal.db?mode=ro", uri=True)
print(file.execute("SELECT count(*) FROM journal").fetchone()[0])"""
_ANSWERS = """import socket, sys
line = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 1)
if len(sys.argv) > 2:
    import ssl
    ssl._create_unverified_context().wrap_socket(line)"""
DRAWN = 50
"""Colours on a welcome screen; an empty panel has one."""


def kill_everything(bench: Bench) -> None:
    """Kill, wait, look; the journal must have every row it had."""
    bench.table.step("killed")
    if bench.machine.prefer(on=True):
        bench.table.saw("the booted machine comes before whatever else runs here, as a station's own would be")
    time.sleep(5)
    rows = _rows(bench)
    _picture(bench, "welcome")
    for service, what in (
        ("kiosk-station", "the station's session is killed"),
        ("kiosk-display", "the compositor (weston) is killed"),
        ("kiosk-hub", "the hub is killed"),
        ("kiosk-receiver", "the webhook receiver is killed"),
    ):
        _unit(bench, what, service, "KILL", BACK_S)
    _listener(bench, "the gate is killed", "pkill -KILL -f 'kiosk hub gat[e]'", 8443, tls=True)
    _pcscd(bench)
    bench.table.cannot("print queue: the slip printer is reached directly; cupsd runs only where kind = cups, not here")
    _unit(bench, "the station stands still (SIGSTOP)", "kiosk-station", "STOP", HUNG_S)
    _unit(bench, "the hub stands still (SIGSTOP)", "kiosk-hub", "STOP", HUNG_S)
    bench.machine.prefer(on=False)
    bench.table.saw("no row of the journal was lost", holds=_rows(bench) >= rows)
    after = bench.doctor()
    for name in ("journal", "database", "reader", "hub"):
        bench.table.saw(f"after all that doctor: {name} {after[name]['status']}", holds=after[name]["status"] == "ok")


def _unit(bench: Bench, what: str, service: str, signal: str, within: float) -> None:
    watched = "kiosk-station" if service == "kiosk-display" else service
    before = bench.ready(watched)
    pid = bench.property(service, "MainPID")
    began = time.monotonic()
    bench.run(f"kill -{signal} {pid}")
    back = bench.until(lambda: bench.ready(watched) not in ("", before), 6 * within)
    bench.table.saw(f"{what}: serves again", holds=back is not None, seconds=time.monotonic() - began, within=within)
    if watched == "kiosk-station":
        _picture(bench, f"after-{service.removeprefix('kiosk-')}-{signal.lower()}")


def _listener(bench: Bench, what: str, kill: str, port: int, *, tls: bool = False) -> None:
    """A program without a unit of its own: gone, then it answers."""
    bench.run("apt-get install --yes -qq --no-install-recommends procps")
    told = "import sys; sys.argv[1:] = " + repr([str(port), *(["tls"] if tls else [])])
    answers = lambda: bench.run(f"/usr/bin/python3.11 - <<'PY'\n{told}\n{_ANSWERS}\nPY", check=False).returncode == 0  # noqa: E731
    began = time.monotonic()
    bench.run(kill)
    gone = not answers()
    back = bench.until(answers, 6 * BACK_S)
    bench.table.saw(
        f"{what}: answers again", holds=gone and back is not None, seconds=time.monotonic() - began, within=BACK_S
    )


def _pcscd(bench: Bench) -> None:
    """Started anew by its socket; the station, which holds a line to it, finds its reader again by itself."""
    before = bench.property("pcscd.service", "MainPID")
    began = time.monotonic()
    bench.run(f"kill -KILL {before}")
    back = bench.until(lambda: bench.property("pcscd.service", "MainPID") not in ("0", before), 6 * BACK_S)
    bench.table.saw(
        "pcscd is killed: the station's next look starts it again",
        holds=back is not None,
        seconds=time.monotonic() - began,
        within=BACK_S,
    )
    reader: Callable[[], bool] = lambda: bench.doctor()["reader"]["status"] == "ok"  # noqa: E731
    bench.table.saw("and doctor finds the reader", holds=bench.until(reader, 30) is not None)


def _picture(bench: Bench, name: str) -> None:
    time.sleep(1)
    colours = bench.picture(name)
    bench.table.saw(f"the welcome screen is drawn ({name}.png)", holds=colours > DRAWN)


def _rows(bench: Bench) -> int:
    return int(bench.run(f"python3.11 -c '{_ROWS}'").stdout)
