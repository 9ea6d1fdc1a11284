"""The sandbox bank over HTTP: an account's movements in the shape of SePay's transaction list."""

import hmac
from datetime import datetime
from itertools import islice
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client.clock import VIETNAM
from his_client.sandbox.faults import Fault
from his_client.sandbox.ledger import BankLedger, MovementRow

_MAX_LIMIT = 5000


def bank_app(ledger: BankLedger, *, token: str) -> Flask:
    """The bank as a Flask app; the list needs `Authorization: Bearer token`. Newest first, as the original."""
    app = Flask("his_client.sandbox")

    @app.get("/userapi/transactions/list")
    def movements() -> Response:
        given = request.headers.get("Authorization", "")
        if not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            return make_response(jsonify({"status": 401, "error": "Unauthorized"}), 401)
        account = request.args.get("account_number", "")
        limit = min(request.args.get("limit", _MAX_LIMIT, type=int), _MAX_LIMIT)
        # since_id is inclusive there, so a caller sees its last line again and drops it
        rows = ledger.statement(account, after=request.args.get("since_id", 0, type=int) - 1)
        earliest = request.args.get("transaction_date_min", "")
        latest = request.args.get("transaction_date_max", "9999")
        wanted = (row for row in reversed(rows) if earliest <= _local(row) <= latest)
        lines = [_line(row) for row in islice(wanted, limit)]
        if request.environ.get("sandbox.fault") is Fault.DUPLICATE:
            lines = [line for line in lines for _ in range(2)]
        return jsonify({"status": 200, "error": None, "messages": {"success": True}, "transactions": lines})

    return app


def _local(row: MovementRow) -> str:
    return f"{datetime.fromisoformat(row.booked_at).astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"


def _line(row: MovementRow) -> dict[str, Any]:
    return {
        "id": str(row.number),
        "bank_brand_name": "Sandbox",
        "account_number": row.account,
        "transaction_date": _local(row),
        "amount_out": "0.00",
        "amount_in": f"{row.amount}.00",
        "accumulated": "0.00",
        "transaction_content": row.memo,
        "reference_number": row.reference,
        "code": None,
        "sub_account": None,
        "bank_account_id": "1",
    }
