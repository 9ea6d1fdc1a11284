"""Who somebody is, how sure we are of it, and by which number a hospital may know the person."""

from dataclasses import dataclass, field
from enum import StrEnum


class IdentitySource(StrEnum):
    """How sure the hospital may be of who asks or registers; it travels with every question about a person.

    `CHIP_AND_FACE`: the face before the camera matched the portrait in the chip. `CARD_ONLY`: the chip was read, and
    whether it is this person's card a person still has to see. `QR`: only the QR printed on the card was seen, which
    anybody can copy. `TYPED`: typed, at a desk or at the kiosk. A strict HIS tells nothing about a person to `QR` and
    `TYPED` (Refused "assurance"), and takes their registration as provisional.
    """

    CHIP_AND_FACE = "chip+face"
    CARD_ONLY = "card_only"
    QR = "qr"
    TYPED = "typed"

    @property
    def from_chip(self) -> bool:
        """Whether a chip was read, so that the data are the issuer's."""
        return self in {IdentitySource.CHIP_AND_FACE, IdentitySource.CARD_ONLY}

    @classmethod
    def _missing_(cls, value: object) -> "IdentitySource | None":
        """The first release wrote `chip` for a card without a matched face."""
        return cls.CARD_ONLY if value == "chip" else None


class DocumentType(StrEnum):
    """The identity document whose number stands in `Identity.id_number`."""

    ID_CARD = "id_card"
    PASSPORT = "passport"


@dataclass(frozen=True, slots=True)
class Identity:
    """Who registers, as read from the chip, a passport or a QR, or as typed.

    `id_number` is the citizen number (12 digits, or 9 of the old card), or a passport's number when `document` says
    so. `date_of_birth` is ISO 8601, possibly `YYYY` or `YYYY-MM`. `sex` is the card's text ("Nam", "Nữ") or a
    passport's letter ("M", "F"); anything else travels as unknown. A child somebody brings may have no `id_number`;
    `insurance_number` is then its insurance card's, where one was shown or typed. Together with the claim these are the
    fields the HIS needs for its check-in record (decision 3176/QD-BYT, table XML0).
    """

    id_number: str
    full_name: str
    date_of_birth: str
    sex: str
    address: str
    identity_source: IdentitySource
    issue_date: str = ""
    nationality: str = ""
    ethnicity: str = ""
    old_id_number: str = ""
    phone: str | None = None
    document: DocumentType = DocumentType.ID_CARD
    insurance_number: str = field(default="", repr=False)


class Relation(StrEnum):
    """What the adult who brings a child is to it."""

    FATHER = "father"
    MOTHER = "mother"
    GRANDPARENT = "grandparent"
    GUARDIAN = "guardian"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Guardian:
    """The adult who registers a child; the request's own identity is the child's."""

    identity: Identity
    relation: Relation


class IdentifierKind(StrEnum):
    """A numbering by which a hospital may know a person."""

    ID_NUMBER = "id_number"
    OLD_ID_NUMBER = "old_id_number"
    INSURANCE_NUMBER = "insurance_number"
    PASSPORT = "passport"
    PATIENT_ID = "patient_id"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One number of a person.

    `ID_NUMBER`: 12 digits; `OLD_ID_NUMBER`: 9 digits; `INSURANCE_NUMBER`: the card's 15 characters or the 10 digits
    of the social insurance number; `PATIENT_ID`: the hospital's own (MA_BN).
    """

    kind: IdentifierKind
    value: str = field(repr=False)

    @classmethod
    def of(cls, identity: Identity) -> "Identifier":
        """The number of the document the person showed: a child without a number of its own, its insurance card's."""
        if not identity.id_number and identity.insurance_number:
            return cls(IdentifierKind.INSURANCE_NUMBER, identity.insurance_number)
        if identity.document is DocumentType.PASSPORT:
            return cls(IdentifierKind.PASSPORT, identity.id_number)
        return cls.citizen(identity.id_number)

    @classmethod
    def citizen(cls, id_number: str) -> "Identifier":
        """A citizen number: of the old card when it has 9 digits."""
        kind = IdentifierKind.OLD_ID_NUMBER if len(id_number) == 9 else IdentifierKind.ID_NUMBER
        return cls(kind, id_number)


@dataclass(frozen=True, slots=True)
class Patient:
    """A person the hospital knows already: enough to offer the usual department, and to see that it is someone else.

    `date_of_birth` and `sex` as in `Identity`; empty where the HIS does not tell.
    """

    patient_id: str
    full_name: str
    last_department_id: str | None
    phone: str | None
    date_of_birth: str = ""
    sex: str = ""
    id_number: str = ""
    old_id_number: str = ""
    insurance_number: str = ""
