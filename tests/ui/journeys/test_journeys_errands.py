"""Journeys 10 to 15, which register nothing: a bill, a number, results, feedback, an emergency, information."""

from __future__ import annotations

import pytest
from journeys_hospital import Hospital, person
from journeys_visitor import Comes, Visitor, registered

from kiosk.demo.house import HOUSE
from kiosk.visit.view import BillsView, InfoView, ResultsView, Screen, WhereView

WOMAN = person()


def with_the_card(comes: Comes, errand: str) -> Visitor:
    """The errand is agreed to, and the card is read for it."""
    visitor = comes(WOMAN)
    visitor.asks_for(errand)
    visitor.sees(Screen.AGREE)
    visitor.press("primary")
    if errand == "queue":
        visitor.sees(Screen.SLIP)
        visitor.press("cardInstead")
    visitor.gives_the_card()
    return visitor


def test_10_a_bill_of_the_laboratory_is_paid_and_the_wards_is_left(hospital: Hospital, comes: Comes) -> None:
    hospital.knows(WOMAN)
    hospital.owes(85_000, 1_200_000)
    visitor = with_the_card(comes, "bills")
    visitor.waits(lambda view: isinstance(view.content, BillsView) and bool(view.content.tiles))
    visitor.reads("85.000\xa0đ", "1.200.000\xa0đ")
    visitor.press("bill:HD1")
    visitor.sees(Screen.PAYMENT)
    assert visitor.transfers() == 85_000
    left = visitor.sees(Screen.BILLS).content
    assert isinstance(left, BillsView)
    assert [tile.id for tile in left.tiles] == ["HD2"]
    visitor.press("primary")
    visitor.goes()
    hospital.run(60.0)
    assert (hospital.book.cash.paid("HD1"), hospital.book.cash.paid("HD2")) == (85_000, 0)
    assert hospital.visits == ()
    assert hospital.machine.printer.printed == 1, "the slip of what was paid"


def test_10_whoever_owes_nothing_is_told_so(hospital: Hospital, comes: Comes) -> None:
    hospital.knows(WOMAN)
    visitor = with_the_card(comes, "bills")
    visitor.sees(Screen.BILLS)
    visitor.waits(lambda view: not view.content.waiting)  # type: ignore[union-attr]
    visitor.press("primary")
    visitor.goes()


@pytest.mark.parametrize("by", ["slip", "card"])
def test_11_where_a_number_stands_is_told_by_the_slip_or_by_the_card(hospital: Hospital, comes: Comes, by: str) -> None:
    number = registered(hospital, comes, WOMAN)
    if by == "card":
        visitor = with_the_card(comes, "queue")
    else:
        visitor = comes(WOMAN)
        visitor.asks_for("queue")
        visitor.sees(Screen.AGREE)
        visitor.press("primary")
        visitor.sees(Screen.SLIP)
        visitor.shows(hospital.visit.visit_code)
    where = visitor.waits(lambda view: isinstance(view.content, WhereView) and not view.content.waiting).content
    assert isinstance(where, WhereView)
    [standing] = where.numbers
    assert standing.number == number
    assert standing.minutes is not None
    visitor.reads(number, standing.room, str(standing.minutes))
    visitor.press("primary")
    visitor.goes()
    assert len(hospital.visits) == 1


@pytest.mark.parametrize("ready", [True, False])
def test_12_results_are_ready_or_not_and_nothing_more_is_told(hospital: Hospital, comes: Comes, ready: bool) -> None:
    hospital.knows(WOMAN)
    hospital.examined(ready=ready)
    visitor = with_the_card(comes, "results")
    view = visitor.waits(lambda view: isinstance(view.content, ResultsView) and not view.content.waiting)
    assert view.content == ResultsView(waiting=False, found=True, ready=ready)
    visitor.press("primary")
    visitor.goes()
    assert {call.peer for call in hospital.machine.calls if call.about} <= {"card", "scan", "his"}


def test_13_content_is_one_touch_and_a_complaint_stands_in_the_hospitals_list(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(WOMAN)
    visitor.asks_for("feedback")
    visitor.sees(Screen.FEEDBACK)
    visitor.press("rate:5")
    visitor.press("primary")
    visitor.goes()
    visitor.asks_for("feedback")
    visitor.sees(Screen.FEEDBACK)
    visitor.press("rate:1")
    visitor.press("topic:waiting")
    visitor.press("primary")
    visitor.goes()
    hospital.run(5.0)
    said = [(row.rating, row.topic, row.visit_code) for row in hospital.book.desk.feedback.where()]
    assert said == [(5, "", ""), (1, "waiting", "")]


def test_13_after_the_number_how_it_was_is_said_in_passing(hospital: Hospital, comes: Comes) -> None:
    hospital.insures(WOMAN)
    hospital.expects(WOMAN)
    visitor = comes(WOMAN)
    visitor.is_read()
    visitor.sees(Screen.CHECK)
    visitor.press("primary")
    visitor.pays_at_the_cashier()
    visitor.has_a_number()
    visitor.press("rate")
    visitor.sees(Screen.FEEDBACK)
    visitor.press("rate:4")
    visitor.sees(Screen.TAKE_CARD)
    visitor.goes()
    hospital.run(5.0)
    assert [row.rating for row in hospital.book.desk.feedback.where()] == [4]


def test_14_emergency_shows_the_way_alerts_staff_and_registers_nothing(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(WOMAN)
    visitor.sees(Screen.WELCOME)
    visitor.press("emergency")
    visitor.sees(Screen.EMERGENCY)
    hospital.run(2.0)
    assert hospital.called == ["emergency"]
    visitor.press("primary")
    visitor.goes()
    assert (hospital.visits, hospital.machine.printer.printed) == ((), 0)


def test_14_in_the_middle_of_a_visit_it_is_behind_help_and_ends_the_visit(hospital: Hospital, comes: Comes) -> None:
    hospital.insures(WOMAN)
    hospital.expects(WOMAN)
    visitor = comes(WOMAN)
    visitor.is_read()
    visitor.sees(Screen.CHECK)
    visitor.press("help")
    visitor.waits(lambda view: bool(view.overlay))
    visitor.press("dialogLeft")
    visitor.sees(Screen.EMERGENCY)
    visitor.goes()
    assert hospital.called == ["help", "emergency"]
    assert hospital.visits == ()


def test_15_every_page_of_the_information_is_read_without_a_card(hospital: Hospital, comes: Comes) -> None:
    visitor = comes(WOMAN)
    visitor.asks_for("information")
    departments = [row.name for row in hospital.book.rooms.rules.values()]
    wanted = {
        "prices": (departments[0], "50.600\xa0đ"),
        "departments": (departments[0], departments[1]),
        "hours": tuple(part for line in HOUSE.hours for part in line.split(": ")),
        "map": (HOUSE.ways[0].name,),
        "notices": (),
    }
    for page, words in wanted.items():
        visitor.sees(Screen.INFO)
        visitor.press(f"page:{page}")
        view = visitor.waits(lambda view: isinstance(view.content, InfoView) and not view.content.waiting)
        assert view.content.page == page  # type: ignore[union-attr]
        assert not view.content.away  # type: ignore[union-attr]
        visitor.reads(*words)
        if page == "map":
            visitor.press("place:0")
            visitor.reads(*HOUSE.ways[0].steps)
            visitor.press("back")
        visitor.press("back")
    visitor.press("back")
    visitor.sees(Screen.OTHER)
    visitor.press("back")
    visitor.goes()
    assert {call.about for call in hospital.machine.calls} == {""}, "nobody is asked about"
