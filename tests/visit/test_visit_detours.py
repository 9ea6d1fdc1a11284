"""Refusals and detours of each stage: what the patient sees instead, and what the hospital and the desk are told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import (
    ALTERED,
    ANSWER,
    ANSWERED,
    CHILD_CARD,
    CLINICS,
    COMMITTED,
    CONFIRM,
    CONSENT,
    COVERED,
    DOUBT,
    EVERYWHERE,
    EXAM,
    FULL_NAME,
    GOOD,
    ID_NUMBER,
    MATCH,
    MISMATCH,
    NO_MATCH,
    OPENED,
    POLICY,
    QR,
    QR_TEXT,
    READ,
    SILENT_INSURER,
    STRANGER,
    TYPED,
    VISIT_ID,
    Story,
    at_check,
    at_clinics,
    at_face,
    at_insurance,
    at_key,
    at_lay_card,
    at_payment,
    at_reading,
    at_ticket,
    department,
    failed,
    fired,
    read,
    registered,
    sending,
    who,
)

from chip_reader import Check, CheckStatus
from his_client.his.ports import IdentitySource
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.values import Ending, FaceResult, Policy, Reason, TypedCan, TypedKey
from kiosk.visit.view import (
    CheckView,
    ClinicView,
    DeskView,
    Empty,
    FaceView,
    InsuranceView,
    KeyView,
    Overlay,
    PaymentView,
    ReadingView,
    Screen,
    TicketView,
)
from kiosk.visit.wishes import InsuranceQrSeen

ASKED_OUTSIDE = (fx.AskInsurer, fx.AskPatient, fx.AskDepartments, fx.Register, fx.OpenOrder)


def handed_over(story: Story, reason: Reason) -> bool:
    """The desk's number is being drawn, for this reason, and shown once it is there."""
    assert fx.TakeDeskNumber(reason) in story.last
    story.then(ev.DeskNumberTaken("Q03-01"))
    assert fx.PrintTicket() in story.last
    content = story.view.content
    return isinstance(content, DeskView) and (content.number, content.reason) == ("Q03-01", reason.value)


class TestConsent:
    @pytest.mark.parametrize("face", [True, False])
    @pytest.mark.parametrize("insurer", [True, False])
    def test_each_purpose_is_answered_apart(self, face: bool, insurer: bool) -> None:
        story = at_reading(replace(CONSENT, face=face, insurer=insurer)).then(READ)
        assert bool(story.all(fx.MatchFace)) is face
        assert bool(story.all(fx.AskInsurer)) is insurer
        assert story.all(fx.AskPatient) == [fx.AskPatient(who())]

    def test_going_back_ends_the_visit_with_nothing_asked(self) -> None:
        story = Story(card_on_tray=True).then(ev.BackPressed())
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.ENDED_BY_PATIENT)
        assert [type(effect) for effect in story.asked] == [fx.StartTimer, fx.Wipe]

    def test_taking_the_card_away_ends_the_visit_so_the_next_person_is_asked_anew(self) -> None:
        story = Story(card_on_tray=True).then(ev.CardRemoved())
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)


