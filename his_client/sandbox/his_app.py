"""The sandbox HIS over HTTP: MediPay-shaped calls on a registration book, and a page where a person can look.

With `HisTraits(keys=False)` it is a HIS as published: it keeps no key of ours and cannot be asked by one.
"""

import hmac
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Flask, Response, jsonify, request

from his_client.clock import VIETNAM, Clock
from his_client.fields import BadShape, Json, optional_text, record, text
from his_client.his.signing import SIGNED_FIELDS, sign
from his_client.outcome import Refused
from his_client.sandbox import his_wire as wire
from his_client.sandbox.book import RegistrationBook
from his_client.sandbox.his_page import day_page
from his_client.sandbox.rows import RegistrationRow

_FRESH = timedelta(minutes=5)
_NOTE = 255


@dataclass(frozen=True, slots=True)
class HisTraits:
    """What kind of HIS it is: whether it keeps the kiosk's `keys`, and else whether it keeps a free `note`."""

    keys: bool = True
    notes: bool = True


def his_app(
    book: RegistrationBook, *, merchant_id: str, secret: str, clock: Clock, traits: HisTraits | None = None
) -> Flask:
    """The HIS as a Flask app; every call of the interface must be signed with `secret`."""
    app = Flask("his_client.sandbox")
    calls = Blueprint("calls", __name__)

    @calls.before_request
    def check_signature() -> Response | None:
        stamp = request.headers.get("x-timestamp", "")
        content = request.args.to_dict() if request.method == "GET" else request.get_json(silent=True)
        call = (request.method, request.path)
        if not isinstance(content, dict) or not stamp.isdecimal() or len(stamp) > 15 or call not in SIGNED_FIELDS:
            return _envelope("401")
        expected = sign(secret, merchant_id, stamp, call, content)
        age = abs(clock() - datetime.fromtimestamp(int(stamp) / 1000, VIETNAM))
        good = hmac.compare_digest(expected, request.headers.get("x-sign", "")) and age <= _FRESH
        return None if good and request.headers.get("x-merchant-id") == merchant_id else _envelope("401")

    @calls.errorhandler(BadShape)
    def bad_shape(error: BadShape) -> Response:
        return _envelope("409", {"LY_DO": f"bad_request:{error.field}"})

    _add_registration(calls, book, traits or HisTraits())
    _add_questions(calls, book)
    _add_money(calls, book)
    app.register_blueprint(calls)
    app.add_url_rule("/", "page", day_page(book, clock))
    return app


def _add_registration(calls: Blueprint, book: RegistrationBook, traits: HisTraits) -> None:
    def seen(data: dict[str, Any]) -> dict[str, Any]:
        """What a HIS without keys shows of a registration."""
        return data if traits.keys else {name: value for name, value in data.items() if name != "MA_YEU_CAU"}

    def with_row(data: dict[str, Any], row: RegistrationRow) -> dict[str, Any]:
        note = {"GHI_CHU": row.note or None} if traits.notes else {}
        return {**seen(data), "MA_TRAM": row.station_id, "THOI_GIAN_DANG_KY": row.registered_at, **note}

    @calls.post("/dangky-kcb")
    def register() -> Response:
        body = _body()
        if traits.keys:
            wanted = wire.registration(body)
            if request.headers.get("Idempotency-Key") != wanted.key:
                return _envelope("409", {"LY_DO": "bad_request:Idempotency-Key"})
        else:
            wanted = replace(wire.registration({**body, "MA_YEU_CAU": "-"}), key=str(uuid.uuid4()))
        answer = book.register(wanted, (optional_text(body, "GHI_CHU") or "")[:_NOTE] if traits.notes else "")
        return _refusal(answer) if isinstance(answer, Refused) else _done(seen(wire.registered_json(answer)))

    @calls.get("/dangky-kcb")
    def find_registration() -> Response:
        found = book.find_registration(text(request.args, "MA_YEU_CAU")) if traits.keys else None
        return _envelope("404") if found is None else _done(wire.registered_json(found))

    @calls.get("/dangky-kcb/homnay")
    def today() -> Response:
        who = wire.identifier(request.args)
        found = book.registrations_today(who, wire.source(request.args))
        if isinstance(found, Refused):
            return _refusal(found)
        rows = [with_row(wire.registered_json(item), row) for item, row in found]
        return _done({"SO_GTTT": who.value, "DANH_SACH": rows})

    @calls.post("/dangky-kcb/huy")
    def cancel() -> Response:
        body = _body()
        answer = book.cancel(text(body, "MA_LK"), text(body, "LY_DO_HUY"))
        return _refusal(answer) if isinstance(answer, Refused) else _done(seen(wire.registered_json(answer)))

    @calls.post("/dangky-kcb/inlai")
    def reprint() -> Response:
        found = book.reprint(text(_body(), "MA_LK"))
        return _envelope("404") if found is None else _done(seen(wire.registered_json(found)))


