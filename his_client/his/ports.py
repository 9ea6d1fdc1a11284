"""The small protocols by which the kiosk speaks to a hospital information system; the values stand beside them.

A look-up of a person's data carries how sure we are of who asks (`IdentitySource`); a strict HIS answers `QR` and
`TYPED` with Refused "assurance". A method whose capability is absent answers `NOT_SUPPORTED` and sends nothing.
"""

from datetime import date
from typing import Protocol

from his_client.his.capability import NOT_SUPPORTED, Capability
from his_client.his.identity import (
    DocumentType,
    Guardian,
    Identifier,
    IdentifierKind,
    Identity,
    IdentitySource,
    Patient,
    Relation,
)
from his_client.his.values import (
    Appointment,
    AppointmentKind,
    Bill,
    Declaration,
    DeclarationKind,
    Department,
    Feedback,
    FeedbackTaken,
    InsuranceClaim,
    Notice,
    PaymentNotice,
    PaymentPosted,
    QueuePosition,
    Receipt,
    Registered,
    RegistrationRequest,
    Reminder,
    ReminderKind,
    Service,
    ServiceChoice,
    Ticket,
)
from his_client.outcome import Outcome

__all__ = [
    "NOT_SUPPORTED",
    "Appointment",
    "AppointmentKind",
    "Bill",
    "Billing",
    "Capability",
    "Declaration",
    "DeclarationKind",
    "Department",
    "DocumentType",
    "Feedback",
    "FeedbackTaken",
    "Guardian",
    "HospitalSystem",
    "Identifier",
    "IdentifierKind",
    "Identity",
    "IdentitySource",
    "Information",
    "InsuranceClaim",
    "Notice",
    "Patient",
    "Patients",
    "PaymentNotice",
    "PaymentPosted",
    "Queue",
    "QueuePosition",
    "Receipt",
    "Registered",
    "Registration",
    "RegistrationRequest",
    "Relation",
    "Reminder",
    "ReminderKind",
    "Scheduling",
    "Service",
    "ServiceChoice",
    "Ticket",
]


class Patients(Protocol):
    """Who is known here."""

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Outcome[Patient | None]:
        """The patient with this number; Done(None) when the hospital knows nobody by it.

        `his_client.his.search` asks by one number after another and compares who was found with who stands here.
        """
        ...


class Scheduling(Protocol):
    """Where one can go today."""

    def departments(self) -> Outcome[tuple[Department, ...]]:
        """Departments that take patients today, with their queue, price, age and sex limits."""
        ...

    def appointments_today(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Appointment, ...]]:
        """A patient's appointments and re-visits of today that were not used yet, earliest first."""
        ...


class Registration(Protocol):
    """Registering once, and asking about it instead of sending it twice."""

    def register(self, request: RegistrationRequest) -> Outcome[Registered]:
        """Registers, or answers what the same key got before. All services or none.

        Refused codes: `already` (registered today in one of these departments under another key: ask
        `registrations_today`), `full`, `age`, `sex`, `price_changed`, `no_department`, `twice` (a department or
        service stands twice in the request), `no_appointment` (not this patient's, not today, or used),
        `guardian` (no adult), `key_reused` (same key, other person or services), `cancelled` (this key was
        registered and taken back). After Unknown ask `find_registration(request.key, request)`.
        """
        ...

    def find_registration(self, key: str, wanted: RegistrationRequest | None = None) -> Outcome[Registered | None]:
        """The registration made under `key`; Done(None) proves that none was made.

        A HIS without `IDEMPOTENCY_KEY` is searched for `wanted` by patient, day and place; what that cannot settle
        is Unknown "ambiguous", and without `wanted` it is Unknown "cannot_search".
        """
        ...

    def registrations_today(self, identifier: Identifier, source: IdentitySource) -> Outcome[tuple[Registered, ...]]:
        """Today's registrations (hospital's day) of the person with this number, oldest first, cancelled ones not."""
        ...

    def cancel(self, visit_code: str, reason: str) -> Outcome[Registered]:
        """Takes a visit back with all its services, or answers that it was taken back before; `reason` is a code.

        Refused codes: `no_visit`, `paid` (money was taken; only the cashier can), `called` (the visit has begun).
        After Unknown ask again: the same cancellation is one.
        """
        ...

    def reprint(self, visit_code: str) -> Outcome[Registered | None]:
        """The visit as it stands, for another slip; the HIS notes that one was printed. Done(None): no such visit."""
        ...


class Billing(Protocol):
    """What is owed, and telling the HIS once that money arrived."""

    def bills(self, patient_id: str, source: IdentitySource) -> Outcome[tuple[Bill, ...]]:
        """A patient's bills on which something is owed, oldest first."""
        ...

    def receipts(self, day: date) -> Outcome[tuple[Receipt, ...]]:
        """Every receipt of a day (hospital's day), in order of their making."""
        ...

    def post_payment(self, notice: PaymentNotice) -> Outcome[PaymentPosted]:
        """Receipts a payment, or answers what the same id got before.

        Refused codes: `no_bill`, `already_paid` (another payment settled it), `amount_differs`, `id_reused`,
        `cancelled` (the visit was taken back).
        After Unknown ask `find_payment(notice.id)`.
        """
        ...

    def find_payment(self, payment_id: str) -> Outcome[PaymentPosted | None]:
        """The receipt for the payment `payment_id`; Done(None) proves that none was made."""
        ...


class Queue(Protocol):
    """How long one still waits."""

    def position(self, visit_code: str) -> Outcome[tuple[QueuePosition, ...]]:
        """Where each number of a visit stands, the main one first; empty when the visit is not waiting today."""
        ...


class Information(Protocol):
    """Words between the hospital and its patients."""

    def results_ready(self, patient_id: str, source: IdentitySource) -> Outcome[bool]:
        """Whether all results ordered for the patient are there; never what they say. False when none are awaited."""
        ...

    def notices(self) -> Outcome[tuple[Notice, ...]]:
        """What the hospital tells everybody today."""
        ...

    def send_feedback(self, feedback: Feedback) -> Outcome[FeedbackTaken]:
        """Gives feedback, or answers that the same id was taken before. After Unknown send the same again."""
        ...


class HospitalSystem(Patients, Scheduling, Registration, Billing, Queue, Information, Protocol):
    """A whole HIS."""

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What it can do beyond the core; known without asking it."""
        ...