class TestKey:
    @pytest.mark.parametrize("other", [ev.OtherQrSeen(), InsuranceQrSeen(CHILD_CARD)])
    def test_another_qr_is_told_apart_from_a_cards(self, other: ev.Event) -> None:
        story = at_key().then(other)
        assert story.view.content == KeyView("number", "other_qr", camera=True)
        assert story.shows(Screen.KEY_QR)
        assert story.then(QR).shows(Screen.LAY_CARD)

    def test_a_dark_camera_leads_to_typing_and_there_is_no_way_back_to_it(self) -> None:
        story = at_key().then(ev.CameraAway())
        assert story.shows(Screen.KEY_TYPE)
        assert story.view.content == KeyView("number", "camera_away", camera=False)
        assert fx.StopCamera() in story.last
        assert fx.ScanQr() not in story.then(ev.RetryPressed()).last
        assert story.shows(Screen.KEY_TYPE)

    def test_a_qr_that_gives_no_whole_key_leads_to_typing(self) -> None:
        story = at_key().then(ev.QrSeen(QR_TEXT.replace("17051990", "1990")))
        assert story.view.content == KeyView("number", "qr_without_dates", camera=True)
        assert story.shows(Screen.KEY_TYPE)
        assert fx.StopCamera() in story.last
        assert story.then(*TYPED).shows(Screen.LAY_CARD)

    def test_the_key_is_typed_in_order(self) -> None:
        story = at_key().then(ev.TypeKeyPressed())
        assert fx.StopCamera() in story.last
        assert story.then(TYPED[2], TYPED[1]).view.content == KeyView("number", "", camera=True)
        assert story.then(TYPED[0]).view.content == KeyView("birth", "", camera=True)
        assert story.then(TYPED[1]).view.content == KeyView("expiry", "", camera=True)
        assert story.then(TYPED[2]).shows(Screen.LAY_CARD)
        assert story.visit.facts.key == TypedKey(ID_NUMBER, "1990-05-17", "2030-05-17")

    def test_a_card_without_expiry_is_typed_as_such(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), *TYPED[:2], ev.KeyTyped("expiry", None))
        assert story.visit.facts.key == TypedKey(ID_NUMBER, "1990-05-17", None)

    def test_back_takes_one_field_back_then_the_camera_then_the_consent(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), *TYPED[:2], ev.BackPressed())
        assert story.view.content == KeyView("birth", "", camera=True)
        assert story.then(ev.BackPressed()).view.content == KeyView("number", "", camera=True)
        story.then(ev.BackPressed())
        assert story.shows(Screen.KEY_QR)
        assert fx.ScanQr() in story.last
        story.then(ev.BackPressed())
        assert story.shows(Screen.CONSENT)
        assert fx.StopCamera() in story.last

    @pytest.mark.parametrize("code", ["wrong_key", "bad_key", "not_a_card_qr"])
    def test_a_key_that_does_not_fit_is_asked_for_again(self, code: str) -> None:
        story = at_reading().then(failed(code))
        assert story.shows(Screen.KEY_QR)
        assert story.view.content == KeyView("number", "wrong_key", camera=True)
        story.then(QR)
        assert story.shows(Screen.READING)

    def test_a_typed_key_that_does_not_fit_is_typed_again(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), *TYPED, ev.CardInserted(), failed("wrong_key"))
        assert story.shows(Screen.KEY_TYPE)
        assert story.view.content == KeyView("number", "wrong_key", camera=True)

    def test_three_wrong_keys_lead_to_the_desk(self) -> None:
        story = at_reading()
        for _ in range(2):
            story.then(failed("wrong_key", story.visit.facts.reads), QR)
        assert handed_over(story.then(failed("wrong_key", 3)), Reason.KEY_UNKNOWN)


class TestReading:
    def test_a_torn_card_put_back_is_read_again(self) -> None:
        story = at_reading().then(ev.CardRemoved())
        assert story.view.content == ReadingView(moved=True)
        story.then(failed("card_gone"), ev.CardInserted())
        assert story.view.content == ReadingView(moved=False)
        assert [effect.attempt for effect in story.all(fx.ReadCard)] == [1, 2]
        assert story.then(read(2)).shows(Screen.FACE)

    def test_an_answer_about_the_card_before_it_was_put_back_does_not_count(self) -> None:
        story = at_reading().then(ev.CardRemoved(), ev.CardInserted(), failed("card_gone"))
        assert story.content(ReadingView) == ReadingView(moved=False)
        assert story.shows(Screen.READING)
        assert story.then(read(2)).shows(Screen.FACE)
        swapped = at_reading().then(ev.CardRemoved(), ev.CardInserted(), READ)
        assert swapped.visit.facts.citizen is None

    def test_a_reading_that_ended_after_the_card_left_does_not_count(self) -> None:
        story = at_reading().then(ev.CardRemoved(), READ)
        assert story.visit.facts.citizen is None
        assert story.all(fx.AskPatient) == []

    def test_a_poor_reading_is_tried_three_times_then_the_desk_helps(self) -> None:
        story = at_reading().then(failed("card_silent"), failed("transmit_failed", 2))
        assert len(story.all(fx.ReadCard)) == 3
        assert handed_over(story.then(failed("card_silent", 3)), Reason.CARD_UNREADABLE)

    def test_an_altered_card_goes_to_the_desk_and_nobody_is_asked_about_it(self) -> None:
        story = at_reading().then(replace(READ, checks=ALTERED))
        assert handed_over(story, Reason.CARD_ALTERED)
        assert not any(story.all(kind) for kind in ASKED_OUTSIDE)
        assert story.all(fx.MatchFace) == []


def because(*reasons: str) -> ev.FaceDecided:
    return replace(DOUBT, reasons=reasons)


