"""A HIS that gives no number: one is drawn before anything is shown, waited for briefly, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import (
    ANSWER,
    CLINICS,
    COVERED,
    MATCH,
    OPENED,
    POLICY,
    TWO_NUMBERS,
    VISIT_ID,
    Story,
    at_face,
    at_ticket,
    fired,
    registered,
    sending,
)

from his_client.his.ports import Registered
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import Ending, QueuePlace, Reason
from kiosk.visit.view import DeskView, Screen, TicketView

LINK = "https://so.benhvien.example/q/abc"
BARE = replace(registered(), queue_number="", people_before=0, wait_minutes=0)
PLACE = QueuePlace("017", 3, 20, LINK)
DRAWN = ev.NumberDrawn(VISIT_ID, (PLACE,))
NOT_DRAWN = ev.NumberNotDrawn(VISIT_ID)


def drawing(answer: Registered = BARE) -> Story:
    return sending().then(ev.VisitRegistered(answer))


def paid_at_cashier(story: Story) -> Story:
    return story.then(OPENED, ev.PayAtCashierPressed())


def test_a_number_is_asked_for_once_and_nothing_is_shown_or_printed_before_it() -> None:
    story = drawing().then(ev.HelpPressed(), ev.HelpClosed(), ev.VisitRegistered(BARE))
    assert story.shows(Screen.REGISTERING)
    (asked,) = story.all(fx.DrawNumber)
    assert (asked.id, asked.tickets, asked.alone) == (VISIT_ID, BARE.tickets, False)
    assert story.all(fx.PrintTicket) == []
    assert fx.Timer.NUMBER in story.running()
    assert fx.Timer.REGISTER not in story.running()


def test_the_number_stands_on_screen_with_what_the_room_says_of_it() -> None:
    story = paid_at_cashier(drawing().then(DRAWN))
    shown = story.content(TicketView)
    assert (shown.number, shown.place.people, shown.place.minutes) == ("017", 3, 20)
    assert (shown.link, shown.alone) == (LINK, False)
    assert fx.Timer.NUMBER not in story.running()
    assert len(story.all(fx.PrintTicket)) == 1


def test_a_room_that_does_not_call_is_not_said_to_have_nobody_waiting() -> None:
    story = paid_at_cashier(drawing().then(ev.NumberDrawn(VISIT_ID, (QueuePlace("017"),))))
    shown = story.content(TicketView)
    assert (shown.place.people, shown.place.minutes, shown.link) == (None, None, "")


def test_a_hub_that_takes_too_long_is_not_waited_for() -> None:
    story = drawing().then(fired(fx.Timer.NUMBER))
    assert [one.alone for one in story.all(fx.DrawNumber)] == [False, True]
    own = ev.NumberDrawn(VISIT_ID, (QueuePlace("B3-012", provisional=True),))
    shown = paid_at_cashier(story.then(own)).content(TicketView)
    assert (shown.number, shown.alone) == ("B3-012", True)


def test_without_any_number_the_desk_takes_over_and_the_registration_stands() -> None:
    story = drawing().then(fired(fx.Timer.NUMBER), NOT_DRAWN, ev.DeskNumberTaken("Q03-01"))
    assert story.content(DeskView).reason == Reason.NO_NUMBER.value
    assert story.visit.facts.registered == BARE
    assert fx.Timer.NUMBER not in story.running()
    over = story.then(ev.NextPressed(), ev.CardRemoved()).visit
    assert (over.ending, over.reason) == (Ending.HANDED_OVER, Reason.NO_NUMBER)


def test_a_number_that_comes_while_the_patient_still_stands_there_needs_no_desk() -> None:
    story = drawing().then(NOT_DRAWN, ev.DeskNumberTaken("Q03-01"), DRAWN)
    assert story.content(TicketView).number == "017"


def test_a_late_answer_of_the_hospital_without_a_number_keeps_the_desk_until_one_is_drawn() -> None:
    story = sending().then(fired(fx.Timer.REGISTER), ev.DeskNumberTaken("Q03-01"), ev.VisitRegistered(BARE))
    assert story.shows(Screen.DESK)
    assert len(story.all(fx.DrawNumber)) == 1
    assert story.then(DRAWN).content(TicketView).number == "017"


@pytest.mark.parametrize("foreign", [ev.NumberDrawn("another", (PLACE,)), ev.NumberDrawn(VISIT_ID, ())])
def test_a_number_of_another_registration_or_for_other_tickets_is_dropped(foreign: ev.NumberDrawn) -> None:
    assert drawing().then(foreign).shows(Screen.REGISTERING)


def test_that_another_registration_has_none_sends_nobody_to_the_desk() -> None:
    assert drawing().then(ev.NumberNotDrawn("another")).shows(Screen.REGISTERING)
    assert sending().then(NOT_DRAWN).shows(Screen.REGISTERING)


def test_only_the_tickets_without_a_number_get_one() -> None:
    (main, further) = TWO_NUMBERS.tickets
    half = replace(TWO_NUMBERS, further=(replace(further, queue_number=""),))
    story = paid_at_cashier(drawing(half).then(DRAWN))
    shown = story.content(TicketView)
    assert (shown.number, [one.number for one in shown.further]) == (main.queue_number, ["017"])
    assert (shown.place.people, shown.further[0].place.people) == (main.people_before, 3)


def test_a_hospital_with_numbers_of_its_own_asks_the_hub_nothing() -> None:
    story = at_ticket()
    assert story.all(fx.DrawNumber) == []
    assert (story.content(TicketView).link, story.content(TicketView).alone) == ("", False)


def already() -> Story:
    today = ev.PatientKnown(None, (replace(BARE, key="earlier"),))
    return at_face().then(CLINICS, today, COVERED, MATCH, ev.NextPressed())


def test_whoever_comes_back_is_shown_the_number_of_their_registration() -> None:
    story = already()
    assert (story.all(fx.DrawNumber)[0].id, story.view.screen) == ("earlier", Screen.ALREADY)
    waiting = story.then(ev.NextPressed(), wi.PayPressed())
    assert (waiting.content(TicketView).number, waiting.view.screen) == ("", Screen.ALREADY)
    shown = waiting.then(ev.NumberDrawn("earlier", (PLACE,)), ev.NextPressed())
    assert (shown.content(TicketView).number, shown.view.screen) == ("017", Screen.TICKET)
    assert len(shown.all(fx.PrintTicket)) == 1


def test_whoever_comes_back_and_can_be_given_none_is_sent_to_the_desk() -> None:
    assert already().then(ev.NumberNotDrawn("earlier"), ev.DeskNumberTaken("Q03-01")).shows(Screen.DESK)


def test_a_stop_before_the_number_was_shown_calls_staff() -> None:
    story = drawing().then(ev.StationRestarted())
    assert (story.visit.ending, story.visit.reason) == (Ending.HANDED_OVER, Reason.NO_NUMBER)
    assert story.all(fx.CallStaff)


def test_a_visit_of_an_earlier_release_is_replayed_as_it_was() -> None:
    story = Story()
    story.visit = replace(sending().visit, policy=replace(POLICY, rules=2))
    story.then(ev.VisitRegistered(BARE))
    assert (story.view.screen, story.all(fx.DrawNumber)) == (Screen.PAYMENT, [])


def test_a_fee_without_a_bill_is_the_cashiers_and_no_amount_is_claimed() -> None:
    story = sending().then(ev.VisitRegistered(replace(registered(), bill_id="", patient_id="")))
    assert story.all(fx.OpenOrder) == []
    assert story.content(TicketView).at_cashier
    assert not sending().then(ANSWER, OPENED, ev.PayAtCashierPressed()).content(TicketView).at_cashier


def test_a_registration_of_today_without_a_bill_is_not_offered_for_payment() -> None:
    today = ev.PatientKnown(None, (replace(registered(key="earlier"), bill_id=""),))
    story = at_face().then(CLINICS, today, COVERED, MATCH, ev.NextPressed())
    assert (story.view.screen, story.content(TicketView).pay) == (Screen.ALREADY, False)
