"""A hub, its webhook receiver and the sandbox's providers over real HTTP: each road leads to one payment in the HIS."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest
import requests
from hub_parts import PRICE, register
from hub_running import TOKEN, ShiftedClock, secrets_of, station_toml, until, value
from typer.testing import CliRunner

from his_client.outcome import Done
from his_client.payments import vietqr
from his_client.sandbox.faults import Fault
from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.payment_world import PaymentWorld
from his_client.sandbox.run import Sandbox
from kiosk.cli import hub as cli
from kiosk.config import StationConfig, parse_config
from kiosk.hub.client import HubClient
from kiosk.hub.db.commands import init
from kiosk.hub.receiver.run import ReceiverNotConfigured, running_receiver
from kiosk.hub.wiring import running_hub


@pytest.fixture
def sandbox(tmp_path: Path, clock: ShiftedClock) -> Iterator[Sandbox]:
    with Sandbox(tmp_path / "sandbox.db", clock=clock.now, with_providers=True) as running:
        yield running


@pytest.fixture
def world(sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> PaymentWorld:
    accounts = sandbox.accounts
    secrets = {
        **secrets_of(sandbox),
        "KIOSK_PAYMENT_PAYOS_API_KEY": accounts.payos_api_key,
        "KIOSK_PAYMENT_PAYOS_CHECKSUM_KEY": accounts.payos_checksum_key,
        "KIOSK_PAYMENT_SEPAY_TOKEN": accounts.sepay_token,
        "KIOSK_PAYMENT_SEPAY_SECRET": accounts.sepay_secret,
        "KIOSK_PAYMENT_VNPAY_SECRET": accounts.vnpay_secret,
        "KIOSK_RECEIVER_TOKEN": "r" * 20,
        "KIOSK_RECEIVER_KEY": "k" * 40,
    }
    for name, secret in secrets.items():
        monkeypatch.setenv(name, secret)
    assert sandbox.payments is not None
    return sandbox.payments


def config_of(sandbox: Sandbox, folder: Path, first: str, hub: str = "") -> StationConfig:
    """A file whose fees go through `first`; `hub` is added to its hub's table."""
    accounts, urls = sandbox.accounts, sandbox.urls
    tables = {
        "payos": f"""
url = "{urls["payos"]}"
account = "{accounts.payos_account}"
client_id = "{accounts.payos_client_id}"
return_url = "https://bv.example.vn/xong"
""",
        "sepay": f"""
url = "{urls["sepay"]}"
account = "{accounts.bank_account}"
bank_bin = "{accounts.bank_bin}"
payee = "BENH VIEN MAU"
""",
        "vnpay": f"""
url = "{urls["vnpay"]}"
terminal = "{accounts.vnpay_tmn_code}"
return_url = "https://bv.example.vn/xong"
pay_url = "{urls["vnpay"]}/paymentv2/vpcpay.html"
""",
    }
    order = [first, *(name for name in tables if name != first)]
    providers = "".join(f'[[payment.providers]]\nkind = "{name}"{tables[name]}' for name in order)
    whole = station_toml(sandbox)
    head, _, rest = whole.partition("[payment]")
    return parse_config(f"{head}{providers}[hub]{rest.partition('[hub]')[2]}{hub}", base=folder)


@pytest.fixture
def served(
    sandbox: Sandbox, world: PaymentWorld, tmp_path: Path, clock: ShiftedClock
) -> Iterator[Callable[..., HubClient]]:
    with ExitStack() as stack:

        def start(first: str, hub: str = "", poll_s: float = 0.1) -> HubClient:
            config = config_of(sandbox, tmp_path, first, hub)
            init(config, clock)
            server = stack.enter_context(running_hub(config, clock, lambda: None, poll_s=poll_s))
            client = HubClient(server.url, TOKEN)
            stack.callback(client.close)
            return client

        yield start