class TestFace:
    def test_a_declined_face_match_is_no_obstacle(self) -> None:
        story = at_face(replace(CONSENT, face=False))
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NOT_CONSENTED

    def test_a_dark_camera_is_no_obstacle(self) -> None:
        story = at_face().then(ev.CameraAway())
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NO_CAMERA
        assert fx.StopCamera() in story.last

    def test_doubt_is_tried_three_times_and_then_the_visit_goes_on(self) -> None:
        story = at_face().then(DOUBT)
        assert story.shows(Screen.FACE_RETRY)
        story.then(ev.RetryPressed())
        assert story.view.content == FaceView(2, 3)
        assert fx.MatchFace(2) in story.last
        story.then(NO_MATCH, ev.RetryPressed(), DOUBT)
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NOT_MATCHED
        assert fx.StopCamera() in story.last

    @pytest.mark.parametrize(
        ("decided", "doubt"),
        [
            (NO_MATCH, "differed"),
            (replace(NO_MATCH, reasons=("above_threshold", "liveness_unsure", "flat")), "differed"),
            (because("challenge_not_answered", "portrait_weak:sharpness"), "not_answered"),
            (because("challenge_not_answered", "deadline"), "not_answered"),
            (because("challenge_wrong_side"), "not_answered"),
            (because("liveness_unsure", "flat"), "not_answered"),
            (because("luminance", "under_exposed", "deadline"), "not_seen"),
            (because("several_faces", "deadline"), "not_seen"),
            (because("mask", "no_face", "deadline"), "not_seen"),
            (because("face_changed"), "not_seen"),
            (because("deadline"), "not_seen"),
            (because(), "not_seen"),
        ],
    )
    def test_between_looks_it_is_told_what_was_in_the_way(self, decided: ev.FaceDecided, doubt: str) -> None:
        story = at_face().then(decided)
        assert story.shows(Screen.FACE_RETRY)
        assert story.content(FaceView) == FaceView(1, 3, doubt)

    def test_what_was_in_the_way_is_that_of_the_last_look(self) -> None:
        story = at_face().then(NO_MATCH, ev.RetryPressed())
        assert story.content(FaceView).doubt == ""
        assert story.then(because("challenge_not_answered")).content(FaceView) == FaceView(2, 3, "not_answered")

    def test_tries_that_all_ended_without_a_comparison_are_told_apart_from_a_no(self) -> None:
        story = at_face().then(DOUBT, ev.RetryPressed(), DOUBT, ev.RetryPressed(), DOUBT)
        assert story.visit.facts.face is FaceResult.UNDECIDED

    def test_a_match_at_the_last_try_is_a_match(self) -> None:
        story = at_face().then(NO_MATCH, ev.RetryPressed(), NO_MATCH, ev.RetryPressed(), MATCH)
        assert story.visit.facts.face is FaceResult.MATCHED

    @pytest.mark.parametrize("before", [(), (DOUBT,), (DOUBT, ev.RetryPressed())])
    def test_who_would_rather_not_goes_on_without_the_camera(self, before: tuple[ev.Event, ...]) -> None:
        story = at_face().then(*before, ev.WithoutCameraPressed())
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.SKIPPED
        assert fx.StopCamera() in story.last

    @pytest.mark.parametrize("way_on", [ev.WithoutCameraPressed(), ev.CameraAway()])
    def test_going_on_after_a_no_does_not_undo_the_no(self, way_on: ev.Event) -> None:
        story = at_face().then(NO_MATCH, ev.RetryPressed(), way_on)
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NOT_MATCHED

    def test_going_on_without_the_camera_is_for_the_face_step_only(self) -> None:
        for place, tell in EVERYWHERE.items():
            story = tell()
            before = story.visit
            story.then(ev.WithoutCameraPressed())
            assert (story.visit.stage == before.stage) is not place.startswith("face"), place

    def test_between_looks_back_loses_nothing(self) -> None:
        story = at_face().then(DOUBT)
        assert story.view.back == ""
        assert story.then(ev.BackPressed()).shows(Screen.FACE_RETRY)

    def test_between_looks_a_dark_camera_takes_nobody_past_the_face(self) -> None:
        story = at_face().then(NO_MATCH, ev.CameraAway())
        assert story.shows(Screen.FACE_RETRY)
        assert story.visit.facts.face is None

    def test_a_second_decision_for_one_look_changes_nothing(self) -> None:
        story = at_face().then(NO_MATCH, MATCH)
        assert story.shows(Screen.FACE_RETRY)

    def test_a_chip_without_a_portrait_is_no_obstacle(self) -> None:
        story = at_reading().then(replace(READ, has_portrait=False))
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NO_PORTRAIT
        assert story.all(fx.MatchFace) == []

    def test_a_portrait_nobody_can_use_is_not_tried_three_times(self) -> None:
        story = at_face().then(replace(DOUBT, reasons=("portrait_unusable",)))
        assert story.shows(Screen.INSURANCE)
        assert story.visit.facts.face is FaceResult.NO_PORTRAIT


