"""The HIS client over plain REST in the shape of the MediPay kiosk interface v1.0.6 (August 2024), mended.

Mended where the published text is weak: one key per registration (header `Idempotency-Key`, field `MA_YEU_CAU`) with
a query by it; today's registrations; cancelling and printing again; a payment notice with an id and a query by it; one
sex coding; ISO 8601 dates; code "409" with a reason `LY_DO` for a refusal. An answer must carry the id it was asked
for, otherwise it belongs to somebody else and counts as unknown. Every call: docs/connect-a-his.md.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from his_client import fields as read
from his_client.clock import Clock
from his_client.fields import BadShape, Json
from his_client.his import medipay_wire as wire
from his_client.his.capability import EVERYTHING, NOT_SUPPORTED
from his_client.his.lacking import lacking
from his_client.his.medipay_wire import Data
from his_client.his.ports import (
    Appointment,
    Bill,
    Capability,
    Department,
    Feedback,
    FeedbackTaken,
    Identifier,
    IdentifierKind,
    IdentitySource,
    Notice,
    Patient,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
)
from his_client.his.signing import sign
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown, code_of

log = logging.getLogger(__name__)
T = TypeVar("T")

_FOUND, _ABSENT, _DECLINED, _BAD_SIGNATURE = "000", "404", "409", "401"
_NOT_THERE = Refused("not_found", "no such record")


@dataclass(frozen=True, slots=True)
class MediPayConfig:
    """The merchant account at the HIS, this hospital's facility code (MA_CSKCB, 5 characters), and what it lacks."""

    merchant_id: str
    secret: str = field(repr=False)
    facility_code: str
    lacks: frozenset[Capability] = frozenset()


class OtherAnswer(Exception):
    """The reply carries another request's id."""


