"""What banks, payment providers and card terminals say: lists, answers, webhooks with a right and a wrong signature."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from flask import Flask

from fuzz.judge import Kind, Target
from fuzz.playing import NOW, Recorder, asks, clock, later
from his_client.fields import BadShape
from his_client.line import BadFrame
from his_client.outcome import Done, Outcome
from his_client.payments import casso, notices, paycode, payos, vnpay_wire
from his_client.payments.bank import StatementConfig
from his_client.payments.casso import CassoReader
from his_client.payments.nexo import messages
from his_client.payments.nexo.frames import Frames, wrap
from his_client.payments.payos import PayosConfig, PayosProvider, PayosReader
from his_client.payments.ports import Delivered, Made, Notice, NoticeReader, RefundWanted, Wanted
from his_client.payments.sepay import SepayProvider, SepayReader, SepaySecrets
from his_client.payments.statement import StatementProvider
from his_client.payments.vnpay import VnpayConfig, VnpayProvider
from his_client.payments.vnpay_ipn import VnpayReader
from his_client.sandbox.ledger import BankLedger
from his_client.sandbox.pay_notices import payos_body, sepay_body, sepay_headers, vnpay_query
from his_client.sandbox.pay_rows import ProviderPaymentRow
from his_client.sandbox.payment_world import PaymentWorld
from his_client.sandbox.run import Accounts
from his_client.sandbox.store import MemoryStore

KEY, SECRETS = "k" * 32, SepaySecrets("s" * 32)
AMOUNT = 50_600
ACCOUNTS = Accounts(
    merchant_secret="m", gateway_password="g", bank_token="t", fhir_client_secret="f", payos_api_key="a",
    payos_checksum_key=KEY, sepay_token="t", sepay_secret="s" * 32, vnpay_secret=KEY,
)  # fmt: skip
WANTED = Wanted(7, AMOUNT, paycode.make(7), NOW, later(5))
REFUND = RefundWanted("R1", 7, "14000001", AMOUNT, True, NOW, "lan", "thử", NOW)


def _payos(peer: Any) -> PayosProvider:
    keys = (ACCOUNTS.payos_client_id, ACCOUNTS.payos_api_key, KEY)
    return PayosProvider(PayosConfig(*keys, "https://k.example/r", "https://k.example/c"), peer)


def _vnpay(peer: Any) -> VnpayProvider:
    return VnpayProvider(VnpayConfig(ACCOUNTS.vnpay_tmn_code, KEY, "https://k.example/r"), peer, clock)


def _list(kind: type[StatementProvider], account: str) -> Callable[[Any], object]:
    config = StatementConfig(account, "t")
    return lambda peer: kind(config, peer, clock).credits(None)


QUESTIONS: dict[str, Callable[[Any], object]] = {
    "payos make": lambda peer: _payos(peer).make(WANTED),
    "payos ask": lambda peer: _payos(peer).ask(7, NOW),
    "vnpay make": lambda peer: _vnpay(peer).make(WANTED),
    "vnpay ask": lambda peer: _vnpay(peer).ask(7, NOW),
    "vnpay refund": lambda peer: _vnpay(peer).refund(REFUND),
    "bank": _list(StatementProvider, ACCOUNTS.bank_account),
    "sepay": _list(SepayProvider, ACCOUNTS.bank_account),
}


class _Mad:
    """A provider gone mad: whatever it says has the right signature."""

    def __init__(self, peer: Any) -> None:
        self._peer = peer

    def call(self, *args: Any, **options: Any) -> Any:
        """As the peer's, signed anew."""
        reply = self._peer.call(*args, **options)
        match getattr(reply, "data", None):
            case {vnpay_wire.HASH: _} as answer:
                order = (
                    vnpay_wire.REFUND_ANSWER if "refund" in str(answer.get("vnp_Command")) else vnpay_wire.QUERY_ANSWER
                )
                signed = vnpay_wire.message_hash(KEY, answer, order)
                return replace(reply, data={**answer, vnpay_wire.HASH: signed})
            case {"signature": _, "data": dict() as said} as answer:
                signed = notices.mac(KEY, payos.signed_text(said), "sha256")
                return replace(reply, data={**answer, "signature": signed})
        return reply


QUESTIONS |= {f"{name}!": lambda peer, ask=ask: ask(_Mad(peer)) for name, ask in QUESTIONS.items() if " " in name}


