"""Orders and refunds at providers: made once, asked about after a lost answer, never shown when wrong."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests
from flask import Flask, jsonify
from payment_bench import AMOUNT, Bench, Receiver, World, bench_of

from his_client.http import JsonClient
from his_client.outcome import Done, Refused, Unknown
from his_client.payments import paycode, vietqr
from his_client.payments.bank import StatementConfig
from his_client.payments.payos import PayosConfig, PayosProvider, PayosReader
from his_client.payments.ports import RefundWanted, Standing, Wanted
from his_client.payments.sepay import SepayProvider
from his_client.payments.vnpay import VnpayConfig, VnpayProvider
from his_client.sandbox.faults import Fault, FaultQueue
from his_client.sandbox.pay_notices import payos_envelope
from his_client.sandbox.run import Sandbox
from his_client.sandbox.server import PeerServer


@pytest.fixture
def bench(request: pytest.FixtureRequest, clock: Any, connect: Callable[..., JsonClient]) -> Iterator[Bench]:
    with World(clock, request.param) as world, bench_of(request.param, world, clock, connect) as made:
        yield made


payos = pytest.mark.parametrize("bench", ["payos"], indirect=True)
vnpay = pytest.mark.parametrize("bench", ["vnpay"], indirect=True)


def wanted_now(bench: Bench, number: int = 5) -> Wanted:
    wanted, _ = bench.show()
    return replace(wanted, number=number, pay_code=paycode.make(number))


# -- payOS


@payos
def test_what_is_shown_is_payos_own_code_for_the_amount_asked(bench: Bench) -> None:
    made = bench.provider.make(wanted := wanted_now(bench))
    assert isinstance(made, Done)
    shown = vietqr.parse(made.value.qr)
    assert (shown.amount, shown.account) == (AMOUNT, made.value.account)
    assert made.value.pay_code == wanted.pay_code
    assert made.value.account != bench.account  # a virtual one
    assert made.value.payee


@payos
@pytest.mark.parametrize("fault", ["reset_after_commit", "truncated", "other_answer"])
def test_a_lost_answer_leaves_an_order_that_is_found_by_asking(bench: Bench, fault: str) -> None:
    wanted = wanted_now(bench)
    bench.sandbox.faults.arm("payos", Fault(fault), 1)
    assert isinstance(bench.provider.make(wanted), Unknown)
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert answer.value.standing is Standing.OPEN
    again = bench.provider.make(wanted)
    assert isinstance(again, Refused)
    assert again.code == "exists"


@payos
@pytest.mark.parametrize("fault", ["refuse", "http500", "html", "hang"])
def test_a_lost_request_leaves_no_order_and_asking_proves_it(bench: Bench, fault: str) -> None:
    wanted = wanted_now(bench)
    bench.sandbox.faults.arm("payos", Fault(fault), 1)
    assert isinstance(bench.provider.make(wanted), Unknown)
    assert bench.provider.ask(wanted.number, wanted.made_at) == Done(None)
    assert isinstance(bench.provider.make(wanted), Done)


@payos
def test_a_request_that_is_delivered_twice_makes_one_order(bench: Bench) -> None:
    wanted = wanted_now(bench)
    bench.sandbox.faults.arm("payos", Fault.DUPLICATE, 1)
    made = bench.provider.make(wanted)
    assert isinstance(made, Refused)
    assert made.code == "exists"
    assert isinstance(bench.provider.ask(wanted.number, wanted.made_at), Done)


@payos
def test_an_order_runs_out_and_late_money_still_shows(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.forward(minutes=6)
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert answer.value.standing is Standing.EXPIRED
    bench.pay(qr, fault="short")
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert (answer.value.standing, answer.value.received) == (Standing.UNDERPAID, AMOUNT - 1000)


GOOD_QR = {"bank_bin": "970422", "account": "9609000000001", "purpose": "CS1 KM7F3K92T"}
ANSWERS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("QR of another amount", {}, {"amount": AMOUNT + 1}),
    ("QR without an amount", {}, {"amount": None}),
    ("QR of another account", {}, {"account": "9609000000002"}),
    ("QR of another bank", {}, {"bank_bin": "970436"}),
    ("another order", {"orderCode": 6}, {}),
    ("another amount", {"amount": AMOUNT + 1}, {}),
]


KEYS = PayosConfig("c", "a", "key", "https://a.vn", "https://b.vn")


@contextmanager
def answering(data: dict[str, Any], key: str) -> Iterator[str]:
    """A payOS that signs `data` with `key` and answers nothing else."""
    app = Flask("payos")

    @app.route("/<path:path>", methods=["GET", "POST"])
    def any_path(path: str) -> Any:
        return jsonify(payos_envelope(key, data))

    server = PeerServer("payos", app, 0, FaultQueue())
    server.start()
    try:
        yield server.url
    finally:
        server.stop()

    return app


@pytest.mark.parametrize(("data", "qr"), [(data, qr) for _, data, qr in ANSWERS], ids=[name for name, _, _ in ANSWERS])
def test_a_code_that_says_something_else_is_never_shown(
    data: dict[str, Any], qr: dict[str, Any], clock: Any, connect: Callable[..., JsonClient]
) -> None:
    assert isinstance(_made_of({}, {}, "key", clock, connect), Done)
    outcome = _made_of(data, qr, "key", clock, connect)
    assert isinstance(outcome, Unknown)
    assert outcome.reason == "other_answer"


def test_an_answer_that_payos_did_not_sign_is_no_answer(clock: Any, connect: Callable[..., JsonClient]) -> None:
    assert isinstance(_made_of({}, {}, "another key", clock, connect), Unknown)


LINK = {"id": "abc", "orderCode": 5, "amount": AMOUNT, "amountPaid": 0, "status": "PENDING", "transactions": []}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"orderCode": 6}, "other_answer"),
        ({"status": "SOMETHING_NEW"}, "bad_shape"),
        ({"amountPaid": "many"}, "bad_shape"),
        ({"transactions": [{"amount": 1}]}, "bad_shape"),
    ],
)
def test_an_answer_that_cannot_be_understood_proves_nothing(
    changes: dict[str, Any], reason: str, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    for data, told in ((LINK, None), ({**LINK, **changes}, reason)):
        with answering(data, "key") as url:
            outcome = PayosProvider(KEYS, connect(url)).ask(5, clock())
        assert getattr(outcome, "reason", None) == told


def _made_of(
    data: dict[str, Any], qr: dict[str, Any], key: str, clock: Any, connect: Callable[..., JsonClient]
) -> object:
    answer = {
        "bin": "970422",
        "accountNumber": "9609000000001",
        "accountName": "BENH VIEN",
        "amount": AMOUNT,
        "description": "CS1 KM7F3K92T",
        "orderCode": 5,
        "paymentLinkId": "abc",
        "qrCode": vietqr.build(**{**GOOD_QR, "amount": AMOUNT, **qr}),
        **data,
    }
    with answering(answer, key) as url:
        return PayosProvider(KEYS, connect(url)).make(Wanted(5, AMOUNT, "KM7F3K92T", clock(), clock()))


# -- VNPAY


@vnpay
def test_one_order_has_one_address_however_often_it_is_made(bench: Bench) -> None:
    wanted = wanted_now(bench)
    assert bench.provider.make(wanted) == bench.provider.make(wanted)


@vnpay
def test_a_question_that_is_delivered_twice_is_asked_again(bench: Bench) -> None:
    """VNPAY takes a request's number once: to the second delivery it says so, and nothing about the order."""
    wanted, qr = bench.show()
    bench.pay(qr)
    bench.sandbox.faults.arm("vnpay", Fault.DUPLICATE, 1)
    assert isinstance(bench.provider.ask(wanted.number, wanted.made_at), Unknown)
    asked_again = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(asked_again, Done)
    assert asked_again.value is not None
    assert asked_again.value.standing is Standing.PAID


