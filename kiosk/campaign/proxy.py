"""A proxy between the product and one of its neighbours that spoils calls the way networks and servers spoil them.

Towards the product it speaks HTTP, HTTPS, or any protocol of frames over TCP; the neighbour it reaches on loopback.
What it spoils is told to it for the next calls (`arm`), for each call (`rule`) or for the line (`cut`, `clog`,
`show`). It lives on a thread of its own; every public method may be called from any thread.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

from kiosk.campaign.wire import Answer, Fault, Frames, Request, http_answer, read_http, spoiled

T = TypeVar("T")

_REMEMBERED = 50


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: between two bytes of a slow body, until a late answer, and before an answer comes again."""

    byte_s: float = 1.0
    late_s: float = 30.0
    again_s: float = 0.01


@dataclass(slots=True)
class Seen:
    """One call as the proxy saw it, at which of the line's doors (a port). `delivered` counts how often the neighbour
    was given it, `status` what it said."""

    about: str
    fault: Fault | None
    door: int
    delivered: int = 0
    status: int = 0


@dataclass(slots=True)
class _State:
    """What the loop alone touches."""

    armed: deque[Fault | None] = field(default_factory=deque)
    clogged: bool = False
    disguised: bool = False
    """Another certificate is shown than the line's own."""
    answers: deque[tuple[Request, Answer]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    servers: list[asyncio.Server] = field(default_factory=list)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)


