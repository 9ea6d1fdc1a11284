"""Choose: where to go today. What the hospital expects comes first: today's registration, then an appointment.

Among the clinics the last visited one is offered first; not knowing is an equal answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from his_client.his.ports import Appointment, Capability
from kiosk.visit.effects import AskInsurer, Effect, NoteReprint, StartTimer, StopTimer, Timer
from kiosk.visit.events import (
    BackPressed,
    ClinicUnknown,
    DepartmentChosen,
    DepartmentsKnown,
    Event,
    HisSilent,
    NextPressed,
    NumberDrawn,
    NumberNotDrawn,
    PatientKnown,
    TimerFired,
)
from kiosk.visit.numbers import not_drawn, numbered
from kiosk.visit.offer import may_bring_child, offered, payable
from kiosk.visit.person import holder_of
from kiosk.visit.pricing import estimate_for
from kiosk.visit.stages.coverage import plain
from kiosk.visit.turn import Backward, Forward, Return, ToDesk, ToTicket, Turn
from kiosk.visit.values import Facts, Policy, Reason
from kiosk.visit.wishes import AppointmentChosen, ChildPressed, OtherClinicPressed, PayPressed


@dataclass(frozen=True, slots=True)
class ChooseState:
    """`waiting` for the HIS; `already` when this person is registered today; `appointments` while those are offered."""

    waiting: bool
    already: bool = False
    appointments: bool = False


CLINICS = ChooseState(waiting=False)


def enter(facts: Facts, policy: Policy) -> Turn[ChooseState]:
    """Offer what there is, or wait for the HIS."""
    if facts.departments is not None and facts.patient_known:
        return _offer(facts, policy)
    if facts.his_silent:
        return Turn(CLINICS, go=ToDesk(Reason.HIS_AWAY))
    return Turn(ChooseState(waiting=True), (StartTimer(Timer.HIS, policy.his_wait_s),))


def on(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    """Take the choice and put a price on it."""
    if state.waiting:
        return _waiting(state, facts, policy, event)
    match event:
        case PatientKnown() if facts.differs:
            return Turn(state, go=ToDesk(Reason.PATIENT_DIFFERS))
        case ClinicUnknown():
            return Turn(state, go=ToDesk(Reason.CLINIC_UNKNOWN))
        case _ if state.already:
            return _already(state, facts, policy, event)
        case _ if state.appointments:
            return _appointments(state, facts, policy, event)
        case _ if facts.adding is not None:
            return _adding(state, facts, policy, event)
        case _:
            return _clinics(state, facts, policy, event)


def _waiting(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    stop = StopTimer(Timer.HIS)
    match event:
        case DepartmentsKnown() | PatientKnown() if facts.departments is not None and facts.patient_known:
            found = _offer(facts, policy)
            return replace(found, effects=(stop, *found.effects))
        case HisSilent(question="patient") if facts.patient_known:
            return Turn(state)  # asked once more, by another number; what is known already stands
        case HisSilent() | TimerFired(name=Timer.HIS):
            return Turn(state, (stop,), replace(facts, his_silent=True), ToDesk(Reason.HIS_AWAY))
        case BackPressed():
            return Turn(state, (stop,), go=Backward())
        case _:
            return Turn(state)


def _already(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    match event:
        case NumberDrawn():
            return Turn(state, (StopTimer(Timer.NUMBER),))
        case NumberNotDrawn(id=drawn) if not_drawn(facts, drawn):
            return Turn(state, (StopTimer(Timer.NUMBER),), go=ToDesk(Reason.NO_NUMBER))
        case NextPressed() | PayPressed() if not numbered(facts, policy):
            return Turn(state)  # the number is being drawn
        case NextPressed():
            noted: tuple[Effect, ...] = ()
            if facts.registered is not None and policy.can(Capability.REPRINT):
                noted = (NoteReprint(facts.registered.visit_code),)
            return Turn(state, noted, go=ToTicket(Reason.ALREADY_REGISTERED))
        case PayPressed() if payable(facts):
            return Turn(state, go=Return("pay"))
        case OtherClinicPressed() if offered(facts, policy):
            return Turn(CLINICS, facts=replace(facts, registered=None))
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def _appointments(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    match event:
        case AppointmentChosen(appointment_id=wanted):
            found = next((one for one in facts.appointments if one.id == wanted), None)
            return Turn(state) if found is None else _kept(found, facts, policy)
        case OtherClinicPressed():
            return Turn(CLINICS, facts=replace(facts, appointment_id=None, department_id=None))
        case ChildPressed() if may_bring_child(facts, policy):
            return Turn(state, facts=replace(facts, for_child=True), go=Return("child"))
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def _clinics(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    match event:
        case DepartmentChosen(department_id=chosen) if chosen in offered(facts, policy):
            further = tuple(one for one in facts.further if one != chosen)
            return Turn(state, facts=replace(facts, department_id=chosen, further=further, appointment_id=None))
        case NextPressed() if facts.department_id in offered(facts, policy):
            return Turn(state, facts=_priced(replace(facts, refused=""), policy), go=Forward())
        case ChildPressed() if may_bring_child(facts, policy):
            return Turn(state, facts=replace(facts, for_child=True), go=Return("child"))
        case BackPressed() if facts.appointments and not facts.today:
            return Turn(ChooseState(waiting=False, appointments=True))
        case BackPressed():
            return Turn(state, go=Backward())
        case _:
            return Turn(state)


def _adding(state: ChooseState, facts: Facts, policy: Policy, event: Event) -> Turn[ChooseState]:
    """A further clinic in the same visit; what was chosen before stands whatever becomes of it."""
    match event:
        case DepartmentChosen(department_id=chosen) if chosen in offered(facts, policy):
            return Turn(state, facts=replace(facts, adding=chosen))
        case NextPressed() if facts.adding in offered(facts, policy) and facts.adding:
            added = replace(facts, further=(*facts.further, facts.adding), adding=None)
            return Turn(state, facts=_priced(added, policy), go=Forward())
        case BackPressed():
            return Turn(state, facts=replace(facts, adding=None), go=Forward())
        case _:
            return Turn(state)


def _offer(facts: Facts, policy: Policy) -> Turn[ChooseState]:
    if facts.differs:
        return Turn(CLINICS, go=ToDesk(Reason.PATIENT_DIFFERS))
    if facts.errand == "child" and may_bring_child(facts, policy):
        return Turn(CLINICS, facts=replace(facts, errand="", for_child=True), go=Return("child"))
    if facts.errand == "child" and facts.consent.insurer and policy.rules >= 4:
        # Who may bring none is the patient, and their own insurance was not asked about yet.
        mine = holder_of(facts)
        ask = AskInsurer(mine.id_number, mine.full_name, mine.date_of_birth)
        return Turn(CLINICS, (ask,), replace(facts, errand=""), Return("coverage"))
    if facts.today and facts.department_id is None:
        return Turn(ChooseState(waiting=False, already=True), facts=replace(facts, registered=facts.today[0]))
    facts = replace(
        facts, appointments=tuple(one for one in facts.appointments if facts.department_of(one.department_id))
    )
    free = offered(facts, policy)
    if facts.refused == "price_changed" and _still(facts, free):
        return Turn(CLINICS, facts=_priced(facts, policy), go=Forward())
    if facts.adding is None and facts.appointments and (facts.department_id is None or facts.appointment_id):
        if plain(facts, policy) and len(facts.appointments) == 1 and not (facts.appointment_id or facts.refused):
            # The check names it before anything is sent, and from there the way back leads here.
            return _kept(facts.appointments[0], facts, policy)
        return Turn(ChooseState(waiting=False, appointments=True), facts=facts)
    if not free:
        return Turn(CLINICS, go=ToDesk(Reason.CLINICS_FULL))
    last = facts.patient.last_department_id if facts.patient and not facts.for_child else None
    chosen = facts.department_id or last
    keeps = facts.adding is not None or chosen in free
    return Turn(CLINICS, facts=replace(facts, department_id=chosen if keeps else None))


def _kept(appointment: Appointment, facts: Facts, policy: Policy) -> Turn[ChooseState]:
    """On with what the patient came for: it is the clinic as well."""
    facts = replace(facts, appointment_id=appointment.id, department_id=appointment.department_id, refused="")
    return Turn(ChooseState(waiting=False, appointments=True), facts=_priced(facts, policy), go=Forward())


def _still(facts: Facts, free: frozenset[str]) -> bool:
    """Whether everything chosen is still to be had; an appointment is kept a place."""
    chosen = [one.id for one in facts.wanted if facts.appointment is None or one.id != facts.appointment.department_id]
    return len(facts.wanted) == 1 + len(facts.further) and set(chosen) <= free


def _priced(facts: Facts, policy: Policy) -> Facts:
    return replace(facts, estimate=estimate_for(facts, policy))
