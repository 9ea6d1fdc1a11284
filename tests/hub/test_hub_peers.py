"""Whom the hub asks is told without asking them again and again, and to nobody without a token."""

from __future__ import annotations

import pytest
from flask import Flask

from his_client.outcome import Done, Outcome, Refused, Unknown
from kiosk.hub.owner import at_once
from kiosk.hub.peers import KEEP_S, KeptAnswer, add_peers_door
from kiosk.hub.spoken import STATION_HEADER, speaks_for_itself


@pytest.mark.parametrize(
    ("outcome", "word"), [(Done(None), "ok"), (Refused("401", "no"), "401"), (Unknown("timeout"), "timeout")]
)
def test_the_insurers_answer_is_kept_for_a_minute(outcome: Outcome[object], word: str) -> None:
    now, asked = [0.0], []

    def hello() -> Outcome[object]:
        asked.append(now[0])
        return outcome

    answer = KeptAnswer(hello, lambda: now[0])
    assert [answer(), answer()] == [word, word]
    now[0] = KEEP_S - 1
    answer()
    assert asked == [0.0]
    now[0] = KEEP_S
    answer()
    assert asked == [0.0, KEEP_S]


def test_a_station_may_look_through_the_gate() -> None:
    app = Flask("test")
    add_peers_door(app, lambda: {"bank": "ok"}, lambda: "off", at_once)
    with app.test_request_context("/health/peers", headers={STATION_HEADER: "03"}):
        from flask import request

        assert speaks_for_itself(request)
    assert app.test_client().get("/health/peers").json == {"payments": {"bank": "ok"}, "insurer": "off"}
