"""The doors of insurance checks: asked at the door, reported by a station, listed, taken over, erased."""

from __future__ import annotations

from dataclasses import asdict

from flask import Flask, Response, jsonify

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Refused, Unknown
from kiosk.hub.asked import CODE, ID, body_of, matching, refused
from kiosk.hub.client import LocalHub
from kiosk.hub.core import HubCore
from kiosk.hub.owner import Via
from kiosk.hub.ports import UnverifiedVisit

MOST_NAME = 80
_DAYS = ("valid_from", "valid_to", "five_years_from")


def add_coverage_doors(app: Flask, core: HubCore, via: Via, hub: LocalHub) -> None:
    """Add them to the hub's app; `via` reaches the thread that owns `core`."""

    @app.post("/insurance/check")
    def check() -> Response:
        body = body_of()
        asked = [read.text(body, name) for name in ("number", "full_name", "birth_date")]
        found = hub.check(*asked, visit_id=matching(body, "visit_id", ID))
        days = {name: str(day) if (day := getattr(found, name)) else None for name in _DAYS}
        return jsonify({**asdict(found), **days})

    @app.get("/insurance/pending")
    def pending() -> Response:
        lines = via(lambda: core.coverage.lines() if core.coverage else ())
        times = ("since", "last_at")
        return jsonify(
            {"checks": [asdict(line) | {name: getattr(line, name).isoformat() for name in times} for line in lines]}
        )

    @app.post("/insurance/unverified")
    def visit_unverified() -> Response:
        body = body_of()
        number, full_name, birth_date = (read.text(body, name) for name in ("number", "full_name", "birth_date"))
        visit_id, code = matching(body, "visit_id", ID), matching(body, "code", CODE)
        visit = UnverifiedVisit(visit_id, number, full_name, birth_date, read.instant(body, "failed_at"), code)
        match hub.report_unverified(visit):
            case Done():
                return jsonify({"ok": True})
            case Refused(code=refusal):
                return refused(refusal, 409)
            case Unknown(reason=reason):
                return refused(reason, 503)

    @app.post("/insurance/copayment")
    def copayment() -> Response:
        body = body_of()
        number, full_name, birth_date = (read.text(body, name) for name in ("number", "full_name", "birth_date"))
        due = read.optional_date(body, "five_years_from")
        if due is None:
            raise BadShape("five_years_from")
        match hub.copayment(matching(body, "visit_id", ID), number, full_name, birth_date, due):
            case Done(value=co_paid):
                return jsonify({"co_paid": co_paid})
            case Refused(code=refusal):
                return refused(refusal, 409)
            case Unknown(reason=reason):
                return refused(reason, 503)

    @app.post("/insurance/seen")
    def checks_seen() -> Response:
        body = body_of()
        visit_id, by = matching(body, "visit_id", ID), read.text(body, "by").strip()
        if not 0 < len(by) <= MOST_NAME:
            raise BadShape("by")
        taken = via(lambda: core.coverage.seen(visit_id, by) if core.coverage else 0)
        return jsonify({"checks": taken}) if taken else refused("no_check", 404)

    @app.post("/insurance/erase")
    def erase_checks() -> Response:
        visit_id = matching(body_of(), "visit_id", ID)
        via(lambda: core.coverage.erase(visit_id) if core.coverage else None)
        return jsonify({"ok": True}) if core.coverage else refused("not_configured", 409)
