"""What the kiosk and a hospital information system say to each other, as plain values.

Amounts are whole dong. Instants are timezone-aware. Several of these stand in journals of earlier releases: a field is
only ever added, with a default.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from his_client.his.identity import Guardian, Identity


@dataclass(frozen=True, slots=True)
class Service:
    """An examination as the HIS sells it. `insured_price` is the part insurance reckons from, never above `price`."""

    id: str
    name: str
    price: int
    insured_price: int


@dataclass(frozen=True, slots=True)
class Department:
    """A department that takes walk-in patients today. Ages are whole years, both limits inclusive.

    `only_sex` is "Nam" or "Nữ" where only such patients are seen.
    """

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
    only_sex: str = ""


class AppointmentKind(StrEnum):
    """Made beforehand by the patient, or ordered by a doctor at an earlier visit."""

    BOOKED = "booked"
    REVISIT = "revisit"


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment of today; its service and price are the department's."""

    id: str
    kind: AppointmentKind
    department_id: str
    department_name: str
    room: str
    starts_at: datetime
    floor: str = ""
    building: str = ""
    doctor: str = ""


@dataclass(frozen=True, slots=True)
class InsuranceClaim:
    """What the insurance check said: `status` and raw `code` of the check, level in percent, provisional route code.

    `first_registration` is the facility code MA_DKBD on the card, `valid_from` and `valid_to` its days (GT_THE_TU,
    GT_THE_DEN). `looked_up_at`: when it was asked, which with the code is the proof of a look-up that failed.
    """

    card: str | None
    level: int | None
    status: str
    code: str
    route_code: str
    first_registration: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    looked_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service in a department at the price the patient was shown."""

    department_id: str
    service_id: str
    price: int


class DeclarationKind(StrEnum):
    """What a patient may declare without proof; staff check it at the visit."""

    PRIORITY = "priority"
    TRANSFER_FORM = "transfer_form"
    REVISIT_SLIP = "revisit_slip"


@dataclass(frozen=True, slots=True)
class Declaration:
    """Something to be checked. `detail` is the class of priority, or the number on the form."""

    kind: DeclarationKind
    detail: str = ""


class ReminderKind(StrEnum):
    """What the patient wishes to be reminded of."""

    FOLLOW_UP = "follow_up"
    VACCINATION = "vaccination"


@dataclass(frozen=True, slots=True)
class Reminder:
    """A wish to be reminded by the hospital, which the patient consented to at `consented_at`."""

    kind: ReminderKind
    consented_at: datetime


@dataclass(frozen=True, slots=True)
class RegistrationRequest:
    """One registration: one visit, one transaction, all or nothing.

    `key` is a UUID made and stored before the first byte is sent, the same on every repeat. The department, service
    and price on the request itself are the main ones; `further` are those after it, with no department and no service
    twice. Reminders and declarations are taken in the same transaction.
    """

    key: str
    station_id: str
    identity: Identity
    department_id: str
    service_id: str
    price: int
    insurance: InsuranceClaim | None
    priority: str | None
    requested_at: datetime
    further: tuple[ServiceChoice, ...] = ()
    appointment_id: str | None = None
    guardian: Guardian | None = None
    declarations: tuple[Declaration, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def services(self) -> tuple[ServiceChoice, ...]:
        """Every service wanted, the main one first."""
        return (ServiceChoice(self.department_id, self.service_id, self.price), *self.further)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in one room's queue; each has a slip of its own."""

    queue_number: str
    room: str
    floor: str
    building: str
    people_before: int
    wait_minutes: int
    department_id: str
    department_name: str


@dataclass(frozen=True, slots=True)
class Registered:
    """The HIS's answer. `visit_code` is its MA_LK; `amount_due` is what the patient pays, `amount_paid` of it paid.

    The place in the main department's queue stands here, those of further services in `further`. `provisional`: a
    person has to confirm who came before it counts. `cancelled`: it was registered, and taken back.
    """

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
    further: tuple[Ticket, ...] = ()
    provisional: bool = False
    cancelled: bool = False

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """Every place of this visit, the main one first."""
        main = Ticket(
            self.queue_number,
            self.room,
            self.floor,
            self.building,
            self.people_before,
            self.wait_minutes,
            self.department_id,
            self.department_name,
        )
        return (main, *self.further)


@dataclass(frozen=True, slots=True)
class Bill:
    """What a visit costs the patient; the difference is owed.

    `kind` is what it is for, where the HIS says: `fee`, `advance`, `services` or `balance`.
    """

    id: str
    visit_code: str
    title: str
    amount_due: int
    amount_paid: int
    issued_at: datetime
    kind: str = ""


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


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt of a day, for comparing books; it names no person. `payment_id` is empty for money taken by hand."""

    number: str
    payment_id: str
    bill_id: str
    amount: int
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """Where a number stands now. `serving` is the number in the room, empty before the first."""

    queue_number: str
    room: str
    department_name: str
    serving: str
    people_before: int
    wait_minutes: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the hospital tells everybody, in Vietnamese. `until` is its last day, if it has one."""

    id: str
    title: str
    text: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A patient's word to the hospital, sent once under its own `id`. `rating` is 1 to 5; `visit_code` may be empty."""

    id: str
    station_id: str
    rating: int
    given_at: datetime
    topic: str = ""
    text: str = field(default="", repr=False)
    visit_code: str = ""


@dataclass(frozen=True, slots=True)
class FeedbackTaken:
    """The HIS has the feedback `id`."""

    id: str
