"""Coverage: what the insurer said, and what it means in money. Silence of the gateway never stops a visit."""

from __future__ import annotations

from dataclasses import dataclass

from his_client.insurance.ports import EligibilityStatus
from kiosk.visit.effects import Effect, StartTimer, StopTimer, Timer
from kiosk.visit.events import BackPressed, CoverageKnown, Event, NextPressed, TimerFired
from kiosk.visit.turn import Backward, Forward, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class CoverageState:
    """`waiting` for the insurer, until it answers or the patience for it ends."""

    waiting: bool


def enter(facts: Facts, policy: Policy) -> Turn[CoverageState]:
    """Show the answer, wait for it, or go on when it was not to be asked (of a QR alone it is not)."""
    if not facts.consent.insurer or facts.source is not None:
        return Turn(CoverageState(waiting=False), go=Forward())
    if facts.coverage is None:
        return Turn(CoverageState(waiting=True), (StartTimer(Timer.INSURER, policy.insurer_wait_s),))
    return Turn(CoverageState(waiting=False))


def on(state: CoverageState, facts: Facts, _policy: Policy, event: Event) -> Turn[CoverageState]:
    """An answer ends the waiting; so does the clock, and the visit is then marked unverified."""
    stop: tuple[Effect, ...] = (StopTimer(Timer.INSURER),) if state.waiting else ()
    match event:
        case CoverageKnown() if facts.coverage is not None:  # else it was about somebody else
            return Turn(CoverageState(waiting=False), stop)
        case TimerFired(name=Timer.INSURER):
            return Turn(CoverageState(waiting=False))
        case NextPressed() if not state.waiting:
            if needs_desk(facts):
                return Turn(state, go=ToDesk(Reason.INSURANCE_DESK))
            return Turn(state, go=Forward())
        case BackPressed():
            return Turn(state, stop, go=Backward())
        case _:
            return Turn(state)


def needs_desk(facts: Facts) -> bool:
    """Chip and insurer disagree: only a person can mend that, before the visit is booked on the insurance."""
    return facts.coverage is not None and facts.coverage.status is EligibilityStatus.MISMATCH
