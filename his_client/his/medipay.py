"""The HIS client over plain REST in the shape of the MediPay kiosk interface v1.0.6 (August 2024), mended.

Mended where the published text is weak: one key per registration (header `Idempotency-Key`, field `MA_YEU_CAU`) with
a query by it; today's registrations; a payment notice with an id and a query by it; one sex coding; ISO 8601 dates;
code "409" with a reason `LY_DO` for a refusal. An answer must carry the id it was asked for, otherwise it belongs to
somebody else and counts as unknown.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from his_client import fields as read
from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, Json
from his_client.his.lacking import Lacking
from his_client.his.ports import (
    Capability,
    Department,
    Identifier,
    IdentifierKind,
    IdentitySource,
    Patient,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
    Service,
)
from his_client.his.signing import sex_code, sign
from his_client.http import JsonClient
from his_client.outcome import Done, Outcome, Refused, Unknown

log = logging.getLogger(__name__)
T = TypeVar("T")

_FOUND, _ABSENT, _DECLINED, _BAD_SIGNATURE = "000", "404", "409", "401"
_NOT_THERE = Refused("not_found", "no such record")


@dataclass(frozen=True, slots=True)
class MediPayConfig:
    """The merchant account at the HIS and this hospital's facility code (MA_CSKCB, 5 characters)."""

    merchant_id: str
    secret: str = field(repr=False)
    facility_code: str


class _OtherAnswer(Exception):
    """The reply carries another request's id."""


class MediPayHis(Lacking):
    """`HospitalSystem` over MediPay REST; see `his_client.his.ports` for what each method promises.

    Thread-safe. Never repeats a request by itself.
    """

    capabilities = frozenset({Capability.IDEMPOTENCY_KEY, Capability.PAYMENTS})

    def __init__(self, config: MediPayConfig, http: JsonClient, clock: Clock) -> None:
        self._config = config
        self._http = http
        self._clock = clock

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """GET /benhnhan by SO_GTTT."""

        def parse(data: Mapping[str, Json]) -> Patient:
            _must_answer(data, "SO_GTTT", identifier.value)
            return Patient(
                read.text(data, "MA_BN"),
                read.text(data, "HO_TEN"),
                read.optional_text(data, "ID_KHOA_GAN_NHAT"),
                read.optional_text(data, "DIEN_THOAI"),
            )

        return _or_none(self._call("GET", "/benhnhan", {**_paper(identifier), "NGUON_DINH_DANH": source}, parse))

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """GET /dichvu and GET /khoa, joined; the first service of a department is its examination."""
        services = self._call("GET", "/dichvu", {}, _services)
        if not isinstance(services, Done):
            return services
        return self._call("GET", "/khoa", {}, lambda data: _departments(data, services.value))

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """POST /dangky-kcb with the request's key as `Idempotency-Key` and `MA_YEU_CAU`."""

        def parse(data: Mapping[str, Json]) -> Registered:
            _must_answer(data, "MA_YEU_CAU", request.key)
            return _registered(data)

        body = _registration_body(request, self._config.facility_code)
        return self._call("POST", "/dangky-kcb", body, parse, {"Idempotency-Key": request.key})

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:  # noqa: ARG002 - the key suffices
        """GET /dangky-kcb by MA_YEU_CAU."""

        def parse(data: Mapping[str, Json]) -> Registered:
            _must_answer(data, "MA_YEU_CAU", key)
            return _registered(data)

        return _or_none(self._call("GET", "/dangky-kcb", {"MA_YEU_CAU": key}, parse))

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """GET /dangky-kcb/homnay by SO_GTTT."""

        def parse(data: Mapping[str, Json]) -> tuple[Registered, ...]:
            _must_answer(data, "SO_GTTT", identifier.value)
            return tuple(_registered(item) for item in read.records(data.get("DANH_SACH"), "DANH_SACH"))

        return self._call("GET", "/dangky-kcb/homnay", {**_paper(identifier), "NGUON_DINH_DANH": source}, parse)

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """POST /thanhtoan with the payment's id."""
        body = {
            "ID": notice.id,
            "ID_DANG_KY": notice.bill_id,
            "SO_TIEN": notice.amount,
            "NOI_DUNG": notice.memo_code,
            "THOI_GIAN": notice.paid_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
        }
        return self._call("POST", "/thanhtoan", body, lambda data: _payment(data, notice.id))

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """GET /thanhtoan by ID."""
        return _or_none(self._call("GET", "/thanhtoan", {"ID": payment_id}, lambda data: _payment(data, payment_id)))

    def _call(
        self,
        method: str,
        path: str,
        content: Mapping[str, Json],
        parse: Callable[[Mapping[str, Json]], T],
        extra: Mapping[str, str] | None = None,
    ) -> Outcome[T]:
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
        outcome = reply if isinstance(reply, Unknown) else _understand(reply.data, parse)
        if isinstance(outcome, Unknown):
            log.warning("his_unknown", extra={"call": f"{method} {path}", "reason": outcome.reason})
        return outcome


def _understand(reply: Json, parse: Callable[[Mapping[str, Json]], T]) -> Outcome[T]:
    """The envelope {code, message, data}: 000 done, 404 absent, 409 refused, 401 signature; 999 may hide anything."""
    try:
        envelope = read.record(reply, "reply")
        match read.text(envelope, "code"):
            case code if code == _FOUND:
                return Done(parse(read.record(envelope.get("data"))))
            case code if code == _ABSENT:
                return _NOT_THERE
            case code if code == _DECLINED:
                return Refused(read.text(read.record(envelope.get("data")), "LY_DO"), "the HIS declined")
            case code if code == _BAD_SIGNATURE:
                return Refused("signature", "merchant id, secret or clock is wrong; check the configuration")
            case code:
                return Unknown("peer_error", f"code {code[:8]}" if code.isalnum() else "unreadable code")
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")
    except _OtherAnswer:
        return Unknown("other_answer", "the answer belongs to another request")


