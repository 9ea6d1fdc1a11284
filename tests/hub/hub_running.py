"""A hub that really runs: what its tests hold of it, its clock, and its configuration over the sandbox hospital."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from hub_parts import MASTER, PAYEE, SETTINGS

from his_client.outcome import Done, Outcome
from his_client.sandbox.run import Sandbox
from his_client.sandbox.simulated import SimulatedBank, SimulatedHis, SimulatedInsurance
from kiosk.clock import SystemClock
from kiosk.hub.core import HubCore
from kiosk.hub.owner import OnOwner
from kiosk.hub.ports import OpenedOrder
from kiosk.hub.records import hub_codec
from kiosk.hub.service import HubServer, hub_app
from kiosk.journal import Journal
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
    journal: Journal

    @property
    def url(self) -> str:
        return self.server.url


@contextmanager
def hub_between_simulated_neighbours() -> Iterator[RunningHub]:
    """It serves on loopback until left."""
    clock = SystemClock()
    with ExitStack() as stack:
        journal = Journal.open(None, hub_codec(), MASTER, clock)
        stack.callback(journal.close)
        loop = ThreadLoop(clock, workers=2, name="hub-test")
        his = SimulatedHis(Random(1), clock=clock.now)
        bank = SimulatedBank(Random(2), clock=clock.now, account=PAYEE.account)
        insurer = SimulatedInsurance(Random(3), clock=clock.now)
        core = HubCore(journal, loop, his, bank, insurer, clock, replace(SETTINGS, poll_s=0.05))
        server = HubServer(hub_app(core, OnOwner(loop, seconds=1.0), TOKEN, clock), "127.0.0.1", 0)
        stack.callback(loop.stop)
        loop.start()
        stack.callback(loop.post, core.stop)
        loop.post(core.start)
        stack.callback(server.stop)
        server.start()
        yield RunningHub(core, loop, his, bank, insurer, server, journal)


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
