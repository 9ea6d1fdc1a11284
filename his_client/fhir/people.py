"""Persons as resources: Patient, and RelatedPerson for the adult who brings a child. Never with a picture."""

from collections.abc import Iterable, Mapping

from his_client import fields as read
from his_client.fhir.resource import Resource, id_order, identifier, identifiers, items, reference_to, tail
from his_client.fhir.systems import Systems, coded, person_number
from his_client.fields import Json
from his_client.his.identity import (
    Guardian,
    Identifier,
    IdentifierKind,
    Identity,
    IdentitySource,
    Patient,
    Relation,
)

SOURCE_HEADER = "X-Identity-Source"
"""How sure we are of who asks, with every question about a person; FHIR has no element for it in a search."""
CITIZENSHIP = "http://hl7.org/fhir/StructureDefinition/patient-citizenship"
_ROLE_CODE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
_GENDERS = {"nam": "male", "m": "male", "nữ": "female", "f": "female"}
_SEXES = {"male": "Nam", "female": "Nữ"}
RELATIONS: Mapping[Relation, str] = {
    Relation.FATHER: "FTH",
    Relation.MOTHER: "MTH",
    Relation.GRANDPARENT: "GRPRN",
    Relation.GUARDIAN: "GUARD",
    Relation.OTHER: "FAMMEMB",
}
"""v3-RoleCode of what the adult is to the child."""


def said(source: IdentitySource) -> dict[str, str]:
    """The header of a question about a person."""
    return {SOURCE_HEADER: source.value}


def gender(sex: str) -> str:
    """administrative-gender of the ID card's text or a passport's letter."""
    return _GENDERS.get(sex.strip().lower(), "unknown")


def sex_text(code: str) -> str:
    """The ID card's text of an administrative-gender; empty for others."""
    return _SEXES.get(code, "")


def patient_resource(systems: Systems, identity: Identity, card: str | None = None) -> dict[str, Json]:
    """A person as Patient (https://hl7.org/fhir/R4/patient.html), without an id: for a conditional create."""
    main = Identifier.of(identity)
    numbers = [main] if main.value else []
    if identity.old_id_number:
        numbers.append(Identifier(IdentifierKind.OLD_ID_NUMBER, identity.old_id_number))
    if card and card != main.value:
        numbers.append(Identifier(IdentifierKind.INSURANCE_NUMBER, card))
    told = [person_number(systems, number) for number in numbers]
    if identity.issue_date and told:
        told[0]["period"] = {"start": identity.issue_date}
    return {"resourceType": "Patient", "identifier": told, "active": True, **_person(systems, identity)}


def related_person(systems: Systems, guardian: Guardian, patient: str) -> dict[str, Json]:
    """The adult who brings a child (https://hl7.org/fhir/R4/relatedperson.html)."""
    return {
        "resourceType": "RelatedPerson",
        "identifier": [person_number(systems, Identifier.of(guardian.identity))],
        "active": True,
        "patient": {"reference": patient},
        "relationship": [coded(_ROLE_CODE, RELATIONS[guardian.relation])],
        **_person(systems, guardian.identity, of_patient=False),
    }


def _person(systems: Systems, identity: Identity, *, of_patient: bool = True) -> dict[str, Json]:
    told: dict[str, Json] = {
        "name": [{"use": "official", "text": identity.full_name}],
        "gender": gender(identity.sex),
    }
    if identity.date_of_birth:
        told["birthDate"] = identity.date_of_birth
    if identity.address:
        told["address"] = [{"use": "home", "text": identity.address}]
    if identity.phone:
        told["telecom"] = [{"system": "phone", "value": identity.phone, "use": "mobile"}]
    extensions: list[Json] = []
    if identity.nationality and of_patient:
        code = {"url": "code", "valueCodeableConcept": {"text": identity.nationality}}
        extensions.append({"url": CITIZENSHIP, "extension": [code]})
    if identity.ethnicity:
        extensions.append({"url": systems.word("ethnicity"), "valueString": identity.ethnicity})
    return {**told, **({"extension": extensions} if extensions else {})}


def carries(systems: Systems, patient: Resource, asked: Identifier) -> bool:
    """Whether a found Patient really has the number that was asked for: not every server applies every filter."""
    number = person_number(systems, asked)
    return number["value"] in identifiers(patient, number["system"])


def the_one(patients: Iterable[Resource]) -> Resource | None:
    """Of several Patients with one number, the one that counts: active before inactive, then the first by id.

    Every kiosk comes to the same answer, whatever the others are doing. A linked one is never taken for a person of
    its own; nobody is merged.
    """
    standing = [patient for patient in patients if not replaced_by(patient)]
    return min(standing, key=lambda patient: (patient.get("active") is False, id_order(patient)), default=None)


def replaced_by(patient: Resource) -> str:
    """`Patient/id` of the one that stands for this one (Patient.link, type replaced-by), or an empty text."""
    for link in items(patient, "link"):
        if link.get("type") == "replaced-by":
            return tail(str(read.record(link.get("other"), "link.other").get("reference") or ""))
    return ""


def linked(patient: Resource, winner: Resource) -> dict[str, Json]:
    """`patient` taken out of use in favour of `winner`: inactive and linked, nothing of it deleted."""
    link = {"other": {"reference": reference_to(winner)}, "type": "replaced-by"}
    return {**patient, "active": False, "link": [*items(patient, "link"), link]}


def patient_value(systems: Systems, patient: Resource, last_department_id: str | None = None) -> Patient:
    """What the kiosk needs to know of a Patient."""
    phones = [entry for entry in items(patient, "telecom") if entry.get("system") == "phone"]
    old = identifier(patient, systems.old_citizen_id)
    return Patient(
        number_here(systems, patient),
        _name(patient),
        last_department_id,
        read.optional_text(phones[0], "value") if phones else None,
        read.optional_text(patient, "birthDate") or "",
        sex_text(str(patient.get("gender"))),
        identifier(patient, systems.citizen_id) or identifier(patient, systems.passport) or old,
        old,
        identifier(patient, systems.insurance_number),
    )


def number_here(systems: Systems, patient: Resource) -> str:
    """The hospital's own number of the patient (MA_BN); the resource's id where it gives none."""
    return identifier(patient, systems.patient_number) or read.text(patient, "id")


def _name(patient: Resource) -> str:
    names = items(patient, "name")
    if not names:
        return ""
    official = next((name for name in names if name.get("use") == "official"), names[0])
    if text := read.optional_text(official, "text"):
        return text
    given = official.get("given")
    parts = [official.get("family") or "", *(given if isinstance(given, list) else ())]
    return read.tidy(" ".join(map(str, parts)))
