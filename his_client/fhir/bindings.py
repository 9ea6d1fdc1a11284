"""What must be true of a resource before it is sent: its required elements, and the codes R4 binds as `required`.

Own tables of the few resources the kiosk writes, so that no message leaves that a strict server must refuse, and so
that the sandbox refuses what a strict server would. A problem names an element, never its value.
"""

from collections.abc import Iterator, Mapping

from his_client.fhir.resource import tail
from his_client.fhir.systems import V2_0203
from his_client.fields import Json

_FINANCIAL = frozenset({"active", "cancelled", "draft", "entered-in-error"})
_PRIORITY = frozenset({"routine", "urgent", "asap", "stat"})
_INTENT = frozenset(
    "proposal plan directive order original-order reflex-order filler-order instance-order option".split()  # noqa: SIM905
)

CODES: Mapping[str, frozenset[str]] = {
    "Appointment.status": frozenset(
        {"proposed", "pending", "booked", "arrived", "fulfilled", "cancelled", "noshow", "entered-in-error"}
        | {"checked-in", "waitlist"}
    ),
    "ChargeItem.status": frozenset(
        {"planned", "billable", "not-billable", "aborted", "billed", "entered-in-error", "unknown"}
    ),
    "Consent.status": frozenset({"draft", "proposed", "active", "rejected", "inactive", "entered-in-error"}),
    "Coverage.status": _FINANCIAL,
    "CoverageEligibilityRequest.status": _FINANCIAL,
    "CoverageEligibilityRequest.purpose": frozenset({"auth-requirements", "benefits", "discovery", "validation"}),
    "CoverageEligibilityResponse.status": _FINANCIAL,
    "CoverageEligibilityResponse.purpose": frozenset({"auth-requirements", "benefits", "discovery", "validation"}),
    "CoverageEligibilityResponse.outcome": frozenset({"queued", "complete", "error", "partial"}),
    "Encounter.status": frozenset(
        {"planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", "entered-in-error"}
        | {"unknown"}
    ),
    "Encounter.class": frozenset(
        {"AMB", "EMER", "FLD", "HH", "IMP", "ACUTE", "NONAC", "OBSENC", "PRENC", "SS", "VR"}  # extensible: ours is one
    ),
    "Invoice.status": frozenset({"draft", "issued", "balanced", "cancelled", "entered-in-error"}),
    "Patient.gender": frozenset({"male", "female", "other", "unknown"}),
    "PaymentNotice.status": _FINANCIAL,
    "PaymentNotice.paymentStatus": frozenset({"paid", "cleared"}),
    "RelatedPerson.gender": frozenset({"male", "female", "other", "unknown"}),
    "ServiceRequest.status": frozenset(
        {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
    ),
    "ServiceRequest.intent": _INTENT,
    "ServiceRequest.priority": _PRIORITY,
    "Slot.status": frozenset({"busy", "free", "busy-unavailable", "busy-tentative", "entered-in-error"}),
    "Task.status": frozenset(
        {"draft", "requested", "received", "accepted", "rejected", "ready", "cancelled", "in-progress", "on-hold"}
        | {"failed", "completed", "entered-in-error"}
    ),
    "Task.intent": frozenset(
        "unknown proposal plan order original-order reflex-order filler-order instance-order option".split()  # noqa: SIM905
    ),
    "Task.priority": _PRIORITY,
}
"""Element -> its value set (http://hl7.org/fhir/R4/valueset-*.html)."""

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Appointment": ("status", "participant"),
    "ChargeItem": ("status", "code", "subject"),
    "Consent": ("status", "scope", "category", "policyRule"),
    "Coverage": ("status", "beneficiary", "payor"),
    "CoverageEligibilityRequest": ("status", "purpose", "patient", "created", "insurer"),
    "CoverageEligibilityResponse": ("status", "purpose", "patient", "created", "request", "outcome", "insurer"),
    "Encounter": ("status", "class"),
    "Invoice": ("status",),
    "Patient": (),
    "PaymentNotice": ("status", "created", "payment", "recipient", "amount"),
    "Provenance": ("target", "recorded", "agent"),
    "RelatedPerson": ("patient",),
    "ServiceRequest": ("status", "intent", "subject"),
    "Slot": ("schedule", "status", "start", "end"),
    "Task": ("status", "intent"),
}
"""Kinds the kiosk writes -> elements of cardinality 1 (Consent.policyRule stands for its rule ppc-1)."""

