"""A machine becomes a station with a token that opens once, and is one until its identity is revoked."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import time
from contextlib import closing
from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from aiohttp import web
from fleet_parts import FleetAtWork, served

from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Refused
from kiosk.fleet.identity import Authority, new_token
from kiosk.fleet.values import Heartbeat, HeartbeatAnswer, OrderDone, OrderKind, OrderOutcome, StationState
from kiosk.fleet.wire import ANSWER, HEARTBEAT
from kiosk.hub.gate import lean
from kiosk.hub.gate.run import station_context
from kiosk.station.agent.enrol import EnrolmentFailed, GateSilent, enrol
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store


def beat(fleet: FleetAtWork, store: Store, station_id: str = "K03", **more: object) -> JsonReply:
    said = Heartbeat(station_id, datetime.now(UTC), "1.0", "own", StationState.WELCOME, **more)  # type: ignore[arg-type]
    with JsonClient(fleet.url, ca_file=store.authority, client_cert=store.pair) as line:
        reply = line.call("POST", "/heartbeat", body=json.loads(HEARTBEAT.write(said)))
    assert isinstance(reply, JsonReply), reply
    return reply


def heard(fleet: FleetAtWork, store: Store, **more: object) -> HeartbeatAnswer:
    """The answer once the gate knows of the station."""
    until = time.monotonic() + 10
    while (reply := beat(fleet, store, "K03", **more)).status != 200:
        assert time.monotonic() < until, reply
        time.sleep(0.02)
    answer = ANSWER.read(reply.text)
    assert isinstance(answer, HeartbeatAnswer)
    return answer


@pytest.mark.attack
def test_a_token_makes_a_machine_a_station_once(fleet: FleetAtWork) -> None:
    token, store = fleet.token("K03"), fleet.store("first")
    assert enrol(fleet.url, token, store, "desk-pc") == "K03"
    heard(fleet, store)
    known = fleet.desk.station("K03")
    assert known is not None
    assert (known.group, known.revoked) == ("lobby", False)
    with pytest.raises(EnrolmentFailed, match="ask IT for a new one"):
        enrol(fleet.url, token, fleet.store("second"), "another")
    assert not fleet.store("second").enrolled


@pytest.mark.attack
def test_a_gate_the_token_does_not_name_gets_no_token(fleet: FleetAtWork) -> None:
    other, _ = Authority.made("Another hospital", datetime.now(UTC))
    with pytest.raises(EnrolmentFailed, match="not the hub's that made the token"):
        enrol(fleet.url, new_token("K03", other.fingerprint), fleet.store("first"), "desk-pc")
    assert [line.what for line in fleet.desk.audit()] == []


@pytest.mark.attack
def test_a_revoked_identity_is_worth_nothing_and_a_new_token_replaces_it(fleet: FleetAtWork) -> None:
    stolen, new = fleet.store("stolen"), fleet.store("new")
    enrol(fleet.url, fleet.token("K03"), stolen, "")
    heard(fleet, stolen)
    assert fleet.desk.revoke("K03", "stolen", "tu.it") == Done(None)
    until = time.monotonic() + 10
    while beat(fleet, stolen).status == 200:
        assert time.monotonic() < until
        time.sleep(0.02)
    enrol(fleet.url, fleet.token("K03"), new, "")
    heard(fleet, new)
    assert beat(fleet, stolen).status == 401
    told = [line.what for line in reversed(fleet.desk.audit())]
    assert told == ["TokenIssued", "StationEnrolled", "IdentityRevoked", "TokenIssued", "StationEnrolled"]


@pytest.mark.attack
def test_no_station_speaks_for_another(fleet: FleetAtWork) -> None:
    first, second = fleet.store("first"), fleet.store("second")
    enrol(fleet.url, fleet.token("K03"), first, "")
    enrol(fleet.url, fleet.token("K04"), second, "")
    heard(fleet, first)
    assert beat(fleet, first, "K04").status == 400


def test_an_order_reaches_its_station_and_its_end_comes_back(fleet: FleetAtWork) -> None:
    store = fleet.store("first")
    enrol(fleet.url, fleet.token("K03"), store, "")
    heard(fleet, store)
    given = fleet.desk.give("K03", OrderKind.OUT_OF_SERVICE, "", "tu.it")
    assert isinstance(given, Done)
    until = time.monotonic() + 10
    while not (orders := heard(fleet, store).orders):
        assert time.monotonic() < until
        time.sleep(0.02)
    assert [(order.id, order.kind, order.by) for order in orders] == [(given.value, OrderKind.OUT_OF_SERVICE, "tu.it")]
    heard(fleet, store, done=(OrderDone(given.value, OrderOutcome.DONE),))
    until = time.monotonic() + 20
    while fleet.desk.orders("K03")[0].state == "open":
        assert time.monotonic() < until
        time.sleep(0.02)
    assert fleet.desk.orders("K03")[0].state == "done"


def test_a_machine_that_heard_no_answer_asks_again_with_the_same_token(fleet: FleetAtWork) -> None:
    token, store = fleet.token("K03"), fleet.store("first")
    key = store.asking_key()
    enrol(fleet.url, token, store, "desk-pc")
    unheard = fleet.store("again")
    unheard.folder.mkdir()
    (unheard.folder / "asking.key").write_bytes(key)
    assert enrol(fleet.url, token, unheard, "desk-pc") == "K03"
    heard(fleet, unheard)


@pytest.mark.parametrize(("code", "words"), [("clock", "clock is wrong"), ("disk_full", "disk is full")])
def test_a_hub_that_cannot_just_now_says_why_and_the_token_is_good_later(
    fleet: FleetAtWork, code: str, words: str
) -> None:
    token, store = fleet.token("K03"), fleet.store("first")
    with patch.object(fleet.desk, "enrol", return_value=Refused(code)), pytest.raises(GateSilent, match=words):
        enrol(fleet.url, token, store, "desk-pc")
    assert enrol(fleet.url, token, store, "desk-pc") == "K03"


def test_a_renewal_whose_answer_was_lost_locks_nobody_out(fleet: FleetAtWork) -> None:
    store = fleet.store("first")
    enrol(fleet.url, fleet.token("K03"), store, "")
    heard(fleet, store)
    with closing(GateLine(store)) as line:
        for _lost in range(2):
            renewed = line.renew("K03")
            assert isinstance(renewed, Done), renewed
            said = fleet.desk.admitted()["K03"]
            while fleet.gate.state.admitted.get("K03") != frozenset(said):
                time.sleep(0.02)  # the gate's copy is the new one
            assert beat(fleet, store).status == 200
    assert isinstance(renewed, Done)
    store.keep_certificate(renewed.value.certificate)
    heard(fleet, store)
    assert fleet.desk.revoke("K03", "stolen", "tu.it") == Done(None)
    assert fleet.desk.admitted() == {}


@pytest.mark.attack
@pytest.mark.parametrize(
    "path", ["/static/../fleet/tokens", "/static/%2e%2e/fleet/tokens", "/console/..%2ffleet/tokens"]
)
def test_no_path_leads_a_browser_past_the_pages(fleet: FleetAtWork, path: str) -> None:
    body = b'{"station_id": "K09", "by": "nobody"}'
    head = f"POST {path} HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nConnection: close\r\n"
    with (
        served(fleet.gate.browsers(), fleet.gate, station_context(fleet.folder)) as url,
        socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as plain,
        ssl.create_default_context(cafile=fleet.folder / "authority.pem").wrap_socket(
            plain, server_hostname="127.0.0.1"
        ) as line,
    ):
        line.sendall(head.encode() + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        assert line.recv(64).startswith(b"HTTP/1.1 404")
    assert fleet.desk.audit() == ()


@pytest.mark.attack
def test_who_shows_no_certificate_does_not_stay(fleet: FleetAtWork) -> None:
    store = fleet.store("first")
    enrol(fleet.url, fleet.token("K03"), store, "")

    async def stays(context: ssl.SSLContext, port: int) -> bool:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
        try:
            async with asyncio.timeout(1.0):
                await reader.read()
        except TimeoutError:
            return True
        finally:
            writer.transport.abort()
        return False

    async def look() -> tuple[bool, bool]:
        runner = web.AppRunner(fleet.gate.stations(), handle_signals=False)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=station_context(fleet.folder)).start()
        known, stranger = (ssl.create_default_context(cafile=store.authority) for _ in range(2))
        known.load_cert_chain(*store.pair)
        async with lean.tended([(runner, 0.2)]):
            found = await asyncio.gather(*(stays(one, runner.addresses[0][1]) for one in (known, stranger)))
        await runner.cleanup()
        return found[0], found[1]

    with patch.object(lean, "TEND_S", 0.1):
        assert asyncio.run(look()) == (True, False)


@pytest.mark.attack
def test_a_release_is_fetched_whole_and_nothing_else_of_the_hub_s_files(fleet: FleetAtWork) -> None:
    store, into = fleet.store("first"), fleet.folder / "got.deb"
    enrol(fleet.url, fleet.token("K03"), store, "")
    heard(fleet, store)
    (fleet.folder / "kiosk_1.1_amd64.deb").write_bytes(bytes(range(256)) * 20_000)
    line = GateLine(store)
    assert line.release("kiosk_1.1_amd64.deb", into) == ""
    assert into.read_bytes() == bytes(range(256)) * 20_000
    for name in ("kiosk_1.2_amd64.deb", "gate.key", "../gate.key", "kiosk_.._gate.key_amd64.deb"):
        assert line.release(name, fleet.folder / "other") == "no_release"
    assert not (fleet.folder / "other").exists()
    line.close()
