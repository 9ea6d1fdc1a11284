"""The gate's doors: heartbeats answered at once, decisions and everything else handed on to the hub behind it.

For stations, each with its certificate: `POST /heartbeat`, `GET /configuration`, `POST /ended`, `POST /renew`, and the
hub's own doors under their own paths. Without one: `GET /authority`, and `POST /enrol` with a token. For browsers, at
an address of their own: the console. What comes from a station carries its name on (`X-Kiosk-Station`), so that none
speaks for another.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Middleware

from kiosk.fleet.wire import ANSWER, HEARTBEAT, MOST_HEARTBEAT, MOST_REPORT, NotOfThisShape
from kiosk.hub.gate.behind import SLOW_S, Behind
from kiosk.hub.gate.peers import Peer, Peers
from kiosk.hub.gate.state import GateState
from kiosk.hub.intake import MOST_BYTES
from kiosk.hub.limits import Limit
from kiosk.hub.named import CALL, CALL_HEADER
from kiosk.hub.spoken import BROWSED, BROWSER_HEADER, ORIGIN_HEADER, STATION_HEADER

log = logging.getLogger(__name__)

CLIENT_HEADER = BROWSER_HEADER
"""A browser's address; the hub believes it from whoever holds its token."""

OPEN = frozenset({"/authority", "/enrol"})
"""Doors for who has no certificate yet."""
PASSED = ("/orders", "/calls", "/queue/", "/insurance/", "/journal/head", "/desk/staff", "/health")
"""Where the hub's doors for stations are; which of them, and for whom, the hub sees to (`kiosk.hub.spoken`)."""
MOST_BODY = 5 * 1024 * 1024
BODY_S = 15.0
"""For a whole body to arrive, and for a stranger to be done."""
ENROLMENTS, EVERY_S = 10, 6.0
"""Tries to enrol from one address: so many at once, then one each so many seconds."""

_SENT = frozenset(
    {"accept", "accept-language", "content-type", "cookie", "user-agent", "origin", "referer"}
    | {"if-none-match", "sec-fetch-site"}
)

RELEASE_FILE = re.compile(r"kiosk_[0-9A-Za-z.+~-]{1,40}_amd64\.deb(\.release)?")