class TestInsurance:
    def test_a_silent_insurer_is_waited_for_a_moment_and_registration_goes_on(self) -> None:
        story = at_insurance(answer=None)
        assert story.content(InsuranceView).waiting
        story.then(ev.NextPressed())
        assert story.shows(Screen.INSURANCE)
        story.then(fired(fx.Timer.INSURER))
        assert not story.content(InsuranceView).waiting
        assert story.content(InsuranceView).coverage.status == "unverified"
        story.then(ev.NextPressed(), ev.DepartmentChosen("K01"), ev.NextPressed())
        content = story.content(CheckView)
        assert content.pay_later
        assert content.estimate is None

    def test_back_from_the_waiting_screen_leads_to_the_consent_and_from_there_the_waiting_goes_on(self) -> None:
        story = at_insurance(answer=None).then(ev.BackPressed())
        assert story.shows(Screen.CONSENT)
        assert fx.Timer.INSURER not in story.running()
        assert fx.Timer.INSURER in story.then(CONSENT).running()
        refused = replace(CONSENT, insurer=False)
        story = at_face(refused).then(MATCH, ev.BackPressed(), refused)
        assert story.view.content == ClinicView(waiting=True, tiles=(), selected="")
        assert fx.Timer.HIS in story.running()

    def test_a_chip_the_insurer_knows_otherwise_goes_to_the_desk(self) -> None:
        assert handed_over(at_insurance(MISMATCH).then(ev.NextPressed()), Reason.INSURANCE_DESK)

    def test_who_turns_out_to_be_known_otherwise_before_the_confirmation_goes_to_the_desk(self) -> None:
        story = at_check(SILENT_INSURER).then(MISMATCH, CONFIRM)
        assert handed_over(story, Reason.INSURANCE_DESK)
        assert story.all(fx.Register) == []

    @pytest.mark.parametrize("late", [COVERED, MISMATCH])
    def test_an_answer_after_the_confirmation_changes_nothing_that_was_sent(self, late: ev.CoverageKnown) -> None:
        story = sending(SILENT_INSURER).then(late)
        assert story.visit.facts.coverage == SILENT_INSURER.eligibility
        assert story.then(ANSWER, late).shows(Screen.TICKET)
        assert story.all(fx.OpenOrder) == []
        assert story.visit.facts.coverage == SILENT_INSURER.eligibility

    def test_who_was_never_answered_for_is_not_charged_by_an_answer_after_the_confirmation(self) -> None:
        story = at_insurance(answer=None).then(fired(fx.Timer.INSURER), ev.NextPressed())
        story.then(ev.DepartmentChosen("K01"), ev.NextPressed(), CONFIRM, COVERED, ANSWER)
        assert story.shows(Screen.TICKET)
        assert story.all(fx.OpenOrder) == []

    def test_an_answer_that_comes_late_still_counts(self) -> None:
        story = at_insurance(answer=None).then(fired(fx.Timer.INSURER), COVERED)
        assert story.content(InsuranceView).coverage.status == "eligible"