@vnpay
def test_a_payment_that_vnpay_doubts_is_neither_paid_nor_failed(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, code="07")
    assert bench.told() == {}
    assert bench.receiver is not None
    (told,) = bench.receiver.read
    assert isinstance(told, Done)
    assert told.value.doubtful
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert (answer.value.standing, answer.value.credits) == (Standing.DOUBTFUL, ())


@vnpay
def test_a_payment_that_was_given_up_is_no_money(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, code="24")
    assert bench.told() == {}
    answer = bench.provider.ask(wanted.number, wanted.made_at)
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert answer.value.standing is Standing.FAILED


def refund_of(bench: Bench, wanted: Wanted, amount: int, name: str = "R1") -> RefundWanted:
    (credit,) = bench.told().values()
    whole = amount == AMOUNT
    reason, by = "Thu nhầm, hoàn lại cho người bệnh", "Nguyễn Thị Thu"
    return RefundWanted(
        name, wanted.number, credit.reference, amount, whole, credit.booked_at, by, reason, wanted.made_at
    )


@vnpay
def test_a_refund_is_asked_for_once_and_never_beyond_what_was_paid(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.clock.forward(minutes=2)
    bench.pay(qr)
    part = refund_of(bench, wanted, 20_000)
    assert isinstance(bench.provider.refund(part), Done)
    again = bench.provider.refund(part)
    assert isinstance(again, Refused)
    assert again.code == "exists"
    rest = bench.provider.refund(refund_of(bench, wanted, AMOUNT, "R2"))
    assert isinstance(rest, Refused)
    assert rest.code == "not_paid"
    (kept,) = bench.sandbox.payments.providers.refunded("vnpay", wanted.number)
    assert (kept.amount, kept.kind, kept.by) == (20_000, "03", "Nguyen Thi Thu")


@vnpay
@pytest.mark.parametrize("fault", ["reset_after_commit", "truncated", "other_answer"])
def test_a_refund_whose_answer_is_lost_is_not_made_twice(bench: Bench, fault: str) -> None:
    wanted, qr = bench.show()
    bench.pay(qr)
    refund = refund_of(bench, wanted, AMOUNT)
    bench.sandbox.faults.arm("vnpay", Fault(fault), 1)
    assert isinstance(bench.provider.refund(refund), Unknown)
    again = bench.provider.refund(refund)
    assert isinstance(again, Refused)
    assert again.code == "exists"
    assert len(bench.sandbox.payments.providers.refunded("vnpay", wanted.number)) == 1


@vnpay
def test_an_unpaid_order_is_not_refunded(bench: Bench) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, code="51")
    refund = RefundWanted("R", wanted.number, "1", 1, False, wanted.made_at, "b", "c")
    outcome = bench.provider.refund(refund)
    assert isinstance(outcome, Refused)
    assert outcome.code == "not_paid"
    nobody = bench.provider.refund(replace(refund, id="S", number=999))
    assert isinstance(nobody, Refused)
    assert nobody.code == "no_order"


