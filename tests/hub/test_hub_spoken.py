"""A station behind the gate asks for itself, and only what a station may; the hub sees to that, whatever passed."""

from __future__ import annotations

import pytest
from hub_running import TOKEN, RunningHub

from his_client.http import JsonClient, JsonReply
from kiosk.queue.events import Source

ROWS = {"source": "K03~0123abcd", "told_seq": 1, "rows": []}


def asked(running: RunningHub, station: str | None, method: str, path: str, body: object = None) -> int:
    headers = {"Authorization": f"Bearer {TOKEN}"} | ({"X-Kiosk-Station": station} if station else {})
    with JsonClient(running.url) as line:
        reply = line.call(method, path, body=body, headers=headers)  # type: ignore[arg-type]
    assert isinstance(reply, JsonReply), reply
    return reply.status


@pytest.mark.attack
@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/calls", {"station_id": "K04", "reason": "help"}),
        ("POST", "/orders", {"order_id": "a:pay", "station_id": "K04", "bill_id": "B1", "amount": 1}),
        ("POST", "/journal/rows", ROWS),
        ("GET", "/journal/head?source=K03~0123abcd", None),
    ],
)
def test_a_station_speaks_for_no_other(running: RunningHub, method: str, path: str, body: object) -> None:
    other = "K03" if "K04" in str(body) else "K05"
    assert asked(running, other, method, path, body) == 403


@pytest.mark.attack
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/queue/rooms/P1"),
        ("POST", "/queue/rooms/P1/call"),
        ("GET", "/desk/users"),
        ("POST", "/desk/sign_in"),
        ("GET", "/insurance/pending"),
        ("POST", "/insurance/erase"),
        ("GET", "/fleet/state"),
        ("GET", "/"),
    ],
)
def test_a_station_opens_no_other_door(running: RunningHub, method: str, path: str) -> None:
    assert asked(running, "K03", method, path, {} if method == "POST" else None) == 403


def test_a_station_behind_the_gate_is_given_a_number(running: RunningHub) -> None:
    body = {"place_id": "a", "station_id": "K03", "room": "P1", "source": "hub"}
    assert asked(running, "K03", "POST", "/queue/numbers", body) == 200


@pytest.mark.parametrize("source", list(Source))
def test_a_station_s_number_may_come_from_anywhere(running: RunningHub, source: Source) -> None:
    """Where a number was made is called `source` like a journal, and is no station."""
    number = "" if source is Source.HUB else "A007"
    body = {"place_id": "a", "station_id": "K03", "room": "P1", "source": source.value, "number": number}
    assert asked(running, "K03", "POST", "/queue/numbers", body) != 403
    assert asked(running, "K04", "POST", "/queue/numbers", body) == 403


def test_a_station_s_own_call_is_heard(running: RunningHub) -> None:
    assert asked(running, "K03", "POST", "/calls", {"station_id": "K03", "reason": "help"}) == 200
    assert [call.station_id for call in running.core.calls] == ["K03"]
