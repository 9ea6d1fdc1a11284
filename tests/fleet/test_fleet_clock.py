"""Certificates and clocks: a wrong clock is an outage that ends with it, and locks nobody out for good."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from test_fleet_agent import Fleet as Agent
from test_fleet_desk import Hub as Desk

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.fleet.identity import Authority, new_key, objection, request_for
from kiosk.fleet.ports import Identity
from kiosk.hub.fleet.opening import AUTHORITY, GATE, GATE_KEY, ensure_gate
from kiosk.hub.gate.run import station_context
from kiosk.simulation.time import SimTime
from kiosk.station.agent.line import GateLine
from kiosk.station.agent.store import Store

NOW = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)
YEAR = timedelta(days=365)
YEAR_1970, YEAR_2038 = datetime(1970, 1, 1, 0, 20, tzinfo=UTC), datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC)
ELSEWHEN = pytest.mark.parametrize("moment", [YEAR_1970, YEAR_2038], ids=["1970", "2038"])


def gate_file(folder: Path) -> bytes:
    return (folder / GATE).read_bytes()


class NoConfiguration(BaseHTTPRequestHandler):
    """A gate's answer to a station that has what it shall have."""

    def do_GET(self) -> None:
        body = b'{"refused": "none"}'
        self.send_response(404)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing to the test's output."""


class GateOfOneAnswer(ThreadingHTTPServer):
    """It shakes hands on the connection's own thread; one that fails is closed, and nothing is said of it."""

    daemon_threads = False

    def handle_error(self, *_: object) -> None:
        """The caller sees it."""


class Line:
    """A station's line to a gate of one answer, each with a certificate that may be made anew."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.authority, _ = Authority.made("Bệnh viện Mẫu", datetime.now(UTC) - 5 * YEAR)
        (folder / AUTHORITY).write_text(self.authority.pem)
        self.key = new_key()
        self.store = Store(folder / "identity")
        self.gate_of(timedelta())
        self.station_of(timedelta())

    def gate_of(self, off: timedelta) -> None:
        """The gate's certificate begins `off` from now."""
        signed, key = self.authority.server(("127.0.0.1",), datetime.now(UTC) + off)
        (self.folder / GATE).write_text(signed.pem)
        (self.folder / GATE_KEY).write_bytes(key)

    def station_of(self, off: timedelta) -> None:
        signed = self.authority.sign("K03", request_for("K03", self.key), datetime.now(UTC) + off)
        identity = Identity("K03", signed.pem, self.authority.pem, "00" * 32, signed.expires_at)
        self.store.keep_identity(self.key, identity, "https://127.0.0.1:1")

    @contextmanager
    def open(self) -> Iterator[tuple[GateLine, ssl.SSLContext]]:
        context = station_context(self.folder)
        with GateOfOneAnswer(("127.0.0.1", 0), NoConfiguration) as server:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
            serving = Thread(target=server.serve_forever, args=(0.02,))
            serving.start()
            try:
                (self.store.folder / "gate").write_text(f"https://127.0.0.1:{server.server_port}")
                with closing(GateLine(self.store)) as line:
                    yield line, context
            finally:
                server.shutdown()
                serving.join()


WRONG = pytest.mark.parametrize("off", [2 * YEAR, -2 * YEAR], ids=["not yet", "no longer"])


@WRONG
def test_a_gate_whose_certificate_does_not_count_is_silent_and_heard_again_when_it_does(
    tmp_path: Path, off: timedelta
) -> None:
    """To the station it is the same whether its own clock is wrong or the certificate."""
    here = Line(tmp_path)
    here.gate_of(off)
    with here.open() as (line, context):
        assert isinstance(line.configuration(), Unknown)
        here.gate_of(timedelta())
        context.load_cert_chain(tmp_path / GATE, tmp_path / GATE_KEY)
        assert line.configuration() == Refused("none"), "by the same line, and nothing was restarted"


@WRONG
def test_a_station_whose_certificate_does_not_count_is_let_in_again_when_it_does(
    tmp_path: Path, off: timedelta
) -> None:
    """To the gate it is the same whether its own clock is wrong or the certificate."""
    here = Line(tmp_path)
    here.station_of(off)
    with here.open() as (line, _):
        assert isinstance(line.configuration(), Unknown)
    here.station_of(timedelta())
    with here.open() as (line, _):
        assert line.configuration() == Refused("none")