class MediPayHis:
    """`HospitalSystem` over MediPay REST; see `his_client.his.ports` for what each method promises.

    Thread-safe. Never repeats a request by itself. Sends no picture of anybody.
    """

    def __init__(self, config: MediPayConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._clock = clock
        self.capabilities: frozenset[Capability] = EVERYTHING - config.lacks

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """GET /benhnhan by SO_GTTT and LOAI_GTTT."""
        if identifier.kind is IdentifierKind.PASSPORT and Capability.PASSPORT not in self.capabilities:
            return NOT_SUPPORTED
        return _or_none(
            self._call("GET", "/benhnhan", wire.who(identifier, source), wire.patient, ("SO_GTTT", identifier.value))
        )

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """GET /dichvu and GET /khoa, joined; the first service of a department is its examination."""
        services = self._call("GET", "/dichvu", {}, wire.services)
        if not isinstance(services, Done):
            return services
        return self._call("GET", "/khoa", {}, lambda data: wire.departments(data, services.value))

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """GET /lichhen by MA_BN."""
        return self._of_patient(Capability.APPOINTMENTS, "/lichhen", patient_id, source, _all(wire.appointment))

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """POST /dangky-kcb with the request's key as `Idempotency-Key` and `MA_YEU_CAU`."""
        if lacking(request, self.capabilities):
            return NOT_SUPPORTED
        headers = {"Idempotency-Key": request.key}
        answers = ("MA_YEU_CAU", request.key)
        return self._call("POST", "/dangky-kcb", self._body(request), wire.registered, answers, headers)

    def find_registration(
        self,
        key: str,
        wanted: RegistrationRequest | None = None,  # noqa: ARG002 - the key suffices
    ) -> Outcome[Registered | None]:
        """GET /dangky-kcb by MA_YEU_CAU."""
        return _or_none(
            self._call("GET", "/dangky-kcb", {"MA_YEU_CAU": key}, wire.registered, ("MA_YEU_CAU", key)),
        )

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """GET /dangky-kcb/homnay by SO_GTTT and LOAI_GTTT."""
        return self._today(identifier, source, _all(self._registered))

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """POST /dangky-kcb/huy by MA_LK."""
        body = {"MA_LK": visit_code, "LY_DO_HUY": reason}
        return self._if(Capability.CANCEL, "POST", "/dangky-kcb/huy", body, self._registered, ("MA_LK", visit_code))

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """POST /dangky-kcb/inlai by MA_LK."""
        body = {"MA_LK": visit_code}
        return _or_none(
            self._if(Capability.REPRINT, "POST", "/dangky-kcb/inlai", body, self._registered, ("MA_LK", visit_code))
        )

    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:
        """GET /vienphi by MA_BN."""
        return self._of_patient(Capability.BILLS, "/vienphi", patient_id, source, _all(wire.bill))

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """GET /bienlai by NGAY."""
        asked = {"NGAY": day.isoformat()}
        return self._if(Capability.RECEIPTS, "GET", "/bienlai", asked, _all(wire.receipt), ("NGAY", asked["NGAY"]))

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """POST /thanhtoan with the payment's id."""
        body = wire.payment_body(notice)
        parse = _payment(notice.id)
        return self._if(Capability.PAYMENTS, "POST", "/thanhtoan", body, parse, ("ID", notice.id))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """GET /thanhtoan by ID."""
        asked, parse = {"ID": payment_id}, _payment(payment_id)
        return _or_none(self._if(Capability.PAYMENTS, "GET", "/thanhtoan", asked, parse, ("ID", payment_id)))

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """GET /hangdoi by MA_LK."""
        asked = {"MA_LK": visit_code}
        return self._if(Capability.QUEUE, "GET", "/hangdoi", asked, _all(wire.position), ("MA_LK", visit_code))

    def results_ready(self, patient_id: str, source: IdentitySource) -> Outcome[bool]:
        """GET /ketqua by MA_BN."""

        def parse(data: Data) -> bool:
            return read.integer(data, "CO_KET_QUA") != 0

        return self._of_patient(Capability.RESULTS, "/ketqua", patient_id, source, parse)

    def notices(self) -> Outcome[tuple[Notice, ...]]:
        """GET /thongbao."""
        return self._if(Capability.NOTICES, "GET", "/thongbao", {}, _all(wire.notice))

    def send_feedback(self, feedback: Feedback) -> Outcome[FeedbackTaken]:
        """POST /gopy with the feedback's id."""
        body, answers = wire.feedback_body(feedback), ("ID", feedback.id)
        return self._if(Capability.FEEDBACK, "POST", "/gopy", body, lambda _: FeedbackTaken(feedback.id), answers)

    def _registered(self, data: Data) -> Registered:
        """A registration in an answer that was not asked for by its key."""
        return wire.registered(data)

    def _body(self, request: RegistrationRequest) -> Data:
        return wire.registration_body(request, self._config.facility_code)

    def _today(self, identifier: Identifier, source: IdentitySource, parse: Callable[[Data], T]) -> Outcome[T]:
        asked = wire.who(identifier, source)
        return self._call("GET", "/dangky-kcb/homnay", asked, parse, ("SO_GTTT", identifier.value))

    def _of_patient(
        self,
        capability: Capability,
        path: str,
        patient_id: str,
        source: IdentitySource,
        parse: Callable[[Data], T],
    ) -> Outcome[T]:
        asked = wire.of_patient(patient_id, source)
        return self._if(capability, "GET", path, asked, parse, ("MA_BN", patient_id))

    def _if(
        self,
        capability: Capability,
        method: str,
        path: str,
        content: Mapping[str, Json],
        parse: Callable[[Data], T],
        answers: tuple[str, str] | None = None,
    ) -> Outcome[T]:
        """The call, if the HIS has what it needs."""
        if capability not in self.capabilities:
            return NOT_SUPPORTED
        return self._call(method, path, content, parse, answers)

    def _call(
        self,
        method: str,
        path: str,
        content: Mapping[str, Json],
        parse: Callable[[Data], T],
        answers: tuple[str, str] | None = None,
        extra: Mapping[str, str] | None = None,
    ) -> Outcome[T]:
        """One signed request. `answers` is the field and value by which the answer must name what it was asked; without
        the value nothing is asked, a HIS might read it as everybody."""
        if answers and not answers[1]:
            return Refused(f"bad_request:{answers[0]}", "not sent: the number or key to ask by is missing")
        timestamp = str(int(self._clock().timestamp() * 1000))
        headers = {
            "x-merchant-id": self._config.merchant_id,
            "x-timestamp": timestamp,
            "x-sign": sign(self._config.secret, self._config.merchant_id, timestamp, (method, path), content),
            **(extra or {}),
        }
        if method == "GET":
            reply = self._http.call(method, path, params=content, headers=headers)
        else:
            reply = self._http.call(method, path, body=content, headers=headers)
        outcome = reply if isinstance(reply, Unknown) else _understand(reply.data, parse, answers)
        if isinstance(outcome, Unknown):
            log.warning("his_unknown", extra={"call": f"{method} {path}", "reason": outcome.reason})
        return outcome


def _understand(reply: Json, parse: Callable[[Data], T], answers: tuple[str, str] | None) -> Outcome[T]:
    """The envelope {code, message, data}: 000 done, 404 absent, 409 refused, 401 signature; 999 may hide anything."""
    try:
        envelope = read.record(reply, "reply")
        match read.text(envelope, "code"):
            case code if code == _FOUND:
                data = read.record(envelope.get("data"))
                if answers and read.text(data, answers[0]) != answers[1]:
                    raise OtherAnswer
                return Done(parse(data))
            case code if code == _ABSENT:
                return _NOT_THERE
            case code if code == _DECLINED:
                reason = read.text(read.record(envelope.get("data")), "LY_DO")
                return Refused(code_of(reason), "the HIS declined")
            case code if code == _BAD_SIGNATURE:
                return Refused("signature", "merchant id, secret or clock is wrong; check the configuration")
            case code:
                readable = code.isascii() and code.isalnum()
                return Unknown("peer_error", f"code {code[:8]}" if readable else "unreadable code")
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")
    except OtherAnswer:
        return Unknown("other_answer", "the answer belongs to another request")


def _or_none(outcome: Outcome[T]) -> Outcome[T | None]:
    """A lookup's "no such record" is an answer to it."""
    return Done(None) if outcome is _NOT_THERE else outcome


def _all(parse: Callable[[Data], T]) -> Callable[[Data], tuple[T, ...]]:
    """Reads a list in an answer."""
    return lambda data: tuple(parse(item) for item in wire.items(data))


def _payment(payment_id: str) -> Callable[[Data], PaymentPosted]:
    return lambda data: wire.payment(data, payment_id)
