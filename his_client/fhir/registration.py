"""One registration as one transaction Bundle: who, insured how, which visit, what is ordered, queued and charged.

Every resource but Provenance carries an identifier made of the visit's key and is created only where none has it
(ifNoneExist), so that a delivery repeated at the server adds nothing (https://hl7.org/fhir/R4/http.html#ccreate). Who
came, and how sure we are, is said in Provenance; what was consented to, in Consent. No picture is ever part of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from his_client.clock import VIETNAM
from his_client.fhir.catalogue import Offer
from his_client.fhir.client import Entry
from his_client.fhir.people import patient_resource, related_person
from his_client.fhir.resource import Resource, reference_to, version_of
from his_client.fhir.slots import referring, takes
from his_client.fhir.systems import Systems, coded, condition, person_number, typed, vnd
from his_client.fields import Json
from his_client.his.identity import Identifier, IdentifierKind
from his_client.his.values import InsuranceClaim, RegistrationRequest

ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason"
_CONSENT_SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope"
_LOINC = "http://loinc.org"
_DATA_OPERATION = "http://terminology.hl7.org/CodeSystem/v3-DataOperation"
_PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"
_BENEFIT_TYPE = "http://terminology.hl7.org/CodeSystem/benefit-type"
_BENEFIT_CATEGORY = "http://terminology.hl7.org/CodeSystem/ex-benefitcategory"
_UNINSURED_ROUTE = "9"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A registration with what was looked up for it: `offers` beside its services, a known `patient` as Kind/id or "",
    the `appointment` it uses, this hospital's facility code, the Slot its appointment `held`, and the free Slots it
    takes, beside its services; both are empty where Slots are not read."""

    request: RegistrationRequest
    offers: tuple[Offer, ...]
    patient: str
    appointment: Resource | None
    facility_code: str
    held: str = ""
    taken: tuple[Resource | None, ...] = ()


