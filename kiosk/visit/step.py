"""The visit as a pure function: `step(visit, event) -> (visit, effects)`.

No clock, no input or output, no randomness. What concerns every stage (idle, help, ending, the card leaving the tray)
is settled here once; everything else is dispatched to the stage the visit stands in.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from chip_reader import Check
from chip_reader.facts import FactPolicy, assess
from kiosk.visit.effects import (
    CallStaff,
    Effect,
    MatchFace,
    RecheckCard,
    StartTimer,
    StopCamera,
    StopTimer,
    Timer,
    Wipe,
)
from kiosk.visit.errands import MENU, OtherPressed, SlipSeen
from kiosk.visit.events import (
    BackPressed,
    CallUnheard,
    CameraAway,
    CardConfirmed,
    CardInserted,
    CardRechecked,
    CardRemoved,
    CoverageKnown,
    DepartmentsKnown,
    DeskNumberTaken,
    DeskPressed,
    EndPressed,
    Event,
    FaceDecided,
    HelpClosed,
    HelpPressed,
    HisSilent,
    Intent,
    LanguageChosen,
    MoreTimePressed,
    NumberDrawn,
    PatientKnown,
    QrSeen,
    StationRestarted,
    TimerFired,
    VisitStarted,
)
from kiosk.visit.known import absorb, search_again
from kiosk.visit.numbers import absorb_numbers, draw, draw_alone
from kiosk.visit.staff import StaffCancelled
from kiosk.visit.stages import (
    agree,
    bills,
    child,
    choose,
    consent,
    coverage,
    face,
    feedback,
    finish,
    identify,
    info,
    key,
    menu,
    papers,
    pay,
    place,
    register,
    results,
    slip,
)
from kiosk.visit.stages.agree import AgreeState
from kiosk.visit.stages.bills import BillsState
from kiosk.visit.stages.child import ChildState
from kiosk.visit.stages.choose import ChooseState
from kiosk.visit.stages.consent import ConsentState
from kiosk.visit.stages.coverage import CoverageState
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.feedback import FeedbackState
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.identify import IdentifyState
from kiosk.visit.stages.info import InfoState
from kiosk.visit.stages.key import KeyState
from kiosk.visit.stages.menu import MenuState
from kiosk.visit.stages.papers import PapersState
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.place import PlaceState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.stages.results import ResultsState
from kiosk.visit.stages.slip import SlipState
from kiosk.visit.standing import card_matters, committed, left_as, registered_as, stage_before, working
from kiosk.visit.taking_over import eyes, idle_s, taken_over
from kiosk.visit.turn import Backward, End, Follow, Forward, Return, ToDesk, ToTicket, Turn
from kiosk.visit.values import WITHDRAWABLE, Consent, Ending, Reason
from kiosk.visit.visit import JOURNEYS, WITH_CHIP_CARD, StageState, Visit
from kiosk.visit.wishes import EmergencyPressed, InsuranceQrSeen, MrzSeen

Step = tuple[Visit, tuple[Effect, ...]]

STAFF_END_AT_TRAY, PATIENTS_END_AT_TRAY = 4, 5
"""The editions of the rules from which on staff, and patients, end no visit away from a card on the tray."""

# A card laid down or held before the camera is a sign of life, as a touch is.
BY_HAND = (Intent, CardInserted, QrSeen, InsuranceQrSeen, MrzSeen, SlipSeen)


def begin(event: VisitStarted) -> Step:
    """A visit from its first event."""
    visit = Visit(
        id=event.visit_id,
        station_id=event.station_id,
        started_at=event.at,
        language=event.language,
        policy=event.policy,
        journey=WITH_CHIP_CARD,
        stage=WITH_CHIP_CARD[0],
        state=ConsentState(),
        card_on_tray=event.card_on_tray,
    )
    visit, effects = _enter(visit, WITH_CHIP_CARD[0])
    return visit, (*effects, StartTimer(Timer.IDLE, event.policy.idle_s))


def step(visit: Visit, event: Event) -> Step:
    """What is so after `event`, and what must be done. An event after the end changes nothing."""
    if visit.over:
        return visit, ()
    noticed = _notice(visit, event)
    answered = _everywhere(noticed, event)
    if answered is None:
        answered = _apply(noticed, _dispatch(noticed, event))
    after, effects = _draw(*_search_again(*_look_for_card(*answered)))
    effects = eyes(visit, after, effects)
    if after.over or not (isinstance(event, BY_HAND) or after.stage != visit.stage):
        return after, effects
    after, awake = _awake(after)
    return after, (*awake, *effects)


def _notice(visit: Visit, event: Event) -> Visit:
    """What every event leaves behind, whatever the stage: facts that arrive, and the card's place."""
    match event:
        case CardInserted():
            return replace(visit, card_on_tray=True)
        case CardRemoved():
            return replace(visit, card_on_tray=False)
        case LanguageChosen(language=language):
            return replace(visit, language=language)
        case DeskNumberTaken() if visit.call_unheard:
            return replace(visit, call_unheard=False)  # a new call is on its way, with the number
        case CoverageKnown() if committed(visit):
            return visit  # what was sent to the HIS stands; the cashier settles the rest
        case CoverageKnown() if visit.policy.rules >= WITHDRAWABLE and not visit.facts.consent.insurer:
            return visit  # asked while it was allowed; nobody here wants to know any more
        case CoverageKnown() | PatientKnown() | DepartmentsKnown() | HisSilent():
            return replace(visit, facts=absorb(visit.facts, event))
        case NumberDrawn():
            return replace(visit, facts=absorb_numbers(visit.facts, event))
        case _:
            return visit


