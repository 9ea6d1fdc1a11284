"""A station's identity in other hands: copied, revoked, guessed, or used to speak for somebody else."""

from __future__ import annotations

import json
import shutil
import ssl
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from fleet_parts import FleetAtWork
from test_fleet_agent import Fleet as AgentAtWork
from test_fleet_desk import Hub as DeskAtWork

from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done
from kiosk.fleet.identity import new_key, request_for
from kiosk.fleet.signing import CONFIGURATION, sha256, sign
from kiosk.fleet.values import OWN_FILE, Heartbeat, HeartbeatAnswer, StationState
from kiosk.fleet.wire import HEARTBEAT
from kiosk.hub.gate.app import ENROLMENTS
from kiosk.station.agent.enrol import enrol
from kiosk.station.agent.store import Store

pytestmark = pytest.mark.attack

MORNING = datetime(2026, 11, 26, 0, 30, tzinfo=UTC)


def ask(fleet: FleetAtWork, store: Store, method: str, path: str, body: object = None) -> int:
    with JsonClient(fleet.url, ca_file=store.authority, client_cert=store.pair) as line:
        reply = line.call(method, path, body=body)
    assert isinstance(reply, JsonReply), reply
    return reply.status


def beats(fleet: FleetAtWork, store: Store, station_id: str = "K03", started: datetime = MORNING) -> int:
    said = Heartbeat(station_id, datetime.now(UTC), "1.0", OWN_FILE, StationState.WELCOME, started_at=started)
    return ask(fleet, store, "POST", "/heartbeat", json.loads(HEARTBEAT.write(said)))


def soon(what: Callable[[], bool]) -> None:
    until = time.monotonic() + 10
    while not what():
        assert time.monotonic() < until
        time.sleep(0.1)


@pytest.fixture
def thief(fleet: FleetAtWork) -> tuple[Store, Store]:
    """A station that was enrolled, and a copy of its folder in somebody's hands."""
    store, copy = fleet.store("station"), fleet.store("copy")
    enrol(fleet.url, fleet.token("K03"), store, "lobby-pc")
    shutil.copytree(store.folder, copy.folder)
    soon(lambda: beats(fleet, store) == 200)
    return store, copy


def test_a_copied_identity_is_known_as_soon_as_both_machines_speak(
    fleet: FleetAtWork, thief: tuple[Store, Store]
) -> None:
    own, copy = thief
    later = MORNING + timedelta(hours=3)
    for store, started in ((own, MORNING), (copy, later), (own, MORNING)):
        seen = fleet.desk.station("K03")
        before = seen.last.sent_at if seen is not None and seen.last is not None else None

        def heard(since: datetime | None = before) -> bool:
            known = fleet.desk.station("K03")
            return known is not None and known.last is not None and known.last.sent_at != since

        assert beats(fleet, store, started=started) == 200
        soon(heard)
    known = fleet.desk.station("K03")
    assert known is not None
    assert known.doubled


def test_a_revoked_copy_and_its_own_machine_are_refused_within_seconds_whatever_they_ask(
    fleet: FleetAtWork, thief: tuple[Store, Store]
) -> None:
    assert fleet.desk.revoke("K03", "stolen", "tu.it") == Done(None)
    soon(lambda: beats(fleet, thief[0]) == 401)
    for store in thief:
        for method, path in (
            ("GET", "/configuration"),
            ("POST", "/renew"),
            ("POST", "/ended"),
            ("POST", "/journal/rows?source=K03~1"),
            ("GET", "/queue/places/0"),
            ("GET", "/releases/kiosk_1.0_amd64.deb"),
        ):
            assert ask(fleet, store, method, path, {} if method == "POST" else None) == 401, path


def test_a_machine_that_starts_anew_is_not_two(console_desk: DeskAtWork) -> None:
    hub = console_desk
    for hour in range(5):
        hub.says["K03"] = replace(hub.says["K03"], started_at=MORNING + timedelta(hours=hour))
        hub.run(120)
    assert hub.rules() == []