@cache
def _answers() -> tuple[bytes, ...]:
    store = MemoryStore()
    ledger = BankLedger(store, clock=clock)
    world = PaymentWorld(store, ledger, ACCOUNTS, clock)
    apps: dict[str, Flask] = dict(world.apps())
    peers = {name: Recorder(app) for name, app in apps.items()} | {"bank": Recorder(apps["sepay"])}
    inputs = []
    for order in (("payos make", "vnpay make"), ("payos ask", "vnpay ask", "bank", "sepay", "vnpay refund")):
        for name in order:
            outcome = QUESTIONS[name](peers[name.partition(" ")[0]])
            if isinstance(outcome, Done) and isinstance(outcome.value, Made):
                world.providers.pay(outcome.value.qr)
            inputs.append(peers[name.partition(" ")[0]].take(name))
        _paid(world, ledger)
    mad = [data.replace(b'", "said"', b'!", "said"', 1) for data in inputs if b" " in data[9:20]]
    return (*inputs, *mad)


def _paid(world: PaymentWorld, ledger: BankLedger) -> None:
    """What was ordered is paid by now, and two more transfers come."""
    for memo in ("KM7F3K92T chuyen tien", "không có mã"):
        ledger.transfer(ACCOUNTS.bank_account, AMOUNT, memo)
    world.turn()


# -- webhooks: as they come, and signed anew by a provider gone mad


def _payment(provider: str) -> ProviderPaymentRow:
    at = "2026-11-24T07:30:00+07:00"
    memo = f"{paycode.make(7)} chuyen"
    return ProviderPaymentRow("P1", provider, 7, "9704220000001", AMOUNT, memo, at, "", "00", "yes", "14000001", 1, "")


def _delivered(body: bytes, headers: Mapping[str, str] | None = None, query: str = "") -> Delivered:
    return Delivered(dict(headers or {}), query, body, NOW)


def _read(reader: NoticeReader, *deliveries: Delivered) -> list[Outcome[Notice]]:
    outcomes = [reader.read(delivered) for delivered in deliveries]
    for outcome in outcomes:
        for known in (True, False):
            answer = reader.answer(outcome, known=known)
            json.loads(answer.body)
            assert answer.status < 500
    for outcome in outcomes:
        if isinstance(outcome, Done) and outcome.value.credit is not None:
            assert outcome.value.credit.amount > 0
    return outcomes


def _object(data: bytes) -> dict[str, Any] | None:
    try:
        return dict(notices.json_object(data))
    except BadShape:
        return None


def _payos_notice(data: bytes) -> object:
    body = _object(data)
    again = data
    if body is not None and isinstance(body.get("data"), dict):
        body["signature"] = notices.mac(KEY, payos.signed_text(body["data"]), "sha256")
        again = json.dumps(body, default=str).encode()
    return _read(PayosReader(KEY), _delivered(data), _delivered(again))


