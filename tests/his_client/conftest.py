"""A sandbox on free ports, the real clients against it, and a clock that moves when told."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from his_client.clock import VIETNAM
from his_client.his.medipay import MediPayConfig, MediPayHis
from his_client.his.ports import Identity, IdentitySource, RegistrationRequest
from his_client.http import JsonClient
from his_client.insurance.vss import VssConfig, VssGateway
from his_client.payments.bank import StatementConfig, StatementFeed
from his_client.sandbox.run import Accounts, Sandbox

MORNING = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)


class ManualClock:
    """Time that stands until it is moved."""

    def __init__(self) -> None:
        self.now = MORNING

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def sandbox(tmp_path: Path, clock: ManualClock) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db", clock=clock) as running:
        yield running


@pytest.fixture
def accounts(sandbox: Sandbox) -> Accounts:
    return sandbox.accounts


@pytest.fixture
def connect() -> Iterator[Callable[..., JsonClient]]:
    """Makes clients that are closed at the end."""
    made: list[JsonClient] = []

    def make(url: str, **options: Any) -> JsonClient:
        made.append(JsonClient(url, **{"deadline_s": 0.5, **options}))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def his(sandbox: Sandbox, clock: ManualClock, connect: Callable[..., JsonClient]) -> MediPayHis:
    accounts = sandbox.accounts
    config = MediPayConfig(accounts.merchant_id, accounts.merchant_secret, accounts.facility_code)
    return MediPayHis(config, connect(sandbox.urls["his"]), clock)


@pytest.fixture
def gateway(sandbox: Sandbox, clock: ManualClock, connect: Callable[..., JsonClient]) -> VssGateway:
    return VssGateway(vss_config(sandbox.accounts), connect(sandbox.urls["insurance"]), clock)


@pytest.fixture
def feed(sandbox: Sandbox, connect: Callable[..., JsonClient]) -> StatementFeed:
    accounts = sandbox.accounts
    return StatementFeed(StatementConfig(accounts.bank_account, accounts.bank_token), connect(sandbox.urls["bank"]))


@pytest.fixture
def control(sandbox: Sandbox) -> Callable[..., requests.Response]:
    """Posts to a control door: control("fault", peer="his", fault="hang")."""

    def post(door: str, **content: Any) -> requests.Response:
        return requests.post(f"{sandbox.urls['his']}/_control/{door}", json=content, timeout=5)

    return post


def vss_config(accounts: Accounts) -> VssConfig:
    return VssConfig(accounts.gateway_username, accounts.gateway_password, accounts.officer_name, accounts.officer_id)


@pytest.fixture
def request_for() -> Callable[..., RegistrationRequest]:
    """Makes registration requests of invented people; any field can be given."""

    def make(id_number: str = "001090000017", **changes: Any) -> RegistrationRequest:
        identity = Identity(
            id_number,
            "Nguyễn Đức Mẫu",
            "1990-03-15",
            "Nam",
            "Số 1 Ngõ Thử, Hà Nội",
            IdentitySource.CHIP_AND_FACE,
            "2021-05-10",
        )
        request = RegistrationRequest(str(uuid.uuid4()), "03", identity, "K01", "DV01", 50600, None, None, MORNING)
        return replace(request, **changes)

    return make
