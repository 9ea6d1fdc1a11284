"""The queue's pages: the room's, the waiting-room's screen, the patient's phone. Numbers and rooms, nothing personal.

They load nothing from elsewhere, so they work with the internet down. The room's page is opened by the room's key, kept
in a cookie no script and no other site can use; each form carries a code made from it, and what staff saw.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from flask import Flask, Response, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from his_client.outcome import Done
from kiosk.clock import Clock
from kiosk.hub.limits import Limit
from kiosk.hub.owner import Via
from kiosk.hub.queue_desk import Announced, QueueDesk, plain_key
from kiosk.hub.queue_doors import NUMBER, ROOM, named
from kiosk.printing.fonts import FontsMissing, Weight, font_file
from kiosk.queue.ports import Action, RoomSeen
from kiosk.queue.state import State

FRESH = timedelta(seconds=20)
"""How long a call stands out on the waiting-room's screen."""
MOST_ROOMS = 10
"""Rooms the waiting-room's screen can show so that they are read from six metres."""
KEY_DAYS = 30

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{24}")
_OPEN = re.compile(r"/(?:q/|hall$|room/|static/queue|fonts/)")
_ACTIONS = {action.value: action for action in Action}


class Limits(NamedTuple):
    """Tries: of one phone's page, of an address that guesses pages, of an address that guesses a room's key."""

    page: Limit
    guess: Limit
    key: Limit


def opens_itself(path: str) -> bool:
    """Whether a path has a guard of its own, or none because it shows what hangs on the wall."""
    return _OPEN.match(path) is not None


def add_pages(app: Flask, desk: QueueDesk, via: Via, clock: Clock) -> None:
    """Put the pages on the hub's app."""
    limits = Limits(Limit(10, 2.0, clock.monotonic), Limit(20, 5.0, clock.monotonic), Limit(5, 10.0, clock.monotonic))

    def page(template: str, status: int = 200, **shown: object) -> Response:
        now = clock.now().astimezone(desk.settings.zone)
        html = render_template(template, now=now, hospital=desk.settings.hospital, **shown)
        response = make_response(html, status)
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @app.get("/q/<token>")
    def phone(token: str) -> Response:
        if not _TOKEN.fullmatch(token) or not desk.knows(token):
            if not limits.guess.allows(request.remote_addr or ""):
                return page("queue_phone.html", 429, seen=None)
            return page("queue_phone.html", 404, seen=None)
        if not limits.page.allows(token):
            return page("queue_phone.html", 429, seen=None)
        seen = via(lambda: desk.by_token(token))
        return page("queue_phone.html", 404 if seen is None else 200, seen=seen, State=State)

    @app.get("/hall")
    def hall() -> Response:
        asked = request.args.get("rooms", "")
        rooms = tuple(room for part in asked.split(",") if ROOM.fullmatch(room := part.strip()))
        announced = via(lambda: desk.announced(rooms))
        last = max((row for row in announced if row.at), key=_when, default=None)
        fresh = last is not None and last.at is not None and clock.now() - last.at < FRESH
        shown = sorted(sorted(announced, key=_when, reverse=True)[:MOST_ROOMS], key=lambda row: row.room)
        return page("queue_hall.html", rows=shown, last=last, fresh=fresh)

    @app.get("/room/<room>")
    def room_page(room: str) -> Response:
        key = _key(desk, named(room))
        if key is None:
            return page("queue_login.html", room=room, wrong=False)
        seen = via(lambda: desk.room(room))
        assert isinstance(seen, Done)
        return _shown_room(page, desk, via, seen.value, key, request.args.get("said", ""))

    @app.post("/room/<room>/key")
    def log_in(room: str) -> AnyResponse:
        key = plain_key(request.form.get("key", ""))
        if not limits.key.allows(f"{named(room)} {request.remote_addr}"):
            return page("queue_login.html", 429, room=room, wrong=True)
        if _elsewhere() or not desk.key_fits(room, key):
            return page("queue_login.html", 403, room=room, wrong=True)
        response = redirect(url_for("room_page", room=room), 303)
        response.set_cookie(
            _cookie(room), key, max_age=KEY_DAYS * 86_400, path="/room", secure=True, httponly=True, samesite="Strict"
        )
        return response

    @app.post("/room/<room>/<action>")
    def press(room: str, action: str) -> AnyResponse:
        key = _key(desk, named(room))
        form = request.form
        if key is None or _elsewhere() or not _same(form.get("code", ""), _code(room, key)):
            return page("queue_login.html", 403, room=room, wrong=False)
        number, to = form.get("number", "").strip(), form.get("to", "").strip()
        wish = _ACTIONS.get(action)
        said = "not_understood"
        if wish is not None and _fits(NUMBER, number) and _fits(ROOM, to) and (to != "") is (wish is Action.TRANSFER):
            outcome = via(lambda: desk.act(room, wish, number=number, to=to, mark=form.get("mark")))
            said = wish.value if isinstance(outcome, Done) else getattr(outcome, "code", said)
        return redirect(url_for("room_page", room=room, said=said), 303)

    @app.get("/fonts/<int:weight>.ttf")
    def typeface(weight: int) -> Response:
        known = {400: Weight.REGULAR, 600: Weight.SEMIBOLD, 700: Weight.BOLD}
        try:
            response = Response(font_file(known[weight]).read_bytes(), mimetype="font/ttf")
        except (KeyError, FontsMissing):
            return make_response("", 404)
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response


def _shown_room(
    page: Callable[..., Response], desk: QueueDesk, via: Via, seen: RoomSeen, key: str, said: str
) -> Response:
    others = [name for name in via(desk.rooms) if name != seen.room]
    return page("queue_room.html", seen=seen, others=others, code=_code(seen.room, key), said=said)


def _when(row: Announced) -> float:
    return row.at.timestamp() if row.at else 0.0


def _fits(form: re.Pattern[str], text: str) -> bool:
    return not text or form.fullmatch(text) is not None


def _cookie(room: str) -> str:
    """One cookie a room, so that one machine may serve two; a room's name may hold what a cookie's may not."""
    return f"room-{hashlib.sha256(room.encode()).hexdigest()[:12]}"


def _key(desk: QueueDesk, room: str) -> str | None:
    """The room's key as this browser holds it, if it opens the room."""
    key = request.cookies.get(_cookie(room), "")
    return key if desk.key_fits(room, key) else None


def _code(room: str, key: str) -> str:
    """What a form must carry: nobody without the room's key can make it."""
    return hmac.new(key.encode(), f"form {room}".encode(), hashlib.sha256).hexdigest()


def _same(given: str, expected: str) -> bool:
    """Compare in constant time, whatever letters were given."""
    return hmac.compare_digest(given.encode(), expected.encode())


def _elsewhere() -> bool:
    """Whether a browser says that another site sent this."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}
