"""The hub's intake as a station reaches it over HTTP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from his_client import fields as read
from his_client.fields import BadShape, Json
from his_client.http import JsonClient
from his_client.outcome import Unknown
from kiosk.hub.identity import MutualTls, tls_files
from kiosk.hub.intake import BUSY, Head, NotTaken, Problem, TakeAnswer, Taken
from kiosk.hub.named import CALL_HEADER
from kiosk.journal import PublicRow

_PROBLEMS: Mapping[str, Problem] = {"gap": "gap", "fork": "fork", "broken": "broken"}
_BUSY = Unknown(BUSY, "others are handing in")


class HttpIntake:
    """`JournalIntake` over a hub's service. Thread-safe; repeats nothing.

    :param url: https, or http to this machine only.
    :param identity: the station's, where the address is a gate's.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, deadline_s: float = 10.0, identity: MutualTls | None = None) -> None:
        self._http = JsonClient(url, deadline_s=deadline_s, call_header=CALL_HEADER, **tls_files(identity))
        self._headers = {"Authorization": f"Bearer {token}"}

    def close(self) -> None:
        """Close the kept connections."""
        self._http.close()

    def head(self, source: str) -> Head | Unknown:
        """See `JournalIntake.head`."""
        reply = self._http.call("GET", "/journal/head", params={"source": source}, headers=self._headers)
        if isinstance(reply, Unknown):
            return reply
        if reply.status == 429:
            return _BUSY
        try:
            return _head(_good(reply.status, reply.data))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")

    def take(self, source: str, rows: Sequence[PublicRow], told_seq: int) -> TakeAnswer:
        """See `JournalIntake.take`."""
        body = {"source": source, "told_seq": told_seq, "rows": rows}
        reply = self._http.call("POST", "/journal/rows", body=body, headers=self._headers)
        if isinstance(reply, Unknown):
            return reply
        if reply.status == 429:
            return _BUSY
        try:
            if reply.status == 409:
                data = read.record(reply.data)
                problem = _PROBLEMS.get(read.text(data, "refused"))
                if problem is None:
                    raise BadShape("refused")
                return NotTaken(problem, read.integer(data, "seq"), _head(data))
            data = _good(reply.status, reply.data)
            return Taken(_head(data), read.integer(data, "new"))
        except BadShape as shape:
            return Unknown("bad_shape", f"field {shape.field}")


def _good(status: int, data: Json) -> Mapping[str, Any]:
    """The data of an answer that did what was asked; a refusal of the caller or the call settles nothing."""
    if status >= 400:
        raise BadShape("hub_token" if status in {401, 403} else f"status_{status}")
    return read.record(data)


def _head(data: Mapping[str, Any]) -> Head:
    value = data.get("head_hash")
    if not isinstance(value, str):
        raise BadShape("head_hash")
    return Head(read.integer(data, "last_seq"), value)
