"""A hub that really runs: what its tests hold of it, its clock, and its configuration over the sandbox hospital."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from his_client.outcome import Done, Outcome
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from kiosk.clock import SystemClock
from kiosk.hub.core import HubCore
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.service import HubServer
from kiosk.loop import ThreadLoop

TOKEN = "a-token-of-the-test"


class ShiftedClock(SystemClock):
    """The machine's clock, put forward when told."""

    def __init__(self) -> None:
        self.shift = timedelta()

    def now(self) -> datetime:
        return super().now() + self.shift


@dataclass
class RunningHub:
    """A hub on its own thread between simulated neighbours; `url` while it also serves."""

    core: HubCore
    loop: ThreadLoop
    his: SimulatedHis
    bank: SimulatedBank
    insurer: SimulatedInsurance
    server: HubServer

    @property
    def url(self) -> str:
        return self.server.url


def station_toml(sandbox: Sandbox) -> str:
    accounts, urls = sandbox.accounts, sandbox.urls
    return f"""
[station]
id = "K03"
hospital = "Bệnh viện Mẫu"
name = "Máy 03"
facility = "{accounts.facility_code}"
journal = "station.db"
[printer]
kind = "picture"
path = "slips"
[his]
url = "{urls["his"]}"
merchant_id = "{accounts.merchant_id}"
[insurance]
enabled = true
url = "{urls["insurance"]}"
username = "{accounts.gateway_username}"
officer_name = "{accounts.officer_name}"
officer_id = "{accounts.officer_id}"
[payment]
url = "{urls["bank"]}"
account = "{accounts.bank_account}"
bank_bin = "{accounts.bank_bin}"
payee = "BENH VIEN MAU"
[hub]
listen = "127.0.0.1:0"
journal = "hub.db"
"""


def secrets_of(sandbox: Sandbox) -> dict[str, str]:
    accounts = sandbox.accounts
    return {
        "KIOSK_HIS_SECRET": accounts.merchant_secret,
        "KIOSK_INSURANCE_PASSWORD": accounts.gateway_password,
        "KIOSK_PAYMENT_SECRET": accounts.bank_token,
        "KIOSK_HUB_TOKEN": TOKEN,
        "KIOSK_JOURNAL_KEY": "5a" * 32,
    }


def until(question: Callable[[], object], wanted: object) -> object:
    """Ask until the answer is the wanted one, for at most ten seconds; the last answer."""
    give_up = time.monotonic() + 10
    while (answer := question()) != wanted and time.monotonic() < give_up:
        time.sleep(0.02)
    return answer


def value(outcome: Outcome[OpenedOrder]) -> OpenedOrder:
    assert isinstance(outcome, Done), outcome
    return outcome.value