PEER = web.RequestKey("peer", Peer)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Gate:
    """Both applications over one state.

    :param hub_url: the hub on this machine, :param token: its token.
    :param authority: the fleet's authority (PEM), which a token names by its fingerprint.
    :param releases: the folder of packages, each with its signed word, that stations may be ordered to install.
    :param metered: sees every request. :param slow_s: how long the hub may take for an answer.
    """

    def __init__(
        self,
        hub_url: str,
        token: str,
        authority: str,
        releases: Path | None = None,
        metered: Middleware | None = None,
        *,
        slow_s: float = SLOW_S,
    ) -> None:
        self._metered = [metered] if metered is not None else []
        self._authority = authority
        self._releases = releases
        self.state = GateState()
        self._behind = Behind(hub_url, token, self.state, slow_s)
        self._peers = Peers()
        self._limit = Limit(ENROLMENTS, EVERY_S, time.monotonic)

    def gauges(self) -> Iterator[tuple[str, float]]:
        """What waits here, and whether the hub answers (`kiosk.metrics.families.GATE`)."""
        yield "hub_answers", float(self.state.hub_answers)
        yield "beats_waiting", len(self.state.waiting)
        yield "batches_waiting", self._behind.rows.waiting
        yield "rows_bytes", self._behind.rows.held

    def working(self) -> AbstractAsyncContextManager[None]:
        """See `Behind.working`."""
        return self._behind.working()

    def stations(self) -> web.Application:
        """The doors of stations."""
        app = web.Application(client_max_size=MOST_BODY, middlewares=[*self._metered, self._named, self._only_admitted])
        app.router.add_get("/authority", self._told_authority)
        app.router.add_post("/enrol", self._enrol)
        app.router.add_post("/heartbeat", self._heartbeat)
        app.router.add_get("/configuration", self._configuration)
        app.router.add_post("/ended", self._ended)
        app.router.add_post("/renew", self._renew)
        app.router.add_post("/journal/rows", self._rows)
        app.router.add_get("/releases/{name}", self._release)
        app.router.add_route("*", "/{tail:.*}", self._pass_on)
        return app

    def browsers(self) -> web.Application:
        """The console's pages."""
        app = web.Application(client_max_size=MOST_BODY, middlewares=self._metered)
        app.router.add_route("*", "/{tail:.*}", self._browse)
        return app

    # doors

    @web.middleware
    async def _named(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """An answer bears the name its caller gave the call: the hub's own where the hub was asked."""
        response = await handler(request)
        name = request.headers.get(CALL_HEADER, "")
        if CALL.fullmatch(name):
            response.headers.setdefault(CALL_HEADER, name)
        return response

    @web.middleware
    async def _only_admitted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.path in OPEN:
            return await handler(request)
        line = request.transport.get_extra_info("ssl_object") if request.transport else None
        peer = self._peers.of(line)
        if peer is None or not self.state.admits(peer):
            # Before the first copy nobody is known: that is no reason to send a station away for good.
            status, code = (401, "unknown_identity") if self.state.version else (503, "hub_silent")
            return _refused(code, status)
        request[PEER] = peer
        return await handler(request)

    async def _told_authority(self, request: web.Request) -> web.Response:  # noqa: ARG002 - a handler's shape
        return web.Response(text=self._authority, content_type="application/x-pem-file")

    async def _release(self, request: web.Request) -> web.StreamResponse:
        """A package or its word: what may be installed is decided by who signed it, not by where it was got."""
        name = request.match_info["name"]
        path = self._releases / name if self._releases and RELEASE_FILE.fullmatch(name) else None
        if path is None or not path.is_file():
            return _refused("no_release", 404)
        return web.FileResponse(path)

    async def _heartbeat(self, request: web.Request) -> web.Response:
        body = await _body(request)
        station_id = request[PEER].station_id
        try:
            if len(body) > MOST_HEARTBEAT or HEARTBEAT.read(body).station_id != station_id:
                return _refused("bad_request", 400)
        except NotOfThisShape:
            return _refused("bad_request", 400)
        self.state.take(station_id, body)
        return web.Response(body=ANSWER.write(self.state.answer(station_id)), content_type="application/json")

    async def _enrol(self, request: web.Request) -> web.Response:
        if not self._limit.allows(request.remote or ""):
            return _refused("too_often", 429)
        body = await _json(request)
        named = {name: body.get(name) for name in ("token", "csr", "machine")}
        return await self._behind.ask("POST", "/fleet/enrol", json.dumps(named).encode())

    async def _renew(self, request: web.Request) -> web.Response:
        body, peer = await _json(request), request[PEER]
        named = {"station": peer.station_id, "serial": peer.serial, "csr": body.get("csr")}
        return await self._behind.ask("POST", "/fleet/renew", json.dumps(named).encode())

    async def _ended(self, request: web.Request) -> web.Response:
        if (request.content_length or 0) > 2 * MOST_REPORT:
            return _refused("too_large", 413)
        body = await _json(request)
        named = {"station": request[PEER].station_id, "done": body}
        return await self._behind.ask("POST", "/fleet/ended", json.dumps(named).encode())

    async def _configuration(self, request: web.Request) -> web.Response:
        return await self._behind.ask("GET", f"/fleet/configuration/{request[PEER].station_id}")

    async def _rows(self, request: web.Request) -> web.Response:
        length = request.content_length
        if length is None or length > MOST_BYTES:
            return _refused("too_large", 413)
        status, body = await self._behind.rows.hand_in(request[PEER].station_id, length, lambda: _body(request))
        return web.Response(body=body, status=status, content_type="application/json")

    async def _pass_on(self, request: web.Request) -> web.Response:
        if not _leads_to(request, PASSED):
            return _refused("not_found", 404)
        body = await _body(request)
        sent = {STATION_HEADER: request[PEER].station_id}
        if CALL.fullmatch(name := request.headers.get(CALL_HEADER, "")):
            sent[CALL_HEADER] = name
        return await self._behind.ask(request.method, request.raw_path, body, sent)

    async def _browse(self, request: web.Request) -> web.Response:
        if request.path == "/":
            return web.Response(status=303, headers={"Location": "/console/"})
        if not _leads_to(request, BROWSED):
            return _refused("not_found", 404)
        sent = {name: value for name, value in request.headers.items() if name.lower() in _SENT}
        sent |= {CLIENT_HEADER: request.remote or "", ORIGIN_HEADER: f"https://{request.host}"}
        return await self._behind.ask(request.method, request.raw_path, await _body(request), sent)


def _leads_to(request: web.Request, doors: tuple[str, ...]) -> bool:
    """Whether a path lies at one of the doors, and says so plainly: a client that tidies it must not change it."""
    path = request.path
    return path.startswith(doors) and not any(part in {".", ".."} for part in path.replace("\\", "/").split("/"))


async def _body(request: web.Request) -> bytes:
    """A whole body, within its time."""
    try:
        async with asyncio.timeout(BODY_S):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout(text='{"refused": "too_slow"}', content_type="application/json") from None


def _refused(code: str, status: int) -> web.Response:
    return web.json_response({"refused": code}, status=status)


async def _json(request: web.Request) -> dict[str, object]:
    try:
        body = json.loads(await _body(request))
    except (ValueError, RecursionError):
        body = None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest(text='{"refused": "bad_request"}', content_type="application/json")
    return body
