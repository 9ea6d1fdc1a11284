"""A station enrolled at the hub's gate, and two gates: the line to one is spoiled, of the other that to the hub."""

from __future__ import annotations

import asyncio
import json
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from his_client.outcome import Done
from kiosk.clock import Clock
from kiosk.config import StationConfig
from kiosk.fleet.values import OWN_FILE, Heartbeat, StationState
from kiosk.hub.client import HubClient
from kiosk.hub.fleet.opening import ensure_gate, fleet_folder, fleet_keys
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.run import station_context
from kiosk.hub.identity import MutualTls
from kiosk.hub.intake_client import HttpIntake
from kiosk.hub.queue_client import QueueClient
from kiosk.station.agent.enrol import enrol
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store

STATION = "K03"
OWN_QUESTIONS = frozenset({"GET /fleet/state", "POST /fleet/beats"})
"""What a gate asks by itself every second: no call of anybody's, so not what a pair is about."""
SLOW_S = 2.0
"""How long the hub may take for an answer to the gate: less than a station waits."""
ENROLLED_S = 10.0


@dataclass(frozen=True, slots=True)
class Fleet:
    """`store` is the station's identity, `context` shows it; `gate` is the gate whose line to the hub is good, and
    `gate_behind` the one whose line is not."""

    store: Store
    context: ssl.SSLContext
    gate: str
    gate_behind: str


@contextmanager
def enrolled(config: StationConfig, token: str, hub: str, spoiled: str, clock: Clock) -> Iterator[Fleet]:
    """Two gates before the hub of this file at `hub`, one of which reaches it at `spoiled`; the station is theirs."""
    folder, keys = fleet_folder(config), fleet_keys(config, clock)
    ensure_gate(folder, keys.authority, ("127.0.0.1",), clock)
    with ExitStack() as stack:
        gates = [Gate(address, token, keys.authority.pem, slow_s=SLOW_S) for address in (hub, spoiled)]
        urls = [stack.enter_context(_served(gate, folder)) for gate in gates]
        store = Store(folder.parent / "identity")
        asked = _keeper(hub, token, "tokens", {"station_id": STATION, "group": "lobby"})
        enrol(urls[0], str(asked["token"]), store, "thu")
        roll_out = {"name": "Thử", "toml": "[insurance]\nenabled = true\n", "waves": [[STATION]], "well_s": 86_400}
        _keeper(hub, token, "roll-outs", roll_out)
        for url in urls:
            _admitted(store, url, folder.parent, clock)
        context = ssl.create_default_context(cafile=str(store.authority))
        context.load_cert_chain(*store.pair)
        yield Fleet(store, context, *urls)


def gate_line(fleet: Fleet, folder: Path, authority: Path, url: str, deadline_s: float) -> GateLine:
    """The station's line to a gate at an address, whose certificate must be of this authority."""
    there = folder / f"station-{url.rpartition('/')[2].replace(':', '-')}"
    there.mkdir(mode=0o700, exist_ok=True)
    certificate, key = fleet.store.pair
    for name, content in {
        key.name: key.read_bytes(),
        certificate.name: certificate.read_bytes(),
        fleet.store.authority.name: authority.read_bytes(),
        "hub.key": fleet.store.hub_key.public_bytes_raw().hex().encode(),
        "gate": url.encode(),
    }.items():
        (there / name).write_bytes(content)
    return GateLine(Store(there), deadline_s=deadline_s)


def heartbeat(clock: Clock) -> Heartbeat:
    """What the station says of itself."""
    return Heartbeat(STATION, clock.now(), "1", OWN_FILE, StationState.WELCOME)


class BehindGate:
    """Everything a station asks a hub, through the gate whose line to the hub is spoiled."""

    def __init__(self, fleet: Fleet, folder: Path, token: str, deadline_s: float) -> None:
        url, known = fleet.gate_behind, MutualTls(fleet.store.authority, fleet.store.pair)
        self.hub = HubClient(url, token, deadline_s=deadline_s, insurance_s=deadline_s, identity=known)
        self.queue = QueueClient(url, token, deadline_s=deadline_s, identity=known)
        self.intake = HttpIntake(url, token, deadline_s=deadline_s, identity=known)
        self.agent = gate_line(fleet, folder, fleet.store.authority, url, deadline_s)


def _keeper(hub: str, token: str, door: str, said: dict[str, object]) -> dict[str, object]:
    """What the hub's keeper asks of the fleet."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps(said | {"by": "thu"}).encode()
    request = urllib.request.Request(f"{hub}/fleet/{door}", body, headers)  # noqa: S310 - loopback
    with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
        told: dict[str, object] = json.load(answer)
        return told


def _admitted(store: Store, url: str, folder: Path, clock: Clock) -> None:
    """Wait until the gate has heard of the station."""
    end = clock.monotonic() + ENROLLED_S
    fleet = Fleet(store, ssl.create_default_context(), url, url)
    with closing(gate_line(fleet, folder, store.authority, url, ENROLLED_S)) as line:
        while not isinstance(answer := line.beat(heartbeat(clock)), Done):
            if clock.monotonic() > end:
                raise OSError(f"the gate does not know the station: {answer}")
            time.sleep(0.1)


@contextmanager
def _served(gate: Gate, keys: Path) -> Iterator[str]:
    """Serve a gate's doors for stations on a thread of its own; its address."""
    loop, ready, ending = asyncio.new_event_loop(), threading.Event(), asyncio.Event()
    told: list[str] = []

    async def serve() -> None:
        async with gate.working():
            runner = web.AppRunner(gate.stations(), access_log=None, handle_signals=False, shutdown_timeout=0.1)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=station_context(keys)).start()
            told.append(f"https://127.0.0.1:{runner.addresses[0][1]}")
            ready.set()
            await ending.wait()
            await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), name="campaign-gate", daemon=True)
    thread.start()
    if not ready.wait(ENROLLED_S):
        raise OSError("the gate does not serve")
    try:
        yield told[0]
    finally:
        loop.call_soon_threadsafe(ending.set)
        thread.join(ENROLLED_S)
        loop.close()
