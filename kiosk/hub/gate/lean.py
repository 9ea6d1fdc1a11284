"""What many connections need: small buffers, no long pauses, and nobody who holds one without being let in."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
from asyncio import sslproto
from collections.abc import AsyncIterator, Sequence

from aiohttp import web

BUFFER = 16 * 1024
"""As much as one TLS record holds. asyncio keeps 256 KiB for each connection: 4 GB for 15,000 stations."""
STRANGER_S = 30.0
"""Seconds for who shows no certificate among stations, as at enrolment."""
BROWSER_S = 600.0
"""A browser's connection is closed after so long, and opened anew by itself."""
TEND_S = 5.0
COLLECT_S = 3_600.0
"""Between two searches for cycles of garbage among all connections, each of half a second at 15,000."""


def hold_many() -> None:
    """Let this process hold as many connections as the system lets it, each with a small buffer.

    The buffer's size is an attribute of asyncio's own class; where a later Python has none, memory is what it was.
    """
    if hasattr(sslproto.SSLProtocol, "max_size"):
        sslproto.SSLProtocol.max_size = BUFFER
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    gc.set_threshold(10_000, 20, 1_000_000)  # the whole is looked through by `tended`, not between two heartbeats


@contextlib.asynccontextmanager
async def tended(sides: Sequence[tuple[web.AppRunner, float]]) -> AsyncIterator[None]:
    """Close strangers' connections after each side's seconds, and collect garbage now and then, until left."""
    task = asyncio.create_task(_tend(sides))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _tend(sides: Sequence[tuple[web.AppRunner, float]]) -> None:
    loop = asyncio.get_running_loop()
    since: dict[web.RequestHandler, float] = {}
    collected = loop.time()
    while True:
        await asyncio.sleep(TEND_S)
        now, strangers = loop.time(), _strangers(sides)
        since = {line: since.get(line, now) for line in strangers}
        for line, most_s in strangers.items():
            if now - since[line] >= most_s and line.transport is not None:
                line.transport.abort()
        if now - collected >= COLLECT_S:
            gc.collect()
            collected = now


def _strangers(sides: Sequence[tuple[web.AppRunner, float]]) -> dict[web.RequestHandler, float]:
    """Connections without a certificate of the fleet's, and how long each may last."""
    return {
        line: most_s
        for runner, most_s in sides
        for line in (runner.server.connections if runner.server else ())
        if line.transport is not None and not line.transport.get_extra_info("peercert")
    }
