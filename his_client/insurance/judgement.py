"""What the gateway's replies mean for the patient: pure decisions, whoever carries the questions.

One check asks at most twice: with the birth year alone after 070, or about the new card after 003.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypeAlias

from his_client import fields as read
from his_client.clock import VIETNAM
from his_client.fields import BadShape, Json
from his_client.insurance.benefit import card_level
from his_client.insurance.codes import Action, result_code
from his_client.insurance.ports import Eligibility, EligibilityStatus

MALFORMED = "205"
"""The gateway's own code for wrong parameters; nothing is asked when it is plain beforehand."""

_OLD_CARD = ("maThe", "gtTheTu", "gtTheDen", "maDKBD")
_NEW_CARD = ("maTheMoi", "gtTheTuMoi", "gtTheDenMoi", "maDKBDMoi")
_NUMBER = re.compile(r"\d{10}|\d{12}|[A-Z]{2}\d{13}")
_KEPT = (*_OLD_CARD, *_NEW_CARD, "hoTen", "maKV", "ngayDu5Nam")


@dataclass(frozen=True, slots=True)
class Reply:
    """What is kept of an answer: its code and its card fields. `ghiChu`, a sentence about the person, is dropped."""

    code: str
    fields: Mapping[str, Json] = field(default_factory=dict, repr=False)

    @classmethod
    def from_json(cls, value: Json) -> "Reply":
        """Takes an answer apart; BadShape when it is none, or its code could be a sentence about somebody."""
        answer = read.record(value, "reply")
        code = read.text(answer, "maKetQua")
        if len(code) > 8 or not code.isascii() or not code.replace(".", "").isalnum():
            raise BadShape("maKetQua")
        return cls(code, {name: answer.get(name) for name in _KEPT})


Ask: TypeAlias = Callable[[str, str, str], Reply | Eligibility]
"""Puts (number, name, birth as the gateway wants it) to the gateway; an Eligibility when there is no reply to judge."""


def decide(ask: Ask, number: str, full_name: str, birth_date: str, asked_at: datetime) -> Eligibility:
    """A whole card check; arguments as at `InsuranceGateway.check`."""
    asked, name, birth = gateway_number(number), gateway_name(full_name), gateway_birth(birth_date)
    if asked is None or birth is None or not name:
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, MALFORMED)
    day = asked_at.astimezone(VIETNAM).date()
    reply = ask(asked, name, birth)
    if isinstance(reply, Eligibility):
        return reply
    action = result_code(reply.code).action
    if action is Action.ASK_NEW_CARD:
        return _about_new_card(ask, reply, name, birth, day)
    if action is Action.RETRY_YEAR and len(birth) > 4:
        reply = ask(asked, name, birth[-4:])
    return reply if isinstance(reply, Eligibility) else _judge(reply, name, day)


def _about_new_card(ask: Ask, first: Reply, full_name: str, birth: str, day: date) -> Eligibility:
    """003: the old card has ended. The new one is asked about and stays provisional: the patient may hold the old."""
    given = first.fields.get("maTheMoi")
    new_card = gateway_number(given) if isinstance(given, str) else None
    if new_card is None:
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, first.code)
    second = ask(new_card, full_name, birth)
    if isinstance(second, Eligibility):
        return second
    if second.code == first.code:  # a circle at the gateway ends here
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, first.code)
    found = _judge(second, full_name, day)
    if found.status is EligibilityStatus.ELIGIBLE:
        return replace(found, status=EligibilityStatus.ELIGIBLE_PROVISIONAL, code=first.code)
    return found


def _judge(reply: Reply, full_name: str, day: date) -> Eligibility:
    """By the code; for a usable card, with the card valid on `day`."""
    known = result_code(reply.code)
    if known.status not in {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}:
        return Eligibility.without_card(known.status, reply.code)
    try:
        answered = read.optional_text(reply.fields, "hoTen")
        if answered is not None and bare_letters(answered) != bare_letters(full_name):
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "other_answer")
        found = _card(reply, day, known.status)
        if not _covers(found, day):  # a look-up made later finds cards that began after the visit
            return Eligibility.without_card(EligibilityStatus.NOT_ELIGIBLE, reply.code)
        return found
    except BadShape:
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "bad_shape")


def _card(reply: Reply, day: date, status: EligibilityStatus) -> Eligibility:
    card, start, end, registration = _OLD_CARD
    if result_code(reply.code).action is Action.CARD_OF_THE_DAY:
        new_start = gateway_date(reply.fields, "gtTheTuMoi")
        if new_start is not None and new_start <= day and read.optional_text(reply.fields, "maTheMoi") is not None:
            card, start, end, registration = _NEW_CARD
    number = read.optional_text(reply.fields, card)
    return Eligibility(
        status,
        reply.code,
        number,
        card_level(number),
        gateway_date(reply.fields, start),
        gateway_date(reply.fields, end),
        read.optional_text(reply.fields, registration) or read.optional_text(reply.fields, "maDKBD"),
        read.optional_text(reply.fields, "maKV"),
        gateway_date(reply.fields, "ngayDu5Nam"),
    )


def _covers(found: Eligibility, day: date) -> bool:
    """Whether the card is valid on the day, as far as it says."""
    return (found.valid_from is None or found.valid_from <= day) and (found.valid_to is None or day <= found.valid_to)


def gateway_number(number: str) -> str | None:
    """A number as the gateway takes it: 10 or 12 digits, or the 15 characters of a card; None for any other form."""
    compact = "".join(number.split()).upper()
    return compact if _NUMBER.fullmatch(compact) and compact.isascii() else None


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


def gateway_date(fields: Mapping[str, Json], name: str) -> date | None:
    """dd/MM/yyyy, or None when blank."""
    text = read.optional_text(fields, name)
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a calendar day has no zone
    except ValueError:
        raise BadShape(name) from None
