"""The card check at the gateway of Vietnam Social Security: KQNhanLichSuKCB2024 (letter 1923/BHXH-CNTT, 20 Jun 2024).

After a failure of the line nothing is asked again: the gateway restricts accounts that ask too much, and the retry
belongs to whoever keeps the visit. A token that is declined, in whichever disguise, is renewed once.
"""

import logging
from dataclasses import dataclass, field
from datetime import datetime

from his_client.clock import Clock
from his_client.fields import BadShape
from his_client.http import JsonClient
from his_client.insurance.codes import Action, result_code
from his_client.insurance.judgement import Reply, decide, gateway_name
from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.insurance.token import Token, TokenKeeper, password_digest
from his_client.outcome import Refused, Unknown

log = logging.getLogger(__name__)

_CHECK = "/api/egw/KQNhanLichSuKCB2024"


@dataclass(frozen=True, slots=True)
class VssConfig:
    """The facility's gateway account and the officer registered with VSS in whose name checks are made."""

    username: str
    password: str = field(repr=False)
    officer_name: str = field(repr=False)
    officer_id: str = field(repr=False)


class VssGateway:
    """`InsuranceGateway` over the VSS gateway. Thread-safe; one token for all callers."""

    def __init__(self, config: VssConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._tokens = TokenKeeper(http, clock, username=config.username, password=config.password)

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> Eligibility:
        """See `InsuranceGateway.check`. `asked_at` decides which of two cards is valid on the day of the visit."""
        eligibility = decide(self._ask, number, full_name, birth_date, asked_at)
        log.info("insurance_check", extra={"code": eligibility.code, "status": str(eligibility.status)})
        return eligibility

    def _ask(self, number: str, full_name: str, birth: str) -> Reply | Eligibility:
        """One question with at most one renewal of the token; an Eligibility when there is no reply to judge."""
        refused: Token | None = None
        while True:
            token = self._tokens.current(refused=refused)
            if isinstance(token, Refused):
                return Eligibility.without_card(EligibilityStatus.CONFIG_ERROR, token.code)
            if isinstance(token, Unknown):
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, token.reason)
            reply = self._send(token.value, number, full_name, birth)
            if isinstance(reply, Unknown):
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, reply.reason)
            if result_code(reply.code).action is not Action.RENEW_TOKEN or refused is not None:
                return reply
            refused = token.value

    def _send(self, token: Token, number: str, full_name: str, birth: str) -> Reply | Unknown:
        config = self._config
        reply = self._http.call(
            "POST",
            _CHECK,
            params={
                "token": token.access_token,
                "id_token": token.id_token,
                "username": config.username,
                "password": password_digest(config.password),
            },
            body={
                "maThe": number.strip(),
                "hoTen": gateway_name(full_name),
                "ngaySinh": birth,
                "hoTenCb": gateway_name(config.officer_name),
                "cccdCb": config.officer_id,
            },
        )
        if isinstance(reply, Unknown):
            return reply
        if reply.status in {401, 403}:
            return Reply("401")
        try:
            return Reply.from_json(reply.data)
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")
