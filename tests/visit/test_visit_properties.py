"""What holds for every visit, whatever happens in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from visit_parts import (
    AGREED,
    ALTERED,
    ANSWER,
    BILLS,
    CHILD_CARD,
    CHILD_QR,
    CLINICS,
    CONFIRM,
    CONSENT,
    COVERED,
    DOUBT,
    ELSEWHERE,
    EVERYWHERE,
    EXPECTED,
    FULL_NAME,
    GOOD,
    ID_NUMBER,
    MATCH,
    MENU,
    MISMATCH,
    NO_MATCH,
    NOT_INSURED,
    NOW,
    OPENED,
    QR,
    READ,
    REGULAR,
    SILENT_INSURER,
    STRANGER,
    TWO_NUMBERS,
    TYPED,
    WAITS,
    WIDE,
    Story,
    department,
    failed,
    read,
    registered,
)

from his_client.his.ports import IdentitySource
from kiosk.visit import effects as fx
from kiosk.visit import errands
from kiosk.visit import events as ev
from kiosk.visit import wishes as wi
from kiosk.visit.person import identity_source
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.step import step
from kiosk.visit.values import FaceResult
from kiosk.visit.view import Screen, View, view_of

EVENTS: tuple[ev.Event, ...] = (
    CONSENT,
    replace(CONSENT, face=False, insurer=False),
    *(intent() for intent in (ev.NextPressed, ev.BackPressed, ev.RetryPressed, ev.EndPressed, ev.DeskPressed)),
    *(intent() for intent in (ev.HelpPressed, ev.HelpClosed, ev.MoreTimePressed, ev.TypeKeyPressed)),
    *(intent() for intent in (ev.ClinicUnknown, ev.PayAtCashierPressed, ev.WithoutCameraPressed)),
    ev.LanguageChosen("en"),
    *TYPED,
    ev.KeyTyped("expiry", None),
    ev.DepartmentChosen("K01"),
    ev.DepartmentChosen("nowhere"),
    CONFIRM,
    ev.AnswersConfirmed(),
    ev.CardInserted(),
    ev.CardRemoved(),
    QR,
    ev.OtherQrSeen(),
    ev.CameraAway(),
    *(read(attempt) for attempt in (1, 2, 3)),
    replace(READ, checks=ALTERED),
    replace(READ, has_portrait=False),
    *(failed(code, attempt) for attempt in (1, 2) for code in ("wrong_key", "card_gone", "card_silent", "bad_key")),
    *(ev.CardRechecked(same) for same in (True, False, None)),
    MATCH,
    NO_MATCH,
    DOUBT,
    replace(DOUBT, reasons=("portrait_unusable",)),
    COVERED,
    MISMATCH,
    SILENT_INSURER,
    STRANGER,
    REGULAR,
    ev.PatientKnown(None, (registered(key="earlier"),)),
    CLINICS,
    replace(CLINICS, departments=(department("K02"),), at=NOW + timedelta(minutes=1)),
    replace(CLINICS, departments=()),
    ev.HisSilent("patient"),
    ANSWER,
    ev.VisitRegistered(registered(due=0)),
    *(ev.RegistrationRefused(code) for code in ("full", "already", "key_reused")),
    OPENED,
    ev.OrderUnavailable(),
    ev.PaymentUnheard(),
    ev.CallUnheard(),
    *(ev.CreditsSeen(amount) for amount in (0, 10_000, 18_000, 99_000)),
    ev.DeskNumberTaken("Q03-01"),
    ev.TicketPrinted(),
    ev.TicketFailed("paper"),
    *(ev.TimerFired(timer) for timer in fx.Timer),
    WIDE,
    EXPECTED,
    ELSEWHERE,
    ev.PatientKnown(None, (), differs=("name",)),
    ev.VisitRegistered(TWO_NUMBERS),
    *(ev.RegistrationRefused(code) for code in ("price_changed", "no_appointment", "guardian")),
    ev.DepartmentChosen("K02"),
    ev.DepartmentChosen("K03"),
    wi.AppointmentChosen("HEN1"),
    wi.ServiceDropped("K02"),
    *(wi.OptionOpened(option) for option in ("priority", "reminders", "nothing")),
    *(wi.PriorityDeclared(kind) for kind in ("pregnant", "", "important")),
    *(wi.PaperDeclared(kind) for kind in ("transfer_form", "", "letter")),
    wi.RemindersChosen(("follow_up", "vaccination"), at=NOW),
    *(intent() for intent in (wi.OtherClinicPressed, wi.PayPressed, wi.ServiceWanted, wi.ChildPressed)),
    *(intent() for intent in (wi.EmergencyPressed, wi.PassportPressed, wi.WithoutChipPressed)),
    wi.RelationChosen("mother"),
    ev.QrSeen(CHILD_QR),
    wi.InsuranceQrSeen(CHILD_CARD),
    ev.KeyTyped("number", "001220000456"),
    ev.KeyTyped("birth", "2022-02-03"),
    ev.KeyTyped("passport", "C1234567"),
    *(wi.ChildPaperChosen(paper) for paper in ("id", "insurance", "none", "letter")),
    ev.KeyTyped("insurance", "TE1010000000456"),
    ev.KeyTyped("name", "NGUYỄN VĂN BÉ"),
    wi.ChildKnown("Nguyễn Văn Bé", "Nam"),
    wi.ChildKnown(),
    wi.InsuranceCardPressed(),
    wi.InsuranceQrSeen(f"GD4010123456789|{FULL_NAME}|17/05/1990|2|01999"),
    NOT_INSURED,
    ev.CardConfirmed(ALTERED, 1),
    ev.CardConfirmed(GOOD, 1),
    ev.HisSilent("child"),
    replace(COVERED, about="child"),
    MENU,
    AGREED,
    *(errands.ErrandChosen(one) for one in (*errands.ERRANDS, "nothing")),
    *(errands.SlipSeen("LK1"), errands.CardInsteadPressed()),
    *(BILLS, errands.BillsKnown(())),
    *(errands.BillChosen(one) for one in ("HD7", "HD9", "nothing")),
    *(WAITS, errands.PositionsKnown(())),
    *(errands.ResultsKnown(ready) for ready in (True, False)),
    *(errands.PageOpened(page) for page in (*errands.PAGES, "nothing")),
    errands.NoticesKnown(()),
    *(errands.Rated(rating, NOW) for rating in (1, 5, 9)),
    *(errands.ComplaintChosen(topic) for topic in ("waiting", "", "nothing")),
    errands.RatePressed(),
    ev.CreditsSeen(120_000),
)

ABOUT_A_PERSON = (
    *(fx.ReadCard, fx.RecheckCard, fx.ScanQr, fx.MatchFace),
    *(fx.AskInsurer, fx.AskPatient, fx.Register),
    *(fx.ScanSlip, fx.AskBills, fx.AskResults, fx.AskPositions),
)

anything = st.lists(st.sampled_from(EVENTS), max_size=40)
anywhere = st.sampled_from(sorted(EVERYWHERE))
bounded = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def clean(view: View) -> bool:
    """A screen that shows neither the whole name nor any number of a person's."""
    shown = repr(view)
    return FULL_NAME not in shown and ID_NUMBER not in shown and "GD4010123456789" not in shown


