"""What a hub carries: a fleet beating and handing in rows through the gate, what it costs, and a day's backlog.

Every process is real and its own: hub, gate, PostgreSQL with `fsync` on, and the load. Their processor seconds and
memory are read from the system at the beginning and the end of each phase.
"""

from __future__ import annotations

import json
import os
import secrets
import selectors
import socket
import ssl
import string
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import timedelta
from itertools import islice, product
from pathlib import Path
from typing import IO, Any

import psutil
from sqlalchemy import func, select

from kiosk.clock import SystemClock
from kiosk.config import StationConfig, load_config
from kiosk.config.render import render_toml
from kiosk.fleet import events as told
from kiosk.fleet.identity import new_key, request_for
from kiosk.hub.db import schema
from kiosk.hub.db.bench import HubDidNotStart, visit_rows
from kiosk.hub.db.commands import init, open_database
from kiosk.hub.db.throwaway import throwaway_postgres
from kiosk.hub.fleet.bench.load import Plan, write_plan
from kiosk.hub.fleet.decisions import SUBJECT
from kiosk.hub.fleet.opening import fleet_keys
from kiosk.hub.records import hub_codec
from kiosk.journal import Journal, MasterKey

READY_S = 120.0
PHASE_S = 1_800.0
ROWS_OF_A_VISIT = 23
VISITS_OF_A_DAY = 100
"""At one station; both as in docs/ledger.md."""

Figures = dict[str, Any]


def measure_fleet(
    stations: int = 15_000,
    rows_per_second: int = 3_000,
    seconds: float = 60.0,
    cut_off: int = 0,
    say: Callable[[str], None] = lambda _line: None,
    *,
    pause_s: float = 30.0,
    batch: int = ROWS_OF_A_VISIT,
    durable: bool = True,
) -> Figures:
    """A fleet for so long; then, if some were `cut_off`, until what they owe of a day is handed in.

    Rows go in batches of `batch`, a visit's. `processors` are processor seconds a second of each part. Rows are counted
    in the database afterwards; `lost` and `doubled` must be 0.

    :raises NoPostgres, HubDidNotStart: when there is nothing to measure.
    """
    letters = string.digits + string.ascii_uppercase
    names = tuple("".join(some) for some in islice(product(letters, repeat=4), stations))
    clock = SystemClock()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-bench-fleet-")))
        place = stack.enter_context(throwaway_postgres(durable=durable))
        config = _config(folder, place)
        init(config, clock)
        given = {
            "KIOSK_HUB_TOKEN": secrets.token_urlsafe(24),
            "KIOSK_JOURNAL_KEY": secrets.token_hex(32),
            "KIOSK_HIS_SECRET": secrets.token_urlsafe(24),
        }
        say(f"{stations} identities …")
        _enrolled(config, names, folder, given["KIOSK_JOURNAL_KEY"], clock)
        hub, gate = stack.enter_context(_hub(folder, given))
        where = gate.rpartition(":")
        plan = Plan(
            where[0].removeprefix("https://"),
            int(where[2]),
            str(folder),
            names,
            pause_s,
            seconds,
            rows_per_second,
            batch,
            cut_off,
            ROWS_OF_A_VISIT * VISITS_OF_A_DAY,
            visit_rows(folder),
        )
        write_plan(plan, folder / "plan.json")
        command = ["kiosk.hub.fleet.bench.load", str(folder / "plan.json")]
        load = stack.enter_context(_process(command, folder / "load.log"))
        usage = _Usage(hub.pid, load.pid, place)
        figures: Figures = {"stations": stations, "rows_per_batch": batch, "connections": "kept, mutual TLS 1.3"}
        sent: Mapping[str, int] = {}
        while True:
            before = usage.seconds()
            said = _line(load.stdout, PHASE_S)
            if said is None:
                raise HubDidNotStart(folder / "load.log")
            phase = said.pop("phase")
            if phase == "sent":
                sent = said["sent"]
                break
            busy = usage.since(before, said.get("seconds", said.get("connect_s", 1)))
            figures[phase] = {**said, "processors": busy, **_cost(said, busy)}
            say(f"{phase}: {json.dumps({name: one for name, one in figures[phase].items() if name != 'series'})}")
            _go_on(load)
        _go_on(load)
        figures["memory_mb"] = usage.memory()
        figures["load_average"] = [round(one, 1) for one in os.getloadavg()]
        figures |= _look(config, sent)
    return figures


