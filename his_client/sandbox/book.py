"""The sandbox HIS's rules: who may register, which number comes next, and how a visit is taken back.

The HTTP sandbox and the in-process one share this module, so both refuse and number alike. The book reads no network
and keeps its rows in whatever `Store` it is given. What is owed stands in `cash`, everything a patient may ask in
`desk`.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta

from his_client.clock import VIETNAM, Clock
from his_client.his.ports import (
    Department,
    DocumentType,
    Identifier,
    IdentifierKind,
    IdentitySource,
    Patient,
    Registered,
    RegistrationRequest,
)
from his_client.his.search import Conflict, compare
from his_client.insurance.benefit import RouteUnknown, estimate
from his_client.outcome import Refused
from his_client.sandbox.cash import CashBook
from his_client.sandbox.checks import (
    assurance_refusal,
    form_refusal,
    guardian_refusal,
    twice_refusal,
)
from his_client.sandbox.departments import DepartmentRule
from his_client.sandbox.desk import InformationDesk
from his_client.sandbox.people import invented_people
from his_client.sandbox.rooms import Rooms
from his_client.sandbox.rows import PATIENTS, PAYMENTS, REGISTRATIONS, PatientRow, RegistrationRow, TicketRow
from his_client.sandbox.store import Store


class RegistrationBook:
    """One hospital's registrations. Every public method is one transaction and safe to call from any thread.

    `strict` tells nothing about a person to whoever has not read a chip.
    """

    def __init__(
        self,
        store: Store,
        *,
        clock: Clock,
        departments: Sequence[DepartmentRule] | None = None,
        strict: bool = True,
    ) -> None:
        self._store = store
        self._clock = clock
        self._strict = strict
        self._closing: list[str] = []
        self.patients = store.table(PATIENTS)
        self.registrations = store.table(REGISTRATIONS)
        self.rooms = Rooms(store, departments)
        self.tickets = self.rooms.tickets
        self.payments = store.table(PAYMENTS)
        self.cash = CashBook(store, clock=clock)
        self.desk = InformationDesk(store, clock=clock, rules=self.rooms.rules)

    def seed(self) -> None:
        """Adds the invented patients, appointments, results and notices that are not there yet."""
        with self._store.transaction():
            for patient in invented_people()["patient"]:
                if self.patients.get(patient["id_number"]) is None:
                    self.patients.put(PatientRow(**{"phone": None, **patient}))
            self.desk.seed()

    def arm(self, code: str) -> None:
        """Changes the hospital just before the next registration is judged.

        `full`: the last number of each department wanted has just gone. `price_changed`: each of their prices has
        just gone up. The list of departments tells so afterwards.
        """
        if code not in {"full", "price_changed"}:
            raise ValueError(code)
        with self._store.transaction():
            self._closing.append(code)

    def refuses(self, source: IdentitySource) -> Refused | None:
        """Whether a question about a person is declined for how it was learned who asks."""
        return assurance_refusal(source) if self._strict else None

    def find_patient(self, identifier: Identifier, source: IdentitySource) -> Patient | Refused | None:
        """The patient with this number, or None; see `Patients.find_patient`."""
        if refusal := self.refuses(source):
            return refusal
        with self._store.transaction():
            row = self._patient(identifier)
        if row is None:
            return None
        return Patient(
            row.patient_id,
            row.full_name,
            row.last_department_id,
            row.phone,
            row.birth_date,
            row.sex,
            row.id_number,
            row.old_id_number,
            row.insurance_number,
        )

    def departments(self) -> tuple[Department, ...]:
        """Every department with its queue as of now."""
        with self._store.transaction():
            return self.rooms.departments(self._now())

    def register(self, request: RegistrationRequest, note: str = "") -> Registered | Refused:
        """Registers once per key, all services or none; refusals as listed at `Registration.register`."""
        with self._store.transaction():
            known = self.registrations.get(request.key)
            if known is not None:
                return self._again(known, request)
            if self._closing:
                self.rooms.change(self._closing.pop(0), request)
            now = self._now()
            refusal = form_refusal(request) or self._refusal(request, now)
            if refusal is not None:
                return refusal
            patient = self._known_or_new(request)
            row, tickets = self._new_registration(request, patient, now, note)
            self.registrations.put(row)
            for ticket in tickets:
                self.tickets.put(ticket)
            self.patients.put(patient)
            if request.appointment_id:
                self.desk.use_appointment(request.appointment_id, request.key)
            return self._registered(row)

    def find_registration(self, key: str) -> Registered | None:
        """What was registered under `key`, or None."""
        with self._store.transaction():
            row = self.registrations.get(key)
            return None if row is None else self._registered(row)

    def registrations_today(
        self, identifier: Identifier, source: IdentitySource
    ) -> tuple[tuple[Registered, RegistrationRow], ...] | Refused:
        """Today's standing registrations of a person with their rows, oldest first."""
        if refusal := self.refuses(source):
            return refusal
        with self._store.transaction():
            patient = self._patient(identifier)
            number = identifier.value if patient is None else patient.id_number
            rows = self._standing(number, self._now().date())
            return tuple((self._registered(row), row) for row in rows)

    def cancel(self, visit_code: str, reason: str) -> Registered | Refused:
        """Takes a visit back once; refusals as listed at `Registration.cancel`."""
        with self._store.transaction():
            row = self.registrations.last(visit_code=visit_code)
            if row is None:
                return Refused("no_visit", "no such visit")
            if row.cancelled_at:
                return self._registered(row)
            if self.cash.paid(row.bill_id):
                return Refused("paid", "money was taken for this visit; the cashier cancels it")
            now = self._now()
            called = datetime.fromisoformat(row.registered_at) + timedelta(minutes=row.wait_minutes + 1)
            if row.day != now.date().isoformat() or now > called:
                return Refused("called", "this visit has begun")
            row = replace(row, cancelled_at=now.isoformat(), cancel_reason=reason[:64])
            self.registrations.put(row)
            for ticket in self.tickets.where(key=row.key):
                self.tickets.put(replace(ticket, standing="no"))
            if row.appointment_id:
                self.desk.use_appointment(row.appointment_id, "")
            return self._registered(row)

    def reprint(self, visit_code: str) -> Registered | None:
        """The visit for another slip, counted; None when there is no such visit."""
        with self._store.transaction():
            row = self.registrations.last(visit_code=visit_code)
            if row is None:
                return None
            self.registrations.put(replace(row, slips=row.slips + 1))
            return self._registered(row)

    def _now(self) -> datetime:
        return self._clock().astimezone(VIETNAM)

    def _patient(self, identifier: Identifier) -> PatientRow | None:
        match identifier.kind:
            case IdentifierKind.ID_NUMBER | IdentifierKind.PASSPORT:
                return self.patients.get(identifier.value)
            case IdentifierKind.OLD_ID_NUMBER:
                return self.patients.last(old_id_number=identifier.value) or self.patients.get(identifier.value)
            case IdentifierKind.INSURANCE_NUMBER:
                return self.patients.last(insurance_number=identifier.value[-10:])
            case IdentifierKind.PATIENT_ID:
                return self.patients.last(patient_id=identifier.value)

    def _standing(self, id_number: str, day: date) -> tuple[RegistrationRow, ...]:
        rows = self.registrations.where(id_number=id_number, day=day.isoformat())
        return tuple(row for row in rows if not row.cancelled_at)

    def _again(self, known: RegistrationRow, request: RegistrationRequest) -> Registered | Refused:
        tickets = self.tickets.where(key=known.key)
        held = (known.id_number, [(ticket.department_id, ticket.service_id) for ticket in tickets])
        services = [(choice.department_id, choice.service_id) for choice in request.services]
        if held != (_number(request), services):
            return Refused("key_reused", "this key registered something else")
        return Refused("cancelled", "this visit was taken back") if known.cancelled_at else self._registered(known)

    def _refusal(self, request: RegistrationRequest, now: datetime) -> Refused | None:
        day = now.date()
        refusal = self.rooms.unknown(request) or twice_refusal(request, self.rooms.rules)
        refusal = refusal or guardian_refusal(request.guardian, request.identity, day)
        return refusal or self._person_refusal(request, day) or self.rooms.place_refusal(request, day)

    def _person_refusal(self, request: RegistrationRequest, day: date) -> Refused | None:
        identity, departments = request.identity, {choice.department_id for choice in request.services}
        known = self.patients.get(_number(request))
        if known is not None:
            found = Patient(known.patient_id, known.full_name, None, None, known.birth_date)
            if isinstance(compare(identity, found, IdentifierKind.ID_NUMBER), Conflict):
                return Refused("conflict", "this number is known with another name or birth date")
        for row in self._standing(_number(request), day):
            if departments & {ticket.department_id for ticket in self.tickets.where(key=row.key)}:
                return Refused("already", "registered today in this department")
        if request.appointment_id:
            patient_id = None if known is None else known.patient_id
            return self.desk.appointment_refusal(request.appointment_id, patient_id, request.department_id, day)
        return None

    def _known_or_new(self, request: RegistrationRequest) -> PatientRow:
        """The row of the patient index as this registration leaves it; nobody is merged with anybody."""
        identity, claim = request.identity, request.insurance
        known = self.patients.get(_number(request))
        card = ((claim and claim.card) or identity.insurance_number)[-10:]
        return PatientRow(
            _number(request),
            f"BN{self.patients.count() + 1:07d}" if known is None else known.patient_id,
            identity.full_name,
            identity.date_of_birth,
            identity.phone or (known.phone if known else None),
            request.department_id,
            identity.sex,
            identity.old_id_number or (known.old_id_number if known else ""),
            card or (known.insurance_number if known else ""),
            identity.document,
        )

    def _new_registration(
        self, request: RegistrationRequest, patient: PatientRow, now: datetime, note: str
    ) -> tuple[RegistrationRow, tuple[TicketRow, ...]]:
        day, claim = now.date(), request.insurance
        number = self.registrations.count() + 1
        tickets = tuple(
            self.rooms.new_ticket(request.key, place, choice, now) for place, choice in enumerate(request.services)
        )
        main = tickets[0]
        row = RegistrationRow(
            key=request.key,
            day=day.isoformat(),
            id_number=_number(request),
            full_name=request.identity.full_name,
            department_id=main.department_id,
            service_id=main.service_id,
            station_id=request.station_id,
            visit_code=f"{day:%Y%m%d}{number:06d}",
            patient_id=patient.patient_id,
            queue_number=main.queue_number,
            people_before=main.people_before,
            wait_minutes=main.wait_minutes,
            busy_until=main.busy_until,
            bill_id=f"HD{day:%y%m%d}{number:06d}",
            price=sum(ticket.price for ticket in tickets),
            amount_due=sum(_amount_due(request, self.rooms.rules[ticket.department_id], day) for ticket in tickets),
            identity_source=request.identity.identity_source,
            insurance_card=None if claim is None else claim.card,
            insurance_status=None if claim is None else claim.status,
            insurance_code=None if claim is None else claim.code,
            insurance_level=None if claim is None else claim.level,
            route_code=None if claim is None else claim.route_code,
            priority=request.priority,
            registered_at=now.isoformat(),
            provisional=int(not request.identity.identity_source.from_chip),
            appointment_id=request.appointment_id or "",
            note=note[:255],
            wishes=_wishes(request),
            first_registration="" if claim is None else claim.first_registration or "",
            card_valid_from="" if claim is None else _day(claim.valid_from),
            card_valid_to="" if claim is None else _day(claim.valid_to),
            insurer_asked_at="" if claim is None else _instant(claim.looked_up_at),
        )
        return row, tickets

    def _registered(self, row: RegistrationRow) -> Registered:
        rule = self.rooms.rules[row.department_id]
        further = (ticket for ticket in self.tickets.where(key=row.key) if ticket.place > 0)
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
            self.cash.paid(row.bill_id),
            tuple(self.rooms.ticket(ticket) for ticket in further),
            bool(row.provisional),
            bool(row.cancelled_at),
        )


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _instant(instant: datetime | None) -> str:
    return "" if instant is None else instant.astimezone(VIETNAM).isoformat()


def _wishes(request: RegistrationRequest) -> str:
    """What the request asks beyond the core, as JSON; empty when it asks nothing more."""
    wishes = {
        "further": [asdict(choice) for choice in request.further],
        "guardian": request.guardian and asdict(request.guardian),
        "declarations": [asdict(item) for item in request.declarations],
        "reminders": [{"kind": item.kind, "consented_at": item.consented_at.isoformat()} for item in request.reminders],
        "passport": request.identity.document is DocumentType.PASSPORT,
    }
    return json.dumps(wishes, ensure_ascii=False) if any(wishes.values()) else ""


def _amount_due(request: RegistrationRequest, rule: DepartmentRule, day: date) -> int:
    """What the patient pays at the door; a claim that was not confirmed leaves the whole price."""
    claim = request.insurance
    if claim is None or claim.level is None or not claim.status.startswith("eligible"):
        return rule.price
    try:
        return estimate(rule.price, rule.insured_price, claim.level, claim.route_code, day).patient_pays
    except RouteUnknown:
        return rule.price


def _number(request: RegistrationRequest) -> str:
    """What a person is kept under: their number, a child without one under its card's, else under the request's key."""
    identity = request.identity
    return identity.id_number or identity.insurance_number or request.key