@pytest.mark.attack
@bounded
@given(anywhere, anything)
def test_every_visit_has_a_screen_that_names_nobody(place: str, events: list[ev.Event]) -> None:
    story = EVERYWHERE[place]()
    for event in events:
        view = story.then(event).view
        assert isinstance(view.screen, Screen)
        assert clean(view)
        assert (view.screen is Screen.WELCOME) == story.visit.over


@bounded
@given(anything)
def test_nothing_about_a_person_is_asked_before_they_consented(events: list[ev.Event]) -> None:
    story, consented = Story(card_on_tray=True), False
    for event in events:
        story.then(event)
        consented = consented or isinstance(event, ev.ConsentGiven | errands.ErrandAgreed)
        allowed = story.visit.facts.consent
        for effect in story.last:
            assert consented or not isinstance(effect, ABOUT_A_PERSON)
            assert allowed.face or not isinstance(effect, fx.MatchFace)
            assert allowed.insurer or not isinstance(effect, fx.AskInsurer)


@bounded
@given(anywhere, anything)
def test_one_confirmation_registers_once_and_nothing_registers_unconfirmed(place: str, events: list[ev.Event]) -> None:
    story = EVERYWHERE[place]()
    unanswered = bool(story.all(fx.Register)) and place == "registering"
    for event in events:
        story.then(event)
        sent = [effect for effect in story.last if isinstance(effect, fx.Register)]
        if sent:
            assert isinstance(event, ev.AnswersConfirmed)
            assert len(sent) == 1
            assert not unanswered, "a second registration before the first was refused"
            unanswered = True
        if isinstance(event, ev.RegistrationRefused):
            unanswered = False
    keys = {effect.id for effect in story.all(fx.Register) if isinstance(effect, fx.Register)}
    assert keys <= {story.visit.id}