class TestChoosing:
    def test_a_silent_hospital_gives_a_number_at_the_desk(self) -> None:
        story = at_face().then(MATCH, COVERED, ev.NextPressed())
        assert story.view.content == ClinicView(waiting=True, tiles=(), selected="")
        assert handed_over(story.then(fired(fx.Timer.HIS)), Reason.HIS_AWAY)

    def test_a_hospital_that_said_it_cannot_answer_is_not_waited_for(self) -> None:
        story = at_face().then(ev.HisSilent("patient"), MATCH, COVERED)
        assert handed_over(story.then(ev.NextPressed()), Reason.HIS_AWAY)

    def test_a_hospital_that_answers_while_the_patient_waits_ends_the_waiting(self) -> None:
        story = at_face().then(MATCH, COVERED, ev.NextPressed(), CLINICS, STRANGER)
        assert story.shows(Screen.CLINIC)
        assert fx.Timer.HIS not in story.running()

    def test_who_is_registered_today_may_have_the_slip_again(self) -> None:
        today = ev.PatientKnown(None, (registered(key="earlier", paid=18_000),))
        story = at_clinics(patient=today)
        assert story.shows(Screen.ALREADY)
        story.then(ev.NextPressed())
        content = story.content(TicketView)
        assert content.reprint
        assert content.settled
        assert story.all(fx.Register) == []
        story.then(ev.CardRemoved())
        assert (story.visit.ending, story.visit.reason) == (Ending.DONE, Reason.ALREADY_REGISTERED)

    def test_who_only_looked_at_an_earlier_registration_and_left_did_nothing_here(self) -> None:
        today = ev.PatientKnown(None, (registered(key="earlier"),))
        for story in (at_clinics(patient=today), at_clinics(patient=today).then(ev.BackPressed())):
            story.then(ev.EndPressed(), ev.CardRemoved())
            assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.ENDED_BY_PATIENT)

    def test_a_visit_of_earlier_rules_ended_with_the_card_on_the_tray(self) -> None:
        story = at_clinics()
        story.visit = replace(story.visit, policy=replace(story.visit.policy, rules=4))
        assert story.then(ev.EndPressed()).visit.over

    def test_a_card_that_is_left_though_it_was_asked_for_calls_staff(self) -> None:
        story = at_clinics().then(ev.EndPressed(), fired(fx.Timer.TAKE_CARD))
        assert story.visit.over
        assert fx.CallStaff("card_left") in story.last

    def test_when_every_clinic_is_full_the_desk_helps(self) -> None:
        full = replace(CLINICS, departments=(department("K01", full=True),))
        story = at_face().then(full, STRANGER, COVERED, MATCH)
        assert handed_over(story.then(ev.NextPressed()), Reason.CLINICS_FULL)

    def test_a_full_clinic_cannot_be_chosen(self) -> None:
        partly = replace(CLINICS, departments=(department("K01", full=True), department("K02")))
        story = at_face().then(partly, STRANGER, COVERED, MATCH, ev.NextPressed(), ev.DepartmentChosen("K01"))
        story.then(ev.NextPressed())
        assert story.content(ClinicView).selected == ""
        assert story.shows(Screen.CLINIC)

    def test_each_clinic_is_shown_with_its_price(self) -> None:
        dear = replace(EXAM, id="S2", price=200_000)
        both = replace(CLINICS, departments=(department("K01"), department("K02", service=dear)))
        story = at_face().then(both, STRANGER, COVERED, MATCH, ev.NextPressed())
        assert [(tile.id, tile.price) for tile in story.content(ClinicView).tiles] == [
            ("K01", 50_000),
            ("K02", 200_000),
        ]

    def test_not_knowing_the_clinic_is_an_answer(self) -> None:
        assert handed_over(at_clinics().then(ev.ClinicUnknown()), Reason.CLINIC_UNKNOWN)

    def test_back_leads_to_the_insurance_and_keeps_the_choice(self) -> None:
        story = at_check().then(ev.BackPressed(), ev.BackPressed())
        assert story.shows(Screen.INSURANCE)
        assert story.then(ev.NextPressed()).content(ClinicView).selected == "K01"

    def test_prices_that_differ_by_clinic_are_told_after_the_choice(self) -> None:
        dear = replace(EXAM, id="S2", price=200_000)
        both = replace(CLINICS, departments=(department("K01"), department("K02", service=dear)))
        story = at_face().then(both, STRANGER, COVERED, MATCH)
        assert story.content(InsuranceView).estimate is None
        story.then(ev.NextPressed(), ev.DepartmentChosen("K02"), ev.NextPressed())
        estimate = story.content(CheckView).estimate
        assert estimate is not None
        assert estimate.price == 200_000


class TestRegistering:
    @pytest.mark.parametrize("code", ["full", "age", "sex", "twice", "no_department", "no_appointment"])
    def test_a_refusal_about_the_clinic_lets_the_patient_choose_again(self, code: str) -> None:
        story = sending().then(ev.RegistrationRefused(code))
        assert story.view.content == ClinicView(waiting=True, tiles=(), selected="")
        assert fx.AskDepartments() in story.last
        story.then(CLINICS)
        assert story.shows(Screen.CLINIC)
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed(), CONFIRM)
        assert [effect.request.department_id for effect in story.all(fx.Register)] == [
            "K01",
            "K02",
        ]

    def test_who_turns_out_to_be_registered_already_gets_that_registration(self) -> None:
        story = sending().then(ev.RegistrationRefused("already"))
        assert fx.AskPatient(who(IdentitySource.CHIP_AND_FACE)) in story.last
        story.then(ev.PatientKnown(None, (registered(key="earlier"),)))
        assert story.shows(Screen.ALREADY)

    def test_while_the_earlier_registration_is_looked_for_nothing_is_chosen_again(self) -> None:
        story = sending().then(ev.RegistrationRefused("already"), ev.NextPressed(), CONFIRM)
        assert story.content(ClinicView).waiting
        assert len(story.all(fx.Register)) == 1

    def test_any_other_refusal_goes_to_the_desk(self) -> None:
        assert handed_over(sending().then(ev.RegistrationRefused("key_reused")), Reason.HIS_REFUSED)

    def test_no_answer_in_time_goes_to_the_desk_and_is_not_sent_again(self) -> None:
        story = sending().then(fired(fx.Timer.REGISTER))
        assert handed_over(story, Reason.HIS_AWAY)
        assert len(story.all(fx.Register)) == 1

    def test_an_answer_that_comes_while_the_patient_still_stands_there_replaces_the_desk(self) -> None:
        story = sending().then(fired(fx.Timer.REGISTER), ev.DeskNumberTaken("Q03-01"), ev.TicketPrinted(), ANSWER)
        content = story.view.content
        assert isinstance(content, TicketView)
        assert (content.number, content.printed) == ("K01-007", None)
        assert fx.PrintTicket() in story.last

    def test_the_late_number_is_shown_even_over_the_wish_to_take_the_card(self) -> None:
        story = sending().then(fired(fx.Timer.REGISTER), ev.DeskNumberTaken("Q03-01"), ev.NextPressed())
        assert story.shows(Screen.TAKE_CARD)
        assert story.then(ANSWER).shows(Screen.TICKET)
        assert fx.Timer.TAKE_CARD not in story.running()
        assert fx.Timer.TICKET in story.running()

    def test_a_confirmation_is_sent_once_however_often_it_is_touched(self) -> None:
        story = at_check().then(CONFIRM, CONFIRM, CONFIRM, ev.BackPressed(), ev.EndPressed(), ev.DeskPressed())
        assert len(story.all(fx.Register)) == 1
        assert story.shows(Screen.REGISTERING)


