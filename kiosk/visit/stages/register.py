"""Register: check the answers, then send the visit to the HIS, once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from his_client.his.ports import Identity, InsuranceClaim, RegistrationRequest
from his_client.insurance.ports import EligibilityStatus
from kiosk.visit.card_check import identity_source
from kiosk.visit.effects import AskDepartments, AskPatient, Register, StartTimer, StopTimer, Timer
from kiosk.visit.events import (
    AnswersConfirmed,
    BackPressed,
    Event,
    RegistrationRefused,
    TimerFired,
    VisitRegistered,
)
from kiosk.visit.pricing import route_of
from kiosk.visit.priority import priority_of
from kiosk.visit.stages.coverage import needs_desk
from kiosk.visit.turn import Backward, Forward, Return, ToDesk, Turn
from kiosk.visit.values import Facts, Policy, Reason

CHOOSE_AGAIN = frozenset({"full", "price_changed", "age", "no_department"})


@dataclass(frozen=True, slots=True)
class RegisterState:
    """`sending` from the confirmation on; from then on there is no way back, only the HIS's answer or the desk."""

    sending: bool = False


def enter(_facts: Facts, _policy: Policy) -> Turn[RegisterState]:
    """Show what will be sent."""
    return Turn(RegisterState())


def on(
    state: RegisterState, facts: Facts, policy: Policy, event: Event, *, visit_id: str, station_id: str
) -> Turn[RegisterState]:
    """Send on confirmation; a known answer goes on, no answer in time goes to the desk while delivery goes on."""
    stop = (StopTimer(Timer.REGISTER),)
    match event:
        case AnswersConfirmed() if needs_desk(facts):
            return Turn(state, go=ToDesk(Reason.INSURANCE_DESK))
        case AnswersConfirmed(at=at) if not state.sending and at is not None and facts.department is not None:
            request = request_of(facts, policy, visit_id, station_id, at)
            return Turn(
                RegisterState(sending=True),
                (Register(visit_id, request), StartTimer(Timer.REGISTER, policy.register_wait_s)),
            )
        case VisitRegistered(registered=registered) if state.sending:
            return Turn(state, stop, replace(facts, registered=registered), Forward())
        case RegistrationRefused(code=code) if state.sending:
            if code in CHOOSE_AGAIN:
                fresh = replace(facts, department_id=None, departments=None, estimate=None)
                return Turn(state, (*stop, AskDepartments()), fresh, Return("choose"))
            if code == "already" and facts.citizen is not None:
                unknown = replace(facts, patient_known=False)
                return Turn(state, (*stop, AskPatient(facts.citizen.id_number)), unknown, Return("choose"))
            return Turn(state, stop, go=ToDesk(Reason.HIS_REFUSED))
        case TimerFired(name=Timer.REGISTER) if state.sending:
            return Turn(state, go=ToDesk(Reason.HIS_AWAY))
        case BackPressed() if not state.sending:
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def request_of(facts: Facts, policy: Policy, visit_id: str, station_id: str, at: datetime) -> RegistrationRequest:
    """The registration as the HIS takes it; the key is the visit's id, so a second sending is the same visit."""
    citizen, department = facts.citizen, facts.department
    if citizen is None or department is None:
        raise ValueError("a registration needs a citizen and a department")
    coverage = facts.coverage
    claim = None
    if facts.consent.insurer:
        claim = InsuranceClaim(
            card=coverage.card if coverage else None,
            level=coverage.level if coverage else None,
            status=(coverage.status if coverage else EligibilityStatus.UNVERIFIED).value,
            code=coverage.code if coverage else "",
            route_code=route_of(coverage, policy),
        )
    return RegistrationRequest(
        key=visit_id,
        station_id=station_id,
        identity=Identity(
            id_number=citizen.id_number,
            full_name=citizen.full_name,
            date_of_birth=citizen.date_of_birth,
            sex=citizen.sex,
            address=citizen.place_of_residence,
            identity_source=identity_source(facts),
            issue_date=citizen.issue_date or "",
            nationality=citizen.nationality,
            ethnicity=citizen.ethnicity,
            old_id_number=citizen.old_id_number,
        ),
        department_id=department.id,
        service_id=department.service.id,
        price=department.service.price,
        insurance=claim,
        priority=priority_of(citizen.date_of_birth, at.date()),
        requested_at=at,
    )
