"""Numbers the HIS does not give: which tickets lack one, what is asked of the hub's queue, what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from his_client.his.ports import Registered, Ticket
from kiosk.visit.effects import DrawNumber, Effect, StartTimer, Timer
from kiosk.visit.events import Event, NumberDrawn
from kiosk.visit.priority import priority_for
from kiosk.visit.values import Facts, Policy, QueuePlace


def draw_id(registered: Registered) -> str:
    """What a number is drawn under: the visit that registered, whoever shows it again; else the HIS's own code."""
    return registered.key or registered.visit_code


def wanting(registered: Registered) -> tuple[Ticket, ...]:
    """The tickets the HIS gave no number."""
    return tuple(ticket for ticket in registered.tickets if not ticket.queue_number)


def numbered(facts: Facts, policy: Policy) -> bool:
    """Whether every ticket of the registration has a number, so that it can be shown."""
    registered = facts.registered
    if registered is None or policy.rules < 3:
        return True
    missing = wanting(registered)
    return not missing or (facts.drawing == draw_id(registered) and len(facts.places) == len(missing))


def not_drawn(facts: Facts, drawn: str) -> bool:
    """Whether `drawn` is this registration, which then has no number at all."""
    return facts.registered is not None and draw_id(facts.registered) == drawn


def places(facts: Facts) -> Iterator[tuple[Ticket, QueuePlace | None]]:
    """Each ticket of the registration, with its place in the hub's queue where the HIS gave no number."""
    if facts.registered is None:
        return
    drawn = iter(facts.places)
    for ticket in facts.registered.tickets:
        yield ticket, None if ticket.queue_number else next(drawn, None)


def absorb_numbers(facts: Facts, event: Event) -> Facts:
    """The facts with the numbers that were drawn; those of another registration are dropped."""
    match event:
        case NumberDrawn(id=drawn, places=given) if facts.registered is not None:
            fits = drawn == draw_id(facts.registered) and len(given) == len(wanting(facts.registered))
            return replace(facts, drawing=drawn, places=given) if fits else facts
        case _:
            return facts


def draw(facts: Facts, policy: Policy, today: date) -> tuple[Facts, tuple[Effect, ...]]:
    """Ask for the numbers that are missing, once for each registration, and wait for them only briefly."""
    registered = facts.registered
    if registered is None or numbered(facts, policy) or facts.drawing == draw_id(registered):
        return facts, ()
    clock = StartTimer(Timer.NUMBER, policy.number_wait_s)
    asked = replace(facts, drawing=draw_id(registered), places=())
    return asked, (_wanted(facts, registered, today), clock)


def draw_alone(facts: Facts, policy: Policy, today: date) -> tuple[Effect, ...]:
    """The hub was waited for long enough: whatever numbers the station has of its own."""
    registered = facts.registered
    if registered is None or numbered(facts, policy):
        return ()
    return (replace(_wanted(facts, registered, today), alone=True),)


def _wanted(facts: Facts, registered: Registered, today: date) -> DrawNumber:
    at = facts.appointment.starts_at if facts.appointment else None
    return DrawNumber(draw_id(registered), registered.tickets, priority_for(facts, today), at)
