"""VNPAY's gateway: a signed address as the QR, a query by order number, and refund requests.

Source: VNPAY's test-site documentation (PAY, querydr, refund) and `lehuygiang28/vnpay`. An order begins at VNPAY when
a payer opens the address, so making one needs no call and cannot fail half-way.
"""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown, code_of
from his_client.payments import vietqr
from his_client.payments import vnpay_wire as wire
from his_client.payments.bank import Credit, memo_text
from his_client.payments.ports import Abilities, AtProvider, Made, RefundWanted, Standing, Wanted

_API = "/merchant_webapi/api/transaction"
_VERSION = "2.1.0"
_PAYMENT = "01"
_STANDINGS = {
    "00": Standing.PAID,
    "01": Standing.OPEN,
    "02": Standing.FAILED,
    "04": Standing.DOUBTFUL,  # the bank debited the payer, and VNPAY has no payment
    "07": Standing.DOUBTFUL,
}
_NO_ORDER = Refused("no_order", "VNPAY knows no such payment")
_ASKED_BEFORE = Refused("exists", "this was asked for already; VNPAY is working on it")
_REFUSALS = {
    "02": Refused("unauthorised", "VNPAY does not know the terminal code; check the configuration"),
    "97": Refused("unauthorised", "VNPAY does not accept the signature; check the secret"),
    "91": _NO_ORDER,
    "94": _ASKED_BEFORE,
    "95": Refused("not_paid", "VNPAY has no successful payment to give back"),
}


@dataclass(frozen=True, slots=True)
class VnpayConfig:
    """One terminal at VNPAY. `pay_url` is the page a payer opens, `ip` the address this hub calls from.

    Money waits at VNPAY under the terminal's code, so that code is the account of its credits.
    """

    tmn_code: str
    secret: str = field(repr=False)
    return_url: str
    pay_url: str = "https://pay.vnpay.vn/vpcpay.html"
    ip: str = "127.0.0.1"
    name: str = "vnpay"