def test_two_machines_of_one_identity_are_an_alert_that_lasts_while_both_speak(console_desk: DeskAtWork) -> None:
    hub = console_desk
    for turn in range(8):
        hub.says["K03"] = replace(hub.says["K03"], started_at=MORNING + timedelta(hours=turn % 2))
        hub.run(30)
    assert hub.rules() == [("K03", "two_places")]
    hub.run(900)
    assert hub.rules() == []
    assert [alert.rule for alert in hub.desk.alerts(ended=True)] == ["two_places"]


@pytest.fixture
def console_desk() -> DeskAtWork:
    hub = DeskAtWork()
    hub.enrol("K03")
    return hub


def test_tokens_of_enrolment_are_not_guessed_tried_often_or_used_after_their_day(fleet: FleetAtWork) -> None:
    context = ssl.create_default_context(cafile=fleet.folder / "authority.pem")
    assert context.verify_mode is ssl.CERT_REQUIRED
    right = fleet.token("K07")
    station, _, rest = right.partition(".")
    csr = request_for("K07", new_key())
    told = []
    with JsonClient(fleet.url, ca_file=fleet.folder / "authority.pem") as line:
        for guess in range(3 * ENROLMENTS):
            token = f"{station}.{guess:08x}{rest[8:]}"
            reply = line.call("POST", "/enrol", body={"token": token, "csr": csr, "machine": "x"})
            assert isinstance(reply, JsonReply)
            told.append((reply.status, str(reply.data)))
    assert ENROLMENTS <= sum(status != 429 for status, _ in told) <= ENROLMENTS + 3
    assert len({one for one in told if one[0] != 429}) == 1, "each wrong token is answered alike"
    assert fleet.desk.station("K07") is None or fleet.desk.station("K07").serial == ""  # type: ignore[union-attr]


def test_an_old_configuration_handed_out_again_is_not_taken(tmp_path: object) -> None:
    fleet = AgentAtWork(tmp_path)  # type: ignore[arg-type]
    old, new = b"[policy]\nidle_s = 600\n", b"[policy]\nidle_s = 40\n"
    fleet.hub.wants(sha256(new))
    fleet.hub.bundle = Done(sign(fleet.signer, CONFIGURATION, "K03", new))
    fleet.wait(60)
    fleet.crash()
    fleet.boot()
    assert fleet.store.configuration_name == sha256(new)
    # Somebody between hub and station answers with what was rightly signed last year.
    fleet.hub.bundle = Done(sign(fleet.signer, CONFIGURATION, "K03", old))
    fleet.hub.answer = Done(HeartbeatAnswer((), "f" * 64))
    fleet.wait(120)
    assert fleet.store.configuration_name == sha256(new)
    assert fleet.hub.heard[-1].configuration == sha256(new)


def test_the_hubs_token_learned_on_one_machine_does_not_open_the_gate(
    fleet: FleetAtWork, thief: tuple[Store, Store]
) -> None:
    own, _ = thief
    headers = {"Authorization": "Bearer hub-token-of-the-tests", "X-Kiosk-Station": "K09"}
    with JsonClient(fleet.url, ca_file=own.authority) as line:
        for path in ("/orders/1", "/fleet/state", "/journal/head?source=K09~1"):
            reply = line.call("GET", path, headers=headers)
            assert isinstance(reply, JsonReply)
            assert reply.status == 401, path


def test_a_station_gets_no_identity_of_another_by_asking_for_it(fleet: FleetAtWork, thief: tuple[Store, Store]) -> None:
    own, _ = thief
    with JsonClient(fleet.url, ca_file=own.authority, client_cert=own.pair) as line:
        reply = line.call("POST", "/renew", body={"station": "K09", "csr": request_for("K09", new_key())})
    assert isinstance(reply, JsonReply)
    # Whatever it asks for, what it gets is its own name again.
    assert isinstance(reply.data, dict)
    named = x509.load_pem_x509_certificate(str(reply.data["certificate"]).encode()).subject
    assert [part.value for part in named] == ["K03"]
    assert fleet.desk.station("K09") is None
