"""Each call to a hub has a name of its own, which its answer bears again.

A proxy that mixes two answers up, or a kept connection on which an answer came twice, then gives nobody the answer to
another call: no room's numbers to a second station, no person's insurance to the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Request, Response  # who only asks a hub starts sooner without a server

CALL_HEADER = "X-Kiosk-Call"
CALL = re.compile(r"[0-9a-f]{32}")


def name_the_call(request: Request, response: Response) -> Response:
    """The answer with the name its caller gave the call, where it gave one."""
    name = request.headers.get(CALL_HEADER, "")
    if CALL.fullmatch(name):
        response.headers[CALL_HEADER] = name
    return response
