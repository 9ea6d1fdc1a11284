"""Choose: which clinic today. The last visited one is offered first; not knowing is an equal answer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kiosk.visit.effects import StartTimer, StopTimer, Timer
from kiosk.visit.events import (
    BackPressed,
    ClinicUnknown,
    DepartmentChosen,
    DepartmentsKnown,
    Event,
    HisSilent,
    NextPressed,
    PatientKnown,
    TimerFired,
)
from kiosk.visit.pricing import estimate_for
from kiosk.visit.turn import Backward, Forward, ToDesk, ToTicket, Turn
from kiosk.visit.values import Facts, Policy, Reason


@dataclass(frozen=True, slots=True)
class ChooseState:
    """`waiting` for the HIS; `already` when this person is registered today and may have the slip again."""

    waiting: bool
    already: bool = False


def enter(facts: Facts, policy: Policy) -> Turn[ChooseState]:
    """Offer the clinics, show today's registration if there is one, or wait for the HIS."""
    if facts.departments is not None and facts.patient_known:
        return _offer(facts)
    if facts.his_silent:
        return Turn(ChooseState(waiting=False), go=ToDesk(Reason.HIS_AWAY))
    return Turn(ChooseState(waiting=True), (StartTimer(Timer.HIS, policy.his_wait_s),))


def on(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    """Take the choice and put a price on it."""
    stop = StopTimer(Timer.HIS)
    match event:
        case DepartmentsKnown() | PatientKnown():
            if not state.waiting or facts.departments is None or not facts.patient_known:
                return Turn(state)
            offered = _offer(facts)
            return replace(offered, effects=(stop, *offered.effects))
        case HisSilent() | TimerFired(name=Timer.HIS) if state.waiting:
            return Turn(state, (stop,), replace(facts, his_silent=True), ToDesk(Reason.HIS_AWAY))
        case NextPressed() if state.already:
            return Turn(state, go=ToTicket(Reason.ALREADY_REGISTERED))
        case DepartmentChosen(department_id=chosen) if chosen in _open(facts):
            return Turn(state, facts=replace(facts, department_id=chosen))
        case ClinicUnknown() if not state.waiting:
            return Turn(state, go=ToDesk(Reason.CLINIC_UNKNOWN))
        case NextPressed() if facts.department_id in _open(facts) and not state.waiting:
            return Turn(state, facts=replace(facts, estimate=estimate_for(facts, policy)), go=Forward())
        case BackPressed():
            return Turn(state, (stop,), go=Backward())
        case _:
            return Turn(state)


def _offer(facts: Facts) -> Turn[ChooseState]:
    if facts.today:
        return Turn(ChooseState(waiting=False, already=True), facts=replace(facts, registered=facts.today[0]))
    if not _open(facts):
        return Turn(ChooseState(waiting=False), go=ToDesk(Reason.CLINICS_FULL))
    last = facts.patient.last_department_id if facts.patient else None
    chosen = facts.department_id or last
    return Turn(
        ChooseState(waiting=False), facts=replace(facts, department_id=chosen if chosen in _open(facts) else None)
    )


def _open(facts: Facts) -> frozenset[str]:
    return frozenset(d.id for d in facts.departments or () if not d.full)
