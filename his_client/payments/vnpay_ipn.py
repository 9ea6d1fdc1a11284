"""VNPAY's IPN: a GET whose query is signed, answered in VNPAY's own codes."""

import json

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import vnpay_wire as wire
from his_client.payments.ports import Delivered, Notice, WebhookAnswer
from his_client.payments.vnpay import credit_of

_PAID = "00"
_DOUBTFUL = "07"
_ANSWERS = {
    "00": "Confirm Success",
    "01": "Order not found",
    "02": "Order already confirmed",
    "04": "Invalid amount",
    "97": "Invalid signature",
    "99": "Other error",
}
_CODES = {"forged": "97", "no_order": "01", "amount": "04"}


class VnpayReader:
    """`NoticeReader` of VNPAY's IPN. The terminal it names is the credit's account, ours or not."""

    def __init__(self, secret: str, name: str = "vnpay") -> None:
        self._secret = secret
        self.name = name

    def read(self, delivered: Delivered) -> Outcome[Notice]:
        """See `NoticeReader.read`. Paid only when response and transaction are both 00; 07 of either is doubtful."""
        try:
            fields = wire.query_fields(delivered.query)
            if not wire.hash_fits(wire.query_hash(self._secret, fields), fields.get(wire.HASH)):
                return Refused("forged", "the hash does not fit the fields")
            number = wire.order_number(fields)
            codes = (read.text(fields, "vnp_ResponseCode"), read.text(fields, "vnp_TransactionStatus"))
            identifier = ":".join((str(number), read.optional_text(fields, "vnp_TransactionNo") or "0", *codes))
            if codes != (_PAID, _PAID):
                return Done(Notice(identifier, None, number, doubtful=_DOUBTFUL in codes))
            return Done(Notice(identifier, credit_of(self.name, fields), number))
        except BadShape as shape:
            return Refused("bad_shape", f"field {shape.field}")

    def answer(self, outcome: Outcome[Notice], *, known: bool) -> WebhookAnswer:
        """RspCode: 00 taken, 02 the same came before, 97 forged, 99 else, with which VNPAY sends again.

        Who knows the order may answer Refused("no_order") for 01 or Refused("amount") for 04; the money is kept and
        handed to a person all the same.
        """
        if isinstance(outcome, Done):
            code = "02" if known else "00"
        else:
            code = _CODES.get(outcome.code, "99") if isinstance(outcome, Refused) else "99"
        return WebhookAnswer(200, json.dumps({"RspCode": code, "Message": _ANSWERS[code]}).encode())