class TestPaying:
    def test_a_short_payment_is_said_and_the_rest_may_follow(self) -> None:
        story = at_payment().then(ev.CreditsSeen(10_000))
        content = story.content(PaymentView)
        assert (content.received, content.notice) == (10_000, "short")
        assert story.then(ev.CreditsSeen(18_000)).content(PaymentView).notice == "paid"

    def test_too_much_is_paid_too(self) -> None:
        story = at_payment().then(ev.CreditsSeen(28_000), ev.NextPressed())
        content = story.content(TicketView)
        assert (content.received, content.settled) == (28_000, True)

    def test_without_money_in_time_the_cashier_takes_it(self) -> None:
        story = at_payment().then(fired(fx.Timer.PAYMENT))
        assert story.content(PaymentView).notice == "expired"
        assert fx.LeaveOrder(f"{VISIT_ID}:pay") in story.last
        story.then(fired(fx.Timer.TICKET))
        content = story.content(TicketView)
        assert not content.settled

    def test_a_part_that_comes_after_the_time_does_not_hold_the_patient(self) -> None:
        story = at_payment().then(fired(fx.Timer.PAYMENT), ev.CreditsSeen(10_000), fired(fx.Timer.TICKET))
        assert story.shows(Screen.TICKET)
        assert story.content(TicketView).received == 10_000

    @pytest.mark.parametrize("wish", [ev.PayAtCashierPressed(), ev.BackPressed()])
    def test_paying_at_the_cashier_leaves_the_order_to_the_hub(self, wish: ev.Intent) -> None:
        story = at_payment().then(wish)
        assert story.shows(Screen.TICKET)
        assert fx.LeaveOrder(f"{VISIT_ID}:pay") in story.last
        assert story.running().isdisjoint({fx.Timer.PAYMENT})

    def test_credits_seen_after_the_screen_was_left_change_nothing_here(self) -> None:
        story = at_ticket()
        before = story.visit
        assert story.then(ev.CreditsSeen(18_000)).visit == before

    def test_an_order_of_another_visit_is_not_shown(self) -> None:
        story = sending().then(ANSWER, replace(OPENED, order_id="other:pay"))
        assert story.content(PaymentView).qr == ""

    def test_without_an_order_the_cashier_takes_it(self) -> None:
        assert sending().then(ANSWER, ev.OrderUnavailable()).shows(Screen.TICKET)

    def test_nothing_due_shows_no_payment(self) -> None:
        story = sending().then(ev.VisitRegistered(registered(due=0)))
        assert story.shows(Screen.TICKET)
        assert story.all(fx.OpenOrder) == []

    def test_while_the_insurer_has_not_answered_nothing_is_collected(self) -> None:
        story = sending(SILENT_INSURER).then(ANSWER)
        assert story.shows(Screen.TICKET)
        assert story.all(fx.OpenOrder) == []


class TestFinishing:
    def test_a_lost_printer_is_said_and_the_number_stays_on_the_screen(self) -> None:
        story = at_ticket().then(ev.TicketFailed("paper"))
        content = story.content(TicketView)
        assert (content.number, content.printed) == ("K01-007", False)

    def test_a_card_left_behind_calls_staff(self) -> None:
        story = at_ticket().then(ev.NextPressed(), fired(fx.Timer.TAKE_CARD))
        assert fx.CallStaff("card_left") in story.last
        assert story.visit.ending is Ending.DONE

    def test_without_a_card_on_the_tray_the_end_is_the_end(self) -> None:
        story = at_key().then(ev.DeskPressed(), ev.DeskNumberTaken("Q03-01"), fired(fx.Timer.TICKET))
        assert (story.visit.ending, story.visit.reason) == (Ending.HANDED_OVER, Reason.ASKED_FOR_DESK)


