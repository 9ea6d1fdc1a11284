"""Without the card on the tray nobody knows who stands there: the visit pauses, and goes on only with that card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from visit_parts import (
    CLINICS,
    CONFIRM,
    COVERED,
    DOUBT,
    EVERYWHERE,
    MATCH,
    NO_MATCH,
    POLICY,
    QR,
    QR_TEXT,
    READ,
    Story,
    at_check,
    at_clinics,
    at_face,
    at_insurance,
    at_reading,
    failed,
    fired,
    read,
    sending,
)

from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit.values import Ending, QrKey, Reason
from kiosk.visit.view import ClinicView, FaceView, Overlay, ReadingView, Screen

PUT_BACK = (ev.CardInserted(), ev.CardRechecked(same=True))
WHERE_THE_CARD_MATTERS = ("face", "face, between looks", "insurance", "clinics", "check")


def paused(story: Story) -> bool:
    return story.view.overlay is Overlay.CARD_MISSING and fx.Timer.CARD_GONE in story.running()


def given_up(story: Story) -> bool:
    """The desk is to look at the card, for it cannot be read here."""
    return fx.TakeDeskNumber(Reason.CARD_UNREADABLE) in story.asked


@pytest.mark.parametrize("place", WHERE_THE_CARD_MATTERS)
class TestWhereverTheCardMatters:
    def test_the_visit_pauses_with_the_camera_dark(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved())
        assert paused(story)
        assert story.last == (fx.StopCamera(), fx.StartTimer(fx.Timer.CARD_GONE, POLICY.card_gone_s))

    @pytest.mark.parametrize(
        "event",
        [
            ev.NextPressed(),
            ev.BackPressed(),
            ev.RetryPressed(),
            ev.DeskPressed(),
            ev.ClinicUnknown(),
            ev.DepartmentChosen("K02"),
            CONFIRM,
            MATCH,
            NO_MATCH,
            ev.CameraAway(),
        ],
        ids=lambda event: type(event).__name__,
    )
    def test_no_touch_and_no_look_counts(self, place: str, event: ev.Event) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved())
        before = story.visit
        story.then(event)
        assert story.visit == before
        assert all(isinstance(effect, fx.StartTimer) for effect in story.last)

    def test_help_and_the_end_can_still_be_asked_for(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), ev.HelpPressed())
        assert fx.CallStaff("help") in story.last
        story.then(ev.EndPressed())
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.ENDED_BY_PATIENT)

    def test_a_patient_who_went_away_with_the_card_is_let_go(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), fired(fx.Timer.CARD_GONE))
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)
        assert story.all(fx.CallStaff) == []

    def test_a_card_laid_down_stops_the_clock_and_is_read_again(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), ev.CardInserted())
        assert story.view.overlay is Overlay.CARD_MISSING
        assert fx.Timer.CARD_GONE not in story.running()
        assert story.all(fx.RecheckCard) == [fx.RecheckCard(QrKey(QR_TEXT))]

    def test_the_same_card_goes_on_where_it_was(self, place: str) -> None:
        story = EVERYWHERE[place]()
        screen = story.view.screen
        story.then(ev.CardRemoved(), *PUT_BACK)
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, screen)

    def test_a_card_that_is_not_readable_may_be_laid_down_again(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), ev.CardInserted(), ev.CardRechecked(same=None))
        assert paused(story)
        story.then(ev.CardRemoved())
        assert paused(story)
        assert story.then(*PUT_BACK).view.overlay is Overlay.NONE

    def test_a_card_that_is_never_readable_ends_the_visit(self, place: str) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), ev.CardInserted(), ev.CardRechecked(same=None))
        story.then(fired(fx.Timer.CARD_GONE))
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)

    @pytest.mark.parametrize("same", [True, False])
    def test_what_was_read_of_a_card_that_left_again_says_nothing(self, place: str, same: bool) -> None:
        story = EVERYWHERE[place]().then(ev.CardRemoved(), ev.CardInserted(), ev.CardRemoved())
        assert paused(story.then(ev.CardRechecked(same)))
        assert not story.visit.over
        assert not [effect for effect in story.last if isinstance(effect, fx.MatchFace)]


class TestTheFace:
    def test_a_look_that_was_interrupted_begins_anew_with_the_card_back(self) -> None:
        story = at_face().then(ev.CardRemoved(), MATCH)
        assert story.shows(Screen.FACE)
        story.then(*PUT_BACK)
        assert fx.MatchFace(1) in story.last
        assert story.content(FaceView) == FaceView(1, 3)
        assert story.then(MATCH).shows(Screen.INSURANCE)

    def test_it_is_the_same_attempt_that_begins_anew(self) -> None:
        story = at_face().then(DOUBT, ev.RetryPressed(), ev.CardRemoved(), *PUT_BACK)
        assert [effect.attempt for effect in story.all(fx.MatchFace)] == [1, 2, 2]

    def test_between_looks_nobody_is_filmed_unasked(self) -> None:
        story = at_face().then(DOUBT, ev.CardRemoved(), *PUT_BACK)
        assert story.all(fx.MatchFace) == [fx.MatchFace(1)]
        assert story.shows(Screen.FACE_RETRY)

    def test_past_the_face_nobody_is_filmed_again(self) -> None:
        story = at_insurance().then(ev.CardRemoved(), *PUT_BACK)
        assert story.all(fx.MatchFace) == [fx.MatchFace(1)]


class TestARefusalWithTheCardGone:
    @pytest.mark.parametrize("code", ["full", "price_changed", "age", "no_department", "already"])
    def test_choosing_again_waits_for_the_card(self, code: str) -> None:
        story = sending().then(ev.CardRemoved())
        assert story.view.overlay is Overlay.NONE
        assert paused(story.then(ev.RegistrationRefused(code)))

    def test_the_next_person_does_not_register_in_the_first_ones_name(self) -> None:
        story = sending().then(ev.CardRemoved(), ev.RegistrationRefused("full"), CLINICS)
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed(), CONFIRM)
        assert len(story.all(fx.Register)) == 1
        story.then(ev.CardInserted(), ev.CardRechecked(same=False))
        assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.CARD_GONE)

    def test_the_same_person_chooses_again(self) -> None:
        story = sending().then(ev.CardRemoved(), ev.RegistrationRefused("full"), CLINICS, *PUT_BACK)
        story.then(ev.DepartmentChosen("K02"), ev.NextPressed(), CONFIRM)
        assert [effect.request.department_id for effect in story.all(fx.Register)] == ["K01", "K02"]

    def test_a_refusal_for_the_desk_needs_no_card(self) -> None:
        story = sending().then(ev.CardRemoved(), ev.RegistrationRefused("key_reused"))
        assert (story.view.overlay, story.view.screen) == (Overlay.NONE, Screen.DESK)
        assert fx.Timer.CARD_GONE not in story.running()


class TestNumberedReadings:
    def test_an_earlier_readings_answer_is_not_taken_after_going_back_and_coming_again(self) -> None:
        story = at_reading().then(ev.CardRemoved(), ev.BackPressed())
        assert story.shows(Screen.KEY_QR)
        story.then(QR, ev.CardInserted())
        assert [effect.attempt for effect in story.all(fx.ReadCard)] == [1, 2]
        before = story.visit
        for late in (READ, failed("card_gone"), failed("wrong_key")):
            assert story.then(late).visit == before
        assert story.then(read(2)).shows(Screen.FACE)

    def test_an_answer_that_comes_while_the_key_is_asked_for_again_changes_nothing(self) -> None:
        story = at_reading().then(ev.CardRemoved(), ev.BackPressed())
        before = story.visit
        assert story.then(READ).visit == before

    def test_each_reading_has_its_own_number(self) -> None:
        story = at_reading().then(failed("card_silent"), failed("wrong_key", 2), QR)
        assert [effect.attempt for effect in story.all(fx.ReadCard)] == [1, 2, 3]
        assert story.visit.facts.reads == 3

    def test_a_failure_told_twice_counts_once(self) -> None:
        story = at_reading().then(failed("card_silent"), failed("card_silent"), failed("card_silent"))
        assert story.shows(Screen.READING)
        assert story.visit.facts.reads == 2


class TestAReaderThatGoesAway:
    """Its service was killed, or its plug pulled: that says nothing about the card, and it is back within seconds."""

    def test_the_reading_waits_for_it_and_goes_on_by_itself(self) -> None:
        story = at_reading().then(ev.CardRemoved(), failed("reader_gone"))
        assert story.content(ReadingView).moved
        assert fx.Timer.CARD_GONE in story.running()
        story.then(ev.CardInserted())
        assert [effect.attempt for effect in story.all(fx.ReadCard)] == [1, 2]
        assert fx.Timer.CARD_GONE not in story.running()
        assert story.then(read(2)).shows(Screen.FACE)

    def test_one_that_stays_away_is_waited_for_no_longer_than_a_card(self) -> None:
        story = at_reading().then(failed("reader_gone"), ev.CardRemoved(), fired(fx.Timer.CARD_GONE))
        assert given_up(story)

    def test_one_that_goes_again_and_again_is_given_up(self) -> None:
        story = at_reading()
        for attempt in (1, 2, 3):
            assert story.shows(Screen.READING)
            story.then(failed("reader_gone", attempt), ev.CardRemoved(), ev.CardInserted())
        assert given_up(story)

    def test_a_card_that_only_moved_is_waited_for_as_ever(self) -> None:
        story = at_reading().then(ev.CardRemoved(), failed("card_gone"), fired(fx.Timer.CARD_GONE))
        assert story.shows(Screen.READING)

    def test_under_earlier_rules_it_was_tried_again_at_once(self) -> None:
        story = at_reading(policy=replace(POLICY, rules=6)).then(*(failed("reader_gone", n) for n in (1, 2, 3)))
        assert given_up(story)


class TestACardLeftBehind:
    @pytest.mark.parametrize("place", ["consent", "face, between looks", "insurance", "clinics", "check"])
    def test_staff_are_called_when_the_patient_went_away_without_it(self, place: str) -> None:
        story = EVERYWHERE[place]().then(fired(fx.Timer.IDLE), fired(fx.Timer.IDLE_END))
        assert story.last == (fx.Wipe(), fx.CallStaff("card_left"))

    def test_nobody_is_called_when_nothing_was_left(self) -> None:
        for story in (EVERYWHERE["key"](), EVERYWHERE["lay the card"](), at_check().then(ev.CardRemoved())):
            story.then(fired(fx.Timer.IDLE), fired(fx.Timer.IDLE_END))
            assert story.visit.over
            assert story.all(fx.CallStaff) == []


def test_once_confirmed_a_card_that_left_pauses_nothing() -> None:
    story = sending().then(ev.CardRemoved(), COVERED)
    assert story.view.overlay is Overlay.NONE
    assert fx.Timer.CARD_GONE not in story.running()


def test_a_clinic_list_that_comes_during_the_pause_is_there_after_it() -> None:
    story = at_clinics().then(ev.CardRemoved(), CLINICS, *PUT_BACK)
    assert [tile.id for tile in story.content(ClinicView).tiles] == ["K01", "K02"]
