"""Peers without a network: one that asks a sandbox's app and keeps what it said, one that says what an input holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from flask import Flask

from his_client.clock import VIETNAM
from his_client.http import JsonReply
from his_client.outcome import Unknown

MOST_CALLS = 400
"""No reader may ask more of a peer for one question."""
NOW = datetime(2026, 11, 24, 7, 30, tzinfo=VIETNAM)


def clock() -> datetime:
    """Stands still."""
    return NOW


class Recorder:
    """A peer whose answers are a sandbox's; `said` is what an input of the same question looks like."""

    def __init__(self, app: Flask, prefix: str = "", base: str = "http://localhost") -> None:
        self._client = app.test_client()
        self._prefix = prefix
        self._base = base
        self.said: list[list[Any]] = []

    def at(self, prefix: str) -> Recorder:
        """The same peer, and the same record, under another path."""
        other = Recorder.__new__(Recorder)
        other._client, other._prefix, other._base, other.said = self._client, prefix, self._base, self.said
        return other

    def call(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: Any = None,
        form: Mapping[str, str | Sequence[str]] | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
    ) -> JsonReply | Unknown:
        """As `his_client.http.JsonClient.call`."""
        given: dict[str, Any] = {"json": body} if body is not None else {}
        if form is not None:
            given = {"data": urlencode(form, doseq=True), "content_type": "application/x-www-form-urlencoded"}
        reply = self._client.open(
            self._prefix + path, method=method, query_string=params, headers=headers, base_url=self._base, **given
        )
        told = json.loads(reply.text, parse_float=Decimal) if reply.text else None
        self.said.append([reply.status_code, json.loads(reply.text) if reply.text else None])
        return JsonReply(reply.status_code, told, reply.text)

    def take(self, question: str) -> bytes:
        """The input that plays what was said since the last time, for a question by its name."""
        said, self.said[:] = list(self.said), []
        return json.dumps({"ask": question, "said": said}).encode()


class Player:
    """A peer that says what an input holds, one answer after another, and then nothing."""

    def __init__(self, said: Iterable[Any]) -> None:
        self._said = iter(said)
        self._calls = 0

    def call(self, *_args: object, **_options: object) -> JsonReply | Unknown:
        """As `his_client.http.JsonClient.call`."""
        self._calls += 1
        assert self._calls <= MOST_CALLS, "one question asks a peer without an end"
        match next(self._said, None):
            case [int() as status, data] if 200 <= status < 500 and not isinstance(status, bool):
                return JsonReply(status, data, json.dumps(data, default=str))
            case [int(), _]:
                return Unknown("server_error", "")
            case _:
                return Unknown("timeout", "")


def played(data: bytes) -> tuple[str, Player] | None:
    """What an input asks, and the peer that answers; None where it is no such input."""
    try:
        value = json.loads(data.decode(), parse_float=Decimal, parse_constant=_none)
    except (ValueError, RecursionError):
        return None
    match value:
        case {"ask": str() as question, "said": list() as said}:
            return question, Player(said)
    return None


def asks(questions: Mapping[str, Callable[[Player], object]]) -> Callable[[bytes], object]:
    """A reader of such inputs: each question opens its client on the player and asks."""

    def run(data: bytes) -> object:
        found = played(data)
        if found is None:
            return None
        question, player = found
        names = sorted(questions)
        ask = questions.get(question) or questions[names[len(question) % len(names)]]
        return ask(player)

    return run


def later(minutes: float) -> datetime:
    """So many minutes after `NOW`."""
    return NOW + timedelta(minutes=minutes)


def _none(_name: str) -> None:
    return None
