"""The door the gate hands rows of many stations in at: `POST /fleet/rows`, each body as the station sent it.

A frame is a line `STATION LENGTH` and so many bytes. Answered is a list of `[status, body]`, one for each frame in
order, as `POST /journal/rows` would have answered it: what is wrong with one is told to that station alone.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from typing import Any

from flask import Flask, Response, make_response, request

from his_client import fields as read
from his_client.fields import BadShape
from kiosk.hub.asked import refused
from kiosk.hub.intake import MOST_BYTES, GroupIntake
from kiosk.hub.intake_doors import batch_of, told

PATH = "/fleet/rows"
MOST_TOGETHER = 2 * MOST_BYTES
"""The most bytes of one request."""
AT_ONCE = 2
"""Requests under way; the gate sends one after the other, and anew when it has waited too long."""

_BAD: tuple[int, dict[str, object]] = (400, {"refused": "bad_request"})
_NOT_ITS_OWN: tuple[int, dict[str, object]] = (403, {"refused": "forbidden"})


def add_rows_door(app: Flask, intake: GroupIntake) -> None:
    """Put the door on the hub's app, whose own guard has seen to the caller's token before."""

    places = threading.BoundedSemaphore(AT_ONCE)

    @app.post(PATH)
    def fleet_rows() -> Response:
        request.max_content_length = MOST_TOGETHER
        bodies = list(unframed(request.get_data()))
        if not places.acquire(blocking=False):
            return refused("busy", 429)
        try:
            answers = _answers(intake, bodies)
        finally:
            places.release()
        return make_response(json.dumps(answers), 200, {"Content-Type": "application/json"})


def framed(bodies: Iterable[tuple[str, bytes]]) -> bytes:
    """Bodies as the door takes them, each with the station it is from."""
    return b"".join(b"%b %d\n%b" % (station.encode("ascii"), len(body), body) for station, body in bodies)


def unframed(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The bodies of a request.

    :raises BadShape: when it is not of frames.
    """
    at = 0
    while at < len(data):
        head, found, _ = data[at : at + 40].partition(b"\n")
        station, _, length = head.decode("ascii", "replace").partition(" ")
        if not found or not length.isdecimal():
            raise BadShape("frame")
        at += len(head) + 1
        if at + int(length) > len(data):
            raise BadShape("frame")
        yield station, data[at : at + int(length)]
        at += int(length)


def _answers(intake: GroupIntake, bodies: list[tuple[str, bytes]]) -> list[tuple[int, dict[str, object]]]:
    answers: dict[int, tuple[int, dict[str, object]]] = {}
    batches = {}
    for place, (station, body) in enumerate(bodies):
        try:
            batch = batch_of(read.record(_json(body), "body"))
        except BadShape:
            answers[place] = _BAD
            continue
        if batch.source.partition("~")[0] == station:
            batches[place] = batch
        else:
            answers[place] = _NOT_ITS_OWN
    taken = intake.take_together(list(batches.values())) if batches else []
    answers |= {place: told(answer) for place, answer in zip(batches, taken, strict=True)}
    return [answers[place] for place in range(len(bodies))]


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise BadShape("body") from None
