"""What a visit is expected to cost the patient: an estimate from the HIS's prices, the card's level and the route."""

from __future__ import annotations

from his_client.his.ports import DeclarationKind
from his_client.insurance.benefit import Cover, Estimate, RouteUnknown, Service, estimate_visit, provisional_route
from his_client.insurance.ports import Eligibility, EligibilityStatus
from his_client.insurance.tables import tables
from kiosk.visit.values import Facts, Policy

COVERED = frozenset({EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL})
UNDECIDED = frozenset({EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR})
WITHOUT_INSURANCE = "9"  # MA_DOITUONG_KCB of a visit without insurance, QĐ 3276/QĐ-BYT
BY_PAPER = {DeclarationKind.TRANSFER_FORM: "1.3", DeclarationKind.REVISIT_SLIP: "1.5"}
"""The routes a declared paper stands for, until the clinic has looked at it."""


def route_of(coverage: Eligibility | None, policy: Policy, paper: DeclarationKind | None = None) -> str:
    """The provisional MA_DOITUONG_KCB: final only after the visit (QĐ 3276/QĐ-BYT).

    A declared paper changes the route of who came by their own choice, and nothing else.
    """
    if coverage is None or coverage.status not in COVERED:
        return WITHOUT_INSURANCE
    route = provisional_route(coverage.first_registration, policy.facility, policy.self_came_route, coverage.route)
    return BY_PAPER.get(paper, route) if paper and route == policy.self_came_route else route


def undecided(facts: Facts) -> bool:
    """The insurer was to be asked and has not answered: the fee is settled at the cashier, when it has."""
    return facts.consent.insurer and (facts.coverage is None or facts.coverage.status in UNDECIDED)


def estimate_for(facts: Facts, policy: Policy) -> Estimate | None:
    """The estimate for what was chosen, or for the one exam price all departments share; None when unknown."""
    services = priced(facts)
    if not services or facts.priced_on is None or undecided(facts):
        return None
    covered = facts.coverage is not None and facts.coverage.status in COVERED
    level = facts.coverage.level if facts.coverage is not None and covered else None
    if covered and level is None:
        return None  # a card that does not tell its level: no figure is better than a wrong one
    cover = Cover(level or 0, route_of(facts.coverage, policy, facts.paper))
    try:
        return estimate_visit(services, cover, facts.priced_on, tables())
    except RouteUnknown:
        return None


def priced(facts: Facts) -> tuple[Service, ...]:
    """The services an estimate is about: those chosen, or the one that costs the same everywhere; else none."""
    if facts.wanted:
        return tuple(Service(d.service.price, d.service.insured_price, d.service.name) for d in facts.wanted)
    services = {Service(d.service.price, d.service.insured_price) for d in facts.departments or ()}
    return tuple(services) if len(services) == 1 else ()
