"""Rows that a stolen station hands in: in another's name, made up, or made to break the book they go to."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from hostile import WORDS

from his_client.fields import BadShape
from kiosk.hub.intake_doors import batch_of
from kiosk.hub.spoken import STATION_HEADER, speaks_for_itself

pytestmark = pytest.mark.attack

ROW: list[Any] = [1, "v-1", "VisitEnded", 1, "2026-11-24T01:00:00+00:00", "{}", "00" * 32, "11" * 32, "22" * 32]


def batch(**changed: object) -> dict[str, object]:
    return {"source": "K03~0123abcd", "rows": [ROW], "told_seq": 0} | changed


@pytest.mark.parametrize(
    "source", ["K04~0123abcd", "K03~0123abcd\n", "hub~0123abcd", "K03", "", "K03~../../x", "\ud800"]
)
def test_a_station_hands_in_no_rows_of_another(source: str) -> None:
    app = Flask("attacked")
    sent = {"json": batch(source=source), "headers": {STATION_HEADER: "K03"}}
    with app.test_request_context("/journal/rows", method="POST", **sent) as context:  # type: ignore[arg-type]
        speaks = speaks_for_itself(context.request)
    try:
        batch_of(batch(source=source))
        shaped = True
    except BadShape:
        shaped = False
    assert not (speaks and shaped)


def test_a_half_surrogate_anywhere_in_a_row_is_no_row() -> None:
    for place, part in enumerate(ROW):
        if isinstance(part, str):
            hostile = [*ROW[:place], f"{part}\ud800", *ROW[place + 1 :]]
            with pytest.raises(BadShape):
                batch_of(batch(rows=[hostile]))


@pytest.mark.parametrize("part", [2**63, -1, 1.0, True, "1", None, [], {}])
def test_a_rows_number_is_a_number_of_a_row(part: object) -> None:
    with pytest.raises(BadShape):
        batch_of(batch(rows=[[part, *ROW[1:]]]))


def test_words_in_rows_are_words_and_too_many_rows_none() -> None:
    for word in (word for name, word in WORDS.items() if name != "half surrogate"):
        assert batch_of(batch(rows=[[1, word, *ROW[2:]]])).rows[0].subject == word
    with pytest.raises(BadShape):
        batch_of(batch(rows=[ROW] * 100_000))
