"""payOS: an order is a payment link with a VietQR of its own; webhooks and answers are signed over their raw fields.

Source: payOSHQ/payos-lib-python 1.1.0 and payos.vn/docs (webhook data). The SDK itself is not used: its models refuse
a message the day payOS adds a field, and its client sends creations again by itself.
"""

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Outcome, Refused, Unknown, code_of
from his_client.payments import notices, vietqr
from his_client.payments.bank import Credit, memo_text
from his_client.payments.ports import (
    Abilities,
    AtProvider,
    Delivered,
    Made,
    Notice,
    RefundWanted,
    Standing,
    Wanted,
    WebhookAnswer,
)
from his_client.payments.vietqr import QrInvalid

log = logging.getLogger(__name__)

_ORDERS = "/v2/payment-requests"
_SIGNED_AT_CREATION = ("amount", "cancelUrl", "description", "orderCode", "returnUrl")
_NO_SUCH_ORDER = "101"
_ORDER_EXISTS = "231"
_STANDINGS = {
    "PENDING": Standing.OPEN,
    "PROCESSING": Standing.OPEN,
    "PAID": Standing.PAID,
    "UNDERPAID": Standing.UNDERPAID,
    "EXPIRED": Standing.EXPIRED,
    "CANCELLED": Standing.CANCELLED,
    "FAILED": Standing.FAILED,
}
_SAMPLE = {"orderCode": 123, "amount": 3000, "reference": "TF230204212323", "accountNumber": "12345678"}
"""The transfer payOS sends to try out a webhook's address; it never happened."""


@dataclass(frozen=True, slots=True)
class PayosConfig:
    """One payOS channel. The two addresses are where a browser would be sent; nobody follows them at a kiosk."""

    client_id: str
    api_key: str = field(repr=False)
    checksum_key: str = field(repr=False)
    return_url: str
    cancel_url: str
    name: str = "payos"


def signed_text(data: Mapping[str, Json]) -> str:
    """What payOS signs of a `data` object: `k=v` in the order of the keys, joined by `&`, nothing url-encoded.

    Null (and the words "null" and "undefined") is empty, booleans are `true` and `false`, arrays compact JSON with the
    keys of their objects in order.
    """
    return "&".join(f"{name}={_plain(data[name])}" for name in sorted(data))


def creation_text(order: Mapping[str, Json]) -> str:
    """What is signed of an order to be created: five of its fields."""
    return "&".join(f"{name}={_plain(order[name])}" for name in _SIGNED_AT_CREATION)


class PayosProvider:
    """`PaymentProvider` of one payOS channel."""

    abilities = Abilities(orders=True, asks=True, notices=True)

    def __init__(self, config: PayosConfig, http: JsonClient) -> None:
        self._config = config
        self._http = http

    @property
    def name(self) -> str:
        """See `PaymentProvider.name`."""
        return self._config.name

    def make(self, wanted: Wanted) -> Outcome[Made]:
        """See `PaymentProvider.make`. The QR is payOS's own; one that asks for another amount is never shown.

        After Unknown the order may exist, and its QR cannot be had any more: ask by number, and make another order
        only under another number.
        """
        if not 0 < wanted.amount < vietqr.CEILING:
            return Refused("amount", f"a VietQR carries 1 to {vietqr.CEILING - 1} dong")
        if not 0 < wanted.number <= notices.LARGEST_NUMBER:
            return Refused("number", "an order's number at payOS is 1 to 2^53 - 1")
        order = {
            "orderCode": wanted.number,
            "amount": wanted.amount,
            "description": wanted.pay_code,
            "cancelUrl": self._config.cancel_url,
            "returnUrl": self._config.return_url,
            "expiredAt": int(wanted.expires_at.timestamp()),
        }
        order["signature"] = notices.mac(self._config.checksum_key, creation_text(order), "sha256")
        data = self._call("POST", _ORDERS, order)
        if not isinstance(data, Done):
            return data
        try:
            return self._made(data.value, wanted)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
        except QrInvalid as wrong:
            return Unknown("other_answer", f"the QR, {wrong}")

    def ask(self, number: int, made_at: datetime) -> Outcome[AtProvider | None]:  # noqa: ARG002 - others need the time
        """See `PaymentProvider.ask`."""
        data = self._call("GET", f"{_ORDERS}/{number}")
        if isinstance(data, Refused) and data.code == "no_order":
            return Done(None)
        if not isinstance(data, Done):
            return data
        try:
            return self._standing(data.value, number)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def refund(self, wanted: RefundWanted) -> Outcome[str]:  # noqa: ARG002 - the port's shape
        """payOS takes no refund for a transfer: somebody sends the money back at the bank."""
        return Refused("not_supported", "money from payOS is given back by a transfer at the bank")

    def _call(self, method: str, path: str, body: Json | None = None) -> Outcome[Mapping[str, Json]]:
        """The signed `data` of an answer with code 00."""
        headers = {"x-client-id": self._config.client_id, "x-api-key": self._config.api_key}
        reply = self._http.call(method, path, body=body, headers=headers)
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return Refused("unauthorised", "payOS does not accept the keys; check the configuration")
        try:
            return self._data(reply)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def _data(self, reply: JsonReply) -> Outcome[Mapping[str, Json]]:
        answer = read.record(reply.data, "reply")
        code = read.text(answer, "code")
        if code == _ORDER_EXISTS:
            return Refused("exists", "this number was used at payOS already; ask how it stands")
        if code == _NO_SUCH_ORDER:
            return Refused("no_order", "payOS knows no order of this number")
        if code == "401":
            return Refused("unauthorised", "payOS does not accept the keys; check the configuration")
        if code != "00":
            log.warning("payos_declined", extra={"code": code_of(code)})
            return Refused(f"payos_{code_of(code)}", "payOS declined")
        data = read.record(answer.get("data"), "data")
        if not notices.fits(
            notices.mac(self._config.checksum_key, signed_text(data), "sha256"), answer.get("signature")
        ):
            return Unknown("other_answer", "the answer's signature does not fit its fields")
        return Done(data)

    def _made(self, data: Mapping[str, Json], wanted: Wanted) -> Outcome[Made]:
        made = Made(
            read.text(data, "paymentLinkId"),
            read.text(data, "qrCode"),
            read.text(data, "accountNumber"),
            read.optional_text(data, "accountName") or "",
            _code_in(read.text(data, "description"), wanted.pay_code),
        )
        shown = vietqr.parse(made.qr)
        told = (notices.number(data, "orderCode"), notices.amount(data, "amount"), read.text(data, "bin"), made.account)
        if told != (wanted.number, wanted.amount, shown.bank_bin, shown.account) or shown.amount != wanted.amount:
            return Unknown("other_answer", "the order or its QR is not the one that was asked for")
        return Done(made)

    def _standing(self, data: Mapping[str, Json], number: int) -> Outcome[AtProvider | None]:
        if notices.number(data, "orderCode") != number:
            return Unknown("other_answer", "the answer is about another order")
        standing = _STANDINGS.get(read.text(data, "status"))
        if standing is None:
            raise BadShape("status")
        credits_found = tuple(
            _credit(self._config.name, item, number) for item in read.records(data.get("transactions"), "transactions")
        )
        return Done(AtProvider(standing, read.money(data, "amountPaid"), credits_found))


