"""A station's file that names an HL7 v2 HIS gives the client it says; what cannot be used is told by its setting."""

from __future__ import annotations

import socket
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from his_client.his.capability import NOT_SUPPORTED
from his_client.his.ports import Capability, IdentitySource
from his_client.hl7v2 import Hl7v2His
from his_client.outcome import Done
from kiosk.clock import SystemClock
from kiosk.config import ConfigError, StationConfig, parse_config
from kiosk.config.render import render_toml
from kiosk.hospital import open_hospital
from kiosk.hospital_hl7v2 import open_hl7v2
from kiosk.hub.db.commands import init
from kiosk.hub.wiring import running_hub
from kiosk.station import opening

DEPARTMENTS = """
valid_from = 2026-01-01
valid_until = 2099-12-31
[[department]]
id = "K01"
code = "K04"
name = "Nội tim mạch"
room = "214"
service_id = "DV01"
service_name = "Khám Nội tim mạch"
price = 50600
insured_price = 50600
"""
STATION = {"id": "03", "hospital": "Bệnh viện Mẫu", "name": "Máy 03", "facility": "01001", "journal": "journal.db"}
HIS: dict[str, Any] = {
    "kind": "hl7v2",
    "host": "127.0.0.1",
    "receiving_application": "HIS",
    "receiving_facility": "BVMAU",
    "departments": "departments.toml",
    "tls": False,
}


@pytest.fixture(autouse=True)
def departments(tmp_path: Path) -> Path:
    path = tmp_path / "departments.toml"
    path.write_text(DEPARTMENTS, encoding="utf-8")
    return path


def configured(folder: Path, **changes: Any) -> StationConfig:
    his = {key: value for key, value in (HIS | changes).items() if value is not None}
    values = {"station": STATION, "printer": {"kind": "picture", "path": "slips"}, "his": his}
    return parse_config(render_toml(values, comments=False), base=folder)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def test_the_file_names_what_the_receiver_offers(tmp_path: Path) -> None:
    with ExitStack() as stack:
        config = configured(tmp_path, offers=["idempotent", "cancel", "payments"], acknowledge="enhanced")
        assert isinstance(opening._his(config, SystemClock(), stack), Hl7v2His)
        hospital = open_hospital(config, SystemClock(), stack)
        assert isinstance(hospital, Hl7v2His)
        assert {Capability.IDEMPOTENCY_KEY, Capability.CANCEL, Capability.PAYMENTS} <= hospital.capabilities
        offered = hospital.departments()
        assert isinstance(offered, Done)
        assert [one.name for one in offered.value] == ["Nội tim mạch"]


def test_what_the_file_says_it_lacks_is_not_offered(tmp_path: Path) -> None:
    offers, lacks = ["idempotent", "cancel", "payments"], ["cancel", "guardian", "appointments"]
    config = configured(tmp_path, offers=offers, lacks=lacks, listen="127.0.0.1:0", listen_from=["127.0.0.1"])
    with ExitStack() as stack:
        hospital = open_hl7v2(config, SystemClock(), stack, listening=True)
        assert hospital.capabilities >= {Capability.PASSPORT, Capability.PAYMENTS, Capability.IDEMPOTENCY_KEY}
        assert not hospital.capabilities & set(map(Capability, lacks))
        assert hospital.cancel("V1", "patient") == NOT_SUPPORTED
        assert hospital.appointments_today("BN01", IdentitySource.CHIP_AND_FACE) == NOT_SUPPORTED


def test_the_station_listens_and_nobody_else_does(tmp_path: Path) -> None:
    port = free_port()
    config = configured(tmp_path, listen=f"127.0.0.1:{port}", listen_from=["127.0.0.1"])
    with ExitStack() as stack:
        beside = open_hl7v2(config, SystemClock(), stack)
        assert Capability.APPOINTMENTS not in beside.capabilities
        hospital = open_hl7v2(config, SystemClock(), stack, listening=True)
        assert hospital.appointments_today("BN01", IdentitySource.CARD_ONLY) == Done(())
        with socket.create_connection(("127.0.0.1", port), 5) as line:
            line.sendall(b"\x0bMSH|^~\\&|HIS|BVMAU|||20261124||ADT^A04|S1|P|2.5.1\r\x1c\r")
            assert b"MSA|AR|S1" in line.recv(4096)
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", port), 1)


@pytest.mark.parametrize("left_out", ["host", "receiving_application", "receiving_facility", "departments"])
def test_what_the_kind_needs_is_asked_for(tmp_path: Path, left_out: str) -> None:
    with pytest.raises(ConfigError, match=f"his.{left_out} is missing"):
        configured(tmp_path, **{left_out: None})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"departments": "none.toml"}, "his.departments is the departments file cannot be read"),
        ({"tls": True, "ca_file": "departments.toml"}, "his.ca_file is not a file of certificates"),
        ({"tls": True, "listen": "127.0.0.1:0", "listen_from": ["127.0.0.1"]}, "his.listen_certificate is missing"),
        (
            {
                "tls": True,
                "listen": "127.0.0.1:0",
                "listen_from": ["127.0.0.1"],
                "listen_certificate": "departments.toml",
            },
            "his.listen_certificate is not a certificate with its key",
        ),
        ({"listen": "127.0.0.1:0"}, "his.listen_from is missing"),
        ({"listen": "192.0.2.1:1", "listen_from": ["127.0.0.1"]}, "his.listen is not to be listened on"),
    ],
)
def test_what_cannot_be_used_is_told_by_its_setting(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    with ExitStack() as stack, pytest.raises(ConfigError, match=told):
        open_hl7v2(configured(tmp_path, **changes), SystemClock(), stack, listening=True)


def test_a_hub_beside_it_needs_no_address_of_another_interface(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIOSK_HUB_TOKEN", "a-token-for-tests")
    monkeypatch.setenv("KIOSK_JOURNAL_KEY", "ab" * 32)
    values = {"station": STATION, "printer": {"kind": "picture", "path": "slips"}, "his": HIS}
    hub = {"listen": "127.0.0.1:0", "journal": "hub.db"}
    config = parse_config(render_toml({**values, "hub": hub}, comments=False), base=tmp_path)
    init(config, SystemClock())
    with running_hub(config, SystemClock(), lambda: None) as server:
        assert server.url
