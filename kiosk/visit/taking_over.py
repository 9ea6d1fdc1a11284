"""What staff at the station may do to a visit, whatever its stage. Pure, as every step.

They may press in the patient's place, say that they looked at card and person (where the hospital allows it), send to
the desk, cancel, or give the visit back. No doubt about a person is waived: what no named person saw, the desk sees.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.visit.effects import Effect, MatchFace, StartTimer, StopCamera, Timer
from kiosk.visit.events import (
    CameraAway,
    Event,
    FaceDecided,
    HelpPressed,
    Intent,
    LanguageChosen,
    MoreTimePressed,
    TimerFired,
)
from kiosk.visit.staff import (
    StaffCancelled,
    StaffClosed,
    StaffFinished,
    Staffing,
    StaffPressed,
    StaffRefused,
    StaffSawPerson,
    StaffSentToDesk,
    StaffSigned,
    StaffTried,
    StaffWentOn,
)
from kiosk.visit.stages.face import FaceState
from kiosk.visit.stages.finish import FinishState
from kiosk.visit.stages.pay import PayState
from kiosk.visit.stages.register import RegisterState
from kiosk.visit.standing import committed, left_as, working
from kiosk.visit.turn import End, Forward, Go, ToDesk
from kiosk.visit.values import FaceResult, Reason
from kiosk.visit.visit import Visit

Taken = tuple[Visit, tuple[Effect, ...], Go | None]

HANDS = (StaffPressed, StaffClosed, StaffWentOn, StaffSawPerson, StaffSentToDesk, StaffCancelled, StaffFinished)


def taken_over(visit: Visit, event: Event) -> Taken | None:
    """What an event means because staff sign in or are there; None where it means what it always does."""
    staff = visit.staff
    match event:
        case StaffPressed() | HelpPressed() if staff.by:
            return _with(visit, replace(staff, panel=True))
        case StaffPressed() if visit.policy.staff:
            return _with(visit, replace(staff, asking=True, notice=""))
        case StaffTried() if staff.asking and not staff.checking:
            return _with(visit, replace(staff, checking=True, notice=""))
        case StaffRefused(notice=notice):
            return _with(visit, replace(staff, checking=False, notice=notice, tries=staff.tries + 1))
        case StaffSigned(staff=who) if staff.checking:
            signed = Staffing(tries=staff.tries, by=who, panel=True, helped=(*staff.helped, who))
            visit = replace(visit, help_shown=False, emergency_shown=False, call_unheard=False)
            return _with(visit, signed, StartTimer(Timer.IDLE, visit.policy.staff_idle_s))
        case StaffClosed() | HelpPressed() if staff.asking:
            return _with(visit, _gone(staff))
        case StaffTried() | StaffSigned() | StaffPressed() | StaffClosed():
            return visit, (), None
        case StaffWentOn() if staff.panel:
            return _with(visit, replace(staff, panel=False))
        case StaffSawPerson() if staff.panel and may_say_seen(visit):
            return _seen(visit)
        case StaffSentToDesk() if staff.panel and not committed(visit):
            return replace(visit, staff=_gone(staff)), (StopCamera(),), ToDesk(Reason.SENT_BY_STAFF)
        case StaffCancelled() if staff.panel and may_cancel(visit):
            return replace(visit, staff=_gone(staff)), (), End(*left_as(visit, Reason.ENDED_BY_STAFF))
        case StaffFinished() if staff.by:
            return _with(visit, _gone(staff), *_whole_time(visit))
        case _ if isinstance(event, HANDS):
            return visit, (), None
        case TimerFired(name=Timer.IDLE) if staff.by or staff.asking:
            return _left_alone(visit)
        case TimerFired(name=name) if staff.by and name in _paused(visit):
            return visit, _whole_time(visit), None
        case FaceDecided() | CameraAway() if staff.covers and isinstance(visit.state, FaceState):
            return visit, (), None  # a look that was on its way when staff came
        case Intent() if staff.covers and not isinstance(event, LanguageChosen | MoreTimePressed):
            return visit, (), None  # the patient's screen is not there to be pressed
        case _:
            return None


def idle_s(visit: Visit) -> float:
    """Seconds without a touch before somebody is asked for, or staff are taken to have left."""
    return visit.policy.staff_idle_s if visit.staff.by else visit.policy.idle_s


def may_say_seen(visit: Visit) -> bool:
    """Whether staff may say that they looked at card and person: a chip was read, and nobody has matched them yet."""
    facts = visit.facts
    read = facts.citizen is not None and facts.source is None
    open_still = facts.face is not FaceResult.MATCHED and not facts.seen_by
    return visit.policy.staff_identity and read and open_still and not committed(visit)


def may_cancel(visit: Visit) -> bool:
    """Whether the visit can end now: not while nobody knows whether it is registered."""
    return not (isinstance(visit.state, RegisterState) and visit.state.sending)


def eyes(before: Visit, after: Visit, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """No face is compared while staff stand before the camera; afterwards the look goes on where it was."""
    looks = isinstance(after.state, FaceState) and after.state.looking and not after.card_missing and not after.over
    if after.staff.covers:
        unseen = tuple(effect for effect in effects if not isinstance(effect, MatchFace))
        return (*unseen, StopCamera()) if looks and not before.staff.covers else unseen
    begun = any(isinstance(effect, MatchFace) for effect in effects)
    if before.staff.covers and looks and not begun and isinstance(after.state, FaceState):
        return (*effects, MatchFace(after.state.attempt))
    return effects


def _with(visit: Visit, staff: Staffing, *effects: Effect) -> Taken:
    return replace(visit, staff=staff), effects, None


def _gone(staff: Staffing) -> Staffing:
    return Staffing(tries=staff.tries, helped=staff.helped)


def _seen(visit: Visit) -> Taken:
    """By whom it was seen is a fact of the visit; the face step, if it stands there, has nothing more to find."""
    facts = replace(visit.facts, seen_by=visit.staff.by)
    if not isinstance(visit.state, FaceState):
        return replace(visit, facts=facts), (), None
    result = FaceResult.NOT_MATCHED if visit.state.differed else FaceResult.SKIPPED
    return replace(visit, facts=replace(facts, face=result)), (StopCamera(),), Forward()


def _left_alone(visit: Visit) -> Taken:
    """Nobody has touched anything for long: staff are gone, and the patient is asked for as always."""
    visit = replace(visit, staff=_gone(visit.staff))
    if working(visit):
        return visit, (StartTimer(Timer.IDLE, visit.policy.idle_s), *_whole_time(visit)), None
    warning = StartTimer(Timer.IDLE_END, visit.policy.idle_warning_s)
    return replace(visit, idle_warning=True), (warning, *_whole_time(visit)), None


def _paused(visit: Visit) -> tuple[Timer, ...]:
    """The patient's clocks that stand still while staff are there; the machine's own go on."""
    match visit.state:
        case PayState(notice=None | "short" | "silent"):
            return (Timer.PAYMENT,)
        case FinishState(take_card=True):
            return (Timer.TAKE_CARD,)
        case FinishState():
            return (Timer.TICKET,)
        case _:
            return (Timer.CARD_GONE,) if visit.card_missing and not visit.rechecking else ()


def _whole_time(visit: Visit) -> tuple[Effect, ...]:
    policy = visit.policy
    seconds = {
        Timer.PAYMENT: policy.payment_s,
        Timer.TAKE_CARD: policy.take_card_s,
        Timer.TICKET: policy.ticket_s,
        Timer.CARD_GONE: policy.card_gone_s,
    }
    return tuple(StartTimer(name, seconds[name]) for name in _paused(visit))
