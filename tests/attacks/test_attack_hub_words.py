"""Hostile words at the hub's doors, in the journal and on its page: refused or kept as words, and the hub goes on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from hostile import WORDS
from hub_running import TOKEN, RunningHub, hub_between_simulated_neighbours

from kiosk.hub.owner import OnOwner

pytestmark = pytest.mark.attack

PERSON = {"number": "001090000017", "full_name": "Nguyễn Đức Mẫu", "birth_date": "1990-03-15"}
MOMENT = "2026-11-24T08:00:00+07:00"
DOORS: dict[str, dict[str, Any]] = {
    "/orders": {"order_id": "o-1", "station_id": "K03", "bill_id": "HD1", "amount": 50_600, "visit_code": "LK1"},
    "/calls": {"station_id": "K03", "reason": "help"},
    "/queue/numbers": {"place_id": "p-1", "station_id": "K03", "room": "214", "priority": "none"},
    "/queue/blocks": {"station_id": "K03", "ordinal": 1, "day": "2026-11-24"},
    "/queue/rooms/214/call": {"number": "001"},
    "/insurance/check": {**PERSON, "visit_id": "v-1"},
    "/insurance/unverified": {**PERSON, "visit_id": "v-2", "code": "timeout", "failed_at": MOMENT},
    "/insurance/copayment": {**PERSON, "visit_id": "v-3", "five_years_from": "2026-01-01"},
    "/insurance/seen": {"visit_id": "v-1", "by": "Lan"},
}


@pytest.fixture(scope="module")
def hub() -> Iterator[RunningHub]:
    with hub_between_simulated_neighbours() as running:
        yield running


def post(hub: RunningHub, door: str, body: object) -> requests.Response:
    sent = json.dumps(body).encode()
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    return requests.post(hub.url + door, data=sent, headers=headers, timeout=20)


def healthy(hub: RunningHub) -> bool:
    return requests.get(f"{hub.url}/health", timeout=20).status_code == 200


@pytest.mark.parametrize("door", DOORS)
def test_no_word_at_any_door_ends_the_hub_or_is_an_error_of_its_own(hub: RunningHub, door: str) -> None:
    for field in DOORS[door]:
        for attack, word in WORDS.items():
            answer = post(hub, door, DOORS[door] | {field: word})
            assert answer.status_code in {200, 400, 404, 409, 413}, (field, attack, answer.status_code)
    assert healthy(hub)
    assert OnOwner(hub.loop)(hub.journal.verify).whole


@pytest.mark.parametrize("amount", [-1, 0, 2**53 + 1, 10**30, 50_600.5, "50600", "1e5", "५०६००", True, None, [], {}])
def test_no_order_is_opened_for_what_is_no_amount(hub: RunningHub, amount: object) -> None:
    answer = post(hub, "/orders", DOORS["/orders"] | {"order_id": "o-amount", "amount": amount})
    assert answer.status_code in {400, 409}
    assert healthy(hub)


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 100_000, b'{"a":' * 50_000, b"\xff\xfe", b"null", b'"x"', b"NaN"])
def test_no_body_that_is_no_order_does_anything(hub: RunningHub, body: bytes) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    for door in DOORS:
        answer = requests.post(hub.url + door, data=body, headers=headers, timeout=20)
        assert answer.status_code in {400, 413}, door
    assert healthy(hub)
