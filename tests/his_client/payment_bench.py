"""One provider of the sandbox, the client's side of it, a receiver of its webhooks, and payers to scan codes."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from his_client.clock import VIETNAM, Clock
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import paycode, vietqr
from his_client.payments.bank import Credit, StatementConfig
from his_client.payments.payos import PayosConfig, PayosProvider, PayosReader
from his_client.payments.ports import Delivered, ListingProvider, Notice, NoticeReader, PaymentProvider, Wanted
from his_client.payments.sepay import SepayProvider, SepayReader, SepaySecrets
from his_client.payments.statement import StatementProvider
from his_client.payments.vnpay import VnpayConfig, VnpayProvider
from his_client.payments.vnpay_ipn import VnpayReader
from his_client.sandbox.bank_app import bank_app
from his_client.sandbox.faults import FaultQueue
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.payment_world import PaymentWorld
from his_client.sandbox.run import Accounts
from his_client.sandbox.server import PeerServer
from his_client.sandbox.store import MemoryStore

AMOUNT = 50_600


class World:
    """The sandbox's bank and providers in memory; `peers` have servers. Nothing moves but when told to."""

    def __init__(self, clock: Clock, *peers: str) -> None:
        self.accounts = Accounts()
        self.faults = FaultQueue()
        store = MemoryStore()
        self.ledger = BankLedger(store, clock=clock)
        self.payments = PaymentWorld(store, self.ledger, self.accounts, clock)
        apps = {"bank": bank_app(self.ledger, token=self.accounts.bank_token), **self.payments.apps()}
        self.servers = [PeerServer(name, app, 0, self.faults) for name, app in apps.items() if name in peers]
        self.urls = {server.peer: server.url for server in self.servers}

    def __enter__(self) -> "World":
        for server in self.servers:
            server.start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self.servers:
            server.stop()
        self.payments.stop()


class Receiver:
    """Takes webhooks over HTTP, reads them with `reader`, answers as it says, and keeps everything."""

    def __init__(self, reader: NoticeReader, clock: Clock) -> None:
        self.delivered: list[Delivered] = []
        self.read: list[Outcome[Notice]] = []
        self.deaf = False
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.do_POST()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                query = urlsplit(self.path).query
                delivered = Delivered(dict(self.headers.items()), query, body, clock())
                outcome = reader.read(delivered)
                known = receiver.knows(outcome)
                if receiver.deaf:
                    self.send_error(503)
                    return
                receiver.delivered.append(delivered)
                receiver.read.append(outcome)
                answer = reader.answer(outcome, known=known)
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, format: str, *args: Any) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/hook"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def knows(self, outcome: Outcome[Notice]) -> bool:
        """Whether a notice with this id came before."""
        return isinstance(outcome, Done) and any(
            isinstance(old, Done) and old.value.id == outcome.value.id for old in self.read
        )

    def stop(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    @property
    def credits(self) -> dict[str, Credit]:
        """What was told of, each credit once: a repetition changes nothing."""
        found: dict[str, Credit] = {}
        for outcome in self.read:
            if isinstance(outcome, Done) and outcome.value.credit is not None:
                credit = outcome.value.credit
                assert found.setdefault(credit.reference, credit) == credit
        return found

    @property
    def refusals(self) -> list[str]:
        return [outcome.code for outcome in self.read if isinstance(outcome, Refused)]


@dataclass
class Bench:
    """A provider under test and everything around it."""

    name: str
    sandbox: World
    clock: Any
    provider: PaymentProvider
    account: str
    receiver: Receiver | None
    lister: ListingProvider | None = None
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 1_000)))

    def show(self, amount: int = AMOUNT) -> tuple[Wanted, str]:
        """An order and the QR a screen shows for it: the provider's where it has one, else the hospital's own."""
        number = next(self.numbers)
        now = self.clock()
        wanted = Wanted(number, amount, paycode.make(number), now, now + timedelta(minutes=5))
        if not self.provider.abilities.orders:
            bank = self.sandbox.accounts.bank_bin
            return wanted, vietqr.build(bank_bin=bank, account=self.account, amount=amount, purpose=wanted.pay_code)
        made = self.provider.make(wanted)
        assert isinstance(made, Done), made
        return wanted, made.value.qr

    def pay(self, qr: str, **how: Any) -> None:
        """A payer scans and pays; what is due is booked and told."""
        if "fault" in how:
            how["fault"] = PayFault(how["fault"])
        self.sandbox.payments.providers.pay(qr, **how)
        self.sandbox.payments.turn()

    def forward(self, **delta: float) -> None:
        self.clock.forward(**delta)
        self.sandbox.payments.turn()

    def told(self) -> dict[str, Credit]:
        """Everything the hub would have learned by webhook, or by polling from the beginning where there is none."""
        if self.receiver is not None:
            return self.receiver.credits
        return self.listed(None)

    def listed(self, after: str | None) -> dict[str, Credit]:
        assert self.lister is not None
        page = self.lister.credits(after)
        assert isinstance(page, Done), page
        return {credit.reference: credit for credit in page.value.credits}

    def found(self, wanted: Wanted, credit: Credit) -> bool:
        """Whether the credit names this order: by its number, or by the code in its memo."""
        return credit.number == wanted.number or paycode.find(credit.memo) == wanted.pay_code


@contextmanager
def bench_of(name: str, sandbox: World, clock: Any, connect: Callable[..., JsonClient]) -> Iterator[Bench]:
    """The bench of `bank`, `payos`, `sepay` or `vnpay`."""
    accounts, urls = sandbox.accounts, sandbox.urls
    if name == "bank":
        config = StatementConfig(accounts.bank_account, accounts.bank_token)
        bank = StatementProvider(config, connect(urls["bank"]), clock)
        yield Bench(name, sandbox, clock, bank, accounts.bank_account, None, bank)
        return
    bench, reader = _with_reader(name, sandbox, clock, connect)
    receiver = Receiver(reader, clock)
    sandbox.payments.webhooks.send_to(name, receiver.url)
    bench.receiver = receiver
    try:
        yield bench
    finally:
        receiver.stop()


def _with_reader(
    name: str, sandbox: World, clock: Any, connect: Callable[..., JsonClient]
) -> tuple[Bench, NoticeReader]:
    accounts, http = sandbox.accounts, connect(sandbox.urls[name])
    if name == "payos":
        keys = PayosConfig(
            accounts.payos_client_id,
            accounts.payos_api_key,
            accounts.payos_checksum_key,
            "https://example.vn/xong",
            "https://example.vn/huy",
        )
        payos = PayosProvider(keys, http)
        return Bench(name, sandbox, clock, payos, accounts.payos_account, None), PayosReader(keys.checksum_key)
    if name == "sepay":
        config = StatementConfig(accounts.bank_account, accounts.sepay_token, provider="sepay")
        sepay = SepayProvider(config, http, clock)
        reader = SepayReader(SepaySecrets(accounts.sepay_secret))
        return Bench(name, sandbox, clock, sepay, accounts.bank_account, None, sepay), reader
    vnpay = VnpayProvider(
        VnpayConfig(
            accounts.vnpay_tmn_code,
            accounts.vnpay_secret,
            "https://example.vn/xong",
            f"{sandbox.urls['vnpay']}/paymentv2/vpcpay.html",
        ),
        http,
        clock,
    )
    return (
        Bench(name, sandbox, clock, vnpay, accounts.vnpay_tmn_code, None),
        VnpayReader(accounts.vnpay_secret),
    )


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Vietnam."""
    return datetime(2026, 11, day, hour, minute, tzinfo=VIETNAM)