def _awake(visit: Visit) -> Step:
    """Somebody is there, or a new screen is to be read: the patient has the whole time again."""
    restart = StartTimer(Timer.IDLE, idle_s(visit))
    if visit.idle_warning:
        return replace(visit, idle_warning=False), (StopTimer(Timer.IDLE_END), restart)
    return visit, (restart,)


def _everywhere(visit: Visit, event: Event) -> Step | None:
    """Idle, help, staff, ending and the card leaving the tray mean the same everywhere; None lets the stage answer."""
    taken = taken_over(visit, event)
    if taken is not None:
        visit, effects, go = taken
        if isinstance(event, StaffCancelled) and isinstance(go, End):
            return _end_at_tray(visit, STAFF_END_AT_TRAY, go.ending, go.reason)
        return _apply(visit, Turn(visit.state, effects, go=go))
    match event:
        case StationRestarted():
            return _after_restart(visit)
        case HelpPressed():
            called = () if visit.help_called and not visit.call_unheard else (CallStaff("help"),)
            return replace(visit, help_called=True, help_shown=True, call_unheard=False), called
        case CallUnheard():
            return replace(visit, call_unheard=True), ()
        case CardConfirmed() if visit.policy.rules >= WITHDRAWABLE and not visit.facts.consent.outside:
            return visit, ()
        case CardConfirmed(checks=checks, attempt=attempt):
            return _confirmed(visit, checks) if attempt == visit.facts.reads else (visit, ())
        case HelpClosed():
            return replace(visit, help_shown=False, emergency_shown=False), ()
        case EmergencyPressed() if committed(visit):
            return replace(visit, emergency_shown=True), (CallStaff("emergency"),)
        case EmergencyPressed():
            visit = replace(visit, help_shown=False)  # what help was called with stands before the way no longer
            return _apply(visit, Turn(visit.state, (StopCamera(),), go=ToDesk(Reason.EMERGENCY)))
        case MoreTimePressed() | LanguageChosen():
            return visit, ()
        case BackPressed() if visit.stage == "consent" and visit.facts.citizen is not None:
            return _end_at_tray(visit, PATIENTS_END_AT_TRAY, *left_as(visit, Reason.ENDED_BY_PATIENT))
        case OtherPressed() if visit.stage == "consent" and visit.facts.citizen is None:
            return _to_menu(visit)
        case BackPressed() if visit.stage == "consent" and visit.journey[0] == "menu":
            return _to_menu(visit)
        case TimerFired(name=Timer.IDLE):
            if working(visit):
                return visit, (StartTimer(Timer.IDLE, visit.policy.idle_s),)
            return replace(visit, idle_warning=True), (StartTimer(Timer.IDLE_END, visit.policy.idle_warning_s),)
        case TimerFired(name=Timer.IDLE_END):
            visit, effects = _end(visit, *left_as(visit, Reason.IDLE))
            return visit, (*effects, CallStaff("card_left")) if visit.card_on_tray else effects
        case TimerFired(name=Timer.NUMBER):
            return visit, draw_alone(visit.facts, visit.policy, visit.started_at.date())
        case EndPressed() if not committed(visit):
            return _end_at_tray(visit, PATIENTS_END_AT_TRAY, *left_as(visit, Reason.ENDED_BY_PATIENT))
        case DeskPressed() if not committed(visit) and not visit.card_missing:
            return _apply(visit, Turn(visit.state, (StopCamera(),), go=ToDesk(Reason.ASKED_FOR_DESK)))
        case CardInserted() if visit.card_missing and visit.facts.key is not None:
            recheck = RecheckCard(visit.facts.key)
            return replace(visit, rechecking=True), (StopTimer(Timer.CARD_GONE), recheck)
        case CardRechecked(same=True) if visit.card_missing and visit.card_on_tray:
            again: tuple[Effect, ...] = ()
            if isinstance(visit.state, FaceState) and visit.state.looking:
                again = (MatchFace(visit.state.attempt),)
            return replace(visit, card_missing=False, rechecking=False), again
        case CardRechecked(same=False) if visit.card_missing and visit.card_on_tray:
            return _end(visit, *left_as(visit, Reason.CARD_GONE))
        case CardRechecked() if visit.card_missing:
            return replace(visit, rechecking=False), (StartTimer(Timer.CARD_GONE, visit.policy.card_gone_s),)
        case TimerFired(name=Timer.CARD_GONE) if visit.card_missing:
            return _end(visit, *left_as(visit, Reason.CARD_GONE))
        case Intent() | FaceDecided() | CameraAway() if visit.card_missing:
            # A touch or a look that was on its way when the card left the tray: whose it was is not known.
            return visit, ()
        case _:
            return None


