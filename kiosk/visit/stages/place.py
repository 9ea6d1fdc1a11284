"""Place: where the number stands that the slip's code or the card names, and how long still."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import AskPositions, Effect, StartTimer, StopTimer, Timer
from kiosk.visit.errands import PositionsKnown
from kiosk.visit.events import BackPressed, Event, HisSilent, NextPressed, PatientKnown, TimerFired
from kiosk.visit.turn import Backward, Forward, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class PlaceState:
    """`waiting` for the answer."""

    waiting: bool = True


def enter(facts: Facts, policy: Policy) -> Turn[PlaceState]:
    """Ask where it stands."""
    if facts.differs:
        return Turn(PlaceState(), go=ToDesk(Reason.PATIENT_DIFFERS))
    if facts.his_silent and not facts.slip:
        return Turn(PlaceState(), go=ToDesk(Reason.HIS_AWAY))
    asked = _ask(facts)
    if facts.patient_known and not asked:
        return Turn(PlaceState(waiting=False))
    return Turn(PlaceState(), (*asked, StartTimer(Timer.HIS, policy.his_wait_s)))


def on(state: PlaceState, facts: Facts, _policy: Policy, event: Event) -> Turn[PlaceState]:
    """Show the answer until it was read."""
    stop = (StopTimer(Timer.HIS),)
    match event:
        case PatientKnown() if facts.differs:
            return Turn(state, stop, go=ToDesk(Reason.PATIENT_DIFFERS))
        case PatientKnown() if state.waiting:
            asked = _ask(facts)
            return Turn(state, asked) if asked else Turn(PlaceState(waiting=False), stop)
        case PositionsKnown(positions=positions) if state.waiting:
            return Turn(PlaceState(waiting=False), stop, replace(facts, positions=positions))
        case HisSilent() | TimerFired(name=Timer.HIS) if state.waiting:
            return Turn(state, stop, go=ToDesk(Reason.HIS_AWAY))
        case NextPressed() if not state.waiting:
            return Turn(state, go=Forward())
        case BackPressed():
            return Turn(state, stop if state.waiting else (), go=Backward())
        case _:
            return Turn(state)


def _ask(facts: Facts) -> tuple[Effect, ...]:
    if facts.slip:
        return (AskPositions(facts.slip),)
    return (AskPositions("", facts.today),) if facts.today else ()
