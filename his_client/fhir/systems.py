"""The URIs a hospital numbers and codes things by. None of them is settled in Viet Nam, so each is configuration.

The defaults for people and visits are those a running exchange of the ministry uses (moh.gov.vn); what only this
kiosk needs stands under a name of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from his_client.fields import Json
from his_client.his.identity import Identifier, IdentifierKind

_MOH = "http://moh.gov.vn/fhir/core/sid/"
_OWN = "urn:hospital-kiosk:"


@dataclass(frozen=True, slots=True)
class Systems:
    """Identifier systems (https://hl7.org/fhir/R4/datatypes.html#Identifier), and the root of our own codes."""

    citizen_id: str = f"{_MOH}citizen_id"
    old_citizen_id: str = f"{_MOH}old_citizen_id"
    passport: str = f"{_MOH}passport_number"
    insurance_number: str = f"{_MOH}social_insurance_number"
    patient_number: str = f"{_MOH}patient-internal-id"
    visit_number: str = f"{_MOH}VisitNumber"
    facility: str = f"{_MOH}provider-code"
    department: str = f"{_OWN}department"
    service: str = f"{_OWN}service"
    visit_key: str = f"{_OWN}visit-key"
    bill: str = f"{_OWN}bill"
    payment: str = f"{_OWN}payment"
    receipt: str = f"{_OWN}receipt"
    queue_number: str = f"{_OWN}queue-number"
    station: str = f"{_OWN}station"
    own: str = _OWN

    def word(self, name: str) -> str:
        """The URI of one of our own code systems or extensions."""
        return f"{self.own}{name}"

    def of_person(self, kind: IdentifierKind) -> str:
        """The system a person's number of this kind stands in."""
        return {
            IdentifierKind.ID_NUMBER: self.citizen_id,
            IdentifierKind.OLD_ID_NUMBER: self.old_citizen_id,
            IdentifierKind.PASSPORT: self.passport,
            IdentifierKind.INSURANCE_NUMBER: self.insurance_number,
            IdentifierKind.PATIENT_ID: self.patient_number,
        }[kind]


V2_0203 = "http://terminology.hl7.org/CodeSystem/v2-0203"
TYPES: Mapping[IdentifierKind, str] = {
    IdentifierKind.ID_NUMBER: "NI",
    IdentifierKind.OLD_ID_NUMBER: "NI",
    IdentifierKind.PASSPORT: "PPN",
    IdentifierKind.INSURANCE_NUMBER: "SB",
    IdentifierKind.PATIENT_ID: "PI",
}
"""v2-0203 types: national person, passport, social beneficiary, patient internal."""


def typed(system: str, value: str, code: str) -> dict[str, Json]:
    """An Identifier with its v2-0203 type."""
    return {"type": coded(V2_0203, code), "system": system, "value": value}


def person_number(systems: Systems, identifier: Identifier) -> dict[str, Json]:
    """A person's number as an Identifier. The insurance number is the last ten characters of a card's."""
    return typed(systems.of_person(identifier.kind), number_of(identifier), TYPES[identifier.kind])


def number_of(identifier: Identifier) -> str:
    """What is compared: of an insurance card the ten digits of the social insurance number."""
    return identifier.value[-10:] if identifier.kind is IdentifierKind.INSURANCE_NUMBER else identifier.value


def token(system: str, value: str) -> str:
    """A token of a search, `system|value`, with the characters that mean something escaped (search.html#escaping)."""
    return f"{system}|{value.translate(_ESCAPED)}"


def condition(system: str, value: str) -> str:
    """What a conditional create looks for: an identifier, as in a search's address."""
    return f"identifier={quote(token(system, value), safe=':/|')}"


_ESCAPED = str.maketrans({character: f"\\{character}" for character in "\\|$,"})


def coded(system: str, code: str, display: str = "") -> dict[str, Json]:
    """A CodeableConcept of one code."""
    return {"coding": [{"system": system, "code": code, **({"display": display} if display else {})}]}


def vnd(amount: int) -> dict[str, Json]:
    """Whole dong as Money."""
    return {"value": amount, "currency": "VND"}
