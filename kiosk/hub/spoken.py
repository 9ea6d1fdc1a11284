"""What those who came through the gate may ask: a station for itself alone, a browser for pages.

Rooms, cashiers, users and the hub's keeper use other doors: a stolen station opens none of them, and neither does a
browser, whatever path the gate was made to hand on.
"""

from __future__ import annotations

import re

from flask import Request

from kiosk.hub.intake import MOST_BYTES

STATION_HEADER = "X-Kiosk-Station"
"""The gate's word for whose certificate it was; whoever holds the hub's token is believed."""
BROWSER_HEADER = "X-Kiosk-Client"
"""The gate's word for the browser's address."""
ORIGIN_HEADER = "X-Kiosk-Origin"
"""Scheme, host and port under which the browser sees the gate; the hub's server drops the usual forwarded headers."""
BROWSED = ("/console", "/static/", "/fonts/")
"""Where the hub's pages are that browsers may reach through the gate."""

DOORS = re.compile(
    r"POST /(orders|calls|queue/numbers|queue/blocks|insurance/(check|unverified|copayment)|journal/rows|desk/staff)"
    r"|GET /(orders/[^/]+|queue/places/[^/]+|journal/head|health(/peers)?)"
)


def speaks_for_itself(request: Request) -> bool:
    """Whether a request did not come through the gate, or asks what its sender may, and only for itself."""
    if BROWSER_HEADER in request.headers:
        return request.path.startswith(BROWSED) and ".." not in request.path
    station = request.headers.get(STATION_HEADER)
    if station is None:
        return True
    if not DOORS.fullmatch(f"{request.method} {request.path}"):
        return False
    if request.path == "/journal/rows":
        request.max_content_length = MOST_BYTES  # its door says the same, after this
    body = request.get_json(silent=True) if request.method == "POST" else None
    said = body if isinstance(body, dict) else {}
    named = [said.get("station_id", station)]
    if request.path.startswith("/journal/"):
        # A journal's name begins with its station's; elsewhere `source` is where a number was made.
        named += [str(where.get("source", station)).partition("~")[0] for where in (request.args, said)]
    return all(name == station for name in named)
