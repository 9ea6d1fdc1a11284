"""What a patient may wish beyond the straight way, and that nobody has to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from test_visit_expected import sent
from visit_parts import (
    ANSWER,
    CITIZEN,
    CONFIRM,
    COVERED,
    ELSEWHERE,
    NOW,
    REGULAR,
    TWO_NUMBERS,
    WIDE,
    Story,
    at_clinics,
    at_face,
    at_ticket,
    read,
    sending,
    wide,
    wide_check,
)

from his_client.his.ports import Declaration, DeclarationKind, Reminder, ReminderKind, ServiceChoice
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import Ending, Reason
from kiosk.visit.view import CheckView, ChoiceView, ClinicView, Overlay, Screen, TicketView

DEARER = replace(
    WIDE,
    departments=tuple(
        replace(one, service=replace(one.service, price=70_000)) if one.id == "K01" else one for one in WIDE.departments
    ),
)


class TestLimits:
    def test_what_does_not_fit_age_or_sex_is_not_offered_and_the_reason_is_told(self) -> None:
        closed = {tile.id: tile.closed for tile in wide().content(ClinicView).tiles}
        assert closed == {"K01": "", "K02": "", "K03": "age", "K04": "", "K05": "sex", "K06": ""}
        story = wide().then(ev.DepartmentChosen("K05"))
        assert story.content(ClinicView).selected == "K02", "what was chosen before stands"

    @pytest.mark.parametrize(
        ("birth", "offered"), [("2010-11-24", False), ("2010-11-25", True), ("2010", True), ("2009", False)]
    )
    def test_ages_are_whole_years_and_doubt_decides_for_the_patient(self, birth: str, offered: bool) -> None:
        story = at_face().visit.policy
        child = replace(read(1), citizen=replace(CITIZEN, date_of_birth=birth))
        at = Story(policy=story).then(
            ev.ConsentGiven(face=False, insurer=False, wording="", language="vi"),
            ev.QrSeen("001190000123||Nguyễn Thị Kiểm Thử|17051990|Nữ|Hà Nội|15062021"),
            ev.CardInserted(),
            child,
            WIDE,
            REGULAR,
        )
        closed = {tile.id: tile.closed for tile in at.content(ClinicView).tiles}
        assert (closed["K03"] == "") is offered

    def test_a_price_that_changed_is_shown_again_and_confirmed_again(self) -> None:
        story = wide_check().then(CONFIRM, ev.RegistrationRefused("price_changed"))
        assert story.content(ClinicView).waiting
        story.then(DEARER)
        check = story.content(CheckView)
        assert check.changed
        assert check.estimate is not None
        assert check.estimate.price == 70_000
        assert len(story.all(fx.Register)) == 1, "nothing is sent before it is confirmed"
        assert sent(story.then(CONFIRM)).price == 70_000
        assert not story.then(ANSWER).visit.facts.refused

    def test_a_clinic_that_closed_meanwhile_is_chosen_anew(self) -> None:
        story = wide_check().then(CONFIRM, ev.RegistrationRefused("price_changed"))
        story.then(replace(WIDE, departments=WIDE.departments[1:]))
        assert story.shows(Screen.CLINIC)


class TestSeveral:
    def test_a_second_clinic_is_one_request_and_one_number_for_each_room(self) -> None:
        story = wide_check().then(wi.ServiceWanted())
        view = story.content(ClinicView)
        assert (view.adding, view.selected) == (True, "")
        assert {tile.id: tile.closed for tile in view.tiles} == {
            "K01": "chosen",
            "K02": "",
            "K03": "age",
            "K04": "",
            "K05": "sex",
            "K06": "room",
        }
        story.then(ev.DepartmentChosen("K06"), ev.NextPressed())
        assert story.shows(Screen.CLINIC), "no room twice"
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed())
        check = story.content(CheckView)
        assert [one.place.room for one in check.further] == ["14"]
        assert check.estimate is not None
        assert (check.estimate.price, check.estimate.patient_pays) == (110_000, 46_000)
        request = sent(story.then(CONFIRM))
        assert request.services == (ServiceChoice("K01", "S1", 50_000), ServiceChoice("K02", "S2", 60_000))
        story.then(ev.VisitRegistered(TWO_NUMBERS), ev.PayAtCashierPressed())
        ticket = story.content(TicketView)
        assert (ticket.number, [one.number for one in ticket.further]) == ("K01-007", ["B-003"])

    def test_going_back_from_a_second_choice_changes_nothing(self) -> None:
        story = wide_check().then(wi.ServiceWanted(), ev.DepartmentChosen("K02"), ev.BackPressed())
        assert story.content(CheckView).further == ()
        assert sent(story.then(CONFIRM)).further == ()

    def test_a_further_clinic_can_be_dropped(self) -> None:
        story = wide_check().then(wi.ServiceWanted(), ev.DepartmentChosen("K02"), ev.NextPressed())
        check = story.then(wi.ServiceDropped("K02")).content(CheckView)
        assert check.further == ()
        assert check.estimate is not None
        assert check.estimate.price == 50_000

    def test_where_the_hospital_takes_one_service_only_no_second_is_offered(self) -> None:
        story = at_clinics().then(ev.DepartmentChosen("K01"), ev.NextPressed())
        assert not story.content(CheckView).add
        assert story.then(wi.ServiceWanted()).shows(Screen.CHECK)


class TestPapers:
    def test_the_question_is_put_only_to_who_is_insured_and_registered_elsewhere(self) -> None:
        assert wide(answer=ELSEWHERE).shows(Screen.PAPERS)
        assert wide(answer=COVERED).shows(Screen.CLINIC)
        assert at_clinics(ELSEWHERE).shows(Screen.CLINIC), "where the HIS takes no declaration"

    @pytest.mark.parametrize(
        ("kind", "route", "pays"),
        [("", "1.18", 34_000), ("transfer_form", "1.3", 18_000), ("revisit_slip", "1.5", 18_000)],
    )
    def test_a_paper_changes_the_route_for_the_estimate_and_is_marked_to_be_checked(
        self, kind: str, route: str, pays: int
    ) -> None:
        story = wide(answer=ELSEWHERE).then(wi.PaperDeclared(kind), ev.DepartmentChosen("K01"), ev.NextPressed())
        check = story.content(CheckView)
        assert check.paper == kind
        assert check.estimate is not None
        assert check.estimate.patient_pays == pays
        request = sent(story.then(CONFIRM))
        assert request.insurance is not None
        assert request.insurance.route_code == route
        assert request.declarations == ((Declaration(DeclarationKind(kind)),) if kind else ())

    def test_an_answer_of_the_insurer_that_comes_late_takes_the_paper_back(self) -> None:
        story = wide(answer=ELSEWHERE).then(wi.PaperDeclared("transfer_form"), COVERED)
        request = sent(story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM))
        assert request.declarations == ()
        assert request.insurance is not None
        assert request.insurance.route_code == "1.1"

    def test_back_leads_to_the_insurance_and_from_the_clinics_to_the_question(self) -> None:
        story = wide(answer=ELSEWHERE).then(wi.PaperDeclared(""), ev.BackPressed())
        assert story.shows(Screen.PAPERS)
        assert story.then(ev.BackPressed()).shows(Screen.INSURANCE)


class TestPriority:
    @pytest.mark.parametrize("kind", ["pregnant", "disabled", "merit"])
    def test_what_no_chip_tells_is_declared_and_marked_to_be_checked(self, kind: str) -> None:
        story = wide_check().then(wi.OptionOpened("priority"))
        assert story.content(ChoiceView).offered == ("pregnant", "disabled", "merit")
        story.then(wi.PriorityDeclared(kind))
        assert story.content(CheckView).priority == kind
        request = sent(story.then(CONFIRM))
        assert request.priority == kind
        assert request.declarations == (Declaration(DeclarationKind.PRIORITY, kind),)

    def test_it_can_be_taken_back(self) -> None:
        story = wide_check().then(wi.OptionOpened("priority"), wi.PriorityDeclared("merit"))
        story.then(wi.OptionOpened("priority"), wi.PriorityDeclared(""), CONFIRM)
        assert sent(story).priority is None

    def test_back_closes_the_question_with_nothing_declared(self) -> None:
        story = wide_check().then(wi.OptionOpened("priority"), ev.BackPressed())
        assert story.content(CheckView).priority == ""

    def test_nothing_is_confirmed_while_a_question_stands_open(self) -> None:
        assert wide_check().then(wi.OptionOpened("priority"), CONFIRM).all(fx.Register) == []

    def test_who_is_first_by_age_is_not_asked(self) -> None:
        old = replace(read(1), citizen=replace(CITIZEN, date_of_birth="1950-01-01"))
        story = Story(policy=wide().visit.policy).then(
            ev.ConsentGiven(face=False, insurer=False, wording="", language="vi"),
            ev.QrSeen("001190000123||Nguyễn Thị Kiểm Thử|17051990|Nữ|Hà Nội|15062021"),
            ev.CardInserted(),
            old,
            WIDE,
            REGULAR,
            ev.DepartmentChosen("K01"),
            ev.NextPressed(),
        )
        assert story.content(CheckView).options == ("reminders",)
        assert sent(story.then(CONFIRM)).priority == "senior"


class TestReminders:
    def test_they_travel_in_the_same_request_with_the_moment_of_consent(self) -> None:
        story = wide_check().then(wi.OptionOpened("reminders"))
        assert story.content(ChoiceView).offered == ("follow_up",)
        story.then(wi.RemindersChosen(("follow_up", "vaccination"), at=NOW))
        assert story.content(CheckView).reminders == ("follow_up",)
        assert sent(story.then(CONFIRM)).reminders == (Reminder(ReminderKind.FOLLOW_UP, NOW),)

    def test_none_is_an_answer(self) -> None:
        story = wide_check().then(wi.OptionOpened("reminders"), wi.RemindersChosen((), at=NOW))
        assert sent(story.then(CONFIRM)).reminders == ()


class TestEmergency:
    @pytest.mark.parametrize("place", [Story, at_face, at_clinics, wide_check])
    def test_it_leads_to_the_emergency_room_at_once_and_registers_nothing(self, place: object) -> None:
        story = place().then(wi.EmergencyPressed())  # type: ignore[operator]
        assert story.shows(Screen.EMERGENCY)
        assert {fx.CallStaff("emergency"), fx.StopCamera()} <= set(story.last)
        assert story.all(fx.Register) == story.all(fx.TakeDeskNumber) == story.all(fx.PrintTicket) == []
        story.then(ev.NextPressed(), ev.CardRemoved())
        if not story.visit.over:
            story.then(ev.TimerFired(fx.Timer.TAKE_CARD))
        assert (story.visit.ending, story.visit.reason) == (Ending.HANDED_OVER, Reason.EMERGENCY)

    @pytest.mark.parametrize("place", [sending, at_ticket])
    def test_what_is_sent_stays_and_staff_are_called_all_the_same(self, place: object) -> None:
        story = place().then(wi.EmergencyPressed())  # type: ignore[operator]
        assert story.view.overlay is Overlay.EMERGENCY
        assert fx.CallStaff("emergency") in story.last
        assert story.then(ev.HelpClosed()).view.overlay is Overlay.NONE

    def test_who_called_for_help_first_reads_the_way_and_not_that_somebody_comes(self) -> None:
        story = at_clinics().then(ev.HelpPressed(), wi.EmergencyPressed())
        assert story.shows(Screen.EMERGENCY)
        assert story.view.overlay is Overlay.NONE

    def test_a_card_off_the_tray_does_not_stop_it(self) -> None:
        story = at_clinics().then(ev.CardRemoved(), wi.EmergencyPressed())
        assert story.shows(Screen.EMERGENCY)
        assert story.view.overlay is Overlay.NONE
