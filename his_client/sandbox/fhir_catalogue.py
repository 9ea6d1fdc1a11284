"""The sandbox hospital's departments as FHIR resources: HealthcareService, Location, ChargeItemDefinition."""

from collections.abc import Iterable, Iterator
from datetime import date

from his_client.fhir.people import gender
from his_client.fhir.systems import Systems, coded, vnd
from his_client.fields import Json
from his_client.his.values import Department

_PHYSICAL = "http://terminology.hl7.org/CodeSystem/location-physical-type"


def catalogue(systems: Systems, departments: Iterable[Department], day: date) -> Iterator[dict[str, Json]]:
    """Every department with its places and price; what refers to another comes after it."""
    seen: set[str] = set()
    for department in departments:
        for place in _places(department):
            if place["id"] not in seen:
                seen.add(place["id"])
                yield place
        yield _price(systems, department)
        yield _service(systems, department, day)


def _places(department: Department) -> Iterator[dict[str, Json]]:
    building = f"building-{department.building}"
    floor = f"floor-{department.building}-{department.floor}"
    yield _place(building, department.building, "bu", None)
    yield _place(floor, department.floor, "lvl", building)
    yield _place(f"room-{department.room}", department.room, "ro", floor)


def _place(identifier: str, name: str, physical: str, part_of: str | None) -> dict[str, Json]:
    return {
        "resourceType": "Location",
        "id": identifier,
        "status": "active",
        "name": name,
        "mode": "instance",
        "physicalType": coded(_PHYSICAL, physical),
        **({"partOf": {"reference": f"Location/{part_of}"}} if part_of else {}),
    }


def _price(systems: Systems, department: Department) -> dict[str, Json]:
    service = department.service
    insured = coded(systems.word("price"), "insured")
    return {
        "resourceType": "ChargeItemDefinition",
        "id": f"price-{service.id}",
        "url": f"{systems.word('price')}:{service.id}",
        "status": "active",
        "title": service.name,
        "code": coded(systems.service, service.id, service.name),
        "propertyGroup": [
            {
                "priceComponent": [
                    {"type": "base", "amount": vnd(service.price)},
                    {"type": "informational", "code": insured, "amount": vnd(service.insured_price)},
                ]
            }
        ],
    }


def _service(systems: Systems, department: Department, day: date) -> dict[str, Json]:
    limits: list[Json] = []
    if department.min_age is not None:
        limits.append({"url": "min-age", "valueInteger": department.min_age})
    if department.max_age is not None:
        limits.append({"url": "max-age", "valueInteger": department.max_age})
    if department.only_sex:
        limits.append({"url": "sex", "valueCode": gender(department.only_sex)})
    queue = [
        {"url": "people", "valueInteger": department.queue_length},
        {"url": "minutes", "valueInteger": department.wait_minutes},
    ]
    extensions: list[Json] = [{"url": systems.word("queue"), "extension": queue}]
    if department.icon:
        extensions.append({"url": systems.word("sign"), "valueCode": department.icon})
    if limits:
        extensions.append({"url": systems.word("limits"), "extension": limits})
    service = department.service
    resource: dict[str, Json] = {
        "resourceType": "HealthcareService",
        "id": department.id,
        "extension": extensions,
        "identifier": [{"system": systems.department, "value": department.id}],
        "active": True,
        "type": [coded(systems.service, service.id, service.name)],
        "specialty": [coded(systems.department, department.code)],
        "name": department.name,
        "location": [{"reference": f"Location/room-{department.room}"}],
    }
    if department.full:
        during = {"start": day.isoformat(), "end": day.isoformat()}
        resource["notAvailable"] = [{"description": "Hết số hôm nay", "during": during}]
    return resource
