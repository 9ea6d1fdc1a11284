"""What a server says it can do (CapabilityStatement), as the capabilities of a HIS.

It only narrows: a server that says nothing keeps everything this adapter can do with it.
"""

from collections.abc import Mapping

from his_client.fhir.resource import Resource, items
from his_client.his.capability import Capability

OFFERED = frozenset(
    {
        Capability.APPOINTMENTS,
        Capability.BILLS,
        Capability.CANCEL,
        Capability.DECLARATIONS,
        Capability.GUARDIAN,
        Capability.IDEMPOTENCY_KEY,
        Capability.PASSPORT,
        Capability.PAYMENTS,
        Capability.QUEUE,
        Capability.QUEUE_NUMBERS,
        Capability.RECEIPTS,
        Capability.REMINDERS,
        Capability.REPRINT,
        Capability.SEVERAL_SERVICES,
    }
)
"""What this adapter can do where the server has the resources for it."""

_NEEDS: Mapping[Capability, tuple[tuple[str, str], ...]] = {
    Capability.APPOINTMENTS: (("Appointment", "search-type"), ("Appointment", "update")),
    Capability.BILLS: (("Invoice", "search-type"),),
    Capability.CANCEL: (("Encounter", "update"), ("Task", "update")),
    Capability.GUARDIAN: (("RelatedPerson", "create"),),
    Capability.PAYMENTS: (("PaymentNotice", "create"), ("PaymentNotice", "search-type"), ("Invoice", "update")),
    Capability.QUEUE: (("Task", "search-type"),),
    Capability.RECEIPTS: (("PaymentNotice", "search-type"),),
    Capability.REMINDERS: (("Consent", "create"),),
    Capability.REPRINT: (("Provenance", "create"),),
}
CORE = (
    ("Patient", "search-type"),
    ("Patient", "create"),
    ("Encounter", "search-type"),
    ("Encounter", "create"),
    ("HealthcareService", "search-type"),
    ("ChargeItemDefinition", "search-type"),
)
"""Without these nobody can be registered."""


_SLOTS = (("Schedule", "search-type"), ("Slot", "search-type"))
_TAKING = (*_SLOTS, ("Slot", "update"))


def slots(statement: Resource) -> bool:
    """Whether Slots and their Schedules can be searched; a server that says nothing of them is not asked."""
    return _interactions(statement).issuperset(_SLOTS)


def capabilities(statement: Resource) -> frozenset[Capability]:
    """OFFERED without what the server lacks."""
    can = _interactions(statement)
    return frozenset(item for item in OFFERED if all(need in can for need in _NEEDS.get(item, ())))


def lacking(statement: Resource, *, taking: bool = False) -> tuple[str, ...]:
    """What the core needs and the server lacks, like "Patient.create", "transaction" or "fhirVersion"; empty when it
    will do. R4B (4.3) differs from R4 in none of our resources. `taking`: every place is to take a Slot."""
    missing = [] if str(statement.get("fhirVersion")).startswith(("4.0", "4.3")) else ["fhirVersion"]
    can = _interactions(statement)
    needed = (*CORE, *(_TAKING if taking else ()))
    missing += [f"{kind}.{interaction}" for kind, interaction in needed if (kind, interaction) not in can]
    if not any(
        interaction.get("code") == "transaction"
        for rest in items(statement, "rest")
        for interaction in items(rest, "interaction")
    ):
        missing.append("transaction")
    return tuple(missing)


def _interactions(statement: Resource) -> frozenset[tuple[str, str]]:
    return frozenset(
        (str(resource.get("type")), str(interaction.get("code")))
        for rest in items(statement, "rest")
        if rest.get("mode") == "server"
        for resource in items(rest, "resource")
        for interaction in items(resource, "interaction")
    )