TARGETS: Mapping[str, frozenset[str]] = {
    "ChargeItem.context": frozenset({"Encounter", "EpisodeOfCare"}),
    "ChargeItem.subject": frozenset({"Patient", "Group"}),
    "Consent.patient": frozenset({"Patient"}),
    "Coverage.beneficiary": frozenset({"Patient"}),
    "CoverageEligibilityRequest.patient": frozenset({"Patient"}),
    "CoverageEligibilityResponse.patient": frozenset({"Patient"}),
    "CoverageEligibilityResponse.request": frozenset({"CoverageEligibilityRequest"}),
    "Encounter.appointment": frozenset({"Appointment"}),
    "Encounter.subject": frozenset({"Patient", "Group"}),
    "Invoice.subject": frozenset({"Patient", "Group"}),
    "RelatedPerson.patient": frozenset({"Patient"}),
    "ServiceRequest.encounter": frozenset({"Encounter"}),
    "ServiceRequest.performer": frozenset(
        {"Practitioner", "PractitionerRole", "Organization", "CareTeam", "HealthcareService", "Patient", "Device"}
        | {"RelatedPerson"}
    ),
    "ServiceRequest.subject": frozenset({"Patient", "Group", "Location", "Device"}),
    "ChargeItem.service": frozenset(
        {"DiagnosticReport", "ImagingStudy", "Immunization", "MedicationAdministration", "MedicationDispense"}
        | {"Observation", "Procedure", "SupplyDelivery"}
    ),
    "Slot.schedule": frozenset({"Schedule"}),
    "Task.encounter": frozenset({"Encounter"}),
    "Task.location": frozenset({"Location"}),
    "Task.owner": frozenset(
        {"Practitioner", "PractitionerRole", "Organization", "CareTeam", "HealthcareService", "Patient", "Device"}
        | {"RelatedPerson"}
    ),
}
"""Element -> the kinds R4 lets it refer to."""

_IDENTIFIER_TYPES = frozenset({"NI", "PI", "PPN", "SB", "VN", "MR", "PRN"})
_IDENTIFIER_USES = frozenset({"usual", "official", "temp", "secondary", "old"})
_LINKS = frozenset({"replaced-by", "replaces", "refer", "seealso"})


def problems(resource: Mapping[str, Json]) -> tuple[str, ...]:
    """The elements of a resource that break R4, in order; empty when nothing here says otherwise."""
    return tuple(_problems(resource))


def _problems(resource: Mapping[str, Json]) -> Iterator[str]:
    kind = resource.get("resourceType")
    if not isinstance(kind, str) or kind not in REQUIRED:
        yield "resourceType"
        return
    for name in REQUIRED[kind]:
        if not resource.get(name):
            yield f"{kind}.{name}"
    for name, value in resource.items():
        allowed = CODES.get(f"{kind}.{name}")
        if allowed is not None and any(code not in allowed for code in _codes(value)):
            yield f"{kind}.{name}"
        targets = TARGETS.get(f"{kind}.{name}")
        if targets is not None and not all(_refers(one, targets) for one in _several(value)):
            yield f"{kind}.{name}"
        if value is None or value in ("", [], {}):
            yield f"{kind}.{name}"  # no element is ever present and empty (ele-1)
    for number in resource.get("identifier") or ():
        if not _is_identifier(number):
            yield f"{kind}.identifier"
    if any(str(link.get("type")) not in _LINKS for link in resource.get("link") or ()):
        yield f"{kind}.link.type"
    if "photo" in resource:
        yield f"{kind}.photo"  # allowed by R4, and never by us


def _codes(value: Json) -> tuple[str, ...]:
    """The codes of an element: a code, a list of codes, a Coding or a CodeableConcept."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(code for item in value for code in _codes(item))
    if isinstance(value, dict) and "coding" in value:
        return _codes(value["coding"])
    return (str(value.get("code")),) if isinstance(value, dict) else ("",)


def _several(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _refers(reference: Json, targets: frozenset[str]) -> bool:
    """Whether a Reference may stand there; of one to another entry (urn:uuid) the kind is not known yet."""
    at = reference.get("reference") if isinstance(reference, dict) else ""
    return at is None or str(at).startswith("urn:uuid:") or tail(str(at)).partition("/")[0] in targets


def _is_identifier(value: Json) -> bool:
    if not isinstance(value, dict) or not value.get("system") or not value.get("value"):
        return False
    kind = value.get("type", {})
    codings = kind.get("coding", []) if isinstance(kind, dict) else None
    if not isinstance(codings, list | tuple) or not all(isinstance(coding, dict) for coding in codings):
        return False
    types = {str(coding.get("code")) for coding in codings if coding.get("system") == V2_0203}
    return types <= _IDENTIFIER_TYPES and str(value.get("use", "official")) in _IDENTIFIER_USES
