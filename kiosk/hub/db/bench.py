"""What replication carries: simulated stations hand their rows to a real hub, which is killed meanwhile.

The stations' rows are those of simulated visits, chained anew for each. Every row is looked for afterwards, in the
database itself, by its hash.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count, islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from kiosk.clock import SystemClock
from kiosk.config import StationConfig, load_config
from kiosk.config.render import render_toml
from kiosk.hub.db import schema
from kiosk.hub.db.commands import init, open_database
from kiosk.hub.db.throwaway import throwaway_postgres
from kiosk.hub.intake import chain_name
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.shipper import Shipper, ShippingPolicy
from kiosk.journal import Journal, MasterKey, PublicRow
from kiosk.journal.journal import GENESIS, chain_hash
from kiosk.loop import ThreadLoop
from kiosk.simulation.day import simulate
from kiosk.simulation.world import Faults
from kiosk.station.records import station_codec
from kiosk.station.shipping import station_shipper

READY_S = 60.0
GIVE_UP_S = 600.0
BATCHES = 20
"""Each station hands its rows in by at least so many batches, so that every kill falls between some of them."""


class HubDidNotStart(RuntimeError):
    """The hub of the measurement gave no ready line; its own words follow."""

    def __init__(self, log: Path) -> None:
        super().__init__(f"the hub did not start: {log.read_text(errors='replace')[-500:]}")


@dataclass(frozen=True, slots=True)
class Recorded:
    """A station's rows, all there from the start."""

    rows: Sequence[PublicRow]

    @property
    def seq(self) -> int:
        """See `Chain`."""
        return len(self.rows)

    @property
    def head(self) -> str:
        """See `Chain`."""
        return self.rows[-1].hash if self.rows else GENESIS

    def public_rows(self, after: int, limit: int) -> tuple[PublicRow, ...]:
        """See `Chain`."""
        return tuple(self.rows[after : after + limit])


def measure(
    stations: int = 50, rows: int = 2_000, kills: int = 2, address: str | None = None, *, durable: bool = True
) -> dict[str, Any]:
    """Hand in `rows` rows of each of `stations` stations while the hub is killed `kills` times.

    `rows_per_second` counts from the first row to the last, the hub's absences included (`away_s` of them),
    `rows_per_second_served` without them; `lost` and `doubled` count rows by their hash in the database, and both must
    be 0.

    :param address: an existing PostgreSQL, in the form `[hub] database` takes; None starts one and drops it.
    :raises NoPostgres: when none is named and none is installed.
    """
    with ExitStack() as stack:
        stack.callback(logging.disable, logging.root.manager.disable)
        logging.disable(logging.ERROR)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="kiosk-bench-")))
        chains = _chains(folder, stations, rows)
        place = address or stack.enter_context(throwaway_postgres(durable=durable))
        config = _config(folder, place)
        init(config, SystemClock())
        hub = _Hub(folder, config)
        stack.callback(hub.kill)
        hub.start()
        client = HttpIntake(hub.url, hub.token)
        stack.callback(client.close)
        seconds, absences = _carry(hub, client, chains, kills)
        hub.kill()
        found = _look(config, chains)
    total, away = stations * rows, sum(absences)
    return {
        "stations": stations,
        "rows": total,
        "rows_per_second": round(total / seconds),
        "rows_per_second_served": round(total / max(seconds - away, 0.001)),
        "seconds": round(seconds, 2),
        "kills": len(absences),
        "away_s": round(away, 2),
        **found,
    }


class _Hub:
    """A hub's process, killed without warning and started again on the same port and files."""

    def __init__(self, folder: Path, config: StationConfig) -> None:
        self.url = config.hub.url
        self.token = secrets.token_urlsafe(24)
        self._file = folder / "station.toml"
        self._log = folder / "hub.log"
        self._secrets = {
            "KIOSK_HUB_TOKEN": self.token,
            "KIOSK_JOURNAL_KEY": secrets.token_hex(32),
            "KIOSK_HIS_SECRET": secrets.token_urlsafe(24),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "kiosk", "hub", "serve", "--config", str(self._file), "--ready"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, env={**os.environ, **self._secrets}
            )
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._process.stdout, selectors.EVENT_READ)
            ready = waiting.select(READY_S) and self._process.stdout.readline()
        if not ready:
            raise HubDidNotStart(self._log)
        json.loads(ready)

    def kill(self) -> None:
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait()
            assert self._process.stdout is not None
            self._process.stdout.close()
            self._process = None


