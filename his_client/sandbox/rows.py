"""What the sandbox HIS keeps, as rows. The REST face, the in-process one and any further face read the same tables."""

from dataclasses import dataclass

from his_client.sandbox.store import Shape


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A person in the patient index. `id_number` is the number of the document they showed; birth as in `Identity`."""

    id_number: str
    patient_id: str
    full_name: str
    birth_date: str
    phone: str | None
    last_department_id: str | None
    sex: str = ""
    old_id_number: str = ""
    insurance_number: str = ""
    document: str = "id_card"


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A visit with its bill and its place in the main department's queue; `cancelled_at` is empty while it stands.

    `busy_until` is when the main room will have called everybody up to this one. `note` is the free text a HIS without
    keys keeps. `wishes` holds further services, guardian, declarations and reminders as JSON, as they were sent.
    `first_registration`, the card's days and when the insurer was asked are empty where they were not told.
    """

    key: str
    day: str
    id_number: str
    full_name: str
    department_id: str
    service_id: str
    station_id: str
    visit_code: str
    patient_id: str
    queue_number: str
    people_before: int
    wait_minutes: int
    busy_until: str
    bill_id: str
    price: int
    amount_due: int
    identity_source: str
    insurance_card: str | None
    insurance_status: str | None
    insurance_code: str | None
    insurance_level: int | None
    route_code: str | None
    priority: str | None
    registered_at: str
    provisional: int = 0
    cancelled_at: str = ""
    cancel_reason: str = ""
    appointment_id: str = ""
    note: str = ""
    wishes: str = ""
    slips: int = 1
    first_registration: str = ""
    card_valid_from: str = ""
    card_valid_to: str = ""
    insurer_asked_at: str = ""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One service of a visit: its place in a room's queue. `place` 0 is the main one; cancelled, `standing` is "no"."""

    id: str
    key: str
    place: int
    day: str
    department_id: str
    service_id: str
    price: int
    queue_number: str
    people_before: int
    wait_minutes: int
    busy_until: str
    standing: str = "yes"


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A receipt."""

    id: str
    bill_id: str
    amount: int
    memo_code: str
    paid_at: str
    receipt_number: str
    posted_at: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class BillRow:
    """A bill beside those of registrations: of the ward, the laboratory, an advance; `kind` as in `Bill`."""

    id: str
    patient_id: str
    visit_code: str
    title: str
    amount: int
    issued_at: str
    kind: str = "services"


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    """An appointment; `used_by` is the key of the registration that used it."""

    id: str
    patient_id: str
    day: str
    kind: str
    department_id: str
    starts_at: str
    doctor: str = ""
    used_by: str = ""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """An ordered examination of a patient; `ready` is 0 or 1."""

    id: str
    patient_id: str
    ready: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice; `until` is an ISO date or empty."""

    id: str
    title: str
    text: str
    until: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """A patient's word."""

    id: str
    station_id: str
    rating: int
    topic: str
    text: str
    visit_code: str
    given_at: str


PATIENTS = Shape("patients", PatientRow, "id_number", (("patient_id",), ("old_id_number",), ("insurance_number",)))
REGISTRATIONS = Shape(
    "registrations",
    RegistrationRow,
    "key",
    (("id_number", "day"), ("department_id", "day"), ("day",), ("bill_id",), ("visit_code",), ("patient_id",)),
)
TICKETS = Shape("tickets", TicketRow, "id", (("key",), ("department_id", "day"), ("department_id", "day", "standing")))
PAYMENTS = Shape("payments", PaymentRow, "id", (("bill_id",), ("day",)))
APPOINTMENTS = Shape("appointments", AppointmentRow, "id", (("patient_id", "day"),))
RESULTS = Shape("results", ResultRow, "id", (("patient_id",),))
NOTICES = Shape("notices", NoticeRow, "id")
BILLS = Shape("bills", BillRow, "id", (("patient_id",),))
FEEDBACK = Shape("feedback", FeedbackRow, "id")
