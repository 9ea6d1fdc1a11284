"""What a hub goes on to take while its disk is full, and the page of what it does not.

Whoever stands before it is served out of the reserve: each of these is small and somebody's own doing, a few rows where
the reserve is worth tens of thousands. Nothing else is begun: stations have their own way on for all they ask.
"""

from __future__ import annotations

from flask import Request, Response, make_response, render_template

from kiosk.hub.asked import refused
from kiosk.hub.desk.doors import PREFIX as DESK
from kiosk.hub.fleet.doors import PREFIX as FLEET

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
_UNWRITTEN = frozenset({"/calls", f"{FLEET}beats"})
"""Asked with a body, and nothing is written but the end of an order that was given already."""
_OF_PEOPLE = (
    "/room/",  # a room's staff, in a browser
    "/queue/rooms/",  # and by a machine; a new key for a room
    DESK,  # cashiers, who ask by POST even where they only look; users and their PINs
    "/console/",  # IT, just when it must act
    f"{FLEET}stations/",  # its orders to stations, and which are trusted no more
    "/insurance/seen",  # who takes over a check
)
_LARGE = (f"{DESK}upload", f"{DESK}begin_import", "/console/configurations")
"""People's too, and of megabytes."""
_POLICY = "default-src 'none'; style-src 'self'; font-src 'self'; base-uri 'none'; frame-ancestors 'none'"


def goes_on(request: Request) -> bool:
    """Whether a request is answered as ever while there is no room for new work."""
    path = request.path
    if request.method in _READING or path in _UNWRITTEN:
        return True
    return path.startswith(_OF_PEOPLE) and not path.startswith(_LARGE)


def not_now(request: Request, why: str) -> Response:
    """The answer 503 with `disk_full` (nothing happened) or `hub_silent`: for a browser a page, else its code."""
    if request.accept_mimetypes.best_match(("application/json", "text/html")) != "text/html":
        return refused(why, 503)
    page = make_response(render_template("hub_not_now.html", why=why), 503)
    page.headers["Content-Security-Policy"] = _POLICY
    return page
