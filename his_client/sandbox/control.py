"""The sandbox's control doors: transfers, payers, faults, what the hospital has for its people, for tests and demos.

They stand on the HIS's port under `/_control/`, meet no faults, and answer 400 to whatever they cannot read.
"""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, make_response, request

from his_client.outcome import Refused
from his_client.sandbox.faults import HOSPITAL_CHANGES, Fault
from his_client.sandbox.pay_rows import PayFault
from his_client.sandbox.payment_world import PROVIDERS, PaymentWorld
from his_client.sandbox.rows import AppointmentRow, BillRow, NoticeRow, ResultRow

if TYPE_CHECKING:
    from his_client.sandbox.run import Sandbox

PEERS = ("his", "insurance", "bank")
FAULTY = (*PEERS, *PROVIDERS, "fhir", "fhir_read", "fhir_token")
"""Whose requests can meet faults; the FHIR face stands on the HIS's port with queues of its own."""


def add_control(app: Flask, sandbox: "Sandbox") -> None:
    """Adds every door to `app`."""
    _add_world(app, sandbox)
    _add_hospital(app, sandbox)
    if sandbox.payments is not None:
        _add_payments(app, sandbox.payments)

    @app.errorhandler(ValueError)
    @app.errorhandler(KeyError)
    @app.errorhandler(TypeError)
    def bad_control(_: Exception) -> Response:
        return make_response(jsonify({"ok": False, "do": "read docs/his-and-insurance.md, section Sandbox"}), 400)


def _add_world(app: Flask, sandbox: "Sandbox") -> None:
    @app.post("/_control/transfer")
    def transfer() -> Response:
        wanted = _object()
        sandbox.ledger.transfer(
            str(wanted.get("account") or sandbox.accounts.bank_account),
            int(wanted["amount"]),
            str(wanted.get("memo", "")),
            times=int(wanted.get("times", 1)),
            delay=timedelta(seconds=float(wanted.get("delay_s", 0))),
        )
        return jsonify({"ok": True})

    @app.post("/_control/fault")
    def fault() -> Response:
        wanted = _object()
        if wanted["peer"] not in FAULTY:
            raise ValueError("peer")
        if wanted["peer"] == "his" and wanted["fault"] in HOSPITAL_CHANGES:
            sandbox.book.arm(HOSPITAL_CHANGES[wanted["fault"]])
        else:
            sandbox.faults.arm(wanted["peer"], Fault(wanted["fault"]), int(wanted.get("count", 1)))
        return jsonify({"ok": True, "armed": sandbox.faults.armed()})

    @app.post("/_control/insured")
    def insured() -> Response:
        return jsonify(asdict(sandbox.registry.put(_object())))

    @app.get("/_state")
    def state() -> Response:
        return jsonify(sandbox.state())


def _add_hospital(app: Flask, sandbox: "Sandbox") -> None:
    desk = sandbox.book.desk

    @app.post("/_control/visit")
    def visit() -> Response:
        """Somebody made up registers, so that there is a bill to pay: its visit code and number, and what is owed."""
        wanted = {"full_name": "Nguyễn Thử", "birth_date": "1990-01-01", **_object()}
        answer = sandbox.registered(**wanted)
        if isinstance(answer, Refused):
            return make_response(jsonify({"ok": False, "refused": answer.code}), 409)
        owed = answer.amount_due - answer.amount_paid
        return jsonify({"visit_code": answer.visit_code, "bill_id": answer.bill_id, "owed": owed})

    @app.post("/_control/appointment")
    def appointment() -> Response:
        wanted = {"kind": "booked", **_object()}
        starts = datetime.fromisoformat(wanted["starts_at"])
        row = AppointmentRow(day=starts.date().isoformat(), **wanted)
        desk.put_appointment(row)
        return jsonify(asdict(row))

    @app.post("/_control/bill")
    def bill() -> Response:
        row = BillRow(**_object())
        sandbox.book.cash.put_bill(row)
        return jsonify(asdict(row))

    @app.post("/_control/result")
    def result() -> Response:
        row = ResultRow(**_object())
        desk.put_result(row)
        return jsonify(asdict(row))

    @app.post("/_control/notice")
    def notice() -> Response:
        row = NoticeRow(**_object())
        desk.put_notice(row)
        return jsonify(asdict(row))


def _add_payments(app: Flask, payments: PaymentWorld) -> None:
    @app.post("/_control/pay")
    def pay() -> Response:
        """A payer scans `qr`. `fault` is a `PayFault`; `amount`, `memo`, `times`, `delay_s` and `code` may be given."""
        wanted = _object()
        amount, memo = wanted.get("amount"), wanted.get("memo")
        payments.providers.pay(
            str(wanted["qr"]),
            amount=None if amount is None else int(amount),
            memo=None if memo is None else str(memo),
            times=int(wanted.get("times", 1)),
            delay=timedelta(seconds=float(wanted.get("delay_s", 0))),
            fault=PayFault(wanted["fault"]) if wanted.get("fault") else None,
            code=str(wanted.get("code", "00")),
        )
        return jsonify({"ok": True, "taken": payments.turn()})

    @app.post("/_control/webhook")
    def webhook() -> Response:
        """Where `provider` sends its notices from now on."""
        wanted = _object()
        if wanted["provider"] not in PROVIDERS:
            raise ValueError("provider")
        payments.webhooks.send_to(str(wanted["provider"]), str(wanted["url"]))
        return jsonify({"ok": True})


def _object() -> dict[str, Any]:
    content = request.get_json(silent=True)
    if not isinstance(content, dict):
        raise ValueError("body")  # noqa: TRY004 - one handler answers every wrong request alike
    return content
