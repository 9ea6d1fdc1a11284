"""What is looked at before a registration leaves, so that a server without rules of its own does not take it.

Pure: every check answers a refusal or None. A strict HIS decides again, and is final.
"""

import re
from datetime import date

from his_client.his.identity import DocumentType, Guardian, Identity
from his_client.his.values import Department, RegistrationRequest
from his_client.outcome import Refused

ADULT = 18
_CITIZEN = re.compile(r"\d{12}|\d{9}")
_INSURANCE = re.compile(r"[A-Z]{2}[1-5]\d{12}|\d{10}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,9}")
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def form_refusal(request: RegistrationRequest) -> Refused | None:
    """The first element whose form is wrong, named as in R4. A child who is brought needs no number of its own."""
    guardian = request.guardian
    found = [("Patient", _wrong_element(request.identity, brought=guardian is not None))]
    if guardian is not None:
        found.append(("RelatedPerson", _wrong_element(guardian.identity)))
    for kind, element in found:
        if element:
            return Refused(f"bad_request:{kind}.{element}", "not sent: the form of this element is wrong")
    return None


def guardian_refusal(guardian: Guardian | None, child: Identity, day: date) -> Refused | None:
    """Whoever brings a child is an adult, and not the child."""
    if guardian is None:
        return None
    adult = age_on(guardian.identity.date_of_birth, day) >= ADULT
    if adult and guardian.identity.id_number != child.id_number:
        return None
    return Refused("guardian", "the guardian must be an adult of their own")


def limit_refusal(identity: Identity, department: Department, day: date) -> Refused | None:
    """Age and sex limits of a department."""
    age = age_on(identity.date_of_birth, day)
    young = department.min_age is not None and age < department.min_age
    if young or (department.max_age is not None and age > department.max_age):
        return Refused("age", "this department does not see patients of this age")
    if department.only_sex and identity.sex.strip().lower() not in _same_sex(department.only_sex):
        return Refused("sex", "this department sees patients of the other sex only")
    return None


def age_on(birth: str, day: date) -> int:
    """Whole years of age; a birth of year or month only counts from its first day."""
    parts = [int(part) for part in birth.split("-") if part.isdigit()]
    if not parts:
        return 0
    year, month, born = (*parts, 1, 1)[:3]
    return day.year - year - ((day.month, day.day) < (month, born))


def _same_sex(text: str) -> frozenset[str]:
    return frozenset({"nam", "m"} if text.lower() == "nam" else {"nữ", "f"})


def _wrong_element(identity: Identity, *, brought: bool = False) -> str:
    form = _PASSPORT if identity.document is DocumentType.PASSPORT else _CITIZEN
    numberless = brought and not identity.id_number and identity.document is DocumentType.ID_CARD
    if identity.insurance_number and not _INSURANCE.fullmatch(identity.insurance_number):
        return "identifier"
    if not numberless and not form.fullmatch(identity.id_number):
        return "identifier"
    if identity.old_id_number and not _CITIZEN.fullmatch(identity.old_id_number):
        return "identifier"
    if not identity.full_name.strip():
        return "name"
    if identity.date_of_birth and not _is_date(identity.date_of_birth):
        return "birthDate"
    return "identifier.period" if identity.issue_date and not _is_date(identity.issue_date) else ""


def _is_date(text: str) -> bool:
    """A FHIR date: year, month or day (https://hl7.org/fhir/R4/datatypes.html#date)."""
    parts = _DATE.fullmatch(text)
    if parts is None:
        return False
    try:
        date(int(parts[1]), int(parts[2] or 1), int(parts[3] or 1))
    except ValueError:
        return False
    return True
