"""A whole visit at a hospital whose system answers with hostile words: it is registered, printed and kept as usual."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from journeys_hospital import Hospital, person
from journeys_visitor import Comes

sys.path.append(str(Path(__file__).parents[2] / "attacks"))

from hostile import WORDS
from window_looking import texts

from kiosk.printing import render
from kiosk.visit.view import Screen

pytestmark = pytest.mark.attack

WOMAN = person()


@pytest.mark.parametrize("attack", ["html", "printer", "huge word"])
def test_a_visit_among_hostile_names_ends_with_its_number(hospital: Hospital, comes: Comes, attack: str) -> None:
    word = WORDS[attack][:600]
    rooms = hospital.book.rooms
    rooms.rules = {key: replace(rule, name=f"{word} {key}") for key, rule in rooms.rules.items()}
    hospital.insures(WOMAN)
    visitor = comes(WOMAN)
    visitor.is_read()
    for _ in range(6):
        view = visitor.waits(
            lambda view: view.screen is not Screen.FACE and not getattr(view.content, "waiting", False)
        )
        if view.screen is Screen.CLINIC:
            break
        visitor.press("primary")
    visitor.chooses("K01")
    assert any(word[:20] in line for line in texts(visitor._window.window))
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    visitor.has_a_number()
    slip = hospital.machine.printer.last
    assert slip is not None
    assert slip.place is not None
    assert word[:20] in slip.place.department
    assert render(slip).height < 20_000
    assert hospital.machine.journal.verify().whole
    assert len(hospital.visits) == 1
    visitor.goes()
