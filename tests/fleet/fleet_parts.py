"""A fleet in one process: the hub's desk on a journal, its doors, and the gate before it with real certificates."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from flask import Flask

from his_client.outcome import Done
from kiosk.clock import SystemClock
from kiosk.fleet.identity import Authority
from kiosk.hub.fleet.desk import FleetDesk
from kiosk.hub.fleet.doors import add_fleet_doors
from kiosk.hub.fleet.opening import AUTHORITY, ensure_gate
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.run import station_context
from kiosk.hub.owner import OnOwner
from kiosk.hub.record import HubRecord
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer
from kiosk.journal import Journal, MasterKey
from kiosk.loop import ThreadLoop
from kiosk.station.agent.store import Store

MASTER = MasterKey(bytes(range(32)))
TOKEN = "hub-token-of-the-tests"


@dataclass(slots=True)
class FleetAtWork:
    """`desk` as the hub has it; `url` the gate's address; `folder` for whatever a test keeps."""

    desk: FleetDesk
    url: str
    folder: Path
    gate: Gate

    def token(self, station_id: str, group: str = "lobby") -> str:
        outcome = self.desk.issue_token(station_id, group, "tu.it")
        assert isinstance(outcome, Done), outcome
        return outcome.value

    def store(self, name: str) -> Store:
        return Store(self.folder / name)


@contextmanager
def fleet_at_work(folder: Path) -> Iterator[FleetAtWork]:
    clock = SystemClock()
    with ExitStack() as stack:
        journal = Journal.open(None, hub_codec(), MASTER, clock)
        stack.callback(journal.close)
        loop = ThreadLoop(clock, workers=2, name="fleet-test")
        record = HubRecord(journal)
        authority, _ = Authority.made("Bệnh viện Mẫu", clock.now())
        desk = FleetDesk(record, loop, OnOwner(loop, seconds=10.0), clock, authority, Ed25519PrivateKey.generate())
        (folder / AUTHORITY).write_text(authority.pem)
        ensure_gate(folder, authority, ("127.0.0.1",), clock)
        app = Flask("fleet-test")
        add_fleet_doors(app, desk)
        server = HubServer(app, "127.0.0.1", 0)
        stack.callback(loop.stop)
        loop.start()
        loop.post(desk.start)
        stack.callback(server.stop)
        server.start()
        gate = Gate(server.url, TOKEN, authority.pem, folder)
        url = stack.enter_context(served(gate.stations(), gate, station_context(folder)))
        yield FleetAtWork(desk, url, folder, gate)


@contextmanager
def served(app: web.Application, gate: Gate, context: ssl.SSLContext) -> Iterator[str]:
    """The gate on a thread of its own."""
    ready, ending = threading.Event(), asyncio.Event()
    told: list[str] = []
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with gate.working():
            runner = web.AppRunner(app, access_log=None, handle_signals=False)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=context).start()
            told.append(f"https://127.0.0.1:{runner.addresses[0][1]}")
            ready.set()
            await ending.wait()
            await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="gate-test")
    thread.start()
    assert ready.wait(10)
    try:
        yield told[0]
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join(10)
        loop.close()