@pytest.mark.parametrize("first", ["payos", "sepay", "vnpay"])
def test_a_scanned_order_becomes_one_payment_whoever_the_provider_is(
    served: Callable[..., HubClient], sandbox: Sandbox, world: PaymentWorld, first: str
) -> None:
    hub = served(first)
    bill = register(sandbox.book, 1)
    order = value(hub.open("v:pay", "K03", bill.bill_id, bill.amount_due))
    assert order.qr.startswith("http") if first == "vnpay" else vietqr.parse(order.qr).amount == PRICE
    assert hub.open("v:pay", "K03", bill.bill_id, bill.amount_due) == Done(order)
    world.providers.pay(order.qr, fault=PayFault.NEVER)
    assert until(lambda: sandbox.book.payments.count(bill_id=bill.bill_id), 1) == 1
    assert until(lambda: hub.received("v:pay"), Done(PRICE)) == Done(PRICE)
    (row,) = sandbox.book.payments.where(bill_id=bill.bill_id)
    assert row.id.startswith(f"{first}:")


def waiting(receiver_url: str) -> int:
    return int(requests.get(f"{receiver_url}/health", timeout=20).json()["waiting"])


@pytest.mark.parametrize("provider", ["payos", "sepay", "vnpay"])
def test_a_webhook_alone_pays_nothing_until_its_provider_says_the_same(
    served: Callable[..., HubClient],
    sandbox: Sandbox,
    world: PaymentWorld,
    tmp_path: Path,
    clock: ShiftedClock,
    provider: str,
) -> None:
    with running_receiver(
        config_of(sandbox, tmp_path, provider, 'receiver_listen = "127.0.0.1:0"\ninbox = "inbox.db"\n'), clock
    ) as receiver:
        world.webhooks.send_to(provider, f"{receiver.url}/notices/{provider}")
        hub = served(provider, f'receiver = "{receiver.url}"\n', poll_s=0.1)
        bill = register(sandbox.book, 2)
        order = value(hub.open("w:pay", "K03", bill.bill_id, bill.amount_due))
        sandbox.faults.arm(provider, Fault.HTTP500, 1000)  # nothing is heard by asking
        world.providers.pay(order.qr, fault=PayFault.REPLAYED)
        assert until(lambda: waiting(receiver.url), 1) == 1
        time.sleep(0.3)  # the hub has fetched the notice by now, and it is worth nothing
        assert (hub.received("w:pay"), waiting(receiver.url)) == (Done(0), 1)
        sandbox.faults.arm(provider, Fault.HTTP500, 0)
        assert until(lambda: sandbox.book.payments.count(bill_id=bill.bill_id), 1) == 1
        assert until(lambda: hub.received("w:pay"), Done(PRICE)) == Done(PRICE)
        assert until(lambda: waiting(receiver.url), 0) == 0
        world.turn()
        clock.shift += timedelta(minutes=3)
        world.turn()
        assert hub.received("w:pay") == Done(PRICE)


def test_a_receiver_needs_an_inbox_and_a_provider_that_sends_webhooks(
    sandbox: Sandbox, world: PaymentWorld, tmp_path: Path, clock: ShiftedClock
) -> None:
    with (
        pytest.raises(ReceiverNotConfigured, match=r"hub\.inbox"),
        running_receiver(config_of(sandbox, tmp_path, "payos"), clock),
    ):
        pass
    plain = parse_config(station_toml(sandbox) + 'inbox = "inbox.db"\n', base=tmp_path)
    with pytest.raises(ReceiverNotConfigured, match="sepay, payos, vnpay"), running_receiver(plain, clock):
        pass


def test_a_file_that_describes_no_receiver_says_what_is_missing(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "receiver.toml"
    file.write_text(station_toml(sandbox), encoding="utf-8")
    monkeypatch.setattr("kiosk.cli.hub.log_to_stderr", lambda: None)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    done = CliRunner().invoke(cli.app, ["receive", "--config", str(file)])
    assert (done.exit_code, done.stderr) == (2, "this file describes no webhook receiver: set hub.inbox\n")
