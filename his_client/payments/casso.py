"""Casso v2: one webhook for each movement of a bank account, signed over its JSON written anew.

Source: Casso's webhook v2 sample (checksum key, `X-Casso-Signature: t=<ms>,v1=<hex>`). What is signed is not what is
sent but the body's JSON with its keys in order, so texts and numbers must come out as the sender wrote them.
"""

import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from his_client import fields as read
from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import notices
from his_client.payments.bank import Credit, memo_text
from his_client.payments.ports import Delivered, Notice, WebhookAnswer

CLOCKS_APART = timedelta(minutes=5)
_HEADER = re.compile(r"t=([0-9]{1,15}),v1=([0-9a-f]{128})")


def signed_text(sent_at: str, body: Mapping[str, Json]) -> str:
    """What Casso signs: the time in milliseconds, a dot, and the body's compact JSON with all keys in order."""
    written = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_number)
    return f"{sent_at}.{written}"


class CassoReader:
    """`NoticeReader` of Casso's webhook v2. A movement's `id` names its credit."""

    def __init__(self, key: str, name: str = "casso") -> None:
        self._key = key
        self.name = name

    def read(self, delivered: Delivered) -> Outcome[Notice]:
        """See `NoticeReader.read`."""
        mark = _HEADER.fullmatch(notices.header(delivered, "X-Casso-Signature"))
        if mark is None:
            return Refused("forged", "no signature")
        try:
            message = notices.json_object(delivered.body)
            if not notices.fits(notices.mac(self._key, signed_text(mark[1], message), "sha512"), mark[2]):
                return Refused("forged", "the signature does not fit the fields")
            sent_at = datetime.fromtimestamp(int(mark[1]) // 1000, VIETNAM)
            if abs(delivered.received_at - sent_at) > CLOCKS_APART:
                return Refused("stale", "signed too long ago, or by another clock")
            return Done(self._notice(read.record(message.get("data"), "data")))
        except BadShape as shape:
            return Refused("bad_shape", f"field {shape.field}")
        except (OverflowError, ValueError, OSError):
            return Refused("bad_shape", "field X-Casso-Signature")

    def answer(self, outcome: Outcome[Notice], *, known: bool) -> WebhookAnswer:  # noqa: ARG002 - the same again
        """Any 2xx is taken as received."""
        if isinstance(outcome, Done):
            return WebhookAnswer(200, b'{"success":true}')
        return WebhookAnswer(400, b'{"success":false}')

    def _notice(self, movement: Mapping[str, Json]) -> Notice:
        """Money that went out has an amount below zero; id 0 is Casso trying out the address."""
        identifier = str(notices.number(movement, "id"))
        if identifier == "0" or read.integer(movement, "amount") <= 0:
            return Notice(identifier, None)
        credit = Credit(
            self.name,
            identifier,
            read.text(movement, "accountNumber"),
            notices.amount(movement, "amount"),
            memo_text(movement, "description"),
            notices.moment(movement, "transactionDateTime"),
            virtual_account=read.optional_text(movement, "virtualAccountNumber") or "",
            bank_reference=read.optional_text(movement, "reference") or "",
        )
        return Notice(identifier, credit)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)
