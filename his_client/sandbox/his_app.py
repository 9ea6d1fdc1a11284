"""The sandbox HIS over HTTP: MediPay-shaped calls on a registration book, and a page where a person can look."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, render_template, request

from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, integer, money, optional_integer, optional_text, record, text
from his_client.his.ports import (
    Department,
    Identity,
    IdentitySource,
    InsuranceClaim,
    PaymentNotice,
    Registered,
    RegistrationRequest,
)
from his_client.his.signing import sign
from his_client.outcome import Refused
from his_client.sandbox.book import RegistrationBook

_FRESH = timedelta(minutes=5)
_SEX_TEXTS = {1: "Nam", 2: "Nữ"}


def his_app(book: RegistrationBook, *, merchant_id: str, secret: str, clock: Clock) -> Flask:
    """The HIS as a Flask app; every call under `/khoa`, `/benhnhan`, ... must be signed with `secret`."""
    app = Flask("his_client.sandbox")
    calls = Blueprint("calls", __name__)

    @calls.before_request
    def check_signature() -> Response | None:
        stamp = request.headers.get("x-timestamp", "")
        content = request.args.to_dict() if request.method == "GET" else request.get_json(silent=True)
        if not isinstance(content, dict) or not stamp.isdecimal() or len(stamp) > 15:
            return _envelope("401")
        expected = sign(secret, merchant_id, stamp, (request.method, request.path), content)
        age = abs(clock() - datetime.fromtimestamp(int(stamp) / 1000, VIETNAM))
        good = hmac.compare_digest(expected, request.headers.get("x-sign", "")) and age <= _FRESH
        return None if good and request.headers.get("x-merchant-id") == merchant_id else _envelope("401")

    @calls.errorhandler(BadShape)
    def bad_shape(error: BadShape) -> Response:
        return _envelope("409", {"LY_DO": f"bad_request:{error.field}"})

    @calls.get("/khoa")
    def departments() -> Response:
        return _envelope("000", {"DANH_SACH": [_department(item) for item in book.departments()]})

    @calls.get("/dichvu")
    def services() -> Response:
        return _envelope("000", {"DANH_SACH": [_service(item) for item in book.departments()]})

    @calls.get("/benhnhan")
    def patient() -> Response:
        id_number = text(request.args, "SO_GTTT")
        found = book.find_patient(id_number)
        if found is None:
            return _envelope("404")
        return _envelope(
            "000",
            {
                "SO_GTTT": id_number,
                "MA_BN": found.patient_id,
                "HO_TEN": found.full_name,
                "DIEN_THOAI": found.phone,
                "ID_KHOA_GAN_NHAT": found.last_department_id,
            },
        )

    @calls.post("/dangky-kcb")
    def register() -> Response:
        wanted = _registration(record(request.get_json(silent=True), "body"))
        if request.headers.get("Idempotency-Key") != wanted.key:
            return _envelope("409", {"LY_DO": "bad_request:Idempotency-Key"})
        answer = book.register(wanted)
        return _refusal(answer) if isinstance(answer, Refused) else _envelope("000", _registered(answer))

    @calls.get("/dangky-kcb")
    def find_registration() -> Response:
        found = book.find_registration(text(request.args, "MA_YEU_CAU"))
        return _envelope("404") if found is None else _envelope("000", _registered(found))

    @calls.get("/dangky-kcb/homnay")
    def today() -> Response:
        id_number = text(request.args, "SO_GTTT")
        found = [_registered(item) for item in book.registrations_today(id_number)]
        return _envelope("000", {"SO_GTTT": id_number, "DANH_SACH": found})

    @calls.post("/thanhtoan")
    def post_payment() -> Response:
        body = record(request.get_json(silent=True), "body")
        answer = book.post_payment(
            PaymentNotice(
                text(body, "ID"),
                text(body, "ID_DANG_KY"),
                money(body, "SO_TIEN"),
                _instant(body, "THOI_GIAN"),
                optional_text(body, "NOI_DUNG") or "",
            )
        )
        if isinstance(answer, Refused):
            return _refusal(answer)
        return _envelope("000", {"ID": answer.id, "SO_BIEN_LAI": answer.receipt_number})

    @calls.get("/thanhtoan")
    def find_payment() -> Response:
        found = book.find_payment(text(request.args, "ID"))
        if found is None:
            return _envelope("404")
        return _envelope("000", {"ID": found.id, "SO_BIEN_LAI": found.receipt_number})

    app.register_blueprint(calls)
    app.add_url_rule("/", "page", _page(book, clock))
    return app


def _page(book: RegistrationBook, clock: Clock) -> Callable[[], str]:
    def page() -> str:
        now = clock().astimezone(VIETNAM)
        paid: dict[str, list[Any]] = {}
        for payment in book.payments.where():
            paid.setdefault(payment.bill_id, []).append(payment)
        names = {item.id: item for item in book.departments()}
        rows = [
            (row, names[row.department_id], paid.get(row.bill_id, []))
            for row in reversed(book.registrations.where(day=now.date().isoformat()))
        ]
        return render_template("his.html", now=now, rows=rows, departments=tuple(names.values()))

    return page


def _envelope(code: str, data: Any = None) -> Response:
    messages = {"000": "Thành công", "404": "Không tìm thấy", "409": "Từ chối", "401": "Sai chữ ký"}
    return jsonify({"code": code, "message": messages[code], "data": data})


def _refusal(refused: Refused) -> Response:
    return _envelope("409", {"LY_DO": refused.code})


def _department(item: Department) -> dict[str, Any]:
    return {
        "ID_KHOA": item.id,
        "MA_KHOA": item.code,
        "TEN_KHOA": item.name,
        "MA_KHU_VUC": item.building,
        "TEN_KHU_VUC": item.building,
        "PHONG": item.room,
        "TANG": item.floor,
        "SO_NGUOI_CHO": item.queue_length,
        "SO_PHUT_CHO": item.wait_minutes,
        "BIEU_TUONG": item.icon,
        "TUOI_TU": item.min_age,
        "TUOI_DEN": item.max_age,
        "HET_SO": int(item.full),
    }


def _service(item: Department) -> dict[str, Any]:
    return {
        "ID_KHOA": item.id,
        "MA_KHOA": item.code,
        "ID_DICH_VU": item.service.id,
        "MA_DICH_VU": item.service.id,
        "TEN_DICH_VU": item.service.name,
        "DON_GIA_DICH_VU": item.service.price,
        "DON_GIA_BHYT": item.service.insured_price,
        "DON_GIA_THU_THEM": item.service.price - item.service.insured_price,
    }


def _registered(item: Registered) -> dict[str, Any]:
    return {
        "MA_YEU_CAU": item.key,
        "MA_LK": item.visit_code,
        "MA_BN": item.patient_id,
        "STT_LK": item.queue_number,
        "TRANG_THAI_LK": "DA_DANG_KY",
        "ID_KHOA": item.department_id,
        "TEN_KHOA": item.department_name,
        "PHONG": item.room,
        "TANG": item.floor,
        "TEN_KHU_VUC": item.building,
        "SO_NGUOI_TRUOC": item.people_before,
        "SO_PHUT_CHO": item.wait_minutes,
        "DANG_KY": {"ID": item.bill_id, "TONG_TIEN": item.amount_due, "DA_THANH_TOAN": item.amount_paid},
    }


def _registration(body: Any) -> RegistrationRequest:
    person = record(body.get("THONG_TIN_BN"), "THONG_TIN_BN")
    service = record(body.get("THONG_TIN_DICH_VU"), "THONG_TIN_DICH_VU")
    route = text(person, "MA_DOITUONG_KCB")
    claim = None
    if (status := optional_text(person, "TRANG_THAI_BHYT")) is not None:
        claim = InsuranceClaim(
            optional_text(person, "MA_THE_BHYT"),
            optional_integer(person, "MUC_HUONG"),
            status,
            optional_text(person, "MA_KQ") or "",
            route,
        )
    identity = Identity(
        text(person, "SO_GTTT"),
        text(person, "HO_TEN"),
        text(person, "NGAY_SINH"),
        _SEX_TEXTS.get(integer(person, "GIOI_TINH"), ""),
        optional_text(person, "DIA_CHI") or "",
        _identity_source(person),
        optional_text(person, "NGAY_CAP_GTTT") or "",
        phone=optional_text(person, "DIEN_THOAI"),
    )
    return RegistrationRequest(
        text(body, "MA_YEU_CAU"),
        text(body, "MA_TRAM"),
        identity,
        text(service, "ID_KHOA"),
        text(service, "ID_DICH_VU"),
        money(service, "DON_GIA_DICH_VU"),
        claim,
        optional_text(person, "UU_TIEN"),
        _instant(person, "NGAY_VAO"),
    )


def _identity_source(person: Any) -> IdentitySource:
    try:
        return IdentitySource(text(person, "NGUON_DINH_DANH"))
    except ValueError:
        raise BadShape("NGUON_DINH_DANH") from None


def _instant(source: Any, name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(text(source, name))
    except ValueError:
        raise BadShape(name) from None
    if instant.tzinfo is None:
        raise BadShape(name)
    return instant
