"""Lines that trickle, mix answers up or lead elsewhere, and the calls that do not go through the JSON client."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask, Response, jsonify, request

from kiosk.campaign.certificates import Certificate, Certificates, make_certificates
from kiosk.campaign.neighbours.fleet import OWN_QUESTIONS
from kiosk.campaign.proxy import Pace, Proxy
from kiosk.campaign.wire import Fault
from kiosk.doctor.greeting import NotGreeted, greet
from kiosk.hub.gate.behind import Behind
from kiosk.hub.gate.state import GateState
from kiosk.hub.named import name_the_call
from kiosk.hub.service import HubServer
from kiosk.station.agent.enrol import GateSilent, enrol
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store

TRICKLE = Pace(byte_s=0.05, late_s=5)
TOKEN = f"K03.{'a' * 16}.{'B' * 26}"
SOON_S = 0.3
"""A deadline for these tests; a whole body would take a hundred times as long."""


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return make_certificates(tmp_path, datetime.now(UTC))


@contextmanager
def serving(body: bytes) -> Iterator[int]:
    """A server that has one page; its port."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else body)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def gate(certificates: Certificates) -> Iterator[Proxy]:
    """A gate's address, with a good certificate."""
    with (
        serving(b"x" * 1000) as port,
        Proxy("127.0.0.1", port, pace=TRICKLE, tls=certificates.contexts[Certificate.GOOD]) as line,
    ):
        yield line


@pytest.fixture
def store(gate: Proxy, certificates: Certificates, tmp_path: Path) -> Store:
    """A station of that gate's fleet."""
    folder = tmp_path / "identity"
    folder.mkdir()
    own = (tmp_path / "good.pem").read_bytes()
    for name, content in {
        "station.key": own,
        "station.pem": own,
        "authority.pem": certificates.ca_file.read_bytes(),
        "hub.key": b"00" * 32,
        "gate": gate.url.encode(),
    }.items():
        (folder / name).write_bytes(content)
    return Store(folder)


def test_a_release_comes_whole(gate: Proxy, store: Store, tmp_path: Path) -> None:
    with closing(GateLine(store)) as line:
        assert line.release("kiosk_1_amd64.deb", tmp_path / "release") == ""
    assert (tmp_path / "release").read_bytes() == b"x" * 1000
    assert gate.calls[0].delivered == 1


@pytest.mark.parametrize(
    "fault", [Fault.SLOW, Fault.SLOW_HEAD, Fault.TRUNCATED, Fault.LOST, Fault.REDIRECT, Fault.HANG]
)
def test_a_release_that_does_not_come_whole_is_none(gate: Proxy, store: Store, tmp_path: Path, fault: Fault) -> None:
    gate.arm(fault)
    with closing(GateLine(store, release_s=SOON_S)) as line:
        assert line.release("kiosk_1_amd64.deb", tmp_path / "release") in {"cut_off", "no_release"}
    assert list(tmp_path.glob("release*")) == []
    assert gate.trapped == []


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.SLOW_HEAD])
def test_a_gate_that_trickles_its_authority_is_silent(gate: Proxy, store: Store, fault: Fault) -> None:
    gate.arm(fault)
    with pytest.raises(GateSilent):
        enrol(gate.url, TOKEN, store, "máy 3", deadline_s=SOON_S)
    assert len(gate.calls) == 1


def test_a_server_that_trickles_is_not_greeted(gate: Proxy, certificates: Certificates) -> None:
    assert greet(gate.url, authority=certificates.ca_file).at is not None
    gate.arm(Fault.SLOW_HEAD)
    with pytest.raises(NotGreeted):
        greet(gate.url, authority=certificates.ca_file, deadline_s=SOON_S)


ASKED = ("/fleet/renew", "/fleet/rows")


def echo() -> Flask:
    """A hub whose every answer says what was asked, and names its call."""
    app = Flask("echo")

    @app.route("/<path:path>", methods=["GET", "POST"])
    def say(path: str) -> Response:
        asked = request.get_data().decode()
        said = [[200, {"path": path, "asked": asked}]] if path == "fleet/rows" else {"version": "1", "asked": asked}
        return name_the_call(request, jsonify(said))

    return app


async def asked_by(behind: Behind, path: str, who: str) -> str:
    """What the gate was told, or ""."""
    if path == "/fleet/rows":
        answers = await behind._hand_rows_on([(who, b"{}")])
        return answers[0][1].decode() if answers else ""
    answer = await behind.ask("POST", path, json.dumps({"station": who}).encode())
    assert isinstance(answer.body, bytes)
    return answer.body.decode() if answer.status == 200 else ""


@pytest.mark.parametrize("fault", [Fault.OTHER, Fault.TWICE])
@pytest.mark.parametrize("path", ASKED)
def test_a_gate_gives_no_station_what_was_said_to_another(path: str, fault: Fault) -> None:
    server = HubServer(echo(), "127.0.0.1", 0)
    server.start()

    async def play(line: Proxy) -> list[str]:
        behind = Behind(line.url, "token", GateState())
        async with behind.working():
            assert "K03" in await asked_by(behind, path, "K03")
            line.arm(fault)
            heard = [await asked_by(behind, path, "K04")]
            await asyncio.sleep(0.1)  # for what comes twice to be there
            return [*heard, await asked_by(behind, path, "K05"), await asked_by(behind, path, "K06")]

    where = urlsplit(server.url)
    try:
        with Proxy(where.hostname or "", where.port or 0, spared=OWN_QUESTIONS) as line:
            heard = asyncio.run(play(line))
    finally:
        server.stop()
    for who, said in zip(("K04", "K05", "K06"), heard, strict=True):
        assert said == "" or who in said
    assert heard[-1] != "", "a gate that hears another's answer is deaf for one call"


@pytest.mark.parametrize("path", ASKED)
def test_a_gate_follows_no_redirect_with_what_stations_said(path: str) -> None:
    async def play(line: Proxy) -> None:
        behind = Behind(line.url, "token", GateState())
        async with behind.working():
            assert await asked_by(behind, path, "K03") == ""
            while {call.about for call in line.calls} != {f"POST {path}", "GET /fleet/state"}:
                await asyncio.sleep(0.01)

    with Proxy("127.0.0.1", 1, rule=lambda: Fault.REDIRECT) as line:
        asyncio.run(play(line))
        assert line.trapped == []
