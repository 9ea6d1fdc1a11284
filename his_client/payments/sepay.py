"""SePay: a bank account's movements, told one by one by webhook and listed for whoever missed some.

Source: developer.sepay.vn, sepay-webhooks (xac-thuc, bao-mat, tich-hop-webhook, doi-soat-giao-dich). A movement's `id`
is the same in both and unique for ever, so it names the credit; the bank's own reference goes with it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused
from his_client.payments import notices
from his_client.payments.bank import Credit, StatementConfig, memo_text
from his_client.payments.ports import Abilities, Delivered, Notice, WebhookAnswer
from his_client.payments.statement import StatementProvider

CLOCKS_APART = timedelta(minutes=5)
"""How far a signed message's time may be from ours (SePay's own advice against replay)."""

_FORGED = Refused("forged", "the signature or the key does not fit")


class SepayProvider(StatementProvider):
    """`ListingProvider` of one account at SePay: its list fills the gaps that lost webhooks leave."""

    abilities = Abilities(lists=True, notices=True)

    def __init__(self, config: StatementConfig, http: JsonClient, clock: Clock) -> None:
        super().__init__(replace(config, by_id=True), http, clock)


@dataclass(frozen=True, slots=True)
class SepaySecrets:
    """How SePay proves itself, as chosen in its console: a `secret` to sign with, or an `api_key` to show.

    With both, both must fit. A key is shown to whoever listens and protects no field: prefer the secret.
    """

    secret: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.secret and not self.api_key:
            raise ValueError("a webhook without a secret and without a key proves nothing")


class SepayReader:
    """`NoticeReader` of SePay's webhooks."""

    def __init__(self, secrets: SepaySecrets, name: str = "sepay") -> None:
        self._secrets = secrets
        self.name = name

    def read(self, delivered: Delivered) -> Outcome[Notice]:
        """See `NoticeReader.read`; `stale` only where the message is signed, a key says nothing of its time."""
        refusal = self._refusal(delivered)
        if refusal is not None:
            return refusal
        try:
            return Done(self._notice(notices.json_object(delivered.body)))
        except BadShape as shape:
            return Refused("bad_shape", f"field {shape.field}")

    def answer(self, outcome: Outcome[Notice], *, known: bool) -> WebhookAnswer:  # noqa: ARG002 - the same again
        """Any 2xx with this body is success; everything else is sent again, 8 times in about 33 minutes."""
        if isinstance(outcome, Done):
            return WebhookAnswer(200, b'{"success":true}')
        forged = isinstance(outcome, Refused) and outcome.code in {"forged", "stale"}
        return WebhookAnswer(401 if forged else 400, b'{"success":false}')

    def _refusal(self, delivered: Delivered) -> Refused | None:
        if self._secrets.api_key:
            given = notices.header(delivered, "Authorization")
            if not notices.fits(f"Apikey {self._secrets.api_key}", given):
                return _FORGED
        if not self._secrets.secret:
            return None
        sent_at = notices.header(delivered, "X-SePay-Timestamp")
        signed = sent_at.encode(errors="replace") + b"." + delivered.body
        expected = "sha256=" + notices.mac(self._secrets.secret, signed, "sha256")
        if not notices.fits(expected, notices.header(delivered, "X-SePay-Signature")):
            return _FORGED
        try:
            apart = abs(delivered.received_at - datetime.fromtimestamp(int(sent_at), VIETNAM))
        except (ValueError, OverflowError, OSError):
            return Refused("bad_shape", "field X-SePay-Timestamp")
        return Refused("stale", "signed too long ago, or by another clock") if apart > CLOCKS_APART else None

    def _notice(self, movement: Mapping[str, Json]) -> Notice:
        identifier = str(notices.number(movement, "id"))
        way = read.text(movement, "transferType")
        if way not in {"in", "out"}:
            raise BadShape("transferType")
        if way == "out":
            return Notice(identifier, None)
        credit = Credit(
            self.name,
            identifier,
            read.text(movement, "accountNumber"),
            notices.amount(movement, "transferAmount"),
            memo_text(movement, "content"),
            notices.moment(movement, "transactionDate"),
            virtual_account=read.optional_text(movement, "subAccount") or "",
            bank_reference=read.optional_text(movement, "referenceCode") or "",
        )
        return Notice(identifier, credit)
