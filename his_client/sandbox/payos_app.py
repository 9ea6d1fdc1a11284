"""The sandbox's payOS over HTTP: payment links made and asked about, every answer signed."""

import hmac
from datetime import UTC, datetime
from typing import Any

import requests
from flask import Flask, Response, jsonify, make_response, request

from his_client.payments import notices, payos
from his_client.payments.vietqr import QrInvalid
from his_client.sandbox.pay_notices import payos_body, payos_envelope, payos_transfer
from his_client.sandbox.pay_rows import ProviderOrderRow, ProviderPaymentRow
from his_client.sandbox.providers import Providers
from his_client.sandbox.webhooks import Webhooks

_TRIAL = ProviderPaymentRow(
    id="P0",
    provider="payos",
    number=123,
    account="12345678",
    amount=3000,
    memo="VQRIO123",
    due_at="2023-02-04T18:25:00+07:00",
    fault="",
    code="00",
    booked="yes",
    reference="TF230204212323",
    movement=0,
    virtual_account="",
)
"""The transfer that never happened, which payOS sends to try out an address."""


def payos_app(
    providers: Providers, webhooks: Webhooks, *, client_id: str, api_key: str, checksum_key: str, bank_bin: str
) -> Flask:
    """payOS as a Flask app; every request needs `x-client-id` and `x-api-key`."""
    app = Flask("his_client.sandbox")

    def signed(data: dict[str, Any]) -> Response:
        return jsonify(payos_envelope(checksum_key, data))

    @app.before_request
    def keys() -> Response | None:
        given = (request.headers.get("x-client-id", ""), request.headers.get("x-api-key", ""))
        if all(hmac.compare_digest(a.encode(), b.encode()) for a, b in zip(given, (client_id, api_key), strict=True)):
            return None
        return _no("401", "Missing or wrong client key or API key", 401)

    @app.post("/v2/payment-requests")
    def create() -> Response:
        wanted = request.get_json(silent=True) or {}
        try:
            number, amount = int(wanted["orderCode"]), int(wanted["amount"])
            expected = notices.mac(checksum_key, payos.creation_text(wanted), "sha256")
            expires = datetime.fromtimestamp(int(wanted.get("expiredAt") or 4_102_444_800), UTC)
            if not notices.fits(expected, wanted.get("signature")):
                return _no("201", "Mã kiểm tra(signature) không hợp lệ")
            row = providers.create_payos(number, amount, str(wanted["description"]), expires)
        except (KeyError, TypeError, ValueError, QrInvalid):
            return _no("20", "Thông tin truyền lên không đúng")
        if row is None:
            return _no("231", "Đơn thanh toán đã tồn tại")
        return signed(
            {
                "bin": bank_bin,
                "accountNumber": row.account,
                "accountName": "BENH VIEN MAU",
                "amount": row.amount,
                "description": row.description,
                "orderCode": row.number,
                "currency": "VND",
                "paymentLinkId": row.reference,
                "status": "PENDING",
                "expiredAt": int(expires.timestamp()),
                "checkoutUrl": f"{request.host_url}web/{row.reference}",
                "qrCode": row.qr,
            }
        )

    @app.get("/v2/payment-requests/<name>")
    def ask(name: str) -> Response:
        row = providers.order("payos", name)
        if row is None:
            return _no("101", "Mã thanh toán không tồn tại")
        return signed(_link(row, providers.paid("payos", row.number), providers.now()))

    @app.post("/confirm-webhook")
    def confirm() -> Response:
        url = str((request.get_json(silent=True) or {}).get("webhookUrl", ""))
        body = payos_body(checksum_key, _TRIAL, "124c33293c43417ab7879e14c8d9eb18").encode()
        try:
            heard = requests.post(url, data=body, headers={"Content-Type": "application/json"}, timeout=5)
        except requests.RequestException:
            return _no("20", "Webhook url không hợp lệ")
        if not heard.ok:
            return _no("20", "Webhook url không hợp lệ")
        webhooks.send_to("payos", url)
        return jsonify(
            {
                "code": "00",
                "desc": "success",
                "data": {
                    "webhookUrl": url,
                    "accountName": "BENH VIEN MAU",
                    "accountNumber": "12345678",
                    "name": "Ngân hàng Mẫu",
                    "shortName": "Sandbox",
                },
            }
        )

    return app


def _link(row: ProviderOrderRow, paid: tuple[ProviderPaymentRow, ...], now: datetime) -> dict[str, Any]:
    received = sum(payment.amount for payment in paid)
    if received:
        status = "PAID" if received >= row.amount else "UNDERPAID"
    else:
        status = "EXPIRED" if datetime.fromisoformat(row.expires_at) <= now else "PENDING"
    return {
        "id": row.reference,
        "orderCode": row.number,
        "amount": row.amount,
        "amountPaid": received,
        "amountRemaining": max(row.amount - received, 0),
        "status": status,
        "createdAt": row.created_at,
        "transactions": [payos_transfer(payment) for payment in paid],
        "cancellationReason": None,
        "canceledAt": None,
    }


def _no(code: str, desc: str, status: int = 200) -> Response:
    return make_response(jsonify({"code": code, "desc": desc, "data": None, "signature": None}), status)