def urn(key: str, part: str) -> str:
    """The name other entries refer to a part by; the same on every repeat."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{key}/{part}')}"


def entries(systems: Systems, wanted: Wanted) -> tuple[Entry, ...]:
    """The whole transaction, in the order a reader expects."""
    return tuple(_Builder(systems, wanted).entries())


class _Builder:
    """Holds what every part of one Bundle refers to."""

    def __init__(self, systems: Systems, wanted: Wanted) -> None:
        self._systems = systems
        self._wanted = wanted
        self._request = wanted.request
        self._at = wanted.request.requested_at.astimezone(VIETNAM).isoformat(timespec="seconds")
        self._patient: Json = {"reference": wanted.patient or self._urn("patient")}
        self._encounter: Json = {"reference": self._urn("encounter")}

    def entries(self) -> Iterator[Entry]:
        request = self._request
        if not self._wanted.patient:
            yield self._new_patient()
        if request.guardian is not None:
            guardian = related_person(self._systems, request.guardian, self._patient["reference"])
            guardian["identifier"].append(self._number("guardian"))
            yield self._entry("guardian", guardian)
        if request.insurance is not None:
            yield from self._insurance(request.insurance)
        yield Entry(self._visit(), self._urn("encounter"), condition(self._systems.visit_key, request.key))
        for place in range(len(request.services)):
            yield from self._service(place)
        yield self._invoice()
        yield self._consent("consent", self._at, self._purposes())
        for reminder in request.reminders:
            purpose = {"system": self._systems.word("reminder"), "code": reminder.kind.value}
            at = reminder.consented_at.astimezone(VIETNAM).isoformat(timespec="seconds")
            yield self._consent(f"reminder/{reminder.kind.value}", at, [purpose])
        if self._wanted.appointment is not None:
            appointment = {**self._wanted.appointment, "status": "arrived"}
            yield Entry(appointment, if_match=version_of(appointment))
        for slot in self._wanted.taken:
            if slot is not None:
                yield takes(slot)
        yield Entry(self._provenance(), self._urn("provenance"))

    def _urn(self, part: str) -> str:
        return urn(self._request.key, part)

    def _number(self, part: str) -> dict[str, Json]:
        return {"system": self._systems.word("part"), "value": f"{self._request.key}/{part}"}

    def _entry(self, part: str, resource: dict[str, Json]) -> Entry:
        """A part that is created once for this visit."""
        number = self._number(part)
        numbered = {**resource, "identifier": resource.get("identifier") or [number]}
        return Entry(numbered, self._urn(part), condition(number["system"], number["value"]))

    def _new_patient(self) -> Entry:
        claim = self._request.insurance
        resource = patient_resource(self._systems, self._request.identity, claim.card if claim else None)
        if not resource["identifier"]:
            return self._entry("patient", resource)  # a child without a number is created once for this visit
        number = resource["identifier"][0]
        return Entry(resource, self._urn("patient"), condition(number["system"], number["value"]))

    def _visit(self) -> dict[str, Json]:
        """https://hl7.org/fhir/R4/encounter.html: arrived, ambulatory."""
        request, main = self._request, self._wanted.offers[0]
        route = request.insurance.route_code if request.insurance else _UNINSURED_ROUTE
        visit: dict[str, Json] = {
            "resourceType": "Encounter",
            "identifier": [{"system": self._systems.visit_key, "value": request.key}],
            "status": "arrived",
            "class": {"system": ACT_CODE, "code": "AMB"},
            "type": [coded(self._systems.word("route"), route)],
            "serviceType": coded(self._systems.department, main.department.id, main.department.name),
            "subject": self._patient,
            "period": {"start": self._at},
            "serviceProvider": self._facility(),
        }
        if main.room:
            visit["location"] = [{"location": {"reference": main.room}}]
        if request.priority:
            visit["priority"] = coded(self._systems.word("priority"), request.priority)
        if self._wanted.appointment is not None:
            visit["appointment"] = [{"reference": reference_to(self._wanted.appointment)}]
        declared = [
            {
                "url": self._systems.word("declaration"),
                "extension": [
                    {"url": "kind", "valueCode": item.kind.value},
                    *([{"url": "detail", "valueString": item.detail}] if item.detail else []),
                ],
            }
            for item in request.declarations
        ]
        return {**visit, **({"extension": declared} if declared else {})}

    def _facility(self) -> dict[str, Json]:
        return {"identifier": {"system": self._systems.facility, "value": self._wanted.facility_code}}

    def _insurance(self, claim: InsuranceClaim) -> Iterator[Entry]:
        """Coverage with the question and answer of the card check (…/coverageeligibilityresponse.html)."""
        insurer = {"display": "Bảo hiểm xã hội Việt Nam"}
        asked = claim.looked_up_at
        common = {
            "status": "active",
            "purpose": ["validation"],
            "patient": self._patient,
            "created": asked.astimezone(VIETNAM).isoformat(timespec="seconds") if asked else self._at,
            "insurer": insurer,
        }
        insurance: list[Json] = []
        if claim.card:
            number = person_number(self._systems, Identifier(IdentifierKind.INSURANCE_NUMBER, claim.card))
            coverage = {
                "resourceType": "Coverage",
                "identifier": [{**number, "value": claim.card}, self._number("coverage")],
                "status": "active",
                "type": coded(ACT_CODE, "PUBLICPOL"),
                "subscriberId": claim.card,
                "beneficiary": self._patient,
                "payor": [insurer],
                **self._card_facts(claim),
            }
            yield self._entry("coverage", coverage)
            insurance = [{"coverage": {"reference": self._urn("coverage")}}]
        question = {"resourceType": "CoverageEligibilityRequest", **common}
        yield self._entry("eligibility-question", {**question, **({"insurance": insurance} if insurance else {})})
        told = [{**one, **_cover(claim)} for one in insurance]
        answer: dict[str, Json] = {
            "resourceType": "CoverageEligibilityResponse",
            **common,
            "request": {"reference": self._urn("eligibility-question")},
            "outcome": "complete" if claim.status != "unverified" else "error",
            "extension": [
                {"url": self._systems.word("insurance-status"), "valueCode": claim.status},
                *([{"url": self._systems.word("insurance-code"), "valueString": claim.code}] if claim.code else []),
            ],
        }
        yield self._entry("eligibility-answer", {**answer, **({"insurance": told} if told else {})})

    def _card_facts(self, claim: InsuranceClaim) -> dict[str, Json]:
        """The card's days (GT_THE_TU, GT_THE_DEN) and its facility of first registration (MA_DKBD)."""
        days = (("start", claim.valid_from), ("end", claim.valid_to))
        period = {name: day.isoformat() for name, day in days if day is not None}
        facility = {"system": self._systems.facility, "value": claim.first_registration}
        registered = [{"url": self._systems.word("first-registration"), "valueIdentifier": facility}]
        return {
            **({"period": period} if period else {}),
            **({"extension": registered} if claim.first_registration else {}),
        }

    def _service(self, place: int) -> Iterator[Entry]:
        """The order, what it costs, and a place in the room's queue."""
        choice, offer = self._request.services[place], self._wanted.offers[place]
        service = coded(self._systems.service, choice.service_id, offer.department.service.name)
        performer = {"reference": offer.reference, "display": offer.department.name}
        urgency = "urgent" if self._request.priority else "routine"
        order = {
            "resourceType": "ServiceRequest",
            "status": "active",
            "intent": "order",
            "priority": urgency,
            "code": service,
            "subject": self._patient,
            "encounter": self._encounter,
            "authoredOn": self._at,
            "performer": [performer],
        }
        charge = {
            "resourceType": "ChargeItem",
            "status": "billable",
            "code": service,
            "subject": self._patient,
            "context": self._encounter,
            "occurrenceDateTime": self._at,
            "quantity": {"value": 1},
            "priceOverride": vnd(choice.price),
            "supportingInformation": [{"reference": self._urn(f"order/{place}")}],
        }
        queued = {
            "resourceType": "Task",
            "status": "requested",
            "intent": "order",
            "priority": urgency,
            "code": coded(self._systems.word("task"), "wait"),
            "focus": {"reference": self._urn(f"order/{place}")},
            "for": self._patient,
            "encounter": self._encounter,
            "authoredOn": self._at,
            "owner": performer,
            **({"location": {"reference": offer.room}} if offer.room else {}),
            **referring(self._systems, "" if place else self._wanted.held, self._taken(place)),
        }
        yield self._entry(f"order/{place}", order)
        yield self._entry(f"charge/{place}", charge)
        yield self._entry(f"wait/{place}", queued)

    def _taken(self, place: int) -> Resource | None:
        return self._wanted.taken[place] if self._wanted.taken else None

    def _invoice(self) -> Entry:
        """The prices the patient was shown; what is owed in the end is the HIS's to say."""
        request = self._request
        total = vnd(sum(choice.price for choice in request.services))
        invoice = {
            "resourceType": "Invoice",
            "identifier": [{"system": self._systems.visit_key, "value": request.key}],
            "status": "issued",
            "subject": self._patient,
            "date": self._at,
            "issuer": self._facility(),
            "lineItem": [
                {
                    "sequence": place + 1,
                    "chargeItemReference": {"reference": self._urn(f"charge/{place}")},
                    "priceComponent": [{"type": "base", "amount": vnd(choice.price)}],
                }
                for place, choice in enumerate(request.services)
            ],
            "totalNet": total,
            "totalGross": total,
        }
        return Entry(invoice, self._urn("invoice"), condition(self._systems.visit_key, request.key))

    def _purposes(self) -> list[dict[str, Json]]:
        """v3-ActReason: treatment always; payment where insurance was asked about."""
        codes = ["TREAT", *(["HPAYMT"] if self._request.insurance else [])]
        return [{"system": _ACT_REASON, "code": code} for code in codes]

    def _consent(self, part: str, at: str, purposes: Sequence[dict[str, Json]]) -> Entry:
        """https://hl7.org/fhir/R4/consent.html; what was shown and agreed to stands in the station's journal."""
        consent = {
            "resourceType": "Consent",
            "status": "active",
            "scope": coded(_CONSENT_SCOPE, "patient-privacy"),
            "category": [coded(_LOINC, "59284-0")],
            "patient": self._patient,
            "dateTime": at,
            "policyRule": coded(ACT_CODE, "OPTIN"),
            "provision": {"type": "permit", "purpose": list(purposes)},
        }
        return self._entry(part, consent)

    def _provenance(self) -> dict[str, Json]:
        """https://hl7.org/fhir/R4/provenance.html: at which station, and how sure we are of who came."""
        request = self._request
        return {
            "resourceType": "Provenance",
            "extension": [
                {"url": self._systems.word("identity-source"), "valueCode": request.identity.identity_source.value}
            ],
            "target": [self._encounter, self._patient],
            "recorded": self._at,
            "activity": coded(_DATA_OPERATION, "CREATE"),
            "agent": [
                {
                    "type": coded(_PARTICIPANT, "enterer"),
                    "who": {"identifier": {"system": self._systems.station, "value": request.station_id}},
                }
            ],
        }


def _cover(claim: InsuranceClaim) -> dict[str, Json]:
    """Whether the cover stands, and which share is left to the patient."""
    cover: dict[str, Json] = {"inforce": claim.status.startswith("eligible")}
    if claim.level is not None:
        copay = {"type": coded(_BENEFIT_TYPE, "copay-percent"), "allowedUnsignedInt": 100 - claim.level}
        cover["item"] = [{"category": coded(_BENEFIT_CATEGORY, "1"), "benefit": [copay]}]
    return cover


def visit_number(systems: Systems, value: str) -> dict[str, Json]:
    """MA_LK as an Identifier of type VN."""
    return typed(systems.visit_number, value, "VN")
