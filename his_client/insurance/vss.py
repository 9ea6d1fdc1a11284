"""The card check at the gateway of Vietnam Social Security: KQNhanLichSuKCB2024 (letter 1923/BHXH-CNTT, 20 Jun 2024).

A check is one question, at most one renewal of the token, at most one second question (the year only after 070, or
the new card after 003). After a failure of the line nothing is asked again: the gateway restricts accounts that ask
too much, and the retry belongs to whoever keeps the visit.
"""

import logging
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.insurance.benefit import card_level
from his_client.insurance.codes import Action, result_code
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


@dataclass(frozen=True, slots=True)
class _Reply:
    """What is kept of an answer: its code and its card fields. `ghiChu` (a sentence about the person) is dropped."""

    code: str
    fields: Mapping[str, Json] = field(repr=False)


_OLD_CARD = ("maThe", "gtTheTu", "gtTheDen", "maDKBD")
_NEW_CARD = ("maTheMoi", "gtTheTuMoi", "gtTheDenMoi", "maDKBDMoi")
_KEPT = (*_OLD_CARD, *_NEW_CARD, "hoTen", "maKV", "ngayDu5Nam")


class VssGateway:
    """`InsuranceGateway` over the VSS gateway. Thread-safe; one token for all callers."""

    def __init__(self, config: VssConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._tokens = TokenKeeper(http, clock, username=config.username, password=config.password)

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> Eligibility:
        """See `InsuranceGateway.check`. `asked_at` decides which of two cards is valid on the day of the visit."""
        birth = gateway_birth(birth_date)
        if birth is None:
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "205")
        day = asked_at.astimezone(VIETNAM).date()
        eligibility = self._decide(number, full_name, birth, day)
        log.info("insurance_check", extra={"code": eligibility.code, "status": str(eligibility.status)})
        return eligibility

    def _decide(self, number: str, full_name: str, birth: str, day: date) -> Eligibility:
        reply = self._ask(number, full_name, birth)
        if isinstance(reply, Eligibility):
            return reply
        action = result_code(reply.code).action
        if action is Action.RETRY_YEAR and birth != birth[-4:]:
            reply = self._ask(number, full_name, birth[-4:])
        elif action is Action.ASK_NEW_CARD:
            return self._ask_new_card(reply, full_name, birth, day)
        return reply if isinstance(reply, Eligibility) else _eligibility(reply, full_name, day)

    def _ask_new_card(self, first: _Reply, full_name: str, birth: str, day: date) -> Eligibility:
        """003: the old card has ended; the new one is asked about, and stays provisional (the paper shows the old)."""
        new_card = first.fields.get("maTheMoi")
        if not isinstance(new_card, str) or not new_card.strip():
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, first.code)
        second = self._ask(new_card.strip(), full_name, birth)
        if isinstance(second, Eligibility):
            return second
        if second.code == first.code:  # a circle at the gateway ends here
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, first.code)
        found = _eligibility(second, full_name, day)
        if found.status is EligibilityStatus.ELIGIBLE:
            return replace(found, status=EligibilityStatus.ELIGIBLE_PROVISIONAL, code=first.code)
        return found

    def _ask(self, number: str, full_name: str, birth: str) -> _Reply | Eligibility:
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

    def _send(self, token: Token, number: str, full_name: str, birth: str) -> _Reply | Unknown:
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
            return _Reply("401", {})
        try:
            answer = read.record(reply.data, "reply")
            return _Reply(_bare_code(answer), {name: answer.get(name) for name in _KEPT})
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")


def gateway_name(name: str) -> str:
    """NFC with single spaces: other forms of the same name compare as another person's at the gateway."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def bare_letters(name: str) -> str:
    """A name without marks, case and spacing: enough to see that an answer is about somebody else."""
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isalnum())


def gateway_birth(birth: str) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY` as the gateway wants it: DD/MM/YYYY, MM/YYYY or YYYY; None if it is neither."""
    parts = birth.strip().split("-")
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts) > 3 or len(parts[0]) != 4:
        return None
    try:
        date(*[int(part) for part in (*parts, "1", "1")[:3]])
    except ValueError:
        return None
    return "/".join(part.zfill(2) for part in reversed(parts))


def _bare_code(answer: Mapping[str, Json]) -> str:
    """The result code; only letters, digits and dots, so that a sentence in its place reaches no screen or log."""
    code = read.text(answer, "maKetQua")
    if len(code) > 8 or not code.replace(".", "").isalnum() or not code.isascii():
        raise BadShape("maKetQua")
    return code


def _eligibility(reply: _Reply, full_name: str, day: date) -> Eligibility:
    """Judges a reply by its code and takes the card valid on `day`."""
    known = result_code(reply.code)
    usable = known.status in {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
    if not usable:
        return Eligibility.without_card(known.status, reply.code)
    try:
        return _card_of(reply, full_name, day, known.status)
    except BadShape:
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "bad_shape")


def _card_of(reply: _Reply, full_name: str, day: date, status: EligibilityStatus) -> Eligibility:
    answered = read.optional_text(reply.fields, "hoTen")
    if answered is not None and bare_letters(answered) != bare_letters(full_name):
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "other_answer")
    card, start, end, first_registration = _OLD_CARD
    if result_code(reply.code).action is Action.CARD_OF_THE_DAY:
        new_start = _gateway_date(reply.fields, "gtTheTuMoi")
        if new_start is not None and new_start <= day and read.optional_text(reply.fields, "maTheMoi"):
            card, start, end, first_registration = _NEW_CARD
    number = read.optional_text(reply.fields, card)
    return Eligibility(
        status,
        reply.code,
        number,
        card_level(number),
        _gateway_date(reply.fields, start),
        _gateway_date(reply.fields, end),
        read.optional_text(reply.fields, first_registration) or read.optional_text(reply.fields, "maDKBD"),
        read.optional_text(reply.fields, "maKV"),
        _gateway_date(reply.fields, "ngayDu5Nam"),
    )


def _gateway_date(fields: Mapping[str, Json], name: str) -> date | None:
    """dd/MM/yyyy, or None when blank."""
    text = read.optional_text(fields, name)
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise BadShape(name) from None
