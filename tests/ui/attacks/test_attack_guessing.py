"""Guessing at the kiosk: codes of slips, numbers of others and wildcards get no list, no name and no second answer."""

from __future__ import annotations

import pytest
from journeys_hospital import Hospital, person
from journeys_visitor import Comes, Visitor, registered
from window_looking import texts

from kiosk.visit.view import ResultsView, Screen, WhereView

pytestmark = pytest.mark.attack

WOMAN = person()
GUESSES = ("%", "*", "_" * 10, "' OR '1'='1", "LK%", "", "0" * 12, "https://so.example/q/x", "\x1b@", "\u202eLK1")


def at_the_slip(comes: Comes) -> Visitor:
    visitor = comes(WOMAN)
    visitor.asks_for("queue")
    visitor.sees(Screen.AGREE)
    visitor.press("primary")
    visitor.sees(Screen.SLIP)
    return visitor


def test_no_wildcard_and_no_piece_of_a_code_finds_anybodys_number(hospital: Hospital, comes: Comes) -> None:
    registered(hospital, comes, WOMAN)
    code = hospital.visit.visit_code
    visitor = at_the_slip(comes)
    shown = set()
    for guess in (*GUESSES, code[:-1], code + "0", code.lower() if code.lower() != code else code + "x"):
        if hospital.machine.station.view.screen is not Screen.SLIP:
            visitor.goes()
            visitor = at_the_slip(comes)
        visitor.shows(guess)
        hospital.run(3.0)
        visitor._read()
        content = hospital.machine.station.view.content
        shown.add((hospital.machine.station.view.screen, getattr(content, "numbers", ())))
        assert not [line for line in visitor.read if WOMAN.citizen.full_name.split()[0] in line]
    assert {numbers for _, numbers in shown} == {()}
    visitor.goes()


def test_an_unknown_code_and_one_of_yesterday_are_answered_alike(hospital: Hospital, comes: Comes) -> None:
    registered(hospital, comes, WOMAN)
    code = hospital.visit.visit_code
    answers = []
    for guess in (code[:-1] + ("1" if code[-1] != "1" else "2"), code[:-2] + "99"):
        visitor = at_the_slip(comes)
        visitor.shows(guess)
        view = visitor.waits(lambda view: isinstance(view.content, WhereView) and not view.content.waiting)
        answers.append((view.content, tuple(visitor.read)))
        visitor.press("primary")
        visitor.goes()
    assert answers[0] == answers[1]
    assert isinstance(answers[0][0], WhereView)
    assert answers[0][0].numbers == ()


@pytest.mark.parametrize("errand", ["results", "bills"])
def test_nobodys_results_or_bills_are_told_by_a_code_without_the_card(
    hospital: Hospital, comes: Comes, errand: str
) -> None:
    hospital.knows(WOMAN)
    hospital.examined(ready=True)
    hospital.owes(85_000)
    thief = comes(person(birth="1990-01-01"))
    thief.asks_for(errand)
    thief.sees(Screen.AGREE)
    thief.press("primary")
    thief.sees(Screen.KEY_QR)
    thief.shows(WOMAN.qr_text)
    hospital.run(20.0)
    content = hospital.machine.station.view.content
    assert not isinstance(content, ResultsView)
    assert not [line for line in texts(thief._window.window) if "85.000" in line or "Phạm" in line]
    assert {call.about for call in hospital.machine.calls if call.peer.startswith("his")} <= {""}
    thief.goes()
