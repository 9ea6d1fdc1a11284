"""The queue's JSON doors: numbers and blocks for stations, and what a room's staff do, by token or the room's key."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any, TypeVar

from flask import Flask, Response, jsonify, make_response, request

from his_client import fields as read
from his_client.fields import BadShape
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.owner import Via
from kiosk.hub.queue_desk import QueueDesk
from kiosk.queue.desk import Wanted
from kiosk.queue.events import Priority, Source
from kiosk.queue.ports import Action

ROOM = re.compile(r"\w[\w .()\-]{0,29}")
"""A room's name as hospitals write it: 214, A.12, Nội 3 (tầng 2). It stands in addresses, so it has no slash."""
NUMBER = re.compile(r"[\w./\-]{1,12}")
"""A number as it is shown: 128, B3-012, or whatever the HIS gives."""
EMERGENCY = "emergency"

_ID = re.compile(r"[A-Za-z0-9._:-]{1,80}")
_STATION = re.compile(r"[A-Za-z0-9._-]{1,40}")
_OF_A_ROOM = re.compile(r"/queue/rooms/([^/]+)(?:/(?!key$)[a-z]+)?")

T = TypeVar("T")


def key_opens(desk: QueueDesk, path: str, authorization: str) -> bool:
    """Whether a room's own key, sent as a bearer's, opens this path: that room's doors, and not the one for keys."""
    scheme, _, key = authorization.partition(" ")
    own = _OF_A_ROOM.fullmatch(path)
    return own is not None and scheme == "Bearer" and desk.key_fits(own[1], key)


def add_doors(app: Flask, desk: QueueDesk, via: Via) -> None:
    """Put the doors on the hub's app, whose guard has seen to who may call."""

    @app.post("/queue/numbers")
    def issue() -> Response:
        body = read.record(request.get_json(silent=True), "body")
        if body.get("priority") == EMERGENCY:
            return refused(EMERGENCY, 409)
        wanted = Wanted(
            _matching(body, "place_id", _ID),
            _matching(body, "station_id", _STATION),
            _matching(body, "room", ROOM),
            _one_of(Priority, body, "priority", Priority.NONE),
            _instant(body, "appointment_at"),
            _matching(body, "number", NUMBER) if body.get("number") else "",
            _one_of(Source, body, "source", Source.HUB),
            _instant(body, "arrived_at"),
        )
        if (wanted.source is Source.HUB) is not (wanted.number == ""):
            raise BadShape("number")
        return answered(via(lambda: desk.issue(wanted)), asdict)

    @app.post("/queue/blocks")
    def reserve() -> Response:
        body = read.record(request.get_json(silent=True), "body")
        station_id, ordinal = _matching(body, "station_id", _STATION), read.integer(body, "ordinal")
        day = read.optional_date(body, "day")
        if day is None:
            raise BadShape("day")
        return answered(
            via(lambda: desk.reserve(station_id, ordinal, day)),
            lambda block: {"day": block.day.isoformat(), "block": block.block, "size": block.size},
        )

    @app.get("/queue/places/<place_id>")
    def place(place_id: str) -> Response:
        return answered(via(lambda: desk.place(place_id)), asdict)

    @app.get("/queue/rooms/<room>")
    def seen(room: str) -> Response:
        return answered(via(lambda: desk.room(room)), _room)

    @app.post("/queue/rooms/<room>/key")
    def give_key(room: str) -> Response:
        named(room)
        return jsonify({"key": via(lambda: desk.give_key(room))})

    @app.post("/queue/rooms/<room>/<action>")
    def act(room: str, action: str) -> Response:
        body = read.record(request.get_json(silent=True), "body")
        wish = _one_of(Action, {"action": action}, "action", None)
        number = _matching(body, "number", NUMBER) if body.get("number") else ""
        to = _matching(body, "to", ROOM) if wish is Action.TRANSFER else ""
        named(room)
        return answered(via(lambda: desk.act(room, wish, number=number, to=to)), _room)


def named(room: str) -> str:
    """A room's name.

    :raises BadShape: when no room is called so.
    """
    if not ROOM.fullmatch(room):
        raise BadShape("room")
    return room


def refused(code: str, status: int) -> Response:
    """A refusal as every door of the hub gives it."""
    return make_response(jsonify({"refused": code}), status)


def answered(outcome: Outcome[T], form: Callable[[T], dict[str, Any]]) -> Response:
    """An outcome as JSON: 200, 404 for what is not there, 409 for another refusal."""
    match outcome:
        case Done(value=value):
            return jsonify(form(value))
        case Refused(code=code):
            return refused(code, 404 if code == "no_place" else 409)
        case Unknown(reason=reason):
            return refused(reason, 503)


def _room(seen: Any) -> dict[str, Any]:
    return {**asdict(seen), "called_at": seen.called_at and seen.called_at.isoformat()}


def _matching(body: Any, name: str, form: re.Pattern[str]) -> str:
    text = read.text(body, name)
    if not form.fullmatch(text):
        raise BadShape(name)
    return text


def _one_of(kind: Callable[[str], T], body: Any, name: str, default: T | None) -> T:
    text = read.optional_text(body, name)
    if text is None and default is not None:
        return default
    try:
        return kind(text or "")
    except ValueError:
        raise BadShape(name) from None


def _instant(body: Any, name: str) -> datetime | None:
    """An ISO 8601 instant with its zone, or None when it is absent."""
    return None if read.optional_text(body, name) is None else read.instant(body, name)
