"""The sandbox HIS's `GET /bhyt`: the HIS asks the insurer for the kiosk and answers in the MediPay interface's shape.

A blueprint with its own signature check, so that any HIS app can mount it in one line.
"""

import hmac
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from his_client.clock import VIETNAM, Clock
from his_client.insurance.codes import result_code
from his_client.insurance.his_route import PATH, signature
from his_client.insurance.judgement import gateway_birth
from his_client.insurance.ports import EligibilityStatus
from his_client.sandbox.insured import CardAnswer, InsuredRegistry

_FRESH = timedelta(minutes=5)
_TAKEN = {EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL}


def bhyt_door(
    registry: InsuredRegistry, *, merchant_id: str, secret: str, facility_code: str, clock: Clock
) -> Blueprint:
    """The door; every call must be signed with `secret`. The patient comes by the right route when registered here."""
    door = Blueprint("bhyt", __name__)

    @door.get(PATH)
    def look_up() -> Response:
        stamp = request.headers.get("x-timestamp", "")
        question = request.args.to_dict()
        if not stamp.isdecimal() or len(stamp) > 15:
            return _envelope("401")
        age = abs(clock() - datetime.fromtimestamp(int(stamp) / 1000, VIETNAM))
        expected = signature(secret, merchant_id, stamp, question)
        signed = hmac.compare_digest(expected, request.headers.get("x-sign", "")) and age <= _FRESH
        if not signed or request.headers.get("x-merchant-id") != merchant_id:
            return _envelope("401")
        birth = gateway_birth(question.get("NGAY_SINH", ""))
        answer = registry.ask(question.get("SO_GTTT", ""), question.get("HO_TEN", ""), birth or "")
        if answer.code == "003" and answer.row is not None:  # a HIS follows an ended card to the new one itself
            answer = registry.ask(answer.row.new_card, question.get("HO_TEN", ""), birth or "")
        if answer.row is None and answer.code == "050":
            return _envelope("404")
        return _envelope("000", _card(answer, question, facility_code))

    return door


def _card(answer: CardAnswer, question: dict[str, str], facility_code: str) -> dict[str, Any]:
    known, row = result_code(answer.code), answer.row
    data: dict[str, Any] = {
        "SO_GTTT": question.get("SO_GTTT"),
        "MA_KQ": answer.code,
        "TEN_KQ": known.meaning or "Mã chưa biết",
        "TIEP_NHAN_BHYT": int(known.status in _TAKEN),
    }
    if row is None:
        return data
    new = answer.about_new_card
    registered_at = row.new_first_registration or row.first_registration if new else row.first_registration
    return {
        **data,
        "HO_TEN": row.full_name.upper(),
        "MA_THE_BHYT": row.new_card if new else row.card,
        "MA_DKBD": registered_at,
        "GT_THE_TU": row.new_valid_from if new else row.valid_from,
        "GT_THE_DEN": row.new_valid_to if new else row.valid_to,
        "PHAN_TUYEN": 1 if registered_at == facility_code else 2,
    }


def _envelope(code: str, data: Any = None) -> Response:
    messages = {"000": "Thành công", "404": "Không tìm thấy", "401": "Sai chữ ký"}
    return jsonify({"code": code, "message": messages[code], "data": data})