def _confirmed(visit: Visit, checks: tuple[Check, ...]) -> Step:
    """The authority's word is one fact more; where it speaks against the card, a person looks first."""
    known = visit.facts.authenticity
    if known is None:
        return visit, ()
    facts = replace(visit.facts, authenticity=replace(known, checks=checks))
    asks = FactPolicy.from_texts(visit.policy.card_facts, accept_weak=visit.policy.accept_weak)
    visit = replace(visit, facts=facts)
    if asks.admit(assess(checks)).self_service or committed(visit):
        return visit, ()
    return _apply(visit, Turn(visit.state, (StopCamera(),), go=ToDesk(Reason.CARD_ALTERED)))


def _look_for_card(visit: Visit, effects: tuple[Effect, ...]) -> Step:
    """Wherever the card matters and does not lie there, the visit pauses until it is back."""
    if visit.over or visit.card_missing or visit.card_on_tray or not card_matters(visit):
        return visit, effects
    gone = StartTimer(Timer.CARD_GONE, visit.policy.card_gone_s)
    return replace(visit, card_missing=True), (*effects, StopCamera(), gone)


def _search_again(visit: Visit, effects: tuple[Effect, ...]) -> Step:
    """Until the registration is sent, a number that has just been learnt may still tell who the patient is."""
    if visit.over or committed(visit):
        return visit, effects
    facts, search = search_again(visit.facts, visit.policy)
    return (replace(visit, facts=facts), (*effects, *search)) if search else (visit, effects)


def _draw(visit: Visit, effects: tuple[Effect, ...]) -> Step:
    """Wherever a registration without a number is learnt of, one is drawn before it is shown."""
    if visit.over:
        return visit, effects
    facts, asked = draw(visit.facts, visit.policy, visit.started_at.date())
    return (replace(visit, facts=facts), (*effects, *asked)) if asked else (visit, effects)


