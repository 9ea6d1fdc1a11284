"""How much a person has co-paid this year: TraCuuTienMCCT (letter 1839/CNTT-PM, 18 Aug 2026).

Asked on purpose only, never ahead of need: the gateway restricts accounts that query too much. Its codes: 200 data;
204 (with HTTP 200) no such card, or no co-payment yet; 400 bad input; HTTP 401 with an empty body: token or address;
500 a restricted account, or a fault of the system.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient, JsonReply
from his_client.insurance.codes import Action, result_code
from his_client.insurance.judgement import bare_letters, gateway_birth, gateway_date, gateway_name, gateway_number
from his_client.insurance.ports import RawReply
from his_client.insurance.token import Token, TokenKeeper, password_digest
from his_client.insurance.vss import LEAST_S, VssConfig, token_keeper
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)

FUNCTION = "TraCuuTienMCCT"
_PATH = f"/api/TraCuuCCT/{FUNCTION}"
_DATA, _NOTHING, _BAD_INPUT, _RESTRICTED = "200", "204", "400", "500"


@dataclass(frozen=True, slots=True)
class CoPaymentFound:
    """What the gateway holds. `total` in dong is the largest running sum (tBNCCTLuyKe), never a sum of rows.

    `total` is None when it holds no card or no co-payment: the two cannot be told apart. `ends` is the card's last
    day. `replies` are as they came: encrypt them, show and log them never.
    """

    total: Decimal | None
    ends: date | None = None
    replies: tuple[RawReply, ...] = field(default=(), repr=False)


class CoPaymentLookup:
    """The look-up on the account of a `VssGateway`. Thread-safe; give both the same `tokens`."""

    def __init__(
        self,
        config: VssConfig,
        http: JsonClient,
        clock: Clock,
        *,
        tokens: TokenKeeper | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._config = config
        self._http = http
        self._tokens = tokens or token_keeper(config, http, clock)
        self._monotonic = monotonic

    def accumulated(self, number: str, full_name: str, birth_date: str) -> Outcome[CoPaymentFound]:
        """The co-payment of this year so far; arguments as at `InsuranceGateway.check`.

        Refused: `400` (the gateway, or this client, finds the question malformed), `401` (the account), `restricted`
        (the account may not ask now, or the system fails: do not ask again today). Nothing is asked twice but after
        the one renewal of a declined token; a line that fails is Unknown and stays so.
        """
        asked, birth = gateway_number(number), gateway_birth(birth_date)
        if asked is None or birth is None or not (name := gateway_name(full_name)):
            return Refused(_BAD_INPUT, "number, name or birth date has no form the gateway takes")
        body = {"username": self._config.username, "maThe": asked, "hoTen": name, "ngaySinh": birth}
        outcome = self._ask(body)
        log.info("insurance_copayment", extra={"outcome": type(outcome).__name__})
        if isinstance(outcome, Done):
            return _understand(outcome.value, name)
        return outcome

    def _ask(self, body: Mapping[str, str]) -> Outcome[JsonReply]:
        until = self._monotonic() + self._config.deadline_s
        declined: Token | None = None
        while True:
            left_s = until - self._monotonic()
            if left_s < LEAST_S:
                return Unknown("timeout", "no time is left to ask")
            taken = self._tokens.current(refused=declined, deadline_s=left_s)
            if not isinstance(taken, Done):
                return taken
            reply = self._http.call(
                "POST",
                _PATH,
                body=body,
                headers={
                    "accessToken": taken.value.access_token,
                    "tokenId": taken.value.id_token,
                    "passwordHash": password_digest(self._config.password),
                },
                deadline_s=max(LEAST_S, until - self._monotonic()),
            )
            if isinstance(reply, Unknown):
                return reply
            if not _declined(reply):
                return Done(reply)
            if declined is not None:
                return Refused("401", "the gateway does not accept a token it has just given")
            declined = taken.value


def _declined(reply: JsonReply) -> bool:
    if reply.status in {401, 403}:
        return True
    code = reply.data.get("MaKetQua") if isinstance(reply.data, dict) else None
    return result_code(str(code)).action is Action.RENEW_TOKEN


def _understand(reply: JsonReply, name: str) -> Outcome[CoPaymentFound]:
    try:
        answer = read.record(reply.data, "reply")
        replies = (RawReply(FUNCTION, reply.text),)
        match read.text(answer, "MaKetQua"):
            case code if code == _DATA:
                return _found(answer, name, replies)
            case code if code == _NOTHING:
                return Done(CoPaymentFound(None, replies=replies))
            case code if code == _BAD_INPUT:
                return Refused(_BAD_INPUT, "the gateway finds the question malformed")
            case code if code == _RESTRICTED:
                return Refused("restricted", "the account may not ask now, or the gateway's system fails")
            case _:
                return Unknown("peer_error", "a code nobody documented")
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def _found(answer: Mapping[str, Json], name: str, replies: tuple[RawReply, ...]) -> Outcome[CoPaymentFound]:
    holder = read.record(answer.get("ThongTinSoThe") or {}, "ThongTinSoThe")
    answered = read.optional_text(holder, "hoTen")
    if answered is not None and bare_letters(answered) != bare_letters(name):
        return Unknown("other_answer", "the answer is about somebody else")
    sums = [_amount(row) for row in read.records(answer.get("DataCCT"), "DataCCT")]
    return Done(CoPaymentFound(max(sums, default=None), gateway_date(holder, "ngayKetThuc"), replies))


def _amount(row: Mapping[str, Json]) -> Decimal:
    """A running sum in dong; fractions of a dong occur."""
    value = row.get("tBNCCTLuyKe")
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        raise BadShape("tBNCCTLuyKe")
    try:
        amount = Decimal(value)
    except ArithmeticError:
        raise BadShape("tBNCCTLuyKe") from None
    if not amount.is_finite() or amount < 0:
        raise BadShape("tBNCCTLuyKe")
    return amount
