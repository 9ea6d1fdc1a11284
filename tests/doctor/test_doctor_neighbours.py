"""HIS and hub, asked for real on this machine: who is away, who refuses, who is well."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from doctor_bench import KEY, Station

from his_client.sandbox.faults import Fault
from his_client.sandbox.run import Sandbox
from kiosk.clock import SystemClock
from kiosk.doctor import Status, neighbours
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
    found = station.look(neighbours.his)
    assert found.status is Status.OK, found
    assert "departments" in found.detail
    assert sandbox.state()["counts"]["registrations"] == 0


def test_a_his_that_refuses_the_secret_says_what_to_check(station: Station, sandbox: Sandbox) -> None:
    assert sandbox
    station.keep("his_secret", "another")
    found = station.look(neighbours.his)
    assert found.status is Status.FAIL
    assert "his_secret" in found.fix


@pytest.mark.parametrize("fault", [Fault.REFUSE, Fault.HTTP500, Fault.HTML])
def test_a_his_that_fails_is_a_failure(station: Station, sandbox: Sandbox, fault: Fault) -> None:
    sandbox.faults.arm("his", fault, 1)
    assert station.look(neighbours.his).status is Status.FAIL


def test_without_a_his_patients_go_to_the_desk(station: Station) -> None:
    assert station.look(neighbours.his).status is Status.WARN


def test_without_its_secret_the_his_is_not_asked(station: Station) -> None:
    station.set(his__url="https://his.example.vn", his__merchant_id="SANDBOX")
    assert "his_secret is missing" in station.look(neighbours.his).detail


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
    assert station.look(neighbours.hub).detail == "reached; bank feed off"


def test_a_hub_that_refuses_the_token_is_a_failure(station: Station, hub_url: str) -> None:
    station.set(hub__url=hub_url)
    station.keep("hub_token", "another")
    assert station.look(neighbours.hub).detail == "it refuses this station's token"


def test_a_hub_that_is_away_is_a_failure_with_the_command_to_start_it(station: Station) -> None:
    found = station.look(neighbours.hub)
    assert found.status is Status.FAIL
    assert "kiosk hub serve" in found.fix


def test_nobodys_insurance_is_asked_about(station: Station) -> None:
    assert station.look(neighbours.insurance).status is Status.SKIPPED


def test_a_his_whose_own_file_cannot_be_used_is_told_by_its_setting(station: Station) -> None:
    station.set(his__kind="hl7v2", his__host="127.0.0.1", his__receiving_application="HIS")
    station.set(his__receiving_facility="BV", his__departments="nowhere.toml")
    found = station.look(neighbours.his)
    assert found.status is Status.FAIL
    assert "his.departments" in found.fix
