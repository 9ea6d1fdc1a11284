"""Options: questions beside the way, opened from the check by who has a reason to. None of them has to be answered."""

from __future__ import annotations

from dataclasses import replace

from his_client.his.ports import Capability, Reminder, ReminderKind
from kiosk.visit.events import Event
from kiosk.visit.person import born, is_infant
from kiosk.visit.priority import DECLARABLE, priority_of
from kiosk.visit.values import Facts, Policy
from kiosk.visit.wishes import PriorityDeclared, RemindersChosen


def open_to(facts: Facts, policy: Policy) -> tuple[str, ...]:
    """`priority`, unless the age gives it already; `reminders`; each where the HIS takes it."""
    found = []
    if policy.can(Capability.DECLARATIONS) and not _by_age(facts):
        found.append("priority")
    if policy.can(Capability.REMINDERS):
        found.append("reminders")
    return tuple(found)


def remindable(facts: Facts) -> tuple[ReminderKind, ...]:
    """What this patient may be reminded of: the next visit; a child under 24 months also of its vaccinations."""
    infant = facts.priced_on is not None and bool(born(facts)) and is_infant(born(facts), facts.priced_on)
    return (ReminderKind.FOLLOW_UP, ReminderKind.VACCINATION) if infant else (ReminderKind.FOLLOW_UP,)


def answered(facts: Facts, event: Event) -> Facts:
    """The facts with an option's answer; what is no answer changes nothing."""
    match event:
        case PriorityDeclared(kind=kind) if kind in ("", *DECLARABLE):
            return replace(facts, declared=kind)
        case RemindersChosen(kinds=kinds, at=at) if at is not None:
            wished = tuple(Reminder(kind, at) for kind in remindable(facts) if kind in kinds)
            return replace(facts, reminders=wished)
        case _:
            return facts


def _by_age(facts: Facts) -> bool:
    return facts.priced_on is not None and bool(born(facts)) and priority_of(born(facts), facts.priced_on) is not None