# -- keys


def test_wrong_keys_are_told_apart_from_missing_orders(clock: Any, connect: Callable[..., JsonClient]) -> None:
    with World(clock, "payos", "sepay", "vnpay") as world:
        accounts = world.accounts
        wanted = Wanted(5, AMOUNT, "KM7F3K92T", clock(), clock())
        keys = PayosConfig(
            accounts.payos_client_id, "wrong", accounts.payos_checksum_key, "https://a.vn", "https://b.vn"
        )
        wrong_api = PayosProvider(keys, connect(world.urls["payos"]))
        signing = replace(keys, api_key=accounts.payos_api_key, checksum_key="wrong")
        wrong_secret = PayosProvider(signing, connect(world.urls["payos"]))
        terminal = VnpayConfig(accounts.vnpay_tmn_code, "wrong", "https://a.vn")
        wrong_vnpay = VnpayProvider(terminal, connect(world.urls["vnpay"]), clock)
        sepay = SepayProvider(StatementConfig(accounts.bank_account, "wrong"), connect(world.urls["sepay"]), clock)
        unauthorised = [wrong_api.make(wanted), wrong_api.ask(5, clock()), sepay.credits(None)]
        assert [outcome.code for outcome in unauthorised if isinstance(outcome, Refused)] == ["unauthorised"] * 3
        declined = wrong_secret.make(wanted)
        assert isinstance(declined, Refused)
        assert declined.code == "payos_201"
        # VNPAY signs its no with its own secret, which is not ours: nothing can be said.
        assert isinstance(wrong_vnpay.ask(5, clock()), Unknown)


# -- the sandbox itself


def test_the_whole_sandbox_lets_payers_pay_tells_of_it_by_itself_and_survives(
    tmp_path: Path, clock: Any, connect: Callable[..., JsonClient]
) -> None:
    path = tmp_path / "sandbox.db"
    with Sandbox(path, clock=clock, with_providers=True) as sandbox:
        accounts = sandbox.accounts
        keys = PayosConfig(
            accounts.payos_client_id,
            accounts.payos_api_key,
            accounts.payos_checksum_key,
            "https://a.vn",
            "https://b.vn",
        )
        receiver = Receiver(PayosReader(keys.checksum_key), clock)
        door = f"{sandbox.urls['his']}/_control"
        try:
            where = {"provider": "payos", "url": receiver.url}
            assert requests.post(f"{door}/webhook", json=where, timeout=5).ok
            provider = PayosProvider(keys, connect(sandbox.urls["payos"], deadline_s=5))
            made = provider.make(Wanted(5, AMOUNT, "KM7F3K92T", clock(), clock()))
            assert isinstance(made, Done)
            assert requests.post(f"{door}/pay", json={"qr": made.value.qr, "delay_s": 60}, timeout=5).ok
            assert requests.post(f"{door}/pay", json={"qr": "no code"}, timeout=5).status_code == 400
            wrong = f"{sandbox.urls['vnpay']}/paymentv2/vpcpay.html?vnp_Amount=1"
            assert requests.post(f"{door}/pay", json={"qr": wrong}, timeout=5).status_code == 400
            assert requests.get(wrong, timeout=5).status_code == 400
            assert requests.post(f"{door}/webhook", json={"provider": "x", "url": ""}, timeout=5).status_code == 400
            clock.forward(seconds=60)
            deadline = time.monotonic() + 10
            while not receiver.credits and time.monotonic() < deadline:
                time.sleep(0.02)
            assert [credit.amount for credit in receiver.credits.values()] == [AMOUNT]
        finally:
            receiver.stop()
        assert sandbox.state()["counts"]["provider_payments"] == 1
    with Sandbox(path, clock=clock, accounts=accounts, with_providers=True) as again:
        provider = PayosProvider(keys, connect(again.urls["payos"], deadline_s=5))
        answer = provider.ask(5, clock())
        assert isinstance(answer, Done)
        assert answer.value is not None
        assert answer.value.received == AMOUNT
        assert json.dumps(again.state())