def _or_none(outcome: Outcome[T]) -> Outcome[T | None]:
    """A lookup's "no such record" is an answer to it."""
    return Done(None) if outcome is _NOT_THERE else outcome


def _must_answer(data: Mapping[str, Json], name: str, asked: str) -> None:
    if read.text(data, name) != asked:
        raise _OtherAnswer


_PAPERS = {
    IdentifierKind.ID_NUMBER: "CCCD",
    IdentifierKind.OLD_ID_NUMBER: "CMND",
    IdentifierKind.PASSPORT: "HC",
    IdentifierKind.INSURANCE_NUMBER: "BHYT",
    IdentifierKind.PATIENT_ID: "MA_BN",
}


def _paper(identifier: Identifier) -> Mapping[str, str]:
    """The number and which kind of paper it stands on."""
    return {"SO_GTTT": identifier.value, "LOAI_GTTT": _PAPERS[identifier.kind]}


def _services(data: Mapping[str, Json]) -> Mapping[str, Service]:
    found: dict[str, Service] = {}
    for item in read.records(data.get("DANH_SACH"), "DANH_SACH"):
        price = read.money(item, "DON_GIA_DICH_VU")
        service = Service(
            read.text(item, "ID_DICH_VU"),
            read.text(item, "TEN_DICH_VU"),
            price,
            min(price, read.money(item, "DON_GIA_BHYT")),
        )
        found.setdefault(read.text(item, "ID_KHOA"), service)
    return found


def _departments(data: Mapping[str, Json], services: Mapping[str, Service]) -> tuple[Department, ...]:
    found = []
    for item in read.records(data.get("DANH_SACH"), "DANH_SACH"):
        identifier = read.text(item, "ID_KHOA")
        if identifier not in services:
            continue  # nothing can be booked there today
        found.append(
            Department(
                identifier,
                read.text(item, "MA_KHOA"),
                read.text(item, "TEN_KHOA"),
                read.text(item, "PHONG"),
                read.text(item, "TANG"),
                read.text(item, "TEN_KHU_VUC"),
                read.money(item, "SO_NGUOI_CHO"),
                read.money(item, "SO_PHUT_CHO"),
                read.optional_text(item, "BIEU_TUONG") or "",
                read.optional_integer(item, "TUOI_TU"),
                read.optional_integer(item, "TUOI_DEN"),
                read.integer(item, "HET_SO") != 0,
                services[identifier],
            )
        )
    return tuple(found)


def _registered(data: Mapping[str, Json]) -> Registered:
    bill = read.record(data.get("DANG_KY"), "DANG_KY")
    return Registered(
        read.text(data, "MA_YEU_CAU"),
        read.text(data, "MA_LK"),
        read.text(data, "MA_BN"),
        read.text(data, "STT_LK"),
        read.text(data, "PHONG"),
        read.text(data, "TANG"),
        read.text(data, "TEN_KHU_VUC"),
        read.money(data, "SO_NGUOI_TRUOC"),
        read.money(data, "SO_PHUT_CHO"),
        read.text(bill, "ID"),
        read.money(bill, "TONG_TIEN"),
        read.text(data, "ID_KHOA"),
        read.text(data, "TEN_KHOA"),
        read.money(bill, "DA_THANH_TOAN"),
    )


def _payment(data: Mapping[str, Json], asked: str) -> PaymentPosted:
    _must_answer(data, "ID", asked)
    return PaymentPosted(asked, read.text(data, "SO_BIEN_LAI"))


def _registration_body(request: RegistrationRequest, facility_code: str) -> Mapping[str, Json]:
    """Every field the HIS needs for the check-in record (table XML0); never a picture of the person."""
    identity, claim = request.identity, request.insurance
    return {
        "MA_YEU_CAU": request.key,
        "MA_TRAM": request.station_id,
        "THONG_TIN_BN": {
            **_paper(Identifier.of(identity)),
            "HO_TEN": identity.full_name,
            "NGAY_SINH": identity.date_of_birth,
            "GIOI_TINH": sex_code(identity.sex),
            "DIA_CHI": identity.address,
            "NGAY_CAP_GTTT": identity.issue_date or None,
            "SO_GTTT_CU": identity.old_id_number or None,
            "QUOCTICH": identity.nationality or None,
            "DANTOC": identity.ethnicity or None,
            "DIEN_THOAI": identity.phone,
            "NGUON_DINH_DANH": identity.identity_source,
            "UU_TIEN": request.priority,
            "MA_THE_BHYT": None if claim is None else claim.card,
            "MUC_HUONG": None if claim is None else claim.level,
            "TRANG_THAI_BHYT": None if claim is None else claim.status,
            "MA_KQ": None if claim is None else claim.code,
            "MA_DOITUONG_KCB": "9" if claim is None else claim.route_code,
            "NGAY_VAO": request.requested_at.astimezone(VIETNAM).isoformat(timespec="seconds"),
            "MA_LOAI_KCB": "01",
            "MA_CSKCB": facility_code,
        },
        "THONG_TIN_DICH_VU": {
            "ID_KHOA": request.department_id,
            "ID_DICH_VU": request.service_id,
            "DON_GIA_DICH_VU": request.price,
        },
    }
