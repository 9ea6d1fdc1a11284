"""What a visit is expected to cost the patient: an estimate from the HIS's price, the card's level and the route."""

from __future__ import annotations

from his_client.insurance.benefit import Estimate, RouteUnknown, estimate, provisional_route
from his_client.insurance.ports import Eligibility, EligibilityStatus
from kiosk.visit.values import Facts, Policy

COVERED = frozenset({EligibilityStatus.ELIGIBLE, EligibilityStatus.ELIGIBLE_PROVISIONAL})
UNDECIDED = frozenset({EligibilityStatus.UNVERIFIED, EligibilityStatus.CONFIG_ERROR})
WITHOUT_INSURANCE = "9"  # MA_DOITUONG_KCB of a visit without insurance, QĐ 3276/QĐ-BYT


def route_of(coverage: Eligibility | None, policy: Policy) -> str:
    """The provisional MA_DOITUONG_KCB: final only after the visit (QĐ 3276/QĐ-BYT)."""
    if coverage is None or coverage.status not in COVERED:
        return WITHOUT_INSURANCE
    return provisional_route(coverage.first_registration, policy.facility, policy.self_came_route, coverage.route)


def undecided(facts: Facts) -> bool:
    """The insurer was to be asked and has not answered: the fee is settled at the cashier, when it has."""
    return facts.consent.insurer and (facts.coverage is None or facts.coverage.status in UNDECIDED)


def estimate_for(facts: Facts, policy: Policy) -> Estimate | None:
    """The estimate for the chosen department, or for the one exam price all departments share; None when unknown."""
    departments = facts.departments or ()
    services = {(d.service.price, d.service.insured_price) for d in departments}
    chosen = facts.department
    if chosen is not None:
        price, insured_price = chosen.service.price, chosen.service.insured_price
    elif len(services) == 1:
        price, insured_price = next(iter(services))
    else:
        return None
    if facts.priced_on is None or undecided(facts):
        return None
    covered = facts.coverage is not None and facts.coverage.status in COVERED
    level = facts.coverage.level if facts.coverage is not None and covered else None
    if covered and level is None:
        return None  # a card that does not tell its level: no figure is better than a wrong one
    try:
        return estimate(price, insured_price, level or 0, route_of(facts.coverage, policy), facts.priced_on)
    except RouteUnknown:
        return None
