"""Who the hospital knows already: looked for by every number, offered what is expected, and never mistaken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import (
    CONFIRM,
    COVERED,
    ELIGIBLE,
    ELSEWHERE,
    EXPECTED,
    GENEROUS,
    MATCH,
    MISMATCH,
    NINE,
    NOT_INSURED,
    POLICY,
    REGULAR,
    SILENT_INSURER,
    STRANGER,
    WIDE,
    Story,
    at_face,
    at_reading,
    registered,
    who,
    wide,
    wide_check,
)

from his_client.his.ports import IdentitySource, Patient, RegistrationRequest
from his_client.insurance.ports import EligibilityStatus
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.values import Ending, Reason
from kiosk.visit.view import AppointmentsView, CheckView, ClinicView, Screen, TicketView

PROVISIONAL = ev.CoverageKnown(replace(ELIGIBLE, status=EligibilityStatus.ELIGIBLE_PROVISIONAL))
DIFFERS = ev.PatientKnown(None, (), differs=("name",))


def sent(story: Story) -> RegistrationRequest:
    (register,) = (effect for effect in story.last if isinstance(effect, fx.Register))
    return register.request


class TestSearching:
    def test_the_hospital_is_asked_as_soon_as_the_chip_is_read(self) -> None:
        assert at_face().all(fx.AskPatient) == [fx.AskPatient(who())]
        assert at_face(policy=GENEROUS).all(fx.AskPatient) == [fx.AskPatient(who(), appointments=True)]

    def test_who_is_known_by_no_id_number_is_looked_for_by_the_insurance_card(self) -> None:
        for events in ((STRANGER, COVERED), (COVERED, STRANGER)):
            story = at_face().then(*events)
            assert story.all(fx.AskPatient)[1:] == [fx.AskPatient(who(), ELIGIBLE.card)]
            story.then(REGULAR, STRANGER, COVERED)
            assert len(story.all(fx.AskPatient)) == 2, "once is enough"

    def test_who_is_known_or_has_no_card_is_not_looked_for_again(self) -> None:
        assert len(at_face().then(REGULAR, COVERED).all(fx.AskPatient)) == 1
        assert len(at_face().then(STRANGER, SILENT_INSURER).all(fx.AskPatient)) == 1

    def test_silence_on_the_second_question_stops_nothing(self) -> None:
        story = at_face().then(STRANGER, COVERED, ev.HisSilent("patient"), MATCH, ev.NextPressed())
        assert story.content(ClinicView).waiting
        assert story.then(ev.HisSilent("patient"), WIDE).shows(Screen.CLINIC)

    def test_what_was_found_travels_with_the_request(self) -> None:
        known = Patient("BN1", "Nguyễn Thị Kiểm Thử", "K02", "0900000000", old_id_number="012345678")
        identity = sent(wide_check(ev.PatientKnown(known, ())).then(CONFIRM)).identity
        assert (identity.old_id_number, identity.phone) == ("012345678", "0900000000")


class TestDiffering:
    @pytest.mark.parametrize("place", [wide, wide_check])
    def test_a_record_that_differs_is_a_persons_to_look_at(self, place: object) -> None:
        story = place().then(DIFFERS)  # type: ignore[operator]
        assert (story.visit.state.ending, story.visit.state.reason) == (Ending.HANDED_OVER, Reason.PATIENT_DIFFERS)
        assert fx.TakeDeskNumber(Reason.PATIENT_DIFFERS) in story.last

    def test_it_is_told_at_the_clinics_when_it_came_early(self) -> None:
        story = at_face(policy=GENEROUS).then(WIDE, DIFFERS, COVERED, MATCH, ev.NextPressed())
        assert story.shows(Screen.DESK)
        assert story.all(fx.Register) == []

    def test_the_hospitals_own_no_means_the_same(self) -> None:
        story = wide_check().then(CONFIRM, ev.RegistrationRefused("conflict"))
        assert fx.TakeDeskNumber(Reason.PATIENT_DIFFERS) in story.last


class TestAppointments:
    def test_one_touch_takes_the_appointment_to_the_check(self) -> None:
        story = wide(EXPECTED, NOT_INSURED)
        (tile,) = story.content(AppointmentsView).tiles
        assert (tile.id, tile.kind, tile.time, tile.department, tile.room) == (
            "HEN1",
            "revisit",
            "09:00",
            "Phòng khám K02",
            "14",
        )
        story.then(wi.AppointmentChosen("HEN1"))
        check = story.content(CheckView)
        assert (check.place.room, check.appointment) == ("14", "09:00")
        request = sent(story.then(CONFIRM))
        assert (request.appointment_id, request.department_id, request.price) == ("HEN1", "K02", 60_000)

    def test_another_clinic_leaves_the_appointment_for_later(self) -> None:
        story = wide(EXPECTED, NOT_INSURED).then(wi.OtherClinicPressed())
        assert story.content(ClinicView).selected == ""
        story.then(ev.BackPressed())
        assert story.shows(Screen.APPOINTMENT)
        story.then(wi.OtherClinicPressed(), ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM)
        assert sent(story).appointment_id is None

    def test_an_appointment_nobody_offered_is_none(self) -> None:
        assert wide(EXPECTED, NOT_INSURED).then(wi.AppointmentChosen("HEN9")).shows(Screen.APPOINTMENT)
        unheard_of = replace(NINE, department_id="K99")
        assert wide(replace(EXPECTED, appointments=(unheard_of,))).shows(Screen.CLINIC)

    def test_an_appointment_that_was_used_is_not_offered_again(self) -> None:
        story = wide(EXPECTED).then(CONFIRM, ev.RegistrationRefused("no_appointment"))
        story.then(WIDE)
        assert story.content(ClinicView).notice == "no_appointment"
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed(), CONFIRM)
        assert sent(story).appointment_id is None

    def test_back_from_the_check_offers_the_appointment_again(self) -> None:
        back = wide(EXPECTED, NOT_INSURED).then(wi.AppointmentChosen("HEN1"), ev.BackPressed())
        assert back.shows(Screen.APPOINTMENT)


class TestNothingToAsk:
    """Insured at this hospital, expected once: what is known is shown in the check, and asked nowhere before."""

    def test_the_look_into_the_camera_leads_to_the_check(self) -> None:
        for events in ((EXPECTED, COVERED, MATCH), (EXPECTED, MATCH, COVERED)):
            story = at_face(policy=GENEROUS).then(WIDE, *events)
            check = story.content(CheckView)
            assert (check.appointment, check.coverage.status, check.coverage.level) == ("09:00", "eligible", 80)
            assert check.estimate is not None
            assert sent(story.then(CONFIRM)).appointment_id == "HEN1"

    def test_from_the_check_the_way_back_offers_the_clinics_and_then_the_consent(self) -> None:
        story = wide(EXPECTED).then(ev.BackPressed())
        assert story.content(AppointmentsView).child
        assert story.view.back == "back"
        assert story.then(wi.OtherClinicPressed(), ev.DepartmentChosen("K01"), ev.NextPressed()).shows(Screen.CHECK)
        assert sent(story.then(CONFIRM)).appointment_id is None

    def test_two_appointments_are_chosen_between(self) -> None:
        ten = replace(NINE, id="HEN2", department_id="K01")
        story = wide(replace(EXPECTED, appointments=(NINE, ten)))
        assert len(story.content(AppointmentsView).tiles) == 2

    @pytest.mark.parametrize("answer", [NOT_INSURED, MISMATCH, ELSEWHERE, SILENT_INSURER, PROVISIONAL])
    def test_whatever_is_not_plain_about_the_insurance_is_shown(self, answer: ev.CoverageKnown) -> None:
        assert at_face(policy=GENEROUS).then(WIDE, EXPECTED, answer, MATCH).shows(Screen.INSURANCE)

    def test_who_is_not_expected_is_shown_what_the_insurance_pays(self) -> None:
        assert at_face(policy=GENEROUS).then(WIDE, REGULAR, COVERED, MATCH).shows(Screen.INSURANCE)

    def test_visits_of_earlier_releases_replay_with_the_screens_they_had(self) -> None:
        before = replace(GENEROUS, rules=3)
        story = at_face(policy=before).then(WIDE, EXPECTED, COVERED, MATCH)
        assert story.shows(Screen.INSURANCE)
        assert story.then(ev.NextPressed()).shows(Screen.APPOINTMENT)


class TestAlready:
    def test_the_slip_is_printed_again_and_the_hospital_is_told(self) -> None:
        story = wide(ev.PatientKnown(None, (registered(key="earlier"),)))
        assert story.shows(Screen.ALREADY)
        story.then(ev.NextPressed())
        assert fx.NoteReprint("LK1") in story.last
        assert fx.PrintTicket() in story.last
        assert story.content(TicketView).reprint

    def test_what_is_not_paid_can_be_paid(self) -> None:
        story = wide(ev.PatientKnown(None, (registered(key="earlier"),)))
        assert story.content(TicketView).pay
        story.then(wi.PayPressed())
        assert story.shows(Screen.PAYMENT)
        story.then(ev.CreditsSeen(18_000), fx_timer(fx.Timer.TICKET))
        assert story.shows(Screen.TICKET)
        assert story.content(TicketView).reprint
        assert story.then(ev.CardRemoved()).visit.reason is Reason.ALREADY_REGISTERED

    @pytest.mark.parametrize("paid", [10_000, 18_000])
    def test_what_is_paid_in_part_or_whole_is_not_asked_for(self, paid: int) -> None:
        story = wide(ev.PatientKnown(None, (registered(key="earlier", paid=paid),)))
        assert not story.content(TicketView).pay
        assert story.then(wi.PayPressed()).shows(Screen.ALREADY)
        assert story.all(fx.OpenOrder) == []

    def test_another_clinic_may_be_wanted_but_not_the_same_again(self) -> None:
        story = wide(ev.PatientKnown(None, (registered(key="earlier"),))).then(wi.OtherClinicPressed())
        closed = {tile.id: tile.closed for tile in story.content(ClinicView).tiles}
        assert closed["K01"] == "registered"
        assert story.then(ev.DepartmentChosen("K01"), ev.NextPressed()).shows(Screen.CLINIC)
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed(), CONFIRM)
        assert sent(story).department_id == "K02"


class TestSureness:
    def test_a_qr_alone_goes_to_the_desk_unless_the_hospital_allows_it(self) -> None:
        failures = [ev.CardReadFailed("card_silent", attempt) for attempt in (1, 2, 3)]
        assert at_reading().then(*failures).shows(Screen.DESK)
        story = at_reading(policy=GENEROUS).then(*failures)
        assert story.visit.facts.source is IdentitySource.QR

    @pytest.mark.attack
    def test_nobody_is_asked_about_whom_a_qr_names(self) -> None:
        failures = [ev.CardReadFailed("card_silent", attempt) for attempt in (1, 2, 3)]
        story = at_reading(policy=GENEROUS).then(*failures, WIDE)
        assert story.shows(Screen.CLINIC)
        story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM)
        assert sent(story).identity.identity_source is IdentitySource.QR
        asked = (fx.AskPatient, fx.AskInsurer, fx.MatchFace)
        assert not [effect for effect in story.asked if isinstance(effect, asked)]
        story.then(ev.VisitRegistered(replace(registered(), provisional=True)))
        ticket = story.content(TicketView)
        assert (ticket.card_check, ticket.code, ticket.provisional) == ("desk", "THE-02", True)

    @pytest.mark.parametrize("code", ["already", "conflict"])
    def test_what_the_hospital_knows_is_not_told_to_a_qr(self, code: str) -> None:
        failures = [ev.CardReadFailed("card_silent", attempt) for attempt in (1, 2, 3)]
        story = at_reading(policy=GENEROUS).then(*failures, WIDE, ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM)
        story.then(ev.RegistrationRefused(code))
        assert story.visit.state.reason is Reason.HIS_REFUSED  # type: ignore[union-attr]
        assert story.all(fx.AskPatient) == []

    def test_what_the_first_release_journalled_is_replayed_by_its_rules(self) -> None:
        first = replace(POLICY, rules=1)
        story = at_face(policy=first).then(WIDE, STRANGER, COVERED, MATCH, ev.NextPressed())
        assert story.then(ev.DepartmentChosen("K05"), ev.NextPressed()).shows(Screen.CHECK)
        story.then(CONFIRM, ev.RegistrationRefused("price_changed"), WIDE)
        assert story.shows(Screen.CLINIC)


def fx_timer(timer: fx.Timer) -> ev.TimerFired:
    return ev.TimerFired(timer)
