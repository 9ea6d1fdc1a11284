"""A station's file that names a HIS behind FHIR gives the client it says; what cannot be used is told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from his_client.fhir.adapter import FhirHis
from his_client.his.capability import NOT_SUPPORTED
from his_client.his.ports import Capability, IdentitySource
from his_client.outcome import Done
from his_client.sandbox.run import Sandbox
from kiosk.clock import SystemClock
from kiosk.config import ConfigError, SecretMissing, StationConfig, parse_config
from kiosk.config.render import render_toml
from kiosk.doctor.storage import needed_secrets
from kiosk.hospital import open_hospital

STATION = {"id": "03", "hospital": "Bệnh viện Mẫu", "name": "Máy 03", "facility": "01001", "journal": "journal.db"}


def configured(folder: Path, url: str, lacks: Sequence[str] = (), **fhir: Any) -> StationConfig:
    his: dict[str, Any] = {"kind": "fhir", "url": url, "lacks": list(lacks)}
    values = {"station": STATION, "printer": {"kind": "picture", "path": "slips"}, "his": his, "fhir": fhir}
    return parse_config(render_toml(values, comments=False), base=folder)


@pytest.mark.parametrize("by", ["secret", "key"])
def test_the_file_opens_the_client_that_has_learned_what_the_server_can(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str
) -> None:
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    with Sandbox(tmp_path / "his.db") as sandbox, ExitStack() as stack:
        account: dict[str, Any] = {"oauth_url": f"{sandbox.fhir_url}/auth/token", "client_id": "kiosk"}
        if by == "key":
            key = ec.generate_private_key(ec.SECP384R1())
            form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            (tmp_path / "client.pem").write_bytes(key.private_bytes(*form))
            sandbox.fhir_door.keys["k1"] = key.public_key()
            account |= {"client_key": "client.pem", "key_id": "k1"}
        else:
            monkeypatch.setenv("KIOSK_HIS_SECRET", sandbox.accounts.fhir_client_secret)
        config = configured(tmp_path, sandbox.fhir_url, **account)
        assert ("his_secret" in needed_secrets(config)) == (by == "secret")
        his = open_hospital(config, SystemClock(), stack)
        assert isinstance(his, FhirHis)
        assert Capability.FEEDBACK not in his.capabilities
        departments = his.departments()
        assert isinstance(departments, Done)
        assert len(departments.value) == 7


def test_what_the_file_says_it_lacks_is_not_offered_whatever_the_server_can(tmp_path: Path) -> None:
    with Sandbox(tmp_path / "his.db") as sandbox, ExitStack() as stack:
        lacks = ["payments", "appointments", "reprint"]
        his = open_hospital(configured(tmp_path, sandbox.fhir_url, lacks=lacks), SystemClock(), stack)
        assert isinstance(his, FhirHis)
        assert Capability.CANCEL in his.capabilities
        assert not his.capabilities & set(map(Capability, lacks))
        assert isinstance(his.learn(), Done)
        assert not his.capabilities & set(map(Capability, lacks))
        assert his.find_payment("bank:FT1") == NOT_SUPPORTED
        assert his.appointments_today("BN01", IdentitySource.CHIP_AND_FACE) == NOT_SUPPORTED
        assert his.reprint("V1") == NOT_SUPPORTED


def test_a_server_that_is_away_keeps_no_station_from_opening(tmp_path: Path) -> None:
    with ExitStack() as stack:
        his = open_hospital(configured(tmp_path, "http://127.0.0.1:9/fhir"), SystemClock(), stack, deadline_s=1)
        assert isinstance(his, FhirHis)
        assert Capability.PAYMENTS in his.capabilities


def test_a_client_without_key_or_secret_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CREDENTIALS_DIRECTORY", "KIOSK_HIS_SECRET"):
        monkeypatch.delenv(name, raising=False)
    config = configured(tmp_path, "http://127.0.0.1:9/fhir", oauth_url="http://127.0.0.1:9/token", client_id="kiosk")
    with ExitStack() as stack, pytest.raises(SecretMissing):
        open_hospital(config, SystemClock(), stack)


@pytest.mark.parametrize(
    ("setting", "fhir"),
    [
        (
            "fhir.client_key",
            {"oauth_url": "https://his.example/token", "client_id": "k", "client_key": "x", "key_id": "1"},
        ),
        ("fhir", {"client_id": "alone"}),
        ("fhir.certificate", {"certificate": "x", "certificate_key": "x"}),
    ],
)
def test_a_file_that_is_no_key_is_told_by_its_setting(tmp_path: Path, setting: str, fhir: dict[str, Any]) -> None:
    (tmp_path / "x").write_text("nothing")
    with ExitStack() as stack, pytest.raises(ConfigError) as told:
        open_hospital(configured(tmp_path, "https://his.example/fhir", **fhir), SystemClock(), stack)
    assert [problem.path for problem in told.value.problems] == [setting]


@pytest.mark.parametrize("fhir", [{"citizen_id": "no uri"}, {"citizen_id": "urn:a|b"}, {"certificate": "alone"}])
def test_what_cannot_be_meant_is_refused(tmp_path: Path, fhir: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        configured(tmp_path, "https://his.example/fhir", **fhir)
