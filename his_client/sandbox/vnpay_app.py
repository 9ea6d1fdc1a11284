"""The sandbox's VNPAY over HTTP: the page behind a payment address, and the API for queries and refunds."""

import itertools
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client.fields import BadShape
from his_client.payments import vnpay_wire as wire
from his_client.sandbox.pay_rows import ProviderPaymentRow, ProviderRefundRow
from his_client.sandbox.providers import Providers

_MESSAGES = {
    "00": "Request_Success",
    "02": "Invalid TmnCode",
    "03": "Invalid data",
    "91": "Transaction not found",
    "94": "Duplicate request",
    "95": "Transaction not successful",
    "97": "Invalid checksum",
}


def vnpay_app(providers: Providers, *, tmn_code: str, secret: str) -> Flask:
    """VNPAY as a Flask app. Refunds are taken here; VNPAY's own test site refuses them."""
    app = Flask("his_client.sandbox")
    asked: set[tuple[str, str]] = set()
    responses = itertools.count(1)

    def answer(code: str, wanted: Mapping[str, Any], told: Mapping[str, Any], order: Sequence[str]) -> Response:
        fields = {
            "vnp_ResponseId": f"{next(responses):032x}",
            "vnp_Command": str(wanted.get("vnp_Command", "")),
            "vnp_ResponseCode": code,
            "vnp_Message": _MESSAGES[code],
            "vnp_TmnCode": tmn_code,
            "vnp_TxnRef": str(wanted.get("vnp_TxnRef", "")),
            **told,
        }
        return jsonify({**fields, wire.HASH: wire.message_hash(secret, fields, order)})

    @app.get("/paymentv2/vpcpay.html")
    def page() -> Response:
        try:
            row = providers.open_vnpay(request.query_string.decode())
        except ValueError:
            return make_response("<h1>Sai chữ ký</h1>", 400)
        return make_response(f"<h1>{row.amount} đ</h1>")

    @app.post("/merchant_webapi/api/transaction")
    def api() -> Response:
        wanted = request.get_json(silent=True)
        wanted = wanted if isinstance(wanted, dict) else {}
        signed, answered = (
            (wire.REFUND, wire.REFUND_ANSWER)
            if wanted.get("vnp_Command") == "refund"
            else (wire.QUERY, wire.QUERY_ANSWER)
        )
        if not wire.hash_fits(wire.message_hash(secret, wanted, signed), wanted.get(wire.HASH)):
            return answer("97", wanted, {}, answered)
        if wanted.get("vnp_TmnCode") != tmn_code:
            return answer("02", wanted, {}, answered)
        use = (str(wanted["vnp_RequestId"]), str(wanted["vnp_CreateDate"])[:8])
        if use in asked:
            return answer("94", wanted, {}, answered)
        asked.add(use)
        try:
            number = wire.order_number(wanted)
        except BadShape:
            return answer("03", wanted, {}, answered)
        order = providers.order("vnpay", number)
        if order is None or order.created_at != str(wanted["vnp_TransactionDate"]):
            return answer("91", wanted, {}, answered)
        paid = providers.paid("vnpay", number)
        good = [payment for payment in paid if payment.code == "00"]
        if wanted["vnp_Command"] == "refund":
            return answer(*_refund(providers, wanted, good, number), answered)
        told = _told(next(iter((*good, *paid)), None), order.amount, order.description)
        return answer("00", wanted, told, answered)

    return app


def _told(paid: ProviderPaymentRow | None, amount: int, description: str) -> dict[str, Any]:
    if paid is None:
        status, number, day = "01", "0", ""
    else:
        status = {"00": "00", "07": "07"}.get(paid.code, "02")
        number, day = paid.reference, wire.time_text(datetime.fromisoformat(paid.due_at))
    return {
        "vnp_Amount": str((paid.amount if paid else amount) * 100),
        "vnp_BankCode": "NCB" if paid else "",
        "vnp_PayDate": day,
        "vnp_TransactionNo": number,
        "vnp_TransactionType": "01",
        "vnp_TransactionStatus": status,
        "vnp_OrderInfo": description,
        "vnp_PromotionCode": "",
        "vnp_PromotionAmount": "",
    }


def _refund(
    providers: Providers, wanted: Mapping[str, Any], good: list[ProviderPaymentRow], number: int
) -> tuple[str, Mapping[str, Any], dict[str, Any]]:
    if not good:
        return "95", wanted, {}
    amount = int(wanted["vnp_Amount"]) // 100
    already = sum(row.amount for row in providers.refunded("vnpay", number))
    if already + amount > sum(payment.amount for payment in good):
        return "95", wanted, {}
    kind, by, at = str(wanted["vnp_TransactionType"]), str(wanted["vnp_CreateBy"]), str(wanted["vnp_CreateDate"])
    row = ProviderRefundRow(str(wanted["vnp_RequestId"]), "vnpay", number, amount, kind, by, "", at)
    reference = providers.refund(row)
    if reference is None:
        return "94", wanted, {}
    told = {
        "vnp_Amount": str(wanted["vnp_Amount"]),
        "vnp_BankCode": "NCB",
        "vnp_PayDate": at,
        "vnp_TransactionNo": reference,
        "vnp_TransactionType": kind,
        "vnp_TransactionStatus": "05",
        "vnp_OrderInfo": str(wanted["vnp_OrderInfo"]),
    }
    return "00", wanted, told
