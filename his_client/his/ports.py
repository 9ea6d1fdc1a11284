"""What the kiosk and a hospital information system say to each other, and the four small protocols they say it by.

Amounts are whole dong. Instants are timezone-aware. Dates of people are ISO 8601 texts, possibly `YYYY` or `YYYY-MM`,
because an ID card may know no more.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from his_client.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Service:
    """An examination as the HIS sells it. `insured_price` is the part insurance reckons from, never above `price`."""

    id: str
    name: str
    price: int
    insured_price: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department that takes walk-in patients today. Ages are whole years, both limits inclusive."""

    id: str
    code: str
    name: str
    room: str
    floor: str
    building: str
    queue_length: int
    wait_minutes: int
    icon: str
    min_age: int | None
    max_age: int | None
    full: bool
    service: Service


@dataclass(frozen=True, slots=True)
class Patient:
    """A person the hospital knows already."""

    patient_id: str
    full_name: str
    last_department_id: str | None
    phone: str | None


class IdentitySource(StrEnum):
    """How sure the hospital may be of who registers.

    `CHIP_AND_FACE`: the face before the camera matched the portrait in the chip. `CARD_ONLY`: the chip was read, and
    whether it is this person's card a person still has to see. `TYPED`: typed at a desk.
    """

    CHIP_AND_FACE = "chip+face"
    CARD_ONLY = "card_only"
    TYPED = "typed"

    @classmethod
    def _missing_(cls, value: object) -> "IdentitySource | None":
        """The first release wrote `chip` for a card without a matched face."""
        return cls.CARD_ONLY if value == "chip" else None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who registers, as read from the chip or typed at a desk.

    `sex` is the card's text ("Nam", "Nữ"); anything else travels as unknown. Together with the claim these are the
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


@dataclass(frozen=True, slots=True)
class InsuranceClaim:
    """What the insurance check said: `status` and raw `code` of the check, level in percent, provisional route code."""

    card: str | None
    level: int | None
    status: str
    code: str
    route_code: str


@dataclass(frozen=True, slots=True)
class RegistrationRequest:
    """One registration. `key` is a UUID made and stored before the first byte is sent, the same on every repeat."""

    key: str
    station_id: str
    identity: Identity
    department_id: str
    service_id: str
    price: int
    insurance: InsuranceClaim | None
    priority: str | None
    requested_at: datetime


@dataclass(frozen=True, slots=True)
class Registered:
    """The HIS's answer. `visit_code` is its MA_LK; `amount_due` is what the patient pays, `amount_paid` of it paid."""

    key: str
    visit_code: str
    patient_id: str
    queue_number: str
    room: str
    floor: str
    building: str
    people_before: int
    wait_minutes: int
    bill_id: str
    amount_due: int
    department_id: str = ""
    department_name: str = ""
    amount_paid: int = 0


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """Money that arrived. `id` is provider + ":" + the provider's reference, so one credit has one id everywhere."""

    id: str
    bill_id: str
    amount: int
    paid_at: datetime
    memo_code: str


@dataclass(frozen=True, slots=True)
class PaymentPosted:
    """The HIS has receipted the payment `id`."""

    id: str
    receipt_number: str


class Patients(Protocol):
    """Who is known here."""

    def find_patient(self, id_number: str) -> Outcome[Patient | None]:
        """The patient with this ID number (9 or 12 digits); Done(None) when the hospital does not know the person."""
        ...


class Scheduling(Protocol):
    """Where one can go today."""

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """Departments that take patients today, with their queue, price and age limits."""
        ...


class Registration(Protocol):
    """Registering once, and asking about it instead of sending it twice."""

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """Registers, or answers what the same key got before.

        Refused codes: `already` (registered today in this department under another key: ask `registrations_today`),
        `full`, `age`, `price_changed`, `no_department`, `key_reused` (same key, other person or department).
        After Unknown ask `find_registration(request.key)`.
        """
        ...

    def find_registration(self, key: str) -> Outcome[Registered | None]:
        """The registration made under `key`; Done(None) proves that none was made."""
        ...

    def registrations_today(self, id_number: str) -> Outcome[tuple[Registered, ...]]:
        """Today's registrations (hospital's day) of the person with this ID number, oldest first."""
        ...


class Billing(Protocol):
    """Telling the HIS that money arrived, once."""

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """Receipts a payment, or answers what the same id got before.

        Refused codes: `no_bill`, `already_paid` (another payment settled it), `amount_differs`, `id_reused`.
        After Unknown ask `find_payment(notice.id)`.
        """
        ...

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """The receipt for the payment `payment_id`; Done(None) proves that none was made."""
        ...


class HospitalSystem(Patients, Scheduling, Registration, Billing, Protocol):
    """A whole HIS."""
