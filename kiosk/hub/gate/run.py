"""Runs the gate: its certificates, its two addresses, until it is told to end."""

from __future__ import annotations

import asyncio
import signal
import ssl
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web

from kiosk.config import StationConfig, secret
from kiosk.hub.fleet.opening import AUTHORITY, GATE, GATE_KEY, RELEASES, fleet_folder
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.lean import BROWSER_S, STRANGER_S, hold_many, tended

KEEP_ALIVE_S = 95.0
"""A station's connection outlives three of its pauses: no new handshake for each heartbeat."""
RELOAD_S = 300.0


class GateNotConfigured(Exception):
    """The file describes no gate; the message names what is missing."""


def run_gate(config: StationConfig, ready: Callable[[dict[str, str]], None] = lambda told: None) -> None:  # noqa: ARG005
    """Serve until SIGTERM or SIGINT.

    :param ready: is told the addresses once both are listened on.
    :raises GateNotConfigured, SecretMissing, OSError: when it cannot serve.
    """
    if config.hub.gate is None:
        raise GateNotConfigured("this file describes no gate: set hub.gate")
    folder = fleet_folder(config)
    if not (folder / GATE).exists():
        raise GateNotConfigured(f"{folder / GATE} is missing; `kiosk hub serve` makes it at its start")
    hold_many()
    asyncio.run(_serve(config, folder, ready))


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


async def _serve(config: StationConfig, folder: Path, ready: Callable[[dict[str, str]], None]) -> None:
    token = secret("hub_token", config.station.credentials)
    gate = Gate(config.hub.url, token, (folder / AUTHORITY).read_text(encoding="ascii"), folder / RELEASES)
    ending = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    certificate = config.hub.console_certificate
    pair = (certificate, certificate) if certificate else (folder / GATE, folder / GATE_KEY)
    sides = [(gate.stations(), config.hub.gate or "", station_context(folder), (folder / GATE, folder / GATE_KEY))]
    if config.hub.console:
        sides.append((gate.browsers(), config.hub.console, browser_context(*pair), pair))
    runners = []
    told = {}
    async with gate.working():
        try:
            for name, (app, address, context, _) in zip(("gate", "console"), sides, strict=False):
                runner = web.AppRunner(app, access_log=None, keepalive_timeout=KEEP_ALIVE_S, handle_signals=False)
                await runner.setup()
                runners.append(runner)
                where = urlsplit(f"//{address}")
                site = web.TCPSite(runner, where.hostname, where.port or 0, ssl_context=context, backlog=2048)
                await site.start()
                told[name] = f"https://{where.hostname}:{runner.addresses[0][1]}"
            ready(told)
            async with tended(list(zip(runners, (STRANGER_S, BROWSER_S), strict=False))):
                await _until(ending, [(context, pair) for _, _, context, pair in sides])
        finally:
            for runner in runners:
                await runner.cleanup()


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