def _add_questions(calls: Blueprint, book: RegistrationBook) -> None:
    @calls.get("/khoa")
    def departments() -> Response:
        return _done({"DANH_SACH": [wire.department_json(item) for item in book.departments()]})

    @calls.get("/dichvu")
    def services() -> Response:
        return _done({"DANH_SACH": [wire.service_json(item) for item in book.departments()]})

    @calls.get("/benhnhan")
    def patient() -> Response:
        who = wire.identifier(request.args)
        found = book.find_patient(who, wire.source(request.args))
        if isinstance(found, Refused):
            return _refusal(found)
        return _envelope("404") if found is None else _done(wire.patient_json(who, found))

    @calls.get("/lichhen")
    def appointments() -> Response:
        patient_id = text(request.args, "MA_BN")
        if refusal := book.refuses(wire.source(request.args)):
            return _refusal(refusal)
        found = [wire.appointment_json(item) for item in book.desk.appointments_today(patient_id)]
        return _done({"MA_BN": patient_id, "DANH_SACH": found})

    @calls.get("/hangdoi")
    def position() -> Response:
        visit_code = text(request.args, "MA_LK")
        found = [wire.position_json(item) for item in book.desk.position(visit_code)]
        return _done({"MA_LK": visit_code, "DANH_SACH": found})

    @calls.get("/ketqua")
    def results() -> Response:
        patient_id = text(request.args, "MA_BN")
        if refusal := book.refuses(wire.source(request.args)):
            return _refusal(refusal)
        return _done({"MA_BN": patient_id, "CO_KET_QUA": int(book.desk.results_ready(patient_id))})

    @calls.get("/thongbao")
    def notices() -> Response:
        found = [
            {"ID": item.id, "TIEU_DE": item.title, "NOI_DUNG": item.text, "DEN_NGAY": item.until and str(item.until)}
            for item in book.desk.notices()
        ]
        return _done({"DANH_SACH": found})

    @calls.post("/gopy")
    def feedback() -> Response:
        answer = book.desk.send_feedback(wire.feedback(_body()))
        return _refusal(answer) if isinstance(answer, Refused) else _done({"ID": answer.id})


def _add_money(calls: Blueprint, book: RegistrationBook) -> None:
    @calls.get("/vienphi")
    def bills() -> Response:
        patient_id = text(request.args, "MA_BN")
        if refusal := book.refuses(wire.source(request.args)):
            return _refusal(refusal)
        found = [wire.bill_json(item) for item in book.cash.bills(patient_id)]
        return _done({"MA_BN": patient_id, "DANH_SACH": found})

    @calls.get("/bienlai")
    def receipts() -> Response:
        day = wire.day(request.args, "NGAY")
        return _done({"NGAY": str(day), "DANH_SACH": [wire.receipt_json(item) for item in book.cash.receipts(day)]})

    @calls.post("/thanhtoan")
    def post_payment() -> Response:
        answer = book.cash.post_payment(wire.payment_notice(_body()))
        if isinstance(answer, Refused):
            return _refusal(answer)
        return _done({"ID": answer.id, "SO_BIEN_LAI": answer.receipt_number})

    @calls.get("/thanhtoan")
    def find_payment() -> Response:
        found = book.cash.find_payment(text(request.args, "ID"))
        return _envelope("404") if found is None else _done({"ID": found.id, "SO_BIEN_LAI": found.receipt_number})


def _body() -> Mapping[str, Json]:
    return record(request.get_json(silent=True), "body")


def _done(data: Any) -> Response:
    return _envelope("000", data)


def _refusal(refused: Refused) -> Response:
    return _envelope("409", {"LY_DO": refused.code})


def _envelope(code: str, data: Any = None) -> Response:
    messages = {"000": "Thành công", "404": "Không tìm thấy", "409": "Từ chối", "401": "Sai chữ ký"}
    return jsonify({"code": code, "message": messages[code], "data": data})
