"""What slow neighbours answer, kept whenever it arrives, and what then has to be asked once more."""

from __future__ import annotations

from dataclasses import replace

from his_client.his.ports import Capability
from kiosk.visit.effects import AskPatient, Effect
from kiosk.visit.events import CoverageKnown, DepartmentsKnown, Event, HisSilent, PatientKnown
from kiosk.visit.person import from_chip, holder_of
from kiosk.visit.values import Facts, Policy


def absorb(facts: Facts, event: Event) -> Facts:
    """The facts with an answer; one about somebody who is not the patient any more is dropped."""
    match event:
        case CoverageKnown(about=about) if about != ("child" if facts.for_child else ""):
            return facts
        case CoverageKnown(eligibility=eligibility, asked_at=asked_at):
            return replace(facts, coverage=eligibility, coverage_asked_at=asked_at)
        case PatientKnown() if facts.for_child:
            return facts
        case PatientKnown(patient=patient, today=today, appointments=appointments, differs=differs):
            return replace(
                facts, patient=patient, patient_known=True, today=today, appointments=appointments, differs=differs
            )
        case DepartmentsKnown(departments=departments, at=at):
            return replace(facts, departments=departments, priced_on=at.date())
        case HisSilent(question="patient") if facts.patient_known:
            return facts
        case HisSilent():
            return replace(facts, his_silent=True)
        case _:
            return facts


def search_again(facts: Facts, policy: Policy) -> tuple[Facts, tuple[Effect, ...]]:
    """Who is known by neither ID number may be known by the number of the insurance card, which comes later."""
    card = facts.coverage.card if facts.coverage else None
    unknown = facts.patient_known and facts.patient is None and not facts.differs
    if facts.searched_by_card or not card or not unknown or facts.citizen is None or not from_chip(facts):
        return facts, ()
    search = AskPatient(holder_of(facts), card, appointments=policy.can(Capability.APPOINTMENTS))
    return replace(facts, searched_by_card=True), (search,)