def _after_restart(visit: Visit) -> Step:
    """The patient saw a dark screen: what they had confirmed is carried on, nothing else is."""
    match visit.state:
        case RegisterState(sending=True) if visit.facts.registered is not None:
            # It stands, but its number was never shown; whoever comes back with the card is given the same one.
            visit, effects = _end(visit, Ending.HANDED_OVER, Reason.NO_NUMBER)
            return visit, (*effects, CallStaff("restarted"))
        case RegisterState(sending=True):
            # Delivery asks by the visit's id and finishes it; whoever comes back finds the number with the card.
            visit, effects = _end(visit, Ending.HANDED_OVER, Reason.HIS_AWAY)
            return visit, (*effects, CallStaff("restarted"))
        case _:
            return _end(visit, *left_as(visit, Reason.STATION_RESTARTED))


def _dispatch(visit: Visit, event: Event) -> Turn[StageState]:
    facts, policy, tray = visit.facts, visit.policy, visit.card_on_tray
    turn: Turn[StageState]
    match visit.state:
        case ConsentState() as state:
            turn = consent.on(state, facts, policy, event)
        case KeyState() as state:
            turn = key.on(state, facts, policy, event)
        case IdentifyState() as state:
            turn = identify.on(state, facts, policy, event)
        case FaceState() as state:
            turn = face.on(state, facts, policy, event)
        case ChildState() as state:
            turn = child.on(state, facts, policy, event)
        case PapersState() as state:
            turn = papers.on(state, facts, policy, event)
        case CoverageState() as state:
            turn = coverage.on(state, facts, policy, event)
        case ChooseState() as state:
            turn = choose.on(state, facts, policy, event)
        case RegisterState() as state:
            turn = register.on(state, facts, policy, event, visit_id=visit.id, station_id=visit.station_id)
        case PayState() as state:
            turn = pay.on(state, facts, policy, event)
        case FinishState() as state:
            turn = finish.on(
                state, facts, policy, event, card_on_tray=tray, visit_id=visit.id, station_id=visit.station_id
            )
        case MenuState() as state:
            turn = menu.on(state, facts, policy, event)
        case AgreeState() as state:
            turn = agree.on(state, facts, policy, event)
        case SlipState() as state:
            turn = slip.on(state, facts, policy, event)
        case BillsState() as state:
            turn = bills.on(state, facts, policy, event)
        case PlaceState() as state:
            turn = place.on(state, facts, policy, event)
        case ResultsState() as state:
            turn = results.on(state, facts, policy, event)
        case FeedbackState() as state:
            turn = feedback.on(state, facts, policy, event, visit_id=visit.id, station_id=visit.station_id)
        case InfoState() as state:
            turn = info.on(state, facts, policy, event)
        case _:
            assert_never(visit.state)
    return turn


def _enter(visit: Visit, stage: str, ending: Ending = Ending.DONE, reason: Reason = Reason.REGISTERED) -> Step:
    facts, policy = visit.facts, visit.policy
    turn: Turn[StageState]
    match stage:
        case "consent":
            turn = consent.enter(facts, policy)
        case "key":
            turn = key.enter(facts, policy)
        case "identify":
            turn = identify.enter(facts, policy, card_on_tray=visit.card_on_tray)
        case "face":
            turn = face.enter(facts, policy)
        case "child":
            turn = child.enter(facts, policy)
        case "coverage":
            turn = coverage.enter(facts, policy)
        case "papers":
            turn = papers.enter(facts, policy)
        case "choose":
            turn = choose.enter(facts, policy)
        case "register":
            turn = register.enter(facts, policy)
        case "pay":
            turn = pay.enter(facts, policy, visit_id=visit.id, today=visit.started_at.date())
        case "finish":
            turn = finish.enter(facts, policy, ending, reason, card_on_tray=visit.card_on_tray)
        case "menu":
            turn = menu.enter(facts, policy)
        case "agree":
            turn = agree.enter(facts, policy)
        case "slip":
            turn = slip.enter(facts, policy)
        case "bills":
            turn = bills.enter(facts, policy)
        case "place":
            turn = place.enter(facts, policy)
        case "results":
            turn = results.enter(facts, policy)
        case "feedback":
            turn = feedback.enter(facts, policy)
        case "info":
            turn = info.enter(facts, policy)
        case _:
            raise ValueError(f"no stage is called {stage!r}")
    visit, effects = _apply(replace(visit, stage=stage), turn)
    if stage == "finish" and visit.card_missing:
        # The number is for whoever stands here; it stays on the screen, card or not.
        return replace(visit, card_missing=False, rechecking=False), (StopTimer(Timer.CARD_GONE), *effects)
    return visit, effects


