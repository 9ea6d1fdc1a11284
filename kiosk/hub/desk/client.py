"""The desk's port over HTTP: every call of `kiosk.cashier.ports.Desk` at a hub, under one deadline, never repeated."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

from his_client.http import JsonClient, JsonReply
from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.cashier.ports import Desk
from kiosk.hub.desk.wire import DESK, NotOfThisShape
from kiosk.hub.named import CALL_HEADER

MOST_ANSWER_BYTES = 64 * 1024 * 1024
SLOW: Mapping[str, float] = {"upload": 120.0, "export": 120.0, "decide_void": 120.0, "save_layout": 60.0, "bills": 30.0}
"""Seconds for calls that wait for a file, a terminal or the HIS."""


class HttpDesk:
    """One window's way to the hub. Thread-safe; remembers the session that `sign_in` gave, and forgets it on sign-out.

    :param url: https, or http to this machine only.
    :param token: the machine's own, `desk_token` of its credentials.
    :param ca_file: the PEM file of the authorities to trust instead of the system's.
    :raises InsecureAddress: for plain http to another machine.
    """

    def __init__(self, url: str, token: str, *, ca_file: Path | None = None, deadline_s: float = 20.0) -> None:
        self._http = JsonClient(
            url, deadline_s=deadline_s, ca_file=ca_file, max_bytes=MOST_ANSWER_BYTES, call_header=CALL_HEADER
        )
        self._deadline_s = deadline_s
        self._machine = token
        self._session = ""

    @property
    def desk(self) -> Desk:
        """The port itself."""
        return cast(Desk, _Calls(self))

    def close(self) -> None:
        """Close the kept connections; the session at the hub goes on until it ends."""
        self._http.close()

    def call(self, name: str, arguments: Mapping[str, Any]) -> Outcome[Any]:
        """Make one call of the port by its name; after Unknown the very same may be made again."""
        wanted = DESK[name]
        signing_in = name == "sign_in"
        reply = self._http.call(
            "POST",
            f"/desk/{name}",
            body=json.loads(wanted.write_arguments(arguments)),
            headers={"Authorization": f"Bearer {self._machine if signing_in else self._session}"},
            deadline_s=SLOW.get(name, self._deadline_s),
        )
        if isinstance(reply, Unknown):
            return reply
        outcome = _understood(name, reply)
        if signing_in and isinstance(outcome, Done):
            self._session = outcome.value.token
        elif name == "sign_out":
            self._session = ""
        return outcome


class _Calls:
    """The port's methods by their names, each with the port's own signature."""

    def __init__(self, line: HttpDesk) -> None:
        self._line = line

    def __getattr__(self, name: str) -> Callable[..., Outcome[Any]]:
        if name not in DESK:
            raise AttributeError(name)
        return lambda *args, **kwargs: self._line.call(name, DESK[name].bind(args, kwargs))


def _understood(name: str, reply: JsonReply) -> Outcome[Any]:
    if reply.status == 413:
        return Refused("too_large")
    try:
        return DESK[name].read_answer(reply.text)
    except NotOfThisShape:
        if reply.status in {401, 403}:
            return Refused("unauthorised")
        return Refused("bad_request") if reply.status in {400, 404} else Unknown("bad_shape", name)
