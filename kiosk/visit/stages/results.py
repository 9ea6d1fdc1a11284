"""Results: whether all of them are there, yes or no; never what they say, and to nobody but the card's holder."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import AskResults, Effect, StartTimer, StopTimer, Timer
from kiosk.visit.errands import ResultsKnown
from kiosk.visit.events import BackPressed, Event, HisSilent, NextPressed, PatientKnown, TimerFired
from kiosk.visit.person import identity_source
from kiosk.visit.turn import Backward, Forward, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class ResultsState:
    """`waiting` for the HIS."""

    waiting: bool = True


def enter(facts: Facts, policy: Policy) -> Turn[ResultsState]:
    """Ask."""
    if facts.differs:
        return Turn(ResultsState(), go=ToDesk(Reason.PATIENT_DIFFERS))
    if facts.his_silent:
        return Turn(ResultsState(), go=ToDesk(Reason.HIS_AWAY))
    asked = _ask(facts) if facts.patient_known else ()
    if facts.patient_known and not asked:
        return Turn(ResultsState(waiting=False))
    return Turn(ResultsState(), (*asked, StartTimer(Timer.HIS, policy.his_wait_s)))


def on(state: ResultsState, facts: Facts, _policy: Policy, event: Event) -> Turn[ResultsState]:
    """Show the answer until it was read."""
    stop = (StopTimer(Timer.HIS),)
    match event:
        case PatientKnown() if facts.differs:
            return Turn(state, stop, go=ToDesk(Reason.PATIENT_DIFFERS))
        case PatientKnown() if state.waiting:
            asked = _ask(facts)
            return Turn(state, asked) if asked else Turn(ResultsState(waiting=False), stop)
        case ResultsKnown(ready=ready) if state.waiting:
            return Turn(ResultsState(waiting=False), stop, replace(facts, ready=ready))
        case HisSilent() | TimerFired(name=Timer.HIS) if state.waiting:
            return Turn(state, stop, go=ToDesk(Reason.HIS_AWAY))
        case NextPressed() if not state.waiting:
            return Turn(state, go=Forward())
        case BackPressed():
            return Turn(state, stop if state.waiting else (), go=Backward())
        case _:
            return Turn(state)


def _ask(facts: Facts) -> tuple[Effect, ...]:
    return (AskResults(facts.patient.patient_id, identity_source(facts)),) if facts.patient else ()
