"""The sandbox HIS's rules: who may register, which number comes next, what is owed and what is paid.

The HTTP sandbox and the in-process one share this module, so both refuse, number and settle alike. The book reads no
network and keeps its rows in whatever `Store` it is given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from his_client.clock import VIETNAM, Clock
from his_client.his.ports import (
    Department,
    Patient,
    PaymentNotice,
    PaymentPosted,
    Registered,
    RegistrationRequest,
    Service,
)
from his_client.insurance.benefit import RouteUnknown, estimate
from his_client.outcome import Refused
from his_client.sandbox.departments import DepartmentRule, load_departments
from his_client.sandbox.people import invented_people
from his_client.sandbox.store import Shape, Store


@dataclass(frozen=True, slots=True)
class PatientRow:
    """A person in the patient index."""

    id_number: str
    patient_id: str
    full_name: str
    birth_date: str
    phone: str | None
    last_department_id: str | None


@dataclass(frozen=True, slots=True)
class RegistrationRow:
    """A registration with its bill. `busy_until` is when the room will have called everybody up to this one."""

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


PATIENTS = Shape("patients", PatientRow, "id_number")
REGISTRATIONS = Shape(
    "registrations",
    RegistrationRow,
    "key",
    (("id_number", "day"), ("department_id", "day"), ("day",), ("bill_id",), ("visit_code",)),
)
PAYMENTS = Shape("payments", PaymentRow, "id", (("bill_id",),))


class RegistrationBook:
    """One hospital's registrations. Every public method is one transaction and safe to call from any thread."""

    def __init__(self, store: Store, *, clock: Clock, departments: Sequence[DepartmentRule] | None = None) -> None:
        self._store = store
        self._clock = clock
        rules = load_departments() if departments is None else departments
        self._rules = {rule.id: rule for rule in rules}
        self.patients = store.table(PATIENTS)
        self.registrations = store.table(REGISTRATIONS)
        self.payments = store.table(PAYMENTS)

    def seed(self) -> None:
        """Adds the invented patients of `data/people.toml` that are not there yet."""
        with self._store.transaction():
            for patient in invented_people()["patient"]:
                if self.patients.get(patient["id_number"]) is None:
                    self.patients.put(PatientRow(**{"phone": None, **patient}))

    def find_patient(self, id_number: str) -> Patient | None:
        """The patient with this ID number, or None."""
        row = self.patients.get(id_number)
        return None if row is None else Patient(row.patient_id, row.full_name, row.last_department_id, row.phone)

    def departments(self) -> tuple[Department, ...]:
        """Every department with its queue as of now."""
        with self._store.transaction():
            now = self._now()
            return tuple(self._department(rule, now) for rule in self._rules.values())

    def register(self, request: RegistrationRequest) -> Registered | Refused:
        """Registers once per key; refusals as listed at `Registration.register`."""
        with self._store.transaction():
            known = self.registrations.get(request.key)
            if known is not None:
                same = (known.id_number, known.department_id, known.service_id) == (
                    request.identity.id_number,
                    request.department_id,
                    request.service_id,
                )
                return self._registered(known) if same else Refused("key_reused", "this key registered something else")
            now = self._now()
            rule = self._rules.get(request.department_id)
            if rule is None or rule.service_id != request.service_id:
                return Refused("no_department", "no such department or service; ask for the list again")
            refusal = self._refusal(request, rule, now)
            if refusal is not None:
                return refusal
            row = self._new_registration(request, rule, now)
            self.registrations.put(row)
            self.patients.put(
                PatientRow(
                    row.id_number,
                    row.patient_id,
                    row.full_name,
                    request.identity.date_of_birth,
                    request.identity.phone,
                    rule.id,
                )
            )
            return self._registered(row)

    def find_registration(self, key: str) -> Registered | None:
        """What was registered under `key`, or None."""
        with self._store.transaction():
            row = self.registrations.get(key)
            return None if row is None else self._registered(row)

    def registrations_today(self, id_number: str) -> tuple[Registered, ...]:
        """Today's registrations of a person, oldest first."""
        with self._store.transaction():
            rows = self.registrations.where(id_number=id_number, day=self._now().date().isoformat())
            return tuple(self._registered(row) for row in rows)

    def post_payment(self, notice: PaymentNotice) -> PaymentPosted | Refused:
        """Receipts once per id and once per bill; refusals as listed at `Billing.post_payment`."""
        with self._store.transaction():
            known = self.payments.get(notice.id)
            if known is not None:
                if (known.bill_id, known.amount) != (notice.bill_id, notice.amount):
                    return Refused("id_reused", "this payment id belongs to another bill or amount")
                return PaymentPosted(known.id, known.receipt_number)
            bill = self.registrations.last(bill_id=notice.bill_id)
            if bill is None:
                return Refused("no_bill", "no such bill")
            if self.payments.count(bill_id=notice.bill_id) or bill.amount_due == 0:
                return Refused("already_paid", "nothing is owed on this bill")
            if notice.amount != bill.amount_due:
                return Refused("amount_differs", "the payment is not the bill's amount")
            row = PaymentRow(
                notice.id,
                notice.bill_id,
                notice.amount,
                notice.memo_code,
                notice.paid_at.astimezone(VIETNAM).isoformat(),
                f"BL{self.payments.count() + 1:08d}",
                self._now().isoformat(),
            )
            self.payments.put(row)
            return PaymentPosted(row.id, row.receipt_number)

    def find_payment(self, payment_id: str) -> PaymentPosted | None:
        """The receipt made for `payment_id`, or None."""
        row = self.payments.get(payment_id)
        return None if row is None else PaymentPosted(row.id, row.receipt_number)

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)

    def _department(self, rule: DepartmentRule, now: datetime) -> Department:
        people, minutes = self._queue(rule, now)
        return Department(
            rule.id,
            rule.code,
            rule.name,
            rule.room,
            rule.floor,
            rule.building,
            people,
            minutes,
            rule.icon,
            rule.min_age,
            rule.max_age,
            self.registrations.count(department_id=rule.id, day=now.date().isoformat()) >= rule.quota,
            Service(rule.service_id, rule.service_name, rule.price, rule.insured_price),
        )

    def _queue(self, rule: DepartmentRule, now: datetime) -> tuple[int, int]:
        """People waiting and minutes until a new one is called. A room calls one person every `minutes_each`."""
        last = self.registrations.last(department_id=rule.id, day=now.date().isoformat())
        left = timedelta() if last is None else max(timedelta(), datetime.fromisoformat(last.busy_until) - now)
        people = -(-left // timedelta(minutes=rule.minutes_each))
        return rule.walk_ins + people, rule.walk_in_minutes + people * rule.minutes_each

    def _refusal(self, request: RegistrationRequest, rule: DepartmentRule, now: datetime) -> Refused | None:
        day = now.date().isoformat()
        today = self.registrations.where(id_number=request.identity.id_number, day=day)
        if any(row.department_id == rule.id for row in today):
            return Refused("already", "registered today in this department")
        if self.registrations.count(department_id=rule.id, day=day) >= rule.quota:
            return Refused("full", "no number left in this department today")
        age = age_on(request.identity.date_of_birth, now.date())
        if (rule.min_age is not None and age < rule.min_age) or (rule.max_age is not None and age > rule.max_age):
            return Refused("age", "this department does not see patients of this age")
        if request.price != rule.price:
            return Refused("price_changed", "the price list changed; ask for the list again")
        return None

    def _new_registration(self, request: RegistrationRequest, rule: DepartmentRule, now: datetime) -> RegistrationRow:
        day = now.date()
        people, minutes = self._queue(rule, now)
        number = self.registrations.count() + 1
        place = self.registrations.count(department_id=rule.id, day=day.isoformat())
        last = self.registrations.last(department_id=rule.id, day=day.isoformat())
        start = now if last is None else max(now, datetime.fromisoformat(last.busy_until))
        patient = self.patients.get(request.identity.id_number)
        claim = request.insurance
        return RegistrationRow(
            key=request.key,
            day=day.isoformat(),
            id_number=request.identity.id_number,
            full_name=request.identity.full_name,
            department_id=rule.id,
            service_id=rule.service_id,
            station_id=request.station_id,
            visit_code=f"{day:%Y%m%d}{number:06d}",
            patient_id=f"BN{self.patients.count() + 1:07d}" if patient is None else patient.patient_id,
            queue_number=f"{rule.letter}{rule.first_number + place:03d}",
            people_before=people,
            wait_minutes=minutes,
            busy_until=(start + timedelta(minutes=rule.minutes_each)).isoformat(),
            bill_id=f"HD{day:%y%m%d}{number:06d}",
            price=rule.price,
            amount_due=_amount_due(request, rule, day),
            identity_source=request.identity.identity_source,
            insurance_card=None if claim is None else claim.card,
            insurance_status=None if claim is None else claim.status,
            insurance_code=None if claim is None else claim.code,
            insurance_level=None if claim is None else claim.level,
            route_code=None if claim is None else claim.route_code,
            priority=request.priority,
            registered_at=now.isoformat(),
        )

    def _registered(self, row: RegistrationRow) -> Registered:
        rule = self._rules[row.department_id]
        return Registered(
            row.key,
            row.visit_code,
            row.patient_id,
            row.queue_number,
            rule.room,
            rule.floor,
            rule.building,
            row.people_before,
            row.wait_minutes,
            row.bill_id,
            row.amount_due,
            row.department_id,
            rule.name,
            sum(payment.amount for payment in self.payments.where(bill_id=row.bill_id)),
        )


def age_on(birth: str, day: date) -> int:
    """Whole years of age on `day`. A birth of year or month only counts from its first day. 0 when unreadable."""
    parts = [int(part) for part in birth.split("-") if part.isdigit()]
    if not parts:
        return 0
    year, month, born = (*parts, 1, 1)[:3]
    return day.year - year - ((day.month, day.day) < (month, born))


def _amount_due(request: RegistrationRequest, rule: DepartmentRule, day: date) -> int:
    """What the patient pays at the door; a claim that was not confirmed leaves the whole price."""
    claim = request.insurance
    if claim is None or claim.level is None or not claim.status.startswith("eligible"):
        return rule.price
    try:
        return estimate(rule.price, rule.insured_price, claim.level, claim.route_code, day).patient_pays
    except RouteUnknown:
        return rule.price
