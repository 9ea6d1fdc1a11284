"""Consent withdrawn in the middle of a visit: from every place, what is refused is not asked, looked at or held."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_visit_properties import anything, bounded
from visit_parts import (
    ALTERED,
    CLINICS,
    CONFIRM,
    CONSENT,
    COVERED,
    ELSEWHERE,
    EVERYWHERE,
    GENEROUS,
    GOOD,
    ID_NUMBER,
    MATCH,
    NO_MATCH,
    QR,
    READ,
    REGULAR,
    STRANGER,
    WIDE,
    Story,
    at_check,
    at_clinics,
    at_face,
    at_insurance,
    at_reading,
    for_child,
    wide,
    wide_check,
)

from chip_reader import Check, CheckStatus
from his_client.his.ports import IdentitySource
from kiosk.visit import effects as fx
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.card_check import CardCheck, card_check
from kiosk.visit.contents import ConsentView
from kiosk.visit.standing import committed
from kiosk.visit.step import step
from kiosk.visit.values import Ending, FaceResult, Reason
from kiosk.visit.view import Screen

NEITHER = replace(CONSENT, face=False, insurer=False)
CHILD_CARD = wi.InsuranceQrSeen("TE1010000000456|Nguyễn Văn Bé|03/02/2022|1|01 - 999|Thôn Mẫu")
FORWARD = (ev.NextPressed(), wi.PaperDeclared(""), ev.DepartmentChosen("K01"), ev.NextPressed())


def back_to_consent(story: Story) -> Story:
    for _ in range(8):
        if story.visit.stage != "consent":
            story.then(ev.BackPressed())
    return story


def unsent(place: str) -> Story | None:
    """The story there, if it registers somebody and nothing was sent."""
    story = EVERYWHERE[place]()
    return None if committed(story.visit) or "consent" not in story.visit.journey else story


LEADING_BACK = [
    place
    for place in sorted(EVERYWHERE)
    # Between reading and the end of the look there is no Back: it is over in seconds, or by a touch that refuses it.
    if place not in ("reading", "face", "face, between looks") and (story := unsent(place)) is not None
]


def test_many_places_are_meant() -> None:
    assert len(LEADING_BACK) > 15
    assert {"insurance", "clinics", "check", "papers", "appointment", "already", "child, insurance"} <= {*LEADING_BACK}


@pytest.mark.parametrize("place", LEADING_BACK)
def test_back_leads_to_the_consent_from_everywhere_before_sending(place: str) -> None:
    story = back_to_consent(EVERYWHERE[place]())
    assert story.shows(Screen.CONSENT)
    assert not story.visit.over


@pytest.mark.parametrize("place", sorted(EVERYWHERE))
def test_who_ends_a_visit_before_sending_leaves_nothing_to_be_asked(place: str) -> None:
    story = EVERYWHERE[place]()
    if committed(story.visit):
        return
    story.then(ev.EndPressed())
    dark = fx.StopCamera() in story.last or fx.Wipe() in story.last
    story.then(COVERED, REGULAR, WIDE, MATCH, CONFIRM, ev.CardRemoved())
    assert dark
    assert fx.Wipe() in story.asked
    assert story.visit.over
    assert story.all(fx.Register) == []


@settings(bounded, max_examples=40)
@given(st.sampled_from(LEADING_BACK), anything)
def test_what_was_refused_is_asked_held_and_sent_no_more(place: str, events: list[ev.Event]) -> None:
    story = back_to_consent(EVERYWHERE[place]()).then(NEITHER)
    if place in ("consent", "key", "lay the card", "passport"):
        story.then(QR, ev.CardInserted(), READ)
    story.asked.clear()
    for event in events:
        if isinstance(event, ev.ConsentGiven):
            continue
        story.then(event)
        facts = story.visit.facts
        assert facts.coverage is None
        assert facts.face is not FaceResult.MATCHED
        for effect in story.last:
            assert not isinstance(effect, fx.MatchFace | fx.AskInsurer | fx.ConfirmCard)
            if isinstance(effect, fx.Register):
                assert effect.request.insurance is None
                assert effect.request.identity.identity_source is not IdentitySource.CHIP_AND_FACE


@pytest.mark.parametrize("place", ["insurance", "clinics", "check", "papers", "wide check", "insurance card"])
def test_a_late_answer_of_the_insurer_changes_nothing_and_so_is_not_written_down(place: str) -> None:
    story = back_to_consent(EVERYWHERE[place]()).then(NEITHER)
    assert step(story.visit, COVERED) == (story.visit, ())
    story.then(*FORWARD)
    assert story.shows(Screen.CHECK)
    assert step(story.visit, COVERED) == (story.visit, ())
    story.then(CONFIRM)
    [sent] = story.all(fx.Register)
    assert isinstance(sent, fx.Register)
    assert sent.request.insurance is None


def test_an_answer_that_comes_while_the_consent_is_asked_again_goes_with_the_refusal() -> None:
    story = back_to_consent(at_insurance(answer=None)).then(COVERED)
    assert story.visit.facts.coverage is not None
    assert story.then(NEITHER).visit.facts.coverage is None
    assert fx.Timer.INSURER not in story.running()


def test_who_matched_and_refuses_the_comparison_is_registered_by_the_card_alone() -> None:
    story = back_to_consent(at_check()).then(replace(CONSENT, face=False), *FORWARD, CONFIRM)
    [sent] = story.all(fx.Register)
    assert isinstance(sent, fx.Register)
    assert sent.request.identity.identity_source is IdentitySource.CARD_ONLY
    assert sent.request.insurance is not None, "the other purpose stands"
    assert len(story.all(fx.MatchFace)) == 1


def test_a_comparison_that_said_no_is_not_undone_by_refusing_it_afterwards() -> None:
    story = at_face().then(CLINICS, STRANGER, COVERED, NO_MATCH, ev.WithoutCameraPressed())
    back_to_consent(story).then(NEITHER, *FORWARD)
    assert story.visit.facts.face is FaceResult.NOT_MATCHED
    assert card_check(story.visit.facts, story.visit.started_at.date()) is CardCheck.DESK


def test_nobody_gets_more_looks_by_way_of_the_consent() -> None:
    story = at_face().then(CLINICS, STRANGER, COVERED, NO_MATCH, ev.WithoutCameraPressed())
    back_to_consent(story).then(CONSENT)
    assert len(story.all(fx.MatchFace)) == 1
    assert story.shows(Screen.INSURANCE)


def test_the_portrait_of_who_refused_cannot_be_asked_for_again() -> None:
    story = back_to_consent(at_check()).then(NEITHER)
    back_to_consent(story).then(CONSENT)
    assert not story.visit.facts.consent.face
    assert len(story.all(fx.MatchFace)) == 1


def test_the_card_is_read_once_and_allowing_again_asks_the_insurer_once_more() -> None:
    story = back_to_consent(at_check()).then(NEITHER)
    assert len(story.all(fx.AskInsurer)) == 1
    back_to_consent(story).then(CONSENT)
    assert [one.number for one in story.all(fx.AskInsurer) if isinstance(one, fx.AskInsurer)] == [ID_NUMBER] * 2
    assert len(story.all(fx.ReadCard)) == 1
    assert story.then(COVERED).visit.facts.coverage is not None


def test_the_same_answer_changes_nothing() -> None:
    story = at_check()
    before = story.visit.facts
    back_to_consent(story).then(CONSENT, *FORWARD)
    assert story.visit.facts == before
    assert len(story.all(fx.AskInsurer)) == 1


def test_a_paper_and_reminders_go_with_what_they_hung_on() -> None:
    story = wide(answer=ELSEWHERE).then(wi.PaperDeclared("transfer_form"), ev.DepartmentChosen("K01"), ev.NextPressed())
    story.then(wi.OptionOpened("reminders"), wi.RemindersChosen(("follow_up",), at=CONFIRM.at))
    assert story.visit.facts.reminders
    facts = back_to_consent(story).then(NEITHER).visit.facts
    assert (facts.paper, facts.reminders, facts.estimate) == (None, (), None)


def test_wishes_for_reminders_are_dropped_where_they_were_said() -> None:
    story = wide_check().then(wi.OptionOpened("reminders"), wi.RemindersChosen(("follow_up",), at=CONFIRM.at))
    story.then(wi.OptionOpened("reminders"), wi.RemindersChosen((), at=CONFIRM.at), CONFIRM)
    [sent] = story.all(fx.Register)
    assert isinstance(sent, fx.Register)
    assert sent.request.reminders == ()


def test_of_a_child_the_insurer_is_asked_by_the_childs_own_number_or_not_at_all() -> None:
    story = for_child(CHILD_CARD).then(replace(COVERED, about="child"))
    back_to_consent(story).then(NEITHER)
    assert story.visit.facts.coverage is None
    back_to_consent(story).then(CONSENT)
    asked = [one for one in story.all(fx.AskInsurer) if isinstance(one, fx.AskInsurer)]
    assert [(one.number, one.about) for one in asked[-2:]] == [("TE1010000000456", "child")] * 2


def outside(answer: ev.CardConfirmed | None) -> Story:
    allowed = replace(CONSENT, outside=True)
    story = at_reading(allowed, replace(GENEROUS, outside=True)).then(READ, WIDE, REGULAR, COVERED, MATCH)
    return back_to_consent(story.then(answer) if answer else story)


def test_the_authoritys_word_is_dropped_whenever_it_comes() -> None:
    said = ev.CardConfirmed((*GOOD, Check("outside_confirmation", CheckStatus.OK, "said so")), 1)
    for story in (outside(said).then(CONSENT), outside(None).then(CONSENT)):
        found = story.visit.facts.authenticity
        assert found is not None
        assert found.checks == GOOD
        assert step(story.visit, said) == (story.visit, ())
        assert step(story.visit, ev.CardConfirmed(ALTERED, 1)) == (story.visit, ())


def test_the_consent_says_what_was_asked_already_and_only_that() -> None:
    assert back_to_consent(at_clinics()).content(ConsentView) == ConsentView(outside=False, read=True, insurer=True)
    unasked = at_face(replace(CONSENT, insurer=False)).then(CLINICS, STRANGER, MATCH)
    assert back_to_consent(unasked).content(ConsentView) == ConsentView(outside=False, read=True, insurer=False)
    assert not isinstance(Story().view.content, ConsentView)


def test_ending_at_the_consent_takes_the_card_first_and_no_menu_opens_there() -> None:
    story = back_to_consent(at_check())
    assert story.view.back == "end"
    assert story.then(errands.OtherPressed()).shows(Screen.CONSENT)
    assert story.then(ev.BackPressed()).shows(Screen.TAKE_CARD)
    story.then(ev.CardRemoved())
    assert (story.visit.ending, story.visit.reason) == (Ending.REFUSED, Reason.ENDED_BY_PATIENT)


def test_a_card_taken_away_at_the_consent_pauses_as_anywhere() -> None:
    story = back_to_consent(at_check()).then(ev.CardRemoved(), NEITHER)
    assert story.visit.card_missing
    assert story.visit.facts.consent.face, "whose touch it was is not known"
    story.then(ev.CardInserted(), ev.CardRechecked(True), NEITHER)
    assert not story.visit.facts.consent.face


def test_a_visit_of_earlier_rules_goes_back_as_it_did() -> None:
    story = at_face(policy=replace(GENEROUS, rules=5)).then(WIDE, REGULAR, COVERED, MATCH)
    assert story.then(ev.BackPressed()).shows(Screen.INSURANCE)
    assert story.view.back == "end"
