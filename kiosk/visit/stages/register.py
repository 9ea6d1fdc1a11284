"""Register: check the answers, then send the visit to the HIS, once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from his_client.his.ports import Capability
from kiosk.visit.effects import AskDepartments, AskPatient, Register, StartTimer, StopTimer, Timer
from kiosk.visit.events import (
    AnswersConfirmed,
    BackPressed,
    Event,
    NumberDrawn,
    NumberNotDrawn,
    PatientKnown,
    RegistrationRefused,
    TimerFired,
    VisitRegistered,
)
from kiosk.visit.numbers import not_drawn, numbered
from kiosk.visit.offer import may_add
from kiosk.visit.person import from_chip, holder_of
from kiosk.visit.pricing import estimate_for
from kiosk.visit.request import request_of
from kiosk.visit.stages import options
from kiosk.visit.stages.coverage import needs_desk
from kiosk.visit.turn import Backward, Forward, Return, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason
from kiosk.visit.wishes import OptionOpened, PriorityDeclared, RemindersChosen, ServiceDropped, ServiceWanted

CHOOSE_AGAIN = frozenset({"full", "price_changed", "age", "sex", "twice", "no_department", "no_appointment"})


@dataclass(frozen=True, slots=True)
class RegisterState:
    """`sending` from the confirmation on; from then on there is no way back, only the HIS's answer or the desk. Where
    it answers without a number, the visit stays here until one is drawn.

    `option`: a question beside the way stands open (`priority`, `reminders`).
    """

    sending: bool = False
    option: str = ""


def enter(_facts: Facts, _policy: Policy) -> Turn[RegisterState]:
    """Show what will be sent."""
    return Turn(RegisterState())


def on(
    state: RegisterState, facts: Facts, policy: Policy, event: Event, *, visit_id: str, station_id: str
) -> Turn[RegisterState]:
    """Send on confirmation; a known answer goes on, no answer in time goes to the desk while delivery goes on."""
    if state.sending:
        return _sending(state, facts, policy, event)
    match event:
        case BackPressed() if state.option:
            return Turn(RegisterState())
        case BackPressed():
            return Turn(state, go=Backward())
        case PriorityDeclared() | RemindersChosen() if state.option:
            return Turn(RegisterState(), facts=options.answered(facts, event))
        case _ if state.option:
            return Turn(state)
        case PatientKnown() | AnswersConfirmed() if facts.differs:
            return Turn(state, go=ToDesk(Reason.PATIENT_DIFFERS))
        case AnswersConfirmed() if needs_desk(facts):
            return Turn(state, go=ToDesk(Reason.INSURANCE_DESK))
        case AnswersConfirmed(at=at) if at is not None and facts.department is not None:
            request = request_of(facts, policy, visit_id, station_id, at)
            clock = StartTimer(Timer.REGISTER, policy.register_wait_s)
            sent = replace(facts, refused="")
            return Turn(RegisterState(sending=True), (Register(visit_id, request), clock), sent)
        case OptionOpened(option=option) if option in options.open_to(facts, policy):
            return Turn(RegisterState(option=option))
        case ServiceWanted() if may_add(facts, policy):
            return Turn(state, facts=replace(facts, adding=""), go=Return("choose"))
        case ServiceDropped(department_id=dropped) if dropped in facts.further:
            fewer = replace(facts, further=tuple(one for one in facts.further if one != dropped))
            return Turn(state, facts=replace(fewer, estimate=estimate_for(fewer, policy)))
        case _:
            return Turn(state)


def _sending(state: RegisterState, facts: Facts, policy: Policy, event: Event) -> Turn[RegisterState]:
    stop = (StopTimer(Timer.REGISTER),)
    match event:
        case VisitRegistered(registered=registered):
            facts = replace(facts, registered=registered)
            return Turn(state, stop, facts, Forward() if numbered(facts, policy) else None)
        case NumberDrawn() if numbered(facts, policy):
            return Turn(state, (StopTimer(Timer.NUMBER),), go=Forward())
        case NumberNotDrawn(id=drawn) if not_drawn(facts, drawn):
            return Turn(state, (StopTimer(Timer.NUMBER),), go=ToDesk(Reason.NO_NUMBER))
        case RegistrationRefused(code=code):
            return _refused(state, facts, policy, code)
        case TimerFired(name=Timer.REGISTER):
            return Turn(state, go=ToDesk(Reason.HIS_AWAY))
        case _:
            return Turn(state)


def _refused(state: RegisterState, facts: Facts, policy: Policy, code: str) -> Turn[RegisterState]:
    """A fresh list mends what it can; a price that changed is shown and confirmed again; the rest is a person's."""
    stop = StopTimer(Timer.REGISTER)
    fresh = replace(facts, departments=None, estimate=None, refused=code)
    match code:
        case "price_changed" if policy.rules > 1:
            return Turn(state, (stop, AskDepartments()), fresh, Return("choose"))
        case _ if code in CHOOSE_AGAIN:
            gone = facts.appointment_id if code == "no_appointment" else None
            kept = tuple(one for one in facts.appointments if one.id != gone)
            again = replace(fresh, department_id=None, further=(), appointment_id=None, appointments=kept)
            return Turn(state, (stop, AskDepartments()), again, Return("choose"))
        case "already" if from_chip(facts):
            unknown = replace(facts, patient_known=False, department_id=None, further=(), appointment_id=None)
            search = AskPatient(holder_of(facts), appointments=policy.can(Capability.APPOINTMENTS))
            return Turn(state, (stop, search), unknown, Return("choose"))
        case "conflict" if from_chip(facts):
            return Turn(state, (stop,), go=ToDesk(Reason.PATIENT_DIFFERS))
        case "guardian":
            return Turn(state, (stop,), go=ToDesk(Reason.GUARDIAN_REFUSED))
        case "not_supported" if facts.child is not None:
            return Turn(state, (stop,), go=ToDesk(Reason.GUARDIAN_REFUSED))
        case "assurance" if facts.source is not None:
            return Turn(state, (stop,), go=ToDesk(Reason.CARD_UNREADABLE))
        case _:  # `cancelled`, `not_supported`, `assurance`, `already` and `conflict` of who came without a chip, …
            return Turn(state, (stop,), go=ToDesk(Reason.HIS_REFUSED))
