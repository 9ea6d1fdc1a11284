"""The desk's doors: `POST /desk/<call>` for every call of the port, the keeper's for users, and a station's for staff.

Two keys. The machine's: `sign_in` wants the desks' own token, so nobody else on the network can try PINs. The
person's: every other call wants the session's token that signing in gave. Users are managed with the hub's token,
and with it a station asks who wants to help a patient there.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.users import User
from kiosk.cashier.values import Role
from kiosk.hub.asked import ID, body_of, matching, refused
from kiosk.hub.desk.roles import AT_STATIONS
from kiosk.hub.desk.service import DeskService
from kiosk.hub.desk.wire import DESK, NotOfThisShape
from kiosk.hub.limits import Limit
from kiosk.statements.limits import MAX_BROUGHT_BYTES

PREFIX = "/desk/"
MOST_UPLOAD_BYTES = -(-MAX_BROUGHT_BYTES // 3) * 4 + 64 * 1024
"""The largest statement that may be brought, as base64, and its name."""
TRIES, EVERY_S = 20, 3.0
"""Sign-ins from one address: so many at once, then one each so many seconds."""


def opens_itself(path: str) -> bool:
    """Whether this path is a desk's call, whose own guard stands here; the users' doors are the hub's to guard."""
    return path.startswith(PREFIX) and path.removeprefix(PREFIX) in DESK


def add_desk_doors(
    app: Flask,
    service: DeskService,
    desk_token: str,
    monotonic: Any,
    came: Callable[[str], None] = lambda _station: None,
) -> None:
    """Put the doors on the hub's app.

    :param desk_token: what cashiers' machines sign in with, as `Authorization: Bearer`.
    :param monotonic: seconds that never run backwards.
    :param came: is told the station at which a member of staff now is.
    """
    limit = Limit(TRIES, EVERY_S, monotonic)

    @app.post(f"{PREFIX}<name>", endpoint="desk_call")
    def call(name: str) -> Response:
        wanted = DESK.get(name)
        if wanted is None:
            return refused("bad_request", 404)
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        bearer = token if scheme == "Bearer" else ""
        if name == "sign_in":
            if not hmac.compare_digest(bearer.encode(), desk_token.encode()):
                return _said(wanted.write_answer(Refused("unauthorised", "this machine has no desk_token of this hub")))
            if not limit.allows(request.remote_addr or ""):
                return _said(wanted.write_answer(Refused("locked", "too many tries from here: wait a little")))
        elif not service.knows(bearer):
            # Said before the body is read: a stranger's is never looked at.
            return _said(wanted.write_answer(Refused("unauthorised", "sign in again")))
        if name == "upload":
            request.max_content_length = MOST_UPLOAD_BYTES
        try:
            arguments = wanted.read_arguments(request.get_data())
        except NotOfThisShape:
            return _said(wanted.write_answer(Refused("bad_request")))
        return _said(wanted.write_answer(service.call(bearer, name, arguments)))

    @app.post(f"{PREFIX}staff")
    def at_station() -> Response:
        body = body_of()
        station_id, number, pin = matching(body, "station_id", ID), read.text(body, "number"), read.text(body, "pin")
        if not limit.allows(request.remote_addr or ""):
            return refused("locked", 409)
        if body.get("entering") is True:
            match service.entering(number, pin, station_id):
                case Done(value=user):
                    roles = sorted(role.value for role in AT_STATIONS.intersection(user.roles))
                    return jsonify({"staff": user.name, "roles": roles})
                case Refused(code=code):
                    return refused(code, 409)
                case Unknown(reason=reason):
                    return refused(reason, 503)
        match service.at_station(number, pin, station_id):
            case Done(value=name):
                came(station_id)
                return jsonify({"staff": name})
            case Refused(code=code):
                return refused(code, 409)
            case Unknown(reason=reason):
                return refused(reason, 503)

    @app.get(f"{PREFIX}users")
    def users() -> Response:
        return jsonify({"users": [_listed(user) for user in service.users()]})

    @app.post(f"{PREFIX}users")
    def add_user() -> Response:
        body = body_of()
        names = body.get("roles")
        if not isinstance(names, list):
            raise BadShape("roles")
        return _done(
            service.add_user(
                read.text(body, "user"),
                read.text(body, "full_name"),
                tuple(map(_role, names)),
                read.text(body, "pin"),
                read.text(body, "number") if "number" in body else "",
            )
        )

    @app.post(f"{PREFIX}users/<name>/pin")
    def reset_pin(name: str) -> Response:
        return _done(service.reset_pin(name, read.text(body_of(), "pin")))

    @app.delete(f"{PREFIX}users/<name>")
    def remove_user(name: str) -> Response:
        return _done(service.remove_user(name))


def _said(body: bytes) -> Response:
    """Whatever the answer is, it is an answer: its body says which, and HTTP has nothing to add."""
    return make_response(body, 200, {"Content-Type": "application/json"})


def _listed(user: User) -> dict[str, Any]:
    said = asdict(user)
    del said["pin_hash"]
    locked = user.locked_until
    return said | {"roles": [str(role) for role in user.roles], "locked_until": locked.isoformat() if locked else None}


def _role(name: object) -> Role:
    try:
        return Role(str(name))
    except ValueError:
        raise BadShape("roles") from None


def _done(outcome: Outcome[None]) -> Response:
    match outcome:
        case Done():
            return jsonify({"ok": True})
        case Refused(code=code):
            return refused(code, 409)
        case Unknown(reason=reason):
            return refused(reason, 503)
