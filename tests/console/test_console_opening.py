"""A hub whose file names a console serves it, with users of its own, also where no cashier's desk is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from console_parts import OWN, PIN
from hub_running import TOKEN, ShiftedClock, secrets_of, station_toml

from his_client.http import JsonClient, JsonReply
from his_client.sandbox.run import Sandbox
from kiosk.config import SecretMissing, StationConfig
from kiosk.config.load import parse_config
from kiosk.hub.console.opening import gate_address, oidc_settings
from kiosk.hub.db.commands import init
from kiosk.hub.wiring import running_hub

CONSOLE = """
gate = "127.0.0.1:8443"
gate_names = ["hub.example", "127.0.0.1"]
console = "127.0.0.1:8444"
"""
PROVIDER = """
console_url = "https://hub.example:8444/"
oidc_issuer = "https://login.example/realms/x"
oidc_it = ["kiosk-it"]
"""


@pytest.fixture
def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db", clock=ShiftedClock().now) as running:
        for name, value in secrets_of(running).items():
            monkeypatch.setenv(name, value)
        yield running


def configured(sandbox: Sandbox, folder: Path, more: str) -> StationConfig:
    return parse_config(station_toml(sandbox) + more, base=folder)


@pytest.mark.parametrize("console", [True, False])
def test_a_hub_with_a_console_in_its_file_serves_it(sandbox: Sandbox, tmp_path: Path, console: bool) -> None:
    config = configured(sandbox, tmp_path, CONSOLE if console else "")
    init(config, ShiftedClock())
    with running_hub(config, ShiftedClock(), lambda: None) as server, JsonClient(server.url) as line:
        key = {"Authorization": f"Bearer {TOKEN}"}
        added = {"user": "tu.it", "full_name": "Tú", "roles": ["it"], "pin": OWN}
        reply = line.call("POST", "/desk/users", body=added, headers=key)
        assert isinstance(reply, JsonReply), reply
        assert reply.status == (200 if console else 404)
        # A page is no answer for a client of JSON; that there is one is told by how it fails.
        page = line.call("GET", "/console/sign-in", headers=key)
        assert getattr(page, "reason", "") == ("html" if console else "")
        signing_in = {"Authorization": "Bearer "}
        body = {"user": "tu.it", "pin": PIN, "desk": "desk-1"}
        reply = line.call("POST", "/desk/sign_in", body=body, headers=signing_in)
        assert isinstance(reply, JsonReply), reply
        assert "unauthorised" in reply.text if console else reply.status in {401, 404}, "no desk is opened by it"


def test_the_line_that_enrols_a_station_names_the_gate_as_its_certificate_does(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    assert gate_address(configured(sandbox, tmp_path, CONSOLE)) == "https://hub.example:8443"
    assert gate_address(configured(sandbox, tmp_path, "")) == ""


def test_a_provider_is_named_whole_or_the_hub_says_what_is_missing(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert oidc_settings(configured(sandbox, tmp_path, CONSOLE)) is None
    config = configured(sandbox, tmp_path, CONSOLE + PROVIDER)
    with pytest.raises(SecretMissing, match="oidc_secret"):
        oidc_settings(config)
    monkeypatch.setenv("KIOSK_OIDC_SECRET", "s3cret")
    settings = oidc_settings(config)
    assert settings is not None
    assert (settings.back, settings.it) == ("https://hub.example:8444/console/oidc/back", frozenset({"kiosk-it"}))
    assert "s3cret" not in repr(settings)
    with pytest.raises(ValueError, match="console_url"):
        oidc_settings(configured(sandbox, tmp_path, CONSOLE + PROVIDER.replace("console_url", "phone_url")))
