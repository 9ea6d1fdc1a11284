"""Staff take a visit over where it stands, do what they may, and are gone again; nobody is seen who need not be."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_visit_properties import EVENTS
from visit_parts import (
    CONFIRM,
    CONSENT,
    DOUBT,
    EVERYWHERE,
    FULL_NAME,
    ID_NUMBER,
    MATCH,
    NO_MATCH,
    POLICY,
    READ,
    Story,
    at_face,
    at_reading,
    failed,
)

from his_client.his.ports import IdentitySource
from kiosk.visit import effects as fx
from kiosk.visit import events as ev
from kiosk.visit import staff as sf
from kiosk.visit.card_check import CardCheck, card_check, face_code
from kiosk.visit.person import identity_source
from kiosk.visit.standing import committed
from kiosk.visit.step import step
from kiosk.visit.values import Ending, Reason
from kiosk.visit.view import Overlay, Screen, View

STAFFED = replace(POLICY, staff=True, staff_identity=True)
SIGNED = (sf.StaffPressed(), sf.StaffTried(), sf.StaffSigned("hoa"))
PLACES = sorted(EVERYWHERE)
bounded = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def at(place: str) -> Story:
    """A story that stands there, at a station where staff may sign in."""
    story = EVERYWHERE[place]()
    policy = replace(story.visit.policy, staff=True, staff_identity=True)
    story.visit = replace(story.visit, policy=policy)
    return story


def helped(place: str) -> Story:
    return at(place).then(*SIGNED)


def fired(name: fx.Timer) -> ev.TimerFired:
    return ev.TimerFired(name)


@pytest.mark.parametrize("place", PLACES)
def test_wherever_a_visit_stands_staff_see_where_and_give_it_back_as_it_was(place: str) -> None:
    story = at(place)
    screen, state = story.view.screen, story.visit.state
    assert story.then(ev.HelpPressed(), sf.StaffPressed()).view.overlay is Overlay.STAFF_SIGN
    assert story.then(sf.StaffTried()).view.staff.checking
    view = story.then(sf.StaffSigned("hoa")).view
    assert (view.overlay, view.staff.by, view.staff.screen) == (Overlay.STAFF, "hoa", screen.value)
    story.then(sf.StaffFinished())
    assert (story.view.overlay, story.view.screen, story.visit.state) == (Overlay.NONE, screen, state)
    assert story.visit.staff == sf.Staffing(helped=("hoa",))


def test_a_pin_that_was_not_asked_for_takes_nothing_over() -> None:
    for events in ((sf.StaffSigned("hoa"),), (sf.StaffPressed(), sf.StaffSigned("hoa")), (sf.StaffTried(),)):
        assert not at("clinics").then(*events).visit.staff.by
    story = EVERYWHERE["clinics"]().then(*SIGNED)
    assert (story.visit.staff, story.view.overlay) == (sf.Staffing(), Overlay.NONE), "not at this station"


def test_a_refusal_says_why_and_is_counted_also_when_nobody_waits_for_it_any_more() -> None:
    story = at("clinics").then(sf.StaffPressed(), sf.StaffTried(), sf.StaffRefused("wrong"))
    assert (story.view.staff.notice, story.view.staff.checking, story.view.staff.tries) == ("wrong", False, 1)
    story.then(sf.StaffTried(), sf.StaffClosed(), sf.StaffRefused("locked"))
    assert (story.visit.staff.tries, story.view.overlay) == (2, Overlay.NONE)
    assert story.then(sf.StaffPressed()).view.staff.notice == ""


def test_what_is_covered_is_not_pressed_and_help_leads_back_to_the_panel() -> None:
    story = helped("check")
    before = story.visit
    for intent in (ev.NextPressed(), CONFIRM, ev.EndPressed(), ev.DeskPressed(), ev.BackPressed(), ev.HelpPressed()):
        assert replace(story.then(intent).visit, staff=before.staff) == before
    story.then(sf.StaffWentOn())
    assert (story.view.overlay, story.view.staff.by) == (Overlay.NONE, "hoa")
    assert story.then(ev.HelpPressed()).view.overlay is Overlay.STAFF
    assert story.all(fx.CallStaff) == []


def test_staff_press_what_the_patient_would_press() -> None:
    story = helped("check").then(sf.StaffWentOn(), CONFIRM)
    assert story.view.screen is Screen.REGISTERING
    assert [type(effect) for effect in story.last if isinstance(effect, fx.Register)] == [fx.Register]
    assert story.visit.staff.by == "hoa"


def test_the_desk_goes_on_with_a_number_and_a_reason() -> None:
    story = helped("clinics").then(sf.StaffSentToDesk())
    assert fx.TakeDeskNumber(Reason.SENT_BY_STAFF) in story.last
    assert (story.view.screen, story.view.overlay, story.visit.staff.by) == (Screen.DESK, Overlay.NONE, "")


def test_cancelling_waits_for_the_card_wipes_and_leaves_what_is_registered() -> None:
    story = helped("clinics").then(sf.StaffCancelled())
    assert (story.view.screen, story.visit.over) == (Screen.TAKE_CARD, False)
    story.then(ev.CardRemoved())
    assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.ENDED_BY_STAFF)
    assert fx.Wipe() in story.last
    paying = helped("payment")
    assert paying.view.staff.kept
    paying.then(sf.StaffCancelled(), ev.CardRemoved())
    assert (paying.visit.ending, paying.visit.reason) == (Ending.DONE, Reason.REGISTERED)
    assert not helped("registering").then(sf.StaffCancelled()).visit.over, "nobody knows yet what the HIS did"


def test_every_button_does_something_and_what_is_no_button_does_nothing() -> None:
    buttons = {
        "go_on": sf.StaffWentOn(),
        "seen": sf.StaffSawPerson(),
        "desk": sf.StaffSentToDesk(),
        "cancel": sf.StaffCancelled(),
        "finish": sf.StaffFinished(),
    }
    for place in PLACES:
        story = helped(place)
        may = story.view.staff.may
        for name, intent in buttons.items():
            assert (step(story.visit, intent)[0] != story.visit) == (name in may), (place, name)


class TestIdentity:
    def test_who_looked_at_card_and_person_stands_in_the_visit_and_the_desk_need_not(self) -> None:
        story = at_face(policy=STAFFED).then(DOUBT, *SIGNED)
        assert "seen" in story.view.staff.may
        story.then(sf.StaffSawPerson())
        facts = story.visit.facts
        assert story.visit.stage != "face"
        assert (facts.seen_by, face_code(facts), card_check(facts, story.visit.started_at.date())) == (
            "hoa",
            "MAT-06",
            CardCheck.NONE,
        )
        assert identity_source(facts) is IdentitySource.CARD_ONLY, "no machine has matched them"
        assert "seen" not in story.view.staff.may

    def test_it_is_said_only_of_a_chip_and_only_where_the_hospital_allows_it(self) -> None:
        for policy in (replace(STAFFED, staff_identity=False), replace(STAFFED, qr_alone=True)):
            story = at_reading(policy=policy)
            story.then(READ, NO_MATCH) if not policy.qr_alone else story.then(failed("card_silent", 1))
            story.then(*SIGNED, sf.StaffSawPerson())
            assert (story.visit.facts.seen_by, "seen" in story.view.staff.may) == ("", False)

    def test_who_was_matched_is_not_seen_again(self) -> None:
        story = at_face(policy=STAFFED).then(MATCH, *SIGNED, sf.StaffSawPerson())
        assert story.visit.facts.seen_by == ""

    def test_no_face_is_compared_while_staff_stand_before_the_camera(self) -> None:
        story = at_face(policy=STAFFED).then(sf.StaffPressed())
        assert fx.StopCamera() in story.last
        story.then(sf.StaffTried(), sf.StaffSigned("hoa"), ev.FaceDecided("no_match", 0.7, 0.4, "t", "0" * 64, ()))
        story.then(sf.StaffFinished())
        assert fx.MatchFace(1) in story.last
        reading = at_reading(policy=STAFFED).then(*SIGNED, READ)
        assert reading.all(fx.MatchFace) == [], "the chip was read meanwhile"
        assert fx.MatchFace(1) in reading.then(sf.StaffWentOn()).last

    def test_a_card_in_the_hand_of_staff_is_waited_for_and_proven_when_it_is_back(self) -> None:
        story = helped("clinics").then(ev.CardRemoved())
        assert story.view.overlay is Overlay.STAFF
        for _ in range(3):
            assert fx.StartTimer(fx.Timer.CARD_GONE, POLICY.card_gone_s) in story.then(fired(fx.Timer.CARD_GONE)).last
        story.then(ev.CardInserted())
        assert story.all(fx.RecheckCard)
        story.then(ev.CardRechecked(True), sf.StaffFinished())
        assert (story.view.overlay, story.visit.card_missing) == (Overlay.NONE, False)


class TestTime:
    def test_staff_have_longer_and_whoever_left_is_signed_out_before_the_patient_is_asked_for(self) -> None:
        story = helped("clinics")
        assert fx.StartTimer(fx.Timer.IDLE, 120.0) in story.last
        story.then(fired(fx.Timer.IDLE))
        assert (story.visit.staff.by, story.view.overlay) == ("", Overlay.IDLE)
        assert story.then(fired(fx.Timer.IDLE_END)).visit.over

    @pytest.mark.parametrize(
        ("place", "timer", "seconds"),
        [
            ("payment", fx.Timer.PAYMENT, POLICY.payment_s),
            ("ticket", fx.Timer.TICKET, POLICY.ticket_s),
            ("desk", fx.Timer.TICKET, POLICY.ticket_s),
        ],
    )
    def test_the_patients_clocks_stand_still_and_then_are_whole(
        self, place: str, timer: fx.Timer, seconds: float
    ) -> None:
        story = helped(place)
        state = story.visit.state
        assert fx.StartTimer(timer, seconds) in story.then(fired(timer)).last
        assert story.visit.state == state
        assert fx.StartTimer(timer, seconds) in story.then(sf.StaffFinished()).last

    def test_money_that_comes_while_staff_look_is_counted(self) -> None:
        story = helped("payment").then(ev.CreditsSeen(18_000))
        assert story.visit.facts.payment is not None
        assert story.visit.facts.payment.settled


OURS: tuple[ev.Event, ...] = (
    *SIGNED,
    *SIGNED,
    sf.StaffRefused("wrong"),
    *(intent() for intent in (sf.StaffClosed, sf.StaffWentOn, sf.StaffSawPerson, sf.StaffSentToDesk)),
    *(intent() for intent in (sf.StaffCancelled, sf.StaffFinished)),
)
both = st.lists(st.sampled_from((*OURS, *EVENTS)) | st.sampled_from(OURS), max_size=30)


@bounded
@given(st.sampled_from(PLACES), both)
def test_whatever_happens_staff_see_no_name_register_nothing_unconfirmed_and_end_by_the_clocks(
    place: str, events: list[ev.Event]
) -> None:
    story = at(place)
    for event in events:
        before = story.visit
        story.then(event)
        shown = repr(story.view)
        assert FULL_NAME not in shown
        assert ID_NUMBER not in shown
        assert not any(isinstance(e, fx.Register) for e in story.last) or isinstance(event, ev.AnswersConfirmed)
        assert not (before.staff.covers and any(isinstance(e, fx.MatchFace) for e in story.last)) or not (
            story.visit.staff.covers
        )
        assert not story.visit.facts.seen_by or story.visit.facts.source is None
        if committed(before) and not committed(story.visit) and not story.visit.over:
            assert not isinstance(event, sf.StaffSentToDesk | sf.StaffSawPerson)
    for _ in range(40):
        if story.visit.over:
            break
        for timer in sorted(story.running()):
            if timer in story.running():
                story.asked.append(fx.StopTimer(timer))
                story.then(ev.TimerFired(timer))
        story.then(failed("card_gone", story.visit.facts.reads), ev.CardRechecked(None), ev.CameraAway())
    assert story.visit.over
    assert story.running() == set()
    assert story.view == View(Screen.WELCOME)


def test_consent_is_the_patients_also_when_staff_press_it() -> None:
    story = Story(policy=STAFFED).then(*SIGNED, CONSENT)
    assert not story.visit.facts.consent.read_card
    assert story.then(sf.StaffWentOn(), CONSENT).visit.facts.consent.read_card
