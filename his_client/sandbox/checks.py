"""What a strict HIS looks at before it registers anybody: forms of numbers and dates, limits of departments.

Pure: every check answers a refusal or None. A malformed field is `bad_request:FIELD`, named as on the wire.
"""

import re
from datetime import date

from his_client.his.ports import (
    Declaration,
    DeclarationKind,
    DocumentType,
    Guardian,
    Identity,
    IdentitySource,
    InsuranceClaim,
    RegistrationRequest,
)
from his_client.his.signing import sex_code
from his_client.outcome import Refused
from his_client.sandbox.departments import DepartmentRule

ADULT = 18
_CITIZEN = re.compile(r"\d{12}|\d{9}")
_INSURANCE = re.compile(r"[A-Z]{2}[1-5]\d{12}|\d{10}")
_PASSPORT = re.compile(r"[A-Z0-9]{5,9}")
_PHONE = re.compile(r"\+?\d{8,15}")
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,64}")
_FACILITY = re.compile(r"[A-Za-z0-9]{5}")
_TEXT_LIMITS = (("HO_TEN", "full_name", 255), ("DIA_CHI", "address", 1024), ("DANTOC", "ethnicity", 255))


def assurance_refusal(source: IdentitySource) -> Refused | None:
    """Nothing is told about a person to somebody who typed a number, or showed a copy of a QR."""
    return None if source.from_chip else Refused("assurance", "the card itself must be read for this")


def form_refusal(request: RegistrationRequest) -> Refused | None:
    """The first field whose form is wrong. A child who is brought needs no number of its own."""
    if not _KEY.fullmatch(request.key):
        return _malformed("MA_YEU_CAU")
    if request.price < 0 or any(choice.price < 0 for choice in request.services):
        return _malformed("DON_GIA_DICH_VU")
    wrong = _wrong_field(request.identity, brought=request.guardian is not None)
    wrong = wrong or (_wrong_field(request.guardian.identity) if request.guardian else None)
    wrong = wrong or next((_wrong_declaration(item) for item in request.declarations), None)
    wrong = wrong or _wrong_claim(request.insurance)
    return _malformed(wrong) if wrong else None


def twice_refusal(request: RegistrationRequest, rules: dict[str, DepartmentRule]) -> Refused | None:
    """No department, room or service stands twice in one registration."""
    wanted = request.services
    rooms = [rules[choice.department_id].room for choice in wanted if choice.department_id in rules]
    for values in ([c.department_id for c in wanted], [c.service_id for c in wanted], rooms):
        if len(set(values)) < len(values):
            return Refused("twice", "a department, room or service stands twice in the request")
    return None


def limit_refusal(identity: Identity, rule: DepartmentRule, day: date) -> Refused | None:
    """Age and sex limits of a department."""
    age = age_on(identity.date_of_birth, day)
    if (rule.min_age is not None and age < rule.min_age) or (rule.max_age is not None and age > rule.max_age):
        return Refused("age", "this department does not see patients of this age")
    if rule.only_sex and sex_code(identity.sex) != sex_code(rule.only_sex):
        return Refused("sex", "this department sees patients of the other sex only")
    return None


def guardian_refusal(guardian: Guardian | None, child: Identity, day: date) -> Refused | None:
    """Whoever brings a child is an adult, and not the child."""
    if guardian is None:
        return None
    adult = age_on(guardian.identity.date_of_birth, day) >= ADULT
    if adult and guardian.identity.id_number != child.id_number:
        return None
    return Refused("guardian", "the guardian must be an adult of their own")


def age_on(birth: str, day: date) -> int:
    """Whole years of age on `day`. A birth of year or month only counts from its first day. 0 when unreadable."""
    parts = [int(part) for part in birth.split("-") if part.isdigit()]
    if not parts:
        return 0
    year, month, born = (*parts, 1, 1)[:3]
    return day.year - year - ((day.month, day.day) < (month, born))


def _wrong_field(identity: Identity, *, brought: bool = False) -> str | None:
    form = _PASSPORT if identity.document is DocumentType.PASSPORT else _CITIZEN
    numberless = brought and not identity.id_number and identity.document is DocumentType.ID_CARD
    if identity.insurance_number and not _INSURANCE.fullmatch(identity.insurance_number):
        return "SO_GTTT"
    if not numberless and not form.fullmatch(identity.id_number):
        return "SO_GTTT"
    if not identity.full_name.strip():
        return "HO_TEN"
    for field, name, longest in _TEXT_LIMITS:
        if len(getattr(identity, name)) > longest:
            return field
    if not _is_date(identity.date_of_birth):
        return "NGAY_SINH"
    if identity.issue_date and not _is_date(identity.issue_date):
        return "NGAY_CAP_GTTT"
    if identity.old_id_number and not _CITIZEN.fullmatch(identity.old_id_number):
        return "SO_GTTT_CU"
    if identity.phone and not _PHONE.fullmatch(identity.phone):
        return "DIEN_THOAI"
    return None


def _wrong_declaration(item: Declaration) -> str | None:
    needs_detail = item.kind is DeclarationKind.PRIORITY and not item.detail.strip()
    return "KHAI_BAO" if needs_detail or len(item.detail) > 255 else None


def _wrong_claim(claim: InsuranceClaim | None) -> str | None:
    """The card's facility has five characters, and its days their order."""
    if claim is None:
        return None
    if claim.first_registration is not None and not _FACILITY.fullmatch(claim.first_registration):
        return "MA_DKBD"
    if claim.valid_from and claim.valid_to and claim.valid_to < claim.valid_from:
        return "GT_THE_DEN"
    return None


def _is_date(text: str) -> bool:
    """An ISO date of three precisions."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _malformed(field: str) -> Refused:
    return Refused(f"bad_request:{field}", "the HIS declined")
