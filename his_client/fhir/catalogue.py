"""What a hospital offers today: HealthcareService with its Locations and prices (ChargeItemDefinition).

A department is a HealthcareService: `identifier` its id, `specialty` its code (K01-K60), `type` the examination sold
there, `location` its room, whose `partOf` is the floor and that one's the building. `notAvailable` covering now means
that no number is left. Ages, sex, sign and queue stand in extensions of our own; where they are absent nothing is
limited, and the queue is shown as empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from his_client import fields as read
from his_client.fhir.client import FhirClient
from his_client.fhir.people import sex_text
from his_client.fhir.resource import (
    Resource,
    code_in,
    display_in,
    dong,
    extension,
    identifier,
    items,
    of_kind,
    reference_to,
    tail,
    whole,
    words,
)
from his_client.fhir.systems import Systems
from his_client.fields import BadShape
from his_client.his.values import Department, Service
from his_client.outcome import Done, Outcome, Unknown

_PLACES = ("HealthcareService:location",)


@dataclass(frozen=True, slots=True)
class Offer:
    """A department and where it stands on the server: `reference` its HealthcareService, `room` its Location or "".

    `slotted`: it has Slots today, of which `free` are free; `full_by_slots`: it is full for want of a free one only.
    """

    department: Department
    reference: str
    room: str
    slotted: bool = False
    free: tuple[Resource, ...] = ()
    full_by_slots: bool = False


def offers(client: FhirClient, systems: Systems, now: datetime) -> Outcome[tuple[Offer, ...]]:
    """Departments with price and queue, in the server's order; those without a price cannot be registered for."""
    services = client.search(
        "HealthcareService",
        {"active": "true", "_include": _PLACES, "_include:iterate": "Location:partof", "_count": "200"},
    )
    if not isinstance(services, Done):
        return services
    prices = client.search("ChargeItemDefinition", {"status": "active", "_count": "200"})
    if not isinstance(prices, Done):
        return prices
    try:
        return Done(_offers(systems, services.value, _prices(systems, prices.value), now))
    except BadShape as shape:
        return Unknown("bad_shape", f"field {shape.field}")


def _offers(
    systems: Systems, found: Sequence[Resource], prices: Mapping[str, tuple[int, int]], now: datetime
) -> tuple[Offer, ...]:
    places = {reference_to(place): place for place in of_kind(found, "Location")}
    offered = []
    for resource in of_kind(found, "HealthcareService"):
        service_id = code_in(resource.get("type"), systems.service)
        if service_id not in prices:
            continue
        price, insured = prices[service_id]
        service = Service(service_id, display_in(resource.get("type"), systems.service), price, min(price, insured))
        rooms = [tail(str(room.get("reference") or "")) for room in items(resource, "location")]
        room = rooms[0] if rooms else ""
        offered.append(
            Offer(_department(systems, resource, service, _path(places, room), now), reference_to(resource), room)
        )
    return tuple(offered)


def _department(
    systems: Systems, resource: Resource, service: Service, path: tuple[str, str, str], now: datetime
) -> Department:
    queue = extension(resource, systems.word("queue")) or {}
    limits = extension(resource, systems.word("limits")) or {}
    room, floor, building = path
    return Department(
        identifier(resource, systems.department) or read.text(resource, "id"),
        code_in(resource.get("specialty"), systems.department),
        read.text(resource, "name"),
        room,
        floor,
        building,
        whole(extension(queue, "people")) or 0,
        whole(extension(queue, "minutes")) or 0,
        words(extension(resource, systems.word("sign")), "valueCode"),
        whole(extension(limits, "min-age")),
        whole(extension(limits, "max-age")),
        any(_covers(absence.get("during"), now.date()) for absence in items(resource, "notAvailable")),
        service,
        sex_text(words(extension(limits, "sex"), "valueCode")),
    )


def _path(places: Mapping[str, Resource], room: str) -> tuple[str, str, str]:
    """Room, floor and building: a Location's name, and those of what it is part of."""
    names: list[str] = []
    place = places.get(room)
    while place is not None and len(names) < 3:
        names.append(read.optional_text(place, "name") or "")
        above = place.get("partOf")
        place = places.get(tail(str(above.get("reference") or ""))) if isinstance(above, dict) else None
    room_name, floor, building = [*names, "", "", ""][:3]
    return room_name, floor, building


def _prices(systems: Systems, definitions: Sequence[Resource]) -> Mapping[str, tuple[int, int]]:
    """Service -> (price, part that insurance reckons from), in dong (https://hl7.org/fhir/R4/chargeitemdefinition.html)."""
    found: dict[str, tuple[int, int]] = {}
    for definition in of_kind(definitions, "ChargeItemDefinition"):
        service_id = code_in(definition.get("code"), systems.service)
        parts = [part for group in items(definition, "propertyGroup") for part in items(group, "priceComponent")]
        base = next((dong(part, "amount") for part in parts if part.get("type") == "base"), None)
        if not service_id or base is None:
            continue
        insured = next(
            (
                dong(part, "amount")
                for part in parts
                if code_in(part.get("code"), systems.word("price")) == "insured" and "amount" in part
            ),
            base,
        )
        found.setdefault(service_id, (base, insured))
    return found


def _covers(period: object, day: date) -> bool:
    """Whether a Period covers a day; an open end goes on."""
    if not isinstance(period, dict):
        return True  # not available, and no word about when: then not today
    start, end = str(period.get("start") or "")[:10], str(period.get("end") or "")[:10]
    return (not start or start <= day.isoformat()) and (not end or day.isoformat() <= end)