class PayosReader:
    """`NoticeReader` of one payOS channel. Only `data` is signed, so nothing outside it is believed."""

    def __init__(self, checksum_key: str, name: str = "payos") -> None:
        self._key = checksum_key
        self.name = name

    def read(self, delivered: Delivered) -> Outcome[Notice]:
        """See `NoticeReader.read`. payOS signs no time: what was sent before is known by its reference."""
        try:
            message = notices.json_object(delivered.body)
            data = read.record(message.get("data"), "data")
            if not notices.fits(notices.mac(self._key, signed_text(data), "sha256"), message.get("signature")):
                return Refused("forged", "the signature does not fit the fields")
            return Done(self._notice(data))
        except BadShape as shape:
            return Refused("bad_shape", f"field {shape.field}")

    def answer(self, outcome: Outcome[Notice], *, known: bool) -> WebhookAnswer:  # noqa: ARG002 - the same again
        """Any 2xx is taken as received; also for an order nobody knows, which payOS uses to try the address."""
        if isinstance(outcome, Done):
            return WebhookAnswer(200, b'{"success":true}')
        return WebhookAnswer(400, b'{"success":false}')

    def _notice(self, data: Mapping[str, Json]) -> Notice:
        order = notices.number(data, "orderCode")
        identifier = f"{order}:{read.optional_text(data, 'reference') or read.text(data, 'code')}"
        tried_out = all(data.get(name) == value for name, value in _SAMPLE.items())
        if tried_out or read.text(data, "code") != "00":
            return Notice(identifier, None, order)
        if read.text(data, "currency") != "VND":
            raise BadShape("currency")
        return Notice(identifier, _credit(self.name, data, order), order)


def _credit(provider: str, item: Mapping[str, Json], order: int) -> Credit:
    """One transfer, of a webhook or of an order's list; the bank's reference is the same in both."""
    return Credit(
        provider,
        read.text(item, "reference"),
        read.text(item, "accountNumber"),
        notices.amount(item, "amount"),
        memo_text(item, "description"),
        notices.moment(item, "transactionDateTime"),
        order,
        read.optional_text(item, "virtualAccountNumber") or "",
    )


def _code_in(description: str, pay_code: str) -> str:
    """payOS may write before our code; what it holds is then ours still. Otherwise its own text."""
    return pay_code if pay_code in description else description


def _plain(value: Json) -> str:
    """A value as it stands in the signed text."""
    if value is None or value in ("null", "undefined"):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        ordered = [dict(sorted(item.items())) if isinstance(item, dict) else item for item in value]
        return json.dumps(ordered, ensure_ascii=False, separators=(",", ":"), default=_number)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_number)
    return str(_number(value)) if isinstance(value, Decimal) else str(value)


def _number(value: Decimal) -> int | float:
    """As JSON writers on the other side put a number that is not written as a whole one."""
    return int(value) if value == value.to_integral_value() else float(value)