def _sepay_notice(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    signed = sepay_headers(SECRETS, text, NOW)
    wrong = signed | {"X-SePay-Timestamp": text[:40]}
    return _read(
        SepayReader(SECRETS), _delivered(text.encode(), signed), _delivered(data, wrong),
        _delivered(data, {"X-SePay-Signature": text[:99]}),
    )  # fmt: skip


def _casso_notice(data: bytes) -> object:
    at = str(int(NOW.timestamp() * 1000))
    body = _object(data)
    mark = notices.mac(KEY, casso.signed_text(at, body if body is not None else {}), "sha512")
    text = data.decode("latin-1")
    return _read(
        CassoReader(KEY), _delivered(data, {"x-casso-signature": f"t={at},v1={mark}"}),
        _delivered(data, {"X-Casso-Signature": f"t={text[:15]},v1={mark}"}), _delivered(data),
    )  # fmt: skip


def _vnpay_notice(data: bytes) -> object:
    query = data.decode("ascii", "replace")
    signed = query
    fields = {name: value for name, value in parse_qsl(query, keep_blank_values=True) if name != vnpay_wire.HASH}
    if fields:
        signed = f"{vnpay_wire.signed_query(fields)}&{vnpay_wire.HASH}={vnpay_wire.query_hash(KEY, fields)}"
    return _read(VnpayReader(KEY), _delivered(b"", query=query), _delivered(b"", query=signed))


_CASSO = {
    "error": 0,
    "data": {
        "id": 12, "reference": "FT1", "description": f"{paycode.make(7)} chuyen", "amount": AMOUNT,
        "runningBalance": 1.5, "transactionDateTime": "2026-11-24 07:30:00", "accountNumber": "0011", "bankName": "x",
        "bankAbbreviation": "y", "virtualAccountNumber": "", "counterAccountName": "", "counterAccountNumber": "",
    },
}  # fmt: skip


# -- card terminals


def _terminal(data: bytes) -> object:
    """What comes over the line: frames, the answer to our exchange among them, a charge and totals in it."""
    frames = Frames()
    told: list[object] = []
    for piece in (data[:7], data[7:]):
        frames.feed(piece)
        while (message := frames.next()) is not None:
            told.append(_understood(message))
    return told


def _understood(message: bytes) -> object:
    found: list[object] = []
    for category, read in (("Payment", messages.charge_of), ("GetTotals", None)):
        try:
            body = messages.body_of(message, category, "S1")
            if body is not None:
                found.append(messages.failure(body))
                found.append(read(body, "v:pay") if read is not None else messages.totals_of(body))
        except BadShape:
            continue
    return found


def _nexo(category: str, body: Mapping[str, Any]) -> bytes:
    header = {"MessageClass": "Service", "MessageCategory": category, "MessageType": "Response", "ServiceID": "S1",
        "SaleID": "KIOSK", "POIID": "T1", "ProtocolVersion": "3.0"}  # fmt: skip
    return json.dumps({"SaleToPOIResponse": {"MessageHeader": header, f"{category}Response": body}}).encode()


def _terminal_messages() -> list[bytes]:
    approved = {
        "Response": {"Result": "Success"},
        "SaleData": {"SaleTransactionID": {"TransactionID": "v:pay", "TimeStamp": NOW.isoformat()}},
        "POIData": {"POITransactionID": {"TransactionID": "P9", "TimeStamp": NOW.isoformat()}},
        "PaymentResult": {
            "AmountsResp": {"Currency": "VND", "AuthorizedAmount": AMOUNT},
            "PaymentAcquirerData": {"AcquirerTransactionID": {"TransactionID": "A1", "TimeStamp": NOW.isoformat()}},
            "PaymentInstrumentData": {"CardData": {"MaskedPan": "411111******1111"}},
        },
    }
    declined = {**approved, "Response": {"Result": "Failure", "ErrorCondition": "Refusal"}}
    lines = [
        {"TransactionType": kind, "TransactionCount": 1, "TransactionAmount": AMOUNT}
        for kind in ("Debit", "ReverseDebit")
    ]
    totals = {
        "Response": {"Result": "Success"},
        "TransactionTotals": [{"PaymentInstrumentType": "Card", "PaymentTotals": lines}],
    }
    display = json.dumps({"SaleToPOIRequest": {"MessageHeader": {}, "DisplayRequest": {}}}).encode()
    return [_nexo("Payment", approved), _nexo("Payment", declined), _nexo("GetTotals", totals), display]


_DATES = (
    "2026-11-24 07:30:00",
    "2026-11-24T07:30:00+07:00",
    "20261124073000",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31 23:59:59",
)
_WORDS = (
    *_DATES,
    "00",
    "01",
    "07",
    "99",
    "PAID",
    "PENDING",
    "EXPIRED",
    "CANCELLED",
    "VND",
    "USD",
    "in",
    "out",
    "50600.00",
    "50600.5",
)
_FIELDS = ("&", "=", "%", "+", "%00", "%ED%A0%80", "&vnp_Amount=1", "vnp_TxnRef=7", "vnp_PayDate=", "&" * 120)

TARGETS: dict[str, Target] = {
    "provider_answer": Target(asks(QUESTIONS), (), lambda: list(_answers()), Kind.JSON, 3, _WORDS),
    "payos_notice": Target(
        _payos_notice, (), lambda: [payos_body(KEY, _payment("payos"), "l").encode()], Kind.JSON, 3, _WORDS
    ),
    "sepay_notice": Target(_sepay_notice, (), lambda: [sepay_body(_payment("sepay")).encode()], Kind.JSON, 3, _WORDS),
    "casso_notice": Target(_casso_notice, (), lambda: [json.dumps(_CASSO).encode()], Kind.JSON, 3, _WORDS),
    "vnpay_notice": Target(
        _vnpay_notice,
        (),
        lambda: [vnpay_query(KEY, _payment("vnpay"), ACCOUNTS.vnpay_tmn_code).encode()],
        Kind.TEXT,
        3,
        _FIELDS,
    ),
    "terminal_message": Target(
        _understood, (), _terminal_messages, Kind.JSON, 3, ("VND", "EUR", "v:pay", "Success", "Debit")
    ),
    "terminal_frames": Target(
        _terminal,
        (BadFrame,),
        lambda: [b"".join(map(wrap, _terminal_messages())), wrap(_terminal_messages()[0])],
        Kind.BYTES,
        2,
    ),
}
