"""The console as one blueprint of the hub's app: `/console`, its guard, its pages."""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from kiosk.hub.console.alerting import add_alerts
from kiosk.hub.console.enrolment import add_enrolment
from kiosk.hub.console.entrance import add_entrance, add_oidc
from kiosk.hub.console.frame import add_frame
from kiosk.hub.console.guard import Guard, refused_page
from kiosk.hub.console.overview import add_overview
from kiosk.hub.console.ports import Parts
from kiosk.hub.console.rolling import MOST_FORM, add_configurations
from kiosk.hub.console.seen import Board
from kiosk.hub.console.station import add_station
from kiosk.hub.console.trail import add_audit
from kiosk.hub.owner import HubSilent

PREFIX = "/console"
FORM = "application/x-www-form-urlencoded"


def console(parts: Parts) -> Blueprint:
    """The console's pages, to be registered on the hub's app."""
    pages = Blueprint("console", __name__, url_prefix=PREFIX, template_folder="templates", static_folder="static")
    pages.before_request(_room_for_forms)
    board, guard = Board(parts.fleet, parts.clock), Guard(parts)
    guard.stand_before(pages)

    @pages.after_request
    def decided(response: Response) -> Response:
        if request.method == "POST" and response.status_code < 400:
            board.forget()
        return response

    add_frame(pages, parts, board)
    add_entrance(pages, parts, guard)
    if parts.oidc is not None:
        add_oidc(pages, parts, guard, parts.oidc)
    add_overview(pages, parts, board)
    add_alerts(pages, parts)
    add_station(pages, parts)
    add_configurations(pages, parts, board)
    add_enrolment(pages, parts, board)
    add_audit(pages, parts)
    for further in parts.further:
        further.add(pages)

    @pages.get("/<path:rest>")
    def nowhere(rest: str) -> AnyResponse:  # noqa: ARG001 - a route's shape
        return refused_page(404, "refused.nowhere")

    @pages.errorhandler(HTTPException)
    def http_problem(problem: HTTPException) -> AnyResponse:
        return refused_page(problem.code or 400, "refused.request")

    @pages.errorhandler(HubSilent)
    def silent(_: HubSilent) -> AnyResponse:
        return refused_page(503, "refused.silent")

    return pages


def _room_for_forms() -> None:
    """The one long form is a configuration's; every other keeps the hub's own measure."""
    if request.endpoint == "console.keep_configuration" and request.content_type == FORM:
        request.max_content_length = MOST_FORM
        request.max_form_memory_size = MOST_FORM
