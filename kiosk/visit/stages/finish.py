"""Finish: a number on screen and paper, the clinic's or the desk's, then the card back in the patient's hand."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import CallStaff, PrintTicket, StartTimer, StopTimer, TakeDeskNumber, Timer
from kiosk.visit.events import (
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
from kiosk.visit.turn import End, Turn
from kiosk.visit.values import Ending, Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class FinishState:
    """How the visit ends and why; `desk_number` once drawn; `take_card` while the card still lies on the tray."""

    ending: Ending = Ending.DONE
    reason: Reason = Reason.REGISTERED
    desk_number: str | None = None
    take_card: bool = False


def enter(_facts: Facts, policy: Policy, ending: Ending, reason: Reason) -> Turn[FinishState]:
    """Print and show; for the desk a number is drawn first. A lost printer loses nothing: the number is on screen.

    An emergency draws no number: nobody waits for one.
    """
    if reason is Reason.EMERGENCY:
        return Turn(FinishState(ending, reason), (CallStaff("emergency"), StartTimer(Timer.TICKET, policy.ticket_s)))
    first = TakeDeskNumber(reason) if ending is Ending.HANDED_OVER else PrintTicket()
    return Turn(FinishState(ending, reason), (first, StartTimer(Timer.TICKET, policy.ticket_s)))


def on(state: FinishState, facts: Facts, policy: Policy, event: Event, *, card_on_tray: bool) -> Turn[FinishState]:
    """The visit is over when the patient has seen the number and taken the card."""
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
        case NextPressed() | TimerFired(name=Timer.TICKET) if not state.take_card:
            stop = StopTimer(Timer.TICKET)
            if card_on_tray:
                return Turn(replace(state, take_card=True), (stop, StartTimer(Timer.TAKE_CARD, policy.take_card_s)))
            return Turn(state, (stop,), go=over)
        case TimerFired(name=Timer.TAKE_CARD):
            return Turn(state, (CallStaff("card_left"),), go=over)
        case _:
            return Turn(state)


def _after_all(facts: Facts, policy: Policy) -> Turn[FinishState]:
    """The answer came while the patient still stands here: they need no desk."""
    stop = (StopTimer(Timer.NUMBER), StopTimer(Timer.TAKE_CARD))
    again = (*stop, PrintTicket(), StartTimer(Timer.TICKET, policy.ticket_s))
    return Turn(FinishState(), again, replace(facts, printed=None))