class Proxy:
    """One line to one neighbour at `host:port`.

    :param frames: how messages are cut from the stream, for a protocol that is not HTTP.
    :param rule: asked for the fault of each call when nothing is armed; called on the proxy's thread.
    :param tls: serves TLS with this context; None is plain. :param onward: how a neighbour that speaks TLS is asked.
    :param spared: kinds of requests that go through without a fault, and are not counted.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        frames: Frames | None = None,
        pace: Pace | None = None,
        rule: Callable[[], Fault | None] | None = None,
        tls: ssl.SSLContext | None = None,
        onward: ssl.SSLContext | None = None,
        spared: frozenset[str] = frozenset(),
    ) -> None:
        self._upstream = (host, port)
        self._onward = onward
        self._spared = spared
        self._frames = frames
        self._pace = pace or Pace()
        self._rule = rule
        self._tls = tls
        self._state = _State()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="fault-proxy", daemon=True)
        self.calls: list[Seen] = []
        self.trapped: list[str] = []
        """What came where nothing ever should, as far as its headers: after a redirect, or to what `show` showed."""
        self._thread.start()
        self.port = self._do(self._open(self._serve, 0, tls))
        self._trap = self._do(self._open(self._spring, 0, tls))

    @property
    def url(self) -> str:
        """Its address, for a client of HTTP."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def arm(self, *faults: Fault | None) -> None:
        """The next calls meet these, in order; None is a good line."""
        self._loop.call_soon_threadsafe(self._state.armed.extend, faults)

    def disarm(self) -> None:
        """What was armed and not met is forgotten."""
        self._loop.call_soon_threadsafe(self._state.armed.clear)

    def cut(self) -> None:
        """Refuse connections, and break those that are open, until `heal`."""
        self._do(self._cut())

    def clog(self) -> None:
        """Take connections and let nothing through, until `heal`."""
        self._do(self._clog())

    def show(self, tls: ssl.SSLContext) -> None:
        """Break connections that are open, and greet new ones with this certificate, until `heal`."""
        self._do(self._show(tls))

    def heal(self) -> None:
        """Be a good line again, at the same address."""
        self._do(self._heal())

    def also_with(self, tls: ssl.SSLContext) -> str:
        """The address of one more door to the same line, which shows another certificate."""
        return f"https://127.0.0.1:{self._do(self._open(self._serve, 0, tls))}"

    def stop(self) -> None:
        """Break every connection and end."""
        self._do(self._cut())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def __enter__(self) -> Proxy:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    # -- the thread and its loop

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        # A client that gives a connection up in the middle is what this is about, and no news.
        self._loop.set_exception_handler(lambda _loop, _context: None)
        self._loop.run_forever()

    def _do(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _open(self, handler: Callable[..., Any], port: int, tls: ssl.SSLContext | None) -> int:
        server = await asyncio.start_server(handler, "127.0.0.1", port, ssl=tls, backlog=512)
        self._state.servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def _cut(self) -> None:
        for server in self._state.servers:
            server.close()
        self._state.servers.clear()
        tasks = [task for task in self._state.tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _clog(self) -> None:
        self._state.clogged = True

    async def _show(self, tls: ssl.SSLContext) -> None:
        await self._cut()
        await self._open(self._serve, self.port, tls)
        self._state.disguised = True

    async def _heal(self) -> None:
        self._state.clogged = False
        if self._state.disguised:
            await self._cut()
            self._state.disguised = False
        if not self._state.servers:
            await self._open(self._serve, self.port, self._tls)

    def _next(self) -> Fault | None:
        if self._state.clogged:
            return Fault.HANG
        if self._state.armed:
            return self._state.armed.popleft()
        return self._rule() if self._rule else None

    # -- one connection

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._state.tasks.add(task)
        try:
            await self._call(reader, writer)
        except (OSError, asyncio.IncompleteReadError, ValueError, ssl.SSLError):
            writer.transport.abort()
        except asyncio.CancelledError:
            _reset(writer)
        finally:
            self._state.tasks.discard(task)
            with suppress(OSError, ssl.SSLError, asyncio.CancelledError):
                writer.close()

    async def _spring(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, ValueError):
            self.trapped.append((await read_http(reader)).head.decode("latin-1"))
            writer.write(http_answer(b"200 OK", b"Content-Type: application/json", b"{}").whole)
            await writer.drain()
        writer.close()

    async def _call(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await (self._frames.request(reader) if self._frames else read_http(reader))
        if request.kind in self._spared:
            writer.write((await self._forward(request)).whole)
            await writer.drain()
            return
        if self._state.disguised:
            self.trapped.append(request.head.decode("latin-1"))
        fault = self._next()
        seen = Seen(request.about, fault, writer.get_extra_info("sockname")[1])
        self.calls.append(seen)
        if fault is Fault.HANG:
            await reader.read()
            return
        if fault is Fault.RESET:
            _reset(writer)
            return
        answer = None
        if fault is None or fault.delivered:
            for _ in range(2 if fault is Fault.DUPLICATE else 1):
                seen.delivered += 1
                answer = await self._forward(request)
            assert answer is not None
            seen.status = answer.status
        await self._answer(fault, request, answer, writer)
        if answer is not None and answer.status < 300:
            self._state.answers.append((request, answer))

    async def _forward(self, request: Request) -> Answer:
        """Give the neighbour the request on a connection of its own, and take what it says."""
        reader, writer = await asyncio.open_connection(*self._upstream, ssl=self._onward)
        try:
            writer.write(request.onward)
            await writer.drain()
            if self._frames:
                return await self._frames.answer(reader)
            return Answer.of_http(await reader.read())
        finally:
            writer.transport.abort()

    async def _answer(
        self, fault: Fault | None, request: Request, answer: Answer | None, writer: asyncio.StreamWriter
    ) -> None:
        if fault is Fault.LOST:
            _reset(writer)
            return
        if fault is Fault.LATE:
            await asyncio.sleep(self._pace.late_s)
        if fault is Fault.OTHER:
            answer = self._of_another(request) or answer
        said = spoiled(fault, answer, f"{'https' if self._tls else 'http'}://127.0.0.1:{self._trap}")
        if fault in (Fault.SLOW, Fault.SLOW_HEAD):
            at_once = len(said.head) if fault is Fault.SLOW else 0
            writer.write(said.whole[:at_once])
            for place in range(at_once, len(said.whole)):
                writer.write(said.whole[place : place + 1])
                await writer.drain()
                await asyncio.sleep(self._pace.byte_s)
            return
        writer.write(said.whole)
        await writer.drain()
        if fault is Fault.TWICE:
            await asyncio.sleep(self._pace.again_s)
            writer.write(said.whole)
            await writer.drain()
            await asyncio.sleep(self._pace.late_s)

    def _of_another(self, request: Request) -> Answer | None:
        """A good answer that the same kind of request got which asked about something else; else any other's."""
        others = [(asked, answer) for asked, answer in self._state.answers if asked.content != request.content]
        alike = [answer for asked, answer in others if asked.kind == request.kind]
        found = alike or [answer for _, answer in others]
        return found[-1] if found else None


def _reset(writer: asyncio.StreamWriter) -> None:
    """Close so that the other side sees a reset and not an orderly end."""
    plain: socket.socket | None = writer.get_extra_info("socket")
    if plain is not None:
        with suppress(OSError):
            plain.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
