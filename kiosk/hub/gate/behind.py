"""The hub behind the gate: asked for stations and browsers, and by the gate itself for what was decided."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from uuid import uuid4

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector, web
from yarl import URL

from kiosk.fleet.wire import ANSWERS
from kiosk.hub.fleet.rows_door import PATH, framed
from kiosk.hub.gate.rows import BUSY, Answer, Rows, answers_of
from kiosk.hub.gate.state import GateState
from kiosk.hub.named import CALL_HEADER

log = logging.getLogger(__name__)

HAND_ON_S = 1.0
SLOW_S = 20.0
MOST_BATCH, MOST_BATCH_BYTES = 2_000, 2 * 1024 * 1024
"""Heartbeats handed on together."""

_HOP = frozenset({"connection", "keep-alive", "transfer-encoding", "content-length", "server", "date", "te", "upgrade"})
_SILENT = (ClientError, TimeoutError, OSError)


class Behind:
    """The hub on this machine, on the gate's own thread.

    :param url: its address, :param token: its token, :param slow_s: how long it may take for an answer.
    """

    def __init__(self, url: str, token: str, state: GateState, slow_s: float = SLOW_S) -> None:
        self._url = url.rstrip("/")
        self._slow_s = slow_s
        self._headers = {"Authorization": f"Bearer {token}"}
        self._state = state
        self._session: ClientSession | None = None
        self._own: ClientSession | None = None
        self.rows = Rows(self._hand_rows_on)

    @asynccontextmanager
    async def working(self) -> AsyncIterator[None]:
        """Keep the copy of the hub's decisions fresh, and hand heartbeats and rows on, until left."""
        timeout = ClientTimeout(total=self._slow_s)
        async with (
            ClientSession(connector=TCPConnector(limit=64), timeout=timeout, auto_decompress=False) as session,
            ClientSession(connector=TCPConnector(limit=2), timeout=timeout) as own,
        ):
            # What the gate itself asks never waits behind what stations ask.
            self._session, self._own = session, own
            tasks = [asyncio.create_task(self._keep_up()), asyncio.create_task(self.rows.run())]
            try:
                yield
            finally:
                for task in tasks:
                    task.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def ask(
        self, method: str, path: str, body: bytes | None = None, sent: dict[str, str] | None = None
    ) -> web.Response:
        """The hub's answer to a request, as it gave it; 503 when it gave none."""
        assert self._session is not None
        headers = {"Content-Type": "application/json", **(sent or {})}
        try:
            async with self._call(self._session, method, path, body, headers) as reply:
                content = await reply.read()
                kept = [
                    (name, value)
                    for name, value in reply.headers.items()
                    if name.lower() not in _HOP and (name != CALL_HEADER or name in headers)
                ]
                response = web.Response(body=content, status=reply.status)
                response.headers.popall("Content-Type", None)
                for name, value in kept:
                    response.headers.add(name, value)
                return response
        except _SILENT:
            return web.json_response({"refused": "hub_silent"}, status=503)

    async def _hand_rows_on(self, bodies: list[tuple[str, bytes]]) -> list[Answer] | None:
        assert self._session is not None
        headers = {"Content-Type": "application/octet-stream"}
        try:
            async with self._call(self._session, "POST", PATH, framed(bodies), headers) as reply:
                if reply.status == BUSY[0]:
                    return [BUSY] * len(bodies)
                _good(reply)
                return answers_of(await reply.read(), len(bodies))
        except (*_SILENT, ValueError) as error:
            log.warning("rows_wait", extra={"reason": type(error).__name__})
            return None

    async def _keep_up(self) -> None:
        while True:
            began = time.monotonic()
            try:
                await self._refresh()
                await self._hand_on()
                if not self._state.hub_answers:
                    log.info("hub_answers")
                self._state.hub_answers = True
            except (*_SILENT, ValueError) as error:
                if self._state.hub_answers:
                    log.warning("hub_silent", extra={"reason": type(error).__name__})
                self._state.hub_answers = False
            await asyncio.sleep(max(0.1, HAND_ON_S - (time.monotonic() - began)))

    async def _refresh(self) -> None:
        assert self._own is not None
        async with self._call(self._own, "GET", f"/fleet/state?after={self._state.version}", None, {}) as reply:
            _good(reply)
            said = json.loads(await reply.read())
        if "admitted" in said:
            self._state.admitted = {name: frozenset(serials) for name, serials in said["admitted"].items()}
            self._state.answers = ANSWERS.read(json.dumps(said["answers"]))
            self._state.version = said["version"]

    async def _hand_on(self) -> None:
        assert self._own is not None
        for beats in _batches(self._state.drain()):
            body = b"[" + b",".join(beats) + b"]"
            headers = {"Content-Type": "application/json"}
            async with self._call(self._own, "POST", "/fleet/beats", body, headers) as reply:
                _good(reply)
                await reply.read()

    @asynccontextmanager
    async def _call(
        self, session: ClientSession, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> AsyncIterator[ClientResponse]:
        """One call to the hub, under its caller's name for it or one of its own. No redirect is followed.

        :raises ClientError, TimeoutError, OSError: when the hub gives no answer, or one to another call.
        """
        named = {CALL_HEADER: uuid4().hex, **headers, **self._headers}
        address = URL(self._url + path, encoded=True)
        async with session.request(method, address, data=body, headers=named, allow_redirects=False) as reply:
            if reply.headers.get(CALL_HEADER, named[CALL_HEADER]) != named[CALL_HEADER]:
                # What came twice stays on a kept connection: the next answer on it would be to another call again.
                reply.close()
                raise ClientError("the answer is to another call")
            yield reply


def _good(reply: ClientResponse) -> None:
    """
    :raises ClientError: for an answer that did not do what was asked.
    """
    if reply.status != 200:
        raise ClientError(f"status {reply.status}")


def _batches(beats: list[bytes]) -> Iterator[list[bytes]]:
    """So many heartbeats, and so many bytes, as the hub takes at once."""
    some: list[bytes] = []
    size = 0
    for beat in beats:
        if some and (len(some) >= MOST_BATCH or size + len(beat) > MOST_BATCH_BYTES):
            yield some
            some, size = [], 0
        some.append(beat)
        size += len(beat) + 1
    if some:
        yield some
