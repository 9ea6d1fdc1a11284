"""What many connections need: small buffers, no long pauses, and nobody who holds one without being let in."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import resource
from asyncio import sslproto
from collections.abc import AsyncIterator, Sequence
from weakref import WeakKeyDictionary, WeakSet

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
    known: WeakSet[asyncio.Protocol] = WeakSet()
    since: WeakKeyDictionary[asyncio.Protocol, float] = WeakKeyDictionary()
    collected = loop.time()
    while True:
        await asyncio.sleep(TEND_S)
        for runner, most_s in sides:
            for line in list(runner.server.connections) if runner.server else ():
                if line not in known:
                    _look(line, known, since, loop.time(), most_s)
        if loop.time() - collected >= COLLECT_S:
            gc.collect()
            collected = loop.time()


def _look(
    line: web.RequestHandler,
    known: WeakSet[asyncio.Protocol],
    since: WeakKeyDictionary[asyncio.Protocol, float],
    now: float,
    most_s: float,
) -> None:
    transport = line.transport
    if transport is None:
        return
    if transport.get_extra_info("peercert"):
        known.add(line)
    elif now - since.setdefault(line, now) >= most_s:
        transport.close()
