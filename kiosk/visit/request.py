"""The registration as the HIS takes it: one request for all that was chosen, declared and wished."""

from __future__ import annotations

from datetime import date, datetime

from his_client.his.ports import (
    Capability,
    Declaration,
    DeclarationKind,
    InsuranceClaim,
    RegistrationRequest,
    ServiceChoice,
)
from his_client.insurance.ports import EligibilityStatus
from kiosk.visit.person import born, from_chip, guardian_of, identity_of
from kiosk.visit.pricing import route_of
from kiosk.visit.priority import priority_for, priority_of
from kiosk.visit.values import Facts, Policy


def request_of(facts: Facts, policy: Policy, visit_id: str, station_id: str, at: datetime) -> RegistrationRequest:
    """The key is the visit's id, so a second sending is the same visit."""
    if facts.citizen is None or not facts.wanted:
        raise ValueError("a registration needs a citizen and a department")
    main, *further = (ServiceChoice(d.id, d.service.id, d.service.price) for d in facts.wanted)
    return RegistrationRequest(
        key=visit_id,
        station_id=station_id,
        identity=identity_of(facts),
        department_id=main.department_id,
        service_id=main.service_id,
        price=main.price,
        insurance=claim_of(facts, policy),
        priority=priority_for(facts, at.date()),
        requested_at=at,
        further=tuple(further),
        appointment_id=facts.appointment_id,
        guardian=guardian_of(facts),
        declarations=declarations_of(facts, policy, at.date()),
        reminders=facts.reminders,
    )


def claim_of(facts: Facts, policy: Policy) -> InsuranceClaim | None:
    """What the insurer said and which route it means; None when it was not to be asked."""
    if not facts.consent.insurer:
        return None
    coverage = facts.coverage
    card = coverage if coverage and coverage.card else None
    return InsuranceClaim(
        card=coverage.card if coverage else None,
        level=coverage.level if coverage else None,
        status=(coverage.status if coverage else EligibilityStatus.UNVERIFIED).value,
        code=coverage.code if coverage else "",
        route_code=route_of(coverage, policy, facts.paper),
        first_registration=card.first_registration if card else None,
        valid_from=card.valid_from if card else None,
        valid_to=card.valid_to if card else None,
        looked_up_at=facts.coverage_asked_at,
    )


def declarations_of(facts: Facts, policy: Policy, today: date) -> tuple[Declaration, ...]:
    """What the patient declared; a paper only where it changes the route.

    A class by age is proven by a chip. From a birth date that was typed or stood in a code it is declared as well.
    """
    changes = route_of(facts.coverage, policy, facts.paper) != route_of(facts.coverage, policy)
    paper = (Declaration(facts.paper),) if facts.paper and changes else ()
    birth = born(facts)
    by_age = priority_of(birth, today) if birth and not from_chip(facts) else None
    declared = (by_age if policy.can(Capability.DECLARATIONS) else None) or facts.declared
    return (*((Declaration(DeclarationKind.PRIORITY, declared),) if declared else ()), *paper)