@pytest.mark.parametrize("place", EVERYWHERE)
class TestEverywhere:
    def test_help_calls_staff_once_and_the_visit_stays_where_it_is(self, place: str) -> None:
        story = EVERYWHERE[place]()
        screen = story.view.screen
        story.then(ev.HelpPressed())
        assert fx.CallStaff("help") in story.last
        assert story.view.overlay is Overlay.HELP
        story.then(ev.HelpClosed(), ev.HelpPressed())
        assert story.all(fx.CallStaff) == [fx.CallStaff("help")]
        assert story.then(ev.HelpClosed()).view.screen is screen

    def test_the_end_can_be_asked_for_until_the_confirmation(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.EndPressed())
        if place in COMMITTED:
            assert not story.visit.over
        else:
            done = (Ending.DONE, Reason.ERRAND_DONE)
            refused = (Ending.REFUSED, Reason.ENDED_BY_PATIENT)
            if not story.visit.over:
                assert story.view.screen is Screen.TAKE_CARD, "a card on the tray is taken before all else"
                assert story.view.content == Empty()
                story.then(ev.CardRemoved())
            assert (story.visit.ending, story.visit.reason) == (done if place in ANSWERED else refused)
            assert fx.Wipe() in story.last

    def test_a_person_can_be_asked_for_until_the_confirmation(self, place: str) -> None:
        story = EVERYWHERE[place]()
        before = story.view.screen
        story.then(ev.DeskPressed())
        if place in COMMITTED:
            assert story.view.screen is before
        else:
            assert handed_over(story, Reason.ASKED_FOR_DESK)

    def test_a_patient_who_went_away_is_asked_then_let_go(self, place: str) -> None:
        story = EVERYWHERE[place]().then(fired(fx.Timer.IDLE))
        if place in ("reading", "face", *COMMITTED):
            assert story.view.overlay is Overlay.NONE
            assert fx.Timer.IDLE in story.running()
            return
        assert story.view.overlay is Overlay.IDLE
        assert fx.StartTimer(fx.Timer.IDLE_END, 30.0) in story.last
        story.then(fired(fx.Timer.IDLE_END))
        done = (Ending.DONE, Reason.ERRAND_DONE)
        assert (story.visit.ending, story.visit.reason) == (
            done if place in ANSWERED else (Ending.REFUSED, Reason.IDLE)
        )

    def test_a_touch_ends_the_warning(self, place: str) -> None:
        story = EVERYWHERE[place]().then(fired(fx.Timer.IDLE))
        screen = story.view.screen
        story.then(ev.MoreTimePressed())
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, screen)
        assert fx.Timer.IDLE_END not in story.running()
        assert fx.Timer.IDLE in story.running()

    def test_a_restart_loses_nothing_sent_and_sends_nothing_unsent(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.StationRestarted())
        expected = {
            "registering": (Ending.HANDED_OVER, Reason.HIS_AWAY),
            "payment": (Ending.DONE, Reason.REGISTERED),
            "ticket": (Ending.DONE, Reason.REGISTERED),
            "desk": (Ending.HANDED_OVER, Reason.CLINIC_UNKNOWN),
            "rating after the number": (Ending.DONE, Reason.REGISTERED),
            **dict.fromkeys((*ANSWERED, "bill, payment"), (Ending.DONE, Reason.ERRAND_DONE)),
        }.get(place, (Ending.REFUSED, Reason.STATION_RESTARTED))
        assert (story.visit.ending, story.visit.reason) == expected
        called = (fx.CallStaff("restarted"),) if place == "registering" else ()
        said = tuple(effect for effect in story.last if isinstance(effect, fx.SendFeedback))
        assert bool(said) is (place == "complaint")
        assert story.last == (*said, fx.Wipe(), *called)


class TestSignsOfLife:
    def test_laying_the_card_down_ends_the_warning(self) -> None:
        story = at_lay_card().then(fired(fx.Timer.IDLE), ev.CardInserted())
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.READING)
        assert fx.Timer.IDLE_END not in story.running()

    def test_holding_the_qr_up_ends_the_warning(self) -> None:
        story = at_key().then(fired(fx.Timer.IDLE), QR)
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.LAY_CARD)
        assert fx.Timer.IDLE_END not in story.running()

    def test_a_new_screen_gives_the_whole_time_again(self) -> None:
        assert fx.StartTimer(fx.Timer.IDLE, 50.0) in at_face().then(MATCH).last

    def test_a_desk_number_is_not_taken_back_by_a_warning_that_stood_before_it(self) -> None:
        story = at_face().then(MATCH, COVERED, ev.NextPressed(), fired(fx.Timer.IDLE), fired(fx.Timer.HIS))
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.DESK)
        assert fx.Timer.IDLE_END not in story.running()
        story.then(ev.DeskNumberTaken("Q03-01"), fired(fx.Timer.IDLE_END))
        assert story.visit.ending in (None, Ending.HANDED_OVER)