@bounded
@given(anywhere, anything)
def test_only_who_was_seen_to_match_is_registered_as_matched(place: str, events: list[ev.Event]) -> None:
    story = EVERYWHERE[place]()
    matched = story.visit.facts.face is FaceResult.MATCHED
    for event in events:
        looked = isinstance(story.visit.state, FaceState) and story.visit.state.looking
        story.then(event)
        matched = matched or (looked and event == MATCH)
        for effect in story.last:
            if isinstance(effect, fx.Register):
                request = effect.request
                holder = request.guardian.identity if request.guardian else request.identity
                assert matched or holder.identity_source == IdentitySource.CARD_ONLY
                assert holder.identity_source == identity_source(story.visit.facts)
                assert not (request.guardian and request.identity.identity_source.from_chip)


@bounded
@given(anywhere, anything)
def test_no_department_room_or_number_stands_twice_in_a_request_and_a_child_is_never_its_guardian(
    place: str, events: list[ev.Event]
) -> None:
    story = EVERYWHERE[place]().then(*events)
    for effect in story.all(fx.Register):
        wanted = [choice.department_id for choice in effect.request.services]
        assert len(set(wanted)) == len(wanted)
        guardian = effect.request.guardian
        assert guardian is None or guardian.identity.id_number != effect.request.identity.id_number


@bounded
@given(anywhere, anything, anything)
def test_after_the_end_nothing_changes(place: str, events: list[ev.Event], more: list[ev.Event]) -> None:
    story = EVERYWHERE[place]().then(*events, ev.StationRestarted())
    for event in more:
        assert step(story.visit, event) == (story.visit, ())
    assert view_of(story.visit) == View(Screen.WELCOME)


@bounded
@given(anywhere, anything)
def test_a_visit_everybody_left_ends_by_its_own_clocks(place: str, events: list[ev.Event]) -> None:
    """Only clocks that the visit started fire, and what works in the machine answers as it does when all goes wrong."""
    story = EVERYWHERE[place]().then(*events)
    for _ in range(40):
        if story.visit.over:
            break
        for timer in sorted(story.running()):
            if timer in story.running():
                story.asked.append(fx.StopTimer(timer))
                story.then(ev.TimerFired(timer))
        story.then(failed("card_gone", story.visit.facts.reads), ev.CardRechecked(None), ev.CameraAway())
    assert story.visit.over
    assert story.visit.ending is not None
    assert story.visit.reason is not None
    assert story.running() == set()


@bounded
@given(anywhere, anything)
def test_nothing_goes_on_while_the_card_that_says_who_it_is_is_away(place: str, events: list[ev.Event]) -> None:
    story = EVERYWHERE[place]()
    for event in events:
        away = story.visit.card_missing
        story.then(event)
        visit = story.visit
        before = visit.stage in ("face", "child", "coverage", "papers", "choose")
        unsent = before or visit.state == RegisterState(sending=False)
        if not visit.over and unsent and not visit.card_on_tray:
            assert visit.card_missing
        if away and visit.card_missing:
            allowed = (fx.StartTimer, fx.StopTimer, fx.RecheckCard, fx.CallStaff, fx.Wipe)
            assert all(isinstance(effect, allowed) for effect in story.last)


@bounded
@given(anywhere, anything)
def test_every_end_wipes_and_every_desk_has_a_reason(place: str, events: list[ev.Event]) -> None:
    story = EVERYWHERE[place]()
    for event in events:
        over_before = story.visit.over
        story.then(event)
        assert (fx.Wipe() in story.last) == (story.visit.over and not over_before)
        for effect in story.last:
            if isinstance(effect, fx.TakeDeskNumber):
                assert effect.reason.value