def _apply(visit: Visit, turn: Turn[StageState], stage: str | None = None) -> Step:
    """Take a stage's answer over and follow its direction; a stage entered may at once lead to the next."""
    if stage is not None or turn.facts is not None or turn.state is not visit.state:
        facts = visit.facts if turn.facts is None else turn.facts
        visit = replace(visit, stage=stage or visit.stage, state=turn.state, facts=facts)
    match turn.go:
        case None:
            return visit, turn.effects
        case Forward():
            following = visit.journey[visit.journey.index(visit.stage) + 1]
            visit, effects = _enter(visit, following, reason=registered_as(visit.facts))
        case Backward():
            earlier = stage_before(visit)
            if earlier is None:
                # Nothing is left to go back to: the stage stands as it was, and so do its clocks.
                return visit, ()
            visit, effects = _back(visit, earlier)
        case Follow(journey=name):
            visit = replace(visit, journey=JOURNEYS[name])
            following = visit.journey[visit.journey.index(visit.stage) + 1]
            visit, effects = _enter(visit, following)
        case Return(stage="key"):
            visit, effects = _wrong_key(visit)
        case Return(stage=stage):
            visit, effects = _enter(visit, stage)
        case ToDesk(reason=reason):
            visit, effects = _enter(visit, "finish", Ending.HANDED_OVER, reason)
        case ToTicket(reason=reason):
            visit, effects = _enter(visit, "finish", Ending.DONE, reason)
        case End(ending=ending, reason=reason):
            visit, effects = _end(visit, ending, reason)
        case _:
            assert_never(turn.go)
    return visit, (*turn.effects, *effects)


def _back(visit: Visit, earlier: str) -> Step:
    if earlier == "menu":
        return _to_menu(visit)
    if earlier == "key":
        visit = replace(visit, facts=replace(visit.facts, key=None))
    return _enter(visit, earlier)


def _to_menu(visit: Visit) -> Step:
    """To whatever else there is; what was agreed to, and the key that was given, belonged to another errand."""
    facts = replace(visit.facts, consent=Consent(), key=None)
    return _enter(replace(visit, journey=MENU, facts=facts), "menu")


def _wrong_key(visit: Visit) -> Step:
    tries = visit.key_tries + 1
    visit = replace(visit, key_tries=tries)
    if tries >= visit.policy.key_tries:
        return _enter(visit, "finish", Ending.HANDED_OVER, Reason.KEY_UNKNOWN)
    return _enter(visit, "key")


def _end(visit: Visit, ending: Ending, reason: Reason) -> Step:
    return replace(visit, ending=ending, reason=reason, idle_warning=False), (*_unsent(visit), Wipe())


def _end_at_tray(visit: Visit, since: int, ending: Ending, reason: Reason) -> Step:
    """Somebody ends the visit: a card on the tray is taken first, or the next person would begin with it."""
    if not visit.card_on_tray or visit.policy.rules < since:
        return _end(visit, ending, reason)
    effects = (*_unsent(visit), StopCamera(), StartTimer(Timer.TAKE_CARD, visit.policy.take_card_s))
    state = FinishState(ending, reason, take_card=True)
    return replace(visit, stage="finish", state=state, card_missing=False, idle_warning=False), effects


def _unsent(visit: Visit) -> tuple[Effect, ...]:
    said = visit.state.feedback if isinstance(visit.state, FinishState) else visit.state
    return feedback.unsent(said, visit.id, visit.station_id) if isinstance(said, FeedbackState) else ()
