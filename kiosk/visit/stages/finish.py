"""Finish: a number on screen and paper, the clinic's or the desk's, then the card back in the patient's hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from his_client.his.ports import Capability
from kiosk.visit.effects import CallStaff, Effect, PrintTicket, StartTimer, StopTimer, TakeDeskNumber, Timer
from kiosk.visit.errands import RatePressed
from kiosk.visit.events import (
    BackPressed,
    CardRemoved,
    DeskNumberTaken,
    Event,
    NextPressed,
    NumberDrawn,
    TicketFailed,
    TicketPrinted,
    TimerFired,
    VisitRegistered,
)
from kiosk.visit.numbers import numbered
from kiosk.visit.stages import feedback
from kiosk.visit.stages.feedback import FeedbackState
from kiosk.visit.turn import End, Turn
from kiosk.visit.values import Ending, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class FinishState:
    """How the visit ends and why; `desk_number` once drawn; `take_card` while the card still lies on the tray.

    `feedback` while the patient says how it was; once it was said it is not asked again.
    """

    ending: Ending = Ending.DONE
    reason: Reason = Reason.REGISTERED
    desk_number: str | None = None
    take_card: bool = False
    feedback: FeedbackState | None = None

    @property
    def rating(self) -> bool:
        """Whether the patient is just saying how it was."""
        return self.feedback is not None and not self.feedback.over and not self.take_card


def may_rate(state: FinishState, policy: Policy) -> bool:
    """Whether the patient may say how it was: once, with the number of a registration before them."""
    registered = state.reason in (Reason.REGISTERED, Reason.ALREADY_REGISTERED)
    return registered and state.feedback is None and policy.can(Capability.FEEDBACK)


def enter(
    _facts: Facts, policy: Policy, ending: Ending, reason: Reason, *, card_on_tray: bool = False
) -> Turn[FinishState]:
    """Print and show; for the desk a number is drawn first. A lost printer loses nothing: the number is on screen.

    An emergency draws no number: nobody waits for one. An errand leaves only the card to be taken.
    """
    if reason is Reason.ERRAND_DONE:
        if not card_on_tray:
            return Turn(FinishState(ending, reason), go=End(ending, reason))
        take = StartTimer(Timer.TAKE_CARD, policy.take_card_s)
        return Turn(FinishState(ending, reason, take_card=True), (take,))
    if reason is Reason.EMERGENCY:
        return Turn(FinishState(ending, reason), (CallStaff("emergency"), StartTimer(Timer.TICKET, policy.ticket_s)))
    first = TakeDeskNumber(reason) if ending is Ending.HANDED_OVER else PrintTicket()
    return Turn(FinishState(ending, reason), (first, StartTimer(Timer.TICKET, policy.ticket_s)))


def on(
    state: FinishState,
    facts: Facts,
    policy: Policy,
    event: Event,
    *,
    card_on_tray: bool,
    visit_id: str = "",
    station_id: str = "",
) -> Turn[FinishState]:
    """The visit is over when the patient has seen the number and taken the card."""
    if state.feedback is not None and state.rating:
        said, effects = feedback.said(state.feedback, event, visit_id=visit_id, station_id=station_id)
        if said != state.feedback:
            after = Turn(replace(state, feedback=said), effects)
            return _leave(after.state, effects, card_on_tray, policy) if said.over else after
    over = End(state.ending, state.reason)
    late = state.reason in (Reason.HIS_AWAY, Reason.NO_NUMBER)
    match event:
        case DeskNumberTaken(number=number):
            return Turn(replace(state, desk_number=number), (PrintTicket(),))
        case VisitRegistered(registered=registered) if state.reason is Reason.HIS_AWAY:
            facts = replace(facts, registered=registered)
            return _after_all(facts, policy) if numbered(facts, policy) else Turn(state, facts=facts)
        case NumberDrawn() if late and facts.registered is not None and numbered(facts, policy):
            return _after_all(facts, policy)
        case TicketPrinted():
            return Turn(state, facts=replace(facts, printed=True))
        case TicketFailed():
            return Turn(state, facts=replace(facts, printed=False))
        case CardRemoved():
            return Turn(state, (StopTimer(Timer.TAKE_CARD), StopTimer(Timer.TICKET)), go=over)
        case RatePressed() if may_rate(state, policy) and not state.take_card:
            again = StartTimer(Timer.TICKET, policy.ticket_s)
            return Turn(replace(state, feedback=FeedbackState()), (again,))
        case BackPressed() if state.rating and state.feedback == FeedbackState():
            return Turn(replace(state, feedback=None))
        case NextPressed() | TimerFired(name=Timer.TICKET) if not state.take_card:
            return _leave(state, (), card_on_tray, policy)
        case TimerFired(name=Timer.TAKE_CARD):
            return Turn(state, (CallStaff("card_left"),), go=over)
        case _:
            return Turn(state)


def _leave(state: FinishState, effects: tuple[Effect, ...], card_on_tray: bool, policy: Policy) -> Turn[FinishState]:
    stop = StopTimer(Timer.TICKET)
    if card_on_tray:
        take = StartTimer(Timer.TAKE_CARD, policy.take_card_s)
        return Turn(replace(state, take_card=True), (*effects, stop, take))
    return Turn(state, (*effects, stop), go=End(state.ending, state.reason))


def _after_all(facts: Facts, policy: Policy) -> Turn[FinishState]:
    """The answer came while the patient still stands here: they need no desk."""
    stop = (StopTimer(Timer.NUMBER), StopTimer(Timer.TAKE_CARD))
    again = (*stop, PrintTicket(), StartTimer(Timer.TICKET, policy.ticket_s))
    return Turn(FinishState(), again, replace(facts, printed=None))
