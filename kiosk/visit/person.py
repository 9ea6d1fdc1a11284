"""Who the visit is for, and who brings them: the patient's identity as the HIS takes it.

Without a child the patient is the card's holder. With one, the card's holder is the guardian, and never the patient.
"""

from __future__ import annotations

from datetime import date

from chip_reader import CardQr, Citizen
from his_client.his.ports import DocumentType, Guardian, Identity, IdentitySource
from kiosk.visit.values import Child, FaceResult, Facts, MrzKey, PassportKey

ADULT = 18
INFANT_MONTHS = 24  # vaccinations of the first two years


def identity_of(facts: Facts) -> Identity:
    """The patient."""
    if facts.child is not None:
        return _child(facts.child)
    return holder_of(facts)


def guardian_of(facts: Facts) -> Guardian | None:
    """Who brings the child, if one is brought."""
    return Guardian(holder_of(facts), facts.child.relation) if facts.child is not None else None


def holder_of(facts: Facts) -> Identity:
    """The holder of the card or passport that lies on the tray."""
    citizen, patient = facts.citizen, facts.patient
    if citizen is None:
        raise ValueError("nobody is known yet")
    mine = patient if facts.child is None else None
    return Identity(
        id_number=citizen.id_number,
        full_name=citizen.full_name,
        date_of_birth=citizen.date_of_birth,
        sex=citizen.sex,
        address=citizen.place_of_residence,
        identity_source=identity_source(facts),
        issue_date=citizen.issue_date or "",
        nationality=citizen.nationality,
        ethnicity=citizen.ethnicity,
        old_id_number=citizen.old_id_number or (mine.old_id_number if mine else ""),
        phone=mine.phone if mine else None,
        document=DocumentType.PASSPORT if by_passport(facts) else DocumentType.ID_CARD,
    )


def identity_source(facts: Facts) -> IdentitySource:
    """How sure the hospital may be of the card's holder: the face matched, the card was read, or neither."""
    if facts.source is not None:
        return facts.source
    return IdentitySource.CHIP_AND_FACE if facts.face is FaceResult.MATCHED else IdentitySource.CARD_ONLY


def by_passport(facts: Facts) -> bool:
    """Whether a passport was read: opened as one, and without the 12-digit number of a citizen's card."""
    citizen = facts.citizen
    citizens = citizen is not None and len(citizen.id_number) == 12 and citizen.id_number.isdigit()
    return isinstance(facts.key, PassportKey | MrzKey) and not citizens


def born(facts: Facts) -> str:
    """The patient's birth date (ISO, possibly a year or a year and month), empty while nobody is known."""
    if facts.child is not None:
        return facts.child.birth
    return facts.citizen.date_of_birth if facts.citizen else ""


def sex_of(facts: Facts) -> str:
    """The patient's sex as the card words it."""
    if facts.child is not None:
        return facts.child.sex
    return facts.citizen.sex if facts.citizen else ""


def from_chip(facts: Facts) -> bool:
    """Whether the patient's data came from a chip; else nothing the hospital or the insurer knows is shown."""
    return facts.source is None and facts.child is None


def is_adult(birth: str, today: date) -> bool:
    """Whether somebody born then is certainly 18 or more."""
    return years_of(birth, today)[1] >= ADULT if birth else False


def years_of(birth: str, today: date) -> tuple[int, int]:
    """Whole years of age: the most and the least they can be, where day or month of birth are unknown."""
    year, month, day = (*(int(part) for part in birth.split("-")), 0, 0)[:3]
    years = today.year - year
    passed = (today.month, today.day)
    oldest = years if passed >= (month, day) else years - 1
    youngest = years if passed >= (month or 12, day or 31) else years - 1
    return oldest, youngest


def is_infant(birth: str, today: date) -> bool:
    """Whether somebody born then may still be under 24 months."""
    year, month = (*(int(part) for part in birth.split("-")), 12)[:2]
    return (today.year - year) * 12 + today.month - month < INFANT_MONTHS


def citizen_of(qr: CardQr) -> Citizen:
    """Who the QR printed on a card says its holder is; a claim, and never more."""
    return Citizen(
        id_number=qr.id_number,
        full_name=qr.full_name,
        date_of_birth=qr_birth(qr),
        sex=qr.sex,
        place_of_residence=qr.residence,
        issue_date=qr.issue_date.isoformat() if qr.issue_date else "",
        old_id_number=qr.old_id_number,
    )


def qr_birth(qr: CardQr) -> str:
    """The birth date of a card's QR as ISO, as far as it is known."""
    digits = qr.birth
    return "-".join(part for part in (digits[-4:], digits[-6:-4], digits[-8:-6]) if part)


def _child(child: Child) -> Identity:
    return Identity(
        id_number=child.number,
        full_name=child.full_name,
        date_of_birth=child.birth,
        sex=child.sex,
        address="",
        identity_source=child.source,
        insurance_number=child.insurance_number,
    )
