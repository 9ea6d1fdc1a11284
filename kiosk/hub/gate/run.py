"""Runs the gate: its certificates, its two addresses, until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import ssl
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from kiosk.config import StationConfig, secret
from kiosk.hub.fleet.opening import AUTHORITY, GATE, GATE_KEY, RELEASES, fleet_folder
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.lean import BROWSER_S, STRANGER_S, hold_many, tended
from kiosk.metrics.gate import GateMetrics
from kiosk.metrics.serving import MetricsServer

KEEP_ALIVE_S = 95.0
"""A station's connection outlives three of its pauses: no new handshake for each heartbeat."""
RELOAD_S = 300.0
END_S = 3.0
"""For requests under way when the gate ends."""


class GateNotConfigured(Exception):
    """The file describes no gate; the message names what is missing."""


def run_gate(
    config: StationConfig,
    ready: Callable[[dict[str, str]], None] = lambda told: None,  # noqa: ARG005
    *,
    beside: bool = False,
) -> None:
    """Serve until SIGTERM or SIGINT.

    :param ready: is told the addresses once both are listened on.
    :param beside: standard input is a pipe from the hub; serve only for as long as that hub lives.
    :raises GateNotConfigured, SecretMissing, OSError: when it cannot serve.
    """
    if config.hub.gate is None:
        raise GateNotConfigured("this file describes no gate: set hub.gate")
    folder = fleet_folder(config)
    if not (folder / GATE).exists():
        raise GateNotConfigured(f"{folder / GATE} is missing; `kiosk hub serve` makes it at its start")
    hold_many()
    asyncio.run(_serve(config, folder, ready, beside=beside))


def station_context(folder: Path) -> ssl.SSLContext:
    """TLS for stations: the gate's own certificate, and the fleet's authority for theirs. Who has none may enrol."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=folder / AUTHORITY)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.verify_mode = ssl.CERT_OPTIONAL
    context.load_cert_chain(folder / GATE, folder / GATE_KEY)
    return context


def browser_context(certificate: Path, key: Path) -> ssl.SSLContext:
    """TLS for browsers, which are asked for no certificate."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(certificate, key)
    return context


async def _serve(config: StationConfig, folder: Path, ready: Callable[[dict[str, str]], None], *, beside: bool) -> None:
    token = secret("hub_token", config.station.credentials)
    metrics = GateMetrics() if config.hub.gate_metrics is not None else None
    authority = (folder / AUTHORITY).read_text(encoding="ascii")
    gate = Gate(config.hub.url, token, authority, folder / RELEASES, metrics.door if metrics else None)
    ending = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    if beside:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), ending.set)  # the hub writes nothing: it is gone
    certificate = config.hub.console_certificate
    pair = (certificate, certificate) if certificate else (folder / GATE, folder / GATE_KEY)
    sides = [(gate.stations(), config.hub.gate or "", station_context(folder), (folder / GATE, folder / GATE_KEY))]
    if config.hub.console:
        sides.append((gate.browsers(), config.hub.console, browser_context(*pair), pair))
    runners: list[web.AppRunner] = []
    told = {}
    async with gate.working():
        try:
            for name, (app, address, context, _) in zip(("gate", "console"), sides, strict=False):
                runner = web.AppRunner(
                    app, access_log=None, keepalive_timeout=KEEP_ALIVE_S, handle_signals=False, shutdown_timeout=END_S
                )
                await runner.setup()
                runners.append(runner)
                where = urlsplit(f"//{address}")
                site = web.TCPSite(runner, where.hostname, where.port or 0, ssl_context=context, backlog=2048)
                await site.start()
                told[name] = f"https://{where.hostname}:{runner.addresses[0][1]}"
            with _metrics_served(config, metrics, gate, runners) as url:
                ready(told | ({"metrics": url} if url else {}))
                async with tended(list(zip(runners, (STRANGER_S, BROWSER_S), strict=False))):
                    await _until(ending, [(context, pair) for _, _, context, pair in sides])
        finally:
            for runner in runners:
                await runner.cleanup()


@contextmanager
def _metrics_served(
    config: StationConfig, metrics: GateMetrics | None, gate: Gate, runners: Sequence[web.AppRunner]
) -> Iterator[str]:
    """Let a Prometheus on this machine read, where the file says so; at which address."""
    if metrics is None or config.hub.gate_metrics is None:
        yield ""
        return

    def gauges() -> Iterator[tuple[str, float]]:
        yield "connections", sum(len(runner.server.connections) for runner in runners if runner.server is not None)
        yield from gate.gauges()

    metrics.begin(gauges)
    with closing(MetricsServer(metrics.book.registry, config.hub.gate_metrics)) as server:
        yield server.url


async def _until(ending: asyncio.Event, served: list[tuple[ssl.SSLContext, tuple[Path, Path]]]) -> None:
    """Wait for the end; meanwhile take up certificates that were renewed on disk."""
    seen = {pair: pair[0].stat().st_mtime_ns for _, pair in served}
    while True:
        try:
            await asyncio.wait_for(ending.wait(), RELOAD_S)
        except TimeoutError:
            for context, pair in served:
                changed = pair[0].stat().st_mtime_ns
                if changed != seen[pair]:
                    context.load_cert_chain(*pair)
                    seen[pair] = changed
        else:
            return