class VnpayProvider:
    """`PaymentProvider` of one terminal."""

    abilities = Abilities(orders=True, asks=True, refunds=True, notices=True)

    def __init__(self, config: VnpayConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._clock = clock

    @property
    def name(self) -> str:
        """See `PaymentProvider.name`."""
        return self._config.name

    def make(self, wanted: Wanted) -> Outcome[Made]:
        """See `PaymentProvider.make`. Signed here and the same each time; VNPAY hears of it from the payer."""
        if not 0 < wanted.amount < vietqr.CEILING:
            return Refused("amount", f"an amount of 1 to {vietqr.CEILING - 1} dong")
        config = self._config
        fields = {
            "vnp_Version": _VERSION,
            "vnp_Command": "pay",
            "vnp_TmnCode": config.tmn_code,
            "vnp_Amount": str(wanted.amount * 100),
            "vnp_CurrCode": "VND",
            "vnp_TxnRef": str(wanted.number),
            "vnp_OrderInfo": wanted.pay_code,
            "vnp_OrderType": "other",
            "vnp_Locale": "vn",
            "vnp_ReturnUrl": config.return_url,
            "vnp_IpAddr": config.ip,
            "vnp_CreateDate": wire.time_text(wanted.made_at),
            "vnp_ExpireDate": wire.time_text(wanted.expires_at),
        }
        signed = wire.signed_query(fields)
        address = f"{config.pay_url}?{signed}&{wire.HASH}={wire.query_hash(config.secret, fields)}"
        return Done(Made(str(wanted.number), address, config.tmn_code, "", wanted.pay_code))

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:
        """See `PaymentProvider.ask`. None means that no payer has opened the address; one still may."""
        now = wire.time_text(self._clock())
        fields = {
            **self._common("querydr", uuid.uuid4().hex),
            "vnp_TxnRef": str(number),
            "vnp_OrderInfo": f"Hoi don {number}",
            "vnp_TransactionDate": wire.time_text(made_at),
            "vnp_CreateDate": now,
        }
        answer = self._call(fields, wire.QUERY, wire.QUERY_ANSWER)
        if answer == _NO_ORDER:
            return Done(None)
        if answer == _ASKED_BEFORE:
            return Unknown("peer_error", "the line delivered the question twice; ask again")
        if not isinstance(answer, Done):
            return answer
        try:
            return self._standing(answer.value, number)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def refund(self, wanted: RefundWanted) -> Outcome[str]:
        """See `PaymentProvider.refund`. The same id asks under the same request number, which VNPAY takes once a day:
        after Unknown ask again on the same day (`exists` then means that the first one arrived), later never.

        Refused: `exists` (asked for already), `no_order`, `not_paid`, `unauthorised`.
        """
        fields = {
            **self._common("refund", hashlib.sha256(wanted.id.encode()).hexdigest()[:32]),
            "vnp_TransactionType": "02" if wanted.whole else "03",
            "vnp_TxnRef": str(wanted.number),
            "vnp_Amount": str(wanted.amount * 100),
            "vnp_TransactionNo": wanted.reference,
            "vnp_TransactionDate": wire.time_text(wanted.made_at or wanted.paid_at),
            "vnp_CreateBy": vietqr.ascii_memo(wanted.by) or "kiosk",
            "vnp_CreateDate": wire.time_text(self._clock()),
            "vnp_OrderInfo": vietqr.ascii_memo(wanted.reason) or "Hoan tien",
        }
        answer = self._call(fields, wire.REFUND, wire.REFUND_ANSWER)
        if not isinstance(answer, Done):
            return answer
        try:
            same = (wire.order_number(answer.value), wire.dong(answer.value)) == (wanted.number, wanted.amount)
            reference = read.text(answer.value, "vnp_TransactionNo")
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        return Done(reference) if same else Unknown("other_answer", "the answer is about another refund")

    def _common(self, command: str, request_id: str) -> dict[str, str]:
        return {
            "vnp_RequestId": request_id,
            "vnp_Version": _VERSION,
            "vnp_Command": command,
            "vnp_TmnCode": self._config.tmn_code,
            "vnp_IpAddr": self._config.ip,
        }

    def _call(
        self, fields: Mapping[str, str], signed: Sequence[str], answered: Sequence[str]
    ) -> Outcome[Mapping[str, Json]]:
        """The answer of code 00, its hash verified; a refusal may come without a hash, a false hash is none."""
        secret = self._config.secret
        body = {**fields, wire.HASH: wire.message_hash(secret, fields, signed)}
        reply = self._http.call("POST", _API, body=body)
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return Refused("unauthorised", "VNPAY does not take calls from here; check address and terminal")
        try:
            answer = read.record(reply.data, "reply")
            code = read.text(answer, "vnp_ResponseCode")
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        given = answer.get(wire.HASH)
        proven = wire.hash_fits(wire.message_hash(secret, answer, answered), given)
        if not proven and (code == "00" or given):
            return Unknown("other_answer", "the answer's hash does not fit its fields")
        if code == "00":
            return Done(answer)
        if code == "99":
            return Unknown("peer_error", "VNPAY reports an error of its own")
        return _REFUSALS.get(code, Refused(f"vnpay_{code_of(code)}", "VNPAY declined"))

    def _standing(self, answer: Mapping[str, Json], number: int) -> Outcome[AtProvider | None]:
        if wire.order_number(answer) != number or read.text(answer, "vnp_TmnCode") != self._config.tmn_code:
            return Unknown("other_answer", "the answer is about another order")
        status = read.text(answer, "vnp_TransactionStatus")
        if read.text(answer, "vnp_TransactionType") != _PAYMENT:
            return Done(AtProvider(Standing.DOUBTFUL, 0, ()))  # a refund's standing: the payment's own is not told
        standing = _STANDINGS.get(status, Standing.DOUBTFUL)
        if standing is not Standing.PAID:
            return Done(AtProvider(standing, 0, ()))
        credit = credit_of(self._config.name, answer)
        return Done(AtProvider(standing, credit.amount, (credit,)))


def credit_of(provider: str, source: Mapping[str, Json]) -> Credit:
    """The payment told of by an IPN or by a query's answer. Raises BadShape."""
    return Credit(
        provider,
        read.text(source, "vnp_TransactionNo"),
        read.text(source, "vnp_TmnCode"),
        wire.dong(source),
        memo_text(source, "vnp_OrderInfo"),
        wire.time_of(source, "vnp_PayDate"),
        wire.order_number(source),
        bank_reference=read.optional_text(source, "vnp_BankTranNo") or "",
    )
