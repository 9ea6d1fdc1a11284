"""HIS and hub, asked for real on this machine: who is away, who refuses, who is well."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from doctor_bench import KEY, Station

from chip_reader.virtual import VirtualCard, load_profile
from his_client.sandbox.faults import Fault
from his_client.sandbox.run import Sandbox
from kiosk.clock import SystemClock
from kiosk.doctor import Status, hospital, hub, servers
from kiosk.doctor.greeting import NotGreeted, NotTrusted, greet
from kiosk.fleet.identity import Authority
from kiosk.hub.db.commands import init
from kiosk.hub.wiring import running_hub


@pytest.fixture
def sandbox(station: Station) -> Iterator[Sandbox]:
    with Sandbox(station.folder / "sandbox.db") as sandbox:
        station.clock.at = SystemClock().now()  # calls are signed with the time
        station.set(his__url=sandbox.urls["his"], his__merchant_id=sandbox.accounts.merchant_id)
        station.keep("his_secret", sandbox.accounts.merchant_secret)
        yield sandbox


def test_a_his_that_answers_is_well(station: Station, sandbox: Sandbox) -> None:
    found = station.look(hospital.his)
    assert found.status is Status.OK, found
    assert "departments" in found.detail
    assert sandbox.state()["counts"]["registrations"] == 0


def test_a_his_that_refuses_the_secret_says_what_to_check(station: Station, sandbox: Sandbox) -> None:
    assert sandbox
    station.keep("his_secret", "another")
    found = station.look(hospital.his)
    assert found.status is Status.FAIL
    assert "his_secret" in found.fix


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.HTTP500, Fault.HTML])
def test_a_his_that_fails_is_a_failure(station: Station, sandbox: Sandbox, fault: Fault) -> None:
    sandbox.faults.arm("his", fault, 1)
    assert station.look(hospital.his).status is Status.FAIL


def test_without_a_his_patients_go_to_the_desk(station: Station) -> None:
    assert station.look(hospital.his).status is Status.WARN


def test_without_its_secret_the_his_is_not_asked(station: Station) -> None:
    station.set(his__url="https://his.example.vn", his__merchant_id="SANDBOX")
    assert "his_secret is missing" in station.look(hospital.his).detail


@pytest.fixture
def hub_url(station: Station, sandbox: Sandbox) -> Iterator[str]:
    assert sandbox
    assert (station.folder / "secrets" / "journal_key").read_text() == KEY
    station.set(hub__journal="hub.db", hub__listen="127.0.0.1:0")
    init(station.config(), SystemClock())
    with running_hub(station.config(), SystemClock(), lambda: None) as server:
        yield server.url


def test_a_hub_that_knows_the_station_is_well(station: Station, hub_url: str) -> None:
    station.set(hub__url=hub_url)
    assert station.look(hub.hub).detail == "reached; bank feed off"


def test_a_hub_whose_disk_is_full_is_a_failure_that_says_what_to_do(
    station: Station, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr("kiosk.space.LEAST_FREE", 1 << 60)
    station.set(hub__url=request.getfixturevalue("hub_url"))
    found = station.look(hub.hub)
    assert found.status is Status.FAIL
    assert "disk is full" in found.detail
    assert "make room" in found.fix


def test_a_hub_that_refuses_the_token_is_a_failure(station: Station, hub_url: str) -> None:
    station.set(hub__url=hub_url)
    station.keep("hub_token", "another")
    assert station.look(hub.hub).detail == "it refuses this station's token"


def test_a_hub_that_is_away_is_a_failure_with_the_command_to_start_it(station: Station) -> None:
    found = station.look(hub.hub)
    assert found.status is Status.FAIL
    assert "kiosk hub serve" in found.fix


def test_nobodys_insurance_is_asked_about(station: Station) -> None:
    assert station.look(hub.insurance).status is Status.SKIPPED


def test_a_his_whose_own_file_cannot_be_used_is_told_by_its_setting(station: Station) -> None:
    station.set(his__kind="hl7v2", his__host="127.0.0.1", his__receiving_application="HIS")
    station.set(his__receiving_facility="BV", his__departments="nowhere.toml")
    found = station.look(hospital.his)
    assert found.status is Status.FAIL
    assert "his.departments" in found.fix


def test_whom_the_hub_asks_is_told_to_its_stations(station: Station, hub_url: str) -> None:
    station.set(hub__url=hub_url)
    assert station.look(hub.payment).status is Status.SKIPPED
    station.set(insurance__enabled=True, insurance__url="https://gateway.example.vn", insurance__username="01010")
    station.set(insurance__officer_name="Nguyễn Văn Mẫu", insurance__officer_id="001099000001")
    assert station.look(hub.insurance).detail == "the hub asks no insurer"
    assert station.look(servers.servers_clock).status is Status.OK


class _Answering(BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def server_of(authority: Authority, made_at: datetime, folder: Path) -> Iterator[str]:
    """A TLS server with a certificate of this authority, made then."""
    signed, key = authority.server(("127.0.0.1",), made_at)
    pair = folder / "server.pem"
    pair.write_bytes(signed.pem.encode() + key)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pair)
    with HTTPServer(("127.0.0.1", 0), _Answering) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"https://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_a_server_tells_its_time_and_its_certificates_end(station: Station) -> None:
    now = SystemClock().now()
    authority, _ = Authority.made("Bệnh viện Mẫu", now)
    (station.folder / "ca.pem").write_text(authority.pem)
    with server_of(authority, now, station.folder) as url:
        greeting = greet(url, authority=station.folder / "ca.pem")
        assert greeting.at is not None
        assert abs((greeting.at - now).total_seconds()) < 60
        assert greeting.good_until is not None
        assert greeting.good_until > now + timedelta(days=30)
        with pytest.raises(NotTrusted):
            greet(url)


def test_a_servers_certificate_that_ended_is_named(station: Station) -> None:
    now = SystemClock().now()
    authority, _ = Authority.made("Bệnh viện Mẫu", now - timedelta(days=5 * 365))
    (station.folder / "ca.pem").write_text(authority.pem)
    station.set(his__merchant_id="KIOSK", his__ca_file="ca.pem")
    with server_of(authority, now - timedelta(days=5 * 365), station.folder) as url:
        station.set(his__url=url)
        found = station.look(servers.certificates)
        assert (found.status, found.detail) == (Status.FAIL, "his: certificate has expired")
        assert url in found.fix
        with pytest.raises(NotTrusted, match="expired"):
            greet(url.replace("https", "mllps"), authority=station.folder / "ca.pem")


def test_a_certificates_end_is_seen_without_a_web_server_too(station: Station) -> None:
    now = SystemClock().now()
    authority, _ = Authority.made("Bệnh viện Mẫu", now)
    (station.folder / "ca.pem").write_text(authority.pem)
    with server_of(authority, now, station.folder) as url:
        greeting = greet(url.replace("https", "mllps"), authority=station.folder / "ca.pem")
    assert greeting.at is None
    assert greeting.good_until is not None
    with pytest.raises(NotGreeted):
        greet("mllps://127.0.0.1:1")


def test_the_hubs_bank_is_well_and_its_insurer_refuses_the_password(station: Station, sandbox: Sandbox) -> None:
    account = sandbox.accounts
    station.set(hub__journal="hub.db", hub__listen="127.0.0.1:0", insurance__enabled=True)
    station.set(insurance__url=sandbox.urls["insurance"], insurance__username=account.gateway_username)
    station.set(insurance__officer_name=account.officer_name, insurance__officer_id=account.officer_id)
    station.set(payment__url=sandbox.urls["bank"], payment__account=account.bank_account)
    station.set(payment__bank_bin=account.bank_bin, payment__payee="BENH VIEN MAU")
    station.keep("insurance_password", "another")
    station.keep("payment_secret", account.bank_token)
    init(station.config(), SystemClock())
    with running_hub(station.config(), SystemClock(), lambda: None) as server:
        station.set(hub__url=server.url)
        refused = station.look(hub.insurance)
        assert (refused.status, refused.detail) == (Status.FAIL, "the gateway refuses the hub's account")
        assert "insurance_password" in refused.fix
        assert station.look(hub.payment).detail == "bank"
        assert "servers' clocks" not in station.look(servers.servers_clock).detail


def test_the_countrys_certificates_are_counted_and_warned_of_once_all_have_ended(station: Station) -> None:
    issuer = VirtualCard(load_profile("adult-2021")).issuer
    (station.folder / "trust").mkdir()
    (station.folder / "trust/csca.pem").write_bytes(issuer.csca_pem)
    station.set(reader__trust="trust")
    assert station.look(servers.certificates).detail.endswith("1 of 1 of the country's are in force")
    station.clock.at += timedelta(days=20 * 365)
    found = station.look(servers.certificates)
    assert (found.status, "all 1 of the country's" in found.detail) == (Status.WARN, True)