class _Usage:
    """Processor seconds and memory of each part of what runs."""

    def __init__(self, hub: int, load: int, place: str) -> None:
        process = psutil.Process(hub)
        [gate] = [child for child in process.children() if "gate" in child.cmdline()]
        folder = place.rpartition("host=")[2].replace("%2F", "/")
        [server] = [one for one in psutil.process_iter(["cmdline"]) if f"{folder}/data" in (one.info["cmdline"] or ())]
        self._parts = {"hub": process, "gate": gate, "load": psutil.Process(load)}
        self._server = server

    def seconds(self) -> dict[str, float]:
        """So far."""
        used = {name: sum(process.cpu_times()[:2]) for name, process in self._parts.items()}
        own = self._server.cpu_times()
        # Of servers that ended the parent knows what they used.
        ended = own.children_user + own.children_system
        used["postgresql"] = (
            own.user + own.system + ended + sum(sum(c.cpu_times()[:2]) for c in self._server.children())
        )
        return used

    def since(self, before: Mapping[str, float], seconds: float) -> dict[str, float]:
        """Processors busy since then, by part."""
        return {name: round((used - before[name]) / max(seconds, 0.001), 2) for name, used in self.seconds().items()}

    def memory(self) -> dict[str, int]:
        """Resident megabytes of each, the most there were."""
        most = {}
        for name, process in self._parts.items():
            status = Path(f"/proc/{process.pid}/status").read_text(encoding="ascii")
            most[name] = int(status.partition("VmHWM:")[2].split()[0]) // 1024
        return most


def _cost(said: Mapping[str, Any], busy: Mapping[str, float]) -> Figures:
    """Rows a processor second of hub, gate and database together: what counts when others hold the machine besides."""
    rows = said.get("rows_per_second", 0) + said.get("backlog_rows_per_second", 0)
    used = sum(busy[part] for part in ("hub", "gate", "postgresql"))
    return {"rows_per_processor_second": round(rows / used)} if rows and used else {}


def _enrolled(config: StationConfig, names: tuple[str, ...], folder: Path, key: str, clock: SystemClock) -> None:
    """Every station enrolled in the hub's journal before it starts, with its certificate in a file."""
    authority = fleet_keys(config, clock).authority
    (folder / "authority.pem").write_text(authority.pem, encoding="ascii")
    now, secret = clock.now(), new_key()
    csr = request_for("0000", secret)  # one key for all of them: it is certificates that are told apart
    entries: list[tuple[str, object]] = []
    for name in names:
        signed = authority.sign(name, csr, now)
        (folder / f"{name}.pem").write_text(signed.pem + secret.decode("ascii"), encoding="ascii")
        token = f"{name:0>64}"
        entries.append((SUBJECT, told.TokenIssued(name, token, now + timedelta(days=1), "bench", now)))
        entries.append(
            (SUBJECT, told.StationEnrolled(name, token, signed.serial, signed.fingerprint, signed.expires_at, now))
        )
    assert config.hub.journal is not None
    with closing(Journal.open(config.hub.journal, hub_codec(), MasterKey(bytes.fromhex(key)), clock)) as journal:
        journal.append(entries)


@contextmanager
def _hub(folder: Path, given: Mapping[str, str]) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """A hub with its gate; the gate's address."""
    command = ["kiosk", "hub", "serve", "--config", str(folder / "hub.toml"), "--ready"]
    with _process(command, folder / "hub.log", given) as process:
        if _line(process.stdout, READY_S) is None or (gate := _line(process.stdout, READY_S)) is None:
            raise HubDidNotStart(folder / "hub.log")
        yield process, gate["gate"]


@contextmanager
def _process(
    arguments: list[str], log: Path, given: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **(given or {})},
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()


def _line(pipe: IO[bytes] | None, seconds: float) -> dict[str, Any] | None:
    assert pipe is not None
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        line = pipe.readline() if waiting.select(seconds) else b""
    return json.loads(line) if line else None


def _go_on(load: subprocess.Popen[bytes]) -> None:
    assert load.stdin is not None
    load.stdin.write(b"\n")
    load.stdin.flush()


def _look(config: StationConfig, sent: Mapping[str, int]) -> Figures:
    """Every row that was answered for, in the database."""
    table = schema.journal_row
    with closing(open_database(config)) as database, database.reading() as connection:
        version = connection.exec_driver_sql("SHOW server_version").scalar_one()
        synced = connection.exec_driver_sql("SHOW fsync").scalar_one()
        query = select(table.c.source, func.count(), func.count(table.c.hash.distinct())).group_by(table.c.source)
        held = {source: (rows, hashes) for source, rows, hashes in connection.execute(query)}
    return {
        "rows": sum(sent.values()),
        "lost": sum(max(0, rows - held.get(source, (0, 0))[1]) for source, rows in sent.items()),
        "doubled": sum(rows - hashes for rows, hashes in held.values()),
        "postgresql": version,
        "fsync": synced,
        "openssl": ssl.OPENSSL_VERSION,
    }


def _config(folder: Path, address: str) -> StationConfig:
    file = folder / "hub.toml"
    station = {
        "id": "HUB",
        "hospital": "Bệnh viện Mẫu",
        "name": "Máy đo",
        "facility": "01001",
        "journal": folder / "station.db",
    }
    listen = f"127.0.0.1:{_free_port()}"
    hub = {
        "url": f"http://{listen}",
        "listen": listen,
        "journal": folder / "hub.db",
        "database": address,
        "gate": "127.0.0.1:0",
        "gate_names": ["127.0.0.1"],
    }
    his = {"url": "http://127.0.0.1:9", "merchant_id": "BENCH"}  # nobody is asked: no patient comes
    printer = {"kind": "picture", "path": folder / "slips"}
    file.write_text(render_toml({"station": station, "printer": printer, "his": his, "hub": hub}), encoding="utf-8")
    return load_config(file)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
