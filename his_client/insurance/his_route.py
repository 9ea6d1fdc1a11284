"""The second route: the HIS asks the gateway for us. `GET /bhyt` of the MediPay kiosk interface v1.0.6 (August 2024).

Many hospitals keep the gateway's account inside their HIS (circular 12/2026/TT-BTC Art. 16: accounts are not shared).
The HIS then answers with the gateway's code, the card, its own verdict about the way the patient came, and whether it
takes the visit on the insurance; that last word is its own, and it stands above the code.
"""

import hmac
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.insurance.benefit import card_level
from his_client.insurance.codes import result_code
from his_client.insurance.judgement import bare_letters, gateway_name
from his_client.insurance.ports import CoverageCheck, Eligibility, EligibilityStatus, RawReply, RouteVerdict
from his_client.outcome import Unknown

log = logging.getLogger(__name__)

PATH = "/bhyt"
SIGNED_FIELDS = ("SO_GTTT", "LOAI_GTTT", "HO_TEN", "NGAY_SINH", "GIOI_TINH")
"""What the call signs, in the order of the interface's own table."""

_FOUND, _ABSENT, _BAD_SIGNATURE = "000", "404", "401"
_VERDICTS = {1: RouteVerdict.RIGHT, 2: RouteVerdict.OFF, 3: RouteVerdict.OPEN}
_USABLE = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}
_DISPUTED = {EligibilityStatus.NOT_ELIGIBLE, EligibilityStatus.MISMATCH}
_DATES = ("%d/%m/%Y", "%Y-%m-%d", "%Y%m%d")


@dataclass(frozen=True, slots=True)
class HisRouteConfig:
    """The kiosk's merchant account at the HIS; `deadline_s` bounds the call, which waits for the gateway as well."""

    merchant_id: str
    secret: str = field(repr=False)
    deadline_s: float = 12.0


class HisInsuranceRoute:
    """`InsuranceGateway` through the HIS. Thread-safe; asks once per check and repeats nothing."""

    def __init__(self, config: HisRouteConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._clock = clock

    def check(self, number: str, full_name: str, birth_date: str, *, asked_at: datetime) -> CoverageCheck:
        """See `InsuranceGateway.check`. Which of two cards counts, and a second question, are the HIS's affair."""
        name = gateway_name(full_name)
        question = {
            "SO_GTTT": number.strip(),
            "LOAI_GTTT": _paper_kind(number.strip()),
            "HO_TEN": name,
            "NGAY_SINH": birth_date,
            "GIOI_TINH": str(sex_of(number.strip())),
        }
        timestamp = str(int(self._clock().timestamp() * 1000))
        account = self._config
        headers = {
            "x-merchant-id": account.merchant_id,
            "x-timestamp": timestamp,
            "x-sign": signature(account.secret, account.merchant_id, timestamp, question),
        }
        reply = self._http.call("GET", PATH, params=question, headers=headers, deadline_s=account.deadline_s)
        if isinstance(reply, Unknown):
            eligibility = Eligibility.without_card(EligibilityStatus.UNVERIFIED, reply.reason)
            replies: tuple[RawReply, ...] = ()
        else:
            eligibility = _understand(reply.data, question)
            replies = (RawReply(PATH, reply.text),) if reply.text else ()
        log.info("insurance_check", extra={"code": eligibility.code, "status": str(eligibility.status)})
        return CoverageCheck(eligibility, asked_at, replies, 1)


def signature(secret: str, merchant_id: str, timestamp: str, question: Mapping[str, Json]) -> str:
    """`x-sign` of the call: lower-case hex HMAC-SHA256 over merchant, timestamp and `SIGNED_FIELDS`, joined by "|"."""
    values = [merchant_id, timestamp, *(str(question.get(name) or "") for name in SIGNED_FIELDS)]
    return hmac.new(secret.encode(), "|".join(values).encode(), sha256).hexdigest()


def sex_of(number: str) -> int:
    """1 male, 2 female, 3 unknown: character 4 of a citizen number tells it (circular 59/2021/TT-BCA Art. 4)."""
    if len(number) != 12 or not number.isascii() or not number.isdecimal():
        return 3
    return 2 if int(number[3]) % 2 else 1


def _paper_kind(number: str) -> str:
    """LOAI_GTTT: citizen card, old identity card, or (beyond the published list) an insurance number."""
    return {12: "CCCD", 9: "CMND"}.get(len(number), "BHYT")


def _understand(reply: Json, question: Mapping[str, str]) -> Eligibility:
    """The envelope {code, message, data}; texts for people (TEN_KQ, message) are dropped at once."""
    try:
        envelope = read.record(reply, "reply")
        match read.text(envelope, "code"):
            case code if code == _FOUND:
                return _judge(read.record(envelope.get("data")), question)
            case code if code == _ABSENT:
                return Eligibility.without_card(EligibilityStatus.NOT_ELIGIBLE, "not_found")
            case code if code == _BAD_SIGNATURE:
                return Eligibility.without_card(EligibilityStatus.CONFIG_ERROR, "signature")
            case _:
                return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "peer_error")
    except BadShape:
        return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "bad_shape")


def _judge(data: Mapping[str, Json], question: Mapping[str, str]) -> Eligibility:
    for name, same in (("SO_GTTT", str.strip), ("HO_TEN", bare_letters)):
        answered = read.optional_text(data, name)
        if answered is not None and same(answered) != same(question[name]):
            return Eligibility.without_card(EligibilityStatus.UNVERIFIED, "other_answer")
    code = read.text(data, "MA_KQ")
    if len(code) > 8 or not code.isascii() or not code.replace(".", "").isalnum():
        raise BadShape("MA_KQ")
    status = _status(result_code(code).status, takes=read.integer(data, "TIEP_NHAN_BHYT") == 1)
    if status not in _USABLE:
        return Eligibility.without_card(status, code)
    card = read.text(data, "MA_THE_BHYT")
    verdict = read.optional_integer(data, "PHAN_TUYEN")
    return Eligibility(
        status,
        code,
        card,
        card_level(card),
        _day(data, "GT_THE_TU"),
        _day(data, "GT_THE_DEN"),
        read.optional_text(data, "MA_DKBD"),
        None,
        None,
        None if verdict is None else _VERDICTS.get(verdict),
    )


def _status(said: EligibilityStatus, *, takes: bool) -> EligibilityStatus:
    """The code's status under the HIS's word: what it does not take is not usable, what it takes is, provisionally."""
    if said in _USABLE and not takes:
        return EligibilityStatus.NOT_ELIGIBLE
    if said in _DISPUTED and takes:
        return EligibilityStatus.ELIGIBLE_PROVISIONAL
    return said


def _day(data: Mapping[str, Json], name: str) -> date | None:
    """A day in one of the three forms HIS interfaces use, none of which can be taken for another."""
    text = read.optional_text(data, name)
    if text is None:
        return None
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    raise BadShape(name)
