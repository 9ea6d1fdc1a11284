"""What of the HIS's list this patient is offered, and why the rest is not."""

from __future__ import annotations

from dataclasses import replace

from his_client.his.ports import Capability, Department
from kiosk.visit.person import born, from_chip, is_adult, sex_of, years_of
from kiosk.visit.values import Facts, Policy

MOST = 3
"""Clinics in one visit: more than a patient can walk to in a morning, or a screen can hold."""


def why_not(department: Department, facts: Facts, policy: Policy) -> str:
    """`full`, `age`, `sex`, `registered` (today already), `chosen` or `room` (in this visit already); or nothing.

    Where the birth date is not known to the day, what is known decides in the patient's favour; the HIS has the last
    word.
    """
    if department.full:
        return "full"
    if policy.rules == 1:
        return ""
    if not _fits_age(department, facts):
        return "age"
    if department.only_sex and sex_of(facts) and sex_of(facts) != department.only_sex:
        return "sex"
    if department.id in {ticket.department_id for one in facts.today for ticket in one.tickets}:
        return "registered"
    return "" if facts.adding is None else _twice(department, facts)


def offered(facts: Facts, policy: Policy) -> frozenset[str]:
    """The departments that can be chosen now."""
    return frozenset(d.id for d in facts.departments or () if not why_not(d, facts, policy))


def may_add(facts: Facts, policy: Policy) -> bool:
    """Whether a further clinic can be chosen in the same visit."""
    if len(facts.wanted) >= MOST:
        return False
    return policy.can(Capability.SEVERAL_SERVICES) and bool(offered(replace(facts, adding=""), policy))


def may_bring_child(facts: Facts, policy: Policy) -> bool:
    """Whether the holder of the card may register a child: an adult whose chip was read."""
    if not policy.can(Capability.GUARDIAN) or facts.for_child or not from_chip(facts) or facts.adding is not None:
        return False
    return facts.priced_on is not None and is_adult(born(facts), facts.priced_on)


def payable(facts: Facts) -> bool:
    """Whether today's registration can be paid here: there is a bill and nothing of it is paid."""
    registered = facts.registered
    if registered is None or not registered.bill_id:
        return False
    return registered.amount_due > 0 and registered.amount_paid == 0


def _twice(department: Department, facts: Facts) -> str:
    """No department, service or room stands twice in one visit."""
    if any(department.id == one.id or department.service.id == one.service.id for one in facts.wanted):
        return "chosen"
    return "room" if any(department.room == one.room for one in facts.wanted) else ""


def _fits_age(department: Department, facts: Facts) -> bool:
    birth, today = born(facts), facts.priced_on
    if not birth or today is None:
        return True
    oldest, youngest = years_of(birth, today)
    too_young = department.min_age is not None and oldest < department.min_age
    too_old = department.max_age is not None and youngest > department.max_age
    return not (too_young or too_old)
