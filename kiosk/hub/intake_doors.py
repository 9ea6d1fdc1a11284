"""The doors stations hand their journal rows in at: `GET /journal/head?source=` and `POST /journal/rows`.

A row goes as the list of its nine public fields, in the order of `PublicRow`. Answers: 200 with the head and how many
rows were new; 409 with `refused` (`gap`, `fork`, `broken`), `seq` and the head; 503 when the database does not answer;
429 `busy` when enough others are handing in: nothing was looked at.
"""

from __future__ import annotations

import re
import threading
from typing import Any

from flask import Flask, Response, jsonify, make_response, request

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.outcome import Unknown
from kiosk.hub.asked import body_of, refused
from kiosk.hub.intake import MOST_BYTES, MOST_ROWS, Batch, Head, JournalIntake, NotTaken, TakeAnswer, Taken
from kiosk.journal import PublicRow

SOURCE = re.compile(r"[A-Z0-9]{1,4}~[0-9a-f]{8}")
"""A station's chain. The hub's own journal has another form, so nobody can hand in money over the network."""

AT_ONCE = 6
WAIT_S = 0.3
"""How many may hand in at once, and how long one more waits: a slow database must not hold all the hub's threads,
which patients' orders run on."""

_TYPES: tuple[type, ...] = (int, str, str, int, str, str, str, str, str)
_DIGEST = PublicRow._fields.index("personal_digest")


def add_journal_doors(app: Flask, intake: JournalIntake) -> None:
    """Put both doors on the hub's app; the app's own guard has seen to the caller's token before."""

    places = threading.BoundedSemaphore(AT_ONCE)

    @app.get("/journal/head")
    def journal_head() -> Response:
        source = _source(request.args.get("source"))
        if not places.acquire(timeout=WAIT_S):
            return refused("busy", 429)
        try:
            head = intake.head(source)
        finally:
            places.release()
        return refused(head.reason, 503) if isinstance(head, Unknown) else jsonify(_shown(head))

    @app.post("/journal/rows")
    def journal_rows() -> Response:
        request.max_content_length = MOST_BYTES
        batch = batch_of(body_of())
        if not places.acquire(timeout=WAIT_S):
            return refused("busy", 429)
        try:
            answer = intake.take(batch.source, batch.rows, batch.told_seq)
        finally:
            places.release()
        status, said = told(answer)
        return make_response(jsonify(said), status)


def batch_of(body: Any) -> Batch:
    """What a body hands over.

    :raises BadShape: when it is no batch of a station's.
    """
    return Batch(_source(body.get("source")), _rows(body.get("rows")), read.integer(body, "told_seq"))


def told(answer: TakeAnswer) -> tuple[int, dict[str, object]]:
    """How a batch's end is said: the status and the body."""
    match answer:
        case Taken(head=head, new=new):
            return 200, {"new": new, **_shown(head)}
        case NotTaken(problem=problem, seq=seq, head=head):
            return 409, {"refused": problem, "seq": seq, **_shown(head)}
        case Unknown(reason=reason):
            return 503, {"refused": reason}


def _source(value: object) -> str:
    if not isinstance(value, str) or not SOURCE.fullmatch(value):
        raise BadShape("source")
    return value


def _rows(value: Json) -> list[PublicRow]:
    if not isinstance(value, list) or not 0 < len(value) <= MOST_ROWS:
        raise BadShape("rows")
    return [_row(item) for item in value]


def _row(item: Any) -> PublicRow:
    if not isinstance(item, list) or len(item) != len(_TYPES):
        raise BadShape("rows")
    for place, (part, kind) in enumerate(zip(item, _TYPES, strict=True)):
        if type(part) is not kind and not (place == _DIGEST and part is None):
            raise BadShape(PublicRow._fields[place])
        if isinstance(part, str) and not _kept(part):
            raise BadShape(PublicRow._fields[place])
    row = PublicRow(*item)
    if not 0 < row.seq < 2**63 or not 0 <= row.version < 2**31:
        raise BadShape("seq")
    return row


def _kept(text: str) -> bool:
    """Whether any book can keep a text: a half surrogate stands in no file."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _shown(head: Head) -> dict[str, object]:
    return {"last_seq": head.last_seq, "head_hash": head.head_hash}