@ELSEWHEN
def test_a_hub_whose_clock_is_far_off_signs_nothing_that_nobody_could_use(moment: datetime) -> None:
    hub = Desk()
    hub.enrol("K03")
    serial = hub.desk.admitted()["K03"][0]
    hub.time.turn(moment - NOW)
    refused = hub.desk.renew("K03", serial, request_for("K03", new_key()))
    assert isinstance(refused, Refused)
    assert refused.code == ("clock" if moment < NOW else "unknown_identity"), "by that clock its time is over"
    hub.time.turn(NOW - moment)
    assert isinstance(hub.desk.renew("K03", serial, request_for("K03", new_key())), Done)


@pytest.mark.parametrize("off", [YEAR, -2 * YEAR])
def test_a_renewed_certificate_that_does_not_count_now_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, off: timedelta
) -> None:
    agent = Agent(tmp_path)
    agent.enrolled(NOW - timedelta(days=350))
    held = agent.store.pair[0].read_bytes()
    authority, _ = Authority.made("Mẫu", NOW - 3 * YEAR)
    clocks = [NOW + off]

    def renew(_hub: object, station_id: str) -> Outcome[Identity]:
        signed = authority.sign(station_id, request_for(station_id, agent.store.key), clocks[0])
        return Done(Identity(station_id, signed.pem, authority.pem, "", signed.expires_at))

    monkeypatch.setattr(type(agent.hub), "renew", renew)
    agent.wait(60)
    assert agent.store.pair[0].read_bytes() == held
    clocks[0] = NOW
    restarts = agent.station.restarts
    agent.wait(3600)
    assert agent.store.pair[0].read_bytes() != held
    assert agent.station.restarts > restarts, "the lines of a running program hold the one before, which ends"


def _of_another_key(authority: Authority) -> str:
    return authority.sign("K03", request_for("K03", new_key()), NOW).pem


@pytest.mark.attack
@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda _: "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "broken"),
        (lambda _: "chứng thư", "broken"),
        (_of_another_key, "other_key"),
    ],
    ids=["broken", "no text of a certificate", "another key's"],
)
def test_a_renewed_certificate_that_is_no_pair_with_the_key_is_not_taken_nor_asked_for_at_every_beat(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    answer: Callable[[Authority], str],
    reason: str,
) -> None:
    agent = Agent(tmp_path)
    agent.enrolled(NOW - timedelta(days=350))
    held = agent.store.pair[0].read_bytes()
    authority, _ = Authority.made("Mẫu", NOW)
    asked: list[str] = []

    def renew(_hub: object, station_id: str) -> Outcome[Identity]:
        asked.append(station_id)
        return Done(Identity(station_id, answer(authority), authority.pem, "", NOW))

    monkeypatch.setattr(type(agent.hub), "renew", renew)
    agent.wait(3500)
    assert (len(asked), agent.store.pair[0].read_bytes() == held, agent.station.restarts) == (1, True, 0)
    assert {record.__dict__["reason"] for record in caplog.records if record.msg == "identity_not_taken"} == {reason}
    agent.wait(200)
    assert len(asked) == 2, "once an hour"


@ELSEWHEN
def test_a_hub_that_starts_with_its_clock_far_off_leaves_the_gates_certificate_as_it_is(
    tmp_path: Path, moment: datetime
) -> None:
    authority, _ = Authority.made("Mẫu", NOW)
    ensure_gate(tmp_path, authority, ("hub",), SimTime(NOW))
    held = gate_file(tmp_path)
    ensure_gate(tmp_path, authority, ("hub",), SimTime(moment))
    assert gate_file(tmp_path) == held


def test_a_gates_certificate_from_a_time_that_never_was_is_made_anew(tmp_path: Path) -> None:
    authority, _ = Authority.made("Mẫu", NOW)
    ensure_gate(tmp_path, authority, ("hub",), SimTime(NOW + 2 * YEAR))
    ensure_gate(tmp_path, authority, ("hub",), SimTime(NOW))
    assert objection(gate_file(tmp_path).decode(), (tmp_path / GATE_KEY).read_bytes(), NOW) == ""
    held = x509.load_pem_x509_certificate(gate_file(tmp_path))
    assert held.not_valid_after_utc > NOW + timedelta(days=300)
    assert (tmp_path / GATE_KEY).exists()
    ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(tmp_path / GATE, tmp_path / GATE_KEY)
