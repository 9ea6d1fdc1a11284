"""When the hub is silent: the patient is told that nobody was called, and that nobody says whether money came."""

from __future__ import annotations

import pytest
from visit_parts import OPENED, Story, at_clinics, at_key, at_payment, fired

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.view import DeskView, Overlay, PaymentView, Screen

SILENCE = ev.PaymentUnheard()


def notice(story: Story) -> str:
    return story.content(PaymentView).notice


class TestCalls:
    def test_a_call_for_help_nobody_heard_is_said_and_can_be_made_again(self) -> None:
        story = at_clinics().then(ev.HelpPressed(), ev.CallUnheard())
        assert (story.view.overlay, story.view.screen) == (Overlay.HELP_UNHEARD, Screen.CLINIC)
        story.then(ev.HelpClosed(), ev.HelpPressed())
        assert fx.CallStaff("help") in story.last
        assert story.view.overlay is Overlay.HELP

    def test_a_call_that_was_heard_is_not_made_twice(self) -> None:
        story = at_clinics().then(ev.HelpPressed(), ev.HelpClosed(), ev.HelpPressed())
        assert story.all(fx.CallStaff) == [fx.CallStaff("help")]

    def test_who_closed_the_help_is_not_shown_it_again(self) -> None:
        story = at_clinics().then(ev.HelpPressed(), ev.HelpClosed(), ev.CallUnheard())
        assert story.view.overlay is Overlay.NONE

    def test_a_desk_number_staff_did_not_hear_of_is_shown_as_such(self) -> None:
        story = at_clinics().then(ev.ClinicUnknown(), ev.DeskNumberTaken("Q03-01"))
        assert story.content(DeskView).told
        story.then(ev.CallUnheard())
        assert not story.content(DeskView).told
        assert story.content(DeskView).number == "Q03-01"


class TestMoney:
    def test_one_missed_answer_frightens_nobody(self) -> None:
        assert notice(at_payment().then(SILENCE, SILENCE)) == ""

    def test_three_silences_in_a_row_are_told(self) -> None:
        story = at_payment().then(SILENCE, SILENCE, SILENCE)
        assert notice(story) == "silent"
        assert story.content(PaymentView).qr == OPENED.qr

    def test_only_silences_in_a_row_count(self) -> None:
        story = at_payment().then(SILENCE, SILENCE, ev.CreditsSeen(0), SILENCE, SILENCE)
        assert notice(story) == ""

    @pytest.mark.parametrize(("received", "then"), [(0, ""), (10_000, "short"), (18_000, "paid")])
    def test_the_next_answer_ends_the_silence(self, received: int, then: str) -> None:
        story = at_payment().then(SILENCE, SILENCE, SILENCE, ev.CreditsSeen(received))
        assert notice(story) == then
        assert story.content(PaymentView).received == received

    def test_a_part_that_came_before_the_silence_stays_counted(self) -> None:
        story = at_payment().then(ev.CreditsSeen(10_000), SILENCE, SILENCE, SILENCE)
        assert (notice(story), story.content(PaymentView).received) == ("silent", 10_000)

    def test_silence_settles_nothing_and_takes_no_way_out_away(self) -> None:
        story = at_payment().then(SILENCE, SILENCE, SILENCE, ev.NextPressed())
        assert story.shows(Screen.PAYMENT)
        assert story.then(ev.PayAtCashierPressed()).shows(Screen.TICKET)

    def test_after_the_time_the_cashier_stays_the_way(self) -> None:
        story = at_payment().then(fired(fx.Timer.PAYMENT), SILENCE, SILENCE, SILENCE)
        assert notice(story) == "expired"

    def test_what_is_paid_stays_paid(self) -> None:
        story = at_payment().then(ev.CreditsSeen(18_000), SILENCE, SILENCE, SILENCE)
        assert notice(story) == "paid"


def test_a_desk_number_is_a_new_call_whatever_became_of_an_earlier_one() -> None:
    story = at_key().then(ev.HelpPressed(), ev.CallUnheard(), ev.HelpClosed(), ev.DeskPressed())
    assert story.then(ev.DeskNumberTaken("Q03-01")).content(DeskView).told
    assert not story.then(ev.CallUnheard()).content(DeskView).told
