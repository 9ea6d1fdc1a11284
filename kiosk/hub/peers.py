"""Whom the hub asks for its stations, and whether they answer: `GET /health/peers`, which names no person.

The insurer is asked for a session, so that a wrong account is known before the first patient. Its answer is kept for a
while: the gateway restricts accounts that ask too much, and any station may look.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict

from flask import Flask, Response, jsonify

from his_client.outcome import Done, Outcome, Refused
from kiosk.hub.owner import Via
from kiosk.hub.ports import Peers

KEEP_S = 60.0


class KeptAnswer:
    """What the insurer says to a hello: `ok`, or why it gives no session; asked again after `KEEP_S` seconds.

    Thread-safe: however many look, one asks.
    """

    def __init__(self, hello: Callable[[], Outcome[object]], monotonic: Callable[[], float]) -> None:
        self._hello = hello
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._state, self._until = "", 0.0

    def __call__(self) -> str:
        """The answer as it was within the last `KEEP_S` seconds."""
        with self._lock:
            if not self._state or self._monotonic() >= self._until:
                self._state = _word(self._hello())
                self._until = self._monotonic() + KEEP_S
            return self._state


def _word(outcome: Outcome[object]) -> str:
    if isinstance(outcome, Done):
        return "ok"
    return outcome.code if isinstance(outcome, Refused) else outcome.reason


def add_peers_door(app: Flask, payments: Callable[[], Mapping[str, str]], insurer: Callable[[], str], via: Via) -> None:
    """The door. `payments` is read on the hub's own thread; `insurer` may wait for the gateway on the door's."""

    @app.get("/health/peers")
    def peers() -> Response:
        return jsonify(asdict(Peers(via(lambda: dict(payments())), insurer())))
