"""The receiver's two doors: for providers, who prove themselves by signature, and for the hub, by its token."""

from __future__ import annotations

import hmac
import logging
import sqlite3
from base64 import b64encode
from collections.abc import Mapping

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Outcome, Refused, Unknown
from his_client.payments.ports import Delivered, Notice, NoticeReader
from kiosk.clock import Clock
from kiosk.hub.asked import BoundedJson, body_of, refused
from kiosk.hub.named import name_the_call
from kiosk.hub.receiver.inbox import Inbox

log = logging.getLogger(__name__)

MOST_BYTES = 32 * 1024
"""A webhook is a few hundred bytes."""
MOST_ITEMS = 16
"""Deliveries in one answer to the hub, which fits its reader's cap even when each is as large as allowed."""


def receiver_app(inbox: Inbox, readers: Mapping[str, NoticeReader], token: str, clock: Clock) -> Flask:
    """The service as a WSGI app: `/notices/<provider>` for providers, `/inbox` for the hub.

    :param readers: by provider; what none of them verifies is refused and not kept.
    :param token: what the hub sends as `Authorization: Bearer`.
    """
    app = Flask("kiosk.hub.receiver")
    app.json = BoundedJson(app)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES

    @app.before_request
    def known_caller() -> Response | None:
        if request.path == "/inbox" or request.path.startswith("/inbox/"):
            scheme, _, given = request.headers.get("Authorization", "").partition(" ")
            if scheme != "Bearer" or not hmac.compare_digest(given.encode(errors="replace"), token.encode()):
                return refused("unauthorised", 401)
        return None

    @app.route("/notices/<provider>", methods=["GET", "POST"])
    def notice(provider: str) -> Response:
        reader = readers.get(provider)
        if reader is None:
            return refused("no_provider", 404)
        query = request.query_string.decode("ascii", errors="replace")
        delivered = Delivered(dict(request.headers), query, request.get_data(), clock.now())
        outcome, known = _keep(inbox, provider, reader.read(delivered), delivered)
        answer = reader.answer(outcome, known=known)
        return Response(answer.body, answer.status, content_type=answer.content_type)

    @app.get("/inbox")
    def waiting() -> Response:
        items = inbox.after(_whole(request.args.get("after", "0")), MOST_ITEMS)
        shown = [
            {
                "seq": item.seq,
                "provider": item.provider,
                "received_at": item.delivered.received_at.isoformat(),
                "headers": dict(item.delivered.headers),
                "query": item.delivered.query,
                "body": b64encode(item.delivered.body).decode(),
            }
            for item in items
        ]
        return jsonify({"items": shown, "more": len(items) == MOST_ITEMS})

    @app.post("/inbox/settled")
    def settled() -> Response:
        body = body_of()
        inbox.settle(_numbers(body.get("taken")), _numbers(body.get("kept")))
        return jsonify({"ok": True})

    @app.get("/health")
    def health() -> Response:
        return jsonify(inbox.counts())

    @app.errorhandler(BadShape)
    def bad_shape(_: BadShape) -> Response:
        return refused("bad_request", 400)

    @app.errorhandler(sqlite3.Error)
    def not_kept(_: sqlite3.Error) -> Response:
        log.exception("inbox_failed")
        return refused("inbox", 503)

    @app.errorhandler(HTTPException)
    def http_problem(problem: HTTPException) -> Response:
        return refused("bad_request", problem.code or 400)

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "no-store"
        return name_the_call(request, response)

    return app


def _keep(inbox: Inbox, provider: str, outcome: Outcome[Notice], delivered: Delivered) -> tuple[Outcome[Notice], bool]:
    """Put a verified delivery on the disk; what cannot be kept is answered as unknown, so that it is sent again."""
    match outcome:
        case Done(value=notice) if notice.credit is not None or notice.doubtful:
            try:
                return outcome, inbox.put(provider, notice.id, delivered)
            except sqlite3.Error:
                log.exception("inbox_failed")
                return Unknown("not_kept", "the inbox could not be written"), False
        case Done():
            return outcome, False  # it tells of no money, and nobody needs its words
        case Refused(code=code) | Unknown(reason=code):
            log.warning("notice_refused", extra={"peer": provider, "reason": code})
            return outcome, False


def _whole(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise BadShape("after")
    return int(text)


def _numbers(value: object) -> list[int]:
    if not isinstance(value, list):
        raise BadShape("numbers")
    return [read.integer({"number": item}, "number") for item in value]