def _carry(hub: _Hub, client: HttpIntake, chains: Sequence[Recorded], kills: int) -> tuple[float, list[float]]:
    """Seconds from the first row to the last, and the seconds without a hub after each kill in between."""
    policy = ShippingPolicy(look_s=0.5, first_s=0.1, slow_s=1.0, rows=max(1, min(300, chains[0].seq // BATCHES)))
    loop = ThreadLoop(SystemClock(), workers=len(chains), name="bench")
    shippers = [station_shipper(f"B{number:03}", chain, client, loop, policy) for number, chain in enumerate(chains, 1)]
    total = sum(chain.seq for chain in chains)
    marks = [total * (kill + 1) // (kills + 1) for kill in range(kills)]
    absences: list[float] = []
    loop.start()
    began = time.monotonic()
    try:
        for shipper in shippers:
            loop.post(shipper.start)
        while (left := _left(shippers)) > 0:
            if marks and total - left >= marks[0]:
                marks.pop(0)
                gone = time.monotonic()
                hub.kill()
                hub.start()
                absences.append(time.monotonic() - gone)
            if time.monotonic() - began > GIVE_UP_S:
                break  # what is missing then is counted as lost
            time.sleep(0.005)
        return time.monotonic() - began, absences
    finally:
        for shipper in shippers:
            loop.post(shipper.stop)
        loop.stop()


def _left(shippers: Sequence[Shipper]) -> int:
    return sum(shipper.behind for shipper in shippers)


def _look(config: StationConfig, chains: Sequence[Recorded]) -> dict[str, Any]:
    """Every row of every station by its hash in the database."""
    table = schema.journal_row
    database = open_database(config)
    lost = doubled = 0
    try:
        with database.reading() as connection:
            version = connection.exec_driver_sql("SHOW server_version").scalar_one()
            synced = connection.exec_driver_sql("SHOW fsync").scalar_one()
            arrivals = connection.execute(select(func.count(), func.count(table.c.arrival.distinct()))).one()
            for number, chain in enumerate(chains, 1):
                source = chain_name(f"B{number:03}", chain.rows[0])
                held = list(connection.execute(select(table.c.hash).where(table.c.source == source)).scalars())
                lost += len({row.hash for row in chain.rows} - set(held))
                doubled += len(held) - len(set(held))
    finally:
        database.close()
    return {"lost": lost, "doubled": doubled + arrivals[0] - arrivals[1], "postgresql": version, "fsync": synced}


def _chains(folder: Path, stations: int, rows: int) -> list[Recorded]:
    """The rows of simulated visits, over and over, chained anew for each station."""
    templates = visit_rows(folder)
    return [chained(templates, station, rows) for station in range(stations)]


def visit_rows(folder: Path) -> tuple[PublicRow, ...]:
    """The rows of a dozen simulated visits at one station."""
    visits = folder / "visits"
    visits.mkdir()
    simulate(12, 1, Faults(), visits)
    journal = Journal.open(visits / "station.db", station_codec(), MasterKey(bytes(32)), SystemClock())
    try:
        return journal.public_rows(0, 100_000)
    finally:
        journal.close()


def chained(templates: Sequence[PublicRow], station: int, many: int) -> Recorded:
    """So many rows like these, over and over, as a chain of this station's own."""
    return Recorded(list(islice(chain_of(templates, station), many)))


def chain_of(templates: Sequence[PublicRow], station: int) -> Iterator[PublicRow]:
    """Such a chain without an end."""
    prev, run = GENESIS, secrets.token_hex(4)
    for seq in count(1):
        like = templates[(seq + station) % len(templates)]
        subject = f"{run}-{station}-{like.subject}"
        fields = (seq, subject, like.kind, like.version, like.recorded_at, like.body, like.personal_digest)
        made = PublicRow(*fields, prev, chain_hash(*fields, prev))
        prev = made.hash
        yield made


def _config(folder: Path, address: str) -> StationConfig:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    file = folder / "station.toml"
    file.write_text(
        render_toml(
            {
                "station": {
                    "id": "B000",
                    "hospital": "Bệnh viện Mẫu",
                    "name": "Máy đo",
                    "facility": "01001",
                    "journal": folder / "station.db",
                },
                "printer": {"kind": "picture", "path": folder / "slips"},
                "his": {"url": "http://127.0.0.1:9", "merchant_id": "BENCH"},  # nobody is asked: there are no payments
                "hub": {"url": f"http://{listen}", "listen": listen, "journal": folder / "hub.db", "database": address},
            }
        ),
        encoding="utf-8",
    )
    return load_config(file)