class TestCardGone:
    def test_the_same_card_put_back_goes_on_where_it_was(self) -> None:
        story = at_check().then(ev.CardRemoved())
        assert story.view.overlay is Overlay.CARD_MISSING
        story.then(ev.CardInserted())
        assert len(story.all(fx.RecheckCard)) == 1
        story.then(ev.CardRechecked(same=True))
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.CHECK)
        assert fx.Timer.CARD_GONE not in story.running()

    def test_another_card_ends_the_visit(self) -> None:
        story = at_check().then(ev.CardRemoved(), ev.CardInserted(), ev.CardRechecked(same=False))
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)

    def test_a_card_that_stays_away_ends_the_visit(self) -> None:
        story = at_insurance().then(ev.CardRemoved(), fired(fx.Timer.CARD_GONE))
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)

    def test_nothing_is_confirmed_while_the_card_is_away(self) -> None:
        story = at_check().then(ev.CardRemoved(), CONFIRM)
        assert story.all(fx.Register) == []
        story.then(ev.CardInserted(), ev.CardRechecked(same=True), CONFIRM)
        assert len(story.all(fx.Register)) == 1

    def test_once_confirmed_the_card_may_leave(self) -> None:
        story = sending().then(ev.CardRemoved())
        assert story.view.overlay is Overlay.NONE
        assert story.then(ANSWER).shows(Screen.PAYMENT)

    def test_a_desk_number_stays_readable_when_the_card_left_just_before(self) -> None:
        story = at_face().then(MATCH, COVERED, ev.NextPressed(), ev.CardRemoved(), fired(fx.Timer.HIS))
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.DESK)
        assert fx.Timer.CARD_GONE not in story.running()
        story.then(ev.DeskNumberTaken("Q03-01"), fired(fx.Timer.CARD_GONE))
        assert not story.visit.over


def test_no_screen_of_the_whole_way_names_the_patient() -> None:
    for place, story in EVERYWHERE.items():
        shown = repr(story().view)
        assert FULL_NAME not in shown, place
        assert ID_NUMBER not in shown, place


@pytest.mark.parametrize(("name", "shown"), [("Y Ê", "Y Ê*"), ("Ksor Ơ", "Ksor Ơ*"), ("An", "A*"), ("", "")])
def test_short_names_are_masked_too(name: str, shown: str) -> None:
    citizen = replace(READ.citizen, full_name=name)
    story = at_reading().then(replace(READ, citizen=citizen), MATCH)
    assert story.content(InsuranceView).person.masked_name == shown


class TestCardAccessNumber:
    def test_six_digits_in_place_of_the_number_are_a_whole_key(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), ev.KeyTyped("can", "123456"))
        assert story.visit.facts.key == TypedCan("123456")
        assert story.shows(Screen.LAY_CARD)

    def test_after_the_number_they_are_not_taken(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), TYPED[0], ev.KeyTyped("can", "123456"))
        assert story.visit.facts.key is None
        assert story.view.content == KeyView("birth", "", camera=True)

    def test_when_they_did_not_open_the_card_typing_begins_anew(self) -> None:
        story = at_key().then(ev.TypeKeyPressed(), ev.KeyTyped("can", "123456"), ev.CardInserted())
        assert story.then(failed("wrong_key")).view.content == KeyView("number", "wrong_key", camera=True)


class TestWhatACardMustProve:
    def read(self, policy: Policy, *checks: Check) -> Story:
        story = Story(policy=policy).then(CONSENT, QR, ev.CardInserted())
        return story.then(replace(READ, checks=checks))

    def test_by_default_an_unknown_issuer_is_no_hindrance(self) -> None:
        assert self.read(POLICY, *without("chain")).shows(Screen.FACE)

    def test_a_hospital_may_ask_for_a_proven_issuer(self) -> None:
        strict = replace(POLICY, card_facts=("intact", "issuer"))
        assert self.read(strict, *GOOD).shows(Screen.FACE)
        assert handed_over(self.read(strict, *without("chain")), Reason.CARD_ALTERED)

    def test_a_copy_goes_to_the_desk_under_every_policy(self) -> None:
        copied = Check("active_authentication", CheckStatus.FAILED, "the chip did not answer for its key")
        assert handed_over(self.read(POLICY, *GOOD, copied), Reason.CARD_ALTERED)

    def test_files_that_contradict_each_other_go_to_the_desk(self) -> None:
        finding = Check("consistency", CheckStatus.FINDING, "birth dates differ")
        assert handed_over(self.read(POLICY, *GOOD, finding), Reason.CARD_ALTERED)

    def test_old_algorithms_count_only_where_the_hospital_takes_them(self) -> None:
        weak = Check("sod_signature", CheckStatus.WEAK, "SHA-1")
        assert handed_over(self.read(POLICY, *without("sod_signature"), weak), Reason.CARD_ALTERED)
        assert self.read(replace(POLICY, accept_weak=True), *without("sod_signature"), weak).shows(Screen.FACE)


def without(name: str) -> tuple[Check, ...]:
    return tuple(check for check in GOOD if check.name != name)
