"""The rest of the house around the lobby: gate, webhook receiver, a desk, pages, metrics; and what they tell."""

from __future__ import annotations

import json
import ssl
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar
from urllib.error import HTTPError

import requests
from canary_parts import NAME, PHONE
from fleet_parts import served
from typer.testing import CliRunner

from his_client.his.ports import Identity, IdentitySource, Registered, RegistrationRequest
from his_client.outcome import Done, Outcome
from his_client.payments.sepay import SepaySecrets
from his_client.sandbox.pay_notices import sepay_body, sepay_headers
from his_client.sandbox.pay_rows import ProviderPaymentRow
from his_client.sandbox.run import Accounts, Sandbox
from kiosk.cashier.values import Buyer, Role
from kiosk.cli.data import app as data_commands
from kiosk.cli.doctor import app as doctor_commands
from kiosk.clock import VIETNAM, SystemClock
from kiosk.config import StationConfig
from kiosk.hub.desk.client import HttpDesk
from kiosk.hub.desk.users_client import UsersClient
from kiosk.hub.fleet.opening import AUTHORITY, fleet_folder
from kiosk.hub.gate.app import Gate
from kiosk.hub.gate.run import station_context
from kiosk.hub.service import HubServer
from kiosk.metrics.gate import GateMetrics
from kiosk.metrics.serving import MetricsServer
from kiosk.station.agent.enrol import enrol
from kiosk.station.agent.store import Store

HUB_TOKEN, DESK_TOKEN = "a-token-of-the-test", "a-token-of-the-desk"
T = TypeVar("T")
PIN = "495827"
NOTES = ((500_000, 2), (100_000, 5), (50_000, 6), (10_000, 20))
PAYER = f"Đặng {NAME} Nộp"


def secrets_of(accounts: Accounts) -> dict[str, str]:
    return {
        "KIOSK_HIS_SECRET": accounts.merchant_secret,
        "KIOSK_INSURANCE_PASSWORD": accounts.gateway_password,
        "KIOSK_PAYMENT_SEPAY_TOKEN": accounts.sepay_token,
        "KIOSK_PAYMENT_SEPAY_SECRET": accounts.sepay_secret,
        "KIOSK_HUB_TOKEN": HUB_TOKEN,
        "KIOSK_DESK_TOKEN": DESK_TOKEN,
        "KIOSK_RECEIVER_TOKEN": "r" * 20,
        "KIOSK_RECEIVER_KEY": "k" * 40,
        "KIOSK_JOURNAL_KEY": "5a" * 32,
    }


@contextmanager
def gate_before(hub: HubServer, config: StationConfig, out: Path) -> Iterator[str]:
    """The gate of a hub that serves; what it told a Prometheus is kept when it is left."""
    folder, metrics = fleet_folder(config), GateMetrics()
    gate = Gate(hub.url, HUB_TOKEN, (folder / AUTHORITY).read_text(), folder, metrics.door)
    metrics.begin(gate.gauges)
    with (
        served(gate.stations(), gate, station_context(folder)) as url,
        closing(MetricsServer(metrics.book.registry, "127.0.0.1:0")) as server,
    ):
        yield url
        (out / "gate.metrics").write_bytes(urllib.request.urlopen(server.url, timeout=10).read())
        context = ssl.create_default_context(cafile=folder / AUTHORITY)
        for path in ("/authority", "/journal/head?source=03", "/q/nobody"):
            (out / f"gate{path.replace('/', '-')[:10]}").write_bytes(answer_of(url + path, context))


def enrolled(gate: str, hub: HubServer, journal: Path) -> None:
    """The station gets its identity by a token of the hub's, through the gate."""
    asked = {"station_id": "03", "group": "", "by": "it"}
    made = requests.post(f"{hub.url}/fleet/tokens", json=asked, headers={"Authorization": f"Bearer {HUB_TOKEN}"})
    store = Store.beside(journal)
    enrol(gate, made.json()["token"], store, "Máy 03")
    for _ in range(200):  # the gate hears of it from the hub
        certificate, key = map(str, store.pair)
        said = requests.get(
            f"{gate}/journal/head?source=03", cert=(certificate, key), verify=str(store.authority), timeout=20
        )
        if said.status_code != 401:
            return
        time.sleep(0.1)
    raise AssertionError(said.text)


