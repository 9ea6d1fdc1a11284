"""The card check at the gateway of Vietnam Social Security: KQNhanLichSuKCB2024 (letter 1923/BHXH-CNTT, 20 Jun 2024).

After a failure of the line nothing is asked again: the gateway restricts accounts that ask too much, and the retry
belongs to whoever keeps the visit. A token that is declined, in whichever disguise, is renewed once in a check.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from his_client.clock import Clock
from his_client.fields import BadShape
from his_client.http import JsonClient, JsonReply
from his_client.insurance.codes import Action, result_code
from his_client.insurance.judgement import Reply, decide, gateway_name
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, RawReply
from his_client.insurance.token import BodyForm, Token, TokenKeeper, password_digest, send
from his_client.outcome import Refused, Unknown

log = logging.getLogger(__name__)

FUNCTION = "KQNhanLichSuKCB2024"
_CHECK = f"/api/egw/{FUNCTION}"
LEAST_S = 0.2
"""Below this no question is sent: its answer could not come in time, and it would count at the gateway."""


@dataclass(frozen=True, slots=True)
class VssConfig:
    """The facility's gateway account and the officer registered with VSS in whose name checks are made.

    `token_form` and `check_form`: the function's arguments as JSON (the specification) or as form fields (also seen in
    use). `deadline_s` bounds a whole check in seconds, with its token, renewal and second question.
    """

    username: str
    password: str = field(repr=False)
    officer_name: str = field(repr=False)
    officer_id: str = field(repr=False)
    token_form: BodyForm = BodyForm.JSON
    check_form: BodyForm = BodyForm.JSON
    deadline_s: float = 10.0


def token_keeper(config: VssConfig, http: JsonClient, clock: Clock) -> TokenKeeper:
    """The one keeper that all functions of an account share."""
    return TokenKeeper(http, clock, username=config.username, password=config.password, form=config.token_form)


class VssGateway:
    """`InsuranceGateway` over the VSS gateway. Thread-safe; one token for all callers.

    :param tokens: shared with the account's other functions, if there are any.
    :param monotonic: seconds of a clock that never jumps; bounds the check.
    """

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

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """See `InsuranceGateway.check`. `asked_at` decides which of two cards is valid on the day of the visit."""
        asking = _Asking(self._config, self._http, self._tokens, self._monotonic)
        eligibility = decide(asking.ask, number, full_name, birth_date, asked_at)
        log.info("insurance_check", extra={"code": eligibility.code, "status": str(eligibility.status)})
        return CoverageCheck(eligibility, asked_at, tuple(asking.replies), asking.questions)


class _Asking:
    """One check under way: its deadline, its one renewal, what was answered."""

    def __init__(
        self, config: VssConfig, http: JsonClient, tokens: TokenKeeper, monotonic: Callable[[], float]
    ) -> None:
        self._config = config
        self._http = http
        self._tokens = tokens
        self._monotonic = monotonic
        self._until = monotonic() + config.deadline_s
        self._declined: Token | None = None
        self.replies: list[RawReply] = []
        self.questions = 0

    def ask(self, number: str, full_name: str, birth: str) -> Reply | Eligibility:
        """One question, asked again only after the check's one renewal; an Eligibility without a reply to judge."""
        while True:
            token = self._token()
            if not isinstance(token, Token):
                return token
            reply = self._send(token, number, full_name, birth)
            if isinstance(reply, Unknown):
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, reply.reason)
            if result_code(reply.code).action is not Action.RENEW_TOKEN or self._declined is not None:
                return reply
            self._declined = token

    def _token(self) -> Token | Eligibility:
        left_s = self._left()
        if left_s < LEAST_S:
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "timeout")
        taken = self._tokens.current(refused=self._declined, deadline_s=left_s)
        match taken:
            case Refused(code=code):
                return Eligibility.without_card(EligibilityStatus.CONFIG_ERROR, code)
            case Unknown(reason=reason):
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, reason)
        return taken.value

    def _left(self) -> float:
        return self._until - self._monotonic()

    def _send(self, token: Token, number: str, full_name: str, birth: str) -> Reply | Unknown:
        config, left_s = self._config, self._left()
        if left_s < LEAST_S:
            return Unknown("timeout", "no time is left to ask")
        self.questions += 1
        reply = send(
            self._http,
            _CHECK,
            {
                "maThe": number,
                "hoTen": full_name,
                "ngaySinh": birth,
                "hoTenCb": gateway_name(config.officer_name),
                "cccdCb": config.officer_id,
            },
            config.check_form,
            params={
                "token": token.access_token,
                "id_token": token.id_token,
                "username": config.username,
                "password": password_digest(config.password),
            },
            deadline_s=left_s,
        )
        return reply if isinstance(reply, Unknown) else self._understood(reply)

    def _understood(self, reply: JsonReply) -> Reply | Unknown:
        if reply.text:
            self.replies.append(RawReply(FUNCTION, reply.text))
        if reply.status in {401, 403}:
            return Reply("401")
        try:
            return Reply.from_json(reply.data)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
