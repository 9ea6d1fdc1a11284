"""Slots of today (https://hl7.org/fhir/R4/slot.html): which departments keep any, and which of them are free.

A department's Schedules are those whose actor is its HealthcareService. Where Slots of today stand in them and none is
free, the department is full; a department without a Slot of today is judged by its HealthcareService alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import StrEnum

from his_client.clock import VIETNAM
from his_client.fhir.catalogue import Offer
from his_client.fhir.client import Entry, FhirClient, matching
from his_client.fhir.resource import Resource, code_in, id_order, instant, items, reference_to, tail, target, version_of
from his_client.fhir.systems import Systems, coded
from his_client.fields import BadShape, Json
from his_client.outcome import Done, Outcome, Unknown

_STATUSES = ("free", "busy", "busy-unavailable", "busy-tentative")
_HELD, _TAKEN = "slot", "slot-taken"


class SlotUse(StrEnum):
    """What is done with Slots: nothing, reading, or taking one for every place that is registered."""

    OFF = "off"
    READ = "read"
    TAKE = "take"


def with_slots(client: FhirClient, offers: Sequence[Offer], now: datetime) -> Outcome[tuple[Offer, ...]]:
    """The offers with their free Slots of today, earliest first; full where there are Slots and none is free."""
    references = {offer.reference for offer in offers}
    if not references:
        return Done(())
    asked = client.search("Schedule", {"actor": ",".join(sorted(references)), "_count": "200"})
    schedules = matching(asked, "Schedule", lambda item: bool(_actors(item) & references))
    if not isinstance(schedules, Done):
        return schedules
    actors = {reference_to(item): _actors(item) for item in schedules.value if item.get("active") is not False}
    if not actors:
        return Done(tuple(offers))
    start = datetime.combine(now.astimezone(VIETNAM).date(), datetime.min.time(), VIETNAM)
    end = start + timedelta(days=1)
    found = client.search(
        "Slot",
        {
            "schedule": ",".join(actors),
            "start": [f"ge{start.isoformat()}", f"lt{end.isoformat()}"],
            "status": ",".join(_STATUSES),
            "_count": "200",
        },
    )
    slots = matching(
        found,
        "Slot",
        lambda item: (
            target(item, "schedule") in actors
            and item.get("status") in _STATUSES
            and start <= instant(item, "start") < end
        ),
    )
    if not isinstance(slots, Done):
        return slots
    try:
        return Done(tuple(_slotted(offer, _of(offer, actors, slots.value), now) for offer in offers))
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def slot_of(appointment: Resource) -> str:
    """The Slot an Appointment holds, as Kind/id; empty where it names none."""
    held = (tail(str(slot.get("reference") or "")) for slot in items(appointment, "slot"))
    return next((slot for slot in held if slot.startswith("Slot/")), "")


def takes(slot: Resource) -> Entry:
    """The Slot made busy, only as it was read free."""
    return Entry({**slot, "status": "busy"}, if_match=version_of(slot))


def referring(systems: Systems, held: str, taken: Resource | None) -> dict[str, Json]:
    """Task.input with the Slot a place in the queue is for: the one its appointment `held`, or the one `taken` now."""
    name, at = (_TAKEN, reference_to(taken)) if taken is not None else (_HELD, held)
    if not at:
        return {}
    return {"input": [{"type": coded(systems.word("queue"), name), "valueReference": {"reference": at}}]}


def taken_by(systems: Systems, task: Resource) -> str:
    """The Slot that was made busy for a place in the queue, as Kind/id, or an empty text."""
    for given in items(task, "input"):
        if code_in(given.get("type"), systems.word("queue")) == _TAKEN:
            return target(given, "valueReference")
    return ""


def _slotted(offer: Offer, slots: Sequence[Resource], now: datetime) -> Offer:
    if not slots:
        return offer
    free = [slot for slot in slots if slot.get("status") == "free" and instant(slot, "end") > now]
    free.sort(key=lambda slot: (instant(slot, "start"), id_order(slot)))
    department = offer.department
    return replace(
        offer,
        department=replace(department, full=department.full or not free),
        slotted=True,
        free=tuple(free),
        full_by_slots=not free and not department.full,
    )


def _of(offer: Offer, actors: Mapping[str, set[str]], slots: Sequence[Resource]) -> tuple[Resource, ...]:
    return tuple(slot for slot in slots if offer.reference in actors[target(slot, "schedule")])


def _actors(schedule: Resource) -> set[str]:
    return {tail(str(actor.get("reference") or "")) for actor in items(schedule, "actor")}
