"""What a kiosk sends as resources, read back as the registration book's own requests."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NoReturn, TypeVar

from his_client import fields as read
from his_client.fhir.people import CITIZENSHIP, RELATIONS, sex_text
from his_client.fhir.resource import (
    Resource,
    code_in,
    dong,
    extension,
    extensions,
    identifier,
    instant,
    items,
    of_kind,
    target,
    words,
)
from his_client.fhir.systems import Systems
from his_client.fields import BadShape
from his_client.his.identity import DocumentType, Guardian, Identity, IdentitySource
from his_client.his.values import (
    Declaration,
    DeclarationKind,
    InsuranceClaim,
    PaymentNotice,
    RegistrationRequest,
    Reminder,
    ReminderKind,
    ServiceChoice,
)
from his_client.sandbox.rows import PatientRow

E = TypeVar("E", bound=StrEnum)

_ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_BENEFIT_TYPE = "http://terminology.hl7.org/CodeSystem/benefit-type"


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads one transaction by the `resources` of its entries, references among them resolved."""

    systems: Systems
    resources: Sequence[Resource]

    def registration(self, encounter: Resource, patient: Resource) -> RegistrationRequest:
        """The request behind an Encounter and what was sent with it; BadShape names the element that is missing."""
        provenance = self._one("Provenance")
        source = words(extension(provenance, self.systems.word("identity-source")), "valueCode")
        try:
            assurance = IdentitySource(source)
        except ValueError:
            raise BadShape("Provenance.extension") from None
        services = self._services()
        main = services[0]
        agent = read.record((items(provenance, "agent") or ({},))[0].get("who"), "Provenance.agent.who")
        station = read.text(read.record(agent.get("identifier"), "Provenance.agent.who.identifier"), "value")
        appointments = [target({"at": item}, "at") for item in items(encounter, "appointment")]
        return RegistrationRequest(
            identifier(encounter, self.systems.visit_key) or _absent("Encounter.identifier"),
            station,
            self._identity(patient, assurance),
            main.department_id,
            main.service_id,
            main.price,
            self._claim(encounter),
            code_in(encounter.get("priority"), self.systems.word("priority")) or None,
            instant(read.record(encounter.get("period"), "Encounter.period"), "start"),
            services[1:],
            appointments[0].partition("/")[2] if appointments else None,
            self._guardian(assurance),
            self._declarations(encounter),
            self._reminders(),
        )

    def payment(self, notice: Resource) -> PaymentNotice:
        """The payment behind a PaymentNotice; its bill is the Invoice's id."""
        paid = words(extension(notice, self.systems.word("paid-at")), "valueDateTime")
        return PaymentNotice(
            identifier(notice, self.systems.payment) or _absent("PaymentNotice.identifier"),
            target(notice, "request").removeprefix("Invoice/"),
            dong(notice, "amount"),
            instant({"paid": paid}, "paid") if paid else instant(notice, "created"),
            words(extension(notice, self.systems.word("memo")), "valueString"),
        )

    def person(self, patient: Resource, patient_id: str) -> PatientRow:
        """A Patient as a row of the index, under a number of the hospital's."""
        identity = self._identity(patient, IdentitySource.TYPED)
        card = identifier(patient, self.systems.insurance_number)
        return PatientRow(
            identity.id_number,
            patient_id,
            identity.full_name,
            identity.date_of_birth,
            identity.phone,
            None,
            identity.sex,
            identity.old_id_number,
            card,
            identity.document,
        )

    def _one(self, kind: str) -> Resource:
        found = of_kind(self.resources, kind)
        if len(found) != 1:
            raise BadShape(kind)
        return found[0]

    def _identity(self, person: Resource, source: IdentitySource) -> Identity:
        passport = identifier(person, self.systems.passport)
        citizen = identifier(person, self.systems.citizen_id)
        old = identifier(person, self.systems.old_citizen_id)
        main = passport or citizen or old
        card = "" if main else identifier(person, self.systems.insurance_number)
        if not main and not card and not of_kind(self.resources, "RelatedPerson"):
            _absent("Patient.identifier")
        issued = next((item for item in items(person, "identifier") if item.get("value") == main), {}).get("period")
        names, addresses = items(person, "name"), items(person, "address")
        phones = [item for item in items(person, "telecom") if item.get("system") == "phone"]
        citizenship = extension(person, CITIZENSHIP)
        nation = extension(citizenship, "code") if citizenship else None
        return Identity(
            main,
            read.text(names[0], "text") if names else _absent("Patient.name"),
            read.optional_text(person, "birthDate") or "",
            sex_text(str(person.get("gender"))),
            read.optional_text(addresses[0], "text") or "" if addresses else "",
            source,
            str(issued.get("start") or "") if isinstance(issued, dict) else "",
            str(nation["valueCodeableConcept"].get("text") or "") if nation else "",
            words(extension(person, self.systems.word("ethnicity")), "valueString"),
            "" if main == old else old,
            read.optional_text(phones[0], "value") if phones else None,
            DocumentType.PASSPORT if passport else DocumentType.ID_CARD,
            card,
        )

    def _services(self) -> tuple[ServiceChoice, ...]:
        """Orders in the Bundle's order, each with the price of the charge beside it."""
        charges = of_kind(self.resources, "ChargeItem")
        choices = []
        for place, order in enumerate(of_kind(self.resources, "ServiceRequest")):
            performers = [target({"at": item}, "at") for item in items(order, "performer")]
            if place >= len(charges) or not performers:
                raise BadShape("ServiceRequest.performer" if charges else "ChargeItem")
            department = performers[0].removeprefix("HealthcareService/")
            service = code_in(order.get("code"), self.systems.service)
            choices.append(ServiceChoice(department, service, dong(charges[place], "priceOverride")))
        return tuple(choices) if choices else _absent("ServiceRequest")

    def _claim(self, encounter: Resource) -> InsuranceClaim | None:
        answers = of_kind(self.resources, "CoverageEligibilityResponse")
        if not answers:
            return None
        answer, coverages = answers[0], of_kind(self.resources, "Coverage")
        level = None
        for insurance in items(answer, "insurance"):
            for item in items(insurance, "item"):
                for benefit in items(item, "benefit"):
                    if code_in(benefit.get("type"), _BENEFIT_TYPE) == "copay-percent":
                        level = 100 - read.integer(benefit, "allowedUnsignedInt")
        coverage: Resource = coverages[0] if coverages else {}
        period: Resource = read.record(coverage.get("period") or {}, "Coverage.period")
        facility = extension(coverage, self.systems.word("first-registration"))
        registered: Resource = read.record(facility.get("valueIdentifier"), "Coverage.extension") if facility else {}
        return InsuranceClaim(
            read.optional_text(coverage, "subscriberId"),
            level,
            words(extension(answer, self.systems.word("insurance-status")), "valueCode"),
            words(extension(answer, self.systems.word("insurance-code")), "valueString"),
            code_in(encounter.get("type"), self.systems.word("route")),
            read.optional_text(registered, "value"),
            read.optional_date(period, "start"),
            read.optional_date(period, "end"),
            instant(answer, "created"),
        )

    def _guardian(self, source: IdentitySource) -> Guardian | None:
        found = of_kind(self.resources, "RelatedPerson")
        if not found:
            return None
        relations = {code: relation for relation, code in RELATIONS.items()}
        code = code_in(found[0].get("relationship"), _ROLE_CODE)
        if code not in relations:
            raise BadShape("RelatedPerson.relationship")
        return Guardian(self._identity(found[0], source), relations[code])

    def _declarations(self, encounter: Resource) -> tuple[Declaration, ...]:
        found = []
        for item in extensions(encounter, self.systems.word("declaration")):
            kind, detail = words(extension(item, "kind"), "valueCode"), extension(item, "detail")
            found.append(Declaration(_member(DeclarationKind, kind), words(detail, "valueString")))
        return tuple(found)

    def _reminders(self) -> tuple[Reminder, ...]:
        found = []
        for consent in of_kind(self.resources, "Consent"):
            provision: Mapping[str, object] = read.record(consent.get("provision") or {}, "Consent.provision")
            for purpose in items(provision, "purpose"):
                if purpose.get("system") == self.systems.word("reminder"):
                    kind = _member(ReminderKind, str(purpose.get("code")))
                    found.append(Reminder(kind, instant(consent, "dateTime")))
        return tuple(found)


def _absent(element: str) -> NoReturn:
    raise BadShape(element)


def _member(kind: type[E], code: str) -> E:
    try:
        return kind(code)
    except ValueError:
        raise BadShape(kind.__name__) from None
