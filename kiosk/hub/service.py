"""The hub's HTTP service: a handful of JSON calls for stations, the page for the desk, the queue's doors and pages."""

from __future__ import annotations

import contextlib
import hmac
import socket
import threading
from base64 import b64decode
from dataclasses import asdict
from typing import Any

from flask import Flask, Response, jsonify, render_template, request
from waitress import create_server
from werkzeug.exceptions import HTTPException

from his_client.fields import BadShape
from his_client.outcome import Done, Refused, Unknown
from kiosk.clock import VIETNAM, Clock
from kiosk.hub.asked import CODE, ID, VISIT, BoundedJson, body_of, matching, refused
from kiosk.hub.client import LocalHub
from kiosk.hub.core import HubCore
from kiosk.hub.coverage.doors import add_coverage_doors
from kiosk.hub.desk.doors import opens_itself as desk_opens_itself
from kiosk.hub.full import goes_on, not_now
from kiosk.hub.intake import JournalIntake
from kiosk.hub.intake_doors import add_journal_doors
from kiosk.hub.named import name_the_call
from kiosk.hub.owner import HubSilent, Via
from kiosk.hub.queue_doors import add_doors, key_opens
from kiosk.hub.queue_pages import add_pages, opens_itself
from kiosk.hub.spoken import speaks_for_itself
from kiosk.money.order import BillKind

MOST_BYTES = 16 * 1024
THREADS = 16
"""Insurance checks wait for the gateway on these; orders must not queue behind them."""
MOST_CONNECTIONS = 2_000
"""Callers that keep a connection and send next to nothing cost little; too few, and they keep everybody else out."""

MAKING_S = 4.0
"""A station waits five seconds for an order; within these the provider must have made it."""

_KEPT = ("/fonts/", "/static/", "/console/static/")
_STYLE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def hub_app(core: HubCore, via: Via, token: str, clock: Clock, intake: JournalIntake | None = None) -> Flask:
    """The service as a WSGI app.

    :param via: reaches the thread that owns `core`.
    :param token: what stations send as `Authorization: Bearer`; a browser may send it as a Basic password.
    :param intake: takes stations' journal rows; without it there are no doors for them.
    """
    app = Flask("kiosk.hub")
    app.json = BoundedJson(app)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    hub = LocalHub(core, via, making_s=MAKING_S)

    @app.before_request
    def known_caller() -> Response | None:
        given = request.headers.get("Authorization", "")
        if _has_token(given, token):
            return None if speaks_for_itself(request) else refused("forbidden", 403)
        if request.path == "/health" or opens_itself(request.path):
            return None
        if desk_opens_itself(request.path):
            return None
        if key_opens(core.queue, request.path, given):
            return None
        refusal = refused("unauthorised", 401)
        if request.path == "/":
            refusal.headers["WWW-Authenticate"] = 'Basic realm="hub", charset="UTF-8"'
        return refusal

    @app.before_request
    def room_to_write() -> Response | None:
        return None if core.has_room() or goes_on(request) else not_now(request, "disk_full")

    if intake is not None:
        add_journal_doors(app, intake)
    add_coverage_doors(app, core, via, hub)

    @app.post("/orders")
    def open_order() -> Response:
        body = body_of()
        order_id, station_id, bill_id = (matching(body, name, ID) for name in ("order_id", "station_id", "bill_id"))
        visit_code = matching(body, "visit_code", VISIT) if "visit_code" in body else ""
        match hub.open(order_id, station_id, bill_id, _amount(body), kind=_kind(body), visit_code=visit_code):
            case Done(value=order):
                return jsonify(asdict(order))
            case Refused(code=code):
                return refused(code, 409)
            case Unknown(reason=reason):
                return refused(reason, 503)

    @app.get("/orders/<path:order_id>")
    def order(order_id: str) -> Response:
        found = via(lambda: core.order(order_id))
        return refused("no_order", 404) if found is None else jsonify(asdict(found))

    @app.post("/calls")
    def call() -> Response:
        body = body_of()
        hub.call(matching(body, "station_id", ID), matching(body, "reason", CODE))
        return jsonify({"ok": True})

    @app.get("/health")
    def health() -> Response:
        return jsonify(asdict(via(core.health)))

    @app.get("/")
    def page() -> str:
        shown = via(
            lambda: {
                "orders": core.open_orders,
                "work": core.work,
                "unposted": core.unposted,
                "calls": core.calls,
                "checks": core.coverage.lines() if core.coverage else (),
            }
        )
        return render_template("hub.html", now=clock.now().astimezone(VIETNAM), zone=VIETNAM, **shown)

    add_doors(app, core.queue, via)
    add_pages(app, core.queue, via, clock)

    @app.errorhandler(BadShape)
    def bad_shape(_: BadShape) -> Response:
        return refused("bad_request", 400)

    @app.errorhandler(HTTPException)
    def http_problem(problem: HTTPException) -> Response:
        return refused("bad_request", problem.code or 400)

    @app.errorhandler(HubSilent)
    def silent(_: HubSilent) -> Response:
        return not_now(request, "hub_silent")

    @app.after_request
    def guarded(response: Response) -> Response:
        response.headers["X-Content-Type-Options"] = "nosniff"
        if not request.path.startswith(_KEPT):
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Content-Security-Policy", _STYLE)
        return name_the_call(request, response)

    app.jinja_env.filters["dong"] = lambda amount: f"{amount:,}".replace(",", ".") + " đ"
    return app


class HubServer:
    """Waitress over a hub's app, on a thread of its own. The port is bound when it is made; 0 takes a free one.

    :raises OSError: when the address cannot be listened on.
    """

    def __init__(self, app: Flask, host: str, port: int) -> None:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listening = socket.create_server((host, port), family=family)
        self._server = create_server(
            app,
            sockets=[listening],
            threads=THREADS,
            ident="hub",
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
        )
        shown = f"[{host}]" if family is socket.AF_INET6 else host
        self.url = f"http://{shown}:{listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._server.run, name="hub-http")

    def start(self) -> None:
        """Begin to serve."""
        self._thread.start()

    def stop(self) -> None:
        """Close every connection and end; a request under way is not waited for."""
        if self._thread.is_alive():
            # The server's thread may be awake already and close itself, its trigger included, before it is woken.
            with contextlib.suppress(OSError):
                self._server.trigger.pull_trigger(self._close)
            self._thread.join()
        else:
            self._close()

    def _close(self) -> None:
        for channel in list(self._server.active_channels.values()):
            channel.handle_close()
        self._server.task_dispatcher.shutdown(timeout=1)
        self._server.close()


def _has_token(given: str, token: str) -> bool:
    """Compare in constant time; a Basic header carries the token as its password."""
    scheme, _, value = given.partition(" ")
    if scheme == "Basic":
        try:
            value = b64decode(value, validate=True).decode().partition(":")[2]
        except ValueError:
            value = ""
    return scheme in {"Bearer", "Basic"} and hmac.compare_digest(value.encode(), token.encode())


def _kind(body: Any) -> str:
    """What the bill is for; a station of an earlier release opens orders for fees alone."""
    try:
        return str(BillKind(body.get("kind", BillKind.FEE)))
    except ValueError:
        raise BadShape("kind") from None


def _amount(body: Any) -> int:
    """Whole đồng as a JSON integer; texts, fractions and exponents are no money."""
    amount = body.get("amount")
    if not isinstance(amount, int) or isinstance(amount, bool) or amount < 0:
        raise BadShape("amount")
    return amount