def webhook(receiver: HubServer, accounts: Accounts, amount: int, memo: str) -> None:
    """SePay tells of a transfer, signed, in words that name who paid."""
    now = datetime.now(VIETNAM)
    row = ProviderPaymentRow(
        id="s1",
        provider="sepay",
        number=1,
        account=accounts.bank_account,
        amount=amount,
        memo=memo,
        due_at=now.isoformat(),
        fault="",
        code="00",
        booked="yes",
        reference=f"FT{uuid.uuid4().hex[:10]}",
        movement=0,
        virtual_account="",
    )
    body = sepay_body(row)
    headers = sepay_headers(SepaySecrets(accounts.sepay_secret), body, now)
    reply = requests.post(f"{receiver.url}/notices/sepay", data=body.encode(), headers=headers, timeout=20)
    assert reply.status_code == 200, reply.text


def desk_takes_money(hub: HubServer, sandbox: Sandbox, out: Path) -> None:
    """A cashier takes what a registered patient owes, from somebody with a name; the slip is kept as asked for."""
    users = UsersClient(hub.url, HUB_TOKEN)
    value(users.add("lan", "Lê Thị Lan", (Role.CASHIER,), PIN))
    users.close()
    line = HttpDesk(hub.url, DESK_TOKEN)
    desk = line.desk
    value(desk.sign_in("lan", PIN, "1"))
    value(desk.change_pin(PIN, PIN[::-1]))
    value(desk.open_shift(str(uuid.uuid4()), NOTES))
    owing = registered_elsewhere(sandbox)
    bill, paid = value(desk.bills(owing.visit_code))[0], str(uuid.uuid4())
    due = owing.amount_due
    value(desk.pay(paid, bill.bill_id, bill.kind, due, "cash", tendered=due, payer=PAYER, buyer=Buyer(PAYER)))
    value(desk.slip(paid))
    (out / "desk.x-report").write_text(str(value(desk.x_report())), encoding="utf-8")
    line.close()


def registered_elsewhere(sandbox: Sandbox) -> Registered:
    """Somebody whom the hospital's own people registered, and who pays at the desk."""
    room = next(one for one in sandbox.book.departments() if one.service.price)
    who = Identity("001161999531", PAYER, "1961-07-11", "Nữ", "", IdentitySource.CARD_ONLY, phone=PHONE)
    price, now = room.service.price, datetime.now(VIETNAM)
    asked = RegistrationRequest(str(uuid.uuid4()), "DESK", who, room.id, room.service.id, price, None, None, now)
    found = sandbox.book.register(asked)
    assert isinstance(found, Registered), found
    return found


def pages_of(hub: HubServer, receiver: HubServer, out: Path) -> None:
    """Every page that anybody in the house can open, and what health says."""
    found = {
        "hub-health": f"{hub.url}/health",
        "hub-page": f"{hub.url}/",
        "hall": f"{hub.url}/hall",
        "phone": f"{hub.url}/q/nobody",
        "receiver-health": f"{receiver.url}/health",
    }
    for name, url in found.items():
        (out / f"{name}.page").write_bytes(answer_of(url))


def broken_into(file: Path, out: Path) -> None:
    """What a breach of the day would be, as a list and as the authority is told."""
    now = SystemClock().now()
    since, until = (f"{now + timedelta(hours=hours):%Y-%m-%dT%H:%M}" for hours in (-2, 1))
    span = ["--since", since, "--until", until]
    notice = ["--notice", str(out / "notice.txt")]
    listed = CliRunner().invoke(data_commands, ["breach", "--config", str(file), *span, *notice, "--json"])
    assert listed.exit_code == 0, listed.output
    assert json.loads(listed.stdout)["touched"], "the breach lists the day"
    (out / "breach").write_text(listed.output, encoding="utf-8")


def examined(file: Path, out: Path) -> None:
    """What doctor says of the station, as JSON and on paper."""
    looked = CliRunner().invoke(doctor_commands, ["--config", str(file), "--json", "--report", str(out / "report.pdf")])
    assert json.loads(looked.stdout)["checks"], looked.output
    (out / "doctor").write_text(looked.output, encoding="utf-8")


def answer_of(url: str, context: ssl.SSLContext | None = None) -> bytes:
    try:
        with urllib.request.urlopen(url, timeout=10, context=context) as answer:
            return bytes(answer.read())
    except HTTPError as error:
        with error:
            return error.read()


def value(outcome: Outcome[T]) -> T:
    assert isinstance(outcome, Done), outcome
    return outcome.value
