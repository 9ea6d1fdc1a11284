"""One simulated station's connection: raw HTTP over TLS, one question at a time, timed from when it was due."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

Answered = Callable[[int, float, bytes], None]
"""Is told the status (0: the connection broke), the seconds since the question was due, and the body."""


class Line(asyncio.Protocol):
    """Questions wait their turn, as a station's do; what they waited is part of their time."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._transport: asyncio.Transport | None = None
        self._waiting: deque[tuple[float, bytes, Answered]] = deque()
        self._asked: tuple[float, bytes, Answered] | None = None
        self._buffer = b""
        self.lost = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol`."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - a protocol's shape
        """See `asyncio.Protocol`."""
        self.lost = True
        held = [self._asked, *self._waiting] if self._asked else [*self._waiting]
        self._asked = None
        self._waiting.clear()
        for one in held:
            if one is not None:
                one[2](0, 0.0, b"")

    def ask(self, wanted_at: float, question: bytes, answered: Answered) -> None:
        """Send a whole request, now or when the ones before it are answered."""
        if self.lost:
            answered(0, 0.0, b"")
        elif self._asked is None:
            self._send((wanted_at, question, answered))
        else:
            self._waiting.append((wanted_at, question, answered))

    def data_received(self, data: bytes) -> None:
        """See `asyncio.Protocol`."""
        self._buffer = self._buffer + data if self._buffer else data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = self._buffer[:end].lower()
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        if len(self._buffer) < end + 4 + length:
            return
        body, self._buffer = self._buffer[end + 4 : end + 4 + length], b""
        asked, self._asked = self._asked, None
        if self._waiting:
            self._send(self._waiting.popleft())
        if asked is not None:
            asked[2](int(head[9:12]), self._loop.time() - asked[0], body)

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.abort()

    def _send(self, asked: tuple[float, bytes, Answered]) -> None:
        assert self._transport is not None
        self._asked = asked
        self._transport.write(asked[1])


def request(method: str, path: str, host: str, body: bytes) -> bytes:
    """A whole request with a JSON body."""
    head = f"{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode("ascii") + b"\r\n\r\n" + body
