"""The sandbox hospital's quotas as Schedule and Slot: one Slot for each number that is taken, and one for the next.

A Slot lasts the whole day, since a quota knows no hours. Whoever holds it is named by the number of their ticket; a
visit that is taken back leaves its Slot free, if the quota still has a number.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import count

from his_client.clock import VIETNAM
from his_client.fhir.resource import identifier
from his_client.fhir.systems import Systems
from his_client.fields import Json
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.fhir_store import FhirStore


def schedule(
    systems: Systems, store: FhirStore, rule: DepartmentRule, numbers: Sequence[str], day: date
) -> Iterator[dict[str, Json]]:
    """A department's Schedule, and its Slots of a day as `numbers` (of tickets that stand) hold them."""
    yield {
        "resourceType": "Schedule",
        "id": rule.id,
        "active": True,
        "actor": [{"reference": f"HealthcareService/{rule.id}", "display": rule.name}],
    }
    holders = _holders(systems, store, rule, numbers, day)
    left = rule.quota - len(numbers)
    if not holders or (left > 0 and "" not in holders):
        holders.append("")
    start = datetime.combine(day, datetime.min.time(), VIETNAM)
    for place, holder in enumerate(holders):
        status = "busy" if holder else "free" if left > 0 else "busy-unavailable"
        left -= status == "free"
        yield {
            "resourceType": "Slot",
            "id": _id(rule, day, place),
            **({"identifier": [{"system": systems.queue_number, "value": holder}]} if holder else {}),
            "schedule": {"reference": f"Schedule/{rule.id}"},
            "status": status,
            "start": start.isoformat(),
            "end": (start + timedelta(days=1)).isoformat(),
        }


def _holders(systems: Systems, store: FhirStore, rule: DepartmentRule, numbers: Sequence[str], day: date) -> list[str]:
    """The number that holds each Slot, or an empty text; numbers without one get the first that is free."""
    holders: list[str] = []
    for place in count():
        slot = store.body(f"Slot/{_id(rule, day, place)}")
        if not slot:
            break
        holder = identifier(slot, systems.queue_number)
        holders.append(holder if holder in numbers else "")
    for number in numbers:
        if number not in holders:
            if "" in holders:
                holders[holders.index("")] = number
            else:
                holders.append(number)
    return holders


def _id(rule: DepartmentRule, day: date, place: int) -> str:
    return f"{rule.id}-{day.isoformat()}-{place + 1:04d}"
